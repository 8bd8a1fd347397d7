//! The mark-up of other tools: Hugo, Jekyll, WordPress, Obsidian, Pandoc, MkDocs.

use super::super::players::Player;
use super::Left;
use super::characters::address_at;
use super::text::{Line, OBJECT, Paragraph};
use crate::slips::TEMPLATE;

/// WordPress's shortcodes, and marks that are written like them.
const SHORTCODES: [&str; 23] = [
    "gallery",
    "caption",
    "wp_caption",
    "embed",
    "youtube",
    "vimeo",
    "audio",
    "video",
    "playlist",
    "soundcloud",
    "spotify",
    "tweet",
    "twitter",
    "instagram",
    "gist",
    "contact-form",
    "contact-form-7",
    "toc",
    "more",
    "button",
    "sourcecode",
    "code",
    "one_half",
];

/// Those of them that show or play what is at an address.
const PLAYED: [&str; 8] = ["embed", "youtube", "vimeo", "video", "audio", "playlist", "soundcloud", "spotify"];

/// A shortcode is not longer than this, in bytes.
const LONGEST: usize = 500;

/// Names of pictures that other tools write between colons.
const EMOJI: [&str; 34] = [
    "smile",
    "smiley",
    "grin",
    "grinning",
    "joy",
    "laughing",
    "blush",
    "wink",
    "heart",
    "heart_eyes",
    "thumbsup",
    "+1",
    "-1",
    "thumbsdown",
    "tada",
    "rocket",
    "fire",
    "warning",
    "sob",
    "cry",
    "thinking",
    "clap",
    "wave",
    "eyes",
    "star",
    "sparkles",
    "bulb",
    "pray",
    "muscle",
    "ok_hand",
    "white_check_mark",
    "x",
    "zap",
    "sunglasses",
];

/// Names that an attribute in braces may have.
const ATTRIBUTES: [&str; 19] = [
    "width",
    "height",
    "class",
    "id",
    "style",
    "target",
    "rel",
    "align",
    "loading",
    "title",
    "alt",
    "lang",
    "dir",
    "start",
    "type",
    "role",
    "scale",
    "fig-align",
    "fig-alt",
];

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for line in &paragraph.lines {
        templates(line, paragraph.source, found);
        attributes(line, found);
        shortcodes(line, found);
        pairs(line, found);
        raised(line, found);
        emoji(line, found);
    }
}

/// `{{…}}`, `{{< … >}}` and `{% … %}`.
fn templates(line: &Line<'_>, source: &str, found: &mut Vec<Left>) {
    let help = "Catchword has no such codes. For a picture write `![what it shows](/images/picture.jpg)`, for a video \
                a quotation that begins with `> [!VIDEO]`, for a link `[words](other.md)`";
    let written = source.get(line.start..line.start + line.text.len()).unwrap_or(line.text);
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        let mut from = 0;
        while let Some(at) = line.text[from..].find(open).map(|at| from + at) {
            let Some(length) = written.get(at..).and_then(|rest| rest.find(close)) else { break };
            from = at + length + close.len();
            let is_link = line.text[..at].rfind("](").is_some_and(|link| !line.text[link..at].contains(')'));
            let message = format!("`{open} … {close}` does nothing here");
            let help = if is_link { TEMPLATE } else { help };
            found.push(Left::new(line.span(at..from), message, help));
            if !line.text.is_char_boundary(from) || from >= line.text.len() {
                break;
            }
        }
    }
}

