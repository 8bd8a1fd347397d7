//! Whether a page has the place that a link leads to.

use std::ops::Range;

use catchword_app::routes::Address;
use catchword_bundle::allow;

use super::{Checker, Place};
use crate::check::ParsedFile;
use crate::check::suggest::IdNames;
use crate::markdown::{Node, Spanned, descendants};
use crate::problem::{Check, Problem};
use crate::resolve::decoded;
use crate::source::ContentPath;

impl Checker<'_> {
    /// Reports a link to `#`, which authors write while they look for an address.
    pub(super) fn report_nowhere(&mut self, parsed: &ParsedFile<'_>, span: Range<usize>) {
        let help = "write where it leads between the parentheses; a heading of this page has a place such as \
                    `#the-heading`, and the top of the page is `#top`";
        self.report(Check::MissingFragment, parsed, span, "this link leads nowhere: \"#\"", help);
    }

    /// Reports a fragment that the page of a file does not have. It is as the author wrote it.
    pub(super) fn check_fragment(
        &mut self,
        place: Place<'_>,
        path: &ContentPath,
        fragment: Option<&str>,
        span: &Range<usize>,
    ) {
        let (Some(fragment), Some(ids)) = (fragment.filter(|fragment| !is_top(fragment)), self.ids.get(path)) else {
            return;
        };
        let wanted = decoded(fragment);
        // As a browser does: as it is, then decoded (HTML, "select the indicated part").
        if ids.contains(fragment) || ids.contains(&wanted) {
            return;
        }
        let names = self.id_names.entry(path.clone()).or_insert_with(|| IdNames::of(ids.iter()));
        let help = match names.nearest(&wanted) {
            Some(near) => format!("did you mean `#{near}`?"),
            None if is_of_the_frame(&wanted) => {
                "that is no place in your text; to lead to the top of the page, write `#top`".to_owned()
            }
            None => "to link to a heading, write its words in small letters with hyphens between them, such as \
                 `#what-helps`; or give the heading a name of its own with `{#name}`"
                .to_owned(),
        };
        let message = format!("`{path}` has no heading or other place called `#{wanted}`");
        self.problems.push(Problem::new(Check::MissingFragment, place.source, span.clone(), message).help(help));
    }

    /// The same for the page at an address.
    pub(super) fn check_fragment_at(
        &mut self,
        place: Place<'_>,
        address: &Address,
        fragment: Option<&str>,
        span: &Range<usize>,
    ) {
        if let Some(path) = self.pages.get(address) {
            return self.check_fragment(place, path, fragment, span);
        }
        let Some(fragment) = fragment.filter(|fragment| !is_top(fragment) && *address != Address::Search) else {
            return;
        };
        let path = self.resolver.routes.write(address);
        let below = path.strip_prefix(self.resolver.routes.base()).unwrap_or(&path);
        let message = format!("the page `/{below}` has no place called `#{}`", decoded(fragment));
        let help = "this page is a list that the site makes itself, and has no places to link to: remove the `#` and what \
                    follows it";
        self.problems.push(Problem::new(Check::MissingFragment, place.source, span.clone(), message).help(help));
    }
}

/// Whether it is an id of the frame, or looks like one. These are no places in the text, and can change.
fn is_of_the_frame(id: &str) -> bool {
    allow::is_reserved(id) || ["main", "title", "content"].contains(&id)
}

/// "" and "top" are the top of any page (HTML, "select the indicated part").
fn is_top(fragment: &str) -> bool {
    fragment.is_empty() || fragment.eq_ignore_ascii_case("top")
}

/// Whether the words of a link say that it leads to the top of its page.
pub(super) fn leads_to_the_top(words: &[Spanned]) -> bool {
    const TOP: [&str; 14] = [
        "top",
        "up",
        "start",
        "begin",
        "oben",
        "anfang",
        "arriba",
        "inicio",
        "principio",
        "haut",
        "début",
        "alto",
        "↑",
        "⬆",
    ];
    descendants(words).any(|spanned| match &spanned.node {
        Node::Text(words) => TOP.iter().any(|word| words.to_lowercase().contains(word)),
        Node::Image { .. } => true,
        _ => false,
    })
}
