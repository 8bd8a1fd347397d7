//! `catchword serve`: what an author saves is seen in the browser, in its place.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::harness::{Engine, Process, Tab, for_each_engine, visit, visit_in};

/// An author's folder, and the server that shows it. It ends when this is dropped.
struct Blog {
    folder: TempDir,
    origin: String,
    _server: Process,
}

/// What stands over the page.
const OVER: &str = "document.querySelector('catchword-live')?.shadowRoot";

const SETTINGS: &str =
    "title = \"Quiet\"\nurl = \"https://quiet.example/\"\nlanguage = \"en\"\nauthors = [{ name = \"Ada\" }]\n";

impl Blog {
    /// Two essays, a draft and one to come, in a folder whose name has a space and an umlaut.
    fn open() -> Blog {
        Blog::open_with(SETTINGS)
    }

    /// The same with other settings.
    fn open_with(settings: &str) -> Blog {
        Blog::open_in(settings, &[])
    }

    /// The same with variables of the author's own.
    fn open_in(settings: &str, variables: &[(&str, &OsStr)]) -> Blog {
        let folder = tempfile::Builder::new().prefix("Mein schöner Blog ").tempdir().unwrap();
        write(folder.path(), "site.toml", settings);
        write_essays(folder.path());
        write(folder.path(), "essays/three.md", &essay("Three", "2025-01-01", "draft = true\n"));
        write(folder.path(), "essays/four.md", &essay("Four", "2999-01-01", ""));
        let mut command = Command::new(env::var_os("CATCHWORD_BIN").expect("`cargo xtask test` names the program"));
        command.arg("serve").current_dir(folder.path()).env_remove("VISUAL").envs(variables.iter().copied());
        let server = Process::start(&mut command);
        let origin = server.wait_for_line(|line| {
            line.strip_prefix("Your site is at ").map(|origin| origin.trim_end_matches('/').to_owned())
        });
        Blog { folder, origin, _server: server }
    }

    /// The essays as they were: a test may run again.
    fn begin(&self) {
        write_essays(self.folder.path());
    }

