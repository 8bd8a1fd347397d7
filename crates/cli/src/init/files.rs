//! The texts of the files of a new site.

use catchword_press::{today, toml_text};

use super::questions::Answers;

/// A path below the site's folder, and the text of the file there.
pub(crate) type NewFile = (&'static str, String);

/// All files of a new site.
pub(super) fn all(answers: &Answers) -> Vec<NewFile> {
    let mut files = vec![
        ("site.toml", settings(answers)),
        ("essays/first-essay.md", text(include_str!("templates/first-essay.md"), answers)),
        ("pages/about.md", text(include_str!("templates/about.md"), answers)),
        (".gitignore", include_str!("templates/gitignore").to_owned()),
    ];
    files.extend(answers.host.file());
    files
}

fn settings(answers: &Answers) -> String {
    let Answers { title, author, url, language, timezone, .. } = answers;
    let timezone = match timezone {
        Some(timezone) => format!("timezone = {}", toml_text(timezone)),
        None => "#timezone = \"Europe/London\"".to_owned(),
    };
    let authors = |name: &str| format!("authors = [{{ name = {}, url = \"/pages/about.md\" }}]", toml_text(name));
    let authors = author.as_deref().map_or_else(|| format!("#{}", authors("Your name")), authors);
    let values = [
        ("@TITLE@", &toml_text(title)),
        ("@URL@", &toml_text(url)),
        ("@LANGUAGE@", &toml_text(language)),
        ("@TIMEZONE@", &timezone),
        ("@AUTHORS@", &authors),
    ];
    filled(include_str!("templates/site.toml"), &values)
}

/// A text in English, which says so on a site in another language.
fn text(template: &str, answers: &Answers) -> String {
    let is_english = answers.language.split('-').next() == Some("en");
    let language = if is_english { "" } else { "\nlang = \"en\"" };
    let date = today(answers.timezone.as_deref().unwrap_or("UTC")).to_string();
    filled(template, &[("@DATE@", &date), ("@LANG@", &language.to_owned())])
}

/// A template with its values. What looks like a place for one within a value stays as it is.
fn filled(template: &str, values: &[(&str, &String)]) -> String {
    let (mut text, mut rest) = (String::new(), template);
    while let Some((at, place, value)) =
        values.iter().filter_map(|(place, value)| Some((rest.find(place)?, *place, *value))).min_by_key(|found| found.0)
    {
        text.push_str(&rest[..at]);
        text.push_str(value);
        rest = &rest[at + place.len()..];
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_may_look_like_a_place() {
        let values = [("@A@", &"@B@".to_owned()), ("@B@", &"@A@".to_owned())];
        assert_eq!(filled("x @A@ @B@@A@ y", &values), "x @B@ @A@@B@ y");
    }
}
