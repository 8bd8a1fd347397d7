//! Checks whether links and pictures lead somewhere. This needs the whole site.

mod away;
mod fragments;
mod marks;
mod media;
mod nowhere;
mod place;
mod styles;
mod withheld;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use catchword_app::routes::Address;
use catchword_bundle::Extra;
use url::Url;

use super::forms::check_forms;
use super::publication::Publication;
use super::published::Published;
use super::references::check_references;
use super::suggest::{FileNames, IdNames, PageNames};
use crate::check::parts::SlottedText;
use crate::check::{ParsedFile, address_of};
use crate::content::alias;
use crate::content::settings::Settings;
use crate::content::site_url::is_local;
use crate::hosts::Allow;
use crate::markdown::{Ids, Node, RawTag, Spanned, descendants};
use crate::problem::{Check, Problem, SourceText};
use crate::resolve::{LinkResolver, LinkTarget, fragment_of, without_directive};
use crate::slips::{LINKS, slip, web_slip};
use crate::source::{ContentPath, File, LeftOut, Size};
use crate::styles::OwnStyles;
use fragments::leads_to_the_top;
use media::Media;
use place::Place;
use withheld::withheld_with;

/// Elements whose `src` is an audio or video file, or belongs to one.
const RECORDINGS: [&str; 4] = ["audio", "video", "source", "track"];

/// Each page's hero picture, by the page's path.
pub(crate) type Heroes = BTreeMap<ContentPath, (ContentPath, Size)>;

/// The author's other files that a published page or `site.toml` leads to, each with the first link to it.
pub(crate) type LinkedFiles = BTreeMap<ContentPath, (SourceText, Range<usize>)>;

/// The content to look links up in.
pub(crate) struct Content<'a> {
    pub(crate) files: &'a [ParsedFile<'a>],
    pub(crate) resolver: &'a LinkResolver,
    pub(crate) published: &'a Published,
    pub(crate) settings: &'a Settings,
    pub(crate) settings_file: &'a File,
    /// `site.css`, if there is one.
    pub(crate) styles: Option<&'a File>,
    /// The author's parts of pages, and callouts.
    pub(crate) parts: &'a [&'a SlottedText],
    /// What is in the content folder and is not published.
    pub(crate) left_out: &'a BTreeMap<ContentPath, LeftOut>,
}

/// The author's other files that only texts lead to that are not published.
pub(crate) type WithheldFiles = BTreeSet<ContentPath>;

/// What the links of all texts lead to, and what is wrong with them.
pub(crate) struct Links {
    pub(crate) heroes: Heroes,
    pub(crate) linked: LinkedFiles,
    pub(crate) withheld: WithheldFiles,
    /// `site.css`, with the addresses that its files have on the site.
    pub(crate) styles: Option<OwnStyles>,
    pub(crate) problems: Vec<Problem>,
}

struct Checker<'a> {
    resolver: &'a LinkResolver,
    published: &'a Published,
    /// The site once everything has come that is still to come.
    eventually: Published,
    allow: &'a Allow,
    /// The ids of every page.
    ids: HashMap<&'a ContentPath, &'a Ids>,
    /// The same for a page with a wrong link, prepared for many look-ups.
    id_names: HashMap<ContentPath, IdNames>,
    /// The file of each published page.
    pages: HashMap<&'a Address, &'a ContentPath>,
    /// The keys of all aliases, which redirect.
    aliases: HashSet<String>,
    /// The texts that are not published.
    unpublished: HashMap<&'a ContentPath, Publication>,
    /// The same, by the addresses that they would have.
    unpublished_addresses: HashMap<Address, Publication>,
    left_out: &'a BTreeMap<ContentPath, LeftOut>,
    file_names: FileNames<'a>,
    page_names: PageNames<'a>,
    linked: LinkedFiles,
    withheld: WithheldFiles,
    problems: Vec<Problem>,
}

