//! The author's parts of pages, and the pages with them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use catchword_bundle::{Bundle, Extra, Item, Kind};

use super::{RenderContext, body};
use crate::arrange::{Collection, Entry};
use crate::check::SlottedText;
use crate::markdown::Body;
use crate::parts::{MarkTemplate, MarkTemplates, PartName, SlotName, Template};
use crate::problem::Problem;
use crate::source::ContentPath;
use crate::store::Store;

/// The parts of every essay, before its text and after it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    before: Vec<Template>,
    after: Vec<Template>,
    /// What essays have in fields of `[extra]` that are addresses in a part, as links on the site have them, by the essays' own
    /// addresses.
    links: BTreeMap<String, BTreeMap<String, String>>,
}

impl Parts {
    /// A page as readers see it. Feeds and the search have the page itself.
    pub(crate) fn with<'b>(&self, bundle: &'b Bundle) -> Cow<'b, Bundle> {
        match bundle {
            Bundle::Item(item) if item.catchword.kind == Kind::Essay && *self != Parts::default() => {
                let text = item.content_html.as_deref().unwrap_or_default();
                let [before, after] = [(&self.before, PartName::BeforeEssay), (&self.after, PartName::AfterEssay)].map(
                    |(blocks, name)| {
                        let value = |slot: &SlotName, is_address| match slot {
                            SlotName::Extra(name) if is_address => self.links.get(&item.url)?.get(name).cloned(),
                            slot => value_of(item, slot),
                        };
                        around(&filled(blocks, value), name)
                    },
                );
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

fn filled(blocks: &[Template], value: impl Fn(&SlotName, bool) -> Option<String>) -> String {
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
        SlotName::Content => None,
    }
}

/// The parts of essays, and the HTML of those of the frame: the masthead's and the footer's.
pub(super) fn parts(
    collection: &Collection,
    marks: &MarkTemplates,
    store: &Store,
) -> (Parts, [String; 2], Vec<Problem>) {
    let mut parts = Parts::default();
    let mut frame = [String::new(), String::new()];
    let mut problems = Vec::new();
    for part in &collection.parts {
        let blocks = templates(collection, &part.content, marks, store, &mut problems);
        let of_site = |slot: &SlotName, _| match slot {
            SlotName::Title => Some(collection.settings.title.clone()),
            SlotName::Url => Some(collection.settings.url.to_string()),
            SlotName::Author | SlotName::Date | SlotName::Extra(_) | SlotName::Content => None,
        };
        match part.name {
            PartName::BeforeEssay => parts.before = blocks,
            PartName::AfterEssay => parts.after = blocks,
            PartName::Masthead => frame[0] = filled(&blocks, of_site),
            PartName::Footer => frame[1] = filled(&blocks, of_site),
        }
    }
    parts.links = links(collection);
    (parts, frame, problems)
}

/// The fields of `[extra]` that are addresses in a part.
fn fields_with_addresses(collection: &Collection) -> BTreeSet<&str> {
    collection.parts.iter().flat_map(|part| part.content.extra_addresses()).collect()
}

/// The addresses in `[extra]` that essays fill slots with.
fn links(collection: &Collection) -> BTreeMap<String, BTreeMap<String, String>> {
    let names = fields_with_addresses(collection);
    if names.is_empty() {
        return BTreeMap::new();
    }
    let resolver = &collection.resolver;
    let of_essay = |entry: &Entry| {
        let links = names.iter().filter_map(|name| {
            let Extra::Text(address) = entry.page.front_matter.extra.get(*name)? else { return None };
            Some(((*name).to_owned(), resolver.href(entry.page.path.folder(), address)?))
        });
        (resolver.absolute(&resolver.routes.write(&entry.address)), links.collect())
    };
    collection.essays.iter().map(of_essay).collect()
}

/// A template for each block, because one whose slots stay empty is left out by itself. A text with raw HTML is one template:
/// an element of it may begin in one block and end in another.
fn templates(
    collection: &Collection,
    text: &SlottedText,
    marks: &MarkTemplates,
    store: &Store,
    problems: &mut Vec<Problem>,
) -> Vec<Template> {
    let blocks = &text.body.blocks;
    let groups: Vec<_> = if text.body.has_raw_html() {
        vec![blocks.clone()]
    } else {
        blocks.iter().map(|block| vec![block.clone()]).collect()
    };
    let language = catchword_i18n::language(&collection.settings.language);
    let (resolver, folder) = (&collection.resolver, text.file.path.folder());
    let context = RenderContext { folder, resolver, language, newest: "", has_anchors: false, marks, store };
    let template = |blocks| {
        let (html, found) = body(&Body { blocks, ..Body::default() }, &text.file.text, &context);
        problems.extend(text.shown(found));
        Template::of(&html, &text.masked)
    };
    groups.into_iter().map(template).collect()
}

/// The author's own callouts.
pub(super) fn marks(collection: &Collection, store: &Store) -> (MarkTemplates, Vec<Problem>) {
    let mut problems = Vec::new();
    let none = MarkTemplates::new();
    let marks = collection.marks.iter().map(|mark| {
        let of = |text: &SlottedText, problems: &mut Vec<Problem>| {
            Template::joined(templates(collection, text, &none, store, problems))
        };
        let titled = of(&mark.titled, &mut problems);
        // What is wrong in it is wrong in the other, too.
        let plain = of(&mark.plain, &mut Vec::new());
        (mark.name.clone(), MarkTemplate { titled, plain })
    });
    (marks.collect(), problems)
}

/// The files of the content folder to which essays lead through slots.
pub(super) fn linked_files(collection: &Collection) -> Vec<ContentPath> {
    let names = fields_with_addresses(collection);
    let of_essay = |entry: &Entry| {
        let addresses = names.iter().filter_map(|name| match entry.page.front_matter.extra.get(*name)? {
            Extra::Text(address) => collection.resolver.file(entry.page.path.folder(), address),
            _ => None,
        });
        addresses.collect::<Vec<_>>()
    };
    collection.essays.iter().flat_map(of_essay).collect()
}
