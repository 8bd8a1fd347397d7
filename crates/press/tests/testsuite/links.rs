//! What an author is told of links that lead nowhere, wherever they are written, and what to write instead.

use std::fs;

use catchword_press::{BuildError, Check, Edition, Problem, build, inspect};
use miette::Diagnostic;
use tempfile::TempDir;

const SETTINGS: &str = "title = \"T\"\nurl = \"https://example.org/sub/\"\n";
const ESSAY: &str = "+++\ntitle = \"Essay\"\ndate = 2026-05-01\n+++\n\n";

fn png() -> Vec<u8> {
    fs::read("tests/fixtures/small/images/boat.png").unwrap()
}

/// A site with an essay of this text, files to link to, and these further settings.
fn site(text: &str, settings: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("site.toml", format!("{SETTINGS}{settings}").as_bytes());
    write("essays/essay.md", format!("{ESSAY}{text}\n").as_bytes());
    let other = "+++\ntitle = \"The long repair\"\ndate = 2026-05-02\ntags = [\"Repair\"]\naliases = [\"/sub/was/here\"]\n+++\n\n\
                 ## What helps\n\nText.\n\n## Тишина\n\nText.\n\n## Café & tea\n\nText.\n";
    write("essays/other.md", other.as_bytes());
    write("essays/b.md", "+++\ntitle = \"B\"\ndate = 2026-05-03\n+++\n\nText.\n".as_bytes());
    write("pages/about.md", "+++\ntitle = \"About\"\nslug = \"about-me\"\n+++\n\n## Where\n\nText.\n".as_bytes());
    write("_notes/plan.md", b"Notes.");
    write("files/list.bak", b"A list.");
    write("files/leaflet (new).pdf", b"%PDF-1.7");
    for picture in [
        "River.JPG",
        "boat.jpeg",
        "cafe\u{301}.png",
        "a b.png",
        "photo-1.png",
        "photo-2.png",
        "b\u{430}nk.png",
        "h#1.png",
        "q?.png",
    ] {
        write(&format!("images/{picture}"), &png());
    }
    write("images/deep/only.png", &png());
    folder
}

fn hint(problem: &Problem) -> String {
    Diagnostic::help(problem).map(|help| help.to_string()).unwrap_or_default()
}

fn problems(site: &TempDir) -> Vec<Problem> {
    match inspect(site.path(), Edition::ANY_DAY) {
        Ok(built) => built.warnings,
        Err(BuildError::Problems(problems)) => problems,
        Err(failure) => panic!("{failure}"),
    }
}

/// The problems with links of an essay with this text, each with its hint.
fn said(text: &str, settings: &str) -> Vec<(String, String)> {
    let of_links = [Check::MissingLink, Check::MissingFragment, Check::MissingImage, Check::Sanitised];
    let found = problems(&site(text, settings)).into_iter().filter(|problem| of_links.contains(&problem.check));
    found.map(|problem| (problem.to_string(), hint(&problem))).collect()
}

#[test]
fn a_file_that_is_not_there_is_told_by_what_is_wrong_with_its_path() {
    let table = [
        ("![A dog](/images/nothing.png)", "in the folder `images`: copy it there"),
        ("![A dog](nothing.png)", "copy it into the folder `images`, and write `/images/nothing.png`"),
        ("[a](nothing.pdf)", "copy it into the folder `files`, and write `/files/nothing.pdf`"),
        ("![A dog](images/boat.jpeg)", "`../images/boat.jpeg`: a path without `/` at its beginning starts from"),
        ("![A dog](/content/images/boat.jpeg)", "`/images/boat.jpeg`: paths begin in the content folder, so `content`"),
        ("![A dog](../static/images/boat.jpeg)", "so `static` is not part of them"),
        ("![A dog](/images/only.png)", "`/images/deep/only.png`: it is in another folder"),
        ("![A dog](/images/Boat.jpeg)", "capital and small letters differ"),
        ("![A dog](../../boat-2.gif)", "leads out of the content folder"),
        ("![A dog](/images/)", "`images` is a folder"),
        ("![A dog](/pictures/dog.png)", "there is no folder `pictures`"),
        ("![A dog](C:\\Users\\ana\\dog.png)", "your own computer"),
        ("![A dog](file:///Volumes/Pictures/dog.png)", "your own computer"),
        ("![A dog](\\\\server\\dog.png)", "`/images/dog.png`"),
        ("[a](/files/nothing)", "no file has this name: write its whole name"),
        ("[a](/files/)", "`files` is a folder"),
        ("[a](/essays/nothing.md)", "no text of this name is in the folder `essays`"),
    ];
    for (text, words) in table {
        let said = said(text, "");
        assert!(said.len() == 1 && said[0].1.contains(words), "{text} {said:?}");
        assert!(!said[0].1.contains("file of the essay"), "{text} {said:?}");
    }
}

