//! Shortens the stylesheet: no comments, and no white space that means nothing.
//!
//! Nothing else is changed. A minifier that rewrites rules would drop a plain value where a newer one follows, and write
//! `(width <= 40rem)` for `(max-width: 40rem)`: older browsers would lose colours, sizes and whole blocks of rules.

/// Characters that need no white space beside them, wherever they stand.
const SEPARATORS: [char; 4] = ['{', '}', ';', ','];

/// A stylesheet without comments and white space. Strings stay as they are.
pub(crate) fn compact(css: &str) -> String {
    let mut short = String::with_capacity(css.len());
    let mut rest = css;
    let mut is_spaced = false;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            is_spaced = true;
        } else if next.is_whitespace() {
            rest = rest.trim_start();
            is_spaced = true;
        } else {
            let (token, after) = rest.split_at(length(rest, next));
            if std::mem::take(&mut is_spaced) && needs_space(&short, next) {
                short.push(' ');
            }
            if next == '}' && short.ends_with(';') && !short.ends_with(": ;") {
                short.pop();
            }
            short.push_str(token);
            rest = after;
        }
    }
    short
}

/// The length of what `css` begins with: a string, or one character.
fn length(css: &str, first: char) -> usize {
    if !matches!(first, '"' | '\'') {
        return first.len_utf8();
    }
    let mut is_escaped = false;
    let end = css[1..].find(|letter| {
        let is_end = letter == first && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_end
    });
    end.map_or(css.len(), |end| end + 2)
}

/// Whether the space between what is written already and the next character means something. After a colon it means that a
/// custom property is empty, which older browsers take only with a space.
fn needs_space(before: &str, next: char) -> bool {
    match before.chars().next_back() {
        None => false,
        Some(':') => matches!(next, ';' | '}'),
        Some(last) => !SEPARATORS.contains(&last) && !SEPARATORS.contains(&next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_nothing_is_left_out() {
        let table = [
            ("a {\n  color: red;\n  margin: 0 1px;\n}\n\nb { }\n", "a{color:red;margin:0 1px}b{}"),
            ("/* one */ a, /* two */ b > c { d: e }", "a,b > c{d:e}"),
            // These spaces mean something.
            ("a :is(b) .c { x: calc(1px + 2px) }", "a :is(b) .c{x:calc(1px + 2px)}"),
            (
                "@media (min-width: 1px) and (hover: none) { a { b: c; } }",
                "@media (min-width:1px) and (hover:none){a{b:c}}",
            ),
            (":root { --dark: ; --light: initial; }", ":root{--dark: ;--light:initial}"),
            (":root { --dark: ; }", ":root{--dark: ;}"),
            ("a { x: var(--light, #fff) var(--dark, #000) }", "a{x:var(--light,#fff) var(--dark,#000)}"),
            // Both values stay.
            ("a { x: 100vh; x: 100svh; }", "a{x:100vh;x:100svh}"),
            // Strings are kept.
            ("a::after { content: \"  /* ; \\\" { \" / \"\" }", "a::after{content:\"  /* ; \\\" { \" / \"\"}"),
            ("a { content: '\\\\'; b: c }", "a{content:'\\\\';b:c}"),
            ("/* never ends", ""),
        ];
        for (css, expected) in table {
            assert_eq!(compact(css), expected, "{css}");
            assert_eq!(compact(expected), expected);
        }
    }
}
