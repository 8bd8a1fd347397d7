//! The result's tables: every row, with the goals that it misses at its end.

use std::fmt;

use super::memory::Memory;
use super::visit::MeasuredTurn;
use crate::bench::figures::{ends, median, p95};

/// The goal for the new heading, in milliseconds, with the page in memory and on a machine four times slower than this one.
/// Half of the turns must reach it, and 95 of 100 must reach twice that time.
const SWAP: f64 = 25.0;

/// How long after the new heading the next frame must be done, in milliseconds.
const PAINT: f64 = 40.0;

/// How much more memory many turns may use than some, in bytes.
const MORE: f64 = 10.0 * MB;

const MB: f64 = 1024.0 * 1024.0;

/// The conditions of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Conditions {
    pub(super) slower: u32,
    pub(super) less_motion: bool,
    pub(super) kind: TurnKind,
}

/// How a turn begins, and where its page is then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TurnKind {
    /// The first click of a visit. The page is in memory.
    First,
    /// A click. The page is in memory.
    Warm,
    /// A click. The page is fetched after it.
    Cold,
    /// Back. The page is in memory.
    Back,
}

impl Conditions {
    /// Those of every row.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        [1, 4].into_iter().flat_map(|slower| {
            [false, true].into_iter().flat_map(move |less_motion| {
                [TurnKind::First, TurnKind::Warm, TurnKind::Cold, TurnKind::Back].map(|kind| Self {
                    slower,
                    less_motion,
                    kind,
                })
            })
        })
    }
}

impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let motion = if self.less_motion { "no motion" } else { "motion" };
        let kind = match self.kind {
            TurnKind::First => "in memory, the visit's first",
            TurnKind::Warm => "in memory",
            TurnKind::Cold => "fetched",
            TurnKind::Back => "Back",
        };
        write!(f, "{}×, {motion}, {kind}", self.slower)
    }
}

/// What was measured under the same conditions.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) conditions: Conditions,
    pub(super) turns: Vec<MeasuredTurn>,
}

impl Row {
    fn values(&self, figure: impl Fn(&MeasuredTurn) -> f64) -> Vec<f64> {
        self.turns.iter().map(figure).collect()
    }

    fn misses(&self) -> String {
        let mut misses = Vec::new();
        let Conditions { slower, kind, .. } = self.conditions;
        let swaps = self.values(|turn| turn.swap);
        if slower == 4 && matches!(kind, TurnKind::First | TurnKind::Warm) {
            if median(&swaps) > SWAP {
                misses.push(format!("median of the heading over {SWAP} ms"));
            }
            if p95(&swaps) > 2.0 * SWAP {
                misses.push(format!("95 % of the headings over {} ms", 2.0 * SWAP));
            }
        }
        let mut count = |is_so: &dyn Fn(&MeasuredTurn) -> bool, words: &str| {
            let so = self.turns.iter().filter(|turn| is_so(turn)).count();
            if so > 0 {
                misses.push(format!("{so} of {} {words}", self.turns.len()));
            }
        };
        count(&|turn| turn.paint > PAINT, &format!("frames later than {PAINT} ms"));
        if slower == 1 {
            count(&|turn| turn.task > 0.0, "with a long task");
        }
        count(&|turn| turn.shift > 0.0, "with a shift");
        misses.join(", ")
    }
}

pub(super) fn turns(rows: &[Row]) -> String {
    let mut table = String::from(
        "| turn | press → heading, ms | heading → frame, ms | press → frame, ms | longest task, ms | layout shift | misses |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let cell = |digits, figure: fn(&MeasuredTurn) -> f64| spread(&row.values(figure), digits);
        table.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} |\n",
            row.conditions,
            cell(1, |turn| turn.swap),
            cell(1, |turn| turn.paint),
            cell(1, |turn| turn.swap + turn.paint),
            cell(0, |turn| turn.task),
            cell(4, |turn| turn.shift),
            row.misses(),
        ));
    }
    table
}

/// Every single figure of a row, to show what the summary is made of.
pub(super) fn raw(turns: &[MeasuredTurn]) -> String {
    let line = |figure: fn(&MeasuredTurn) -> f64| {
        turns.iter().map(|turn| format!("{:.1}", figure(turn))).collect::<Vec<_>>().join(" ")
    };
    format!("   heading  {}\n   frame    {}", line(|turn| turn.swap), line(|turn| turn.paint))
}

fn spread(values: &[f64], digits: usize) -> String {
    let (least, most) = ends(values);
    format!("{:.digits$} / {:.digits$} / {least:.digits$}–{most:.digits$}", median(values), p95(values))
}

