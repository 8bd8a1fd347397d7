//! Callouts: GitHub's alerts (`> [!NOTE]`), with an optional title, and sidebars. The sections of a landing page are
//! written the same way: `> [!QUESTION] How long is an hour?`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Ids;
use super::tree::{Node, Spanned, Walk, walk_mut};
use crate::problem::{Check, Problem, SourceText, nearest};

/// The kind of a callout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Callout {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    /// An aside, set beside the text.
    Sidebar,
    /// A section: a picture with text beside it.
    Portrait,
    /// A section: a list of what is on offer.
    Services,
    /// A section: a question with its answer collapsed below it.
    Question,
    /// A section: a call to action, a link or two.
    Action,
    /// A section: the newest essays, below the author's own words.
    Newest,
    /// An embed: a video.
    Video,
    /// An embed: audio.
    Podcast,
    /// An embed: a calendar.
    Booking,
}

impl Callout {
    const ALL: [Callout; 14] = [
        Callout::Note,
        Callout::Tip,
        Callout::Important,
        Callout::Warning,
        Callout::Caution,
        Callout::Sidebar,
        Callout::Portrait,
        Callout::Services,
        Callout::Question,
        Callout::Action,
        Callout::Newest,
        Callout::Video,
        Callout::Podcast,
        Callout::Booking,
    ];

    /// Whether it is a section of the page, and not a note on the text.
    pub(crate) fn is_section(self) -> bool {
        matches!(self, Callout::Portrait | Callout::Services | Callout::Question | Callout::Action | Callout::Newest)
    }

    /// Whether it is shown in a frame.
    pub(crate) fn is_embed(self) -> bool {
        matches!(self, Callout::Video | Callout::Podcast | Callout::Booking)
    }

    pub(crate) fn named(word: &str) -> Option<Callout> {
        Callout::ALL.into_iter().find(|callout| callout.name().eq_ignore_ascii_case(word))
    }

    /// The word between `[!` and `]` in lower case; also the last part of its class.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Callout::Note => "note",
            Callout::Tip => "tip",
            Callout::Important => "important",
            Callout::Warning => "warning",
            Callout::Caution => "caution",
            Callout::Sidebar => "sidebar",
            Callout::Portrait => "portrait",
            Callout::Services => "services",
            Callout::Question => "question",
            Callout::Action => "action",
            Callout::Newest => "newest",
            Callout::Video => "video",
            Callout::Podcast => "podcast",
            Callout::Booking => "booking",
        }
    }
}

/// The names of an author's own callouts, in small letters.
pub(crate) type OwnMarks = BTreeSet<String>;

/// Which callout a mark makes.
enum Marked {
    Ours(Callout),
    Own(String),
}

impl Marked {
    fn named(word: &str, marks: &OwnMarks) -> Option<Marked> {
        let small = word.to_ascii_lowercase();
        let own = || marks.contains(&small).then(|| Marked::Own(small.clone()));
        Callout::named(word).map(Marked::Ours).or_else(own)
    }
}

/// Turns quotations that begin with a callout's mark into callouts. Reports a question without words: there is nothing to
/// press.
pub(super) fn find_callouts(
    blocks: &mut [Spanned],
    source: &SourceText,
    marks: &OwnMarks,
    ids: &mut Ids,
    problems: &mut Vec<Problem>,
) {
    walk_mut(blocks, |spanned| {
        let Node::Quote(children) = &mut spanned.node else { return Walk::Into };
        let Some((marked, mark)) = marked(children, source.inner(), marks) else { return Walk::Into };
        let kind = match marked {
            Marked::Ours(kind) => kind,
            Marked::Own(name) => {
                let title = take_title(children, source.inner(), mark.end);
                spanned.node = Node::Mark { name, title, children: std::mem::take(children) };
                return Walk::Into;
            }
        };
        let group = match kind {
            _ if kind.is_section() => "section",
            _ if kind.is_embed() => "embed",
            _ => "callout",
        };
        let id = ids.unique(&format!("{group}-{}", kind.name()));
        let line = children.first().map(|paragraph| paragraph.span.clone()).unwrap_or_default();
        let title = take_title(children, source.inner(), mark.end);
        if kind == Callout::Question && title.is_empty() {
            let help = "write it behind the mark, on the same line: `> [!QUESTION] How long does it take?`";
            problems.push(Problem::new(Check::EmptyQuestion, source, line, "the question has no words").help(help));
        }
        spanned.node = Node::Callout { kind, id, title, children: std::mem::take(children) };
        Walk::Into
    });
}

