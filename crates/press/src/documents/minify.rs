//! Shortens the project's own scripts: no comments, no white space, short names for local variables.
//!
//! Nothing else is changed: expressions and statements stay as they are written. oxc's compressor would also rewrite
//! those; it saves a few bytes more, and has to guess what code elsewhere relies on.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// Minifies a module. Its top-level names are its own, and are shortened too; the names it exports stay.
pub(super) fn module(script: &str) -> String {
    minify(script, SourceType::mjs())
}

/// Minifies a classic script. Its top-level names are global, so they stay.
pub(super) fn classic(script: &str) -> String {
    minify(script, SourceType::script())
}

/// A script with a syntax error is returned as it is: the browser says what is wrong and where.
fn minify(script: &str, kind: SourceType) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, kind).parse();
    if !parsed.diagnostics.is_empty() {
        return script.to_owned();
    }
    let names = Mangler::new().build(&parsed.program);
    Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(Some(names.scoping))
        .with_private_member_mappings(Some(names.class_private_mappings))
        .build(&parsed.program)
        .code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_local_names_are_dropped() {
        let script = "/** One.\n * @type {string} */\nconst first = \"// kept\";\n\n// Two.\nexport const show = (link) => {\n  link.focus(first); // Three.\n};\n";
        assert_eq!(module(script), "const e=`// kept`;export const show=t=>{t.focus(e)};");
    }

    #[test]
    fn a_classic_script_keeps_its_global_names() {
        assert_eq!(classic("const seen = (event) => event.key;\n"), "const seen=e=>e.key;");
    }

    #[test]
    fn line_breaks_that_end_statements_become_semicolons() {
        assert_eq!(module("let a = 1\nlet b = a\n;[b].map(f)\n"), "let e=1;let t=e;[t].map(f);");
    }

    #[test]
    fn a_script_with_a_syntax_error_is_left_as_it_is() {
        assert_eq!(module("const = 1; // no\n"), "const = 1; // no\n");
    }
}
