//! The browsers and drivers of the browser tests, the web server of the hosting tests, and the fonts.
//!
//! An environment variable names each program, so that any of them can be replaced. Without Chromium there are no browser
//! tests; without another part the tests that need it are skipped.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::tool::Tool;
use super::{cache, fonts, line};
use crate::process;
use crate::toolbox::Compiler;

/// The version of geckodriver that the project is tested with.
pub const GECKODRIVER: &str = "0.37.1";

/// The program that every browser test and Lighthouse need.
const CATCHWORD_CHROMIUM: &str = "CATCHWORD_CHROMIUM";

/// Firefox's driver, for which Debian has no package.
const CATCHWORD_GECKODRIVER: &str = "CATCHWORD_GECKODRIVER";

/// A browser or server, which some of the browser tests need.
#[derive(Debug)]
struct Dependency {
    name: &'static str,
    /// A part of the names of the tests that need it; none if all tests do.
    tests: Option<&'static str>,
    programs: &'static [Program],
    /// Its packages in Debian.
    packages: &'static [&'static str],
    /// The command that installs it on macOS, if there is one.
    on_macos: Option<&'static str>,
}

/// A program that some tests need.
#[derive(Debug)]
pub(super) struct Program {
    /// The environment variable that names it.
    pub(super) variable: &'static str,
    /// Its possible names on PATH.
    pub(super) names: &'static [&'static str],
    /// Its possible paths elsewhere. A component `*` is any one folder.
    pub(super) paths: &'static [&'static str],
}

const PARTS: [Dependency; 4] = [
    Dependency {
        name: "Chromium",
        tests: None,
        programs: &[
            Program {
                variable: CATCHWORD_CHROMIUM,
                names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
                paths: &[
                    "/Applications/Chromium.app/Contents/MacOS/Chromium",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                ],
            },
            Program { variable: "CATCHWORD_CHROMEDRIVER", names: &["chromedriver"], paths: &[] },
        ],
        packages: &["chromium", "chromium-driver"],
        on_macos: Some("`brew install --cask chromium chromedriver`"),
    },
    Dependency {
        name: "Firefox",
        tests: Some("::firefox"),
        programs: &[Program {
            variable: "CATCHWORD_FIREFOX",
            names: &["firefox-esr", "firefox"],
            paths: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
        }],
        packages: &["firefox-esr"],
        on_macos: Some("`brew install --cask firefox`"),
    },
    Dependency {
        name: "WebKit",
        tests: Some("::webkit"),
        programs: &[
            Program { variable: "CATCHWORD_WEBKITDRIVER", names: &["WebKitWebDriver"], paths: &[] },
            Program {
                variable: "CATCHWORD_MINIBROWSER",
                names: &["MiniBrowser"],
                paths: &["/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/libexec/webkit2gtk-4.1/MiniBrowser"],
            },
            Program { variable: "CATCHWORD_XVFB", names: &["Xvfb"], paths: &[] },
        ],
        packages: &["webkit2gtk-driver", "xvfb"],
        on_macos: None,
    },
    Dependency {
        name: "nginx",
        tests: Some("hosting::"),
        // Not every user's PATH has the folders of the system's servers.
        programs: &[Program {
            variable: "CATCHWORD_NGINX",
            names: &["nginx"],
            paths: &["/usr/sbin/nginx", "/usr/local/sbin/nginx"],
        }],
        packages: &["nginx-light"],
        on_macos: Some("`brew install nginx`"),
    },
];

/// The programs and fonts of the browser tests.
#[derive(Debug, Default)]
pub struct Browsers {
    /// The environment variable and the path of each program that was found.
    pub programs: Vec<(&'static str, PathBuf)>,
    /// The value of [`fonts::CATCHWORD_FONTS`]; none if the tests use the system's fonts.
    pub fonts: Option<OsString>,
    /// What was not found.
    pub missing: Vec<Missing>,
}

impl Browsers {
    /// Chromium's program.
    ///
    /// # Errors
    /// When [`ready`] has not run: it fails without Chromium.
    pub fn chromium(&self) -> Result<&Path> {
        let found = self.programs.iter().find(|(variable, _)| *variable == CATCHWORD_CHROMIUM);
        found.map(|(_, path)| path.as_path()).context("no Chromium was found")
    }
}

/// A part that was not found and could not be installed.
#[derive(Debug)]
pub struct Missing {
    /// A part of the names of the tests that need it.
    pub tests: &'static str,
    /// Why, and the command that would install it.
    pub reason: String,
}

/// Finds what the browser tests use. As root on Debian it installs what is missing.
///
/// # Errors
/// When there is no Chromium and it can't be installed; the message has the command that would install it.
pub fn ready(compiler: Compiler) -> Result<Browsers> {
    install_what_is_missing();
    let mut browsers = Browsers::default();
    for part in &PARTS {
        match (part.find(compiler), part.tests) {
            (Ok(programs), _) => {
                for (_, place) in &programs {
                    line(part.name, "", &place.display().to_string());
                }
                browsers.programs.extend(programs);
            }
            (Err(error), None) => return Err(error),
            (Err(error), Some(tests)) => {
                let reason = format!("{error:#}");
                line(part.name, "", &format!("none: {reason}"));
                browsers.missing.push(Missing { tests, reason });
            }
        }
    }
    browsers.fonts = find_fonts();
    Ok(browsers)
}

fn find_fonts() -> Option<OsString> {
    let found = fonts::find();
    match &found {
        Ok(files) => line("fonts", "", &format!("{} files", env::split_paths(files).count())),
        Err(error) => line("fonts", "", &format!("none: {error:#}")),
    }
    found.ok()
}

/// In one call: each call updates the package lists.
fn install_what_is_missing() {
    let missing = PARTS.iter().filter(|part| part.find_programs().is_err());
    let mut packages: Vec<_> = missing.flat_map(|part| part.packages).copied().collect();
    if fonts::find().is_err() {
        packages.extend(fonts::PACKAGES);
    }
    if packages.is_empty() || !process::may_install_debian_packages() {
        return;
    }
    if let Err(error) = process::install_debian_packages(&packages) {
        println!("  {error:#}");
    }
}

impl Dependency {
    fn find(&self, compiler: Compiler) -> Result<Vec<(&'static str, PathBuf)>> {
        let mut programs = self.find_programs()?;
        if self.name == "Firefox" {
            programs.push((CATCHWORD_GECKODRIVER, geckodriver(compiler)?));
        }
        Ok(programs)
    }

