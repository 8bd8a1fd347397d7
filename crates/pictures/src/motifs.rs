//! What several pictures share: trees, houses, birds, rays, grass.

use super::hand::{Ink, Pt, Range, Sheet, along, around, degrees, distance, smooth};

/// A bare tree, grown limb by limb. `lean` is the wind, in degrees. Returns its tips.
pub(super) fn bare_tree(sheet: &mut Sheet, foot: Pt, height: f32, lean: f32, ink: Ink) -> Vec<Pt> {
    let mut tips = Vec::new();
    let girth = height * 0.042;
    let at = |x: f32, up: f32| (foot.0 + x * girth + lean * up * 2.0, foot.1 - up * height);
    let left = [at(-2.6, 0.0), at(-1.3, 0.025), at(-0.85, 0.08), at(-0.75, 0.17)];
    let right = [at(2.3, 0.0), at(1.2, 0.03), at(0.85, 0.08), at(0.75, 0.17)];
    sheet.strip(&left, &right, ink);
    let first = Limb { from: at(0.0, 0.14), angle: -90.0 + lean, reach: height * 0.23, width: girth * 1.6, lean };
    grow(sheet, &first, 0, ink, &mut tips);
    tips
}

struct Limb {
    from: Pt,
    angle: f32,
    reach: f32,
    width: f32,
    lean: f32,
}

fn grow(sheet: &mut Sheet, limb: &Limb, order: u32, ink: Ink, tips: &mut Vec<Pt>) {
    let to = around(limb.from, limb.reach, degrees(limb.angle));
    let thin = limb.width * 0.7;
    sheet.limb(limb.from, to, (limb.width, thin), ink);
    if order == 5 {
        tips.push(to);
        return;
    }
    let open = sheet.hand.between(20.0, 34.0);
    let forks = [(-open, 0.68), (open * 0.85, 0.76), (sheet.hand.between(-9.0, 9.0), 0.66)];
    // With a third limb at every fork it would look like a broom.
    let count = if order < 2 || sheet.hand.chance(0.4) { 3 } else { 2 };
    for &(turn, share) in forks.iter().take(count) {
        let reach = limb.reach * 0.84 * sheet.hand.between(0.75, 1.12);
        let fork = Limb {
            from: along(limb.from, to, sheet.hand.between(0.82, 1.0)),
            angle: limb.angle + turn + sheet.hand.between(-9.0, 9.0) + limb.lean * 0.12,
            reach,
            width: (thin * share).max(2.6),
            lean: limb.lean,
        };
        grow(sheet, &fork, order + 1, ink, tips);
    }
}

/// A tree in leaf, cut as one lump and a trunk; taller than wide if `slim` is under 1.
pub(super) fn leafy_tree(sheet: &mut Sheet, foot: Pt, height: f32, slim: f32, ink: Ink) {
    let crown = (foot.0, foot.1 - height * 0.6);
    sheet.limb(foot, crown, (height * 0.08, height * 0.05), ink);
    let mut outline = Vec::new();
    for step in 0..11u8 {
        let reach = height * 0.4 * sheet.hand.between(0.86, 1.12);
        let (x, y) = around((0.0, 0.0), reach, degrees(f32::from(step) * 32.7 - 90.0));
        outline.push((crown.0 + x * slim, crown.1 + y));
    }
    sheet.cut(&outline, ink);
}

