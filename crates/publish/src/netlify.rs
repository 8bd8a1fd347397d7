//! A site at Netlify, by its documented deploys of digests: <https://docs.netlify.com/api/get-started/>.
//!
//! A deploy is the whole site, so it also names the files that somebody else put there. Netlify asks only for files that it
//! does not have, and shows the new site when all of them are there.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use catchword_manifest::MANIFEST;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::json;
use sha1::Sha1;
use sha1::digest::Digest;

use crate::error::PublishError;
use crate::files::{Files, hex};
use crate::http::{Answer, Call, Host, Sent};
use crate::place::Place;
use crate::plan::{Plan, There};
use crate::site::Site;
use crate::together;

/// The variable with the secret.
const TOKEN: &str = "NETLIFY_AUTH_TOKEN";

/// Where Netlify answers, unless the variable `NETLIFY_API` names another place.
const API: &str = "https://api.netlify.com/api/v1";

/// The type that asks for a file itself, not for what is known of it.
const RAW: &str = "application/vnd.bitballoon.v1.raw";

/// Files that Netlify reads, and only at the top. The last is shown for a missing address.
const AT_THE_TOP: [&str; 3] = ["_headers", "_redirects", "404.html"];

/// All but what an address may have as it is (RFC 3986, section 2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How often we ask whether the new site is there, after its last file.
const MOST_POLLS: u32 = 150;

/// The longest time between two such questions.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// A site to publish to.
pub struct Netlify {
    site: String,
    token: String,
    api: String,
    host: Host,
    /// The digest of every file that the last look found, by its path.
    found: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Found {
    path: String,
    sha: String,
}

#[derive(Deserialize)]
struct Deploy {
    id: String,
    state: String,
    #[serde(default)]
    required: Option<Vec<String>>,
    #[serde(default)]
    error_message: Option<String>,
}

impl Netlify {
    /// A site by its id, or its name with `.netlify.app`. The secret comes from the environment.
    ///
    /// # Errors
    /// When it is not there.
    pub fn new(site: &str) -> Result<Netlify, PublishError> {
        let token = std::env::var(TOKEN).unwrap_or_default().trim().to_owned();
        let api = std::env::var("NETLIFY_API").unwrap_or_else(|_| API.to_owned());
        if token.is_empty() {
            let help = format!(
                "at Netlify, under “User settings” and “Applications”, make a personal access token. Then run `export {TOKEN}=` \
                 (on Windows `set {TOKEN}=`) with the token behind it, and this command again in the same window"
            );
            return Err(PublishError::NoSecret { variable: TOKEN, host: "Netlify".to_owned(), help });
        }
        Ok(Netlify::at(&api, site, &token))
    }

    /// A site at a host that answers as Netlify does.
    #[must_use]
    pub fn at(api: &str, site: &str, token: &str) -> Netlify {
        let api = api.trim_end_matches('/').to_owned();
        let name = url::Url::parse(&api).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host = Host::new(name.unwrap_or_else(|| "Netlify".to_owned()));
        let (site, token) = (site.to_owned(), token.to_owned());
        Netlify { site, token, api, host, found: BTreeMap::new() }
    }

    fn send(&self, method: &'static str, path: &str, kind: &str, sent: Sent<'_>) -> Result<Answer, PublishError> {
        let (url, secret) = (format!("{}{path}", self.api), format!("Bearer {}", self.token));
        let headers = [("Authorization", secret.as_str()), ("Content-Type", kind)];
        let answer = self.host.send(Call { method, url: &url, headers: &headers, sent })?;
        if answer.is_success() { Ok(answer) } else { Err(self.fault(&answer)) }
    }

    fn fault(&self, answer: &Answer) -> PublishError {
        let said = |answer: &Answer| -> Option<String> {
            let json: serde_json::Value = serde_json::from_slice(&answer.body).ok()?;
            Some(json.get("message")?.as_str()?.to_owned())
        };
        match answer.status {
            401 | 403 => PublishError::NoAccess {
                host: self.host.name().to_owned(),
                said: String::new(),
                help: format!(
                    "the token in `{TOKEN}` is wrong, has ended, or is somebody else's. At Netlify, under “User settings” and \
                     “Applications”, make a new one, and put it into that variable"
                ),
            },
            404 => PublishError::NoPlace {
                what: format!("site `{}` at Netlify", self.site),
                help: "at Netlify, make the site first, or look what it is called under “Project details”. Write that name, \
                       such as `my-blog.netlify.app`, as `site` under `[publish]` in `site.toml`"
                    .to_owned(),
            },
            status => PublishError::Refused {
                place: "Netlify".to_owned(),
                said: said(answer).unwrap_or_else(|| format!("it answered with status {status}")),
                help: "wait some minutes, and run the command again: the old site stays until then".to_owned(),
            },
        }
    }

    /// Reads an answer.
    fn json<T: serde::de::DeserializeOwned>(&self, answer: &Answer) -> Result<T, PublishError> {
        serde_json::from_slice(&answer.body).map_err(|_| PublishError::Failed {
            operation: format!("understand what `{}` answered", self.host.name()),
            said: String::new(),
        })
    }

