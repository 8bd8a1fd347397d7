//! From JSON to the types of the contract.
//!
//! The browser's own `JSON.parse` parses a bundle; this code takes out its fields by name. serde could read the same types,
//! but its derived code would add 10 KB of brotli to every visitor's download. The trait [`Json`] lets the tests compare
//! this code with serde without a browser.

#[cfg(target_arch = "wasm32")]
mod browser;
mod records;

/// A parsed JSON value.
pub(super) trait Json: Sized {
    /// The value of an object's field; `None` if it is absent or `null`.
    fn field(&self, name: &str) -> Option<Self>;
    /// The value as a string.
    fn text(&self) -> Option<String>;
    /// The value as a number.
    fn number(&self) -> Option<f64>;
    /// The value as a boolean.
    fn flag(&self) -> Option<bool>;
    /// The value's elements, if it is an array.
    fn elements(&self) -> Option<Vec<Self>>;
    /// The value's fields, if it is an object.
    #[cfg(feature = "extra")]
    fn entries(&self) -> Option<Vec<(String, Self)>>;
}

/// Reads a whole value. The error names the first field that breaks the contract, such as `_catchword.hero.width`.
pub(super) fn read<T: Read>(json: &impl Json) -> Result<T, String> {
    let mut path = FieldPath::default();
    let value = T::read(json, &mut path);
    path.bad.map_or(Ok(value), Err)
}

/// The path of the field that is being read, and of the first bad one.
///
/// Reading doesn't stop at a bad field: it notes the path and goes on with a stand-in value, which is never used. Without
/// early returns there are no half-made records to drop, which makes the code a third of the size.
#[derive(Default)]
pub(super) struct FieldPath {
    names: Vec<&'static str>,
    bad: Option<String>,
}

impl FieldPath {
    /// Notes that the current field is bad.
    fn mark_bad(&mut self) {
        if self.bad.is_none() {
            self.bad = Some(self.names.join("."));
        }
    }

    fn or_bad<T: Default>(&mut self, value: Option<T>) -> T {
        value.unwrap_or_else(|| {
            self.mark_bad();
            T::default()
        })
    }
}

/// A type that a JSON value can be read as.
pub(super) trait Read: Sized {
    /// Reads a value.
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> Self;

    /// The value of an absent field; marks it as bad if it is required.
    fn absent(path: &mut FieldPath) -> Self;
}

/// Reads an object's field.
fn field<T: Read>(json: &impl Json, name: &'static str, path: &mut FieldPath) -> T {
    path.names.push(name);
    let value = match json.field(name) {
        Some(value) => T::read(&value, path),
        None => T::absent(path),
    };
    path.names.pop();
    value
}

impl Read for String {
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> String {
        path.or_bad(json.text())
    }

    fn absent(path: &mut FieldPath) -> String {
        path.or_bad(None)
    }
}

impl Read for bool {
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> bool {
        path.or_bad(json.flag())
    }

    fn absent(_: &mut FieldPath) -> bool {
        false
    }
}

impl Read for u32 {
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> u32 {
        let whole = json.number().map(|number| (number, number as u32));
        path.or_bad(whole.filter(|(number, whole)| f64::from(*whole) == *number).map(|(_, whole)| whole))
    }

    fn absent(path: &mut FieldPath) -> u32 {
        path.or_bad(None)
    }
}

impl Read for u8 {
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> u8 {
        let whole = u8::try_from(u32::read(json, path)).ok();
        path.or_bad(whole)
    }

    fn absent(path: &mut FieldPath) -> u8 {
        path.or_bad(None)
    }
}

impl<T: Read> Read for Option<T> {
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> Option<T> {
        Some(T::read(json, path))
    }

    fn absent(_: &mut FieldPath) -> Option<T> {
        None
    }
}

impl<T: Read> Read for Vec<T> {
    fn read<J: Json>(json: &J, path: &mut FieldPath) -> Vec<T> {
        let elements = json.elements();
        path.or_bad(elements).iter().map(|element| T::read(element, path)).collect()
    }

    fn absent(_: &mut FieldPath) -> Vec<T> {
        Vec::new()
    }
}
