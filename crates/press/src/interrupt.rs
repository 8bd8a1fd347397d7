//! Stops builds from outside, such as when an author presses Ctrl-C, so that they leave no files behind.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::write_error::WriteError;

static IS_STOPPED: AtomicBool = AtomicBool::new(false);

/// How many builds are writing now, each with a folder to remove.
static WRITING: Mutex<usize> = Mutex::new(0);

/// Asks every build of this process to stop. A build that is writing removes what it wrote, and fails with
/// [`WriteError::Stopped`]. If none is, there is nothing to remove, and `if_idle` is called while none can begin to write:
/// it may end the process.
pub fn stop_builds(if_idle: impl FnOnce()) {
    let writing = writing();
    IS_STOPPED.store(true, Ordering::Relaxed);
    if *writing == 0 {
        if_idle();
    }
}

/// Nothing, unless builds should stop.
///
/// # Errors
/// When they should.
pub(crate) fn go_on() -> Result<(), WriteError> {
    if IS_STOPPED.load(Ordering::Relaxed) { Err(WriteError::Stopped) } else { Ok(()) }
}

/// Counts a build that writes for as long as it is there.
#[derive(Debug)]
pub(crate) struct Writing(());

impl Writing {
    /// Begins to write.
    ///
    /// # Errors
    /// When builds should stop.
    pub(crate) fn begin() -> Result<Writing, WriteError> {
        let mut writing = writing();
        go_on()?;
        *writing += 1;
        Ok(Writing(()))
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        *writing() -= 1;
    }
}

fn writing() -> MutexGuard<'static, usize> {
    // A number is whole, even if a thread panicked beside it.
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}
