use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Node, Storage};

use super::{PAGE, STATUS};

/// The start script's function that fills an element with the HTML of a view.
const FILL: &str = "catchwordFill";

/// The app's document.
pub(crate) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Its `<html>`.
pub(crate) fn root() -> Option<Element> {
    document()?.document_element()
}

/// The first element that matches a selector.
pub(crate) fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// All elements that match a selector, in document order.
pub(crate) fn find_all(selector: &str) -> Vec<Element> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let found = found.iter().flat_map(|found| (0..found.length()).filter_map(|at| found.item(at)));
    // A selector finds elements, and nothing else.
    found.map(JsCast::unchecked_into).collect()
}

/// The `<main>` whose content a turn replaces; `None` if it is not in the document, or if there are several.
pub(crate) fn main() -> Option<Element> {
    let mut marked = find_all(&attribute_selector(PAGE));
    marked.pop().filter(|_| marked.is_empty())
}

/// Whether there is exactly one `<main>` of the app's.
pub fn has_main() -> bool {
    main().is_some()
}

/// Whether nothing is in `<body>`, or only what no reader sees: scripts, comments, white space.
pub fn is_body_empty() -> bool {
    let is_invisible = |node: &Node| match node.node_type() {
        Node::TEXT_NODE => node.text_content().unwrap_or_default().trim().is_empty(),
        Node::ELEMENT_NODE => node.node_name() == "SCRIPT",
        _ => true,
    };
    let body = document().and_then(|document| document.body());
    body.is_some_and(|body| {
        std::iter::successors(body.first_child(), Node::next_sibling).all(|node| is_invisible(&node))
    })
}

/// Appends the HTML of views to `<body>`.
pub fn fill_body(html: &str) {
    if let (Some(parts), Some(body)) = (fragment(html), document().and_then(|document| document.body())) {
        while let Some(part) = parts.first_child() {
            let _ = body.append_child(&part);
        }
    }
}

/// Appends a text to `<body>`.
pub fn write_into_body(text: &str) {
    if let Some(body) = document().and_then(|document| document.body()) {
        let _ = body.append_with_str_1(text);
    }
}

/// Sets an attribute, or removes it if there is no value.
pub(crate) fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// The nearest element around this one, or the element itself, that matches a selector.
pub(crate) fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok()?
}

/// The selector for elements that have an attribute.
pub(crate) fn attribute_selector(attribute: &str) -> String {
    ["[", attribute, "]"].concat()
}

/// The element that has the focus.
pub(crate) fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Moves the focus to an element.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The storage of this browser; `None` if it is forbidden.
pub(crate) fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The storage of this tab; `None` if it is forbidden.
pub(crate) fn session_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Puts a text into the live region (WCAG 2.2, 4.1.3); an empty one clears it.
pub(crate) fn say(text: &str) {
    if let Some(region) = find(&attribute_selector(STATUS)) {
        region.set_text_content(Some(text));
    }
}

/// An element that is not in the document, filled with the HTML of a view; `None` if the start script's function is missing.
pub(crate) fn fragment(html: &str) -> Option<Element> {
    let element = document()?.create_element("div").ok()?;
    let fill = Reflect::get(&js_sys::global(), &JsValue::from_str(FILL)).ok()?.dyn_into::<Function>().ok()?;
    fill.call2(&JsValue::UNDEFINED, &element, &JsValue::from_str(html)).ok()?;
    Some(element)
}

/// The one element of a view's HTML.
pub(crate) fn element(html: &str) -> Option<Element> {
    fragment(html)?.first_element_child()
}

/// Puts the one element of a view's HTML at the end of another.
pub(crate) fn append(parent: &Node, html: &str) {
    if let Some(element) = element(html) {
        let _ = parent.append_child(&element);
    }
}

/// Calls an object's method; `None` if there is none of this name, or if it throws.
pub(crate) fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()?.dyn_into::<Function>().ok()?.call1(object, argument).ok()
}
