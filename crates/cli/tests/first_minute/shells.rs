//! Completions, the manual, and the help of each command.

use std::process::Command;

use crate::Place;

/// The commands that `--help` lists.
fn commands(place: &Place) -> Vec<String> {
    let help = place.said("", &["--help"]);
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.map(|line| line.split_whitespace().next().unwrap().to_owned()).filter(|name| name != "help").collect()
}

#[test]
fn every_command_has_help_with_an_example() {
    let place = Place::new();
    let commands = commands(&place);
    assert!(
        ["init", "new", "check", "build", "addresses", "completions", "man"]
            .iter()
            .all(|name| commands.contains(&(*name).to_owned()))
    );
    for command in commands {
        let help = place.said("", &["help", &command]);
        assert_eq!(help, place.said("", &[&command, "--help"]));
        let example = help.split("Example").nth(1).unwrap_or_else(|| panic!("{command} has no example"));
        assert!(example.contains(&format!("\n  catchword {command}")), "{help}");
    }
}

#[test]
fn completions_are_scripts_of_their_shells() {
    let place = Place::new();
    for (shell, check) in [
        ("bash", Some(("bash", "-n"))),
        ("zsh", Some(("zsh", "-n"))),
        ("fish", Some(("fish", "--no-execute"))),
        ("powershell", None),
        ("elvish", Some(("elvish", "-compileonly"))),
    ] {
        let script = String::from_utf8(place.run("", &["completions", shell]).stdout).unwrap();
        // The steps for Trunk are nothing for authors.
        assert!(!script.contains("pre-build"), "{shell}");
        for word in ["init", "data-only", "language"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
        place.write("script", &script);
        let Some((program, option)) = check else { continue };
        match Command::new(program).arg(option).arg(place.path("script")).output() {
            Ok(output) => assert!(output.status.success(), "{shell}: {}", crate::text_of(&output)),
            Err(_) => eprintln!("{program} is not installed: its script was not read"),
        }
    }
    let said = place.refused(2, "", &["completions", "nosh"]);
    assert!(said.contains("`nosh` can't stand after `catchword completions`") && said.contains("`bash`"), "{said}");
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let place = Place::new();
    let page = place.said("", &["man"]);
    assert!(page.contains(".TH catchword 1") && page.contains("catchword\\-init(1)"), "{page}");
    place.said("", &["man", "--out", "man/größe"]);
    let mut expected: Vec<String> = commands(&place).iter().map(|name| format!("catchword-{name}.1")).collect();
    expected.extend(["catchword.1", "catchword-theme-new.1"].map(str::to_owned));
    expected.sort();
    assert_eq!(place.files("man/größe").into_iter().collect::<Vec<_>>(), expected);
    assert!(place.read("man/größe/catchword-init.1").contains("catchword init my\\-blog"));
    // `groff` is what `man` formats pages with.
    if let Ok(output) =
        Command::new("groff").args(["-man", "-Tascii", "-ww"]).arg(place.path("man/größe/catchword.1")).output()
    {
        assert!(output.status.success() && output.stderr.is_empty(), "{}", crate::text_of(&output));
    }
}
