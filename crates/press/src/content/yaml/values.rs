//! Values of YAML as TOML writes them.

use super::tree::Value;
use crate::content::toml::quoted;

/// A value in TOML, on one line if it has only short texts; `None` if there is none.
pub(super) fn inline(value: &Value) -> Option<String> {
    match value {
        Value::Text { text, is_plain: true } if is_null(text) => None,
        Value::Text { text, is_plain: true } if is_bare(text) => Some(text.clone()),
        Value::Text { text, .. } => Some(quoted(text)),
        Value::List(items) => Some(format!("[{}]", items.iter().map(inline_or_empty).collect::<Vec<_>>().join(", "))),
        Value::Map(pairs) if pairs.is_empty() => Some("{}".to_owned()),
        Value::Map(pairs) => {
            let fields = pairs.iter().map(|pair| format!("{} = {}", key_of(&pair.key), inline_or_empty(&pair.value)));
            Some(format!("{{ {} }}", fields.collect::<Vec<_>>().join(", ")))
        }
    }
}

fn inline_or_empty(value: &Value) -> String {
    inline(value).unwrap_or_else(|| "\"\"".to_owned())
}

/// Whether a text without quotes is a number, a date, `true` or `false` in TOML too.
fn is_bare(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | 't' | 'f'));
    let is_huge = text.parse::<f64>().is_ok_and(|number| {
        if text.contains(['.', 'e', 'E']) { !number.is_finite() } else { text.parse::<i64>().is_err() }
    });
    begins && !is_huge && !text.contains(['\n', '#', ',']) && toml::de::DeTable::parse(&format!("a = {text}")).is_ok()
}

pub(super) fn key_of(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// Whether a text without quotes stands for nothing.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}
