//! The mark-up of other tools and languages.

use super::{Row, left, wrong_rows};

const LEFT: &[Row] = &[
    // Links and pictures in another order.
    ("!(a boat)[b.png]", ")[b", "`![what it shows](address)`"),
    ("(the words)[/essays/a.md] and", ")[/essays", "`[words](address)`"),
    ("! [a](/b.png)", "! [a", "no space after the exclamation mark"),
    ("[a]:(b)", "[a]:(b)", "no colon"),
    ("see [a]:(https://b.example/)", "]:(", "no colon"),
    ("> [Note]: Important", "[Note]", "`\\[`"),
    ("![[Other text#A place]]", "![[Other", "`[Other text#A place](<Other text.md#a-place>)`"),
    ("[[other#A place]]", "[[other", "`[other#A place](other.md#a-place)`"),
    // Forums and plug-ins.
    ("a [footnote]words[/footnote]", "[footnote]", "`[^1]`"),
    ("[color=red]x[/color]", "[color", "colour"),
    ("[b]one\n\ntwo[/b]", "[b]", "`**words**`"),
    ("[img]https://a.example/b.png[/img]", "[img", "![what it shows]"),
    ("[vc_row][vc_column]words[/vc_column][/vc_row]", "[vc_row", "keep the words"),
    ("[list][*]a[/list]", "[list", "`- `"),
    ("[vc_empty_space height=\"32px\"]", "[vc_empty", "remove it"),
    ("Words((a note of mine)) go on", "((a note", "`[^1]`"),
    // Wikis, Textile, reStructuredText, AsciiDoc, Org, Jira.
    ("'''bold'''", "'''bold", "`**words**`"),
    ("some ''slanted words'' here", "''slanted", "`*words*`"),
    ("== Heading ==", "== Heading", "`## Words`"),
    ("=== Heading", "=== Heading", "`## Words`"),
    ("= Title of it", "= Title", "`## Words`"),
    ("{| class=\"wikitable\"", "{|", "a table with bars"),
    ("h2. Heading", "h2.", "`## Words`"),
    ("bq. Words of somebody", "bq.", "`> `"),
    (".. note::\n   words", ".. note::", "`> [!NOTE] Title`"),
    (".. image:: boat.png", ".. image::", "![what it shows]"),
    ("Heading\n^^^^^^^\n\nb", "^^^^^^^", "`## Words`"),
    ("Heading\n~~~~~", "~~~~~", "`## `"),
    ("Heading\n~~~~~~~\n\nWords.\n\nAnother\n~~~~~~~\n\nMore.", "~~~~~~~", "`## `"),
    ("image::boat.png[]", "image::", "![what it shows]"),
    ("link:https://a.example/[words]", "link:", "`[words](address)`"),
    ("* Heading\n** Lower heading", "** Lower", "`## Words`"),
    ("#+TITLE: The title", "#+TITLE", "front matter"),
    ("#+begin_src rust\na\n#+end_src", "#+begin_src", "three backticks"),
    ("{quote}words{quote}", "{quote}", "`> `"),
    // Pandoc, TeX and MDX.
    ("as said [see @smith2020, p. 3]", "@smith2020", "`[^1]`"),
    ("as said [@smith2020; @jones]", "@smith2020", "`[^1]`"),
    ("Term\n: words that explain it", ": words", "`**Words**: what they mean`"),
    ("| The first line\n| and the second", "| The", "backslash"),
    ("\\newpage", "\\newpage", "one page"),
    ("\\section{Words}", "\\section", "`## Words`"),
    ("some \\emph{words} here", "\\emph", "`*words*`"),
    ("\\begin{quote}\nwords\n\\end{quote}", "\\begin", "`> `"),
    ("Here $x$ is", "$x$", "no formulas"),
    ("so $y^2 + 2y$, or", "$y^2", "no formulas"),
    ("a \\(x\\) b", "\\(x", "no formulas"),
    ("\\[x^2 = y\\]", "\\[x", "no formulas"),
    ("import Chart from './chart'", "import", "no code"),
    ("export const meta = { title: 'a' }", "export", "no code"),
    // Fields, tags and pictures with names.
    ("Status:: done", "Status::", "front matter"),
    ("#poetry #winter", "#poetry", "`tags = [\"poetry\", \"winter\"]`"),
    ("well :point_right: there", ":point_right:", "the character itself"),
    // Word processors.
    ("•\tmilk", "•", "`- milk`"),
    ("·\tmilk\n\n·\tbread", "·", "`- milk`"),
    ("o\tmilk", "o", "`- milk`"),
    ("§\tmilk", "§", "`- milk`"),
    ("• milk\n\n• bread", "• milk", "`- milk`"),
    ("‑milk", "‑milk", "`- milk`"),
    ("– milk\n– bread", "– milk", "hyphen"),
    ("Bring:\n— milk\n— bread", "— milk", "hyphen"),
    ("“““\ncode\n“““", "“““", "backticks"),
    ("´´´rust\ncode\n´´´", "´´´", "backticks"),
    // Full-width marks.
    ("＃ 見出し", "＃", "`## Heading`"),
    ("これは＊＊太字＊＊です", "＊＊太", "`**words**`"),
    ("［語］（https://b.example/）", "］（https", "narrow brackets"),
    ("[語]（/essays/b.md）", "]（/essays", "narrow brackets"),
    ("1）牛乳\n2）パン", "1）", "`- words`"),
    ("｜a｜b｜", "｜a", "narrow bars"),
    // Wrong encodings.
    ("Ã¼ber", "Ã¼", "UTF-8"),
    ("cost Â£5", "Â£", "UTF-8"),
    ("wordÂ next", "Â ", "UTF-8"),
    ("ï»¿Words", "ï»¿", "UTF-8"),
    ("РџСЂРёРІРµС‚", "Рџ", "UTF-8"),
    ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "ÐŸ", "UTF-8"),
    ("good ðŸ˜€", "ðŸ", "UTF-8"),
    ("donâ€™t", "â€™", "UTF-8"),
    // Blocks that have become something else.
    ("| a | b |\n|---|---|\n| c | d |\nThis text goes on below.", "This text", "an empty line before it"),
    ("| a |\n|---|\n| b |\nmore", "more", "an empty line before it"),
    ("    She went down to the quay. It was cold there.", "She went", "remove them"),
    ("Words.\n\n\tThe tide turned before he came, and nobody saw it.\n\nMore.", "The tide", "remove them"),
];

