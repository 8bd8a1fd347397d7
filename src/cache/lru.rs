/// Entries by name; the least recently used ones can be dropped.
#[derive(Debug)]
pub(super) struct LruCache<T> {
    /// The most recently used last. A visit has some dozens: a linear search is cheaper than a map's code.
    entries: Vec<(String, T)>,
}

impl<T> Default for LruCache<T> {
    fn default() -> LruCache<T> {
        LruCache { entries: Vec::new() }
    }
}

impl<T> LruCache<T> {
    /// The entry of this name. Does not mark it as used.
    #[cfg(any(target_arch = "wasm32", test))]
    pub(super) fn peek(&self, name: &str) -> Option<&T> {
        self.entries.iter().find(|(other, _)| other == name).map(|(_, entry)| entry)
    }

    /// The entry of this name, made if there is none. Marks it as used.
    pub(super) fn get_or_insert(&mut self, name: &str, make: impl FnOnce() -> T) -> &mut T {
        match self.entries.iter().position(|(other, _)| other == name) {
            Some(at) => self.entries[at..].rotate_left(1),
            None => self.entries.push((name.to_owned(), make())),
        }
        let (_, entry) = self.entries.last_mut().expect("the entry was just put last");
        entry
    }

    /// Drops the least recently used entries until `most` are left, but none that `is_needed`.
    #[cfg(any(target_arch = "wasm32", test))]
    pub(super) fn trim(&mut self, most: usize, is_needed: impl Fn(&str, &T) -> bool) {
        let mut excess = self.entries.len().saturating_sub(most);
        self.entries.retain(|(name, entry)| {
            let is_dropped = excess > 0 && !is_needed(name, entry);
            excess -= usize::from(is_dropped);
            !is_dropped
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(cache: &LruCache<u8>) -> String {
        cache.entries.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn used(names: &str) -> LruCache<u8> {
        let mut cache = LruCache::default();
        for name in names.split_terminator("").skip(1) {
            cache.get_or_insert(name, || 0);
        }
        cache
    }

    #[test]
    fn a_used_entry_moves_to_the_end() {
        assert_eq!(names(&used("abc")), "abc");
        assert_eq!(names(&used("abca")), "bca");
        assert_eq!(names(&used("abcbb")), "acb");
    }

    #[test]
    fn an_entry_is_made_once() {
        let mut cache = LruCache::default();
        *cache.get_or_insert("a", || 1) += 1;
        assert_eq!(*cache.get_or_insert("a", || panic!("made twice")), 2);
        assert_eq!((cache.peek("a"), cache.peek("b")), (Some(&2), None));
    }

    #[test]
    fn the_least_recently_used_go_first() {
        let mut cache = used("abcdab");
        cache.trim(2, |_, _| false);
        assert_eq!(names(&cache), "ab");
        cache.trim(2, |_, _| false);
        assert_eq!(names(&cache), "ab");
    }

    #[test]
    fn a_needed_entry_stays() {
        let mut cache = used("abcd");
        cache.trim(2, |name, _| name == "a");
        assert_eq!(names(&cache), "ad");
        cache.trim(0, |_, _| true);
        assert_eq!(names(&cache), "ad");
    }
}
