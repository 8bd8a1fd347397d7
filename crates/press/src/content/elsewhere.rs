//! `elsewhere`: the other sites that have an essay.

use catchword_bundle::{Elsewhere, ElsewhereKind};

use super::fields::Fields;
use super::toml;
use super::web_address::absolute;
use crate::problem::Check;

/// Reads `elsewhere`. One that is only an address is reported.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<Elsewhere> {
    if let Some(addresses) = fields.texts_for_tables("elsewhere") {
        let table = |url: &String| format!("{{ name = \"…\", url = {}, kind = \"copy\" }}", toml::quoted(url));
        let tables: Vec<String> = addresses.value.iter().map(table).collect();
        let help = format!(
            "write `elsewhere = [{}]`, where `name` is the name of the other site; `kind` is `\"rest\"`, `\"copy\"` or \
             `\"origin\"`",
            tables.join(", ")
        );
        fields.report(Check::WrongType, addresses.span, "`elsewhere` should be a list of tables", help);
    }
    fields.tables("elsewhere", read_elsewhere)
}

fn read_elsewhere(fields: &mut Fields<'_>) -> Option<Elsewhere> {
    let name = fields.required_words("name", "name = \"Substack\"");
    let url = absolute(fields, "url", true);
    let kinds = [("rest", ElsewhereKind::Rest), ("copy", ElsewhereKind::Copy), ("origin", ElsewhereKind::Origin)];
    if !fields.has("kind") {
        fields.missing("kind", "kind = \"rest\"`, `\"copy\"` or `\"origin\"");
    }
    let kind = fields.choice("kind", &kinds);
    Some(Elsewhere { name: name?.value, url: url?, kind: kind? })
}
