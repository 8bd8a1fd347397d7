//! Feeds stay well-formed, whatever their texts contain.

use catchword_press::feed_files;
use proptest::prelude::*;
use roxmltree::Document;

use super::{FEEDS, essay, fixture, text};

/// Texts made of pieces that could break markup.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "<",
        ">",
        "&",
        "\"",
        "'",
        "]]>",
        "]]",
        "</script>",
        "<![CDATA[",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "&nope;",
        "🦉",
        "é",
        "a",
        " ",
        "\n",
        "\r",
        "\t",
        "\0",
        "\u{8}",
        "\u{1b}",
        "\u{7f}",
        "\u{85}",
        "\u{fffe}",
        "\u{ffff}",
        "<?xml",
        "?>",
        "<a href=\"/x\">",
    ]);
    let texts = proptest::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat());
    prop_oneof![texts, any::<String>()]
}

proptest! {
    #[test]
    fn no_text_breaks_a_feed(title in hostile(), summary in hostile(), content in hostile(), name in hostile()) {
        let mut output = fixture("feeds");
        output.site.title.clone_from(&title);
        output.site.tagline = Some(summary.clone());
        let item = essay(&mut output);
        item.title.clone_from(&title);
        item.summary = Some(summary.clone());
        item.content_html = Some(content);
        item.tags = vec![name.clone()];
        item.authors[0].name.clone_from(&name);
        item.catchword.content_note = Some(summary);
        let hero = item.catchword.hero.as_mut().unwrap();
        hero.alt.clone_from(&name);
        hero.credit.as_mut().unwrap().name.clone_from(&name);

        // Characters that XML can't contain are replaced, and a parser normalises line ends.
        let is_char = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        let marked: String = title.chars().map(|c| if is_char(c) { c } else { '\u{fffd}' }).collect();
        let marked = marked.replace("\r\n", "\n").replace('\r', "\n");
        let files = feed_files(&output);
        for name in ["feed.xml", "rss.xml"] {
            let document = Document::parse(text(&files, name)).unwrap();
            let found = document.descendants().filter(|node| node.tag_name().name() == "title");
            let texts: Vec<String> =
                found.map(|node| node.text().unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n")).collect();
            prop_assert_eq!(texts.len(), 4);
            prop_assert_eq!(texts.iter().filter(|text| **text == marked).count(), 2, "{} {:?}", name, texts);
        }
        let json: serde_json::Value = serde_json::from_slice(&files["feed.json"]).unwrap();
        prop_assert_eq!(json["items"][0]["title"].as_str(), Some(title.as_str()));
        for name in FEEDS {
            prop_assert_eq!(feed_rs::parser::parse(files[name].as_slice()).unwrap().entries.len(), 3);
        }
    }
}
