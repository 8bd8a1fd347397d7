//! Work on several files at a time: most of an upload is waiting for the host.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::error::PublishError;

/// How many files are on the way at a time. More, and a host asks for patience.
const AT_A_TIME: usize = 8;

/// Does something with each item, several at a time. After a failure, no new item is begun.
///
/// # Errors
/// The first failure.
pub(crate) fn each<T: Sync>(
    items: &[T],
    work: impl Fn(&T) -> Result<(), PublishError> + Sync,
) -> Result<(), PublishError> {
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..AT_A_TIME.min(items.len()) {
            scope.spawn(|| {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(error) = work(item) {
                        next.store(items.len(), Ordering::Relaxed);
                        let mut first = failure.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                        first.get_or_insert(error);
                    }
                }
            });
        }
    });
    match failure.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner()) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_a_failure_ends_it() {
        let sum = AtomicUsize::new(0);
        let items: Vec<usize> = (1..=100).collect();
        let add = |item: &usize| {
            sum.fetch_add(*item, Ordering::Relaxed);
            Ok(())
        };
        each(&items, add).unwrap();
        assert_eq!(sum.into_inner(), 5050);
        each(&[], |_: &usize| unreachable!()).unwrap();
        let count = AtomicUsize::new(0);
        let fail = |_: &usize| {
            count.fetch_add(1, Ordering::Relaxed);
            Err(PublishError::OddName("a".to_owned()))
        };
        assert!(each(&items, fail).is_err() && count.into_inner() <= AT_A_TIME);
    }
}
