//! What a browser prints: the pages of a PDF, read back letter by letter.
//!
//! WebDriver 2, section 18, "Print": Chromium's and Firefox's drivers have the command, WebKit's has not.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::iter;

use fantoccini::wd::{PrintConfiguration, PrintSize};
use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc};
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use super::Tab;

/// Only the page number has a baseline that is nearer to the page's lower edge than this, in points.
const FOOT: f64 = 50.0;

/// A printed page.
#[derive(Debug, Default)]
pub(crate) struct PrintedPage {
    /// From top to bottom, without the foot.
    pub(crate) lines: Vec<PrintedLine>,
    /// The letters of the whole page but its foot, in the order in which they are drawn. That is the document's order: the
    /// words of a table's cell come together, though other cells have words on the same lines.
    pub(crate) letters: Letters,
    /// The page number, or whatever else is printed at the page's foot.
    pub(crate) foot: String,
    /// The width in points.
    pub(crate) width: f64,
}

/// A line of a printed page.
#[derive(Debug)]
pub(crate) struct PrintedLine {
    /// Its text, with a space at each gap.
    pub(crate) text: String,
    /// The largest font size in points.
    pub(crate) size: f64,
    /// Where it begins, in points from the page's left edge.
    pub(crate) left: f64,
    /// Where it ends.
    pub(crate) right: f64,
}

impl PrintedPage {
    /// Its lines.
    pub(crate) fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// The letters and digits of a text, in lower case. They do not depend on the font or on where lines break: spaces,
/// hyphens and marks are left out, and ligatures are taken apart (by NFKC).
#[derive(Debug, Default)]
pub(crate) struct Letters(Vec<char>);

impl Letters {
    pub(crate) fn of(text: &str) -> Letters {
        let chars = text.nfkc().flat_map(char::to_lowercase);
        Letters(chars.filter(|char| char.is_alphanumeric() || *char == UNKNOWN).collect())
    }

    pub(crate) fn join<'a>(all: impl Iterator<Item = &'a Letters>) -> Letters {
        Letters(all.flat_map(|letters| letters.0.iter().copied()).collect())
    }

    /// Whether `part` is in it, letter by letter.
    pub(crate) fn contains(&self, part: &Letters) -> bool {
        part.0.is_empty() || self.0.windows(part.0.len()).any(|letters| letters == part.0)
    }

    /// Whether `part` may be in it, if an unknown glyph is any ligature: up to [`LIGATURE`] letters.
    pub(crate) fn may_contain(&self, part: &Letters) -> bool {
        let (text, part) = (self.with_ligatures(), part.with_ligatures());
        // How much of `part` has been found, for each place in `text` where it may begin.
        let mut found = BTreeSet::from([0]);
        for letter in text {
            let mut next = if letter == UNKNOWN { found.clone() } else { BTreeSet::new() };
            let mut pending: Vec<usize> = found.into_iter().collect();
            while let Some(at) = pending.pop() {
                match part.get(at) {
                    None => return true,
                    Some(&UNKNOWN) => {
                        // It may be this letter, or none.
                        next.insert(at + 1);
                        pending.push(at + 1);
                    }
                    Some(expected) if letter == UNKNOWN || letter == *expected => {
                        next.insert(at + 1);
                    }
                    Some(_) => {}
                }
            }
            next.insert(0);
            found = next;
        }
        found.into_iter().any(|at| part[at..].iter().all(|letter| *letter == UNKNOWN))
    }

    /// The letters, and for each unknown glyph as many unknown letters as a ligature may have.
    fn with_ligatures(&self) -> Vec<char> {
        let times = |letter: char| if letter == UNKNOWN { LIGATURE } else { 1 };
        self.0.iter().flat_map(|letter| iter::repeat_n(*letter, times(*letter))).collect()
    }

    /// Whether there is no letter but unknown ones.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|char| *char == UNKNOWN)
    }
}

/// A glyph of which the PDF does not say what it stands for. Firefox's PDFs have them for ligatures that Unicode lacks,
/// such as Carlito's for “tt” and “ti”.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// The most letters of a ligature, as in “ffi”.
const LIGATURE: usize = 3;

/// Printing.
impl Tab {
    /// Prints the page on A4 and returns the printed pages.
    #[track_caller]
    pub(crate) fn print(&self) -> Vec<PrintedPage> {
        let client = self.browser.client();
        let pdf = self.check("print", self.browser.wait(client.print(a4())));
        let document = Document::load_mem(&pdf).unwrap_or_else(|error| panic!("the PDF can't be read: {error}"));
        let mut reader = Reader::default();
        output_doc(&document, &mut reader).unwrap_or_else(|error| panic!("the PDF can't be read: {error}"));
        reader.pages
    }

    /// Emulates the print medium on a screen that is `light` or `dark`. Only in Chromium.
    #[track_caller]
    pub(crate) fn emulate_print(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.browser.chromium("can emulate print").emulate("print", features);
        self.wait_for(
            &format!("print is emulated, {scheme}"),
            "matchMedia('print').matches && matchMedia(`(prefers-color-scheme: ${arguments[0]})`).matches",
            vec![scheme.into()],
        );
        self.wait_two_frames();
    }
}

fn a4() -> PrintConfiguration {
    let size = PrintSize::A4;
    PrintConfiguration::builder().size(size).build().expect("A4 is a valid size")
}

/// A glyph: a letter, or several in a ligature.
struct Glyph {
    text: String,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
}

#[derive(Default)]
struct Reader {
    pages: Vec<PrintedPage>,
    glyphs: Vec<Glyph>,
}

impl OutputDev for Reader {
    fn begin_page(&mut self, _: u32, page: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.pages.push(PrintedPage { width: page.urx - page.llx, ..PrintedPage::default() });
        Ok(())
    }

    fn output_character(
        &mut self,
        position: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let text = if text.is_empty() { UNKNOWN.to_string() } else { text.to_owned() };
        if !text.trim().is_empty() {
            self.glyphs.push(Glyph {
                text,
                left: position.m31,
                right: position.m31 + width * size * position.m11.abs(),
                base: position.m32,
                size: size * position.m22.abs(),
            });
        }
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        let (foot, body): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.glyphs).into_iter().partition(|glyph| glyph.base < FOOT);
        if let Some(page) = self.pages.last_mut() {
            page.letters = Letters::of(&body.iter().map(|glyph| glyph.text.as_str()).collect::<String>());
            page.lines = lines(body);
            page.foot = lines(foot).into_iter().map(|line| line.text).collect();
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Groups glyphs into lines. Superscripts, such as a note's number, belong to the line below them.
fn lines(mut glyphs: Vec<Glyph>) -> Vec<PrintedLine> {
    let by = |one: f64, other: f64| one.partial_cmp(&other).unwrap_or(Ordering::Equal);
    // From the bottom, so that a superscript comes after its line.
    glyphs.sort_by(|one, other| by(one.base, other.base));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if glyph.base - row[0].base < row[0].size * 0.6 => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    rows.reverse();
    rows.into_iter()
        .map(|mut row| {
            row.sort_by(|one, other| by(one.left, other.left));
            let mut text = String::new();
            let mut end = row[0].left;
            for glyph in &row {
                if glyph.left > end + glyph.size * 0.15 {
                    text.push(' ');
                }
                text.push_str(&glyph.text);
                end = glyph.right;
            }
            let size = row.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
            PrintedLine { text, size, left: row[0].left, right: end }
        })
        .collect()
}
