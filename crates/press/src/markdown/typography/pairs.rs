//! Straight quotation marks: which of them open, which close, and which are apostrophes or primes.

use super::Language;
use super::characters::{Beside, is_hebrew, is_number};
use super::marks::Change;
use super::words::{self, Begins};

/// A straight mark.
struct Mark {
    /// In bytes.
    at: usize,
    kind: Kind,
    /// The characters beside the mark and the marks that it touches.
    before: Option<char>,
    after: Option<char>,
    /// What it can be, by what is beside it.
    role: Role,
    form: Form,
    /// The mark that it makes a pair with.
    partner: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Single,
    Double,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    /// It closes if anything is open.
    Either,
    /// It is inside a word.
    Joins,
    /// It is between spaces.
    Alone,
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Straight,
    Opening,
    Closing,
    Apostrophe,
    Prime,
    Hebrew,
}

/// The changes of a text's straight marks.
pub(super) fn changes(text: &str, is_fixed: &impl Fn(usize) -> bool, language: &Language<'_>) -> Vec<Change> {
    let mut marks = found(text, is_fixed);
    settle(text, &mut marks, language.tag);
    let mut open: Vec<(usize, Kind)> = Vec::new();
    let mut changes = Vec::new();
    for (nth, mark) in marks.iter().enumerate() {
        let to = match (mark.form, mark.kind) {
            (Form::Straight, _) => continue,
            (Form::Apostrophe, _) => "’",
            (Form::Prime, Kind::Single) => "′",
            (Form::Prime, Kind::Double) => "″",
            (Form::Hebrew, Kind::Single) => "׳",
            (Form::Hebrew, Kind::Double) => "״",
            (Form::Opening, kind) => {
                // A quotation inside another of the same form has the other form.
                let is_inner = (kind == Kind::Single) != open.last().is_some_and(|(_, around)| *around == kind);
                let form = if is_inner { Kind::Single } else { Kind::Double };
                open.extend(mark.partner.map(|partner| (partner, form)));
                language.marks(is_inner).0
            }
            (Form::Closing, kind) => {
                let place = open.iter().rposition(|(partner, _)| *partner == nth);
                let form = place.map_or(kind, |place| open[place].1);
                open.truncate(place.unwrap_or(open.len()));
                language.marks(form == Kind::Single).1
            }
        };
        changes.push(Change { at: mark.at..mark.at + 1, to: to.into() });
    }
    changes
}

/// The straight marks of a text.
fn found(text: &str, is_fixed: &impl Fn(usize) -> bool) -> Vec<Mark> {
    let is_mark = |(at, letter): &(usize, char)| matches!(letter, '"' | '\'') && !is_fixed(*at);
    let mut letters = text.char_indices().peekable();
    let mut marks: Vec<Mark> = Vec::new();
    let mut before = None;
    while let Some(first) = letters.next() {
        if !is_mark(&first) {
            before = Some(first.1);
            continue;
        }
        let mut group = vec![first];
        while let Some(next) = letters.next_if(is_mark) {
            group.push(next);
        }
        let after = letters.peek().map(|(_, letter)| *letter);
        let is_empty_quotation = matches!(group.as_slice(), [(_, first), (_, second)] if first == second)
            && matches!(Beside::of(before), Beside::Space | Beside::Opening | Beside::Dash)
            && matches!(Beside::of(after), Beside::Space | Beside::Mark | Beside::Dash);
        marks.extend(group.into_iter().map(|(at, letter)| {
            let kind = if letter == '"' { Kind::Double } else { Kind::Single };
            let role = match is_empty_quotation {
                true => Role::Alone,
                false => role(Beside::of(before), Beside::of(after), kind),
            };
            Mark { at, kind, before, after, role, form: Form::Straight, partner: None }
        }));
    }
    marks
}

fn role(before: Beside, after: Beside, kind: Kind) -> Role {
    match (before, after) {
        (Beside::Space | Beside::Opening, Beside::Space) => Role::Alone,
        (Beside::Space | Beside::Opening, _) => Role::Opens,
        (_, Beside::Space) => Role::Closes,
        (Beside::Dash, Beside::Word | Beside::Unspaced | Beside::Opening) => Role::Opens,
        (Beside::Word, Beside::Word) if kind == Kind::Single => Role::Joins,
        (Beside::Word, Beside::Mark | Beside::Dash | Beside::Opening) => Role::Closes,
        _ => Role::Either,
    }
}

