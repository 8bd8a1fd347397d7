//! From the program alone to a site on the web, as an author goes: there is neither cargo nor Node.js on this computer, and the
//! only other program is git.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::harness::{Host, Process, visit};

/// A computer with the program, git, and a home folder.
struct Computer {
    folder: tempfile::TempDir,
}

impl Computer {
    fn new() -> Computer {
        let folder = tempfile::Builder::new().prefix("Eigene Dateien ").tempdir().unwrap();
        fs::create_dir_all(folder.path().join("bin")).unwrap();
        fs::create_dir_all(folder.path().join("home")).unwrap();
        let program = env::var_os("CATCHWORD_BIN").expect("`cargo xtask test` names the program");
        fs::copy(program, folder.path().join("bin/catchword")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(git(), folder.path().join("bin/git")).unwrap();
        Computer { folder }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A command as the author types it in a folder.
    fn command(&self, program: &str, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.at("bin").join(program));
        command.args(arguments).current_dir(self.at(folder));
        command.env_clear().env("PATH", self.at("bin")).env("HOME", self.at("home"));
        // git looks for the parts of itself where it was built for.
        for (name, value) in [("GIT_AUTHOR_NAME", "Ada"), ("GIT_AUTHOR_EMAIL", "ada@example.org")] {
            command.env(name, value).env(name.replace("AUTHOR", "COMMITTER"), value);
        }
        command
    }

    #[track_caller]
    fn run(&self, program: &str, folder: &str, arguments: &[&str]) -> String {
        let output = self.command(program, folder, arguments).output().unwrap();
        assert!(output.status.success(), "{program} {arguments:?}: {}", said(&output));
        said(&output)
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Where git is on this machine.
fn git() -> PathBuf {
    let paths = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&paths).map(|folder| folder.join("git")).find(|git| git.is_file());
    found.expect("git is needed for the tests, as for the project")
}

#[test]
fn from_the_program_alone_to_a_site_on_the_web() {
    let computer = Computer::new();
    let said = computer.run(
        "catchword",
        "home",
        &["init", "my blog", "--yes", "--title", "Quiet", "--author", "Ada", "--url", "https://quiet.mine/"],
    );
    assert!(said.contains("catchword serve"), "{said}");
    let blog = "home/my blog";
    let path = computer.run("catchword", blog, &["new", "The long repair"]);
    assert!(path.contains("the-long-repair.md"), "{path}");
    let essay = computer.at(blog).join("essays/the-long-repair.md");

    // A saved essay is seen.
    let server = Process::start(&mut computer.command("catchword", blog, &["serve"]));
    let site = server.wait_for_line(|line| line.strip_prefix("Your site is at ").map(str::to_owned));
    visit(|tab| {
        tab.open(&format!("{site}essays/the-long-repair/"));
        let mut text = fs::read_to_string(&essay).unwrap();
        text.push_str("\nThe quarrel was about a boat.\n");
        fs::write(&essay, &text).unwrap();
        tab.wait_until("the text is seen", "document.querySelector('main').textContent.includes('about a boat')");
        tab.expect_no_full_load();
        // Leaves the server before it ends.
        tab.open(&tab.dist.home().path);
    });
    drop(server);

    // It is built, and put on the web.
    let text = fs::read_to_string(&essay).unwrap();
    fs::write(&essay, text.replace("draft = true\n", "")).unwrap();
    let said = computer.run("catchword", blog, &["build"]);
    assert!(computer.at(blog).join("dist/essays/the-long-repair/index.html").is_file(), "{said}");
    computer.run("git", "home", &["init", "--quiet", "--bare", "web.git"]);
    let settings = computer.at(blog).join("site.toml");
    let text = fs::read_to_string(&settings).unwrap();
    // As the author does who reads what stands over these lines.
    let text = text.replace("#to = \"git\"", "to = \"git\"").replace("#branch = \"gh-pages\"", "branch = \"pages\"");
    let text = text.replace("#repository = \"git@github.com:my-name/my-blog.git\"", "repository = \"../web.git\"");
    fs::write(&settings, text).unwrap();
    let said = computer.run("catchword", blog, &["publish", "--yes"]);
    assert!(said.contains("Published to"), "{said}");

    // What readers get.
    computer.run("git", "home", &["clone", "--quiet", "--branch", "pages", "web.git", "web"]);
    let web = computer.at("home/web");
    visit(|tab| {
        let host = Host::start(&web, "/");
        tab.open(&format!("{}/essays/the-long-repair/", host.origin()));
        tab.wait_until("the text is there", "document.querySelector('main').textContent.includes('about a boat')");
        tab.open(&tab.dist.home().path);
    });
    assert_eq!(listed(&computer.at(blog)), ["addresses.lock", "dist", "essays", "pages", "site.toml"]);
}

/// What an author sees in a folder.
fn listed(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}
