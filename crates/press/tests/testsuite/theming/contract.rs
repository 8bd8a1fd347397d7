//! What `docs/theming.md` and `docs/looks.md` promise.

use std::fs;
use std::path::Path;

use scraper::{Html, Selector};

use super::{blog, build, page, save};

/// The code spans in the first column of the table below a line of `docs/theming.md`.
fn promised(below: &str) -> Vec<String> {
    let contract = include_str!("../../../../../docs/theming.md");
    let (_, table) = contract.split_once(below).unwrap();
    let rows = table.lines().skip_while(|line| !line.starts_with("| ")).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn what_is_promised_to_themes_is_there() {
    let tokens = include_str!("../../../../../style/tokens.css");
    let properties = promised("**Custom properties**");
    assert!(properties.len() > 15, "{properties:?}");
    for property in properties {
        assert!(tokens.contains(&format!("\n  {property}: ")), "{property}");
    }

    let folder = blog("tagline = \"T\"\n[look]\nlogo = \"images/logo.png\"\n[footer]\nline = \"A\"\nnote = \"B\"\n");
    let picture = fs::read("tests/fixtures/small/images/boat.png").unwrap();
    save(&folder, "images/logo.png", &picture);
    for part in promised("## `parts/`") {
        save(&folder, &part, "A part.");
    }
    let hero = "+++\ntitle = \"Three\"\ndate = 2026-01-03\ntags = [\"Rest\"]\nhero = { image = \"/images/logo.png\", alt = \"A boat\" }\n+++\n\nText.\n";
    save(&folder, "essays/three.md", hero);
    build(&folder);
    let pages: String =
        ["index.html", "essays/three/index.html", "about/index.html"].map(|path| page(&folder, path)).concat();
    let pages = Html::parse_document(&pages);
    let classes = promised("**Classes**");
    assert!(classes.len() > 20, "{classes:?}");
    for class in classes {
        let selector = Selector::parse(&format!(".{class}")).unwrap();
        assert!(pages.select(&selector).next().is_some(), "no page has an element of the class `{class}`");
    }
}

#[test]
fn every_family_that_is_explained_can_be_chosen() {
    let families = promised("**Families.**");
    assert_eq!(families.len(), 8);
    for family in families {
        build(&blog(&format!("[look]\ntext_font = \"{family}\"\nheading_font = \"{family}\"\n")));
    }
}

#[test]
fn every_look_that_is_shipped_can_be_copied() {
    let looks = Path::new("../../examples/looks");
    let mut count = 0;
    for look in fs::read_dir(looks).unwrap() {
        let look = look.unwrap().path();
        let folder = blog(&fs::read_to_string(look.join("look.toml")).unwrap());
        if let Ok(css) = fs::read(look.join("site.css")) {
            save(&folder, "site.css", css);
        }
        build(&folder);
        let name = look.file_name().unwrap().to_str().unwrap();
        let shown = include_str!("../../../../../docs/looks.md");
        assert!(shown.contains(&format!("## {name}\n")), "docs/looks.md does not show `{name}`");
        count += 1;
    }
    assert_eq!(count, 5);
}
