//! The name of a compiled function: who wrote it, and how people read it.
//!
//! A name says more than it shows. `<String as Display>::fmt` is all that is shown of a trait's function, but a name in Rust's v0
//! form also has the module in which the `impl` stands. In the older form it is guessed: an `impl` stands in the crate of its
//! type, or in that of its trait if the type is the standard library's.

use rustc_demangle::Demangle;

/// What wasm-bindgen adds to the name of a function that it wraps.
const SHIM: &str = " externref shim";

/// The crate of what wasm-bindgen makes itself: its names are not Rust's.
pub(super) const BINDGEN: &str = "wasm-bindgen's own";

/// The crate of the program, and its entry.
const MAIN: [&str; 2] = ["app", "main"];

/// The functions of C that the compiler calls without being told to.
const BUILTINS: [&str; 5] = ["memcpy", "memmove", "memset", "memcmp", "bcmp"];

const LIBRARY: [&str; 3] = ["core", "alloc", "std"];

/// The function of a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Symbol {
    /// Where it is written: the crate, its modules, and as far as it is known, the function.
    pub(super) path: Vec<String>,
    /// The name as people read it, without the types that a generic function was compiled for.
    pub(super) text: String,
}

impl Symbol {
    /// Reads a name.
    pub(super) fn read(name: &str) -> Self {
        // wasm-bindgen gives no name to the function with which it calls `main`, and `main` is compiled into that.
        let name = if name.is_empty() { MAIN[1] } else { name };
        let Some((mangled, symbol)) = demangle(name) else {
            let path = match name {
                _ if name == MAIN[1] => MAIN.map(str::to_owned).to_vec(),
                _ if BUILTINS.contains(&name) => vec!["compiler_builtins".to_owned(), name.to_owned()],
                _ => vec![BINDGEN.to_owned(), name.to_owned()],
            };
            return Self { path, text: name.to_owned() };
        };
        // Without the alternate form there would be a hash behind each crate.
        let text = format!("{symbol:#}");
        if name.ends_with(SHIM) {
            return Self { path: vec![BINDGEN.to_owned(), "shim".to_owned()], text: without_generics(&text) + SHIM };
        }
        let path = closure(&text).or_else(|| home(mangled)).unwrap_or_else(|| shown_home(&text));
        Self { path, text: without_generics(&text) }
    }

    /// The crate, or who else made it.
    pub(super) fn maker(&self) -> &str {
        self.path.first().map_or("unknown", String::as_str)
    }
}

/// Finds the name that the compiler gave: others add to it, such as ` externref shim`, `_13` or `.94`.
fn demangle(name: &str) -> Option<(&str, Demangle<'_>)> {
    let name = name.strip_suffix(SHIM).unwrap_or(name);
    let shorter = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let shorter = shorter.strip_suffix(['_', '.']).unwrap_or(name);
    [name, shorter].into_iter().find_map(|name| Some((name, rustc_demangle::try_demangle(name).ok()?)))
}

/// The closure's home, if this is a trait's function for a closure: the closure's own code is compiled into it.
fn closure(text: &str) -> Option<Vec<String>> {
    let (of, _) = text.strip_prefix('<').and_then(split_as)?;
    (of.ends_with('}') && of.contains("{closure")).then(|| leading_path(of))
}

/// The home as the shown name has it: of a function, of the type with an `impl` of its own, or of a trait's default function.
fn shown_home(text: &str) -> Vec<String> {
    let Some((of, rest)) = text.strip_prefix('<').and_then(split_as) else { return leading_path(text) };
    let home = leading_path(of);
    let is_foreign = home.len() < 2 || LIBRARY.contains(&home[0].as_str());
    if is_foreign { leading_path(rest) } else { home }
}

/// Splits `T as Trait>::function` at the ` as ` that belongs to it.
fn split_as(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (place, letter) in text.char_indices() {
        match letter {
            '<' | '(' | '[' => depth += 1,
            '>' if text[..place].ends_with('-') => {}
            '>' | ')' | ']' => depth = depth.checked_sub(1)?,
            ' ' if depth == 0 => {
                if let Some(rest) = text[place..].strip_prefix(" as ") {
                    return Some((&text[..place], rest));
                }
            }
            _ => {}
        }
    }
    None
}

/// The first path in a text: `a::b` in `<a::b<c>>::d`.
fn leading_path(text: &str) -> Vec<String> {
    let text = text.trim_start_matches(['<', '&', '*', '[', '(']);
    let text = text.strip_prefix("mut ").or_else(|| text.strip_prefix("dyn ")).unwrap_or(text);
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
    text[..end].split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The name without what stands in angle brackets, except for the type and the trait of an `impl`.
fn without_generics(text: &str) -> String {
    let mut short = String::new();
    let mut depth = 0_usize;
    let mut last = ' ';
    for letter in text.chars() {
        match letter {
            '<' if depth > 0 || short.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') => {
                if depth == 0 && short.ends_with("::") {
                    short.truncate(short.len() - 2);
                }
                depth += 1;
            }
            '>' if depth > 0 && last != '-' => depth -= 1,
            _ if depth > 0 => {}
            _ => short.push(letter),
        }
        last = letter;
    }
    short
}

/// The home in a name of the v0 form (<https://doc.rust-lang.org/rustc/symbol-mangling/v0.html>).
fn home(mangled: &str) -> Option<Vec<String>> {
    let mut reader = V0 { rest: mangled.trim_start_matches('_').strip_prefix('R')? };
    reader.path().map(|(path, _)| path)
}

