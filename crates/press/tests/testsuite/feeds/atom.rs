//! `feed.xml` against RFC 4287.

use catchword_press::feed_files;
use roxmltree::{Document, Node};
use url::Url;

use super::{ATOM, fixture, text, texts, time};

#[test]
fn atom_has_what_its_rfc_requires() {
    for name in ["small", "feeds", "empty"] {
        let output = fixture(name);
        let files = feed_files(&output);
        let document = Document::parse(text(&files, "feed.xml")).unwrap();
        let feed = document.root_element();
        assert!(feed.has_tag_name((ATOM, "feed")));
        // RFC 4287, section 4.1.1.
        for once in ["id", "title", "updated"] {
            assert_eq!(texts(feed, once).len(), 1, "{once}");
        }
        assert_eq!(texts(feed, "id"), [&output.site.url]);
        let links = |node: Node<'_, '_>, relation: &str| -> Vec<String> {
            let links = node.children().filter(|child| child.has_tag_name((ATOM, "link")));
            links
                .filter(|link| link.attribute("rel") == Some(relation))
                .map(|link| link.attribute("href").unwrap().to_owned())
                .collect()
        };
        assert_eq!(links(feed, "self"), [format!("{}feed.xml", output.site.url)]);
        assert_eq!(links(feed, "alternate"), [output.site.url.as_str()]);
        let entries: Vec<Node<'_, '_>> = feed.children().filter(|node| node.has_tag_name((ATOM, "entry"))).collect();
        let mut newest = "1970-01-01T00:00:00+00:00";
        for entry in &entries {
            // Section 4.1.2.
            for once in ["id", "title", "updated", "published", "content"] {
                assert_eq!(texts(*entry, once).len(), 1, "{once}");
            }
            assert_eq!(links(*entry, "alternate"), texts(*entry, "id"));
            let (published, updated) = (texts(*entry, "published")[0], texts(*entry, "updated")[0]);
            assert!(time(published) <= time(updated));
            newest = if time(updated) > time(newest) { updated } else { newest };
        }
        assert_eq!(texts(feed, "updated"), [newest]);
        for author in document.descendants().filter(|node| node.has_tag_name((ATOM, "author"))) {
            assert_eq!(texts(author, "name").len(), 1);
            assert!(texts(author, "uri").iter().all(|uri| Url::parse(uri).is_ok()));
        }
        assert!(feed.children().any(|node| node.has_tag_name((ATOM, "author"))));
    }
}

#[test]
fn atom_says_where_else_an_essay_is_and_in_which_language() {
    let files = feed_files(&fixture("feeds"));
    let document = Document::parse(text(&files, "feed.xml")).unwrap();
    let feed = document.root_element();
    let xml = "http://www.w3.org/XML/1998/namespace";
    assert_eq!(feed.attribute((xml, "lang")), Some("en-GB"));
    let entries: Vec<Node<'_, '_>> = feed.children().filter(|node| node.has_tag_name((ATOM, "entry"))).collect();
    let links = |at: usize| -> Vec<(&str, &str)> {
        let links = entries[at].children().filter(|node| node.has_tag_name((ATOM, "link")));
        links.map(|link| (link.attribute("rel").unwrap(), link.attribute("href").unwrap())).skip(1).collect()
    };
    assert_eq!(links(0), [("enclosure", "https://example.org/blog/images/boat.png")]);
    assert_eq!(links(1), [("related", "https://example.com/p/rest?a=1&b=2"), ("related", "https://example.net/rest")]);
    assert_eq!(links(2), [("via", "https://example.net/origin")]);
    let languages =
        |at: usize| -> Vec<&str> { entries[at].children().filter_map(|node| node.attribute((xml, "lang"))).collect() };
    assert_eq!(languages(0), [""; 0]);
    assert_eq!(languages(1), ["de", "de"]);
    assert_eq!(texts(entries[0], "updated"), ["2026-06-10T00:00:00+01:00"]);
    assert_eq!(texts(entries[1], "updated"), texts(entries[1], "published"));
    // A summary that is only the beginning of the text is left out.
    assert_eq!((texts(entries[0], "summary").len(), texts(entries[1], "summary").len()), (1, 0));
}
