//! Numbers, marks and lines that become something else than what is written.

use super::{Row, left, wrong_rows};

const LEFT: &[Row] = &[
    // Numbers of lists.
    ("1968. We moved.\n\n1971. He left.", "1971.", "`1971\\. He left.`; in a list"),
    ("3. Oktober: kalt\n\n9. November: warm", "9.", "`9\\. November: warm`"),
    ("1. a\n3. b\n7. c", "3.", "an empty line between"),
    ("10. a\n9. b\n8. c", "9.", "`9\\. b`"),
    ("5. a\n5. b", "5. b", "`5\\. b`"),
    ("1) a\n4) b", "4)", "`4\\) b`"),
    ("> 1. a\n> 5. b", "5.", "`5\\. b`"),
    ("1. a\n2. b\n\n1. c\n2. d", "1. c", "backslash"),
    ("1. a\n2. b\n4. c", "4.", "backslash"),
    ("1968. We moved to the coast.", "1968.", "`1968\\. We moved to the coast.`"),
    ("3. Oktober 1990 war ein Feiertag.", "3.", "`3\\. Oktober"),
    ("1. mai er en fridag.", "1.", "`1\\. mai"),
    // Lists whose lines become one.
    ("a) one\nb) two", "a)", "`1. one`"),
    ("Bring:\n(1) one\n(2) two", "(1)", "`1. one`"),
    ("i. one\nii. two", "i.", "`1. one`"),
    ("(iv) one\n(v) two", "(iv)", "`1. one`"),
    ("A. one\nB. two", "A.", "`1. one`"),
    ("☐ one\n☑ two", "☐", "`- [ ] one`"),
    ("✓ one\n✓ two", "✓", "`- [ ] one`"),
    ("➢ one\n➢ two", "➢", "`- one`"),
    ("👉 one\n👉 two", "👉", "`- one`"),
    ("①one\n②two", "①", "`1. one`"),
    ("1\u{fe0f}\u{20e3} one\n2\u{fe0f}\u{20e3} two", "1", "`1. one`"),
    ("1 - one\n2 - two", "1 -", "`1. one`"),
    ("1.) eins\n2.) zwei", "1.)", "`1. eins`"),
    ("1: one\n2: two", "1:", "`1. one`"),
    ("1º uno\n2º dos", "1º", "`1. uno`"),
    ("١. واحد\n٢. اثنان", "١.", "`1. واحد`"),
    ("א. אחת\nב. שתיים", "א.", "`1. אחת`"),
    ("一、甲\n二、乙", "一、", "`1. 甲`"),
    // Beginnings that may be several things.
    ("*one item", "*one", "`\\*one item`"),
    ("-one thing that somebody said", "-one", "`— one thing"),
    ("####### Seven", "#######", "`###### Seven`"),
    ("#Reading the old letters again, slowly and aloud", "#", "`## Reading the old letters again, slowly and aloud`"),
    // Headings.
    ("It was one sentence.\n---", "---", "an empty line before it"),
    ("a\n\n###\n\nb", "###", "delete it"),
    ("# # #", "# # #", "`---`"),
    ("## {#x}", "## {#x}", "delete it"),
    ("## <!-- c -->", "## <!--", "delete it"),
    ("## Head##", "##", "`## Head`"),
    // Links and notes.
    ("[w](other.md “The Ouse”)", "](other", "`other.md \"The Ouse\"`"),
    ("[w](other.md „Titel“)", "](other", "`other.md \"Titel\"`"),
    ("[x]({% post_url 2020-01-01-about %})", "{%", "link to the file"),
    ("[x]({{ site.baseurl }}/about/)", "{{", "link to the file"),
    ("[x]({{< ref \"about.md\" >}})", "{{<", "link to the file"),
    ("Words[^1].\n\n[^1] The note.", "[^1] The", "`[^1]: The note.`"),
    ("She came[1].\n\n[1]The note", "[1]The", "`[^1]: `"),
    ("[a][r]\n\n[r]: b.md\n[R]: c.md", "[R]: c", "`[R]: b.md`"),
    // Other tools.
    ("{::comment}\nprivate\n\nwords\n{:/comment}", "{::comment}", "`<!-- note -->`"),
    ("*[CBT]: cognitive therapy", "*[CBT]:", "`CBT (cognitive therapy)`"),
    ("![A boat|300](b.png)", "![A boat|300]", "`![A boat](b.png)`"),
    ("![A boat|300x200](b.png)", "![A boat|300", "width=\"300\""),
    ("[ninja_form id=1]", "[ninja_form", "remove it"),
    ("[wpforms id=12]", "[wpforms", "remove it"),
    ("[mc4wp_form]", "[mc4wp_form", "remove it"),
    // Markdown inside HTML.
    ("<div>\n- one\n- two\n</div>", "- one", "after an empty line"),
    ("<details>\n<summary>a</summary>\n1. one\n</details>", "1. one", "after an empty line"),
    ("<div>\n## Heading\n</div>", "## Heading", "after an empty line"),
    ("<div>\nwith `code` in it\n</div>", "with `code`", "after an empty line"),
    // Single marks.
    ("***both** one", "***both", "`***words***`"),
    ("He said *no and left.", "*no", "`*words*`"),
    ("Use `code here.", "`code", "`` `code` ``"),
];

