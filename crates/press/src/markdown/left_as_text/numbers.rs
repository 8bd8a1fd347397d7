//! Lists whose numbers are not those that readers will see, and paragraphs that a year or a day makes a list.

use super::super::tree::Spanned;
use super::Left;
use super::lines::beginning;

/// A single item with such a number is a sentence that begins with a year.
const YEAR: u64 = 100;

/// Months behind the number of a day, as in German and in the languages of the North.
const MONTHS: [&str; 29] = [
    "januar",
    "jänner",
    "februar",
    "feber",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "marts",
    "maj",
    "december",
    "desember",
    "tammikuuta",
    "helmikuuta",
    "maaliskuuta",
    "huhtikuuta",
    "toukokuuta",
    "kesäkuuta",
    "heinäkuuta",
    "elokuuta",
    "syyskuuta",
    "lokakuuta",
    "joulukuuta",
];

/// An item of a numbered list as it is written.
struct Item<'s> {
    start: usize,
    number: u64,
    /// The length of the number, in bytes.
    length: usize,
    /// What follows the number: its dot or its bracket, and the words.
    rest: &'s str,
}

pub(super) fn find(source: &str, start: u64, items: &[Spanned]) -> Option<Left> {
    let written: Vec<Item<'_>> = items.iter().filter_map(|item| written(source, item)).collect();
    if written.len() != items.len() {
        return None;
    }
    if let [item] = written.as_slice() {
        let is_sentence = item.number >= YEAR || is_day(item);
        return is_sentence.then(|| item.left("this number makes the paragraph an item of a list".to_owned(), ""));
    }
    if is_lazy(start, &written) {
        return None;
    }
    let (shown, item) = (start..).zip(&written).find(|(shown, item)| item.number != *shown)?;
    let mark = item.rest.chars().next().unwrap_or('.');
    let message = format!("readers see `{shown}{mark}` here, and not `{}{mark}`", item.number);
    let before = source.get(..item.start).unwrap_or_default();
    let above = before.rsplit('\n').nth(1).unwrap_or_default();
    let is_apart = above.trim_matches([' ', '\t', '\r', '>']).is_empty();
    let apart = if is_apart { "" } else { ", and an empty line between the items" };
    Some(item.left(message, apart))
}

/// Whether the author leaves the numbers to Markdown: all are the same, or items were added or moved without writing them
/// anew. A list that begins again and a number that is too large are no such list.
fn is_lazy(start: u64, written: &[Item<'_>]) -> bool {
    let last = start + written.len() as u64 - 1;
    let begun = written.iter().position(|item| item.number > start).unwrap_or(written.len());
    start <= 1
        && written.iter().all(|item| (start..=last).contains(&item.number))
        && written[begun..].iter().all(|item| item.number > start)
}

fn written<'s>(source: &'s str, item: &Spanned) -> Option<Item<'s>> {
    let text = source.get(item.span.clone())?;
    let inside = text.trim_start();
    let length = inside.bytes().take_while(u8::is_ascii_digit).count();
    let number = inside[..length].parse().ok()?;
    Some(Item { start: item.span.start + text.len() - inside.len(), number, length, rest: &inside[length..] })
}

/// `3. Oktober`.
fn is_day(item: &Item<'_>) -> bool {
    let word: String = item.rest[1..].trim_start().chars().take_while(|letter| letter.is_alphabetic()).collect();
    (1..=31).contains(&item.number) && item.rest.starts_with('.') && MONTHS.contains(&word.to_lowercase().as_str())
}

impl Item<'_> {
    fn left(&self, message: String, apart: &str) -> Left {
        let line = self.rest.lines().next().unwrap_or_default();
        let help = format!(
            "to keep your numbers, put a backslash behind each, `{}\\{}`{apart}; in a list the numbers follow the first one: \
             `1.`, `2.`, `3.`",
            self.number,
            beginning(line),
        );
        Left::new(self.start..self.start + self.length + 1, message, help)
    }
}