#[test]
fn a_description_that_says_nothing_is_told() {
    for (text, count) in [
        ("![image](/images/boat.jpeg)", 1),
        ("![boat.jpeg](/images/boat.jpeg)", 1),
        ("![IMG_1234](/images/boat.jpeg)", 1),
        ("<img src=\"/images/boat.jpeg\" alt=\"Photo\">", 1),
        ("![A boat](/images/boat.jpeg)", 0),
        ("![Boat](/images/boat.jpeg)", 0),
        ("<img src=\"/images/boat.jpeg\" alt=\"\">", 0),
    ] {
        let told = problems(&site(text, "")).into_iter().filter(|problem| problem.check == Check::PoorAlt).count();
        assert_eq!(told, count, "{text}");
    }
}

#[test]
fn an_address_of_ones_own_computer_is_told() {
    for (text, count) in [
        ("[a](http://localhost:1111/essays/first/)", 1),
        ("<http://192.168.0.2/x>", 1),
        ("<a href=\"http://laptop.local/\">a</a>", 1),
        ("[a](http://[::1]/)", 1),
        ("Open `http://localhost:8080/`.", 0),
        ("[a](https://other.example/localhost/)", 0),
        ("[a](mailto:ana@localhost)", 0),
    ] {
        let told = problems(&site(text, "")).into_iter().filter(|problem| problem.check == Check::LocalUrl).count();
        assert_eq!(told, count, "{text}");
    }
}

#[test]
fn a_link_is_checked_wherever_it_is_written() {
    let gone = ["/files/nothing.pdf", "/images/boot-2.gif", "/nowhere/", "gone.md", "../x/y.txt", "/essays/gone/"];
    let own = ["https://example.org/sub/nowhere/", "http://www.example.org/sub/files/nothing.pdf"];
    let places = [
        "[a](LINK)",
        "[a][b]\n\n[b]: LINK",
        "<a href=\"LINK\">a</a>",
        "<p><a href='LINK'>a</a></p>",
        "Words.[^n]\n\n[^n]: [a](LINK)",
        "| a |\n|---|\n| [a](LINK) |",
        "<form action=\"LINK\"><button>Go</button></form>",
        "<blockquote cite=\"LINK\">a</blockquote>",
        "![a](LINK)",
        "<img src=\"LINK\" alt=\"\">",
        "<video poster=\"LINK\" controls></video>",
        "<audio src=\"LINK\" controls></audio>",
        "<audio controls><source src=\"LINK\"></audio>",
        "> [!VIDEO] A walk\n> ![a](LINK)\n> <https://player.example/1>",
    ];
    for place in places {
        for link in gone.into_iter().chain(own) {
            let found = said(&place.replace("LINK", link), "[allow]\nframes = [\"https://player.example\"]\n");
            assert_eq!(found.len(), 1, "{link} in {place}: {found:?}");
        }
    }
    for link in ["/files/nothing.pdf", "/images/boot.png", "/nowhere/", "https://example.org/sub/nowhere/"] {
        let settings = [
            format!("favicon = \"{link}\"\n"),
            format!("authors = [{{ name = \"Ada\", url = \"{link}\" }}]\n"),
            format!("[nav]\nlinks = [{{ title = \"x\", url = \"{link}\" }}]\n"),
            format!("[footer]\nlinks = [{{ title = \"x\", url = \"{link}\" }}]\n"),
            format!("[head]\nscripts = [{{ src = \"{link}\" }}]\n[allow]\nscripts = [\"https://example.org\"]\n"),
        ];
        for settings in settings {
            assert_eq!(said("Text.", &settings).len(), 1, "{settings}");
        }
    }
    let quick = "quick_exit = \"https://example.org/sub/nowhere/\"\n";
    assert_eq!(said("Text.", quick).len(), 1);
    let elsewhere =
        "elsewhere = [{ name = \"x\", url = \"https://example.org/sub/nowhere/\", kind = \"copy\" }]\n+++\n\nText.";
    let site = site("", "");
    let text = ESSAY.replace("+++\n\n", elsewhere);
    fs::write(site.path().join("essays/essay.md"), text).unwrap();
    assert_eq!(problems(&site).len(), 1);
}

