//! The report of a run, for readers: the misses first, then the facts, then a table for each thing that was measured.

use super::figures::{Conditions, Figures, Kind, Measured, Turn, TurnKind};
use super::goals::{Goal, Verdict};
use super::run::Facts;
use crate::bench::figures::{ends, median};

const KB: f64 = 1024.0;
const MB: f64 = 1024.0 * 1024.0;

/// The whole report.
pub(super) fn markdown(facts: &Facts, goals: &[Goal], sites: &[Measured]) -> String {
    let mut text = format!("# Beside other sites of the same essays\n\n{}\n", verdicts(goals));
    text.push_str(&introduction(facts));
    text.push_str(&missing(facts, sites));
    text.push_str(&format!("\n## The first view\n\n{}", paints(sites)));
    text.push_str(&format!("\n## Bytes of a visit to one essay\n\n{}", bytes(sites)));
    for slower in [4, 1] {
        text.push_str(&format!("\n## Turns at {slower}×\n{}", turns(sites, slower)));
    }
    text.push_str(&format!("\n## Memory after {} turns\n\n{}", facts.memory_after, memory(sites)));
    text.push_str(&format!("\n## Versions\n\n{}", versions(sites)));
    text.push_str("\n`docs/performance.md` says how each figure is measured and what it means.\n");
    text
}

/// The goals: those that were missed, those that could not be judged, those that were met.
pub(in crate::bench) fn verdicts(goals: &[Goal]) -> String {
    let mut text = String::new();
    for (verdict, title) in [(Verdict::Missed, "Missed"), (Verdict::NotMeasured, "Not measured"), (Verdict::Met, "Met")]
    {
        let goals: Vec<_> = goals.iter().filter(|goal| goal.verdict() == verdict).collect();
        if goals.is_empty() && verdict != Verdict::Missed {
            continue;
        }
        text.push_str(&format!("## {title}: {}\n\n", goals.len()));
        for Goal { what, limit, value, detail } in goals {
            let detail = if detail.is_empty() { String::new() } else { format!(" ({detail})") };
            let value = value.map_or_else(String::new, |value| format!(": **{}**", number(value)));
            text.push_str(&format!("- {what}{value}; at most {}{detail}\n", number(*limit)));
        }
        text.push('\n');
    }
    text
}

fn introduction(facts: &Facts) -> String {
    let Facts { day, commit, app, runs, essays, machine, browser, node, load, .. } = facts;
    format!(
        "## The run\n\n`cargo xtask bench peers {runs}`, {day}, at commit {commit}, with the app `{app}`: {essays} essays, \
         rounds: {runs}. In each round every site was measured in turn. {browser}, without a window; {machine}, at a load of \
         {} when it began and {} when it ended; the peers were built with Node {node}.\n\n\
         Each cell: the median (the lowest–the highest). In each table the best is first. Warm: the pointer rests on the link \
         for half a second before the press. Cold: data saver is on, and the link is pressed at once.\n",
        load.0, load.1
    )
}

/// The sites that are missing, and what could not be measured of the others.
fn missing(facts: &Facts, sites: &[Measured]) -> String {
    let missing = facts.missing.iter().map(|(label, reason)| format!("- {label} is missing: {reason}\n"));
    let faults = sites.iter().flat_map(|site| {
        site.figures.faults.iter().map(|fault| format!("- {}: {fault}\n", site.label)).collect::<Vec<_>>()
    });
    let lines: String = missing.chain(faults).collect();
    if lines.is_empty() { lines } else { format!("\n{lines}") }
}

fn paints(sites: &[Measured]) -> String {
    let mut rows: Vec<_> = sites.iter().filter(|site| !site.figures.paints.is_empty()).collect();
    rows.sort_by(|a, b| order(a.figures.paint(|paint| paint.first), b.figures.paint(|paint| paint.first)));
    let rows = rows.into_iter().map(|site| {
        let Figures { paints, fetched, .. } = &site.figures;
        let cell =
            |figure: fn(&super::figures::Paint) -> f64| spread(&paints.iter().map(figure).collect::<Vec<_>>(), 0);
        let blocking = fetched.as_ref().map_or_else(|| "–".to_owned(), |fetched| fetched.blocking.len().to_string());
        let cells = [cell(|paint| paint.arrived), cell(|paint| paint.first), cell(|paint| paint.largest), blocking];
        (site.label, cells.to_vec())
    });
    let heads = ["document arrived, ms", "first paint, ms", "largest paint, ms", "requests that block"];
    format!("Of an essay, on slow 4G, as a phone, at 4×.\n\n{}", table(&heads, rows))
}

