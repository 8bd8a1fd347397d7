//! What the parser reads otherwise than CommonMark.

use super::html;

#[test]
fn emphasis_ends_beside_full_width_punctuation() {
    let table = [
        ("**これは重要。**次に", "<strong>これは重要。</strong>次に"),
        ("**「強調」**です", "<strong>「強調」</strong>です"),
        ("文字**（括弧）**文字", "文字<strong>（括弧）</strong>文字"),
        ("文字*「斜体」*文字", "文字<em>「斜体」</em>文字"),
        ("文字~~（取消）~~文字", "文字<del>（取消）</del>文字"),
        ("文字***（両方）***文字", "文字<em><strong>（両方）</strong></em>文字"),
        ("**“강조”**은", "<strong>“강조”</strong>은"),
        ("한국어**(괄호)**는", "한국어<strong>(괄호)</strong>는"),
        ("**`code`**を", "<strong><code>code</code></strong>を"),
        ("**[a](https://b.example/)**を", "<strong><a href=\"https://b.example/\" rel=\"noopener\">a</a></strong>を"),
        ("**甲。**乙**丙、**丁**（戊）**己", "<strong>甲。</strong>乙<strong>丙、</strong>丁<strong>（戊）</strong>己"),
        ("「**甲**」、**乙**。", "「<strong>甲</strong>」、<strong>乙</strong>。"),
        ("𠮷**(a)**𠮷", "𠮷<strong>(a)</strong>𠮷"),
        // As CommonMark has it.
        ("a**(b)**c", "a**(b)**c"),
        ("a*\"b\"*c", "a*“b”*c"),
        ("**a。 **b", "**a。 **b"),
        // What stands in for characters is in nothing that a reader sees.
        (
            "`**。**文` <i title=\"*。*文\">x</i> [**。**文](<*。*文.pdf> \"*。*文\")",
            concat!(
                "<code>**。**文</code> <i title=\"*。*文\">x</i> ",
                "<a href=\"*%E3%80%82*%E6%96%87.pdf\" title=\"*。*文\"><strong>。</strong>文</a>",
            ),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(html(text), format!("<p>{expected}</p>"), "{text}");
    }
}

#[test]
fn asterisks_inside_of_words_stay() {
    let table = [
        ("Leser*innen und Autor*innen", "Leser*innen und Autor*innen"),
        ("Der*die Therapeut*in", "Der*die Therapeut*in"),
        ("Tod*s l*s amig*s", "Tod*s l*s amig*s"),
        ("jede*r Lehrer*innenvertreter*innen", "jede*r Lehrer*innenvertreter*innen"),
        ("Leser*innen sagen *nie* Autor*in", "Leser*innen sagen <em>nie</em> Autor*in"),
        ("**Leser*innen und Autor*innen**", "<strong>Leser*innen und Autor*innen</strong>"),
        ("un*frigging*believable", "un<em>frigging</em>believable"),
        ("*all the words*", "<em>all the words</em>"),
        ("这是*Hello World*的", "这是<em>Hello World</em>的"),
    ];
    for (text, expected) in table {
        assert_eq!(html(text), format!("<p>{expected}</p>"), "{text}");
    }
}

#[test]
fn an_address_may_have_spaces() {
    let link = |href: &str| format!("<a href=\"{href}\">a</a>");
    let table = [
        ("[a](my file.pdf)", link("my%20file.pdf")),
        ("[a](/files/my file (1).pdf)", link("/files/my%20file%20(1).pdf")),
        ("[a]( my file.pdf#b )", link("my%20file.pdf#b")),
        ("[a](./my  files/b)", link("./my%20%20files/b")),
        ("[a](my file.pdf \"b c\")", "<a href=\"my%20file.pdf\" title=\"b c\">a</a>".to_owned()),
        ("[a][b]\n\n[b]: /my file.pdf 'c d'", "<a href=\"/my%20file.pdf\" title=\"c d\">a</a>".to_owned()),
        ("`[a](b c.pdf)`", "<code>[a](b c.pdf)</code>".to_owned()),
        ("\\[a](b c.pdf)", "[a](b c.pdf)".to_owned()),
        ("[sic](as it is)", "[sic](as it is)".to_owned()),
        ("[a](b.pdf) (c d.pdf)", format!("{} (c d.pdf)", link("b.pdf"))),
        ("[b]: words and more/b.pdf", "[b]: words and more/b.pdf".to_owned()),
    ];
    for (text, expected) in table {
        assert_eq!(html(text), format!("<p>{expected}</p>"), "{text}");
    }
    let picture = html("![a b](/images/a b.png \"c\")");
    assert!(picture.contains("src=\"/images/a%20b.png\""), "{picture}");
    assert!(html("```\n[a](b c.pdf)\n```").contains("[a](b c.pdf)"));
}
