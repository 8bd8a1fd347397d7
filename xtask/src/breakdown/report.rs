//! The document: tables in Markdown.

use std::collections::HashMap;
use std::fmt::Write;

use anyhow::{Result, bail};

use super::feature;
use super::files::CodeFile;
use super::module::{Module, Part, PartKind};
use super::symbol::Symbol;
use super::tables::{Row, Table};
use crate::sizes;

/// Crates and features with fewer bytes of instructions share a row.
const SMALLEST: usize = 300;

/// How many functions are listed.
const LARGEST: usize = 10;

/// What the document is about.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The commit and its date.
    pub(super) commit: String,
    /// The code that an essay's page loads, in bytes after brotli.
    pub(super) code: usize,
    /// Whether the instructions with names are those of the release.
    pub(super) is_release: bool,
}

/// The document about the wasm with names, and the files with code in `dist`.
///
/// # Errors
/// When brotli fails, or the files' sizes don't add up to the source's.
pub(super) fn report(source: &Source, files: &[CodeFile], module: &Module) -> Result<String> {
    let code = source.code;
    let (at_once, on_demand): (Vec<&CodeFile>, Vec<&CodeFile>) = files.iter().partition(|file| !file.on_demand);
    if at_once.iter().map(|file| file.brotli).sum::<usize>() != code {
        bail!("the files with code don't add up to {code} bytes");
    }
    let kinds = Table::of(module, 0, |part| Some(kind(part.kind).to_owned()))?;
    let crates = Table::of(module, SMALLEST, |part| symbol(part).map(|symbol| symbol.maker().to_owned()))?;
    let features = Table::of(module, SMALLEST, |part| symbol(part).as_ref().map(feature::of))?;
    let wasm = at_once.iter().find(|file| file.name.ends_with(".wasm"));
    Ok([
        introduction(source),
        format!("## Files that an essay's page loads\n\n{}", file_table(&at_once)),
        format!("## Code that is loaded on demand\n\n{}", file_table(&on_demand)),
        format!("## The wasm, by kind\n\n{}", kind_table(&kinds, module, wasm.copied())?),
        format!("## Its functions, by crate\n\n{CRATES}\n\n{}", function_table("crate", &crates)),
        format!("## Its functions, by feature\n\n{FEATURES}\n\n{}", function_table("feature", &features)),
        format!("## The largest functions\n\n{}", largest(module)?),
        format!("## Functions that were compiled several times\n\n{INSTANCES}\n\n{}", instances(module)?),
    ]
    .join("\n"))
}

const CRATES: &str = "A generic function counts for the crate in which it is written, whatever types it is compiled for, and a trait's \
function for the crate of its `impl`. A closure counts for the crate in which it is written. A function that was compiled into \
its caller counts for the caller.";

const FEATURES: &str = "Names of modules decide (`xtask/src/breakdown/feature.rs`). The texts of a feature are not here, but among \
the wasm's texts.";

const INSTANCES: &str = "Once for each combination of types, or at several places of a crate's code.";

const SAME: &str = "Its instructions are the release's, byte for byte.";

const CHANGED: &str = "The release's wasm is changed once more afterwards: the tables show the wasm before that.";

fn introduction(source: &Source) -> String {
    let Source { commit, code, is_release } = source;
    let instructions = if *is_release { SAME } else { CHANGED };
    format!(
        "# What the code weighs\n\n\
         Made by `cargo xtask size` at commit {commit}. An essay's page loads {code} bytes of code after brotli; the budget is {}.\n\n\
         Sizes are in bytes. *Raw* is before compression, *brotli* after it, at quality 11. For a part of the wasm, *brotli* is \
         what would be saved without it: the size of the whole, less the size of the whole without this part. *In common* is what \
         several parts share, so that it is saved only without all of them. Brotli divides other \
         bytes into other blocks, so each of these is uncertain by some 200 bytes, and can be below 0. The sums are exact.\n\n\
         The names of functions, which are not counted, are in a wasm that was made with the release's options from the same \
         compiled code. {instructions}\n",
        sizes::CODE_BUDGET
    )
}

/// Begins a table, whose first column is text and the others numbers.
fn table(columns: &[&str]) -> String {
    format!("| {} |\n|---|{}\n", columns.join(" | "), "---:|".repeat(columns.len() - 1))
}

