//! `site.toml`: the settings of the whole site.

use std::collections::BTreeSet;

use catchword_app::routes::{self, can_hold_essays};
use catchword_bundle::{Author, Footer, Link, Order, Slug};
use jiff::tz::TimeZone;
use url::Url;

use super::checks::read_checks;
use super::fields::{Fields, Located};
use super::head::read_head;
use super::hosts::read_allow;
use super::look::read_look;
use super::misplaced::with_moves;
use super::publish::{self, Destination};
pub(crate) use super::site_links::links;
use super::site_links::{read_link, site_link};
use super::tags::TagAddresses;
use super::{authors, language, site_url, timezone, toml};
use crate::hosts::{Allow, HeadScript, HeadTag};
use crate::look::Look;
use crate::paths::is_in_search_folder;
use crate::problem::{Check, Problem};
use crate::source::File;

/// How to write the address of the site.
const URL: &str = "url = \"https://…/\"`, with the address at which readers will find your site instead of `…";

/// The fields that `site.toml` can have above its tables.
const FIELDS: [&str; 11] = [
    "title",
    "tagline",
    "url",
    "timezone",
    "language",
    "authors",
    "home",
    "essays_at",
    "order",
    "quick_exit",
    "favicon",
];

/// A site's settings, all valid.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) title: String,
    pub(crate) tagline: Option<String>,
    /// The home page's absolute address; ends in `/`.
    pub(crate) url: Url,
    pub(crate) timezone: TimeZone,
    pub(crate) language: String,
    /// Addresses as the author wrote them.
    pub(crate) authors: Vec<Author>,
    pub(crate) home: Option<Located<Slug>>,
    pub(crate) essays_at: Slug,
    pub(crate) order: Order,
    /// Addresses as the author wrote them; `None` if the author leaves the links to the site.
    pub(crate) nav: Option<Vec<Located<Link>>>,
    pub(crate) footer_line: Option<String>,
    pub(crate) footer_note: Option<String>,
    /// Addresses as the author wrote them.
    pub(crate) footer: Vec<Located<Link>>,
    /// Where "Leave this page" leads.
    pub(crate) quick_exit: Option<String>,
    pub(crate) favicon: Option<String>,
    /// All of these addresses but `quick_exit`, which is on another site.
    pub(crate) addresses: Vec<Located<String>>,
    /// The tags that have an address of their own.
    pub(crate) tags: TagAddresses,
    /// The other hosts that the policy allows.
    pub(crate) allow: Allow,
    /// The scripts in every page's head, with addresses as the author wrote them.
    pub(crate) scripts: Vec<HeadScript>,
    /// The elements in every page's head, the same.
    pub(crate) head: Vec<HeadTag>,
    /// Whether documents contain the styles instead of linking to them.
    pub(crate) inline: bool,
    /// Colours, fonts and sizes.
    pub(crate) look: Look,
    /// The address of the logo's file.
    pub(crate) logo: Option<Located<String>>,
    /// Where `catchword publish` puts the site.
    pub(crate) publish: Option<Destination>,
}

impl Settings {
    /// Settings to check texts with when `site.toml` can't be read. No site is built from them.
    pub(crate) fn placeholder() -> Settings {
        Settings {
            title: String::new(),
            tagline: None,
            url: Url::parse("https://site.invalid/").expect("this text is an address on the web"),
            timezone: TimeZone::UTC,
            language: "en".to_owned(),
            authors: Vec::new(),
            home: None,
            essays_at: essays(),
            order: Order::default(),
            nav: None,
            footer_line: None,
            footer_note: None,
            footer: Vec::new(),
            quick_exit: None,
            favicon: None,
            addresses: Vec::new(),
            tags: TagAddresses::default(),
            allow: Allow::default(),
            scripts: Vec::new(),
            head: Vec::new(),
            inline: true,
            look: Look::default(),
            logo: None,
            publish: None,
        }
    }

    /// The footer of every page. `address` converts its addresses.
    pub(crate) fn footer(&self, address: impl Fn(&str) -> String) -> Footer {
        Footer { line: self.footer_line.clone(), note: self.footer_note.clone(), links: links(&self.footer, address) }
    }
}

