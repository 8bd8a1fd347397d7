//! `cargo xtask bench search`: how soon a search in a large blog has a result, and how many bytes that takes.
//!
//! Chromium opens the search page for the first time, focuses the field, and types a word. The time is measured in the page,
//! from the first key to the first result. The bytes are those that the host sent for the search after the focus: once for
//! the first letter alone, and once until the whole word was answered. The result goes to `bench/results/search.md`.

use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::chromium::Chromium;
use super::devtools::Devtools;
use super::environment;
use super::figures::{ends, median};
use super::press::{CORPUS, SITE};
use super::tab::Tab;
use crate::host::{Host, Scripts};
use crate::setup::{self, browsers, toolchain};
use crate::sites;

const RESULT: &str = "bench/results/search.md";

/// The words to search for. Many, a few or one of the posts have them.
const WORDS: [&str; 10] = [
    "trademark",
    "arrayref",
    "cranelift",
    "underhanded",
    "incremental",
    "poisoning",
    "keynote",
    "security",
    "release",
    "compiler",
];

/// The time from the focus to the first letter: for a hand that moves from the mouse to the keyboard, or one already there.
const PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::ZERO];

/// The time between the page's load and the focus.
const SETTLING: Duration = Duration::from_millis(500);

/// The time from each letter to the next.
const LETTER: Duration = Duration::from_millis(120);

/// How many times slower than this machine the reader's machine is.
const SLOWER: [u32; 2] = [1, 4];

/// The goals for a first answer, on a machine four times slower: milliseconds from the first letter to the first result, for a
/// letter alone and for a word, and bytes.
const LETTER_SOON: f64 = 200.0;
const WORD_SOON: f64 = 250.0;
const FETCHED: f64 = 150.0 * 1024.0;

/// Notes the times of the first key and of the first result.
const WATCH: &str = "
    const field = document.querySelector('.cw-search input');
    window.seen = {};
    field.addEventListener('keydown', event => { window.seen.began ??= event.timeStamp; }, { capture: true });
    new MutationObserver(() => {
      if (document.querySelector('.cw-found .cw-entry')) window.seen.found ??= performance.now();
    }).observe(document.querySelector('main'), { childList: true, subtree: true });
    field.focus();";

/// Measures a site of the large blog.
///
/// # Errors
/// When the release is not built, Chromium can't be installed or fails, or a word is not found.
pub fn search(root: &Path) -> Result<()> {
    let corpus = root.join(CORPUS);
    if !corpus.is_dir() {
        println!("skipped: no corpus at `{}`", corpus.display());
        return Ok(());
    }
    let toolbox = setup::tools(root)?;
    let site = sites::build_corpus(&toolbox, &corpus, SITE).context("run `cargo xtask build` first")?;
    let browsers = browsers::ready(toolchain::with_wasm32()?)?;
    let program = browsers.chromium()?;
    let load = environment::load();
    let host = Host::start(&site, "/", Scripts::Kept)?;
    let chromium = Chromium::start(program)?;
    let mut devtools = Devtools::connect(&chromium.endpoint)?;

    let mut rows = Vec::new();
    for slower in SLOWER {
        for pause in PAUSES {
            let reader = Reader { slower, pause };
            let mut row = Row { reader, letter: Answers::default(), word: Answers::default() };
            for word in WORDS {
                row.letter.push(search_for(&mut devtools, &host, &word[..1], reader)?);
                row.word.push(search_for(&mut devtools, &host, word, reader)?);
            }
            println!("{slower}×, {} ms: {} | {}", pause.as_millis(), row.letter.cells(), row.word.cells());
            rows.push(row);
        }
    }
    let text = format!(
        "# How soon something is found\n\n\
         `cargo xtask bench search`, at commit {}, over a blog of 375 posts: {} words, each by a reader on their first \
         visit. {}, without a window; {}, at a load of {load} when it began and {} when it ended. On a slower machine \
         only the page is slower: the browser slows no worker down, and the index is read in one.\n\n{}",
        environment::commit(root),
        WORDS.len(),
        environment::version(program),
        environment::machine(),
        environment::load(),
        table(&rows),
    );
    environment::keep(root, RESULT, &text)
}

/// A reader who searches.
#[derive(Clone, Copy, Debug)]
struct Reader {
    slower: u32,
    pause: Duration,
}

