//! Limits how many browsers run at once, of all engines together.

use std::sync::{Condvar, Mutex, PoisonError};

/// More would only slow each other down.
const AT_ONCE: usize = 2;

/// Permission to run one browser; given back when dropped.
#[derive(Debug)]
pub(super) struct Slot;

static TAKEN: Mutex<usize> = Mutex::new(0);
static GIVEN_BACK: Condvar = Condvar::new();

impl Slot {
    pub(super) fn take() -> Slot {
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = GIVEN_BACK.wait_while(taken, |taken| *taken >= AT_ONCE).unwrap_or_else(PoisonError::into_inner);
        *taken += 1;
        Slot
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        GIVEN_BACK.notify_one();
    }
}
