//! Texts that nest deep.

use super::{html, messages, press};

const DEEP: usize = 100_000;
/// For texts that take pulldown-cmark longer.
const HALF_DEEP: usize = 10_000;

#[test]
fn nesting_of_a_sane_depth_is_kept() {
    for depth in [1, 10, 90] {
        let html = html(&format!("{}a *b*", "> ".repeat(depth)));
        assert_eq!(html.matches("<blockquote>").count(), depth);
        assert!(html.contains("<p>a <em>b</em></p>"), "{html}");
    }
    assert_eq!(messages(&format!("{}a", "> ".repeat(90))), [""; 0]);
}

#[test]
fn nesting_beyond_the_limit_is_plain_text_and_is_reported() {
    let text = format!("{}a **b** [c](/c/)\n\nd[^n]\n\n[^n]: e", "> ".repeat(150));
    let (html, body, problems) = press(&text);
    assert_eq!(html.matches("<blockquote>").count(), 100);
    assert!(html.contains("a b c") && html.contains("<p>d<sup>") && !html.contains("<a href=\"/c/\""), "{html}");
    assert_eq!(body.words, 5);
    let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(messages, ["this is nested more than 100 levels deep, so it is shown as plain text"]);
    // Two blocks stay two lines.
    let quotes = "> ".repeat(101);
    assert!(super::html(&format!("{quotes}a\n{quotes}\n{quotes}b")).contains("a\n"));
}

#[test]
fn no_depth_overflows_the_stack() {
    let texts = [
        ">".repeat(DEEP),
        "> ".repeat(DEEP) + "a",
        "- ".repeat(DEEP) + "a",
        "1. ".repeat(DEEP) + "a",
        "> - ".repeat(HALF_DEEP) + "a",
        (0..1000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect(),
        "[".repeat(DEEP),
        "![".repeat(DEEP),
        "[".repeat(HALF_DEEP) + "a" + &"](b)".repeat(HALF_DEEP),
        "*".repeat(HALF_DEEP) + "a" + &"*".repeat(HALF_DEEP),
        "*a **b ".repeat(HALF_DEEP),
        "*a ".repeat(HALF_DEEP) + &"b* ".repeat(HALF_DEEP),
        "~~a **b ".repeat(HALF_DEEP) + &"c** d~~ ".repeat(HALF_DEEP),
        "> [!NOTE]\n> ".repeat(HALF_DEEP),
        (0..300).map(|depth| format!("{} [!NOTE]\n", ">".repeat(depth))).collect(),
        "[^a]: ".repeat(HALF_DEEP) + "b[^a]",
        "> [^a]: ".repeat(HALF_DEEP) + "b[^a]",
    ];
    for text in texts {
        press(&text);
    }
}

#[test]
fn raw_html_may_nest_deep() {
    for text in
        ["<div>", "<div>\n\n", "<b>", "<table><tr><td>", "<p><a href=\"/\">", "</div>", "<ul><li>\n", "<select>"]
    {
        press(&text.repeat(1000));
    }
}
