//! Marks at the beginning of a line that begin nothing.

use super::Left;
use super::text::{Line, OBJECT, Paragraph};

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for (nth, line) in paragraph.lines.iter().enumerate() {
        heading(paragraph, nth, found);
        let is_beside_field = [nth.checked_sub(1), Some(nth + 1)]
            .into_iter()
            .flatten()
            .any(|beside| paragraph.lines.get(beside).is_some_and(|line| is_field(line.words())));
        block(line, is_beside_field, found);
    }
    fence(paragraph, found);
    table(paragraph, found);
}

/// `##Heading`, and `#Heading` if it is no tag.
fn heading(paragraph: &Paragraph<'_>, nth: usize, found: &mut Vec<Left>) {
    let line = &paragraph.lines[nth];
    let words = line.words();
    let level = words.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &words[level..];
    let first = rest.chars().next();
    let is_alone = paragraph.lines.len() == 1;
    let is_heading = match level {
        1 => {
            is_alone
                && first.is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
                && rest.contains(' ')
                && !rest.contains('#')
                && !is_hashtag(rest)
        }
        2..=6 => first.is_some_and(|first| first.is_alphanumeric() || first == OBJECT),
        _ => false,
    };
    if level > 6 && rest.trim_start().starts_with(char::is_alphanumeric) {
        let help = format!("there are six levels at most: `###### {}`", whole(rest.trim_start()));
        found.push(Left::new(line.first(level), "this is not a heading", help));
    }
    if is_heading {
        let marks = "#".repeat(level.max(2));
        let help = format!("write a space after the mark: `{marks} {}`", whole(rest));
        found.push(Left::new(line.first(level), "this is not a heading", help));
    }
}

/// Whether a line begins with a word such as `#MeToo`, and is a sentence.
fn is_hashtag(line: &str) -> bool {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let is_camel = word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let is_sentence = rest.trim_end().ends_with(['.', '!', '?', '…', ',', ';', '”', '"', ')']);
    is_camel || (is_sentence && rest.trim_start().starts_with(char::is_lowercase))
}

/// The words of a heading, which an author may copy from a hint.
fn whole(line: &str) -> String {
    line.trim_end_matches('#').chars().filter(|letter| !letter.is_control()).collect::<String>().trim_end().to_owned()
}

/// The first words of a line.
pub(super) fn beginning(line: &str) -> String {
    let words: String = line.chars().take(30).filter(|letter| !letter.is_control()).collect();
    if words.len() < line.len() { format!("{words}…") } else { words }
}

/// `:::note`, `!!! note`, `+++`, merge markers and the like.
fn block(line: &Line<'_>, is_beside_field: bool, found: &mut Vec<Left>) {
    let words = line.words();
    let follows =
        |mark: &str| words.strip_prefix(mark).is_some_and(|rest| rest.starts_with([' ', '+']) && rest.len() > 2);
    let has_name = |rest: &str| rest.trim_start().starts_with(|first: char| first.is_alphabetic() || first == '{');
    if words.starts_with(":::")
        && (words.trim_matches(':').is_empty()
            || words.strip_prefix(":::").is_some_and(|rest| has_name(rest.trim_start_matches(':'))))
    {
        let help = "write a callout as a quotation: `> [!NOTE] Title`, with `> ` before each line of it";
        found.push(Left::new(line.first(3), "`:::` begins nothing here", help));
    } else if follows("!!!") || follows("???") {
        let help = "write a callout as a quotation: `> [!NOTE] Title`, with `> ` before each line of it";
        found.push(Left::new(line.first(3), format!("`{}` begins no callout here", &words[..3]), help));
    } else if words.starts_with("=== \"") {
        found.push(Left::new(line.first(3), "`===` begins no tab here", "write a heading: `### Title`"));
    } else if words == "+++" && !is_beside_field {
        let help = "for a break between two parts of the text, write `* * *`, with an empty line before and after it";
        found.push(Left::new(line.first(3), "`+++` makes no break here: readers see it", help));
    } else if words == "+++" {
        let help = "front matter stands once, at the very top of the file: remove this one";
        found.push(Left::new(line.first(3), "a second front matter is shown as text", help));
    } else if words.starts_with("<<<<<<< ") || words.starts_with("||||||| ") || words == "<<<<<<<" {
        found.push(merge_marker(line.first(7)));
    }
}

/// Whether a line is a field of front matter, `title = "…"` or `title: …`.
fn is_field(line: &str) -> bool {
    let length = line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(line.len());
    let after = line[length..].trim_start();
    length > 0 && (after.starts_with('=') || (after.starts_with(':') && !line.starts_with(char::is_uppercase)))
}

pub(super) fn merge_marker(at: std::ops::Range<usize>) -> Left {
    let help = "two versions of the text met here. Keep one of them, and remove the lines that begin with `<<<<<<<`, \
                `=======` and `>>>>>>>`";
    Left::new(at, "this is the mark of a merge that was not finished", help)
}

/// Lines with `|` that make no table.
fn table(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let cells = |line: &Line<'_>| {
        let words = line.words();
        let bars = words.matches('|').count();
        let is_row = words.starts_with('|') && words.ends_with('|') && bars >= 2;
        (is_row, words.matches(" | ").count())
    };
    let rows: Vec<(bool, usize)> = paragraph.lines.iter().map(cells).collect();
    let framed = rows.iter().position(|(is_row, _)| *is_row);
    let bare = rows.windows(2).position(|pair| pair[0].1 >= 1 && pair[0].1 == pair[1].1);
    let Some(nth) = framed.or(bare) else { return };
    let line = &paragraph.lines[nth];
    let columns = if framed.is_some() { line.words().matches('|').count() - 1 } else { rows[nth].1 + 1 };
    let has_rule = paragraph.lines.iter().any(|line| is_delimiter(line.words()));
    let help = if paragraph.is_raw {
        "inside HTML, Markdown is only read after an empty line: put one after the tag above".to_owned()
    } else if has_rule {
        "the line of dashes needs as many columns as the line above it, and an empty line stands before a table"
            .to_owned()
    } else {
        format!("write this line below the first one: `|{}`", "---|".repeat(columns.clamp(1, 12)))
    };
    found.push(Left::new(line.first(line.words().len().min(1)), "this is not a table", help));
}

fn is_delimiter(words: &str) -> bool {
    words.contains("--") && words.bytes().all(|byte| b"|-: \t".contains(&byte))
}

/// Three curly quotation marks, or three accents, that stand for the backticks above code.
fn fence(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for line in &paragraph.lines {
        let words = line.words();
        let is_mark = |letter: &char| "“”„‘’‚´ˋ′'\"".contains(*letter);
        let marks: Vec<char> = words.chars().take_while(is_mark).collect();
        let length: usize = marks.iter().map(|mark| mark.len_utf8()).sum();
        let language = &words[length..];
        if marks.len() == 3
            && language.len() <= 20
            && language.chars().all(|letter| letter.is_ascii_alphanumeric() || "+#-".contains(letter))
        {
            let help =
                "write three backticks, ```` ``` ````, above the code and three below it, each on their own line";
            found.push(Left::new(line.first(length), "these marks begin no code", help));
            return;
        }
    }
}
