//! Signs that the reader wants a page: the pointer rests on a link, or the focus or a finger comes to it. Its bundle is
//! prefetched.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::{Event, HtmlAnchorElement};

use super::links::{is_special, link_at, turn_of};
use super::prefetch::saves_data;
use super::turn::Router;

/// How long the pointer must rest on a link, milliseconds. A pointer that only passes is no sign.
const HOVER: u32 = 65;

/// The pointer has moved onto an element.
pub(super) fn hover(router: &Rc<Router>, event: Event) {
    let link = link_at(&event);
    let mut hovered = router.hovered.borrow_mut();
    if hovered.as_ref().map(|(link, _)| link) == link.as_ref() {
        return;
    }
    *hovered = link.map(|link| {
        let (router, target) = (router.clone(), link.clone());
        (link, Timeout::new(HOVER, move || prefetch(&router, &target)))
    });
}

/// An element got the focus, or was touched.
pub(super) fn focus_or_touch(router: &Rc<Router>, event: Event) {
    if let Some(link) = link_at(&event) {
        prefetch(router, &link);
    }
}

fn prefetch(router: &Router, link: &HtmlAnchorElement) {
    if saves_data() || is_special(link) {
        return;
    }
    if let Some(turn) = turn_of(router, link) {
        router.cache.prefetch(router.routes.write(&turn.address), turn.address);
    }
}
