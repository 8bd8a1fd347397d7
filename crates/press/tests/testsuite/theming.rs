//! An author's own look: colours, styles, files at the site's root, and parts of pages.

use std::fs;
use std::path::Path;

use catchword_press::{App, BuildError, BuildMode, BuildSummary, Copies, Edition, build_site};
use scraper::{Html, Selector};

/// A small site in a temporary folder, with these lines in `site.toml`.
fn blog(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let head = "title = \"Quiet & Co\"\nurl = \"https://quiet.example/blog/\"\nlanguage = \"en\"\nauthors = [{ name = \"Ada\" }]\n";
    save(&folder, "site.toml", format!("{head}{settings}"));
    save(
        &folder,
        "essays/one.md",
        "+++\ntitle = \"One & < two\"\nslug = \"one\"\ndate = 2026-01-01\n[extra]\nshop = \"https://shop.example/one\"\n+++\n\nThe first.\n\n## Subscribe\n\nNo.\n",
    );
    save(&folder, "essays/two.md", "+++\ntitle = \"Two\"\ndate = 2026-01-02\ntags = [\"Rest\"]\n+++\n\nThe second.\n");
    save(&folder, "pages/about.md", "+++\ntitle = \"About\"\n+++\n\nMe.\n");
    folder
}

fn save(folder: &tempfile::TempDir, path: &str, text: impl AsRef<[u8]>) {
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn try_build(folder: &tempfile::TempDir) -> Result<BuildSummary, BuildError> {
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    let mode = BuildMode::RELEASE.with(Copies::None);
    build_site(folder.path(), &app, mode, &folder.path().join("dist"), Edition::ANY_DAY)
}

#[track_caller]
fn build(folder: &tempfile::TempDir) {
    let built = try_build(folder).unwrap();
    assert!(built.warnings.is_empty(), "{:?}", built.warnings);
}

/// What an author is told, with the advice.
fn told(folder: &tempfile::TempDir) -> Vec<String> {
    let problems = match try_build(folder) {
        Ok(built) => built.warnings,
        Err(BuildError::Problems(problems)) => problems,
        Err(other) => panic!("{other:?}"),
    };
    problems.iter().map(|problem| format!("{problem}; {}", problem.advice().unwrap_or_default())).collect()
}

fn page(folder: &tempfile::TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join("dist").join(path)).unwrap()
}

fn text_of(html: &str, selector: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    html.select(&Selector::parse(selector).unwrap())
        .map(|element| element.text().collect::<String>().trim().to_owned())
        .collect()
}

#[test]
fn colours_stand_in_every_page_behind_the_apps_own() {
    let folder = blog("[look.light]\npaper = \"white\"\nink = \"#111\"\n[look.dark]\npaper = \"#101418\"\n");
    build(&folder);
    for path in ["index.html", "essays/one/index.html", "404.html"] {
        let html = page(&folder, path);
        assert!(html.contains("--paper:var(--light,#ffffff) var(--dark,#101418);"), "{path}");
        assert!(
            html.contains("<meta content=\"#ffffff\" media=\"(prefers-color-scheme: light)\" name=\"theme-color\">"),
            "{path}"
        );
        assert!(
            html.contains("<meta content=\"#101418\" media=\"(prefers-color-scheme: dark)\" name=\"theme-color\">"),
            "{path}"
        );
    }
}

#[test]
fn own_styles_come_last_with_their_files() {
    let folder = blog("");
    save(&folder, "images/paper texture.png", fs::read("tests/fixtures/small/images/boat.png").unwrap());
    save(&folder, "fonts/mine.woff2", "wOF2");
    save(
        &folder,
        "site.css",
        "@font-face { font-family: Mine; src: url(fonts/mine.woff2) }\nbody { background: url(\"images/paper texture.png\") }\n",
    );
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    let (_, own) = html.split_once("@layer site{").unwrap();
    assert!(own.contains("src: url(\"/blog/fonts/mine.woff2\")"), "{own}");
    assert!(own.contains("url(\"/blog/images/paper%20texture.png\")"), "{own}");
    assert!(folder.path().join("dist/fonts/mine.woff2").is_file());
    assert!(!folder.path().join("dist/site.css").exists());

    for (css, said) in [
        ("p { background: url(images/no.png) }", "there is no file `images/no.png`"),
        ("p { background: url(https://other.example/a.png) }", "is on another site"),
        ("p { background: url(data:image/png;base64,AAAA) }", "save it as a file"),
        ("p { color: red", "never closed"),
    ] {
        save(&folder, "site.css", css);
        assert!(told(&folder).iter().any(|told| told.contains(said)), "{css}: {:?}", told(&folder));
    }
}