fn bytes(sites: &[Measured]) -> String {
    let mut rows: Vec<_> = sites.iter().filter_map(|site| Some((site, site.figures.fetched.as_ref()?))).collect();
    rows.sort_by(|a, b| (a.1.sum().0 + a.1.sum().1).total_cmp(&(b.1.sum().0 + b.1.sum().1)));
    let heads: Vec<_> = ["in all", "until load"].into_iter().chain(Kind::ALL.iter().map(|kind| kind.name())).collect();
    let rows = rows.into_iter().map(|(site, fetched)| {
        let (early, late) = fetched.sum();
        let kinds = Kind::ALL.iter().map(|kind| match fetched.bytes.get(kind) {
            Some(&(early, late)) if late > 0.0 => format!("{} + {}", kb(early), kb(late)),
            Some(&(early, _)) => kb(early),
            None => "0".to_owned(),
        });
        (site.label, [kb(early + late), kb(early)].into_iter().chain(kinds).collect())
    });
    format!(
        "In KB, compressed as they were sent, without the heads of the answers. After a +: what was requested after the \
         page's load event, in two idle seconds: an app that waits for it, and pages that are fetched ahead.\n\n{}",
        table(&heads, rows)
    )
}

fn turns(sites: &[Measured], slower: u32) -> String {
    let mut text = String::new();
    for kind in [TurnKind::Warm, TurnKind::First, TurnKind::Cold, TurnKind::Back] {
        let mut rows = Vec::new();
        for site in sites {
            for less_motion in [false, true] {
                let conditions = Conditions { slower, less_motion, kind };
                let Some(turns) = site.figures.turns.get(&conditions).filter(|turns| !turns.is_empty()) else {
                    continue;
                };
                let label = if less_motion { format!("{}, no motion", site.label) } else { site.label.to_owned() };
                rows.push((label, turns, site.figures.turn(conditions, |turn| turn.painted)));
            }
        }
        if rows.is_empty() {
            continue;
        }
        rows.sort_by(|a, b| order(a.2, b.2));
        let rows = rows.iter().map(|(label, turns, _)| (label.as_str(), turn_cells(turns)));
        let name = match kind {
            TurnKind::Warm => "Warm",
            TurnKind::First => "The visit's first, warm",
            TurnKind::Cold => "Cold",
            TurnKind::Back => "Back",
        };
        let heads = [
            "press → heading, ms",
            "press → painted, ms",
            "with a long task",
            "longest task, ms",
            "asked the network",
            "loaded a document",
        ];
        text.push_str(&format!("\n### {name}\n\n{}", table(&heads, rows)));
    }
    text
}

fn turn_cells(turns: &[Turn]) -> Vec<String> {
    let values = |figure: fn(&Turn) -> f64| turns.iter().map(figure).collect::<Vec<_>>();
    let count =
        |is_so: fn(&Turn) -> bool| format!("{} of {}", turns.iter().filter(|turn| is_so(turn)).count(), turns.len());
    vec![
        spread(&values(|turn| turn.heading), 1),
        spread(&values(|turn| turn.painted), 1),
        count(|turn| turn.task > 0.0),
        format!("{:.0}", ends(&values(|turn| turn.task)).1),
        count(|turn| turn.asks_network),
        count(|turn| turn.loads_document),
    ]
}

fn memory(sites: &[Measured]) -> String {
    let mut rows: Vec<_> = sites.iter().filter_map(|site| Some((site.label, site.figures.memory.as_ref()?))).collect();
    rows.sort_by(|a, b| a.1.sum().total_cmp(&b.1.sum()));
    let mb = |bytes: f64| format!("{:.1}", bytes / MB);
    let rows = rows
        .into_iter()
        .map(|(label, memory)| (label, [memory.sum(), memory.script, memory.document, memory.wasm].map(mb).to_vec()));
    format!(
        "In MB, after a garbage collection. A site that loads documents begins anew with each.\n\n{}",
        table(&["in all", "JavaScript", "document", "wasm"], rows)
    )
}

