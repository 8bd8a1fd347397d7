//! Front matter in YAML or JSON, as other generators have it, rewritten in TOML. JSON is YAML, too.

mod comments;
mod fields;
mod lines;
mod tree;
mod values;

use std::collections::HashSet;

use comments::{Comment, comments};
use fields::place;
use lines::Lines;
use toml::de::DeTable;
use tree::Tree;

use super::front_matter::ContentKind;

/// In more lines, nobody adds quotes.
const MOST_MENDED: usize = 20;

/// Why front matter can't be rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// The line of the mistake, from 0, if it is known.
    pub(super) line: Option<usize>,
    /// What is wrong there, as the end of a sentence.
    pub(super) reason: String,
}

/// The same fields in TOML, a line each. Every value and every comment is kept.
///
/// # Errors
/// When the text can't be read, or has a field twice.
pub(super) fn to_toml(text: &str, kind: ContentKind) -> Result<String, Unreadable> {
    let mut text = text.to_owned();
    let mut attempts = 0;
    let mut first_broken = None;
    let tree = loop {
        if let Some(tree) = tree::read(&text) {
            break tree;
        }
        attempts += 1;
        let broken = tree::broken_line(&text);
        first_broken = first_broken.or(broken);
        let mended = broken.filter(|_| attempts <= MOST_MENDED).and_then(|broken| with_quotes(&text, broken));
        text = mended.ok_or_else(|| Unreadable { line: first_broken, reason: "something can't be read".to_owned() })?;
    };
    if let Some((name, line)) = twice(&tree) {
        return Err(Unreadable { line: Some(line), reason: format!("`{name}` is there for the second time") });
    }
    let toml = written(&tree, &comments(&text, &tree.texts), kind);
    match DeTable::parse(&toml) {
        Ok(_) => Ok(toml),
        Err(_) => Err(Unreadable { line: None, reason: "something can't be read".to_owned() }),
    }
}

/// The first field that has the name of one above it. Only its author knows which of the two is meant.
fn twice(tree: &Tree) -> Option<(&str, usize)> {
    let mut known = HashSet::new();
    let second = tree.pairs.iter().find(|pair| !known.insert(pair.key.to_lowercase()))?;
    Some((&second.key, second.line))
}

fn written(tree: &Tree, comments: &[Comment], kind: ContentKind) -> String {
    let mut lines = Lines::of(&tree.pairs);
    // How many lines each part has after each field, so that a comment stays with its field.
    let mut notes: Vec<(Place, &Comment)> = Vec::new();
    let mut rest = comments.iter().peekable();
    for (nth, pair) in tree.pairs.iter().enumerate() {
        let before = (lines.top.len(), lines.hero.len(), lines.extra.len());
        place(pair, kind, &mut lines);
        let place = Place::of(before, &lines);
        let next = tree.pairs.get(nth + 1).map_or(usize::MAX, |pair| pair.line);
        while let Some(comment) = rest.next_if(|comment| comment.line < next.max(pair.line + 1)) {
            // A comment alone on its line is about the field below it.
            let is_above = comment.line < pair.line;
            let is_about_next = comment.is_alone && !is_above && next != usize::MAX;
            notes.push((if is_about_next { Place::Next } else { place }, comment));
        }
        for (at, _) in notes.iter_mut().filter(|(at, comment)| *at == Place::Next && comment.line < pair.line) {
            *at = place;
        }
    }
    let note = |place: Place| -> String {
        notes.iter().filter(|(at, _)| *at == place).map(|(_, comment)| format!("{}\n", comment.text)).collect()
    };
    let mut toml = String::new();
    for (at, (name, value)) in lines.top.iter().enumerate() {
        // An alias is a path on the host of the site: the address as it was stays in the file.
        let hosted = match name.as_str() {
            "aliases" if !lines.hosted.is_empty() => format!(" # {}", lines.hosted.join(" ")),
            _ => String::new(),
        };
        toml.push_str(&format!("{}{name} = {value}{hosted}\n", note(Place::Top(at))));
    }
    for (name, table, place) in [
        ("hero", &lines.hero, Place::Hero as fn(usize) -> Place),
        ("extra", &lines.extra, Place::Extra as fn(usize) -> Place),
    ] {
        if !table.is_empty() {
            toml.push_str(&format!("\n[{name}]\n"));
        }
        for (at, line) in table.iter().enumerate() {
            toml.push_str(&format!("{}{line}\n", note(place(at))));
        }
    }
    toml.extend(notes.iter().filter(|(at, _)| *at == Place::Next).map(|(_, comment)| format!("{}\n", comment.text)));
    toml
}

