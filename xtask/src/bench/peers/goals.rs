//! The goals of our own site, judged by the figures of one run.

use super::figures::{Conditions, Measured, Turn, TurnKind};

/// The peers whose first view is the goal of ours.
const FAST_TO_PAINT: [&str; 4] = ["eleventy", "sveltekit", "gatsby", "astro"];

/// The sites that do the least that a turn can do.
const FLOORS: [&str; 2] = ["floor", "floor-nodes"];

/// How much later than the fastest of them, and than the arrival of the document, a page may be painted.
const LATER_THAN_PEERS: f64 = 1.02;
const LATER_THAN_DOCUMENT: f64 = 1.1;

/// How much longer than the floor's a turn may take, and than a later one the visit's first.
const LONGER_THAN_FLOOR: f64 = 1.15;
const LONGER_AT_FIRST: f64 = 1.3;

/// When the heading must be in the document, in milliseconds, on a machine four times slower than this one.
const HEADING: f64 = 10.0;

/// A goal and how it was reached.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::bench) struct Goal {
    /// What should hold.
    pub(in crate::bench) what: String,
    pub(in crate::bench) limit: f64,
    /// None if a site that it needs wasn't measured.
    pub(in crate::bench) value: Option<f64>,
    /// The figures that the value is made of.
    pub(in crate::bench) detail: String,
}

/// Whether a goal was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bench) enum Verdict {
    Met,
    Missed,
    NotMeasured,
}

impl Goal {
    pub(in crate::bench) fn verdict(&self) -> Verdict {
        match self.value {
            None => Verdict::NotMeasured,
            Some(value) if value <= self.limit => Verdict::Met,
            Some(_) => Verdict::Missed,
        }
    }

    /// A goal for the ratio of two times in milliseconds. `than` has the words for the second.
    fn ratio(what: String, limit: f64, time: Option<f64>, than: Option<(String, f64)>) -> Self {
        let value = time.zip(than.as_ref()).map(|(time, (_, than))| time / than);
        let detail = match (time, than) {
            (Some(time), Some((name, than))) => format!("{time:.1} ms, {name} {than:.1} ms"),
            _ => "a site that it needs was not measured".to_owned(),
        };
        Self { what, limit, value, detail }
    }
}

/// Every goal, in the order in which they are said.
pub(super) fn judge(sites: &[Measured]) -> Vec<Goal> {
    let site = |name: &str| sites.iter().find(|site| site.name == name);
    let Some(ours) = site("catchword") else { return Vec::new() };
    let mut goals = vec![blocking(ours)];
    goals.extend(first_view(ours, sites));
    for less_motion in [false, true] {
        let words = if less_motion { "without motion" } else { "with motion" };
        let at = |kind| Conditions { slower: 4, less_motion, kind };
        // A peer does not move, or does so only when it is let: its figures with motion are its only ones.
        let of = |name: &str| {
            let figures = &site(name)?.figures;
            let still = Conditions { less_motion: false, ..at(TurnKind::Warm) };
            let painted = |turn: &Turn| turn.painted;
            figures.turn(at(TurnKind::Warm), painted).or_else(|| figures.turn(still, painted))
        };
        // A floor that something else beats is none: the faster one counts.
        let floor = fastest(sites, &FLOORS, |floor| of(floor.name));
        let warm = |figure: fn(&Turn) -> f64| ours.figures.turn(at(TurnKind::Warm), figure);
        let painted = warm(|turn| turn.painted);
        let first = ours.figures.turn(at(TurnKind::First), |turn| turn.painted);
        goals.push(Goal::ratio(
            format!("press → painted at 4×, {words}, beside the floor"),
            LONGER_THAN_FLOOR,
            painted,
            floor,
        ));
        goals.push(Goal::ratio(
            format!("press → painted at 4×, {words}, beside SvelteKit with our markup and styles"),
            1.0,
            painted,
            of("sveltekit-ours").map(|time| ("SvelteKit".to_owned(), time)),
        ));
        let heading = warm(|turn| turn.heading);
        goals.push(Goal {
            what: format!("press → heading at 4×, {words}, in ms"),
            limit: HEADING,
            value: heading,
            detail: "the median of the warm turns after the visit's first".to_owned(),
        });
        goals.push(Goal::ratio(
            format!("press → painted at 4×, {words}: the visit's first turn beside a later one"),
            LONGER_AT_FIRST,
            first,
            painted.map(|time| ("a later one".to_owned(), time)),
        ));
    }
    goals.push(long_tasks(ours));
    goals
}

