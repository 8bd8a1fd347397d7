//! The files that `site.css` names.

use super::{Checker, Place};
use crate::check::not_utf8;
use crate::problem::{Check, Problem};
use crate::resolve::LinkTarget;
use crate::source::File;
use crate::styles::{self, OwnStyles};

impl Checker<'_> {
    /// Checks the author's styles, and returns them with the addresses that their files have on the site.
    pub(super) fn check_styles(&mut self, file: &File) -> OwnStyles {
        if let Some(problem) = not_utf8(file) {
            self.problems.push(problem);
            return OwnStyles::default();
        }
        let css = file.text.inner();
        let read = styles::read(css);
        for (span, message, help) in &read.mistakes {
            self.problems.push(Problem::new(Check::BadCss, &file.text, span.clone(), *message).help(*help));
        }
        let place = Place { source: &file.text, file: None };
        let (mut addresses, mut files) = (Vec::new(), Vec::new());
        for named in &read.addresses {
            let address = named.address.trim();
            addresses.push(self.resolver.href("", address).unwrap_or_default());
            let (message, help) = match self.resolver.resolve("", address) {
                LinkTarget::File(path, _) => {
                    self.check_link(place, address, &named.span);
                    files.push(path);
                    continue;
                }
                LinkTarget::Fragment(_) => continue,
                LinkTarget::Away if self.is_allowed_picture(address) => continue,
                LinkTarget::Away => (
                    format!("browsers won't load this: \"{address}\" is on another site"),
                    "copy the file into the folder `images`, and write its path from there, such as `url(\"images/paper.png\")`",
                ),
                LinkTarget::Refused => (
                    format!("browsers won't load \"{}\"", shortened(address)),
                    "save it as a file in the folder `images`, and write its path, such as `url(\"images/paper.png\")`",
                ),
                _ => (
                    format!("there is no file `{address}`"),
                    "write the path of a file from the folder of `site.toml`, such as `url(\"images/paper.png\")`",
                ),
            };
            self.problems.push(Problem::new(Check::MissingImage, &file.text, named.span.clone(), message).help(help));
        }
        OwnStyles { css: styles::replaced(css, &read, &addresses), files }
    }

    fn is_allowed_picture(&self, address: &str) -> bool {
        self.origin(address).is_some_and(|origin| self.allow.images.contains(&origin))
    }
}

/// The beginning of an address: a file written into one is very long.
fn shortened(address: &str) -> String {
    const MOST: usize = 40;
    match address.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &address[..at]),
        None => address.to_owned(),
    }
}
