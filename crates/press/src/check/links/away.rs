//! Frames, and where forms are sent: the policy allows only some hosts.

use std::ops::Range;

use url::Url;

use super::{Checker, Place, within};
use crate::check::ParsedFile;
use crate::hosts::Origin;
use crate::markdown::Player;
use crate::problem::Check;
use crate::resolve::LinkTarget;

impl Checker<'_> {
    /// The policy allows only frames of the hosts in `[allow]`.
    pub(super) fn check_frame(&mut self, parsed: &ParsedFile<'_>, link: &str, span: &Range<usize>) {
        let origin = Url::parse(link.trim()).ok().and_then(|url| Origin::parse(&url.origin().ascii_serialization()));
        if let Some(player) = Player::of(link).filter(|player| !player.is_given) {
            return self.report_watched(parsed, &player, within(&parsed.file.text, span, link));
        }
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

    /// A page that one watches shows nothing in a frame, even if its host is allowed.
    fn report_watched(&mut self, parsed: &ParsedFile<'_>, player: &Player, span: Range<usize>) {
        let Player { address, host, .. } = player;
        let origin = format!("https://{host}");
        let is_allowed = Origin::parse(&origin).is_some_and(|origin| self.allow.frames.contains(&origin));
        let mut help = format!("write the address for embedding, `> <{address}>`");
        if !is_allowed {
            help += &format!(", and allow its host in `site.toml`: under `[allow]`, write `frames = [\"{origin}\"]`");
        }
        self.report(Check::NotAllowed, parsed, span, "this address is a whole page, and no player for a frame", help);
    }

    /// The policy allows forms to be sent to the site itself and to the hosts in `[allow]`.
    pub(super) fn check_action(&mut self, parsed: &ParsedFile<'_>, action: &str, posts: bool, span: &Range<usize>) {
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
            // A server may answer there.
            LinkTarget::Other(_) if posts => {}
            _ => self.check_link(Place::of(parsed), action, span),
        }
    }

    pub(super) fn is_of_the_site(&self, link: &str) -> bool {
        self.resolver.url.join(link.trim()).is_ok_and(|url| url.origin() == self.resolver.url.origin())
    }

    /// The origin of an address, as `[allow]` would name it.
    pub(super) fn origin(&self, link: &str) -> Option<Origin> {
        let url = self.resolver.url.join(link.trim()).ok()?;
        Origin::parse(&url.origin().ascii_serialization())
    }
}
