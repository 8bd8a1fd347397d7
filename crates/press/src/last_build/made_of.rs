//! The digest of everything that a site is made of: the sources, the app, the settings of the build, the day and this program.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::content::settings;
use crate::documents::{App, BuildMode};
use crate::edition::{Calendar, Edition};
use crate::source::{Asset, ContentPath, File, Source};
use crate::store::{Digest, Key};

/// The digest of all that a site is made of. Reads every byte of the content. `None` if that fails, or if `site.toml` names no time zone to tell the day by.
pub(crate) fn made_of(source: &Source, app: &App, mode: BuildMode, edition: Edition) -> Option<Key> {
    let timezone = settings::read(&source.settings).0?.timezone;
    let texts: Vec<&File> = source.texts().collect();
    let texts: Vec<Key> = texts.into_par_iter().map(text).collect();
    let assets: BTreeMap<ContentPath, Key> =
        source.assets.par_iter().map(|(path, asset)| Some((path.clone(), bytes_of(asset)?))).collect::<Option<_>>()?;

    let mut digest = Digest::of_program();
    digest.text(&format!("{mode:?} {edition:?} {}", Calendar::of(edition.day, &timezone).today));
    app.add_to(&mut digest);
    digest.text(&source.addresses.is_some().to_string());
    for text in texts {
        digest.bytes(&text);
    }
    for (path, key) in &assets {
        digest.text(path.as_str());
        digest.bytes(key);
        // Where a link leads, too.
        digest.text(&format!("{:?}", source.assets.get(path)));
    }
    digest.text(&format!("{:?} {:?}", source.left_out, source.problems));
    Some(digest.finish())
}

fn text(file: &File) -> Key {
    let File { path, text, not_utf8_at, hidden } = file;
    let mut digest = Digest::of_program();
    digest.text(path.as_str());
    digest.text(text.name());
    digest.text(text.inner());
    digest.text(&format!("{not_utf8_at:?} {hidden:?}"));
    digest.finish()
}

fn bytes_of(asset: &Asset) -> Option<Key> {
    let mut digest = Digest::of_program();
    digest.file(&asset.from).ok()?;
    Some(digest.finish())
}
