//! The sheet, the inks and the knife: how shapes are cut and printed.

use std::f32::consts::{PI, TAU};
use std::path::Path;

use anyhow::{Context, Result};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, PremultipliedColorU8, Transform};

pub(super) const WIDTH: f32 = 1440.0;
pub(super) const HEIGHT: f32 = 960.0;
const MARGIN: f32 = 26.0;
const STEP: u8 = 24;

pub(super) type Pt = (f32, f32);
/// The lowest and the highest number.
pub(super) type Range = (f32, f32);

/// An array of points, written as bare pairs or triples of numbers.
macro_rules! line {
    ($($x:literal $y:literal),+) => { [$(($x as f32, $y as f32)),+] };
    ($($x:literal $y:literal $half:literal),+) => {
        [$(($x as f32, $y as f32, $half as f32)),+]
    };
}
pub(super) use line;

/// An opaque ink: red, green, blue. Prints have no transparent colours, only mixed ones.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Ink(pub(super) u8, pub(super) u8, pub(super) u8);

impl Ink {
    /// This ink with `share` (0 to 1) of another stirred in.
    pub(super) fn mix(self, other: Ink, share: f32) -> Ink {
        let stir = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share) as u8;
        Ink(stir(self.0, other.0), stir(self.1, other.1), stir(self.2, other.2))
    }
}

/// The unsteadiness of a hand: splitmix64, seeded with the picture's name.
#[derive(Clone)]
pub(super) struct Hand(u64);

impl Hand {
    fn of(name: &str) -> Hand {
        Hand(
            name.bytes()
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)),
        )
    }

    fn unit(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 40) as f32 / (1u32 << 24) as f32
    }

    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    pub(super) fn chance(&mut self, odds: f32) -> bool {
        self.unit() < odds
    }

    fn nudge(&mut self, at: Pt, by: f32) -> Pt {
        (at.0 + self.between(-by, by), at.1 + self.between(-by, by))
    }
}

pub(super) struct Sheet {
    pixmap: Pixmap,
    /// Every ink used so far, for `settle`.
    inks: Vec<Ink>,
    /// How a shape is laid down: upright, or as a shadow by `cast`.
    lay: Transform,
    pub(super) hand: Hand,
}

impl Sheet {
    pub(super) fn new(name: &str) -> Result<Sheet> {
        let pixmap = Pixmap::new(WIDTH as u32, HEIGHT as u32).context("the sheet has no size")?;
        Ok(Sheet { pixmap, inks: Vec::new(), lay: Transform::identity(), hand: Hand::of(name) })
    }

    /// Rolls one ink over the whole sheet: the sky, or a wall.
    pub(super) fn ground(&mut self, ink: Ink) {
        self.inks.push(ink);
        self.pixmap.fill(Color::from_rgba8(ink.0, ink.1, ink.2, 255));
    }

    pub(super) fn save(mut self, path: &Path) -> Result<()> {
        self.settle();
        self.pixmap.save_png(path).with_context(|| format!("failed to write `{}`", path.display()))
    }

    /// Rounds the thousands of half-tones along the edges of the flat inks. It cannot be seen, and the files get far
    /// smaller.
    fn settle(&mut self) {
        let round = |tone: u8| tone.saturating_add(STEP / 2) / STEP * STEP;
        for pixel in self.pixmap.pixels_mut() {
            let (r, g, b) = (pixel.red(), pixel.green(), pixel.blue());
            if !self.inks.contains(&Ink(r, g, b)) {
                let rounded = PremultipliedColorU8::from_rgba(round(r), round(g), round(b), 255);
                *pixel = rounded.unwrap_or(*pixel);
            }
        }
    }

    /// Prints closed outlines exactly as given; where they overlap, paper stays bare.
    fn print(&mut self, outlines: &[Vec<Pt>], ink: Ink) {
        let mut builder = PathBuilder::new();
        for outline in outlines {
            let mut points = outline.iter();
            if let Some(&(x, y)) = points.next() {
                builder.move_to(x, y);
            }
            for &(x, y) in points {
                builder.line_to(x, y);
            }
            builder.close();
        }
        // An outline without any area has nothing to print.
        let Some(path) = builder.finish() else { return };
        if !self.inks.contains(&ink) {
            self.inks.push(ink);
        }
        let mut paint = Paint::default();
        paint.set_color_rgba8(ink.0, ink.1, ink.2, 255);
        let rule = FillRule::EvenOdd;
        self.pixmap.fill_path(&path, &paint, rule, self.lay, None);
    }

