//! Addresses that are no paths of the site and were not meant to be: an e-mail address, a site without its `https://`, a
//! file of the author's own computer.

use url::Url;

use crate::resolve::split_path;

/// Ends of names of hosts that are common enough to tell a host from a file.
const DOMAINS: [&str; 22] = [
    "com", "org", "net", "edu", "gov", "info", "io", "uk", "de", "fr", "es", "it", "nl", "eu", "us", "ca", "au", "ch",
    "at", "dev", "blog", "example",
];

/// How an author's computer calls its folders.
const COMPUTERS: [&str; 9] =
    ["/users/", "/home/", "/volumes/", "/mnt/", "/media/", "~/", "/private/", "/tmp/", "/documents and settings/"];

/// Schemes that are written wrong more often than not.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// What an address that leads nowhere was meant to be, as a whole hint; `None` if it may be a path.
pub(crate) fn slip(link: &str) -> Option<String> {
    let link = link.trim();
    let (path, _) = split_path(link);
    if is_of_a_computer(link) {
        return Some(
            "this is a file on your own computer, which readers can't reach: copy it into the folder of your content, for \
             example into `files` or `images`, and write its path from there, such as `/files/leaflet.pdf`"
                .to_owned(),
        );
    }
    if is_mail(link) {
        return Some(format!("an e-mail address needs `mailto:` before it: write `mailto:{link}`"));
    }
    if is_host(path) {
        return Some(format!("the address of another site needs `https://` before it: write `https://{link}`"));
    }
    if is_phone(link) {
        let number: String = link.chars().filter(|character| character.is_ascii_digit() || *character == '+').collect();
        return Some(format!("a telephone number needs `tel:` before it: write `tel:{number}`"));
    }
    scheme_slip(link)
}

/// Whether it is a path as a computer writes it: `C:\Users\…`, `file:///…`, `\\server\share`, `/Users/…`.
fn is_of_a_computer(link: &str) -> bool {
    let small = link.to_lowercase();
    let has_drive = matches!(small.as_bytes(), [b'a'..=b'z', b':' | b'|', b'\\' | b'/', ..]);
    has_drive
        || small.starts_with("file:")
        || small.starts_with("\\\\")
        || small.starts_with("%userprofile%")
        || COMPUTERS.iter().any(|start| small.replace('\\', "/").starts_with(start))
}

fn is_mail(link: &str) -> bool {
    let Some((name, host)) = link.split_once('@') else { return false };
    let is_plain = |text: &str| !text.is_empty() && !text.contains(['/', ' ', ':', '@', '\\']);
    is_plain(name) && is_plain(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

/// Whether a path begins with the name of a host.
fn is_host(path: &str) -> bool {
    let host = path.split(['/', ':']).next().unwrap_or_default().to_lowercase();
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let is_name =
        host.contains('.') && host.split('.').all(|label| !label.is_empty() && !label.contains(char::is_whitespace));
    is_name && (host.starts_with("www.") || DOMAINS.contains(&last))
}

fn is_phone(link: &str) -> bool {
    let digits = link.chars().filter(char::is_ascii_digit).count();
    digits >= 6
        && link.chars().all(|character| character.is_ascii_digit() || " +-()/.".contains(character))
        && !link.contains("//")
        && !link.starts_with(['/', '.'])
}

/// `htps://…`, `https//…`, `https;//…`.
fn scheme_slip(link: &str) -> Option<String> {
    let (word, rest) = link.split_once("//").filter(|(word, rest)| !word.contains('/') && !rest.is_empty())?;
    let word = word.trim_end_matches([':', ';', ',', '.']).to_lowercase();
    // A scheme of its own is no slip.
    let is_own =
        Url::parse(link).is_ok_and(|url| ["ftp", "javascript", "data", "ws", "wss", "blob"].contains(&url.scheme()));
    let meant = SCHEMES.into_iter().min_by_key(|scheme| strsim::damerau_levenshtein(&word, scheme))?;
    let is_near = strsim::damerau_levenshtein(&word, meant) <= 2 && word.len() > 2;
    (!is_own && is_near).then(|| format!("did you mean `{meant}://{rest}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_is_no_path() {
        let table = [
            ("www.example.com", "`https://www.example.com`"),
            ("example.org/a?b#c", "`https://example.org/a?b#c`"),
            ("example.co.uk", "`https://example.co.uk`"),
            ("me@example.org", "`mailto:me@example.org`"),
            ("+49 30 123456", "`tel:+4930123456`"),
            ("C:\\Users\\Ada\\boat.png", "your own computer"),
            ("c:/users/ada/boat.png", "your own computer"),
            ("file:///home/ada/boat.png", "your own computer"),
            ("\\\\server\\share\\x.pdf", "your own computer"),
            ("/Users/ada/Desktop/boat.png", "your own computer"),
            ("~/boat.png", "your own computer"),
            ("htps://example.org/", "`https://example.org/`"),
            ("https//example.org/", "`https://example.org/`"),
            ("http;//example.org/", "`http://example.org/`"),
        ];
        for (link, said) in table {
            let hint = slip(link).unwrap_or_default();
            assert!(hint.contains(said), "{link}: {hint}");
        }
        for link in [
            "boat.png",
            "other.md",
            "a/b.md",
            "../x.html",
            "/about/",
            "/2026/05/01/",
            "2026-05-01.md",
            "",
            "#x",
            "ftp://x.example/",
            "notes.io.md",
            "a@b",
        ] {
            assert_eq!(slip(link), None, "{link}");
        }
    }
}
