//! What an author probably meant by a line that is not TOML.

use toml::de::DeTable;

use super::values::{Kind, value};

/// A line as it should be, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repair {
    /// What is wrong, as the end of a sentence.
    pub(super) reason: String,
    /// The line as it should be.
    pub(super) line: String,
    /// Whether there is no other way to read it.
    pub(super) is_sure: bool,
}

/// The characters that authors write between a field's name and its value.
const SEPARATORS: [char; 6] = ['=', ':', '＝', '：', '—', '→'];

/// Reads a statement that is not TOML. `names` are the fields that it may be meant for.
pub(super) fn repair(statement: &str, names: &[&str]) -> Option<Repair> {
    if statement.trim_start().starts_with('[') {
        return header(statement);
    }
    let (name, separator, written) = parts(statement, names)?;
    let kind = Kind::of(&name);
    let (value, reason, is_sure) = match value(written, kind)? {
        read if separator == "=" => read,
        (value, reason, is_sure) => {
            let reason = reason.map(|reason| format!(", and {reason}")).unwrap_or_default();
            let sign = if separator.is_empty() {
                "there is no `=`".to_owned()
            } else {
                format!("`{separator}` stands where `=` should")
            };
            (value, Some(format!("{sign}{reason}")), is_sure)
        }
    };
    let line = format!("{} = {value}", key(&name));
    let is_toml = DeTable::parse(&line).is_ok();
    let reason = reason.unwrap_or_else(|| "a character is missing, or there is one too many".to_owned());
    (is_toml && line != statement.trim()).then_some(Repair { reason, line, is_sure })
}

/// A field's name, what stands between it and its value, and the value.
fn parts<'t>(statement: &'t str, names: &[&str]) -> Option<(String, &'t str, &'t str)> {
    let text = statement.trim();
    let quotes = ['"', '\'', '“', '”', '‘', '’'];
    let length = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '\u{a0}') || quotes.contains(&c)))
        .unwrap_or(text.len());
    let name = text[..length].trim_matches(|c: char| c.is_whitespace() || quotes.contains(&c));
    let after = &text[length..];
    if !name.is_empty() && after.starts_with(SEPARATORS) && !name.contains(quotes) {
        let end = after.find(|c: char| !SEPARATORS.contains(&c) && c != '>').unwrap_or(after.len());
        // `name = :value` has one separator; `name == value` and `name := value` have two characters that are one.
        let known = names.iter().find(|known| known.replace('_', " ").eq_ignore_ascii_case(name));
        let name = known.map_or_else(|| name.to_owned(), |known| (*known).to_owned());
        return (!name.contains(' ')).then(|| (name, &after[..end], after[end..].trim()));
    }
    // `title The boat`, `title "The boat"`
    let (name, value) = text.split_once(char::is_whitespace)?;
    names.contains(&name).then(|| (name.to_owned(), "", value.trim()))
}

/// A field's name as TOML writes it.
fn key(name: &str) -> String {
    let is_bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if is_bare { name.to_owned() } else { toml::Value::String(name.to_owned()).to_string() }
}

