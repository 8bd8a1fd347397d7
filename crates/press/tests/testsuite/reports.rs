//! What an author sees of a mistake on a very long line.

use std::ops::Range;
use std::sync::Arc;

use catchword_press::{Check, Problem};
use miette::{GraphicalReportHandler, GraphicalTheme, NamedSource};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn report(text: &str, span: Range<usize>) -> String {
    let source = Arc::new(NamedSource::new("essays/one.md", text.to_owned()));
    let problem = Problem::new(Check::MissingLink, &source, span, "this link is wrong");
    let handler =
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(400).with_links(false);
    let mut report = String::new();
    handler.render_report(&mut report, &problem).unwrap();
    report
}

fn report_of(text: &str, wrong: &str) -> String {
    let at = text.find(wrong).unwrap();
    report(text, at..at + wrong.len())
}

#[test]
fn a_mistake_after_a_pasted_picture_is_shown() {
    let text = format!("Before.\n\n![x](data:image/png;base64,{})[gone](gone.md) after\nnext", "A".repeat(70_000));
    let report = report_of(&text, "gone.md");
    assert!(report.contains("[essays/one.md:3:70036]"), "{report}");
    assert!(report.contains(" 3 │ …AAAA") && report.contains("AAAA)[gone](gone.md) after\n"), "{report}");
    assert!(report.contains(" 4 │ next\n"), "{report}");
    assert!(report.lines().all(|line| line.chars().count() < 200), "{report}");
    // The mark is below the word.
    let lines: Vec<&str> = report.lines().collect();
    let at = lines.iter().position(|line| line.contains("gone.md")).unwrap();
    let column = |line: &str, what: &str| line[..line.find(what).unwrap()].chars().count();
    assert_eq!(column(lines[at], "gone.md"), column(lines[at + 1], "─"), "{report}");
}

#[test]
fn a_span_longer_than_the_excerpt_is_cut() {
    let text = format!("one\n{}\ntwo", "b".repeat(100_000));
    let report = report(&text, 10..90_000);
    assert!(report.contains("[essays/one.md:2:7]") && report.contains("b…\n"), "{report}");
    assert!(report.lines().all(|line| line.chars().count() < 200), "{report}");
}

#[test]
fn a_mistake_at_the_very_end_is_shown() {
    for ending in ["", "\n", "\r\n"] {
        let text = "a".repeat(70_000) + "!" + ending;
        assert!(report_of(&text, "!").contains("aaa!\n"), "{ending:?}");
        let after = report(&text, text.len()..text.len());
        assert!(after.contains("aaa"), "{ending:?} {after}");
    }
}

#[test]
fn long_neighbours_are_cut_and_short_lines_are_not() {
    let text = format!("{}\nshort\n{}\n", "x".repeat(70_000), "y".repeat(70_000));
    let cut = report_of(&text, "short");
    assert!(cut.contains("x…\n") && cut.contains(" 2 │ short\n") && cut.contains("y…\n"), "{cut}");
    assert!(report_of("a\nb [c](d)\ne", "d").contains(" 2 │ b [c](d)\n"));
}

#[test]
fn no_letter_is_cut_in_two() {
    for letter in ["e\u{301}", "👩‍👩‍👧", "字", "\u{1f1ea}\u{1f1f8}"] {
        let text = letter.repeat(20_000) + "[gone]" + &letter.repeat(20_000);
        let report = report_of(&text, "[gone]");
        let line = report.lines().find(|line| line.contains("[gone]")).unwrap();
        let shown = line.split_once('│').unwrap().1.trim().trim_matches('…');
        assert!(shown.graphemes(true).all(|found| found == letter || "[gone]".contains(found)), "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_text_can_be_reported(
        parts in prop::collection::vec(("[a字\u{301}\t\r\n👩\u{200d}]{0,4}", 1..20_000usize), 0..4),
        from in 0.0..1.0f64,
        length in 0.0..1.0f64,
    ) {
        let text: String = parts.iter().map(|(part, times)| part.repeat(*times)).collect();
        let at = |part: f64| (text.len() as f64 * part) as usize;
        let start = at(from);
        let end = (start + at(length)).min(text.len());
        // Spans of thousands of lines are slow to show, and no check has one.
        prop_assume!(text.as_bytes()[start..end].iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() < 50);
        report(&text, start..end);
        report(&text, start..start);
    }
}
