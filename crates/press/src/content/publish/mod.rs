//! `[publish]` of `site.toml`: the place where readers find the site.

#[cfg(test)]
mod tests;
mod values;

use super::fields::Fields;
use values::{branch_of, endpoint_of, name_of, refuse_secrets, repository_of, server, site_of};

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

/// The fields besides `to`.
const OTHERS: [&str; 9] = ["repository", "branch", "host", "port", "path", "site", "bucket", "region", "endpoint"];

/// Reads the table. An empty one is as good as none: a new site's `site.toml` has it.
pub(in crate::content) fn read(fields: &mut Fields<'_>) -> Option<Destination> {
    refuse_secrets(fields);
    if !fields.has("to") {
        if !OTHERS.iter().any(|name| fields.has(name)) {
            return None;
        }
        fields.missing("to", "to = \"git\"`, or `\"rsync\"`, `\"sftp\"`, `\"netlify\"` or `\"s3\"");
    }
    let Some(kind) = fields.choice("to", &KINDS) else {
        // Which of these belong there is not known.
        for name in OTHERS {
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
