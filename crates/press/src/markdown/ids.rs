//! The ids of one page. Each is unique.

use std::collections::{HashMap, HashSet};

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
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let count = self.asked.entry(wanted.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let id = format!("{wanted}-{count}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Marks an id as taken.
    pub(super) fn insert(&mut self, id: String) {
        self.taken.insert(id);
    }

    pub(crate) fn contains(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.taken.iter().map(String::as_str)
    }
}

impl FromIterator<String> for Ids {
    fn from_iter<I: IntoIterator<Item = String>>(ids: I) -> Ids {
        Ids { taken: ids.into_iter().collect(), asked: HashMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_unique() {
        let mut ids: Ids = ["a".to_owned(), "a-3".to_owned()].into_iter().collect();
        let given: Vec<String> = (0..3).map(|_| ids.unique("a")).collect();
        assert_eq!(given, ["a-2", "a-4", "a-5"]);
        assert_eq!(ids.unique("a-2"), "a-2-2");
    }
}
