//! Notes to oneself and marks of a review, as other tools hide them. Here readers would see them.

use super::Left;
use super::text::{Line, Paragraph};

/// A note is not longer than this, in characters.
const LONGEST: usize = 2_000;

/// What begins and ends a note.
const NOTES: [(&str, &str); 6] = [
    ("{>>", "<<}"),
    ("{#", "#}"),
    ("{/*", "*/}"),
    ("<%", "%>"),
    ("{::comment}", "{:/comment}"),
    ("{::comment}", "{:/}"),
];

/// What begins and ends a change to a text (CriticMarkup).
const CHANGES: [(&str, &str); 4] = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{==", "==}")];

const HIDE: &str = "to hide it, write `<!-- note -->`; or delete it";

pub(super) fn find<'t>(paragraphs: impl Iterator<Item = Paragraph<'t>>, found: &mut Vec<Left>) {
    // Where the last note or change ends.
    let mut end = 0;
    let mut percents = Percents::default();
    for paragraph in paragraphs {
        for line in &paragraph.lines {
            for (at, _) in line.text.match_indices(['{', '<']) {
                if line.start + at >= end
                    && let Some(left) = braces(line, at, paragraph.source).or_else(|| comment(line, at))
                {
                    end = left.at.end;
                    found.push(left);
                }
            }
            percents.read(line);
        }
    }
    percents.tell(found);
}

/// A note or a change that begins at a place.
fn braces(line: &Line<'_>, at: usize, source: &str) -> Option<Left> {
    let rest = source.get(line.start + at..)?;
    if line.before(at) == Some('{') {
        return None;
    }
    let length = |(open, close): &(&str, &str)| {
        let inside = rest.strip_prefix(open).filter(|inside| !inside.starts_with('}'))?;
        let near = inside.char_indices().nth(LONGEST).map_or(inside, |(end, _)| &inside[..end]);
        Some(open.len() + near.find(close)? + close.len())
    };
    let span = |length: usize| line.start + at..line.start + at + length;
    if let Some(length) = NOTES.iter().find_map(length) {
        return Some(Left::new(span(length), "readers see this note", HIDE));
    }
    let length = CHANGES.iter().find_map(length)?;
    let help = "write the words as they should be, without these marks; to strike words through, write `~~words~~`";
    Some(Left::new(span(length), "readers see the marks of this change", help))
}

/// `<!- note ->` and `<! -- note -- >`: a comment that is written wrong.
fn comment(line: &Line<'_>, at: usize) -> Option<Left> {
    let after = line.text[at..].strip_prefix("<!")?;
    let is_comment = !after.starts_with("--") && after.trim_start_matches(' ').starts_with(['-', '–', '—']);
    let end = line.text[at..].find('>').map_or(line.words().len() + line.begin(), |length| at + length + 1);
    is_comment.then(|| Left::new(line.span(at..end.max(at + 2)), "readers see this note", HIDE))
}

/// `%%note%%`, which may go over several lines.
#[derive(Default)]
struct Percents {
    /// Where the note began that is open.
    open: Option<std::ops::Range<usize>>,
    notes: Vec<std::ops::Range<usize>>,
}

impl Percents {
    fn read(&mut self, line: &Line<'_>) {
        for (at, mark) in line.text.match_indices("%%") {
            let (before, after) = (line.before(at), line.after(at + mark.len()));
            let place = line.span(at..at + mark.len());
            match self.open.take() {
                Some(open) => self.notes.push(open.start..place.end),
                // One in the middle of a line is a note if it ends there.
                None if before.is_some_and(char::is_alphanumeric) => {}
                None if at == line.begin() || (after.is_some() && line.text[at + mark.len()..].contains(mark)) => {
                    self.open = Some(place);
                }
                None => {}
            }
        }
    }

    fn tell(self, found: &mut Vec<Left>) {
        found.extend(self.notes.into_iter().map(|note| Left::new(note, "readers see this note", HIDE)));
    }
}
