use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A value from the `[extra]` table of the front matter, passed through for whoever adapts the site.
///
/// This is our own type and not `serde_json::Value`, because the app's wasm would then contain that library.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Extra {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Number(f64),
    /// A string. TOML dates become strings too.
    Text(String),
    /// A list of values.
    List(Vec<Extra>),
    /// Values by name.
    Table(BTreeMap<String, Extra>),
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Extra, D::Error> {
        deserializer.deserialize_any(ExtraVisitor)
    }
}

struct ExtraVisitor;

impl<'de> Visitor<'de> for ExtraVisitor {
    type Value = Extra;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of [extra]")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Extra, E> {
        Ok(Extra::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Extra, E> {
        Ok(Extra::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Extra, E> {
        Ok(i64::try_from(value).map_or(Extra::Number(value as f64), Extra::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Extra, E> {
        Ok(Extra::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Extra, E> {
        Ok(Extra::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Extra, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element()? {
            list.push(value);
        }
        Ok(Extra::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Extra, A::Error> {
        let mut table = BTreeMap::new();
        while let Some((name, value)) = values.next_entry()? {
            table.insert(name, value);
        }
        Ok(Extra::Table(table))
    }
}
