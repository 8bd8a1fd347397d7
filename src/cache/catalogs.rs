use catchword_i18n::Catalog;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::json::Json;

/// The global in which the press leaves the messages of the site's languages; the app's own script has it.
const CATALOGS: &str = "catchwordWords";

/// The messages of the site's languages; empty if the press wrote none.
pub fn catalogs() -> Vec<Catalog> {
    let all = Reflect::get(&js_sys::global(), &JsValue::from_str(CATALOGS)).ok();
    let all = all.and_then(|all| all.elements()).unwrap_or_default();
    let texts = |one: &JsValue| one.elements().unwrap_or_default().iter().filter_map(Json::text).collect();
    all.iter().map(|one| Catalog::from_parts(texts(one))).collect()
}
