//! Serde over the values that the browser's own `JSON.parse` makes.
//!
//! serde-wasm-bindgen does the same for every type of either language. For the few that a bundle has, this takes 8 KB
//! of brotli off the wasm: no tables of names, no printing of numbers into messages that nobody reads.

use std::fmt;

use js_sys::{Array, Object, Reflect};
use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Expected, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};
use wasm_bindgen::{JsCast, JsValue};

/// Reads a parsed JSON value. The error names the place, such as `_quire.hero.width`.
pub(super) fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, Mismatch> {
    T::deserialize(Value(value.clone()))
}

/// Where a value is not what the contract says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mismatch(String);

impl Mismatch {
    fn here() -> Mismatch {
        Mismatch(String::new())
    }

    fn below(self, name: &str) -> Mismatch {
        let dot = if self.0.is_empty() { "" } else { "." };
        Mismatch([name, dot, &self.0].concat())
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Mismatch {}

impl serde::de::Error for Mismatch {
    fn custom<T: fmt::Display>(_: T) -> Mismatch {
        Mismatch::here()
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Mismatch {
        Mismatch::here()
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Mismatch {
        Mismatch::here()
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Mismatch {
        Mismatch::here()
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Mismatch {
        Mismatch::here()
    }

    fn missing_field(field: &'static str) -> Mismatch {
        Mismatch::here().below(field)
    }

    fn duplicate_field(field: &'static str) -> Mismatch {
        Mismatch::here().below(field)
    }
}

struct Value(JsValue);

impl Value {
    fn is_absent(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }

    fn text(&self) -> Result<String, Mismatch> {
        self.0.as_string().ok_or_else(Mismatch::here)
    }

    fn array(self) -> Result<Array, Mismatch> {
        self.0.dyn_into().map_err(|_| Mismatch::here())
    }

    fn number(&self) -> Result<f64, Mismatch> {
        self.0.as_f64().ok_or_else(Mismatch::here)
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Mismatch;

    /// For values of any type, such as those of `[extra]`.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.is_absent() {
            visitor.visit_unit()
        } else if let Some(value) = self.0.as_bool() {
            visitor.visit_bool(value)
        } else if let Some(value) = self.0.as_f64() {
            let whole = value as i64;
            if whole as f64 == value { visitor.visit_i64(whole) } else { visitor.visit_f64(value) }
        } else if let Some(value) = self.0.as_string() {
            visitor.visit_string(value)
        } else if Array::is_array(&self.0) {
            self.deserialize_seq(visitor)
        } else {
            self.deserialize_map(visitor)
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_bool(self.0.as_bool().ok_or_else(Mismatch::here)?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_u32(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let number = self.number()?;
        let whole = number as u32;
        if f64::from(whole) == number { visitor.visit_u32(whole) } else { Err(Mismatch::here()) }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.is_absent() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_seq(Elements { array: self.array()?, at: 0 })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let object: Object = self.0.dyn_into().map_err(|_| Mismatch::here())?;
        visitor.visit_map(Entries { keys: Object::keys(&object), at: 0, object, name: String::new() })
    }

    /// Asks for the fields that the type has; what else the object holds is passed over.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        if !self.0.is_object() {
            return Err(Mismatch::here());
        }
        visitor.visit_map(Fields { object: self.0, fields, value: JsValue::UNDEFINED, name: "" })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_enum(StringDeserializer::new(self.text()?))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u16 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct
        identifier ignored_any
    }
}

struct Elements {
    array: Array,
    at: u32,
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = Mismatch;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Mismatch> {
        if self.at == self.array.length() {
            return Ok(None);
        }
        self.at += 1;
        seed.deserialize(Value(self.array.get(self.at - 1))).map(Some)
    }
}

/// A struct's fields, in the type's order.
struct Fields {
    object: JsValue,
    fields: &'static [&'static str],
    name: &'static str,
    value: JsValue,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        while let Some((name, rest)) = self.fields.split_first() {
            self.fields = rest;
            self.name = name;
            self.value = Reflect::get(&self.object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
            if !self.value.is_undefined() {
                return seed.deserialize(StrDeserializer::new(name)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Mismatch> {
        let value = Value(std::mem::replace(&mut self.value, JsValue::UNDEFINED));
        seed.deserialize(value).map_err(|mismatch| mismatch.below(self.name))
    }
}

/// A map's entries, in the object's order.
struct Entries {
    object: Object,
    keys: Array,
    at: u32,
    name: String,
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        let Some(name) = self.keys.get(self.at).as_string() else { return Ok(None) };
        self.at += 1;
        self.name.clone_from(&name);
        seed.deserialize(StringDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Mismatch> {
        let value = Reflect::get(&self.object, &JsValue::from_str(&self.name)).unwrap_or(JsValue::UNDEFINED);
        seed.deserialize(Value(value)).map_err(|mismatch| mismatch.below(&self.name))
    }
}
