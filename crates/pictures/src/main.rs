//! Draws the pictures of the sample site, one for each essay: `cargo xtask pictures`.
//!
//! A program draws them so that they can be changed and drawn again like the rest of the source, and so that their licence
//! is the project's. All imitate linocuts: flat inks from the site's own palette, one over another from the background to
//! the foreground, with short cuts through the ink for light and texture.
//!
//! [`hand`] has the sheet and its tools, [`motifs`] what several pictures share, and [`days`], [`evenings`] and [`rooms`]
//! the pictures. The unevenness of the cuts comes from a generator seeded with the picture's name, so drawing them again
//! gives the same bytes.

use std::env;
use std::path::Path;

use anyhow::{Context, Result};

mod days;
mod evenings;
mod hand;
mod motifs;
mod rooms;

use hand::{Ink, Sheet};

const PAPER: Ink = Ink(0xfb, 0xf9, 0xf4);
const PANEL: Ink = Ink(0xf2, 0xee, 0xe5);
const INK: Ink = Ink(0x22, 0x1f, 0x1a);
const MUTED: Ink = Ink(0x57, 0x52, 0x4a);
const LINE: Ink = Ink(0x8b, 0x84, 0x75);
const TEAL: Ink = Ink(0x17, 0x60, 0x5a);
const MIST: Ink = Ink(0x7c, 0xc5, 0xb9);
const BRICK: Ink = Ink(0x8a, 0x3b, 0x2a);
const ROSE: Ink = Ink(0xe3, 0xa0, 0x8c);
const NIGHT: Ink = Ink(0x18, 0x17, 0x15);
const NIGHT_PANEL: Ink = Ink(0x22, 0x20, 0x1d);

/// The essay a picture belongs to, and how to draw it.
type Picture = (&'static str, fn(&mut Sheet));

const PICTURES: [Picture; 8] = [
    ("the-long-repair", days::the_long_repair),
    ("the-waiting-room", rooms::the_waiting_room),
    ("the-three-oclock-mind", evenings::the_three_oclock_mind),
    ("a-year-of-firsts", evenings::a_year_of_firsts),
    ("choosing-a-therapist", rooms::choosing_a_therapist),
    ("anatomy-of-an-argument", days::anatomy_of_an_argument),
    ("sunday-evening", evenings::sunday_evening),
    ("how-it-ends", days::how_it_ends),
];

fn main() -> Result<()> {
    let folder = env::args_os().nth(1).context("usage: catchword-pictures FOLDER, such as content/images")?;
    draw_all(Path::new(&folder))
}

/// Draws every picture into the folder `out`, which is created if necessary.
fn draw_all(out: &Path) -> Result<()> {
    std::fs::create_dir_all(out).with_context(|| format!("failed to create `{}`", out.display()))?;
    for (name, draw) in PICTURES {
        let mut sheet = Sheet::new(name)?;
        draw(&mut sheet);
        sheet.mount(PAPER);
        sheet.save(&out.join(name).with_extension("png"))?;
    }
    Ok(())
}
