//! nginx's and Caddy's files: what can be seen without a server.

use super::Sample;

#[test]
fn brackets_and_quotes_are_closed() {
    for base in ["/", "/blog/"] {
        let files = Sample::at(base).files();
        for name in ["_nginx.conf", "_Caddyfile"] {
            let text = &files[name];
            let plain: String = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
            assert_eq!(plain.matches('{').count(), plain.matches('}').count(), "{name}");
            assert_eq!(plain.matches('"').count() % 2, 0, "{name}");
            assert!(text.starts_with('#') && text.ends_with("}\n"), "{name}");
        }
    }
}

#[test]
fn old_addresses_are_compared_after_decoding() {
    let files = Sample::at("/blog/").files();
    for name in ["_nginx.conf", "_Caddyfile"] {
        for from in
            ["\"/2019/03/x.html\"", "\"/old path/ü\"", "\"/old path/ü/\"", "\"/blog/was/here\"", "\"/blog/was/here/\""]
        {
            assert!(files[name].contains(from), "{name} has no {from}");
        }
        assert!(!files[name].contains("x.html/"), "{name}: a file's address has no last slash");
    }
}

#[test]
fn a_site_in_a_folder_leaves_the_rest_of_the_host_alone() {
    let files = Sample::at("/blog/").files();
    let nginx = &files["_nginx.conf"];
    for line in nginx.lines().filter(|line| line.trim_start().starts_with("add_header")) {
        assert!(line.starts_with("    "), "outside of the site's own location: {line}");
    }
    assert!(nginx.contains("\nlocation = /blog { absolute_redirect off; return 301 /blog/$is_args$args; }\n"));
    let caddy = &files["_Caddyfile"];
    let outside: Vec<&str> =
        caddy.lines().filter(|line| line.starts_with(|first: char| first.is_alphabetic())).collect();
    assert!(outside.iter().all(|line| line.starts_with("redir ") || *line == "handle_path /blog/* {"), "{outside:?}");
}

/// nginx answers with the page for missing files by going there as to any other address, so its header is that page's.
/// The tests in a browser ask it.
#[test]
fn caddy_lets_nobody_keep_what_is_missing() {
    let caddy = &Sample::at("/").files()["_Caddyfile"];
    let (_, missing) = caddy.split_once("handle @hidden").unwrap();
    let answers = missing.matches("\t\trewrite * /404.html\n").count();
    assert_eq!(answers, 3);
    assert_eq!(missing.matches("\t\theader Cache-Control no-cache\n\t\trewrite * /404.html\n").count(), answers);
}
