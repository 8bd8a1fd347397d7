//! `feed.json` against JSON Feed 1.1.

use catchword_press::feed_files;

use super::fixture;

#[test]
fn json_feed_has_what_its_specification_requires() {
    for name in ["small", "feeds", "empty"] {
        let output = fixture(name);
        let files = feed_files(&output);
        let feed: serde_json::Value = serde_json::from_slice(&files["feed.json"]).unwrap();
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(feed["title"], output.site.title);
        assert_eq!(feed["home_page_url"], output.site.url);
        assert_eq!(feed["feed_url"], format!("{}feed.json", output.site.url));
        assert_eq!(feed["language"], output.site.language);
        assert!(!feed["authors"].as_array().unwrap().is_empty());
        for item in feed["items"].as_array().unwrap() {
            assert_eq!(item["id"], item["url"]);
            assert!(item["content_html"].is_string() && item["date_published"].is_string());
            let extensions = item.as_object().unwrap().keys().filter(|key| key.starts_with('_'));
            assert_eq!(extensions.count(), 0);
        }
    }
    let files = feed_files(&fixture("feeds"));
    let feed: serde_json::Value = serde_json::from_slice(&files["feed.json"]).unwrap();
    let [markup, rest, origin] = feed["items"].as_array().unwrap().as_slice() else { panic!("not three essays") };
    assert_eq!(feed["favicon"], "https://example.org/blog/images/boat.png");
    assert_eq!(markup["image"], "https://example.org/blog/images/boat.png");
    assert_eq!(markup["date_modified"], "2026-06-10T00:00:00+01:00");
    assert_eq!(markup["external_url"], serde_json::Value::Null);
    assert_eq!(rest["external_url"], "https://example.com/p/rest?a=1&b=2");
    assert_eq!(rest["language"], "de");
    assert_eq!(origin["external_url"], "https://example.net/origin");
}
