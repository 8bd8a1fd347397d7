//! From Markdown to sanitised HTML.

mod depth;
mod embeds;
mod names;
mod notes;
mod prepared;
mod structure;
mod tables;

use std::collections::BTreeMap;
use std::sync::Arc;

use catchword_app::routes::Routes;
use catchword_bundle::Slug;
use miette::NamedSource;
use proptest::prelude::*;

use super::{Body, parse};
use crate::problem::Problem;
use crate::render::{self, RenderContext};
use crate::resolve::LinkResolver;
use crate::store::Store;

const NEWEST: &str = "<ul class=\"cw-newest-essays\"></ul>";

fn resolver() -> LinkResolver {
    LinkResolver {
        routes: Routes::new("/", Slug::parse("essays").unwrap(), None),
        url: url::Url::parse("https://example.org/").unwrap(),
        markdown_files: Default::default(),
        assets: BTreeMap::new(),
    }
}

fn press(text: &str) -> (String, Body, Vec<Problem>) {
    let source = Arc::new(NamedSource::new("test.md", text.to_owned()));
    let (body, mut problems) = parse(&source, 0..text.len(), "en", &Default::default());
    let language = catchword_i18n::language("en");
    let context = RenderContext {
        folder: "essays",
        resolver: &resolver(),
        language,
        newest: NEWEST,
        has_anchors: true,
        marks: &Default::default(),
        store: &Store::none(),
    };
    let (html, lost) = render::body(&body, &source, &context);
    problems.extend(lost);
    (html, body, problems)
}

fn html(text: &str) -> String {
    press(text).0.trim().to_owned()
}

fn messages(text: &str) -> Vec<String> {
    press(text).2.iter().map(ToString::to_string).collect()
}

/// A heading's link to itself.
fn anchor(id: &str) -> String {
    format!("<a class=\"cw-anchor\" href=\"#{id}\" aria-labelledby=\"{id}\"></a>")
}

#[test]
fn headings_begin_below_the_title() {
    let table = [
        ("## A", "<h2 id=\"a\">A</h2>"),
        ("# A\n### B", "<h2 id=\"a\">A</h2>\n<h4 id=\"b\">B</h4>"),
        ("<h1>A</h1>", "<h2>A</h2>"),
        ("###### A\n# B", "<h6 id=\"a\">A</h6>\n<h2 id=\"b\">B</h2>"),
        ("## A\n## A\n## A {#a}", "<h2 id=\"a-2\">A</h2>\n<h2 id=\"a-3\">A</h2>\n<h2 id=\"a\">A</h2>"),
        ("## Main", "<h2 id=\"main-2\">Main</h2>"),
        ("## …", "<h2 id=\"section\">…</h2>"),
    ];
    for (text, expected) in table {
        let (html, body, _) = press(text);
        let without = body.contents.iter().fold(html, |html, heading| html.replace(&anchor(&heading.id), ""));
        assert_eq!(without.trim(), expected, "{text}");
    }
}

