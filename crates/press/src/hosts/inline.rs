//! The script and the styles that are written into every document, as the policy names them: by a digest of their text (CSP 3,
//! section 2.3.1, `hash-source`).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The digests, such as `sha256-…`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Inline {
    scripts: Vec<String>,
    styles: Vec<String>,
    has_stylesheets: bool,
}

impl Inline {
    /// `text` is what stands between the tags, to the letter.
    pub(crate) fn add_script(&mut self, text: &str) {
        self.scripts.push(digest(text));
    }

    /// The same for a `<style>`.
    pub(crate) fn add_style(&mut self, text: &str) {
        self.styles.push(digest(text));
    }

    /// Pages link to stylesheets, too.
    pub(crate) fn keep_stylesheets(&mut self) {
        self.has_stylesheets = true;
    }

    /// Whether pages link to stylesheets: those that are no texts in the documents, or all of them.
    pub(super) fn has_stylesheets(&self) -> bool {
        self.has_stylesheets || self.styles.is_empty()
    }

    pub(super) fn scripts(&self) -> &[String] {
        &self.scripts
    }

    pub(super) fn styles(&self) -> &[String] {
        &self.styles
    }
}

fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