    fn save(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    /// Opens a page and waits until it hears of changes.
    #[track_caller]
    fn show(&self, tab: &Tab, path: &str) {
        tab.open(&format!("{}{path}", self.origin));
        tab.wait_until("the page hears of changes", &format!("{OVER}?.host.dataset.pages !== undefined"));
    }
}

fn write_essays(folder: &Path) {
    write(folder, "essays/one.md", &essay("One", "2026-01-02", ""));
    write(folder, "essays/two.md", &essay("Two", "2026-01-01", ""));
}

fn write(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// An essay of forty paragraphs.
fn essay(title: &str, date: &str, more: &str) -> String {
    let mut text = format!("+++\ntitle = \"{title}\"\ndate = {date}\nsummary = \"A summary.\"\n{more}+++\n\n");
    for number in 1..=40 {
        text.push_str(&format!(
            "Paragraph {number} of this essay, [with a link](https://about-{number}.example/) in it.\n\n"
        ));
    }
    text
}

for_each_engine! {
    what_is_saved_is_shown_in_its_place
    a_mistake_stands_over_the_page_until_it_is_corrected
    drafts_and_essays_to_come_are_marked
    styles_and_parts_change_without_a_load
}

fn what_is_saved_is_shown_in_its_place(engine: Engine) {
    let blog = Blog::open();
    visit_in(engine, |tab| {
        blog.begin();
        blog.show(tab, "/essays/one/");
        let paragraph = |number: u32| format!("document.querySelectorAll('.cw-prose > p')[{}]", number - 1);
        tab.run(&format!("{}.scrollIntoView()", paragraph(20)), vec![]);
        tab.run(&format!("{}.querySelector('a').focus({{ preventScroll: true }})", paragraph(21)), vec![]);
        let top = |number: u32| tab.number(&format!("Math.round({}.getBoundingClientRect().top)", paragraph(number)));
        let before = top(21);
        // Above what is read, in it, and below it.
        let text = essay("One", "2026-01-02", "");
        let text = text.replace("Paragraph 2 of", "One line more.\n\nAnd one more.\n\nParagraph 2 of");
        blog.save(
            "essays/one.md",
            &text.replace("Paragraph 21 of", "Section 21 of").replace("Paragraph 30", "Section 30"),
        );
        tab.wait_until("the change is shown", &format!("{}.textContent.startsWith('Section 21')", paragraph(23)));
        tab.expect_no_full_load();
        let moved = top(23) - before;
        assert!(moved.abs() <= 2, "the text has moved by {moved} pixels");
        // The link that had the focus is in the paragraph that has changed, and is still itself.
        assert_eq!(tab.text("document.activeElement.getAttribute('href')"), "https://about-21.example/");
        assert_eq!(tab.text(&format!("{}.textContent", paragraph(32))).split(' ').next(), Some("Section"));
        // What the app had in memory is forgotten.
        blog.save("essays/two.md", &essay("Two", "2026-01-01", "").replace("Paragraph 1 of", "Beginning of"));
        tab.wait_until("the news has come", &format!("{OVER}.host.dataset.pages.includes('/essays/two/')"));
        tab.click(".cw-leaf-next a[href='/essays/two/']");
        tab.wait_until("the new text is shown", &format!("{}.textContent.startsWith('Beginning')", paragraph(1)));
        tab.expect_no_full_load();
    });
}

fn a_mistake_stands_over_the_page_until_it_is_corrected(engine: Engine) {
    let blog = Blog::open();
    visit_in(engine, |tab| {
        blog.begin();
        blog.show(tab, "/essays/one/");
        let good = essay("One", "2026-01-02", "");
        blog.save("essays/one.md", &good.replace("Paragraph 3 of", "[Paragraph 3](missing.md) of"));
        tab.wait_until("the mistake is shown", &format!("!{OVER}.querySelector('.panel').hidden"));
        let panel = tab.text(&format!("{OVER}.querySelector('.panel').innerText"));
        for part in
            ["essays/one.md, line 11", "[Paragraph 3](missing.md) of this essay", "Something has to be corrected"]
        {
            assert!(panel.contains(part), "`{part}` is not in\n{panel}");
        }
        assert_eq!(tab.text(&format!("{OVER}.querySelector('mark').textContent")), "missing.md");
        // The last good state is below it.
        assert_eq!(tab.text("document.querySelectorAll('.cw-prose > p')[2].textContent.slice(0, 11)"), "Paragraph 3");
        blog.save("essays/one.md", &good.replace("Paragraph 3 of", "Section 3 of"));
        tab.wait_until("the mistake is gone", &format!("{OVER}.querySelector('.panel').hidden"));
        tab.wait_until(
            "the change is shown",
            "document.querySelectorAll('.cw-prose > p')[2].textContent.startsWith('Section 3')",
        );
        // A mistake that only the whole site shows: until then the page has the new text, and then the old one again.
        let picture = "Chapter 3 <img src=\"/favicon.svg\"> of";
        blog.save("essays/one.md", &good.replace("Paragraph 3 of", picture));
        tab.wait_until("the mistake is shown", &format!("!{OVER}.querySelector('.panel').hidden"));
        tab.wait_until(
            "the last good state is below it",
            "document.querySelectorAll('.cw-prose > p')[2].textContent.startsWith('Section 3')",
        );
        tab.expect_no_full_load();
    });
}

fn drafts_and_essays_to_come_are_marked(engine: Engine) {
    let blog = Blog::open();
    visit_in(engine, |tab| {
        let bar = format!("{OVER}.querySelector('.bar').innerText.replace(/\\s+/g, ' ').trim()");
        for (page, expected) in [
            ("/essays/three/", "Draft essays/three.md"),
            ("/essays/four/", "Not public until 2999-01-01 essays/four.md"),
        ] {
            blog.show(tab, page);
            tab.wait_until("the bar names the text", &format!("{bar}.startsWith('{expected}')"));
        }
        blog.show(tab, "/essays/one/");
        tab.wait_until("the bar names the file", &format!("{bar}.startsWith('essays/one.md')"));
        assert_eq!(tab.text("document.querySelector('.cw-site-name').textContent"), "Quiet");
        blog.show(tab, "/tags/");
        tab.wait_until("there is no text", &format!("{OVER}.querySelector('.file').textContent === ''"));
    });
}

fn styles_and_parts_change_without_a_load(engine: Engine) {
    let blog = Blog::open();
    visit_in(engine, |tab| {
        blog.begin();
        for file in ["site.css", "parts/after-essay.md"] {
            let _ = fs::remove_file(blog.folder.path().join(file));
        }
        blog.save("site.toml", SETTINGS);
        blog.show(tab, "/essays/one/");
        tab.run("scrollTo(0, 900)", vec![]);
        let colour = "getComputedStyle(document.querySelector('.cw-prose p')).color";
        blog.save("site.css", ".cw-prose p { color: rgb(1, 2, 3) }\n");
        tab.wait_until("the styles are new", &format!("{colour} === 'rgb(1, 2, 3)'"));
        blog.save("site.toml", &format!("{SETTINGS}[look]\nheading_font = \"typewriter\"\n"));
        let heading = "getComputedStyle(document.querySelector('h1')).fontFamily";
        tab.wait_until("the look is new", &format!("{heading}.includes('Courier')"));
        assert_eq!(tab.text(colour), "rgb(1, 2, 3)");
        blog.save("parts/after-essay.md", "Write to me about “{{title}}”.\n");
        let part = "document.querySelector('.after-essay')?.textContent.trim()";
        tab.wait_until("the part is there", &format!("{part} === 'Write to me about “One”.'"));
        assert!(tab.number("scrollY") >= 890, "the page has moved");
        tab.expect_no_full_load();
        // A page that the app turns to has the same styles and the same part.
        tab.click(".cw-leaf-next a[href='/essays/two/']");
        tab.wait_until("the other page has the part", &format!("{part} === 'Write to me about “Two”.'"));
        assert_eq!(tab.text(colour), "rgb(1, 2, 3)");
        tab.expect_no_full_load();
    });
}

#[cfg(unix)]
#[test]
fn the_bar_opens_the_text_in_the_authors_editor() {
    use std::os::unix::fs::PermissionsExt;

    let tools = tempfile::tempdir().unwrap();
    let (editor, opened) = (tools.path().join("editor"), tools.path().join("opened"));
    fs::write(&editor, format!("#!/bin/sh\nprintf %s \"$1\" > '{}'\n", opened.display())).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let blog = Blog::open_in(SETTINGS, &[("EDITOR", editor.as_os_str())]);
    visit(|tab| {
        blog.show(tab, "/essays/one/");
        tab.wait_until("the bar names the text", &format!("{OVER}.querySelector('.file').textContent !== ''"));
        tab.run(&format!("{OVER}.querySelector('.file').click()"), vec![]);
        tab.wait("the editor starts", || fs::read_to_string(&opened).is_ok_and(|file| file.ends_with("one.md")));
    });
}

#[test]
fn a_site_that_cannot_be_made_yet_is_shown_as_soon_as_it_can() {
    let blog = Blog::open_with(&SETTINGS.replace("title", "titel"));
    visit(|tab| {
        // The page in its place is no good answer to a request, and the console says so.
        tab.allow_error("/");
        tab.allow_error("/favicon.ico");
        tab.open_without_app(&format!("{}/", blog.origin));
        tab.wait_until("the mistake is shown", &format!("{OVER}?.querySelector('.panel').hidden === false"));
        blog.save("site.toml", SETTINGS);
        tab.wait_until("the site is shown", "document.querySelector('header')?.textContent.includes('Quiet')");
        // Every page shows the title, so the page is loaded again.
        blog.save("site.toml", &SETTINGS.replace("Quiet", "Loud"));
        tab.wait_until("the new title is shown", "document.querySelector('header')?.textContent.includes('Loud')");
    });
}
