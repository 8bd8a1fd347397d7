//! The pictures of open country by day: a morning, a river, a storm.

use super::hand::{Ink, Pt, Sheet, along, distance, line};
use super::motifs::{HouseInks, bare_tree, bird, gate_leaf, grass, hedge, house, leafy_tree, rays, sky_strokes};
use super::{BRICK, INK, LINE, MIST, MUTED, PANEL, PAPER, ROSE, TEAL};

/// Morning: a gate left open, and the path going over the hill to where the sun comes up.
pub(super) fn how_it_ends(sheet: &mut Sheet) {
    let sky = MIST.mix(PANEL, 0.6);
    let low_sky = PANEL.mix(ROSE, 0.28);
    sheet.ground(sky);
    let band = line![-60 250, 300 205, 720 120, 1060 96, 1500 190];
    sheet.land(&band, PANEL.mix(MIST, 0.16), PAPER);
    let band = line![-60 350, 400 300, 760 200, 1080 178, 1500 300];
    sheet.land(&band, low_sky, PAPER);

    let sun = (966.0, 352.0);
    rays(sheet, sun, (118.0, 400.0), (176.0, 366.0), PAPER);
    sheet.disc(sun, 92.0, PAPER);
    sheet.disc(sun, 80.0, ROSE.mix(BRICK, 0.12));

    let far = line![-60 420, 160 372, 380 424, 640 386, 900 470, 1500 440];
    sheet.land(&far, MIST.mix(PANEL, 0.42), PAPER);
    let right = line![800 520, 1080 440, 1290 380, 1500 400];
    let right = sheet.land(&right, MIST.mix(LINE, 0.12), PAPER);
    sheet.contour(&right, (1100.0, 1420.0), (16.0, 150.0), 17.0, MIST.mix(PANEL, 0.5));
    let left = line![-60 470, 140 448, 420 500, 700 560, 1500 700];
    let left = sheet.land(&left, MIST.mix(TEAL, 0.35), PAPER);
    sheet.contour(&left, (20.0, 560.0), (16.0, 120.0), 17.0, MIST.mix(PANEL, 0.2));
    hedge(sheet, &line![250 476, 330 482, 400 500], 15.0, TEAL);

    let hill = line![-60 640, 160 606, 420 540, 640 452, 820 392, 950 372, 1100 404, 1290 500, 1500 566];
    let hill = sheet.land(&hill, TEAL, PAPER);
    sheet.contour(&hill, (470.0, 1420.0), (18.0, 330.0), 19.0, MIST.mix(TEAL, 0.25));
    sheet.contour(&hill, (20.0, 560.0), (24.0, 150.0), 26.0, MIST.mix(TEAL, 0.6));

    let path = PANEL.mix(ROSE, 0.14);
    sheet.trail(&PATH_OVER_THE_HILL, path);
    for (from, to) in [((880.0, 520.0), (898.0, 570.0)), ((850.0, 610.0), (760.0, 664.0))] {
        sheet.stroke(from, to, 7.0, path.mix(LINE, 0.35));
    }

    // The sun is behind the gate, so its shadow comes down the path towards us.
    let shade = path.mix(TEAL, 0.42);
    sheet.limb((372.0, 846.0), (338.0, 962.0), (40.0, 44.0), shade);
    gate_leaf(sheet, ((357.0, 944.0), (380.0, 862.0)), ((542.0, 838.0), (562.0, 786.0)), 6.0, shade);

    let deep = TEAL.mix(INK, 0.62);
    let verge = line![-60 690, 120 716, 300 774, 398 808, 340 870, 262 990, -60 990];
    sheet.cut(&verge, deep);
    let verge = line![1500 690, 1240 716, 960 776, 712 788, 690 850, 672 910, 664 990, 1500 990];
    sheet.cut(&verge, deep);
    stone_wall(sheet, (-60.0, 640.0), (356.0, 716.0), (90.0, 112.0));
    stone_wall(sheet, (756.0, 722.0), (1500.0, 610.0), (112.0, 88.0));
    // Moved up by a little, the gate leaves itself a light edge against the hill.
    sheet.cast((372.0, 842.0), (-0.012, -1.012), |sheet| open_gate(sheet, MIST));
    open_gate(sheet, INK);
    sheet.limb((746.0, 856.0), (746.0, 586.0), (40.0, 36.0), INK);
    for x in [386.0, 759.0] {
        sheet.stroke((x, 600.0), (x, 800.0), 7.0, ROSE);
    }

    let tree = (1292.0, 812.0);
    let tips = bare_tree(sheet, tree, 520.0, 3.0, INK);
    for &tip in tips.iter().step_by(2) {
        let leaf = (tip.0 + 13.0, tip.1 - 15.0);
        sheet.sliver(&[tip, along(tip, leaf, 0.35), along(tip, leaf, 0.7), leaf], 13.0, MIST.mix(TEAL, 0.3));
    }
    grass(sheet, &line![-20 940, 130 905, 270 930], 90.0, INK);
    grass(sheet, &line![760 960, 960 900, 1240 860, 1450 880], 90.0, INK);
    bird(sheet, (560.0, 236.0), 26.0, INK);
    bird(sheet, (626.0, 200.0), 19.0, INK);
}

