//! Parts of pages with their slots, and callouts of an author's own.

use std::fs;

use scraper::{Html, Selector};

use super::{blog, build, page, save, text_of, told};

#[test]
fn parts_stand_on_every_essay_and_not_in_feeds() {
    let folder = blog("");
    save(
        &folder,
        "parts/after-essay.md",
        "## Subscribe\n\n> [!NOTE] A letter\n> Once a month.\n\nWrite about [“{{title}}”](mailto:me@quiet.example?subject={{title}}), or share it [here]({{url}}).\n\n[Buy it]({{extra.shop}})\n",
    );
    save(&folder, "parts/before-essay.md", "By {{author}}, {{date}}.");
    save(&folder, "parts/masthead.md", "**New:** [two](/essays/two.md), by {{title}}");
    save(&folder, "parts/footer.md", "At {{url}}.");
    build(&folder);
    let one = page(&folder, "essays/one/index.html");
    let after = Html::parse_document(&one);
    let link = |text: &str| {
        let links = Selector::parse(".after-essay a").unwrap();
        let link = after.select(&links).find(|link| link.text().collect::<String>() == text);
        link.map(|link| link.attr("href").unwrap().to_owned())
    };
    assert_eq!(link("“One & < two”").as_deref(), Some("mailto:me@quiet.example?subject=One%20%26%20%3C%20two"));
    assert_eq!(link("here").as_deref(), Some("https://quiet.example/blog/essays/one/"));
    assert_eq!(link("Buy it").as_deref(), Some("https://shop.example/one"));
    assert_eq!(text_of(&one, ".before-essay"), ["By Ada, 1 January 2026."]);
    assert_eq!(text_of(&one, ".cw-masthead-part"), ["New: two, by Quiet & Co"]);
    assert_eq!(text_of(&one, ".cw-colophon-part"), ["At https://quiet.example/blog/."]);
    let ids: Vec<&str> =
        after.select(&Selector::parse("[id]").unwrap()).filter_map(|element| element.attr("id")).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");

    // A block whose slot stays empty is left out, and pages that are no essays have none.
    let two = page(&folder, "essays/two/index.html");
    assert!(two.contains("class=\"after-essay\"") && !two.contains("Buy it"), "{two}");
    assert!(!page(&folder, "about/index.html").contains("after-essay"));
    // What the app turns to has the same, and feeds have the text alone.
    let bundle: serde_json::Value = serde_json::from_str(&page(&folder, "essays/one/index.json")).unwrap();
    assert!(bundle["content_html"].as_str().unwrap().contains("class=\"after-essay\""));
    for feed in ["feed.json", "feed.xml", "rss.xml"] {
        assert!(!page(&folder, feed).contains("after-essay"), "{feed}");
    }
}

#[test]
fn a_part_is_checked_like_a_text() {
    let folder = blog("");
    for (path, text, said) in [
        ("parts/after-essay.md", "[a](/essays/none.md)", "isn't there"),
        ("parts/after-essay.md", "{{titel}}", "write `{{title}}`"),
        ("parts/after-essay.md", "{{colour}}", "stands for nothing"),
        ("parts/footer.md", "By {{author}}", "stands for nothing here"),
        ("parts/after-essay.md", "+++\ntitle = \"A\"\n+++\nA", "has no front matter"),
        ("parts/after-essay.md", "A[^1]\n\n[^1]: B", "can't have footnotes"),
        ("parts/after-essays.md", "A", "give it the name `parts/after-essay.md`"),
        ("parts/sidebar.md", "A", "no page has such a part"),
        ("parts/after-essay.md", "<script>alert(1)</script>", "script"),
    ] {
        save(&folder, path, text);
        let told = told(&folder);
        assert!(told.iter().any(|told| told.contains(said)), "{path} {text}: {told:?}");
        fs::remove_file(folder.path().join(path)).unwrap();
    }
}

