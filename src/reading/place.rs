use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Storage};

use super::{find_all, height, offer as put, top, withdraw};
use crate::navigation::{Navigation, Shown};
use catchword_i18n::Message;

/// The button that leads to where the reader was.
pub(super) const GO_ON: &str = "[data-go-on]";

/// An essay is long from so many screens on.
const LONG: f64 = 3.0;

/// What an essay's text is made of, one below the other.
const BLOCKS: &str = ".essay:not(.standing) .prose > *";

/// Remembers, for this tab alone, where the reader leaves a long essay: the block that they see first. One of which they
/// have seen the end is read.
pub(crate) fn keep(shown: &Shown) {
    let Some(storage) = storage() else { return };
    let blocks = find_all(BLOCKS);
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return };
    let (begin, end) = (top(first), last.get_bounding_client_rect().bottom());
    let at = blocks.iter().position(|block| block.get_bounding_client_rect().bottom() > 0.0).unwrap_or_default();
    // A pixel is lost where one is shared between two lines of the screen.
    let is_left = at > 0 && end > height() + 1.0 && end - begin > LONG * height();
    let _ = match is_left {
        true => storage.set_item(&key(&shown.path), &at.to_string()),
        false => storage.remove_item(&key(&shown.path)),
    };
}

/// Offers to go on where the reader left the essay that is on the screen, and says so.
pub(crate) fn offer(navigation: Navigation) {
    let shown = navigation.shown_now();
    let kept = storage().and_then(|storage| storage.get_item(&key(&shown.path)).ok().flatten());
    if kept.is_some() {
        put("data-go-on", shown.words, Message::GoOn);
        super::say(navigation, Message::GoOn);
    }
}

/// Brings the reader to where they were.
pub(super) fn go_on(navigation: Navigation) {
    let shown = navigation.shown_now();
    let kept = storage().and_then(|storage| storage.get_item(&key(&shown.path)).ok().flatten());
    let at = kept.and_then(|kept| kept.parse::<usize>().ok());
    let block = at.and_then(|at| find_all(BLOCKS).into_iter().nth(at)?.dyn_into::<HtmlElement>().ok());
    withdraw();
    if let Some(block) = block {
        // Not to be pressed, but to go on from, with the keys too.
        block.set_tab_index(-1);
        let _ = block.focus();
        block.scroll_into_view();
    }
}

fn key(path: &str) -> String {
    ["catchword:left:", path].concat()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
