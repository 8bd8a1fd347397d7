//! The pictures with the light low or gone: midwinter, Sunday evening, the small hours.

use super::hand::{Pt, Sheet, along, height_at, line};
use super::motifs::{HouseInks, bare_tree, bird, grass, hedge, house, leafy_tree, rings, sky_strokes};
use super::{BRICK, INK, LINE, MIST, MUTED, NIGHT, NIGHT_PANEL, PANEL, PAPER, ROSE, TEAL};

/// The shortest days: a bare tree on a white hill, and the sun that only just clears it.
pub(super) fn a_year_of_firsts(sheet: &mut Sheet) {
    let sky = PANEL.mix(LINE, 0.22);
    sheet.ground(sky);
    let band = line![-60 190, 420 250, 900 200, 1500 270];
    sheet.land(&band, PANEL.mix(LINE, 0.1), PAPER);
    let band = line![-60 400, 380 370, 840 400, 1500 360];
    sheet.land(&band, PANEL.mix(ROSE, 0.22), PAPER);
    sky_strokes(sheet, (80.0, 1420.0), (110.0, 470.0), 13.0, PAPER);
    sheet.disc((1110.0, 496.0), 92.0, PAPER);
    sheet.disc((1110.0, 496.0), 80.0, ROSE.mix(BRICK, 0.3));

    let far = line![-60 560, 260 520, 560 560, 900 506, 1110 540, 1300 496, 1500 520];
    sheet.land(&far, MIST.mix(LINE, 0.3).mix(PANEL, 0.2), PAPER);
    let next = line![-60 600, 400 610, 760 590, 1080 566, 1500 600];
    let next = sheet.land(&next, TEAL.mix(LINE, 0.35), PAPER);
    sheet.contour(&next, (500.0, 1420.0), (14.0, 100.0), 16.0, MIST.mix(LINE, 0.2));
    hedge(sheet, &line![860 596, 1010 584, 1130 588], 15.0, TEAL.mix(INK, 0.5));

    let hill = line![-60 660, 200 610, 430 590, 660 622, 960 716, 1240 776, 1500 790];
    let hill = sheet.land(&hill, PANEL.mix(MIST, 0.16), PAPER);
    sheet.contour(&hill, (30.0, 1420.0), (40.0, 300.0), 30.0, PANEL.mix(LINE, 0.55));
    // The sun stands behind the tree on the right, so its shadow comes down to the left.
    let shade = MIST.mix(LINE, 0.35);
    let foot = (470.0, 612.0);
    sheet.cast(foot, (-0.62, 0.56), |sheet| {
        bare_tree(sheet, foot, 500.0, 4.0, shade);
    });
    bare_tree(sheet, foot, 500.0, 4.0, INK);
    let mut wire = None;
    for post in 0..9u8 {
        let near = f32::from(post);
        let x = 730.0 + near * 92.0;
        let foot = (x, height_at(&hill, x) + 26.0 + near * 7.0);
        let top = (x + 4.0, foot.1 - 52.0 - near * 4.0);
        sheet.cast(foot, (-0.4, 0.5), |sheet| sheet.limb(foot, top, (11.0, 9.0), shade));
        sheet.limb(foot, top, (11.0, 9.0), INK);
        if let Some(from) = wire.replace(along(foot, top, 0.8)) {
            sheet.limb(from, along(foot, top, 0.8), (3.5, 3.5), INK);
        }
    }
    let fore = line![-60 1000, 520 950, 900 900, 1200 880, 1500 890];
    sheet.land(&fore, TEAL.mix(INK, 0.6), PAPER);
    grass(sheet, &line![860 920, 1100 896, 1440 900], 80.0, INK);
    bird(sheet, (790.0, 300.0), 24.0, INK);
    bird(sheet, (856.0, 262.0), 18.0, INK);
    bird(sheet, (900.0, 318.0), 15.0, INK);
}

