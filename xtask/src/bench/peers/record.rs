//! The report of a run, for programs: every value, not only the medians.

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

fn goal(goal: &Goal) -> Value {
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
            "turns": turns.iter().map(turn).collect::<Vec<_>>(),
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
    json!({ "first": first, "largest": largest, "document_arrived": arrived })
}

fn turn(turn: &Turn) -> Value {
    json!({
        "heading": turn.heading,
        "painted": turn.painted,
        "longest_task": turn.task,
        "loads_document": turn.loads_document,
        "asks_network": turn.asks_network,
    })
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
        let turn = Turn { heading: 1.5, painted: 2.5, task: 0.0, loads_document: true, asks_network: true };
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
        assert_eq!(site["turns"][0]["turns"][0]["painted"], 2.5);
        assert_eq!(site["fetched"]["bytes"]["wasm"]["later"], 75.0);
        assert_eq!(site["fetched"]["blocking"][0], "/a.css");
        assert_eq!(site["memory"], Value::Null);
    }
}