/// Texts in which nothing is left: ordinary prose, and code.
const MEANT: &[&str] = &[
    "Costs $5 and $6, US$3, $5_000 or $x; `$x$`; $HOME/bin:$PATH, $A$1, a $10^6$3 b",
    "He said (in a (small) voice) and ((x)) so. f((a, b)) (((echo)))",
    "Ada @ada2020 and me@a.example wrote [to @ada] and [them](b.md).",
    "[sic] [the author] [x] [a/b] [/] [note] and [note] [1] [b] is a letter, [i] too",
    "Note: this is so.\n\nNOTE: and this.\n\nTIP: words",
    "a = b, and x == y.\n\nWords\n== b",
    "C:\\users\\ada and \\o/ and \\\\server\\share and \\*a\\* and \\newt",
    "\\(a\\) first, \\(see below\\), \\[sic\\], \\[1\\], word\\(s\\)",
    "std::fmt and a::b, `a:: b`, 10::20, ::1, the ratio 1::2",
    "#poetry\n\nI like #poetry and #winter.\n\n> #poetry #winter\n\n#1 #2",
    "— Hello, she said.\n\n— Hello.\n\n– A dash alone begins this.\n\n— one\\\n— two",
    "> Words.\n>\n> — somebody",
    "the – dash – and the — dash\n– which goes on",
    "6' 2'' and 5''x7'', the dogs' ''",
    "Âge, Île, SÃO, IRMÃ», «СССР», РС…, Ð, Ñandú, Ångström, åäö, Çé, naïve, Ä», ærø, „Ärger“",
    "Україна, Сергій, Сёмин; «Рє»",
    "（注）［注］（一九九〇年）、＊印、＃1、１．５倍",
    "    let x = 5;\n    f(x);\n\n    She: {\"a\": 1}.\n\n    $ cargo run\n    Compiling a few words of it.",
    "    Hello, world.\n\n    error: this is not a sentence that somebody has written.",
    "| a | b |\n|---|---|\n| c | d |\n| Text with bars in it. | e |\nshort |\n\nText below.",
    "a | b\n---|---\nc | d",
    "| just one bar\n\nx | y",
    "Code:\n~~~\nlet a;\n~~~\n\nUsage\n\n~~~~\nb\n~~~~",
    "import taxes from abroad are high\n\nimport duty, export default risk\n\nexport rules = none",
    "image: of a boat [sic]. link: [a](b.md). See include:a",
    "Wait...\n....\n\n**Note**\n: \n\nH2O. h2o is water\n\np. 12",
    "<!-- wp:paragraph -->\n\nwords\n\n<!-- /wp:paragraph -->",
    "<aside>\n💡 words\n</aside>",
    "> [!TIP]- Title\n> words",
    "```\n== a ==\n.. note::\n{quote}\n$x^2$\n''a''\n```",
    "`== a ==` `{quote}` `''a''` `[b]c[/b]` `\\emph{a}` `＊＊a＊＊` `- a` `[@a]` `Ã¼`",
    "• Ada • Ben • Cy",
    "`x:y_z:` 10:30:15 a:b_c:d",
    "[Ada]: https://a.example/\n\n[comment]: # (words)\n\n[//]: # (words)\n\n[a]: b.md",
    "\"\"\n\n''\n\n\"Words\"\n\n…",
];

#[test]
fn says_what_other_tools_would_have_understood() {
    let wrong = wrong_rows(LEFT);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn ordinary_prose_and_code_are_left_alone() {
    let wrong: Vec<_> = MEANT.iter().map(|text| (text, left(text))).filter(|(_, left)| !left.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn long_texts_take_no_long_time() {
    for part in [
        "[b",
        "[b] ",
        "$x ",
        "((a b ",
        "@a [",
        "''a ",
        "［a］（",
        "\\(a ",
        "\\emph{ ",
        "== ",
        "]:(",
        "{quote",
        "[a=\"b\" ",
    ] {
        let text = part.repeat(4_000);
        let start = std::time::Instant::now();
        left(&text);
        assert!(start.elapsed().as_secs() < 5, "{part}: {:?}", start.elapsed());
    }
}
