//! Lists stay small however many essays there are.

use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;

use catchword_press::{App, BuildMode, Copies, Edition};

/// How many essays the site has, over how many years and with how many tags.
const ESSAYS: u32 = 10_000;
const YEARS: u32 = 20;
const TAGS: u32 = 400;

/// The largest size of a list's page, and of its bundle, in brotli, bytes.
const LARGEST: usize = 30 * 1024;

#[test]
fn no_list_of_ten_thousand_essays_is_large() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    std::fs::create_dir_all(content.join("essays")).unwrap();
    std::fs::write(content.join("site.toml"), "title = \"Many\"\nurl = \"https://many.example/\"\n").unwrap();
    for number in 0..ESSAYS {
        std::fs::write(content.join(format!("essays/{number}.md")), essay(number)).unwrap();
    }
    let out = folder.path().join("out");
    let app = App::read(Path::new("tests/fixtures/app")).unwrap();
    // The copies would take the place of the lists twice more on the disk.
    let mode = BuildMode::RELEASE.with(Copies::None);
    let built = catchword_press::build_site(&content, &app, mode, &out, Edition::ANY_DAY).unwrap();
    assert_eq!(built.essays, ESSAYS as usize);

    for list in ["", "tags/", "archive/", "archive/2006/", "archive/2006/page/5/", "tags/subject-7/", "page/1000/"] {
        for file in ["index.html", "index.json"] {
            let bytes = std::fs::read(out.join(list).join(file)).unwrap_or_else(|error| panic!("{list}: {error}"));
            let size = brotli(&bytes);
            assert!(size <= LARGEST, "/{list}{file} has {size} bytes in brotli, {} without", bytes.len());
        }
    }
    // All essays of a year are there, on its pages.
    let year: Vec<serde_json::Value> = (1..=5).map(|page| json(&out, &year_page(page))).collect();
    let count: usize = year.iter().map(|page| page["items"].as_array().unwrap().len()).sum();
    assert_eq!(count, (ESSAYS / YEARS) as usize);
    assert!(!out.join("archive/2006/page/6").exists());
    assert_eq!(year[1]["_catchword"]["previous"]["url"], "/archive/2006/");
    assert_eq!(json(&out, "tags/")["_catchword"]["entries"].as_array().unwrap().len(), TAGS as usize);
}

fn year_page(page: u32) -> String {
    if page == 1 { "archive/2006/".to_owned() } else { format!("archive/2006/page/{page}/") }
}

/// An essay with a title and a summary of its own.
fn essay(number: u32) -> String {
    let mut words = String::new();
    let mut seed = number.wrapping_mul(2_654_435_761) | 1;
    for _ in 0..24 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        write!(words, "w{:x} ", seed >> 12).unwrap();
    }
    let (year, month, day) = (2001 + number % YEARS, 1 + number / 7 % 12, 1 + number / 11 % 28);
    format!(
        "+++\ntitle = \"Essay {number}, {}\"\ndate = {year}-{month:02}-{day:02}\ntags = [\"Subject {}\"]\n+++\n\n{words}\n",
        &words[..24],
        number % TAGS,
    )
}

fn brotli(bytes: &[u8]) -> usize {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 4096, 5, 22);
    writer.write_all(bytes).unwrap();
    drop(writer);
    compressed.len()
}

fn json(out: &Path, list: &str) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(out.join(list).join("index.json")).unwrap()).unwrap()
}
