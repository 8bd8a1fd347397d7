//! Whole addresses on the web.

use url::Url;

use super::fields::Fields;
use crate::problem::Check;
use crate::slips::slip;

/// An absolute address on the web.
pub(super) fn absolute(fields: &mut Fields<'_>, name: &'static str, required: bool) -> Option<String> {
    let text = if required { fields.required_text(name, "url = \"https://…\"") } else { fields.text(name) }?;
    match Url::parse(&text.value) {
        Ok(url) if matches!(url.scheme(), "https" | "http") => Some(text.value),
        _ => {
            let message = format!("`{name}` is not a whole web address");
            let help =
                slip(&text.value).unwrap_or_else(|| "write all of the address, beginning with `https://`".to_owned());
            fields.report(Check::BadValue, text.span, message, help);
            None
        }
    }
}
