//! A small font, made by hand: the letters "a", "e", "eacute" (of "e" and "acute"), "acute", and one with a name of its
//! own. They call subroutines of both kinds, one through another.

use skrifa::GlyphId;
use skrifa::raw::ps::cff::CffFontRef;
use skrifa::raw::ps::charstring::CommandSink;
use skrifa::raw::types::Fixed;

use super::*;

const NOTDEF: u32 = 0;
const A: u32 = 1;
const E: u32 = 2;
const E_ACUTE: u32 = 3;
const ACUTE: u32 = 4;
const OWN: u32 = 5;

fn list(items: &[&[u8]]) -> Vec<u8> {
    let mut list = (items.len() as u16).to_be_bytes().to_vec();
    if !items.is_empty() {
        list.push(2);
        let mut end = 1_u16;
        list.extend(end.to_be_bytes());
        for item in items {
            end += item.len() as u16;
            list.extend(end.to_be_bytes());
        }
        list.extend(items.concat());
    }
    list
}

/// A number of a dictionary, in five bytes.
fn long(number: usize) -> Vec<u8> {
    [&[29][..], &(number as u32).to_be_bytes()].concat()
}

/// A number of an outline.
fn short(number: i16) -> Vec<u8> {
    [&[28][..], &number.to_be_bytes()].concat()
}

/// A line of some length to the right, after a move up: `rmoveto`, `rlineto`.
fn stroke(length: i16) -> Vec<u8> {
    [&short(0)[..], &short(100), &[21], &short(length), &short(7), &[5]].concat()
}

fn font() -> Vec<u8> {
    let call = |number: i16, operator: u8| [&short(number - 107)[..], &[operator]].concat();
    let (local, global) = (10, 29);
    let accented = [&short(30)[..], &short(40), &short(101), &short(194), &[14]].concat();
    let outlines = list(&[
        &[14],
        // Hints, and a mask of one byte whose value would be an operator.
        &[&short(1)[..], &short(2), &[1], &short(3), &short(4), &[19, 29], &call(1, local), &[14]].concat(),
        &[stroke(50), call(2, global), vec![14]].concat(),
        &accented,
        &[stroke(9), vec![14]].concat(),
        &[call(3, local), call(0, global), vec![14]].concat(),
    ]);
    let locals = list(&[
        &[stroke(1), vec![11]].concat(),
        &[call(1, global), vec![11]].concat(),
        &[stroke(2), vec![11]].concat(),
        &[stroke(3), vec![11]].concat(),
    ]);
    let globals = list(&[
        &[stroke(70), vec![11]].concat(),
        &[stroke(71), vec![11]].concat(),
        &[stroke(72), vec![11]].concat(),
        &[stroke(73), vec![11]].concat(),
    ]);
    let strings = list(&[b"Hand made", b"a name that nobody needs", b"own.glyph"]);
    // Standard names, "own.glyph" is the third of the font's.
    let names = [66_u16, 70, 201, 125, 393];
    let charset: Vec<u8> = [0].into_iter().chain(names.into_iter().flat_map(u16::to_be_bytes)).collect();

    let top = |charset: usize, outlines: usize, size: usize, private: usize| {
        [long(391), vec![0], long(charset), vec![15], long(outlines), vec![17], long(size), long(private), vec![18]]
            .concat()
    };
    let start = [&[1, 0, 4, 2][..], &list(&[b"Hand"])].concat();
    let tops = list(&[&top(0, 0, 0, 0)]).len();
    // Outlines come before all the rest, so that everything moves.
    let outlines_at = start.len() + tops + strings.len() + globals.len();
    let private_at = outlines_at + outlines.len();
    let private = [long(6), vec![19]].concat();
    let charset_at = private_at + private.len() + locals.len();
    let tops = list(&[&top(charset_at, outlines_at, private.len(), private_at)]);
    [start, tops, strings, globals, outlines, private, locals, charset].concat()
}

/// What is drawn.
#[derive(Default, PartialEq, Debug)]
struct Drawing(Vec<(Fixed, Fixed)>);

impl CommandSink for Drawing {
    fn move_to(&mut self, x: Fixed, y: Fixed) {
        self.0.push((x, y));
    }
    fn line_to(&mut self, x: Fixed, y: Fixed) {
        self.0.push((x, y));
    }
    fn curve_to(&mut self, _: Fixed, _: Fixed, _: Fixed, _: Fixed, x: Fixed, y: Fixed) {
        self.0.push((x, y));
    }
    fn close(&mut self) {}
}

fn drawing(font: &[u8], glyph: u32) -> Drawing {
    let font = CffFontRef::new_cff(font, 0, Some(1000)).unwrap();
    let part = font.subfont(0, &[]).unwrap();
    let mut drawing = Drawing::default();
    font.evaluate_charstring(&part, GlyphId::new(glyph), &[], &mut drawing).unwrap();
    drawing
}

#[test]
fn kept_glyphs_are_drawn_as_before_and_the_others_are_empty() {
    let whole = font();
    assert_eq!(drawing(&whole, E_ACUTE).0.len(), 6);
    for kept in [&[A][..], &[E], &[ACUTE], &[OWN], &[A, OWN], &[A, E, ACUTE, OWN]] {
        let smaller = empty_glyphs(&whole, Version::One, |glyph| glyph == NOTDEF || kept.contains(&glyph)).unwrap();
        for glyph in [A, E, ACUTE, OWN] {
            let expected = if kept.contains(&glyph) { drawing(&whole, glyph) } else { Drawing::default() };
            assert_eq!(drawing(&smaller, glyph), expected, "{glyph} of {kept:?}");
        }
    }
}

#[test]
fn an_accented_letter_keeps_its_parts() {
    let smaller = empty_glyphs(&font(), Version::One, |glyph| glyph == E_ACUTE).unwrap();
    assert_eq!(drawing(&smaller, E_ACUTE), drawing(&font(), E_ACUTE));
    assert_eq!(drawing(&smaller, A), Drawing::default());
}

#[test]
fn subroutines_and_names_that_nothing_uses_are_empty() {
    let smaller = empty_glyphs(&font(), Version::One, |glyph| glyph == A).unwrap();
    let parts = Parts::read(&smaller, Version::One).unwrap();
    let lengths = |list: &Index<'_>| -> Vec<_> { (0..list.count).map(|item| list.item(item).unwrap().len()).collect() };
    assert_eq!(lengths(&parts.global_subroutines), [1, stroke(71).len() + 1, 1, 1]);
    assert_eq!(lengths(parts.strings.as_ref().unwrap()), ["Hand made".len(), 0, 0]);
    let own = empty_glyphs(&font(), Version::One, |glyph| glyph == OWN).unwrap();
    let parts = Parts::read(&own, Version::One).unwrap();
    assert_eq!(lengths(parts.strings.as_ref().unwrap()), ["Hand made".len(), 0, "own.glyph".len()]);
}

#[test]
fn a_torn_table_is_none() {
    let font = font();
    for length in 0..font.len() - 11 {
        assert!(empty_glyphs(&font[..length], Version::One, |glyph| glyph == A).is_none(), "{length}");
    }
}
