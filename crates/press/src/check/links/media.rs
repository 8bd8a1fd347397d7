//! Pictures, sounds and films.

use std::ops::Range;

use super::{Checker, Place, slip, within};
use crate::check::ParsedFile;
use crate::check::alt::says_nothing;
use crate::check::suggest::unlike;
use crate::picture::PICTURES;
use crate::problem::{Check, Problem, Severity};
use crate::resolve::LinkTarget;
use crate::source::{Asset, ContentPath, Drawing, FileKind, Format, Size};

/// What a page shows or plays.
#[derive(Clone, Copy)]
pub(super) enum Media {
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

impl Checker<'_> {
    pub(super) fn check_image(&mut self, parsed: &ParsedFile<'_>, url: &str, alt: &str, span: &Range<usize>) {
        if alt.trim().is_empty() {
            let help = "describe it between the brackets, for readers who can't see it: `![what it shows](…)`; a picture that \
                        is only decoration is written as `<img src=\"…\" alt=\"\">`";
            self.report(Check::MissingAlt, parsed, span.clone(), "this picture has no description", help);
        }
        self.check_alt(parsed, alt, url, &within(&parsed.file.text, span, alt));
        self.check_media(parsed, Media::Picture, url, &within(&parsed.file.text, span, url));
    }

    /// Warns of a description that does not say what the picture shows.
    pub(super) fn check_alt(&mut self, parsed: &ParsedFile<'_>, alt: &str, link: &str, span: &Range<usize>) {
        if says_nothing(alt, link) {
            let message = format!("\"{}\" does not say what the picture shows", alt.trim());
            let help = "write what readers would see in it, such as `A river between two banks`: it is read to those who can't \
                        see the picture, and shown when it can't be loaded";
            self.report(Check::PoorAlt, parsed, span.clone(), message, help);
        }
    }

    /// The policy allows only pictures of the site and of the hosts in `[allow]`.
    pub(super) fn report_remote(&mut self, parsed: &ParsedFile<'_>, kind: Media, link: &str, span: &Range<usize>) {
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

    pub(super) fn check_media(&mut self, parsed: &ParsedFile<'_>, kind: Media, link: &str, span: &Range<usize>) {
        match self.resolver.resolve(parsed.file.path.folder(), link) {
            LinkTarget::File(path, _) => {
                self.keep_file(Place::of(parsed), &path, span);
                if matches!(kind, Media::Picture) {
                    self.check_picture(Place::of(parsed), &path, span);
                }
            }
            LinkTarget::Away if self.resolver.is_of_another_host(link) => self.report_remote(parsed, kind, link, span),
            LinkTarget::Away => {}
            LinkTarget::Refused => {
                let message = format!("this kind of address is not allowed, so the {} won't show", kind.name());
                let help = slip(link).unwrap_or_else(|| {
                    format!("save the {} as a file in the content folder and write its name here", kind.name())
                });
                self.report(Check::Sanitised, parsed, span.clone(), message, help);
            }
            LinkTarget::MarkdownFile(..) => {
                let message = format!("this is a text and not a {}: \"{link}\"", kind.name());
                let help = format!("to lead readers to it, write a link, without the `!`: `[words]({link})`");
                self.report(Check::MissingImage, parsed, span.clone(), message, help);
            }
            LinkTarget::Missing
            | LinkTarget::Page(..)
            | LinkTarget::NoPage
            | LinkTarget::Other(_)
            | LinkTarget::Fragment(_) => {
                let message = format!("this {}'s file isn't there: \"{link}\"", kind.name());
                let help = self.missing_help(parsed, link);
                self.report(Check::MissingImage, parsed, span.clone(), message, help);
            }
        }
    }

    pub(super) fn find_hero(&mut self, parsed: &ParsedFile<'_>) -> Option<(ContentPath, Size)> {
        let hero = parsed.front_matter.as_ref()?.hero.as_ref()?;
        let image = &hero.image;
        self.check_alt(parsed, &hero.alt, &image.value, &hero.alt_span);
        match self.resolver.resolve(parsed.file.path.folder(), &image.value) {
            LinkTarget::File(path, _) => {
                self.keep_file(Place::of(parsed), &path, &image.span);
                self.check_picture(Place::of(parsed), &path, &image.span);
                let size = self.resolver.size(&path)?;
                Some((path, size))
            }
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
                let help = self.missing_help(parsed, &image.value);
                self.report(Check::MissingImage, parsed, image.span.clone(), message, help);
                None
            }
        }
    }

