//! What a WebAssembly module imports and exports, by name (WebAssembly Core Specification, section 5.5, "Modules").

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Import, Parser, Payload};

/// Short names for the imports and the exports of a module, by their long ones.
#[derive(Debug, Default)]
pub(super) struct ShortNames {
    /// The module that everything is imported from: its long name and its short one.
    pub(super) module: (String, String),
    pub(super) imports: BTreeMap<String, String>,
    pub(super) exports: BTreeMap<String, String>,
}

impl ShortNames {
    pub(super) fn import(&self, name: &str) -> Option<&str> {
        self.imports.get(name).map(String::as_str)
    }

    pub(super) fn export(&self, name: &str) -> Option<&str> {
        self.exports.get(name).map(String::as_str)
    }
}

/// The names of what a module imports.
pub(super) fn imports(module: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    rebuilt(
        module,
        |import| {
            names.push(import.name.to_owned());
            Ok((import.module.to_owned(), import.name.to_owned()))
        },
        |name| Ok(Some(name.to_owned())),
    )?;
    Ok(names)
}

/// The module with only those exports that are kept.
pub(super) fn with_exports(module: &[u8], is_kept: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let same = |import: &Import| Ok((import.module.to_owned(), import.name.to_owned()));
    rebuilt(module, same, |name| Ok(is_kept(name).then(|| name.to_owned())))
}

/// A name for each import and each export, as short as possible. Imports of one type that do the same, as `body` says, share
/// a name; wasm-opt makes one import of them.
///
/// # Errors
/// When the module imports from several modules.
pub(super) fn short_names(module: &[u8], body: impl Fn(&str) -> String) -> Result<ShortNames> {
    let mut names = ShortNames::default();
    let ShortNames { module: (from, to), imports, exports } = &mut names;
    let mut shared: BTreeMap<(String, String), String> = BTreeMap::new();
    rebuilt(
        module,
        |Import { module: own, name, ty }| {
            if !from.is_empty() && from != own {
                bail!("the wasm imports from `{from}` and from `{own}`");
            }
            *from = (*own).to_owned();
            *to = nth_name(0);
            let next = nth_name(shared.len());
            let short = shared.entry((format!("{ty:?}"), body(name))).or_insert(next);
            imports.insert((*name).to_owned(), short.clone());
            Ok(((*own).to_owned(), (*name).to_owned()))
        },
        |name| {
            let short = nth_name(exports.len());
            exports.insert(name.to_owned(), short);
            Ok(Some(name.to_owned()))
        },
    )?;
    Ok(names)
}

/// The module with short names.
///
/// # Errors
/// When a name has no short one.
pub(super) fn renamed(module: &[u8], names: &ShortNames) -> Result<Vec<u8>> {
    let missing = |name: &str| format!("`{name}` has no short name");
    rebuilt(
        module,
        |Import { name, .. }| {
            Ok((names.module.1.clone(), names.import(name).with_context(|| missing(name))?.to_owned()))
        },
        |name| Ok(Some(names.export(name).with_context(|| missing(name))?.to_owned())),
    )
}

/// The name with this number: `a` to `z`, `A` to `Z`, then two letters.
fn nth_name(mut number: usize) -> String {
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
    let mut name = String::new();
    loop {
        name.insert(0, letters[number % letters.len()]);
        match number / letters.len() {
            0 => return name,
            more => number = more - 1,
        }
    }
}

/// The module with another module and name for each import, and another name, or none, for each export. All else is copied,
/// but for the list of the tools that made it.
fn rebuilt(
    module: &[u8],
    mut import: impl FnMut(&Import) -> Result<(String, String)>,
    mut export: impl FnMut(&str) -> Result<Option<String>>,
) -> Result<Vec<u8>> {
    let mut rebuilt = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("failed to read the wasm")?;
        match &payload {
            Payload::ImportSection(section) => {
                let mut imports = ImportSection::new();
                for one in section.clone().into_imports() {
                    let one = one.context("failed to read an import of the wasm")?;
                    let (from, name) = import(&one)?;
                    let kind = RoundtripReencoder.entity_type(one.ty).context("failed to read an import's type")?;
                    imports.import(&from, &name, kind);
                }
                rebuilt.section(&imports);
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                for one in section.clone() {
                    let one = one.context("failed to read an export of the wasm")?;
                    if let Some(name) = export(one.name)? {
                        let kind =
                            RoundtripReencoder.export_kind(one.kind).context("failed to read an export's kind")?;
                        exports.export(&name, kind, one.index);
                    }
                }
                rebuilt.section(&exports);
            }
            Payload::CustomSection(section) if section.name() == "producers" => {}
            other => {
                if let Some((id, range)) = other.as_section() {
                    let data = &module[usize::try_from(range.start)?..usize::try_from(range.end)?];
                    rebuilt.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(rebuilt.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CodeSection, EntityType, ExportKind, Function, FunctionSection, TypeSection, ValType};

    use super::*;

    /// A module with two imports, and a function that is exported under two names.
    fn small() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], []);
        let mut imports = ImportSection::new();
        imports.import("./app_bg.js", "__wbg_focus_1a", EntityType::Function(0));
        imports.import("./app_bg.js", "__wbg_now_2b", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        exports.export("start", ExportKind::Func, 2);
        exports.export("offered_free", ExportKind::Func, 2);
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().local_get(0).call(1).end();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn names_are_the_shortest_that_are_free() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 53, 103, 104].map(nth_name).into();
        assert_eq!(names, ["a", "z", "A", "Z", "aa", "ab", "aZ", "ba"]);
    }

    #[test]
    fn a_renamed_module_is_the_same_but_for_its_names() {
        let module = small();
        let names = short_names(&module, str::to_owned).unwrap();
        let short = renamed(&module, &names).unwrap();
        wasmparser::validate(&short).unwrap();
        assert_eq!(imports(&short).unwrap(), ["a", "b"]);
        assert_eq!((names.module.0.as_str(), names.export("start")), ("./app_bg.js", Some("a")));
        let back = ShortNames {
            module: (names.module.1, names.module.0),
            imports: names.imports.into_iter().map(|(long, short)| (short, long)).collect(),
            exports: names.exports.into_iter().map(|(long, short)| (short, long)).collect(),
        };
        assert_eq!(renamed(&short, &back).unwrap(), module);
    }

    #[test]
    fn imports_that_do_the_same_share_a_name() {
        let names = short_names(&small(), |_| "focus()".to_owned()).unwrap();
        assert_eq!((names.import("__wbg_focus_1a"), names.import("__wbg_now_2b")), (Some("a"), Some("a")));
    }

    #[test]
    fn exports_that_are_not_kept_go() {
        let module = with_exports(&small(), |name| name == "start").unwrap();
        wasmparser::validate(&module).unwrap();
        assert!(short_names(&module, str::to_owned).unwrap().exports.into_keys().eq(["start"]));
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(imports(b"<!doctype html>").is_err());
    }
}
