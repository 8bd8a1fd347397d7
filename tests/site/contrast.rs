//! The contrast of the site's colours, computed from the style files (WCAG 2.2, 1.4.3 and 1.4.11): in both themes, with and
//! without the preference for more contrast.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The media feature with colours of its own.
const MORE_CONTRAST: &str = "(prefers-contrast: more)";

/// Foreground, background, and the least contrast. The text selection is paper on warm, a hovered button paper on accent,
/// the skip link paper on ink: the same ratios.
const PAIRS: [(&str, &str, f64); 10] = [
    ("--ink", "--paper", 7.0),
    ("--ink", "--panel", 7.0),
    ("--muted", "--paper", 4.5),
    ("--muted", "--panel", 4.5),
    ("--accent", "--paper", 4.5),
    ("--accent", "--panel", 4.5),
    ("--warm", "--paper", 4.5),
    ("--warm", "--panel", 4.5),
    ("--line", "--paper", 3.0),
    ("--line", "--panel", 3.0),
];

/// The least contrast of text where more contrast is preferred, WCAG 2.2, 1.4.6.
const ENHANCED: f64 = 7.0;

/// The prefix of the colours of highlighted code, whose background is the panel.
const CODE: &str = "--code-";

const CODE_CONTRAST: f64 = 4.5;

const THEMES: [&str; 2] = ["light", "dark"];

/// A colour, once for each theme: red, green, blue.
type Colour = [[u8; 3]; 2];

#[test]
fn colours_have_enough_contrast() {
    let problems = contrasts(&declarations(&styles()));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn comments_have_the_computed_ratios() {
    let (checked, problems) = comments(&declarations(&styles()));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(checked >= 5, "only {checked} comments with a ratio were found");
}

#[test]
fn every_colour_is_a_custom_property() {
    let found = literal_colours(&declarations(&styles()));
    assert!(found.is_empty(), "colours outside of custom properties:\n{}", found.join("\n"));
}

/// One declaration of the style files.
#[derive(Debug, Clone)]
struct Declaration {
    /// The conditions of the at-rules around it, such as `(prefers-contrast: more)`.
    within: String,
    name: String,
    value: String,
    /// The comment after it on the same line.
    comment: String,
}

/// All style files, by name. The order does not matter: no colour is declared twice.
fn styles() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: &PathBuf| fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    files.iter().map(read).collect()
}

/// Every declaration of a stylesheet.
fn declarations(css: &str) -> Vec<Declaration> {
    let mut found: Vec<Declaration> = Vec::new();
    let mut around: Vec<String> = Vec::new();
    let mut rest = css;
    let mut text = String::new();
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            let (comment, after) = comment.split_once("*/").expect("a comment that ends");
            let is_after = text.trim().is_empty() && !text.contains('\n');
            if let Some(last) = found.last_mut().filter(|_| is_after) {
                last.comment = comment.trim().to_owned();
            }
            rest = after;
            continue;
        }
        rest = &rest[next.len_utf8()..];
        match next {
            '{' => around.push(std::mem::take(&mut text).trim().to_owned()),
            ';' | '}' => {
                if let Some((name, value)) = text.trim().split_once(':') {
                    let conditions = around.iter().filter_map(|rule| rule.strip_prefix("@media "));
                    found.push(Declaration {
                        within: conditions.collect::<Vec<_>>().join(" and "),
                        name: name.trim().to_owned(),
                        value: value.trim().to_owned(),
                        comment: String::new(),
                    });
                }
                text.clear();
                if next == '}' {
                    around.pop();
                }
            }
            _ => text.push(next),
        }
    }
    found
}

/// The custom properties that apply under a media condition, or under none (`""`).
fn tokens<'a>(declarations: &'a [Declaration], within: &str) -> BTreeMap<&'a str, &'a Declaration> {
    let custom = declarations.iter().filter(|one| one.name.starts_with("--"));
    let mut tokens = BTreeMap::new();
    for condition in ["", within] {
        tokens.extend(custom.clone().filter(|one| one.within == condition).map(|one| (one.name.as_str(), one)));
    }
    tokens
}