/// From the foot of the picture through the gate and over the hill. The third number
/// is half the width.
const PATH_OVER_THE_HILL: [(f32, f32, f32); 10] = line![
    470 1010 250, 530 860 190, 610 760 140, 740 680 96, 868 606 60,
    896 548 42, 838 492 30, 842 446 24, 908 404 17, 944 368 11
];

/// The post the gate hangs on, and the leaf swung back towards the hill.
fn open_gate(sheet: &mut Sheet, ink: Ink) {
    gate_leaf(sheet, ((384.0, 622.0), (384.0, 812.0)), ((566.0, 626.0), (566.0, 748.0)), 14.0, ink);
    sheet.limb((372.0, 850.0), (372.0, 580.0), (40.0, 36.0), ink);
}

/// A dry wall of two courses and a coping, between the tops of its two ends.
fn stone_wall(sheet: &mut Sheet, from: Pt, to: Pt, high: (f32, f32)) {
    let base = [from, to, (to.0, to.1 + high.1), (from.0, from.1 + high.0)];
    sheet.cut(&base, INK);
    for (course, sunlit) in [(0.0, 0.3), (1.0, 0.12), (2.0, 0.0)] {
        let mut x = from.0 + sheet.hand.between(2.0, 16.0);
        while x < to.0 - 16.0 {
            let wide = sheet.hand.between(26.0, 84.0).min(to.0 - x - 4.0);
            let t = (x - from.0) / (to.0 - from.0);
            let tall = (high.0 + (high.1 - high.0) * t) / 3.0;
            let y = along(from, to, t).1 + course * tall + 4.0;
            let drop = (to.1 - from.1) / (to.0 - from.0) * wide;
            let mut rough = || sheet.hand.between(-1.0, 6.0);
            let stone = [
                (x + rough(), y + rough()),
                (x + wide * 0.5, y + drop * 0.5 - 1.0),
                (x + wide - rough(), y + drop + rough()),
                (x + wide - rough(), y + drop + tall - 7.0 - rough()),
                (x + rough(), y + tall - 7.0 - rough()),
            ];
            let light = sheet.hand.between(0.0, 0.3) + sunlit;
            sheet.cut(&stone, MUTED.mix(TEAL, 0.25).mix(LINE, light));
            x += wide + 5.0;
        }
    }
}

