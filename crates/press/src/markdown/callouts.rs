//! Callouts: GitHub's alerts (`> [!NOTE]`), each with a title of its own if the author likes, and sidebars. Written the same
//! way, the sections of a front door: `> [!QUESTION] How long is an hour?`.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{Ids, Node, Spanned, is_paragraph_start};
use crate::problem::{Check, Problem, SourceText, nearest};

/// What a callout is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Callout {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    /// What stands beside the text rather than in it.
    Sidebar,
    /// A section: a picture, and text beside it.
    Portrait,
    /// A section: what is on offer, a list.
    Services,
    /// A section: a question, and its answer folded up below it.
    Question,
    /// A section: what the reader is asked to do, a link or two.
    Action,
    /// A section: the newest essays, below what the author says of them.
    Newest,
    /// What another host shows: a film.
    Video,
    /// Likewise, what can be heard.
    Podcast,
    /// Likewise, a calendar.
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

    /// Whether it is a section of a page rather than a remark on its text.
    pub(crate) fn is_section(self) -> bool {
        matches!(self, Callout::Portrait | Callout::Services | Callout::Question | Callout::Action | Callout::Newest)
    }

    /// Whether it is shown in a frame.
    pub(crate) fn is_embed(self) -> bool {
        matches!(self, Callout::Video | Callout::Podcast | Callout::Booking)
    }

    fn named(word: &str) -> Option<Callout> {
        Callout::ALL.into_iter().find(|callout| callout.name().eq_ignore_ascii_case(word))
    }

    /// As it is written between `[!` and `]`, in small letters; also the end of its class.
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

/// Makes callouts of the quotations that begin with a callout's mark.
pub(super) fn mark(nodes: Vec<Spanned>, text: &str, ids: &mut Ids) -> Vec<Spanned> {
    let mut marked = Vec::with_capacity(nodes.len());
    // For each quotation that is open, the callout it became.
    let mut open: Vec<Option<Callout>> = Vec::new();
    let mut nodes = nodes.into_iter().peekable();
    while let Some(mut placed) = nodes.next() {
        match &placed.node {
            Node::Event(Event::Start(Tag::BlockQuote(_))) => {
                let found = nodes.next_if(is_paragraph_start).map(|start| (marker(&text[start.span.clone()]), start));
                match found {
                    Some((Some((callout, length)), start)) => {
                        open.push(Some(callout));
                        let kind = match callout {
                            _ if callout.is_section() => "section",
                            _ if callout.is_embed() => "embed",
                            _ => "callout",
                        };
                        let id = ids.unique(&format!("{kind}-{}", callout.name()));
                        placed.node = Node::CalloutStart(callout, id);
                        marked.push(placed);
                        take_title(&mut nodes, text, &start, (callout, start.span.start + length), &mut marked);
                    }
                    found => {
                        open.push(None);
                        marked.push(placed);
                        marked.extend(found.map(|(_, start)| start));
                    }
                }
            }
            Node::Event(Event::End(TagEnd::BlockQuote(_))) => {
                if let Some(Some(callout)) = open.pop() {
                    placed.node = Node::CalloutEnd(callout);
                }
                marked.push(placed);
            }
            _ => marked.push(placed),
        }
    }
    marked
}

/// What an author should know of a callout: a question without words has nothing to be pressed, and a mark that made no
/// callout stands in the text as it was written.
pub(super) fn complaint(placed: &Spanned, source: &SourceText) -> Option<Problem> {
    if let Node::CalloutTitleEnd(Callout::Question, false) = placed.node {
        let help = "write it behind the mark, on the same line: `> [!QUESTION] How long does it take?`";
        return Some(
            Problem::new(Check::EmptyQuestion, source, placed.span.clone(), "the question has no words").help(help),
        );
    }
    if !is_paragraph_start(placed) {
        return None;
    }
    let word = marked_word(source.inner().get(placed.span.clone())?)?;
    let span = placed.span.start..placed.span.start + word.len() + "[!]".len();
    let (message, help) = match Callout::named(word) {
        Some(_) => (
            format!("`[!{word}]` does not begin a quotation"),
            "a callout is a quotation of its own: begin its lines with `> `, with an empty line before the first"
                .to_owned(),
        ),
        None => {
            let word = word.to_ascii_lowercase();
            let names = Callout::ALL.map(|callout| callout.name());
            let help = match nearest(&word, names) {
                Some(near) => format!("did you mean `[!{}]`?", near.to_ascii_uppercase()),
                None => format!("there are `[!{}]`", names.map(str::to_ascii_uppercase).join("]`, `[!")),
            };
            (format!("there is no callout `[!{}]`", word.to_ascii_uppercase()), help)
        }
    };
    Some(Problem::new(Check::UnknownMark, source, span, message).help(help))
}

/// The callout whose mark a paragraph begins with, and the mark's length in bytes.
fn marker(paragraph: &str) -> Option<(Callout, usize)> {
    let word = marked_word(paragraph)?;
    Some((Callout::named(word)?, "[!]".len() + word.len()))
}

/// The word of the mark that a paragraph begins with, whether or not there is a callout of that name.
fn marked_word(paragraph: &str) -> Option<&str> {
    let (word, rest) = paragraph.strip_prefix("[!")?.split_once(']')?;
    let is_mark =
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic()) && !rest.starts_with(['(', '[', ':']);
    is_mark.then_some(word)
}

/// Moves the rest of the mark's line over as the title, and begins the paragraph anew with the next line.
fn take_title(
    nodes: &mut std::iter::Peekable<std::vec::IntoIter<Spanned>>,
    text: &str,
    start: &Spanned,
    (callout, mark_end): (Callout, usize),
    marked: &mut Vec<Spanned>,
) {
    let mut depth = 0_u32;
    let mut ended = false;
    // A title begins with a word, not with the space after the mark.
    let mut begun = false;
    for placed in nodes.by_ref() {
        match &placed.node {
            Node::Event(Event::End(TagEnd::Paragraph)) => {
                ended = true;
                break;
            }
            Node::Event(Event::SoftBreak | Event::HardBreak) if depth == 0 => break,
            Node::Event(Event::Start(_)) | Node::Link { .. } => depth += 1,
            Node::Event(Event::End(_)) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(mut placed) = after_mark(placed, text, mark_end) else { continue };
        if let Node::Event(Event::Text(words)) = &mut placed.node
            && !begun
        {
            *words = CowStr::from(words.trim_start().to_owned());
            begun = !words.is_empty();
            if !begun {
                continue;
            }
        }
        begun = true;
        marked.push(placed);
    }
    marked.push(Spanned { node: Node::CalloutTitleEnd(callout, begun), span: start.span.clone() });
    if !ended {
        let from = nodes.peek().map_or(start.span.end, |next| next.span.start);
        marked.push(Spanned { node: start.node.clone(), span: from..start.span.end });
    }
}

/// What is left of a node when the mark is cut off.
fn after_mark(mut placed: Spanned, text: &str, mark_end: usize) -> Option<Spanned> {
    if placed.span.start >= mark_end {
        return Some(placed);
    }
    if placed.span.end <= mark_end {
        return None;
    }
    placed.node = Node::Event(Event::Text(CowStr::from(text[mark_end..placed.span.end].to_owned())));
    Some(placed)
}
