//! Lighthouse: full marks for accessibility, best practices and search engines, and no layout shift.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::pages::{PageKind, Pages};
use crate::host::{Host, Scripts};
use crate::process;
use crate::setup::checkers::Checkers;

/// The pages that must have full marks.
const JUDGED: [PageKind; 4] = [PageKind::Home, PageKind::Pictured, PageKind::Tag, PageKind::Standing];

const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "seo"];
const SHIFT: &str = "cumulative-layout-shift";

/// Flags with which Chromium runs without a screen and without a network.
const FLAGS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
                     --disable-background-networking --disable-component-update --disable-sync";

/// Checks that the pages of `dist` have full marks and no layout shift. They are served from this machine, which counts as a
/// secure origin; Lighthouse 13 accepts a canonical address on another host.
///
/// # Errors
/// When a page has less than full marks or a layout shift, or Lighthouse can't be run.
pub fn judge(dist: &Path, checkers: &Checkers, chromium: &Path) -> Result<()> {
    let pages = Pages::of(dist)?;
    let host = Host::start(dist, &pages.base, Scripts::Kept)?;
    let categories = format!("--only-categories={}", CATEGORIES.join(","));
    let mut faults = Vec::new();
    for kind in JUDGED {
        let path = pages.one(kind).with_context(|| format!("the site has no page of the kind: {}", kind.name()))?;
        let report = run(checkers, chromium, &host.url(path), &[&categories, &format!("--only-audits={SHIFT}")])?;
        println!("{path}: {}", marks(&report));
        faults.extend(self::faults(&report).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    if !faults.is_empty() {
        bail!("Lighthouse complains:\n{}", faults.join("\n"));
    }
    Ok(())
}

/// Runs Lighthouse on one URL, with a browser and a profile of its own, and returns its report. It is tried three times: on
/// a busy machine it may miss the page, or a part of what happens there.
///
/// # Errors
/// When it fails three times.
pub fn run(checkers: &Checkers, chromium: &Path, url: &str, arguments: &[&str]) -> Result<Value> {
    let once = || -> Result<Value> {
        let mut lighthouse = checkers.lighthouse();
        lighthouse
            .env("CHROME_PATH", chromium)
            .arg(url)
            .args(["--output=json", "--quiet", "--no-enable-error-reporting"])
            .arg(format!("--chrome-flags={FLAGS}"))
            .args(arguments);
        let report = process::output(&mut lighthouse)?;
        let report: Value = serde_json::from_str(&report).context("Lighthouse printed no report")?;
        match trouble(&report) {
            Some(error) => bail!("Lighthouse could not judge {url}: {error}"),
            None => Ok(report),
        }
    };
    let again = |error: anyhow::Error| {
        println!("   trying again: {error:#}");
        once()
    };
    once().or_else(again).or_else(again)
}

/// Why Lighthouse could not judge a page, or a part of it. That is not the page's fault.
fn trouble(report: &Value) -> Option<String> {
    let of_an_audit = |(name, audit): (&String, &Value)| {
        let why = audit["errorMessage"].as_str().unwrap_or_default();
        (audit["scoreDisplayMode"] == "error").then(|| format!("{name}: {why}"))
    };
    let of_the_page = report["runtimeError"]["message"].as_str().map(str::to_owned);
    of_the_page.or_else(|| report["audits"].as_object()?.iter().find_map(of_an_audit))
}

/// The score of each category, from 0 to 100, and the layout shift.
fn marks(report: &Value) -> String {
    let of =
        |name: &&str| format!("{name} {:.0}", report["categories"][*name]["score"].as_f64().unwrap_or(0.0) * 100.0);
    let marks: Vec<_> = CATEGORIES.iter().map(of).collect();
    format!("{}, layout shift {}", marks.join(", "), report["audits"][SHIFT]["numericValue"])
}

fn faults(report: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for name in CATEGORIES {
        let category = &report["categories"][name];
        if category["score"] != 1 && category["score"] != 1.0 {
            let audits = category["auditRefs"].as_array().into_iter().flatten();
            let failed = audits.filter(|audit| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0));
            let failed = failed.filter_map(|audit| report["audits"].get(audit["id"].as_str()?));
            let failed = failed.filter(|audit| audit["score"].as_f64().is_some_and(|score| score < 1.0));
            let failed: Vec<_> = failed.map(describe).collect();
            faults.push(format!("{name} scores {} of 1: {}", category["score"], failed.join("; ")));
        }
    }
    let shift = &report["audits"][SHIFT]["numericValue"];
    if shift.as_f64() != Some(0.0) {
        faults.push(format!("the layout shifts by {shift}"));
    }
    faults
}

/// An audit's title and explanation, and the first places it names.
fn describe(audit: &Value) -> String {
    let places = audit["details"]["items"].as_array().into_iter().flatten().take(3);
    let places: Vec<_> = places
        .map(|item| match item["node"]["snippet"].as_str().or_else(|| item["description"].as_str()) {
            Some(place) => place.to_owned(),
            None => item.to_string(),
        })
        .collect();
    let explanation = audit["explanation"].as_str().unwrap_or_default();
    format!("{} {explanation} {}", audit["title"].as_str().unwrap_or_default(), places.join(" | "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn report(score: f64, shift: f64) -> Value {
        let category = json!({ "score": 1 });
        json!({
            "categories": { "accessibility": category, "best-practices": category, "seo": {
                "score": score, "auditRefs": [{ "id": "meta", "weight": 1 }, { "id": "note", "weight": 0 }],
            }},
            "audits": {
                SHIFT: { "numericValue": shift }, "note": { "score": 0, "title": "Of no weight" },
                "meta": { "score": 0, "title": "No description", "details": { "items": [{ "node": { "snippet": "<p>" }}]}},
            },
        })
    }

    #[test]
    fn full_marks_without_a_shift_pass() {
        assert!(faults(&report(1.0, 0.0)).is_empty());
    }

    #[test]
    fn lighthouses_own_errors_are_told_from_the_pages() {
        assert_eq!(trouble(&report(0.5, 0.1)), None);
        let audit = json!({ "audits": { SHIFT: { "scoreDisplayMode": "error", "errorMessage": "no trace" }}});
        assert_eq!(trouble(&audit), Some("cumulative-layout-shift: no trace".to_owned()));
        let page = json!({ "runtimeError": { "message": "no page" }, "audits": {} });
        assert_eq!(trouble(&page).as_deref(), Some("no page"));
    }

    #[test]
    fn a_lower_score_is_reported_with_its_reason() {
        assert_eq!(faults(&report(0.92, 0.0)), ["seo scores 0.92 of 1: No description  <p>"]);
        assert_eq!(faults(&report(1.0, 0.001)), ["the layout shifts by 0.001"]);
        assert_eq!(faults(&json!({})).len(), 4, "an empty report does not pass");
    }
}
