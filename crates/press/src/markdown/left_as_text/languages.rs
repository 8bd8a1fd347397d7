//! Lines that begin as in other mark-up languages: MediaWiki, Textile, reStructuredText, AsciiDoc, Org, MDX, Pandoc, Jira.

use super::Left;
use super::text::{Line, Paragraph};

/// Directives of AsciiDoc, `image::boat.png[]`.
const DIRECTIVES: [&str; 12] =
    ["image", "video", "audio", "include", "toc", "link", "xref", "footnote", "icon", "ifdef", "ifndef", "endif"];

/// Codes of Jira and Confluence, `{quote}`.
const BRACED: [&str; 9] = ["code", "noformat", "quote", "panel", "color", "toc", "info", "warning", "tip"];

/// What reStructuredText underlines headings with, if Markdown does not understand it.
const UNDERLINES: [char; 6] = ['^', '"', '+', '.', ':', '\''];

const HEADING: &str = "write two number signs and a space before the words: `## Words`";

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for (nth, line) in paragraph.lines.iter().enumerate() {
        // What a line in the middle of a paragraph begins with may be there by chance.
        if nth == 0 {
            headings(line, paragraph.lines.len() == 1, found);
            modules(line, found);
        }
        underlines(paragraph, nth, found);
        directives(line, found);
        stars(line, found);
        fields(line, found);
        abbreviations(line, found);
        if nth > 0 && line.words().strip_prefix(": ").is_some_and(begins_with_a_letter) {
            let help = "write the words that are explained in bold, `**Words**: what they mean`, or HTML: \
                        `<dl><dt>Words</dt><dd>what they mean</dd></dl>`";
            found.push(Left::new(line.first(1), "this colon explains nothing", help));
        }
    }
    verses(paragraph, found);
    tags(paragraph, found);
}

fn begins_with_a_letter(words: &str) -> bool {
    words.trim_start().starts_with(char::is_alphabetic)
}

/// `== Heading ==`, `h2. Heading`, `bq. Words`.
fn headings(line: &Line<'_>, is_alone: bool, found: &mut Vec<Left>) {
    let words = line.words();
    let level = words.bytes().take_while(|byte| *byte == b'=').count();
    let rest = words[level..].trim_end_matches('=');
    let is_wide = (2..=6).contains(&level) && rest.starts_with(' ');
    // One equals sign may be part of a formula.
    let is_title = level == 1
        && is_alone
        && rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|first: char| first.is_uppercase()))
        && !rest.contains(['+', '=', '/']);
    if (is_wide || is_title) && begins_with_a_letter(rest) {
        found.push(Left::new(line.first(level), "these equals signs make no heading", HEADING));
    }
    let bytes = words.as_bytes();
    if let [b'h', b'1'..=b'6', b'.', b' ', ..] = bytes {
        found.push(Left::new(line.first(3), format!("`{}` makes no heading", &words[..3]), HEADING));
    } else if words.starts_with("bq. ") {
        let help = "write `> ` before each line of the quotation";
        found.push(Left::new(line.first(3), "`bq.` makes no quotation", help));
    } else if words.starts_with("bc. ") {
        let help = "write three backticks above the code and three below it, each on their own line";
        found.push(Left::new(line.first(3), "`bc.` makes no code", help));
    } else if words.starts_with("{|") {
        let help = "write a table with bars, and the line `|---|---|` below its first line";
        found.push(Left::new(line.first(2), "this is not a table", help));
    }
}