/// Types a text into the field. Returns the time from the first letter to the first result, in milliseconds, and how many
/// bytes the search has fetched by the answer to the whole text.
fn search_for(devtools: &mut Devtools, host: &Host, text: &str, reader: Reader) -> Result<(f64, f64)> {
    let mut tab = Tab::open(devtools)?;
    tab.slow_down(reader.slower)?;
    tab.go(&host.url("/search/"))?;
    // Loading the app must not be part of the measurement.
    tab.wait_until("'app' in document.documentElement.dataset")?;
    thread::sleep(SETTLING);
    host.sent();
    tab.evaluate(&format!("(() => {{ {WATCH} }})()"))?;
    thread::sleep(reader.pause);
    for letter in text.chars().map(String::from) {
        tab.command("Input.dispatchKeyEvent", &json!({ "type": "keyDown", "key": letter, "text": letter }))?;
        tab.command("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": letter }))?;
        thread::sleep(LETTER);
    }
    let quoted = json!(format!("“{text}”"));
    tab.wait_until(&format!("document.querySelector('.cw-search-status').textContent.includes({quoted})"))?;
    let found =
        tab.evaluate("seen.found - seen.began")?.as_f64().with_context(|| format!("nothing was found for `{text}`"))?;
    let sent = host.sent();
    let bytes: usize = sent.iter().filter(|(path, _)| is_for_search(path)).map(|(_, bytes)| bytes).sum();
    if bytes == 0 {
        bail!("nothing was fetched for `{text}`: {sent:?}");
    }
    Ok((found, bytes as f64))
}

fn is_for_search(path: &str) -> bool {
    ["/pagefind/", "/search.js", "/search-worker.js"].iter().any(|file| path.starts_with(file))
}

/// What was measured for one kind of reader: for the first letter alone, and for the whole word.
struct Row {
    reader: Reader,
    letter: Answers,
    word: Answers,
}

#[derive(Default)]
struct Answers {
    /// Milliseconds from the first letter to the first result.
    found: Vec<f64>,
    /// Bytes.
    fetched: Vec<f64>,
}

impl Answers {
    fn push(&mut self, (found, fetched): (f64, f64)) {
        self.found.push(found);
        self.fetched.push(fetched);
    }

    fn cells(&self) -> String {
        let kilobytes: Vec<f64> = self.fetched.iter().map(|bytes| bytes / 1024.0).collect();
        format!("{} | {}", spread(&self.found), spread(&kilobytes))
    }
}

/// The median, the lowest and the highest value.
fn spread(values: &[f64]) -> String {
    let (least, most) = ends(values);
    format!("{:.0} ({least:.0}–{most:.0})", median(values))
}

/// Every row, with the goals that it misses at its end: the median of the times and the highest of the bytes count.
fn table(rows: &[Row]) -> String {
    let mut table = String::from(
        "| machine | from focus to letter, ms | one letter: first result, ms | fetched, KB | a word: first result, ms | \
         fetched, KB | misses |\n|---|---|---|---|---|---|---|\n",
    );
    for Row { reader: Reader { slower, pause }, letter, word } in rows {
        let misses = [
            (median(&letter.found) > LETTER_SOON, format!("letter {LETTER_SOON} ms")),
            (ends(&letter.fetched).1 > FETCHED, format!("letter {} KB", FETCHED / 1024.0)),
            (median(&word.found) > WORD_SOON, format!("word {WORD_SOON} ms")),
            (ends(&word.fetched).1 > FETCHED, format!("word {} KB", FETCHED / 1024.0)),
        ];
        let misses: Vec<_> = misses.into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| what).collect();
        table.push_str(&format!(
            "| {slower}× slower | {} | {} | {} | {} |\n",
            pause.as_millis(),
            letter.cells(),
            word.cells(),
            misses.join(", "),
        ));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_the_goals_it_misses() {
        let answers = |found: f64, fetched: f64| Answers { found: vec![100.0, found], fetched: vec![1024.0, fetched] };
        let row = |letter, word| Row { reader: Reader { slower: 4, pause: PAUSES[0] }, letter, word };
        let table = table(&[
            row(answers(200.0, 2048.0), answers(250.0, 1024.0)),
            row(answers(301.0, 2048.0), answers(250.0, 2e6)),
            row(answers(200.0, 2048.0), answers(401.0, 1024.0)),
        ]);
        assert!(
            table.contains("| 4× slower | 500 | 200 (100–200) | 2 (1–2) | 250 (100–250) | 1 (1–1) |  |\n"),
            "{table}"
        );
        assert!(table.contains("| letter 200 ms, word 150 KB |\n"), "{table}");
        assert!(table.contains("| word 250 ms |\n"), "{table}");
    }

    #[test]
    fn the_pages_own_files_are_not_counted() {
        assert!(is_for_search("/search.js") && is_for_search("/search-worker.js"));
        assert!(is_for_search("/pagefind/pagefind-entry.json"));
        assert!(!is_for_search("/search/") && !is_for_search("/app-1.js"));
    }
}