    /// An outline as a knife cuts it: short straight facets that miss the line by a little. Small shapes are cut more
    /// exactly.
    fn knife(&mut self, outline: &[Pt]) -> Vec<Pt> {
        let span = |of: fn(&Pt) -> f32| {
            let low = outline.iter().map(of).fold(f32::MAX, f32::min);
            outline.iter().map(of).fold(f32::MIN, f32::max) - low
        };
        let size = span(|p| p.0).max(span(|p| p.1));
        let miss = (size * 0.008).clamp(0.4, 2.2);
        let facet = (size * 0.16).clamp(12.0, 54.0);
        let mut cut = Vec::new();
        for (i, &from) in outline.iter().enumerate() {
            let to = outline[(i + 1) % outline.len()];
            let steps = (distance(from, to) / facet).ceil().max(1.0);
            let mut step = 0.0;
            while step < steps - 0.5 {
                let point = along(from, to, step / steps);
                cut.push(self.hand.nudge(point, miss));
                step += self.hand.between(0.75, 1.25);
            }
        }
        cut
    }

    /// A shape cut out of one ink.
    pub(super) fn cut(&mut self, outline: &[Pt], ink: Ink) {
        let cut = self.knife(outline);
        self.print(&[cut], ink);
    }

    /// A shape between two smooth edges, each given from the same end.
    pub(super) fn strip(&mut self, left: &[Pt], right: &[Pt], ink: Ink) {
        let mut outline = smooth(left);
        outline.extend(smooth(right).into_iter().rev());
        self.cut(&outline, ink);
    }

    /// A path or stream along points that carry its half width. It lies flat on the ground, so it looks thinner where it
    /// runs across than where it runs away.
    pub(super) fn trail(&mut self, spine: &[(f32, f32, f32)], ink: Ink) {
        let middle: Vec<Pt> = spine.iter().map(|p| (p.0, p.1)).collect();
        let mut edges = [Vec::new(), Vec::new()];
        for (i, &(x, y, half)) in spine.iter().enumerate() {
            let next = (i + 1).min(spine.len() - 1);
            let (nx, ny) = normal(middle[i.saturating_sub(1)], middle[next]);
            edges[0].push((x + nx * half, y + ny * half * 0.5));
            edges[1].push((x - nx * half, y - ny * half * 0.5));
        }
        self.strip(&edges[0], &edges[1], ink);
    }

    /// Draws something as the shadow it throws on the ground from `foot`, by `slant` for each unit of height. The hand is
    /// then as before, so that the same strokes can draw what throws the shadow.
    pub(super) fn cast(&mut self, foot: Pt, slant: (f32, f32), draw: impl FnOnce(&mut Sheet)) {
        let hand = self.hand.clone();
        let (dx, dy) = slant;
        let shift = (dx * foot.1, foot.1 * (1.0 + dy));
        self.lay = Transform::from_row(1.0, 0.0, -dx, -dy, shift.0, shift.1);
        draw(self);
        self.lay = Transform::identity();
        self.hand = hand;
    }

    /// A quadrilateral that goes from one width to another: posts, limbs, bars.
    pub(super) fn limb(&mut self, from: Pt, to: Pt, widths: (f32, f32), ink: Ink) {
        let (nx, ny) = normal(from, to);
        let side = |p: Pt, w: f32| (p.0 + nx * w / 2.0, p.1 + ny * w / 2.0);
        let outline = [side(from, widths.0), side(to, widths.1), side(to, -widths.1), side(from, -widths.0)];
        self.cut(&outline, ink);
    }

    pub(super) fn disc(&mut self, at: Pt, radius: f32, ink: Ink) {
        let sides = (radius * 0.35).clamp(9.0, 34.0);
        let mut outline = Vec::new();
        let mut side = 0.0;
        while side < sides {
            let radius = radius * self.hand.between(0.985, 1.015);
            outline.push(around(at, radius, TAU * side / sides));
            side += 1.0;
        }
        self.cut(&outline, ink);
    }

    /// Ground with this ridge, down to the foot of the sheet. `rim` is the bare line along its top. Returns the ridge, to
    /// build on.
    pub(super) fn land(&mut self, ridge: &[Pt], ink: Ink, rim: Ink) -> Vec<Pt> {
        let ridge = smooth(ridge);
        let mut outline = ridge.clone();
        outline.push((WIDTH + 60.0, HEIGHT + 60.0));
        outline.push((-60.0, HEIGHT + 60.0));
        let lifted: Vec<Pt> = outline.iter().map(|p| (p.0, p.1 - 4.5)).collect();
        self.cut(&lifted, rim);
        self.cut(&outline, ink);
        ridge
    }

    /// One stroke of the gouge along a line. It widens quickly and narrows slowly.
    pub(super) fn sliver(&mut self, spine: &[Pt], width: f32, ink: Ink) {
        let last = spine.len().saturating_sub(1);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for (i, &at) in spine.iter().enumerate() {
            let t = i as f32 / last.max(1) as f32;
            let swell = (t / 0.3).min(1.0).powf(0.6) * ((1.0 - t) / 0.7).min(1.0).powf(0.8);
            let half = width / 2.0 * swell * self.hand.between(0.85, 1.15);
            let (nx, ny) = normal(spine[i.saturating_sub(1)], spine[(i + 1).min(last)]);
            left.push((at.0 + nx * half, at.1 + ny * half));
            right.push((at.0 - nx * half, at.1 - ny * half));
        }
        left.extend(right.into_iter().rev());
        self.print(&[left], ink);
    }