fn file_table(files: &[&CodeFile]) -> String {
    let mut text = table(&["file", "raw", "brotli"]);
    for file in files {
        let name = if file.name == "<script>" { "the script in every document" } else { &format!("`{}`", file.name) };
        writeln!(text, "| {name} | {} | {} |", file.raw, file.brotli).ok();
    }
    let sum = |size: fn(&CodeFile) -> usize| files.iter().map(|file| size(file)).sum::<usize>();
    writeln!(text, "| **sum** | **{}** | **{}** |", sum(|file| file.raw), sum(|file| file.brotli)).ok();
    text
}

/// The kinds of parts, and what the build's later steps change.
fn kind_table(kinds: &Table, module: &Module, wasm: Option<&CodeFile>) -> Result<String> {
    let mut text = table(&["kind", "raw", "share", "brotli"]);
    for row in &kinds.rows {
        writeln!(text, "| {} | {} | {} | {} |", row.name, row.raw, share(row.raw, kinds.sum.raw), row.brotli).ok();
    }
    writeln!(text, "| in common | | | {} |", kinds.common).ok();
    let Some(wasm) = wasm else { bail!("`dist` has no wasm") };
    let raw = difference(wasm.raw, module.bytes.len())?;
    let brotli = difference(wasm.brotli, usize::try_from(kinds.sum.brotli)?)?;
    if raw != 0 || brotli != 0 {
        writeln!(text, "| what differs in the release: the names of exports, and what is done after wasm-opt | {raw} | | {brotli} |").ok();
    }
    writeln!(text, "| **sum: `{}`** | **{}** | | **{}** |", wasm.name, wasm.raw, wasm.brotli).ok();
    Ok(text)
}

fn function_table(what: &str, table_of: &Table) -> String {
    let mut text = table(&[what, "functions", "raw", "share", "brotli"]);
    for Row { name, count, raw, brotli } in &table_of.rows {
        writeln!(text, "| {name} | {count} | {raw} | {} | {brotli} |", share(*raw, table_of.sum.raw)).ok();
    }
    writeln!(text, "| in common | | | | {} |", table_of.common).ok();
    let Row { count, raw, brotli, .. } = &table_of.sum;
    writeln!(text, "| **sum** | **{count}** | **{raw}** | | **{brotli}** |").ok();
    text
}

fn largest(module: &Module) -> Result<String> {
    let mut functions: Vec<&Part> = module.parts.iter().filter(|part| part.kind == PartKind::Function).collect();
    functions.sort_by_key(|part| std::cmp::Reverse(part.place.len()));
    functions.truncate(LARGEST);
    // By their places: two functions may have one name.
    let place = |part: &Part| functions.iter().any(|one| one.place == part.place).then(|| part.place.start.to_string());
    let mut text = table(&["function", "raw", "brotli"]);
    for row in Table::of(module, 0, place)?.rows {
        let part = functions.iter().find(|part| part.place.start.to_string() == row.name);
        let name = part.map(|part| Symbol::read(&part.name).text).unwrap_or_default();
        writeln!(text, "| `{name}` | {} | {} |", row.raw, row.brotli).ok();
    }
    Ok(text)
}

fn instances(module: &Module) -> Result<String> {
    let mut sizes = HashMap::<String, (usize, usize)>::new();
    for (part, symbol) in module.parts.iter().filter_map(|part| Some((part, symbol(part)?))) {
        let (times, raw) = sizes.entry(symbol.text).or_default();
        *times += 1;
        *raw += part.place.len();
    }
    let mut several: Vec<(String, usize)> =
        sizes.into_iter().filter(|(_, (times, _))| *times > 1).map(|(name, (_, raw))| (name, raw)).collect();
    several.sort_by(|(one, raw), (other, other_raw)| other_raw.cmp(raw).then_with(|| one.cmp(other)));
    several.truncate(LARGEST);
    let is_listed = |name: &String| several.iter().any(|(one, _)| one == name);
    let mut text = table(&["function", "times", "raw", "brotli"]);
    for Row { name, count, raw, brotli } in
        Table::of(module, 0, |part| symbol(part).map(|symbol| symbol.text).filter(is_listed))?.rows
    {
        writeln!(text, "| `{name}` | {count} | {raw} | {brotli} |").ok();
    }
    Ok(text)
}