/// `{width=300}`, `{.wide}`, `{#place}`, `{: .wide}`.
fn attributes(line: &Line<'_>, found: &mut Vec<Left>) {
    for (at, _) in line.text.match_indices('{') {
        let Some(length) = line.text[at..].bytes().take(200).position(|byte| byte == b'}') else { continue };
        let inside = &line.text[at + 1..at + length];
        let has_colon = inside.starts_with(':');
        let inside = inside.strip_prefix(':').unwrap_or(inside);
        let mut words = inside.split_whitespace().peekable();
        let is_list = words.peek().is_some()
            && words.all(|word| {
                let name = |rest: &str| {
                    rest.starts_with(|first: char| first.is_alphabetic())
                        && rest.chars().all(|letter| letter.is_alphanumeric() || "-_:".contains(letter))
                };
                word.strip_prefix(['.', '#']).is_some_and(name)
                    || word
                        .split_once('=')
                        .is_some_and(|(key, _)| ATTRIBUTES.contains(&key) || key.starts_with("data-"))
                    || word.ends_with(['"', '”', '″'])
                    || (has_colon && name(word))
            });
        if is_list {
            let help = "only a heading may have braces, at the end of its line: `## Heading {#place}`. For a picture \
                        with a class or a width write HTML: `<img src=\"/images/picture.jpg\" alt=\"…\" width=\"300\">`";
            found.push(Left::new(line.span(at..at + length + 1), "these braces do nothing", help));
        }
    }
}

/// `[gallery]`, `[caption id="…"]`, `[/caption]`.
fn shortcodes(line: &Line<'_>, found: &mut Vec<Left>) {
    // Where the last one ends that has an address.
    let mut told = 0;
    for (at, _) in line.text.match_indices('[') {
        let after = &line.text[at + 1..];
        let is_end = after.starts_with('/');
        let Some(name) = shortcode(after) else { continue };
        if at < told {
            continue;
        }
        if let Some((length, address)) = shown(&line.text[at..])
            && let Some(player) = Player::of(address)
        {
            told = at + length;
            let message = format!("`[{name}]` does nothing here");
            found.push(Left::new(line.span(at..told), message, player.lines()));
            continue;
        }
        let Some(length) = after.bytes().take(LONGEST).position(|byte| byte == b']') else { continue };
        let shown = shown(&line.text[at..]);
        let end = shown.map_or(at + 1 + length + 1, |(length, _)| at + length);
        let has_values = shown.is_some() || after[..length].contains('=') || name.eq_ignore_ascii_case("youtube");
        let is_alone = line.before(at).is_none()
            && line.text.get(end..).is_some_and(|rest| rest.trim_matches(['\0', ' ', '\r']).is_empty());
        if !(is_end || has_values || is_alone || name.eq_ignore_ascii_case("gallery")) {
            continue;
        }
        let help = match name.to_ascii_lowercase().as_str() {
            "gallery" => "write one picture after the other: `![what it shows](/images/picture.jpg)`",
            "caption" | "wp_caption" => {
                "write the picture, `![what it shows](/images/picture.jpg)`, and its caption on the next line"
            }
            "toc" => "remove it: an essay with three headings or more gets a table of contents by itself",
            "more" => "write `<!-- more -->`",
            "code" | "sourcecode" => "write three backticks above the code and three below it, each on their own line",
            "audio" | "playlist" | "soundcloud" | "spotify" => {
                "write a quotation that begins with `> [!PODCAST]`, with the address in `<…>` on its next line; for a \
                 file of your own write `<audio controls src=\"/files/sound.mp3\"></audio>`"
            }
            "embed" | "youtube" | "vimeo" | "video" => {
                "write a quotation that begins with `> [!VIDEO]` and a title, with the address in `<…>` on its next line"
            }
            _ => "Catchword has no such codes: remove it, or write a link in its place",
        };
        told = end;
        found.push(Left::new(line.span(at..end), format!("`[{name}]` does nothing here"), help));
    }
}

/// The name of a shortcode, from what follows its `[`.
fn shortcode(after: &str) -> Option<&str> {
    let name = after.trim_start_matches('/');
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter));
    let name = &name[..end.unwrap_or(name.len())];
    (name.len() <= 20 && is_shortcode(name)).then_some(name)
}

/// Whether it is one of WordPress's own codes.
pub(super) fn is_shortcode(name: &str) -> bool {
    SHORTCODES.contains(&name.to_ascii_lowercase().as_str())
}

