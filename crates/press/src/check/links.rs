//! Checks whether links and pictures lead somewhere. This needs the whole site.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use catchword_app::routes::Address;
use catchword_bundle::Slug;
use url::Url;

use super::forms::check_forms;
use super::publication::Publication;
use super::published::Published;
use super::similar::SimilarNames;
use crate::check::{ParsedFile, address_of};
use crate::content::settings::Settings;
use crate::hosts::{Allow, Origin};
use crate::markdown::{Ids, Node, RawTag};
use crate::problem::{Check, Problem, SourceText, nearest};
use crate::resolve::{LinkResolver, LinkTarget};
use crate::source::{ContentPath, File, Size};

/// What a page shows or plays.
#[derive(Clone, Copy)]
enum Media {
    Picture,
    Recording,
}

impl Media {
    /// What a message calls it.
    fn name(self) -> &'static str {
        match self {
            Media::Picture => "picture",
            Media::Recording => "sound or film",
        }
    }
}

/// Elements whose `src` is an audio or video file, or belongs to one.
const RECORDINGS: [&str; 4] = ["audio", "video", "source", "track"];

/// Each page's hero picture, by the page's path.
pub(crate) type Heroes = BTreeMap<ContentPath, (ContentPath, Size)>;

/// The author's other files that a published page or `site.toml` leads to, each with the first link to it.
pub(crate) type LinkedFiles = BTreeMap<ContentPath, (SourceText, Range<usize>)>;

/// The author's other files that only texts lead to that are not published.
pub(crate) type WithheldFiles = BTreeSet<ContentPath>;

/// What the links of all texts lead to, and what is wrong with them.
pub(crate) struct Links {
    pub(crate) heroes: Heroes,
    pub(crate) linked: LinkedFiles,
    pub(crate) withheld: WithheldFiles,
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
    /// The texts that are not published.
    left_out: HashMap<&'a ContentPath, Publication>,
    /// The same, by the addresses that they would have.
    left_out_addresses: HashMap<Address, Publication>,
    similar: SimilarNames<'a>,
    linked: LinkedFiles,
    withheld: WithheldFiles,
    problems: Vec<Problem>,
}

