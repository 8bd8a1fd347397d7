//! The ids of a part, which stands on many pages.

use super::Body;
use super::tree::{Node, Walk, walk_mut};

/// Puts the part's name before each id that is not the author's own, so that it is no id of a page on which the part stands.
/// Links to them within the part follow.
pub(crate) fn in_part(body: &mut Body, part: &str) {
    let of_part = |id: &str| format!("{part}-{id}");
    let mut given = Vec::new();
    walk_mut(&mut body.blocks, |spanned| {
        let id = match &mut spanned.node {
            Node::Heading { id: Some(id), .. } | Node::Callout { id, .. } => id,
            Node::Embed(embed) => &mut embed.id,
            Node::Table(table) => match &mut table.caption {
                Some(caption) => &mut caption.id,
                None => return Walk::Into,
            },
            _ => return Walk::Into,
        };
        given.push(id.clone());
        *id = of_part(id);
        Walk::Into
    });
    walk_mut(&mut body.blocks, |spanned| {
        if let Node::Link { url, .. } = &mut spanned.node
            && let Some(id) = url.strip_prefix('#')
            && given.iter().any(|given| given == id)
        {
            *url = format!("#{}", of_part(id));
        }
        Walk::Into
    });
}
