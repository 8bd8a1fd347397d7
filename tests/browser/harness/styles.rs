//! Pages with other styles than they were built with.

/// A document with its styles as `change` makes them; any other file as it is.
pub(crate) fn restyled(file: Vec<u8>, change: impl Fn(&str) -> String) -> Vec<u8> {
    // A drawing may have a `<style>`, too.
    let Some(page) = std::str::from_utf8(&file).ok().filter(|text| text.starts_with("<!DOCTYPE html>")) else {
        return file;
    };
    let parts = page.split_once("<style>").and_then(|(before, rest)| Some((before, rest.split_once("</style>")?)));
    let Some((before, (css, after))) = parts else { return file };
    allowing_inline(&format!("{before}<style>{}</style>{after}", change(css))).into_bytes()
}

/// A document whose policy names no digests, which would be those of other texts.
pub(crate) fn allowing_inline(page: &str) -> String {
    let mut parts = page.split("'sha256-");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| {
        let rest = part.split_once('\'').map_or(part, |(_, rest)| rest);
        page + "'unsafe-inline'" + rest
    })
}
