//! The JavaScript between the wasm and the browser, as wasm-bindgen writes it: each statement of its own begins at the start
//! of a line, and each function that the wasm imports is an entry of one object.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};

use super::wasm::ShortNames;

/// The function with the object of imports. What an app exports for scripts stands before it.
const IMPORTS: &str = "function __wbg_get_imports() {";

/// What the start script needs, and what wasm-bindgen offers besides.
const START: &str = "export { __wbg_init as default };";
const STARTS: &str = "export { initSync, __wbg_init as default };";

/// What stands before and after the name of an import, and before the name of an export.
const ENTRY: &str = "        ";
const ENTRY_END: &str = ": function(";
const ENTRIES_END: &str = "    };";
const EXPORT: &str = "wasm.";

/// The glue with the one export that the start script imports.
///
/// # Errors
/// When it does not look as this version of wasm-bindgen writes it.
pub(super) fn only_the_start(script: &str) -> Result<String> {
    let at = script.find(IMPORTS).with_context(|| format!("the glue has no `{IMPORTS}`"))?;
    let kept = &script[at..];
    ensure!(kept.contains(STARTS), "the glue has no `{STARTS}`");
    Ok(without_unused(kept.replace(STARTS, START)))
}

/// The exports of the wasm that the glue uses.
pub(super) fn used_exports(script: &str) -> BTreeSet<&str> {
    script.match_indices(EXPORT).map(|(at, _)| identifier(&script[at + EXPORT.len()..])).collect()
}

/// The glue with only those imports that are kept.
///
/// # Errors
/// When it does not look as this version of wasm-bindgen writes it.
pub(super) fn with_imports(script: &str, is_kept: impl Fn(&str) -> bool) -> Result<String> {
    let mut kept = String::with_capacity(script.len());
    let mut keeps = true;
    let mut entries = 0;
    for line in script.split_inclusive('\n') {
        if let Some(name) = entry(line) {
            entries += 1;
            keeps = is_kept(name);
        } else if line.starts_with(ENTRIES_END) {
            keeps = true;
        }
        if keeps {
            kept.push_str(line);
        }
    }
    ensure!(entries > 0, "the glue has no line that begins with an import's name and `{ENTRY_END}`");
    Ok(without_unused(kept))
}

/// What an import does: the text of its entry, without the name.
pub(super) fn body(script: &str, import: &str) -> String {
    let start = format!("{ENTRY}{import}{ENTRY_END}");
    let lines = script.split_inclusive('\n').skip_while(|line| !line.starts_with(&start)).enumerate();
    let own = lines.take_while(|(at, line)| *at == 0 || !(entry(line).is_some() || line.starts_with(ENTRIES_END)));
    own.map(|(_, line)| line.strip_prefix(&start).unwrap_or(line)).collect()
}

/// The glue with other names for imports and exports. Of the imports that share a name the first stays.
pub(super) fn renamed(script: &str, names: &ShortNames) -> Result<String> {
    let mut renamed = String::with_capacity(script.len());
    let mut known = BTreeSet::new();
    let mut keeps = true;
    for line in script.split_inclusive('\n') {
        if let Some(name) = entry(line) {
            let short = names.import(name).with_context(|| format!("the wasm doesn't import `{name}`"))?;
            keeps = known.insert(short);
            if keeps {
                renamed.push_str(&format!("{ENTRY}{short}{}", &line[ENTRY.len() + name.len()..]));
            }
        } else {
            keeps |= line.starts_with(ENTRIES_END);
            if keeps {
                renamed.push_str(line);
            }
        }
    }
    let module = format!("\"{}\": import0", names.module.0);
    ensure!(renamed.contains(&module), "the glue has no `{module}`");
    renamed = renamed.replace(&module, &format!("{}: import0", names.module.1));

    let mut rest = &*renamed;
    let mut script = String::with_capacity(rest.len());
    while let Some(at) = rest.find(EXPORT) {
        let (before, after) = rest.split_at(at + EXPORT.len());
        let name = identifier(after);
        let short = names.export(name).with_context(|| format!("the wasm doesn't export `{name}`"))?;
        script.push_str(before);
        script.push_str(short);
        rest = &after[name.len()..];
    }
    script.push_str(rest);
    Ok(script)
}

/// The name of the import whose entry begins with this line.
fn entry(line: &str) -> Option<&str> {
    let name = identifier(line.strip_prefix(ENTRY)?);
    let rest = &line[ENTRY.len() + name.len()..];
    (!name.is_empty() && rest.starts_with(ENTRY_END)).then_some(name)
}

/// Leaves out each function and constant that nothing else mentions.
fn without_unused(mut script: String) -> String {
    loop {
        let statements = statements(&script);
        let is_used = |place: usize, name: &str| {
            statements.iter().enumerate().any(|(other, text)| other != place && mentions(text, name))
        };
        let kept: String = statements
            .iter()
            .enumerate()
            .filter(|(place, text)| declared(text).is_none_or(|name| is_used(*place, name)))
            .map(|(_, text)| *text)
            .collect();
        if kept == script {
            return script;
        }
        script = kept;
    }
}