/// What is not read yet of a name of the v0 form.
struct V0<'a> {
    rest: &'a str,
}

impl V0<'_> {
    /// A path, and whether all of it was read: behind the module of an `impl`, its type would come.
    fn path(&mut self) -> Option<(Vec<String>, bool)> {
        match self.letter()? {
            'C' => Some((vec![self.identifier()?], true)),
            'N' => {
                self.letter()?;
                let (mut path, is_whole) = self.path()?;
                if is_whole {
                    path.extend(Some(self.identifier()?).filter(|name| !name.is_empty()));
                }
                Some((path, is_whole))
            }
            'M' | 'X' => {
                self.disambiguator()?;
                self.path().map(|(path, _)| (path, false))
            }
            'I' => self.path().map(|(path, _)| (path, false)),
            _ => None,
        }
    }

    fn letter(&mut self) -> Option<char> {
        let letter = self.rest.chars().next()?;
        self.rest = &self.rest[letter.len_utf8()..];
        Some(letter)
    }

    /// Skips the number that tells apart two items of one name.
    fn disambiguator(&mut self) -> Option<()> {
        if self.rest.starts_with('s') {
            (_, self.rest) = self.rest.split_once('_')?;
        }
        Some(())
    }

    fn identifier(&mut self) -> Option<String> {
        self.disambiguator()?;
        self.rest = self.rest.strip_prefix('u').unwrap_or(self.rest);
        let digits = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        // The length of an empty name ends after its zero.
        let digits = if self.rest.starts_with('0') { 1 } else { digits };
        let length: usize = self.rest[..digits].parse().ok()?;
        let rest = &self.rest[digits..];
        let rest = rest.strip_prefix('_').unwrap_or(rest);
        self.rest = rest.get(length..)?;
        Some(rest[..length].to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_of_a_function_is_where_it_is_written() {
        for (name, home) in [
            // A function, and a closure in it.
            ("_RNvNtCs9_13catchword_app3app5build", "catchword_app::app::build"),
            ("_RNCNvNtNtCs9_13catchword_app5cache5fetch9json_file0B7_", "catchword_app::cache::fetch::json_file"),
            // A method: `impl Routes` in `routes`.
            ("_RNvMNtCs9_13catchword_app6routesNtB2_6Routes4read", "catchword_app::routes"),
            // `impl Display for Fault` in `cache::fault`, and `impl Display for str` in `core::fmt`.
            (
                "_RNvXs_NtNtCs9_13catchword_app5cache5faultNtB4_5FaultNtNtCs1_4core3fmt7Display3fmt",
                "catchword_app::cache::fault",
            ),
            ("_RNvXs1i_NtCs1_4core3fmteNtB6_7Display3fmt", "core::fmt"),
            // A generic function, compiled for another crate's type.
            ("_RINvNtCs1_4core3ptr13drop_in_placeNtCs2_12wasm_bindgen7JsValueECs3_3app", "core::ptr::drop_in_place"),
            // A trait's default function.
            ("_RNvYNtNtCs9_5alloc6string6StringNtNtCs1_4core3fmt5Write9write_fmtB6_", "core::fmt::Write"),
            // The call of a closure has the closure's code.
            (
                "_RNvYNCNvNtCs9_13catchword_app4page4show0INtNtNtCs1_4core3ops8function6FnOnceuE9call_onceB7_",
                "catchword_app::page::show",
            ),
            // The older form.
            ("_ZN4core3fmt5write17h0123456789abcdefE", "core::fmt::write"),
            (
                "_ZN60_$LT$alloc..string..String$u20$as$u20$core..fmt..Display$GT$3fmt17h0123456789abcdefE",
                "core::fmt::Display",
            ),
            (
                "_ZN56_$LT$app..cache..Fault$u20$as$u20$core..fmt..Display$GT$3fmt17h0123456789abcdefE",
                "app::cache::Fault",
            ),
            ("_ZN43_$LT$str$u20$as$u20$app..dom..Attribute$GT$3set17h0123456789abcdefE", "app::dom::Attribute"),
            // What others add to a name.
            ("_RNvNtCs1_4core3fmt5write.94", "core::fmt::write"),
            ("_RNvNtCs1_4core3fmt5write_13", "core::fmt::write"),
            ("_RNvNtCs1_7web_sys4node4kind externref shim", "wasm-bindgen's own::shim"),
            // No names of Rust.
            ("main", "app::main"),
            ("", "app::main"),
            ("memcmp", "compiler_builtins::memcmp"),
            ("__wbindgen_malloc", "wasm-bindgen's own::__wbindgen_malloc"),
        ] {
            assert_eq!(Symbol::read(name).path.join("::"), home, "{name}");
        }
    }

    #[test]
    fn names_are_shown_without_what_they_were_compiled_for() {
        for (long, short) in [
            ("core::ptr::drop_in_place::<alloc::vec::Vec<u8>>", "core::ptr::drop_in_place"),
            ("<a::Element<b::P, (c::D,)> as d::Render>::build", "<a::Element as d::Render>::build"),
            ("<a::Map<fn(u8) -> b::C<d>>>::get::{closure#0}", "<a::Map>::get::{closure#0}"),
        ] {
            assert_eq!(without_generics(long), short);
        }
    }

    #[test]
    fn the_trait_of_an_inner_type_is_not_taken_for_the_impls() {
        assert_eq!(
            split_as("a::<<b as c>::D>::{closure#0} as e>::f"),
            Some(("a::<<b as c>::D>::{closure#0}", "e>::f"))
        );
        assert_eq!(split_as("a::B>::c"), None);
    }
}