/// Looks up every link and every picture.
pub(crate) fn check_links(content: &Content<'_>) -> Links {
    let Content { files, resolver, published, settings, settings_file, styles, parts, left_out } = *content;
    let is_unpublished = |parsed: &&ParsedFile<'_>| parsed.front_matter.is_some() && !parsed.is_published();
    let unpublished = || files.iter().filter(is_unpublished);
    let aliases = files.iter().filter(|file| file.is_published()).filter_map(|file| file.front_matter.as_ref());
    let mut checker = Checker {
        resolver,
        published,
        eventually: Published::eventually(files, &settings.tags),
        allow: &settings.allow,
        ids: files.iter().filter_map(|parsed| Some((&parsed.file.path, &parsed.body.as_ref()?.ids))).collect(),
        id_names: HashMap::new(),
        pages: resolver.markdown_files.iter().filter_map(|(path, page)| Some((page.as_ref()?, path))).collect(),
        aliases: aliases.flat_map(|fields| &fields.aliases).map(|alias| alias.value.key()).collect(),
        unpublished: unpublished().map(|parsed| (&parsed.file.path, parsed.publication)).collect(),
        unpublished_addresses: unpublished()
            .filter_map(|parsed| Some((address_of(parsed)?, parsed.publication)))
            .collect(),
        left_out,
        file_names: FileNames::of(resolver),
        page_names: PageNames::of(files, &resolver.routes, &settings.tags),
        linked: LinkedFiles::new(),
        withheld: WithheldFiles::new(),
        problems: Vec::new(),
    };
    let site = Place { source: &settings_file.text, file: None };
    for link in &settings.addresses {
        checker.check_link(site, &link.value, &link.span);
        let pictures = [settings.favicon.as_ref(), settings.logo.as_ref().map(|logo| &logo.value)];
        if pictures.contains(&Some(&link.value))
            && let LinkTarget::File(path, _) = resolver.resolve("", &link.value)
        {
            checker.check_picture(site, &path, &link.span);
        }
        if settings.logo.as_ref().is_some_and(|logo| logo.value == link.value)
            && matches!(resolver.resolve("", &link.value), LinkTarget::MarkdownFile(..) | LinkTarget::Page(..))
        {
            let help = "write the path of a picture, such as `logo = \"images/logo.svg\"`";
            let problem = Problem::new(Check::BadImage, &settings_file.text, link.span.clone(), "a logo is a picture");
            checker.problems.push(problem.help(help));
        }
    }
    checker.check_own_addresses(site, settings.quick_exit.as_deref());
    let styles = styles.map(|file| checker.check_styles(file));
    let in_extra: BTreeSet<&str> = parts.iter().flat_map(|part| part.extra_addresses()).collect();
    let mut heroes = Heroes::new();
    for parsed in files {
        heroes.extend(checker.find_hero(parsed).map(|hero| (parsed.file.path.clone(), hero)));
        let elsewhere = parsed.front_matter.iter().flat_map(|fields| &fields.elsewhere);
        checker.check_own_addresses(Place::of(parsed), elsewhere.map(|other| other.url.as_str()));
        checker.check_body(parsed);
        checker.check_extra(parsed, &in_extra);
    }
    for part in parts {
        let found = std::mem::take(&mut checker.problems);
        checker.check_body(&part.parsed());
        let of_part = std::mem::replace(&mut checker.problems, found);
        checker.problems.extend(part.shown(of_part));
    }
    checker.withhold_named(unpublished());
    let Checker { linked, mut withheld, problems, .. } = checker;
    withheld.retain(|path| !linked.contains_key(path));
    withheld.extend(withheld_with(&withheld, &linked, &resolver.assets));
    Links { heroes, linked, withheld, styles, problems }
}

