//! Ids and classes: no id twice, none of the frame's.

use std::collections::BTreeSet;

use super::press;

/// Every id in some HTML, in document order.
pub(super) fn ids(html: &str) -> Vec<String> {
    let text = |bytes: &html5gum::HtmlString| String::from_utf8_lossy(bytes).into_owned();
    html5gum::Tokenizer::new(html)
        .flatten()
        .filter_map(|token| match token {
            html5gum::Token::StartTag(tag) => tag.attributes.get(&b"id"[..]).map(|id| text(id)),
            _ => None,
        })
        .collect()
}

/// The problems, each as the text that it is at, and its message.
fn told(text: &str) -> Vec<String> {
    let (_, _, mut problems) = press(text);
    problems.sort_by_key(|problem| problem.place().1);
    let shown = |problem: &crate::problem::Problem| {
        let label = miette::Diagnostic::labels(problem).unwrap().next().unwrap();
        let at = problem.place().1;
        format!("{}: {problem}", &text[at..at + label.len()])
    };
    problems.iter().map(shown).collect()
}

#[test]
fn every_id_is_on_a_page_once() {
    // The text, the ids on its page, and what is told.
    let table: [(&str, &[&str], &[&str]); 19] = [
        // Words that the frame once used are the author's.
        ("## Seed", &["seed"], &[]),
        ("## A {#seed}", &["seed"], &[]),
        ("## A {#main}\n\n<p id=\"title\">a</p>\n\n## Title", &["main", "title", "title-2"], &[]),
        ("## Main\n\n## Top", &["main-2", "top-2"], &[]),
        ("<p id=\"footnotes\">a</p>\n\nb[^1]\n\n[^1]: c", &["footnotes", "fnref-1", "footnotes-2", "fn-1"], &[]),
        ("## A {#footnotes}\n\nb[^1]\n\n[^1]: c", &["footnotes", "fnref-1", "footnotes-2", "fn-1"], &[]),
        ("## Footnotes\n\nb[^1]\n\n[^1]: c", &["footnotes-2", "fnref-1", "footnotes", "fn-1"], &[]),
        // Two of the author's.
        (
            "<p id=\"a\">a</p>\n<p id='a'>b</p>",
            &["a"],
            &["id='a': the id `a` is on this page already, so this `<p>` has none"],
        ),
        (
            "<p id=\"a&amp;b\">a</p>\n\n## B {#a&b}",
            &["a&b", "a&b-2"],
            &["#a&b: the id `a&b` is on this page already, so this heading has the id `a&b-2`"],
        ),
        (
            "## A {#a}\n\n## B {#a}\n\n## C {#a-2}",
            &["a", "a-3", "a-2"],
            &["#a: the id `a` is on this page already, so this heading has the id `a-3`"],
        ),
        (
            "## A {#a}\n\n> [!NOTE]\n> <a name=\"a\">b</a>",
            &["a", "callout-note"],
            &["name=\"a\": the id `a` is on this page already, so this `<a>` has none"],
        ),
        (
            "a[^1]\n\n<p id=\"b\">c</p>\n\n[^1]: <i id=\"b\">d</i>",
            &["fnref-1", "b", "footnotes", "fn-1"],
            &["id=\"b\": the id `b` is on this page already, so this `<i>` has none"],
        ),
        ("<p id=\"\">a</p>\n<p id=\"\">b</p>", &[], &[]),
        // The press's own move aside.
        ("<p id=\"a\">b</p>\n\n## A", &["a", "a-2"], &[]),
        ("<p id=\"fn-1\">a</p>\n\nb[^1]\n\n[^1]: c", &["fn-1", "fnref-1-2", "footnotes", "fn-1-2"], &[]),
        ("## A {#fnref-1}\n\nb[^1]\n\n[^1]: c", &["fnref-1", "fnref-1-2", "footnotes", "fn-1"], &[]),
        (
            "a[^1]b[^1]c[^1-2]\n\n[^1]: d\n\n[^1-2]: e",
            &["fnref-1", "fnref-1-2", "fnref-1-2-2", "footnotes", "fn-1", "fn-1-2"],
            &[],
        ),
        (
            "<p id=\"callout-note\">a</p>\n<p id=\"table-caption\">b</p>\n\n> [!NOTE]\n> c\n\n| d |\n|---|\n\nTable: e",
            &["callout-note", "table-caption", "callout-note-2", "table-caption-2"],
            &[],
        ),
        // A parser copies an open element into the next paragraph.
        (
            "<b id=\"a\">a\n\nb</b>",
            &["a"],
            &["<b id=\"a\">: `<b>` goes on in the next paragraph, where it has no id: `a` is for one element"],
        ),
    ];
    for (text, expected, problems) in table {
        let (html, body, _) = press(text);
        assert_eq!(ids(&html), expected, "{text}");
        assert_eq!(told(text), problems, "{text}");
        let known: BTreeSet<&str> = body.ids.iter().collect();
        assert!(expected.iter().all(|id| known.contains(id)), "{text}: links to its ids are right");
    }
}

