//! What stands apart from the running text: callouts, quotations with their source, pictures with their caption.

use quire_words::Language;

use super::html::text;
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
    let (element, name, id) = (element(callout), callout.name(), text(id));
    let own_words = match next {
        Some(Node::CalloutTitleEnd) => words::callout(language, callout),
        _ => "",
    };
    format!(
        "<{element} class=\"callout callout-{name}\" role=\"note\" aria-labelledby=\"{id}\">\
         <p class=\"callout-title\" id=\"{id}\">{own_words}"
    )
}

pub(super) fn callout_end(callout: Callout) -> String {
    format!("</{}>\n", element(callout))
}

fn element(callout: Callout) -> &'static str {
    if callout == Callout::Sidebar { "aside" } else { "div" }
}