#[test]
fn what_the_site_has_is_found() {
    let links = [
        "other.md?x=1#what-helps",
        "/search/?q=x",
        "/feed.xml",
        // An old address redirects.
        "/was/here/",
        "https://example.org/sub/was/here",
        "/essays/the-long-repair/index.json",
        "/essays/the-long-repair/index.html",
        "/essays/the-long-repair/#:~:text=Text",
        "#:~:text=Text",
        "other.md#what-helps:~:text=Text",
        "other.md#what%2Dhelps",
        "#top",
        "https://example.org/sub/",
        "https://example.org/sub/about-me/#where",
        "https://example.org/another-site/",
        "/images/a%20b.png",
        "<../images/a b.png>",
        "/tags/repair/",
        "mailto:me@example.org",
    ];
    for link in links {
        assert_eq!(said(&format!("[a]({link})"), ""), [], "{link}");
    }
}

#[test]
fn a_link_without_an_address_is_told() {
    for text in ["[words](#)", "<a>words</a>", "<a href=\"\">words</a>"] {
        assert_eq!(said(text, "").len(), 1, "{text}");
    }
    for text in ["[Back to top](#)", "[↑](#)", "[words](#top)", "<a id=\"x\"></a>"] {
        assert_eq!(said(text, ""), [], "{text}");
    }
}

#[test]
fn a_fragment_is_looked_up_on_its_page() {
    let table = [
        ("#title", "`#top`"),
        ("#main", "`#top`"),
        ("#cw-title", "`#top`"),
        ("other.md#main", "`#top`"),
        ("other.md#What helps", "`#what-helps`"),
        ("other.md#What%20helps?", "`#what-helps`"),
        ("other.md#WHAT-HELPS", "`#what-helps`"),
        ("other.md#what-help", "`#what-helps`"),
        ("other.md#%D0%A2%D0%B8%D1%88%D0%B8%D0%BD%D0%B0", "`#tishina`"),
        ("other.md#café--tea", "`#cafe-tea`"),
        ("other.md#what-help:~:text=x", "`#what-helps`"),
        ("/essays/the-long-repair/#wat-helps", "`#what-helps`"),
        ("https://example.org/sub/about-me/#were", "`#where`"),
        ("/tags/#repair", "remove the `#`"),
        ("/archive/2026/#may", "remove the `#`"),
        ("other.md#gone", "`{#name}`"),
    ];
    for (link, hint) in table {
        let found = said(&format!("[a](<{link}>)"), "");
        let [(_, help)] = &found[..] else { panic!("{link}: {found:?}") };
        assert!(help.contains(hint), "{link}: {help}");
    }
    let nav = "[nav]\nlinks = [{ title = \"x\", url = \"/about-me/#were\" }]\n";
    assert!(said("Text.", nav)[0].1.contains("`#where`"));
}

