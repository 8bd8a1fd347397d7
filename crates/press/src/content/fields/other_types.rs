//! Values of another type than the field's that can be rewritten.

use toml::de::DeValue;

use super::{Fields, Located, shifted};

impl Fields<'_> {
    /// Takes a text or a list of texts that stands where tables should. `None` if it is something else.
    pub(crate) fn texts_for_tables(&mut self, name: &'static str) -> Option<Located<Vec<String>>> {
        let value = self.entries[self.place_of(name)?].1.get_ref();
        let texts: Vec<String> = match value {
            DeValue::String(text) => vec![text.to_string()],
            DeValue::Array(values) => {
                let texts = values.iter().map(|value| value.get_ref().as_str().map(str::to_owned));
                texts.collect::<Option<_>>()?
            }
            _ => return None,
        };
        if texts.is_empty() {
            return None;
        }
        let value = self.take(name)?;
        Some(Located { value: texts, span: shifted(value.span(), self.offset) })
    }

    /// Takes a list that stands where one text should. Returns its line with the name of the field that has a list.
    pub(crate) fn list_for_text(&mut self, name: &'static str, list: &str) -> Option<Located<String>> {
        let (key, value) = &self.entries[self.place_of(name)?];
        if !value.get_ref().is_array() {
            return None;
        }
        let span = key.span.start..value.span().end + self.offset;
        let value = shifted(value.span(), self.offset);
        self.take(name)?;
        Some(Located { value: format!("{list} = {}", &self.source.inner()[value]), span })
    }
}
