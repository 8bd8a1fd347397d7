//! From JSON to the types of the contract.
//!
//! A bundle is parsed by the browser's own `JSON.parse`; here its fields are taken out by name. serde does the same for
//! every type of either side, but what its derived code weighs, a visitor downloads: 10 KB of brotli more than this.
//! [`Json`] is what this needs of a parsed value, so that the tests can hold it against serde without a browser.

#[cfg(target_arch = "wasm32")]
mod browser;
mod records;

/// A parsed JSON value.
pub(super) trait Json: Sized {
    /// The value of an object's field; `None` where it is absent or `null`.
    fn field(&self, name: &str) -> Option<Self>;
    /// The text that the value is.
    fn text(&self) -> Option<String>;
    /// The number that the value is.
    fn number(&self) -> Option<f64>;
    /// The `true` or `false` that the value is.
    fn flag(&self) -> Option<bool>;
    /// The elements of the array that the value is.
    fn elements(&self) -> Option<Vec<Self>>;
    /// The entries of the object that the value is.
    #[cfg(feature = "extra")]
    fn entries(&self) -> Option<Vec<(String, Self)>>;
}

/// Reads a whole value, or says where it is not what the contract says, such as `_catchword.hero.width`.
pub(super) fn read<T: Read>(json: &impl Json) -> Result<T, String> {
    let mut trail = Trail::default();
    let value = T::read(json, &mut trail);
    trail.lost.map_or(Ok(value), Err)
}

/// The way from a value's top to where it is being read.
///
/// Reading does not stop at a fault: it notes the place, and goes on with a value that nobody will see. A function that
/// never returns half-way has no half-made records to take apart, which makes it a third of the size.
#[derive(Default)]
pub(super) struct Trail {
    names: Vec<&'static str>,
    lost: Option<String>,
}

impl Trail {
    /// The value is not what the contract says.
    fn lose(&mut self) {
        if self.lost.is_none() {
            self.lost = Some(self.names.join("."));
        }
    }

    fn or_lose<T: Default>(&mut self, value: Option<T>) -> T {
        value.unwrap_or_else(|| {
            self.lose();
            T::default()
        })
    }
}

/// A type that a JSON value can be read as.
pub(super) trait Read: Sized {
    /// Reads a value that is there.
    fn read<J: Json>(json: &J, trail: &mut Trail) -> Self;

    /// What a field has that is not there, where it may be absent.
    fn absent(trail: &mut Trail) -> Self;
}

/// Reads an object's field.
fn field<T: Read>(json: &impl Json, name: &'static str, trail: &mut Trail) -> T {
    trail.names.push(name);
    let value = match json.field(name) {
        Some(value) => T::read(&value, trail),
        None => T::absent(trail),
    };
    trail.names.pop();
    value
}

impl Read for String {
    fn read<J: Json>(json: &J, trail: &mut Trail) -> String {
        trail.or_lose(json.text())
    }

    fn absent(trail: &mut Trail) -> String {
        trail.or_lose(None)
    }
}

impl Read for bool {
    fn read<J: Json>(json: &J, trail: &mut Trail) -> bool {
        trail.or_lose(json.flag())
    }

    fn absent(_: &mut Trail) -> bool {
        false
    }
}

impl Read for u32 {
    fn read<J: Json>(json: &J, trail: &mut Trail) -> u32 {
        let whole = json.number().map(|number| (number, number as u32));
        trail.or_lose(whole.filter(|(number, whole)| f64::from(*whole) == *number).map(|(_, whole)| whole))
    }

    fn absent(trail: &mut Trail) -> u32 {
        trail.or_lose(None)
    }
}

impl Read for u8 {
    fn read<J: Json>(json: &J, trail: &mut Trail) -> u8 {
        let whole = u8::try_from(u32::read(json, trail)).ok();
        trail.or_lose(whole)
    }

    fn absent(trail: &mut Trail) -> u8 {
        trail.or_lose(None)
    }
}

impl<T: Read> Read for Option<T> {
    fn read<J: Json>(json: &J, trail: &mut Trail) -> Option<T> {
        Some(T::read(json, trail))
    }

    fn absent(_: &mut Trail) -> Option<T> {
        None
    }
}

impl<T: Read> Read for Vec<T> {
    fn read<J: Json>(json: &J, trail: &mut Trail) -> Vec<T> {
        let elements = json.elements();
        trail.or_lose(elements).iter().map(|element| T::read(element, trail)).collect()
    }

    fn absent(_: &mut Trail) -> Vec<T> {
        Vec::new()
    }
}