#[test]
fn a_hint_says_what_to_write() {
    let table = [
        // Where the name looks the same.
        ("../images/river.jpg", "`../images/River.JPG`: capital"),
        ("/images/river.jpg?x#y", "`/images/River.JPG?x#y`: capital"),
        ("/images/caf\u{e9}.png", "accents"),
        ("/images/a%20b.png%20", "`/images/a%20b.png`: there is a space"),
        ("/images/bank.png", "U+0430"),
        ("..\\images\\River.JPG", "`../images/River.JPG`: folders are separated by `/`"),
        // Where the ending is another.
        ("/images/boat.jpg", "`/images/boat.jpeg`: its name ends in `.jpeg`"),
        ("other", "`other.md`: its name ends in `.md`"),
        ("other.html", "`other.md`"),
        ("../pages/about", "`../pages/about.md`"),
        // Where the folder is another.
        ("/images/only.png", "`/images/deep/only.png`: it is in another folder"),
        ("about.md", "`../pages/about.md`"),
        // Where the address has to be encoded.
        ("../files/leaflet new.pdf", "`../files/leaflet%20%28new%29.pdf`"),
        ("/images/a-b.png", "`/images/a%20b.png`"),
        // A slip.
        ("otehr.md", "`other.md`"),
        ("/images/onyl.png", "`/images/deep/only.png`"),
        // Pages.
        ("/about/", "`/about-me/`"),
        ("/About-Me/", "`/about-me/`"),
        ("/essays/other/", "`/essays/the-long-repair/`"),
        ("/essays/the-long-repiar/", "`/essays/the-long-repair/`"),
        ("/the-long-repair/", "`/essays/the-long-repair/`"),
        ("/sub/about-me/", "`/about-me/`"),
        ("/tags/repiar/", "`/tags/repair/`"),
        ("/rss", "`/rss.xml`"),
        ("../about-me/", "`../pages/about.md`"),
        ("the-long-repair/", "`other.md`"),
        // Not published.
        ("../_notes/plan.md", "begin with `.` or `_`"),
        ("/files/list.bak", "programs leave behind"),
        // No path at all.
        ("www.example.com", "`https://www.example.com`"),
        ("me@example.org", "`mailto:me@example.org`"),
        ("<C:\\Users\\Ada\\boat.png>", "your own computer"),
        ("file:///Desktop/boat.png", "your own computer"),
        ("/Users/ada/boat.png", "your own computer"),
        ("htps://example.com/", "`https://example.com/`"),
        ("", "between the parentheses"),
        ("https:// example.org", "`https://example.org`"),
        ("https://https://example.com", "`https://example.com`"),
        ("http:/example.com", "`http://example.com`"),
        ("mailto:ann example.org", "`mailto:name@example.org`"),
        // The site's own address.
        ("https://example.org/sub/tags/repiar", "`/tags/repair/`"),
        ("HTTPS://EXAMPLE.ORG/sub/about", "`/pages/about.md`"),
        // Marks with a meaning.
        ("/images/h#1.png", "`/images/h%231.png`"),
        ("../images/q?.png", "`../images/q%3F.png`"),
    ];
    for (link, hint) in table {
        let link = if link.contains(' ') { format!("<{link}>") } else { link.to_owned() };
        let found = said(&format!("[a]({link})"), "");
        let [(_, help)] = &found[..] else { panic!("{link}: {found:?}") };
        assert!(help.contains(hint), "{link}: {help}");
    }
    let nav = "[nav]\nlinks = [{ title = \"x\", url = \"/about/\" }]\n";
    assert!(said("Text.", nav)[0].1.contains("`/about-me/`"));
    // Where such an address is no value at all.
    let raw = said("<a href=\"C:\\Users\\Ada\\boat.png\">a</a>", "");
    assert!(raw[0].1.contains("your own computer"), "{raw:?}");
    let mail = problems(&site("Text.", "[nav]\nlinks = [{ title = \"x\", url = \"me@example.org\" }]\n"));
    assert!(hint(&mail[0]).contains("`mailto:me@example.org`"), "{mail:?}");
    let hero = ESSAY.replace("+++\n\n", "[hero]\nimage = \"../images/river.jpg\"\nalt = \"\"\n+++\n\n");
    let site = site("", "");
    fs::write(site.path().join("essays/essay.md"), hero).unwrap();
    assert!(hint(&problems(&site)[0]).contains("`../images/River.JPG`"));
}

