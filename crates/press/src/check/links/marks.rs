//! Addresses of files that exist, with something in them that means more than the author thought.

use super::Checker;
use crate::check::suggest::written;
use crate::resolve::{LinkTarget, decoded};
use crate::source::ContentPath;

impl Checker<'_> {
    /// How to write the address of a file whose name has a `#` or a `?`, or of a picture with a size behind it.
    pub(super) fn marks_help(&self, folder: &str, link: &str) -> Option<String> {
        self.name_help(folder, link).or_else(|| self.size_help(folder, link))
    }

    fn name_help(&self, folder: &str, link: &str) -> Option<String> {
        let link = link.trim();
        let mark = if link.contains('#') { "#" } else { "?" };
        let path = ContentPath::resolve(folder, &decoded(link)).filter(|_| link.contains(mark))?;
        let is_there = self.resolver.assets.contains_key(&path) || self.resolver.markdown_files.contains_key(&path);
        let written = written(&path, folder, link.starts_with('/'));
        is_there.then(|| {
            format!(
                "in an address, `{mark}` ends the name of the file: write `{written}`, or give the file a name without `{mark}`"
            )
        })
    }

    /// `picture.png =300x200` and `picture.png|300`.
    fn size_help(&self, folder: &str, link: &str) -> Option<String> {
        let (picture, size) = link.trim().rsplit_once([' ', '|'])?;
        let size = size.trim_start_matches('=');
        let is_size = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit() || b"x*%px".contains(&byte));
        let picture = picture.trim();
        let is_there = matches!(self.resolver.resolve(folder, picture), LinkTarget::File(..));
        let width: String = size.chars().take_while(char::is_ascii_digit).collect();
        let width = if width.is_empty() { "300" } else { &width };
        (is_size && is_there).then(|| {
            format!(
                "a size can't be given here: write `![what it shows]({picture})`, or with a size \
                 `<img src=\"{picture}\" alt=\"what it shows\" width=\"{width}\">`"
            )
        })
    }
}
