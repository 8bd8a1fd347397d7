//! Which files are published although no page leads to them: those in `root`, and pictures.

use crate::picture::is_picture;
use crate::source::{Asset, ContentPath, FileKind};

/// Endings of files that readers can open in their browsers: texts and web pages, such as a list of sources.
const READABLE: [&str; 3] = ["txt", "html", "htm"];

/// Whether a file is published although no page leads to it: it is in the folder `root`, or it is a picture, a text or a web
/// page in the folder `images`.
pub(crate) fn is_published(path: &ContentPath, asset: &Asset) -> bool {
    let is_shown = matches!(asset.kind, FileKind::Picture(_)) || is_picture(path);
    let may_be_read = is_shown || READABLE.contains(&&*path.ending());
    !asset.is_secret && (asset.is_at_root || path.is_in_images() && may_be_read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;

    #[test]
    fn pictures_texts_and_web_pages_among_the_pictures_are() {
        let plain = Asset::default();
        let picture = Asset { kind: FileKind::Picture(Format::Png), ..Asset::default() };
        let secret = Asset { is_secret: true, ..Asset::default() };
        let at_root = Asset { is_at_root: true, ..Asset::default() };
        let secret_at_root = Asset { is_secret: true, ..at_root.clone() };
        let table = [
            ("images/boat.png", &plain, true),
            ("images/deep/boat", &picture, true),
            ("images/sources.txt", &plain, true),
            ("images/Map.HTML", &plain, true),
            ("images/boat.psd", &plain, false),
            ("images/keys.txt", &secret, false),
            ("files/boat.png", &picture, false),
            ("essays/sources.txt", &plain, false),
            ("CNAME", &at_root, true),
            (".well-known/keys.txt", &secret_at_root, false),
        ];
        for (path, asset, expected) in table {
            assert_eq!(is_published(&ContentPath::resolve("", path).unwrap(), asset), expected, "{path}");
        }
    }
}
