//! Just enough of Rust's grammar to find a source file's imports.

use std::collections::BTreeSet;

/// A source file and what it imports.
pub(super) struct SourceFile {
    pub(super) path: String,
    /// Its module's path, such as `navigation::turn`; empty for the crate's root.
    pub(super) module: String,
    pub(super) imports: Vec<Import>,
    /// The modules that it declares for tests alone.
    pub(super) test_modules: Vec<String>,
}

/// A path that begins with `crate`, `super`, `self` or, in a `use`, with any name.
pub(super) struct Import {
    pub(super) line: usize,
    /// The module that contains it: the file's, or an inline one.
    pub(super) module: String,
    pub(super) path: Vec<String>,
    pub(super) is_use: bool,
}

impl SourceFile {
    /// Parses a file; `folder` holds the crate's sources.
    pub(super) fn parse(path: &str, text: &str, folder: &str) -> SourceFile {
        let module = module_of(path.strip_prefix(folder).unwrap_or(path));
        let mut file = SourceFile { path: path.to_owned(), module, imports: Vec::new(), test_modules: Vec::new() };
        file.scan(&tokens(text));
        file
    }

    fn scan(&mut self, tokens: &[Token<'_>]) {
        // The inline modules around the current token, each with the depth of its braces.
        let mut inline: Vec<(String, usize)> = Vec::new();
        let mut depth = 0;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let module = inline.last().map_or(&self.module, |(module, _)| module).clone();
            let next = |ahead: usize| text_at(tokens, at + ahead);
            match token.text {
                "#" if is_for_tests(tokens, at) => {
                    let end = end_of_item(tokens, at);
                    if let Some(name) = declared_module(&tokens[at..end]) {
                        self.test_modules.push(join(&module, name));
                    }
                    at = end;
                    continue;
                }
                "mod" if next(2) == "{" => inline.push((join(&module, next(1)), depth)),
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    inline.pop_if(|(_, outside)| *outside == depth);
                }
                "use" => {
                    at = self.collect(tokens, at + 1, &module, true);
                    continue;
                }
                _ if next(1) == "::" && at.checked_sub(1).is_none_or(|before| tokens[before].text != "::") => {
                    at = self.collect(tokens, at, &module, false);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Adds the paths of the tree that begins at a token. Returns the position after it.
    fn collect(&mut self, tokens: &[Token<'_>], at: usize, module: &str, is_use: bool) -> usize {
        let mut paths = Vec::new();
        let end = paths_of_tree(tokens, at, Vec::new(), &mut paths);
        for (path, line) in paths {
            self.imports.push(Import { line, module: module.to_owned(), path, is_use });
        }
        end.max(at + 1)
    }
}

/// The longest existing module that an import leads into; empty for the crate's root, `None` for another crate.
pub(super) fn resolve<'a>(
    path: &[String],
    module: &str,
    is_use: bool,
    crate_name: &str,
    modules: &'a BTreeSet<String>,
) -> Option<&'a str> {
    let (first, rest) = path.split_first()?;
    let mut target: Vec<&str> = module.split("::").filter(|name| !name.is_empty()).collect();
    let rest = match first.as_str() {
        "crate" => {
            target.clear();
            rest
        }
        name if name == crate_name => {
            target.clear();
            rest
        }
        "self" => rest,
        "super" => path,
        name if is_use && modules.contains(&join(module, name)) => path,
        _ => return None,
    };
    for name in rest {
        match name.as_str() {
            "super" => drop(target.pop()),
            "self" => {}
            name => target.push(name),
        }
    }
    let target = target.join("::");
    Some(prefixes(&target).find_map(|prefix| modules.get(prefix)).map_or("", String::as_str))
}

/// A module's path and those of the modules around it, longest first.
pub(super) fn prefixes(module: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(module), |module| module.rsplit_once("::").map(|(outer, _)| outer))
}

fn join(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// The module of a file below the sources' folder.
fn module_of(path: &str) -> String {
    let path = path.trim_start_matches('/').trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if matches!(path, "lib" | "main") { String::new() } else { path.replace('/', "::") }
}

fn is_for_tests(tokens: &[Token<'_>], at: usize) -> bool {
    let starts_with =
        |expected: &[&str]| expected.iter().enumerate().all(|(nth, text)| text_at(tokens, at + nth) == *text);
    starts_with(&["#", "[", "cfg", "(", "test", ")"]) || starts_with(&["#", "[", "cfg", "(", "all", "(", "test"])
}

/// The position after an item and its attributes: after its `;`, or after its block.
fn end_of_item(tokens: &[Token<'_>], mut at: usize) -> usize {
    let mut is_use = false;
    let mut depth = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token.text {
            "use" => is_use = true,
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth -= 1;
                if depth == 0 && token.text == "}" && !is_use {
                    return at;
                }
            }
            ";" if depth == 0 => return at,
            _ => {}
        }
    }
    at
}

/// The name of the module, if an item is `mod name;`.
fn declared_module<'a>(item: &[Token<'a>]) -> Option<&'a str> {
    let at = item.iter().position(|token| token.text == "mod")?;
    (text_at(item, at + 2) == ";").then_some(item.get(at + 1)?.text)
}

