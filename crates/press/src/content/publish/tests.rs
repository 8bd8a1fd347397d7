//! What the table may say, and what is said about the rest.

use super::super::settings;
use super::{Destination, Server};
use crate::read::text_file;
use crate::source::ContentPath;

fn read_table(table: &str) -> (Option<Destination>, Vec<String>) {
    let text = format!("title = \"T\"\nurl = \"https://example.org/\"\n[publish]\n{table}\n");
    let path = ContentPath::resolve("", "site.toml").unwrap();
    let (settings, _, problems) = settings::read(&text_file("site.toml".to_owned(), path, text.into_bytes()));
    let said = |problem: &crate::Problem| format!("{problem}; {}", problem.advice().unwrap_or_default());
    (settings.and_then(|settings| settings.publish), problems.iter().map(said).collect())
}

#[test]
fn reads_every_place() {
    let server = |port| Server { host: "me@example.org".to_owned(), port, path: "/var/www/my blog".to_owned() };
    let git = |repository: &str, branch: &str| Destination::Git {
        repository: repository.to_owned(),
        branch: branch.to_owned(),
    };
    let table = [
        ("to = \"git\"\nrepository = \"git@github.com:me/blog.git\"", git("git@github.com:me/blog.git", "gh-pages")),
        ("to = \"git\"\nrepository = \"../my blög\"\nbranch = \"a/b\"", git("../my blög", "a/b")),
        (
            "to = \"git\"\nrepository = \"https://me@github.com/me/blog\"",
            git("https://me@github.com/me/blog", "gh-pages"),
        ),
        ("to = \"rsync\"\nhost = \"me@example.org\"\npath = \"/var/www/my blog/\"", Destination::Rsync(server(None))),
        (
            "to = \"sftp\"\nhost = \"me@example.org:2222\"\npath = \"/var/www/my blog\"",
            Destination::Sftp(server(Some(2222))),
        ),
        ("to = \"netlify\"\nsite = \"a.netlify.app\"", Destination::Netlify { site: "a.netlify.app".to_owned() }),
        (
            "to = \"s3\"\nbucket = \"b\"\nregion = \"auto\"\nendpoint = \"https://s3.example.com\"",
            Destination::S3 {
                bucket: "b".to_owned(),
                region: "auto".to_owned(),
                endpoint: Some("https://s3.example.com/".to_owned()),
            },
        ),
    ];
    for (text, read) in table {
        assert_eq!(read_table(text), (Some(read), Vec::new()), "{text}");
    }
}

#[test]
fn every_mistake_has_a_sentence() {
    let table = [
        ("branch = \"a\"", "`to` is missing in `publish`; add `to = \"git\"`"),
        ("to = \"ftp\"\nhost = \"a\"", "`to` can't be \"ftp\"; it can be one of `git`, `rsync`"),
        ("to = \"git\"", "`repository` is missing"),
        ("to = \"git\"\nrepository = \"--upload-pack=x\"", "this is not the address of a repository"),
        ("to = \"git\"\nrepository = \"https://me:pw@example.org/a\"", "there is a password in this address"),
        ("to = \"git\"\nrepository = \"https://ghp_0123456789abcdefghij@github.com/a\"", "there is a password"),
        ("to = \"git\"\nrepository = \"a\"\nbranch = \"a b\"", "\"a b\" can't be the name of a branch"),
        ("to = \"git\"\nrepository = \"a\"\nbranch = \"HEAD\"", "\"HEAD\" can't be the name of a branch"),
        ("to = \"git\"\nrepository = \"a\"\nbranch = \"refs/heads/x\"", "\"refs/heads/x\" can't be the name"),
        ("to = \"git\"\nrepository = \"a\"\nbranch = \"+x\"", "\"+x\" can't be the name of a branch"),
        ("to = \"git\"\nrepository = \"a\"\nbranch = \"-f\"", "\"-f\" can't be the name of a branch"),
        ("to = \"git\"\nrepository = \"a\"\nhost = \"b\"", "`host` is not a field that `publish` can have"),
        ("to = \"rsync\"\nhost = \"-oProxyCommand=x\"\npath = \"a\"", "is not the name of a server"),
        ("to = \"rsync\"\nhost = \"me@-x\"\npath = \"a\"", "is not the name of a server"),
        (
            "to = \"rsync\"\nhost = \"me@a.org:/var/www\"\npath = \"a\"",
            "`host = \"me@a.org\"` and `path = \"/var/www\"`",
        ),
        ("to = \"sftp\"\nhost = \"me:pw@a.org\"\npath = \"a\"", "there is a password"),
        ("to = \"sftp\"\nhost = \"ssh://me:pw@a.org\"\npath = \"a\"", "there is a password"),
        ("to = \"sftp\"\nhost = \"ssh://me@a.org\"\npath = \"a\"", "is not the name of a server"),
        ("to = \"sftp\"\nhost = \"a.org\"", "`path` is missing"),
        ("to = \"sftp\"\nhost = \"a.org\"\npath = \"/\"", "the site can't be put into \"/\""),
        ("to = \"sftp\"\nhost = \"a.org\"\npath = \"~/www\"", "begins in your own folder"),
        ("to = \"netlify\"", "`site` is missing"),
        ("to = \"netlify\"\nsite = \"https://a.netlify.app/\"", "`site = \"a.netlify.app\"`"),
        ("to = \"netlify\"\nsite = \"a\"\ntoken = \"x\"", "environment variable `NETLIFY_AUTH_TOKEN`"),
        ("to = \"s3\"\nbucket = \"../other\"", "is not the name of a bucket"),
        ("to = \"s3\"\nbucket = \"b\"\nendpoint = \"s3.example.com\"", "`endpoint` is not the address"),
        ("to = \"s3\"\nbucket = \"b\"\nendpoint = \"https://a:b@s3.example.com\"", "there is a password"),
        ("to = \"s3\"\nbucket = \"b\"\nsecret_access_key = \"x\"", "a secret can't be in `site.toml`"),
    ];
    for (text, said) in table {
        let (read, problems) = read_table(text);
        assert!(problems.len() == 1 && problems[0].contains(said), "{text}: {problems:?}");
        let is_extra = text.contains("token") || text.contains("secret") || said.contains("is not a field");
        assert_eq!(read.is_some(), is_extra, "{text}");
    }
}
