//! Links, footnotes and pictures that lead nowhere.

use std::collections::HashSet;

use super::super::events::Parsed;
use super::Left;
use super::text::{LeftText, Line, OBJECT, Paragraph};

/// A label or an address is not longer than this, in bytes.
const LONGEST: usize = 300;

/// The labels of notes that begin a line without a colon, `[^1] The note.`, if there is a reference to them.
pub(super) fn without_colon(text: &LeftText<'_>) -> HashSet<String> {
    let (mut begun, mut referred) = (HashSet::new(), HashSet::new());
    for line in text.paragraphs().flat_map(|paragraph| paragraph.lines) {
        for (at, mark) in line.text.match_indices("[^") {
            let Some(label) = until(&line.text[at + mark.len()..], ']') else { continue };
            let rest = &line.text[at + mark.len() + label.len() + 1..];
            let is_note = at == line.begin() && rest.trim_start().starts_with(char::is_alphanumeric);
            if is_note {
                begun.insert(label.to_owned())
            } else {
                referred.insert(label.to_owned())
            };
        }
    }
    begun.retain(|label| referred.contains(label));
    begun
}

pub(super) fn find(paragraph: &Paragraph<'_>, without_colon: &HashSet<String>, found: &mut Vec<Left>) {
    for line in &paragraph.lines {
        round_brackets(line, paragraph, found);
        turned_around(line, paragraph.source, found);
        references(line, found);
        citations(line, found);
        footnotes(line, without_colon, found);
        wiki_links(line, paragraph.source, found);
    }
}

/// `](`, `] (…)` and `(…)[…]`.
fn round_brackets(line: &Line<'_>, paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for (at, mark) in line.text.match_indices("](") {
        let inside = until(&line.text[at + mark.len()..], ')').unwrap_or_default();
        // That is told as a code.
        if ["{{", "{%"].iter().any(|code| inside.contains(code)) {
            continue;
        }
        let in_marks = crate::slips::in_marks(inside);
        let help = if let Some(help) = in_marks.as_deref().filter(|_| !paragraph.is_raw) {
            help
        } else if paragraph.is_raw {
            "inside HTML, Markdown is only read after an empty line: put one after the tag above, or write \
             `<a href=\"address\">words</a>`"
        } else if inside.trim().contains(' ') {
            "an address with spaces is written in angle brackets: `[words](<my address>)`"
        } else {
            "a link is `[words](address)`, a picture `![words](address)`, without a line break in the address, and a \
             link can't be inside another"
        };
        found.push(Left::new(line.span(at..at + mark.len()), "this is neither a link nor a picture", help));
    }
    for (at, mark) in line.text.match_indices("] (") {
        let after = &line.text[at + mark.len()..];
        let is_address = ["http://", "https://", "www.", "/", "./", "../", "#", "mailto:"]
            .iter()
            .any(|root| after.starts_with(root));
        if is_address && until(after, ')').is_some() {
            let help = "write no space between the brackets: `[words](address)`";
            found.push(Left::new(line.span(at..at + mark.len()), "this is not a link", help));
        }
    }
}

/// `(words)[address]`, `! [words](address)` and `[words]:(address)`.
fn turned_around(line: &Line<'_>, source: &str, found: &mut Vec<Left>) {
    for (at, mark) in line.text.match_indices(")[") {
        if !until(&line.text[at + mark.len()..], ']').is_some_and(is_address) {
            continue;
        }
        let is_picture = tail(&line.text[..at]).contains("!(");
        let (message, help) = if is_picture {
            ("this is not a picture", "what it shows comes first, in square brackets: `![what it shows](address)`")
        } else {
            ("this is not a link", "the words come first, in square brackets: `[words](address)`")
        };
        found.push(Left::new(line.span(at..at + mark.len()), message, help));
    }
    let words = line.words();
    let written = source.get(line.start + line.begin()..).unwrap_or_default();
    if words.starts_with("! ") && words[2..].starts_with(OBJECT) && written.starts_with("! [") {
        let help = "write no space after the exclamation mark: `![what it shows](address)`";
        found.push(Left::new(line.first(1), "this is not a picture but a link to it", help));
    }
    for (at, mark) in line.text.match_indices("]:(") {
        if until(&line.text[at + mark.len()..], ')').is_some_and(is_address) {
            found.push(Left::new(line.span(at..at + mark.len()), "this is not a link", COLON));
        }
    }
}

const COLON: &str = "write no colon between the brackets: `[words](address)`";

