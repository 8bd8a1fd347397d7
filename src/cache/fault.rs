use std::fmt;

use catchword_i18n::{Catalog, Message};

/// Every way in which a bundle can fail to arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The request never reached a server.
    Offline,
    /// No whole answer within ten seconds.
    Timeout,
    /// 404 or 410: there is no such bundle.
    NotFound,
    /// Any other status that is not a success.
    Server(u16),
    /// The host answered with something that is not JSON, such as a page.
    NotJson,
    /// The answer broke off.
    Truncated,
    /// JSON, but not what the contract says; the text says where.
    WrongShape(String),
    /// Written by a newer contract than this app's: the site has been deployed anew.
    NewerSchema(u32),
}

impl Fault {
    /// Whether the same request may well succeed in a moment.
    pub fn is_passing(&self) -> bool {
        match self {
            Fault::Offline | Fault::Truncated => true,
            Fault::Server(status) => *status >= 500,
            // A second wait of ten seconds would outlast anybody's patience; Retry is there.
            Fault::Timeout => false,
            Fault::NotFound | Fault::NotJson | Fault::WrongShape(_) | Fault::NewerSchema(_) => false,
        }
    }

    /// Whether it says that the site has changed under the app, so that a full load of the address is the remedy.
    pub fn is_change(&self) -> bool {
        matches!(self, Fault::NotFound | Fault::NotJson | Fault::WrongShape(_) | Fault::NewerSchema(_))
    }

    /// What a reader is told: one plain sentence.
    pub fn sentence(&self, words: &'static Catalog) -> &'static str {
        words.get(match self {
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

/// For the console, where whoever keeps the site looks: English, and what a search finds.
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
            assert!(!(fault.is_passing() && fault.is_change()), "{fault:?} is tried again or loaded in full, not both");
            for language in ["en", "es", "ar"] {
                let sentence = fault.sentence(catchword_i18n::catalog(language));
                assert!(sentence.ends_with('.') && !sentence.contains(". "), "{fault:?}: {sentence}");
            }
        }
    }

    #[test]
    fn only_a_servers_own_failure_passes() {
        assert!(Fault::Server(503).is_passing());
        assert!(!Fault::Server(403).is_passing());
    }
}
