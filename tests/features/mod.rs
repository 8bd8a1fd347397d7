//! What a stylesheet asks of a browser: every at-rule, media feature, selector, property, value, function and unit in it.
//!
//! A feature is written as in `docs/browsers.md`: `@media (scripting)`, `:has()`, `text-wrap`, `content: /`, `light-dark()`,
//! `svh`.

use std::collections::BTreeSet;
use std::path::Path;

use cssparser::{Delimiter, ParseError, Parser, Token};

/// One use of a feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Use {
    /// Its name.
    pub(crate) feature: String,
    /// Where a letter before the name makes it one that no browser knows, in bytes from the beginning.
    pub(crate) at: usize,
}

/// The features that `docs/browsers.md` lists as newer than the oldest promised browsers: the code spans in the first
/// column of its tables.
pub(crate) fn newer() -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/browsers.md");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let (_, css) = text.split_once("## Styles").expect("a section about styles");
    let css = css.split("\n## ").next().unwrap_or(css);
    let rows = css.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    cells
        .flat_map(|cell| format!("`{cell}").split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Every use of a feature, in order.
pub(crate) fn uses(css: &str) -> Vec<Use> {
    let mut walk = Walk { uses: Vec::new() };
    let mut parser = Parser::new(css);
    parser.set_nested_block_limit(64);
    let walked: Result<(), ParseError<()>> = parser.parse_entirely(|parser| walk.rules(parser));
    assert!(walked.is_ok(), "not a stylesheet: {walked:?}");
    walk.uses
}

/// The stylesheet for a browser that knows none of these features. Their names are changed, so that any browser treats
/// them as unknown, by its own rules: it leaves out a declaration, a rule, or a block, or takes a custom property for
/// invalid where it is used.
pub(crate) fn without(css: &str, features: &BTreeSet<String>) -> String {
    let mut older = String::with_capacity(css.len());
    let mut done = 0;
    for one in uses(css).iter().filter(|one| features.contains(&one.feature)) {
        older.push_str(&css[done..one.at]);
        older.push_str("x-");
        done = one.at;
    }
    older + &css[done..]
}

type Walked = Result<(), ParseError<()>>;

struct Walk {
    uses: Vec<Use>,
}

/// What a value belongs to.
#[derive(Clone, Copy)]
struct Owner<'a> {
    property: &'a str,
    /// Whether its words are keywords, and not names that a stylesheet makes up.
    has_keywords: bool,
}

impl Walk {
    fn add(&mut self, feature: impl Into<String>, at: usize) {
        self.uses.push(Use { feature: feature.into(), at });
    }

    /// A list of rules.
    fn rules(&mut self, parser: &mut Parser<'_>) -> Walked {
        while !parser.is_exhausted() {
            parser.skip_whitespace();
            let at = parser.position().byte_index();
            let start = parser.state();
            match parser.next()?.clone() {
                Token::AtKeyword(name) => self.at_rule(parser, &name, at)?,
                _ => {
                    parser.reset(&start);
                    parser.parse_until_before(Delimiter::CurlyBracketBlock, |parser| self.selector(parser))?;
                    self.block(parser, Walk::declarations)?;
                }
            }
        }
        Ok(())
    }