/// The length of a shortcode that shows an address, and the address: `[youtube ADDRESS]`, `[embed]ADDRESS[/embed]`.
fn shown(code: &str) -> Option<(usize, &str)> {
    let name =
        shortcode(code.strip_prefix('[')?).filter(|name| PLAYED.contains(&name.to_ascii_lowercase().as_str()))?;
    let near = code.char_indices().take_while(|(at, _)| *at < LONGEST).last()?;
    let code = &code[..near.0 + near.1.len_utf8()];
    let end = code.find(']')? + 1;
    let length = code.find(&format!("[/{name}]")).map_or(end, |at| at + name.len() + "[/]".len());
    let address = &code[code[..length].find("http")?..length];
    let address = &address[..address.find(['[', ']']).unwrap_or(address.len())];
    Some((length, address_at(address)))
}

/// Whether a place is inside a shortcode that shows an address.
pub(super) fn is_in_shortcode(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let begins = before.rmatch_indices('[').take_while(|(begin, _)| at - begin < LONGEST);
    begins.into_iter().any(|(begin, _)| shown(&text[begin..]).is_some_and(|(length, _)| begin + length > at))
}

/// `==marked==`.
fn pairs(line: &Line<'_>, found: &mut Vec<Left>) {
    let is_dark = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace() && letter != '=');
    let mut opened = None;
    for (at, mark) in line.text.match_indices("==") {
        let (before, after) = (line.before(at), line.after(at + mark.len()));
        if let Some(start) = opened
            && is_dark(before)
            && !after.is_some_and(|letter| letter.is_alphanumeric() || letter == '=')
        {
            let help = "write `<mark>words</mark>`";
            found.push(Left::new(line.span(start..at + mark.len()), "`==` marks nothing", help));
            opened = None;
        } else if is_dark(after) && !before.is_some_and(|letter| letter.is_alphanumeric() || "=!<>{".contains(letter)) {
            opened = Some(at);
        }
    }
}

/// `x^2^` and `H~2~O`.
fn raised(line: &Line<'_>, found: &mut Vec<Left>) {
    for (mark, element) in [('^', "sup"), ('~', "sub")] {
        for (at, _) in line.text.match_indices(mark) {
            let after = &line.text[at + 1..];
            let Some(end) = after.bytes().take(8).position(|byte| byte == mark as u8) else { continue };
            let inside = &after[..end];
            let is_index = !inside.is_empty()
                && inside.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-".contains(&byte))
                && line.before(at).is_some_and(|letter| letter.is_alphanumeric() || letter == ')');
            if is_index {
                let message = format!("`{mark}` does not change the height of `{inside}`");
                let help = format!("write `<{element}>{inside}</{element}>`");
                found.push(Left::new(line.span(at..at + 1 + end + 1), message, help));
            }
        }
    }
}

/// `:smile:`.
fn emoji(line: &Line<'_>, found: &mut Vec<Left>) {
    for (at, _) in line.text.match_indices(':') {
        let after = &line.text[at + 1..];
        let Some(end) = after.bytes().take(24).position(|byte| byte == b':') else { continue };
        let is_apart = |letter: Option<char>| !letter.is_some_and(|letter| letter.is_alphanumeric() || letter == ':');
        let next = line.after(at + 1 + end + 1);
        if !after.is_char_boundary(end) {
            continue;
        }
        let name = &after[..end];
        // No other words have a line below.
        let is_picture = EMOJI.contains(&name)
            || name.contains('_')
                && name.starts_with(|first: char| first.is_ascii_lowercase())
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if is_picture && next != Some(OBJECT) && is_apart(line.before(at)) && is_apart(next) {
            let message = format!("`:{}:` stays as it is written", &after[..end]);
            found.push(Left::new(line.span(at..at + end + 2), message, "put the character itself, such as 🙂"));
        }
    }
}
