//! Names of tags, series and authors.

use super::*;

#[test]
fn names_that_meet_are_told_and_an_address_of_its_own_parts_them() {
    let tagged = |tags: &str| GOOD.replace("2026-05-01\n", &format!("2026-05-01\ntags = [{tags}]\n"));
    let told_of = |site: &str, tags: &str| told(site, &[("one.md", &tagged(tags))]);
    for (tags, count) in [
        ("\"C\", \"C++\", \"C#\"", 2),
        ("\"año\", \"ano\"", 1),
        ("\"Ängste\", \"Angste\"", 1),
        ("\"self care\", \"self-care\"", 1),
        ("\"Repair\", \"repair\", \"REPAIR\"", 0),
        ("\"año\", \"an\u{303}o\", \"AÑO\"", 0),
        ("\"Straße\", \"STRASSE\"", 0),
    ] {
        let told = told_of(SITE, tags);
        assert_eq!(told.len(), count, "{tags} {told:#?}");
        assert!(told.iter().all(|told| told.starts_with("same-tag: ")), "{told:#?}");
    }
    for (count, most) in [(100, None), (102, Some("there are 102 tags here, and there can be at most 100"))] {
        let tags: Vec<String> = (0..count).map(|number| format!("\"tag {number}\"")).collect();
        let told = told_of(SITE, &tags.join(", "));
        assert_eq!(told.len(), usize::from(most.is_some()), "{told:#?}");
        assert!(most.is_none_or(|most| told[0].contains(most)), "{told:#?}");
    }
    assert!(told_of(SITE, "\"C\", \"C++\"")[0].contains("`\"C++\" = \"cpp\"`"));
    let site = format!("{SITE}[tags]\n\"c++\" = \"cpp\"\n\"++\" = \"plus\"\n");
    assert_eq!(told_of(&site, "\"C\", \"C++\", \"++\""), [""; 0]);
    assert_eq!(told_of(&site, "\"cpp\", \"C++\", \"++\"").len(), 1);

    let part = |name: &str, series: &str| GOOD.replace("\"One\"\n", &format!("\"{name}\"\nseries = \"{series}\"\n"));
    let told = told(SITE, &[("a.md", &part("A", "C")), ("b.md", &part("B", "C++")), ("c.md", &part("C", "c"))]);
    assert!(told.len() == 1 && told[0].contains("they would be one series"), "{told:?}");
}

#[test]
fn an_author_who_is_almost_one_of_the_sites_is_told() {
    let site = format!("{SITE}authors = [{{ name = \"Ana García\" }}, {{ name = \"Ben\" }}]\n");
    for (author, count) in
        [("Ana Garcia", 1), ("Ana Garcìa", 1), ("ana garcía", 1), ("Ana García", 0), ("Cleo Other", 0)]
    {
        let told = told(&site, &[("one.md", &with_line(&format!("author = \"{author}\"")))]);
        assert_eq!(told.len(), count, "{author} {told:?}");
    }
}

