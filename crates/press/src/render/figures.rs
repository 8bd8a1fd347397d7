//! What stands apart from the running text: callouts, quotations with their source, pictures with their caption.

use catchword_i18n::Language;

use crate::escape::{self, attribute};
use crate::markdown::{Callout, Node, Piece};
use crate::words;

/// The seam of a figure. The figure is named by its caption (HTML-AAM 1.0, section 4.1.4).
pub(super) fn piece(piece: Piece) -> &'static str {
    match piece {
        Piece::QuotationStart => "<figure class=\"quotation\"><blockquote>\n",
        Piece::Source => "</blockquote>\n<figcaption>",
        Piece::PictureStart => "<figure>",
        Piece::Caption => "\n<figcaption>",
        Piece::CreditStart => "<small class=\"credit\">",
        Piece::CreditEnd => "</small>",
        Piece::QuotationEnd | Piece::PictureEnd => "</figcaption></figure>\n",
    }
}

/// The start of a callout and of its title, which has the callout's own word if there is no other.
pub(super) fn callout_start(callout: Callout, id: &str, next: Option<&Node>, language: &Language) -> String {
    let (element, name, id) = (element(callout), callout.name(), attribute(id));
    let has_words = !matches!(next, Some(Node::CalloutTitleEnd(..)));
    if callout == Callout::Question {
        return format!("<{element} class=\"{name}\"><summary id=\"{id}\">");
    }
    if callout.is_section() {
        let heading = if has_words { format!("<h2 id=\"{id}\">") } else { String::new() };
        return format!("<{element} class=\"{name}\">{heading}");
    }
    let own_words = if has_words { String::new() } else { escape::text(words::callout(language, callout)) };
    format!(
        "<{element} class=\"callout callout-{name}\" role=\"note\" aria-labelledby=\"{id}\">\
         <p class=\"callout-title\" id=\"{id}\">{own_words}"
    )
}

pub(super) fn callout_title_end(callout: Callout, has_words: bool) -> &'static str {
    match callout {
        Callout::Question => "</summary>\n",
        section if section.is_section() => match has_words {
            true => "</h2>\n",
            false => "\n",
        },
        _ => "</p>\n",
    }
}

pub(super) fn callout_end(callout: Callout) -> String {
    let essays = if callout == Callout::Newest { NEWEST } else { "" };
    format!("{essays}</{}>\n", element(callout))
}

/// Where the newest essays stand once the whole site is known.
const NEWEST: &str = "<ul class=\"newest-essays\"></ul>";

/// Puts the list of the newest essays where it belongs in a sanitised text.
pub(super) fn with_newest(html: String, list: impl FnOnce() -> String) -> String {
    if html.contains(NEWEST) { html.replace(NEWEST, &list()) } else { html }
}

fn element(callout: Callout) -> &'static str {
    match callout {
        Callout::Sidebar => "aside",
        Callout::Question => "details",
        _ => "div",
    }
}
