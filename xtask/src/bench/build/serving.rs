//! `cargo xtask bench serve`: how long it takes until a browser shows what an author has saved, beside the servers of Hugo and
//! Eleventy over the same essays. The result goes to `bench/results/serve.md` and `serve.json`.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::essays::{self, Essay};
use super::tools::{self, Tool};
use crate::bench::chromium::Chromium;
use crate::bench::devtools::Devtools;
use crate::bench::figures::median;
use crate::bench::peers::files;
use crate::bench::peers::goals::Goal;
use crate::bench::peers::record;
use crate::bench::peers::report::{spread, table, verdicts};
use crate::bench::tab::{Reader, Tab};
use crate::bench::{environment, press};
use crate::setup::{browsers, toolchain};

/// How many essays the blogs have, and within how many milliseconds a save is to be seen.
const SIZES: [(usize, f64); 2] = [(1000, 150.0), (10_000, 400.0)];

/// How many saves are measured, and how many before them are not: a server is slower at its first.
const SAVES: usize = 15;
const BEFORE: usize = 2;

/// How far what is read may move, in CSS pixels.
const MOVED: f64 = 2.0;

/// How long a server may take to start, and a save to be seen.
const PATIENCE: Duration = Duration::from_secs(180);

/// The pause between two saves.
const REST: Duration = Duration::from_millis(700);

/// What runs in the page.
const IN_PAGE: &str = include_str!("in_page.js");

const RESULT: &str = "bench/results/serve";

/// A server with a blog of one size.
struct Row {
    label: &'static str,
    is_ours: bool,
    size: usize,
    /// From each save until the frame that shows it, in milliseconds.
    seen: Vec<f64>,
    /// How far the text in the middle of the window has moved, at most.
    moved: f64,
    /// Whether the page was loaded again.
    loads: bool,
}

/// Measures every server with blogs of these numbers of essays; without any, of those that the goals are for.
///
/// # Errors
/// When our own can't be measured, or the result can't be written.
pub fn serve(root: &Path, sizes: &[usize]) -> Result<()> {
    let usual = SIZES.map(|(size, _)| size);
    let sizes = if sizes.is_empty() { &usual } else { sizes };
    let target = root.join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
    let catchword = press::release(root, &target)?;
    let browsers = browsers::ready(toolchain::with_wasm32()?)?;
    let mut missing = Vec::new();
    let tools = tools::all(root, &catchword, &mut missing);
    let (begin, work) = (environment::load(), target.join("bench-serve"));
    let mut rows = Vec::new();
    for &size in sizes {
        let essays = essays::essays(size);
        for tool in tools.iter().filter(|tool| tool.name != "catchword-copies") {
            press::empty(&work)?;
            tool.prepare(&essays, &work)?;
            match row(tool, &essays, &work, browsers.chromium()?) {
                Ok(row) => {
                    println!("  {size:>6} {:<12} {:>7.0} ms", row.label, median(&row.seen));
                    rows.push(row);
                }
                Err(error) if tool.is_ours => return Err(error),
                Err(error) => missing.push(format!("{} with {size} essays: {error:#}", tool.label)),
            }
        }
    }
    fs::remove_dir_all(&work).with_context(|| format!("failed to remove `{}`", work.display()))?;
    let run = format!(
        "`cargo xtask bench serve` at commit {}; {}, at a load of {begin} when it began and {} when it ended. {SAVES} saves of one \
         essay for each row.",
        environment::commit(root),
        environment::machine(),
        environment::load()
    );
    let goals = goals(&rows);
    files::write(&root.join(format!("{RESULT}.json")), &record::text(&in_json(&run, &goals, &rows, &missing)))?;
    environment::keep(root, &format!("{RESULT}.md"), &markdown(&run, &goals, &rows, &missing))
}