/// The table of memory. Every row is compared with the first.
pub(super) fn memory(memory: &[Memory]) -> String {
    let mut table = String::from(
        "| memory after | in all, MB | JavaScript, MB | document, MB | app, MB | nodes | listeners | misses |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    let first = memory.first().map_or(0.0, Memory::sum);
    for of in memory {
        let more = of.sum() - first;
        let misses = if more > MORE { format!("{:.1} MB more", more / MB) } else { String::new() };
        let sizes = [of.sum(), of.script, of.document, of.app].map(|size| format!("{:.1}", size / MB)).join(" | ");
        let Memory { turns, nodes, listeners, .. } = of;
        table.push_str(&format!("| {turns} turns | {sizes} | {nodes} | {listeners} | {misses} |\n"));
    }
    table
}

/// What the words in the tables mean.
pub(super) fn legend() -> String {
    format!(
        "Each cell: the median / the 95th percentile (of ten turns, the highest value) / the lowest–the highest.\n\n\
         - 4×: a processor slowed down four times. No motion: the reader prefers reduced motion.\n\
         - In memory: the page's bundle was fetched before the press, or the visit began with it. Fetched: it was fetched \
         after the press, from a host on this machine. This was checked for each turn.\n\
         - Heading: the new page's `<h1>` is in the document, as a MutationObserver sees it. The observer runs when the app \
         pauses, so the time may include history, scroll and focus. A press counts from the time of its `click`, Back from \
         the call of `history.back()`. Frame: the next one after that is done.\n\
         - Longest task: the longest over 50 ms between the press and half a second after it; 0 if there was none.\n\
         - Layout shift: the sum from the new heading on, for half a second from the press. Browsers leave out shifts soon \
         after an input; here they count.\n\
         - Memory: at 1×, with motion, after a garbage collection. The memory of the wasm never shrinks.\n\n\
         The goals: at 4× and in memory, the heading within {SWAP} ms in half of the turns, and within \
         twice that in 95 of 100; each frame within {PAINT} ms of the heading; \
         at 1× no task over 50 ms; no layout shift; at most {:.0} MB between the first and the last measure of memory.\n",
        MORE / MB
    )
}

#[cfg(test)]
mod tests {
    use super::super::visit::BundleSource;
    use super::*;

    fn row(slower: u32, less_motion: bool, kind: TurnKind, turn: MeasuredTurn) -> Row {
        Row { conditions: Conditions { slower, less_motion, kind }, turns: vec![turn; 30] }
    }

    fn turn(swap: f64, paint: f64) -> MeasuredTurn {
        MeasuredTurn { swap, paint, task: 0.0, shift: 0.0, source: BundleSource::Memory }
    }

    #[test]
    fn there_is_a_row_for_every_combination() {
        let all: Vec<_> = Conditions::all().map(|conditions| conditions.to_string()).collect();
        assert_eq!(all.len(), 16);
        assert_eq!(all[0], "1×, motion, in memory, the visit's first");
        assert_eq!(all[15], "4×, no motion, Back");
    }

    #[test]
    fn a_row_has_its_figures() {
        let mut row = row(4, true, TurnKind::Warm, turn(20.0, 10.0));
        row.turns[7] = MeasuredTurn { swap: 30.04, ..turn(30.04, 9.0) };
        let table = turns(&[row]);
        let line = "| 4×, no motion, in memory | 20.0 / 20.0 / 20.0–30.0 | 10.0 / 10.0 / 9.0–10.0 | \
                    30.0 / 30.0 / 30.0–39.0 | 0 / 0 / 0–0 | 0.0000 / 0.0000 / 0.0000–0.0000 |  |\n";
        assert!(table.ends_with(line), "{table}");
    }

    #[test]
    fn the_heading_is_judged_in_memory_on_a_slow_machine() {
        assert_eq!(row(4, true, TurnKind::Warm, turn(25.0, 40.0)).misses(), "");
        let slow = turn(51.0, 0.0);
        let words = "median of the heading over 25 ms, 95 % of the headings over 50 ms";
        assert_eq!(row(4, true, TurnKind::Warm, slow.clone()).misses(), words);
        assert_eq!(row(4, true, TurnKind::First, slow.clone()).misses(), words);
        assert_eq!(row(4, false, TurnKind::Warm, slow.clone()).misses(), words);
        for (slower, kind) in [(1, TurnKind::Warm), (4, TurnKind::Cold), (4, TurnKind::Back)] {
            assert_eq!(row(slower, true, kind, slow.clone()).misses(), "");
        }
    }

    #[test]
    fn every_frame_task_and_shift_is_judged() {
        let mut row = row(1, true, TurnKind::Cold, turn(0.0, 0.0));
        row.turns[3].paint = 41.0;
        row.turns[4].task = 52.0;
        row.turns[5].shift = 0.001;
        assert_eq!(row.misses(), "1 of 30 frames later than 40 ms, 1 of 30 with a long task, 1 of 30 with a shift");
        row.conditions.slower = 4;
        assert_eq!(row.misses(), "1 of 30 frames later than 40 ms, 1 of 30 with a shift");
    }

    #[test]
    fn memory_is_compared_with_the_first() {
        let first = Memory { turns: 20, script: 2.0 * MB, app: MB, ..Memory::default() };
        let last = Memory { turns: 200, document: 10.0 * MB, nodes: 7.0, ..first };
        assert!(
            memory(&[first.clone(), last.clone()]).ends_with("| 200 turns | 13.0 | 2.0 | 10.0 | 1.0 | 7 | 0 |  |\n")
        );
        let more = Memory { document: 10.1 * MB, ..last };
        assert!(memory(&[first, more]).ends_with("| 10.1 MB more |\n"));
    }
}
