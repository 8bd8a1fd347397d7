//! `[publish]` of `site.toml`: the place where readers find the site.

use url::Url;

use super::fields::{Fields, Located};
use crate::problem::Check;

/// Where `catchword publish` puts the site. It has no secret in it: those come from the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A branch of a repository.
    Git {
        /// Any address or path that git takes.
        repository: String,
        /// The branch, which need not exist yet.
        branch: String,
    },
    /// A folder on a server with ssh and rsync.
    Rsync(Server),
    /// A folder on a server with sftp.
    Sftp(Server),
    /// A site at Netlify.
    Netlify {
        /// Its id, or its name with `.netlify.app`.
        site: String,
    },
    /// A bucket of S3 or of a host that works like it.
    S3 {
        /// The bucket's name.
        bucket: String,
        /// Its region.
        region: String,
        /// The host's address, if it is not Amazon.
        endpoint: Option<String>,
    },
}

/// A folder on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The server's name, with the user's before it if there is one: `me@example.org`.
    pub host: String,
    /// The port of ssh, if it is not the usual one.
    pub port: Option<u16>,
    /// The folder of the site.
    pub path: String,
}

/// Fields in which authors of other tools keep secrets, and where the secret belongs.
const SECRETS: [(&str, &str); 12] = [
    ("token", "NETLIFY_AUTH_TOKEN"),
    ("auth_token", "NETLIFY_AUTH_TOKEN"),
    ("netlify_auth_token", "NETLIFY_AUTH_TOKEN"),
    ("access_key", "AWS_ACCESS_KEY_ID"),
    ("access_key_id", "AWS_ACCESS_KEY_ID"),
    ("aws_access_key_id", "AWS_ACCESS_KEY_ID"),
    ("secret", "AWS_SECRET_ACCESS_KEY"),
    ("secret_key", "AWS_SECRET_ACCESS_KEY"),
    ("secret_access_key", "AWS_SECRET_ACCESS_KEY"),
    ("aws_secret_access_key", "AWS_SECRET_ACCESS_KEY"),
    ("password", ""),
    ("passphrase", ""),
];

#[derive(Debug, Clone, Copy)]
enum Kind {
    Git,
    Rsync,
    Sftp,
    Netlify,
    S3,
}

const KINDS: [(&str, Kind); 5] =
    [("git", Kind::Git), ("rsync", Kind::Rsync), ("sftp", Kind::Sftp), ("netlify", Kind::Netlify), ("s3", Kind::S3)];

/// Reads the table.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<Destination> {
    refuse_secrets(fields);
    if !fields.has("to") {
        fields.missing("to", "to = \"git\"`, or `\"rsync\"`, `\"sftp\"`, `\"netlify\"` or `\"s3\"");
    }
    let Some(kind) = fields.choice("to", &KINDS) else {
        // Which of these belong there is not known.
        for name in ["repository", "branch", "host", "path", "site", "bucket", "region", "endpoint"] {
            fields.text(name);
        }
        return None;
    };
    match kind {
        Kind::Git => {
            let repository = fields.required_text("repository", "repository = \"git@github.com:me/blog.git\"");
            let repository = repository.and_then(|text| repository_of(fields, text));
            let branch = match fields.text("branch") {
                Some(text) => branch_of(fields, text),
                None => Some("gh-pages".to_owned()),
            };
            Some(Destination::Git { repository: repository?, branch: branch? })
        }
        Kind::Rsync => server(fields).map(Destination::Rsync),
        Kind::Sftp => server(fields).map(Destination::Sftp),
        Kind::Netlify => {
            let site = fields.required_text("site", "site = \"my-blog.netlify.app\"")?;
            Some(Destination::Netlify { site: site_of(fields, site)? })
        }
        Kind::S3 => {
            let bucket = fields.required_text("bucket", "bucket = \"my-blog\"");
            let bucket = bucket.and_then(|text| name_of(fields, text, "the name of a bucket", "\"my-blog\""));
            let region = match fields.text("region") {
                Some(text) => name_of(fields, text, "a region", "\"eu-central-1\""),
                None => Some("us-east-1".to_owned()),
            };
            let endpoint = match fields.text("endpoint") {
                Some(text) => Some(endpoint_of(fields, text)?),
                None => None,
            };
            Some(Destination::S3 { bucket: bucket?, region: region?, endpoint })
        }
    }
}

