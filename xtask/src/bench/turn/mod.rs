//! `cargo xtask bench turn`: how fast a page turns, and how much memory many turns take.
//!
//! Chromium is driven over the DevTools protocol: it clicks the middle of a leaf, and a script in the page (`in_page.js`)
//! notes when the new heading is in the document and when the next frame is done. If a page's bundle does not come from
//! where its row says, the bench fails. The result goes to `bench/results/turn.md`.

mod memory;
mod row;
mod table;
mod visit;

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Error, Result, bail};

use self::memory::Memory;
use self::row::Essay;
use self::table::{Conditions, Row, TurnKind};
use self::visit::{BundleSource, MeasuredTurn, Visit};
use super::chromium::Chromium;
use super::devtools::Devtools;
use super::environment;
use super::tab::Reader;
use crate::checks::pages::Pages;
use crate::host::{Host, Scripts};
use crate::setup::{browsers, toolchain};

const RESULT: &str = "bench/results/turn.md";

/// How many turns are measured for a row. There are few of Back, and of those that take a visit each.
const MANY: usize = 30;
const FEW: usize = 10;

/// How long a turn is watched, in milliseconds.
const WATCH: u32 = 500;

/// After how many turns memory is measured, and how long each of these turns is watched, in milliseconds.
const MEMORY_AFTER: [usize; 2] = [20, 200];
const GLANCE: u32 = 100;

const NEXT: &str = ".cw-leaf-next a";
const PREVIOUS: &str = ".cw-leaf-previous a";

/// Measures the site in `dist`.
///
/// # Errors
/// When there is no built site, Chromium can't be installed or fails, or a bundle does not come from where it should.
pub fn turn(root: &Path, dist: &Path) -> Result<()> {
    let essays = row::of(dist)?;
    let base = Pages::of(dist)?.base;
    let browsers = browsers::ready(toolchain::with_wasm32()?)?;
    let program = browsers.chromium()?;
    let load = environment::load();
    let host = Host::start(dist, &base, Scripts::Kept)?;
    let chromium = Chromium::start(program)?;
    let devtools = Devtools::connect(&chromium.endpoint)?;
    let mut bench = Bench { devtools, host, essays, ahead: Ahead::default() };

    let mut rows = Vec::new();
    for conditions in Conditions::all() {
        println!("{conditions}");
        let turns = bench.turns(conditions)?;
        println!("{}", table::raw(&turns));
        rows.push(Row { conditions, turns });
    }
    println!("memory");
    let memory = bench.memory()?;

    let text = format!(
        "{}\n{}\n{}\n{}",
        bench.facts(root, program, &load)?,
        table::turns(&rows),
        table::memory(&memory),
        table::legend(),
    );
    environment::keep(root, RESULT, &text)
}

struct Bench {
    devtools: Devtools,
    host: Host,
    essays: Vec<Essay>,
    ahead: Ahead,
}

/// The bundles that should be prefetched.
#[derive(Debug, Default)]
struct Ahead {
    all: usize,
    /// Those that were fetched only when the pointer was on the leaf: the idle browser had not called the app.
    late: usize,
}

impl Bench {
    fn turns(&mut self, conditions: Conditions) -> Result<Vec<MeasuredTurn>> {
        let Conditions { slower, less_motion, kind } = conditions;
        let reader = Reader { slower, less_motion, saves_data: kind == TurnKind::Cold };
        let turns = match kind {
            TurnKind::First => self.first(reader)?,
            TurnKind::Warm => self.warm(reader)?,
            TurnKind::Cold => self.cold(reader)?,
            TurnKind::Back => self.back(reader)?,
        };
        let expected = if kind == TurnKind::Cold { BundleSource::Click } else { BundleSource::Memory };
        match turns.iter().position(|turn| turn.source != expected) {
            Some(at) => {
                bail!("turn {} of `{conditions}` is not what it should be: {}", at + 1, turns[at].source.words())
            }
            None => Ok(turns),
        }
    }

    /// The first turn of several visits. It includes what a browser does only once.
    fn first(&mut self, reader: Reader) -> Result<Vec<MeasuredTurn>> {
        let mut turns = Vec::new();
        for _ in 0..FEW {
            self.walk(reader, 1, WATCH, |_, turn| {
                turns.push(turn);
                Ok(())
            })?;
        }
        Ok(turns)
    }

    /// Turns along the row and back again, in one visit.
    fn warm(&mut self, reader: Reader) -> Result<Vec<MeasuredTurn>> {
        let mut turns = Vec::new();
        self.walk(reader, MANY, WATCH, |_, turn| {
            turns.push(turn);
            Ok(())
        })?;
        Ok(turns)
    }

