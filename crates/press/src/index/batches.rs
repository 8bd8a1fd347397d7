//! Batches of pages, indexed on every core.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use catchword_bundle::{Item, ItemMeta};
use minicbor::{Decoder, Encoder};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::parts::{Fault, NO_LENGTH};
use super::{Files, IndexError};
use crate::store::Store;

/// A page with its address.
pub(super) type Page<'p> = (String, &'p Item);

/// How many pages a batch has at least and at most. On average it has [`USUAL`] more than the least.
const FEWEST: usize = 64;
const USUAL: u8 = 64;
const MOST: usize = 256;

/// The pages in batches. Where one ends depends on the addresses near it alone: a new page changes one batch or two.
pub(super) fn divided<'p, 'i>(pages: &'p [Page<'i>]) -> Vec<&'p [Page<'i>]> {
    let mut batches = Vec::new();
    let mut start = 0;
    for (at, (address, _)) in pages.iter().enumerate() {
        let count = at + 1 - start;
        let is_end = Sha256::digest(address).first().is_some_and(|byte| byte % USUAL == 0);
        if (count >= FEWEST && is_end) || count == MOST {
            batches.push(&pages[start..=at]);
            start = at + 1;
        }
    }
    if start < pages.len() || batches.is_empty() {
        batches.push(&pages[start..]);
    }
    batches
}

/// Does something with each of these on every core, and returns the results in order.
///
/// Not with rayon: Pagefind uses it inside of a runtime of tokio, and while a thread of rayon waits there it may begin with
/// another batch. A thread can't be in two runtimes.
pub(super) fn on_every_core<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..rayon::current_num_threads().min(all.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = all.get(at) else { break };
                    let result = work(one);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The index of a batch, from the store if it is there.
pub(super) fn kept(
    store: &Store,
    language: &str,
    site_language: &str,
    batch: &[Page<'_>],
    make: impl FnOnce() -> Result<Files, IndexError>,
) -> Result<Files, IndexError> {
    let Some(key) = store.key("index", |digest| {
        digest.text(language);
        digest.text(site_language);
        for (address, item) in batch {
            digest.text(address);
            digest.json(&indexed_of(item));
        }
    }) else {
        return make();
    };
    if let Some(files) = store.get(&key).and_then(|bytes| unpacked(&bytes).ok()) {
        return Ok(files);
    }
    let files = make()?;
    if let Ok(bytes) = packed(&files) {
        store.put(&key, bytes);
    }
    Ok(files)
}

/// All of a page that its index depends on, except its address and the site's language.
fn indexed_of(item: &Item) -> impl Serialize + '_ {
    let Item { title, summary, content_html, language, catchword, .. } = item;
    let ItemMeta { words, excerpt, tags, date, .. } = catchword;
    (title, summary, content_html, language, (words, excerpt, tags, date))
}

fn packed(files: &Files) -> Result<Vec<u8>, Fault> {
    let mut writer = Encoder::new(Vec::new());
    writer.map(files.len() as u64)?;
    for (name, bytes) in files {
        writer.str(name)?.bytes(bytes)?;
    }
    Ok(writer.into_writer())
}

fn unpacked(bytes: &[u8]) -> Result<Files, Fault> {
    let mut reader = Decoder::new(bytes);
    let count = reader.map()?.ok_or(NO_LENGTH)?;
    (0..count).map(|_| Ok((reader.str()?.to_owned(), reader.bytes()?.to_vec()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_on_every_core_keeps_its_order() {
        let all: Vec<usize> = (0..100).collect();
        assert_eq!(on_every_core(&all, |at| at * 2), all.iter().map(|at| at * 2).collect::<Vec<_>>());
        assert!(on_every_core(&[0; 0], |at| *at).is_empty());
    }

    #[test]
    fn files_are_kept_as_they_are() {
        let files: Files = [("a/b.pf_index".to_owned(), vec![0, 255]), ("c".to_owned(), Vec::new())].into();
        assert_eq!(unpacked(&packed(&files).unwrap()).unwrap(), files);
    }
}