/// Reports a mark that makes no callout: readers would see it as it is written.
pub(super) fn misplaced_mark(spanned: &Spanned, source: &SourceText, marks: &OwnMarks) -> Option<Problem> {
    let Spanned { node: Node::Paragraph(_), span: paragraph } = spanned else { return None };
    let word = marked_word(source.inner().get(paragraph.clone())?)?;
    let span = paragraph.start..paragraph.start + word.len() + "[!]".len();
    let (message, help) = match Marked::named(word, marks) {
        Some(_) => (
            format!("`[!{word}]` does not begin a quotation"),
            "a callout is a quotation of its own: begin its lines with `> `, with an empty line before the first"
                .to_owned(),
        ),
        None if ["quote", "cite"].iter().any(|name| word.eq_ignore_ascii_case(name)) => (
            format!("there is no callout `[!{}]`", word.to_ascii_uppercase()),
            format!("a quotation needs no mark: remove `[!{word}]`, and keep the `> ` before each line"),
        ),
        None => {
            let word = word.to_ascii_lowercase();
            let ours = Callout::ALL.map(|callout| callout.name());
            let names: Vec<&str> = ours.into_iter().chain(marks.iter().map(String::as_str)).collect();
            let help = match nearest(&word, names.iter().copied()) {
                Some(near) => format!("did you mean `[!{}]`?", near.to_ascii_uppercase()),
                None => {
                    let names: Vec<String> = names.iter().map(|name| name.to_ascii_uppercase()).collect();
                    format!("there are `[!{}]`", names.join("]`, `[!"))
                }
            };
            (format!("there is no callout `[!{}]`", word.to_ascii_uppercase()), help)
        }
    };
    Some(Problem::new(Check::UnknownMark, source, span, message).help(help))
}

/// The callout whose mark a quotation begins with, and the mark's span.
fn marked(quotation: &[Spanned], text: &str, marks: &OwnMarks) -> Option<(Marked, Range<usize>)> {
    let Spanned { node: Node::Paragraph(_), span: paragraph } = quotation.first()? else { return None };
    let words = &text[paragraph.clone()];
    let word = marked_word(words)?;
    let length = "[!]".len() + word.len();
    // In Obsidian, a sign behind the mark lets a callout fold.
    let folds =
        words[length..].strip_prefix(['-', '+']).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n']));
    Some((Marked::named(word, marks)?, paragraph.start..paragraph.start + length + usize::from(folds)))
}

/// The word of the mark that a paragraph begins with, whether or not a callout has that name.
fn marked_word(paragraph: &str) -> Option<&str> {
    let (word, rest) = paragraph.strip_prefix("[!")?.split_once(']')?;
    let is_mark = !word.is_empty()
        && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
        && !rest.starts_with(['(', '[', ':']);
    is_mark.then_some(word)
}

/// Takes the rest of the mark's line as the title. The first paragraph then starts at the next line, if there is one.
fn take_title(quotation: &mut Vec<Spanned>, text: &str, mark_end: usize) -> Vec<Spanned> {
    let Some(Spanned { node: Node::Paragraph(words), span }) = quotation.first_mut() else { return Vec::new() };
    let is_break = |spanned: &Spanned| matches!(spanned.node, Node::SoftBreak | Node::HardBreak);
    let line = match words.iter().position(is_break) {
        Some(end) => {
            let rest = words.split_off(end + 1);
            let mut line = std::mem::replace(words, rest);
            line.pop();
            span.start = words.first().map_or(span.start, |word| word.span.start);
            line
        }
        None => {
            let line = std::mem::take(words);
            quotation.remove(0);
            line
        }
    };
    let mut title: Vec<Spanned> = Vec::with_capacity(line.len());
    for mut spanned in line.into_iter().filter_map(|spanned| after_mark(spanned, text, mark_end)) {
        // A title starts with a word, not with the space after the mark.
        if let Node::Text(words) = &mut spanned.node
            && title.is_empty()
        {
            *words = words.trim_start().to_owned();
            if words.is_empty() {
                continue;
            }
        }
        title.push(spanned);
    }
    title
}

/// A node without the part of it that belongs to the mark; `None` if nothing is left.
fn after_mark(spanned: Spanned, text: &str, mark_end: usize) -> Option<Spanned> {
    if spanned.span.start >= mark_end {
        return Some(spanned);
    }
    let rest = text.get(mark_end..spanned.span.end).filter(|rest| !rest.is_empty())?;
    Some(Spanned::new(Node::Text(rest.to_owned()), spanned.span))
}