#[test]
fn a_callout_of_ones_own_is_html_around_the_text() {
    let folder = blog("");
    save(
        &folder,
        "parts/marks/exercise.html",
        "<aside class=\"exercise\" aria-label=\"{{title}}\">\n<h3>Try it: {{title}}</h3>\n<div class=\"steps\">{{content}}</div>\n</aside>\n",
    );
    save(&folder, "parts/marks/key-point.html", "<div class=\"key\">{{content}}</div>");
    save(
        &folder,
        "essays/one.md",
        "+++\ntitle = \"One\"\ndate = 2026-01-01\n+++\n\n> [!EXERCISE] Sit *down* & rest\n> One.\n>\n> - Two[^1]\n\n> [!exercise]\n> Three.\n\n> [!Key-Point]\n> Four.\n\n[^1]: A note.\n",
    );
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    let (_, text) = html.split_once("class=\"cw-prose\"").unwrap();
    assert_eq!(text_of(&html, "aside.exercise h3"), ["Try it: Sit down & rest"]);
    assert_eq!(text_of(&html, "aside.exercise .steps > p"), ["One.", "Three."]);
    assert_eq!(text_of(&html, "aside.exercise .steps > ul > li em, .key p"), ["Four."]);
    assert!(text.contains("<h3>Try it: Sit <em>down</em> &amp; rest</h3>"), "{text}");
    assert!(text.contains("aria-label=\"Sit down &amp; rest\"") || !text.contains("aria-label=\"Sit"), "{text}");
    assert!(text.contains("cw-note-ref"), "{text}");

    for (path, html, said) in [
        ("parts/marks/note.html", "<div>{{content}}</div>", "has a callout `[!NOTE]` already"),
        ("parts/marks/a b.html", "<div>{{content}}</div>", "use small letters"),
        ("parts/marks/box.md", "{{content}}", "let its name end in `.html`"),
        ("parts/marks/box.html", "<div></div>", "must be there once, and is there not"),
        ("parts/marks/box.html", "{{content}}{{content}}", "is there twice"),
        ("parts/marks/box.html", "<div>{{content}}{{url}}</div>", "stands for nothing here"),
        ("parts/marks/box.html", "<div>{{content}}<script>x</script></div>", "script"),
        ("parts/marks/box.html", "<div class=\"cw-masthead\">{{content}}</div>", "cw-"),
    ] {
        save(&folder, path, html);
        let told = told(&folder);
        assert!(told.iter().any(|told| told.contains(said)), "{path} {html}: {told:?}");
        fs::remove_file(folder.path().join(path)).unwrap();
    }
    save(&folder, "essays/two.md", "+++\ntitle = \"Two\"\ndate = 2026-01-02\n+++\n\n> [!EXERCISES]\n> A\n");
    assert!(told(&folder).iter().any(|told| told.contains("did you mean `[!EXERCISE]`?")), "{:?}", told(&folder));
}

#[test]
fn a_slot_is_written_as_its_place_needs_it() {
    let folder = blog("");
    save(&folder, "files/talk.mp3", "ID3");
    save(&folder, "images/boat.png", fs::read("tests/fixtures/small/images/boat.png").unwrap());
    save(
        &folder,
        "essays/one.md",
        "+++\ntitle = \"On \\\"rest\\\" & so\"\nslug = \"one\"\ndate = 2026-01-01\n[extra]\nrecording = \"/files/talk.mp3\"\nmore = \"/pages/about.md\"\n+++\n\nText.\n",
    );
    save(
        &folder,
        "parts/after-essay.md",
        "<label>About <input name=\"about\" value=\"{{title}}\" placeholder=\"On {{title}}\"></label>\n\n![Cover of {{title}}](/images/boat.png)\n",
    );
    save(&folder, "parts/before-essay.md", "[Listen]({{extra.recording}})\n\n[More]( {{extra.more}} )\n");
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    let html = Html::parse_document(&html);
    let value = |selector: &str, name: &str| {
        let element = html.select(&Selector::parse(selector).unwrap()).next();
        element.and_then(|element| element.attr(name)).unwrap_or_default().to_owned()
    };
    assert_eq!(value(".after-essay input", "value"), "On \"rest\" & so");
    assert_eq!(value(".after-essay input", "placeholder"), "On On \"rest\" & so");
    assert_eq!(value(".after-essay img", "alt"), "Cover of On \"rest\" & so");
    let links: Vec<&str> =
        html.select(&Selector::parse(".before-essay a").unwrap()).filter_map(|link| link.attr("href")).collect();
    assert_eq!(links, ["/blog/files/talk.mp3", "/blog/about/"]);
    assert!(folder.path().join("dist/files/talk.mp3").is_file());

    for (path, text, said) in [
        ("parts/before-essay.md", "[Listen]({{extra.recordin}})", "did you mean `{{extra.recording}}`?"),
        ("parts/before-essay.md", "<{{url}}>", "write `[{{url}}]({{url}})`"),
        ("parts/marks/one.html", "<aside><h3>{{title}}</h3>{{content}}</aside>", "are on one line"),
        ("parts/marks/one.html", "<div title=\"{{content}}\">a</div>", "can't stand within a tag"),
        ("parts/marks/one.html", "<div>\n\n{{content}}\n\n</div>", "has an empty line"),
    ] {
        save(&folder, path, text);
        let told = told(&folder);
        assert!(told.iter().any(|told| told.contains(said)), "{path} {text}: {told:?}");
        fs::remove_file(folder.path().join(path)).unwrap();
    }
    save(
        &folder,
        "essays/two.md",
        "+++\ntitle = \"Two\"\ndate = 2026-01-02\n[extra]\nrecording = \"/files/none.mp3\"\n+++\n\nText.\n",
    );
    save(&folder, "parts/before-essay.md", "[Listen]({{extra.recording}})");
    assert!(told(&folder).iter().any(|told| told.contains("/files/none.mp3")), "{:?}", told(&folder));
    save(
        &folder,
        "essays/two.md",
        "+++\ntitle = \"Two\"\ndate = 2026-01-02\n[extra]\nrecording = \"javascript:alert(1)\"\n+++\n\nText.\n",
    );
    assert!(told(&folder).iter().any(|told| told.contains("javascript")), "{:?}", told(&folder));
}