const MEANT: &[&str] = &[
    "1. a\n2. b\n3. c\n\n---\n\n1. a\n1. b\n1. c\n\n---\n\n0. a\n0. b\n\n---\n\n4. a\n5. b\n\n---\n\n0. a\n1. b",
    "1. a\n1. b\n2. c\n3. d\n\n---\n\n1. a\n3. b\n2. c",
    "3. Read it again.\n\nWords.\n\n1. August and the sea\n2. September\n\n1968\\. We moved.",
    "*Names have been changed.\n\nWords.\n\n*Not her real name.",
    "Words.\n\n-Ann",
    "-Rilke\n\nWords.\n\n-Yo, no.",
    "#MeToo changed how we speak\n\n#BlackLivesMatter began in 2013.\n\n#Brexit was never so simple.",
    "The Leser*innen und Autor*innen, l*s amig*s, sagt sie",
    "(a) is one thing, and\n(b) another one.\n\na) one\\\nb) two\n\nc) three\n\nd) four",
    "Words with a) one and\nb) two in them.",
    "i. e. words\nand more\n\nA. Smith came.\nC. Jones left.\n\n① one\n\n1 - 2 is -1\n3 - 4 is -1",
    "☀ one\n☂ two\n\n2024 - one\n2025 - two",
    "Short heading\n---\n\nDr.\n---\n\n# C##\n\n## F#\n\n## ![a](b.png)\n\n## `#`",
    "[w](other.md \"The Ouse\") [w](<a b.md> 'c')",
    "[a][r]\n\n[r]: b.md\n[r]: b.md\n\n[//]: # (words)\n[//]: # (more)\n\n```\n[r]: c.md\n```",
    "[^1] comes first here.\n\n[^1]: The note.",
    "![A | B](b.png) ![|](c.png) ![1939|](d.png)",
    "[sic] [read_me] in words\n\n[a=b]\n\n[Some words here]",
    "<p>\n- Ann\n</p>\n\n<pre>\n- a\n- b\n## c\n`d`\n</pre>\n\n<div>\n\n- one\n- two\n\n</div>",
    "The *nix world, *bher- and word* and 5 * 3\n\nf(*args)\n\n*nothing* more",
    "Hawai`i is `like' this\n\nthe `Abd",
];

#[test]
fn says_what_readers_will_see_instead() {
    let wrong = wrong_rows(LEFT);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let twice: Vec<_> = LEFT.iter().map(|row| (row.0, left(row.0))).filter(|(_, told)| told.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn what_is_meant_is_left_alone() {
    let wrong: Vec<_> = MEANT.iter().map(|text| (text, left(text))).filter(|(_, left)| !left.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
