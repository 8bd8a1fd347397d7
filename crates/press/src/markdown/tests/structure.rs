//! Callouts, quotations with their source, figures, the standfirst.

use super::{html, messages, press};

#[test]
fn a_callout_begins_with_its_mark() {
    let plain = ["> [!NOTES] a", "> [!NOTE", "> a [!NOTE]", "> - [!NOTE]"];
    for text in plain {
        assert!(html(text).starts_with("<blockquote>"), "{text}");
    }
    for text in ["> [!note]", "> [!NOTE]\n> text", "> [!Tip] title\n> text", "> [!NOTE]  \n> text", "> [!NOTE]*a*"] {
        assert!(html(text).starts_with("<div class=\"callout callout-"), "{text}");
    }
    assert!(html("> [!TIP] **A *b***\n> c").contains("><strong>A <em>b</em></strong></p>\n<p>c</p>"));
    assert!(html("> [!TIP] [a](https://example.org/)").contains("><a href=\"https://example.org/\">a</a></p>\n</div>"));
}

#[test]
fn every_kind_of_callout_has_a_title() {
    for word in ["Note", "Tip", "Important", "Warning", "Caution", "Sidebar"] {
        let (mark, name) = (word.to_uppercase(), word.to_lowercase());
        let titled = format!("id=\"callout-{name}\">{word}</p>\n<p>a</p>");
        assert!(html(&format!("> [!{mark}]\n> a")).contains(&titled), "{word}");
        assert!(html(&format!("> [!{mark}] own\n> a")).contains("\">own</p>\n<p>a</p>"), "{word}");
    }
}

#[test]
fn callouts_nest_in_callouts_lists_and_footnotes() {
    let nested = html("> [!NOTE]\n> a\n>\n> > [!TIP] b\n> > c\n>\n> d");
    assert_eq!(
        nested,
        "<div class=\"callout callout-note\" role=\"note\" aria-labelledby=\"callout-note\">\
         <p class=\"callout-title\" id=\"callout-note\">Note</p>\n<p>a</p>\n\
         <div class=\"callout callout-tip\" role=\"note\" aria-labelledby=\"callout-tip\">\
         <p class=\"callout-title\" id=\"callout-tip\">b</p>\n<p>c</p>\n</div>\n<p>d</p>\n</div>"
    );
    let twice = html("- > [!NOTE]\n  > a\n- > [!NOTE]\n  > b");
    assert_eq!(twice.matches("<li><div class=\"callout callout-note\"").count(), 2, "{twice}");
    assert!(twice.contains("aria-labelledby=\"callout-note-2\""), "{twice}");
    assert!(html("a[^n]\n\n[^n]: > [!NOTE]\n    > b").contains("<li id=\"fn-n\"><div class=\"callout callout-note\""));
}

#[test]
fn a_quotation_ends_in_its_source() {
    let figure = |quotation: &str, source: &str| {
        format!(
            "<figure class=\"quotation\"><blockquote>\n{quotation}\n</blockquote>\n<figcaption>{source}</figcaption></figure>"
        )
    };
    let table = [
        (
            "> a\n>\n> — *B*, [c](https://example.org/)",
            "<p>a</p>",
            "— <em>B</em>, <a href=\"https://example.org/\" rel=\"noopener\">c</a>",
        ),
        ("> a\n>\n> -- B", "<p>a</p>", "– B"),
        ("> a\n>\n> --- B", "<p>a</p>", "— B"),
        ("> - a\n>\n> —B", "<ul>\n<li>a</li>\n</ul>", "—B"),
        ("> — a\n>\n> b\n>\n> — C\n> d", "<p>— a</p>\n<p>b</p>", "— C\nd"),
    ];
    for (text, quotation, source) in table {
        let source =
            source.replace(" rel=\"noopener\"", if source.contains("example.org") { "" } else { " rel=\"noopener\"" });
        assert_eq!(html(text), figure(quotation, &source), "{text}");
    }
    let within = html("> a\n>\n> > b\n> >\n> > — C\n>\n> d");
    assert_eq!(within, format!("<blockquote>\n<p>a</p>\n{}\n<p>d</p>\n</blockquote>", figure("<p>b</p>", "— C")));
    let beside = html("- > a\n  >\n  > — B");
    assert!(beside.starts_with("<ul>\n<li><figure"), "{beside}");
}

#[test]
fn not_every_dash_is_a_source() {
    let plain = [
        // A dialogue.
        "> — a\n>\n> — b",
        "> a\n>\n> — b\n>\n> — c",
        // Without a quotation, or without a name.
        "> — a",
        "> a\n>\n> —",
        "> a\n> — b",
        "> a\n>\n> — b\n>\n> c",
        "> a\n>\n> — b\n>\n> <div>c</div>",
        "> a\n>\n> b — c",
        "> a\n>\n> - b",
        "> [!NOTE]\n> a\n>\n> — b",
    ];
    for text in plain {
        assert!(!html(text).contains("<figure"), "{text}");
    }
}

