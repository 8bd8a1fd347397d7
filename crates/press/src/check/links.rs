//! Whether links and pictures lead anywhere: the part of checking that takes the whole site.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use catchword_app::routes::Address;
use catchword_bundle::Slug;
use url::Url;

use super::forms::check_forms;
use crate::check::{Drafts, ParsedFile, exists};
use crate::content::settings::Settings;
use crate::hosts::{Allow, Origin};
use crate::markdown::{Ids, Node, RawTag};
use crate::problem::{Check, Problem, SourceText, nearest};
use crate::resolve::{LinkResolver, Target};
use crate::source::{ContentPath, File, Size};

/// What a page shows or plays.
#[derive(Clone, Copy)]
enum Media {
    Picture,
    Recording,
}

impl Media {
    /// As a report calls it.
    fn name(self) -> &'static str {
        match self {
            Media::Picture => "picture",
            Media::Recording => "sound or film",
        }
    }
}

/// Elements whose `src` is a recording's.
const RECORDINGS: [&str; 4] = ["audio", "video", "source", "track"];

/// Each page's hero picture, by the page's path.
pub(crate) type Heroes = BTreeMap<ContentPath, (ContentPath, Size)>;

struct Checker<'a> {
    read: &'a [ParsedFile<'a>],
    resolver: &'a LinkResolver,
    drafts: Drafts,
    allow: &'a Allow,
    /// The places of every page.
    ids: HashMap<&'a ContentPath, &'a Ids>,
    problems: Vec<Problem>,
}

