//! An address of a video that stands alone: elsewhere it becomes a player.

use super::super::players::Player;
use super::Left;
use super::characters::address_at;
use super::text::Paragraph;

/// Reports a line that is the address of a video or of a recording, and nothing else. Returns whether it is one.
pub(super) fn find(paragraph: &Paragraph<'_>, nth: usize, found: &mut Vec<Left>) -> bool {
    let line = &paragraph.lines[nth];
    let words = line.words();
    if !words.starts_with("http") && !words.starts_with("www.") || address_at(words) != words {
        return false;
    }
    let full = if words.starts_with("www.") { format!("https://{words}") } else { words.to_owned() };
    let Some(player) = Player::of(&full) else { return false };
    let help = format!("{}; for a mere link write `<{full}>`", player.lines());
    let message = if player.mark == "VIDEO" { "this address shows no video" } else { "this address plays nothing" };
    found.push(Left::new(line.first(words.len()), message, help));
    true
}