    fn block(&mut self, parser: &mut Parser<'_>, inside: fn(&mut Walk, &mut Parser<'_>) -> Walked) -> Walked {
        parser.expect_curly_bracket_block()?;
        parser.parse_nested_block(|parser| inside(self, parser))
    }

    fn at_rule(&mut self, parser: &mut Parser<'_>, name: &str, at: usize) -> Walked {
        self.add(format!("@{name}"), at + 1);
        let until = Delimiter::CurlyBracketBlock | Delimiter::Semicolon;
        parser.parse_until_before(until, |parser| match name {
            "supports" => self.supports(parser),
            "media" | "container" => self.query(parser, name),
            _ => skip(parser),
        })?;
        match name {
            "media" | "supports" | "container" | "layer" | "scope" | "starting-style" => {
                self.block(parser, Walk::rules)
            }
            "keyframes" => self.block(parser, Walk::frames),
            _ => self.block(parser, Walk::declarations),
        }
    }

    /// The steps of `@keyframes`.
    fn frames(&mut self, parser: &mut Parser<'_>) -> Walked {
        while !parser.is_exhausted() {
            parser.parse_until_before(Delimiter::CurlyBracketBlock, skip)?;
            self.block(parser, Walk::declarations)?;
        }
        Ok(())
    }

    /// `(name: value)` and `(name < value)`.
    fn query(&mut self, parser: &mut Parser<'_>, of: &str) -> Walked {
        while !parser.is_exhausted() {
            parser.skip_whitespace();
            let at = parser.position().byte_index();
            match parser.next()?.clone() {
                Token::ParenthesisBlock => parser.parse_nested_block(|parser| self.query(parser, of))?,
                Token::Ident(name) if !["and", "or", "not", "only", "all", "screen", "print"].contains(&&*name) => {
                    self.add(format!("@{of} ({name})"), at);
                    if parser.try_parse(Parser::expect_colon).is_ok() {
                        skip(parser)?;
                    }
                }
                Token::Delim('<' | '>' | '=') => self.add(format!("@{of} (<)"), at),
                _ => {}
            }
        }
        Ok(())
    }

    /// `(property: value)`, which asks for the feature by name.
    fn supports(&mut self, parser: &mut Parser<'_>) -> Walked {
        while !parser.is_exhausted() {
            match parser.next()?.clone() {
                Token::ParenthesisBlock => parser.parse_nested_block(|parser| self.condition(parser))?,
                Token::Function(_) => parser.parse_nested_block(|parser| self.selector(parser))?,
                _ => {}
            }
        }
        Ok(())
    }

    fn condition(&mut self, parser: &mut Parser<'_>) -> Walked {
        let start = parser.state();
        let is_declaration = matches!(parser.next(), Ok(Token::Ident(_))) && parser.expect_colon().is_ok();
        parser.reset(&start);
        if is_declaration { self.declarations(parser) } else { self.supports(parser) }
    }

    /// Pseudo-classes and pseudo-elements. Names, classes and attributes work everywhere.
    fn selector(&mut self, parser: &mut Parser<'_>) -> Walked {
        let mut colons = 0;
        while !parser.is_exhausted() {
            let at = parser.position().byte_index();
            let token = parser.next_including_whitespace()?.clone();
            match &token {
                Token::Colon => {
                    colons += 1;
                    continue;
                }
                Token::Ident(name) if colons > 0 => self.add(pseudo(colons, name), at),
                Token::Function(name) if colons > 0 => {
                    self.add(format!("{}()", pseudo(colons, name)), at);
                    parser.parse_nested_block(|parser| self.selector(parser))?;
                }
                Token::Delim('&') => self.add("&", at),
                Token::SquareBracketBlock => parser.parse_nested_block(skip)?,
                _ => {}
            }
            colons = 0;
        }
        Ok(())
    }

    fn declarations(&mut self, parser: &mut Parser<'_>) -> Walked {
        while !parser.is_exhausted() {
            if parser.try_parse(Parser::expect_semicolon).is_ok() {
                continue;
            }
            parser.skip_whitespace();
            let at = parser.position().byte_index();
            if let Ok(name) = parser.try_parse(at_keyword) {
                self.at_rule(parser, &name, at)?;
                continue;
            }
            let property = parser.expect_ident_cloned()?;
            parser.expect_colon()?;
            let is_custom = property.starts_with("--");
            if !is_custom {
                self.add(&*property, at);
            }
            let has_names = ["animation", "view-transition-name", "counter-reset", "counter-increment", "font-family"];
            let owner = Owner { property: &property, has_keywords: !is_custom && !has_names.contains(&&*property) };
            parser.parse_until_before(Delimiter::Semicolon, |parser| self.value(parser, owner))?;
        }
        Ok(())
    }

    fn value(&mut self, parser: &mut Parser<'_>, owner: Owner<'_>) -> Walked {
        while !parser.is_exhausted() {
            parser.skip_whitespace();
            let at = parser.position().byte_index();
            match parser.next()?.clone() {
                Token::Ident(word) if owner.has_keywords => self.add(format!("{}: {word}", owner.property), at),
                Token::Delim('/') if owner.property == "content" => self.add("content: /", at),
                Token::Dimension { unit, .. } => {
                    let end = parser.position().byte_index();
                    self.add(&*unit, end - unit.len());
                }
                Token::Function(name) => {
                    self.add(format!("{name}()"), at);
                    let has_names = ["var", "attr", "counter", "counters", "env"].contains(&&*name);
                    let inside = Owner { has_keywords: owner.has_keywords && !has_names, ..owner };
                    parser.parse_nested_block(|parser| self.value(parser, inside))?;
                }
                Token::ParenthesisBlock | Token::SquareBracketBlock => {
                    parser.parse_nested_block(|parser| self.value(parser, owner))?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// A pseudo-class or pseudo-element by its name: the four oldest pseudo-elements may be written with one colon.
fn pseudo(colons: usize, name: &str) -> String {
    let is_element = colons > 1 || ["before", "after", "first-line", "first-letter"].contains(&name);
    format!("{}{name}", if is_element { "::" } else { ":" })
}

fn at_keyword(parser: &mut Parser<'_>) -> Result<String, ParseError<()>> {
    match parser.next()? {
        Token::AtKeyword(name) => Ok(name.to_string()),
        _ => Err(ParseError::unexpected_token()),
    }
}

/// Reads to the end.
fn skip(parser: &mut Parser<'_>) -> Walked {
    while parser.next().is_ok() {}
    Ok(())
}