/// `site.toml` is committed and shared, so a secret in it is known to everybody.
fn refuse_secrets(fields: &mut Fields<'_>) {
    for (name, variable) in SECRETS {
        let Some(span) = fields.place(name) else { continue };
        fields.text(name);
        let help = if variable.is_empty() {
            "remove this line: whoever gets this file would know the secret. For git, rsync and sftp, use a key of ssh"
                .to_owned()
        } else {
            format!(
                "remove this line: whoever gets this file would know the secret. Put it into the environment variable \
                 `{variable}`. If others have seen this file already, ask the host for a new one"
            )
        };
        fields.report(Check::BadValue, span, "a secret can't be in `site.toml`", help);
    }
}

/// What an option or a line break would do in the command of another program, nobody knows.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('-') && !text.chars().any(char::is_control)
}

fn repository_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
    let value = text.value.trim().to_owned();
    if let Ok(url) = Url::parse(&value) {
        // A long user name without a password is a token.
        let is_token = matches!(url.scheme(), "http" | "https") && url.username().len() >= 20;
        if url.password().is_some() || is_token {
            refuse_password(
                fields,
                text,
                "for the address without it, write it without what is between `//` and `@`, and let git keep the password: `git config --global credential.helper store`, or use a key of ssh",
            );
            return None;
        }
    }
    if is_plain(&value) {
        return Some(value);
    }
    let help = "write the address that `git clone` takes, such as `\"git@github.com:me/blog.git\"`";
    fields.report(Check::BadValue, text.span, "this is not the address of a repository", help);
    None
}

fn refuse_password(fields: &mut Fields<'_>, text: Located<String>, help: &str) {
    let help = format!(
        "whoever gets this file would know the password: {help}. If others have seen this file already, change the password"
    );
    fields.report(Check::BadValue, text.span, "there is a password in this address", help);
}

/// The rules are those of `git check-ref-format`.
fn branch_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
    let value = text.value.trim();
    let is_part = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with(".lock");
    let is_branch = is_plain(value)
        && value != "@"
        && value.split('/').all(is_part)
        && !value.ends_with('.')
        && !value.contains([' ', '~', '^', ':', '?', '*', '[', '\\'])
        && !value.contains("..")
        && !value.contains("@{");
    if is_branch {
        return Some(value.to_owned());
    }
    let message = format!("\"{}\" can't be the name of a branch", text.value);
    fields.report(Check::BadValue, text.span, message, "write a name without spaces, such as `\"gh-pages\"`");
    None
}

fn server(fields: &mut Fields<'_>) -> Option<Server> {
    let host = fields.required_text("host", "host = \"me@example.org\"");
    let host = host.and_then(|text| host_of(fields, text));
    let path = fields.required_text("path", "path = \"/var/www/blog\"");
    let path = path.and_then(|text| path_of(fields, text));
    let (host, port) = host?;
    Some(Server { host, port, path: path? })
}

fn host_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<(String, Option<u16>)> {
    let value = text.value.trim();
    let (host, rest) = value.split_once(':').map_or((value, None), |(host, rest)| (host, Some(rest)));
    let port = rest.map(str::parse::<u16>);
    let (user, name) = host.rsplit_once('@').map_or((None, host), |(user, name)| (Some(user), name));
    let is_word = |word: &str| {
        is_plain(word) && word.chars().all(|character| character.is_alphanumeric() || "-_.".contains(character))
    };
    if user.is_none_or(is_word) && is_word(name) && port.as_ref().is_none_or(Result::is_ok) {
        return Some((host.to_owned(), port.and_then(Result::ok)));
    }
    if value.contains("://") && Url::parse(value).is_ok_and(|url| url.password().is_some())
        || user.is_some_and(|user| user.contains(':'))
    {
        refuse_password(
            fields,
            text,
            "write the user and the server without it, such as `\"me@example.org\"`, and use a key of ssh",
        );
        return None;
    }
    let help = match rest {
        Some(path) if is_word(name) && user.is_none_or(is_word) && !path.is_empty() => {
            format!("write the folder on a line of its own: `host = \"{host}\"` and `path = \"{path}\"`")
        }
        _ => {
            "write the user and the server, such as `\"me@example.org\"`, and if ssh has another port there, that too: \
              `\"me@example.org:2222\"`"
                .to_owned()
        }
    };
    let message = format!("\"{}\" is not the name of a server", text.value);
    fields.report(Check::BadValue, text.span, message, help);
    None
}

