//! `site.toml`: what an author says about the whole site.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use quire_bundle::{Author, Footer, Link, Order, Slug};
use url::Url;

use super::fields::{Fields, Located, listed};
use crate::problem::{Check, Problem};
use crate::source::File;

/// Rooms that the address table needs, so that essays can't be there. `essays` is theirs.
const ROOMS: [&str; 4] = ["page", "tags", "archive", "search"];

/// A site's settings, each as it should be.
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
    /// Addresses as the author wrote them.
    pub(crate) nav: Vec<Located<Link>>,
    pub(crate) footer_line: Option<String>,
    pub(crate) footer_note: Option<String>,
    /// Addresses as the author wrote them.
    pub(crate) footer: Vec<Located<Link>>,
    pub(crate) favicon: Option<String>,
}

impl Settings {
    /// What texts are checked against where `site.toml` can't be read. No site is made of it.
    pub(crate) fn stand_in() -> Settings {
        Settings {
            title: String::new(),
            tagline: None,
            url: Url::parse("https://site.invalid/").expect("an address on the web"),
            timezone: TimeZone::UTC,
            language: "en".to_owned(),
            authors: Vec::new(),
            home: None,
            essays_at: essays(),
            order: Order::default(),
            nav: Vec::new(),
            footer_line: None,
            footer_note: None,
            footer: Vec::new(),
            favicon: None,
        }
    }

    /// The foot of every page, with addresses that `address` has put right.
    pub(crate) fn footer(&self, address: impl Fn(&str) -> String) -> Footer {
        Footer { line: self.footer_line.clone(), note: self.footer_note.clone(), links: links(&self.footer, address) }
    }
}

/// Links with addresses that `address` has put right.
pub(crate) fn links(links: &[Located<Link>], address: impl Fn(&str) -> String) -> Vec<Link> {
    links.iter().map(|link| Link { title: link.value.title.clone(), url: address(&link.value.url) }).collect()
}

/// Reads `site.toml`, and which checks it makes warnings.
pub(crate) fn read(file: &File) -> (Option<Settings>, BTreeSet<Check>, Vec<Problem>) {
    let text = file.text.inner();
    let first_line = text.find('\n').unwrap_or(text.len());
    let mut fields = Fields::parse(&file.text, 0..text.len(), 0..first_line, "`site.toml`");
    let settings = read_fields(&mut fields);
    let warnings = fields.table("checks", read_checks).unwrap_or_default();
    (settings, warnings, fields.finish())
}

fn read_fields(fields: &mut Fields<'_>) -> Option<Settings> {
    let title = fields.required_text("title", "title = \"…\"");
    let tagline = fields.text("tagline").map(|text| text.value);
    let url = fields.required_text("url", "url = \"https://example.org/\"").and_then(|text| site_url(fields, text));
    let timezone = read_timezone(fields);
    let language = fields.text("language").and_then(|text| language(fields, text)).unwrap_or_else(|| "en".to_owned());
    let authors = fields.tables("authors", |author| {
        let name = author.required_text("name", "name = \"…\"");
        let url = author.text("url").and_then(|text| site_link(author, text)).map(|url| url.value);
        Some(Author { name: name?.value, url })
    });
    let home = fields.slug("home");
    let essays_at = read_essays_at(fields);
    let orders = [("newest-first", Order::NewestFirst), ("oldest-first", Order::OldestFirst)];
    let order = fields.choice("order", &orders).unwrap_or_default();
    let nav = fields.table("nav", |nav| Some(nav.tables("links", read_link))).unwrap_or_default();
    let footer = fields.table("footer", |footer| {
        let line = footer.text("line").map(|text| text.value);
        let note = footer.text("note").map(|text| text.value);
        Some((line, note, footer.tables("links", read_link)))
    });
    let favicon = fields.text("favicon").and_then(|text| site_link(fields, text)).map(|url| url.value);
    let (footer_line, footer_note, footer) = footer.unwrap_or_default();
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
        favicon,
    })
}