/// Reads `site.toml`: the settings, and the checks that are to be warnings.
pub(crate) fn read(file: &File) -> (Option<Settings>, BTreeSet<Check>, Vec<Problem>) {
    let text = file.text.inner();
    let first_line = text.find('\n').unwrap_or(text.len());
    let toml = toml::parse(&file.text, 0..text.len(), &FIELDS);
    let mut fields = Fields::of_file(&file.text, &toml, 0..first_line, "`site.toml`", &FIELDS);
    let settings = read_fields(&mut fields);
    let warnings = fields.table("checks", read_checks).unwrap_or_default();
    (settings, warnings, with_moves(&file.text, 0..text.len(), &FIELDS, fields.finish()))
}

fn read_fields(fields: &mut Fields<'_>) -> Option<Settings> {
    let title = fields.required_words("title", "title = \"…\"");
    let tagline = fields.words("tagline").map(|text| text.value);
    let url =
        // An example that can be copied as it is would be published as it is.
        fields.required_text("url", URL).and_then(|text| site_url::read(fields, text));
    let timezone = timezone::read(fields);
    let language = fields
        .text("language")
        .and_then(|text| language::read(fields, "language", text))
        .unwrap_or_else(|| "en".to_owned());
    let mut addresses = Vec::new();
    authors::names_alone(fields);
    let authors = fields.tables("authors", |author| {
        let name = author.required_name("name", "name = \"…\"");
        let url = author.text("url").and_then(|text| site_link(author, text));
        addresses.extend(url.clone());
        Some(Author { name: name?.value, url: url.map(|url| url.value) })
    });
    let home = fields.slug("home");
    let essays_at = read_essays_at(fields);
    let orders = [("newest-first", Order::NewestFirst), ("oldest-first", Order::OldestFirst)];
    let order = fields.choice("order", &orders).unwrap_or_default();
    let nav = fields.table("nav", |nav| nav.has("links").then(|| nav.tables("links", read_link)));
    let footer = fields.table("footer", |footer| {
        let line = footer.words("line").map(|text| text.value);
        let note = footer.words("note").map(|text| text.value);
        Some((line, note, footer.tables("links", read_link)))
    });
    let quick_exit = super::web_address::absolute(fields, "quick_exit", false);
    let favicon = fields.text("favicon").and_then(|text| site_link(fields, text));
    let (footer_line, footer_note, footer) = footer.unwrap_or_default();
    addresses.extend(nav.iter().flatten().chain(&footer).map(|link| link.clone().map(|link| link.url)));
    addresses.extend(favicon.clone());
    // The stage *read* has followed them.
    fields.table("files", |files| Some(files.texts("outside")));
    let tags = fields.table("tags", TagAddresses::read).unwrap_or_default();
    let allow = fields.table("allow", |allow| Some(read_allow(allow))).unwrap_or_default();
    let head = fields.table("head", |head| Some(read_head(head, &allow))).unwrap_or_default();
    addresses.extend(head.addresses);
    addresses.extend(head.scripts.iter().map(|script| script.clone().map(|script| script.src)));
    let (look, logo) = fields.table("look", read_look).unwrap_or_default();
    addresses.extend(logo.clone());
    let publish = fields.table("publish", publish::read);
    Some(Settings {
        title: title?.value,
        tagline,
        url: url?,
        timezone,
        language,
        authors,
        home,
        essays_at,
        order,
        nav,
        footer_line,
        footer_note,
        footer,
        quick_exit,
        favicon: favicon.map(|url| url.value),
        addresses,
        tags,
        allow,
        scripts: head.scripts.into_iter().map(|script| script.value).collect(),
        head: head.tags,
        inline: head.inline.unwrap_or(true),
        look,
        logo,
        publish,
    })
}

fn read_essays_at(fields: &mut Fields<'_>) -> Slug {
    let Some(found) = fields.slug("essays_at") else { return essays() };
    if !can_hold_essays(&found.value) || is_in_search_folder(found.value.as_str()) {
        let message = format!("essays can't be at `/{}/`", found.value);
        fields.report(
            Check::TakenSlug,
            found.span,
            message,
            "the site needs that address for itself; choose another one",
        );
        return essays();
    }
    found.value
}