/// Looks up every link and every picture.
pub(crate) fn check_links(
    files: &[ParsedFile<'_>],
    resolver: &LinkResolver,
    published: &Published,
    settings: &Settings,
    settings_file: &File,
) -> Links {
    let ids = files.iter().filter_map(|parsed| Some((&parsed.file.path, &parsed.body.as_ref()?.ids))).collect();
    let is_left_out = |parsed: &&ParsedFile<'_>| parsed.front_matter.is_some() && !parsed.is_published();
    let left_out = || files.iter().filter(is_left_out);
    let mut checker = Checker {
        resolver,
        published,
        eventually: Published::eventually(files),
        allow: &settings.allow,
        ids,
        left_out: left_out().map(|parsed| (&parsed.file.path, parsed.publication)).collect(),
        left_out_addresses: left_out().filter_map(|parsed| Some((address_of(parsed)?, parsed.publication))).collect(),
        similar: SimilarNames::of(resolver),
        linked: LinkedFiles::new(),
        withheld: WithheldFiles::new(),
        problems: Vec::new(),
    };
    for link in &settings.addresses {
        checker.check_site_link(&settings_file.text, &link.value, &link.span);
    }
    let mut heroes = Heroes::new();
    for parsed in files {
        heroes.extend(checker.find_hero(parsed).map(|hero| (parsed.file.path.clone(), hero)));
        checker.check_body(parsed);
    }
    let Checker { linked, mut withheld, problems, .. } = checker;
    withheld.retain(|path| !linked.contains_key(path));
    Links { heroes, linked, withheld, problems }
}

impl Checker<'_> {
    fn check_body(&mut self, parsed: &ParsedFile<'_>) {
        let Some(body) = &parsed.body else { return };
        self.problems.extend(check_forms(body, &parsed.file.text));
        for spanned in body.all_nodes() {
            match &spanned.node {
                Node::Link { url, .. } => self.check_link(parsed, url, &within(&parsed.file.text, &spanned.span, url)),
                Node::Image { url, alt, .. } => self.check_image(parsed, url, alt, &spanned.span),
                Node::Embed(embed) => {
                    // It needs no alternative text: the link has the embed's title.
                    if let Some((url, _)) = &embed.still {
                        self.check_media(parsed, Media::Picture, url, &within(&parsed.file.text, &spanned.span, url));
                    }
                    self.check_frame(parsed, &embed.url, &spanned.span);
                }
                Node::Open(tag) => self.check_tag(parsed, tag, &spanned.span),
                _ => {}
            }
        }
    }

    fn check_image(&mut self, parsed: &ParsedFile<'_>, url: &str, alt: &str, span: &Range<usize>) {
        if alt.trim().is_empty() {
            let help = "describe it between the brackets, for readers who can't see it: `![what it shows](…)`; a picture that \
                        is only decoration is written as `<img src=\"…\" alt=\"\">`";
            self.report(Check::MissingAlt, parsed, span.clone(), "this picture has no description", help);
        }
        self.check_media(parsed, Media::Picture, url, &within(&parsed.file.text, span, url));
    }

    /// The policy allows only frames of the hosts in `[allow]`.
    fn check_frame(&mut self, parsed: &ParsedFile<'_>, link: &str, span: &Range<usize>) {
        let origin = Url::parse(link.trim()).ok().and_then(|url| Origin::parse(&url.origin().ascii_serialization()));
        // A frame without an address is reported already.
        if link.is_empty() || origin.as_ref().is_some_and(|origin| self.allow.frames.contains(origin)) {
            return;
        }
        let help = match origin {
            Some(origin) => format!("allow that host in `site.toml`: under `[allow]`, write `frames = [\"{origin}\"]`"),
            None => "write the whole address of what the frame shows, beginning with `https://`".to_owned(),
        };
        let span = within(&parsed.file.text, span, link);
        self.report(Check::NotAllowed, parsed, span, format!("browsers won't show this in a frame: \"{link}\""), help);
    }

    /// The policy allows forms to be sent to the site itself and to the hosts in `[allow]`.
    fn check_action(&mut self, parsed: &ParsedFile<'_>, action: &str, posts: bool, span: &Range<usize>) {
        match self.resolver.resolve(parsed.file.path.folder(), action) {
            LinkTarget::Away if self.is_of_the_site(action) => {}
            LinkTarget::Away if self.origin(action).is_some_and(|origin| self.allow.forms.contains(&origin)) => {}
            LinkTarget::Away | LinkTarget::Refused => {
                let help = match self.origin(action) {
                    Some(origin) => {
                        format!("allow that host in `site.toml`: under `[allow]`, write `forms = [\"{origin}\"]`")
                    }
                    None => "a form can be sent only to an address that begins with `https://`".to_owned(),
                };
                let message = format!("browsers won't send the form to this address: \"{action}\"");
                self.report(Check::NotAllowed, parsed, span.clone(), message, help);
            }
            LinkTarget::Page(..) | LinkTarget::MarkdownFile(..) | LinkTarget::Fragment(_) if posts => {
                let help = "write the address that your form service gives you: `action=\"https://…\"`";
                let message = "this form is sent to a page of the site, and pages can't receive forms";
                self.report(Check::NotAllowed, parsed, span.clone(), message, help);
            }
            _ => self.check_link(parsed, action, span),
        }
    }

    fn is_of_the_site(&self, link: &str) -> bool {
        self.resolver.url.join(link.trim()).is_ok_and(|url| url.origin() == self.resolver.url.origin())
    }

    /// The origin of an address, as `[allow]` would name it.
    fn origin(&self, link: &str) -> Option<Origin> {
        let url = self.resolver.url.join(link.trim()).ok()?;
        Origin::parse(&url.origin().ascii_serialization())
    }

    fn check_tag(&mut self, parsed: &ParsedFile<'_>, tag: &RawTag, span: &Range<usize>) {
        if tag.name == "img" && tag.value("alt").is_none() {
            let help = "add `alt=\"what it shows\"`, or `alt=\"\"` if it is only decoration";
            self.report(Check::MissingAlt, parsed, span.clone(), "this picture has no description (`alt`)", help);
        }
        for attribute in &tag.attributes {
            match attribute.name.as_str() {
                "href" => self.check_link(parsed, &attribute.value, &attribute.span),
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

    fn check_link(&mut self, parsed: &ParsedFile<'_>, link: &str, span: &Range<usize>) {
        let target = self.resolver.resolve(parsed.file.path.folder(), link);
        let by_file = "link to the file of the essay or page, such as `[…](other-essay.md)`; such a link stays right when \
                       the address changes";
        if let Some((message, help)) = self.nowhere(&target, link, parsed.publication, by_file) {
            return self.report(Check::MissingLink, parsed, span.clone(), message, help);
        }
        match &target {
            LinkTarget::MarkdownFile(path, Some(place)) => self.check_fragment(parsed, path, place, span),
            LinkTarget::Fragment(place) => self.check_fragment(parsed, &parsed.file.path, place, span),
            LinkTarget::Refused => {
                let message = format!("this kind of address is not allowed, so the link will lead nowhere: \"{link}\"");
                let help =
                    "a link can lead to a file, a page, or an address that begins with `https:`, `mailto:` or `tel:`";
                self.report(Check::Sanitised, parsed, span.clone(), message, help);
            }
            LinkTarget::File(path, _) => self.keep_file(parsed, path, span),
            LinkTarget::MarkdownFile(_, None)
            | LinkTarget::Page(..)
            | LinkTarget::NoPage
            | LinkTarget::Other(_)
            | LinkTarget::Away
            | LinkTarget::Missing => {}
        }
    }

    /// What is wrong with a link that leads nowhere, and how to correct it: `page_help` if it should lead to a page.
    fn nowhere(
        &mut self,
        target: &LinkTarget,
        link: &str,
        from: Publication,
        page_help: &str,
    ) -> Option<(String, String)> {
        let left_out = match target {
            LinkTarget::MarkdownFile(path, _) => self.left_out.get(path),
            LinkTarget::Page(address, _) if !self.published.has(address) => self.left_out_addresses.get(address),
            _ => None,
        };
        let published = if matches!(from, Publication::Coming(_)) { &self.eventually } else { self.published };
        let (what, help) = match (target, left_out) {
            (LinkTarget::Missing, _) => ("a file that isn't there".to_owned(), self.similar.help(link)),
            (_, Some(to)) => from.obstacle(*to)?,
            _ if published.has_target(target) => return None,
            _ => {
                let help = self.list_help(target, link).unwrap_or_else(|| page_help.to_owned());
                ("a page that isn't there".to_owned(), help)
            }
        };
        Some((format!("this link leads to {what}: \"{link}\""), help))
    }

    /// How to correct a link that looks like the address of a list.
    fn list_help(&self, target: &LinkTarget, link: &str) -> Option<String> {
        let path = link.strip_prefix('/')?;
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let routes = &self.resolver.routes;
        match first {
            "tags" => Some("the page `/tags/` lists every tag and links to its page".to_owned()),
            "archive" => Some("the page `/archive/` lists every year and links to its page".to_owned()),
            _ => {
                let is_reserved = rest.is_empty() && Slug::parse(first).is_ok_and(|slug| routes.is_reserved(&slug));
                let is_a_list = is_reserved || matches!(target, LinkTarget::Page(Address::List(_), _));
                let list = routes.write(&Address::List(1));
                let below = list.strip_prefix(routes.base()).unwrap_or(&list);
                is_a_list.then(|| format!("the list of all essays is at `/{below}`"))
            }
        }
    }

    fn check_fragment(&mut self, parsed: &ParsedFile<'_>, path: &ContentPath, place: &str, span: &Range<usize>) {
        // "" and "top" are the top of any page (HTML, "select the indicated part").
        if place.is_empty() || place.eq_ignore_ascii_case("top") {
            return;
        }
        let Some(ids) = self.ids.get(path) else { return };
        if ids.contains(place) {
            return;
        }
        let mut known: Vec<&str> = ids.iter().collect();
        known.sort_unstable();
        let help = match nearest(place, known) {
            Some(near) => format!("did you mean `#{near}`?"),
            None => "to link to a heading, write its words in small letters with hyphens between them, such as \
                 `#what-helps`; or give the heading a name of its own with `{#name}`"
                .to_owned(),
        };
        self.report(
            Check::MissingFragment,
            parsed,
            span.clone(),
            format!("`{path}` has no heading or other place called `#{place}`"),
            help,
        );
    }

    /// The policy allows only pictures of the site and of the hosts in `[allow]`.
    fn report_remote(&mut self, parsed: &ParsedFile<'_>, kind: Media, link: &str, span: &Range<usize>) {
        let (message, help) = match self.origin(link) {
            _ if matches!(kind, Media::Recording) => (
                "this sound or film is on another site, and browsers won't play it",
                "save the file in the content folder and write its name here; to show another site's player, use \
                 `> [!PODCAST]` or `> [!VIDEO]`"
                    .to_owned(),
            ),
            Some(origin) if self.allow.images.contains(&origin) => (
                "this picture is on another site",
                "if you have the right to, copy it into the folder `images`: elsewhere it can disappear, and that site \
                 learns who reads yours"
                    .to_owned(),
            ),
            Some(origin) => (
                "this picture is on another site, and browsers won't show it",
                format!(
                    "if you have the right to, copy it into the folder `images`; otherwise allow that site in \
                     `site.toml`: under `[allow]`, write `images = [\"{origin}\"]`"
                ),
            ),
            None => (
                "this picture is on another site, and browsers won't show it",
                "if you have the right to, copy it into the folder `images`; a site can be allowed only if its address \
                 begins with `https://`"
                    .to_owned(),
            ),
        };
        self.report(Check::RemoteImage, parsed, span.clone(), message, help);
    }

    fn check_media(&mut self, parsed: &ParsedFile<'_>, kind: Media, link: &str, span: &Range<usize>) {
        match self.resolver.resolve(parsed.file.path.folder(), link) {
            LinkTarget::File(path, _) => {
                self.keep_file(parsed, &path, span);
                if self.resolver.size(&path).is_none() && crate::image_size::is_picture(path.as_str().as_ref()) {
                    self.unreadable(parsed, &path, span);
                }
            }
            LinkTarget::Away if self.resolver.is_of_another_host(link) => self.report_remote(parsed, kind, link, span),
            LinkTarget::Away => {}
            LinkTarget::Refused => {
                let message = format!("this kind of address is not allowed, so the {} won't show", kind.name());
                let help = format!("save the {} as a file in the content folder and write its name here", kind.name());
                self.report(Check::Sanitised, parsed, span.clone(), message, help);
            }
            LinkTarget::Missing
            | LinkTarget::MarkdownFile(..)
            | LinkTarget::Page(..)
            | LinkTarget::NoPage
            | LinkTarget::Other(_)
            | LinkTarget::Fragment(_) => {
                let message = format!("this {}'s file isn't there: \"{link}\"", kind.name());
                let help = self.similar.help(link);
                self.report(Check::MissingImage, parsed, span.clone(), message, help);
            }
        }
    }

    fn find_hero(&mut self, parsed: &ParsedFile<'_>) -> Option<(ContentPath, Size)> {
        let image = &parsed.front_matter.as_ref()?.hero.as_ref()?.image;
        match self.resolver.resolve(parsed.file.path.folder(), &image.value) {
            LinkTarget::File(path, _) => match self.resolver.size(&path) {
                Some(size) => {
                    self.keep_file(parsed, &path, &image.span);
                    Some((path, size))
                }
                None => {
                    self.unreadable(parsed, &path, &image.span);
                    None
                }
            },
            LinkTarget::Away => {
                let help = "copy it into the folder `images`, and write `image = \"/images/….jpg\"`";
                self.report(
                    Check::MissingImage,
                    parsed,
                    image.span.clone(),
                    "the hero picture is on another site",
                    help,
                );
                None
            }
            _ => {
                let message = format!("the hero picture's file isn't there: \"{}\"", image.value);
                let help = self.similar.help(&image.value);
                self.report(Check::MissingImage, parsed, image.span.clone(), message, help);
                None
            }
        }
    }

    fn unreadable(&mut self, parsed: &ParsedFile<'_>, path: &ContentPath, span: &Range<usize>) {
        let message = format!("`{path}` can't be read as a picture");
        self.report(
            Check::BadImage,
            parsed,
            span.clone(),
            message,
            "open it in a picture editor and save it again as JPEG, PNG, WebP, AVIF or SVG",
        );
    }

    fn check_site_link(&mut self, source: &SourceText, link: &str, span: &Range<usize>) {
        let target = self.resolver.resolve("", link);
        let by_slug = "a page in the folder `pages` has an address such as `/about/`, made from its slug or its title";
        if let Some((message, help)) = self.nowhere(&target, link, Publication::Published, by_slug) {
            self.problems.push(Problem::new(Check::MissingLink, source, span.clone(), message).help(help));
        }
        if let LinkTarget::File(path, _) = target {
            self.linked.entry(path).or_insert_with(|| (source.clone(), span.clone()));
        }
    }

    /// Remembers a file that is published because this page leads to it, or is not because only such pages do that are
    /// not published.
    fn keep_file(&mut self, parsed: &ParsedFile<'_>, path: &ContentPath, span: &Range<usize>) {
        if parsed.is_published() {
            self.linked.entry(path.clone()).or_insert_with(|| (parsed.file.text.clone(), span.clone()));
        } else {
            self.withheld.insert(path.clone());
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
