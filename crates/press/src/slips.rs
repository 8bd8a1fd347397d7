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

/// What a link can have as its address.
pub(crate) const LINKS: &str =
    "a link can lead to a file, a page, or an address that begins with `https:`, `mailto:` or `tel:`";

/// What an address that leads nowhere was meant to be, as a whole hint; `None` if it may be a path.
pub(crate) fn slip(link: &str) -> Option<String> {
    let link = link.trim();
    let (path, _) = split_path(link);
    if let Some(help) = in_marks(link).or_else(|| template(link)) {
        return Some(help);
    }
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

/// `htps://…`, `https//…`, `https;//…`, `https:// …`.
fn scheme_slip(link: &str) -> Option<String> {
    if let Some(help) = web_slip(link) {
        return Some(help);
    }
    let (word, rest) = link.split_once("//").filter(|(word, rest)| !word.contains('/') && !rest.is_empty())?;
    let word = word.trim_end_matches([':', ';', ',', '.']).to_lowercase();
    // A scheme of its own is no slip.
    let is_own =
        Url::parse(link).is_ok_and(|url| ["ftp", "javascript", "data", "ws", "wss", "blob"].contains(&url.scheme()));
    let meant = SCHEMES.into_iter().min_by_key(|scheme| strsim::damerau_levenshtein(&word, scheme))?;
    let is_near = strsim::damerau_levenshtein(&word, meant) <= 2 && word.len() > 2;
    let is_right = link.get(..meant.len() + 3).is_some_and(|start| start.eq_ignore_ascii_case(&format!("{meant}://")));
    (!is_own && is_near && !is_right).then(|| format!("did you mean `{meant}://{rest}`?"))
}

/// How to write an address or its title if one of them is in curly quotation marks, or the address ends in one.
pub(crate) fn in_marks(link: &str) -> Option<String> {
    let link = link.trim();
    let is_mark = |letter: char| "“”„‟″«»‘’‚".contains(letter);
    let is_outside = |letter: char| is_mark(letter) || letter == '"';
    let (address, title) = link.split_once(char::is_whitespace).unwrap_or((link, ""));
    let title = title.trim();
    if title.starts_with(is_mark) && title.ends_with(is_outside) || title.ends_with(is_mark) && title.starts_with('"') {
        let (address, title) = (address.trim_matches(is_outside), title.trim_matches(is_outside).trim());
        return Some(format!(
            "a title is in straight quotation marks: write `{address} \"{title}\"` between the parentheses, or without a \
             title `{address}`"
        ));
    }
    let begins = address.starts_with(is_outside);
    let is_alone = address.ends_with(is_mark) && !address.trim_end_matches(is_mark).contains(is_mark);
    let ends_wrong = is_alone && !address.ends_with(['’', '″']);
    let bare = address.trim_matches(is_outside);
    (title.is_empty() && (begins || ends_wrong) && !bare.is_empty())
        .then(|| format!("an address has no quotation marks: write `{bare}` between the parentheses"))
}

/// What to write instead of the code of another tool, such as `{{ site.url }}/about/`.
fn template(link: &str) -> Option<String> {
    let is_code = ["{{", "{%", "%7B%7B"].iter().any(|mark| link.contains(mark)) || link.starts_with("%=");
    is_code.then(|| TEMPLATE.to_owned())
}

/// What a link has instead of the code of another tool.
pub(crate) const TEMPLATE: &str = "Catchword has no such codes: link to the file, `[words](other-essay.md)`, or write the whole \
                                   address; a picture is `![what it shows](/images/picture.jpg)`";

/// What an address of the web or of e-mail was meant to be that browsers read as another one: `https://https://…`,
/// `http:/…`, `https:// …`, `mailto:ann example.org`.
pub(crate) fn web_slip(link: &str) -> Option<String> {
    if let Some(help) = in_marks(link) {
        return Some(help);
    }
    let (scheme, rest) = link.trim().split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme == "mailto" {
        let address = split_path(rest).0;
        let is_wrong = !address.is_empty() && !address.contains('@') && !address.contains("%40");
        return is_wrong.then(|| "an e-mail address has an `@`: write `mailto:name@example.org`".to_owned());
    }
    if !["http", "https"].contains(&&*scheme) {
        return None;
    }
    let after = rest.trim_start_matches(['/', ' ']);
    let small = after.to_ascii_lowercase();
    if let Some(twice) = ["https:", "http:", "https//", "http//"].iter().find(|start| small.starts_with(**start)) {
        let name = if twice.starts_with("https") { "https" } else { "http" };
        let address = after[twice.len()..].trim_start_matches('/');
        return Some(format!("`{scheme}://` stands there twice: write `{name}://{address}`"));
    }
    let is_right = rest.starts_with("//") && rest.len() == after.len() + 2;
    // Behind a single `/` there may be a path.
    let host = after.split(['/', '?', '#']).next().unwrap_or_default();
    let (host_only, _) = host.split_once(' ').unwrap_or((host, ""));
    (!is_right && host_only.contains('.'))
        .then(|| format!("two `/` and no space stand before the name of the site: write `{scheme}://{after}`"))
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
            ("file:///Desktop/boat.png", "your own computer"),
            ("\\\\server\\share\\x.pdf", "your own computer"),
            ("/Users/ada/Desktop/boat.png", "your own computer"),
            ("~/boat.png", "your own computer"),
            ("htps://example.org/", "`https://example.org/`"),
            ("https//example.org/", "`https://example.org/`"),
            ("http;//example.org/", "`http://example.org/`"),
            ("https:// example.org", "`https://example.org`"),
            ("https://https://example.org", "`https://example.org`"),
            ("http://https//example.org", "`https://example.org`"),
            ("http:/example.org/a", "`http://example.org/a`"),
            ("https:example.org", "`https://example.org`"),
            ("/images/a.png “The Ouse”", "`/images/a.png \"The Ouse\"`"),
            ("other.md „Titel“", "`other.md \"Titel\"`"),
            ("other.md ‘Title’", "`other.md \"Title\"`"),
            ("https://a.example “title”", "`https://a.example \"title\"`"),
            ("“https://a.example”", "`https://a.example`"),
            ("https://a.example/b”", "`https://a.example/b`"),
            ("“other.md”", "`other.md`"),
            ("{{ site.url }}/about/", "link to the file"),
            ("/a/{% link b.md %}", "link to the file"),
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
            "https://example.org/",
            "HTTPS://example.org/a",
            "mailto:",
            "https://a.example/wiki/“Heroes”",
            "https://a.example/wiki/“Heroes”_(album)",
            "the “old” file.pdf",
            "/files/{a}.pdf",
        ] {
            assert_eq!(slip(link), None, "{link}");
        }
    }
}