/// Decides what each mark is.
fn settle(text: &str, marks: &mut [Mark], language: &str) {
    let closes_next = closes_next(marks);
    let mut doubles: Vec<usize> = Vec::new();
    let mut singles: Vec<(usize, Begins)> = Vec::new();
    // How many of them are quotations.
    let mut quotations = 0_usize;
    let mut nth = 0;
    while nth < marks.len() {
        let Mark { at, kind, before, after, role, .. } = marks[nth];
        let next_closes = closes_next[nth];
        let is_measure = is_number(before) && matches!(role, Role::Closes | Role::Either | Role::Joins);
        marks[nth].form = match (kind, role) {
            (_, Role::Alone) => Form::Straight,
            (Kind::Double, _) if doubles.is_empty() && next_closes && is_after_prefix(text, at) => {
                doubles.push(nth);
                Form::Opening
            }
            (_, _) if is_hebrew(before) && is_hebrew(after) => Form::Hebrew,
            (Kind::Double, Role::Joins) => Form::Straight,
            (Kind::Double, Role::Opens) => {
                doubles.push(nth);
                Form::Opening
            }
            (Kind::Double, Role::Closes | Role::Either)
                if is_measure && (doubles.is_empty() || next_closes || is_after_feet(text, marks, nth)) =>
            {
                Form::Prime
            }
            (Kind::Double, Role::Closes | Role::Either) => match doubles.pop() {
                Some(opened) => {
                    pair(marks, opened, nth);
                    Form::Closing
                }
                None if role == Role::Closes => Form::Closing,
                None => {
                    doubles.push(nth);
                    Form::Opening
                }
            },
            (Kind::Single, Role::Joins) if is_measure && is_number(after) && !groups_thousands(&text[at + 1..]) => {
                Form::Prime
            }
            (Kind::Single, Role::Joins) => Form::Apostrophe,
            (Kind::Single, Role::Opens) if words::is_and(&text[at..]) && nth + 1 < marks.len() => {
                marks[nth + 1].form = Form::Apostrophe;
                nth += 1;
                marks[nth - 1].form = Form::Apostrophe;
                Form::Apostrophe
            }
            (Kind::Single, Role::Opens) => match words::begins(&text[at + 1..], language) {
                Begins::Elided => Form::Apostrophe,
                begins => {
                    singles.push((nth, begins));
                    quotations += usize::from(begins == Begins::Quoted);
                    Form::Opening
                }
            },
            (Kind::Single, Role::Closes | Role::Either) => {
                let is_quotation = |(_, begins): &(usize, Begins)| *begins == Begins::Quoted;
                let quoted = if quotations > 0 { singles.iter().rposition(is_quotation) } else { None };
                let is_genitive = before.is_some_and(|letter| "sSxXzZß".contains(letter));
                if role == Role::Closes && is_hebrew(before) && quoted.is_none() {
                    Form::Hebrew
                } else if is_measure && (quoted.is_none() || next_closes) {
                    Form::Prime
                } else if role == Role::Closes
                    && is_genitive
                    && (quoted.is_none() || next_closes)
                    && (next_closes || !singles.last().is_some_and(|(_, begins)| *begins == Begins::PerhapsYear))
                {
                    Form::Apostrophe
                } else if let Some(place) = quoted.or(singles.len().checked_sub(1)) {
                    let (opened, _) = singles[place];
                    quotations -= usize::from(quoted.is_some());
                    for (elided, _) in singles.drain(place..).skip(1) {
                        marks[elided].form = Form::Apostrophe;
                    }
                    pair(marks, opened, nth);
                    Form::Closing
                } else if role == Role::Either {
                    singles.push((nth, Begins::Quoted));
                    quotations += 1;
                    Form::Opening
                } else {
                    Form::Apostrophe
                }
            }
        };
        nth += 1;
    }
    for (opened, begins) in singles {
        // A quotation of several paragraphs opens at the beginning of each.
        let begins_text = marks[opened].before.is_none() && begins == Begins::Quoted;
        marks[opened].form = if begins_text { Form::Opening } else { Form::Apostrophe };
    }
}

/// For each mark, whether the next one of its kind that opens or closes a quotation closes it.
fn closes_next(marks: &[Mark]) -> Vec<bool> {
    let (mut single, mut double) = (false, false);
    let mut closes: Vec<bool> = Vec::with_capacity(marks.len());
    for mark in marks.iter().rev() {
        let next = if mark.kind == Kind::Single { &mut single } else { &mut double };
        closes.push(*next);
        if matches!(mark.role, Role::Opens | Role::Closes) {
            *next = mark.role == Role::Closes;
        }
    }
    closes.reverse();
    closes
}

fn pair(marks: &mut [Mark], opened: usize, closed: usize) {
    marks[opened].partner = Some(closed);
    marks[closed].partner = Some(opened);
}

/// Whether a mark stands for inches after feet, or for seconds after minutes: `5'10"`, `30' 15"`.
fn is_after_feet(text: &str, marks: &[Mark], nth: usize) -> bool {
    let Some(feet) = nth.checked_sub(1).map(|before| &marks[before]) else { return false };
    let between = text[feet.at + 1..marks[nth].at].trim_start();
    feet.kind == Kind::Single
        && feet.form == Form::Prime
        && between.len() <= 12
        && between.chars().all(|letter| letter.is_numeric() || " ./,-⁄".contains(letter))
}

/// Whether a mark is between the letters that Hebrew puts before a word, such as "and" or "in", and a quotation.
fn is_after_prefix(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let prefix: Vec<char> = before.by_ref().take_while(|letter| is_hebrew(Some(*letter))).take(4).collect();
    let after = text[at + 1..].chars().take(2).filter(|letter| is_hebrew(Some(*letter))).count();
    (1..=3).contains(&prefix.len()) && prefix.iter().all(|letter| "והבלמשכ".contains(*letter)) && after == 2
}

/// Whether a number goes on with a group of three digits, as in `1'000`.
fn groups_thousands(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && !after[digits..].starts_with('"')
}