/// The line of a table.
fn header(statement: &str) -> Option<Repair> {
    let name =
        statement.trim().trim_matches(|c: char| matches!(c, '[' | ']' | ':' | '"' | '“' | '”') || c.is_whitespace());
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let is_list = statement.trim().starts_with("[[");
    let line = if is_list { format!("[[{name}]]") } else { format!("[{name}]") };
    let reason = "the name of a table stands in brackets, alone on its line".to_owned();
    (is_name && DeTable::parse(&line).is_ok()).then_some(Repair { reason, line, is_sure: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["title", "date", "tags", "draft", "aliases", "summary", "content_note"];
        let table = [
            ("title = “A boat”", "title = \"A boat\""),
            ("title = ”A boat”", "title = \"A boat\""),
            ("title = „A boat“", "title = \"A boat\""),
            ("title = «A boat»", "title = \"A boat\""),
            ("title = ‘A boat’", "title = \"A boat\""),
            ("title = \"A boat”", "title = \"A boat\""),
            ("title = \"A boat", "title = \"A boat\""),
            ("title = A boat\"", "title = \"A boat\""),
            ("title = 'It's here'", "title = \"It's here\""),
            ("title = \"C:\\Users\"", "title = 'C:\\Users'"),
            ("title = \"C:\\Users's\"", "title = \"C:\\\\Users's\""),
            ("title = \"The \"long\" repair\"", "title = 'The \"long\" repair'"),
            ("title = The boat", "title = \"The boat\""),
            ("title = The boat's mast", "title = \"The boat's mast\""),
            ("title: The boat: a story", "title = \"The boat: a story\""),
            ("title: \"The boat\"", "title = \"The boat\""),
            ("title := \"The boat\"", "title = \"The boat\""),
            ("title == \"The boat\"", "title = \"The boat\""),
            ("title => \"The boat\"", "title = \"The boat\""),
            ("title ＝ \"The boat\"", "title = \"The boat\""),
            ("title\u{a0}=\u{a0}\"The boat\"", "title = \"The boat\""),
            ("title \"The boat\"", "title = \"The boat\""),
            ("\"title\": \"The boat\",", "title = \"The boat\""),
            ("title = \"The boat\",", "title = \"The boat\""),
            ("title = \"The boat\";", "title = \"The boat\""),
            ("title = \"A\" # note", "title = \"A\" # note"),
            ("title = “A” # note", "title = \"A\" # note"),
            ("tags = [“a”, “b”]", "tags = [\"a\", \"b\"]"),
            ("tags = [\"a\" \"b\"]", "tags = [\"a\", \"b\"]"),
            ("tags = [\"a\", \"b]", "tags = [\"a\", \"b\"]"),
            ("tags = [\"a\", \"b\"", "tags = [\"a\", \"b\"]"),
            ("tags = \"a\", \"b\"]", "tags = [\"a\", \"b\"]"),
            ("tags = [a, long repair]", "tags = [\"a\", \"long repair\"]"),
            ("tags = a, b", "tags = [\"a\", \"b\"]"),
            ("tags = \"a\", \"b\"", "tags = [\"a\", \"b\"]"),
            ("tags: [a, b]", "tags = [\"a\", \"b\"]"),
            ("tags = [\n  \"a\"\n  \"b\"\n]", "tags = [\"a\", \"b\"]"),
            ("date = May 1, 2026", "date = 2026-05-01"),
            ("date = 2026/05/01", "date = 2026-05-01"),
            ("date = 2026-5-1", "date = 2026-05-01"),
            ("date: 2026–05–01", "date = 2026-05-01"),
            ("date = “2026-05-01”", "date = 2026-05-01"),
            ("draft = True", "draft = true"),
            ("draft: yes", "draft = true"),
            ("Content note = “Loss”", "content_note = \"Loss\""),
            ("[extra", "[extra]"),
            ("[extra]:", "[extra]"),
            ("[[elsewhere]", "[[elsewhere]]"),
        ];
        for (written, meant) in table {
            let line = repair(written, &names).map(|repair| repair.line);
            let expected = (written != meant).then_some(meant);
            assert_eq!(line.as_deref(), expected, "{written}");
        }
        for written in ["title = “A” # note", "title: The boat: a story", "title = 'It's here'", "tags = a, b"] {
            assert!(repair(written, &names).is_some_and(|repair| repair.is_sure), "{written}");
        }
    }

    #[test]
    fn guesses_nothing() {
        let names = ["title", "date", "hero", "draft", "tags", "aliases"];
        for written in [
            "Just a sentence",
            "title =",
            "hero = { image = \"a\" alt = \"b\" }",
            "= 1",
            "date = 01/05/2026",
            "date = soon",
            "???",
            "title = \"A # b",
            "title = A # b\"",
            "title = “A # b",
            "title = A \"b # c",
            "title = Issue #4",
            "title = A, draft = true",
            "title: A, draft: true",
            "title = \"A\", draft = true",
            "title = \"A\" draft = true",
            "tags = a, draft = true",
            "tags = [\"a\" # one\n, \"b\"]",
            "aliases = [\"/a\" # one\n, \"/b\"",
        ] {
            assert!(repair(written, &names).is_none_or(|repair| !repair.is_sure), "{written}");
        }
    }
}
