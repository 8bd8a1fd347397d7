//! `_Caddyfile`, to import in a site's block.

use std::fmt::Write;

use percent_encoding::percent_decode_str;

use super::Hosting;
use super::headers::{ANYONE, BUNDLE, FOR_ALL, FOR_US, FOREVER, HOURLY, REVALIDATED, common, feeds, media, xml_feeds};
use crate::paths::{COMPRESSED, NOT_FOUND, NOT_SERVED};

/// `_Caddyfile`.
pub(super) fn write(hosting: &Hosting<'_>) -> String {
    let mut text = head(hosting);
    redirects(&mut text, hosting);
    let base = hosting.base();
    if base == "/" {
        text.push_str("handle {\n");
    } else {
        let bare = base.trim_end_matches('/');
        let _ = write!(text, "redir {bare} {base} 301\nhandle_path {base}* {{\n");
    }
    text.push_str("\troot * {vars.catchword}\n\n");
    headers(&mut text, hosting);
    files(&mut text, hosting);
    text.push_str("}\n");
    text
}

fn head(hosting: &Hosting<'_>) -> String {
    format!(
        "# For Caddy, 2.6 or newer: the site {}\n\
         #\n\
         # Import it in a site's block, after a line that says in which folder the site lies:\n\
         #\n\
         #     example.org {{\n\
         #         vars catchword /srv/site\n\
         #         import /srv/site/_Caddyfile\n\
         #     }}\n\n",
        hosting.site.url
    )
}

fn redirects(text: &mut String, hosting: &Hosting<'_>) {
    if hosting.redirects.is_empty() {
        return;
    }
    text.push_str("# Where old addresses lead.\n");
    for redirect in hosting.redirects {
        for from in redirect.spellings() {
            // Caddy decodes an address before it compares it.
            let from = percent_decode_str(&from).decode_utf8_lossy();
            let _ = writeln!(text, "redir {} {} 301", quoted(&from), quoted(&redirect.to));
        }
    }
    text.push('\n');
}

fn headers(text: &mut String, hosting: &Hosting<'_>) {
    text.push_str("\theader {\n");
    for (name, value) in common(hosting) {
        let _ = writeln!(text, "\t\t{name} {}", quoted(&value));
    }
    text.push_str("\t}\n\n");

    // No header may be set twice for one file, so the matchers of each header exclude each other.
    let media: Vec<String> = media().map(|ending| format!("*.{ending}")).collect();
    let media = media.join(" ");
    let readable: String = xml_feeds().map(|file| format!(" /{file}")).collect();
    let readable = format!("*.{BUNDLE}{readable}");
    let _ = write!(
        text,
        "\t@embeddable path {media} {readable}\n\
         \t@ours not path {media} {readable}\n\
         \theader @embeddable Cross-Origin-Resource-Policy {FOR_ALL}\n\
         \theader @ours Cross-Origin-Resource-Policy {FOR_US}\n\
         \t@readable path {readable}\n\
         \theader @readable Access-Control-Allow-Origin {ANYONE}\n\n"
    );
    let immutable: Vec<String> = hosting.immutable.iter().map(|path| quoted(&format!("/{path}"))).collect();
    let immutable = immutable.join(" ");
    let but_immutable = if immutable.is_empty() {
        String::new()
    } else {
        let _ = write!(text, "\t@immutable path {immutable}\n\theader @immutable Cache-Control {}\n", quoted(FOREVER));
        format!("\t\tnot path {immutable}\n")
    };
    let _ = write!(
        text,
        "\t@hourly {{\n\t\tpath {media}\n{but_immutable}\t}}\n\
         \theader @hourly Cache-Control {}\n\
         \t@revalidated {{\n\t\tnot path {media}\n{but_immutable}\t}}\n\
         \theader @revalidated Cache-Control {REVALIDATED}\n\n",
        quoted(HOURLY)
    );
    for (file, mime) in feeds() {
        let _ = writeln!(text, "\theader /{file} Content-Type {}", quoted(&mime));
    }
    text.push('\n');
}

fn files(text: &mut String, hosting: &Hosting<'_>) {
    let [brotli, gzip] = COMPRESSED;
    let hidden = NOT_SERVED.map(|file| format!("/{file} /{file}.{brotli} /{file}.{gzip}")).join(" ");
    let _ = write!(
        text,
        "\t# What is not there, be it a folder's page or a file, is the page for that.\n\
         \t@hidden path {hidden}\n\
         \t@no_page {{\n\t\tpath */\n\t\tnot file {{path}}index.html\n\t}}\n\
         \t@no_file {{\n\t\tnot path */\n\t\tnot file {{path}} {{path}}/index.html\n\t}}\n"
    );
    let below = |address: String| Some(quoted(&format!("/{}", address.strip_prefix(hosting.base())?)));
    let gone: Vec<String> = hosting.gone_spellings().into_iter().filter_map(below).collect();
    if !gone.is_empty() {
        let _ = writeln!(text, "\t# Pages that were taken down.\n\t@gone path {}", gone.join(" "));
    }
    let taken_down = (!gone.is_empty()).then_some(("@gone", 410));
    for (matcher, status) in taken_down.into_iter().chain(["@hidden", "@no_page", "@no_file"].map(|name| (name, 404))) {
        let _ = write!(
            text,
            // This `header` runs after those above, which know the address only: a file that is missing now may be there
            // after the next deploy.
            "\thandle {matcher} {{\n\t\theader Cache-Control {REVALIDATED}\n\t\trewrite * /{NOT_FOUND}\n\
             \t\tfile_server {{\n\t\t\tstatus {status}\n\t\t\tprecompressed br gzip\n\t\t}}\n\t}}\n"
        );
    }
    text.push_str("\thandle {\n\t\tfile_server {\n\t\t\tprecompressed br gzip\n\t\t}\n\t}\n");
}

/// A text as one token. None of the texts has a `{`, which would begin a placeholder.
fn quoted(text: &str) -> String {
    debug_assert!(!text.contains(['{', '}']), "a placeholder in {text}");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
