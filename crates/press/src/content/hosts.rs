//! `[allow]` of `site.toml`: other hosts, and scripts of theirs.

use url::Url;

use super::fields::{Fields, Located};
use crate::hosts::{Allow, HeadScript, Origin};
use crate::problem::Check;

/// How many characters all hosts in `[allow]` may have together. The rest of the policy has about 500, and a line of
/// `_headers` may have 2,000.
pub(super) const MOST_ALLOWED: usize = 1000;

/// How many characters all hosts in `frames` may have together, with three for each host's quotation marks and space. One
/// line of `_headers` names each of them three times.
const MOST_FRAMES: usize = 480;

/// `[allow]`: hosts and nothing else, because each is written into the policy as it is.
pub(super) fn read_allow(fields: &mut Fields<'_>) -> Allow {
    let mut left = MOST_ALLOWED;
    let mut origins = |name: &'static str| {
        let mut origins: Vec<Origin> = Vec::new();
        let mut left_here = if name == "frames" { MOST_FRAMES } else { usize::MAX };
        for text in fields.texts(name) {
            let Some(origin) = Origin::parse(&text.value) else {
                let message = format!("\"{}\" is not the address of a host", text.value);
                let help = "write `https://` and the full name of the host, such as `https://example.com`, with nothing \
                            after it and without `*`";
                fields.report(Check::BadValue, text.span, message, help);
                continue;
            };
            if origins.contains(&origin) {
                continue;
            }
            let length = origin.as_str().len();
            match (left.checked_sub(length), left_here.checked_sub(length + 3)) {
                (Some(rest), Some(rest_here)) => (left, left_here) = (rest, rest_here),
                (_, here) => {
                    let (message, most) = match here {
                        Some(_) => ("there are too many hosts in `[allow]`", MOST_ALLOWED),
                        None => ("there are too many hosts in `frames`", MOST_FRAMES),
                    };
                    let help = format!(
                        "all their names together can have {most} characters, because some hosts ignore longer \
                         rules; remove those that you need least"
                    );
                    fields.report(Check::BadValue, text.span, message, help);
                    break;
                }
            }
            origins.push(origin);
        }
        origins
    };
    Allow {
        forms: origins("forms"),
        frames: origins("frames"),
        images: origins("images"),
        scripts: origins("scripts"),
        connect: origins("connect"),
    }
}

/// A script of `[head]`: a file of the site, or of a host that `[allow]` names.
pub(super) fn read_script(fields: &mut Fields<'_>, allow: &Allow) -> Option<Located<HeadScript>> {
    let src = fields.required_text("src", "src = \"https://…\"")?;
    let data = fields.table("data", |data| Some(read_data(data))).unwrap_or_default();
    let integrity = fields.text("integrity").and_then(|digest| read_integrity(fields, digest));
    let script = HeadScript { src: src.value.trim().to_owned(), data, integrity };
    let script = Located { value: script, span: src.span };
    if script.value.src.starts_with('/') && !script.value.src.starts_with("//") {
        return Some(script);
    }
    let origin = Url::parse(&script.value.src).ok().and_then(|url| Origin::parse(&url.origin().ascii_serialization()));
    let (message, help) = match origin {
        Some(origin) if allow.scripts.contains(&origin) => return Some(script),
        Some(origin) => (
            format!("browsers would not run this script, because `{origin}` is not allowed"),
            format!("allow that host: under `[allow]`, write `scripts = [\"{origin}\"]`, but only if you trust it: its code can read and change every page"),
        ),
        None => (
            format!("\"{}\" is not the address of a script", script.value.src),
            "write the whole address, beginning with `https://`, or the path of a file of yours, such as `/files/count.js`".to_owned(),
        ),
    };
    fields.report(Check::NotAllowed, script.span, message, help);
    None
}

/// The `data-…` attributes of a script.
fn read_data(fields: &mut Fields<'_>) -> Vec<(String, String)> {
    /// By these the app finds its own script.
    const OURS: [&str; 3] = ["base", "js", "wasm"];
    let mut data = Vec::new();
    for (name, value) in fields.rest_as_texts() {
        let is_plain = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_lowercase())
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        if is_plain(&name.value) && !OURS.contains(&&*name.value) {
            data.push((name.value, value.value));
            continue;
        }
        let message = format!("`data` can't have the name `{}`", name.value);
        let help = "write what follows `data-` in the code that the service gives you, in small letters: `data-site-id=\"7\"` \
                    is `data = { site-id = \"7\" }`";
        fields.report(Check::BadValue, name.span, message, help);
    }
    data
}

/// Digests (Subresource Integrity, section 3.5).
fn read_integrity(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
    let is_digest = |word: &str| {
        let rest = ["sha256-", "sha384-", "sha512-"].iter().find_map(|start| word.strip_prefix(start));
        rest.is_some_and(|rest| {
            rest.len() > 40 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        })
    };
    let value = text.value.trim();
    if !value.is_empty() && value.split_ascii_whitespace().all(is_digest) {
        return Some(value.to_owned());
    }
    let help = "copy the value of `integrity` from the code that the service gives you; it begins with `sha384-` or the like. \
                Without one, leave this out";
    fields.report(Check::BadValue, text.span, "this is not the digest of a script", help);
    None
}
