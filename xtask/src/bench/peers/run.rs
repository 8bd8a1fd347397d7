//! One run: every site is measured in every round, in turn, so that other work of the machine affects all of them alike.

use std::time::Instant;

use anyhow::Result;

use super::essays::Essay;
use super::figures::{Conditions, Figures, Measured, Memory, Turn, TurnKind};
use super::visit::{Press, Visit};
use crate::bench::devtools::Devtools;
use crate::bench::tab::Reader;
use crate::bench::turn::to_and_fro;
use crate::host::Host;

/// How long a turn is watched, in milliseconds, and how long each of the many turns before memory is measured.
const WATCH: u32 = 300;
const GLANCE: u32 = 50;

/// After how many turns memory is measured.
pub(super) const MEMORY_AFTER: usize = 200;

/// After how many faults a site is no longer measured.
const FAULTS: usize = 3;

/// What is known of a run beside its figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) day: String,
    pub(super) commit: String,
    /// The path of our app.
    pub(super) app: String,
    pub(super) runs: usize,
    pub(super) essays: usize,
    pub(super) memory_after: usize,
    pub(super) machine: String,
    pub(super) browser: String,
    pub(super) node: String,
    /// At the begin and at the end.
    pub(super) load: (String, String),
    /// The sites that could not be built, and why.
    pub(super) missing: Vec<(String, String)>,
}

/// A site that is served.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) version: String,
    pub(super) host: Host,
    /// Whether it is our own site or a floor.
    pub(super) is_ours: bool,
    pub(super) figures: Figures,
}

impl Site {
    /// What was measured of it.
    pub(super) fn measured(self) -> Measured {
        Measured { name: self.name, label: self.label, version: self.version, figures: self.figures }
    }
}

/// The visits of a round. The visit's first turn is a goal of our own site, so there are short visits more.
const VISITS: [Walk; 8] = [
    Walk { turns: 5, back: 2, ..WALK },
    Walk { turns: 1, ours: true, ..WALK },
    Walk { turns: 5, back: 2, less_motion: true, ours: true, ..WALK },
    Walk { turns: 1, less_motion: true, ours: true, ..WALK },
    Walk { turns: 4, saves_data: true, ..WALK },
    Walk { turns: 3, back: 1, slower: 1, ..WALK },
    Walk { turns: 3, back: 1, slower: 1, less_motion: true, ours: true, ..WALK },
    Walk { turns: 2, slower: 1, saves_data: true, ..WALK },
];

const WALK: Walk = Walk { slower: 4, less_motion: false, saves_data: false, turns: 0, back: 0, ours: false };

/// One visit: so many turns along the row of essays, and then so many times back.
#[derive(Clone, Copy, Debug)]
struct Walk {
    slower: u32,
    less_motion: bool,
    saves_data: bool,
    turns: usize,
    back: usize,
    /// Whether only our own site and the floors are visited so.
    ours: bool,
}

/// Measures every site so many times.
pub(super) fn measure(devtools: &mut Devtools, sites: &mut [Site], essays: &[Essay], runs: usize) {
    let start = Instant::now();
    let say = |what: &str| println!("{:>5} s  {what}", start.elapsed().as_secs());
    say("bytes");
    each(sites, |site| {
        site.figures.fetched = Some(Visit::fetched(devtools, &site.host.url(&essays[0].path()))?);
        Ok(())
    });
    for run in 1..=runs {
        say(&format!("round {run} of {runs}"));
        // So that no site is always the one after the same other.
        sites.rotate_left(1);
        each(sites, |site| {
            let paint = Visit::paint(devtools, &site.host.url(&essays[0].path()))?;
            site.figures.paints.push(paint);
            Ok(())
        });
        for walk in VISITS {
            each(sites, |site| if walk.ours && !site.is_ours { Ok(()) } else { go(devtools, site, essays, walk) });
        }
    }
    say("memory");
    each(sites, |site| {
        site.figures.memory = Some(memory(devtools, site, essays)?);
        Ok(())
    });
}

/// Measures each site. A fault is noted, and the others are measured all the same.
fn each(sites: &mut [Site], mut measure: impl FnMut(&mut Site) -> Result<()>) {
    for site in sites {
        if site.figures.faults.len() >= FAULTS {
            continue;
        }
        if let Err(error) = measure(site) {
            println!("  {}: {error:#}", site.label);
            site.figures.faults.push(format!("{error:#}"));
        }
    }
}

/// One visit: along the row of essays, and back through the history.
fn go(devtools: &mut Devtools, site: &mut Site, essays: &[Essay], walk: Walk) -> Result<()> {
    let Walk { slower, less_motion, saves_data, turns, back, .. } = walk;
    let reader = Reader { slower, less_motion, saves_data };
    let mut visit = Visit::begin(devtools, reader, &site.host.url(&essays[0].path()))?;
    let mut note = |kind, turn: Turn| {
        site.figures.turns.entry(Conditions { slower, less_motion, kind }).or_default().push(turn);
    };
    let press = if saves_data { Press::AtOnce } else { Press::Rested };
    for (at, essay) in essays.iter().enumerate().skip(1).take(turns) {
        let kind = match (saves_data, at) {
            (true, _) => TurnKind::Cold,
            (false, 1) => TurnKind::First,
            (false, _) => TurnKind::Warm,
        };
        note(kind, visit.press(essay, press, WATCH)?);
        visit.rest()?;
    }
    for essay in essays.iter().take(turns).rev().take(back) {
        note(TurnKind::Back, visit.back(essay, WATCH)?);
        visit.rest()?;
    }
    Ok(())
}

/// The memory in use after many turns to and fro.
fn memory(devtools: &mut Devtools, site: &Site, essays: &[Essay]) -> Result<Memory> {
    let reader = Reader { slower: 1, less_motion: false, saves_data: false };
    let mut visit = Visit::begin(devtools, reader, &site.host.url(&essays[0].path()))?;
    for (_, to) in to_and_fro(essays.len()).take(MEMORY_AFTER) {
        // A site that still scrolls by itself may move the link away from under the pointer.
        let turn = visit.press(&essays[to], Press::AtOnce, GLANCE);
        turn.or_else(|_| visit.press(&essays[to], Press::Rested, GLANCE))?;
    }
    visit.rest()?;
    visit.memory()
}
