//! Where the content is, and where a site goes.

use crate::Place;

#[test]
fn a_command_finds_the_site_from_anywhere_in_its_folder() {
    let place = Place::with_site();
    place.write("blog/essays/deep/er/two.md", "+++\ntitle = \"Two\"\ndate = 2020-01-01\n+++\n\n[x](no.md)\n");
    for (folder, shown) in [
        ("blog", "essays/deep/er/two.md"),
        ("blog/pages", "../essays/deep/er/two.md"),
        ("blog/essays/deep/er", "../../../essays/deep/er/two.md"),
    ] {
        let said = place.refused(1, folder, &["check"]);
        assert!(said.contains(&format!("[{shown}:6:5]")), "{said}");
    }
    let said = place.refused(1, "", &["check", "--content", "blog"]);
    assert!(said.contains("[blog/essays/deep/er/two.md:6:5]"), "{said}");

    let said = place.refused(2, "", &["check"]);
    assert!(said.contains("there is no site here") && said.contains("`catchword init my-blog`"), "{said}");
}

#[test]
fn a_site_goes_beside_its_settings_and_is_never_read() {
    let place = Place::with_site();
    let table: &[(&[&str], &str)] =
        &[(&[], "data"), (&["--drafts"], "drafts"), (&["--future"], "preview"), (&["--date", "2026-11-28"], "preview")];
    place.write("blog/essays/first-essay.md", "+++\ntitle = \"First\"\ndate = 2020-01-01\n+++\n\nText.\n");
    for (arguments, out) in table {
        let said = place.said("blog/essays", &[&["build", "--data-only"], *arguments].concat());
        assert!(said.contains(&format!(" to ../.catchword/{out} in ")), "{said}");
        assert!(place.path(&format!("blog/.catchword/{out}/essays/first/index.json")).is_file());
    }
    // Twice: now there is a site to read by mistake.
    for _ in 0..2 {
        let said = place.said("blog", &["build", "--data-only", "--out", "dist"]);
        assert!(said.starts_with("Wrote 1 essay, 1 page, 4 lists and 0 files to dist in "), "{said}");
    }
    place.write("blog/dist/images/boat.md", "# A text that a build did not make");
    assert!(place.said("blog", &["check"]).contains("1 essay and 1 page: everything is well."));
    place.said("blog", &["build", "--data-only", "--out", "dist"]);
    assert!(place.path("blog/dist/images/boat.md").is_file());

    place.write("blog/essays/two.md", "+++\ntitle = \"Two\"\ndate = 2020-01-01\n+++\n\n[x](/dist/images/boat.md)\n");
    let said = place.refused(1, "blog", &["check"]);
    assert!(said.contains("a file that is not published") && said.contains("the folder `dist` is for"), "{said}");
}

#[test]
fn a_site_is_put_only_where_nothing_is_read() {
    let place = Place::with_site();
    place.write("blog/mine/dist/notes.txt", "mine");
    let before = place.files("blog");
    for out in [".", "essays", "site", "mine/dist", "essays/dist", ".git", "../blog", ".."] {
        let said = place.refused(2, "blog", &["build", "--data-only", "--out", out]);
        assert!(said.contains("Nothing was changed"), "{out}: {said}");
        assert_eq!(place.files("blog"), before, "{out}");
    }
    // A folder `dist` with something else in it stays as it is.
    place.write("blog/dist/notes.txt", "mine");
    let said = place.refused(2, "blog", &["build", "--data-only", "--out", "dist"]);
    assert!(said.contains("the folder `dist` holds other files"), "{said}");
    assert_eq!(place.files("blog/dist").len(), 1);
    for out in [".catchword/other", "_site", "dist/deep"] {
        place.said("blog", &["build", "--data-only", "--out", out]);
        assert!(place.path(&format!("blog/{out}/site.json")).is_file(), "{out}");
    }
    assert!(place.said("blog", &["check"]).contains("1 essay and 1 page: everything is well."));
}

#[test]
fn files_about_the_folder_are_no_content() {
    let place = Place::with_site();
    for file in [
        "README.md",
        "LICENSE.md",
        "CHANGELOG.md",
        "netlify.toml",
        "wrangler.toml",
        "package.json",
        ".github/workflows/a.yml",
        ".catchword/other/essays/one.md",
    ] {
        place.write(&format!("blog/{file}"), "# Words\n");
    }
    assert_eq!(place.said("blog", &["check", "--strict"]), "1 essay and 1 page: everything is well.\n");
    place.said("blog", &["build", "--data-only"]);
    let site = place.files("blog/.catchword/data");
    assert!(!site.iter().any(|path| path.contains("README") || path.contains("netlify")), "{site:?}");
}

#[test]
fn a_site_that_is_almost_one_is_told() {
    let place = Place::new();
    place.write("blog/site.toml.txt", "title = \"A\"\n");
    let said = place.refused(2, "blog", &["check"]);
    assert!(said.contains("there is no `site.toml`") && said.contains("give it the name `site.toml`"), "{said}");
    place.write("empty/site.toml", "title = \"A\"\nurl = \"https://a.example/\"\n");
    let said = place.refused(1, "empty", &["check"]);
    assert!(said.contains("there is no essay and no page in `/") && said.contains("empty`"), "{said}");
}