#[test]
fn a_heading_is_followed_by_a_link_to_itself() {
    let table = [
        ("## A *b*", format!("<h2 id=\"a-b\">A <em>b</em></h2>{}", anchor("a-b"))),
        ("#### A", format!("<h4 id=\"a\">A</h4>{}", anchor("a"))),
        ("##### A", "<h5 id=\"a\">A</h5>".to_owned()),
        ("<h2 id=\"a\">A</h2>", "<h2 id=\"a\">A</h2>".to_owned()),
        ("- ## A", format!("<ul>\n<li>\n<h2 id=\"a\">A</h2>{}\n</li>\n</ul>", anchor("a"))),
        // Letters that an address must encode stay as they are in a name.
        (
            "## A {#été}",
            "<h2 id=\"été\">A</h2><a class=\"cw-anchor\" href=\"#%C3%A9t%C3%A9\" aria-labelledby=\"été\"></a>"
                .to_owned(),
        ),
        ("## <b>A</b><script>b</script>", format!("<h2 id=\"a\"><b>A</b></h2>{}", anchor("a"))),
        (
            "## A {#a&b\"c}",
            "<h2 id=\"a&amp;b&quot;c\">A</h2>\
             <a class=\"cw-anchor\" href=\"#a&amp;b%22c\" aria-labelledby=\"a&amp;b&quot;c\"></a>"
                .to_owned(),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(html(text), expected, "{text}");
    }
    assert!(!html("a[^n]\n\n[^n]: ## A").contains("class=\"cw-anchor\""));
}

#[test]
fn a_summary_is_the_first_paragraph() {
    let summary = |text: &str| press(text).1.summary;
    assert_eq!(summary("> Q\n\n- L\n\n# H\n\nThe *first*\none.\n\nNext.").as_deref(), Some("The first one."));
    assert_eq!(summary("![](a.png)\n\nText.").as_deref(), Some("Text."));
    assert_eq!(summary("A.\n\nB.\n\n<!-- more -->\n\nC.").as_deref(), Some("A. B."));
    // Blocks separate words, inline elements don't.
    for (before, text) in [
        ("> [!NOTE] About the tin\n> It was blue.", "About the tin It was blue."),
        ("| A | B |\n|---|---|\n| c | d |", "A B c d"),
        ("- A\n  - B", "A B"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("un*believ*able H<sub>2</sub>O a[b](c)d", "unbelievable H2O abd"),
    ] {
        assert_eq!(summary(&format!("{before}\n\n<!-- more -->\n\nRest.")).as_deref(), Some(text));
    }
    assert_eq!(summary("```\ncode\n```").as_deref(), None);
    let long = summary(&"word, ".repeat(60)).unwrap();
    assert!(long.ends_with("word…") && long.chars().count() <= 201, "{long}");
}

#[test]
fn counts_the_words_that_are_read() {
    let words = |text: &str| press(text).1.words;
    assert_eq!(words("One *two* `three` — don’t\n\n```\nnot this\n```\n\n[^a] x\n\n[^a]: five"), 6);
    assert!(words("沉默是金") >= 2);
}

#[test]
fn a_reference_finds_its_footnote_whatever_its_case() {
    let text = "a[^N]\n\n[^n]: b";
    let reference =
        "<p>a<sup><a class=\"cw-note-ref\" role=\"doc-noteref\" href=\"#fn-n\" id=\"fnref-n\">1</a></sup></p>";
    assert!(html(text).starts_with(reference), "{}", html(text));
    assert_eq!(messages(text), [""; 0]);
    assert_eq!(html("a[^n]"), "<p>a[^n]</p>");
}

#[test]
fn a_landing_page_lists_the_newest_essays() {
    let html = html("> [!NEWEST] New\n> a");
    assert_eq!(html, format!("<div class=\"newest\"><h2 id=\"section-newest\">New</h2>\n<p>a</p>\n{NEWEST}</div>"));
}

#[test]
fn raw_html_is_kept_where_the_list_allows_it() {
    let table = [
        ("<p class=\"a\" data-x=\"1\">b</p>", "<p class=\"a\">b</p>"),
        ("<div align=center>\n\n*b*\n\n</div>", "<div>\n<p><em>b</em></p>\n</div>"),
        ("a <script>b *c*</script> d", "<p>a <em></em> d</p>"),
        ("<a name=\"old\"></a>", "<p><a id=\"old\"></a></p>"),
        ("<script>\nx\n</script>\n\nafter", "<p>after</p>"),
        ("a <!-- b --> c", "<p>a  c</p>"),
        (
            "<form action=\"/a.cgi\" onsubmit=\"x\"><label for=b>c</label><input id=b type=email required></form>",
            "<form action=\"/a.cgi\"><label for=\"b\">c</label><input id=\"b\" type=\"email\" required=\"\"></form>",
        ),
        ("<input type=Email><input type>", "<p><input type=\"email\"><input></p>"),
        ("<textarea>a <script>b</script></textarea>", "<textarea>a &lt;script&gt;b&lt;/script&gt;</textarea>"),
        ("<b title=\"a&quot;b\">c</b>", "<p><b title=\"a&quot;b\">c</b></p>"),
        ("<img src=\"javascript:x\" alt=\"\">", "<img alt=\"\" loading=\"lazy\" decoding=\"async\">"),
        ("<a href=\"//example.com/\">a</a>", "<p><a href=\"//example.com/\" rel=\"noopener\">a</a></p>"),
    ];
    for (text, expected) in table {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn many_ampersands_are_written_like_few() {
    for count in [3, 5000] {
        let marks = "&amp;".repeat(count);
        let text = format!("{} \u{e000} <b title=\"{marks}\">&lt;</b>", "&".repeat(count));
        assert_eq!(html(&text), format!("<p>{marks} \u{e000} <b title=\"{marks}\">&lt;</b></p>"));
        // These begin with the same byte as a no-break space.
        let signs = "a\u{ad}\u{a7}".repeat(count);
        let text = format!("{signs} \u{e001} x\u{a0}y <b title=\"{signs}\">\u{b6}</b>");
        assert_eq!(html(&text), format!("<p>{signs} \u{e001} x&nbsp;y <b title=\"{signs}\">\u{b6}</b></p>"));
    }
}

#[test]
fn an_unclosed_tag_ends_with_its_part() {
    let text = "<div><table>\n\na[^n] b[^m]\n\n[^n]: <table>\n\n[^m]: text";
    let html = html(text);
    assert!(html.ends_with("↩</a></p>\n</li>\n</ol></section>"), "{html}");
    assert!(html.contains("</div><section class=\"footnotes\""), "{html}");
}

#[test]
fn no_loss_is_silent() {
    let table = [
        ("<p style=\"color: red\">a</p>", "`style` of `<p>` is left out"),
        ("a <svg><path/></svg>", "`<svg>` is left out, with its content"),
        ("<?php echo 1 ?>", "this is left out: browsers treat `<?…>`, `<!…>` and `<![CDATA[…]]>` as comments"),
        ("a <![CDATA[b]]> c", "this is left out: browsers treat `<?…>`, `<!…>` and `<![CDATA[…]]>` as comments"),
        ("<!DOCTYPE html>", "`<!DOCTYPE>` is left out: every page already has one"),
        ("<td>a</td>", "`<td>` is left out: HTML doesn't allow it here"),
        ("a <input type=password> b", "`<input type=password>` is left out"),
        ("a <form onsubmit=x action=/b>b</form>", "`onsubmit` of `<form>` is left out"),
        ("## A {data-x=1}", "`data-x` of a heading is left out"),
        ("<table><b>a</b><tr><td>b</table>", ""),
    ];
    for (text, message) in table {
        let expected: Vec<&str> = Some(message).filter(|message| !message.is_empty()).into_iter().collect();
        assert_eq!(messages(text), expected, "{text}");
    }
}

#[test]
fn a_hint_says_what_to_write_instead_of_an_element() {
    let table = [
        ("5 < 6 and a<b and c>d", "`a\\<b`"),
        ("a <b and c> d", "`\\<b`"),
        ("I <think> so", "`\\<think>`"),
        ("<name>", "`\\<name>`"),
        ("Dear <First name>,", "`\\<First`"),
        ("a List<String> b", "`List\\<String>`"),
        ("<center>a</center>", "`**words**`"),
        ("<font color=\"red\">a</font>", "`**words**`"),
        ("<big>a</big>", "`**words**`"),
        ("<strike>a</strike>", "`~~words~~`"),
        (
            "<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>",
            "`> <https://www.youtube-nocookie.com/embed/abc>`",
        ),
        ("<iframe src=\"https://a.example/b\"></iframe>", "`> [!VIDEO] Title of it` and `> <https://a.example/b>`"),
        ("<iframe src=\"/files/a.pdf\"></iframe>", "`[words](/files/a.pdf)`"),
        ("<object data=\"/files/a.pdf\"></object>", "`[words](/files/a.pdf)`"),
        ("<embed src=\"/images/a.svg\">", "`![what it shows](/images/a.svg)`"),
        ("<embed src=\"/files/a.mp4\">", "`<video src=\"/files/a.mp4\" controls></video>`"),
        ("<script>a</script>", "as text or show as a picture"),
        ("<script src=\"https://a.example/b.js\"></script>", "`scripts = [{ src = \"https://a.example/b.js\" }]`"),
        ("<style>p { color: red }</style>", "the folder `style`"),
        ("<link rel=\"stylesheet\" href=\"/a.css\">", "every page already has"),
        ("<noscript>a</noscript>", "write its words as text"),
        ("<svg></svg>", "`![what it shows](/images/drawing.svg)`"),
        ("<math></math>", "write the formula as text"),
        ("<dialog>a</dialog>", "<details>"),
        ("<acronym>a</acronym>", "<abbr"),
        ("<p onclick=\"a()\">a</p>", "remove `onclick=\"…\"`"),
        ("<p style=\"color: red\">a</p>", "remove `style`, and write `**words**`"),
        ("<p style=\"x: y; text-align: center\">a</p>", "`class=\"align-center\"`"),
        ("<p align=right>a</p>", "`class=\"align-right\"`"),
        ("<p bgcolor=red>a</p>", "remove `bgcolor`"),
        ("<p data-x=1>a</p>", "remove `data-x`"),
        ("<p x=1>a</p>", "this element can have `class`"),
        ("<audio autoplay></audio>", "write `controls`"),
        ("<a href=\"javascript:a()\">a</a>", "begins with `https:`"),
        ("a <input type=password> b", "write another `type`"),
        ("<my-part size=\"2\">a</my-part>", "remove the tag, and keep its words"),
        ("> [!quote]\n> a", "remove `[!quote]`"),
    ];
    for (text, hint) in table {
        let source = std::sync::Arc::new(miette::NamedSource::new("test.md", text.to_owned()));
        let (_, problems) = super::parse(&source, 0..text.len(), "en", &Default::default());
        let hints: Vec<String> =
            problems.iter().filter_map(|problem| Some(miette::Diagnostic::help(problem)?.to_string())).collect();
        assert!(hints.len() == 1 && hints[0].contains(hint), "{text}: {hints:?}");
    }
    for text in ["a<b>c</b>", "a<br clear>", "a<input required>"] {
        assert!(!messages(text).iter().any(|message| message.contains("for a tag")), "{text}");
    }
}

/// Pieces of Markdown and HTML, to be joined at random.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "<script>",
        "</script>",
        "<style",
        "<svg>",
        "<math>",
        "<table>",
        "<td>",
        "<tr>",
        "<p ",
        "<a href=",
        "javascript:",
        "<img src=x ",
        " onerror=",
        " style=",
        "\"",
        "'",
        "=",
        "<iframe>",
        "<noscript>",
        "<textarea>",
        "<title>",
        "<plaintext>",
        "<template>",
        "<form action=/a>",
        "<select>",
        "<option>",
        "<input type=",
        "> [!VIDEO] a\n",
        "<https://a.example/>",
        "<mglyph>",
        "<b>",
        "</b>",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "    ",
        "> ",
        "- ",
        "1. ",
        "# ",
        "| a | b |\n|-|:-:|\n",
        "```",
        "~~",
        "*",
        "_",
        "`",
        "[",
        "](",
        ")",
        "![",
        "[^a]",
        "[^a]: ",
        "[^b]",
        "[^b]: ",
        "[!NOTE]",
        "> [!SIDEBAR] ",
        "{#a .b}",
        "{#fn-a}",
        "<b id=a>",
        "<i id=fnref-a>",
        "</b>",
        "{onclick=x}",
        "&lt;",
        "&#x3C;",
        "\\",
        "\0",
        "é",
        "沉",
        "👩‍👩‍👧",
        "\u{feff}",
        "a",
        "[ ] ",
        "[x] ",
        "<!-- more -->",
        ":",
        "— ",
        "> — ",
        "Table: ",
        "![a](b.png \"c\")\n",
        "*d*",
        "```rust\n",
        "```js\n",
        "/* ",
        "…",
    ];
    prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

/// Each start tag's name and the names of its attributes.
fn tags(html: &str) -> Vec<(String, Vec<String>)> {
    let text = |bytes: &html5gum::HtmlString| String::from_utf8_lossy(bytes).into_owned();
    html5gum::Tokenizer::new(html)
        .flatten()
        .filter_map(|token| match token {
            html5gum::Token::StartTag(tag) => Some((text(&tag.name), tag.attributes.keys().map(text).collect())),
            _ => None,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_allowed_html(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let (html, body, problems) = press(&text);
        // No allowed element changes how a parser reads what follows it, so checking the tags checks the page.
        let first = tags(&html);
        let again = tags(&super::sanitiser::sanitiser().clean(&html).to_string());
        for (name, attributes) in first.iter().chain(&again) {
            prop_assert!(catchword_bundle::allow::element(name), "<{}> in {}", name, html);
            for attribute in attributes {
                prop_assert!(catchword_bundle::allow::attribute(name, attribute), "{} in {}", attribute, html);
            }
        }
        let mut ids = names::ids(&html);
        ids.sort();
        prop_assert!(ids.windows(2).all(|two| two[0] != two[1]), "an id is there twice in {}", html);
        for spanned in body.all_nodes() {
            prop_assert!(spanned.span.end <= text.len());
        }
        for heading in &body.contents {
            prop_assert!(body.ids.contains(&heading.id));
        }
        // Every problem can be printed.
        for problem in problems {
            let _ = format!("{:?}", miette::Report::new(problem));
        }
    }
}
