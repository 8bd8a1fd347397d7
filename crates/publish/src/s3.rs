//! A bucket of S3, or of a host that works like it.
//!
//! A bucket has no folders, no redirects and no compressed copies, so what only other hosts read is left out.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use catchword_manifest::MANIFEST;
use md5::Md5;
use rusty_s3::actions::ListObjectsV2;
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use url::Url;

use crate::error::PublishError;
use crate::files::{Files, in_groups};
use crate::headers::{Caching, content_type};
use crate::http::{Answer, Call, Host, Sent};
use crate::place::Place;
use crate::plan::{Plan, There};
use crate::site::Site;
use crate::together;

const KEY: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
/// Only keys that end after some hours have it.
const SESSION: &str = "AWS_SESSION_TOKEN";

/// How long a signed request is good. A large file may take its time.
const SIGNED_FOR: Duration = Duration::from_secs(60 * 60);

/// The built site's rules for caching.
const HEADERS: &str = "_headers";

/// Files at the root of a site that only other hosts read.
const FOR_OTHERS: [&str; 5] = [HEADERS, "_redirects", "_nginx.conf", "_Caddyfile", ".nojekyll"];

/// A bucket to publish to.
pub struct S3 {
    bucket: Bucket,
    credentials: Credentials,
    host: Host,
    /// What every key begins with: the folder of a site that has one.
    prefix: String,
    caching: Caching,
}

/// Keys that open a bucket.
#[derive(Clone)]
pub struct Keys {
    /// Which keys these are.
    pub id: String,
    /// The secret half.
    pub secret: String,
    /// What else belongs to keys that end.
    pub session: Option<String>,
}

impl Keys {
    /// Takes the keys from the environment.
    ///
    /// # Errors
    /// When one is not there.
    pub fn from_environment() -> Result<Keys, PublishError> {
        let variable = |name: &'static str| {
            let value = std::env::var(name).unwrap_or_default().trim().to_owned();
            if value.is_empty() {
                let help = format!(
                    "make an access key at your host, for this bucket alone. It has two halves: run `export {KEY}=` with the \
                     first behind it and `export {SECRET}=` with the second, and this command again in the same window"
                );
                return Err(PublishError::NoSecret { variable: name, host: "the host of the bucket".to_owned(), help });
            }
            Ok(value)
        };
        Ok(Keys { id: variable(KEY)?, secret: variable(SECRET)?, session: std::env::var(SESSION).ok() })
    }
}

impl S3 {
    /// A bucket in a region, at Amazon or at another host, for a site.
    ///
    /// # Errors
    /// When the bucket can't have this name, or the host this address.
    pub fn new(
        site: &Site,
        bucket: &str,
        region: &str,
        endpoint: Option<&str>,
        keys: Keys,
    ) -> Result<S3, PublishError> {
        let no_place = || PublishError::NoPlace {
            what: format!("bucket `{bucket}`"),
            help: "look whether `bucket`, `region` and `endpoint` are right in `[publish]` of `site.toml`".to_owned(),
        };
        let amazon = format!("https://s3.{region}.amazonaws.com");
        let address = Url::parse(endpoint.unwrap_or(&amazon)).map_err(|_| no_place())?;
        // Other hosts need not have a name for each bucket; nor does a certificate hold for a name with a dot.
        let style = if endpoint.is_none() && !bucket.contains('.') { UrlStyle::VirtualHost } else { UrlStyle::Path };
        let host = Host::new(address.host_str().unwrap_or_default().to_owned());
        let bucket = Bucket::new(address, style, bucket.to_owned(), region.to_owned()).map_err(|_| no_place())?;
        let credentials = match keys.session {
            Some(session) => Credentials::new_with_token(keys.id, keys.secret, session),
            None => Credentials::new(keys.id, keys.secret),
        };
        // Without its rules, every file is asked about before each use.
        let rules = std::fs::read_to_string(site.folder().join(HEADERS)).unwrap_or_default();
        let prefix = site.base().trim_start_matches('/').to_owned();
        Ok(S3 { bucket, credentials, host, prefix, caching: Caching::parse(&rules) })
    }

    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn call(
        &self,
        method: &'static str,
        url: &Url,
        headers: &[(&str, &str)],
        sent: Sent<'_>,
    ) -> Result<Answer, PublishError> {
        self.host.send(Call { method, url: url.as_str(), headers, sent })
    }

