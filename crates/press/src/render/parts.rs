//! The author's parts of pages, and the pages with them.

use std::borrow::Cow;

use catchword_bundle::{Bundle, Extra, Item, Kind};

use super::{RenderContext, body};
use crate::arrange::Collection;
use crate::check::CheckedPart;
use crate::markdown::Body;
use crate::parts::{PartName, SlotName, Template};
use crate::problem::Problem;
use crate::store::Store;

/// The parts of every essay, before its text and after it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    before: Vec<Template>,
    after: Vec<Template>,
}

impl Parts {
    /// A page as readers see it. Feeds and the search have the page itself.
    pub(crate) fn with<'b>(&self, bundle: &'b Bundle) -> Cow<'b, Bundle> {
        match bundle {
            Bundle::Item(item) if item.catchword.kind == Kind::Essay && *self != Parts::default() => {
                let text = item.content_html.as_deref().unwrap_or_default();
                let [before, after] = [(&self.before, PartName::BeforeEssay), (&self.after, PartName::AfterEssay)]
                    .map(|(blocks, name)| around(&filled(blocks, |slot| value_of(item, slot)), name));
                let item = Item { content_html: Some(format!("{before}{text}{after}")), ..Item::clone(item) };
                Cow::Owned(Bundle::Item(Box::new(item)))
            }
            bundle => Cow::Borrowed(bundle),
        }
    }
}

/// An element around a part; nothing around nothing.
fn around(html: &str, name: PartName) -> String {
    if html.is_empty() { String::new() } else { format!("<div class=\"{}\">\n{html}</div>\n", name.name()) }
}

fn filled(blocks: &[Template], value: impl Fn(&SlotName) -> Option<String>) -> String {
    blocks.iter().map(|block| block.filled(&value)).collect()
}

fn value_of(item: &Item, slot: &SlotName) -> Option<String> {
    match slot {
        SlotName::Title => Some(item.title.clone()),
        SlotName::Url => Some(item.url.clone()),
        SlotName::Author => {
            let names: Vec<&str> = item.authors.iter().map(|author| author.name.as_str()).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        SlotName::Date => item.catchword.date.as_ref().map(|date| date.published.clone()),
        SlotName::Extra(name) => match item.catchword.extra.get(name)? {
            Extra::Text(text) => Some(text.clone()),
            Extra::Integer(number) => Some(number.to_string()),
            Extra::Number(number) => Some(number.to_string()),
            Extra::Bool(_) | Extra::List(_) | Extra::Table(_) => None,
        },
    }
}

/// The parts of essays, and the HTML of those of the frame: the masthead's and the footer's.
pub(super) fn parts(collection: &Collection, store: &Store) -> (Parts, [String; 2], Vec<Problem>) {
    let mut parts = Parts::default();
    let mut frame = [String::new(), String::new()];
    let mut problems = Vec::new();
    for part in &collection.parts {
        let blocks = templates(collection, part, store, &mut problems);
        let of_site = |slot: &SlotName| match slot {
            SlotName::Title => Some(collection.settings.title.clone()),
            SlotName::Url => Some(collection.settings.url.to_string()),
            SlotName::Author | SlotName::Date | SlotName::Extra(_) => None,
        };
        match part.name {
            PartName::BeforeEssay => parts.before = blocks,
            PartName::AfterEssay => parts.after = blocks,
            PartName::Masthead => frame[0] = filled(&blocks, of_site),
            PartName::Footer => frame[1] = filled(&blocks, of_site),
        }
    }
    (parts, frame, problems)
}

/// A template for each block, because one whose slots stay empty is left out by itself. A text with raw HTML is one template:
/// an element of it may begin in one block and end in another.
fn templates(collection: &Collection, part: &CheckedPart, store: &Store, problems: &mut Vec<Problem>) -> Vec<Template> {
    let language = catchword_i18n::language(&collection.settings.language);
    let (resolver, folder) = (&collection.resolver, part.path.folder());
    let context = RenderContext { folder, resolver, language, newest: "", store };
    let groups: Vec<_> = if part.body.has_raw_html() {
        vec![part.body.blocks.clone()]
    } else {
        part.body.blocks.iter().map(|block| vec![block.clone()]).collect()
    };
    let html = |blocks| {
        let (html, found) = body(&Body { blocks, ..Body::default() }, &part.source, &context);
        problems.extend(found.into_iter().map(|problem| problem.in_text(&part.text)));
        Template::of(&html, &part.masked)
    };
    groups.into_iter().map(html).collect()
}
