//! What is measured of a site.

use std::collections::BTreeMap;
use std::fmt;

use crate::bench::figures::median;

/// When a page was painted, in milliseconds from the start of the navigation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Paint {
    /// The first contentful paint.
    pub(super) first: f64,
    /// The largest contentful paint.
    pub(super) largest: f64,
    /// When the last byte of the document had arrived.
    pub(super) arrived: f64,
}

/// A turn from one essay to another. Times are in milliseconds from the click, or from the call of `history.back()`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Turn {
    /// When the new heading was in the document.
    pub(super) heading: f64,
    /// When the next frame after that was done.
    pub(super) painted: f64,
    /// The longest of the long tasks; 0 if there was none.
    pub(super) task: f64,
    /// Whether a whole document was loaded, or taken out of the browser's cache of pages.
    pub(super) loads_document: bool,
    /// Whether something was requested between the click and the frame. The browser may have had it in its cache.
    pub(super) asks_network: bool,
}

/// What a visit to one essay fetches.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fetched {
    /// Compressed bytes before the page's load event, and those after it.
    pub(super) bytes: BTreeMap<Kind, (f64, f64)>,
    /// The paths of the requests that the first paint waits for.
    pub(super) blocking: Vec<String>,
}

impl Fetched {
    /// All bytes before the load event, and all after it.
    pub(super) fn sum(&self) -> (f64, f64) {
        self.bytes.values().fold((0.0, 0.0), |sum, bytes| (sum.0 + bytes.0, sum.1 + bytes.1))
    }
}

/// The kind of a file, as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Html,
    Script,
    Wasm,
    Style,
    /// JSON, and the text that Next sends its pages in.
    Data,
    Font,
    Other,
}

impl Kind {
    pub(super) const ALL: [Self; 7] =
        [Self::Html, Self::Script, Self::Wasm, Self::Style, Self::Data, Self::Font, Self::Other];

    pub(super) fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            None | Some("html") => Self::Html,
            Some("js" | "mjs") => Self::Script,
            Some("wasm") => Self::Wasm,
            Some("css") => Self::Style,
            Some("json" | "txt") => Self::Data,
            Some("woff2" | "woff" | "ttf") => Self::Font,
            Some(_) => Self::Other,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Script => "js",
            Self::Wasm => "wasm",
            Self::Style => "css",
            Self::Data => "data",
            Self::Font => "fonts",
            Self::Other => "other",
        }
    }
}

/// The memory that a page uses, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Memory {
    /// The JavaScript heap.
    pub(super) script: f64,
    /// The browser's own objects for the page: nodes, styles, listeners.
    pub(super) document: f64,
    /// The memory of the wasm, which never shrinks.
    pub(super) wasm: f64,
}

impl Memory {
    pub(super) fn sum(&self) -> f64 {
        self.script + self.document + self.wasm
    }
}

/// The conditions of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Conditions {
    /// How many times slower than this machine the reader's is.
    pub(super) slower: u32,
    pub(super) less_motion: bool,
    pub(super) kind: TurnKind,
}

/// How a turn begins, and where its page is then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TurnKind {
    /// The first of a visit. The pointer has rested on the link, so the site had its time to fetch ahead.
    First,
    /// A later one, otherwise the same.
    Warm,
    /// Under data saver, with the link pressed at once.
    Cold,
    Back,
}

impl fmt::Display for Conditions {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let kind = match self.kind {
            TurnKind::First => "the visit's first",
            TurnKind::Warm => "warm",
            TurnKind::Cold => "cold",
            TurnKind::Back => "Back",
        };
        write!(f, "{}×, {kind}{}", self.slower, if self.less_motion { ", no motion" } else { "" })
    }
}

/// Everything that was measured of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Figures {
    pub(super) paints: Vec<Paint>,
    pub(super) turns: BTreeMap<Conditions, Vec<Turn>>,
    pub(super) fetched: Option<Fetched>,
    /// After many turns.
    pub(super) memory: Option<Memory>,
    /// What could not be measured.
    pub(super) faults: Vec<String>,
}

impl Figures {
    /// The median of a figure of the paints. None without any.
    pub(super) fn paint(&self, figure: impl Fn(&Paint) -> f64) -> Option<f64> {
        let values: Vec<_> = self.paints.iter().map(figure).collect();
        (!values.is_empty()).then(|| median(&values))
    }

    /// The median of a figure of the turns under these conditions. None without any.
    pub(super) fn turn(&self, conditions: Conditions, figure: impl Fn(&Turn) -> f64) -> Option<f64> {
        let values: Vec<_> = self.turns.get(&conditions)?.iter().map(figure).collect();
        (!values.is_empty()).then(|| median(&values))
    }
}

/// A site and what was measured of it.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) version: String,
    pub(super) figures: Figures,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_tells_its_kind() {
        for (path, kind) in [
            ("", Kind::Html),
            ("essays/x/", Kind::Html),
            ("essays/x", Kind::Html),
            ("a/b.min.js", Kind::Script),
            ("index.txt", Kind::Data),
            ("i.woff2", Kind::Font),
            ("i.png", Kind::Other),
        ] {
            assert_eq!(Kind::of(path), kind, "{path}");
        }
    }

    #[test]
    fn conditions_have_words() {
        let conditions = Conditions { slower: 4, less_motion: true, kind: TurnKind::First };
        assert_eq!(conditions.to_string(), "4×, the visit's first, no motion");
    }
}