    /// Every file below the prefix, by its path, with its MD5 if the host says that here.
    fn list(&self) -> Result<BTreeMap<String, Option<String>>, PublishError> {
        let mut found = BTreeMap::new();
        let mut token: Option<String> = None;
        loop {
            let mut list = self.bucket.list_objects_v2(Some(&self.credentials));
            list.with_prefix(self.prefix.as_str());
            if let Some(token) = &token {
                list.with_continuation_token(token.as_str());
            }
            let answer = self.call("GET", &list.sign(SIGNED_FOR), &[], Sent::Nothing)?;
            if !answer.is_success() {
                return Err(self.fault(&answer));
            }
            let page = ListObjectsV2::parse_response(&answer.text()).map_err(|_| PublishError::Failed {
                operation: format!("understand what `{}` answered", self.host.name()),
                said: String::new(),
            })?;
            for object in page.contents {
                if let Some(path) = object.key.strip_prefix(&self.prefix) {
                    found.insert(path.to_owned(), object.etag.as_deref().map(md5_of));
                }
            }
            match page.next_continuation_token {
                Some(next) => token = Some(next),
                None => return Ok(found),
            }
        }
    }

    /// The MD5 of files of which the list does not say it.
    fn ask_for_each(&self, paths: &[String]) -> Result<BTreeMap<String, String>, PublishError> {
        let found = Mutex::new(BTreeMap::new());
        together::each(paths, |path| {
            let key = self.key(path);
            let head = self.bucket.head_object(Some(&self.credentials), &key);
            let answer = self.call("HEAD", &head.sign(SIGNED_FOR), &[], Sent::Nothing)?;
            if !answer.is_success() {
                return Err(self.fault(&answer));
            }
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.insert(path.clone(), answer.etag.as_deref().map(md5_of).unwrap_or_default());
            Ok(())
        })?;
        Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// The list of the last publication.
    fn last_list(&self) -> Result<Option<String>, PublishError> {
        let key = self.key(MANIFEST);
        let get = self.bucket.get_object(Some(&self.credentials), &key);
        let answer = self.call("GET", &get.sign(SIGNED_FOR), &[], Sent::Nothing)?;
        match answer.status {
            200 => Ok(Some(answer.text())),
            404 => Ok(None),
            _ => Err(self.fault(&answer)),
        }
    }

    fn put(&self, path: &str, sent: Sent<'_>) -> Result<(), PublishError> {
        let key = self.key(path);
        let put = self.bucket.put_object(Some(&self.credentials), &key);
        let kind = if path == MANIFEST { "text/plain; charset=utf-8".to_owned() } else { content_type(path) };
        let headers = [("Content-Type", kind.as_str()), ("Cache-Control", self.caching.of(&format!("/{key}")))];
        let answer = self.call("PUT", &put.sign(SIGNED_FOR), &headers, sent)?;
        if answer.is_success() { Ok(()) } else { Err(self.fault(&answer)) }
    }

    fn delete(&self, path: &str) -> Result<(), PublishError> {
        let key = self.key(path);
        let delete = self.bucket.delete_object(Some(&self.credentials), &key);
        let answer = self.call("DELETE", &delete.sign(SIGNED_FOR), &[], Sent::Nothing)?;
        if answer.is_success() || answer.status == 404 { Ok(()) } else { Err(self.fault(&answer)) }
    }

    /// What went wrong, by the code in the answer: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>.
    fn fault(&self, answer: &Answer) -> PublishError {
        let text = answer.text();
        let part = |name: &str| {
            let rest = text.split_once(&format!("<{name}>"))?.1;
            Some(rest.split_once('<')?.0.to_owned())
        };
        let code = part("Code").unwrap_or_default();
        let host = self.host.name().to_owned();
        let access =
            |help: &str| PublishError::NoAccess { host: host.clone(), said: String::new(), help: help.to_owned() };
        let region = answer.region.clone().or_else(|| part("Region"));
        match (code.as_str(), answer.status, region) {
            ("NoSuchBucket", ..) => PublishError::NoPlace {
                what: format!("bucket `{}`", self.bucket.name()),
                help: "make the bucket at your host first, or look whether `bucket` and `region` are right in `[publish]` of \
                       `site.toml`"
                    .to_owned(),
            },
            ("PermanentRedirect" | "AuthorizationHeaderMalformed" | "IllegalLocationConstraintException", _, Some(region))
            | (_, 301, Some(region)) => PublishError::NoPlace {
                what: format!("bucket `{}` in the region `{}`", self.bucket.name(), self.bucket.region()),
                help: format!("it is in another region: write `region = \"{region}\"` under `[publish]` in `site.toml`"),
            },
            ("InvalidAccessKeyId" | "SignatureDoesNotMatch" | "InvalidToken" | "ExpiredToken" | "InvalidSecurity", ..) => {
                access(&format!(
                    "the keys in `{KEY}` and `{SECRET}` are wrong, or have ended. Copy both again from your host, without spaces, \
                     or make new ones"
                ))
            }
            ("RequestTimeTooSkewed", ..) => access("the clock of this computer is wrong: set it, and run the command again"),
            ("AccessDenied", ..) | (_, 401 | 403, _) => access(
                "the key is right, and may not do this. At your host, allow it to list this bucket, and to read, write and \
                 delete files in it",
            ),
            (_, status, _) => PublishError::Refused {
                place: format!("`{host}`"),
                said: part("Message").unwrap_or_else(|| format!("it answered with status {status}")),
                help: "wait some minutes, and run the command again: it continues where it stopped".to_owned(),
            },
        }
    }
}

/// The MD5 in an `ETag`. A file that was sent in parts has something else there, which no MD5 equals.
fn md5_of(etag: &str) -> String {
    etag.trim_matches('"').to_lowercase()
}

impl Place for S3 {
    fn name(&self) -> String {
        format!("the bucket `{}`", self.bucket.name())
    }

