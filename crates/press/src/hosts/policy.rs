//! The content security policy: what a page may load, run and send. It is defined only here.

use super::allow::{Allow, Origin};
use super::inline::Inline;

/// The policy as a header's value.
pub(super) fn header(allow: &Allow, inline: &Inline) -> String {
    let mut directives = directives(allow, inline);
    // No other site may put a page into a frame, where readers could be made to click what they don't see. Browsers
    // ignore this directive in a `<meta>`, with a warning in the console (CSP 3, section 3.3).
    directives.push("frame-ancestors 'none'".to_owned());
    directives.join("; ")
}

/// The policy as the `content` of `<meta http-equiv="Content-Security-Policy">`, for hosts that don't send the site's
/// headers. It has no character that would have to be escaped in double quotes.
pub(crate) fn meta_policy(allow: &Allow, inline: &Inline) -> String {
    directives(allow, inline).join("; ")
}

/// The same for the author's own machine, where a script of the program's own reads pages that have been saved.
pub(crate) fn preview_policy(allow: &Allow, inline: &Inline) -> String {
    // The last directive is the list of Trusted Types' policies.
    format!("{} catchword-live", meta_policy(allow, inline))
}

/// One directive per line, each with the reason for it.
fn directives(allow: &Allow, inline: &Inline) -> Vec<String> {
    vec![
        // Whatever no other line allows is forbidden: plug-ins, and anything that browsers may learn to load.
        "default-src 'none'".to_owned(),
        // The start script and what it loads. `'wasm-unsafe-eval'` compiles WebAssembly and evaluates no text.
        sources("script-src", &["'self'", "'wasm-unsafe-eval'"], inline.scripts(), &allow.scripts),
        // The stylesheet, which is in the document or a file. No `style` attribute and no other `<style>`: neither the app
        // nor the sanitiser writes one.
        sources("style-src", if inline.has_stylesheets() { &["'self'"] } else { &[] }, inline.styles(), &[]),
        // Pictures beside the essays, and the favicon.
        sources("img-src", &["'self'"], &[], &allow.images),
        // The project's own look uses system fonts; an adapted one may put a font beside the stylesheet.
        "font-src 'self'".to_owned(),
        // `<audio>` and `<video>` in an essay.
        "media-src 'self'".to_owned(),
        // The bundles and the wasm, which the app fetches; and where the scripts that the author names send what they count.
        sources("connect-src", &["'self'"], &[], &allow.connect),
        // The search's worker.
        "worker-src 'self'".to_owned(),
        // Authors' forms. `default-src` does not cover this directive, nor `base-uri`.
        sources("form-action", &["'self'"], &[], &allow.forms),
        // Frames only of hosts that the author names.
        if allow.frames.is_empty() {
            "frame-src 'none'".to_owned()
        } else {
            sources("frame-src", &[], &[], &allow.frames)
        },
        // An injected `<base>` would send every link and script of the page elsewhere.
        "base-uri 'none'".to_owned(),
        // Strings become markup or script addresses only through a policy named in the next line.
        "require-trusted-types-for 'script'".to_owned(),
        // `default` checks an author's text before the app puts it into the page. `catchword-inert` parses it for that
        // check, in a document that runs nothing, and lets the HTML of the app's own views through, whose texts are escaped.
        "trusted-types default catchword-inert".to_owned(),
    ]
}

