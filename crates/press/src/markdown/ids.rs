//! The ids of one page. Each is unique.

use std::collections::{HashMap, HashSet};

use catchword_bundle::allow;

/// The ids in use.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// How often each was asked for. Without this, ten thousand equal headings would try ten thousand numbers each.
    asked: HashMap<String, u32>,
}

impl Ids {
    /// Takes the id `wanted`, or if it is taken, the first free one with a number.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        self.take(own(wanted)).unwrap_or_else(|| self.numbered(wanted))
    }

    /// Takes the first free id that has a number behind `wanted`.
    pub(super) fn numbered(&mut self, wanted: &str) -> String {
        let mut count = self.asked.get(wanted).copied().unwrap_or(1);
        loop {
            count += 1;
            if let Some(id) = self.take(own(&format!("{wanted}-{count}"))) {
                self.asked.insert(wanted.to_owned(), count);
                return id;
            }
        }
    }

    /// Takes an id if it is free.
    fn take(&mut self, id: String) -> Option<String> {
        self.taken.insert(id.clone()).then_some(id)
    }

    pub(crate) fn contains(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.taken.iter().map(String::as_str)
    }
}

/// An id that is not one of the frame's.
fn own(id: &str) -> String {
    if allow::is_reserved(id) { format!("section-{id}") } else { id.to_owned() }
}

impl Extend<String> for Ids {
    fn extend<I: IntoIterator<Item = String>>(&mut self, ids: I) {
        self.taken.extend(ids);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_unique() {
        let mut ids = Ids::default();
        ids.extend(["a".to_owned(), "a-3".to_owned()]);
        let given: Vec<String> = (0..3).map(|_| ids.unique("a")).collect();
        assert_eq!(given, ["a-2", "a-4", "a-5"]);
        assert_eq!(ids.unique("a-2"), "a-2-2");
        assert_eq!(ids.numbered("b"), "b-2");
        assert_eq!(ids.unique("b"), "b");
    }

    #[test]
    fn no_id_is_the_frames() {
        let mut ids = Ids::default();
        let given = ["cw", "cw", "cw-main", "cw-main", "cwm"].map(|wanted| ids.unique(wanted));
        assert_eq!(given, ["cw", "section-cw-2", "section-cw-main", "section-cw-main-2", "cwm"]);
    }
}
