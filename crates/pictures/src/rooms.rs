//! The pictures about finding help: the doors, and a consulting room.

use super::hand::{Ink, Pt, Sheet, along, line};
use super::motifs::{bird, grass, hedge, leafy_tree, sky_strokes};
use super::{BRICK, INK, LINE, MIST, MUTED, PANEL, PAPER, ROSE, TEAL};

/// Two chairs that half face each other, a lamp between, and the hills outside.
pub(super) fn the_waiting_room(sheet: &mut Sheet) {
    let wall = TEAL.mix(INK, 0.38);
    sheet.ground(wall);
    view(sheet);
    // The wall covers the parts of the view outside the window.
    sheet.cut(&line![-60 -60, 150 -60, 150 1000, -60 1000], wall);
    sheet.cut(&line![600 -60, 1500 -60, 1500 1000, 600 1000], wall);
    sheet.cut(&line![-60 -60, 1500 -60, 1500 130, -60 130], wall);
    sheet.cut(&line![-60 560, 1500 560, 1500 1000, -60 1000], wall);

    let lamp_at = 905.0;
    lamplight(sheet, lamp_at, 1.0, TEAL.mix(INK, 0.1));
    lamplight(sheet, lamp_at, 0.6, TEAL.mix(ROSE, 0.24));
    window_frame(sheet);

    let floor = sheet.land(&[(-60.0, 760.0), (1500.0, 760.0)], INK.mix(TEAL, 0.2), LINE);
    sheet.contour(&floor, (20.0, 1420.0), (26.0, 190.0), 26.0, TEAL.mix(INK, 0.35));
    sheet.cut(&line![240 790, 560 790, 420 960, 20 960], TEAL.mix(MIST, 0.2));
    sheet.limb((400.0, 786.0), (216.0, 970.0), (16.0, 22.0), INK.mix(TEAL, 0.2));
    sheet.cut(&line![700 822, 1290 822, 1390 900, 610 900], LINE.mix(ROSE, 0.3));
    sheet.cut(&line![735 832, 1258 832, 1330 890, 672 890], MUTED);

    lamp(sheet, (lamp_at, 800.0));
    table(sheet, (1020.0, 852.0));
    chair(sheet, (770.0, 850.0), 1.0, MIST);
    chair(sheet, (1226.0, 876.0), -1.12, PANEL.mix(LINE, 0.3));
    clock(sheet, (1270.0, 210.0));
    plant(sheet, (120.0, 960.0));
}

fn view(sheet: &mut Sheet) {
    let sky = PANEL.mix(MIST, 0.18);
    sheet.cut(&line![140 120, 610 120, 610 570, 140 570], sky);
    sky_strokes(sheet, (140.0, 600.0), (160.0, 300.0), 6.0, PAPER);
    sheet.land(&line![100 350, 260 300, 420 340, 620 280], MIST.mix(PANEL, 0.45), PAPER);
    let hill = sheet.land(&line![100 390, 300 410, 480 360, 640 370], MIST.mix(TEAL, 0.3), PAPER);
    sheet.contour(&hill, (320.0, 600.0), (12.0, 80.0), 14.0, MIST.mix(PANEL, 0.4));
    sheet.land(&line![100 440, 240 432, 420 480, 640 510], TEAL, PAPER);
    leafy_tree(sheet, (226.0, 446.0), 90.0, 0.6, TEAL.mix(INK, 0.6));
    leafy_tree(sheet, (262.0, 450.0), 62.0, 0.7, TEAL.mix(INK, 0.45));
    bird(sheet, (470.0, 230.0), 16.0, INK);
}

fn window_frame(sheet: &mut Sheet) {
    let wood = PANEL.mix(LINE, 0.15);
    for (from, to, wide) in [
        ((150.0, 118.0), (150.0, 572.0), 22.0),
        ((600.0, 118.0), (600.0, 572.0), 22.0),
        ((140.0, 128.0), (610.0, 128.0), 22.0),
        ((375.0, 128.0), (375.0, 566.0), 14.0),
        ((150.0, 290.0), (600.0, 290.0), 12.0),
        ((112.0, 574.0), (640.0, 574.0), 28.0),
    ] {
        sheet.limb(from, to, (wide, wide), wood);
    }
    sheet.limb((112.0, 594.0), (640.0, 594.0), (12.0, 12.0), INK);
}

/// The lamp's light on the wall, above and below its shade.
fn lamplight(sheet: &mut Sheet, x: f32, spread: f32, ink: Ink) {
    let foot = 400.0 * spread;
    sheet.cut(&[(x - 54.0, 320.0), (x + 54.0, 320.0), (x + foot, 775.0), (x - foot, 775.0)], ink);
    let top = 170.0 * spread;
    sheet.cut(&[(x - 42.0, 226.0), (x + 42.0, 226.0), (x + top, -20.0), (x - top, -20.0)], ink);
}