/// A river that has made its bend between two banks, and the stones laid to cross it.
pub(super) fn the_long_repair(sheet: &mut Sheet) {
    let sky = PANEL.mix(MIST, 0.2);
    sheet.ground(sky);
    let band = line![-60 120, 300 180, 800 140, 1500 210];
    sheet.land(&band, PANEL, PAPER);
    sky_strokes(sheet, (60.0, 1400.0), (70.0, 250.0), 8.0, PAPER);

    let far = line![-60 300, 180 250, 380 292, 620 214, 830 262, 1060 196, 1270 256, 1500 230];
    sheet.land(&far, MIST.mix(PANEL, 0.55), PAPER);
    let next = line![-60 330, 240 346, 520 318, 800 350, 1110 270, 1500 330];
    let next = sheet.land(&next, MIST.mix(LINE, 0.1), PAPER);
    sheet.contour(&next, (780.0, 1420.0), (14.0, 90.0), 15.0, MIST.mix(PANEL, 0.5));
    let left = line![-60 330, 160 326, 420 390, 700 420, 1500 424];
    let left = sheet.land(&left, MIST.mix(TEAL, 0.42), PAPER);
    sheet.contour(&left, (0.0, 560.0), (14.0, 90.0), 16.0, MIST);

    let plain = line![-60 430, 400 436, 900 424, 1500 400];
    let plain = sheet.land(&plain, TEAL.mix(MIST, 0.15), PAPER);
    sheet.contour(&plain, (860.0, 1420.0), (20.0, 330.0), 22.0, MIST.mix(TEAL, 0.35));

    let water = PANEL.mix(MIST, 0.3);
    sheet.strip(
        &line![700 424, 560 448, 420 486, 470 540, 640 590, 690 660, 520 760, 180 880, -80 960],
        &line![730 424, 620 452, 540 488, 640 528, 920 580, 1040 670, 980 790, 820 900, 700 1010],
        water,
    );
    for (from, to) in RIPPLES {
        sheet.stroke(from, to, 8.0, MIST.mix(LINE, 0.15));
    }
    let near_bank = line![
        -60 520, 180 516, 400 540, 580 592, 676 646,
        640 690, 520 748, 350 806, 180 862, -60 940
    ];
    let reflection = near_bank.map(|p| (p.0 + 26.0, p.1 + 30.0));
    sheet.cut(&reflection, MIST.mix(TEAL, 0.25));
    sheet.cut(&near_bank.map(|p| (p.0 + 4.0, p.1 + 6.0)), PAPER);
    sheet.cut(&near_bank, TEAL.mix(INK, 0.42));
    let top = line![-60 520, 180 516, 400 540, 580 592, 676 646];
    sheet.contour(&top, (20.0, 400.0), (22.0, 190.0), 24.0, TEAL.mix(MIST, 0.2));

    for (at, wide) in STEPPING_STONES {
        stepping_stone(sheet, at, wide);
    }
    let wall = HouseInks { wall: PANEL, roof: BRICK, window: INK };
    house(sheet, (1150.0, 500.0), 54.0, -1.0, &wall);
    hedge(sheet, &line![1220 492, 1330 474, 1450 470], 20.0, TEAL.mix(INK, 0.5));
    leafy_tree(sheet, (1072.0, 502.0), 130.0, 0.5, TEAL.mix(INK, 0.5));
    leafy_tree(sheet, (1044.0, 506.0), 96.0, 0.55, TEAL.mix(INK, 0.35));

    let shore = line![660 1000, 840 880, 1000 800, 1210 742, 1500 700];
    sheet.land(&shore, INK, PAPER);
    bare_tree(sheet, (206.0, 660.0), 430.0, 9.0, INK);
    grass(sheet, &line![760 950, 900 860, 1080 784, 1300 730, 1440 712], 110.0, INK);
    bird(sheet, (880.0, 150.0), 22.0, INK);
}

const RIPPLES: [(Pt, Pt); 9] = [
    ((520.0, 492.0), (600.0, 500.0)),
    ((600.0, 546.0), (760.0, 566.0)),
    ((720.0, 600.0), (880.0, 612.0)),
    ((760.0, 640.0), (960.0, 650.0)),
    ((700.0, 744.0), (900.0, 736.0)),
    ((560.0, 800.0), (800.0, 790.0)),
    ((420.0, 850.0), (640.0, 850.0)),
    ((240.0, 910.0), (560.0, 900.0)),
    ((480.0, 470.0), (570.0, 462.0)),
];

const STEPPING_STONES: [(Pt, f32); 6] = [
    ((694.0, 668.0), 27.0),
    ((752.0, 690.0), 31.0),
    ((818.0, 694.0), 27.0),
    ((880.0, 712.0), 34.0),
    ((952.0, 708.0), 30.0),
    ((1016.0, 722.0), 33.0),
];

fn stepping_stone(sheet: &mut Sheet, at: Pt, wide: f32) {
    let mut lump = [
        (-1.0, 0.05),
        (-0.7, -0.36),
        (-0.1, -0.46),
        (0.55, -0.4),
        (1.0, -0.04),
        (0.6, 0.32),
        (-0.1, 0.38),
        (-0.7, 0.3),
    ];
    for point in &mut lump {
        let swell = wide * sheet.hand.between(0.86, 1.12);
        *point = (at.0 + point.0 * swell, at.1 + point.1 * swell);
    }
    sheet.cut(&lump.map(|p| (p.0 - 5.0, p.1 + 15.0)), TEAL);
    sheet.cut(&lump.map(|p| (p.0, p.1 + 8.0)), INK);
    sheet.cut(&lump, PAPER);
}

