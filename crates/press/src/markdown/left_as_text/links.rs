//! Links, footnotes and pictures that lead nowhere.

use super::Left;
use super::text::{Line, OBJECT, Paragraph};

/// A label or an address is not longer than this, in bytes.
const LONGEST: usize = 300;

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for line in &paragraph.lines {
        round_brackets(line, paragraph, found);
        references(line, found);
        footnotes(line, found);
        wiki_links(line, paragraph.source, found);
    }
}

/// `](`, `] (…)` and `(…)[…]`.
fn round_brackets(line: &Line<'_>, paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for (at, mark) in line.text.match_indices("](") {
        let help = if paragraph.is_raw {
            "inside HTML, Markdown is only read after an empty line: put one after the tag above, or write \
             `<a href=\"address\">words</a>`"
        } else if until(&line.text[at + mark.len()..], ')').is_some_and(|address| address.trim().contains(' ')) {
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
    for (at, mark) in line.text.match_indices(")[") {
        let after = &line.text[at + mark.len()..];
        if ["http://", "https://", "www."].iter().any(|root| after.starts_with(root)) {
            let help = "the words come first, in square brackets: `[words](address)`";
            found.push(Left::new(line.span(at..at + mark.len()), "this is not a link", help));
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
        if is_words && !label.trim().is_empty() && !label.contains(OBJECT) {
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
fn footnotes(line: &Line<'_>, found: &mut Vec<Left>) {
    for (at, mark) in line.text.match_indices("[^") {
        let Some(label) = until(&line.text[at + mark.len()..], ']') else { continue };
        let is_label = !label.is_empty()
            && label.chars().all(|letter| letter.is_alphanumeric() || "-_.:* '’".contains(letter))
            && !label.starts_with(' ');
        if !is_label {
            continue;
        }
        let end = at + mark.len() + label.len() + 1;
        let (message, help) = if line.text[end..].starts_with(':') {
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
        let (start, message, help) = if line.before(at) == Some('!') {
            let help = format!("write `![what the picture shows](</images/{page}>)`");
            (at - 1, "this is not a picture: Catchword has no `![[…]]`", help)
        } else if inside.eq_ignore_ascii_case("toc") || inside.eq_ignore_ascii_case("_toc_") {
            let help = "remove it: an essay with three headings or more gets a table of contents by itself".to_owned();
            (at, "this makes no table of contents", help)
        } else {
            let file = if page.ends_with(".md") { page.to_owned() } else { format!("{page}.md") };
            let file = if file.contains(' ') { format!("<{file}>") } else { file };
            (at, "this is not a link: Catchword has no `[[…]]`", format!("write `[{words}]({file})`"))
        };
        found.push(Left::new(line.span(start..end), message, help));
    }
}

/// The text up to a mark, if it is near.
fn until(text: &str, mark: char) -> Option<&str> {
    let end = text.char_indices().take_while(|(at, _)| *at <= LONGEST).find(|(_, letter)| *letter == mark)?.0;
    Some(&text[..end])
}

/// The end of a text, not longer than a label.
fn tail(text: &str) -> &str {
    let start = text.len().saturating_sub(LONGEST);
    let start = (start..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    &text[start..]
}