/// The statements at the top level.
fn statements(script: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in script.split_inclusive('\n') {
        if line.starts_with(|first: char| first.is_alphabetic()) {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(script.len());
    starts.windows(2).map(|pair| &script[pair[0]..pair[1]]).collect()
}

/// The name of the function or constant that a statement declares.
fn declared(statement: &str) -> Option<&str> {
    let kinds = ["function ", "async function ", "const "];
    kinds.iter().find_map(|kind| statement.strip_prefix(kind)).map(identifier)
}

fn mentions(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(is_identifier) && identifier(&text[at..]).len() == name.len()
    })
}

/// The identifier that a text begins with.
fn identifier(text: &str) -> &str {
    &text[..text.find(|next| !is_identifier(next)).unwrap_or(text.len())]
}

fn is_identifier(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = r#"export class Offered {
    free() {
        wasm.offered_free(this);
    }
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_focus_1a: function() { return handleError(function (arg0) {
            arg0.focus();
        }, arguments); },
        __wbg_now_2b: function() {
            const ret = addToTable(Date.now());
            return ret;
        },
    };
    return {
        __proto__: null,
        "./app_bg.js": import0,
    };
}

const OfferedEnd = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(it => wasm.offered_free(it));

function addToTable(obj) {
    return wasm.table_alloc(obj);
}
function handleError(f, args) {
    try { return f(...args); } catch (e) { wasm.exn_store(e); }
}
let wasm;
function initSync() {
    wasm.start();
}
async function __wbg_init() {
    wasm = __wbg_get_imports();
    wasm.start();
}

export { initSync, __wbg_init as default };
"#;

    #[test]
    fn what_no_script_of_the_site_needs_is_left_out() {
        let script = only_the_start(GLUE).unwrap();
        assert!(!script.contains("Offered") && !script.contains("initSync"), "{script}");
        assert!(script.contains("function handleError") && script.ends_with("export { __wbg_init as default };\n"));
        assert_eq!(used_exports(&script).into_iter().collect::<Vec<_>>(), ["exn_store", "start", "table_alloc"]);
    }

    #[test]
    fn an_import_goes_with_what_only_it_needs() {
        let script = only_the_start(GLUE).unwrap();
        let script = with_imports(&script, |name| name == "__wbg_focus_1a").unwrap();
        assert!(!script.contains("now") && !script.contains("addToTable"), "{script}");
        assert!(script.contains("arg0.focus();\n        }, arguments); },\n    };\n    return {"), "{script}");
        assert_eq!(used_exports(&script).into_iter().collect::<Vec<_>>(), ["exn_store", "start"]);
    }

    #[test]
    fn names_are_changed_where_they_are_names() {
        let names = ShortNames {
            module: ("./app_bg.js".to_owned(), "a".to_owned()),
            imports: [("__wbg_focus_1a", "a"), ("__wbg_now_2b", "b")]
                .map(|(long, short)| (long.into(), short.into()))
                .into(),
            exports: [("exn_store", "a"), ("start", "b"), ("table_alloc", "c")]
                .map(|(long, short)| (long.into(), short.into()))
                .into(),
        };
        let script = renamed(&only_the_start(GLUE).unwrap(), &names).unwrap();
        for expected in [
            "\n        a: function() { return",
            "\n        b: function() {\n",
            "a: import0",
            "wasm.a(e)",
            "wasm.c(obj)",
        ] {
            assert!(script.contains(expected), "{expected}: {script}");
        }
        assert!(!script.contains("__wbg_focus") && !script.contains("exn_store"), "{script}");
    }

    #[test]
    fn of_imports_with_one_name_the_first_stays() {
        assert_eq!(
            body(GLUE, "__wbg_now_2b"),
            ") {\n            const ret = addToTable(Date.now());\n            return ret;\n        },\n"
        );
        let names = ShortNames {
            module: ("./app_bg.js".to_owned(), "a".to_owned()),
            imports: ["__wbg_focus_1a", "__wbg_now_2b"].map(|long| (long.into(), "a".into())).into(),
            exports: ["exn_store", "start", "table_alloc"].map(|long| (long.into(), "b".into())).into(),
        };
        let script = renamed(&only_the_start(GLUE).unwrap(), &names).unwrap();
        assert!(script.contains("focus()") && !script.contains("Date.now()"), "{script}");
        assert!(script.contains("        }, arguments); },\n    };\n"), "{script}");
    }

    #[test]
    fn a_glue_of_another_kind_is_an_error() {
        assert!(only_the_start("export default 1;\n").is_err());
        assert!(with_imports("function a() {}\n", |_| true).is_err());
    }
}
