//! Reads parsed JSON as a bundle or as `site.json`, or says what is wrong with it.

use catchword_bundle::{Bundle, Feed, Item, Kind, SCHEMA, Site};

use super::Fault;
use super::json::{self, Json, Read};

/// Reads a bundle of the kind that belongs to its address.
///
/// `check_html` says whether a text has only elements and attributes of the allow-list; `None` means that it could not be
/// checked, and then the text is refused, too.
pub(super) fn bundle(json: &impl Json, kind: Kind, check_html: fn(&str) -> Option<bool>) -> Result<Bundle, Fault> {
    let schema = json.field("_catchword").and_then(|extension| schema_of(&extension));
    check_schema(schema, "_catchword.schema")?;
    let bundle = match kind {
        Kind::Essay | Kind::Page | Kind::Search => Bundle::Item(Box::new(read::<Item>(json)?)),
        Kind::List | Kind::Tags | Kind::Archive => Bundle::Feed(Box::new(read::<Feed>(json)?)),
    };
    if let Bundle::Item(item) = &bundle
        && let Some(html) = &item.content_html
        && check_html(html) != Some(true)
    {
        return Err(Fault::WrongShape("content_html".to_owned()));
    }
    if bundle.kind() == kind { Ok(bundle) } else { Err(Fault::WrongShape("_catchword.kind".to_owned())) }
}

/// Reads a `site.json`.
pub(super) fn site(json: &impl Json) -> Result<Site, Fault> {
    check_schema(schema_of(json), "schema")?;
    read(json)
}

fn schema_of(json: &impl Json) -> Option<u32> {
    Some(json.field("schema")?.number()? as u32)
}

/// Checks the contract's version before anything else is read: a newer file may have another shape.
fn check_schema(schema: Option<u32>, field: &str) -> Result<(), Fault> {
    match schema {
        None => Err(Fault::WrongShape(field.to_owned())),
        Some(schema) if schema > SCHEMA => Err(Fault::NewerSchema(schema)),
        Some(_) => Ok(()),
    }
}

fn read<T: Read>(json: &impl Json) -> Result<T, Fault> {
    json::read(json).map_err(Fault::WrongShape)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn golden(name: &str) -> Value {
        let path = format!("{}/crates/bundle/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn a_text_that_cannot_be_checked_is_refused() {
        let essay = golden("essay");
        let refused = Fault::WrongShape("content_html".to_owned());
        assert!(bundle(&essay, Kind::Essay, |_| Some(true)).is_ok());
        assert_eq!(bundle(&essay, Kind::Essay, |_| Some(false)), Err(refused.clone()));
        assert_eq!(bundle(&essay, Kind::Essay, |_| None), Err(refused));
    }

    #[test]
    fn a_bundle_without_a_text_needs_no_check() {
        let mut essay = golden("essay");
        essay.as_object_mut().unwrap().remove("content_html");
        assert!(bundle(&essay, Kind::Essay, |_| None).is_ok());
    }

    #[test]
    fn a_newer_schema_is_named_whatever_the_shape() {
        let newer = Err(Fault::NewerSchema(SCHEMA + 1));
        assert_eq!(bundle(&json!({ "_catchword": { "schema": SCHEMA + 1 } }), Kind::List, |_| None), newer);
        assert_eq!(site(&json!({ "schema": SCHEMA + 1 })).map(drop), newer.map(drop));
        assert_eq!(site(&json!({})), Err(Fault::WrongShape("schema".to_owned())));
        assert!(site(&golden("site")).is_ok());
    }

    #[test]
    fn a_bundle_of_another_kind_is_refused() {
        let refused = Fault::WrongShape("_catchword.kind".to_owned());
        assert_eq!(bundle(&golden("tags"), Kind::List, |_| None), Err(refused));
    }
}