/// Where a comment goes: above a line of one of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Top(usize),
    Hero(usize),
    Extra(usize),
    /// Above the line of the next field.
    Next,
}

impl Place {
    /// The line that was added; for a field that was added to a list, the first line.
    fn of((top, hero, extra): (usize, usize, usize), lines: &Lines) -> Place {
        if lines.extra.len() > extra {
            Place::Extra(extra)
        } else if lines.hero.len() > hero {
            Place::Hero(hero)
        } else if lines.top.len() > top {
            Place::Top(top)
        } else {
            Place::Top(0)
        }
    }
}

/// The text with quotes around the value of a line that needs them in YAML, such as `title: The boat: a story`, or with
/// spaces instead of the tabs before it. A parser may see the mistake only in the next line. `None` if that does not
/// help.
fn with_quotes(text: &str, broken: usize) -> Option<String> {
    let lines: Vec<&str> = text.split('\n').collect();
    let above =
        broken.checked_sub(1).filter(|above| lines.get(*above).is_some_and(|line| !line.starts_with([' ', '\t'])));
    [Some(broken), above].into_iter().flatten().find_map(|at| {
        let line = mended(lines.get(at)?)?;
        let mut lines = lines.clone();
        lines[at] = &line;
        let text = lines.join("\n");
        tree::broken_line(&text).is_none_or(|next| next > broken).then_some(text)
    })
}

