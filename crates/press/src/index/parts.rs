//! Smaller parts of the index. Pagefind writes the words into parts of about 60 KB, and a search loads the part that its
//! word belongs to. A smaller part is loaded, read and searched sooner. Pagefind has no option for their size.
//!
//! The parts, and the list of them, are CBOR (RFC 8949) behind a signature, compressed. Only the words and the names of
//! the parts are read; everything else is copied.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use minicbor::{Decoder, Encoder};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{ENTRY, IndexError};

/// A part may become this long, in bytes before it is compressed. A single word may be longer.
///
/// A query loads one part. So one or two letters find only the words of that part which begin with them, and the smaller the
/// parts, the fewer.
const LONGEST: usize = 24 * 1024;

/// What each of Pagefind's files begins with.
const SIGNATURE: &[u8] = b"pagefind_dcd";

/// The folder of the parts, and their extension.
const FOLDER: &str = "index/";
const EXTENSION: &str = ".pf_index";

/// The extension of the list of pages and parts.
const LIST: &str = ".pf_meta";

/// Pagefind writes how many elements an array has.
const NO_LENGTH: &str = "an array has no length";

type Files = BTreeMap<String, Vec<u8>>;

/// A file that is not as Pagefind's pinned version writes it.
type Fault = Box<dyn Error + Send + Sync>;

/// Where a part begins and ends, in the order of words, and its name.
#[derive(Debug, Clone)]
struct Part {
    from: String,
    to: String,
    name: String,
}

impl Part {
    fn file(&self) -> String {
        format!("{FOLDER}{}{EXTENSION}", self.name)
    }
}

/// A word of a part, with everything that the part has about it.
#[derive(Clone, Copy)]
struct Word<'c> {
    text: &'c str,
    bytes: &'c [u8],
}

/// Divides each part that is too long.
///
/// # Errors
/// When a file is not as Pagefind's pinned version writes it.
pub(super) fn divide(files: &mut Files) -> Result<(), IndexError> {
    divide_all(files).map_err(|fault| IndexError(fault.to_string()))
}

fn divide_all(files: &mut Files) -> Result<(), Fault> {
    let lists: Vec<String> = files.keys().filter(|name| name.ends_with(LIST)).cloned().collect();
    for name in lists {
        let list = unpacked(&files.remove(&name).unwrap_or_default())?;
        let list = divided_list(&list, files)?;
        // Browsers keep a list under its name, so another list needs another one.
        let old = name.split('.').nth(1).ok_or("the list of parts has another name")?;
        let new = hashed(old, &list);
        let entry = files.get_mut(ENTRY).ok_or("there is no table of contents")?;
        *entry = String::from_utf8_lossy(entry).replace(old, &new).into_bytes();
        files.insert(name.replace(old, &new), packed(&list)?);
    }
    Ok(())
}

/// The list with parts that are short enough, which replace the others.
fn divided_list(list: &[u8], files: &mut Files) -> Result<Vec<u8>, Fault> {
    let mut reader = Decoder::new(list);
    reader.array()?;
    // Before the parts: the version, and the pages.
    reader.skip()?;
    reader.skip()?;
    let before = &list[..reader.position()];
    let mut parts = Vec::new();
    for _ in 0..reader.array()?.ok_or(NO_LENGTH)? {
        reader.array()?;
        parts.push(Part { from: reader.str()?.into(), to: reader.str()?.into(), name: reader.str()?.into() });
    }
    let after = &list[reader.position()..];

    let divided: Vec<Vec<(Part, Vec<u8>)>> = parts
        .into_par_iter()
        .map(|part| {
            let file = files.get(&part.file()).ok_or("a part is missing")?;
            let content = unpacked(file)?;
            if content.len() <= LONGEST { Ok(vec![(part, file.clone())]) } else { divided(&part, &content) }
        })
        .collect::<Result<_, Fault>>()?;
    // The press makes an index of one language, so there is one list, and all parts are of it.
    files.retain(|name, _| !name.ends_with(EXTENSION));
    let parts: Vec<(Part, Vec<u8>)> = divided.into_iter().flatten().collect();
    let mut writer = Encoder::new(before.to_vec());
    writer.array(parts.len() as u64)?;
    for (part, file) in parts {
        writer.array(3)?.str(&part.from)?.str(&part.to)?.str(&part.name)?;
        files.insert(part.file(), file);
    }
    let mut divided = writer.into_writer();
    divided.extend_from_slice(after);
    Ok(divided)
}

/// Several parts in the place of one, and their files. All are about as long.
fn divided(part: &Part, content: &[u8]) -> Result<Vec<(Part, Vec<u8>)>, Fault> {
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
        let mut writer = Encoder::new(Vec::new());
        writer.array(1)?.array(group.len() as u64)?;
        let mut content = writer.into_writer();
        content.extend(group.iter().flat_map(|word| word.bytes));
        divided.push((Part { from, to, name: hashed(&part.name, &content) }, packed(&content)?));
        from = next_from;
    }
    Ok(divided)
}

/// Where a part ends and the next one begins. Pagefind shortens both words to one letter more than they have in common, and
/// a search expects that.
fn boundary(from: &str, last: &str, next: &str) -> (String, String) {
    let shared = last.chars().zip(next.chars()).take_while(|(one, other)| one == other).count();
    let short = |word: &str| word.chars().take(shared + 1).collect::<String>();
    let to = Some(short(last)).filter(|to| to.as_str() >= from).unwrap_or_else(|| last.to_owned());
    (to, short(next))
}

fn words(content: &[u8]) -> Result<Vec<Word<'_>>, Fault> {
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
fn hashed(old: &str, content: &[u8]) -> String {
    let language = old.split('_').next().unwrap_or_default();
    let hash: String = Sha256::digest(content).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    format!("{language}_{hash}")
}

fn unpacked(file: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut content = Vec::new();
    GzDecoder::new(file).read_to_end(&mut content)?;
    Ok(content.strip_prefix(SIGNATURE).ok_or("a file has no signature")?.to_vec())
}

fn packed(content: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(SIGNATURE)?;
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
