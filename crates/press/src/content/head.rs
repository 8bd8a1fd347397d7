//! `[head]` of `site.toml`: elements and scripts that the author adds to every page's head.

use super::fields::{Fields, Located};
use super::hosts::read_script;
use super::site_links::site_link;
use crate::hosts::{Allow, HeadScript, HeadTag};
use crate::problem::Check;

/// What `<meta>` says on every page already, by the names that it has there.
const OWN_META: [&str; 14] = [
    "description",
    "viewport",
    "color-scheme",
    "theme-color",
    "author",
    "twitter:card",
    "og:type",
    "og:title",
    "og:description",
    "og:url",
    "og:site_name",
    "og:image",
    "og:image:alt",
    "content-security-policy",
];

/// Kinds of links that the site writes itself, or that would change how it loads, each with what to do instead.
const OWN_LINKS: [(&str, &str); 10] = [
    ("stylesheet", "write your own styles into the file `site.css` beside `site.toml`"),
    ("canonical", "remove this line: every page names its own address"),
    ("prev", "remove this line: every page names its neighbour"),
    ("next", "remove this line: every page has a link to its neighbour"),
    ("icon", "write `favicon = \"/favicon.svg\"` above the first line that begins with `[`"),
    (
        "manifest",
        "remove this line: browsers would not load the file, because the site's rules allow only what it needs",
    ),
    ("preload", "remove this line: the site loads what it needs by itself"),
    ("modulepreload", "remove this line: the site loads what it needs by itself"),
    ("prefetch", "remove this line: the site loads the next pages by itself"),
    ("prerender", "remove this line: the site loads the next pages by itself"),
];

/// What an author adds to every page's head.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// With addresses as the author wrote them.
    pub(crate) tags: Vec<HeadTag>,
    /// The same.
    pub(crate) scripts: Vec<Located<HeadScript>>,
    /// The addresses of the links, which may lead to files of the site.
    pub(crate) addresses: Vec<Located<String>>,
    /// Whether documents contain the styles instead of linking to them.
    pub(crate) inline: Option<bool>,
}

pub(super) fn read_head(fields: &mut Fields<'_>, allow: &Allow) -> Head {
    let mut addresses = Vec::new();
    let mut tags = fields.tables("meta", read_meta);
    tags.extend(fields.tables("links", |link| {
        let (tag, address) = read_link(link)?;
        addresses.push(address);
        Some(tag)
    }));
    let scripts = fields.tables("scripts", |script| read_script(script, allow));
    Head { tags, scripts, addresses, inline: fields.flag("inline") }
}

/// `<meta name content>` or `<meta property content>` (HTML, 4.2.5; RDFa).
fn read_meta(fields: &mut Fields<'_>) -> Option<HeadTag> {
    let (name, property) = (fields.text("name"), fields.text("property"));
    let content = fields.required_text("content", "content = \"…\"");
    let (attribute, name) = match (name, property) {
        (Some(name), None) => ("name", name),
        (None, Some(property)) => ("property", property),
        (Some(_), Some(property)) => {
            let help = "copy the element as the service gives it: it has `name` or `property`, and not both";
            fields.report(Check::BadValue, property.span, "this element has a name and a property", help);
            return None;
        }
        (None, None) => {
            fields.missing("name", "name = \"…\"");
            return None;
        }
    };
    let small = name.value.trim().to_lowercase();
    if OWN_META.contains(&&*small) {
        let message = format!("every page says `{small}` itself");
        let help = match &*small {
            "description" => "write `tagline` for the home page, and `summary` in the front matter of a text",
            "theme-color" => "write `paper` under `[look.light]` and `[look.dark]`",
            "author" => "write `authors = [{ name = \"…\" }]` above the first line that begins with `[`",
            _ => "remove this line",
        };
        fields.report(Check::BadValue, name.span, message, help);
        return None;
    }
    Some(HeadTag::meta(attribute, name.value.trim(), &content?.value))
}

/// `<link rel href>` (HTML, 4.2.4), with what else it says of the file.
fn read_link(fields: &mut Fields<'_>) -> Option<(HeadTag, Located<String>)> {
    let rel = fields.required_text("rel", "rel = \"me\"");
    let href = fields.required_text("href", "href = \"https://…\"").and_then(|href| site_link(fields, href));
    let more: Vec<(&str, String)> = ["type", "title", "sizes", "hreflang", "media"]
        .into_iter()
        .filter_map(|name| Some((name, fields.text(name)?.value)))
        .collect();
    let (rel, href) = (rel?, href?);
    let kinds = rel.value.to_lowercase();
    let own = OWN_LINKS.iter().find(|(kind, _)| kinds.split_ascii_whitespace().any(|word| word == *kind));
    if let Some((kind, help)) = own {
        fields.report(Check::BadValue, rel.span, format!("a link of the kind \"{kind}\" can't be added here"), *help);
        return None;
    }
    Some((HeadTag::link(rel.value.trim(), &href.value, more), href))
}

#[cfg(test)]
mod tests {
    use super::super::settings;
    use crate::read::text_file;
    use crate::source::ContentPath;

    /// What an author is told of a head, with the advice.
    fn told(toml: &str) -> Vec<String> {
        let text = format!("title = \"T\"\nurl = \"https://quiet.example/\"\n[head]\n{toml}\n");
        let file = text_file("site.toml".to_owned(), ContentPath::resolve("", "site.toml").unwrap(), text.into_bytes());
        let (_, _, problems) = settings::read(&file);
        problems.iter().map(|problem| format!("{problem}; {}", problem.advice().unwrap_or_default())).collect()
    }

    #[test]
    fn takes_what_services_ask_for() {
        for toml in [
            "meta = [{ name = \"google-site-verification\", content = \"abc\" }]",
            "meta = [{ property = \"fb:app_id\", content = \"1\" }, { name = \"robots\", content = \"noai\" }]",
            "links = [{ rel = \"me\", href = \"https://social.example/@ada\" }]",
            "links = [{ rel = \"apple-touch-icon\", href = \"/icon.png\", sizes = \"180x180\" }]",
        ] {
            assert_eq!(told(toml), [""; 0], "{toml}");
        }
    }

    #[test]
    fn refuses_what_the_site_says_itself() {
        for (toml, said) in [
            ("meta = [{ name = \"Description\", content = \"a\" }]", "write `tagline`"),
            ("meta = [{ property = \"og:title\", content = \"a\" }]", "remove this line"),
            ("meta = [{ name = \"a\", property = \"b\", content = \"c\" }]", "and not both"),
            ("meta = [{ content = \"a\" }]", "`name` is missing"),
            ("meta = [{ name = \"a\" }]", "`content` is missing"),
            ("meta = [{ http-equiv = \"refresh\", name = \"a\", content = \"0\" }]", "`http-equiv`"),
            ("links = [{ rel = \"stylesheet\", href = \"/a.css\" }]", "`site.css`"),
            ("links = [{ rel = \"shortcut icon\", href = \"/a.ico\" }]", "`favicon"),
            ("links = [{ rel = \"me\", href = \"javascript:alert(1)\" }]", "is not an address"),
            ("links = [{ rel = \"me\" }]", "`href` is missing"),
        ] {
            let told = told(toml);
            assert!(told.iter().any(|told| told.contains(said)), "{toml}: {told:?}");
        }
    }
}