    fn files(&self, site: &Site) -> Result<Files, PublishError> {
        let is_copy = |path: &str, files: &Files| {
            let original = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz"));
            original.is_some_and(|original| files.contains_key(original))
        };
        let all = site.files()?;
        let mut files = all.clone();
        files.retain(|path, _| !FOR_OTHERS.contains(&path.as_str()) && !is_copy(path, &all));
        Ok(files)
    }

    fn look(&mut self, files: &Files) -> Result<There, PublishError> {
        let mut found = self.list()?;
        let list = if found.remove(MANIFEST).is_some() { self.last_list()? } else { None };
        let is_unclear = |(path, md5): &(&String, &Option<String>)| md5.is_none() && files.contains_key(*path);
        let unclear: Vec<String> = found.iter().filter(is_unclear).map(|(path, _)| path.clone()).collect();
        let asked = self.ask_for_each(&unclear)?;
        let mut there = There { list, ..There::default() };
        for (path, md5) in found {
            let md5 = md5.as_ref().or_else(|| asked.get(&path));
            let is_same = match files.get(&path) {
                Some(content) => Some(&content.digest::<Md5>()?) == md5,
                None => false,
            };
            there.files.insert(path, is_same);
        }
        Ok(there)
    }

    fn apply(&mut self, files: &Files, plan: &Plan) -> Result<(), PublishError> {
        self.put(MANIFEST, Sent::Bytes(plan.list_on_the_way().as_bytes()))?;
        // A bucket can have `a` beside `a/b`, but the folders of some hosts can't.
        let (first, last) = plan.deleted_in_order();
        together::each(&first, |path| self.delete(path))?;
        for group in in_groups(plan.sent()) {
            together::each(&group, |path| match files.get(*path) {
                Some(content) => self.put(path, Sent::File(&content.from)),
                None => Ok(()),
            })?;
        }
        together::each(&last, |path| self.delete(path))?;
        self.put(MANIFEST, Sent::Bytes(plan.list().as_bytes()))
    }
}