fn lamp(sheet: &mut Sheet, foot: Pt) {
    sheet.limb(foot, (foot.0, 310.0), (11.0, 9.0), INK);
    sheet.cut(
        &[
            (foot.0 - 62.0, foot.1 + 12.0),
            (foot.0 - 40.0, foot.1 - 8.0),
            (foot.0 + 40.0, foot.1 - 8.0),
            (foot.0 + 62.0, foot.1 + 12.0),
        ],
        INK,
    );
    sheet.cut(&[(foot.0 - 50.0, 222.0), (foot.0 + 50.0, 222.0), (foot.0 + 96.0, 330.0), (foot.0 - 96.0, 330.0)], ROSE);
    sheet.cut(&[(foot.0 - 88.0, 317.0), (foot.0 + 88.0, 317.0), (foot.0 + 95.0, 330.0), (foot.0 - 95.0, 330.0)], PAPER);
    for x in [-34.0, -8.0, 18.0] {
        sheet.stroke((foot.0 + x, 236.0), (foot.0 + x * 1.8, 306.0), 7.0, ROSE.mix(PAPER, 0.55));
    }
}

/// A low table with the box of tissues that such rooms have.
fn table(sheet: &mut Sheet, foot: Pt) {
    let at = |x: f32, y: f32| (foot.0 + x, foot.1 - y);
    for x in [-1.0, 1.0] {
        sheet.limb(at(x * 34.0, 100.0), at(x * 46.0, 0.0), (10.0, 7.0), INK);
    }
    sheet.limb(at(-72.0, 104.0), at(72.0, 104.0), (15.0, 15.0), INK);
    sheet.cut(&[at(-36.0, 112.0), at(-36.0, 140.0), at(24.0, 140.0), at(24.0, 112.0)], MIST);
    let tissue = [at(-18.0, 140.0), at(-22.0, 166.0), at(-8.0, 158.0), at(6.0, 174.0), at(8.0, 140.0)];
    sheet.cut(&tissue, PAPER);
}

fn clock(sheet: &mut Sheet, at: Pt) {
    sheet.disc(at, 58.0, INK);
    sheet.disc(at, 48.0, PANEL);
    sheet.limb(at, (at.0 + 2.0, at.1 - 36.0), (6.0, 4.0), INK);
    sheet.limb(at, (at.0 - 22.0, at.1 + 10.0), (7.0, 5.0), INK);
}

/// An armchair seen from its side; `facing` is the way it looks, and its size.
fn chair(sheet: &mut Sheet, foot: Pt, facing: f32, cloth: Ink) {
    let at = |x: f32, y: f32| (foot.0 + x * facing, foot.1 - y * facing.abs());
    sheet.limb(at(-70.0, 90.0), at(-104.0, 0.0), (16.0, 9.0), INK);
    sheet.limb(at(88.0, 96.0), at(108.0, 0.0), (16.0, 9.0), INK);
    let back = [at(-96.0, 84.0), at(-152.0, 330.0), at(-104.0, 346.0), at(-44.0, 130.0)];
    sheet.cut(&back, cloth);
    let seat = [at(-92.0, 78.0), at(-80.0, 128.0), at(104.0, 152.0), at(112.0, 98.0)];
    sheet.cut(&seat, cloth.mix(INK, 0.22));
    sheet.limb(at(86.0, 100.0), at(82.0, 214.0), (12.0, 12.0), INK);
    sheet.limb(at(-116.0, 204.0), at(106.0, 220.0), (18.0, 14.0), INK);
    for y in [300.0, 262.0] {
        sheet.stroke(at(-128.0, y), at(-112.0, y - 60.0), 6.0, cloth.mix(PAPER, 0.6));
    }
}

fn plant(sheet: &mut Sheet, root: Pt) {
    for (x, y, wide) in line![-90 -330 46, -20 -420 52, 74 -370 48, 140 -250 42, -120 -190 40] {
        let tip = (root.0 + x, root.1 + y);
        let bow = (root.0 + x * 0.2, root.1 + y * 0.55);
        let spine = [tip, along(tip, bow, 0.3), along(tip, bow, 0.65), bow, along(bow, root, 0.5), root];
        sheet.sliver(&spine, wide, INK);
        sheet.sliver(&spine, 5.0, TEAL.mix(MIST, 0.2));
    }
}

