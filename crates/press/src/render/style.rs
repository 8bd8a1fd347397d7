//! What an author adds to the site's stylesheet.

use crate::arrange::Collection;
use crate::look;

/// The author's styles, and what follows from them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// Rules that come after those of the app; empty for the usual look.
    pub(crate) look: String,
    /// The author's own stylesheet.
    pub(crate) own: Option<String>,
    /// The colours of the bar of the browser, light and dark, as CSS.
    pub(crate) grounds: [String; 2],
}

impl Style {
    pub(super) fn of(collection: &Collection) -> Style {
        let look = &collection.settings.look;
        Style {
            look: look::stylesheet(look),
            own: collection.styles.as_ref().map(|styles| styles.css.clone()),
            grounds: look.grounds().map(|ground| ground.to_string()),
        }
    }

    /// The app's stylesheet with what the author adds. The author's rules are in a layer after that of all others (CSS Cascade
    /// 5, 6.4), so that each of them counts, however exact a rule of ours is.
    pub(crate) fn added_to(&self, css: &str) -> String {
        let Style { look, own, .. } = self;
        match own {
            Some(own) => format!("@layer catchword{{{css}{look}}}@layer site{{{own}}}"),
            None => format!("{css}{look}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_used_only_where_they_are_needed() {
        let look = Style { look: "b{}".to_owned(), ..Style::default() };
        assert_eq!(look.added_to("a{}"), "a{}b{}");
        let own = Style { own: Some("c{}".to_owned()), ..look };
        assert_eq!(own.added_to("a{}"), "@layer catchword{a{}b{}}@layer site{c{}}");
    }
}