fn path_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
    let value = text.value.trim().trim_end_matches('/');
    let help = if value.starts_with('~') {
        "leave out what is before the first `/`, and this too: a path that does not begin with `/` begins in your own \
         folder on the server"
    } else if is_plain(value) && value.split('/').all(|part| part != "..") {
        return Some(value.to_owned());
    } else {
        "write the folder on the server that holds the site and nothing else, such as `\"/var/www/blog\"`"
    };
    let message = format!("the site can't be put into \"{}\"", text.value);
    fields.report(Check::BadValue, text.span, message, help);
    None
}

fn site_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
    let value = text.value.trim();
    let bare = value.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    let is_name = |name: &str| {
        is_plain(name) && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter))
    };
    if is_name(value) {
        return Some(value.to_owned());
    }
    let example = if is_name(bare) { bare } else { "my-blog.netlify.app" };
    let help = format!("write the name or the id that Netlify shows under “Project details”: `site = \"{example}\"`");
    fields.report(Check::BadValue, text.span, "this is not the name of a site at Netlify", help);
    None
}

fn name_of(fields: &mut Fields<'_>, text: Located<String>, what: &str, example: &str) -> Option<String> {
    let value = text.value.trim();
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
    if is_plain(value) && !value.contains("..") && !value.starts_with('.') && value.chars().all(is_letter) {
        return Some(value.to_owned());
    }
    let message = format!("\"{}\" is not {what}", text.value);
    fields.report(Check::BadValue, text.span, message, format!("write it as the host shows it, such as `{example}`"));
    None
}

