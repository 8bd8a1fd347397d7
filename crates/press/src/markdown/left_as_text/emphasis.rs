//! Asterisks, underscores, tildes and apostrophes that emphasise nothing.

use super::Left;
use super::text::{Line, OBJECT, Paragraph};

/// Some of the same mark in a row.
struct Run<'t> {
    line: &'t Line<'t>,
    at: usize,
    length: usize,
    before: Option<char>,
    after: Option<char>,
}

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    asterisks(paragraph, found);
    underscores(paragraph, found);
    tildes(paragraph, found);
    apostrophes(paragraph, found);
}

fn asterisks(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let runs: Vec<Run<'_>> = runs(paragraph, '*').filter(|run| run.length >= 2 && !run.is_arithmetic()).collect();
    let begins = runs.iter().any(Run::begins);
    let spaced = runs.iter().filter(|run| !run.begins()).count();
    // A single one at the end of a word may be a footnote's mark, or hide letters.
    if !begins && (spaced < 2 || !runs.iter().any(Run::is_apart)) {
        return;
    }
    let help = if paragraph.is_raw {
        raw_help("strong", "**")
    } else {
        "write `**words**`, without a space inside the asterisks, both on the same paragraph; for an asterisk itself \
         write `\\*`"
            .to_owned()
    };
    found.extend(runs.iter().map(|run| run.left("these asterisks make nothing bold", &help)));
}

fn underscores(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let runs: Vec<Run<'_>> = runs(paragraph, '_').filter(|run| run.length == 2).collect();
    let Some(first) = runs.iter().position(Run::begins) else { return };
    if runs[first + 1..].iter().any(|run| run.ends() || run.is_apart()) {
        let help = if paragraph.is_raw {
            raw_help("strong", "__")
        } else {
            "write `**words**`; for an underscore itself write `\\_`".to_owned()
        };
        found.push(runs[first].left("these underscores make nothing bold", &help));
    }
}

fn tildes(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let help = if paragraph.is_raw {
        raw_help("del", "~~")
    } else {
        "write `~~words~~`, without a space inside the tildes; for a tilde itself write `\\~`".to_owned()
    };
    let begins = runs(paragraph, '~').filter(|run| run.length == 2 && run.begins());
    found.extend(begins.map(|run| run.left("these tildes strike nothing through", &help)));
}

/// `''words''` and `'''words'''`, as a wiki writes them.
fn apostrophes(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let runs: Vec<Run<'_>> = runs(paragraph, '\'').filter(|run| matches!(run.length, 2 | 3 | 5)).collect();
    let pair = runs.windows(2).find(|pair| {
        pair[0].length == pair[1].length
            && pair[0].begins()
            && pair[1].ends()
            // Feet and inches have such marks behind their numbers.
            && !pair[1].before.is_some_and(|letter| letter.is_ascii_digit())
    });
    if let Some([first, _]) = pair {
        let help =
            "for slanted words write `*words*`, for bold ones `**words**`; for a quotation write one mark, `\"words\"`";
        found.push(first.left("these apostrophes emphasise nothing", help));
    }
}

fn raw_help(element: &str, mark: &str) -> String {
    format!(
        "inside HTML, Markdown is only read after an empty line: put one after the tag above, or write \
         `<{element}>words</{element}>` instead of `{mark}`"
    )
}

fn runs<'t>(paragraph: &'t Paragraph<'_>, mark: char) -> impl Iterator<Item = Run<'t>> {
    paragraph.lines.iter().flat_map(move |line| {
        let mut next = 0;
        std::iter::from_fn(move || {
            let at = next + line.text[next..].find(mark)?;
            let length = line.text[at..].chars().take_while(|letter| *letter == mark).count();
            next = at + length;
            Some(Run { line, at, length, before: line.before(at), after: line.after(next) })
        })
    })
}

impl Run<'_> {
    /// Whether it would begin emphasis.
    fn begins(&self) -> bool {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == OBJECT;
        is_dark(self.after)
            && !self.before.is_some_and(is_word)
            && self.after.is_some_and(|letter| is_word(letter) || !letter.is_ascii())
            || self.before.is_some_and(char::is_alphanumeric)
                && self.after.is_some_and(|letter| "（「『《〈【〔“‘".contains(letter))
    }

    /// Whether it would end emphasis.
    fn ends(&self) -> bool {
        is_dark(self.before) && !self.after.is_some_and(char::is_alphanumeric)
    }

    /// Whether it is between spaces.
    fn is_apart(&self) -> bool {
        !is_dark(self.before) && !is_dark(self.after)
    }

    /// `2**3`, `a ** 2`, or letters that are hidden, as in `f**l`.
    fn is_arithmetic(&self) -> bool {
        let before = self.line.text[..self.at].trim_end().chars().next_back();
        let after = self.line.text[self.at + self.length..].trim_start().chars().next();
        let is_number = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let is_inside = self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric);
        is_inside || (is_number(before) && is_number(after))
    }

    fn left(&self, message: &str, help: &str) -> Left {
        Left::new(self.line.span(self.at..self.at + self.length), message, help)
    }
}

fn is_dark(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| !letter.is_whitespace())
}