fn mended(line: &str) -> Option<String> {
    let indentation = &line[..line.len() - line.trim_start().len()];
    if indentation.contains('\t') {
        return Some(format!("{}{}", indentation.replace('\t', "  "), line.trim_start()));
    }
    let (key, value) = line.split_once(": ")?;
    let (value, comment) = value.split_at(comments::comment_at(value).unwrap_or(value.len()));
    let value = value.trim();
    let is_key = !key.trim().is_empty() && !key.trim().starts_with(['"', '\'', '#', '-', '[', '{']);
    let is_bare = !value.is_empty() && !value.starts_with(['"', '\'', '[', '{', '|', '>', '#']);
    // In YAML as in TOML, a text in `"` has the same escapes.
    (is_key && is_bare)
        .then(|| format!("{key}: {} {comment}", serde_json::Value::String(value.to_owned())).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(yaml: &str) -> String {
        to_toml(yaml, ContentKind::Essay).unwrap_or_else(|unreadable| format!("{unreadable:?}"))
    }

    #[test]
    fn rewrites_front_matter() {
        let table = [
            ("title: The boat", "title = \"The boat\"\n"),
            ("title: \"The boat\"\ndate: 2026-05-01", "title = \"The boat\"\ndate = 2026-05-01\n"),
            ("date: 2026-05-01 10:00:00 +0200", "date = 2026-05-01 # 2026-05-01 10:00:00 +0200\n"),
            ("date: 2026-05-01T10:00:00Z", "date = 2026-05-01 # 2026-05-01T10:00:00Z\n"),
            ("date: May 1, 2026", "date = 2026-05-01\n"),
            ("tags: [a, b c]", "tags = [\"a\", \"b c\"]\n"),
            ("tags: a, b c", "tags = [\"a\", \"b c\"]\n"),
            ("tags:\n  - a\n  - 2026\ncategories: [a, d]", "tags = [\"a\", \"2026\", \"d\"]\n"),
            ("description: >\n  One\n  two.\n", "summary = \"One two.\"\n"),
            ("published: false", "draft = true\n"),
            ("draft: yes", "draft = true\n"),
            ("status: publish", "\n[extra]\nstatus = \"publish\"\n"),
            ("published: 2026-05-02\ndate: 2026-05-01", "date = 2026-05-01\n\n[extra]\npublished = 2026-05-02\n"),
            ("private: false", "\n[extra]\nprivate = false\n"),
            ("publishDate: 2026-05-01", "date = 2026-05-01\n"),
            ("publishDate: 2026-05-01\ndate: 2026-05-02", "date = 2026-05-02\n\n[extra]\npublishDate = 2026-05-01\n"),
            ("permalink: /old/", "aliases = [\"/old/\"]\n"),
            ("redirect_from:\n- /a\n- /b.html", "aliases = [\"/a\", \"/b.html\"]\n"),
            ("aliases: [https://old.example/x, /y]", "aliases = [\"/x\", \"/y\"] # https://old.example/x\n"),
            (
                "redirect_from: http://old.example/2019/a.html",
                "aliases = [\"/2019/a.html\"] # http://old.example/2019/a.html\n",
            ),
            ("aliases: [\"https://old.example/?p=1\"]", "aliases = [\"https://old.example/?p=1\"]\n"),
            (
                "base: &b\n  author: Ana\n  draft: true\n<<: *b\ntitle: A",
                "draft = true # because of `base` below: remove this line to publish the page\nauthor = \"Ana\"\ntitle = \"A\"\n\n\
                 [extra]\nbase = { author = \"Ana\", draft = true }\noriginal_draft = true\n",
            ),
            ("redirect_from: https://old.example/", "\n[extra]\nredirect_from = \"https://old.example/\"\n"),
            ("aliases: [/y, \"/?p=1\"]", "aliases = [\"/y\", \"/?p=1\"]\n"),
            ("url: https://other.example/a?b#c", "\n[extra]\nurl = \"https://other.example/a?b#c\"\n"),
            ("date: \"2026-05-01 10:00\\na = 1\"", "date = \"\"\"\n2026-05-01 10:00\na = 1\"\"\"\n"),
            ("tags: [\"a\", \"b\", \", \", a]", "tags = [\"a\", \"b\", \",\"]\n"),
            ("x: 99999999999999999999", "\n[extra]\nx = \"99999999999999999999\"\n"),
            ("tags: - a", "tags = [\"a\"]\n"),
            ("tags: - a - b c", "tags = [\"a\", \"b c\"]\n"),
            ("permalink: /:year/:title/", "\n[extra]\npermalink = \"/:year/:title/\"\n"),
            ("author: Ana", "author = \"Ana\"\n"),
            ("authors: [Ana, Ben]", "authors = [\"Ana\", \"Ben\"]\n"),
            ("author: {name: Ana, url: /about/}", "authors = [{ name = \"Ana\", url = \"/about/\" }]\n"),
            ("author: {name: Ana, mail: a@b}", "author = { name = \"Ana\", mail = \"a@b\" }\n"),
            ("lang: en_GB", "lang = \"en-GB\"\n"),
            // What can't be taken over keeps its name, so that the next report tells about it.
            ("image: IMG_1.HEIC", "image = \"IMG_1.HEIC\"\n"),
            ("cover:\n  image: a.jpg", "cover = { image = \"a.jpg\" }\n"),
            ("date: 01/05/2026", "date = \"01/05/2026\"\n"),
            ("pubdate: 01/05/2026", "date = \"01/05/2026\"\n"),
            ("lastmod: 01/02/2026", "updated = \"01/02/2026\"\n"),
            ("slug: My Slug", "slug = \"My Slug\"\n"),
            ("series: [One, Two]", "series = [\"One\", \"Two\"]\n"),
            ("gone: true", "gone = true\n"),
            ("language: [en, es]", "language = [\"en\", \"es\"]\n"),
            ("cover:\n  image: a.jpg\n  alt: A boat", "\n[hero]\nimage = \"a.jpg\"\nalt = \"A boat\"\n"),
            ("layout: post\ntitle: A", "title = \"A\"\n\n[extra]\nlayout = \"post\"\n"),
            ("weight: 3\nmath: true\nx: 007\ny: 1.5", "\n[extra]\nweight = 3\nmath = true\nx = \"007\"\ny = 1.5\n"),
            ("menu:\n  main:\n    weight: 1", "\n[extra]\nmenu = { main = { weight = 1 } }\n"),
            ("subtitle:\ntitle: A", "title = \"A\"\n\n[extra]\n# subtitle:\n"),
            ("a: &x [1, 2]\nb: *x", "\n[extra]\na = [1, 2]\nb = [1, 2]\n"),
            // What YAML itself refuses, and many blogs have.
            ("title: The boat: a story\ntags: [a]", "title = \"The boat: a story\"\ntags = [\"a\"]\n"),
            ("title: @home", "title = \"@home\"\n"),
            (
                "title: Part 1: the boat # note\nx: 3\nmath: true",
                "# note\ntitle = \"Part 1: the boat\"\n\n[extra]\nx = 3\nmath = true\n",
            ),
            (
                "summary: |\n  Note: one: two\n  é: @three\ntitle: A: b",
                "summary = \"\"\"\nNote: one: two\né: @three\"\"\"\ntitle = \"A: b\"\n",
            ),
            ("extra:\n\tmood: grey", "\n[extra]\nextra = { mood = \"grey\" }\n"),
            // JSON.
            ("{\"title\": \"A\", \"tags\": [\"b\"]}", "title = \"A\"\ntags = [\"b\"]\n"),
            // Comments.
            (
                "# About\ntitle: A # short\n# Later\nlayout: x # y\n# End",
                "# About\n# short\ntitle = \"A\"\n\n[extra]\n# Later\n# y\n# End\nlayout = \"x\"\n",
            ),
            (
                "title: \"A # b\"\nsummary: |\n  # not a comment\n  c#d",
                "title = \"A # b\"\nsummary = \"\"\"\n# not a comment\nc#d\"\"\"\n",
            ),
            ("title: Fixing \"issue #4\" today", "#4\" today\ntitle = 'Fixing \"issue'\n"),
            ("title: Music of the '90s # note", "# note\ntitle = \"Music of the '90s\"\n"),
            ("path: 'C:\\' # windows", "\n[extra]\n# windows\npath = 'C:\\'\n"),
            (
                "title: 'Don''t # stop' # real é\nx: \"é\" # ü",
                "# real é\ntitle = \"Don't # stop\"\n\n[extra]\n# ü\nx = \"é\"\n",
            ),
            ("title: \"one\n  two # three\" # four", "# four\ntitle = \"one two # three\"\n"),
            (
                "summary: > # why\n  a # b\n\n  # c\n# d\nx: y",
                "# why\nsummary = \"\"\"\na # b\n# c\"\"\"\n\n[extra]\n# d\nx = \"y\"\n",
            ),
            // Two of one kind.
            ("summary: A\ndescription: B", "summary = \"A\"\n\n[extra]\ndescription = \"B\"\n"),
            ("title: [a]", "title = [\"a\"]\n"),
        ];
        for (yaml, toml) in table {
            assert_eq!(converted(yaml), toml, "{yaml}");
        }
        assert_eq!(to_toml("tags: [a]", ContentKind::Page).as_deref(), Ok("\n[extra]\ntags = [\"a\"]\n"));
    }

    #[test]
    fn what_readers_must_not_see_stays_a_draft() {
        for line in [
            "status: draft",
            "status: private",
            "status: pending",
            "status: unpublished",
            "status: someday",
            "state: draft",
            "visibility: private",
            "private: true",
            "publish: false",
            "hidden: true",
            "unlisted: yes",
            "password: abc",
            "published: not yet",
            "permalink: false",
            "expiryDate: 2026-06-01",
            "publishDate: 2026-06-01",
            "publish_date: soon",
            "publish_on: 2027-01-01",
            "is_published: false",
            "layout: draft",
            "embargo: 2026-07-01",
            "_build: { render: never }",
            "labels: [a, draft]",
        ] {
            let (key, _) = line.split_once(':').unwrap_or_default();
            for yaml in [
                format!("date: 2026-05-01\n{line}"),
                format!("{line}\ndraft: false\ndate: 2026-05-01"),
                format!("date: 2026-05-01\ndraft: false\n{line}"),
            ] {
                let toml = converted(&yaml);
                let draft = format!("\ndraft = true # because of `{key}` below");
                assert!(format!("\n{toml}").contains(&draft), "{yaml}\n{toml}");
                let (_, extra) = toml.split_once("[extra]\n").unwrap_or_default();
                assert!(extra.contains(&format!("{key} = ")), "{yaml}\n{toml}");
            }
        }
        assert_eq!(
            converted("draft: false\ntags: [draft, boats]"),
            "draft = true # because of `tags` below: remove this line to publish the page\ntags = [\"draft\", \"boats\"]\n"
        );
        assert!(converted("draft: 1").starts_with("draft = true # "));
        assert_eq!(
            converted("draft: false\npublished: false"),
            "draft = true # because of `published` below: remove this line to publish the page\n\n[extra]\npublished = false\n"
        );
    }

    #[test]
    fn says_where_a_mistake_is() {
        for (yaml, line, reason) in [
            ("title: A\ntitle: B", Some(1), "`title` is there for the second time"),
            ("title: A\ndate: 2026-05-01\nTitle: B", Some(2), "`Title` is there for the second time"),
            ("title: A\ntags: [a\ndate: 2026-05-01", Some(2), "something can't be read"),
        ] {
            let unreadable = to_toml(yaml, ContentKind::Essay).unwrap_err();
            assert_eq!((unreadable.line, &*unreadable.reason), (line, reason), "{yaml}");
        }
    }

    #[test]
    fn reads_nothing_that_is_not_yaml() {
        for text in ["", "just words", "- a\n- b", "a: [1", "\"a"] {
            assert!(to_toml(text, ContentKind::Essay).is_err(), "{text}");
        }
        // Aliases of aliases: a billion values.
        let many = |name: &str| vec![format!("*{name}"); 9].join(", ");
        let names: Vec<char> = ('a'..='i').collect();
        let lines =
            names.windows(2).map(|pair| format!("{}: &{} [{}]\n", pair[1], pair[1], many(&pair[0].to_string())));
        let bomb = format!("a: &a [x]\n{}", lines.collect::<String>());
        assert!(to_toml(&bomb, ContentKind::Essay).is_err());
    }
}
