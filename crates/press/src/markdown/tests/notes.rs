//! Footnotes: their names, and references in links.

use super::{anchor, html, messages, press};

#[test]
fn a_footnotes_name_is_compared_without_case_and_spaces() {
    for (reference, name) in [("Almanac", "almanac"), ("STRASSE", "straße"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("a  b", "a b")]
    {
        let text = format!("a[^{reference}]\n\n[^{name}]: b");
        assert!(html(&text).contains("class=\"cw-note-back\""), "{text}");
        assert_eq!(messages(&text), [""; 0], "{text}");
    }
    let (html, _, problems) = press("a[^N] b[^n]\n\n[^N]: c\n\n[^n]: d");
    assert_eq!(
        problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["there is another footnote `[^n]` on line 3"]
    );
    assert_eq!(html.matches("<li id=\"fn-").count(), 1);
}

#[test]
fn a_footnotes_mark_is_in_no_link_and_in_no_name() {
    let mark = |nth: &str| {
        format!("<sup><a class=\"cw-note-ref\" role=\"doc-noteref\" href=\"#fn-n\" id=\"fnref-n{nth}\">1</a></sup>")
    };
    let table = [
        ("[a[^n] b](c.pdf)", format!("<p><a href=\"c.pdf\">a b</a>{}</p>", mark(""))),
        ("![a[^n] b](https://c.example/) d", String::from("<p><img src=\"https://c.example/\" alt=\"a b\"")),
        ("[*a[^n]* b[^n]](c.pdf) d", format!("<p><a href=\"c.pdf\"><em>a</em> b</a>{}{} d</p>", mark(""), mark("-2"))),
        (
            "a <a href=\"https://b.example/\">b[^n] *c[^n]* d</a> e",
            format!(
                "<p>a <a href=\"https://b.example/\" rel=\"noopener\">b <em>c</em> d</a>{}{} e</p>",
                mark(""),
                mark("-2")
            ),
        ),
        ("## A[^n] b", format!("<h2 id=\"a-b\">A{} b</h2>{}", mark(""), anchor("a-b"))),
        ("## [A[^n] b](c.pdf)", format!("<h2 id=\"a-b\"><a href=\"c.pdf\">A b</a>{}</h2>{}", mark(""), anchor("a-b"))),
    ];
    for (text, expected) in table {
        let (html, body, _) = press(&format!("{text}\n\n[^n]: N"));
        assert!(html.starts_with(&expected), "{text}: {html}");
        assert!(body.contents.iter().all(|entry| entry.text == "A b"), "{text}");
    }
    let (_, body, _) = press("First[^n] words.\n\n[^n]: See [x[^m] y](z.pdf).\n\n[^m]: M");
    assert_eq!(body.summary.as_deref(), Some("First words."));
}