fn versions(sites: &[Measured]) -> String {
    table(&["version"], sites.iter().map(|site| (site.label, vec![site.version.clone()])))
}

pub(in crate::bench) fn table<'a>(heads: &[&str], rows: impl Iterator<Item = (&'a str, Vec<String>)>) -> String {
    let mut text = format!("| site | {} |\n|---|{}\n", heads.join(" | "), "---|".repeat(heads.len()));
    for (label, cells) in rows {
        text.push_str(&format!("| {label} | {} |\n", cells.join(" | ")));
    }
    text
}

/// `median (lowest–highest)`.
pub(in crate::bench) fn spread(values: &[f64], digits: usize) -> String {
    let (low, high) = ends(values);
    format!("{:.digits$} ({low:.digits$}–{high:.digits$})", median(values))
}

fn kb(bytes: f64) -> String {
    if bytes > 0.0 { format!("{:.1}", bytes / KB) } else { "0".to_owned() }
}

/// A limit or a value, without digits that say nothing.
fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The order of two medians, with what is missing at the end.
fn order(a: Option<f64>, b: Option<f64>) -> std::cmp::Ordering {
    a.unwrap_or(f64::INFINITY).total_cmp(&b.unwrap_or(f64::INFINITY))
}

#[cfg(test)]
mod tests {
    use super::super::figures::{Memory, Paint};
    use super::*;

    fn site(name: &'static str, painted: f64) -> Measured {
        let turn = |painted| Turn { heading: 5.0, painted, task: 0.0, loads_document: false, asks_network: false };
        let conditions = Conditions { slower: 4, less_motion: false, kind: TurnKind::Warm };
        let figures = Figures {
            paints: vec![Paint { first: 700.04, largest: 710.0, arrived: 600.0 }],
            turns: [(conditions, vec![turn(painted), turn(painted + 2.0), turn(painted + 1.0)])].into(),
            memory: Some(Memory { script: MB, document: 0.5 * MB, wasm: 0.0 }),
            ..Figures::default()
        };
        Measured { name, label: name, version: "1.2.3".to_owned(), figures }
    }

    fn goal(value: Option<f64>) -> Goal {
        Goal { what: "the turn".to_owned(), limit: 1.15, value, detail: "1 ms".to_owned() }
    }

    #[test]
    fn misses_are_said_first() {
        let goals = [goal(Some(1.0)), goal(None), goal(Some(1.2))];
        let text = markdown(&Facts::default(), &goals, &[]);
        let expected = "# Beside other sites of the same essays\n\n## Missed: 1\n\n- the turn: **1.2**; at most 1.15 (1 ms)\n\n\
                        ## Not measured: 1\n\n- the turn; at most 1.15 (1 ms)\n\n## Met: 1\n\n- the turn: **1**; at most 1.15 \
                        (1 ms)\n\n\n## The run\n";
        assert!(text.starts_with(expected), "{text}");
        assert!(verdicts(&[]).starts_with("## Missed: 0\n"), "that none was missed is said, too");
    }

    #[test]
    fn the_fastest_is_first() {
        let text = turns(&[site("slow", 40.0), site("fast", 30.0)], 4);
        let row = "| fast | 5.0 (5.0–5.0) | 31.0 (30.0–32.0) | 0 of 3 | 0 | 0 of 3 | 0 of 3 |\n| slow |";
        assert!(text.contains(row), "{text}");
    }

    #[test]
    fn a_site_without_figures_has_no_row() {
        let empty = Measured { figures: Figures::default(), ..site("empty", 1.0) };
        let sites = [empty, site("full", 1.0)];
        assert!(
            !paints(&sites).contains("empty") && paints(&sites).contains("| full | 600 (600–600) | 700 (700–700) |")
        );
        assert!(memory(&sites).ends_with("|---|---|---|---|---|\n| full | 1.5 | 1.0 | 0.5 | 0.0 |\n"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut site = site("broken", 1.0);
        site.figures.faults.push("no link".to_owned());
        let facts = Facts { missing: vec![("Gatsby".to_owned(), "no npm".to_owned())], ..Facts::default() };
        assert_eq!(missing(&facts, &[site]), "\n- Gatsby is missing: no npm\n- broken: no link\n");
    }
}
