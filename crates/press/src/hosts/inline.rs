//! The script and the styles that stand in every document, as the policy names them: by a digest of their text (CSP 3,
//! section 2.3.1, `hash-source`).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The digests, such as `sha256-…`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Inline {
    scripts: Vec<String>,
    styles: Vec<String>,
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
