//! Highlights code when the site is built, so that a browser needs no highlighter.
//!
//! syntect finds hundreds of different scopes; here they become the nine classes of `style/code.css`. Code without a class
//! gets no element, and adjacent code of one class shares one, so highlighted code stays small.

use std::ops::Range;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::escape;

/// Longer lines are data rather than code, and a grammar's regular expressions may take very long over them. In bytes.
const LONGEST_LINE: usize = 2000;
/// Longer blocks are not highlighted. In bytes.
const LONGEST_BLOCK: usize = 100_000;

/// Loaded when the first block needs it.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Names of languages that the grammars don't have; an empty one is not highlighted.
const ALIASES: [(&str, &str); 10] = [
    ("console", ""),
    ("golang", "go"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("plain", ""),
    ("plaintext", ""),
    ("shell", "sh"),
    ("text", ""),
    ("ts", "js"),
    ("typescript", "js"),
];

/// The class of each scope; the first match counts. An empty class means that the scope is not highlighted.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "cw-c"),
    ("punctuation.definition.comment", "cw-c"),
    ("string", "cw-s"),
    ("punctuation.definition.string", "cw-s"),
    ("punctuation.section.embedded", ""),
    ("punctuation.section.interpolation", ""),
    ("constant", "cw-n"),
    ("support.constant", "cw-n"),
    ("keyword.operator.word", "cw-k"),
    ("keyword.operator", ""),
    ("keyword.other.unit", "cw-n"),
    ("keyword", "cw-k"),
    ("storage.modifier.lifetime", "cw-v"),
    ("storage", "cw-k"),
    ("entity.name.function", "cw-f"),
    ("entity.name.macro", "cw-f"),
    ("support.function", "cw-f"),
    ("support.macro", "cw-f"),
    ("variable.function", "cw-f"),
    ("entity.name.tag", "cw-k"),
    ("entity.name.section", "cw-k"),
    ("entity.other.attribute-name", "cw-v"),
    ("support.type.property-name", "cw-v"),
    ("entity.name", "cw-t"),
    ("entity.other.inherited-class", "cw-t"),
    ("support.type", "cw-t"),
    ("support.class", "cw-t"),
    ("variable.language", "cw-k"),
    ("variable.annotation", "cw-v"),
    ("variable.parameter", "cw-v"),
    ("variable.other.member", "cw-v"),
    ("variable.other.readwrite.shell", "cw-v"),
    ("punctuation.definition.variable", "cw-v"),
    ("meta.annotation", "cw-v"),
    ("meta.diff.header", "cw-c"),
    ("meta.diff.range", "cw-f"),
    ("markup.inserted", "cw-i"),
    ("markup.deleted", "cw-d"),
    ("markup.heading", "cw-k"),
    ("markup.raw", "cw-s"),
    ("meta.preprocessor", "cw-v"),
];

static SCOPES: LazyLock<Vec<(Scope, &str)>> =
    LazyLock::new(|| CLASSES.iter().map(|(name, class)| (scope(name), *class)).collect());

static KEY: LazyLock<Scope> = LazyLock::new(|| scope("meta.structure.dictionary.key"));

fn scope(name: &str) -> Scope {
    Scope::new(name).expect("the scopes in this file have fewer than nine parts")
}

/// A block of code as HTML; its `info` begins with its language. Wide code scrolls, so it must be focusable by
/// keyboard.
pub(super) fn block(info: &str, code: &str) -> String {
    let language =
        info.split(|letter: char| letter.is_whitespace() || ",{".contains(letter)).next().unwrap_or_default();
    let mut html = match language {
        "" => "<pre tabindex=\"0\"><code>".to_owned(),
        language => format!("<pre tabindex=\"0\"><code class=\"language-{}\">", escape::attribute(language)),
    };
    match syntax(language, code).and_then(|syntax| runs(code, syntax)) {
        Some(runs) => write(&mut html, code, &runs),
        None => html.push_str(&escape::text(code)),
    }
    html.push_str("</code></pre>\n");
    html
}

/// The grammar for a language, if there is one and the code is not too long.
fn syntax(language: &str, code: &str) -> Option<&'static SyntaxReference> {
    let language = language.to_ascii_lowercase();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == language);
    let name = alias.map_or(language.as_str(), |(_, name)| *name);
    let is_too_long = code.len() > LONGEST_BLOCK || code.lines().any(|line| line.len() > LONGEST_LINE);
    if name.is_empty() || is_too_long {
        return None;
    }
    SYNTAXES.find_syntax_by_token(name)
}

/// A part of the code, and its class.
type Run = (Range<usize>, &'static str);

/// The code in runs of one class; `None` if the grammar fails.
fn runs(code: &str, syntax: &SyntaxReference) -> Option<Vec<Run>> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut runs: Vec<Run> = Vec::new();
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        let mut done = start;
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            add(&mut runs, code, done..start + at, &stack);
            done = start + at;
            stack.apply(&change).ok()?;
        }
        start += line.len();
        add(&mut runs, code, done..start, &stack);
    }
    Some(runs)
}

/// Adds a part to the last run if it has the same class, else as a new run. White space joins any run: it looks the same.
fn add(runs: &mut Vec<Run>, code: &str, part: Range<usize>, stack: &ScopeStack) {
    let Some(words) = code.get(part.clone()).filter(|words| !words.is_empty()) else { return };
    let class = class(stack);
    match runs.last_mut() {
        Some((last, of)) if *of == class || words.trim().is_empty() => last.end = part.end,
        _ => runs.push((part, class)),
    }
}

