//! How long to wait before a failed request is repeated.

use std::time::Duration;

/// How long a request may take with all its retries.
const LIMIT: Duration = Duration::from_secs(12);

/// The pauses before the second, third and fourth try, before jitter.
const PAUSES: [Duration; 3] = [Duration::from_millis(350), Duration::from_millis(900), Duration::from_millis(2200)];

/// The pause before the next try; `None` to give up.
///
/// `failed` counts the tries so far, and `spent` is the time since the first began. `chance`, a random number from 0 to 1,
/// scales the pause to 75–125 %, so that many readers don't retry at the same moment.
pub(super) fn pause(failed: usize, spent: Duration, chance: f64) -> Option<Duration> {
    let pause = PAUSES.get(failed.checked_sub(1)?)?.mul_f64(0.75 + 0.5 * chance.clamp(0.0, 1.0));
    (spent + pause < LIMIT).then_some(pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_growing_pauses_then_none() {
        let pauses: Vec<_> = (1..=4).map(|failed| pause(failed, Duration::ZERO, 0.5)).collect();
        assert_eq!(pauses, [Some(PAUSES[0]), Some(PAUSES[1]), Some(PAUSES[2]), None]);
        assert!(PAUSES.is_sorted());
    }

    #[test]
    fn jitter_stays_within_a_quarter() {
        for chance in [0.0, 0.3, 1.0, 7.0, -7.0] {
            let pause = pause(2, Duration::ZERO, chance).unwrap();
            assert!(pause >= PAUSES[1].mul_f64(0.75) && pause <= PAUSES[1].mul_f64(1.25), "{pause:?}");
        }
    }

    #[test]
    fn gives_up_after_the_limit() {
        assert_eq!(pause(1, Duration::from_secs(12), 0.0), None);
        assert_eq!(pause(3, Duration::from_secs(11), 0.0), None);
        assert_eq!(pause(0, Duration::ZERO, 0.0), None);
    }
}
