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
        fields.add(match (offset_of(&text.value), zone_of(&text.value)) {
            (Some(0), _) => problem.help("write `timezone = \"UTC\"`").fix(text.span, quoted("UTC")),
            (Some(minutes), _) => problem.help(of_offset(minutes)),
            (None, Some(zone)) => problem.help(format!("write `timezone = \"{zone}\"`")).fix(text.span, quoted(&zone)),
            (None, None) => problem.help(
                "write the name of a continent and a city, such as `Europe/London` or `America/New_York`, or `UTC`; \
                 https://en.wikipedia.org/wiki/List_of_tz_database_time_zones lists them",
            ),
        });
        TimeZone::UTC
    })
}

/// A city for each difference from UTC in minutes, as its clocks are in winter.
const CITIES: [(i32, &str); 30] = [
    (-600, "Pacific/Honolulu"),
    (-540, "America/Anchorage"),
    (-480, "America/Los_Angeles"),
    (-420, "America/Denver"),
    (-360, "America/Chicago"),
    (-300, "America/New_York"),
    (-240, "America/Halifax"),
    (-210, "America/St_Johns"),
    (-180, "America/Sao_Paulo"),
    (-120, "America/Noronha"),
    (-60, "Atlantic/Azores"),
    (60, "Europe/Paris"),
    (120, "Europe/Athens"),
    (180, "Africa/Nairobi"),
    (210, "Asia/Tehran"),
    (240, "Asia/Dubai"),
    (270, "Asia/Kabul"),
    (300, "Asia/Karachi"),
    (330, "Asia/Kolkata"),
    (345, "Asia/Kathmandu"),
    (360, "Asia/Dhaka"),
    (390, "Asia/Yangon"),
    (420, "Asia/Bangkok"),
    (480, "Asia/Shanghai"),
    (540, "Asia/Tokyo"),
    (570, "Australia/Adelaide"),
    (600, "Australia/Sydney"),
    (660, "Pacific/Noumea"),
    (720, "Pacific/Auckland"),
    (780, "Pacific/Tongatapu"),
];

/// The minutes of a difference from UTC, such as `UTC+2`, `GMT-03:30` or `+01:00`.
fn offset_of(text: &str) -> Option<i32> {
    let plain = text.trim().to_lowercase().replace([' ', '_'], "").replace(['−', '–'], "-");
    let number = plain.strip_prefix("utc").or_else(|| plain.strip_prefix("gmt")).unwrap_or(&plain);
    let (sign, digits) = match (number.strip_prefix('+'), number.strip_prefix('-')) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let number = |digits: &str| -> Option<i32> {
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// What to write instead of a difference from UTC.
fn of_offset(minutes: i32) -> String {
    let city = CITIES.iter().find(|(known, _)| *known == minutes).map(|(_, city)| *city);
    let mut help = match city {
        Some(city) => format!("write a city with the same time, such as `timezone = \"{city}\"`"),
        None => "write the name of a continent and a city with the same time".to_owned(),
    };
    if minutes % 60 == 0 {
        // In these names, `-1` is one hour ahead of UTC.
        let hours = -minutes / 60;
        help.push_str(&format!(
            "; if your clocks are the same in summer and in winter, you can write `timezone = \"Etc/GMT{hours:+}\"` \
             (in these names, `+` and `-` are exchanged)"
        ));
    }
    help
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
