//! The report of a run, for programs: every value, not only the medians.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::figures::{Fetched, Kind, Measured, Memory, Paint, Turn};
use super::goals::{Goal, Verdict};
use super::run::Facts;

/// The whole report. Times are in milliseconds, sizes in bytes.
pub(super) fn json(facts: &Facts, goals: &[Goal], sites: &[Measured]) -> Value {
    json!({
        "date": facts.day,
        "commit": facts.commit,
        "app": facts.app,
        "runs": facts.runs,
        "machine": facts.machine,
        "browser": facts.browser,
        "node": facts.node,
        "load": { "begin": facts.load.0, "end": facts.load.1 },
        "missing": facts.missing.iter().map(|(site, why)| json!({ "site": site, "reason": why })).collect::<Vec<_>>(),
        "goals": goals.iter().map(goal).collect::<Vec<_>>(),
        "sites": sites.iter().map(site).collect::<Vec<_>>(),
    })
}

/// The text of a report, with a line for each fact, each goal and each site, so that two runs can be compared line by line.
pub(in crate::bench) fn text(report: &Value) -> String {
    let mut lines = Vec::new();
    for (name, value) in report.as_object().into_iter().flatten() {
        let mut line = format!("  \"{name}\": ");
        match value.as_array().filter(|values| !values.is_empty()) {
            Some(values) => {
                let values: Vec<_> = values.iter().map(|value| format!("    {value}")).collect();
                // A string can be written to without a fault.
                write!(line, "[\n{}\n  ]", values.join(",\n")).ok();
            }
            None => line.push_str(&value.to_string()),
        }
        lines.push(line);
    }
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

pub(in crate::bench) fn goal(goal: &Goal) -> Value {
    let verdict = match goal.verdict() {
        Verdict::Met => "met",
        Verdict::Missed => "missed",
        Verdict::NotMeasured => "not measured",
    };
    json!({ "goal": goal.what, "limit": goal.limit, "value": goal.value, "verdict": verdict, "detail": goal.detail })
}

fn site(site: &Measured) -> Value {
    let figures = &site.figures;
    let turns = figures.turns.iter().map(|(conditions, turns)| {
        json!({
            "conditions": conditions.to_string(),
            "slower": conditions.slower,
            "less_motion": conditions.less_motion,
            "heading": column(turns, |turn| tenths(turn.heading)),
            "painted": column(turns, |turn| tenths(turn.painted)),
            "longest_task": column(turns, |turn| tenths(turn.task)),
            "asks_network": column(turns, |turn| turn.asks_network.into()),
            "loads_document": column(turns, |turn| turn.loads_document.into()),
        })
    });
    json!({
        "site": site.name,
        "label": site.label,
        "version": site.version,
        "paints": figures.paints.iter().map(paint).collect::<Vec<_>>(),
        "fetched": figures.fetched.as_ref().map(fetched),
        "turns": turns.collect::<Vec<_>>(),
        "memory": figures.memory.as_ref().map(memory),
        "faults": figures.faults,
    })
}

fn paint(Paint { first, largest, arrived }: &Paint) -> Value {
    json!({ "first": tenths(*first), "largest": tenths(*largest), "document_arrived": tenths(*arrived) })
}

/// A figure of each turn.
fn column(turns: &[Turn], figure: impl Fn(&Turn) -> Value) -> Value {
    turns.iter().map(figure).collect()
}

/// A time to a tenth of a millisecond: the browser's clock is no better.
fn tenths(time: f64) -> Value {
    ((time * 10.0).round() / 10.0).into()
}

fn fetched(fetched: &Fetched) -> Value {
    let bytes: Map<String, Value> = Kind::ALL
        .iter()
        .map(|kind| {
            let (early, late) = fetched.bytes.get(kind).copied().unwrap_or_default();
            (kind.name().to_owned(), json!({ "until_load": early, "later": late }))
        })
        .collect();
    json!({ "bytes": bytes, "blocking": fetched.blocking })
}

fn memory(Memory { script, document, wasm }: &Memory) -> Value {
    json!({ "script": script, "document": document, "wasm": wasm })
}

#[cfg(test)]
mod tests {
    use super::super::figures::{Conditions, Figures, TurnKind};
    use super::*;

    #[test]
    fn every_value_is_kept() {
        let conditions = Conditions { slower: 4, less_motion: false, kind: TurnKind::Back };
        let turn = Turn { heading: 1.5000001, painted: 2.5, task: 0.0, loads_document: true, asks_network: true };
        let figures = Figures {
            turns: [(conditions, vec![turn])].into(),
            fetched: Some(Fetched { bytes: [(Kind::Wasm, (0.0, 75.0))].into(), blocking: vec!["/a.css".to_owned()] }),
            ..Figures::default()
        };
        let site = Measured { name: "a", label: "A", version: "1.0.0".to_owned(), figures };
        let goal = Goal { what: "x".to_owned(), limit: 1.0, value: None, detail: String::new() };
        let facts = Facts { load: ("0.1".to_owned(), "1.0".to_owned()), ..Facts::default() };
        let record = json(&facts, &[goal], &[site]);
        assert_eq!(record["load"]["end"], "1.0");
        assert_eq!(record["goals"][0]["verdict"], "not measured");
        let site = &record["sites"][0];
        assert_eq!(site["turns"][0]["conditions"], "4×, Back");
        assert_eq!(site["turns"][0]["heading"], json!([1.5]));
        assert_eq!(site["turns"][0]["loads_document"], json!([true]));
        assert_eq!(site["fetched"]["bytes"]["wasm"]["later"], 75.0);
        assert_eq!(site["fetched"]["blocking"][0], "/a.css");
        assert_eq!(site["memory"], Value::Null);
        let text = text(&record);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), record);
    }

    #[test]
    fn each_value_of_a_list_has_a_line() {
        let report = json!({ "a": 1, "b": [], "c": [{ "d": 2 }, { "d": 3 }] });
        let expected = "{\n  \"a\": 1,\n  \"b\": [],\n  \"c\": [\n    {\"d\":2},\n    {\"d\":3}\n  ]\n}\n";
        assert_eq!(text(&report), expected);
    }
}
