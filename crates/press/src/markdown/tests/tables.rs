//! Tables: their captions and names.

use super::html;

const TABLE: &str = "| a |\n|---|\n| b |\n";
const ROWS: &str =
    "<thead><tr><th scope=\"col\">a</th></tr></thead>\n<tbody>\n<tr><td>b</td></tr>\n</tbody>\n</table></div>";

fn table(name: &str, caption: &str) -> String {
    format!("<div class=\"table\" role=\"region\" tabindex=\"0\" {name}><table>\n{caption}{ROWS}")
}

#[test]
fn a_paragraph_below_a_table_is_its_caption() {
    let captioned = |caption: &str| {
        table("aria-labelledby=\"table-caption\"", &format!("<caption id=\"table-caption\">{caption}</caption>\n"))
    };
    assert_eq!(html(&format!("{TABLE}\nTable: B *c* [d](/d/)")), captioned("B <em>c</em> <a href=\"/d/\">d</a>"));
    assert_eq!(html(&format!("{TABLE}\nTable: *c*\nd\n\ne")), captioned("<em>c</em>\nd") + "\n<p>e</p>");
    assert_eq!(html(&format!("{TABLE}\nTable: <script>a</script>&lt;b")), captioned("&lt;b"));
    // These are no captions, and stay paragraphs.
    for below in ["Table:", "Table:b", "table: b", "A Table: b", "*Table: b*"] {
        let html = html(&format!("{TABLE}\n{below}"));
        assert!(html.starts_with(&table("aria-label=\"Table\"", "")) && !html.contains("<caption"), "{below}: {html}");
        assert!(html.ends_with("</p>"), "{below}: {html}");
    }
    assert!(!html("a\n\nTable: b").contains("<caption"));
}

#[test]
fn every_table_has_its_own_name() {
    let html =
        html(&format!("{TABLE}\nTable: a\n\n{TABLE}\nTable: b\n\n{TABLE}\nc[^n]\n\n[^n]: a\n\n    | a |\n    |---|\n"));
    for name in [
        "aria-labelledby=\"table-caption\"",
        "aria-labelledby=\"table-caption-2\"",
        "aria-label=\"Table 3\"",
        "aria-label=\"Table 4\"",
    ] {
        assert_eq!(html.matches(name).count(), 1, "{name}: {html}");
    }
}

#[test]
fn ten_thousand_tables_take_no_time() {
    let html = html(&format!("{TABLE}\nTable: c\n\n").repeat(10_000));
    assert_eq!(html.matches("<caption id=\"table-caption-").count(), 9_999);
}