fn endpoint_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
    let url = Url::parse(text.value.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    match url {
        Some(url) if !url.username().is_empty() || url.password().is_some() => {
            refuse_password(
                fields,
                text,
                "write the address without what is between `//` and `@`, and put the keys into `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`",
            );
            None
        }
        Some(url) if url.query().is_none() && url.fragment().is_none() => Some(url.into()),
        _ => {
            let help =
                "write all of the address, such as `\"https://s3.example.com\"`. For Amazon, leave this line out";
            fields.report(Check::BadValue, text.span, "`endpoint` is not the address of a host", help);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::settings;
    use super::*;
    use crate::read::text_file;
    use crate::source::ContentPath;

    fn read_table(table: &str) -> (Option<Destination>, Vec<String>) {
        let text = format!("title = \"T\"\nurl = \"https://example.org/\"\n[publish]\n{table}\n");
        let path = ContentPath::resolve("", "site.toml").unwrap();
        let (settings, _, problems) = settings::read(&text_file("site.toml".to_owned(), path, text.into_bytes()));
        let said = |problem: &crate::Problem| format!("{problem}; {}", problem.advice().unwrap_or_default());
        (settings.and_then(|settings| settings.publish), problems.iter().map(said).collect())
    }

    #[test]
    fn reads_every_place() {
        let server = |port| Server { host: "me@example.org".to_owned(), port, path: "/var/www/my blog".to_owned() };
        let git = |repository: &str, branch: &str| Destination::Git {
            repository: repository.to_owned(),
            branch: branch.to_owned(),
        };
        let table = [
            (
                "to = \"git\"\nrepository = \"git@github.com:me/blog.git\"",
                git("git@github.com:me/blog.git", "gh-pages"),
            ),
            ("to = \"git\"\nrepository = \"../my blög\"\nbranch = \"a/b\"", git("../my blög", "a/b")),
            (
                "to = \"git\"\nrepository = \"https://me@github.com/me/blog\"",
                git("https://me@github.com/me/blog", "gh-pages"),
            ),
            (
                "to = \"rsync\"\nhost = \"me@example.org\"\npath = \"/var/www/my blog/\"",
                Destination::Rsync(server(None)),
            ),
            (
                "to = \"sftp\"\nhost = \"me@example.org:2222\"\npath = \"/var/www/my blog\"",
                Destination::Sftp(server(Some(2222))),
            ),
            ("to = \"netlify\"\nsite = \"a.netlify.app\"", Destination::Netlify { site: "a.netlify.app".to_owned() }),
            (
                "to = \"s3\"\nbucket = \"b\"\nregion = \"auto\"\nendpoint = \"https://s3.example.com\"",
                Destination::S3 {
                    bucket: "b".to_owned(),
                    region: "auto".to_owned(),
                    endpoint: Some("https://s3.example.com/".to_owned()),
                },
            ),
        ];
        for (text, read) in table {
            assert_eq!(read_table(text), (Some(read), Vec::new()), "{text}");
        }
    }

    #[test]
    fn every_mistake_has_a_sentence() {
        let table = [
            ("", "`to` is missing in `publish`; add `to = \"git\"`"),
            ("to = \"ftp\"\nhost = \"a\"", "`to` can't be \"ftp\"; it can be one of `git`, `rsync`"),
            ("to = \"git\"", "`repository` is missing"),
            ("to = \"git\"\nrepository = \"--upload-pack=x\"", "this is not the address of a repository"),
            ("to = \"git\"\nrepository = \"https://me:pw@example.org/a\"", "there is a password in this address"),
            ("to = \"git\"\nrepository = \"https://ghp_0123456789abcdefghij@github.com/a\"", "there is a password"),
            ("to = \"git\"\nrepository = \"a\"\nbranch = \"a b\"", "\"a b\" can't be the name of a branch"),
            ("to = \"git\"\nrepository = \"a\"\nbranch = \"-f\"", "\"-f\" can't be the name of a branch"),
            ("to = \"git\"\nrepository = \"a\"\nhost = \"b\"", "`host` is not a field that `publish` can have"),
            ("to = \"rsync\"\nhost = \"-oProxyCommand=x\"\npath = \"a\"", "is not the name of a server"),
            ("to = \"rsync\"\nhost = \"me@-x\"\npath = \"a\"", "is not the name of a server"),
            (
                "to = \"rsync\"\nhost = \"me@a.org:/var/www\"\npath = \"a\"",
                "`host = \"me@a.org\"` and `path = \"/var/www\"`",
            ),
            ("to = \"sftp\"\nhost = \"me:pw@a.org\"\npath = \"a\"", "there is a password"),
            ("to = \"sftp\"\nhost = \"a.org\"", "`path` is missing"),
            ("to = \"sftp\"\nhost = \"a.org\"\npath = \"/\"", "the site can't be put into \"/\""),
            ("to = \"sftp\"\nhost = \"a.org\"\npath = \"~/www\"", "begins in your own folder"),
            ("to = \"netlify\"", "`site` is missing"),
            ("to = \"netlify\"\nsite = \"https://a.netlify.app/\"", "`site = \"a.netlify.app\"`"),
            ("to = \"netlify\"\nsite = \"a\"\ntoken = \"x\"", "environment variable `NETLIFY_AUTH_TOKEN`"),
            ("to = \"s3\"\nbucket = \"../other\"", "is not the name of a bucket"),
            ("to = \"s3\"\nbucket = \"b\"\nendpoint = \"s3.example.com\"", "`endpoint` is not the address"),
            ("to = \"s3\"\nbucket = \"b\"\nendpoint = \"https://a:b@s3.example.com\"", "there is a password"),
            ("to = \"s3\"\nbucket = \"b\"\nsecret_access_key = \"x\"", "a secret can't be in `site.toml`"),
        ];
        for (text, said) in table {
            let (read, problems) = read_table(text);
            assert!(problems.len() == 1 && problems[0].contains(said), "{text}: {problems:?}");
            let is_extra = text.contains("token") || text.contains("secret") || said.contains("is not a field");
            assert_eq!(read.is_some(), is_extra, "{text}");
        }
    }
}
