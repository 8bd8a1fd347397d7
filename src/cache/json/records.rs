//! The contract's types, field by field.

use std::collections::BTreeMap;

use catchword_bundle::{
    Author, Credit, Dates, Elsewhere, ElsewhereKind, Extra, Feed, FeedMeta, Hero, ImageSource, Item, ItemMeta, Kind,
    Link, Order, Series, Site, Slug, TermCount, TocEntry,
};

use super::{FieldPath, Json, Read, field};

/// Reads a struct from an object; most fields have the same name in both. Those after the semicolon are not read: the app
/// doesn't use them.
macro_rules! record {
    ($type:ident: $($field:ident $(as $name:literal)?),+ $(; $($unused:ident),+)?) => {
        impl Read for $type {
            // Not inlined, or the wasm would hold it several times.
            #[inline(never)]
            fn read<J: Json>(json: &J, path: &mut FieldPath) -> $type {
                $type { $($field: field(json, record!(@name $field $($name)?), path)),+ $(, $($unused: Default::default()),+)? }
            }

            fn absent(path: &mut FieldPath) -> $type {
                path.mark_bad();
                $type { $($field: Read::absent(path)),+ $(, $($unused: Default::default()),+)? }
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
}

record!(Item: id, url, external_url, title, summary, content_html, content_text, image, date_published, date_modified,
    authors, tags, language, catchword as "_catchword");
record!(ItemMeta: about, schema, kind, slug, minutes, reading, byline, words, excerpt, content_note, hero, contents, elsewhere, date, tags,
    series, related, extra, previous, next);
record!(Feed: version, title, home_page_url, feed_url, description, next_url, language, authors, items, catchword as "_catchword");
record!(FeedMeta: about, schema, kind, heading, page, pages, place, entries, previous, next);
record!(TermCount: name, url, count, text);
record!(Link: title, url, language);
record!(Series: title, place, parts);
record!(Author: name, url);
record!(Hero: sources, width, height, alt, credit);
record!(ImageSource: url, width);
record!(Credit: name, url, source);
record!(TocEntry: id, level, text);
record!(Elsewhere: name, url, kind);
record!(Dates: published, updated);
record!(Site: schema, title, url, base, language, essays_at, home, order, frame;
    tagline, authors, nav, footer, quick_exit, favicon, parts);

/// Reads an enum from its name. `$stand_in` is the value for any other text.
macro_rules! names {
    ($type:ident: $stand_in:ident, $($name:literal => $value:ident),+) => {
        impl Read for $type {
            fn read<J: Json>(json: &J, path: &mut FieldPath) -> $type {
                match json.text().as_deref() {
                    $(Some($name) => $type::$value,)+
                    _ => Self::absent(path),
                }
            }

            fn absent(path: &mut FieldPath) -> $type {
                path.mark_bad();
                $type::$stand_in
            }
        }
    };
}

names!(Kind: Search, "essay" => Essay, "page" => Page, "list" => List, "tags" => Tags, "archive" => Archive, "search" => Search);
names!(Order: NewestFirst, "newest-first" => NewestFirst, "oldest-first" => OldestFirst);
names!(ElsewhereKind: Rest, "rest" => Rest, "copy" => Copy, "origin" => Origin);

impl Read for Slug {
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> Slug {
        Slug::parse(&String::read(json, path)).unwrap_or_else(|_| Slug::absent(path))
    }

    fn absent(path: &mut FieldPath) -> Slug {
        path.mark_bad();
        Slug::parse("x").expect("`x` is a slug")
    }
}

/// `[extra]`: only a site that uses it needs the code.
impl Read for BTreeMap<String, Extra> {
    #[cfg(feature = "extra")]
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> BTreeMap<String, Extra> {
        let entries = json.entries();
        path.or_bad(entries).into_iter().map(|(name, value)| (name, Extra::read(&value, path))).collect()
    }

    #[cfg(not(feature = "extra"))]
    fn read<J: Json>(_: &J, _: &mut FieldPath) -> BTreeMap<String, Extra> {
        BTreeMap::new()
    }

    fn absent(_: &mut FieldPath) -> BTreeMap<String, Extra> {
        BTreeMap::new()
    }
}

#[cfg(feature = "extra")]
impl Read for Extra {
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> Extra {
        if let Some(flag) = json.flag() {
            Extra::Bool(flag)
        } else if let Some(number) = json.number() {
            let whole = number as i64;
            if whole as f64 == number { Extra::Integer(whole) } else { Extra::Number(number) }
        } else if let Some(text) = json.text() {
            Extra::Text(text)
        } else if json.elements().is_some() {
            Extra::List(Vec::read(json, path))
        } else {
            Extra::Table(BTreeMap::read(json, path))
        }
    }

    fn absent(path: &mut FieldPath) -> Extra {
        path.mark_bad();
        Extra::Bool(false)
    }
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::super::read;
    use super::*;

    impl Json for Value {
        fn field(&self, name: &str) -> Option<Value> {
            self.get(name).filter(|value| !value.is_null()).cloned()
        }

        fn text(&self) -> Option<String> {
            self.as_str().map(str::to_owned)
        }

        fn number(&self) -> Option<f64> {
            self.as_f64()
        }

        fn flag(&self) -> Option<bool> {
            self.as_bool()
        }

        fn elements(&self) -> Option<Vec<Value>> {
            self.as_array().cloned()
        }

        #[cfg(feature = "extra")]
        fn entries(&self) -> Option<Vec<(String, Value)>> {
            Some(self.as_object()?.iter().map(|(name, value)| (name.clone(), value.clone())).collect())
        }
    }

    fn golden(name: &str) -> Value {
        let path = format!("{}/crates/bundle/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// A value without `extra`, unless this build reads it.
    fn without_extra(mut value: Value) -> Value {
        if cfg!(not(feature = "extra"))
            && let Some(catchword) = value.get_mut("_catchword").and_then(Value::as_object_mut)
        {
            catchword.remove("extra");
        }
        value
    }

    #[track_caller]
    fn reads_like_serde<T: Read + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &Value) {
        let value = without_extra(value.clone());
        let by_serde: T = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(read::<T>(&value), Ok(by_serde));
    }

    #[test]
    fn reads_what_serde_reads() {
        reads_like_serde::<Item>(&golden("essay"));
        reads_like_serde::<Feed>(&golden("list"));
        reads_like_serde::<Feed>(&golden("tags"));
    }

    #[test]
    fn reads_of_a_site_what_the_app_uses() {
        let by_serde: Site = serde_json::from_value(golden("site")).unwrap();
        let expected = Site { frame: by_serde.frame.clone(), ..by_serde.of_a_page() };
        assert!(expected.frame.is_some());
        assert_eq!(read::<Site>(&golden("site")), Ok(expected));
    }

    /// Replaces each field of the golden essay in turn by `null` and by values of other types.
    #[test]
    fn refuses_what_serde_refuses() {
        fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
            match value {
                Value::Object(fields) => fields.iter().for_each(|(name, value)| {
                    found.push(format!("{at}/{name}"));
                    pointers(value, &format!("{at}/{name}"), found);
                }),
                Value::Array(values) => {
                    values.iter().enumerate().for_each(|(nth, value)| pointers(value, &format!("{at}/{nth}"), found));
                }
                _ => {}
            }
        }
        // The lists: our reader takes `null` for an empty one, serde does not.
        const NULL_IS_EMPTY: [&str; 8] = [
            "/authors",
            "/tags",
            "/_catchword/hero/sources",
            "/_catchword/contents",
            "/_catchword/elsewhere",
            "/_catchword/tags",
            "/_catchword/series/parts",
            "/_catchword/related",
        ];
        let essay = without_extra(golden("essay"));
        let mut found = Vec::new();
        pointers(&essay, "", &mut found);
        assert!(found.len() > 50, "{found:?}");
        for place in found.iter().filter(|place| !place.contains("/extra")) {
            for other in [json!(null), json!(-1.5), json!({ "a": true })] {
                let mut changed = essay.clone();
                *changed.pointer_mut(place).unwrap() = other.clone();
                let by_serde = serde_json::from_value::<Item>(changed.clone()).is_ok();
                let expected = by_serde || (other.is_null() && NULL_IS_EMPTY.contains(&place.as_str()));
                assert_eq!(read::<Item>(&changed).is_ok(), expected, "{place} = {other}");
            }
        }
    }

    #[test]
    fn a_mismatch_names_its_field() {
        let mut essay = golden("essay");
        essay["_catchword"]["hero"]["width"] = json!("wide");
        assert_eq!(read::<Item>(&essay).unwrap_err(), "_catchword.hero.width");
        essay["_catchword"].as_object_mut().unwrap().remove("kind");
        assert_eq!(read::<Item>(&essay).unwrap_err(), "_catchword.kind");
    }
}
