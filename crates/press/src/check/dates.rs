//! Looks for dates that are likely to be typing errors.

use jiff::civil::Date;

use super::ParsedFile;
use crate::edition::Calendar;
use crate::problem::{Check, Problem};

/// The first year of dates that raise no doubt. Before it, there was hardly a text with a date in a computer.
const FIRST_YEAR: i16 = 1970;

/// Warns of dates in unlikely years. A revision that is still to come has not happened, so its date is left out: nothing
/// that a reader or a search engine sees may be dated later than the build.
pub(super) fn check_dates(files: &mut [ParsedFile<'_>], calendar: &Calendar) -> Vec<Problem> {
    let mut problems = Vec::new();
    for ParsedFile { file, front_matter, .. } in files {
        let Some(front_matter) = front_matter else { continue };
        let spans = &front_matter.spans;
        let mut warn = |span: &std::ops::Range<usize>, message: String, help: String| {
            problems.push(Problem::new(Check::UnlikelyDate, &file.text, span.clone(), message).help(help));
        };
        if let Some(date) = front_matter.date
            && let Some(message) = unlikely(date, "date", calendar)
        {
            let help = "the year is probably a typing error; write it with four digits, such as `date = 2026-05-01`";
            warn(&spans.date, message, help.to_owned());
        }
        let Some(updated) = front_matter.updated else { continue };
        // A text that comes later may have been revised by then.
        let is_early = calendar.is_to_come(updated) && front_matter.date.is_none_or(|date| !calendar.is_to_come(date));
        if let Some(message) = unlikely(updated, "updated", calendar) {
            let help = "the year is probably a typing error; write the day when you last revised the text";
            warn(&spans.updated, message, help.to_owned());
        } else if is_early {
            let help = format!(
                "`updated` is the day when you last revised the text; until {updated}, the site is built without this line"
            );
            warn(&spans.updated, format!("`updated` is {updated}, and that day is still to come"), help);
        }
        if is_early {
            front_matter.updated = None;
        }
    }
    problems
}

fn unlikely(date: Date, name: &str, calendar: &Calendar) -> Option<String> {
    if date.year() < FIRST_YEAR {
        Some(format!("`{name}` is {date}, and that is before {FIRST_YEAR}"))
    } else if calendar.is_far(date) {
        Some(format!("`{name}` is {date}, and that is more than ten years ahead"))
    } else {
        None
    }
}
