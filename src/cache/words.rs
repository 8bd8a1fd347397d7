use catchword_i18n::Catalog;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::json::Json;

/// Where the press leaves the words of the site's languages: a global, in the app's own script.
const WORDS: &str = "catchwordWords";

/// The words of the site's languages; none where the press wrote none.
pub fn words() -> Vec<Catalog> {
    let all = Reflect::get(&js_sys::global(), &JsValue::from_str(WORDS)).ok();
    let all = all.and_then(|all| all.elements()).unwrap_or_default();
    let texts = |one: &JsValue| one.elements().unwrap_or_default().iter().filter_map(Json::text).collect();
    all.iter().map(|one| Catalog::from_parts(texts(one))).collect()
}
