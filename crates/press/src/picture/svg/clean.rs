//! Writes a drawing anew without what could run code or load from other hosts.
//!
//! Elements are on a list; of the attributes, those that run code or hold an address are looked at. What drawing programs
//! add in namespaces of their own does nothing in a browser: it is no reason to write a drawing anew, but is left out
//! then.

use std::collections::BTreeSet;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use roxmltree::{Attribute, Document, Node};

use super::address::{is_allowed, style_loads, value_loads};

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// Namespaces whose elements do something in a browser.
const ALIVE: [&str; 4] = [
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/XSL/Transform",
    "http://www.w3.org/2001/xml-events",
];

/// Drawings that are nested more deeply than this are refused.
const MAX_DEPTH: usize = 500;

/// The elements of SVG 1.1 and SVG 2 that draw, describe or animate.
const ELEMENTS: &[&str] = &[
    "a",
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "color-profile",
    "cursor",
    "defs",
    "desc",
    "discard",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "font",
    "font-face",
    "font-face-name",
    "font-face-src",
    "g",
    "glyph",
    "hkern",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "missing-glyph",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tref",
    "tspan",
    "use",
    "view",
    "vkern",
];

/// The elements that change an attribute as time goes by.
const ANIMATIONS: [&str; 5] = ["animate", "animateColor", "animateMotion", "animateTransform", "set"];

/// Attributes that make a browser load or send something. A drawing needs none of them.
const REFUSED: [&str; 7] = ["src", "ping", "action", "formaction", "data", "srcdoc", "base"];

pub(super) struct Cleaner {
    writer: Writer<Vec<u8>>,
    removed: BTreeSet<String>,
}

impl Cleaner {
    /// A drawing without what has to go, and what went. `None` if it is nested too deeply.
    pub(super) fn clean(text: &str, document: &Document<'_>) -> Option<(String, Vec<String>)> {
        let mut cleaner = Cleaner { writer: Writer::new(Vec::new()), removed: BTreeSet::new() };
        let root = document.root_element();
        cleaner.prolog(&text[..root.range().start.min(text.len())]);
        for node in document.root().children() {
            cleaner.instruction(node);
        }
        cleaner.element(root, 0)?;
        let text = String::from_utf8(cleaner.writer.into_inner()).unwrap_or_default();
        Some((text + "\n", cleaner.removed.into_iter().collect()))
    }

    /// What stands before the first tag. Declarations there can hide code in words and attributes that a browser adds.
    fn prolog(&mut self, prolog: &str) {
        if prolog.contains("<!ENTITY") || prolog.contains("<!ATTLIST") {
            self.remove("the declarations in its `<!DOCTYPE>`");
        }
        let declaration = prolog.split_once("?>").map_or(prolog, |(declaration, _)| declaration);
        let is_other = |rest: &str| {
            let name = rest.trim_start_matches(|c: char| " =\t\r\n\"'".contains(c)).split(['"', '\'']).next();
            let name = name.unwrap_or_default().to_lowercase();
            !["utf-8", "utf8", "us-ascii", "ascii"].contains(&&*name)
        };
        if prolog.starts_with("<?xml") && declaration.split("encoding").skip(1).any(is_other) {
            self.remove("the name of another encoding than its own");
        }
    }

    /// Of the processing instructions, only one loads something.
    fn instruction(&mut self, node: Node<'_, '_>) {
        if node.pi().is_some_and(|pi| pi.target.eq_ignore_ascii_case("xml-stylesheet")) {
            self.remove("`<?xml-stylesheet …?>`");
        }
    }

    fn remove(&mut self, what: &str) {
        self.removed.insert(what.to_owned());
    }

    fn element(&mut self, node: Node<'_, '_>, depth: usize) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        let name = node.tag_name().name();
        match node.tag_name().namespace() {
            Some(SVG) if ELEMENTS.contains(&name) && !self.must_go(node, name) => {}
            Some(namespace) if namespace == SVG || ALIVE.contains(&namespace) => {
                self.remove(&format!("`<{name}>`"));
                return Some(());
            }
            _ => {
                self.editors_data(node);
                return Some(());
            }
        }
        let mut start = BytesStart::new(name);
        if depth == 0 {
            start.push_attribute(("xmlns", SVG));
            start.push_attribute(("xmlns:xlink", XLINK));
        }
        for attribute in node.attributes() {
            if let Some(name) = self.attribute(name, &attribute) {
                start.push_attribute((name.as_str(), attribute.value()));
            }
        }
        self.write(Event::Start(start));
        for child in node.children() {
            if child.is_element() {
                self.element(child, depth + 1)?;
            } else if child.is_text() {
                self.write(Event::Text(BytesText::new(child.text().unwrap_or_default())));
            } else {
                self.instruction(child);
            }
        }
        self.write(Event::End(BytesEnd::new(name)));
        Some(())
    }

    /// Whether an element on the list must go nevertheless.
    fn must_go(&self, node: Node<'_, '_>, name: &str) -> bool {
        if name == "style" {
            let style: String =
                node.descendants().filter_map(|child| if child.is_text() { child.text() } else { None }).collect();
            return style_loads(&style);
        }
        let changed = node.attribute("attributeName").unwrap_or_default().to_lowercase();
        let changed = changed.trim().rsplit(':').next().unwrap_or_default();
        ANIMATIONS.contains(&name)
            && (changed.starts_with("on") || changed == "href" || changed == "style" || REFUSED.contains(&changed))
    }

    /// The data of a drawing program, unless something alive is inside them.
    fn editors_data(&mut self, node: Node<'_, '_>) {
        let alive = node.descendants().filter(|inner| inner.is_element()).find(|inner| {
            let namespace = inner.tag_name().namespace();
            namespace == Some(SVG) || namespace.is_some_and(|namespace| ALIVE.contains(&namespace))
        });
        if let Some(inner) = alive {
            self.remove(&format!("`<{}>`", inner.tag_name().name()));
        }
    }

    /// The name under which an attribute is written; `None` if it must go, or is a drawing program's.
    fn attribute(&mut self, element: &str, attribute: &Attribute<'_, '_>) -> Option<String> {
        let (name, value) = (attribute.name(), attribute.value());
        let small = name.to_lowercase();
        let written = match attribute.namespace() {
            None => name.to_owned(),
            Some(XLINK) => format!("xlink:{name}"),
            Some(XML) => format!("xml:{name}"),
            Some(_) => return None,
        };
        let reason = if small.starts_with("on") || REFUSED.contains(&small.as_str()) {
            format!("`{written}`")
        } else if small == "href" && !is_allowed(element, value) {
            format!("the address of `<{element}>`, which leads elsewhere")
        } else if (small == "style" && style_loads(value)) || value_loads(value) {
            format!("`{written}`, which loads something from elsewhere")
        } else {
            return Some(written);
        };
        self.remove(&reason);
        None
    }

    fn write(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("writing to a Vec can't fail");
    }
}