/// Follows every link and looks for every picture.
pub(crate) fn check_links(
    read: &[ParsedFile<'_>],
    resolver: &LinkResolver,
    settings: &Settings,
    settings_file: &File,
    drafts: Drafts,
) -> (Heroes, Vec<Problem>) {
    let ids = read.iter().filter_map(|draft| Some((&draft.file.path, &draft.body.as_ref()?.ids))).collect();
    let mut checker = Checker { read, resolver, drafts, allow: &settings.allow, ids, problems: Vec::new() };
    for link in &settings.addresses {
        checker.check_site_link(&settings_file.text, &link.value, &link.span);
    }
    let mut heroes = Heroes::new();
    for draft in read {
        heroes.extend(checker.find_hero(draft).map(|hero| (draft.file.path.clone(), hero)));
        checker.check_body(draft);
    }
    (heroes, checker.problems)
}

impl Checker<'_> {
    fn check_body(&mut self, draft: &ParsedFile<'_>) {
        let Some(body) = &draft.body else { return };
        self.problems.extend(check_forms(body, &draft.file.text));
        for placed in body.all_nodes() {
            match &placed.node {
                Node::Link { url, .. } => self.check_link(draft, url, &within(&draft.file.text, &placed.span, url)),
                Node::Image { url, alt, .. } => self.check_image(draft, url, alt, &placed.span),
                Node::Embed(embed) => {
                    // It need not have words in its place: the link has the embed's title.
                    if let Some((url, _)) = &embed.still {
                        self.check_media(draft, Media::Picture, url, &within(&draft.file.text, &placed.span, url));
                    }
                    self.check_frame(draft, &embed.url, &placed.span);
                }
                Node::Open(tag) => self.check_tag(draft, tag, &placed.span),
                _ => {}
            }
        }
    }

    fn check_image(&mut self, draft: &ParsedFile<'_>, url: &str, alt: &str, span: &Range<usize>) {
        if alt.trim().is_empty() {
            let help = "write `![what it shows](…)`; for a picture that is mere decoration, `<img src=\"…\" alt=\"\">`";
            self.report(Check::MissingAlt, draft, span.clone(), "the picture has no text in its place", help);
        }
        self.check_media(draft, Media::Picture, url, &within(&draft.file.text, span, url));
    }

    /// The policy shows frames of those hosts only that `[allow]` lets in.
    fn check_frame(&mut self, draft: &ParsedFile<'_>, link: &str, span: &Range<usize>) {
        let origin = Url::parse(link.trim()).ok().and_then(|url| Origin::parse(&url.origin().ascii_serialization()));
        // One without an address is reported already.
        if link.is_empty() || origin.as_ref().is_some_and(|origin| self.allow.frames.contains(origin)) {
            return;
        }
        let help = match origin {
            Some(origin) => format!("let it in, with `[allow]` and `frames = [\"{origin}\"]` in `site.toml`"),
            None => "the address of a frame begins with `https://` and the name of its host".to_owned(),
        };
        let span = within(&draft.file.text, span, link);
        self.report(Check::NotAllowed, draft, span, format!("a browser won't show this in a frame: \"{link}\""), help);
    }

    /// The policy lets forms go to the site itself and to the hosts that `[allow]` names.
    fn check_action(&mut self, draft: &ParsedFile<'_>, action: &str, posts: bool, span: &Range<usize>) {
        match self.resolver.resolve(draft.file.path.folder(), action) {
            Target::Away if self.is_of_the_site(action) => {}
            Target::Away if self.origin(action).is_some_and(|origin| self.allow.forms.contains(&origin)) => {}
            Target::Away | Target::Refused => {
                let help = match self.origin(action) {
                    Some(origin) => format!("let it in, with `[allow]` and `forms = [\"{origin}\"]` in `site.toml`"),
                    None => {
                        "a form is sent to an address that begins with `https://` and the name of its host".to_owned()
                    }
                };
                let message = format!("a browser won't send the form there: \"{action}\"");
                self.report(Check::NotAllowed, draft, span.clone(), message, help);
            }
            Target::Page(..) | Target::Document(..) | Target::Place(_) if posts => {
                let help = "name the service that takes it, with the address that it gives: `action=\"https://…\"`";
                self.report(Check::NotAllowed, draft, span.clone(), "a page takes no form", help);
            }
            _ => self.check_link(draft, action, span),
        }
    }

    fn is_of_the_site(&self, link: &str) -> bool {
        self.resolver.url.join(link.trim()).is_ok_and(|url| url.origin() == self.resolver.url.origin())
    }

    /// The host of an address as `[allow]` would name it.
    fn origin(&self, link: &str) -> Option<Origin> {
        let url = self.resolver.url.join(link.trim()).ok()?;
        Origin::parse(&url.origin().ascii_serialization())
    }

    fn check_tag(&mut self, draft: &ParsedFile<'_>, tag: &RawTag, span: &Range<usize>) {
        if tag.name == "img" && tag.value("alt").is_none() {
            let help = "add `alt=\"what it shows\"`, or `alt=\"\"` for mere decoration";
            self.report(Check::MissingAlt, draft, span.clone(), "the picture has no `alt`", help);
        }
        for attribute in &tag.attributes {
            match attribute.name.as_str() {
                "href" => self.check_link(draft, &attribute.value, &attribute.span),
                // An empty one is reported already.
                "action" if attribute.value.trim().is_empty() => {}
                "action" => {
                    let posts = tag.value("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
                    self.check_action(draft, &attribute.value, posts, &attribute.span);
                }
                "src" if RECORDINGS.contains(&tag.name.as_str()) => {
                    self.check_media(draft, Media::Recording, &attribute.value, &attribute.span);
                }
                "src" | "poster" => self.check_media(draft, Media::Picture, &attribute.value, &attribute.span),
                _ => {}
            }
        }
    }

    fn check_link(&mut self, draft: &ParsedFile<'_>, link: &str, span: &Range<usize>) {
        let target = self.resolver.resolve(draft.file.path.folder(), link);
        let by_file = "link to the essay's file, such as `[…](other-essay.md)`: that holds when the address changes";
        if let Some((message, help)) = self.nowhere(&target, link, draft.is_published(self.drafts), by_file) {
            return self.report(Check::MissingLink, draft, span.clone(), message, help);
        }
        match &target {
            Target::Document(path, Some(place)) => self.check_place(draft, path, place, span),
            Target::Place(place) => self.check_place(draft, &draft.file.path, place, span),
            Target::Refused => {
                let message = format!("the link's address is left out: \"{link}\"");
                let help = "a link may lead to a file, a page, `https:`, `mailto:` or `tel:`";
                self.report(Check::Sanitised, draft, span.clone(), message, help);
            }
            Target::Document(_, None)
            | Target::Page(..)
            | Target::NoPage
            | Target::File(..)
            | Target::Other(_)
            | Target::Away
            | Target::Missing => {}
        }
    }

    /// What is said of a link that leads nowhere, and what to do about it: `pages`, where it would be a page's. That a draft
    /// leads to a draft is its author's affair.
    fn nowhere(&self, target: &Target, link: &str, is_published: bool, pages: &str) -> Option<(String, String)> {
        let (what, help) = match target {
            Target::Missing => ("a file that isn't there", self.probably(link)),
            Target::Document(path, _) if is_published && self.is_left_draft(path) => {
                ("a draft", "publish the draft first, or take the link out until then".to_owned())
            }
            _ if exists(target, self.read, self.drafts) => return None,
            _ => ("a page that isn't there", self.instead(target, link).unwrap_or_else(|| pages.to_owned())),
        };
        Some((format!("this link leads to {what}: \"{link}\""), help))
    }

    /// What there is instead, of a link that leads to no list of the site's.
    fn instead(&self, target: &Target, link: &str) -> Option<String> {
        let path = link.strip_prefix('/')?;
        let (room, rest) = path.split_once('/').unwrap_or((path, ""));
        let routes = &self.resolver.routes;
        match room {
            "tags" => Some("`/tags/` has every tag, with its page's address".to_owned()),
            "archive" => Some("`/archive/` has every year, with its page's address".to_owned()),
            _ => {
                let is_a_room = rest.is_empty() && Slug::parse(room).is_ok_and(|room| routes.is_taken(&room));
                let is_a_list = is_a_room || matches!(target, Target::Page(Address::List(_), _));
                let list = routes.write(&Address::List(1));
                let below = list.strip_prefix(routes.base()).unwrap_or(&list);
                is_a_list.then(|| format!("the list of all essays begins at `/{below}`"))
            }
        }
    }

    fn check_place(&mut self, draft: &ParsedFile<'_>, path: &ContentPath, place: &str, span: &Range<usize>) {
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
            None => {
                "a heading's place is its words in small letters with hyphens between, or what `{#…}` after it says"
                    .to_owned()
            }
        };
        self.report(
            Check::MissingFragment,
            draft,
            span.clone(),
            format!("there is no place `#{place}` in `{path}`"),
            help,
        );
    }

    /// The policy shows pictures of other hosts only where `[allow]` lets them in.
    fn report_remote(&mut self, draft: &ParsedFile<'_>, kind: Media, link: &str, span: &Range<usize>) {
        let (message, help) = match self.origin(link) {
            _ if matches!(kind, Media::Recording) => (
                "this sound or film comes from another host, and a browser won't play it",
                "save it in the content folder and name its file here; a player of another host is shown by `> [!PODCAST]` or `> [!VIDEO]`"
                    .to_owned(),
            ),
            Some(origin) if self.allow.images.contains(&origin) => (
                "this picture comes from another host",
                "copy it into the folder `images` if you may: what stands elsewhere can go away, and tells its host who reads"
                    .to_owned(),
            ),
            Some(origin) => (
                "this picture comes from another host, and a browser won't show it",
                format!(
                    "copy it into the folder `images` if you may; else let its host in, with `[allow]` and `images = [\"{origin}\"]` in `site.toml`"
                ),
            ),
            None => (
                "this picture comes from another host, and a browser won't show it",
                "copy it into the folder `images` if you may: only a host that is reached over `https` can be let in".to_owned(),
            ),
        };
        self.report(Check::RemoteImage, draft, span.clone(), message, help);
    }

    fn check_media(&mut self, draft: &ParsedFile<'_>, kind: Media, link: &str, span: &Range<usize>) {
        match self.resolver.resolve(draft.file.path.folder(), link) {
            Target::File(path, _) => {
                if self.resolver.size(&path).is_none() && crate::image_size::is_picture(path.as_str().as_ref()) {
                    self.unreadable(draft, &path, span);
                }
            }
            Target::Away if self.resolver.is_of_another_host(link) => self.report_remote(draft, kind, link, span),
            Target::Away => {}
            Target::Refused => {
                let message = format!("the {}'s address is left out", kind.name());
                let help = format!("save the {} as a file in the content folder", kind.name());
                self.report(Check::Sanitised, draft, span.clone(), message, help);
            }
            Target::Missing
            | Target::Document(..)
            | Target::Page(..)
            | Target::NoPage
            | Target::Other(_)
            | Target::Place(_) => {
                let message = format!("this {}'s file isn't there: \"{link}\"", kind.name());
                let help = self.probably(link);
                self.report(Check::MissingImage, draft, span.clone(), message, help);
            }
        }
    }

    fn find_hero(&mut self, draft: &ParsedFile<'_>) -> Option<(ContentPath, Size)> {
        let image = &draft.front_matter.as_ref()?.hero.as_ref()?.image;
        match self.resolver.resolve(draft.file.path.folder(), &image.value) {
            Target::File(path, _) => match self.resolver.size(&path) {
                Some(size) => Some((path, size)),
                None => {
                    self.unreadable(draft, &path, &image.span);
                    None
                }
            },
            Target::Away => {
                let help = "a hero picture has to be a file of the site: copy it into the folder `images`";
                self.report(
                    Check::MissingImage,
                    draft,
                    image.span.clone(),
                    "the hero picture is not a file of the site",
                    help,
                );
                None
            }
            _ => {
                let message = format!("the hero picture's file isn't there: \"{}\"", image.value);
                let help = self.probably(&image.value);
                self.report(Check::MissingImage, draft, image.span.clone(), message, help);
                None
            }
        }
    }

    fn unreadable(&mut self, draft: &ParsedFile<'_>, path: &ContentPath, span: &Range<usize>) {
        let message = format!("the measures of `{path}` can't be read");
        self.report(
            Check::BadImage,
            draft,
            span.clone(),
            message,
            "open it and save it again as JPEG, PNG, WebP, AVIF or SVG",
        );
    }

    fn check_site_link(&mut self, source: &SourceText, link: &str, span: &Range<usize>) {
        let target = self.resolver.resolve("", link);
        let by_slug = "the pages of the folder `pages` have the addresses `/<slug>/`";
        if let Some((message, help)) = self.nowhere(&target, link, true, by_slug) {
            self.problems.push(Problem::new(Check::MissingLink, source, span.clone(), message).help(help));
        }
    }

    fn is_left_draft(&self, path: &ContentPath) -> bool {
        self.read
            .iter()
            .any(|draft| draft.file.path == *path && draft.front_matter.is_some() && !draft.is_published(self.drafts))
    }

    /// The file whose name is nearest to what a link says.
    fn probably(&self, link: &str) -> String {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let path = link.split(['?', '#']).next().unwrap_or_default();
        let wanted = name(path);
        let files = || self.resolver.documents.keys().chain(self.resolver.assets.keys()).map(ContentPath::as_str);
        let names: Vec<String> = files().map(name).collect();
        let near = nearest(&wanted, names.iter().map(String::as_str));
        let mut found: Vec<&str> =
            near.into_iter().flat_map(|near| files().filter(move |file| name(file) == near)).collect();
        found.sort_unstable();
        match found.first() {
            Some(file) => {
                format!("did you mean `/{file}`? A path is relative to the file it stands in, or begins with `/`")
            }
            None => "a path is relative to the file it stands in, or begins with `/` for the content folder".to_owned(),
        }
    }

    fn report(
        &mut self,
        check: Check,
        draft: &ParsedFile<'_>,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::new(check, &draft.file.text, span, message).help(help));
    }
}

/// Where the address stands within a link; the whole link where it is written in another way.
fn within(source: &SourceText, span: &Range<usize>, url: &str) -> Range<usize> {
    let found = source.inner().get(span.clone()).filter(|_| !url.is_empty()).and_then(|text| text.rfind(url));
    found.map_or(span.clone(), |at| span.start + at..span.start + at + url.len())
}