#[test]
fn a_picture_with_a_caption_is_a_figure() {
    let picture = "<img src=\"a.png\" alt=\"A\" loading=\"lazy\" decoding=\"async\">";
    let figure = |caption: &str| format!("<figure>{picture}\n<figcaption>{caption}</figcaption></figure>");
    let credit = |words: &str| format!("<small class=\"credit\">{words}</small>");
    let table = [
        ("![A](a.png \"B & c\")", figure("B &amp; c")),
        ("![A](a.png)\nB **c**", figure("B <strong>c</strong>")),
        ("![A](a.png)\\\nB", figure("B")),
        ("![A](a.png)\n*by B*", figure(&credit("by B"))),
        ("![A](a.png)\nB. *by [C](/c/) on D*", figure(&format!("B. {}", credit("by <a href=\"/c/\">C</a> on D")))),
        ("![A](a.png)\n“B!” *by *c**", figure(&format!("“B!” {}", credit("by <em>c</em>")))),
        ("![A](a.png)\nB\n*by C*", figure(&format!("B\n{}", credit("by C")))),
        ("![A](a.png)\nB\\\n*by C*", figure(&format!("B\n{}", credit("by C")))),
        // Emphasis within a sentence is no credit.
        ("![A](a.png)\nA page of *B*", figure("A page of <em>B</em>")),
        ("![A](a.png)\nA page. *B* is it", figure("A page. <em>B</em> is it")),
        ("![A](a.png)\nB <script>c</script>d", figure("B d")),
        ("> ![A](a.png)\n> B", format!("<blockquote>\n{}\n</blockquote>", figure("B"))),
    ];
    for (text, expected) in table {
        assert_eq!(html(text), expected, "{text}");
    }
    let linked = html("[![A](a.png)](/b/)\nC");
    assert_eq!(linked, format!("<figure><a href=\"/b/\">{picture}</a>\n<figcaption>C</figcaption></figure>"));
}

#[test]
fn other_pictures_stay_in_their_paragraphs() {
    let plain = [
        "![A](a.png)",
        "![A](a.png) and text",
        "text ![A](a.png)\ntext",
        "![A](a.png)\n![B](b.png)",
        "![A](a.png)\nB ![C](c.png)",
        "![A](a.png \"B\") ![C](c.png)",
        "![A](a.png)\n<br>",
        "[![A](a.png) B](/b/)\nC",
    ];
    for text in plain {
        let html = html(text);
        assert!(html.starts_with("<p>") && !html.contains("<figure"), "{text}: {html}");
    }
    assert!(html("![A](a.png \"B\") and C").contains(" title=\"B\""));
}

#[test]
fn a_standfirst_is_what_stands_before_the_mark() {
    let table = [
        ("a *b*\n\n<!-- more -->\n\nc", "<div class=\"standfirst\">\n<p>a <em>b</em></p>\n</div>\n\n<p>c</p>"),
        ("a\n\nb\n\n<!--more-->", "<div class=\"standfirst\">\n<p>a</p>\n<p>b</p>\n</div>"),
        // With nothing before the mark, or a mark inside an element.
        ("<!-- more -->\n\na", "<p>a</p>"),
        ("a <!-- more --> b", "<p>a  b</p>"),
        ("- a\n\n  <!-- more -->\n- b", "<ul>\n<li>\n<p>a</p>\n\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
        ("<div>\n\na\n\n<!-- more -->\n\n</div>", "<div>\n<p>a</p>\n\n</div>"),
        ("> </b>\n> <!-- more -->\n\na", "<blockquote>\n\n\n</blockquote>\n<p>a</p>"),
        ("</div>\n\na\n\n<div>\n\n<!-- more -->\n\nb", "\n<p>a</p>\n<div>\n\n<p>b</p>\n</div>"),
    ];
    for (text, expected) in table {
        assert_eq!(html(text), expected.trim_start(), "{text}");
    }
    let (html, body, _) = press("> a\n>\n> — B\n\n![C](c.png)\nd\n\n<!-- more -->\n\n## E");
    assert!(html.starts_with("<div class=\"standfirst\">\n<figure class=\"quotation\">"), "{html}");
    assert_eq!(body.summary.as_deref(), Some("a — B d"));
}

#[test]
fn ten_thousand_of_each_take_no_time() {
    for one in ["> a\n>\n> — b\n\n", "> ", "![a](b.png)\nc *d*\n\n", "a <!-- more -->\n\n", "> [!NOTE]\n> a\n\n"] {
        assert!(html(&one.repeat(10_000)).len() > one.len(), "{one}");
    }
    assert_eq!(messages(&"> a\n>\n> — b\n\n".repeat(100)), Vec::<String>::new());
}

#[test]
fn an_address_keeps_its_direction_in_a_text_from_right_to_left() {
    // The text, and whether its link has a direction of its own.
    let table = [
        ("ראו <https://example.org/a/> כאן", true),
        ("انظر <ada@example.org> هنا", true),
        ("انظر [example.org](https://example.org/) هنا", true),
        ("انظر [الصفحة](https://example.org/) هنا", false),
        ("انظر [+49 30 1234](tel:+49301234) هنا", false),
        ("See <https://example.org/a/> here", false),
    ];
    for (text, expected) in table {
        assert_eq!(html(text).contains(" dir=\"ltr\">"), expected, "{}", html(text));
    }
}

#[test]
fn a_sign_of_folding_is_no_part_of_a_callouts_title() {
    for (text, title) in [("[!TIP]- Words", "Words"), ("[!tip]+ Words", "Words"), ("[!TIP] - Words", "- Words")] {
        assert!(html(&format!("> {text}\n> a")).contains(&format!(">{title}</p>")), "{text}");
    }
}
