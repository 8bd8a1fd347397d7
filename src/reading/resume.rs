use catchword_i18n::Message;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{remove_offer, say, show_offer, top, viewport_height};
use crate::dom::{RESUME, find_all, session_storage};
use crate::state::{AppState, Shown};

/// An essay is long if its text fills more viewports than this.
const LONG: f64 = 3.0;

/// The blocks of an essay's text.
const BLOCKS: &str = ".cw-essay:not(.cw-standing) .cw-prose > *";

/// Saves for this tab where the reader leaves a long essay: the number of the first visible block. If the end was visible,
/// the essay has been read, and nothing is kept.
pub(crate) fn save(shown: &Shown) {
    let Some(storage) = session_storage() else { return };
    let blocks = find_all(BLOCKS);
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return };
    let bottom = |block: &Element| block.get_bounding_client_rect().bottom();
    let (begin, end, height) = (top(first), bottom(last), viewport_height());
    // Less one pixel, for fractions of device pixels.
    let is_unfinished = end > height + 1.0 && end - begin > LONG * height;
    // Most readers turn the page at its end, and then no other block is asked for its place.
    let first_visible = || blocks.iter().position(|block| bottom(block) > 0.0).filter(|at| *at > 0);
    let _ = match is_unfinished.then(first_visible).flatten() {
        Some(at) => storage.set_item(&key(&shown.path), &at.to_string()),
        None => storage.remove_item(&key(&shown.path)),
    };
}

/// Offers to resume the essay on the screen where the reader left it, and says so.
pub(crate) fn offer(state: &AppState) {
    let shown = state.now();
    if saved(&shown).is_some() {
        show_offer(RESUME, shown.catalog, Message::GoOn);
        say(state, Message::GoOn);
    }
}

/// Scrolls to where the reader left the essay.
pub(super) fn resume(state: &AppState) {
    let at = saved(&state.now()).and_then(|saved| saved.parse::<usize>().ok());
    let block = at.and_then(|at| find_all(BLOCKS).into_iter().nth(at)?.dyn_into::<HtmlElement>().ok());
    remove_offer();
    if let Some(block) = block {
        // The focus goes there, so that Tab continues from that block.
        block.set_tab_index(-1);
        let _ = block.focus();
        block.scroll_into_view();
    }
}

fn saved(shown: &Shown) -> Option<String> {
    session_storage()?.get_item(&key(&shown.path)).ok()?
}

fn key(path: &str) -> String {
    ["catchword:left:", path].concat()
}
