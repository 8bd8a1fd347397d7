//! Lines that an author has to write, and the sentences that say so.

/// How many headings a hint names.
const MOST_HEADINGS: usize = 100;

/// What to write into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// That the page was taken down.
    Gone,
    Slug(String),
    /// Aliases of a page that has none.
    Aliases(Vec<String>),
    /// Aliases beside those that the page has.
    MoreAliases(Vec<String>),
    /// Where links to headings lead that the text does not have.
    Headings(Vec<String>),
}

/// What to do to write some lines, such as “write `slug = "a"`, and add `"/b/"` to `aliases`”. `place` says where, and
/// follows the first of these.
pub(super) fn sentence(lines: &[Line], place: &str) -> String {
    let mut clauses = clauses(lines);
    if let Some(first) = clauses.first_mut() {
        first.push_str(place);
    }
    joined(&clauses)
}

/// What to do to write some lines, a clause for each kind of work.
pub(super) fn clauses(lines: &[Line]) -> Vec<String> {
    let mut fields = Vec::new();
    let mut others = Vec::new();
    for line in lines {
        match line {
            Line::Gone => fields.push("`gone = true`".to_owned()),
            Line::Slug(slug) => fields.push(format!("`slug = \"{slug}\"`")),
            Line::Aliases(aliases) => fields.push(format!("`{}`", alias_line(aliases))),
            Line::MoreAliases(aliases) => {
                let quoted: Vec<String> = aliases.iter().map(|alias| format!("`\"{alias}\"`")).collect();
                others.push(format!("add {} to `aliases`", list(&quoted)));
            }
            Line::Headings(ids) if ids.len() > MOST_HEADINGS => {
                others.push(format!("put back the {} headings that it had", ids.len()));
            }
            Line::Headings(ids) => {
                let spans: Vec<String> = ids.iter().map(|id| format!("`<span id=\"{id}\"></span>`")).collect();
                others.push(format!("put {} where its headings were", spans.join(" ")));
            }
        }
    }
    let write = (!fields.is_empty()).then(|| format!("write {}", list(&fields)));
    write.into_iter().chain(others).collect()
}

/// Clauses as one: “a, b, and c”.
pub(super) fn joined(clauses: &[String]) -> String {
    match clauses {
        [first @ .., last] if !first.is_empty() => format!("{}, and {last}", first.join(", ")),
        _ => clauses.concat(),
    }
}

/// Things as a list: “a, b and c”.
pub(super) fn list(things: &[String]) -> String {
    match things {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => things.concat(),
    }
}

/// The line that gives a page these aliases.
pub(super) fn alias_line(aliases: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = aliases.iter().map(|alias| format!("\"{}\"", alias.as_ref())).collect();
    format!("aliases = [{}]", quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_in_good_sentences() {
        let (slug, gone) = (Line::Slug("a".to_owned()), Line::Gone);
        let two = || vec!["/x/".to_owned(), "/y/".to_owned()];
        let (new, more) = (Line::Aliases(two()), Line::MoreAliases(two()));
        let three = Line::MoreAliases(vec!["/x/".to_owned(), "/y/".to_owned(), "/z/".to_owned()]);
        let headings = Line::Headings(vec!["p".to_owned(), "q".to_owned()]);
        let many = Line::Headings(vec!["p".to_owned(); MOST_HEADINGS + 1]);
        let table = [
            (vec![&slug], "write `slug = \"a\"` here"),
            (vec![&slug, &new], "write `slug = \"a\"` and `aliases = [\"/x/\", \"/y/\"]` here"),
            (vec![&gone, &slug, &new], "write `gone = true`, `slug = \"a\"` and `aliases = [\"/x/\", \"/y/\"]` here"),
            (vec![&more], "add `\"/x/\"` and `\"/y/\"` to `aliases` here"),
            (vec![&three], "add `\"/x/\"`, `\"/y/\"` and `\"/z/\"` to `aliases` here"),
            (vec![&more, &slug], "write `slug = \"a\"` here, and add `\"/x/\"` and `\"/y/\"` to `aliases`"),
            (
                vec![&slug, &more, &headings],
                "write `slug = \"a\"` here, add `\"/x/\"` and `\"/y/\"` to `aliases`, and put `<span id=\"p\"></span>` `<span \
                 id=\"q\"></span>` where its headings were",
            ),
            (vec![&many], "put back the 101 headings that it had here"),
            (vec![], ""),
        ];
        for (lines, said) in table {
            let lines: Vec<Line> = lines.into_iter().cloned().collect();
            assert_eq!(sentence(&lines, " here"), said);
        }
    }
}