fn text_at<'a>(tokens: &[Token<'a>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| token.text)
}

/// Adds all paths of a `use` tree, or the one path of an expression, with their lines. Returns the position after it.
fn paths_of_tree(
    tokens: &[Token<'_>],
    mut at: usize,
    mut prefix: Vec<String>,
    paths: &mut Vec<(Vec<String>, usize)>,
) -> usize {
    while let Some(token) = tokens.get(at) {
        if token.text == "{" {
            at += 1;
            while !matches!(text_at(tokens, at), "}" | "") {
                let end = paths_of_tree(tokens, at, prefix.clone(), paths);
                // Past a comma, or past what is no path.
                at = if end == at || text_at(tokens, end) == "," { end + 1 } else { end };
            }
            return at + 1;
        }
        if !token.text.starts_with(is_name) && token.text != "*" {
            return at;
        }
        prefix.push(token.text.to_owned());
        at += 1;
        if text_at(tokens, at) != "::" || !text_at(tokens, at + 1).starts_with(|c: char| is_name(c) || "{*".contains(c))
        {
            paths.push((prefix, token.line));
            return if text_at(tokens, at) == "as" { at + 2 } else { at };
        }
        at += 1;
    }
    at
}

/// A name, `::`, or one other sign.
struct Token<'a> {
    text: &'a str,
    line: usize,
}

/// The tokens of a source text, without white space, comments, strings and characters.
fn tokens(mut rest: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, is_token) = match skipped(rest) {
            Some(length) => (length, false),
            None if is_name(first) => (rest.find(|c| !is_name(c)).unwrap_or(rest.len()), true),
            None if rest.starts_with("::") => (2, true),
            None => (first.len_utf8(), !first.is_whitespace()),
        };
        let (text, after) = rest.split_at(length);
        if is_token {
            tokens.push(Token { text, line });
        }
        line += text.matches('\n').count();
        rest = after;
    }
    tokens
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of the comment or literal at the beginning of a text.
fn skipped(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(block_comment(text));
    }
    let after_prefix = text.strip_prefix('b').or_else(|| text.strip_prefix('c')).unwrap_or(text);
    if let Some(raw) = after_prefix.strip_prefix('r') {
        let hashes = &raw[..raw.len() - raw.trim_start_matches('#').len()];
        let begin = text.len() - raw.len() + hashes.len() + 1;
        let end = format!("\"{hashes}");
        let is_raw = raw[hashes.len()..].starts_with('"');
        return is_raw.then(|| text[begin..].find(&end).map_or(text.len(), |at| begin + at + end.len()));
    }
    let prefix = text.len() - after_prefix.len();
    if after_prefix.starts_with('"') {
        return Some(prefix + quoted(after_prefix, '"'));
    }
    let mut characters = after_prefix.strip_prefix('\'')?.chars();
    let is_character = characters.next() == Some('\\') || characters.next() == Some('\'');
    is_character.then(|| prefix + quoted(after_prefix, '\''))
}

/// The length of a literal, with its quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !is_escaped {
            return at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    text.len()
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}
