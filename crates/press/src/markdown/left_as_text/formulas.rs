//! Formulas and commands of TeX.

use super::Left;
use super::links::until;
use super::text::{Line, OBJECT, Paragraph};

/// Commands without braces that are not part of a formula.
const COMMANDS: [&str; 18] = [
    "newpage",
    "pagebreak",
    "clearpage",
    "cleardoublepage",
    "maketitle",
    "tableofcontents",
    "noindent",
    "indent",
    "bigskip",
    "medskip",
    "smallskip",
    "hfill",
    "vfill",
    "newline",
    "linebreak",
    "centering",
    "LaTeX",
    "ldots",
];

/// A formula inside a line is not longer than this, in bytes.
const LONGEST: usize = 120;

const HELP: &str = "Catchword sets no formulas: use a picture, or HTML such as `x<sup>2</sup>`";

const MESSAGE: &str = "this formula stays as it is written";

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for line in &paragraph.lines {
        commands(line, found);
        inline(line, found);
        escaped(line, paragraph.source, found);
    }
    displayed(paragraph, found);
}

/// `\emph{words}` and `\newpage`.
fn commands(line: &Line<'_>, found: &mut Vec<Left>) {
    for (at, mark) in line.text.match_indices('\\') {
        let after = &line.text[at + mark.len()..];
        let length = after.bytes().take(20).take_while(u8::is_ascii_alphabetic).count();
        let (name, rest) = after.split_at(length);
        let is_apart = !line.before(at).is_some_and(|before| before.is_alphanumeric() || "\\:/_-.".contains(before));
        let has_braces = length > 1 && rest.starts_with('{') && until(rest, '}').is_some();
        let is_command = COMMANDS.contains(&name)
            && !rest.starts_with(|next: char| next.is_alphanumeric() || "\\/_-.".contains(next));
        if !is_apart || !(has_braces || is_command) {
            continue;
        }
        let help = match name {
            "section" | "chapter" | "subsection" | "subsubsection" | "title" | "paragraph" => {
                "write a heading: `## Words`"
            }
            "emph" | "textit" | "it" => "write `*words*`",
            "textbf" | "bf" => "write `**words**`",
            "texttt" | "verb" => "write the words between two backticks",
            "footnote" => "write `[^1]` here, and `[^1]: words` on a line of its own after an empty line",
            "href" | "url" => "write `[words](address)`",
            "includegraphics" => "write `![what it shows](/images/picture.jpg)`",
            "begin" | "end" => "for a quotation write `> ` before each line, for a list `- `",
            "newpage" | "pagebreak" | "clearpage" | "cleardoublepage" => {
                "an essay is one page: remove this, or write `---` with an empty line above and below it"
            }
            "tableofcontents" => "remove it: an essay with three headings or more gets a table of contents by itself",
            "ldots" => "write `...`",
            _ => "remove it, or write what it should show as Markdown",
        };
        found.push(Left::new(line.span(at..at + 1 + length), format!("`\\{name}` does nothing here"), help));
    }
}

/// `$x^2$`. Prices and the names of a computer's settings have dollar signs, too.
fn inline(line: &Line<'_>, found: &mut Vec<Left>) {
    let marks: Vec<usize> = line.text.match_indices('$').map(|(at, _)| at).collect();
    for pair in marks.windows(2) {
        let (open, close) = (pair[0], pair[1]);
        let inside = &line.text[open + 1..close];
        let (before, after) = (line.before(open), line.after(close + 1));
        let touches = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '$');
        let first = inside.chars().next();
        let is_closed = !inside.is_empty()
            && inside.len() <= LONGEST
            && !inside.starts_with(char::is_whitespace)
            && !inside.ends_with(char::is_whitespace);
        let is_price = first.is_some_and(|first| first.is_ascii_digit()) && !inside.contains(['^', '\\']);
        let is_letter = inside.len() == 1 && first.is_some_and(|first| first.is_ascii_alphabetic());
        if is_closed && !is_price && !touches(before) && !touches(after) && (is_letter || is_formula(inside)) {
            found.push(Left::new(line.span(open..close + 1), MESSAGE, HELP));
        }
    }
}

/// `\(x\)` and `\[x^2\]`. To escape a bracket is also right in Markdown, if words are in it.
fn escaped(line: &Line<'_>, source: &str, found: &mut Vec<Left>) {
    let Some(written) = source.get(line.start..line.start + line.text.len()) else { return };
    for (open, close) in [("\\(", "\\)"), ("\\[", "\\]")] {
        for (at, _) in written.match_indices(open) {
            let is_text = line.text.get(at + 1..).is_some_and(|rest| rest.starts_with(OBJECT));
            let rest = &written[at + open.len()..];
            let near = rest.as_bytes().windows(2).take(LONGEST).position(|pair| pair == close.as_bytes());
            let Some(length) = near else { continue };
            let inside = rest[..length].trim();
            let is_letter = inside.len() == 1 && ["x", "y", "z", "n", "k"].contains(&inside);
            if is_text && (is_letter || is_formula(inside)) {
                let end = at + open.len() + length + close.len();
                found.push(Left::new(line.span(at..end), MESSAGE, HELP));
            }
        }
    }
}

/// Whether something has a sign of a formula, and no sentence in it.
fn is_formula(text: &str) -> bool {
    let has_sign = text.contains(['^', '=', '_']) || text.contains("\\") && !text.contains("\\\\");
    has_sign && !text.contains("==") && text.split_whitespace().filter(|word| word.len() > 3).count() < 4
}

/// `$$…$$`.
fn displayed(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let marks: Vec<_> = paragraph
        .lines
        .iter()
        .flat_map(|line| line.text.match_indices("$$").map(move |(at, _)| (line, at)))
        .filter(|(line, at)| line.before(*at) != Some('$') && line.after(*at + 2) != Some('$'))
        .collect();
    if let [(line, at), _, ..] = marks.as_slice()
        && line.before(*at) != Some(OBJECT)
    {
        found.push(Left::new(line.span(*at..at + 2), MESSAGE, HELP));
    }
}
