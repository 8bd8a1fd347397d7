//! Smaller parts of the index. Pagefind writes the words into parts of about 60 KB, and a search loads the part that its
//! word belongs to. A smaller part is loaded, read and searched sooner. Pagefind has no option for their size.
//!
//! The parts, and the list of them, are CBOR (RFC 8949) behind a signature, compressed. Only the words and the names of
//! the parts are read; everything else is copied.

use std::convert::Infallible;
use std::error::Error;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use minicbor::{Decoder, Encoder};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::store::Store;

/// A part may become this long, in bytes before it is compressed. A single word may be longer.
///
/// A query loads one part. So one or two letters find only the words of that part which begin with them, and the smaller the
/// parts, the fewer.
const LONGEST: usize = 24 * 1024;

/// What each of Pagefind's files begins with.
const SIGNATURE: &[u8] = b"pagefind_dcd";

/// Pagefind writes how many elements an array has.
pub(super) const NO_LENGTH: &str = "an array has no length";

/// A file that is not as Pagefind's pinned version writes it.
pub(super) type Fault = Box<dyn Error + Send + Sync>;

/// Where a part begins and ends, in the order of words, and its name.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) name: String,
}

/// A word of a part, with everything that the part has about it.
#[derive(Clone, Copy)]
pub(super) struct Word<'c> {
    pub(super) text: &'c str,
    pub(super) bytes: &'c [u8],
}

/// Divides each part that is too long, and compresses all of them. Those of the last build are in the store: compressing takes
/// longer than all else, and a changed text changes few of them.
///
/// # Errors
/// When a part is not as Pagefind's pinned version writes it.
pub(super) fn divide(parts: Vec<(Part, Vec<u8>)>, store: &Store) -> Result<Vec<(Part, Vec<u8>)>, Fault> {
    let divided: Vec<Vec<(Part, Vec<u8>)>> = parts
        .into_par_iter()
        .map(|(part, content)| {
            if content.len() <= LONGEST {
                Ok(vec![(part, kept(&content, store)?)])
            } else {
                divided(&part, &content, store)
            }
        })
        .collect::<Result<_, Fault>>()?;
    Ok(divided.into_iter().flatten().collect())
}

/// A part's file.
fn kept(content: &[u8], store: &Store) -> Result<Vec<u8>, Fault> {
    let Some(key) = store.key("part", |digest| digest.bytes(content)) else { return packed(content) };
    if let Some(file) = store.get(&key) {
        return Ok(file.to_vec());
    }
    let file = packed(content)?;
    store.put(&key, file.clone());
    Ok(file)
}

/// Several parts in the place of one, and their files. All are about as long.
fn divided(part: &Part, content: &[u8], store: &Store) -> Result<Vec<(Part, Vec<u8>)>, Fault> {
    let count = content.len().div_ceil(LONGEST);
    let mut groups: Vec<Vec<Word<'_>>> = vec![Vec::new(); count];
    let mut length = 0;
    for word in words(content)? {
        groups[length * count / content.len()].push(word);
        length += word.bytes.len();
    }
    groups.retain(|group| !group.is_empty());
    let mut from = part.from.clone();
    let mut divided = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let last = group[group.len() - 1].text;
        let (to, next_from) = match groups.get(at + 1) {
            Some(next) => boundary(&from, last, next[0].text),
            None => (part.to.clone(), String::new()),
        };
        let content = written(group.iter().map(|word| word.bytes));
        divided.push((Part { from, to, name: hashed(&part.name, &content) }, kept(&content, store)?));
        from = next_from;
    }
    Ok(divided)
}

/// Where a part ends and the next one begins. Pagefind shortens both words to one letter more than they have in common, and
/// a search expects that.
pub(super) fn boundary(from: &str, last: &str, next: &str) -> (String, String) {
    let shared = last.chars().zip(next.chars()).take_while(|(one, other)| one == other).count();
    let short = |word: &str| word.chars().take(shared + 1).collect::<String>();
    let to = Some(short(last)).filter(|to| to.as_str() >= from).unwrap_or_else(|| last.to_owned());
    (to, short(next))
}

/// A part with these words.
pub(super) fn written<'w>(words: impl ExactSizeIterator<Item = &'w [u8]> + Clone) -> Vec<u8> {
    let mut writer = Encoder::new(Vec::new());
    // Writing to a vector can't fail.
    let _: Result<_, minicbor::encode::Error<Infallible>> =
        writer.array(1).and_then(|writer| writer.array(words.len() as u64)).map(drop);
    let mut content = writer.into_writer();
    words.for_each(|word| content.extend_from_slice(word));
    content
}

/// The words of a part.
pub(super) fn words(content: &[u8]) -> Result<Vec<Word<'_>>, Fault> {
    let mut reader = Decoder::new(content);
    reader.array()?;
    let count = reader.array()?.ok_or(NO_LENGTH)?;
    let mut words = Vec::new();
    for _ in 0..count {
        let start = reader.position();
        let mut first = reader.probe();
        first.array()?;
        let text = first.str()?;
        reader.skip()?;
        words.push(Word { text, bytes: &content[start..reader.position()] });
    }
    Ok(words)
}

/// A name by its content. It begins with the language, as the old name does.
pub(super) fn hashed(old: &str, content: &[u8]) -> String {
    let language = old.split('_').next().unwrap_or_default();
    let hash: String = Sha256::digest(content).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    format!("{language}_{hash}")
}

pub(super) fn unpacked(file: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut content = Vec::new();
    GzDecoder::new(file).read_to_end(&mut content)?;
    Ok(content.strip_prefix(SIGNATURE).ok_or("a file has no signature")?.to_vec())
}

pub(super) fn packed(content: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(SIGNATURE)?;
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