    fn site_path(&self, rest: &str) -> String {
        format!("/sites/{}{rest}", utf8_percent_encode(&self.site, ENCODED))
    }

    /// Sends a file of a deploy.
    fn upload(&self, deploy: &str, path: &str, files: &Files, plan: &Plan) -> Result<(), PublishError> {
        let sent = match files.get(path) {
            Some(content) => Sent::File(&content.from),
            None if path == MANIFEST => Sent::Bytes(plan.list().as_bytes()),
            // Somebody else's, which Netlify should have.
            None => {
                return Err(PublishError::Failed {
                    operation: format!("keep `{path}`, which somebody else put there"),
                    said: "Netlify does not have it any more".to_owned(),
                });
            }
        };
        let parts: Vec<String> = path.split('/').map(|part| utf8_percent_encode(part, ENCODED).to_string()).collect();
        let to = format!("/deploys/{deploy}/files/{}", parts.join("/"));
        self.send("PUT", &to, "application/octet-stream", sent)?;
        Ok(())
    }

    /// Waits until the new site is shown.
    fn wait(&self, id: &str) -> Result<(), PublishError> {
        let mut pause = Duration::from_millis(100);
        for _ in 0..MOST_POLLS {
            let deploy: Deploy =
                self.json(&self.send("GET", &format!("/deploys/{id}"), "application/json", Sent::Nothing)?)?;
            match deploy.state.as_str() {
                "ready" => return Ok(()),
                "error" => {
                    return Err(PublishError::Refused {
                        place: "Netlify".to_owned(),
                        said: deploy.error_message.unwrap_or_default(),
                        help: "look at the site's “Deploys” at Netlify. The old site stays until one succeeds"
                            .to_owned(),
                    });
                }
                _ => thread::sleep(pause),
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        Err(PublishError::Failed {
            operation: "see the new site".to_owned(),
            said: "Netlify has all files, and has not shown them yet".to_owned(),
        })
    }
}

impl Place for Netlify {
    fn name(&self) -> String {
        format!("the site `{}` at Netlify", self.site)
    }

    /// A site in a folder is below that folder, and what Netlify reads at the top is there.
    fn files(&self, site: &Site) -> Result<Files, PublishError> {
        let below = site.base().trim_start_matches('/');
        let mut files = Files::new();
        for (path, content) in site.files()? {
            if AT_THE_TOP.contains(&path.as_str()) {
                files.insert(path.clone(), content.clone());
            }
            // A second page for missing addresses does no harm; the other two mean nothing elsewhere.
            if below.is_empty() || !path.starts_with('_') || path.contains('/') {
                files.insert(format!("{below}{path}"), content);
            }
        }
        Ok(files)
    }

    fn look(&mut self, files: &Files) -> Result<There, PublishError> {
        let answer = self.send("GET", &self.site_path("/files"), "application/json", Sent::Nothing)?;
        let found: Vec<Found> = self.json(&answer)?;
        self.found = found.into_iter().map(|file| (file.path.trim_start_matches('/').to_owned(), file.sha)).collect();
        let list = match self.found.remove(MANIFEST) {
            Some(_) => {
                let path = self.site_path(&format!("/files/{MANIFEST}"));
                // Without what is known of the file, nothing is deleted.
                Some(self.send("GET", &path, RAW, Sent::Nothing)?.text()).filter(|text| text.starts_with('#'))
            }
            None => None,
        };
        let mut there = There { list, ..There::default() };
        for (path, sha) in &self.found {
            let is_same = match files.get(path) {
                Some(content) => content.digest::<Sha1>()? == *sha,
                None => false,
            };
            there.files.insert(path.clone(), is_same);
        }
        Ok(there)
    }

    fn apply(&mut self, files: &Files, plan: &Plan) -> Result<(), PublishError> {
        let mut digests = self.found.clone();
        for path in &plan.deleted {
            digests.remove(path);
        }
        for path in plan.sent() {
            if let Some(content) = files.get(path) {
                digests.insert(path.clone(), content.digest::<Sha1>()?);
            }
        }
        digests.insert(MANIFEST.to_owned(), hex(&Sha1::digest(plan.list())));
        let named: BTreeMap<String, &String> = digests.iter().map(|(path, sha)| (format!("/{path}"), sha)).collect();
        let asked = json!({ "files": named, "draft": false }).to_string();
        let answer =
            self.send("POST", &self.site_path("/deploys"), "application/json", Sent::Bytes(asked.as_bytes()))?;
        let deploy: Deploy = self.json(&answer)?;

        let required = deploy.required.unwrap_or_default();
        let mut by_digest: BTreeMap<&String, &String> = BTreeMap::new();
        for (path, sha) in &digests {
            // Of files with the same bytes, one that is here.
            if !by_digest.contains_key(sha) || files.contains_key(path) {
                by_digest.insert(sha, path);
            }
        }
        let asked_for: Vec<&String> = required.iter().filter_map(|sha| by_digest.get(sha).copied()).collect();
        together::each(&asked_for, |path| self.upload(&deploy.id, path, files, plan))?;
        self.wait(&deploy.id)
    }
}
