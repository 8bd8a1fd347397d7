//! Which texts a build publishes: on which day it looks at the site, and whether it includes drafts.

use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Whether drafts are published too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drafts {
    /// Drafts are left out, as the public should see the site.
    #[default]
    Exclude,
    /// Drafts are included, for the author. The site's title says so on every page.
    Include,
    /// The same, where something else on the screen says which text is a draft.
    Show,
}

/// The day whose site is made. Texts with a later date are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Day {
    /// The day of the build, in the site's time zone.
    #[default]
    Today,
    /// Another day.
    On(Date),
    /// No text is left out because of its date.
    Any,
}

/// What happens if an address that was public would vanish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vanished {
    /// It is reported as a problem.
    #[default]
    Report,
    /// The author has agreed to it.
    Accept,
}

/// Which texts a build publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Edition {
    /// Whether drafts are among them.
    pub drafts: Drafts,
    /// Up to which day.
    pub day: Day,
    /// Whether addresses may vanish.
    pub vanished: Vanished,
}

impl Edition {
    /// What the public should see today.
    pub const RELEASE: Edition = Edition { drafts: Drafts::Exclude, day: Day::Today, vanished: Vanished::Report };

    /// The same, but every text is published, whatever its date: nothing in it depends on the clock, except a warning
    /// about dates that are years away.
    pub const ANY_DAY: Edition = Edition { day: Day::Any, ..Edition::RELEASE };

    /// What the author should see while writing: drafts too.
    pub const DRAFTS: Edition = Edition { drafts: Drafts::Include, ..Edition::RELEASE };

    /// Whether the site is for its author alone: it has texts that the public should not see yet.
    pub(crate) fn is_preview(self) -> bool {
        self.drafts != Drafts::Exclude || self.day != Day::Today
    }

    /// Whether an address that would vanish is reported. On another day, other texts may be public.
    pub(crate) fn reports_vanished(self) -> bool {
        self.vanished == Vanished::Report && !matches!(self.day, Day::On(_))
    }
}

/// A text is not a day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a day of the calendar with year, month and day, such as `2027-01-31`")]
pub struct DayError;

impl FromStr for Day {
    type Err = DayError;

    /// Reads a day such as `2027-01-31`, and no other form.
    fn from_str(text: &str) -> Result<Day, DayError> {
        let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let day = text.parse().ok().filter(|_| is_plain);
        day.map(Day::On).ok_or(DayError)
    }
}

/// The days that a build compares dates with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calendar {
    /// The day of the build.
    pub(crate) today: Date,
    /// The last day whose texts are published; `None` if all are.
    until: Option<Date>,
}

/// How many years ahead a date is unlikely to be meant.
const YEARS_AHEAD: i16 = 10;

impl Calendar {
    /// The only place where the press asks what day it is.
    pub(crate) fn of(day: Day, timezone: &TimeZone) -> Calendar {
        match day {
            Day::On(date) => Calendar { today: date, until: Some(date) },
            Day::Today | Day::Any => {
                let today = Timestamp::now().to_zoned(timezone.clone()).date();
                Calendar { today, until: (day == Day::Today).then_some(today) }
            }
        }
    }

    /// Whether a text of this date is still to come.
    pub(crate) fn is_to_come(&self, date: Date) -> bool {
        self.until.is_some_and(|until| date > until)
    }

    /// Whether a date is so far ahead that it is likely to be a typing error.
    pub(crate) fn is_far(&self, date: Date) -> bool {
        date > self.today.saturating_add(YEARS_AHEAD.years())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn reads_days_in_one_form_only() {
        assert_eq!("2027-01-31".parse(), Ok(Day::On(date(2027, 1, 31))));
        for text in
            ["2027-02-30", "2027-1-31", "31.01.2027", "20270131", "+2027-01-31", "2027-01-31T10:00", "", "today"]
        {
            assert_eq!(text.parse::<Day>(), Err(DayError), "{text}");
        }
    }

    #[test]
    fn a_text_comes_on_its_day() {
        let calendar = Calendar::of(Day::On(date(2026, 12, 31)), &TimeZone::UTC);
        let table = [
            (date(2026, 12, 31), false, false),
            (date(2027, 1, 1), true, false),
            (date(2036, 12, 31), true, false),
            (date(2037, 1, 1), true, true),
            (Date::MAX, true, true),
        ];
        for (day, to_come, far) in table {
            assert_eq!((calendar.is_to_come(day), calendar.is_far(day)), (to_come, far), "{day}");
        }
        assert!(!Calendar::of(Day::Any, &TimeZone::UTC).is_to_come(Date::MAX));
        let last = Calendar::of(Day::On(Date::MAX), &TimeZone::UTC);
        assert!(!last.is_far(Date::MAX) && !last.is_to_come(Date::MAX));
    }

    #[test]
    fn today_depends_on_the_time_zone() {
        let today = |zone: &str| Calendar::of(Day::Today, &TimeZone::get(zone).unwrap()).today;
        // 26 hours apart: never the same day.
        assert!(today("Pacific/Kiritimati") > today("Etc/GMT+12"));
    }
}
