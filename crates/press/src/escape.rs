//! Escapes text for HTML, so that none of it is read as markup.

use std::fmt;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// Text between tags.
pub(crate) fn text(text: &str) -> String {
    written(text, |html| escape_html_body_text(html, text))
}

/// Text as an attribute's value, in double quotation marks.
pub(crate) fn attribute(text: &str) -> String {
    written(text, |html| escape_html(html, text))
}

/// An address as an attribute's value, percent-encoded where it has to be.
pub(crate) fn address(address: &str) -> String {
    written(address, |html| escape_href(html, address))
}

fn written(text: &str, write: impl FnOnce(&mut String) -> fmt::Result) -> String {
    let mut html = String::with_capacity(text.len());
    write(&mut html).expect("writing to a String can't fail");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_all_markup() {
        let words = "a \"b\" <c> & 'd'";
        assert_eq!(text(words), "a \"b\" &lt;c&gt; &amp; 'd'");
        assert_eq!(attribute(words), "a &quot;b&quot; &lt;c&gt; &amp; &#39;d&#39;");
        assert_eq!(address("/a b/\"?c=d&e"), "/a%20b/%22?c=d&amp;e");
    }
}
