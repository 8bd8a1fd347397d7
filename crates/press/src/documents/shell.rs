//! The shell page: what Trunk made of the project's `index.html`.
//!
//! The press replaces its `<title>` with everything it says about a page. The rest of its head stays, with corrected
//! addresses, and so does its body (the script with which `trunk serve` reloads a page).

use html5gum::{HtmlString, StartTag, Token, Tokenizer};

use crate::escape::attribute;

/// Tags of the shell's head that the press writes for each page itself.
const OWN: [(&str, &str, &str); 4] =
    [("meta", "name", "description"), ("meta", "charset", ""), ("link", "rel", "canonical"), ("link", "rel", "icon")];

/// Attributes that are meant for Trunk, which leaves them in the page.
const FOR_TRUNK: [&str; 2] = ["data-integrity", "data-no-minify"];

/// The shell page, in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shell {
    /// The base path that Trunk built it for. Its addresses begin with it.
    pub(super) base: String,
    /// The head's tags before `<title>`.
    pub(super) before: Vec<Tag>,
    /// The head's tags after it.
    pub(super) after: Vec<Tag>,
    /// The body's content, unchanged.
    pub(super) body: String,
}

/// A tag of the head, with the text that follows it if there is any (an inline script's).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    /// In the order of their names.
    pub(super) attributes: Vec<(String, String)>,
    text: Option<String>,
}

impl Tag {
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn write(&self, html: &mut String) {
        html.push('<');
        html.push_str(&self.name);
        for (name, value) in &self.attributes {
            html.push(' ');
            html.push_str(name);
            if !value.is_empty() {
                html.push_str(&format!("=\"{}\"", attribute(value)));
            }
        }
        html.push('>');
        if let Some(text) = &self.text {
            html.push_str(text.trim());
            html.push_str(&format!("</{}>", self.name));
        }
        html.push('\n');
    }

    /// The address of the file that the first paint waits for: a stylesheet's, or that of a script which is neither a
    /// module nor marked to run later (HTML, 4.2.4 and 4.12.1). Not if the tag has an attribute that says more of when the file
    /// is used.
    pub(super) fn blocking(&self) -> Option<&str> {
        let is_known = |(name, _): &(String, String)| {
            matches!(name.as_str(), "rel" | "href" | "src" | "integrity" | "crossorigin") || name.starts_with("data-")
        };
        if !self.attributes.iter().all(is_known) {
            return None;
        }
        match self.name.as_str() {
            "link" if self.is_stylesheet() => self.value("href"),
            "script" => self.value("src"),
            _ => None,
        }
    }

    /// Whether it links to a stylesheet.
    pub(super) fn is_stylesheet(&self) -> bool {
        self.name == "link" && self.value("rel") == Some("stylesheet")
    }

    /// Whether a text can stand in this element, or in the one that [`Tag::put_inline`] makes of it: nothing in it ends
    /// the element (HTML, 13.2.5.14 and 4.12.1.3).
    pub(super) fn can_hold(&self, text: &str) -> bool {
        let text = text.to_ascii_lowercase();
        !["</script", "</style", "<script", "<!--", "\0"].iter().any(|end| text.contains(end))
    }

    /// Turns a link to a file into an element with the file's text.
    pub(super) fn put_inline(&mut self, text: &str) {
        if self.name == "link" {
            "style".clone_into(&mut self.name);
        }
        self.attributes.retain(|(name, _)| name.starts_with("data-"));
        self.text = Some(text.to_owned());
    }

    fn is_own(&self) -> bool {
        let is = |(name, attribute, value): &(&str, &str, &str)| {
            self.name == *name && self.value(attribute).is_some_and(|own| value.is_empty() || own == *value)
        };
        OWN.iter().any(is)
    }
}

