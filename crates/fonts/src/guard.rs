//! Keeps a panic in a library from ending the program.
//!
//! The libraries return errors for most of what can be wrong with a file, but not for all of it. The program is built
//! to unwind; where a panic aborts, this can't help.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// The result of a function, or `None` if it panics, of which nothing is printed.
pub(crate) fn guarded<T>(run: impl FnOnce() -> T) -> Option<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                usual(panic);
            }
        }));
    });
    let before = GUARDED.replace(true);
    // What the function has half done is dropped with it.
    let result = catch_unwind(AssertUnwindSafe(run)).ok();
    GUARDED.set(before);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_no_result() {
        assert_eq!(guarded(|| [1, 2].iter().sum()), Some(3));
        assert_eq!(guarded(|| panic!("not printed")), None::<()>);
        assert!(!GUARDED.get());
    }
}
