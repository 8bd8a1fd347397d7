//! The report of a run: for readers the misses first, for programs every value.

use serde_json::{Value, json};

use super::{CHANGES, Change, Row};
use crate::bench::figures::median;
use crate::bench::peers::goals::Goal;
use crate::bench::peers::record;
use crate::bench::peers::report::{spread, table, verdicts};

/// The size of the blog that the goals are for.
const JUDGED: usize = 10_000;

/// The goals: seconds, and megabytes.
const COLD: f64 = 15.0;
const MEMORY: f64 = 800.0;
const NOTHING_CHANGED: f64 = 0.5;
const ONE_CHANGED: f64 = 1.0;
/// How much longer an essay of the largest blog may take than one of the smallest.
const GROWTH: f64 = 1.25;

/// What the figures depend on.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) commit: String,
    pub(super) machine: String,
    /// The load when the run began, and when it ended.
    pub(super) load: (String, String),
    /// What could not be measured, and why.
    pub(super) missing: Vec<String>,
}

impl Row {
    fn seconds(&self) -> Vec<f64> {
        self.runs.iter().map(|run| run.time.as_secs_f64()).collect()
    }

    /// The median time of all processors, in seconds.
    fn cpu(&self) -> Option<f64> {
        let times: Vec<f64> = self.runs.iter().filter_map(|run| Some(run.cpu? as f64 / 100.0)).collect();
        (!times.is_empty()).then(|| median(&times))
    }

    /// The highest of all runs, in MB.
    fn peak(&self) -> Option<f64> {
        self.runs.iter().filter_map(|run| run.peak_kb).max().map(|kb| kb as f64 / 1024.0)
    }
}

/// The whole report.
pub(super) fn markdown(facts: &Facts, rows: &[Row]) -> String {
    let Facts { commit, machine, load, missing } = facts;
    let mut text = format!("# How long a build takes\n\n{}", verdicts(&goals(rows)));
    text.push_str(&format!(
        "## The run\n\n`cargo xtask bench build` at commit {commit}; {machine}, at a load of {} when it began and {} when it \
         ended. In each round every tool built the same essays in turn: from nothing, with nothing changed, and with one essay \
         changed.\n\nEach time: the median (the lowest–the highest), in seconds. CPU: the seconds of all processors, which other work of the machine changes \
         little. The memory is the highest of any run.\n",
        load.0, load.1
    ));
    for line in missing {
        text.push_str(&format!("\n- Missing: {line}"));
    }
    let mut sizes: Vec<usize> = rows.iter().map(|row| row.size).collect();
    sizes.dedup();
    for size in sizes {
        text.push_str(&format!("\n## {size} essays\n\n{}", times(rows, size)));
    }
    text.push_str("\n`docs/performance.md` says how each figure is measured and what it means.\n");
    text
}

fn times(rows: &[Row], size: usize) -> String {
    let mut cold: Vec<&Row> = rows.iter().filter(|row| row.size == size && row.change == Change::Everything).collect();
    cold.sort_by(|a, b| median(&a.seconds()).total_cmp(&median(&b.seconds())));
    let cells = cold.into_iter().map(|first| {
        let of = |change| rows.iter().find(|row| (row.tool, row.size, row.change) == (first.tool, size, change));
        let times = CHANGES.map(|change| of(change).map_or_else(String::new, |row| spread(&row.seconds(), 2)));
        let peak = |change| of(change).and_then(Row::peak).map_or_else(|| "–".to_owned(), |peak| format!("{peak:.0}"));
        let (files, bytes) = first.built;
        let cpu = |change| of(change).and_then(Row::cpu).map_or_else(|| "–".to_owned(), |cpu| format!("{cpu:.2}"));
        let sizes = [
            cpu(Change::Everything),
            cpu(Change::OneEssay),
            peak(Change::Everything),
            peak(Change::OneEssay),
            files.to_string(),
            format!("{:.0}", bytes as f64 / (1024.0 * 1024.0)),
            first.version.clone(),
        ];
        (first.label, times.into_iter().chain(sizes).collect())
    });
    let heads = CHANGES.map(Change::name).into_iter();
    let heads: Vec<&str> = heads
        .chain([
            "CPU, cold",
            "CPU, one changed",
            "peak MB, cold",
            "peak MB, one changed",
            "files",
            "MB written",
            "version",
        ])
        .collect();
    table(&heads, cells)
}