fn sources(name: &str, own: &[&str], hashes: &[String], others: &[Origin]) -> String {
    let own = own.iter().map(|source| (*source).to_owned());
    let hashes = hashes.iter().map(|hash| format!("'{hash}'"));
    let others = others.iter().map(Origin::to_string);
    let sources: Vec<String> = std::iter::once(name.to_owned()).chain(own).chain(hashes).chain(others).collect();
    sources.join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn parsed(policy: &str) -> BTreeMap<&str, Vec<&str>> {
        let mut directives = BTreeMap::new();
        for directive in policy.split(';') {
            let mut words = directive.split_whitespace();
            let name = words.next().unwrap();
            // A second directive of the same name is ignored (CSP 3, section 2.2.1).
            assert!(directives.insert(name, words.collect()).is_none(), "{name} stands twice");
        }
        directives
    }

    /// The digest of no text (FIPS 180-4).
    const EMPTY: &str = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    fn allow() -> Allow {
        let origins = |text: &str| vec![Origin::parse(text).unwrap()];
        Allow {
            forms: origins("https://forms.example"),
            frames: origins("https://frames.example"),
            images: origins("https://images.example:8443"),
            scripts: origins("https://scripts.example"),
            connect: origins("https://count.example"),
        }
    }

    #[test]
    fn forbids_everything_but_the_sites_own_files() {
        let policy = header(&Allow::default(), &Inline::default());
        let directives = parsed(&policy);
        assert_eq!(directives["default-src"], ["'none'"]);
        assert_eq!(directives["frame-src"], ["'none'"]);
        assert_eq!(directives["base-uri"], ["'none'"]);
        assert_eq!(directives["frame-ancestors"], ["'none'"]);
        assert_eq!(directives["script-src"], ["'self'", "'wasm-unsafe-eval'"]);
        assert_eq!(directives["require-trusted-types-for"], ["'script'"]);
        assert_eq!(directives["trusted-types"], ["default", "catchword-inert"]);
        for word in ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "http:", "https:", "data:", "blob:", "*"] {
            assert!(!policy.split([' ', ';']).any(|source| source == word), "{word} in {policy}");
        }
        // Authors try the site over plain HTTP on their own machine.
        assert!(!directives.contains_key("upgrade-insecure-requests"));
    }

    #[test]
    fn allows_each_host_for_its_purpose_alone() {
        let mut inline = Inline::default();
        inline.add_script("");
        let policy = header(&allow(), &inline);
        let directives = parsed(&policy);
        assert_eq!(directives["form-action"], ["'self'", "https://forms.example"]);
        assert_eq!(directives["frame-src"], ["https://frames.example"]);
        assert_eq!(directives["img-src"], ["'self'", "https://images.example:8443"]);
        assert_eq!(directives["script-src"], ["'self'", "'wasm-unsafe-eval'", EMPTY, "https://scripts.example"]);
        assert_eq!(directives["style-src"], ["'self'"]);
        assert_eq!(directives["connect-src"], ["'self'", "https://count.example"]);
        assert_eq!(policy.matches("https://").count(), 5);
    }

    #[test]
    fn allows_what_stands_in_the_document_and_no_other_style() {
        let mut inline = Inline::default();
        inline.add_style("");
        let policy = header(&Allow::default(), &inline);
        assert_eq!(parsed(&policy)["style-src"], [EMPTY]);
        assert_eq!(parsed(&policy)["script-src"], ["'self'", "'wasm-unsafe-eval'"]);
        inline.keep_stylesheets();
        let policy = header(&Allow::default(), &inline);
        assert_eq!(parsed(&policy)["style-src"], ["'self'", EMPTY]);
    }

    #[test]
    fn on_the_authors_machine_one_more_policy_is_allowed() {
        let (usual, preview) =
            (meta_policy(&allow(), &Inline::default()), preview_policy(&allow(), &Inline::default()));
        let (mut usual, mut preview) = (parsed(&usual), parsed(&preview));
        assert_eq!(preview.remove("trusted-types").unwrap(), ["default", "catchword-inert", "catchword-live"]);
        usual.remove("trusted-types");
        assert_eq!(usual, preview);
    }

    #[test]
    fn fits_into_a_page() {
        let mut inline = Inline::default();
        inline.add_script("a");
        inline.add_style("b");
        let (policy, meta) = (header(&allow(), &inline), meta_policy(&allow(), &inline));
        assert!(!meta.contains(['"', '&', '<', '>']), "{meta}");
        let (mut in_header, in_meta) = (parsed(&policy), parsed(&meta));
        in_header.remove("frame-ancestors");
        assert_eq!(in_header, in_meta);
        for name in ["frame-ancestors", "sandbox", "report-uri", "report-to"] {
            assert!(!in_meta.contains_key(name), "{name}");
        }
    }
}
