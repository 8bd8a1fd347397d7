//! What sessionStorage keeps for a history entry, and the key that it is kept under.

use std::cell::Cell;

thread_local! {
    static KEYS: Cell<u32> = const { Cell::new(0) };
}

/// Where the reader left the page of a history entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct SavedPlace {
    /// The scroll position, CSS pixels.
    pub(super) top: i32,
    /// The link that the reader followed: its number among the page's links with this `href`, and the `href` as it is written.
    pub(super) link: Option<(usize, String)>,
}

impl SavedPlace {
    /// Reads what [`SavedPlace::to_text`] wrote.
    pub(super) fn from_text(text: &str) -> Option<SavedPlace> {
        let mut parts = text.splitn(3, ' ');
        let top = parts.next()?.parse().ok()?;
        let ordinal = parts.next()?.parse().ok()?;
        let href = parts.next().filter(|href| !href.is_empty());
        Some(SavedPlace { top, link: href.map(|href| (ordinal, href.to_owned())) })
    }

    /// The place as text, for the storage.
    pub(super) fn to_text(&self) -> String {
        let (ordinal, href) = self.link.clone().unwrap_or_default();
        format!("{} {ordinal} {href}", self.top)
    }
}

/// A new key for a history entry, unique in this tab. `now` is the time in milliseconds. The counter is needed because
/// some browsers round the clock to 100 ms; the time, because a reload resets the counter.
pub(super) fn new_key(now: u64) -> String {
    let count = KEYS.get();
    KEYS.set(count.wrapping_add(1));
    // The low half is enough: it repeats after 49 days.
    format!("{}-{count}", now as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_same_millisecond_differ() {
        assert_ne!(new_key(1000), new_key(1000));
    }

    #[test]
    fn a_place_reads_back() {
        for link in [None, Some((2, "https://example.org/a%20b/?q=c d".to_owned())), Some((0, "../a b/#c".to_owned()))]
        {
            let place = SavedPlace { top: -3, link };
            assert_eq!(SavedPlace::from_text(&place.to_text()), Some(place));
        }
        assert_eq!(SavedPlace::from_text(""), None);
    }
}