/// The week's last light, low over the furrows, with every shadow at its longest.
pub(super) fn sunday_evening(sheet: &mut Sheet) {
    let sky = ROSE.mix(PANEL, 0.45);
    sheet.ground(MIST.mix(LINE, 0.35).mix(PANEL, 0.3));
    let band = line![-60 130, 500 170, 1000 120, 1500 190];
    sheet.land(&band, PANEL.mix(LINE, 0.18), PAPER);
    let band = line![-60 270, 420 240, 940 290, 1500 260];
    sheet.land(&band, sky, PAPER);
    sky_strokes(sheet, (40.0, 1420.0), (90.0, 350.0), 11.0, PAPER);
    let sun = (430.0, 384.0);
    sheet.disc(sun, 104.0, PAPER);
    sheet.disc(sun, 92.0, BRICK.mix(ROSE, 0.25));

    let far = line![-60 380, 200 400, 560 410, 860 372, 1160 330, 1500 360];
    let far = sheet.land(&far, MIST.mix(LINE, 0.4), PAPER);
    sheet.contour(&far, (820.0, 1420.0), (12.0, 70.0), 14.0, MIST.mix(PANEL, 0.4));
    let field = line![-60 426, 500 436, 1000 430, 1500 410];
    sheet.land(&field, TEAL, PAPER);
    furrows(sheet, (430.0, 384.0));

    let dark = TEAL.mix(INK, 0.65);
    let shade = TEAL.mix(INK, 0.72);
    for (x, tall) in line![690 150, 742 196, 800 168, 1150 132] {
        let foot = (x, 474.0);
        sheet.cast(foot, away(sun, foot), |sheet| leafy_tree(sheet, foot, tall, 0.42, shade));
        leafy_tree(sheet, foot, tall, 0.42, dark);
    }
    let foot = (950.0, 484.0);
    let flat = HouseInks { wall: shade, roof: shade, window: shade };
    sheet.cast(foot, away(sun, foot), |sheet| house(sheet, foot, 60.0, 1.0, &flat));
    let inks = HouseInks { wall: MUTED, roof: INK, window: ROSE };
    house(sheet, foot, 60.0, 1.0, &inks);
    hedge(sheet, &line![-20 446, 120 452, 250 450], 17.0, dark);
    let fore = line![-60 800, 240 852, 620 910, 900 1000];
    sheet.strip(&fore, &[(-60.0, 1010.0), (900.0, 1010.0)], INK);
    for (x, y, tall) in line![90 850 210, 330 900 190, 560 940 170] {
        sheet.limb((x, y), (x, y - tall), (26.0, 22.0), INK);
    }
    for drop in [30.0, 90.0] {
        sheet.limb((-40.0, 640.0 + drop), (566.0, 780.0 + drop * 0.8), (12.0, 9.0), INK);
    }
    grass(sheet, &line![-20 830, 240 862, 640 920], 100.0, INK);
}

/// Ploughed strips that run out of the picture from below the sun.
fn furrows(sheet: &mut Sheet, sun: Pt) {
    let inks = [MIST.mix(TEAL, 0.45), TEAL.mix(MIST, 0.2), PANEL.mix(LINE, 0.4).mix(ROSE, 0.35), TEAL.mix(INK, 0.25)];
    let mut x = -4400.0;
    for ink in inks.iter().cycle().take(38) {
        let wide = 290.0;
        let top = |x: f32| (sun.0 + (x - sun.0) * 0.12, 446.0);
        sheet.cut(&[top(x), top(x + wide), (x + wide, 990.0), (x, 990.0)], *ink);
        for lane in [0.25, 0.5, 0.75] {
            let foot = (x + wide * lane, 990.0);
            let from = along(top(x + wide * lane), foot, 0.12);
            sheet.stroke(foot, from, 9.0, ink.mix(PANEL, 0.3));
        }
        x += wide;
    }
}