/// A hedge or wood seen from far off, along a ridge.
pub(super) fn hedge(sheet: &mut Sheet, along_ridge: &[Pt], size: f32, ink: Ink) {
    for pair in smooth(along_ridge).windows(2) {
        let steps = (distance(pair[0], pair[1]) / (size * 0.8)).ceil();
        let mut step = 0.0;
        while step < steps {
            let at = along(pair[0], pair[1], step / steps);
            let radius = size * sheet.hand.between(0.45, 0.85);
            sheet.disc((at.0, at.1 - radius * 0.3), radius, ink);
            step += 1.0;
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct HouseInks {
    pub(super) wall: Ink,
    pub(super) roof: Ink,
    pub(super) window: Ink,
}

/// A small house seen from the long side; `facing` 1 has the gable on the right, -1 on the left.
pub(super) fn house(sheet: &mut Sheet, foot: Pt, size: f32, facing: f32, inks: &HouseInks) {
    let at = |x: f32, y: f32| (foot.0 + x * size * facing, foot.1 - y * size);
    let chimney = [at(-0.62, 0.7), at(-0.62, 1.35), at(-0.42, 1.35), at(-0.42, 0.7)];
    sheet.cut(&chimney, inks.roof);
    let gable = [at(0.3, -0.1), at(0.3, 0.6), at(0.62, 1.08), at(0.95, 0.6), at(0.95, -0.1)];
    sheet.cut(&gable, inks.wall.mix(inks.roof, 0.35));
    let front = [at(-0.9, -0.1), at(-0.9, 0.6), at(0.3, 0.6), at(0.3, -0.1)];
    sheet.cut(&front, inks.wall);
    let roof = [at(-1.0, 0.55), at(-0.72, 1.12), at(0.64, 1.12), at(0.33, 0.55)];
    sheet.cut(&roof, inks.roof);
    let window = [at(-0.25, 0.16), at(-0.25, 0.42), at(0.02, 0.42), at(0.02, 0.16)];
    sheet.cut(&window, inks.window);
}

/// A leaf of a five-barred gate between two uprights, each from its top to its foot.
pub(super) fn gate_leaf(sheet: &mut Sheet, hinge: (Pt, Pt), latch: (Pt, Pt), thick: f32, ink: Ink) {
    let slim = thick * distance(latch.0, latch.1) / distance(hinge.0, hinge.1);
    for share in [0.04, 0.3, 0.52, 0.72, 0.94] {
        let from = along(hinge.0, hinge.1, share);
        let to = along(latch.0, latch.1, share);
        sheet.limb(from, to, (thick, slim), ink);
    }
    sheet.limb(hinge.1, along(latch.0, latch.1, 0.06), (thick, slim), ink);
    sheet.limb(hinge.0, hinge.1, (thick * 1.3, thick * 1.3), ink);
    sheet.limb(latch.0, latch.1, (slim * 1.3, slim * 1.3), ink);
}

/// Rays around a light, over `from` to `to` degrees.
pub(super) fn rays(sheet: &mut Sheet, light: Pt, reach: Range, arc: Range, ink: Ink) {
    let mut angle = arc.0;
    let mut long = true;
    while angle < arc.1 {
        let near = reach.0 * sheet.hand.between(0.96, 1.12);
        let far = if long { reach.1 } else { reach.1 * 0.62 } * sheet.hand.between(0.8, 1.0);
        let width = if long { 9.0 } else { 6.0 };
        let turn = degrees(angle);
        sheet.stroke(around(light, near, turn), around(light, far, turn), width, ink);
        angle += sheet.hand.between(4.6, 6.6);
        long = !long;
    }
}

/// Broken rings about a light, thinning outwards.
pub(super) fn rings(sheet: &mut Sheet, light: Pt, reach: Range, gap: f32, ink: Ink) {
    let mut radius = reach.0;
    while radius < reach.1 {
        let fade = 1.0 - (radius - reach.0) / (reach.1 - reach.0);
        let mut angle = sheet.hand.between(0.0, 20.0);
        while angle < 370.0 {
            let sweep = sheet.hand.between(34.0, 90.0) / radius * 57.3;
            if sheet.hand.chance(0.35 + 0.6 * fade) {
                let spine = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0].map(|t| around(light, radius, degrees(angle + sweep * t)));
                sheet.sliver(&spine, 2.2 + 4.0 * fade, ink);
            }
            angle += sweep + sheet.hand.between(10.0, 26.0) / radius * 57.3;
        }
        radius += gap * (1.35 - 0.35 * fade);
    }
}

/// Level strokes across a stretch of sky, densest in the middle.
pub(super) fn sky_strokes(sheet: &mut Sheet, x: Range, y: Range, rows: f32, ink: Ink) {
    let mut row = 0.0;
    while row < rows {
        let middle = 1.0 - (2.0 * row / rows - 1.0).abs();
        let level = y.0 + (y.1 - y.0) * row / rows;
        let mut at = x.0 + sheet.hand.between(0.0, 140.0);
        while at < x.1 {
            let reach = sheet.hand.between(60.0, 230.0);
            if sheet.hand.chance(0.25 + 0.5 * middle) {
                let rise = sheet.hand.between(-3.0, 3.0);
                sheet.stroke((at, level), (at + reach, level + rise), 4.0 + 3.0 * middle, ink);
            }
            at += reach + sheet.hand.between(30.0, 120.0);
        }
        row += 1.0;
    }
}

/// Grass at the foot of a picture: blades standing up from a line.
pub(super) fn grass(sheet: &mut Sheet, line: &[Pt], tall: f32, ink: Ink) {
    for pair in smooth(line).windows(2) {
        for _ in 0..5u8 {
            let t = sheet.hand.between(0.0, 1.0);
            let (x, y) = along(pair[0], pair[1], t);
            let rise = tall * sheet.hand.between(0.35, 1.0);
            let bow = rise * sheet.hand.between(-0.3, 0.5);
            let spine = [0.0, 0.35, 0.7, 1.0].map(|t: f32| (x + bow * t * t, y + 6.0 - rise * t));
            sheet.sliver(&spine, 7.0, ink);
        }
    }
}

pub(super) fn bird(sheet: &mut Sheet, at: Pt, size: f32, ink: Ink) {
    for side in [-1.0, 1.0] {
        let spine = [(0.0, 0.0), (0.3, -0.32), (0.65, -0.4), (1.0, -0.22)]
            .map(|(x, y)| (at.0 + side * x * size, at.1 + y * size));
        sheet.sliver(&spine, size * 0.24, ink);
    }
}
