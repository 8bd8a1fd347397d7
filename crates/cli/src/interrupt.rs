//! What Ctrl-C does.

use crate::exit::STOPPED;

/// From now on, a build that is stopped removes what it has written so far, at once.
pub(crate) fn stop_cleanly() {
    let stop = || {
        catchword_press::stop_builds(|| {
            catchword_publish::remove_temporary();
            std::process::exit(STOPPED.into())
        });
    };
    // Without a handler the next build removes it.
    ctrlc::set_handler(stop).ok();
}
