//! The browser that the tests drive.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::process;

/// Chromium and the program that drives it.
#[derive(Debug)]
pub struct Browser {
    /// The browser.
    pub chromium: PathBuf,
    /// Its WebDriver server.
    pub chromedriver: PathBuf,
}

/// Finds Chromium and its driver; on Debian as root installs them.
///
/// # Errors
/// When they are not there and can't be installed; the message has the command that would get them.
pub fn ready() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    let advice = match env::consts::OS {
        "macos" => "`brew install --cask chromium chromedriver` would get them",
        "linux" => "on Debian `apt-get install chromium chromium-driver` as root would get them",
        _ => "install Chromium and the chromedriver of its version",
    };
    let advice = format!(
        "the browser tests need Chromium and chromedriver on PATH (or in QUIRE_CHROMIUM and QUIRE_CHROMEDRIVER); {advice}"
    );
    if !process::may_install_debian_packages() {
        bail!("{advice}");
    }
    process::install_debian_packages(&["chromium", "chromium-driver"]).with_context(|| advice.clone())?;
    find().with_context(|| advice)
}

fn find() -> Option<Browser> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    let chromium = named("QUIRE_CHROMIUM").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
            .into_iter()
            .find_map(process::on_path)
    })?;
    let chromedriver = named("QUIRE_CHROMEDRIVER").or_else(|| process::on_path("chromedriver"))?;
    Some(Browser { chromium, chromedriver })
}
