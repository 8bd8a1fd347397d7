//! Where a word is: for each page its places in the text and in the fields, such as the title. The words of several batches
//! become one.

use minicbor::{Decoder, Encoder};

use super::parts::{Fault, NO_LENGTH};

/// A word and everything that the index has about it.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// As it is written.
    pub(super) bytes: Vec<u8>,
    /// How much it counts for the size of a part.
    pub(super) size: usize,
}

/// What makes the numbers in a batch those of the whole index.
#[derive(Debug)]
pub(super) struct Fields {
    /// The number of the batch's first page.
    first: u64,
    /// The number of each of its fields.
    numbers: Vec<i32>,
}

impl Fields {
    /// For a batch with these fields in an index with all of them.
    pub(super) fn of(first: u64, own: &[String], all: &[&String]) -> Fields {
        let number = |field: &String| all.iter().position(|other| *other == field).unwrap_or(0);
        Fields { first, numbers: own.iter().map(|field| i32::try_from(number(field)).unwrap_or(0)).collect() }
    }

    fn are_the_same(&self) -> bool {
        self.numbers.iter().zip(0..).all(|(number, own)| *number == own)
    }
}

/// The pages that have a word, in the order of their numbers.
#[derive(Debug, Default)]
struct Pages {
    count: u64,
    /// The number of the last page: each number is written as its distance from the one before.
    last: u64,
    bytes: Vec<u8>,
    size: usize,
}

/// One word of the same word in batches: for each its text, its batch and its bytes.
///
/// # Errors
/// When it is not as Pagefind's pinned version writes it.
pub(super) fn merged_word(group: &[(&str, usize, &[u8])], batches: &[Fields]) -> Result<Word, Fault> {
    let text = group.first().map_or("", |(text, _, _)| text);
    let mut plain = Pages::default();
    let mut variants: Vec<(&str, Pages)> = Vec::new();
    for (_, batch, bytes) in group {
        let batch = &batches[*batch];
        let mut reader = Decoder::new(bytes);
        reader.array()?;
        reader.skip()?;
        plain.add(&mut reader, batch)?;
        for _ in 0..reader.array()?.ok_or(NO_LENGTH)? {
            reader.array()?;
            let form = reader.str()?;
            let at = variants.iter().position(|(other, _)| *other == form).unwrap_or_else(|| {
                variants.push((form, Pages::default()));
                variants.len() - 1
            });
            variants[at].1.add(&mut reader, batch)?;
        }
    }
    let size = plain.size + variants.iter().map(|(_, pages)| pages.size + 1).sum::<usize>();
    let mut writer = Encoder::new(Vec::new());
    writer.array(3)?.str(text)?;
    plain.write(&mut writer)?;
    writer.array(variants.len() as u64)?;
    for (form, pages) in variants {
        writer.array(2)?.str(form)?;
        pages.write(&mut writer)?;
    }
    Ok(Word { text: text.to_owned(), bytes: writer.into_writer(), size })
}

impl Pages {
    /// Adds the pages of a later batch.
    fn add(&mut self, reader: &mut Decoder<'_>, batch: &Fields) -> Result<(), Fault> {
        let count = reader.array()?.ok_or(NO_LENGTH)?;
        let mut writer = Encoder::new(std::mem::take(&mut self.bytes));
        let mut number = batch.first;
        for _ in 0..count {
            reader.array()?;
            number += reader.u64()?;
            writer.array(3)?.u64(number - self.last)?;
            self.last = number;
            self.size += 1 + places(reader, &mut writer, None)? + places(reader, &mut writer, Some(batch))?;
        }
        self.count += count;
        self.bytes = writer.into_writer();
        Ok(())
    }

    fn write(self, writer: &mut Encoder<Vec<u8>>) -> Result<(), Fault> {
        writer.array(self.count)?;
        writer.writer_mut().extend(self.bytes);
        Ok(())
    }
}

/// Copies a list of places, and returns their number. In a list of places in fields, a negative number is a field: -1 is
/// the first.
fn places(reader: &mut Decoder<'_>, writer: &mut Encoder<Vec<u8>>, fields: Option<&Fields>) -> Result<usize, Fault> {
    let start = reader.position();
    let count = reader.array()?.ok_or(NO_LENGTH)?;
    match fields.filter(|fields| count > 0 && !fields.are_the_same()) {
        None => {
            for _ in 0..count {
                reader.i32()?;
            }
            writer.writer_mut().extend_from_slice(&reader.input()[start..reader.position()]);
        }
        Some(fields) => {
            writer.array(count)?;
            for _ in 0..count {
                let place = reader.i32()?;
                let field = usize::try_from(-1 - place).ok().and_then(|own| fields.numbers.get(own));
                writer.i32(field.map_or(place, |number| -1 - number))?;
            }
        }
    }
    Ok(usize::try_from(count)?)
}
