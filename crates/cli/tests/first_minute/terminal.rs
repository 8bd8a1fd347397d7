//! What is different in a terminal: questions, colours, Ctrl-C.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::{Place, command, joined};

/// A command that runs in a terminal.
struct Terminal {
    child: Child,
    keyboard_and_screen: File,
    /// What it has shown so far.
    shown: String,
}

impl Terminal {
    fn run(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let terminal = OpenOptions::new().read(true).write(true).open(name).unwrap();
        let stream = || Stdio::from(terminal.try_clone().unwrap());
        let mut command = command(folder, arguments);
        command.env("TERM", "xterm-256color").envs(variables.iter().copied());
        let child = command.stdin(stream()).stdout(stream()).stderr(stream()).spawn().unwrap();
        Terminal { child, keyboard_and_screen: File::from(master), shown: String::new() }
    }

    /// Reads until the screen shows something.
    fn wait_for(&mut self, words: &str) {
        while !self.shown.contains(words) {
            assert!(self.read(), "{words} is never shown: {}", self.shown);
        }
    }

    /// Reads what is shown next. Says whether there is anything: when the last program of the terminal has ended, there is
    /// not.
    fn read(&mut self) -> bool {
        let mut bytes = [0; 1024];
        let mut waited_for = [PollFd::new(&self.keyboard_and_screen, PollFlags::IN)];
        let is_there = poll(&mut waited_for, Some(&Timespec { tv_sec: 60, tv_nsec: 0 })).unwrap();
        assert!(is_there > 0, "the command waits for something else: {}", self.shown);
        // Linux reports an error at the end, macOS no bytes.
        let count = self.keyboard_and_screen.read(&mut bytes).unwrap_or(0);
        self.shown.push_str(&String::from_utf8_lossy(&bytes[..count]));
        count > 0
    }

    fn answer(&mut self, question: &str, line: &str) {
        self.wait_for(question);
        self.shown.clear();
        self.keyboard_and_screen.write_all(line.as_bytes()).unwrap();
    }

    /// Everything that it shows until it ends, and its status.
    fn end(mut self) -> (Option<i32>, String) {
        while self.read() {}
        (self.child.wait().unwrap().code(), joined(&self.shown))
    }

    fn interrupt(&self) {
        kill_process(Pid::from_child(&self.child), Signal::INT).unwrap();
    }
}

#[test]
fn five_questions_make_a_site() {
    let place = Place::new();
    let mut terminal = Terminal::run(&place.path, &["init", "my blog"], &[]);
    terminal.answer("name of your site? [My blog] ", "Zwei Stühle\n");
    terminal.answer("your name, as readers see it? [none] ", "Maren\n");
    terminal.answer("will readers find it? [https://example.org/] ", "https://\n");
    terminal.wait_for("This is not the address of a site");
    terminal.answer("will readers find it? [https://example.org/] ", "chairs.example\n");
    terminal.answer("In which language do you write? [en] ", "xx\n");
    terminal.wait_for("There is no such language");
    terminal.answer("In which language do you write? [en] ", "\n");
    terminal.answer("Where will you publish it? [5] ", "2\n");
    let (status, shown) = terminal.end();
    assert!(status == Some(0) && shown.contains("  cd \"my blog\"\n"), "{shown}");
    let settings: toml::Table = place.read("my blog/site.toml").parse().unwrap();
    assert_eq!(settings["title"].as_str(), Some("Zwei Stühle"));
    assert_eq!(settings["url"].as_str(), Some("https://chairs.example/"));
    assert_eq!(settings["authors"][0]["name"].as_str(), Some("Maren"));
    assert!(place.path("my blog/netlify.toml").is_file());
    assert_eq!(place.said("my blog", &["check", "--strict"]), "1 essay and 1 page: everything is well.\n");
}

