mod others;
mod slips;

use std::sync::Arc;

use miette::{Diagnostic, NamedSource};

use crate::markdown::parse;
use crate::problem::Check;

/// What is reported: the part of the text, the message, and the hint.
type Told = (String, String, String);

fn left(text: &str) -> Vec<Told> {
    let source = Arc::new(NamedSource::new("test.md", text.to_owned()));
    let (_, problems) = parse(&source, 0..text.len(), "en", &Default::default());
    let problems = problems.into_iter().filter(|problem| problem.check == Check::LeftAsText);
    let parts = |problem: crate::problem::Problem| {
        let at = problem.place().1;
        let help = Diagnostic::help(&problem).map(|help| help.to_string()).unwrap_or_default();
        (text[at..].lines().next().unwrap_or_default().to_owned(), problem.to_string(), help)
    };
    problems.map(parts).collect()
}

/// A text that is reported, where the report begins, and a part of its hint.
type Row = (&'static str, &'static str, &'static str);

/// The rows whose first report is another one, each with what is reported.
fn wrong_rows(rows: &'static [Row]) -> Vec<(&'static Row, Vec<Told>)> {
    let is_told = |(text, begins, hint): &Row| {
        left(text).first().is_some_and(|(place, _, help)| place.starts_with(begins) && help.contains(hint))
    };
    rows.iter().filter(|row| !is_told(row)).map(|row| (row, left(row.0))).collect()
}

const LEFT: &[Row] = &[
    // Emphasis.
    ("a **bold", "**bold", "`**words**`"),
    ("**bold text** and ** more**", "** more**", "without a space"),
    ("a ** bold ** word", "** bold", "without a space"),
    ("**bold **text", "**bold **text", "without a space"),
    ("a __bold __ b", "__bold", "`**words**`"),
    ("~~gone ~~", "~~gone", "`~~words~~`"),
    ("<div>\n**bold**\n</div>", "**bold**", "after an empty line"),
    // Links, pictures and footnotes.
    ("[a](b.md", "](b.md", "`[words](address)`"),
    ("see [a](some words)", "](some", "angle brackets"),
    ("[a] (https://b.example/)", "] (https", "no space"),
    ("(a)[https://b.example/]", ")[https", "square brackets"),
    ("[a][b]", "[a][b]", "`[b]: address`"),
    ("![a][b]", "[a][b]", "`[b]: address`"),
    ("[a [b](c) d](e)", "](e)", "inside another"),
    ("a[^x]", "[^x]", "`[^x]: words`"),
    ("## A[^x]", "[^x]", "`[^x]: words`"),
    ("| a[^x] |\n|---|", "[^x]", "`[^x]: words`"),
    ("a^[words]", "^[words]", "`[^1]: words`"),
    ("[[page]]", "[[page]]", "`[page](page.md)`"),
    ("[[My page|the words]]", "[[My", "`[the words](<My page.md>)`"),
    ("![[boat.png]]", "![[boat", "`![what the picture shows](</images/boat.png>)`"),
    ("[[_TOC_]]", "[[_TOC_]]", "table of contents"),
    // The beginnings of lines.
    ("##Heading", "##Heading", "`## Heading`"),
    ("#The first heading", "#The", "`## The first heading`"),
    ("> ###*Heading*", "###*", "space after the mark"),
    ("-item", "-item", "`- item`"),
    ("Bring:\n-milk\n-bread", "-milk", "`- milk`"),
    ("*item", "*item", "`- item`"),
    ("1)item", "1)item", "`1) item`"),
    ("1.item\n2.item", "1.item", "`1. item`"),
    ("• milk\n• bread", "• milk", "`- milk`"),
    (":::note\nwords\n:::", ":::note", "`> [!NOTE] Title`"),
    ("!!! note\n    words", "!!! note", "`> [!NOTE] Title`"),
    ("??? note \"A\"", "??? note", "`> [!NOTE] Title`"),
    ("=== \"Tab\"", "=== \"", "heading"),
    ("| a | b |\n| c | d |", "| a", "`|---|---|`"),
    ("a | b\nc | d", "a | b", "`|---|---|`"),
    ("| a | b |\n|---|\n| c | d |", "| a", "as many columns"),
    ("| a | b |\n|---|---|\n| c | d | e |", "| c", "add columns"),
    // Other tools.
    ("{{< figure src=\"a.png\" >}}", "{{<", "![what it shows]"),
    ("a {{ page.title }} b", "{{ page", "Catchword has no such codes"),
    ("{% include x.html %}", "{% include", "Catchword has no such codes"),
    ("==marked==", "==marked", "`<mark>words</mark>`"),
    ("a ==marked words==.", "==marked", "`<mark>words</mark>`"),
    ("![a](b.png){width=300}", "{width", "width=\"300\""),
    ("words {.class}", "{.class}", "`## Heading {#place}`"),
    ("words\n{: .class #id}", "{: .class", "only a heading"),
    ("- a\n{:toc}", "{:toc}", "only a heading"),
    ("[gallery]", "[gallery]", "one picture after the other"),
    ("[gallery ids=\"1,2\"]", "[gallery", "one picture after the other"),
    ("[caption id=\"a\"]words[/caption]", "[caption", "its caption on the next line"),
    ("[youtube https://a.example/b]", "[youtube", "`> [!VIDEO]`"),
    ("[audio src=\"a.mp3\"]", "[audio", "`> [!PODCAST]`"),
    ("[toc]", "[toc]", "table of contents"),
    ("a $$x^2$$ b", "$$x", "no formulas"),
    ("x^2^", "^2^", "`<sup>2</sup>`"),
    ("H~2~O", "~2~", "`<sub>2</sub>`"),
    ("well :smile:", ":smile:", "the character itself"),
    ("[youtube https://www.youtube.com/watch?v=abc]", "[youtube", "`> <https://www.youtube-nocookie.com/embed/abc>`"),
    ("[embed]https://vimeo.com/123[/embed]", "[embed", "`> <https://player.vimeo.com/video/123>`"),
    ("[embed width=\"3\"]https://a.example/b[/embed]", "[embed", "`> [!VIDEO]`"),
    // Notes and changes that readers would see.
    ("a %%private note%% b", "%%private", "`<!-- note -->`"),
    ("a %% private note %%", "%% private", "`<!-- note -->`"),
    ("%%\nprivate\n\nnote\n%%", "%%", "`<!-- note -->`"),
    ("a{>> note <<} b", "{>> note", "`<!-- note -->`"),
    ("a {>>note\nb<<}", "{>>note", "`<!-- note -->`"),
    ("a {++b++} c", "{++b", "without these marks"),
    ("a {--b--} c", "{--b", "without these marks"),
    ("a {~~b~>c~~} d", "{~~b", "without these marks"),
    ("a {==b==} c", "{==b", "without these marks"),
    ("{# note #}", "{# note", "`<!-- note -->`"),
    ("{/* note */}", "{/* note", "`<!-- note -->`"),
    ("a {/*note*/}", "{/*note", "`<!-- note -->`"),
    ("<%- x %>", "<%- x", "`<!-- note -->`"),
    ("a <!- note -> b", "<!- note", "`<!-- note -->`"),
    ("<! -- note -- >", "<! -- note", "`<!-- note -->`"),
    ("<!— note —>", "<!— note", "`<!-- note -->`"),
    ("<!--nextpage-->", "<!--nextpage", "an essay is one page"),
    // Copied from elsewhere.
    ("I donâ€™t", "â€™t", "UTF-8"),
    ("a cafÃ© b", "Ã©", "UTF-8"),
    ("a caf\u{fffd} b", "\u{fffd}", "UTF-8"),
    ("See Error! Reference source not found.", "Error!", "lost this reference"),
    ("a [b]bold[/b] c", "[b]", "`**words**`"),
    ("[url=https://a.example/]b[/url]", "[url", "`[words](https://…)`"),
    ("[x] done", "[x]", "`- [x] words`"),
    ("[ ] to do\n[x] done", "[ ]", "`- [ ] words`"),
    ("- [>] later", "[>]", "`- [x] words`"),
    ("Some words. ^block-id", "^block-id", "`## Words {#block-id}`"),
    ("Text[1] and more.\n\n[1] The note.", "[1] The", "`[^1]: `"),
    // Addresses.
    (
        "https://www.youtube.com/watch?v=abcdefghijk&t=3",
        "https://www",
        "`> <https://www.youtube-nocookie.com/embed/abcdefghijk>`",
    ),
    ("https://youtu.be/abcdefghijk?si=x", "https://youtu", "`> <https://www.youtube-nocookie.com/embed/abcdefghijk>`"),
    ("https://vimeo.com/12345678", "https://vimeo", "`> <https://player.vimeo.com/video/12345678>`"),
    (
        "https://open.spotify.com/episode/abcdefgh",
        "https://open",
        "`> <https://open.spotify.com/embed/episode/abcdefgh>`",
    ),
    ("see www.example.com.", "www.example", "`<https://www.example.com>`"),
    ("see (https://example.com/a), b", "https://example", "`<https://example.com/a>`"),
    // Blocks and elements without an end.
    ("```rust\nlet a;", "```rust", "write ``` on"),
    ("> ~~~\n> a\n\nb", "~~~", "below the code"),
    ("<details>\n<summary>a</summary>\n\nb", "<details>", "`</details>`"),
    ("<div>\n\na\n\n<div>\n\nb\n\n</div>", "<div>", "`</div>`"),
    ("a <b>c", "<b>c", "`</b>`"),
    ("a <!-- b", "<!-- b", "`-->`"),
    ("<!--more Read on-->", "<!--more Read", "`<!-- more -->`"),
    ("<!-- excerpt -->", "<!-- excerpt", "`<!-- more -->`"),
    ("<a href=“https://a.example/”>b</a>", "href=", "straight ones"),
    ("<a href=“a”title=“b”>c</a>", "<a href", "straight marks"),
    ("a <a href=\"b\"c>d", "<a href", "straight marks"),
    ("&nbsp a", "&nbsp a", "`&nbsp;`"),
    ("a &amp;nbsp; b", "&amp;nbsp;", "`&nbsp;`"),
    ("a &amp;#8217; b", "&amp;#8217;", "the character itself"),
    ("a &rsqo; b", "&rsqo;", "the character itself"),
    // Headings and front matter that nobody meant.
    ("First line\nand the second one\n---", "---", "an empty line before it"),
    ("---\ntitle: A\ndate: 2026-01-01\n---\n\nb", "title: A", "`+++`"),
    ("a\n\n---\ntags:\n- b\n---", "tags:", "`+++`"),
    ("+++\ntitle = \"A\"\n+++", "+++", "remove this one"),
    ("<<<<<<< HEAD\n\nb", "<<<<<<< HEAD", "Keep one of them"),
    (">>>>>>> branch", ">>>>>>> branch", "Keep one of them"),
    ("+++\r\ntitle = \"A\"\r\n", "+++", "remove this one"),
    ("It rained.\n\n+++\n\nIt stopped.", "+++", "write `* * *`"),
    ("It rained.\n+++\nNote: it stopped.", "+++", "write `* * *`"),
];

#[test]
fn says_what_is_left_as_text_and_what_to_write() {
    let wrong = wrong_rows(LEFT);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_merge_is_reported_at_each_of_its_marks() {
    let left = left("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main");
    let places: Vec<&str> = left.iter().map(|(place, ..)| place.as_str()).collect();
    assert_eq!(places, ["<<<<<<< HEAD", "=======", ">>>>>>> main"]);
}

/// Texts in which nothing is left.
const MEANT: &[&str] = &[
    "**bold** and __bold__, ~~gone~~, *a*, 2**3, 2 ** 3 ** 4, f**k, price**, a * b * c",
    "`**a` `[[b]]` `{{c}}` `##d` `[^e]` `http://f.example/` `:smile:` `x^2^`",
    "```\n**a [[b]] {{c}}\n##d\n| e | f |\n<<<<<<< HEAD\n```",
    "    **a [[b]]\n    -c",
    "<pre>\n**a** [[b]] {{c}} http://d.example/\n</pre>",
    "<p><code>**a</code> <kbd>[[b]]</kbd> <samp>{{c}}</samp></p>",
    "a <code>**b</code> <kbd>[[c]]</kbd> <math>{{d}}</math>",
    "<div title=\"**a [[b]]\">c</div>",
    "\\*\\*a \\[[b]] \\{{c}} \\##d \\[^e] &lt;a href=x>",
    "<https://a.example/**b__c> [https://a.example/](https://a.example/) <a href=\"https://b.example/\">www.b.example</a>",
    "[**a**](b.md) [a](<b c.md>) [a][b] [c]\n\n[b]: d.md",
    "a[0][1] [sic] [the author] (a)[b] [x] (see below)",
    "a[^1] b[^Ä b]\n\n[^1]: c\n\n[^ä  B]: d",
    "# A\n\n## B\n\nC#\n\n#hashtag\n\nsee #one #two\n\n#1 of them\n\n#!shebang",
    "- item\n* item\n\n1. item\n\n2) item\n\n-5° and -x\n\n1.5 m\n\n3.x is out\n\n--flag\n\n-> there",
    "The value falls\n-slowly at first.",
    "*Note* well.\n\n*a* b\n*c* d",
    "| a | b |\n|---|:-:|\n| c |\n| d \\| e | `f` |",
    "either | or",
    "a == b and c == d, x==y, ====",
    "{a, b} {x = 1} f(){} {} {1}",
    "## A {#b .c}",
    "[video] of it, the [code] and [more] words",
    "Costs $5 and $$$",
    "2^10 ~ 5~6 a~b c~d",
    "at 10:30:00 a::b::c :nonsense:",
    "See [it](https://youtu.be/abcdefghijk).\n\n<https://youtu.be/abcdefghijk>",
    "> [!VIDEO] A\n> <https://www.youtube.com/embed/abcdefghijk>",
    "```\na\n```\n\n~~~~\n```\n~~~~\n\n> ```\n> a\n> ```\n\n- ```\n  a\n  ```",
    "<details>\n<summary>a</summary>\n\nb\n\n</details>\n\n<p>c\n\n<br>\n\n<ul><li>d</ul>",
    "<!-- a comment -->\n\n<!-- more -->\n\n<!--More-->",
    "&nbsp;a &amp; b &copy; AT&T R&D a&b; x?a=1&copy=2",
    "Title\n=====\n\nTitle\n---\n\na\n\n---\n\nb",
    "a\n\n---\n\ntitle: words",
    "> > > > > > > deep",
    "a < b and c <d> e",
    "• • •",
    "SÃO, Ãngela, âge, [b], [x], a[1] = b[2], [1] of them, - [x] a, `[x] b`, 2 ^ 10, x ^y and\n\n- [x] c\n- [ ] d",
    "100%% of 50%% and %%, `%%a%%`, {+} {-} {#} <!> <%",
    "## -Zflag\n\n- -v prints more\n- -q prints less\n\n| -a |\n|----|\n| -b |",
    "<p>a &quot;b&quot; &eacute;</p>",
];

#[test]
fn reports_nothing_that_is_meant() {
    let wrong: Vec<_> = MEANT.iter().map(|text| (text, left(text))).filter(|(_, left)| !left.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_line_is_reported_once_for_each_kind() {
    let text = "**a ".repeat(20_000) + "[[b]] [[c]]";
    assert_eq!(left(&text).len(), 2);
}

#[test]
fn a_shortcode_and_a_note_are_told_once() {
    for text in [
        "[youtube https://youtu.be/abc]",
        "[embed]https://youtu.be/abc[/embed]",
        "[embed]https://a.example/b[/embed]",
        "%%\na\n\nb\n%%",
        "{>> note <<}",
        "{==marked==}",
        "{/* note */}",
        "<!- note ->",
    ] {
        assert_eq!(left(text).len(), 1, "{text}: {:#?}", left(text));
    }
}
