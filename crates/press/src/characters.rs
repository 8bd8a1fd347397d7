//! The characters of a text that is read: line ends become one kind, and characters that nobody sees are found.

/// A text as the press reads it, and what was in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Normalised {
    /// The text: every line ends in `\n`, and control characters that TOML and XML refuse are spaces. A character keeps
    /// its line and its column.
    pub(crate) text: String,
    /// Characters that nobody sees and that change how a text is read, each run once, at its place in `text`.
    pub(crate) hidden: Vec<(usize, char)>,
    /// Where the places in `text` are in the file.
    pub(crate) places: Places,
}

/// From places in a normalised text to places in its file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Places {
    /// How many bytes the byte order mark has.
    mark: usize,
    /// The places of line ends that were two characters.
    shortened: Vec<usize>,
}

impl Places {
    /// The place in the text of a place in the file.
    pub(crate) fn normalised(&self, at: usize) -> usize {
        let at = at.saturating_sub(self.mark);
        // Each line end before a place was one byte longer. The places of line ends in the file are in order.
        let (mut low, mut high) = (0, self.shortened.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.shortened[middle] + middle < at { low = middle + 1 } else { high = middle }
        }
        at - low
    }

    /// The place in the file.
    pub(crate) fn original(&self, at: usize) -> usize {
        self.mark + at + self.shortened.partition_point(|place| *place < at)
    }
}

/// Reads a text without its byte order mark.
pub(crate) fn normalised(original: &str) -> Normalised {
    let mut rest = original.strip_prefix('\u{feff}').unwrap_or(original);
    let mut places = Places { mark: original.len() - rest.len(), shortened: Vec::new() };
    let (mut text, mut hidden) = (String::with_capacity(rest.len()), Vec::new());
    let mut directions = Directions::default();
    let mut is_new_line = true;
    let mut is_in_run = false;
    while let Some(character) = rest.chars().next() {
        let plain = rest.bytes().take_while(|byte| is_plain(*byte)).count();
        if plain > 0 {
            text.push_str(&rest[..plain]);
            rest = &rest[plain..];
            (is_new_line, is_in_run) = (false, false);
            continue;
        }
        rest = &rest[character.len_utf8()..];
        let at = text.len();
        let is_line_end = matches!(character, '\n' | '\r');
        if character == '\r'
            && let Some(after) = rest.strip_prefix('\n')
        {
            rest = after;
            places.shortened.push(at);
        }
        if is_line_end {
            // A direction ends with its paragraph.
            if is_new_line {
                directions.end(&mut hidden);
            }
            text.push('\n');
        } else if is_refused(character) {
            text.push(' ');
        } else {
            text.push(character);
        }
        directions.read(at, character, &mut hidden);
        let is_hidden = !is_line_end && is_hidden(character);
        if is_hidden && !is_in_run {
            hidden.push((at, character));
        }
        is_in_run = is_hidden;
        is_new_line = is_line_end;
    }
    directions.end(&mut hidden);
    hidden.sort_unstable();
    Normalised { text, hidden, places }
}

/// The characters that most of a text are, with which nothing is to be done.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\t' | b' '..=b'~')
}

/// Control characters that TOML and XML do not allow.
fn is_refused(character: char) -> bool {
    character.is_ascii_control() && character != '\t'
}

/// Control characters, line separators, a byte order mark in the middle, and code points that are no characters.
pub(crate) fn is_hidden(character: char) -> bool {
    (character.is_control() && character != '\t')
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Characters without a width that make two names look the same. The joiners are not among them between letters that
/// they join.
pub(crate) fn has_no_width(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}'
    ) || is_direction(character)
}

fn is_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Marks that change the direction of a text (UAX 9). One that is not closed turns around what follows.
#[derive(Default)]
struct Directions {
    /// What is open: isolates, and the others.
    open: [Vec<(usize, char)>; 2],
    /// Where the last mark ends that closes nothing.
    closed_to: Option<usize>,
}

impl Directions {
    /// What is still open at the end of a paragraph, each run once.
    fn end(&mut self, hidden: &mut Vec<(usize, char)>) {
        let mut next = None;
        let mut open: Vec<(usize, char)> = self.open.iter_mut().flat_map(std::mem::take).collect();
        open.sort_unstable();
        for (at, character) in open {
            if next != Some(at) {
                hidden.push((at, character));
            }
            next = Some(at + character.len_utf8());
        }
        self.closed_to = None;
    }

    fn read(&mut self, at: usize, character: char, hidden: &mut Vec<(usize, char)>) {
        let [isolates, others] = &mut self.open;
        let open = if matches!(character, '\u{2066}'..='\u{2069}') { isolates } else { others };
        if !matches!(character, '\u{202c}' | '\u{2069}') {
            if is_direction(character) {
                open.push((at, character));
            }
        } else if open.pop().is_none() {
            if self.closed_to != Some(at) {
                hidden.push((at, character));
            }
            self.closed_to = Some(at + character.len_utf8());
        }
    }
}

/// What a hidden character is, as a message names it.
pub(crate) fn named(character: char) -> String {
    let code = format!("U+{:04X}", u32::from(character));
    match character {
        _ if is_direction(character) => format!("a mark that turns the direction of the text around ({code})"),
        '\u{2028}' | '\u{2029}' => format!("an invisible line separator ({code})"),
        '\u{80}'..='\u{9f}' => format!("an invisible control character ({code})"),
        _ => format!("an invisible character ({code})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ends_alike() {
        let table = [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"),
            ("\u{feff}a\r\n", "a\n"),
            ("\r\r\n\n", "\n\n\n"),
            ("a\0b\u{b}c\td\u{7f}", "a b c\td "),
        ];
        for (original, text) in table {
            let read = normalised(original);
            assert_eq!(read.text, text, "{original:?}");
            assert_eq!(read.places.original(text.len()), original.len(), "{original:?}");
        }
        let read = normalised("\u{feff}a\r\nb\r\nc");
        let places: Vec<usize> = (0..=read.text.len()).map(|at| read.places.original(at)).collect();
        assert_eq!(places, [3, 4, 6, 7, 9, 10]);
        assert!((0..=read.text.len()).all(|at| read.places.normalised(places[at]) == at));
    }

    #[test]
    fn finds_what_nobody_sees() {
        let found = |text: &str| normalised(text).hidden;
        assert_eq!(found("a\0\0b"), [(1, '\0')]);
        assert_eq!(found("a\u{93}b\u{2028}c\u{feff}"), [(1, '\u{93}'), (4, '\u{2028}'), (8, '\u{feff}')]);
        assert_eq!(found("\u{feff}\u{feff}a"), [(0, '\u{feff}')]);
        // Directions that are closed are an author's; so are joiners and soft hyphens.
        assert_eq!(found("a \u{2067}b\u{2069} \u{202b}c\u{202c}\n\nd\u{ad}e \u{200d}"), []);
        assert_eq!(found("a \u{202e}b\n\nc"), [(2, '\u{202e}')]);
        assert_eq!(found("a \u{2066}b \u{202e}c\u{2069}"), [(7, '\u{202e}')]);
        assert_eq!(found("a\u{202c}"), [(1, '\u{202c}')]);
        assert_eq!(found("a\u{202e}\u{202e}b\u{202e}"), [(1, '\u{202e}'), (8, '\u{202e}')]);
        assert_eq!(found("a\u{2069}\u{2069}b\u{2069}"), [(1, '\u{2069}'), (8, '\u{2069}')]);
    }
}
