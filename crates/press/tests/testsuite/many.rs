//! Ten thousand of everything: nothing may be compared with all the others. A press that is quadratic somewhere would
//! take minutes here.

use std::fmt::Write;
use std::sync::Arc;

use catchword_bundle::Bundle;
use catchword_press::{Asset, ContentPath, Edition, File, Output, Problem, Source, arrange, check, render};
use miette::{Diagnostic, NamedSource};

const MANY: usize = 10_000;

fn file(path: &str, text: String) -> File {
    let text = Arc::new(NamedSource::new(path, text));
    File { path: ContentPath::resolve("", path).unwrap(), text, not_utf8_at: None, hidden: Vec::new() }
}

/// A source of essays in memory, each with its path, further front matter and text.
fn source(settings: &str, essays: impl Iterator<Item = (String, String, String)>) -> Source {
    let essay = |(path, fields, text): (String, String, String)| {
        file(&format!("essays/{path}.md"), format!("+++\ndate = 2026-05-01\n{fields}\n+++\n\n{text}\n"))
    };
    let settings = format!("title = \"Many\"\nurl = \"https://example.org/\"\n{settings}");
    Source {
        settings: file("site.toml", settings),
        addresses: None,
        essays: essays.map(essay).collect(),
        pages: Vec::new(),
        styles: None,
        parts: Vec::new(),
        assets: Default::default(),
        left_out: Default::default(),
        problems: Vec::new(),
    }
}

fn problems(source: Source) -> Vec<Problem> {
    check(source, Edition::ANY_DAY).1
}

fn output(source: Source) -> Output {
    let (site, problems) = check(source, Edition::ANY_DAY);
    render(&arrange(site.unwrap_or_else(|| panic!("{problems:?}")))).0
}

fn title(number: usize) -> String {
    format!("title = \"Essay {number:05}\"")
}

#[test]
fn essays_that_share_one_tag() {
    let essays = (0..MANY).map(|number| (number.to_string(), title(number) + "\ntags = [\"One\"]", String::new()));
    let output = output(source("", essays));
    let Bundle::Item(item) = &output.bundles["essays/essay-05000/index.json"] else { panic!("no essay") };
    let related: Vec<&str> = item.catchword.related.iter().map(|link| link.title.as_str()).collect();
    // The neighbours are linked already.
    assert_eq!(related, ["Essay 04998", "Essay 05002", "Essay 04997"]);
}

#[test]
fn essays_that_share_a_common_tag_and_a_rare_one() {
    let essays = (0..MANY).map(|number| {
        let tags = format!("\ntags = [\"One\", \"Pair {}\", \"Group {}\"]", number / 2, number % 100);
        (number.to_string(), title(number) + &tags, String::new())
    });
    let output = output(source("", essays));
    let Bundle::Item(item) = &output.bundles["essays/essay-05000/index.json"] else { panic!("no essay") };
    let related: Vec<&str> = item.catchword.related.iter().map(|link| link.title.as_str()).collect();
    assert_eq!(related, ["Essay 04900", "Essay 05100", "Essay 04800"]);
}

#[test]
fn links_to_tags_essays_and_lists() {
    let links = "[a](/tags/one/) [b](/essays/essay-09999/) [c](/archive/2026/) [d](/page/2/) [e](0.md)";
    let essays = (0..MANY).map(|number| (number.to_string(), title(number) + "\ntags = [\"One\"]", links.to_owned()));
    assert!(problems(source("", essays)).is_empty());
}

#[test]
fn links_that_lead_nowhere() {
    let essays = (0..MANY).map(|number| (number.to_string(), title(number), format!("[a](gone-{number}.md)")));
    assert_eq!(problems(source("", essays)).len(), MANY);
}

#[test]
fn pages_and_headings_that_have_vanished() {
    let headings: String = (0..MANY).map(|number| format!("## New words{}\n\n", letters(number))).collect();
    let mut source = source("", std::iter::once(("one".to_owned(), title(1), headings)));
    let mut lock = "/essays/essay-00001/ page essays/one.md\n".to_owned();
    for number in 0..MANY {
        writeln!(lock, "/essays/gone-{number}/ page essays/gone-{number}.md").unwrap();
        writeln!(lock, "/essays/essay-00001/#old-words{} heading", letters(number)).unwrap();
    }
    source.addresses = Some(file("addresses.lock", lock));
    assert_eq!(check(source, Edition::RELEASE).1.len(), 2 * MANY);
}

/// Each essay is in the file of the next one now. If the first file still had its essay, with another title, none would have
/// moved.
#[test]
fn essays_that_change_their_files() {
    for (first, has_moved) in [("date = 2020-02-02\ntitle = \"Bees\"", true), ("title = \"Bees\"", false)] {
        let essays = (0..MANY).map(|number| {
            let fields = if number == 0 { first.to_owned() } else { title(number - 1) };
            let date = if fields.contains("date") { String::new() } else { "date = 2026-05-01\n".to_owned() };
            file(&format!("essays/{number}.md"), format!("+++\n{date}{fields}\n+++\n"))
        });
        let mut source = Source { essays: essays.collect(), ..source("", std::iter::empty()) };
        let mut lock = String::new();
        for number in 0..MANY {
            writeln!(lock, "/essays/essay-{number:05}/ page essays/{number}.md").unwrap();
            writeln!(lock, "/essays/essay-{number:05}/ essay 2026-05-01 Essay {number:05}").unwrap();
        }
        source.addresses = Some(file("addresses.lock", lock));
        let (site, problems) = check(source, Edition::RELEASE);
        // The last one has no file any more, if the others have moved.
        assert_eq!(problems.len(), usize::from(has_moved), "{:?}", problems.first());
        assert_eq!(site.is_none(), has_moved);
    }
}