/// `[words]:(address)`, and `[Note]: Important`: to the parser, they say where links lead. Nobody sees them.
pub(super) fn definitions(parsed: &Parsed, found: &mut Vec<Left>) {
    for (span, address) in &parsed.addresses {
        let at = span.start..span.end;
        if address.starts_with('(') && address.ends_with(')') {
            found.push(Left::new(at, "this line is not shown", COLON));
        } else if address.chars().all(char::is_alphabetic)
            && !address.is_empty()
            && address.starts_with(char::is_uppercase)
        {
            let help =
                "to the site it says where a link leads; to show it put a backslash before its first bracket, `\\[`";
            found.push(Left::new(at, "this line is not shown", help));
        }
    }
}

/// Whether words look like an address.
pub(super) fn is_address(words: &str) -> bool {
    const ROOTS: [&str; 9] = ["http://", "https://", "www.", "/", "./", "../", "#", "mailto:", "<"];
    const ENDINGS: [&str; 16] = [
        "md", "html", "htm", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "mp3", "mp4", "com", "org",
        "net",
    ];
    let path = words.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ROOTS.iter().any(|root| words.starts_with(root)) && words.len() > 1 || ENDINGS.contains(&ending.as_str())
}

/// `[@smith2020]` and `((a note))`.
fn citations(line: &Line<'_>, found: &mut Vec<Left>) {
    for (at, _) in line.text.match_indices('@') {
        let opened = tail(&line.text[..at]).rfind(['[', ']']);
        let is_open = opened.is_some_and(|place| tail(&line.text[..at])[place..].starts_with('['));
        let key = line.text[at + 1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_:.-".contains(byte));
        let end = at + 1 + key.count();
        let is_key = line.text[at + 1..].starts_with(|first: char| first.is_ascii_alphabetic())
            && line.before(at).is_some_and(|before| "[ -;".contains(before))
            && line.text[end..].starts_with([']', ',', ';', ' '])
            // `[to @ada]` names a person.
            && (line.before(at) != Some(' ')
                || line.text[at..end].contains(|letter: char| letter.is_ascii_digit())
                || tail(&line.text[..at]).ends_with("see ")
                || tail(&line.text[..at]).ends_with("; "));
        if is_open && is_key && until(&line.text[end..], ']').is_some() {
            let help = "write a footnote: `[^1]` here, and `[^1]: the source` on a line of its own after an empty line";
            found.push(Left::new(line.span(at..end), "this citation stays as it is written", help));
        }
    }
    for (at, mark) in line.text.match_indices("((") {
        let inside = until(&line.text[at + mark.len()..], ')').unwrap_or_default();
        let rest = &line.text[at + mark.len() + inside.len()..];
        let is_note = rest.starts_with("))")
            && !rest.starts_with(")))")
            && inside.trim().contains(' ')
            && inside.split(' ').any(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 2)
            && !inside.contains(['(', '=', '+', '*', '|', '&', OBJECT])
            && line.before(at).is_some_and(|before| before != '(');
        if is_note {
            let help = "write `[^1]` here, and `[^1]: words` on a line of its own after an empty line; for brackets in a sentence \
                        write one pair";
            found.push(Left::new(line.span(at..at + mark.len()), "these brackets make no footnote", help));
        }
    }
}

/// `[words][label]` without a definition.
fn references(line: &Line<'_>, found: &mut Vec<Left>) {
    for (at, mark) in line.text.match_indices("][") {
        let Some(label) = until(&line.text[at + mark.len()..], ']') else { continue };
        let opened = tail(&line.text[..at]).rfind('[').map(|place| at - tail(&line.text[..at]).len() + place);
        // `a[0][1]` is an expression.
        let is_words = opened.is_some_and(|opened| {
            !line.before(opened).is_some_and(|letter| letter.is_alphanumeric() || letter == ']' || letter == OBJECT)
        });
        let words = &line.text[opened.map_or(at, |opened| opened + 1)..at];
        let after = &line.text[at..];
        let is_code = super::codes::is_code(label, after) || super::codes::is_code(words, after);
        if is_words && !is_code && !label.trim().is_empty() && !label.contains(OBJECT) {
            let message = format!("nothing says where the link `[{label}]` leads");
            let help = format!(
                "write the address, `[words](address)`, or add a line `[{label}]: address` with an empty line before it"
            );
            let end = at + mark.len() + label.len() + 1;
            found.push(Left::new(line.span(opened.unwrap_or(at)..end), message, help));
        }
    }
}

/// `[^1]` without a footnote, `^[a footnote]`.
fn footnotes(line: &Line<'_>, without_colon: &HashSet<String>, found: &mut Vec<Left>) {
    for (at, mark) in line.text.match_indices("[^") {
        let Some(label) = until(&line.text[at + mark.len()..], ']') else { continue };
        let is_label = !label.is_empty()
            && label.chars().all(|letter| letter.is_alphanumeric() || "-_.:* '’".contains(letter))
            && !label.starts_with(' ');
        if !is_label {
            continue;
        }
        let end = at + mark.len() + label.len() + 1;
        let is_forgotten = without_colon.contains(label);
        // It is told once, where the note is.
        if is_forgotten && at != line.begin() {
            continue;
        }
        let (message, help) = if is_forgotten {
            let help = format!(
                "write `[^{label}]: {}`, with an empty line before it",
                super::lines::beginning(line.text[end..].trim_start())
            );
            (format!("a colon is missing behind `[^{label}]`, so this is no footnote"), help)
        } else if line.text[end..].starts_with(':') {
            (
                format!("the footnote `[^{label}]` is inside a paragraph"),
                "put an empty line before the footnote, and begin the line with `[^`".to_owned(),
            )
        } else {
            (
                format!("there is no footnote `[^{label}]`"),
                format!("add the footnote, on a line of its own after an empty line: `[^{label}]: words`"),
            )
        };
        found.push(Left::new(line.span(at..end), message, help));
    }
    for (at, mark) in line.text.match_indices("^[") {
        if line.before(at).is_some_and(|letter| letter != '[') && until(&line.text[at + mark.len()..], ']').is_some() {
            let help = "write `[^1]` here, and `[^1]: words` on a line of its own after an empty line";
            found.push(Left::new(line.span(at..at + mark.len()), "a footnote can't be written like this", help));
        }
    }
}

/// `[[page]]`, `[[page|words]]` and `![[picture]]`.
fn wiki_links(line: &Line<'_>, source: &str, found: &mut Vec<Left>) {
    for (at, mark) in line.text.match_indices("[[") {
        let Some(inside) = until(&line.text[at + mark.len()..], ']') else { continue };
        // As it is written: what looks like emphasis is part of the name.
        let start = line.start + at + mark.len();
        let inside = source.get(start..start + inside.len()).unwrap_or(inside);
        if !line.text[at + mark.len() + inside.len()..].starts_with("]]")
            || inside.is_empty()
            || inside.starts_with([' ', '['])
            || !inside.contains(char::is_alphabetic)
        {
            continue;
        }
        let end = at + mark.len() + inside.len() + 2;
        let (page, words) = inside.split_once('|').unwrap_or((inside, inside));
        let (file, place) = page.split_once('#').unwrap_or((page, ""));
        let is_picture = file
            .rsplit_once('.')
            .is_some_and(|(_, ending)| !ending.is_empty() && !ending.contains(' ') && ending != "md");
        let is_file = file.contains('.') && is_picture;
        let file =
            if is_file || file.ends_with(".md") || file.is_empty() { file.to_owned() } else { format!("{file}.md") };
        let place = crate::slugs::hyphenated(place.trim_start_matches('^'));
        let address = if place.is_empty() { file } else { format!("{file}#{place}") };
        let address = if address.contains(' ') { format!("<{address}>") } else { address };
        let (start, message, help) = if line.before(at) == Some('!') && is_file {
            let help = format!("write `![what the picture shows](</images/{page}>)`");
            (at - 1, "this is not a picture: Catchword has no `![[…]]`", help)
        } else if line.before(at) == Some('!') {
            let help =
                format!("a text can't be a part of another: copy it here, or write a link, `[{words}]({address})`");
            (at - 1, "this shows no other text: Catchword has no `![[…]]`", help)
        } else if inside.eq_ignore_ascii_case("toc") || inside.eq_ignore_ascii_case("_toc_") {
            let help = "remove it: an essay with three headings or more gets a table of contents by itself".to_owned();
            (at, "this makes no table of contents", help)
        } else {
            (at, "this is not a link: Catchword has no `[[…]]`", format!("write `[{words}]({address})`"))
        };
        found.push(Left::new(line.span(start..end), message, help));
    }
}

/// The text up to a mark, if it is near.
pub(super) fn until(text: &str, mark: char) -> Option<&str> {
    let end = text.char_indices().take_while(|(at, _)| *at <= LONGEST).find(|(_, letter)| *letter == mark)?.0;
    Some(&text[..end])
}

/// The end of a text, not longer than a label.
fn tail(text: &str) -> &str {
    let start = text.len().saturating_sub(LONGEST);
    let start = (start..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    &text[start..]
}