fn symbol(part: &Part) -> Option<Symbol> {
    (part.kind == PartKind::Function).then(|| Symbol::read(&part.name))
}

fn kind(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Function => "functions: instructions",
        PartKind::Imports => "imports: the names by which it calls JavaScript",
        PartKind::Exports => "exports: the names by which JavaScript calls it",
        PartKind::Texts => "data: texts",
        PartKind::Numbers => "data: numbers and addresses",
        PartKind::Structure => "types, tables and headers",
        PartKind::Custom => "notes about tools",
    }
}

fn share(part: usize, whole: usize) -> String {
    let thousandths = (part * 1000 + whole / 2) / whole.max(1);
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}

fn difference(now: usize, before: usize) -> Result<i64> {
    Ok(i64::try_from(now)? - i64::try_from(before)?)
}

#[cfg(test)]
mod tests {
    use super::super::module::tests::example;
    use super::*;

    /// The numbers of the rows between a heading and the next. An empty cell is 0, and so is a share.
    fn numbers(text: &str, heading: &str) -> Vec<(String, Vec<i64>)> {
        let (_, rest) = text.split_once(&format!("## {heading}\n")).unwrap();
        let section = rest.split("\n## ").next().unwrap();
        let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
        rows.map(|line| {
            let cells: Vec<&str> =
                line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('*')).collect();
            (cells[0].to_owned(), cells[1..].iter().map(|cell| cell.parse().unwrap_or(0)).collect())
        })
        .collect()
    }

    fn file(name: &str, on_demand: bool, bytes: &[u8]) -> CodeFile {
        CodeFile { name: name.to_owned(), on_demand, raw: bytes.len(), brotli: sizes::code_brotli(bytes).unwrap() }
    }

    #[test]
    fn every_table_adds_up_to_its_sum() {
        let functions = [
            ("_RNvNtCs9_13catchword_app3app5build", 900),
            ("_RINvNtCs1_4core3ptr13drop_in_placeNtCs2_12wasm_bindgen7JsValueECs3_3app", 400),
            ("_RINvNtCs1_4core3ptr13drop_in_placeNtCs2_12wasm_bindgen7JsErrorECs3_3app", 500),
            ("_RNvNtCs1_4core3fmt5write", 7),
            ("__wbindgen_malloc", 11),
        ];
        let module = Module::read(&example(&functions, b"some text \x00\x01\x02 and more text")).unwrap();
        // The build's later steps have taken one byte off.
        let visitors = [&module.bytes[..module.bytes.len() - 1], b"".as_slice()].concat();
        let files = [file("a.js", false, b"a()"), file("app.wasm", false, &visitors), file("search.js", true, b"b()")];
        let code = files[0].brotli + files[1].brotli;
        let source = Source { commit: "abc of 2026-01-01".to_owned(), code, is_release: true };
        let text = report(&source, &files, &module).unwrap();
        assert!(text.contains(SAME));
        assert!(report(&Source { is_release: false, ..source.clone() }, &files, &module).unwrap().contains(CHANGED));
        for heading in [
            "Files that an essay's page loads",
            "Code that is loaded on demand",
            "The wasm, by kind",
            "Its functions, by crate",
            "Its functions, by feature",
        ] {
            let mut rows = numbers(&text, heading);
            let (last, sum) = rows.pop().unwrap();
            assert!(last.starts_with("sum"), "{heading}: {last}");
            for column in 0..sum.len() {
                let of_rows: i64 = rows.iter().map(|(_, numbers)| numbers[column]).sum();
                assert_eq!(of_rows, sum[column], "{heading}, column {column} of\n{text}");
            }
        }
        let kinds = numbers(&text, "The wasm, by kind");
        let functions = kinds.iter().find(|(name, _)| name.starts_with("functions")).unwrap();
        assert_eq!(numbers(&text, "Its functions, by crate").last().unwrap().1[1..], functions.1);
        assert!(kinds.iter().any(|(name, sizes)| name.starts_with("what differs") && sizes[0] == -1));
        assert!(text.contains("| `core::ptr::drop_in_place` | 2 | "), "{text}");
        assert!(text.contains("| `catchword_app::app::build` | "), "{text}");
        assert!(report(&Source { code: code + 1, ..source }, &files, &module).is_err());
    }
}
