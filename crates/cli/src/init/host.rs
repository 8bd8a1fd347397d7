//! Where a site will be published, and the file that the host reads.

use clap::ValueEnum;

/// A place for a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Host {
    /// GitHub Pages.
    Github,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// Your own server.
    Server,
    /// You don't know yet.
    Unknown,
}

impl Host {
    /// All of them, in the order in which the question names them.
    pub(super) const ALL: [Host; 5] = [Host::Github, Host::Netlify, Host::Cloudflare, Host::Server, Host::Unknown];

    /// What an author calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Host::Github => "GitHub Pages",
            Host::Netlify => "Netlify",
            Host::Cloudflare => "Cloudflare Pages",
            Host::Server => "my own server",
            Host::Unknown => "I don't know yet",
        }
    }

    /// The host that an answer means: its number in the question, its name, or what `--to` calls it.
    pub(super) fn meant(answer: &str) -> Option<Host> {
        let plain = |text: &str| text.to_lowercase().replace([' ', '’', '\'', '.'], "");
        let answer = plain(answer);
        let is_it = |(at, host): &(usize, Host)| {
            let names = [plain(host.name()), plain(host.name()).replace("pages", ""), format!("{}", at + 1)];
            let option = host.to_possible_value().is_some_and(|value| value.get_name() == answer);
            option || names.contains(&answer)
        };
        Host::ALL.into_iter().enumerate().find(is_it).map(|(_, host)| host)
    }

    /// The path and the text of the file that the host reads, if it reads one.
    pub(super) fn file(self) -> Option<(&'static str, String)> {
        let (path, template) = match self {
            Host::Github => (".github/workflows/publish.yml", include_str!("templates/publish.yml")),
            Host::Netlify => ("netlify.toml", include_str!("templates/netlify.toml")),
            // Cloudflare Pages keeps its settings itself.
            Host::Cloudflare | Host::Server | Host::Unknown => return None,
        };
        Some((path, template.replace("@VERSION@", env!("CARGO_PKG_VERSION"))))
    }

    /// What an author has to do there.
    pub(super) fn note(self) -> Option<String> {
        Some(match self {
            Host::Github => {
                "On GitHub, open the repository's Settings → Pages and set Source to “GitHub Actions”. Then each push \
                             publishes the site."
                    .to_owned()
            }
            Host::Netlify => {
                "On Netlify, add this folder's repository as a project. `netlify.toml` says how the site is made."
                    .to_owned()
            }
            Host::Cloudflare => format!(
                "Cloudflare Pages needs no file here. In the settings of the project there, write `npx --yes catchword@{} build` \
                 as the build command, and `dist` as the build output directory.",
                env!("CARGO_PKG_VERSION")
            ),
            Host::Server => {
                "`catchword build` makes the site in the folder `dist`: that is what your server needs.".to_owned()
            }
            Host::Unknown => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn understands_which_host_is_meant() {
        for (answer, host) in [
            ("1", Some(Host::Github)),
            ("GitHub Pages", Some(Host::Github)),
            ("github", Some(Host::Github)),
            ("NETLIFY", Some(Host::Netlify)),
            ("cloudflare", Some(Host::Cloudflare)),
            ("4", Some(Host::Server)),
            ("my own server", Some(Host::Server)),
            ("I don’t know yet", Some(Host::Unknown)),
            ("unknown", Some(Host::Unknown)),
            ("0", None),
            ("6", None),
            ("", None),
            ("geocities", None),
        ] {
            assert_eq!(Host::meant(answer), host, "{answer}");
        }
    }
}