fn row(tool: &Tool, essays: &[Essay], folder: &Path, chromium: &Path) -> Result<Row> {
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let mut command = tool.server(folder, port)?;
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let _server = Server(child.with_context(|| format!("failed to start {}", tool.label))?);
    let essay = &essays[essays.len() / 2];
    let path = format!("/essays/{}/", essay.slug);
    wait_for(port, &path)?;

    let chromium = Chromium::start(chromium)?;
    let mut devtools = Devtools::connect(&chromium.endpoint)?;
    let reader = Reader { slower: 1, less_motion: false, saves_data: false };
    let mut tab = Tab::open_for(&mut devtools, reader, IN_PAGE)?;
    tab.go(&format!("http://127.0.0.1:{port}{path}"))?;
    thread::sleep(REST * 3);
    tab.evaluate("self.marked = true")?;
    let mut row = Row {
        label: tool.label,
        is_ours: tool.is_ours,
        size: essays.len(),
        seen: Vec::new(),
        moved: 0.0,
        loads: false,
    };
    for round in 0..BEFORE + SAVES {
        let before = tab.evaluate("benchServe.read()")?;
        let saved = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64() * 1000.0;
        tool.change(essay, round, folder)?;
        let seen = seen(&mut tab, round)?;
        thread::sleep(REST);
        if round >= BEFORE {
            row.seen.push(seen - saved);
            let top = tab.evaluate(&format!("benchServe.top({})", before["text"]))?;
            let moved = top.as_f64().zip(before["top"].as_f64()).map(|(now, then)| (now - then).abs());
            row.moved = row.moved.max(moved.unwrap_or(f64::INFINITY));
        }
    }
    row.loads = tab.evaluate("self.marked === true")? != true;
    Ok(row)
}

/// The time at which the browser showed the sentence of a round, by the clock of the machine.
fn seen(tab: &mut Tab<'_>, round: usize) -> Result<f64> {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        // While a page loads there is nothing to ask.
        if let Ok(time) = tab.evaluate(&format!("self.benchServe?.seen[{round}] ?? null"))
            && let Some(time) = time.as_f64()
        {
            return Ok(time);
        }
        thread::sleep(Duration::from_millis(10));
    }
    bail!("the save of round {round} was not seen")
}

/// A server, ended when this is dropped.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Waits until a server has a page.
fn wait_for(port: u16, path: &str) -> Result<()> {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        if status(port, path).is_some_and(|status| status == "200") {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("the server has no page at {path}")
}

fn status(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.take(64).read_to_string(&mut answer).ok()?;
    answer.split(' ').nth(1).map(str::to_owned)
}

fn goals(rows: &[Row]) -> Vec<Goal> {
    let mut goals = Vec::new();
    for (size, limit) in SIZES {
        let row = rows.iter().find(|row| row.is_ours && row.size == size);
        let goal = |what: String, limit, value: Option<f64>, unit: &str| Goal {
            what,
            limit,
            value,
            detail: value.map_or_else(|| "not measured".to_owned(), |value| format!("{value:.0} {unit}")),
        };
        goals.push(goal(
            format!("from a save until it is seen, {size} essays, in ms"),
            limit,
            row.map(|row| median(&row.seen)),
            "ms",
        ));
        goals.push(goal(
            format!("how far the text moves, {size} essays, in px"),
            MOVED,
            row.map(|row| row.moved),
            "px",
        ));
    }
    goals
}

fn markdown(run: &str, goals: &[Goal], rows: &[Row], missing: &[String]) -> String {
    let mut text = format!("# How soon a save is seen\n\n{}## The run\n\n{run}\n", verdicts(goals));
    for line in missing {
        text.push_str(&format!("\n- Missing: {line}"));
    }
    let heads = ["essays", "save → seen, ms", "moved, px", "the page was loaded again"];
    let lines = rows.iter().map(|row| {
        let loads = if row.loads { "yes" } else { "no" };
        (row.label, vec![row.size.to_string(), spread(&row.seen, 0), format!("{:.0}", row.moved), loads.to_owned()])
    });
    text.push_str(&format!("\n{}", table(&heads, lines)));
    text.push_str(
        "\nEach time: the median (the lowest–the highest), from the moment before the file is written until the frame with its new \
         sentence has been handed to the compositor. Moved: by how much a paragraph in the middle of the window has, at most.\n",
    );
    text
}

fn in_json(run: &str, goals: &[Goal], rows: &[Row], missing: &[String]) -> Value {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            let Row { label, size, seen, moved, loads, .. } = row;
            json!({ "server": label, "essays": size, "seen_ms": seen, "moved_px": moved, "loads": loads })
        })
        .collect();
    json!({ "run": run, "missing": missing, "goals": goals.iter().map(record::goal).collect::<Vec<_>>(), "rows": rows })
}