/// `[checks]`: a check can be made a warning, and nothing else.
fn read_checks(fields: &mut Fields<'_>) -> Option<BTreeSet<Check>> {
    let mut warnings = BTreeSet::new();
    for (name, value) in fields.rest_as_texts() {
        let Some(check) = Check::parse(&name.value) else {
            let known: Vec<&str> =
                Check::ALL.into_iter().filter(|check| check.can_be_warning()).map(Check::name).collect();
            let message = format!("there is no check `{}`", name.value);
            fields.report(
                Check::UnknownField,
                name.span,
                message,
                format!("these can be made warnings: {}", listed(&known)),
            );
            continue;
        };
        if value.value != "warn" {
            let message = format!("a check can't be \"{}\"", value.value);
            let help = "a check can be made a warning, `\"warn\"`; none can be silenced";
            fields.report(Check::BadValue, value.span, message, help);
        } else if !check.can_be_warning() {
            let message = format!("`{}` can't be made a warning", name.value);
            fields.report(Check::BadValue, name.span, message, "without it there would be no page to write");
        } else {
            warnings.insert(check);
        }
    }
    Some(warnings)
}

fn read_timezone(fields: &mut Fields<'_>) -> TimeZone {
    let Some(text) = fields.text("timezone") else { return TimeZone::UTC };
    TimeZone::get(&text.value).unwrap_or_else(|_| {
        let message = format!("there is no time zone \"{}\"", text.value);
        fields.report(Check::BadValue, text.span, message, "a time zone has a name such as `Europe/London` or `UTC`");
        TimeZone::UTC
    })
}

fn read_essays_at(fields: &mut Fields<'_>) -> Slug {
    let Some(found) = fields.slug("essays_at") else { return essays() };
    if ROOMS.contains(&found.value.as_str()) {
        let message = format!("essays can't be at `/{}/`", found.value);
        fields.report(
            Check::TakenSlug,
            found.span,
            message,
            "the site needs that address for itself; choose another word",
        );
        return essays();
    }
    found.value
}

fn essays() -> Slug {
    Slug::parse("essays").expect("`essays` is a slug")
}

fn read_link(fields: &mut Fields<'_>) -> Option<Located<Link>> {
    let title = fields.required_text("title", "title = \"…\"");
    let url = fields.required_text("url", "url = \"/about/\"").and_then(|url| site_link(fields, url));
    let title = title?.value;
    Some(url?.map(|url| Link { title, url }))
}

/// A path from the site's root, or an absolute address.
fn site_link(fields: &mut Fields<'_>, text: Located<String>) -> Option<Located<String>> {
    let local = text.value.starts_with('/') && !text.value.starts_with("//");
    let scheme = Url::parse(&text.value).is_ok_and(|url| crate::links::SCHEMES.contains(&url.scheme()));
    if local || scheme {
        return Some(text);
    }
    let message = format!("\"{}\" is not a path from the site's root", text.value);
    fields.report(Check::BadValue, text.span, message, "begin it with `/`, or with `https://` for another site");
    None
}

fn site_url(fields: &mut Fields<'_>, text: Located<String>) -> Option<Url> {
    let parsed = Url::parse(&text.value).ok().filter(|url| {
        matches!(url.scheme(), "https" | "http")
            && url.query().is_none()
            && url.fragment().is_none()
            && !url.path().contains("//")
    });
    let Some(mut url) = parsed else {
        let help = "write the home page's whole address, such as `https://example.org/` or `https://example.org/blog/`";
        fields.report(Check::BadValue, text.span, "`url` is not a site's address", help);
        return None;
    };
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Some(url)
}

/// A BCP 47 tag, by its shape.
pub(super) fn language(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
    let mut parts = text.value.split('-');
    let first = parts.next().unwrap_or_default();
    let is_tag = (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_tag {
        return Some(text.value);
    }
    let message = format!("\"{}\" is not a language", text.value);
    fields.report(Check::BadValue, text.span, message, "a language is a BCP 47 tag, such as `en`, `de` or `pt-BR`");
    None
}