impl Checker<'_> {
    fn check_body(&mut self, parsed: &ParsedFile<'_>) {
        let Some(body) = &parsed.body else { return };
        self.problems.extend(check_forms(body, &parsed.file.text));
        self.problems.extend(check_references(body, &parsed.file.text));
        let place = Place::of(parsed);
        for spanned in body.all_nodes() {
            match &spanned.node {
                Node::Link { url, children, .. } => {
                    if is_empty(children) {
                        let help = format!("write the words that readers press between the brackets: `[words]({url})`");
                        let problem = Problem::new(
                            Check::MissingLink,
                            place.source,
                            spanned.span.clone(),
                            "this link has no words, so nobody can see it",
                        );
                        self.problems.push(problem.help(help));
                    }
                    if url.trim() == "#" && !leads_to_the_top(children) {
                        self.report_nowhere(parsed, spanned.span.clone());
                    }
                    self.check_link(place, url, &within(place.source, &spanned.span, url));
                }
                Node::Image { url, alt, .. } => self.check_image(parsed, url, alt, &spanned.span),
                Node::Embed(embed) => {
                    // It needs no alternative text: the link has the embed's title.
                    if let Some((url, _)) = &embed.still {
                        self.check_media(parsed, Media::Picture, url, &within(place.source, &spanned.span, url));
                    }
                    self.check_frame(parsed, &embed.url, &spanned.span);
                }
                Node::Open(tag) => self.check_tag(parsed, tag, &spanned.span),
                _ => {}
            }
        }
    }

    /// Checks the fields of `[extra]` that are addresses in a part.
    fn check_extra(&mut self, parsed: &ParsedFile<'_>, names: &BTreeSet<&str>) {
        let Some(front_matter) = &parsed.front_matter else { return };
        for name in names {
            if let Some(Extra::Text(address)) = front_matter.extra.get(*name) {
                let text = parsed.file.text.inner();
                let span = text.find(address.as_str()).map_or(0..0, |at| at..at + address.len());
                self.check_link(Place::of(parsed), address, &span);
            }
        }
    }

    fn check_tag(&mut self, parsed: &ParsedFile<'_>, tag: &RawTag, span: &Range<usize>) {
        if tag.name == "img" && tag.value("alt").is_none() {
            let help = "add `alt=\"what it shows\"`, or `alt=\"\"` if it is only decoration";
            self.report(Check::MissingAlt, parsed, span.clone(), "this picture has no description (`alt`)", help);
        }
        // An address that is not allowed is left out, and told there.
        let has_address = || parsed.file.text.inner().get(span.clone()).is_some_and(|tag| tag.contains("href"));
        if tag.name == "a" && ["id", "name"].iter().all(|name| tag.value(name).is_none()) && !has_address() {
            let help = "write its address, `<a href=\"https://example.org/\">words</a>`, or remove the tag";
            self.report(Check::MissingFragment, parsed, span.clone(), "this link has no address", help);
        }
        for attribute in &tag.attributes {
            match attribute.name.as_str() {
                "alt" if tag.name == "img" => {
                    let link = tag.value("src").unwrap_or_default();
                    self.check_alt(parsed, &attribute.value, link, &attribute.span);
                }
                "href" if attribute.value.trim().is_empty() => {
                    let help = "write the address between the quotation marks, `<a href=\"https://example.org/\">words</a>`, or \
                                remove the tag";
                    self.report(Check::MissingLink, parsed, attribute.span.clone(), "this link has no address", help);
                }
                "href" => self.check_link(Place::of(parsed), &attribute.value, &attribute.span),
                "cite" => {
                    let link = self.resolver.source(&attribute.value);
                    self.check_link(Place::of(parsed), &link, &attribute.span);
                }
                // An empty address is reported already.
                "action" if attribute.value.trim().is_empty() => {}
                "action" => {
                    let posts = tag.value("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
                    self.check_action(parsed, &attribute.value, posts, &attribute.span);
                }
                "src" if RECORDINGS.contains(&tag.name.as_str()) => {
                    self.check_media(parsed, Media::Recording, &attribute.value, &attribute.span);
                }
                "src" | "poster" => self.check_media(parsed, Media::Picture, &attribute.value, &attribute.span),
                _ => {}
            }
        }
    }

    fn check_link(&mut self, place: Place<'_>, link: &str, span: &Range<usize>) {
        let target = self.resolver.resolve(place.folder(), link);
        if let Some((message, help)) = self.nowhere(place, &target, link) {
            self.problems.push(Problem::new(Check::MissingLink, place.source, span.clone(), message).help(help));
            return;
        }
        match &target {
            LinkTarget::MarkdownFile(path, rest) => self.check_fragment(place, path, fragment_of(rest), span),
            LinkTarget::Page(address, rest) => self.check_fragment_at(place, address, fragment_of(rest), span),
            LinkTarget::Fragment(fragment) => {
                if let Some(path) = place.path() {
                    self.check_fragment(place, path, Some(without_directive(fragment)), span);
                }
            }
            LinkTarget::Refused => {
                let message = format!("this kind of address is not allowed, so the link will lead nowhere: \"{link}\"");
                self.problems.push(Problem::new(Check::Sanitised, place.source, span.clone(), message).help(LINKS));
            }
            LinkTarget::File(path, _) => {
                self.check_source(place, path, link, span);
                self.keep_file(place, path, span);
            }
            LinkTarget::Away => {
                if let Some(help) = web_slip(link) {
                    let message = format!("this address leads nowhere: \"{link}\"");
                    self.problems
                        .push(Problem::new(Check::MissingLink, place.source, span.clone(), message).help(help));
                } else if Url::parse(link).is_ok_and(|url| is_local(&url)) {
                    let message = format!("only your own computer or network can open this address: \"{link}\"");
                    let help = "write the address that readers can open; if it is an example, write it as code, between \
                                backticks";
                    self.problems.push(Problem::new(Check::LocalUrl, place.source, span.clone(), message).help(help));
                }
            }
            LinkTarget::NoPage | LinkTarget::Other(_) | LinkTarget::Missing => {}
        }
    }

    /// Reports a link to a key, and one to a text in Markdown that is not a page, because it is in neither of their folders.
    fn check_source(&mut self, place: Place<'_>, path: &ContentPath, link: &str, span: &Range<usize>) {
        if self.resolver.assets.get(path).is_some_and(|asset| asset.is_secret) {
            let message = format!("this link leads to a file that is never published: \"{link}\"");
            let help =
                "it looks like a key or a list of passwords: remove the link, and the file from the content folder";
            self.problems.push(Problem::new(Check::MissingLink, place.source, span.clone(), message).help(help));
        }
        let Some(asset) = self.resolver.assets.get(path).filter(|_| path.is_markdown()) else { return };
        let (check, message) = if asset.is_page_source {
            (Check::MissingLink, format!("this link leads to a file that is not published: \"{link}\""))
        } else {
            (Check::NotPublished, format!("this link leads to the source of a text and not to a page: \"{link}\""))
        };
        let help = "a text is a page only if it is in the folder `essays` or `pages` and its name ends in `.md`: move it there, \
                    and correct the link; if readers should load the file as it is, let its name end in `.txt`";
        self.problems.push(Problem::new(check, place.source, span.clone(), message).help(help));
    }

    /// Checks those of these absolute addresses that are of the site itself.
    fn check_own_addresses<'u>(&mut self, place: Place<'_>, urls: impl IntoIterator<Item = &'u str>) {
        for url in urls {
            if self.resolver.resolve("", url) != LinkTarget::Away {
                let text = place.source.inner();
                self.check_link(place, url, &text.find(url).map_or(0..0, |at| at..at + url.len()));
            }
        }
    }

    fn report(
        &mut self,
        check: Check,
        parsed: &ParsedFile<'_>,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::new(check, &parsed.file.text, span, message).help(help));
    }
}

/// The span of the address within a link, or of the whole link if the address is written in another way.
fn within(source: &SourceText, span: &Range<usize>, url: &str) -> Range<usize> {
    let found = source.inner().get(span.clone()).filter(|_| !url.is_empty()).and_then(|text| text.rfind(url));
    found.map_or(span.clone(), |at| span.start + at..span.start + at + url.len())
}

/// Whether the words of a link show nothing.
fn is_empty(words: &[Spanned]) -> bool {
    descendants(words).all(|spanned| match &spanned.node {
        Node::Text(words) | Node::Code(words) => words.trim().is_empty(),
        Node::Image { .. } | Node::Open(_) => false,
        _ => true,
    })
}
