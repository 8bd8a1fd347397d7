use std::fmt;

use catchword_i18n::{Catalog, Message};

/// Every way a bundle can fail to arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The request never reached a server.
    Offline,
    /// No complete answer within ten seconds.
    Timeout,
    /// Status 404 or 410.
    NotFound,
    /// Any other status outside 200–299.
    Server(u16),
    /// The answer is not JSON: many hosts answer with a page.
    NotJson,
    /// The answer broke off.
    Truncated,
    /// JSON that breaks the contract; the text names the field.
    WrongShape(String),
    /// Written to a newer contract than this app's: a newer site was deployed.
    NewerSchema(u32),
}

impl Fault {
    /// Whether the request is worth repeating at once.
    pub fn is_transient(&self) -> bool {
        match self {
            Fault::Offline | Fault::Truncated => true,
            Fault::Server(status) => *status >= 500,
            // Nobody waits ten seconds twice; there is a Retry button.
            Fault::Timeout => false,
            Fault::NotFound | Fault::NotJson | Fault::WrongShape(_) | Fault::NewerSchema(_) => false,
        }
    }

    /// Whether the site has changed since the app was loaded. The remedy is a full load of the address.
    pub fn is_site_change(&self) -> bool {
        matches!(self, Fault::NotFound | Fault::NotJson | Fault::WrongShape(_) | Fault::NewerSchema(_))
    }

    /// The sentence shown to the reader.
    pub fn sentence(&self, catalog: &'static Catalog) -> &'static str {
        catalog.get(match self {
            Fault::Offline => Message::Offline,
            Fault::Timeout => Message::Timeout,
            Fault::NotFound => Message::Gone,
            Fault::Server(_) => Message::Server,
            Fault::NotJson | Fault::WrongShape(_) => Message::Shape,
            Fault::Truncated => Message::Truncated,
            Fault::NewerSchema(_) => Message::Newer,
        })
    }
}

/// For the console: in English, for the site's owner.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Offline => f.write_str("offline"),
            Fault::Timeout => f.write_str("no answer in time"),
            Fault::NotFound => f.write_str("not found"),
            Fault::Server(status) => write!(f, "status {status}"),
            Fault::NotJson => f.write_str("not JSON"),
            Fault::Truncated => f.write_str("truncated"),
            Fault::WrongShape(place) => write!(f, "wrong shape ({place})"),
            Fault::NewerSchema(schema) => write!(f, "newer schema ({schema})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_one_remedy() {
        let all = [
            Fault::Offline,
            Fault::Timeout,
            Fault::NotFound,
            Fault::Server(500),
            Fault::Server(403),
            Fault::NotJson,
            Fault::Truncated,
            Fault::WrongShape("title".into()),
            Fault::NewerSchema(2),
        ];
        for fault in all {
            assert!(
                !(fault.is_transient() && fault.is_site_change()),
                "{fault:?} is retried or loaded in full, not both"
            );
            for language in ["en", "es", "ar"] {
                let sentence = fault.sentence(catchword_i18n::catalog(language));
                assert!(sentence.ends_with('.') && !sentence.contains(". "), "{fault:?}: {sentence}");
            }
        }
    }

    #[test]
    fn only_a_5xx_status_is_transient() {
        assert!(Fault::Server(503).is_transient());
        assert!(!Fault::Server(403).is_transient());
    }
}