#[test]
fn files_in_root_are_copied_to_the_top() {
    let folder = blog("");
    save(&folder, "root/CNAME", "quiet.example\n");
    save(&folder, "root/.well-known/security.txt", "Contact: mailto:a@quiet.example\n");
    save(&folder, "root/robots.txt", "User-agent: *\nDisallow: /\n");
    save(&folder, "root/.DS_Store", "x");
    save(&folder, "pages/about.md", "+++\ntitle = \"About\"\n+++\n\n[My key](/key.txt)\n");
    save(&folder, "root/key.txt", "public");
    build(&folder);
    for (path, text) in [
        ("CNAME", "quiet.example\n"),
        (".well-known/security.txt", "Contact: mailto:a@quiet.example\n"),
        ("robots.txt", "User-agent: *\nDisallow: /\n"),
        ("key.txt", "public"),
    ] {
        assert_eq!(page(&folder, path), text);
    }
    assert!(!folder.path().join("dist/.DS_Store").exists() && !folder.path().join("dist/root").exists());

    for (path, said) in [
        ("root/index.html", "the site makes a file with this name itself"),
        ("root/essays/one/index.html", "the site makes a file with this name itself"),
        ("root/pagefind/a.txt", "belongs to the site's search"),
    ] {
        save(&folder, path, "x");
        assert!(told(&folder).iter().any(|told| told.contains(said)), "{path}: {:?}", told(&folder));
        fs::remove_file(folder.path().join(path)).unwrap();
    }
    save(&folder, "images/a.txt", "x");
    save(&folder, "root/images/a.txt", "y");
    assert!(
        told(&folder).iter().any(|told| told.contains("would be published at the same address")),
        "{:?}",
        told(&folder)
    );
}

#[test]
fn elements_for_services_stand_in_every_head() {
    let folder = blog(
        "[head]\nmeta = [{ name = \"verify\", content = \"a\\\"b\" }]\nlinks = [{ rel = \"me\", href = \"https://social.example/@a\" }, { rel = \"apple-touch-icon\", href = \"/images/icon.png\" }]\n",
    );
    save(&folder, "images/icon.png", fs::read("tests/fixtures/small/images/boat.png").unwrap());
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    assert!(html.contains("<meta name=\"verify\" content=\"a&quot;b\">"), "{html}");
    assert!(html.contains("<link rel=\"me\" href=\"https://social.example/@a\">"), "{html}");
    assert!(html.contains("<link rel=\"apple-touch-icon\" href=\"/blog/images/icon.png\">"), "{html}");
}

#[test]
fn a_masthead_without_links_leads_to_everything() {
    let folder = blog("");
    build(&folder);
    let links = ".cw-masthead nav a";
    assert_eq!(text_of(&page(&folder, "index.html"), links), ["Essays", "Tags", "About", "Search"]);
    let folder = blog("home = \"about\"\n");
    build(&folder);
    assert_eq!(text_of(&page(&folder, "index.html"), links), ["Essays", "Tags", "Search"]);
    let folder = blog("[nav]\nlinks = []\n");
    build(&folder);
    assert_eq!(text_of(&page(&folder, "index.html"), links), ["Search"]);
}