#[test]
fn names_that_are_several_are_told_unless_the_site_knows_them() {
    let site = format!(
        "{SITE}authors = [{{ name = \"Ana\" }}, {{ name = \"Simon and Schuster\" }}]\n[tags]\n\"Paris, Texas\" = \"paris\"\n\"#MeToo\" = \"metoo\"\n"
    );
    let table: &[(&str, Option<&str>)] = &[
        ("author = \"Ana and Cleo\"", Some("`authors = [\"Ana\", \"Cleo\"]`")),
        ("author = \"Ines Vega & Cleo Park\"", Some("`authors = [\"Ines Vega\", \"Cleo Park\"]`")),
        (
            "author = \"By Cleo\"",
            Some(
                "write `author = \"Cleo\"`; if the name is right as it is, add it to `authors` in `site.toml`: `{ name = \"By Cleo\" }`",
            ),
        ),
        ("author = \"by Cleo and Ana\"", Some("`authors = [\"Cleo\", \"Ana\"]`")),
        ("authors = [\"Cleo; Ines\"]", Some("`authors = [\"Cleo\", \"Ines\"]`")),
        ("authors = [\"Ana, Cleo\", \"Ines\"]", Some("`authors = [\"Ana\", \"Cleo\", \"Ines\"]`")),
        ("authors = [\"Cleo\", \"Cleo\"]", Some("remove one of the two")),
        ("author = \"Simon and Schuster\"", None),
        ("author = \"King, Stephen\"", None),
        ("author = \"Cleo and friends\"", None),
        ("author = \"Byron\"", None),
        ("tags = [\"a, b\"]", Some("`\"a\", \"b\"`")),
        ("tags = [\"a; b\", \"c\"]", Some("`\"a\", \"b\"`")),
        ("tags = [\"a\", \"a, b\"]", Some("`\"a\", \"b\"`")),
        ("tags = [\"a,\"]", Some("begins or ends with a mark that is no part of it")),
        ("tags = [\", a\"]", Some("write `\"a\"`")),
        ("tags = [\"a，b\"]", Some("`\"a\", \"b\"`")),
        ("tags = [\"Bread, Boats\", \"Boats\"]", Some("`\"Bread\", \"Boats\"`")),
        ("tags = [\"1,000 islands, boats, repair\"]", Some("`\"1,000 islands\", \"boats\", \"repair\"`")),
        ("tags = [\"Vienna, Austria\"]", None),
        ("tags = [\"1,000 islands\"]", None),
        ("tags = [\"1,000 islands\", \"000 islands\"]", None),
        ("tags = [\"#a\"]", Some("write `\"a\"`")),
        ("tags = [\"#a #b\"]", Some("`\"a\", \"b\"`")),
        ("tags = [\"Paris, Texas\", \"#MeToo\"]", None),
        ("tags = [\"London, England\", \"sea\"]", None),
        ("tags = [\"C#\", \" a \"]", None),
    ];
    for (line, words) in table {
        let told = told(&site, &[("one.md", &with_line(line))]);
        let told: Vec<&String> = told.iter().filter(|told| told.starts_with("unlikely-name: ")).collect();
        assert_eq!(told.len(), usize::from(words.is_some()), "{line} {told:#?}");
        assert!(words.is_none_or(|words| told[0].contains(words)), "{line} {told:#?}");
    }
}

#[test]
fn an_essay_is_signed_by_those_who_wrote_it() {
    let site = "title = \"A\"\nurl = \"https://example.org/\"\nauthors = [{ name = \"Ana\", url = \"/tags/\" }, { name = \"Ben\" }]\n";
    let signed = |line: &str| {
        let content = content(site, &[("one.md", &with_line(line))]);
        let out = tempfile::tempdir().unwrap();
        catchword_press::build(content.path(), &out.path().join("site"), Edition::ANY_DAY).unwrap();
        let text = std::fs::read_to_string(out.path().join("site/essays/one/index.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        (json["authors"].to_string(), json["_catchword"]["byline"].as_str().unwrap_or_default().to_owned())
    };
    let ana = "{\"name\":\"Ana\",\"url\":\"https://example.org/tags/\"}";
    let table = [
        ("summary = \"x\"", format!("[{ana}]"), "By Ana"),
        ("author = \"Ben\"", "[{\"name\":\"Ben\"}]".to_owned(), "By Ben"),
        ("author = \"Ana\"", format!("[{ana}]"), "By Ana"),
        ("authors = [\"Cleo\", \"Ana\"]", format!("[{{\"name\":\"Cleo\"}},{ana}]"), "By Cleo and Ana"),
        (
            "authors = [\"Ana\", { name = \"Inés\", url = \"https://ines.example/\" }]\nlang = \"es\"",
            format!("[{ana},{{\"name\":\"Inés\",\"url\":\"https://ines.example/\"}}]"),
            "Por Ana e Inés",
        ),
    ];
    for (line, authors, byline) in table {
        assert_eq!(signed(line), (authors, byline.to_owned()), "{line}");
    }
}
