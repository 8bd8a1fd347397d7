//! The spaces of French, where a line must not break: before `?`, `!`, `;` and `:`, and inside of « ».

use super::marks::Change;

const NARROW: &str = "\u{202f}";

const WIDE: &str = "\u{a0}";

/// The changes of a French text's ordinary spaces.
pub(super) fn changes(text: &str, is_fixed: &impl Fn(usize) -> bool) -> Vec<Change> {
    let space = |at: usize, to: &'static str| Change { at: at..at + 1, to: to.into() };
    let spaces = text.match_indices(' ').filter(|(at, _)| !is_fixed(*at));
    let found = spaces.filter_map(|(at, _)| {
        let before = text[..at].chars().next_back()?;
        let mut after = text[at + 1..].chars();
        let (mark, next) = (after.next()?, after.next());
        let is_end = next.is_none_or(|next| next.is_whitespace() || "?!…\"'»”’)]".contains(next));
        match mark {
            _ if before == '«' && !mark.is_whitespace() => Some(space(at, NARROW)),
            _ if before.is_whitespace() => None,
            '»' => Some(space(at, NARROW)),
            '?' | '!' | ';' if is_end => Some(space(at, NARROW)),
            ':' if is_end => Some(space(at, WIDE)),
            _ => None,
        }
    });
    found.collect()
}