    /// How to correct the address of a file that isn't there.
    fn missing_help(&self, parsed: &ParsedFile<'_>, link: &str) -> String {
        let folder = parsed.file.path.folder();
        let own = self.resolver.own_path(link.trim());
        let path = own.as_deref().unwrap_or(link);
        let left_out = self.left_out_at(folder, path).map(|left_out| left_out.help().to_owned());
        let known = left_out.or_else(|| self.marks_help(folder, path)).or_else(|| slip(path));
        unlike(link, known.unwrap_or_else(|| self.file_help(Some(&parsed.file.path), path)))
    }

    /// Reports a file that browsers don't show as a picture, or whose name says that it is another kind of picture.
    pub(super) fn check_picture(&mut self, place: Place<'_>, path: &ContentPath, span: &Range<usize>) {
        let Some(asset) = self.resolver.assets.get(path) else { return };
        let Some(Fault { severity, message, help }) = fault_of(path, asset) else { return };
        let mut problem = Problem::new(Check::BadImage, place.source, span.clone(), message).help(help);
        problem.severity = severity;
        self.problems.push(problem);
    }
}

/// What is wrong with a picture.
struct Fault {
    severity: Severity,
    message: String,
    help: String,
}

fn fault_of(path: &ContentPath, asset: &Asset) -> Option<Fault> {
    const SAVE: &str = "open it in a picture editor and save it again as JPEG, PNG, WebP, AVIF or SVG";
    let error = |message: String, help: &str| Some(Fault { severity: Severity::Error, message, help: help.to_owned() });
    match asset.kind {
        FileKind::Picture(format) => fault_of_format(path, asset, format),
        FileKind::NotShown(name) => {
            let help = match name {
                "a HEIC photo" => {
                    "most browsers don't show photos in the form in which iPhones store them: export it as JPEG (on a Mac: \
                     Preview, File, Export), and write that file's name here"
                }
                "a PDF" => {
                    "to show a page of it, save that page as PNG; to let readers load it, write a link, without the `!` before it"
                }
                "a video" => "to show a video, write `<video src=\"…\" controls></video>`",
                _ => SAVE,
            };
            error(format!("`{path}` is {name}, which browsers don't show as a picture"), help)
        }
        FileKind::WebPage => error(
            format!("`{path}` is a web page and not a picture"),
            "the page around the picture was saved, or a message that it could not be loaded: open the address of the picture \
             itself, and save it again",
        ),
        FileKind::LfsPointer => error(
            format!("`{path}` is not the picture, but the note that Git LFS leaves in its place"),
            "the picture itself was not loaded to this computer: run `git lfs pull`",
        ),
        FileKind::Empty => error(format!("`{path}` is empty"), "copy the picture into the content folder once more"),
        FileKind::Other if asset.drawing.is_some() => None,
        FileKind::Other => error(format!("`{path}` can't be read as a picture"), SAVE),
    }
}

fn fault_of_format(path: &ContentPath, asset: &Asset, format: Format) -> Option<Fault> {
    let (name, endings) = format.names();
    let ending = path.ending();
    if asset.size.is_none() {
        // A drawing that is broken is reported where it is published.
        let is_broken = matches!(asset.drawing, Some(Drawing::Broken(_)));
        let (message, help) = match format {
            Format::Svg => (
                format!("`{path}` does not say how large it is"),
                "add `viewBox=\"0 0 WIDTH HEIGHT\"` to its first tag, or save it again in your drawing program",
            ),
            _ => (
                format!("`{path}` is {name} that is damaged or cut off"),
                "copy the picture into the content folder once more, or save it again in a picture editor",
            ),
        };
        return (!is_broken).then(|| Fault { severity: Severity::Error, message, help: help.to_owned() });
    }
    if endings.contains(&&*ending) {
        return None;
    }
    let stem = path.as_str().rsplit('/').next().unwrap_or_default();
    let stem = stem.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(stem, |(stem, _)| stem);
    let help = format!("name it `{stem}.{}`, and write that name here too", endings[0]);
    let message = match &*ending {
        "" => format!("`{path}` is {name}, but its name has no ending, so hosts don't know that it is a picture"),
        ending => format!("`{path}` is {name}, but its name ends in `.{ending}`"),
    };
    // Browsers look at the bytes of pictures, but not of drawings, and not of what a host does not call a picture.
    let is_shown = format != Format::Svg && ending != "svg" && PICTURES.contains(&&*ending);
    Some(Fault { severity: if is_shown { Severity::Warning } else { Severity::Error }, message, help })
}