#[test]
fn no_hint_is_better_than_a_wrong_one() {
    for link in [
        "c.md",
        "essays.md",
        "x.png",
        "/images/photo-3.png",
        "/images/coat.svg",
        "/quite-another/",
        "/2019/03/",
        "data.csv",
    ] {
        let found = said(&format!("[a]({link})"), "");
        let [(_, help)] = &found[..] else { panic!("{link}: {found:?}") };
        assert!(!help.contains("did you mean"), "{link}: {help}");
    }
}

#[test]
fn a_link_is_written_as_it_was_given() {
    let text = "[a](other.md?x=1#caf%C3%A9) [b](other.md#:~:text=a%20boat,-sold) [c](#100%25) [d](/search/?q=a&b#top)\n\n\
                <a href=\"other.md#a%20b\">e</a>";
    let site = site(text, "[checks]\nmissing-fragment = \"warn\"\n");
    let out = tempfile::tempdir().unwrap();
    build(site.path(), &out.path().join("site"), Edition::ANY_DAY).unwrap();
    let json = fs::read(out.path().join("site/essays/essay/index.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let html = json["content_html"].as_str().unwrap();
    for href in [
        "/sub/essays/the-long-repair/?x=1#caf%C3%A9",
        "/sub/essays/the-long-repair/#:~:text=a%20boat,-sold",
        "#100%25",
        "/sub/search/?q=a&amp;b#top",
        "/sub/essays/the-long-repair/#a%20b",
    ] {
        assert!(html.contains(&format!("href=\"{href}\"")), "{href} in {html}");
    }
}

#[test]
fn a_page_that_one_watches_is_no_player() {
    let hosts = "frames = [\"https://www.youtube.com\", \"https://youtu.be\", \"https://www.youtube-nocookie.com\"]";
    let table = [
        ("https://www.youtube.com/watch?v=abc", "`> <https://www.youtube-nocookie.com/embed/abc>`"),
        ("https://youtu.be/abc?t=3", "`> <https://www.youtube-nocookie.com/embed/abc>`"),
        ("https://vimeo.com/123", "`> <https://player.vimeo.com/video/123>`"),
        ("https://open.spotify.com/episode/x", "`> <https://open.spotify.com/embed/episode/x>`"),
        (
            "https://soundcloud.com/a/b",
            "`> <https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb>`",
        ),
    ];
    for (address, written) in table {
        for settings in [String::new(), format!("[allow]\n{hosts}\n")] {
            let text = format!("> [!VIDEO] A walk\n> <{address}>");
            let found: Vec<String> = problems(&site(&text, &settings)).iter().map(hint).collect();
            assert!(found.len() == 1 && found[0].contains(written), "{address}: {found:?}");
        }
    }
    let text = "> [!VIDEO] A walk\n> <https://www.youtube.com/embed/abc>";
    assert!(problems(&site(text, &format!("[allow]\n{hosts}\n"))).is_empty());
}

#[test]
fn a_picture_has_no_size_and_is_no_text() {
    let table = [
        ("![a](/images/boat.jpeg =300x200)", "`![what it shows](/images/boat.jpeg)`"),
        ("![a](/images/boat.jpeg =300x)", "width=\"300\""),
        ("![a](/images/boat.jpeg|300)", "width=\"300\""),
        ("![a](other.md)", "`[words](other.md)`"),
        ("![a](/images/h#1.png)", "`/images/h%231.png`"),
        ("[](other.md)", "`[words](other.md)`"),
    ];
    for (text, hint) in table {
        let found = said(text, "");
        let [(_, help)] = &found[..] else { panic!("{text}: {found:?}") };
        assert!(help.contains(hint), "{text}: {help}");
    }
}

#[test]
fn no_hint_is_what_was_written() {
    for link in [
        "https://example.org/sub/tags/nope",
        "HTTPS://EXAMPLE.ORG/sub/nope",
        "http://example.org/sub/images/none.png",
        "https://example.org/sub/images/none.png",
        "/tags/nope/",
        "//example.org/sub/nope/",
    ] {
        for text in [format!("[a]({link})"), format!("![a]({link})")] {
            let found = said(&text, "");
            let [(_, help)] = &found[..] else { panic!("{text}: {found:?}") };
            assert!(!help.to_lowercase().contains(&format!("`{}`", link.to_lowercase())), "{text}: {help}");
        }
    }
}
