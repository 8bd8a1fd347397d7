//! Files that must never be public: private keys, and lists of passwords.

use crate::source::ContentPath;

/// Names of keys for signing in to other computers.
const NAMES: [&str; 13] = [
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "htpasswd",
    "netrc",
    "credentials",
    "npmrc",
    "pypirc",
    "pgpass",
    "git-credentials",
    "secrets.json",
    "secrets.toml",
];

/// Endings of files that hold keys or passwords.
const ENDINGS: [&str; 9] = ["env", "ppk", "p12", "pfx", "jks", "keystore", "kdbx", "kdb", "agekey"];

/// Words in the files themselves.
const WORDS: [&[u8]; 4] = [b"PRIVATE KEY-----", b"PRIVATE KEY BLOCK-----", b"PuTTY-User-Key-File", b"AGE-SECRET-KEY-"];

/// Whether a file looks like one of these. `head` is its beginning.
pub(crate) fn is_secret(path: &ContentPath, head: &[u8]) -> bool {
    let has = |words: &&[u8]| head.windows(words.len()).any(|part| part == *words);
    let name = path.name().to_lowercase();
    // In the folder `root`, names may begin with a dot.
    let name = name.trim_start_matches('.');
    let is_environment = path.name().starts_with('.') && (name == "env" || name.starts_with("env."));
    is_environment || NAMES.contains(&name) || ENDINGS.contains(&&*path.ending()) || {
        // A text about keys may have these words, too.
        !["txt", "html", "htm", "md", "pdf", "svg"].contains(&&*path.ending()) && WORDS.iter().any(has)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_keys_by_their_names_and_words() {
        let key = b"-----BEGIN OPENSSH PRIVATE KEY-----\nabc";
        let table: [(&str, &[u8], bool); 14] = [
            (".env", b"", true),
            (".env.local", b"", true),
            (".netrc", b"", true),
            (".npmrc", b"", true),
            ("images/id_rsa", b"", true),
            ("files/ID_ED25519", b"", true),
            ("files/prod.env", b"A=b", true),
            ("files/passwords.kdbx", b"", true),
            ("files/server.pem", key, true),
            ("files/server.key", key, true),
            ("files/talk.key", b"PK", false),
            ("files/chain.pem", b"-----BEGIN CERTIFICATE-----", false),
            ("files/id_rsa.pub", b"ssh-rsa", false),
            ("files/about-keys.txt", key, false),
        ];
        for (path, head, expected) in table {
            assert_eq!(is_secret(&ContentPath::resolve("", path).unwrap(), head), expected, "{path}");
        }
    }
}