fn essays() -> Slug {
    Slug::parse(routes::ESSAYS).expect("`essays` is a slug")
}

#[cfg(test)]
mod tests {
    use super::super::hosts::MOST_ALLOWED;
    use super::*;
    use crate::hosts::{Inline, meta_policy};
    use crate::read::text_file;
    use crate::source::ContentPath;

    fn read_text(toml: &str) -> (Option<Settings>, Vec<String>) {
        let path = ContentPath::resolve("", "site.toml").unwrap();
        let (settings, _, problems) = read(&text_file("site.toml".to_owned(), path, toml.as_bytes().to_vec()));
        (settings, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn reads_the_address_of_a_site() {
        let table = [
            ("https://example.org", Some("https://example.org/")),
            ("https://example.org:8080/a", Some("https://example.org:8080/a/")),
            ("https://example.org/My_blog-2.0~x/", Some("https://example.org/My_blog-2.0~x/")),
            ("https://me@example.org/", None),
            ("https://me:secret@example.org/", None),
            ("https://example.org/?q", None),
            ("https://example.org/#top", None),
            ("https://example.org//", None),
            ("https://example.org/$uri/", None),
            ("https://example.org/a b/", None),
            ("https://example.org/{path}/", None),
            ("https://example.org/*/", None),
            ("https://example.org/blög/", None),
            ("ftp://example.org/", None),
            ("/blog/", None),
        ];
        for (url, read) in table {
            let (settings, problems) = read_text(&format!("title = \"T\"\nurl = \"{url}\"\n"));
            assert_eq!(settings.map(|settings| settings.url.to_string()).as_deref(), read, "{url}");
            assert_eq!(problems.is_empty(), read.is_some(), "{url}: {problems:?}");
        }
    }

    #[test]
    fn shows_the_right_shape_of_a_value() {
        let head = "title = \"T\"\nurl = \"https://quiet.example/\"\n";
        for (toml, said) in [
            ("[nav]\nlinks = [\"/about/\"]", "write `links = [{ title = \"About\", url = \"/about/\" }]`"),
            ("[nav]\nlinks = \"/about/\"", "write `links = [{ title = \"About\", url = \"/about/\" }]`"),
            ("[footer]\nlinks = [\"Thanks\"]", "write `links = [{ title = \"Thanks\", url = \"/about/\" }]`"),
            (
                "[nav]\nlinks = [{ title = \"About\" url = \"/\" }]",
                "write `links = [{ title = \"About\", url = \"/\" }]`",
            ),
            ("[head]\nscripts = ['<script src=\"/a.js\"></script>']", "write `scripts = [{ src = \"/a.js\" }]`"),
            ("[checks]\nleft-as-text = false", "write `left-as-text = \"warn\"` to make it a warning"),
        ] {
            let path = ContentPath::resolve("", "site.toml").unwrap();
            let file = text_file("site.toml".to_owned(), path, format!("{head}{toml}\n").into_bytes());
            let (_, _, problems) = read(&file);
            let advice: Vec<&str> = problems.iter().filter_map(|problem| problem.advice()).collect();
            assert!(advice.len() == 1 && advice[0].contains(said), "{toml}: {advice:?}");
        }
    }

    #[test]
    fn allows_as_many_hosts_as_a_policy_can_hold() {
        let hosts: Vec<String> = (10..60).map(|n| format!("\"https://host-{n}.example\"")).collect();
        let (settings, problems) = read_text(&format!(
            "title = \"T\"\nurl = \"https://example.org\"\n[allow]\nimages = [{}]\n",
            hosts.join(", ")
        ));
        assert_eq!(problems, ["there are too many hosts in `[allow]`"]);
        let allow = settings.unwrap().allow;
        assert_eq!(allow.images.len(), MOST_ALLOWED / "https://host-10.example".len());
        // Cloudflare Pages reads lines of `_headers` up to 2,000 characters.
        let mut inline = Inline::default();
        inline.add_script("look()");
        inline.add_style("p{}");
        let line = format!("  Content-Security-Policy: {}; frame-ancestors 'none'", meta_policy(&allow, &inline));
        assert!(line.len() <= 2000, "{}", line.len());
    }
}