impl Shell {
    /// Parses a shell page.
    ///
    /// # Errors
    /// What it lacks, as the end of a sentence.
    pub(super) fn parse(html: &str) -> Result<Shell, &'static str> {
        let mut shell = Shell { base: String::new(), before: Vec::new(), after: Vec::new(), body: String::new() };
        let mut has_title = false;
        let mut in_title = false;
        for token in Tokenizer::new(html).flatten() {
            let tags = if has_title { &mut shell.after } else { &mut shell.before };
            match token {
                Token::StartTag(tag) if text(&tag.name) == "body" => break,
                Token::StartTag(tag) if text(&tag.name) == "title" => (has_title, in_title) = (true, true),
                Token::StartTag(tag) if !matches!(&**tag.name, b"html" | b"head") => tags.push(read(&tag)),
                Token::EndTag(tag) if text(&tag.name) == "title" => in_title = false,
                Token::String(string) if !in_title => {
                    // In a head, only a script or a style has text.
                    if let Some(own) = tags.last_mut().and_then(|tag| tag.text.as_mut()) {
                        own.push_str(&text(&string));
                    }
                }
                _ => {}
            }
        }
        if !has_title {
            return Err("has no `<title>`");
        }
        let (_, body) = html.split_once("<body>").ok_or("has no `<body>`")?;
        body.rsplit_once("</body>").map_or(body, |(body, _)| body).trim().clone_into(&mut shell.body);
        for tags in [&mut shell.before, &mut shell.after] {
            tags.retain(|tag| !tag.is_own());
        }
        let script = shell.before.iter().chain(&shell.after).find(|tag| tag.value("data-wasm").is_some());
        let script = script.ok_or("has no `<script data-wasm=…>`")?;
        script.value("data-base").ok_or("has a start script without `data-base`")?.clone_into(&mut shell.base);
        Ok(shell)
    }

    /// The head's tags, in their order.
    pub(super) fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.before.iter().chain(&self.after)
    }

    /// The same, to be changed.
    pub(super) fn tags_mut(&mut self) -> impl Iterator<Item = &mut Tag> {
        self.before.iter_mut().chain(&mut self.after)
    }

    /// The app's main script, as a path below the base.
    pub(super) fn code(&self) -> Option<&str> {
        let script = self.before.iter().chain(&self.after).find_map(|tag| tag.value("data-js"));
        script.and_then(|path| path.strip_prefix(&self.base))
    }

    /// The stylesheet, as a path below the base.
    pub(super) fn stylesheet(&self) -> Option<&str> {
        let link = self.tags().find(|tag| tag.is_stylesheet())?;
        link.value("href").and_then(|path| path.strip_prefix(&self.base))
    }

    /// Gives the browser's bar these colours: light, then dark.
    pub(super) fn set_grounds(&mut self, grounds: &[String; 2]) {
        let bars = self.tags_mut().filter(|tag| tag.value("name") == Some("theme-color"));
        for (bar, ground) in bars.zip(grounds) {
            for (_, value) in bar.attributes.iter_mut().filter(|(name, _)| name == "content") {
                value.clone_from(ground);
            }
        }
    }

    /// Every address below the site's base, as a path below it.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        let tags = self.before.iter().chain(&self.after);
        let values = tags.flat_map(|tag| tag.attributes.iter().filter(|(name, _)| is_address(name)));
        values.filter_map(|(_, value)| value.strip_prefix(&self.base)).filter(|path| !path.is_empty())
    }

    /// The same page below another base, with other names for its files.
    pub(super) fn renamed(&self, base: &str, name: impl Fn(&str) -> String) -> Shell {
        let mut shell = self.clone();
        for tag in shell.tags_mut() {
            for (_, value) in tag.attributes.iter_mut().filter(|(name, _)| is_address(name)) {
                if let Some(path) = value.strip_prefix(&self.base) {
                    *value = format!("{base}{}", name(path));
                }
            }
        }
        base.clone_into(&mut shell.base);
        shell
    }
}

fn is_address(attribute: &str) -> bool {
    matches!(attribute, "href" | "src" | "data-base" | "data-js" | "data-wasm")
}

fn read(tag: &StartTag<()>) -> Tag {
    let name = text(&tag.name);
    let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
    let attributes = attributes.filter(|(name, _)| !FOR_TRUNK.contains(&name.as_str())).collect();
    let has_text = matches!(name.as_str(), "script" | "style" | "noscript");
    Tag { name, attributes, text: has_text.then(String::new) }
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html>
<html lang="en"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Shell</title>
<meta name="description" content="">
<link rel="stylesheet" href="/old/main-1.css" integrity="sha384-x">
<script type="module" src="/old/start.js" data-base="/old/" data-js="/old/app-1.js" data-wasm="/old/app-1_bg.wasm"></script>
</head>
<body><script>reload()</script></body></html>"#;

    fn written(tags: &[Tag]) -> String {
        let mut html = String::new();
        tags.iter().for_each(|tag| tag.write(&mut html));
        html
    }

    #[test]
    fn is_taken_apart_and_moved_to_another_base() {
        let shell = Shell::parse(PAGE).unwrap();
        assert_eq!(shell.base, "/old/");
        assert_eq!(shell.body, "<script>reload()</script>");
        assert_eq!(shell.files().collect::<Vec<_>>(), ["main-1.css", "app-1.js", "app-1_bg.wasm", "start.js"]);
        let shell = shell.renamed("/", |path| path.replace("-1", "-2"));
        assert_eq!(written(&shell.before), "<meta content=\"width=device-width\" name=\"viewport\">\n");
        assert_eq!(
            written(&shell.after),
            "<link href=\"/main-2.css\" integrity=\"sha384-x\" rel=\"stylesheet\">\n\
             <script data-base=\"/\" data-js=\"/app-2.js\" data-wasm=\"/app-2_bg.wasm\" src=\"/start.js\" type=\"module\"></script>\n"
        );
    }

    #[test]
    fn says_what_it_lacks() {
        let without = |part: &str| Shell::parse(&PAGE.replace(part, "")).unwrap_err();
        assert_eq!(without("<title>"), "has no `<title>`");
        assert_eq!(without("<body>"), "has no `<body>`");
        assert_eq!(without("data-wasm="), "has no `<script data-wasm=…>`");
        assert_eq!(without("data-base=\"/old/\""), "has a start script without `data-base`");
    }
}
