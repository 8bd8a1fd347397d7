//! `catchword new`.

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;

use crate::Place;

/// The file that `new` prints.
fn made(place: &Place, arguments: &[&str]) -> String {
    let output = place.run("blog", &[&["new"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", crate::text_of(&output));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

#[test]
fn a_title_becomes_a_draft() {
    let place = Place::with_site();
    let table: &[(&[&str], &str, &str)] = &[
        (&["The long repair"], "essays/the-long-repair.md", "title = \"The long repair\""),
        (&["It", "needs", "no", "quotes"], "essays/it-needs-no-quotes.md", "title = \"It needs no quotes\""),
        (&["He said \"no\""], "essays/he-said-no.md", "title = 'He said \"no\"'"),
        (&["It's \"here\" \\ there"], "essays/its-here-there.md", "title = \"It's \\\"here\\\" \\\\ there\""),
        (&["Тишина 🙂"], "", "title = \"Тишина 🙂\""),
        (&["沉默"], "essays/chen-mo.md", "title = \"沉默\""),
        (&[" two\nlines\t "], "essays/two-lines.md", "title = \"two lines\""),
        (&["--", "- or +, that is the question"], "essays/or-that-is-the-question.md", "title = \"- or +, that is"),
        (&["…", "--slug", "dots"], "essays/dots.md", "title = \"…\"\nslug = \"dots\""),
        (&["About me", "--page"], "pages/about-me.md", "title = \"About me\"\ndraft = true"),
        // An essay and a page may have one slug.
        (&["About me"], "essays/about-me.md", "title = \"About me\""),
        (&["tags"], "essays/tags.md", "title = \"tags\""),
    ];
    for (arguments, path, fields) in table {
        let printed = made(&place, arguments);
        assert!(printed == *path || path.is_empty(), "{printed}");
        let text = place.read(&format!("blog/{printed}"));
        assert!(
            text.starts_with("+++\n") && text.contains(fields) && text.ends_with("draft = true\n+++\n\n"),
            "{text}"
        );
        assert_eq!(text.contains("\ndate = 20"), printed.starts_with("essays/"), "{text}");
    }
    let said = place.said("blog", &["check", "--strict"]);
    assert_eq!(said, format!("1 essay, 1 page, and {} drafts: everything is well.\n", table.len()));
}

#[test]
fn the_day_is_that_of_the_sites_time_zone() {
    let place = Place::with_site();
    let settings = place.read("blog/site.toml");
    // 26 hours apart: never the same day.
    let days = ["Pacific/Kiritimati", "Etc/GMT+12"].map(|zone| {
        place.write("blog/site.toml", &settings.replace("timezone = \"UTC\"", &format!("timezone = \"{zone}\"")));
        let path = made(&place, &[zone]);
        place.read(&format!("blog/{path}")).lines().find(|line| line.starts_with("date = ")).unwrap().to_owned()
    });
    assert!(days[0] > days[1], "{days:?}");
}

#[test]
fn a_title_that_makes_no_file_is_told() {
    let place = Place::with_site();
    place.write("blog/essays/2020/old.md", "+++\ntitle = \"The old one\"\ndate = 2020-01-01\n+++\n\nText.\n");
    place.write("blog/essays/there.md", "+++\ntitle = \"Another\"\ndraft = true\n+++\n\nText.\n");
    let before = place.files("blog");
    let table: &[(&[&str], &str)] = &[
        (&[""], "the title is empty"),
        (&["  \n "], "the title is empty"),
        (&["…"], "the title \"…\" has no letter or digit to make an address from"),
        (&["The old one"], "`essays/2020/old.md` has this address already: `the-old-one`"),
        (&["x", "--slug", "the-old-one"], "`essays/2020/old.md` has this address already"),
        (&["There"], "there is already a file `essays/there.md`"),
        (&["Another"], "`essays/there.md` has this address already: `another`"),
        (&["x", "--slug", "Größe 1"], "such as `--slug grosse-1`"),
        (&["Tags", "--page"], "a page can't be at the address `/tags/`"),
        (&["About", "--page"], "`pages/about.md` has this address already: `about`"),
        (&["Essays", "--page"], "because the site itself needs that address"),
    ];
    for (arguments, words) in table {
        let said = place.refused(2, "blog", &[&["new"], *arguments].concat());
        assert!(said.contains(words), "{arguments:?}: {said}");
        assert_eq!(place.files("blog"), before, "{arguments:?}");
    }
    assert!(place.refused(2, "blog", &["new"]).contains("the title is missing"));
    assert!(place.refused(2, "blog", &["new", "- or +"]).contains("`catchword new -- \"- or +\"`"));
    assert!(place.refused(2, "blog", &["new", "A title", "--slog", "b"]).contains("did you mean `--slug`?"));
    place.write("blog/site.toml", "titel = \"A\"\n");
    assert!(place.refused(1, "blog", &["new", "A"]).contains("site.toml:1:1"));
}

#[test]
fn a_site_without_a_text_gets_its_first() {
    let place = Place::new();
    place.write("site.toml", "title = \"A\"\nurl = \"https://a.example/\"\n");
    assert!(place.said("", &["new", "Größe"]).contains("essays/grosse.md"));
    assert!(place.path("essays/grosse.md").is_file());
}

#[cfg(unix)]
#[test]
fn words_that_are_not_unicode_are_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::with_site();
    for words in [&[&b"new"[..], b"\xff"][..], &[b"\xff"], &[b"init", b"\xff", b"b"], &[b"new", b"- \xff"]] {
        let mut command = crate::command(&place.path("blog"), &[]);
        let output = command.args(words.iter().map(|word| OsStr::from_bytes(word))).output().unwrap();
        let said = crate::text_of(&output);
        assert!(output.status.code() == Some(2) && !said.contains("panicked"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn the_file_is_opened_in_the_authors_editor() {
    let place = Place::with_site();
    let editor = place.path("my editor");
    place.write("my editor", "#!/bin/sh\necho \"$@\" > \"$0.log\"\n");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    place.write("plain/vi", &place.read("my editor"));
    std::fs::set_permissions(place.path("plain/vi"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let open = |title: &str, variables: &[(&str, &str)]| {
        let mut command = crate::command(&place.path("blog"), &["new", title, "--open"]);
        let path = place.path("plain").display().to_string();
        command.env("PATH", path).envs(variables.iter().copied()).output().unwrap()
    };
    // A program with a space in its path, and a command with an option.
    assert!(open("One", &[("VISUAL", &editor.display().to_string()), ("EDITOR", "no")]).status.success());
    assert_eq!(place.read("my editor.log"), "essays/one.md\n");
    assert!(open("Two", &[("VISUAL", " "), ("EDITOR", "vi --wait")]).status.success());
    assert_eq!(place.read("plain/vi.log"), "--wait essays/two.md\n");

    for (title, variables, words) in [
        (
            "Three",
            &[("EDITOR", "nowhere -w")][..],
            "the editor `nowhere`, which the variable `EDITOR` names, can't be started",
        ),
        ("Four", &[], "there is no program to open `essays/four.md` with"),
    ] {
        let output = open(title, variables);
        let said = crate::text_of(&output);
        assert!(output.status.code() == Some(3) && said.contains(words), "{said}");
        assert!(said.contains("is there: open it yourself"), "{said}");
    }
    assert!(place.path("blog/essays/three.md").is_file() && place.path("blog/essays/four.md").is_file());
}