/// The colour of a token, if it has one.
fn colour(tokens: &BTreeMap<&str, &Declaration>, name: &str) -> Option<Colour> {
    fn of(tokens: &BTreeMap<&str, &Declaration>, value: &str) -> Option<Colour> {
        let pair = value.strip_prefix("var(--light, ").and_then(|rest| rest.strip_suffix(')'));
        let Some((light, dark)) = pair.and_then(|pair| pair.split_once(") var(--dark, ")) else {
            let name = value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')'));
            return match name {
                Some(other) => colour(tokens, other.trim()),
                None => hex(value).map(|both| [both, both]),
            };
        };
        let [light, dark] = [light, dark].map(|one| of(tokens, one.trim()));
        Some([light?[0], dark?[1]])
    }
    of(tokens, &tokens.get(name)?.value)
}

/// `#rgb` or `#rrggbb`.
fn hex(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#')?;
    let digits: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    let number = u32::from_str_radix(&digits, 16).ok()?;
    let [_, rgb @ ..] = number.to_be_bytes();
    Some(rgb)
}

/// WCAG 2.2, "relative luminance".
fn luminance(rgb: [u8; 3]) -> f64 {
    let [red, green, blue] = rgb.map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// WCAG 2.2, "contrast ratio".
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn contrasts(declarations: &[Declaration]) -> Vec<String> {
    let mut problems = Vec::new();
    for within in ["", MORE_CONTRAST] {
        let tokens = tokens(declarations, within);
        let code = tokens.keys().filter(|name| name.starts_with(CODE) && colour(&tokens, name).is_some());
        let code = code.map(|name| (*name, "--panel", CODE_CONTRAST));
        for (name, ground, least) in PAIRS.into_iter().chain(code) {
            let is_text = least >= CODE_CONTRAST;
            let least = if within == MORE_CONTRAST && is_text { ENHANCED } else { least };
            let [Some(ink), Some(paper)] = [name, ground].map(|name| colour(&tokens, name)) else {
                problems.push(format!("{name} or {ground} can't be parsed as a colour"));
                continue;
            };
            for (at, theme) in THEMES.into_iter().enumerate() {
                let ratio = contrast(ink[at], paper[at]);
                if ratio < least {
                    let when = if within.is_empty() { theme.to_owned() } else { format!("{theme}, {within}") };
                    problems.push(format!("{name} on {ground}, {when}: {ratio:.2}, not {least}"));
                }
            }
        }
    }
    problems
}

/// The number of comments with contrast ratios against paper, "15.6, 14.0" or "at least 3", and the wrong ones.
fn comments(declarations: &[Declaration]) -> (usize, Vec<String>) {
    let mut problems = Vec::new();
    let mut checked = 0;
    for within in ["", MORE_CONTRAST] {
        let tokens = tokens(declarations, within);
        let paper = colour(&tokens, "--paper").expect("paper is a colour");
        for one in tokens.values().filter(|one| one.within == within) {
            let Some(ink) = colour(&tokens, &one.name) else { continue };
            let ratios = [0, 1].map(|theme| (contrast(ink[theme], paper[theme]) * 10.0).round() / 10.0);
            let claim = one.comment.split([':', ';']).next().unwrap_or_default().trim();
            let holds = if let Some(least) = claim.strip_prefix("at least ") {
                least.parse::<f64>().ok().map(|least| ratios.iter().all(|ratio| *ratio >= least))
            } else {
                let both = claim.split_once(", ").map(|(light, dark)| (light.parse::<f64>(), dark.parse::<f64>()));
                both.and_then(|both| match both {
                    (Ok(light), Ok(dark)) => Some([light, dark] == ratios),
                    _ => None,
                })
            };
            checked += usize::from(holds.is_some());
            if holds == Some(false) {
                let [light, dark] = ratios;
                problems.push(format!("{} says “{}”, but the ratios are {light:.1}, {dark:.1}", one.name, one.comment));
            }
        }
    }
    (checked, problems)
}

/// Declarations with a literal colour. Translucent black is the same in any theme and allowed.
fn literal_colours(declarations: &[Declaration]) -> Vec<String> {
    let has_colour = |value: &str| {
        let digits = |rest: &str| rest.chars().take_while(char::is_ascii_hexdigit).count();
        let has_hex = value.split('#').skip(1).any(|rest| matches!(digits(rest), 3 | 4 | 6 | 8));
        let value = value.replace("rgb(0 0 0 / ", "");
        has_hex || ["rgb(", "rgba(", "hsl(", "oklch(", "lab("].iter().any(|function| value.contains(function))
    };
    let rules = declarations.iter().filter(|one| !one.name.starts_with("--") && has_colour(&one.value));
    rules.map(|one| format!("{}: {}", one.name, one.value)).collect()
}

/// A stylesheet with everything that is checked.
const SHEET: &str = "
:root {
  --paper: var(--light, #fff) var(--dark, #000);
  --panel: var(--light, #eee) var(--dark, #111111);
  --ink: var(--light, #000) var(--dark, #fff); /* 21.0, 21.0: of all, the most */
  --muted: var(--light, #333) var(--dark, #ccc); /* at least 9 */
  --accent: var(--ink);
  --warm: var(--ink);
  --line: #777;
  --code-string: var(--light, #333) var(--dark, #ccc);
  --leading: 1.62; /* 1.5, 2.0 */
}
a { color: var(--accent) }
@media (prefers-contrast: more) {
  :root { --line: var(--ink); }
}";

#[test]
fn a_good_style_sheet_has_no_problem() {
    let declarations = declarations(SHEET);
    assert_eq!(contrasts(&declarations), Vec::<String>::new());
    assert_eq!(comments(&declarations), (2, Vec::new()));
    assert_eq!(literal_colours(&declarations), Vec::<String>::new());
}

#[test]
fn ratios_are_those_of_the_standard() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    // The lightest grey with 4.5 on white.
    assert!(contrast([0x76; 3], [255; 3]) > 4.5 && contrast([0x77; 3], [255; 3]) < 4.5);
}

#[test]
fn low_contrast_is_found() {
    let expect_problem = |old: &str, new: &str, problem: &str| {
        assert!(SHEET.contains(old), "{old}");
        let declarations = declarations(&SHEET.replacen(old, new, 1));
        let mut found = contrasts(&declarations);
        found.extend(comments(&declarations).1);
        found.extend(literal_colours(&declarations));
        assert!(found.iter().any(|one| one.contains(problem)), "no “{problem}” in {found:#?}");
    };
    expect_problem(
        "--muted: var(--light, #333)",
        "--muted: var(--light, #888)",
        "--muted on --paper, light: 3.54, not 4.5",
    );
    expect_problem("--line: var(--ink)", "--line: #555", "--line on --paper, dark, (prefers-contrast: more)");
    expect_problem(
        "string: var(--light, #333) var(--dark, #ccc)",
        "string: var(--light, #333) var(--dark, #333)",
        "--code-string on --panel, dark",
    );
    expect_problem(
        "--accent: var(--ink)",
        "--accent: var(--light, #666) var(--dark, #ccc)",
        "--accent on --paper, light, (prefers-contrast",
    );
    expect_problem("--warm: var(--ink)", "--warm: var(--none)", "--warm or --paper can't be parsed");
    expect_problem(
        "21.0, 21.0",
        "20.0, 21.0",
        "--ink says “20.0, 21.0: of all, the most”, but the ratios are 21.0, 21.0",
    );
    expect_problem("at least 9", "at least 13", "--muted says “at least 13”");
    expect_problem("color: var(--accent)", "color: #123456", "color: #123456");
}