#[test]
fn questions_that_are_cut_off_leave_nothing() {
    let place = Place::new();
    // Ctrl-D, the end of the input.
    let mut terminal = Terminal::run(&place.path, &["init", "my-blog"], &[]);
    terminal.answer("[My blog]", "A\n");
    terminal.answer("[none]", "\u{4}");
    let (status, shown) = terminal.end();
    assert!(status == Some(130) && shown.contains("there is no new site"), "{shown}");
    assert_eq!(fs::read_dir(&place.path).unwrap().count(), 0);

    // Ctrl-C at the last question.
    let mut terminal = Terminal::run(&place.path, &["init", "my-blog"], &[]);
    for question in ["[My blog]", "[none]", "[https://example.org/]", "[en]"] {
        terminal.answer(question, "\n");
    }
    terminal.wait_for("[5]");
    terminal.interrupt();
    assert_ne!(terminal.end().0, Some(0));
    assert_eq!(fs::read_dir(&place.path).unwrap().count(), 0);
}

#[test]
fn colours_are_for_a_terminal_alone() {
    let place = Place::with_site();
    place.write("blog/essays/two.md", "+++\ntitle = \"Two\"\ndate = 2020-01-01\n+++\n\n[x](no.md)\n");
    for arguments in [&["check"][..], &["--help"], &["help", "init"], &["check", "--foo"]] {
        for (variables, has_colours) in [(&[][..], true), (&[("NO_COLOR", "1")], false), (&[("TERM", "dumb")], false)] {
            let (_, shown) = Terminal::run(&place.path("blog"), arguments, variables).end();
            assert_eq!(shown.contains('\u{1b}'), has_colours, "{arguments:?} {variables:?}: {shown}");
        }
        // Services that build sites set these.
        for variables in [&[][..], &[("CI", "true"), ("GITHUB_ACTIONS", "true")], &[("COLORTERM", "truecolor")]] {
            let output = command(&place.path("blog"), arguments).envs(variables.iter().copied()).output().unwrap();
            let said = crate::text_of(&output);
            assert!(!said.is_empty() && !said.contains('\u{1b}'), "{arguments:?} {variables:?}: {said}");
        }
    }
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_build_that_is_stopped_leaves_nothing() {
    let place = Place::with_site();
    let stamp = (catchword_press::STAMP_FILE, catchword_press::STAMP);
    for (file, text) in [("index.html", SHELL), ("app-1.js", ""), ("app-1.wasm", ""), ("start.js", ""), stamp] {
        place.write(&format!("app/{file}"), text);
    }
    // Texts that take a while to copy and to compress.
    let words: String =
        (0..50_000).map(|number: u64| format!("{} ", number.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    for number in 0..12 {
        place.write(&format!("blog/images/{number}.txt"), &words);
    }
    let before = place.files("blog");
    let build = || command(&place.path("blog"), &["build", "--app", "../app"]);
    for signal in [Signal::INT, Signal::TERM] {
        let mut child = build().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // It writes beside the folder of the site.
        while !names(&place.path("blog")).iter().any(|name| name.starts_with(".catchword-")) {
            assert!(child.try_wait().unwrap().is_none(), "the build ended before it wrote anything");
            std::thread::sleep(Duration::from_millis(1));
        }
        kill_process(Pid::from_child(&child), signal).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = crate::text_of(&output);
        assert_eq!(output.status.code(), Some(130), "{said}");
        assert!(said.contains("the build was stopped"), "{said}");
        assert_eq!(place.files("blog"), before);
        assert!(!names(&place.path("blog")).iter().any(|name| name.starts_with(".catchword") || name == "dist"));
    }
    assert!(build().output().unwrap().status.success());
    assert!(place.path("blog/dist/images/11.txt").is_file());
}

/// The page of an app that does nothing.
const SHELL: &str = "<!doctype html><head><title>Catchword</title>\
    <script data-base=\"/\" data-js=\"/app-1.js\" data-wasm=\"/app-1.wasm\" src=\"/start.js\"></script></head>\
    <body></body>";
