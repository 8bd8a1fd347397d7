//! The status with which commands end.

use crate::Place;

#[test]
fn the_status_says_what_kind_of_mistake_it_is() {
    let place = Place::with_site();
    place.write("wrong/site.toml", "title = \"A\"\nurl = \"https://a.example/\"\n");
    place.write("wrong/essays/one.md", "+++\ntitle = \"One\"\ndate = 2020-01-01\n+++\n\n[x](no.md)\n");
    place.write("drafts/site.toml", "title = \"A\"\nurl = \"https://a.example/\"\n");
    place.write("drafts/essays/one.md", "+++\ntitle = \"One\"\ndraft = true\n+++\n\nText.\n");
    place.write("full/file", "");
    place.write("file/site.toml", "title = \"A\"\nurl = \"https://a.example/\"\n");
    place.write("file/essays", "");
    let table: &[(i32, &str, &[&str])] = &[
        (0, "blog", &["check"]),
        (0, "blog", &["build", "--data-only"]),
        (0, "blog", &["addresses"]),
        (0, "", &["help", "init"]),
        (0, "", &["--version"]),
        (1, "wrong", &["check"]),
        (1, "wrong", &["build", "--data-only"]),
        (1, "wrong", &["addresses"]),
        (1, "drafts", &["build", "--data-only"]),
        (2, "", &[]),
        (2, "", &["check"]),
        (2, "", &["check", "--content", "nowhere"]),
        (2, "", &["new", "A title"]),
        (2, "", &["chekc"]),
        (2, "blog", &["check", "--no-such-option"]),
        (2, "blog", &["build"]),
        (2, "blog", &["build", "--data-only", "--out", "."]),
        (2, "blog", &["addresses", "--accept", "/never/"]),
        (2, "blog", &["new", ""]),
        (2, "blog", &["new", "First essay"]),
        (2, "", &["init"]),
        (2, "", &["init", "full"]),
        (2, "", &["init", "new", "--language", "xx"]),
        (2, "", &["completions", "nosh"]),
        (3, "blog", &["build", "--app", "nowhere"]),
        (3, "blog", &["build", "--data-only", "--out", "../full/file/below"]),
        (3, "blog", &["new", "Another title", "--open"]),
        (3, "file", &["new", "A title"]),
        (3, "", &["init", "full/file/new"]),
        (3, "", &["man", "--out", "full/file"]),
    ];
    for (status, folder, arguments) in table {
        place.refused(*status, folder, arguments);
    }
}
