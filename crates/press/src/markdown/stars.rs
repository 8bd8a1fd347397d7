//! Asterisks inside of words, as in German `Leser*innen und Autor*innen` and Spanish `l*s amig*s`. CommonMark reads two of
//! them as emphasis; here they stay asterisks if both are between letters, and the words between them have a space.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// Makes such emphasis text.
pub(super) fn keep(events: &mut [(Event<'_>, Range<usize>)], source: &str) {
    let mut open: Vec<(usize, bool)> = Vec::new();
    for at in 0..events.len() {
        match events[at].0 {
            Event::Start(Tag::Emphasis) => open.push((at, is_inside(source, &events[at].1))),
            Event::End(TagEnd::Emphasis) => {
                let Some((start, true)) = open.pop() else { continue };
                let span = events[start].1.clone();
                events[start] = (Event::Text("*".into()), span.start..span.start + 1);
                events[at] = (Event::Text("*".into()), span.end - 1..span.end);
            }
            _ => {}
        }
    }
}

fn is_inside(source: &str, span: &Range<usize>) -> bool {
    let Some(inside) = source.get(span.clone()).and_then(|text| text.strip_prefix('*')?.strip_suffix('*')) else {
        return false;
    };
    let after = &source[span.end..];
    let letters = [
        source[..span.start].chars().next_back(),
        inside.chars().next(),
        inside.chars().next_back(),
        after.chars().next(),
    ];
    // `Lehrer*innenvertreter*innen`.
    let is_ending = inside.starts_with("in") && after.starts_with("in");
    letters.into_iter().all(|letter| letter.is_some_and(is_of_a_word))
        && (is_ending || inside.contains(|letter: char| letter.is_whitespace() || letter == '/'))
}

/// Whether a letter belongs to a word that has spaces around it: not one of East Asia, of Thai or of Khmer.
fn is_of_a_word(letter: char) -> bool {
    letter.is_alphanumeric() && matches!(u32::from(letter), 0..=0xdff | 0x1200..=0x167f | 0x1e00..=0x1fff)
}
