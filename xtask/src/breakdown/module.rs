//! A wasm module, cut into parts.

use std::collections::HashMap;
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// A shorter run of letters in the data is as likely a number.
const SHORTEST_TEXT: usize = 4;

/// What a part of a module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PartKind {
    /// A function, with the field that has its length.
    Function,
    /// The functions of JavaScript that the module calls.
    Imports,
    /// The functions that JavaScript calls.
    Exports,
    /// Texts in the data.
    Texts,
    /// The rest of the data: numbers, and the addresses of texts and functions.
    Numbers,
    /// Types, tables, globals, and the headers of all sections.
    Structure,
    /// Sections that a browser ignores.
    Custom,
}

/// A part of a module.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: PartKind,
    /// The mangled name of a function. Empty if it has none, and for every other kind.
    pub(super) name: String,
    /// Where it stands among the module's bytes.
    pub(super) place: Range<usize>,
}

/// A module without the section of names, which visitors don't get. Its parts are in order, and each begins where the one
/// before ends, so that the sum of their sizes is the whole.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) bytes: Vec<u8>,
    pub(super) parts: Vec<Part>,
}

impl Module {
    /// Reads a module.
    ///
    /// # Errors
    /// When it is not wasm, or has no names.
    pub(super) fn read(wasm: &[u8]) -> Result<Self> {
        let (bytes, names) = split_names(wasm)?;
        if names.is_empty() {
            bail!("the wasm has no names");
        }
        let mut module = Self { bytes, parts: Vec::new() };
        let bytes = std::mem::take(&mut module.bytes);
        let mut function = 0;
        for payload in Parser::new(0).parse_all(&bytes) {
            let payload = payload.context("failed to read the wasm")?;
            match &payload {
                Payload::Version { range, .. } => module.reach(PartKind::Structure, range.end)?,
                // Before the first body are the header and the number of functions.
                Payload::CodeSectionStart { unchecked_range, size, .. } => {
                    module.reach(PartKind::Structure, unchecked_range.end.saturating_sub(u64::from(*size)))?;
                }
                Payload::CodeSectionEntry(body) => {
                    let name = names.get(&function).map_or("", String::as_str);
                    module.reach_named(PartKind::Function, name, body.range().end)?;
                    function += 1;
                }
                Payload::DataSection(reader) => {
                    for segment in reader.clone() {
                        let segment = segment?;
                        let data = usize::try_from(segment.range.end)? - segment.data.len();
                        module.reach(PartKind::Structure, u64::try_from(data)?)?;
                        module.data(segment.data)?;
                    }
                }
                Payload::ImportSection(reader) => {
                    for import in reader.clone().into_imports() {
                        function += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                    }
                    module.section(PartKind::Imports, reader.range())?;
                }
                Payload::ExportSection(reader) => module.section(PartKind::Exports, reader.range())?,
                Payload::CustomSection(reader) => module.reach(PartKind::Custom, reader.range().end)?,
                _ => {
                    if let Some((_, range)) = payload.as_section() {
                        module.section(PartKind::Structure, range)?;
                    }
                }
            }
        }
        module.bytes = bytes;
        Ok(module)
    }

    /// Adds a part from where the last one ends.
    fn reach(&mut self, kind: PartKind, end: u64) -> Result<()> {
        self.reach_named(kind, "", end)
    }

    fn reach_named(&mut self, kind: PartKind, name: &str, end: u64) -> Result<()> {
        let start = self.parts.last().map_or(0, |part| part.place.end);
        let end = usize::try_from(end)?;
        if end < start {
            bail!("a part of the wasm ends before it begins");
        }
        if end > start {
            self.parts.push(Part { kind, name: name.to_owned(), place: start..end });
        }
        Ok(())
    }

    fn section(&mut self, kind: PartKind, contents: Range<u64>) -> Result<()> {
        self.reach(PartKind::Structure, contents.start)?;
        self.reach(kind, contents.end)
    }

    /// Adds a segment of data: its texts, and what is between them.
    fn data(&mut self, data: &[u8]) -> Result<()> {
        let start = self.parts.last().map_or(0, |part| part.place.end);
        let mut end = start;
        for run in data.chunk_by(|one, next| is_letter(*one) == is_letter(*next)) {
            let is_text = is_letter(run[0]) && run.len() >= SHORTEST_TEXT;
            end += run.len();
            self.reach(if is_text { PartKind::Texts } else { PartKind::Numbers }, u64::try_from(end)?)?;
        }
        Ok(())
    }
}

fn is_letter(byte: u8) -> bool {
    byte == b' ' || byte == b'\n' || byte.is_ascii_graphic()
}

/// The instructions of all functions of a module, which may have no names.
///
/// # Errors
/// When it is not wasm.
pub(super) fn instructions(wasm: &[u8]) -> Result<&[u8]> {
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CodeSectionStart { unchecked_range, .. } = payload.context("failed to read the wasm")? {
            return wasm.get(place(&unchecked_range)?).context("the wasm ends within its instructions");
        }
    }
    bail!("the wasm has no instructions")
}

