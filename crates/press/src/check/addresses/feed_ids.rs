//! The ids of essays in feeds. A feed reader takes an essay with a new id for a new one, so ids never change (RFC 4287,
//! section 4.2.6).

use std::collections::{BTreeMap, HashSet};

use super::{Places, aliases, is_essay};
use crate::addresses::Addresses;
use crate::check::{ParsedFile, published_address};
use crate::source::ContentPath;

impl Places<'_> {
    /// The id of each published essay: the one it had, else its address.
    pub(in crate::check) fn feed_ids(&self, recorded: Option<&Addresses>) -> BTreeMap<ContentPath, String> {
        let essays: Vec<&ParsedFile<'_>> =
            self.files.iter().filter(|file| file.is_published() && is_essay(file)).collect();
        let mut ids = BTreeMap::new();
        let mut taken = HashSet::new();
        let mut give = |file: &ParsedFile<'_>, id: &str| {
            if !ids.contains_key(&file.file.path) && taken.insert(id.to_owned()) {
                ids.insert(file.file.path.clone(), id.to_owned());
                return true;
            }
            ids.contains_key(&file.file.path)
        };
        for file in &essays {
            let address = self.texts.address(file.file.path.as_str());
            if let Some(id) = address.and_then(|address| recorded?.feed_id(address)) {
                give(file, id);
            }
        }
        // A file with another name, at the same address or with the old one as an alias.
        for file in &essays {
            let below = |path: String| path.strip_prefix(self.resolver.routes.base()).map(|path| format!("/{path}"));
            let addresses = self.below(file).into_iter().chain(aliases(file).filter_map(below));
            for id in addresses.filter_map(|address| recorded?.feed_id(&address)) {
                give(file, id);
            }
        }
        for file in &essays {
            let Some(address) = published_address(file) else { continue };
            let url = self.resolver.absolute(&self.resolver.routes.write(&address));
            // Another essay may have been at this address, and still has its id.
            let mut count = 1;
            while !give(file, &if count == 1 { url.clone() } else { format!("{url}#{count}") }) {
                count += 1;
            }
        }
        ids
    }
}
