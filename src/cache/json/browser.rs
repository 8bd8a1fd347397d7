//! [`Json`] for the values of the browser's `JSON.parse`.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use super::Json;

impl Json for JsValue {
    fn field(&self, name: &str) -> Option<JsValue> {
        let value = Reflect::get(self, &JsValue::from_str(name)).ok()?;
        (!value.is_null() && !value.is_undefined()).then_some(value)
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }

    fn elements(&self) -> Option<Vec<JsValue>> {
        Array::is_array(self).then(|| Array::from(self).to_vec())
    }

    #[cfg(feature = "extra")]
    fn entries(&self) -> Option<Vec<(String, JsValue)>> {
        use wasm_bindgen::JsCast;

        let object: &js_sys::Object = self.dyn_ref()?;
        let names = js_sys::Object::keys(object).to_vec();
        names.into_iter().map(|name| Some((name.as_string()?, Reflect::get(object, &name).ok()?))).collect()
    }
}
