use catchword_i18n::Message;
use js_sys::{Object, Promise, Reflect, encode_uri_component};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Node, Range};

use super::{remove_offer, say, show_offer};
use crate::dom::{SHARE, attribute_selector, call, document, find};
use crate::state::AppState;

/// A passage with more letters is named by its first and last words.
const SHORT: usize = 60;

/// How many words name each end of a long passage.
const WORDS: usize = 4;

/// Offers a link to the selected passage; removes the offer when nothing is selected.
pub(crate) fn offer(state: &AppState) {
    let passage = selection().as_ref().and_then(text_fragment);
    match (passage, offered()) {
        (Some(passage), button) => {
            // Another passage gets a new button: the old one may say "Copied".
            if button.is_none_or(|button| button.get_attribute(SHARE).as_ref() != Some(&passage)) {
                show_offer(SHARE, state.catalog(), Message::ShareSelection);
                offered().inspect(|button| drop(button.set_attribute(SHARE, &passage)));
            }
        }
        (None, Some(_)) => remove_offer(),
        (None, None) => {}
    }
}

fn offered() -> Option<Element> {
    find(&[".cw-offer ", &attribute_selector(SHARE)].concat())
}

/// Shares a link: the page's with the platform's dialog if there is one, else by copying it. A passage's is always copied.
pub(super) fn share(state: &AppState, button: Element) {
    let passage = button.get_attribute(SHARE).unwrap_or_default();
    let Some(window) = web_sys::window() else { return };
    let href = window.location().href().unwrap_or_default();
    let (page, _) = href.split_once('#').unwrap_or((&href, ""));
    let link = JsValue::from_str(&[page, &passage].concat());
    let navigator = JsValue::from(window.navigator());
    if passage.is_empty() {
        let data = Object::new();
        let _ = Reflect::set(&data, &JsValue::from_str("url"), &link);
        let title = document().map(|document| document.title()).unwrap_or_default();
        let _ = Reflect::set(&data, &JsValue::from_str("title"), &JsValue::from_str(&title));
        if call(&navigator, "share", &data).is_some() {
            // The platform tells the reader the outcome.
            return;
        }
    }
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard")).unwrap_or_default();
    let copying = call(&clipboard, "writeText", &link).and_then(|promise| promise.dyn_into::<Promise>().ok());
    let state = state.clone();
    spawn_local(async move {
        let is_copied = match copying {
            Some(copying) => JsFuture::from(copying).await.is_ok(),
            None => false,
        };
        let message = if is_copied { Message::Copied } else { Message::NotCopied };
        button.set_text_content(Some(state.catalog().get(message)));
        say(&state, message);
    });
}

/// The selected part of the essay's text.
fn selection() -> Option<Range> {
    let selection = web_sys::window()?.get_selection().ok()??;
    if selection.is_collapsed() {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    find(".cw-prose")?.contains(Some(&range.common_ancestor_container().ok()?)).then_some(range)
}

/// The text fragment of a passage (WICG, "URL Fragment Text Directives"). It consists of whole words, so the passage is
/// extended to them.
fn text_fragment(range: &Range) -> Option<String> {
    let start = split_text(&range.start_container().ok()?, range.start_offset().ok()?).0;
    let end = split_text(&range.end_container().ok()?, range.end_offset().ok()?).1;
    let head = start.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = end.split(char::is_whitespace).next().unwrap_or_default();
    let text = [head, &String::from(range.to_string()), tail].concat();
    let words: Vec<&str> = text.split_whitespace().collect();
    let encoded = |words: &[&str]| String::from(encode_uri_component(&words.join(" "))).replace('-', "%2D");
    let directive = if words.is_empty() {
        return None;
    } else if text.len() > SHORT && words.len() > 2 * WORDS {
        [encoded(&words[..WORDS]), encoded(&words[words.len() - WORDS..])].join(",")
    } else {
        encoded(&words)
    };
    Some(["#:~:text=", &directive].concat())
}

/// A text node's text before and after an offset. Empty for an element: its offsets lie between children, not in a word.
fn split_text(node: &Node, offset: u32) -> (String, String) {
    if node.node_type() != Node::TEXT_NODE {
        return Default::default();
    }
    let units: Vec<u16> = node.node_value().unwrap_or_default().encode_utf16().collect();
    let (before, after) = units.split_at(units.len().min(offset as usize));
    (String::from_utf16_lossy(before), String::from_utf16_lossy(after))
}
