//! One index of several. Pagefind indexes a batch of pages at a time, so that batches are made on every core, one batch's
//! words at a time are in memory, and a batch whose pages have not changed is kept from the last build. Put together, the
//! batches give the same files, byte for byte, as Pagefind gives for all pages at once.
//!
//! The files are CBOR (RFC 8949) behind a signature, compressed. A page is known by its number in them, so the numbers of a
//! batch's pages move up by the number of pages before it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use minicbor::{Decoder, Encoder};
use rayon::prelude::*;
use sha1::{Digest, Sha1};

use super::Files;
use super::parts::{self, Fault, NO_LENGTH, Part, boundary, hashed, packed, unpacked};
use super::postings::{Fields, Word, merged_word};
use crate::store::Store;

/// How many places of words Pagefind writes into a part at least.
const PART_SIZE: usize = 20_000;

/// How many letters of a hash are in a name.
const HASH: usize = 7;

/// The table of contents, which a search loads first, and the list of pages and parts.
pub(super) const ENTRY: &str = "pagefind-entry.json";
const LIST: &str = ".pf_meta";

/// A batch, as it was read.
#[derive(Debug)]
struct Batch {
    /// The version, as it is written.
    version: String,
    /// Each page's fragment, by its name, and how many words the page has.
    pages: Vec<(String, u32)>,
    /// The parts with its words, in the order of words.
    parts: Vec<Vec<u8>>,
    filters: Vec<Vec<u8>>,
    fields: Vec<String>,
    /// The hash in the names of the list's file.
    hash: String,
}

/// Puts batches of pages in a language together. A batch without words has no pages.
///
/// # Errors
/// When a file is not as Pagefind's pinned version writes it.
pub(super) fn merged(language: &str, mut batches: Vec<Files>, store: &Store) -> Result<Files, Fault> {
    let read: Vec<Option<Batch>> = batches.par_iter().map(batch).collect::<Result<_, _>>()?;
    let Some(at) = read.iter().position(Option::is_some) else {
        return Ok(batches.into_iter().next().unwrap_or_default());
    };
    // What does not depend on the pages is in every batch.
    let is_common = |name: &String| !name.contains(".pf_");
    let mut files: Files = batches[at]
        .iter()
        .filter(|(name, _)| is_common(name))
        .map(|(name, file)| (name.clone(), file.clone()))
        .collect();
    let (version, old) = read[at].as_ref().map(|batch| (batch.version.clone(), batch.hash.clone())).unwrap_or_default();
    let old_count = read[at].as_ref().map_or(0, |batch| batch.pages.len());

    let mut pages: Vec<(String, u32)> = Vec::new();
    let mut names = Names::default();
    for (batch, of) in read.iter().zip(&mut batches) {
        for (name, words) in batch.iter().flat_map(|batch| &batch.pages) {
            let fragment = of.remove(&format!("fragment/{name}.pf_fragment")).ok_or("a fragment is missing")?;
            let name = names.fragment(language, name, &fragment)?;
            files.insert(format!("fragment/{name}.pf_fragment"), fragment);
            pages.push((name, *words));
        }
    }
    drop(batches);
    let read: Vec<Batch> = read.into_iter().flatten().collect();
    let fields: BTreeSet<&String> = read.iter().flat_map(|batch| &batch.fields).collect();
    let fields: Vec<&String> = fields.into_iter().collect();

    let parts = parts::divide(parts(language, &words(&read, &fields)?)?, store)?;
    let filters = filters(language, &read)?;
    let list = list(&version, &pages, &parts, &filters, &fields)?;
    let new = hashed(language, &list);
    files.insert(format!("pagefind.{new}{LIST}"), packed(&list)?);
    files.extend(parts.into_iter().map(|(part, file)| (format!("index/{}.pf_index", part.name), file)));
    for (_, name, content) in filters {
        files.insert(format!("filter/{name}.pf_filter"), packed(&content)?);
    }
    let entry = files.get_mut(ENTRY).ok_or("there is no table of contents")?;
    let count = |count: usize| format!("\"page_count\":{count}");
    let text = String::from_utf8_lossy(entry).replace(&old, &new).replace(&count(old_count), &count(pages.len()));
    *entry = text.into_bytes();
    Ok(files)
}