/// Two hills, each with its house, and the weather that has come between them.
pub(super) fn anatomy_of_an_argument(sheet: &mut Sheet) {
    let sky = PANEL.mix(LINE, 0.12);
    sheet.ground(sky);
    let light = line![-60 380, 500 430, 900 410, 1500 360];
    sheet.land(&light, PAPER.mix(ROSE, 0.2), PAPER);
    let far = line![-60 560, 400 590, 680 540, 900 580, 1500 560];
    sheet.land(&far, MIST.mix(PANEL, 0.4), PAPER);

    let rain = MIST.mix(LINE, 0.55);
    sheet.cut(&line![560 380, 1010 360, 840 800, 400 800], rain);
    under_cloud(sheet, CLOUDS[0], LINE.mix(PANEL, 0.35));
    under_cloud(sheet, CLOUDS[1], MUTED.mix(MIST, 0.2));
    for _ in 0..46u8 {
        let top = (sheet.hand.between(560.0, 1000.0), sheet.hand.between(380.0, 560.0));
        let reach = sheet.hand.between(60.0, 190.0);
        sheet.stroke(top, (top.0 - reach * 0.38, top.1 + reach), 5.0, TEAL.mix(INK, 0.4));
    }
    let bolt = line![806 400, 722 566, 764 560, 694 738, 812 532, 766 538, 856 396];
    sheet.cut(&bolt, ROSE.mix(PAPER, 0.25));
    under_cloud(sheet, CLOUDS[2], INK.mix(TEAL, 0.3));

    let right = line![470 990, 640 860, 800 700, 960 570, 1130 490, 1300 476, 1500 520];
    let right = sheet.land(&right, MUTED.mix(LINE, 0.25), PAPER);
    sheet.contour(&right, (760.0, 1420.0), (18.0, 330.0), 22.0, LINE.mix(PANEL, 0.35));
    let left = line![-60 330, 120 312, 290 330, 430 420, 560 570, 700 760, 900 990];
    let left = sheet.land(&left, TEAL, PAPER);
    sheet.contour(&left, (20.0, 640.0), (20.0, 420.0), 24.0, MIST.mix(TEAL, 0.45));

    // Two paths set out from two doors, and neither gets to the valley.
    let path = PANEL.mix(LINE, 0.1);
    sheet.trail(&line![236 380 12, 290 440 18, 240 520 24, 330 610 32, 470 660 30, 540 690 4], path);
    sheet.trail(&line![1210 545 10, 1160 590 15, 1220 650 20, 1130 720 26, 980 760 26, 900 800 4], path);
    let inks = HouseInks { wall: PANEL, roof: INK, window: BRICK };
    house(sheet, (220.0, 374.0), 78.0, 1.0, &inks);
    house(sheet, (1222.0, 540.0), 62.0, -1.0, &inks);
    bare_tree(sheet, (92.0, 350.0), 190.0, 12.0, INK);
    bare_tree(sheet, (1340.0, 520.0), 170.0, -14.0, INK);
    let fore = line![-60 900, 300 880, 640 926, 1000 940, 1500 840];
    sheet.land(&fore, INK, PAPER);
    grass(sheet, &line![-20 905, 300 886, 560 920], 80.0, INK);
    grass(sheet, &line![1040 940, 1240 900, 1440 860], 80.0, INK);
}

/// The undersides of three layers of cloud, the farthest first.
const CLOUDS: [&[Pt]; 3] = [
    &line![
        150 0, 210 130, 330 220, 480 290, 700 300,
        920 310, 1110 290, 1250 230, 1340 120, 1380 0
    ],
    &line![330 0, 380 110, 480 240, 640 330, 830 380, 1020 340, 1140 240, 1180 110, 1220 0],
    &line![520 0, 540 110, 620 220, 720 330, 850 390, 980 330, 1040 200, 1060 80, 1080 0],
];

/// Cloud from the top of the sheet down to a row of lobes.
fn under_cloud(sheet: &mut Sheet, line: &[Pt], ink: Ink) {
    for (grow, ink) in [(7.0, PAPER), (0.0, ink)] {
        // Both times with the same strokes, so that the edge of bare paper fits the cloud.
        let hand = sheet.hand.clone();
        sheet.cut(line, ink);
        for pair in line.windows(2) {
            let radius = distance(pair[0], pair[1]) * sheet.hand.between(0.5, 0.62);
            sheet.disc(along(pair[0], pair[1], 0.5), radius + grow, ink);
        }
        if grow > 0.0 {
            sheet.hand = hand;
        }
    }
}