/// Which way, and how far, a thing at `foot` throws its shadow from a low sun.
fn away(sun: Pt, foot: Pt) -> Pt {
    let reach = 2.1;
    (reach * (foot.0 - sun.0) / 380.0, reach * 0.72)
}

/// Awake: the moon over dark hills, and one window lit down among them.
pub(super) fn the_three_oclock_mind(sheet: &mut Sheet) {
    let sky = NIGHT.mix(TEAL, 0.28);
    sheet.ground(sky);
    let moon = (1010.0, 262.0);
    sheet.disc(moon, 330.0, NIGHT.mix(TEAL, 0.42));
    sheet.disc(moon, 205.0, TEAL.mix(NIGHT, 0.36));
    rings(sheet, moon, (138.0, 470.0), 26.0, TEAL.mix(MIST, 0.35));
    sheet.disc(moon, 104.0, PANEL);
    for (at, radius) in
        [((976.0, 236.0), 20.0), ((1040.0, 292.0), 27.0), ((1032.0, 222.0), 12.0), ((982.0, 306.0), 13.0)]
    {
        sheet.disc(at, radius, PANEL.mix(LINE, 0.28));
    }
    for star in 0..24u8 {
        let (column, row) = (f32::from(star % 6), f32::from(star / 6));
        let left = 60.0 + column * 96.0 + sheet.hand.between(0.0, 80.0);
        let top = 60.0 + row * 96.0 + sheet.hand.between(0.0, 80.0);
        let size = sheet.hand.between(1.8, 4.8);
        sheet.disc((left, top), size, PANEL);
    }
    let cloud = NIGHT.mix(TEAL, 0.24);
    sheet.strip(
        &line![640 356, 800 330, 960 322, 1080 338, 1250 344],
        &line![640 358, 820 364, 980 352, 1120 356, 1250 346],
        cloud,
    );
    sheet.strip(&line![850 390, 1020 368, 1180 376, 1430 384], &line![850 392, 1030 398, 1200 394, 1430 386], cloud);

    let moonlight = MIST.mix(TEAL, 0.25);
    let far = line![-60 520, 200 470, 460 520, 760 450, 1040 500, 1280 440, 1500 480];
    let far = sheet.land(&far, TEAL.mix(NIGHT, 0.3), moonlight);
    sheet.contour(&far, (600.0, 1420.0), (14.0, 90.0), 15.0, moonlight);
    let next = line![-60 540, 260 590, 560 620, 860 570, 1180 590, 1500 540];
    let next = sheet.land(&next, TEAL.mix(NIGHT, 0.58), moonlight);
    sheet.contour(&next, (720.0, 1300.0), (16.0, 110.0), 18.0, TEAL.mix(MIST, 0.3));
    let valley = line![-60 740, 240 690, 520 660, 820 716, 1120 700, 1500 640];
    let valley = sheet.land(&valley, NIGHT.mix(TEAL, 0.3), moonlight);
    sheet.contour(&valley, (480.0, 1400.0), (18.0, 150.0), 24.0, TEAL);

    let inks = HouseInks { wall: NIGHT_PANEL.mix(MUTED, 0.35), roof: NIGHT, window: ROSE };
    sheet.cut(&line![398 706, 436 706, 474 772, 392 772], ROSE.mix(NIGHT, 0.66));
    house(sheet, (420.0, 690.0), 84.0, 1.0, &inks);
    leafy_tree(sheet, (300.0, 704.0), 150.0, 0.5, NIGHT);
    leafy_tree(sheet, (262.0, 712.0), 110.0, 0.55, NIGHT);
    let near = line![-60 800, 220 800, 520 860, 860 850, 1160 790, 1500 800];
    sheet.land(&near, NIGHT, TEAL.mix(MIST, 0.2));
    hedge(sheet, &line![1040 820, 1220 790, 1440 800], 36.0, NIGHT);
    grass(sheet, &line![-20 810, 220 812, 520 870, 860 860], 70.0, NIGHT);
}
