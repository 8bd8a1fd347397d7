use catchword_i18n::Message;
use js_sys::{Object, Promise, Reflect, encode_uri_component};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Node, Range};

use super::{call, find, offer as put, say, withdraw};
use crate::navigation::{Navigation, document};

/// A button that hands on the page's address, or with a text in its value a passage's.
pub(super) const SHARE: &str = "[data-share]";

/// The attribute of such a button.
const ATTRIBUTE: &str = "data-share";

/// A passage of more letters is named by its first words and its last.
const SHORT: usize = 60;

/// How many words name an end of a long passage.
const WORDS: usize = 4;

/// Offers a link to what is selected, while something of the text is.
pub(crate) fn offer(navigation: Navigation) {
    let passage = selected().as_ref().and_then(passage);
    let there = find(".offer [data-share]");
    match (passage, there) {
        (Some(passage), there) => {
            // Another passage is not the one that was copied.
            if there.is_none_or(|button| button.get_attribute(ATTRIBUTE).as_ref() != Some(&passage)) {
                put(ATTRIBUTE, navigation.words(), Message::ShareSelection);
                find(".offer [data-share]").inspect(|button| drop(button.set_attribute(ATTRIBUTE, &passage)));
            }
        }
        (None, Some(_)) => withdraw(),
        (None, None) => {}
    }
}

/// Hands on a link: to the platform's own sheet, else to the clipboard; a passage's always to the latter.
pub(super) fn share(navigation: Navigation, button: Element) {
    let passage = button.get_attribute(ATTRIBUTE).unwrap_or_default();
    let Some(window) = web_sys::window() else { return };
    let here = window.location().href().unwrap_or_default();
    let (page, _) = here.split_once('#').unwrap_or((&here, ""));
    let link = JsValue::from_str(&[page, &passage].concat());
    let navigator = JsValue::from(window.navigator());
    if passage.is_empty() {
        let sheet = Object::new();
        let _ = Reflect::set(&sheet, &JsValue::from_str("url"), &link);
        let title = document().map(|document| document.title()).unwrap_or_default();
        let _ = Reflect::set(&sheet, &JsValue::from_str("title"), &JsValue::from_str(&title));
        if call(&navigator, "share", &sheet).is_some() {
            // What becomes of it the platform says itself.
            return;
        }
    }
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard")).unwrap_or_default();
    let copying = call(&clipboard, "writeText", &link).and_then(|promise| promise.dyn_into::<Promise>().ok());
    spawn_local(async move {
        let is_copied = match copying {
            Some(copying) => JsFuture::from(copying).await.is_ok(),
            None => false,
        };
        let word = if is_copied { Message::Copied } else { Message::NotCopied };
        button.set_text_content(Some(navigation.words().get(word)));
        say(navigation, word);
    });
}

/// What is selected of the essay's text.
fn selected() -> Option<Range> {
    let selection = web_sys::window()?.get_selection().ok()??;
    if selection.is_collapsed() {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    find(".prose")?.contains(Some(&range.common_ancestor_container().ok()?)).then_some(range)
}

/// A passage's place on its page: a text directive (WICG, "URL Fragment Text Directives"), which has whole words.
fn passage(range: &Range) -> Option<String> {
    let begin = part(&range.start_container().ok()?, range.start_offset().ok()?).0;
    let end = part(&range.end_container().ok()?, range.end_offset().ok()?).1;
    let head = begin.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = end.split(char::is_whitespace).next().unwrap_or_default();
    let text = [head, &String::from(range.to_string()), tail].concat();
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |words: &[&str]| String::from(encode_uri_component(&words.join(" "))).replace('-', "%2D");
    let directive = if words.is_empty() {
        return None;
    } else if text.len() > SHORT && words.len() > 2 * WORDS {
        [name(&words[..WORDS]), name(&words[words.len() - WORDS..])].join(",")
    } else {
        name(&words)
    };
    Some(["#:~:text=", &directive].concat())
}

/// What stands before a place in a node's text and after it. An element's places are between its children: nothing there
/// is part of a word.
fn part(node: &Node, offset: u32) -> (String, String) {
    if node.node_type() != Node::TEXT_NODE {
        return Default::default();
    }
    let units: Vec<u16> = node.node_value().unwrap_or_default().encode_utf16().collect();
    let (before, after) = units.split_at(units.len().min(offset as usize));
    (String::from_utf16_lossy(before), String::from_utf16_lossy(after))
}