    /// A straight stroke of the gouge.
    pub(super) fn stroke(&mut self, from: Pt, to: Pt, width: f32, ink: Ink) {
        let spine = [0.0, 0.15, 0.3, 0.55, 0.8, 1.0].map(|t| along(from, to, t));
        self.sliver(&spine, width, ink);
    }

    /// Rows of gouge strokes, `gap` apart, that follow a ridge and thin out below it, in a range of `x` and of depth below
    /// the ridge.
    pub(super) fn contour(&mut self, ridge: &[Pt], x: Range, depth: Range, mut gap: f32, ink: Ink) {
        let ((left, right), (top, foot)) = (x, depth);
        let thick = gap * 0.27;
        let mut depth = top;
        while depth < foot {
            let fade = 1.0 - (depth - top) / (foot - top);
            let mut x = left + self.hand.between(0.0, 60.0);
            while x < right {
                let reach = self.hand.between(40.0, 130.0);
                if self.hand.chance(0.3 + 0.6 * fade) {
                    let low = depth + self.hand.between(-0.2, 0.2) * gap;
                    let spine = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0].map(|t| {
                        let x = x + reach * t;
                        (x, height_at(ridge, x) + low)
                    });
                    let width = thick * self.hand.between(0.6, 1.1) * (0.55 + 0.45 * fade);
                    self.sliver(&spine, width, ink);
                }
                x += reach + self.hand.between(10.0, 46.0);
            }
            depth += gap;
            gap *= 1.06;
        }
    }

    /// Prints a margin of paper, so that the picture has a hand-cut edge.
    pub(super) fn mount(&mut self, paper: Ink) {
        let (right, foot) = (WIDTH - MARGIN, HEIGHT - MARGIN);
        let corners = [(MARGIN, MARGIN), (right, MARGIN), (right, foot), (MARGIN, foot)];
        let block = self.knife(&corners);
        let edge = vec![(0.0, 0.0), (WIDTH, 0.0), (WIDTH, HEIGHT), (0.0, HEIGHT)];
        self.print(&[edge, block], paper);
    }
}

pub(super) fn distance(a: Pt, b: Pt) -> f32 {
    (b.0 - a.0).hypot(b.1 - a.1)
}

pub(super) fn along(a: Pt, b: Pt, t: f32) -> Pt {
    (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
}

pub(super) fn around(centre: Pt, radius: f32, angle: f32) -> Pt {
    (centre.0 + radius * angle.cos(), centre.1 + radius * angle.sin())
}

/// An angle in degrees, clockwise from the right, as `around` wants it.
pub(super) fn degrees(angle: f32) -> f32 {
    angle * PI / 180.0
}

fn normal(a: Pt, b: Pt) -> Pt {
    let length = distance(a, b).max(f32::EPSILON);
    ((a.1 - b.1) / length, (b.0 - a.0) / length)
}

/// A curve through all the points (Catmull and Rom's), as short straight pieces.
pub(super) fn smooth(points: &[Pt]) -> Vec<Pt> {
    let mut curve = Vec::new();
    for (i, pair) in points.windows(2).enumerate() {
        let before = points[i.saturating_sub(1)];
        let after = points[(i + 2).min(points.len() - 1)];
        let pieces = (distance(pair[0], pair[1]) / 30.0).ceil().max(2.0);
        let mut piece = 0.0;
        while piece < pieces {
            let t = piece / pieces;
            let blend = |p: f32, a: f32, b: f32, n: f32| {
                let (t2, t3) = (t * t, t * t * t);
                let bends = (2.0 * p - 5.0 * a + 4.0 * b - n) * t2;
                0.5 * (2.0 * a + (b - p) * t + bends + (3.0 * a - p - 3.0 * b + n) * t3)
            };
            curve
                .push((blend(before.0, pair[0].0, pair[1].0, after.0), blend(before.1, pair[0].1, pair[1].1, after.1)));
            piece += 1.0;
        }
    }
    curve.extend(points.last());
    curve
}

/// How high a ridge stands at `x`.
pub(super) fn height_at(ridge: &[Pt], x: f32) -> f32 {
    for pair in ridge.windows(2) {
        if (pair[0].0..=pair[1].0).contains(&x) {
            let t = (x - pair[0].0) / (pair[1].0 - pair[0].0).max(f32::EPSILON);
            return along(pair[0], pair[1], t).1;
        }
    }
    let end = if ridge.first().is_some_and(|p| x < p.0) { ridge.first() } else { ridge.last() };
    end.map_or(HEIGHT, |p| p.1)
}
