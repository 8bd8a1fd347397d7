//! Text alternatives that say nothing of what a picture shows.

use crate::resolve::{decoded, split_path};

/// What a picture is, and not what it shows.
const KINDS: [&str; 28] = [
    "image",
    "images",
    "img",
    "picture",
    "pic",
    "photo",
    "photograph",
    "screenshot",
    "screen shot",
    "untitled",
    "alt",
    "alt text",
    "alt-text",
    "alternative text",
    "image alt text",
    "image description",
    "description",
    "caption",
    "placeholder",
    "todo",
    "tbd",
    "enter image description here",
    "imagen",
    "foto",
    "fotografía",
    "bild",
    "grafik",
    "صورة",
];

/// Words before the name of a kind.
const ARTICLES: [&str; 10] = ["a ", "an ", "the ", "my ", "this ", "una ", "la ", "ein ", "eine ", "das "];

/// How cameras, telephones and programs name the files that they make: letters, then a number.
const CAMERAS: [&str; 16] = [
    "img",
    "dsc",
    "dscn",
    "dscf",
    "pxl",
    "mvimg",
    "image",
    "photo",
    "picture",
    "screenshot",
    "screen shot",
    "whatsapp image",
    "bildschirmfoto",
    "captura de pantalla",
    "signal",
    "untitled",
];

const PICTURES: [&str; 14] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "heic", "tif", "tiff", "bmp", "ico", "jpe", "jfif"];

/// Whether a text does not say what a picture shows. `link` is the address of the picture.
pub(super) fn says_nothing(alt: &str, link: &str) -> bool {
    let alt = alt.trim();
    let small = alt.to_lowercase();
    let bare = small.trim_end_matches(['.', ':', '!', '?', ' ']);
    let bare = ARTICLES.iter().find_map(|article| bare.strip_prefix(article)).unwrap_or(bare);
    let has_no_words =
        !alt.is_empty() && alt.chars().all(|c| c.is_ascii_punctuation() || c.is_whitespace() || c == '…');
    has_no_words || KINDS.contains(&bare) || is_of_a_camera(bare) || is_file_name(&small, link)
}

/// `IMG_1234`, `Screenshot 2024-01-01 at 10.00.00`.
fn is_of_a_camera(text: &str) -> bool {
    CAMERAS.iter().filter_map(|name| text.strip_prefix(name)).any(is_numbered)
}

/// Whether what follows the name of a camera is a number, perhaps with a date or a place in a row.
fn is_numbered(rest: &str) -> bool {
    let is_apart = rest.starts_with(['_', '-', ' ', '(', '#']);
    let rest = rest.trim_start_matches(['_', '-', ' ', '(', '#']);
    let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_number = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters == 0
            || matches!(word, "at" | "um" | "am" | "pm" | "copy")
            || (letters <= 3 && word.chars().count() > letters)
    };
    let begins = rest.find(|c: char| !c.is_ascii_digit()).map_or(rest, |end| &rest[..end]);
    let is_number_first = !begins.is_empty() && (is_apart || begins.len() == rest.len() || begins.len() > 3);
    is_number_first && words.into_iter().all(is_number)
}

/// `river.png`, and a name of a file that is no word: `river_bank_2`.
fn is_file_name(text: &str, link: &str) -> bool {
    let ending = text.rsplit_once('.').filter(|(stem, _)| !stem.is_empty() && !stem.contains(char::is_whitespace));
    if ending.is_some_and(|(_, ending)| PICTURES.contains(&ending)) {
        return true;
    }
    let path = decoded(split_path(link.trim()).0).to_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_no_word = stem.contains('_') || (stem.contains('-') && stem.contains(|c: char| c.is_ascii_digit()));
    (text == name && name.contains('.')) || (text == stem && is_no_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_says_nothing() {
        for alt in [
            "image",
            "Image",
            "a photo",
            "Picture.",
            "IMG_1234",
            "img-20240101-wa0001",
            "DSC01234",
            "DSCN0123",
            "dscf0123",
            "photo 12",
            "image1",
            "river.png",
            "old quay.jpg",
            "Screenshot 2024-01-01 at 10.00.00",
            "untitled",
            "Untitled-1",
            "alt text",
            "…",
            "-",
            "river_bank_2",
            "foto",
            "PXL_20240101_101010",
        ] {
            let link = if alt.starts_with("river") { "/images/river_bank_2.jpg" } else { "/images/old%20quay.jpg" };
            assert!(says_nothing(alt, link), "{alt}");
        }
        for alt in [
            "",
            "River",
            "A photo of a river",
            "Image of the quay",
            "old quay",
            "The photograph that she kept",
            "self-portrait",
            "Picture Post, 1938",
            "Photo 51 by Rosalind Franklin",
            "2026",
            "🌊",
            "image processing",
            "A screenshot of Vim",
            "Description of a Struggle",
            "Node.js",
            "Figure 2",
            "logo",
            "an imagined river",
            "图片说明",
            "img2img",
            "Screenshot of error 404",
        ] {
            assert!(!says_nothing(alt, "/images/old quay.jpg"), "{alt}");
        }
        assert!(!says_nothing("self-portrait", "self-portrait.jpg") && !says_nothing("river", "river.jpg"));
    }
}