/// The parts of all batches before they are divided, by their names.
#[cfg(test)]
pub(super) fn parts_of(language: &str, batches: &[Files]) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let read: Vec<Batch> = batches.iter().filter_map(|files| batch(files).transpose()).collect::<Result<_, _>>()?;
    let fields: BTreeSet<&String> = read.iter().flat_map(|batch| &batch.fields).collect();
    let parts = parts(language, &words(&read, &fields.into_iter().collect::<Vec<_>>())?)?;
    Ok(parts.into_iter().map(|(part, content)| (part.name, content)).collect())
}

/// Reads a batch; `None` if its pages have no words.
fn batch(files: &Files) -> Result<Option<Batch>, Fault> {
    let Some((name, list)) = files.iter().find(|(name, _)| name.ends_with(LIST)) else { return Ok(None) };
    let hash = name.split('.').nth(1).ok_or("the list of parts has another name")?.to_owned();
    let list = unpacked(list)?;
    let mut reader = Decoder::new(&list);
    reader.array()?;
    let version = reader.str()?.to_owned();
    let pages = array(&mut reader, |reader| {
        reader.array()?;
        let page = (reader.str()?.to_owned(), reader.u32()?);
        reader.skip()?;
        Ok(page)
    })?;
    let file = |name: String| files.get(&name).ok_or("a part is missing").map(|file| unpacked(file));
    let parts = array(&mut reader, |reader| {
        reader.array()?;
        reader.skip()?;
        reader.skip()?;
        file(format!("index/{}.pf_index", reader.str()?))?
    })?;
    let filters = array(&mut reader, |reader| {
        reader.array()?;
        reader.skip()?;
        file(format!("filter/{}.pf_filter", reader.str()?))?
    })?;
    reader.skip()?;
    let fields = array(&mut reader, |reader| Ok(reader.str()?.to_owned()))?;
    Ok(Some(Batch { version, pages, parts, filters, fields, hash }))
}

/// Reads an array's elements.
fn array<'b, T>(
    reader: &mut Decoder<'b>,
    mut read: impl FnMut(&mut Decoder<'b>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let count = reader.array()?.ok_or(NO_LENGTH)?;
    (0..count).map(|_| read(reader)).collect()
}

/// The names that are taken. Where two would be the same, the later one is longer, as Pagefind does it.
#[derive(Debug, Default)]
struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// A page's fragment. `name` is the one in its batch.
    fn fragment(&mut self, language: &str, name: &str, fragment: &[u8]) -> Result<String, Fault> {
        let length = language.len() + 1 + HASH;
        let short = name.get(..length).ok_or("a fragment has another name")?;
        if self.taken.insert(short.to_owned()) {
            return Ok(short.to_owned());
        }
        let whole = whole_hash(language, &unpacked(fragment)?);
        self.longer(&whole, length, 1)
    }

    /// A file of this content.
    fn file(&mut self, language: &str, content: &[u8]) -> Result<String, Fault> {
        let whole = whole_hash(language, content);
        self.longer(&whole, language.len() + 1 + HASH, 2)
    }

    fn longer(&mut self, whole: &str, mut length: usize, step: usize) -> Result<String, Fault> {
        loop {
            let name = whole.get(..length).ok_or("two files have the same hash")?;
            if self.taken.insert(name.to_owned()) {
                return Ok(name.to_owned());
            }
            length += step;
        }
    }
}

/// Pagefind writes the bytes of a hash without leading zeros.
fn whole_hash(language: &str, content: &[u8]) -> String {
    let hash: String = Sha1::digest(content).iter().map(|byte| format!("{byte:x}")).collect();
    format!("{language}_{hash}")
}