/// The goals of our own site, without compressed copies.
fn goals(rows: &[Row]) -> Vec<Goal> {
    let ours = |size, change| rows.iter().find(|row| (row.tool, row.size, row.change) == ("catchword", size, change));
    let time = |change| ours(JUDGED, change).map(|row| median(&row.seconds()));
    let goal = |what: &str, limit, value: Option<f64>, detail: &str| Goal {
        what: format!("{what}, {JUDGED} essays"),
        limit,
        value,
        detail: detail.to_owned(),
    };
    let mut goals = vec![
        goal("a cold build, seconds", COLD, time(Change::Everything), "median"),
        goal("its memory, MB", MEMORY, ours(JUDGED, Change::Everything).and_then(Row::peak), "highest"),
        goal("nothing changed, seconds", NOTHING_CHANGED, time(Change::Nothing), "median"),
        goal("one essay changed, seconds", ONE_CHANGED, time(Change::OneEssay), "median"),
    ];
    goals.extend(growth(rows));
    goals
}

/// Whether the time of a cold build grows as the number of essays does.
fn growth(rows: &[Row]) -> Option<Goal> {
    let mut cold: Vec<&Row> =
        rows.iter().filter(|row| row.tool == "catchword" && row.change == Change::Everything).collect();
    cold.sort_by_key(|row| row.size);
    let each = |row: &Row| median(&row.seconds()) / row.size as f64 * 1000.0;
    let (first, last) = (cold.first()?, cold.last().filter(|_| cold.len() > 1)?);
    let detail =
        format!("{:.2} ms an essay of {}, {:.2} ms an essay of {}", each(last), last.size, each(first), first.size);
    let what = "the time for an essay of the largest blog, compared with one of the smallest".to_owned();
    Some(Goal { what, limit: GROWTH, value: Some(each(last) / each(first)), detail })
}

/// Every value. Times are in seconds, sizes in bytes.
pub(super) fn json(facts: &Facts, rows: &[Row]) -> Value {
    let row = |row: &Row| {
        json!({
            "tool": row.tool,
            "version": row.version,
            "essays": row.size,
            "change": row.change.name(),
            "seconds": row.seconds().iter().map(|time| (time * 1000.0).round() / 1000.0).collect::<Vec<_>>(),
            "cpu_hundredths": row.runs.iter().map(|run| run.cpu).collect::<Vec<_>>(),
            "peak_kb": row.runs.iter().map(|run| run.peak_kb).collect::<Vec<_>>(),
            "files": row.built.0,
            "bytes": row.built.1,
        })
    };
    json!({
        "commit": facts.commit,
        "machine": facts.machine,
        "load": { "begin": facts.load.0, "end": facts.load.1 },
        "missing": facts.missing,
        "goals": goals(rows).iter().map(record::goal).collect::<Vec<_>>(),
        "rows": rows.iter().map(row).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::bench::timed::Run;

    fn row(tool: &'static str, size: usize, change: Change, seconds: u64) -> Row {
        let run = Run { time: Duration::from_secs(seconds), cpu: Some(150), peak_kb: Some(900 * 1024) };
        Row { tool, label: tool, version: "1".to_owned(), size, change, runs: vec![run], built: (3, 1 << 20) }
    }

    #[test]
    fn misses_come_first_and_the_fastest_tool() {
        let rows = [
            row("hugo", 1000, Change::Everything, 3),
            row("catchword", 1000, Change::Everything, 1),
            row("catchword", JUDGED, Change::Everything, 14),
            row("catchword", JUDGED, Change::Nothing, 2),
        ];
        let text = markdown(&Facts::default(), &rows);
        let misses =
            "## Missed: 3\n\n- its memory, MB, 10000 essays: **900**; at most 800 (highest)\n- nothing changed";
        assert!(text.contains(misses), "{text}");
        assert!(text.contains("compared with one of the smallest: **1.4**; at most 1.25 (1.40 ms an essay of 10000"));
        assert!(
            text.contains("| catchword | 1.00 (1.00–1.00) |  |  | 1.50 | – | 900 | – | 3 | 1 | 1 |\n| hugo |"),
            "{text}"
        );
    }
}
