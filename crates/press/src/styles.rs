//! `site.css`, the author's own styles: which files they name, and what no browser could read.

use std::ops::Range;

use cssparser::{ParseError, Parser, Token};

use crate::source::ContentPath;

/// A stylesheet, as far as the press has to know it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Styles {
    /// The address of every file that it names, with the place of what is to be replaced and of the address itself.
    pub(crate) addresses: Vec<Named>,
    /// What is wrong with it: where, what, and what to do.
    pub(crate) mistakes: Vec<(Range<usize>, &'static str, &'static str)>,
}

/// The author's own styles, ready for the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OwnStyles {
    /// With the addresses that the files have on the site.
    pub(crate) css: String,
    /// The files of the content folder that they name.
    pub(crate) files: Vec<ContentPath>,
}

/// The address of a file in a stylesheet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) address: String,
    /// `url(…)`, or the text in quotation marks.
    pub(crate) span: Range<usize>,
}

/// What is told of a round or square bracket.
const UNCLOSED: &str = "this bracket is never closed";
const CLOSE_IT: &str = "write the closing bracket in the same line";

/// Reads a stylesheet (CSS Syntax 3).
pub(crate) fn read(css: &str) -> Styles {
    let mut styles = Styles::default();
    let mut parser = Parser::new(css);
    // Deeper blocks are left as they are.
    parser.set_nested_block_limit(64);
    styles.walk(css, &mut parser, true, false);
    if let Some(at) = css.rfind("/*").filter(|at| !css[*at..].contains("*/")) {
        styles.mistakes.push((at..at + 2, "this comment has no end", "write `*/` behind its words"));
    }
    if let Some(at) = css.to_ascii_lowercase().find("<style") {
        let advice = "write only the rules between `<style>` and `</style>`, without these two";
        styles.mistakes.push((at..at + "<style".len(), "a stylesheet has no tags", advice));
    }
    styles
}

/// A stylesheet with other addresses, in the form `url("…")`. They stand in the order of [`Styles::addresses`].
pub(crate) fn replaced(css: &str, styles: &Styles, addresses: &[String]) -> String {
    let mut written = String::new();
    let mut at = 0;
    for (named, address) in styles.addresses.iter().zip(addresses) {
        written.push_str(&css[at..named.span.start]);
        written.push_str("url(");
        // Writing into a text can't fail.
        let _ = cssparser::serialize_string(address, &mut written);
        written.push(')');
        at = named.span.end;
    }
    written.push_str(&css[at..]);
    written
}

