//! Typography: quotation marks in the form of the language, apostrophes, primes, dashes and ellipses.
//!
//! A mark's form depends on what is beside it, also across emphasis and links, so it works on the whole text of a block.

mod characters;
mod marks;
mod pairs;
mod spaces;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use catchword_i18n::{QuotationMarks, quotation_marks};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use marks::Change;

/// Elements of raw HTML whose text stays as it is.
pub(super) const VERBATIM: [&str; 10] =
    ["code", "kbd", "samp", "pre", "tt", "var", "math", "script", "style", "textarea"];

/// Something that is not text, such as a picture or code.
const OBJECT: char = '\u{fffc}';

/// A language, given as a BCP 47 tag.
struct Language<'l> {
    /// Its first subtag.
    tag: &'l str,
    quotation_marks: QuotationMarks,
}

impl Language<'_> {
    fn new(tag: &str) -> Language<'_> {
        Language { tag: tag.split('-').next().unwrap_or_default(), quotation_marks: quotation_marks(tag) }
    }

    /// The marks before and after a quotation.
    fn marks(&self, is_inner: bool) -> (&'static str, &'static str) {
        if is_inner { self.quotation_marks.inner } else { self.quotation_marks.outer }
    }
}

/// Changes the texts of events.
pub(super) fn set(events: &mut [(Event<'_>, Range<usize>)], source: &str, language: &str) {
    let mut setter =
        Setter { source, language: Language::new(language), run: Run::default(), changes: Vec::new(), verbatim: 0 };
    let mut alternative = Run::default();
    let mut pictures = 0;
    let mut is_left_out = false;
    for (at, (event, span)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::HtmlBlock | Tag::CodeBlock(_)) => {
                setter.end_run();
                is_left_out = true;
            }
            Event::End(TagEnd::HtmlBlock | TagEnd::CodeBlock) => is_left_out = false,
            _ if is_left_out => {}
            // A picture's text alternative is a text of its own.
            Event::Start(Tag::Image { .. }) if pictures == 0 => {
                setter.run.push(OBJECT);
                std::mem::swap(&mut setter.run, &mut alternative);
                pictures = 1;
            }
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => {
                pictures -= 1;
                if pictures == 0 {
                    setter.end_run();
                    std::mem::swap(&mut setter.run, &mut alternative);
                }
            }
            _ => setter.take(at, event, span),
        }
    }
    setter.end_run();
    let Setter { changes, .. } = setter;
    apply(events, changes);
}

/// The text of a block.
#[derive(Default)]
struct Run {
    text: String,
    /// Places in `text` of characters that stay as they are, in order.
    fixed: Vec<usize>,
    /// Where the text of each event begins in `text`, with the event's index.
    pieces: Vec<(usize, usize)>,
}

impl Run {
    /// Adds what is in no text of the events.
    fn push(&mut self, letter: char) {
        self.fixed.push(self.text.len());
        self.text.push(letter);
    }

    fn is_fixed(&self, at: usize) -> bool {
        self.fixed.binary_search(&at).is_ok()
    }
}

struct Setter<'s> {
    source: &'s str,
    language: Language<'s>,
    run: Run,
    /// What changes in the texts of events, by the event's index.
    changes: Vec<(usize, Change)>,
    /// How many elements of raw HTML are open whose text stays as it is.
    verbatim: usize,
}

impl Setter<'_> {
    fn take(&mut self, at: usize, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Text(text) => self.text(at, text, span),
            Event::Code(_) => self.run.push(OBJECT),
            Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => self.run.push(' '),
            Event::InlineHtml(html) => self.tag(html),
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => self.verbatim += 1,
            Event::End(TagEnd::Link) if self.source[span.clone()].starts_with('<') => {
                self.verbatim = self.verbatim.saturating_sub(1);
            }
            // What is beside these is beside their words.
            Event::FootnoteReference(_)
            | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            _ => {
                self.end_run();
                self.verbatim = 0;
            }
        }
    }

    fn text(&mut self, at: usize, text: &str, span: &Range<usize>) {
        let start = self.run.text.len();
        self.run.pieces.push((start, at));
        self.run.text.push_str(text);
        let written = self.source.get(span.clone());
        // A character reference, or something else that is not as it is written.
        if self.verbatim > 0 || written != Some(text) {
            self.run.fixed.extend(text.char_indices().map(|(place, _)| start + place));
        } else if self.source[..span.start].ends_with('\\') {
            self.run.fixed.push(start);
        }
    }

    /// A tag of raw HTML within the text.
    fn tag(&mut self, html: &str) {
        let is_end = html.starts_with("</");
        let name = html.trim_start_matches(['<', '/']);
        let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "br" => self.run.push(' '),
            "img" | "input" | "video" | "audio" => self.run.push(OBJECT),
            name if VERBATIM.contains(&name) && is_end => self.verbatim = self.verbatim.saturating_sub(1),
            name if VERBATIM.contains(&name) => self.verbatim += 1,
            _ => {}
        }
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        for change in marks::changes(&run.text, |at| run.is_fixed(at), &self.language) {
            let piece = run.pieces.partition_point(|(start, _)| *start <= change.at.start) - 1;
            let (start, event) = run.pieces[piece];
            // A text ends where the next begins, or earlier.
            let end = run.pieces.get(piece + 1).map_or(run.text.len(), |(next, _)| *next);
            if change.at.end <= end {
                self.changes.push((event, Change { at: change.at.start - start..change.at.end - start, ..change }));
            }
        }
    }
}

fn apply(events: &mut [(Event<'_>, Range<usize>)], mut changes: Vec<(usize, Change)>) {
    changes.sort_by_key(|(event, change)| (*event, change.at.start));
    for changes in changes.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((Event::Text(text), _)) = changes.first().and_then(|(at, _)| events.get_mut(*at)) else { continue };
        let mut new = String::with_capacity(text.len() + 2 * changes.len());
        let mut done = 0;
        for (_, Change { at, to }) in changes {
            new.push_str(&text[done..at.start]);
            new.push_str(to);
            done = at.end;
        }
        new.push_str(&text[done..]);
        *text = new.into();
    }
}
