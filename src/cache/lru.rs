/// Things by name, of which those used longest ago can be let go.
#[derive(Debug)]
pub(super) struct LruCache<T> {
    /// The last used at the end. A visit has some dozens: walking along them costs less than a map would weigh.
    things: Vec<(String, T)>,
}

impl<T> Default for LruCache<T> {
    fn default() -> LruCache<T> {
        LruCache { things: Vec::new() }
    }
}

impl<T> LruCache<T> {
    /// What has this name; looking at it is no use of it.
    #[cfg(any(target_arch = "wasm32", test))]
    pub(super) fn peek(&self, name: &str) -> Option<&T> {
        self.things.iter().find(|(one, _)| one == name).map(|(_, thing)| thing)
    }

    /// What has this name, made where nothing has it; it is the last used from now on.
    pub(super) fn get_or_insert(&mut self, name: &str, make: impl FnOnce() -> T) -> &mut T {
        match self.things.iter().position(|(one, _)| one == name) {
            Some(at) => self.things[at..].rotate_left(1),
            None => self.things.push((name.to_owned(), make())),
        }
        let (_, thing) = self.things.last_mut().expect("one was put there just now");
        thing
    }

    /// Lets go of those used longest ago until no more than `most` are left, but of none that is still needed.
    #[cfg(any(target_arch = "wasm32", test))]
    pub(super) fn trim(&mut self, most: usize, is_needed: impl Fn(&str, &T) -> bool) {
        let mut over = self.things.len().saturating_sub(most);
        self.things.retain(|(name, thing)| {
            let goes = over > 0 && !is_needed(name, thing);
            over -= usize::from(goes);
            !goes
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(recent: &LruCache<u8>) -> String {
        recent.things.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn used(names: &str) -> LruCache<u8> {
        let mut recent = LruCache::default();
        for name in names.split_terminator("").skip(1) {
            recent.get_or_insert(name, || 0);
        }
        recent
    }

    #[test]
    fn what_is_used_again_is_the_last_used() {
        assert_eq!(names(&used("abc")), "abc");
        assert_eq!(names(&used("abca")), "bca");
        assert_eq!(names(&used("abcbb")), "acb");
    }

    #[test]
    fn a_thing_is_made_once() {
        let mut recent = LruCache::default();
        *recent.get_or_insert("a", || 1) += 1;
        assert_eq!(*recent.get_or_insert("a", || panic!("it is there")), 2);
        assert_eq!((recent.peek("a"), recent.peek("b")), (Some(&2), None));
    }

    #[test]
    fn those_used_longest_ago_go_first() {
        let mut recent = used("abcdab");
        recent.trim(2, |_, _| false);
        assert_eq!(names(&recent), "ab");
        recent.trim(2, |_, _| false);
        assert_eq!(names(&recent), "ab");
    }

    #[test]
    fn what_is_needed_stays_however_old_it_is() {
        let mut recent = used("abcd");
        recent.trim(2, |name, _| name == "a");
        assert_eq!(names(&recent), "ad");
        recent.trim(0, |_, _| true);
        assert_eq!(names(&recent), "ad");
    }
}
