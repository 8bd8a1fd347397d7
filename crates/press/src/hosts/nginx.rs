//! `_nginx.conf`, to include in a `server` block. Debian's nginx-light has all that it needs.

use std::collections::BTreeSet;
use std::fmt::Write;

use percent_encoding::percent_decode_str;

use super::Hosting;
use super::headers::{ANYONE, BUNDLE, FOR_ALL, FOR_US, FOREVER, HOURLY, REVALIDATED, common, feeds, media, xml_feeds};
use crate::paths::{COMPRESSED, NOT_FOUND, NOT_SERVED};

/// `_nginx.conf`.
pub(super) fn write(hosting: &Hosting<'_>) -> String {
    let mut text = head(hosting);
    varying(&mut text, hosting);
    redirects(&mut text, hosting);
    gone(&mut text, hosting);
    location(&mut text, hosting);
    text
}

fn head(hosting: &Hosting<'_>) -> String {
    format!(
        "# For nginx: the site {}\n\
         #\n\
         # Include it in a server block, after a line that says in which folder the site lies (no slash at its end):\n\
         #\n\
         #     server {{\n\
         #         listen 80;\n\
         #         server_name example.org;\n\
         #         set $catchword /srv/site;\n\
         #         include /srv/site/_nginx.conf;\n\
         #     }}\n\n",
        hosting.site.url
    )
}

/// Variables for the headers that differ from file to file. A `location` with an `add_header` of its own drops all
/// those of the one around it, so one `location` has them all and uses variables; nginx does not send a header with an
/// empty value.
fn varying(text: &mut String, hosting: &Hosting<'_>) {
    let media: Vec<&str> = media().collect();
    let feeds: Vec<String> = xml_feeds().map(|file| format!("/{}", file.replace('.', "\\."))).collect();
    let _ = write!(
        text,
        "# What differs from file to file. In an `if` nothing but `set` is safe.\n\
         set $catchword_cache \"{REVALIDATED}\";\n\
         set $catchword_resource \"{FOR_US}\";\n\
         set $catchword_readers \"\";\n\
         if ($uri ~* \"\\.({media})$\") {{\n    set $catchword_cache \"{HOURLY}\";\n    set $catchword_resource \"{FOR_ALL}\";\n}}\n\
         if ($uri ~ \"(\\.{BUNDLE}|{feeds})$\") {{\n    \
         set $catchword_resource \"{FOR_ALL}\";\n    set $catchword_readers \"{ANYONE}\";\n}}\n",
        media = media.join("|"),
        feeds = feeds.join("|"),
    );
    for path in hosting.immutable {
        let uri = quoted(&format!("{}{path}", hosting.base()));
        let _ = writeln!(text, "if ($uri = {uri}) {{ set $catchword_cache \"{FOREVER}\"; }}");
    }
}

fn redirects(text: &mut String, hosting: &Hosting<'_>) {
    if !hosting.redirects.is_empty() {
        text.push_str("\n# Where old addresses lead.\n");
    }
    // nginx refuses a file with two locations for one address, and two aliases may differ only in a slash.
    let mut written = BTreeSet::new();
    for redirect in hosting.redirects {
        for from in redirect.spellings().into_iter().filter(|from| written.insert(from.clone())) {
            // nginx decodes an address before it compares it.
            let from = percent_decode_str(&from).decode_utf8_lossy();
            let _ = writeln!(
                text,
                "location = {} {{ absolute_redirect off; return 301 {}; }}",
                quoted(&from),
                quoted(&redirect.to)
            );
        }
    }
}

fn gone(text: &mut String, hosting: &Hosting<'_>) {
    if !hosting.gone.is_empty() {
        text.push_str("\n# Pages that were taken down.\n");
    }
    for address in hosting.gone_spellings() {
        let missing = format!("{}{NOT_FOUND}", hosting.base());
        let _ = writeln!(text, "location = {} {{ error_page 410 {missing}; return 410; }}", quoted(&address));
    }
}

fn location(text: &mut String, hosting: &Hosting<'_>) {
    let base = hosting.base();
    if base != "/" {
        let bare = base.trim_end_matches('/');
        let _ = write!(text, "\nlocation = {bare} {{ absolute_redirect off; return 301 {base}$is_args$args; }}\n");
    }
    // In a folder, no pattern of the server may apply to the site. At the root, the site may be one of several.
    let modifier = if base == "/" { "" } else { "^~ " };
    let _ = write!(
        text,
        "\nlocation {modifier}{base} {{\n    \
             alias $catchword/;\n    \
             index index.html;\n    \
             charset utf-8;\n    \
             # A page's address without its slash leads to the one with it, at whatever host and port was asked.\n    \
             absolute_redirect off;\n    \
             # The `.gz` beside a file. With libnginx-mod-http-brotli-static, `brotli_static on;` sends its `.br`.\n    \
             gzip_static on;\n    \
             gzip_vary on;\n    \
             error_page 404 {base}{NOT_FOUND};\n    \
             # A folder without a page.\n    \
             error_page 403 =404 {base}{NOT_FOUND};\n\n"
    );
    for (name, value) in common(hosting) {
        let _ = writeln!(text, "    add_header {name} {} always;", quoted(&value));
    }
    text.push_str(
        "    add_header Cross-Origin-Resource-Policy $catchword_resource always;\n    \
             add_header Access-Control-Allow-Origin $catchword_readers always;\n    \
             add_header Cache-Control $catchword_cache always;\n\n",
    );
    let wasm = hosting.immutable.iter().filter(|path| path.ends_with(".wasm"));
    // Old servers have no type for WebAssembly.
    let wasm = wasm.map(|path| (path.clone(), "application/wasm".to_owned()));
    let typed = feeds().map(|(file, mime)| (file.to_owned(), mime)).chain(wasm);
    for (file, mime) in typed {
        let uri = quoted(&format!("{base}{file}"));
        let _ = writeln!(text, "    location = {uri} {{ types {{ }} default_type {}; }}", quoted(&mime));
    }
    let copies = COMPRESSED.map(|ending| format!("\\.{ending}")).join("|");
    for file in NOT_SERVED {
        let pattern = file.replace('.', "\\.");
        let _ = writeln!(text, "    location ~ \"/{pattern}({copies})?$\" {{ return 404; }}");
    }
    text.push_str("}\n");
}

/// A text as one parameter. None of the texts has a `$`, which nginx has no way to escape.
fn quoted(text: &str) -> String {
    debug_assert!(!text.contains('$'), "a variable in {text}");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
