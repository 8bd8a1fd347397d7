//! `[checks]` in `site.toml`: the checks that are to be warnings.

use std::collections::BTreeSet;

use super::fields::{Fields, listed};
use crate::problem::Check;

/// `[checks]`: a check can be made a warning, nothing else.
pub(super) fn read_checks(fields: &mut Fields<'_>) -> Option<BTreeSet<Check>> {
    let mut warnings = BTreeSet::new();
    for (name, flag) in fields.rest_of_flags() {
        let message = format!("a check can't be set to `{}`", flag.value);
        let help = format!("write `{name} = \"warn\"` to make it a warning; a check can't be turned off");
        fields.report(Check::BadValue, flag.span, message, help);
    }
    for (name, value) in fields.rest_as_texts() {
        let Some(check) = Check::parse(&name.value) else {
            let known: Vec<&str> =
                Check::ALL.into_iter().filter(|check| check.can_be_warning()).map(Check::name).collect();
            let message = format!("there is no check called `{}`", name.value);
            fields.report(
                Check::UnknownField,
                name.span,
                message,
                format!("these checks can be made warnings: {}", listed(&known)),
            );
            continue;
        };
        if value.value != "warn" {
            let message = format!("a check can't be set to \"{}\"", value.value);
            let help = "write `\"warn\"` to make it a warning; a check can't be turned off";
            fields.report(Check::BadValue, value.span, message, help);
        } else if !check.can_be_warning() {
            let message = format!("`{}` can't be made a warning", name.value);
            let help = "remove this line: where this check finds something, no page can be made";
            fields.report(Check::BadValue, name.span, message, help);
        } else {
            warnings.insert(check);
        }
    }
    Some(warnings)
}
