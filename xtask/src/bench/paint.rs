//! `cargo xtask bench paint`: how soon a page is painted, and how much later because of the app.
//!
//! Lighthouse loads a page of each kind as a phone on a slow network would, and the same page without its scripts. It
//! alternates between the two, so that other work of the machine affects both. Each is measured in two ways. Simulated
//! throttling loads the page at full speed, and gives a score and an estimate of the largest contentful paint. The estimate
//! comes in steps of a round trip, and takes every script that loads before the paint for one that the paint waits for.
//! Applied throttling slows the load down, and gives the real time of the paint. The result goes to
//! `bench/results/paint.md`.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::environment;
use super::figures::{ends, median};
use crate::checks::lighthouse;
use crate::checks::pages::Pages;
use crate::host::{Host, Scripts};
use crate::setup::toolchain;
use crate::setup::{browsers, cache, checkers};

/// How often each page is measured, unless the caller says otherwise.
pub const RUNS: usize = 5;

const RESULT: &str = "bench/results/paint.md";

/// The goals for a page: its score, and how many times later than without scripts its largest paint may come.
const SCORE: f64 = 99.0;
const LATER: f64 = 1.10;

/// Measures the site in `dist/`, each page `runs` times in each way.
///
/// # Errors
/// When there is no built site, a program can't be installed, or Lighthouse fails.
pub fn paint(root: &Path, runs: usize) -> Result<()> {
    let dist = root.join("dist");
    let pages = Pages::of(&dist).context("`cargo xtask build` makes one")?;
    let browsers = browsers::ready(toolchain::with_wasm32()?)?;
    let chromium = browsers.chromium()?;
    let Some(checkers) = checkers::ready(&cache::folder()?)? else {
        bail!("Lighthouse is installed with npm, and there is no npm on PATH");
    };
    let whole = Host::start(&dist, &pages.base, Scripts::Kept)?;
    let bare = Host::start(&dist, &pages.base, Scripts::Removed)?;
    let look = |host: &Host, path: &str, throttling: &str| {
        let throttling = format!("--throttling-method={throttling}");
        lighthouse::run(&checkers, chromium, &host.url(path), &["--only-categories=performance", &throttling])
    };

    let mut rows = Vec::new();
    let mut facts = Facts { runs, ..Facts::default() };
    for (kind, path) in pages.each() {
        let mut row = Row { name: kind.name(), ..Row::default() };
        for run in 1..=runs {
            println!("{}, {run} of {runs}", kind.name());
            let simulated = look(&whole, path, "simulate")?;
            facts.note(&simulated);
            row.scores.push(score(&simulated)?);
            row.estimates.whole.push(largest_paint(&simulated)?);
            row.estimates.bare.push(largest_paint(&look(&bare, path, "simulate")?)?);
            row.paints.whole.push(largest_paint(&look(&whole, path, "devtools")?)?);
            row.paints.bare.push(largest_paint(&look(&bare, path, "devtools")?)?);
        }
        rows.push(row);
    }

    let text = format!("{}\n{}", facts.describe(root, chromium), table(&rows));
    environment::keep(root, RESULT, &text)
}

fn score(report: &Value) -> Result<f64> {
    let score = report["categories"]["performance"]["score"].as_f64();
    Ok(score.context("Lighthouse gave no score")? * 100.0)
}

/// The time of the largest contentful paint, in milliseconds.
fn largest_paint(report: &Value) -> Result<f64> {
    report["audits"]["largest-contentful-paint"]["numericValue"].as_f64().context("Lighthouse saw no largest paint")
}

/// What was measured of one kind of page.
#[derive(Debug, Default)]
struct Row {
    name: &'static str,
    scores: Vec<f64>,
    paints: Pair,
    estimates: Pair,
}

/// The times of the largest paint, with scripts and without.
#[derive(Debug, Default)]
struct Pair {
    whole: Vec<f64>,
    bare: Vec<f64>,
}

impl Pair {
    fn ratio(&self) -> f64 {
        median(&self.whole) / median(&self.bare).max(f64::EPSILON)
    }

    fn cells(&self) -> String {
        format!("{} | {} | {:.2}", spread(&self.whole), spread(&self.bare), self.ratio())
    }
}

/// Every row, with the goals that it misses at its end.
fn table(rows: &[Row]) -> String {
    let mut table = String::from(
        "| page | score | largest paint, ms | without scripts, ms | ratio | estimate, ms | without scripts, ms | ratio | misses |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for Row { name, scores, paints, estimates } in rows {
        let misses = [
            (median(scores) < SCORE, format!("score below {SCORE}")),
            (paints.ratio() > LATER, format!("paint more than {LATER:.2} times")),
            (estimates.ratio() > LATER, format!("estimate more than {LATER:.2} times")),
        ];
        let misses: Vec<_> = misses.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words).collect();
        let line = format!(
            "| {name} | {} | {} | {} | {} |\n",
            spread(scores),
            paints.cells(),
            estimates.cells(),
            misses.join(", ")
        );
        table.push_str(&line);
    }
    table.push_str("\nEach cell: lowest / median / highest. A ratio is that of the medians.\n");
    table
}

fn spread(values: &[f64]) -> String {
    let (least, most) = ends(values);
    format!("{least:.0} / {:.0} / {most:.0}", median(values))
}

/// The machine and the versions with which it was measured.
#[derive(Debug, Default)]
struct Facts {
    runs: usize,
    day: String,
    /// Lighthouse's benchmark of the machine, at each run.
    speeds: Vec<f64>,
}

impl Facts {
    fn note(&mut self, report: &Value) {
        report["fetchTime"].as_str().and_then(|time| time.get(..10)).unwrap_or_default().clone_into(&mut self.day);
        self.speeds.extend(report["environment"]["benchmarkIndex"].as_f64());
    }

    fn describe(&self, root: &Path, chromium: &Path) -> String {
        format!(
            "# How soon a page is seen\n\n\
             `cargo xtask bench paint`, {}, at commit {}: each page {} times with its scripts and as often without, \
             alternately. {}, mobile: scores and estimates with simulated throttling, paints with applied throttling. {}; {}; \
             Lighthouse's benchmark index {}.\n",
            self.day,
            environment::commit(root),
            self.runs,
            checkers::lighthouse_version(),
            environment::version(chromium),
            environment::machine(),
            spread(&self.speeds),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_shown_with_the_goals_it_misses() {
        let row = |name, score_of_page, paint: f64, estimate: f64| Row {
            name,
            scores: vec![score_of_page; 5],
            paints: Pair { whole: vec![paint; 5], bare: vec![1000.0; 5] },
            estimates: Pair { whole: vec![estimate; 5], bare: vec![1000.0; 5] },
        };
        let table = table(&[row("home", 99.0, 1100.0, 900.0), row("essay", 98.0, 1101.0, 1200.0)]);
        assert!(table.contains("| home | 99 / 99 / 99 | 1100 / 1100 / 1100 | 1000 / 1000 / 1000 | 1.10 |"), "{table}");
        assert!(table.contains("| 0.90 |  |\n"), "{table}");
        let missed = "| 1.20 | score below 99, paint more than 1.10 times, estimate more than 1.10 times |\n";
        assert!(table.contains(missed), "{table}");
    }

    #[test]
    fn a_spread_is_lowest_median_highest() {
        assert_eq!(spread(&[3.0, 1.0, 2.0, 9.0, 4.0]), "1 / 3 / 9");
    }

    #[test]
    fn a_report_without_a_figure_is_an_error() {
        assert!(score(&Value::Null).is_err() && largest_paint(&Value::Null).is_err());
    }
}
