//! The address of the site.

use url::Url;

use super::fields::{Fields, Located};
use super::toml::quoted;
use crate::problem::Check;

/// Endings of files that are pages, so that an address that ends so is not a folder.
const PAGES: [&str; 12] = ["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "cgi", "xml", "json", "md"];

/// Reads `url`: the home page's absolute address, which ends in `/`.
pub(super) fn read(fields: &mut Fields<'_>, text: Located<String>) -> Option<Url> {
    let Some(url) = site_address(text.value.trim()) else {
        let problem = fields.problem(Check::BadValue, text.span.clone(), "`url` can't be the address of a site");
        let help = "write the whole address of the home page, such as `https://example.org/` or \
                    `https://example.org/blog/`; a folder such as `blog` can have the letters a to z, digits, `-`, `.`, \
                    `_` and `~`";
        fields.add(match meant(&text.value) {
            Some(meant) => problem.help(format!("write `url = \"{meant}\"`")).fix(text.span, quoted(meant.as_str())),
            None if has_name(&text.value) => problem.help(
                "what stands before the `@` is a name or a password, which every reader would see: write only the address of \
                 the home page",
            ),
            None => problem.help(help),
        });
        return None;
    };
    if text.value.trim() != text.value {
        let problem =
            fields.problem(Check::BadValue, text.span.clone(), "there is a space before or after the address");
        let problem = problem.help(format!("write `url = \"{url}\"`"));
        fields.add(problem.fix(text.span.clone(), quoted(url.as_str())));
    }
    if is_local(&url) {
        let message = format!("`url` is `{}`, which only your own computer or network can reach", text.value.trim());
        let help = "before you publish the site, write the address at which readers will find it, such as \
                    `url = \"https://example.org/\"`: feeds, search engines and links to your pages use it";
        fields.report(Check::LocalUrl, text.span, message, help);
    } else if url.scheme() == "http" {
        let safe = url.as_str().replacen("http:", "https:", 1);
        let help = format!(
            "if the site answers at `{safe}`, write `url = \"{safe}\"`; without the `s`, anyone on the way can read and \
             change the pages, and browsers warn of them"
        );
        fields.report(Check::InsecureUrl, text.span, "`url` begins with `http:`, and so nothing is encrypted", help);
    }
    Some(url)
}

/// The address of a site that is written, or probably meant.
pub(crate) fn site_address_meant(text: &str) -> Option<Url> {
    site_address(text.trim()).or_else(|| meant(text))
}

/// The address, if it is one of a site.
fn site_address(text: &str) -> Option<Url> {
    // The path is part of patterns in the hosts' files, where other characters would have a meaning.
    let is_plain = |path: &str| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
    let mut url = Url::parse(text).ok().filter(|url| {
        matches!(url.scheme(), "https" | "http")
            && url.host().is_some()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
            && !url.path().contains("//")
            && is_plain(url.path())
            && !is_page(url.path())
            && !text.contains('\\')
    })?;
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Some(url)
}

/// Whether a path ends in the name of a page's file.
fn is_page(path: &str) -> bool {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, ending)| PAGES.contains(&&*ending.to_ascii_lowercase()))
}

/// The address that was probably meant: with its scheme, and without what is not part of a home page's address.
fn meant(text: &str) -> Option<Url> {
    let text = text.trim().replace('\\', "/");
    // `https://https://…`
    let once = ["https://", "http://"].iter().find_map(|scheme| {
        let rest = text.strip_prefix(scheme)?;
        let twice = ["https:", "http:", "https//", "http//"].iter().find(|start| rest.starts_with(**start))?;
        let rest = rest[twice.len()..].trim_start_matches('/');
        Some(format!("{}://{rest}", twice.trim_end_matches([':', '/'])))
    });
    let text = once.unwrap_or(text);
    let is_bare = !text.contains("//")
        && !text.starts_with('/')
        && text.split('/').next().is_some_and(|host| {
            host.contains('.') && host.chars().all(|character| character.is_alphanumeric() || "-.:".contains(character))
        });
    let whole = if is_bare { format!("https://{text}") } else { text };
    let mut url = Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "https" | "http"))?;
    // A name and a password are not to be guessed away: they may be why the site can't be read.
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    url.set_query(None);
    url.set_fragment(None);
    let path = url.path().to_owned();
    let folder = if is_page(&path) {
        path.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder)
    } else {
        &path
    };
    let segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    url.set_path(&segments.iter().map(|segment| format!("/{segment}")).collect::<String>());
    site_address(url.as_str())
}

/// Whether an address has a name or a password.
fn has_name(text: &str) -> bool {
    Url::parse(text.trim()).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

/// Ends of names that no one can reach from elsewhere (RFC 6761, RFC 6762, RFC 8375, and the names of routers).
const LOCAL: [&str; 8] = [".localhost", ".local", ".test", ".invalid", ".internal", ".lan", ".home", ".home.arpa"];

/// Whether an address is of this machine or its network, where nothing needs to be encrypted.
pub(crate) fn is_local(url: &Url) -> bool {
    match url.host() {
        // A name without a dot is one of a network.
        Some(url::Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            !name.contains('.') || LOCAL.iter().any(|end| name.ends_with(end))
        }
        Some(url::Host::Ipv4(address)) => {
            address.is_loopback() || address.is_private() || address.is_unspecified() || address.is_link_local()
        }
        Some(url::Host::Ipv6(address)) => {
            address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local()
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_was_meant() {
        let table = [
            ("https://example.org/index.html", Some("https://example.org/")),
            ("https://example.org/blog/index.php", Some("https://example.org/blog/")),
            ("https://example.org/blog.html", Some("https://example.org/")),
            ("example.org", Some("https://example.org/")),
            ("www.example.org/blog", Some("https://www.example.org/blog/")),
            ("example.org:8080", Some("https://example.org:8080/")),
            // An international name, in the form that every system knows (RFC 3492).
            ("münchen.example", Some("https://xn--mnchen-3ya.example/")),
            ("münchen.example/größe", None),
            ("https:\\\\example.org", Some("https://example.org/")),
            ("https://example.org/?utm=1", Some("https://example.org/")),
            ("https://example.org/#top", Some("https://example.org/")),
            ("https://example.org//blog//", Some("https://example.org/blog/")),
            ("https://https://quiet.example/", Some("https://quiet.example/")),
            ("http://https//quiet.example/blog", Some("https://quiet.example/blog/")),
            ("https://me:secret@example.org/", None),
            ("ftp://example.org/", None),
            ("/blog/", None),
            ("my site", None),
            ("", None),
        ];
        for (written, url) in table {
            assert_eq!(site_address(written).map(String::from), None, "{written}");
            assert_eq!(meant(written).map(String::from).as_deref(), url, "{written}");
        }
        for (url, local) in [
            ("http://localhost:8080/", true),
            ("https://app.localhost/", true),
            ("http://127.0.0.1/", true),
            ("http://0.0.0.0:4000/", true),
            ("http://192.168.1.2/", true),
            ("http://10.1.2.3/", true),
            ("http://169.254.1.1/", true),
            ("http://[::1]/", true),
            ("http://[fd00::1]/", true),
            ("https://laptop/", true),
            ("https://laptop.local/", true),
            ("https://example.org/", false),
            ("https://names.example/", false),
            ("https://local.example.org/", false),
            ("https://8.8.8.8/", false),
            ("https://[2001:db8::1]/", false),
        ] {
            assert_eq!(is_local(&Url::parse(url).unwrap()), local, "{url}");
        }
        assert_eq!(site_address("HTTPS://EXAMPLE.org").map(String::from).as_deref(), Some("https://example.org/"));
    }
}