/// The words of all batches, in their order.
fn words(batches: &[Batch], fields: &[&String]) -> Result<Vec<Word>, Fault> {
    let mut first = 0;
    let mut found: Vec<(&str, usize, &[u8])> = Vec::new();
    let mut own = Vec::new();
    for (at, batch) in batches.iter().enumerate() {
        own.push(Fields::of(first, &batch.fields, fields));
        first += batch.pages.len() as u64;
        for part in &batch.parts {
            found.extend(parts::words(part)?.into_iter().map(|word| (word.text, at, word.bytes)));
        }
    }
    found.par_sort_unstable_by_key(|(text, at, _)| (*text, *at));
    let groups: Vec<&[(&str, usize, &[u8])]> = found.chunk_by(|one, other| one.0 == other.0).collect();
    groups.into_par_iter().map(|group| merged_word(group, &own)).collect()
}

/// The words in parts, each with its name and its content.
fn parts(language: &str, words: &[Word]) -> Result<Vec<(Part, Vec<u8>)>, Fault> {
    let mut groups: Vec<&[Word]> = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, word) in words.iter().enumerate() {
        size += word.size;
        if size >= PART_SIZE {
            groups.push(&words[start..=at]);
            (start, size) = (at + 1, 0);
        }
    }
    if start < words.len() {
        groups.push(&words[start..]);
    }
    let contents: Vec<Vec<u8>> =
        groups.par_iter().map(|group| parts::written(group.iter().map(|word| &*word.bytes))).collect();
    let mut names = Names::default();
    let mut from = groups.first().map_or_else(String::new, |group| group[0].text.clone());
    let mut parts = Vec::new();
    for (at, (group, content)) in groups.iter().zip(contents).enumerate() {
        let last = &group[group.len() - 1].text;
        let (to, next) = match groups.get(at + 1) {
            Some(next) => boundary(&from, last, &next[0].text),
            None => (last.clone(), String::new()),
        };
        let name = names.file(language, &content)?;
        parts.push((Part { from, to, name }, content));
        from = next;
    }
    Ok(parts)
}

/// Each filter with the name of its file and its content: for each value the pages that have it.
fn filters(language: &str, batches: &[Batch]) -> Result<Vec<(String, String, Vec<u8>)>, Fault> {
    let mut filters: BTreeMap<String, BTreeMap<String, Vec<u64>>> = BTreeMap::new();
    let mut first = 0;
    for batch in batches {
        for filter in &batch.filters {
            let mut reader = Decoder::new(filter);
            reader.array()?;
            let values = filters.entry(reader.str()?.to_owned()).or_default();
            array(&mut reader, |reader| {
                reader.array()?;
                let pages = values.entry(reader.str()?.to_owned()).or_default();
                pages.extend(array(reader, |reader| Ok(first + reader.u64()?))?);
                Ok(())
            })?;
        }
        first += batch.pages.len() as u64;
    }
    let mut names = Names::default();
    let mut written = Vec::new();
    for (filter, values) in filters {
        let mut writer = Encoder::new(Vec::new());
        writer.array(2)?.str(&filter)?.array(values.len() as u64)?;
        for (value, pages) in values {
            writer.array(2)?.str(&value)?.array(pages.len() as u64)?;
            for page in pages {
                writer.u64(page)?;
            }
        }
        let content = writer.into_writer();
        written.push((filter, names.file(language, &content)?, content));
    }
    Ok(written)
}

fn list(
    version: &str,
    pages: &[(String, u32)],
    parts: &[(Part, Vec<u8>)],
    filters: &[(String, String, Vec<u8>)],
    fields: &[&String],
) -> Result<Vec<u8>, Fault> {
    let mut writer = Encoder::new(Vec::new());
    writer.array(6)?.str(version)?.array(pages.len() as u64)?;
    for (name, words) in pages {
        // They are in no group of fragments.
        writer.array(3)?.str(name)?.u32(*words)?.str("")?;
    }
    writer.array(parts.len() as u64)?;
    for (part, _) in parts {
        writer.array(3)?.str(&part.from)?.str(&part.to)?.str(&part.name)?;
    }
    writer.array(filters.len() as u64)?;
    for (filter, name, _) in filters {
        writer.array(2)?.str(filter)?.str(name)?;
    }
    // Pages are not sorted by anything.
    writer.array(0)?.array(fields.len() as u64)?;
    for field in fields {
        writer.str(field)?;
    }
    Ok(writer.into_writer())
}
