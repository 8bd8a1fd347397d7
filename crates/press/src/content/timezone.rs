//! The time zone in which the site's days begin.

use jiff::tz::TimeZone;

use super::fields::Fields;
use super::toml::quoted;
use crate::problem::Check;

/// Reads `timezone`. Without it, days begin as in UTC.
pub(super) fn read(fields: &mut Fields<'_>) -> TimeZone {
    let Some(text) = fields.text("timezone") else { return TimeZone::UTC };
    TimeZone::get(text.value.trim()).unwrap_or_else(|_| {
        let problem = fields.problem(
            Check::BadValue,
            text.span.clone(),
            format!("there is no time zone called \"{}\"", text.value),
        );
        fields.add(match zone_of(&text.value) {
            Some(zone) => problem.help(format!("write `timezone = \"{zone}\"`")).fix(text.span, quoted(&zone)),
            None => problem.help(
                "write the name of a continent and a city, such as `Europe/London` or `America/New_York`, or `UTC`; \
                 https://en.wikipedia.org/wiki/List_of_tz_database_time_zones lists them",
            ),
        });
        TimeZone::UTC
    })
}

/// The only time zone with this city in its name, or with other signs between its words.
fn zone_of(text: &str) -> Option<String> {
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_").replace("\\", "/");
    let wanted = plain(text);
    let zones = jiff::tz::db().available().map(|zone| zone.as_str().to_owned());
    let mut found = zones.filter(|zone| {
        let known = plain(zone);
        known == wanted || known.rsplit('/').next() == Some(&*wanted)
    });
    let first = found.next()?;
    (!wanted.is_empty() && found.next().is_none()).then_some(first)
}