/// The fastest of the sites with these names, and its time.
fn fastest(sites: &[Measured], names: &[&str], time: impl Fn(&Measured) -> Option<f64>) -> Option<(String, f64)> {
    let named = sites.iter().filter(|site| names.contains(&site.name));
    let times = named.filter_map(|site| Some((site.label.to_owned(), time(site)?)));
    times.min_by(|one, other| one.1.total_cmp(&other.1))
}

#[allow(clippy::cast_precision_loss, reason = "there are few requests and turns")]
fn blocking(ours: &Measured) -> Goal {
    let blocking = ours.figures.fetched.as_ref().map(|fetched| &fetched.blocking);
    Goal {
        what: "requests that the first paint waits for".to_owned(),
        limit: 0.0,
        value: blocking.map(|paths| paths.len() as f64),
        detail: blocking.map(|paths| paths.join(", ")).unwrap_or_default(),
    }
}

fn first_view(ours: &Measured, sites: &[Measured]) -> Vec<Goal> {
    let arrived = ours.figures.paint(|paint| paint.arrived);
    let mut goals = Vec::new();
    for (name, figure) in
        [("first", (|paint| paint.first) as fn(&super::figures::Paint) -> f64), ("largest", |paint| paint.largest)]
    {
        let fastest = fastest(sites, &FAST_TO_PAINT, |site| site.figures.paint(figure));
        let painted = ours.figures.paint(figure);
        goals.push(Goal::ratio(
            format!("{name} paint on slow 4G beside the fastest of Eleventy, SvelteKit, Gatsby and Astro"),
            LATER_THAN_PEERS,
            painted,
            fastest,
        ));
        goals.push(Goal::ratio(
            format!("{name} paint on slow 4G beside the document's own arrival"),
            LATER_THAN_DOCUMENT,
            painted,
            arrived.map(|time| ("the document".to_owned(), time)),
        ));
    }
    goals
}

