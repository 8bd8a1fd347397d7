//! Texts that nest without end.

use super::{html, press, said};

const DEEP: usize = 100_000;

#[test]
fn what_lies_deep_is_as_it_was() {
    for depth in [1, 10, 90] {
        let html = html(&format!("{}a *b*", "> ".repeat(depth)));
        assert_eq!(html.matches("<blockquote>").count(), depth);
        assert!(html.contains("<p>a <em>b</em></p>"), "{html}");
    }
    assert_eq!(said(&format!("{}a", "> ".repeat(90))), [""; 0]);
}

#[test]
fn what_lies_too_deep_is_plain_text_and_is_reported() {
    let text = format!("{}a **b** [c](/c/)\n\nd[^n]\n\n[^n]: e", "> ".repeat(150));
    let (html, body, problems) = press(&text);
    assert_eq!(html.matches("<blockquote>").count(), 100);
    assert!(html.contains("a b c") && html.contains("<p>d<sup>") && !html.contains("<a href=\"/c/\""), "{html}");
    assert_eq!(body.words, 5);
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["this lies in 100 lists, quotations or the like: what is in it is shown as plain text"]);
    // Two blocks are two lines.
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
        "> - ".repeat(DEEP) + "a",
        (0..1000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect(),
        "[".repeat(DEEP),
        "![".repeat(DEEP),
        "[".repeat(DEEP) + "a" + &"](b)".repeat(DEEP),
        "*".repeat(DEEP) + "a" + &"*".repeat(DEEP),
        "*a **b ".repeat(DEEP),
        "*a ".repeat(DEEP) + &"b* ".repeat(DEEP),
        "~~a **b ".repeat(DEEP) + &"c** d~~ ".repeat(DEEP),
        "> [!NOTE]\n> ".repeat(DEEP),
        (0..300).map(|depth| format!("{} [!NOTE]\n", ">".repeat(depth))).collect(),
        "[^a]: ".repeat(DEEP) + "b[^a]",
        "> [^a]: ".repeat(DEEP) + "b[^a]",
    ];
    for text in texts {
        let start = std::time::Instant::now();
        press(&text);
        println!("{:?} for {}", start.elapsed(), text.get(..20).unwrap_or_default());
    }
}

#[test]
fn raw_html_may_nest_as_well() {
    for text in ["<div>", "<div>\n\n", "<b>", "<table><tr><td>", "<p><a href=\"/\">", "</div>", "<ul><li>\n", "<select>"] {
        let start = std::time::Instant::now();
        press(&text.repeat(10_000));
        println!("{:?} for {}", start.elapsed(), text);
    }
}
