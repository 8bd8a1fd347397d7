//! Statistics of repeated measurements.

/// The median: of an even number of values, the higher of the two in the middle.
pub(super) fn median(values: &[f64]) -> f64 {
    sorted(values).get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The 95th percentile, by nearest rank. Of fewer than twenty values it is the highest.
pub(super) fn p95(values: &[f64]) -> f64 {
    let rank = (values.len() * 95).div_ceil(100);
    sorted(values).get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// The lowest and the highest value.
pub(super) fn ends(values: &[f64]) -> (f64, f64) {
    let values = sorted(values);
    let end = |value: Option<&f64>| value.copied().unwrap_or(f64::NAN);
    (end(values.first()), end(values.last()))
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_owned();
    values.sort_by(f64::total_cmp);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_does_not_matter() {
        let values = [3.0, 1.0, 2.0, 9.0, 4.0];
        assert_eq!((median(&values), p95(&values), ends(&values)), (3.0, 9.0, (1.0, 9.0)));
    }

    #[test]
    fn the_95th_percentile_is_a_nearest_rank() {
        let values = |count: u32| (1..=count).map(f64::from).collect::<Vec<_>>();
        assert_eq!(p95(&values(100)), 95.0);
        assert_eq!(p95(&values(30)), 29.0);
        assert_eq!(p95(&values(10)), 10.0);
        assert_eq!(p95(&values(1)), 1.0);
    }

    #[test]
    fn without_values_there_are_no_figures() {
        assert!(median(&[]).is_nan() && p95(&[]).is_nan() && ends(&[]).0.is_nan());
    }
}