/// Takes the names of the functions, by their numbers, out of a module.
fn split_names(wasm: &[u8]) -> Result<(Vec<u8>, HashMap<u32, String>)> {
    let mut names = HashMap::new();
    let mut rest = Vec::with_capacity(wasm.len());
    let mut end = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.context("failed to read the wasm")?;
        let Payload::CustomSection(section) = &payload else {
            if let Some((_, range)) = payload.as_section() {
                rest.extend_from_slice(&wasm[end..place(&range)?.end]);
                end = place(&range)?.end;
            } else if let Payload::Version { range, .. } = &payload {
                rest.extend_from_slice(&wasm[end..place(range)?.end]);
                end = place(range)?.end;
            }
            continue;
        };
        let whole = end..place(&section.range())?.end;
        end = whole.end;
        let KnownCustom::Name(subsections) = section.as_known() else {
            rest.extend_from_slice(&wasm[whole]);
            continue;
        };
        for subsection in subsections {
            if let Name::Function(map) = subsection? {
                for naming in map {
                    let naming = naming?;
                    names.insert(naming.index, naming.name.to_owned());
                }
            }
        }
    }
    Ok((rest, names))
}

fn place(range: &Range<u64>) -> Result<Range<usize>> {
    Ok(usize::try_from(range.start)?..usize::try_from(range.end)?)
}

#[cfg(test)]
pub(super) mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, DataSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
        ImportSection, MemorySection, MemoryType, Module as Encoder, NameMap, NameSection, TypeSection,
    };

    use super::*;

    /// A module with one import and a function of each of these names, whose body is as many instructions long.
    pub(crate) fn example(functions: &[(&str, usize)], data: &[u8]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("env", "call", EntityType::Function(0));
        let mut memories = MemorySection::new();
        let memory = MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        memories.memory(memory);
        let mut exports = ExportSection::new();
        exports.export("run", ExportKind::Func, 1);
        let (mut declared, mut code, mut names) = (FunctionSection::new(), CodeSection::new(), NameMap::new());
        names.append(0, "call");
        for (number, (name, length)) in (1..).zip(functions) {
            declared.function(0);
            let mut body = Function::new([]);
            for _ in 0..*length {
                body.instructions().nop();
            }
            body.instructions().end();
            code.function(&body);
            names.append(number, name);
        }
        let mut segments = DataSection::new();
        segments.active(0, &ConstExpr::i32_const(0), data.iter().copied());
        let mut named = NameSection::new();
        named.functions(&names);
        let mut module = Encoder::new();
        module.section(&types).section(&imports).section(&declared).section(&memories).section(&exports);
        module.section(&code).section(&segments).section(&named);
        module.finish()
    }

    #[test]
    fn no_byte_is_left_out_and_none_is_counted_twice() {
        let wasm = example(&[("a", 3), ("b", 200), ("c", 0)], b"\x01\x02text here\x00ab\xff");
        let module = Module::read(&wasm).unwrap();
        assert!(module.bytes.len() < wasm.len());
        assert!(Parser::new(0).parse_all(&module.bytes).all(|payload| payload.is_ok()));
        let mut end = 0;
        for part in &module.parts {
            assert_eq!(part.place.start, end, "{part:?}");
            end = part.place.end;
        }
        assert_eq!(end, module.bytes.len());
        let sum: usize = module.parts.iter().map(|part| part.place.len()).sum();
        assert_eq!(sum, module.bytes.len());
    }

    #[test]
    fn each_function_has_its_own_name_and_size() {
        let module = Module::read(&example(&[("a", 3), ("b", 200), ("c", 0)], b"")).unwrap();
        let functions = module.parts.iter().filter(|part| part.kind == PartKind::Function);
        let sizes: Vec<_> = functions.map(|part| (part.name.as_str(), part.place.len())).collect();
        // Each has its length in one byte or two, the number of its locals, and an `end`.
        assert_eq!(sizes, [("a", 1 + 1 + 3 + 1), ("b", 2 + 1 + 200 + 1), ("c", 1 + 1 + 1)]);
    }

    #[test]
    fn instructions_are_compared_without_names() {
        let wasm = example(&[("a", 3), ("b", 200)], b"");
        let (bytes, _) = split_names(&wasm).unwrap();
        assert_eq!(instructions(&wasm).unwrap(), instructions(&bytes).unwrap());
        assert_ne!(instructions(&wasm).unwrap(), instructions(&example(&[("a", 3), ("b", 201)], b"")).unwrap());
        assert!(instructions(b"<!doctype html>").is_err());
    }

    #[test]
    fn texts_in_the_data_are_told_from_numbers() {
        let module = Module::read(&example(&[], b"\x01\x02text here\x00ab\xff")).unwrap();
        let of = |kind| -> Vec<u8> {
            let parts = module.parts.iter().filter(|part| part.kind == kind);
            parts.flat_map(|part| module.bytes[part.place.clone()].to_vec()).collect()
        };
        assert_eq!(of(PartKind::Texts), b"text here");
        assert_eq!(of(PartKind::Numbers), b"\x01\x02\x00ab\xff");
        assert!(of(PartKind::Imports).windows(4).any(|name| name == b"call"));
        assert!(of(PartKind::Exports).windows(3).any(|name| name == b"run"));
    }

    #[test]
    fn what_has_no_names_is_an_error() {
        let (bytes, _) = split_names(&example(&[("a", 1)], b"")).unwrap();
        assert_eq!(Module::read(&bytes).unwrap_err().to_string(), "the wasm has no names");
        assert!(Module::read(b"<!doctype html>").is_err());
    }
}
