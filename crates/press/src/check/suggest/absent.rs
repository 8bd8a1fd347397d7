//! What to do about a file that is nowhere in the content folder, under any name like the one that was written.

use super::names::{FileNames, file_name, written};
use crate::resolve::{decoded, split_path};
use crate::source::ContentPath;

/// Folders for files that are no texts, as authors call them.
const FOLDERS: [&str; 9] =
    ["files", "images", "assets", "downloads", "static", "public", "media", "documents", "uploads"];

impl FileNames<'_> {
    /// Whether a path from the content folder is in a folder of files, so that no page is meant.
    pub(in crate::check) fn is_among_files(&self, link: &str) -> bool {
        let path = decoded(split_path(link.trim()).0);
        let Some((first, _)) = path.strip_prefix('/').and_then(|path| path.split_once('/')) else { return false };
        let is_of_texts = matches!(first, "essays" | "pages");
        !is_of_texts && (FOLDERS.contains(&first) || self.folders.contains_key(first))
    }

    /// How to correct a path, in a file in `folder`, to which no file is like.
    pub(in crate::check) fn absent(&self, folder: &str, link: &str) -> String {
        let path = decoded(split_path(link.trim()).0).replace('\\', "/");
        let name = file_name(&path);
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let is_text = matches!(&*ending, "md" | "markdown");
        if path.is_empty() {
            return "write the path of a file between the parentheses, such as `/images/river.jpg`".to_owned();
        }
        if path.starts_with('/') && link.trim().starts_with('\\') {
            return format!(
                "this is a path of your own computer or of a server in your office: copy the file into the folder `{0}` of your \
                 content, and write `/{0}/{name}`",
                room(&ending)
            );
        }
        let Some(whole) = ContentPath::resolve(folder, path.trim_end_matches('/')) else {
            let copied = format!("/{}/{name}", room(&ending));
            return match path.trim_matches(['/', '.']) {
                "" => "write the path of a file, such as `/images/river.jpg`".to_owned(),
                _ => format!(
                    "this path leads out of the content folder: copy the file into the folder `{}`, and write `{copied}`",
                    room(&ending)
                ),
            };
        };
        if let Some(first) = self.folders.get(whole.as_str()) {
            let example = written(first, folder, link.trim().starts_with('/'));
            return format!("`{whole}` is a folder: write the path of one file in it, such as `{example}`");
        }
        let own = whole.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        match own {
            _ if is_text && self.folders.contains_key(own) => {
                format!("no text of this name is in the folder `{own}`: write the name of its file as it is there")
            }
            _ if is_text => "write the path of the text's file, such as `/essays/other.md`".to_owned(),
            _ if ending.is_empty() => {
                "no file has this name: write its whole name, with its ending, such as `/images/river.jpg` or `other-essay.md`"
                    .to_owned()
            }
            "" | "essays" | "pages" => format!(
                "no file of this name is in the content folder: copy it into the folder `{}`, and write `/{}/{name}`",
                room(&ending),
                room(&ending)
            ),
            own if self.folders.contains_key(own) => {
                format!(
                    "no file of this name is in the folder `{own}`: copy it there, or write the name of one that is there"
                )
            }
            own => format!(
                "there is no folder `{own}` with this file in the content folder: make it, and copy the file there"
            ),
        }
    }
}

/// The folder for a kind of files.
fn room(ending: &str) -> &'static str {
    let is_picture = crate::picture::PICTURES.contains(&ending) || matches!(ending, "heic" | "tif" | "tiff" | "bmp");
    if is_picture { "images" } else { "files" }
}