#[test]
fn the_frames_names_are_left_out() {
    let table = [
        ("<p id=\"cw-main\">a</p>", "<p>a</p>", "id=\"cw-main\": the id `cw-main` of `<p>` is left out"),
        ("<a name=\"cw-main\">a</a>", "<p><a>a</a></p>", "name=\"cw-main\": the id `cw-main` of `<a>` is left out"),
        ("<p id=\"&#99;w-x\">a</p>", "<p>a</p>", "id=\"&#99;w-x\": the id `cw-x` of `<p>` is left out"),
        (
            "<p class=\"a cw-contents\tb\u{c}cw-look\">a</p>",
            "<p class=\"a b\">a</p>",
            "class=\"a cw-contents\tb\u{c}cw-look\": the class `cw-contents cw-look` of `<p>` is left out",
        ),
        ("<p class='cw-'>a</p>", "<p>a</p>", "class='cw-': the class `cw-` of `<p>` is left out"),
        (
            "##### A {#cw-x .b .cw-c .d}",
            "<h5 id=\"a\" class=\"b d\">A</h5>",
            "#cw-x: the id `cw-x` of a heading is left out|.cw-c: the class `cw-c` of a heading is left out",
        ),
        ("##### Cw main", "<h5 id=\"section-cw-main\">Cw main</h5>", ""),
        ("##### CW\n##### CW", "<h5 id=\"cw\">CW</h5>\n<h5 id=\"section-cw-2\">CW</h5>", ""),
        ("<p id=\"CW-1\" class=\"cwx\">a</p>", "<p id=\"CW-1\" class=\"cwx\">a</p>", ""),
        ("```a\u{c}cw-contents\nb\n```", "<pre tabindex=\"0\"><code class=\"language-a\">b\n</code></pre>", ""),
    ];
    for (text, expected, problems) in table {
        let (html, ..) = press(text);
        assert_eq!(html.trim(), expected, "{text}");
        let mut found = told(text).join("|");
        if text.starts_with('#') {
            // Both are at the heading, in no order.
            let mut parts: Vec<&str> = found.split('|').collect();
            parts.sort_unstable();
            found = parts.join("|");
        }
        assert_eq!(found, problems, "{text}");
    }
}

#[test]
fn what_is_lost_of_an_id_is_told() {
    let table = [
        ("<p id=\"a b\">c</p>", "a-b", "id=\"a b\": the id `a b` has a space, so it is changed to `a-b`"),
        ("<a name=\" a \">c</a>", "a", "name=\" a \": the id ` a ` has a space, so it is changed to `a`"),
        ("## Words {# x}", "words", "## Words {# x}: `x` of a heading is left out"),
        ("## Words {#my place}", "my", "## Words {#my place}: `place` of a heading is left out"),
        ("## Words {x}", "words", "## Words {x}: `x` of a heading is left out"),
        ("## Words {#one #two}", "two", "## Words {#one #two}: `#one` of a heading is left out"),
    ];
    for (text, id, message) in table {
        let (html, ..) = press(text);
        assert_eq!(ids(&html), [id], "{text}");
        assert!(told(text).iter().any(|told| told.starts_with(message)), "{text}: {:?}", told(text));
    }
    for text in
        ["## Words {#a}", "## Words {#a .b}", "## Words {: #a}", "## The set {a} of b", "## `{x}`", "<p id=\" \">a</p>"]
    {
        assert_eq!(told(text), [] as [&str; 0], "{text}");
    }
}

#[test]
fn a_film_without_controls_is_told() {
    for (text, count) in [
        ("<video src=\"a.mp4\"></video>", 1),
        ("<audio src=\"a.mp3\" loop></audio>", 1),
        ("<video>\n<source src=\"a.mp4\">\n<source src=\"a.webm\">\n</video>", 1),
        ("<video src=\"a.mp4\" controls></video>", 0),
        ("<video poster=\"a.png\"></video>", 0),
        ("<audio controls><source src=\"a.mp3\"></audio>", 0),
    ] {
        let found = told(text).into_iter().filter(|told| told.contains("no controls")).count();
        assert_eq!(found, count, "{text}: {:?}", told(text));
    }
}
