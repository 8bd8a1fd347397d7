//! What `catchword publish` does and says, with a repository as the place.

use std::process::Command;

use crate::{Project, essay, exists, text_of};

const PUBLISH: [&str; 3] = ["publish", "--app", "app"];
const PUBLISH_NOW: [&str; 4] = ["publish", "--app", "app", "--yes"];

/// A project with two essays, inside a repository of the author's, and an empty repository beside it.
fn project() -> Project {
    let project = Project::new(&[
        ("essays/one.md", &essay("One", "date = 2020-05-01", "Text.")),
        ("essays/two.md", &essay("Two", "date = 2020-06-01", "Text.")),
    ]);
    project.write("content/site.toml", &settings("to = \"git\"\nrepository = \"../my place.git\""));
    git(&project, &["init", "--quiet", "."]);
    git(&project, &["init", "--quiet", "--bare", "my place.git"]);
    project
}

fn settings(publish: &str) -> String {
    format!("title = \"A site\"\nurl = \"https://site.mine/\"\n\n[publish]\n{publish}\n")
}

fn git(project: &Project, arguments: &[&str]) -> String {
    let output = Command::new("git").args(arguments).current_dir(project.path(".")).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", text_of(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// What the place has.
fn shown(project: &Project, path: &str) -> Option<String> {
    let file = format!("gh-pages:{path}");
    let output = Command::new("git").args(["show", &file]).current_dir(project.path("my place.git")).output().unwrap();
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_plan_comes_first_and_changes_nothing() {
    let project = project();
    let said = project.refused(&PUBLISH);
    assert!(said.contains("Looking at the branch `gh-pages` of `"), "{said}");
    assert!(said.contains(" files new, 0 changed, 0 deleted, 0 as before. "), "{said}");
    assert!(
        said.contains("nothing was published: there is nobody here to ask") && said.contains("add `--yes`"),
        "{said}"
    );
    assert_eq!(shown(&project, "index.html"), None);

    let said = project.said(&PUBLISH_NOW);
    assert!(said.contains("Published to the branch `gh-pages` of `"), "{said}");
    assert!(shown(&project, "essays/one/index.html").is_some() && shown(&project, ".nojekyll").is_some());
    let said = project.said(&PUBLISH_NOW);
    assert!(said.ends_with("It has this site already. There is nothing to do.\n"), "{said}");

    project.write("content/essays/three.md", &essay("Three", "date = 2020-07-01", "Text."));
    let said = project.said(&PUBLISH_NOW);
    assert!(said.contains("\n  + essays/three/index.html\n") && said.contains("\n  ~ index.html\n"), "{said}");
    assert!(!said.contains(".br\n") && !said.contains("essays/three/index.json\n"), "{said}");
}

#[test]
fn an_address_that_would_vanish_stops_it() {
    let project = project();
    project.said(&PUBLISH_NOW);
    project.remove("content/essays/two.md");
    let said = project.refused(&PUBLISH_NOW);
    assert!(said.contains("vanished-address") && !said.contains("Looking at"), "{said}");
    assert!(shown(&project, "essays/two/index.html").is_some());
    project.said(&["addresses", "--accept"]);
    let said = project.said(&PUBLISH_NOW);
    assert!(said.contains("\n  - essays/two/index.html\n"), "{said}");
    assert_eq!(shown(&project, "essays/two/index.html"), None);
}

#[test]
fn the_authors_own_repository_is_not_touched() {
    let project = project();
    project.write("staged.txt", "staged");
    git(&project, &["add", "staged.txt"]);
    let before = git(&project, &["status", "--porcelain", "--untracked-files=no"]);
    // As in a hook of git.
    let output = Command::new(env!("CARGO_BIN_EXE_catchword"))
        .args(PUBLISH_NOW)
        .current_dir(project.path("."))
        .env("NO_COLOR", "1")
        .env("GIT_DIR", project.path(".git"))
        .env("GIT_INDEX_FILE", project.path(".git/index"))
        .env("GIT_WORK_TREE", project.path("."))
        // Nobody has told git who they are.
        .env("HOME", project.path("nowhere"))
        .env("XDG_CONFIG_HOME", project.path("nowhere"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text_of(&output));
    assert_eq!(git(&project, &["status", "--porcelain", "--untracked-files=no"]), before);
    assert_eq!(git(&project, &["branch", "--all"]), "");
    assert!(!exists(&project.path(".git/shallow")));
    let author = ["--git-dir", "my place.git", "log", "--format=%an <%ae>", "gh-pages"];
    assert_eq!(git(&project, &author), "Catchword <catchword@localhost>\n");
}

#[test]
fn what_is_missing_is_said_with_what_to_write() {
    let project = project();
    project.write("content/site.toml", "title = \"A site\"\nurl = \"https://example.org/\"\n");
    let said = project.refused(&PUBLISH);
    assert!(!exists(&project.path("content/addresses.lock")), "it has built first");
    assert!(said.contains("does not say where the site should be published"), "{said}");
    assert!(said.contains("[publish]") && said.contains("to = \"git\""), "{said}");

    for example in ["https://example.org/", "https://blog.example.com/a/", "https://second-chair.example/"] {
        let text = settings("to = \"git\"\nrepository = \"../my place.git\"").replace("https://site.mine/", example);
        project.write("content/site.toml", &text);
        let said = project.refused(&PUBLISH_NOW);
        assert!(said.contains("still an example") && said.contains("write after `url`"), "{said}");
    }
    assert_eq!(shown(&project, "index.html"), None);

    project.write("content/site.toml", &settings("to = \"git\"\nrepository = \"no such.git\""));
    let said = project.refused(&["publish"]);
    assert!(said.contains("there is no app") && !said.contains("--data-only"), "{said}");

    let said = project.refused(&PUBLISH_NOW);
    assert!(said.contains("there is no repository `no such.git`, or you may not see it"), "{said}");

    project.write("content/site.toml", &settings("to = \"netlify\"\nsite = \"a.netlify.app\"\ntoken = \"x\""));
    let said = project.refused(&PUBLISH_NOW);
    assert!(said.contains("a secret can't be in `site.toml`") && said.contains("site.toml:7:1"), "{said}");

    for (place, variable) in [
        ("to = \"netlify\"\nsite = \"a.netlify.app\"", "NETLIFY_AUTH_TOKEN"),
        ("to = \"s3\"\nbucket = \"a\"", "AWS_ACCESS_KEY_ID"),
    ] {
        project.write("content/site.toml", &settings(place));
        let output = Command::new(env!("CARGO_BIN_EXE_catchword"))
            .args(PUBLISH_NOW)
            .current_dir(project.path("."))
            .env("NO_COLOR", "1")
            .env_remove(variable)
            .output()
            .unwrap();
        let said = text_of(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("the environment variable `{variable}` is not set")), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_repository_is_seen_from_the_folder_of_the_settings() {
    let project = project();
    // In the author's folder there is another one by chance.
    git(&project, &["init", "--quiet", "--bare", "content/essays/my place.git"]);
    project.write("content/site.toml", &settings("to = \"git\"\nrepository = \"my place.git\""));
    git(&project, &["init", "--quiet", "--bare", "content/my place.git"]);
    let output = Command::new(env!("CARGO_BIN_EXE_catchword"))
        .args(["publish", "--app", "../../app", "--yes"])
        .current_dir(project.path("content/essays"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text_of(&output));
    let branches = |place: &str| git(&project, &["--git-dir", place, "branch", "--list"]);
    assert!(branches("content/my place.git").contains("gh-pages"));
    assert_eq!(branches("content/essays/my place.git"), "");
}

#[test]
fn a_program_that_is_not_installed_is_named() {
    let project = project();
    for (place, program) in [
        ("to = \"git\"\nrepository = \"../my place.git\"", "git"),
        ("to = \"rsync\"\nhost = \"me@example.org\"\npath = \"/var/www\"", "rsync"),
        ("to = \"sftp\"\nhost = \"me@example.org\"\npath = \"/var/www\"", "sftp"),
    ] {
        project.write("content/site.toml", &settings(place));
        let output = Command::new(env!("CARGO_BIN_EXE_catchword"))
            .args(PUBLISH_NOW)
            .current_dir(project.path("."))
            .env("NO_COLOR", "1")
            .env("PATH", project.path("nowhere"))
            .output()
            .unwrap();
        let said = text_of(&output);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains(&format!("the program `{program}` is not installed on this computer")), "{said}");
    }
}
