//! `rss.xml` against RSS 2.0 and the RSS Advisory Board's profile.

use catchword_press::feed_files;
use roxmltree::{Document, Node};

use super::{ATOM, fixture, text, texts};

const MEDIA: &str = "http://search.yahoo.com/mrss/";

#[test]
fn rss_has_what_its_specification_and_profile_require() {
    for name in ["small", "feeds", "empty"] {
        let output = fixture(name);
        let files = feed_files(&output);
        let document = Document::parse(text(&files, "rss.xml")).unwrap();
        assert_eq!(document.root_element().attribute("version"), Some("2.0"));
        let channel = document.root_element().first_element_child().unwrap();
        for once in ["title", "description", "language"] {
            assert_eq!(texts(channel, once).len(), 1, "{once}");
            assert_ne!(texts(channel, once), [""], "{once}");
        }
        let own = channel.children().find(|node| node.has_tag_name((ATOM, "link"))).unwrap();
        assert_eq!((own.attribute("rel"), own.attribute("type")), (Some("self"), Some("application/rss+xml")));
        assert_eq!(own.attribute("href").unwrap(), format!("{}rss.xml", output.site.url));
        let items: Vec<Node<'_, '_>> = channel.children().filter(|node| node.has_tag_name("item")).collect();
        assert_eq!(texts(channel, "lastBuildDate").len(), usize::from(!items.is_empty()));
        for item in items {
            let guid = item.children().find(|node| node.has_tag_name("guid")).unwrap();
            // It is a permalink unless the attribute says otherwise.
            assert!(matches!(guid.attribute("isPermaLink"), None | Some("true")));
            assert_eq!(guid.text().unwrap(), texts(item, "link")[0]);
            // This parser is strict: the weekday must match the date.
            jiff::fmt::rfc2822::parse(texts(item, "pubDate")[0]).unwrap();
            assert_eq!(texts(item, "encoded").len(), 1);
        }
    }
    let files = feed_files(&fixture("feeds"));
    let document = Document::parse(text(&files, "rss.xml")).unwrap();
    let item = document.descendants().find(|node| node.has_tag_name("item")).unwrap();
    // A description is HTML, unlike a title.
    assert_eq!(texts(item, "description"), ["One &lt; two &amp; &quot;three&quot; ]]&gt; &lt;/summary&gt;"]);
    assert_eq!(texts(item, "pubDate"), ["Fri, 1 May 2026 00:00:00 +0100"]);
    assert_eq!(
        texts(document.descendants().find(|node| node.has_tag_name("channel")).unwrap(), "lastBuildDate"),
        ["Wed, 10 Jun 2026 00:00:00 +0100"]
    );
    let picture = item.children().find(|node| node.has_tag_name((MEDIA, "content"))).unwrap();
    let attributes = ["url", "type", "medium", "width", "height"].map(|name| picture.attribute(name).unwrap());
    assert_eq!(attributes, ["https://example.org/blog/images/boat.png", "image/png", "image", "24", "16"]);
    assert_eq!(texts(picture, "description"), ["A \"boat\" & <oars>."]);
    assert_eq!(texts(picture, "credit"), ["Mitch & <Co>"]);
}
