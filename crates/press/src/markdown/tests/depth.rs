//! Texts with deep nesting.

use super::{html, messages, press};

/// The text of HTML, with a space for each tag.
fn words(html: &str) -> String {
    let pieces = html5gum::Tokenizer::new(html).flatten().map(|token| match token {
        html5gum::Token::String(text) => String::from_utf8_lossy(&text.value).into_owned(),
        _ => " ".to_owned(),
    });
    pieces.collect()
}

const DEEP: usize = 100_000;
/// For texts that pulldown-cmark takes longer to parse.
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
fn words_at_the_limit_are_kept() {
    for depth in 95..105 {
        let quotes = "> ".repeat(depth);
        let lines =
            ["| a | *b* |", "|---|---|", "| c | d |", "", "Table: e", "", "- f", "  - g", "", "```", "h", "```"];
        let text: String = lines.iter().map(|line| format!("{quotes}{line}\n")).collect();
        let words = words(&html(&text));
        for word in ["a", "b", "c", "d", "e", "f", "g", "h"] {
            assert!(words.split_whitespace().any(|own| own == word), "{word} at {depth}: {words}");
        }
    }
}

#[test]
fn no_depth_overflows_the_stack() {
    let texts = [
        ">".repeat(DEEP),
        "> ".repeat(DEEP) + "a",
        "- ".repeat(HALF_DEEP) + "a",
        "1. ".repeat(HALF_DEEP) + "a",
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
    let (html, _, problems) = press(&format!("{}a{}", "<b>".repeat(600), "</b>".repeat(600)));
    assert_eq!((html.matches("<b>").count(), html.matches("</b>").count()), (500, 500));
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["`<b>` is left out: it is inside of 500 other elements"]);
    // These end by themselves.
    let items = format!("<ul>{}</ul>", "<li>a</li><li>b".repeat(600));
    assert_eq!(messages(&items), [""; 0]);
}