#[allow(clippy::cast_precision_loss, reason = "there are few turns")]
fn long_tasks(ours: &Measured) -> Goal {
    let turns: Vec<_> = ours
        .figures
        .turns
        .iter()
        .filter(|(conditions, _)| conditions.slower == 1)
        .flat_map(|(_, turns)| turns)
        .collect();
    let long: Vec<_> = turns.iter().filter(|turn| turn.task > 0.0).collect();
    let longest = long.iter().map(|turn| turn.task).fold(0.0, f64::max);
    Goal {
        what: "turns at 1× with a long task".to_owned(),
        limit: 0.0,
        value: (!turns.is_empty()).then_some(long.len() as f64),
        detail: format!("{} turns, the longest task {longest:.0} ms", turns.len()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::figures::{Fetched, Figures, Paint};
    use super::*;

    fn turn(heading: f64, painted: f64, task: f64) -> Turn {
        Turn { heading, painted, task, loads_document: false, asks_network: false }
    }

    fn site(name: &'static str, paint: f64, warm: f64) -> Measured {
        let mut figures = Figures {
            paints: vec![Paint { first: paint, largest: paint, arrived: 600.0 }],
            fetched: Some(Fetched { bytes: BTreeMap::new(), blocking: Vec::new() }),
            ..Figures::default()
        };
        for slower in [1, 4] {
            for less_motion in [false, true] {
                for kind in [TurnKind::First, TurnKind::Warm] {
                    let conditions = Conditions { slower, less_motion, kind };
                    figures.turns.insert(conditions, vec![turn(8.0, warm, 0.0)]);
                }
            }
        }
        Measured { name, label: name, version: "1.0.0".to_owned(), figures }
    }

    fn missed(sites: &[Measured]) -> Vec<String> {
        judge(sites).into_iter().filter(|goal| goal.verdict() == Verdict::Missed).map(|goal| goal.what).collect()
    }

    #[test]
    fn every_goal_can_be_met() {
        let sites = [site("catchword", 650.0, 40.0), site("floor", 640.0, 38.0), site("sveltekit-ours", 700.0, 41.0)];
        let goals = judge(&[sites.as_slice(), &[site("eleventy", 640.0, 100.0)]].concat());
        assert_eq!(goals.len(), 14);
        assert!(goals.iter().all(|goal| goal.verdict() == Verdict::Met), "{goals:#?}");
    }

    #[test]
    fn each_goal_is_missed_beyond_its_limit() {
        let others = [site("floor", 640.0, 38.0), site("sveltekit-ours", 700.0, 41.0), site("astro", 640.0, 100.0)];
        let missed = |ours: Measured| missed(&[&[ours], others.as_slice()].concat());
        let late = missed(site("catchword", 661.0, 40.0));
        assert_eq!(late.len(), 4, "both paints, beside the peers and the document: {late:?}");
        let slow = missed(site("catchword", 650.0, 44.0));
        assert_eq!(slow.len(), 4, "with and without motion, beside the floor and SvelteKit: {slow:?}");

        let mut ours = site("catchword", 650.0, 40.0);
        ours.figures
            .turns
            .insert(Conditions { slower: 4, less_motion: true, kind: TurnKind::Warm }, vec![turn(10.1, 40.0, 0.0)]);
        ours.figures
            .turns
            .insert(Conditions { slower: 4, less_motion: false, kind: TurnKind::First }, vec![turn(8.0, 53.0, 60.0)]);
        ours.figures
            .turns
            .insert(Conditions { slower: 1, less_motion: false, kind: TurnKind::Back }, vec![turn(8.0, 9.0, 51.0)]);
        if let Some(fetched) = &mut ours.figures.fetched {
            fetched.blocking.push("/style.css".to_owned());
        }
        assert_eq!(
            missed(ours),
            [
                "requests that the first paint waits for",
                "press → painted at 4×, with motion: the visit's first turn beside a later one",
                "press → heading at 4×, without motion, in ms",
                "turns at 1× with a long task",
            ]
        );
    }

    #[test]
    fn a_goal_that_needs_a_missing_site_is_not_met() {
        let goals = judge(&[site("catchword", 650.0, 40.0)]);
        let unmeasured = goals.iter().filter(|goal| goal.verdict() == Verdict::NotMeasured).count();
        assert_eq!(unmeasured, 6, "{goals:#?}");
        assert!(judge(&[site("floor", 1.0, 1.0)]).is_empty(), "the goals are those of our own site");
    }

    #[test]
    fn the_faster_floor_counts() {
        let goals =
            judge(&[site("catchword", 650.0, 40.0), site("floor", 640.0, 38.0), site("floor-nodes", 640.0, 30.0)]);
        let missed: Vec<_> = goals.iter().filter(|goal| goal.verdict() == Verdict::Missed).collect();
        assert_eq!(missed.len(), 2, "with and without motion: {missed:#?}");
        assert_eq!(missed[0].detail, "40.0 ms, floor-nodes 30.0 ms");
    }

    #[test]
    fn a_site_that_does_not_move_is_compared_with_both_of_ours() {
        let mut floor = site("floor", 640.0, 38.0);
        floor.figures.turns.retain(|conditions, _| !conditions.less_motion);
        let goals = judge(&[site("catchword", 650.0, 40.0), floor]);
        let beside = goals.iter().filter(|goal| goal.what.ends_with("beside the floor"));
        assert_eq!(beside.filter(|goal| goal.verdict() == Verdict::Met).count(), 2);
    }
}
