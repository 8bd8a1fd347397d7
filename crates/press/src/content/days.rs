//! Days as people write them, for an author who has not written one as TOML wants it.

use catchword_i18n::LANGUAGES;
use jiff::civil::Date;

/// What a text may mean as a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// One day.
    One(Date),
    /// Two days, because the first two numbers may each be the month: first the day as in Europe, then as in America.
    Two(Date, Date),
}

/// Words that stand beside a date and say nothing: articles, and the days of the week, by their first letters.
const FILLERS: [&str; 24] = [
    "de", "del", "the", "of", "le", "el", "den", "der", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mar",
    "mié", "mie", "jue", "vie", "sáb", "sab", "dom",
];

/// Reads a day without a time, such as `May 1, 2026`, `1 de mayo de 2026`, `01/05/2026` or `2026-5-1`.
pub(crate) fn loosely(text: &str) -> Option<Reading> {
    let text = text.trim();
    let is_separator = |character: char| !character.is_alphanumeric();
    let words: Vec<&str> = text.split(is_separator).filter(|word| !word.is_empty()).collect();
    let numbers: Vec<&str> = words.iter().filter_map(|word| number(word)).collect();
    if let [year_month_day] = words.as_slice()
        && year_month_day.len() == 8
        && year_month_day.bytes().all(|byte| byte.is_ascii_digit())
    {
        let (year, rest) = year_month_day.split_at(4);
        return day(year, rest[..2].parse().ok()?, &rest[2..]).map(Reading::One);
    }
    match (words.len(), numbers.as_slice()) {
        (3, [year, month, of_month]) if year.len() == 4 => day(year, month.parse().ok()?, of_month).map(Reading::One),
        (3, [first, second, year]) if year.len() == 4 => {
            let as_in_europe = day(year, second.parse().ok()?, first);
            // Points stand only in dates that begin with the day.
            let as_in_america = if text.contains('.') { None } else { day(year, first.parse().ok()?, second) };
            match (as_in_europe, as_in_america) {
                (Some(one), Some(other)) if one != other => Some(Reading::Two(one, other)),
                (one, other) => one.or(other).map(Reading::One),
            }
        }
        (_, [one, other]) => {
            let month = single(words.iter().filter(|word| number(word).is_none()).filter_map(|word| month(word)))?;
            let rest = words.iter().filter(|word| number(word).is_none() && self::month(word).is_none());
            if rest.clone().any(|word| !is_filler(word)) {
                return None;
            }
            let (year, of_month) = if one.len() == 4 { (one, other) } else { (other, one) };
            if year.len() == 4 { day(year, month, of_month).map(Reading::One) } else { None }
        }
        _ => None,
    }
}

/// The day of a text in which the month and the day are exchanged, such as `2026-31-05`.
pub(crate) fn exchanged(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.trim().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let [year, of_month, month] = words.as_slice() else { return None };
    if year.len() == 4 { day(year, month.parse().ok()?, of_month) } else { None }
}

/// The last day of the month of a text such as `2026-02-30`, whose day the month does not have.
pub(crate) fn last_of_month(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.trim().split('-').collect();
    let [year, month, of_month] = words.as_slice() else { return None };
    let is_late = of_month.parse::<u8>().is_ok_and(|day| (29..=31).contains(&day));
    (year.len() == 4 && is_late).then(|| day(year, month.parse().ok()?, "1"))?.map(Date::last_of_month)
}

/// The digits of a number; of `1st`, `2nd` or `1er` too.
fn number(word: &str) -> Option<&str> {
    let digits = word.trim_end_matches(|character: char| !character.is_ascii_digit());
    let is_ordinal = matches!(&*word[digits.len()..].to_lowercase(), "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª");
    (is_ordinal && !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(digits)
}

/// The number of a month, by its name or the first letters of it in a language of the site's texts.
fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let names = LANGUAGES.iter().flat_map(|language| language.months().iter().zip(1i8..));
    let mut found = names.filter(|(name, _)| {
        let name = name.to_lowercase();
        name == word
            || (word.chars().count() >= 3 && name.starts_with(&word))
            || (word == "sept" && name == "septiembre")
    });
    found.next().map(|(_, number)| number)
}

fn is_filler(word: &str) -> bool {
    let word = word.to_lowercase();
    FILLERS.iter().any(|filler| word == *filler || (filler.chars().count() == 3 && word.starts_with(filler)))
}

fn single(mut months: impl Iterator<Item = i8>) -> Option<i8> {
    let first = months.next()?;
    months.next().is_none().then_some(first)
}

fn day(year: &str, month: i8, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn reads_days_as_people_write_them() {
        let first = date(2026, 5, 1);
        for text in [
            "May 1, 2026",
            "1 May 2026",
            "May 1st, 2026",
            "1 de mayo de 2026",
            "Friday, 1 May 2026",
            "2026/05/01",
            "2026-5-1",
            "2026.05.01",
            "2026–05–01",
            "20260501",
            " 2026-05-01 ",
            "1.5.2026",
            "01.05.2026",
            "1 MAY 2026",
            "the 1st of May 2026",
            "١ مايو".split(' ').nth(1).map_or("", |_| "1 مايو 2026"),
            "2026 May 1",
            "1-May-2026",
        ] {
            assert_eq!(loosely(text), Some(Reading::One(first)), "{text}");
        }
        assert_eq!(loosely("13/05/2026"), Some(Reading::One(date(2026, 5, 13))));
        assert_eq!(loosely("05/13/2026"), Some(Reading::One(date(2026, 5, 13))));
        assert_eq!(loosely("05/05/2026"), Some(Reading::One(date(2026, 5, 5))));
        assert_eq!(loosely("Sept 3, 2025"), Some(Reading::One(date(2025, 9, 3))));
        for text in ["01/05/2026", "1-5-2026"] {
            assert_eq!(loosely(text), Some(Reading::Two(first, date(2026, 1, 5))), "{text}");
        }
    }

    #[test]
    fn exchanges_the_month_and_the_day() {
        assert_eq!(exchanged("2025-14-06"), Some(date(2025, 6, 14)));
        for text in ["2025-31-06", "2025-14-41", "14-06-2025", "2025", "soon"] {
            assert_eq!(exchanged(text), None, "{text}");
        }
    }

    #[test]
    fn guesses_nothing() {
        for text in [
            "",
            "soon",
            "May 2026",
            "2026",
            "1/5/26",
            "31 February 2026",
            "2026-13-01",
            "1 May or 2 June 2026",
            "May 1, 2026 at noon",
            "2026-05-01T10:00:00Z",
            "99999999",
            "1 Mayhem 2026",
            "after 1 May 2026",
        ] {
            assert_eq!(loosely(text), None, "{text}");
        }
    }
}