impl Styles {
    /// `is_top` is true outside of all blocks, and `names_files` within `image-set(…)`, where texts are addresses.
    fn walk(&mut self, css: &str, parser: &mut Parser<'_>, is_top: bool, names_files: bool) {
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments() else { return };
            let token = token.clone();
            let span = start..parser.position().byte_index();
            match &token {
                Token::UnquotedUrl(address) => self.addresses.push(Named { address: address.to_string(), span }),
                Token::QuotedString(address) if names_files => {
                    self.addresses.push(Named { address: address.to_string(), span });
                }
                Token::AtKeyword(name) if is_top && name.eq_ignore_ascii_case("import") => self.mistakes.push((
                    span,
                    "`@import` has no effect here",
                    "copy the rules of the other file into this one",
                )),
                Token::BadUrl(_) => self.mistakes.push((
                    span,
                    "this address can't be read",
                    "write it between quotation marks: `url(\"images/paper.png\")`",
                )),
                Token::BadString(_) => self.mistakes.push((
                    span,
                    "this text has no end",
                    "write the closing quotation mark on the same line",
                )),
                Token::CloseCurlyBracket if is_top => self.mistakes.push((
                    span,
                    "this `}` closes nothing",
                    "remove it, or look for a `{` that is missing above it",
                )),
                Token::Function(name) => {
                    let is_url = name.eq_ignore_ascii_case("url") || name.eq_ignore_ascii_case("src");
                    let names_files =
                        ["image-set", "-webkit-image-set"].iter().any(|set| name.eq_ignore_ascii_case(set));
                    let block = parser.parse_nested_block(|inner| {
                        let address = if is_url { inner.try_parse(Parser::expect_string_cloned).ok() } else { None };
                        self.walk(css, inner, false, names_files);
                        Ok::<_, ParseError<()>>((address, inner.position().byte_index()))
                    });
                    let end = parser.position().byte_index();
                    match block {
                        Ok((_, inner)) if inner == end => self.mistakes.push((span, UNCLOSED, CLOSE_IT)),
                        Ok((Some(address), _)) => {
                            self.addresses.push(Named { address: address.to_string(), span: start..end });
                        }
                        _ => {}
                    }
                }
                Token::CurlyBracketBlock | Token::SquareBracketBlock | Token::ParenthesisBlock => {
                    let is_rule = matches!(token, Token::CurlyBracketBlock);
                    let end = parser.parse_nested_block(|inner| {
                        self.walk(css, inner, false, false);
                        Ok::<_, ParseError<()>>(inner.position().byte_index())
                    });
                    // Where it is closed, the bracket follows.
                    if end.is_ok_and(|end| end == parser.position().byte_index()) {
                        let mistake = if is_rule {
                            ("this `{` is never closed", "write a `}` at the end of its rules")
                        } else {
                            (UNCLOSED, CLOSE_IT)
                        };
                        self.mistakes.push((span, mistake.0, mistake.1));
                    }
                }
                Token::CloseSquareBracket | Token::CloseParenthesis => self.mistakes.push((
                    span,
                    "this bracket closes nothing",
                    "remove it, or look for the bracket that is missing before it",
                )),
                Token::Delim('/') if css[span.end..].starts_with('/') => self.mistakes.push((
                    span.start..span.end + 1,
                    "two slashes begin no comment in a stylesheet",
                    "write `/*` before the words and `*/` behind them",
                )),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(css: &str) -> Vec<String> {
        read(css).addresses.into_iter().map(|named| named.address).collect()
    }

    #[test]
    fn finds_every_file() {
        for (css, found) in [
            ("p { background: url(images/a.png) }", &["images/a.png"][..]),
            ("p { background: url( \"a b.png\" ), url('c.png') }", &["a b.png", "c.png"]),
            ("@media print { p { background: URL(a.png) } }", &["a.png"]),
            ("p { background: image-set(\"a.png\" 1x, url(b.png) 2x) }", &["a.png", "b.png"]),
            ("@font-face { src: url(fonts/a.woff2) format(\"woff2\") }", &["fonts/a.woff2"]),
            ("p::before { content: \"url(a.png)\" } /* url(b.png) */", &[]),
            ("p[title=\"a\"] { color: red }", &[]),
            ("p { background: url(\"a.png\" crossorigin(anonymous)) }", &["a.png"]),
            ("p { background: url(\"a.png\" /* ) */) }", &["a.png"]),
        ] {
            assert_eq!(addresses(css), found, "{css}");
            assert_eq!(read(css).mistakes, [], "{css}");
        }
    }

    #[test]
    fn addresses_are_replaced_where_they_stand() {
        let css = "p { background: url(a.png), url( 'b.png' ) ; src: image-set(\"c.png\" 1x) } q { color: red }";
        let styles = read(css);
        let new: Vec<String> = styles.addresses.iter().map(|named| format!("/b/{}", named.address)).collect();
        assert_eq!(
            replaced(css, &styles, &new),
            "p { background: url(\"/b/a.png\"), url(\"/b/b.png\") ; src: image-set(url(\"/b/c.png\") 1x) } q { color: red }"
        );
    }

    #[test]
    fn says_what_no_browser_could_read() {
        for (css, said) in [
            ("p { color: red", "never closed"),
            ("@media print { p { color: red }", "never closed"),
            ("p { color: red } }", "closes nothing"),
            ("@import \"other.css\";", "no effect"),
            ("p { content: \"a\nb\" }", "has no end"),
            ("p { background: url(a b.png) }", "can't be read"),
            ("p { color: red } /* note", "comment has no end"),
            ("p[title { color: red }", "never closed"),
            ("p { color: red) }", "closes nothing"),
            ("p { width: calc(1px + 2px; }", "never closed"),
            ("// a note\np { color: red }", "begin no comment"),
            ("<style>p { color: red }</style>", "has no tags"),
        ] {
            let mistakes = read(css).mistakes;
            assert!(mistakes.iter().any(|(_, message, _)| message.contains(said)), "{css}: {mistakes:?}");
        }
    }
}
