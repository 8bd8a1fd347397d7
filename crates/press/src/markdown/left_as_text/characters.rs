//! Character references, addresses and tags that stay text.

use catchword_bundle::allow;

use super::Left;
use super::links::until;
use super::text::{Line, OBJECT, Paragraph};

/// An address is not longer than this, in bytes.
const LONGEST: usize = 2000;

/// Character references that people write without their semicolon.
const NAMES: [&str; 20] = [
    "nbsp", "amp", "lt", "gt", "quot", "apos", "copy", "reg", "trade", "mdash", "ndash", "hellip", "rsquo", "lsquo",
    "rdquo", "ldquo", "laquo", "raquo", "shy", "times",
];

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for (nth, line) in paragraph.lines.iter().enumerate() {
        references(line, paragraph.is_raw, found);
        if !super::videos::find(paragraph, nth, found) {
            addresses(line, found);
        }
        tags(line, found);
    }
}

/// `&nbsp` without `;`, `&amp;nbsp;`, `&unknown;`.
fn references(line: &Line<'_>, is_raw: bool, found: &mut Vec<Left>) {
    for (at, _) in line.text.match_indices('&') {
        let after = &line.text[at + 1..];
        let name =
            &after[..after.bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count()];
        let rest = &after[name.len()..];
        if name == "amp" && rest.starts_with(';') {
            let hidden = &rest[1..];
            let length =
                hidden.bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
            if length > 1 && hidden[length..].starts_with(';') {
                let end = at + 1 + name.len() + 1 + length + 1;
                let help = format!("write the character itself, or `&{};`", &hidden[..length]);
                found.push(Left::new(line.span(at..end), "this is escaped twice, so the code is shown", help));
            }
        } else if rest.starts_with(';')
            && !is_raw
            && name.len() > 1
            && name.bytes().all(|byte| byte.is_ascii_alphabetic())
        {
            let message = format!("there is no character `&{name};`");
            found.push(Left::new(line.span(at..at + name.len() + 2), message, "write the character itself"));
        } else if NAMES.contains(&name) && !rest.starts_with(['=', ';', '-', '_']) && !rest.starts_with(OBJECT) {
            let message = format!("`&{name}` has no semicolon");
            found.push(Left::new(line.span(at..at + name.len() + 1), message, format!("write `&{name};`")));
        }
    }
}

/// An address of the web that is not a link.
fn addresses(line: &Line<'_>, found: &mut Vec<Left>) {
    for root in ["http://", "https://", "www."] {
        for (at, _) in line.text.match_indices(root) {
            // What is wrong with a link is reported there.
            let is_in_address = line.text[..at].ends_with("](")
                || line.before(at).is_some_and(|letter| letter.is_alphanumeric() || "/.:=@-_".contains(letter));
            // `[img]https://…[/img]`, which is told as a code.
            let is_in_code = line.before(at) == Some(']') && until(&line.text[at..], '[').is_some();
            if is_in_address || is_in_code || super::tools::is_in_shortcode(line.text, at) {
                continue;
            }
            let address = address_at(&line.text[at..]);
            let host = &address[root.len()..];
            if !host.contains('.') || !host.starts_with(|first: char| first.is_alphanumeric()) {
                continue;
            }
            let full = if root == "www." { format!("https://{address}") } else { address.to_owned() };
            let help =
                format!("write `<{full}>`, or `[words]({full})`; if it is only an example write `` `{address}` ``");
            found.push(Left::new(line.span(at..at + address.len()), "this address is not a link", help));
        }
    }
}

/// The address that a text begins with, without the marks of the sentence around it.
pub(super) fn address_at(text: &str) -> &str {
    let is_end = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"“”`".contains(letter);
    let end = text.char_indices().find(|(at, letter)| *at > LONGEST || is_end(*letter));
    let address = &text[..end.map_or(text.len(), |(at, _)| at)];
    let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_', ']', '}']);
    if trimmed.contains('(') { trimmed } else { trimmed.trim_end_matches([')', '.', ',']) }
}

/// `<a href=“…”>`: a tag that the parser does not understand, and a comment that does not end.
fn tags(line: &Line<'_>, found: &mut Vec<Left>) {
    for (at, _) in line.text.match_indices('<') {
        let after = &line.text[at + 1..];
        if after.starts_with("!--") {
            let help = "end it with `-->`, or remove it";
            found.push(Left::new(line.span(at..at + 4), "this comment has no end", help));
            continue;
        }
        let name = after.trim_start_matches('/');
        let length = name.bytes().take(16).take_while(u8::is_ascii_alphanumeric).count();
        let is_tag = allow::element(&name[..length].to_ascii_lowercase())
            && name[length..].starts_with([' ', '\t', '>', '/', OBJECT])
            && (name[length..].contains('=') || name[length..].starts_with(['>', '/']));
        if is_tag {
            let help = "values stand in straight marks, `<a href=\"https://example.org/\">`, with a space before each \
                        attribute and `>` at the end";
            found.push(Left::new(line.span(at..at + 1 + length), "this tag is not understood", help));
        }
    }
}