/// `import X from './x'` and `export const x = 1`.
fn modules(line: &Line<'_>, found: &mut Vec<Left>) {
    let words = line.words();
    let is_quoted = |rest: &str| {
        let name = rest.trim().trim_end_matches(';');
        name.len() > 2 && name.starts_with(['\'', '"']) && name.ends_with(['\'', '"']) && !name.contains(' ')
    };
    let is_import = words
        .strip_prefix("import ")
        .is_some_and(|rest| is_quoted(rest) || rest.rsplit_once(" from ").is_some_and(|(_, from)| is_quoted(from)));
    let is_export = words.strip_prefix("export ").is_some_and(|rest| {
        let value = |kind: &str| rest.strip_prefix(kind).is_some_and(|rest| rest.contains('='));
        let made = |kind: &str| rest.strip_prefix(kind).is_some_and(|rest| rest.contains('('));
        value("const ")
            || value("let ")
            || value("var ")
            || made("function ")
            || made("async ")
            || rest
                .strip_prefix("default ")
                .is_some_and(|rest| !rest.trim_end_matches(';').contains(' ') || rest.contains(['(', '{']))
    });
    if is_import || is_export {
        let help = "a text has no code that runs: remove this line, and write what it should show as Markdown";
        found.push(Left::new(line.first("import".len()), "this line of code is shown as text", help));
    }
}

/// A line of `^^^^^` below a heading of the same length.
fn underlines(paragraph: &Paragraph<'_>, nth: usize, found: &mut Vec<Left>) {
    let words = paragraph.lines[nth].words();
    let Some(mark) = words.chars().next().filter(|mark| UNDERLINES.contains(mark)) else { return };
    let length = words.chars().count();
    let above = nth.checked_sub(1).map_or("", |above| paragraph.lines[above].words()).chars().count();
    if length >= 4 && above.abs_diff(length) <= 1 && words.chars().all(|letter| letter == mark) {
        found.push(Left::new(paragraph.lines[nth].first(length), "this line makes no heading", HEADING));
    }
}

/// `.. note::`, `image::boat.png[]`, `#+TITLE: words`, `{quote}`.
fn directives(line: &Line<'_>, found: &mut Vec<Left>) {
    let words = line.words();
    let mut tell = |length: usize| {
        let mark = &words[..length];
        let help = match mark.trim_matches(['.', ' ', ':', '#', '+', '{', '}']).to_ascii_lowercase().as_str() {
            "image" | "figure" => "write `![what it shows](/images/picture.jpg)`",
            "note" | "tip" | "warning" | "important" | "caution" | "hint" | "panel" | "info" => {
                "write a callout as a quotation: `> [!NOTE] Title`, with `> ` before each line of it"
            }
            "code" | "code-block" | "begin_src" | "end_src" | "begin_example" | "end_example" | "noformat" => {
                "write three backticks above the code and three below it, each on their own line"
            }
            "quote" | "begin_quote" | "end_quote" | "epigraph" => "write `> ` before each line of the quotation",
            "title" | "author" | "date" => "this belongs into the front matter at the top of the file",
            "toc" | "contents" => "remove it: an essay with three headings or more gets a table of contents by itself",
            "link" | "xref" => "write `[words](address)`",
            _ => "Catchword has no such codes: remove it, or write what it should show as Markdown",
        };
        found.push(Left::new(line.first(length), format!("`{mark}` does nothing here"), help));
    };
    if let Some(rest) = words.strip_prefix(".. ")
        && let Some(end) = rest.find("::")
        && end > 0
        && rest[..end].bytes().all(|byte| byte.is_ascii_lowercase() || b"-_:".contains(&byte))
    {
        return tell(3 + end + 2);
    }
    if let Some(rest) = words.strip_prefix("#+") {
        let name = rest.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'_').count();
        let after = &rest[name..];
        if name >= 3
            && (after.starts_with(": ") || (rest.contains('_') && (after.is_empty() || after.starts_with(' '))))
        {
            return tell(2 + name);
        }
    }
    if let Some(rest) = words.strip_prefix('{') {
        let name = rest.bytes().take_while(u8::is_ascii_lowercase).count();
        let is_code = BRACED.contains(&&rest[..name])
            && (rest[name..].starts_with('}') || rest[name..].starts_with(':') && rest.contains('}'));
        if is_code {
            let end = rest.find('}').unwrap_or(name);
            return tell(1 + end + 1);
        }
    }
    let name = words.bytes().take_while(u8::is_ascii_lowercase).count();
    let rest = &words[name..];
    if DIRECTIVES.contains(&&words[..name])
        && rest.starts_with(':')
        && rest.find('[').is_some_and(|open| !rest[..open].contains(' ') && rest[open..].contains(']'))
    {
        tell(name + rest.bytes().take_while(|byte| *byte == b':').count());
    }
}

