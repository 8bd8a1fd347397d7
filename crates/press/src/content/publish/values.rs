//! The values of `[publish]`. Most of them become words of another program's command, so each must be what it seems to be.

use url::Url;

use super::Server;
use crate::content::fields::{Fields, Located};
use crate::problem::Check;

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

/// `site.toml` is committed and shared, so a secret in it is known to everybody.
pub(super) fn refuse_secrets(fields: &mut Fields<'_>) {
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

pub(super) fn repository_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
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
pub(super) fn branch_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
    let value = text.value.trim();
    let is_part = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with(".lock");
    let is_branch = is_plain(value)
        && !["@", "HEAD"].contains(&value)
        && !value.starts_with("refs/")
        && !value.starts_with('+')
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

pub(super) fn server(fields: &mut Fields<'_>) -> Option<Server> {
    let host = fields.required_text("host", "host = \"me@example.org\"");
    let host = host.and_then(|text| host_of(fields, text));
    let path = fields.required_text("path", "path = \"/var/www/blog\"");
    let path = path.and_then(|text| path_of(fields, text));
    let (host, port) = host?;
    Some(Server { host, port, path: path? })
}

fn host_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<(String, Option<u16>)> {
    let value = text.value.trim();
    let bare = value.split_once("://").map_or(value, |(_, bare)| bare);
    if bare.split_once('@').is_some_and(|(user, _)| user.contains(':')) {
        let help = "write the user and the server without it, such as `\"me@example.org\"`, and use a key of ssh";
        refuse_password(fields, text, help);
        return None;
    }
    let (user, server) = value.split_once('@').map_or((None, value), |(user, server)| (Some(user), server));
    let (name, rest) = server.split_once(':').map_or((server, None), |(name, rest)| (name, Some(rest)));
    let host = user.map_or_else(|| name.to_owned(), |user| format!("{user}@{name}"));
    let port = rest.map(str::parse::<u16>);
    let is_word = |word: &str| {
        is_plain(word) && word.chars().all(|character| character.is_alphanumeric() || "-_.".contains(character))
    };
    if user.is_none_or(is_word) && is_word(name) && port.as_ref().is_none_or(Result::is_ok) {
        return Some((host, port.and_then(Result::ok)));
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

pub(super) fn site_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
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

pub(super) fn name_of(fields: &mut Fields<'_>, text: Located<String>, what: &str, example: &str) -> Option<String> {
    let value = text.value.trim();
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
    if is_plain(value) && !value.contains("..") && !value.starts_with('.') && value.chars().all(is_letter) {
        return Some(value.to_owned());
    }
    let message = format!("\"{}\" is not {what}", text.value);
    fields.report(Check::BadValue, text.span, message, format!("write it as the host shows it, such as `{example}`"));
    None
}

pub(super) fn endpoint_of(fields: &mut Fields<'_>, text: Located<String>) -> Option<String> {
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
