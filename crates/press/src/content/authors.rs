//! Who wrote a page.

use catchword_bundle::Author;

use super::fields::{Fields, Located};
use super::web_address::absolute;
use crate::problem::Check;

/// Reads `author` or `authors`.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<Located<Author>> {
    let has_both = fields.has("author") && fields.has("authors");
    if let Some(list) = fields.list_for_text("author", "authors") {
        let problem = fields.problem(Check::WrongType, list.span.clone(), "`author` is a list, and should be one name");
        let problem = problem.help(format!("write `{}`", list.value));
        fields.add(if has_both { problem } else { problem.fix(list.span, list.value) });
    }
    let one = fields.name("author");
    let several = fields.texts_or_tables("authors", read_author);
    if let (true, Some(one)) = (has_both, &one) {
        let help = "name them all in one list, such as `authors = [\"Ana\", \"Ben\"]`, and remove `author`";
        fields.report(Check::BadValue, one.span.clone(), "a page can't have both `author` and `authors`", help);
    }
    let one = one.map(|name| name.map(|name| Author { name, url: None }));
    let mut authors: Vec<Located<Author>> = Vec::new();
    for author in one.into_iter().chain(several) {
        if author.value.name.is_empty() {
            let help =
                "write the name between the quotation marks, or remove the line: then the site's first author signs";
            fields.report(Check::BadValue, author.span, "the author's name is empty", help);
        } else if authors.iter().any(|other| other.value.name == author.value.name) {
            let message = format!("\"{}\" is named twice", author.value.name);
            fields.report(Check::UnlikelyName, author.span, message, "remove one of the two");
        } else {
            authors.push(author);
        }
    }
    authors
}

/// Reports `authors` of `site.toml` that are only names.
pub(super) fn names_alone(fields: &mut Fields<'_>) {
    if let Some(names) = fields.texts_for_tables("authors") {
        let tables: Vec<String> =
            names.value.iter().map(|name| format!("{{ name = {} }}", super::toml::quoted(name))).collect();
        let list = format!("[{}]", tables.join(", "));
        let problem = fields.problem(Check::WrongType, names.span.clone(), "`authors` should be a list of tables");
        fields.add(problem.help(format!("write `authors = {list}`")).fix(names.span, list));
    }
}

/// One of `authors`, as a table. Pages of this site about an author are named in `site.toml`.
fn read_author(author: &mut Fields<'_>) -> Option<Author> {
    let name = author.required_name("name", "name = \"…\"");
    let url = absolute(author, "url", false);
    Some(Author { name: name?.value, url })
}