#[test]
fn links_to_headings_that_are_not_there() {
    let headings = (0..MANY).map(|number| format!("## Words{}\n\n", letters(number)));
    let links = (0..MANY).map(|number| format!("[a](#wordz{})\n", letters(number)));
    let text = headings.chain(links).collect();
    assert_eq!(problems(source("", std::iter::once(("one".to_owned(), title(1), text)))).len(), MANY);
}

#[test]
fn marks_and_tags_in_one_essay() {
    for text in
        ["https://", "https:// ", "(https://", "<details><summary>a</summary>\n\n", "<details><summary>", "a\u{ad}"]
    {
        output(source("", std::iter::once(("one".to_owned(), title(1), text.repeat(MANY)))));
    }
    let tags: String = (0..MANY).map(|number| format!("\"tag{}\", ", letters(number))).collect();
    let fields = format!("{}\ntags = [{tags}]", title(1));
    let problems = problems(source("", std::iter::once(("one".to_owned(), fields, String::new()))));
    assert!(problems.len() == 1 && problems[0].to_string().contains("at most 100"), "{problems:?}");
}

#[test]
fn links_to_files_that_are_not_there() {
    let essays = (0..2_000).map(|number| {
        let text =
            format!("![a](/images/a-riverr-bank-{number}.png) [b](/files/quite-anothr-word{}.pdf)", letters(number));
        (number.to_string(), title(number), text)
    });
    let mut source = source("", essays);
    let assets = (0..MANY).flat_map(|number| {
        [format!("images/a-river-bank-{number}.png"), format!("files/quite-another-word{}.pdf", letters(number))]
    });
    source.assets = assets.map(|path| (ContentPath::resolve("", &path).unwrap(), Asset::default())).collect();
    let problems = problems(source);
    assert_eq!(problems.len(), 4_000);
    let help = Diagnostic::help(&problems[0]).unwrap().to_string();
    assert!(help.starts_with("did you mean `/images/a-river-bank-0.png`"), "{help}");
}

/// A number in letters.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit + (b'a' - b'0'))).collect()
}

#[test]
fn aliases() {
    let mut source = source(
        "",
        (0..MANY).map(|number| {
            (number.to_string(), title(number) + &format!("\naliases = [\"/old/{number}.html\"]"), String::new())
        }),
    );
    let assets = (0..MANY).map(|number| {
        let asset = Asset::default();
        (ContentPath::resolve("", &format!("images/{number}.txt")).unwrap(), asset)
    });
    source.assets = assets.collect();
    assert_eq!(output(source).redirects.len(), MANY);
}

#[test]
fn aliases_of_one_essay() {
    let mut aliases = String::new();
    (0..MANY).for_each(|number| write!(aliases, "\"/old/{number}\", ").unwrap());
    let fields = format!("title = \"One\"\naliases = [{aliases}]");
    let source = source("", std::iter::once(("one".to_owned(), fields, String::new())));
    assert_eq!(output(source).redirects.len(), MANY);
}

#[test]
fn essays_with_one_title_in_files_of_one_name() {
    let essays = (0..MANY).map(|number| (format!("{number}/index"), "title = \"One\"".to_owned(), String::new()));
    let (site, problems) = check(source("[checks]\nduplicate-slug = \"warn\"\n", essays), Edition::ANY_DAY);
    assert_eq!(problems.len(), MANY - 1);
    let output = render(&arrange(site.unwrap())).0;
    assert!(output.bundles.contains_key("essays/one/index.json"));
    assert!(output.bundles.contains_key("essays/index/index.json"));
    assert!(output.bundles.contains_key(&format!("essays/index-{}/index.json", MANY - 1)));
}

/// Not rendered: each bundle has all parts of the series, so the output is quadratic.
#[test]
fn parts_of_one_series() {
    let essays = (0..MANY)
        .map(|number| (number.to_string(), title(number) + "\nseries = \"One\"\ntags = [\"One\"]", String::new()));
    let (site, problems) = check(source("", essays), Edition::ANY_DAY);
    assert!(problems.is_empty());
    arrange(site.unwrap());
}

#[test]
fn landing_pages_with_the_newest_essays() {
    let essays = (0..MANY).map(|number| (number.to_string(), title(number), "> [!NEWEST] Lately".to_owned()));
    let output = output(source("", essays));
    let Bundle::Item(item) = &output.bundles["essays/essay-00000/index.json"] else { panic!("no essay") };
    assert_eq!(item.content_html.as_ref().unwrap().matches("Essay 0000").count(), 3);
}