#[test]
fn a_logo_stands_for_the_name() {
    let folder = blog("[look]\nlogo = \"images/logo.png\"\n");
    save(&folder, "images/logo.png", fs::read("tests/fixtures/small/images/boat.png").unwrap());
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    let logo = Html::parse_document(&html);
    let logo = logo.select(&Selector::parse("a.cw-site-name > img.cw-logo").unwrap()).next().unwrap();
    assert_eq!((logo.attr("src"), logo.attr("alt")), (Some("/blog/images/logo.png"), Some("Quiet & Co")));
    assert!(logo.attr("width").is_some() && logo.attr("height").is_some());

    for (logo, said) in
        [("images/none.png", "isn't there"), ("https://cdn.example/logo.png", "is not a file of this site")]
    {
        save(
            &folder,
            "site.toml",
            format!("title = \"Q\"\nurl = \"https://quiet.example/\"\n[look]\nlogo = \"{logo}\"\n"),
        );
        assert!(told(&folder).iter().any(|told| told.contains(said)), "{logo}: {:?}", told(&folder));
    }
}

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

/// The code spans in the first column of the table below a line of `docs/theming.md`.
fn promised(below: &str) -> Vec<String> {
    let contract = include_str!("../../../../docs/theming.md");
    let (_, table) = contract.split_once(below).unwrap();
    let rows = table.lines().skip_while(|line| !line.starts_with("| ")).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn what_is_promised_to_themes_is_there() {
    let tokens = include_str!("../../../../style/tokens.css");
    let properties = promised("**Custom properties**");
    assert!(properties.len() > 15, "{properties:?}");
    for property in properties {
        assert!(tokens.contains(&format!("\n  {property}: ")), "{property}");
    }

    let folder = blog("tagline = \"T\"\n[look]\nlogo = \"images/logo.png\"\n[footer]\nline = \"A\"\nnote = \"B\"\n");
    let picture = fs::read("tests/fixtures/small/images/boat.png").unwrap();
    save(&folder, "images/logo.png", &picture);
    for part in promised("## `parts/`") {
        save(&folder, &part, "A part.");
    }
    let hero = "+++\ntitle = \"Three\"\ndate = 2026-01-03\ntags = [\"Rest\"]\nhero = { image = \"/images/logo.png\", alt = \"A boat\" }\n+++\n\nText.\n";
    save(&folder, "essays/three.md", hero);
    build(&folder);
    let pages: String =
        ["index.html", "essays/three/index.html", "about/index.html"].map(|path| page(&folder, path)).concat();
    let pages = Html::parse_document(&pages);
    let classes = promised("**Classes**");
    assert!(classes.len() > 20, "{classes:?}");
    for class in classes {
        let selector = Selector::parse(&format!(".{class}")).unwrap();
        assert!(pages.select(&selector).next().is_some(), "no page has an element of the class `{class}`");
    }
}

#[test]
fn every_family_that_is_explained_can_be_chosen() {
    let families = promised("**Families.**");
    assert_eq!(families.len(), 8);
    for family in families {
        build(&blog(&format!("[look]\ntext_font = \"{family}\"\nheading_font = \"{family}\"\n")));
    }
}

#[test]
fn every_look_that_is_shipped_can_be_copied() {
    let looks = Path::new("../../examples/looks");
    let mut count = 0;
    for look in fs::read_dir(looks).unwrap() {
        let look = look.unwrap().path();
        let folder = blog(&fs::read_to_string(look.join("look.toml")).unwrap());
        if let Ok(css) = fs::read(look.join("site.css")) {
            save(&folder, "site.css", css);
        }
        build(&folder);
        let name = look.file_name().unwrap().to_str().unwrap();
        let shown = include_str!("../../../../docs/looks.md");
        assert!(shown.contains(&format!("## {name}\n")), "docs/looks.md does not show `{name}`");
        count += 1;
    }
    assert_eq!(count, 5);
}

/// The font that the crate for fonts is tested with.
fn literata() -> Vec<u8> {
    fs::read("../fonts/tests/fixtures/Literata.woff2").unwrap()
}

#[test]
fn a_font_of_ones_own_has_the_letters_of_the_site() {
    let folder =
        blog("[look]\ntext_font = \"fonts/Literata.woff2\"\nheading_font = { regular = \"fonts/Literata.woff2\" }\n");
    save(&folder, "fonts/Literata.woff2", literata());
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    let faces: Vec<&str> =
        html.match_indices("src:url(").map(|(at, _)| html[at..].split(')').next().unwrap()).collect();
    // Both are one family, which is loaded once.
    let [face] = &faces[..] else { panic!("{faces:?}") };
    let path = face.trim_start_matches("src:url(").trim_matches('"');
    let path = path.strip_prefix("/blog/").unwrap();
    let made = fs::read(folder.path().join("dist").join(path)).unwrap();
    assert!(path.starts_with("fonts/site_text_regular-") && made.starts_with(b"wOF2"), "{path}");
    let font = catchword_fonts::read(&made).unwrap();
    let letters = |text: &str| text.chars().collect();
    assert!(font.missing(&letters("The first essay")).is_empty());
    assert!(html.contains("--font-text:\"site-text\",") || html.contains("--font-text:\"site-text\", "), "{html}");
    assert!(html.contains("size-adjust:"), "{html}");
    let headers = page(&folder, "_headers");
    assert!(headers.contains(path), "{headers}");
    assert!(!folder.path().join("dist/fonts/Literata.woff2").exists());

    // Nothing is left of an older one.
    let whole = catchword_fonts::read(&literata()).unwrap();
    let letter = "éèüöäñç".chars().find(|letter| whole.missing(&[*letter].into()).is_empty()).unwrap();
    save(&folder, "pages/about.md", format!("+++\ntitle = \"About\"\n+++\n\nMe: {letter}.\n"));
    let before = path.to_owned();
    try_build(&folder).unwrap();
    assert!(!folder.path().join("dist").join(before).exists());
}

#[test]
fn a_font_that_cannot_be_used_is_named() {
    let look = |text: &str| format!("title = \"Q\"\nurl = \"https://quiet.example/\"\n[look]\n{text}\n");
    let folder = blog("");
    save(&folder, "fonts/literata.woff2", literata());
    save(&folder, "fonts/page.woff2", "<!doctype html><title>Not found</title>");
    save(&folder, "fonts/cut.woff2", &literata()[..2000]);
    for (text, said) in [
        ("text_font = \"fonts/none.woff2\"", "there is no font `fonts/none.woff2`"),
        ("text_font = \"images/boat.png\"", "there is no font `images/boat.png`"),
        ("text_font = \"fonts/page.woff2\"", "`fonts/page.woff2` can't be used"),
        ("text_font = \"fonts/cut.woff2\"", "`fonts/cut.woff2` can't be used"),
        ("heading_font = { bold = \"fonts/literata.woff2\" }", "`regular` is missing"),
        ("heading_font = { regular = \"fonts/literata.woff2\", thin = \"a\" }", "`thin`"),
        ("text_font = \"comic\"", "there is no family of fonts called \"comic\""),
        ("text_font = 3", "text_font"),
    ] {
        save(&folder, "site.toml", look(text));
        let told = told(&folder);
        assert!(told.iter().any(|told| told.contains(said)), "{text}: {told:?}");
    }
    // Chinese has none of its letters in it.
    save(&folder, "site.toml", look("text_font = \"fonts/literata.woff2\""));
    save(&folder, "essays/two.md", "+++\ntitle = \"Two\"\ndate = 2026-01-02\n+++\n\nIn Chinese: 安静\n");
    assert!(
        told(&folder).iter().any(|told| told.contains("does not have these letters of your site: `安`, `静`")),
        "{:?}",
        told(&folder)
    );
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

#[test]
fn no_key_in_root_becomes_public() {
    let folder = blog("");
    for name in [".env", ".env.local", ".netrc", ".npmrc", ".htpasswd", "id_rsa", "secrets.json"] {
        save(&folder, &format!("root/{name}"), "x");
    }
    try_build(&folder).unwrap();
    for name in [".env", ".env.local", ".netrc", ".npmrc", ".htpasswd", "id_rsa", "secrets.json"] {
        assert!(!folder.path().join("dist").join(name).exists(), "{name}");
    }
}

#[test]
fn styles_that_are_not_utf_8_are_told() {
    let folder = blog("");
    save(&folder, "site.css", b"\xff\xfep\x00{\x00}\x00");
    assert!(told(&folder).iter().any(|told| told.contains("UTF-8")), "{:?}", told(&folder));
}