/// `** Heading` of Org, and `** item` of a wiki.
fn stars(line: &Line<'_>, found: &mut Vec<Left>) {
    let words = line.words();
    let level = words.bytes().take_while(|byte| *byte == b'*').count();
    let Some(rest) = words[level..].strip_prefix(' ').filter(|_| (2..=6).contains(&level)) else { return };
    if begins_with_a_letter(rest) && !rest.contains("**") {
        let help = "for a heading write `## Words`; for an item inside of another write two spaces and one asterisk, \
                    `  * words`";
        found.push(Left::new(line.first(level), "these asterisks begin neither a heading nor an item", help));
    }
}

/// `*[CBT]: cognitive behavioural therapy`.
fn abbreviations(line: &Line<'_>, found: &mut Vec<Left>) {
    let Some((name, meaning)) = line.words().strip_prefix("*[").and_then(|rest| rest.split_once("]:")) else { return };
    if !name.is_empty() && !name.contains(['[', ']']) {
        let meaning = meaning.trim();
        let help = format!(
            "remove this line, and write where the word stands first `{name} ({meaning})`, or \
             `<abbr title=\"{meaning}\">{name}</abbr>`"
        );
        found.push(Left::new(line.first(name.len() + 4), "this explains no abbreviation", help));
    }
}

/// `Key:: value`.
fn fields(line: &Line<'_>, found: &mut Vec<Left>) {
    let Some((key, value)) = line.words().split_once(":: ") else { return };
    let is_key = key.chars().count() <= 30
        && key.starts_with(char::is_alphabetic)
        && key.chars().all(|letter| letter.is_alphanumeric() || " -_".contains(letter));
    if is_key && !value.trim().is_empty() {
        let help = "a field for this file belongs into the front matter at its top; for readers write `Key: value`";
        found.push(Left::new(line.first(key.len() + 2), "this is no field", help));
    }
}

/// Verses with a bar before each line.
fn verses(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let is_verse = |line: &Line<'_>| {
        let words = line.words();
        words.starts_with("| ") && words.matches('|').count() == 1
    };
    if paragraph.lines.len() > 1 && paragraph.lines.iter().all(is_verse) {
        let help = "write the lines without the bars, and end each but the last with a backslash: `the first line\\`";
        found.push(Left::new(paragraph.lines[0].first(1), "these bars do not keep the lines apart", help));
    }
}

/// A paragraph of nothing but `#tags`.
fn tags(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let is_tag = |word: &str| {
        word.strip_prefix('#').is_some_and(|name| {
            name.starts_with(char::is_alphabetic)
                && name.chars().all(|letter| letter.is_alphanumeric() || "-_/".contains(letter))
        })
    };
    let words: Vec<&str> = paragraph.lines.iter().flat_map(|line| line.words().split_whitespace()).collect();
    let first = &paragraph.lines[0];
    // In a quotation they are the words of somebody else.
    let before = paragraph.source.get(first.start..first.start + first.begin()).unwrap_or_default();
    if words.len() > 1 && words.iter().all(|word| is_tag(word)) && before.trim_matches([' ', '\t']).is_empty() {
        let names: Vec<String> = words.iter().take(5).map(|word| format!("\"{}\"", &word[1..])).collect();
        let help = format!("remove this line, and write in the front matter: `tags = [{}]`", names.join(", "));
        found.push(Left::new(first.first(words[0].len()), "these words are no tags", help));
    }
}