/// One path that becomes many, and a hillside of ways in.
pub(super) fn choosing_a_therapist(sheet: &mut Sheet) {
    let sky = PANEL.mix(MIST, 0.22);
    sheet.ground(sky);
    sheet.land(&line![-60 160, 500 110, 1000 170, 1500 90], PANEL, PAPER);
    sky_strokes(sheet, (60.0, 900.0), (70.0, 230.0), 7.0, PAPER);
    let far = line![-60 290, 180 330, 420 270, 700 320, 1500 260];
    sheet.land(&far, MIST.mix(PANEL, 0.5), PAPER);
    let next = line![-60 400, 200 372, 520 400, 1500 400];
    sheet.land(&next, MIST.mix(TEAL, 0.2), PAPER);

    let hill = line![-60 560, 200 520, 460 430, 760 290, 1040 196, 1260 172, 1500 220];
    let hill = sheet.land(&hill, TEAL, PAPER);
    sheet.contour(&hill, (30.0, 1420.0), (20.0, 560.0), 26.0, MIST.mix(TEAL, 0.55));

    let path = PANEL.mix(LINE, 0.12);
    for way in WAYS {
        sheet.trail(way, path);
    }
    for (foot, tall, ink, arched) in [
        ((1085.0, 326.0), 82.0, MIST, false),
        ((800.0, 396.0), 94.0, INK, true),
        ((560.0, 541.0), 122.0, PANEL.mix(LINE, 0.45), false),
        ((250.0, 640.0), 156.0, MUTED, true),
        ((1180.0, 640.0), 186.0, BRICK, true),
    ] {
        let shade = TEAL.mix(INK, 0.4);
        sheet.cast(foot, (-0.85, 0.13), |sheet| sheet.cut(&doorway(foot, tall, 0.37, 1.1, arched), shade));
        door(sheet, foot, tall, ink, arched);
    }
    leafy_tree(sheet, (1310.0, 250.0), 110.0, 0.6, TEAL.mix(INK, 0.6));
    leafy_tree(sheet, (1350.0, 262.0), 80.0, 0.7, TEAL.mix(INK, 0.5));
    hedge(sheet, &[(70.0, 560.0), (150.0, 548.0)], 22.0, TEAL.mix(INK, 0.6));

    bird(sheet, (330.0, 200.0), 24.0, INK);
    bird(sheet, (394.0, 236.0), 17.0, INK);
    let fore = line![-60 800, 200 840, 420 900, 560 1000];
    sheet.strip(&fore, &[(-60.0, 1010.0), (560.0, 1010.0)], TEAL.mix(INK, 0.62));
    let fore = line![860 1000, 980 920, 1200 850, 1500 820];
    sheet.strip(&fore, &[(860.0, 1010.0), (1500.0, 1010.0)], TEAL.mix(INK, 0.62));
    grass(sheet, &line![-20 830, 200 850, 440 920], 90.0, INK);
    grass(sheet, &line![960 940, 1200 860, 1440 840], 90.0, INK);
}

/// The path and its forks, nearest first; the third number is half the width.
const WAYS: [&[(f32, f32, f32)]; 6] = [
    &line![560 1010 150, 600 920 110, 690 830 76, 730 760 56, 700 680 42, 690 620 34],
    &line![650 860 60, 560 780 46, 400 760 44, 290 706 36, 250 638 34],
    &line![680 840 60, 800 772 50, 980 790 54, 1130 730 46, 1180 638 42],
    &line![694 650 32, 640 616 30, 570 596 28, 560 539 27],
    &line![690 640 34, 720 570 28, 820 530 26, 846 470 22, 800 394 20],
    &line![800 540 24, 930 496 24, 1060 450 22, 1046 390 18, 1085 324 16],
];

/// An outline `wide` either way and `high`, in parts of the door's height.
fn doorway(foot: Pt, tall: f32, wide: f32, high: f32, arched: bool) -> Vec<Pt> {
    let at = |x: f32, y: f32| (foot.0 + x * tall, foot.1 - y * tall);
    let mut outline = vec![at(-wide, 0.0)];
    if arched {
        outline.extend([at(-wide, high * 0.7), at(-wide * 0.74, high * 0.9), at(0.0, high)]);
        outline.extend([at(wide * 0.74, high * 0.9), at(wide, high * 0.7)]);
    } else {
        outline.extend([at(-wide, high), at(wide, high)]);
    }
    outline.push(at(wide, 0.0));
    outline
}

/// A single door on the slope.
fn door(sheet: &mut Sheet, foot: Pt, tall: f32, ink: Ink, arched: bool) {
    let at = |x: f32, y: f32| (foot.0 + x * tall, foot.1 - y * tall);
    sheet.cut(&doorway(foot, tall, 0.37, 1.1, arched), TEAL.mix(INK, 0.75));
    sheet.cut(&doorway(foot, tall, 0.3, 1.02, arched), PAPER);
    sheet.cut(&doorway(foot, tall, 0.25, 0.96, arched), ink);
    for x in [-0.1, 0.06] {
        sheet.stroke(at(x, 0.78), at(x, 0.16), tall * 0.03, ink.mix(INK, 0.35));
    }
    sheet.disc(at(0.16, 0.42), tall * 0.028, PAPER);
}
