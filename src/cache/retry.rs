//! When to try again.

use std::time::Duration;

/// How long a request and its repetitions may take in all.
const PATIENCE: Duration = Duration::from_secs(12);

/// The pauses before the second, third and fourth try, before jitter.
const PAUSES: [Duration; 3] = [Duration::from_millis(350), Duration::from_millis(900), Duration::from_millis(2200)];

/// How long to wait before the next try, or `None` where there shall be none.
///
/// `failed` counts the tries so far, `spent` is the time since the first began, and `chance`, from 0 to 1, spreads
/// the repetitions of many readers over time: a pause is between three and five quarters of its length.
pub(super) fn pause(failed: usize, spent: Duration, chance: f64) -> Option<Duration> {
    let pause = PAUSES.get(failed.checked_sub(1)?)?.mul_f64(0.75 + 0.5 * chance.clamp(0.0, 1.0));
    (spent + pause < PATIENCE).then_some(pause)
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
    fn patience_ends() {
        assert_eq!(pause(1, Duration::from_secs(12), 0.0), None);
        assert_eq!(pause(3, Duration::from_secs(11), 0.0), None);
        assert_eq!(pause(0, Duration::ZERO, 0.0), None);
    }
}
