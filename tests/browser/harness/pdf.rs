//! What a browser prints: the pages of a PDF, read back line by line, and what a page is like that is to be printed.
//!
//! WebDriver 2, section 18, "Print": Chromium's and Firefox's drivers have the command, WebKit's has not.

use std::cmp::Ordering;

use fantoccini::wd::{PrintConfiguration, PrintSize};
use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc};
use serde_json::json;

use super::Visit;

/// Where a page's number stands: its baseline is nearer to the sheet's lower edge than this, in points, and that of
/// nothing else.
const FOOT: f64 = 50.0;

/// A printed page.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// From the top to the bottom, without the number.
    pub(crate) lines: Vec<Line>,
    /// The page's number, or whatever else stands at its foot.
    pub(crate) foot: String,
    /// How wide it is, in points.
    pub(crate) width: f64,
}

/// A line of a printed page.
#[derive(Debug)]
pub(crate) struct Line {
    /// What it says. Spaces stand where there are gaps.
    pub(crate) text: String,
    /// The size of its largest letters, in points.
    pub(crate) size: f64,
    /// Where it begins, in points from the sheet's left edge.
    pub(crate) left: f64,
    /// Where it ends.
    pub(crate) right: f64,
}

impl Sheet {
    /// Everything on it but the foot.
    pub(crate) fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// Printing.
impl Visit {
    /// Prints the page on A4, and gives the sheets.
    #[track_caller]
    pub(crate) fn print(&self) -> Vec<Sheet> {
        let client = self.browser.client();
        let pdf = self.done("print", self.browser.wait(client.print(a4())));
        let document = Document::load_mem(&pdf).unwrap_or_else(|error| panic!("the PDF can't be read: {error}"));
        let mut reading = Reading::default();
        output_doc(&document, &mut reading).unwrap_or_else(|error| panic!("the PDF can't be read: {error}"));
        reading.sheets
    }

    /// Shows the page as if it were being printed, with a screen that is `light` or `dark`. Only Chromium can.
    #[track_caller]
    pub(crate) fn show_as_printed(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.browser.chromium("shows what it would print").emulate("print", features);
        self.wait_for(
            &format!("the page is shown as printed, {scheme}"),
            "matchMedia('print').matches && matchMedia(`(prefers-color-scheme: ${arguments[0]})`).matches",
            vec![scheme.into()],
        );
        self.two_frames();
    }
}

fn a4() -> PrintConfiguration {
    let size = PrintSize::A4;
    PrintConfiguration::builder().size(size).build().expect("A4 is larger than the least size")
}

/// One letter of a PDF, or a few that are one sign.
struct Glyph {
    text: String,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
}

#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    glyphs: Vec<Glyph>,
}

impl OutputDev for Reading {
    fn begin_page(&mut self, _: u32, page: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.sheets.push(Sheet { width: page.urx - page.llx, ..Sheet::default() });
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if !text.trim().is_empty() {
            self.glyphs.push(Glyph {
                text: text.to_owned(),
                left: place.m31,
                right: place.m31 + width * size * place.m11.abs(),
                base: place.m32,
                size: size * place.m22.abs(),
            });
        }
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        let (foot, body) = std::mem::take(&mut self.glyphs).into_iter().partition(|glyph| glyph.base < FOOT);
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.lines = lines(body);
            sheet.foot = lines(foot).into_iter().map(|line| line.text).collect();
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

/// Puts letters together that stand on one line, or are raised a little above it, as a note's number is.
fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    let by = |one: f64, other: f64| one.partial_cmp(&other).unwrap_or(Ordering::Equal);
    // From the bottom, so that what is raised comes after the line that it belongs to.
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
            Line { text, size, left: row[0].left, right: end }
        })
        .collect()
}