/// The class of the innermost scope that has one. In JSON, keys are strings, too, but get another class than values.
fn class(stack: &ScopeStack) -> &'static str {
    let of = |scope: &Scope| SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    let class = stack.scopes.iter().rev().find_map(of).unwrap_or_default();
    let is_key = || stack.scopes.iter().any(|scope| KEY.is_prefix_of(*scope));
    if class == "cw-s" && is_key() { "cw-v" } else { class }
}

fn write(html: &mut String, code: &str, runs: &[Run]) {
    for (part, class) in runs {
        let words = &code[part.clone()];
        let own = words.trim();
        if class.is_empty() || own.is_empty() {
            html.push_str(&escape::text(words));
            continue;
        }
        let (before, rest) = words.split_at(words.len() - words.trim_start().len());
        html.push_str(&escape::text(before));
        html.push_str(&format!("<span class=\"{class}\">"));
        html.push_str(&escape::text(own));
        html.push_str("</span>");
        html.push_str(&escape::text(&rest[own.len()..]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The code of a block in a language, without its tags.
    fn colour(language: &str, code: &str) -> String {
        let html = block(language, code);
        let start = html.split_once("<code").unwrap().1.split_once('>').unwrap().1;
        start.strip_suffix("</code></pre>\n").unwrap().to_owned()
    }

    fn text(html: &str) -> String {
        html5gum::Tokenizer::new(html)
            .flatten()
            .filter_map(|token| match token {
                html5gum::Token::String(text) => Some(String::from_utf8_lossy(&text.value).into_owned()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn each_kind_of_token_has_its_class() {
        let table = [
            ("rust", "// a\n// b\n", "<span class=\"cw-c\">// a\n// b</span>\n"),
            ("rust", "pub fn f() {}\n", "<span class=\"cw-k\">pub fn</span> <span class=\"cw-f\">f</span>() {}\n"),
            (
                "rust,ignore",
                "let a = \"<\";\n",
                "<span class=\"cw-k\">let</span> a = <span class=\"cw-s\">\"&lt;\"</span>;\n",
            ),
            ("js", "let a = 1;\n", "<span class=\"cw-k\">let</span> a = <span class=\"cw-n\">1</span>;\n"),
            ("json", "{\"a\": true}\n", "{<span class=\"cw-v\">\"a\"</span>: <span class=\"cw-n\">true</span>}\n"),
            (
                "css",
                "a { color: red }\n",
                "<span class=\"cw-k\">a</span> { <span class=\"cw-v\">color</span>: <span class=\"cw-n\">red</span> }\n",
            ),
            (
                "html",
                "<b id=\"c\">\n",
                "&lt;<span class=\"cw-k\">b</span> <span class=\"cw-v\">id</span>=<span class=\"cw-s\">\"c\"</span>&gt;\n",
            ),
            ("sh", "ls -a  $B\n", "<span class=\"cw-f\">ls</span> <span class=\"cw-v\">-a  $B</span>\n"),
            ("diff", "+a\n-b\n c\n", "<span class=\"cw-i\">+a</span>\n<span class=\"cw-d\">-b</span>\n c\n"),
        ];
        for (language, code, expected) in table {
            assert_eq!(colour(language, code), expected, "{language}");
        }
    }

    #[test]
    fn languages_are_known_by_many_names() {
        let names = [
            "rust",
            "rust,ignore",
            "rust ignore",
            "rs",
            "RUST",
            "sh",
            "bash",
            "shell",
            "zsh",
            "js",
            "javascript",
            "ts",
            "py",
            "python",
            "html",
            "css",
            "json",
            "md",
            "markdown",
            "diff",
            "patch",
            "yaml",
            "yml",
            "c",
            "cpp",
            "go",
            "java",
            "rb",
            "sql",
            "xml",
            "tex",
            "hs",
            "lua",
            "php",
            "r",
        ];
        for name in names {
            let language = name.split([',', ' ']).next().unwrap();
            assert!(syntax(&language.to_lowercase(), "").is_some(), "{name}");
        }
    }

    #[test]
    fn code_without_a_grammar_is_not_highlighted() {
        for language in ["", "text", "console", "no-such-language", "\"><script>", "\0"] {
            assert_eq!(colour(language, "let <a> = \"b\";\n"), "let &lt;a&gt; = \"b\";\n", "{language}");
        }
        let line = "let a = 1; ".repeat(300);
        assert_eq!(colour("rust", &line), line);
        let block = "let a = 1;\n".repeat(10_000);
        assert_eq!(colour("rust", &block), block);
    }

    #[test]
    fn every_grammar_keeps_every_character_and_escapes_it() {
        let code = "</code></pre><script>x()</script>\n\"unclosed 'é\u{301}👩‍👩‍👧 \\\r\n\t<!-- /* ${`#[\n<<EOF\n%{ -- |> ]]>\n\n}}}\0";
        for syntax in SYNTAXES.syntaxes() {
            let html = colour(syntax.file_extensions.first().unwrap_or(&syntax.name), code);
            assert_eq!(text(&html), text(&colour("", code)), "{}", syntax.name);
            let ours = html.matches("<span class=\"cw-").count() + html.matches("</span>").count();
            assert_eq!(ours, html.matches('<').count(), "{}", syntax.name);
        }
    }
}