    /// Turns `count` times, along the row and back again, with every page prefetched. Calls `seen` after each turn.
    fn walk(
        &mut self,
        reader: Reader,
        count: usize,
        watch: u32,
        mut seen: impl FnMut(&mut Visit, MeasuredTurn) -> Result<()>,
    ) -> Result<()> {
        let Self { devtools, host, essays, ahead } = self;
        let mut visit = Visit::begin(devtools, reader, &host.url(&essays[0].path))?;
        let mut there = HashSet::from([0]);
        for (from, to) in to_and_fro(essays.len()).take(count) {
            let leaf = if from < to { NEXT } else { PREVIOUS };
            if there.insert(to) {
                ahead.all += 1;
                if !visit.comes_ahead(&essays[to])? {
                    ahead.late += 1;
                    visit.point_at(leaf)?;
                    if !visit.comes_ahead(&essays[to])? {
                        bail!("the app has not prefetched {}", essays[to].path);
                    }
                }
            }
            let turn = visit.click(leaf, &essays[to], watch)?;
            seen(&mut visit, turn)?;
        }
        Ok(())
    }

    /// Turns along the row, and begins a new visit at its end: no visit turns to a page twice.
    fn cold(&mut self, reader: Reader) -> Result<Vec<MeasuredTurn>> {
        let Self { devtools, host, essays, .. } = self;
        let mut turns = Vec::new();
        while turns.len() < MANY {
            let mut visit = Visit::begin(devtools, reader, &host.url(&essays[0].path))?;
            for essay in essays.iter().skip(1).take(MANY - turns.len()) {
                turns.push(visit.click(NEXT, essay, WATCH)?);
            }
        }
        Ok(turns)
    }

    /// Turns along the row, and then goes back through the history.
    fn back(&mut self, reader: Reader) -> Result<Vec<MeasuredTurn>> {
        let Self { devtools, host, essays, .. } = self;
        let mut turns = Vec::new();
        while turns.len() < FEW {
            let way = essays.get(..=FEW - turns.len()).unwrap_or(essays);
            let mut visit = Visit::begin(devtools, reader, &host.url(&essays[0].path))?;
            for essay in &way[1..] {
                visit.click(NEXT, essay, WATCH)?;
            }
            for essay in way.iter().rev().skip(1) {
                turns.push(visit.back(essay, WATCH)?);
            }
        }
        Ok(turns)
    }

    /// The memory in use after some turns, and after many.
    fn memory(&mut self) -> Result<Vec<Memory>> {
        let reader = Reader { slower: 1, less_motion: false, saves_data: false };
        let (mut memory, mut count) = (Vec::new(), 0);
        self.walk(reader, MEMORY_AFTER[1], GLANCE, |visit, _| {
            count += 1;
            if MEMORY_AFTER.contains(&count) {
                memory.push(Memory::of(visit, count)?);
            }
            Ok(())
        })?;
        Ok(memory)
    }

    fn facts(&mut self, root: &Path, program: &Path, load: &str) -> Result<String> {
        let Self { devtools, host, essays, ahead } = self;
        let reader = Reader { slower: 1, less_motion: false, saves_data: false };
        let mut visit = Visit::begin(devtools, reader, &host.url(&essays[0].path))?;
        let mut say = |call: &str| Ok::<_, Error>(visit.ask(call)?.as_str().unwrap_or_default().to_owned());
        Ok(format!(
            "# How fast a page turns\n\n\
             `cargo xtask bench turn`, {}, at commit {}, of a site of {} essays whose app is `{}`: {MANY} turns for each \
             row, or {FEW} for the visit's first and for Back. {}, without a window; {}, at a load of {load} when it \
             began and {} when it ended. Of {} prefetched bundles, {} were fetched only when the pointer was on the leaf.\n",
            say("day()")?,
            environment::commit(root),
            essays.len(),
            say("app()")?,
            environment::version(program),
            environment::machine(),
            environment::load(),
            ahead.all,
            ahead.late,
        ))
    }
}

/// The turns along a row of `count` essays and back, forever: the essay that each turn starts from and the one it goes
/// to.
pub(super) fn to_and_fro(count: usize) -> impl Iterator<Item = (usize, usize)> {
    let last = count - 1;
    let place = move |turn: usize| last.abs_diff(turn % (2 * last)).abs_diff(last);
    (0..).map(move |turn| (place(turn), place(turn + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_goes_back_at_both_ends() {
        let way: Vec<_> = to_and_fro(3).take(6).collect();
        assert_eq!(way, [(0, 1), (1, 2), (2, 1), (1, 0), (0, 1), (1, 2)]);
        assert_eq!(to_and_fro(2).take(3).collect::<Vec<_>>(), [(0, 1), (1, 0), (0, 1)]);
    }
}