    fn find_programs(&self) -> Result<Vec<(&'static str, PathBuf)>> {
        let found = self.programs.iter().map(|program| Ok((program.variable, program.find()?)));
        found.collect::<Result<_>>().with_context(|| self.advice())
    }

    fn advice(&self) -> String {
        let Self { name, packages, .. } = self;
        let packages = packages.join(" ");
        match (env::consts::OS, self.on_macos) {
            ("linux", _) => format!("no {name}; on Debian `apt-get install {packages}` as root installs it"),
            ("macos", Some(command)) => format!("no {name}; {command} installs it"),
            _ => format!("no {name} that the tests can use on this system"),
        }
    }
}

impl Program {
    /// Its path.
    ///
    /// # Errors
    /// When it is not there.
    pub(super) fn find(&self) -> Result<PathBuf> {
        if let Some(named) = named(self.variable)? {
            return Ok(named);
        }
        let on_path = self.names.iter().copied().find_map(process::on_path);
        let found = on_path.or_else(|| self.paths.iter().find_map(|path| matching_file(Path::new(path))));
        found.with_context(|| format!("`{}` is not on PATH, and {} does not name it", self.names[0], self.variable))
    }
}

/// The file that an environment variable names.
///
/// # Errors
/// When there is no such file.
pub(super) fn named(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os(variable).map(PathBuf::from) else { return Ok(None) };
    if !path.is_file() {
        bail!("{variable} names `{}`, but there is no such file", path.display());
    }
    Ok(Some(path))
}

/// The file at a path in which a component `*` is any one folder.
fn matching_file(path: &Path) -> Option<PathBuf> {
    let mut reached = vec![PathBuf::new()];
    for component in path {
        reached = match component.to_str() {
            Some("*") => {
                let entries = reached.iter().filter_map(|folder| folder.read_dir().ok()).flatten().flatten();
                entries.map(|entry| entry.path()).collect()
            }
            _ => reached.iter().map(|folder| folder.join(component)).filter(|path| path.exists()).collect(),
        };
    }
    reached.into_iter().find(|path| path.is_file())
}

fn geckodriver(compiler: Compiler) -> Result<PathBuf> {
    if let Some(named) = named(CATCHWORD_GECKODRIVER)? {
        return Ok(named);
    }
    let tool = Tool::geckodriver(GECKODRIVER.to_owned());
    let file = format!("{}{}", tool.binary, env::consts::EXE_SUFFIX);
    match tool.ready(&cache::folder()?, compiler)? {
        Some(folder) => Ok(folder.join(file)),
        None => process::on_path(tool.binary).context("geckodriver is no longer on PATH"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_star_is_any_one_folder() {
        let folder = env::temp_dir().join(format!("catchword-xtask-places-{}", std::process::id()));
        fs::create_dir_all(folder.join("x86_64/webkit")).unwrap();
        fs::create_dir_all(folder.join("empty")).unwrap();
        fs::write(folder.join("x86_64/webkit/MiniBrowser"), "").unwrap();
        let found = matching_file(&folder.join("*/webkit/MiniBrowser"));
        assert_eq!(found, Some(folder.join("x86_64/webkit/MiniBrowser")));
        assert_eq!(matching_file(&folder.join("*/webkit")), None, "a folder is not a program");
        assert_eq!(matching_file(&folder.join("*/MiniBrowser")), None);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn every_program_has_its_own_variable() {
        let variables = PARTS.iter().flat_map(|part| part.programs).map(|program| program.variable);
        let all: Vec<_> = variables.chain([CATCHWORD_GECKODRIVER]).collect();
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
        assert!(all.iter().all(|variable| variable.starts_with("CATCHWORD_")));
    }
}
