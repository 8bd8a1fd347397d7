//! Empties the subroutines that no outline calls: often more than half of a font.

use std::collections::BTreeSet;

use skrifa::GlyphId;
use skrifa::raw::ps::cff::CffFontRef;

use super::dict::Dict;
use super::index::Index;
use super::outline::number;
use super::shift::shorten;
use super::{Parts, Version, operator};

/// How deep subroutines may call each other, by the specification.
const DEEPEST: usize = 10;
/// How many bytes of outlines are read at most, for a font that makes it long on purpose.
const MOST_BYTES: usize = 1 << 26;
/// What an unused subroutine becomes: the operator `return`.
const RETURN: &[u8] = &[11];

/// The table without unused subroutines; `None` if it can't be read. If it can't be known which are used, all stay.
pub(super) fn empty_unused(table: &[u8], version: Version) -> Option<Vec<u8>> {
    if version == Version::Two {
        return Some(table.to_vec());
    }
    let parts = Parts::read(table, version)?;
    let locals = locals(table, &parts)?;
    let Some((global, called)) = called(table, &parts, &locals) else { return Some(table.to_vec()) };

    let unless = |is_called: bool| if is_called { None } else { Some(RETURN) };
    let mut shorter = shorten(table, &parts, &parts.global_subroutines, |number| unless(global.contains(&number)))?;
    for (dict, called) in called.iter().enumerate().filter(|(dict, _)| locals[*dict].is_some()) {
        let parts = Parts::read(&shorter, version)?;
        let list = self::locals(&shorter, &parts)?.into_iter().nth(dict)??;
        shorter = shorten(&shorter, &parts, &list, |number| unless(called.contains(&number)))?;
    }
    Some(shorter)
}

/// The numbers of the subroutines that outlines call: of the global ones, and of those of each dictionary. `None` if they
/// can't be known.
fn called(
    table: &[u8],
    parts: &Parts<'_>,
    locals: &[Option<Index<'_>>],
) -> Option<(BTreeSet<u32>, Vec<BTreeSet<u32>>)> {
    let starts: BTreeSet<usize> = locals.iter().flatten().map(|list| list.range.start).collect();
    if starts.len() < locals.iter().flatten().count() {
        // Dictionaries that share their subroutines.
        return None;
    }
    let font = CffFontRef::new_cff(table, 0, None).ok()?;
    let mut calls = Calls {
        table,
        global: Subroutines { list: Some(&parts.global_subroutines), called: BTreeSet::new() },
        locals: locals.iter().map(|list| Subroutines { list: list.as_ref(), called: BTreeSet::new() }).collect(),
        dict: 0,
        numbers: Vec::new(),
        stems: 0,
        bytes: 0,
    };
    for glyph in 0..parts.outlines.count {
        calls.dict = if parts.has_font_dicts() { font.subfont_index(GlyphId::new(glyph))?.into() } else { 0 };
        calls.numbers.clear();
        calls.stems = 0;
        calls.follow(table.get(parts.outlines.item(glyph)?)?, 0)?;
    }
    Some((calls.global.called, calls.locals.into_iter().map(|local| local.called).collect()))
}

/// The subroutines of each dictionary, of those that have some. Most fonts have one dictionary, Chinese ones several.
fn locals<'a>(table: &'a [u8], parts: &Parts<'_>) -> Option<Vec<Option<Index<'a>>>> {
    let local = |dict: &Dict| -> Option<Option<Index<'a>>> {
        let Some([size, start]) = dict.operands(operator::PRIVATE) else { return Some(None) };
        let (start, size) = (usize::try_from(start.value).ok()?, usize::try_from(size.value).ok()?);
        let private = Dict::read(table, start..start.checked_add(size)?)?;
        let Some(offset) = private.offset(operator::SUBRS) else { return Some(None) };
        Some(Some(Index::read(table, start.checked_add(offset)?, parts.version)?))
    };
    let Some(offset) = parts.top.offset(operator::FONT_DICTS) else { return Some(vec![local(&parts.top)?]) };
    let dicts = Index::read(table, offset, parts.version)?;
    (0..dicts.count).map(|number| local(&Dict::read(table, dicts.item(number)?)?)).collect()
}

/// A list of subroutines, and the numbers of those that are called.
struct Subroutines<'a> {
    list: Option<&'a Index<'a>>,
    called: BTreeSet<u32>,
}

impl Subroutines<'_> {
    /// Notes a call. Numbers are given less a bias, so that small ones need one byte.
    fn call<'a>(&mut self, table: &'a [u8], number: i32) -> Option<&'a [u8]> {
        let list = self.list?;
        let bias = match list.count {
            0..1240 => 107,
            1240..33900 => 1131,
            _ => 32768,
        };
        let number = u32::try_from(number.checked_add(bias)?).ok()?;
        let subroutine = table.get(list.item(number)?)?;
        self.called.insert(number);
        Some(subroutine)
    }
}

/// What is known while an outline is followed.
struct Calls<'a> {
    table: &'a [u8],
    global: Subroutines<'a>,
    locals: Vec<Subroutines<'a>>,
    /// The number of the glyph's dictionary.
    dict: usize,
    /// The numbers that no operator has taken yet.
    numbers: Vec<i32>,
    /// How many hints there are, on which the length of a mask depends.
    stems: usize,
    /// How many bytes have been read.
    bytes: usize,
}

impl<'a> Calls<'a> {
    /// Follows an outline or a subroutine through all calls. Returns whether the glyph has ended; `None` if that is not
    /// possible.
    fn follow(&mut self, outline: &'a [u8], depth: usize) -> Option<bool> {
        self.bytes += outline.len();
        if depth > DEEPEST || self.bytes > MOST_BYTES {
            return None;
        }
        let mut rest = outline;
        while let Some((&operator, after)) = rest.split_first() {
            if let Some((number, length)) = number(rest) {
                self.numbers.push(number);
                rest = &rest[length..];
                continue;
            }
            rest = after;
            match operator {
                // callsubr, callgsubr
                10 | 29 => {
                    let number = self.numbers.pop()?;
                    let list = if operator == 29 { &mut self.global } else { self.locals.get_mut(self.dict)? };
                    let subroutine = list.call(self.table, number)?;
                    if self.follow(subroutine, depth + 1)? {
                        return Some(true);
                    }
                }
                // return
                11 => return Some(false),
                // endchar
                14 => return Some(true),
                // hstem, vstem, hstemhm, vstemhm: two numbers for each hint, before the first of all the glyph's width
                1 | 3 | 18 | 23 => self.end_stems(),
                // hintmask, cntrmask: a bit for each hint
                19 | 20 => {
                    self.end_stems();
                    rest = rest.get(self.stems.div_ceil(8)..)?;
                }
                // The four operators for a flat curve. The others with two bytes compute, and are not used any more.
                12 => {
                    let (second, after) = rest.split_first()?;
                    if !(34..=37).contains(second) {
                        return None;
                    }
                    rest = after;
                    self.numbers.clear();
                }
                // Moves, lines and curves
                4..=8 | 21 | 22 | 24..=27 | 30 | 31 => self.numbers.clear(),
                _ => return None,
            }
        }
        Some(false)
    }

    fn end_stems(&mut self) {
        self.stems += self.numbers.len() / 2;
        self.numbers.clear();
    }
}
