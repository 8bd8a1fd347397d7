//! What is left of a drawing.

use super::*;

fn drawing(inner: &str) -> String {
    format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 4 3\">{inner}</svg>")
}

fn read_text(text: &str) -> (Drawing, Option<(u32, u32)>) {
    let (drawing, size) = read(text.as_bytes().to_vec());
    (drawing, size.map(|size| (size.width, size.height)))
}

#[test]
fn reads_the_size_of_drawings() {
    let table = [
        (r#"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20.4px"/>"#, Some((30, 20))),
        (r#"<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 640 480"/>"#, Some((640, 480))),
        (r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0, 64,48"/>"#, Some((64, 48))),
        (r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#, None),
        (r#"<svg xmlns="http://www.w3.org/2000/svg" width="0" height="-1" viewBox="0 0 NaN 1"/>"#, None),
    ];
    for (text, size) in table {
        assert_eq!(read_text(text), (Drawing::Harmless, size), "{text}");
    }
}

#[test]
fn what_draws_is_left_alone() {
    let inner = [
        r##"<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><rect fill="url(#g)" style="stroke:red"/>"##,
        r##"<a href="https://example.org/" target="_blank"><text>More &lt; <tspan>here</tspan></text></a>"##,
        r##"<use xlink:href="#g"/><use href="signs.svg#boat"/><image href="data:image/png;base64,iVBOR//Q=" width="1"/>"##,
        r##"<style>/* http://example.org */ .a { fill: url( "#g" ) } @font-face { src: url(data:font/woff2;base64,d09G//M=) }</style>"##,
        r##"<animate attributeName="fill" values="red;blue" dur="1s"/><set attributeName="opacity" to="0"/>"##,
        r##"<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:li/></rdf:RDF></metadata>"##,
        r##"<i:view xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:zoom="1"/><!-- <script> --><![CDATA[ ]]>"##,
    ];
    for inner in inner {
        let text = drawing(inner);
        assert_eq!(read_text(&text).0, Drawing::Harmless, "{inner}");
        let text = format!(
            "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n{text}"
        );
        assert_eq!(read_text(&text).0, Drawing::Harmless, "{inner}");
    }
}

#[test]
fn what_runs_or_loads_goes_and_is_named() {
    let table = [
        ("<script>alert(1)</script>", "`<script>`"),
        ("<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>", "`<script>`"),
        ("<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(1)</script>", "`<script>`"),
        ("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">Hi</p></foreignObject>", "`<foreignObject>`"),
        ("<i:x xmlns:i=\"urn:i\"><script>alert(1)</script></i:x>", "`<script>`"),
        ("<g onload=\"alert(1)\"/>", "`onload`"),
        ("<g ONCLICK=\"alert(1)\"/>", "`ONCLICK`"),
        ("<a href=\"javascript:alert(1)\"><text>x</text></a>", "the address of `<a>`, which leads elsewhere"),
        (
            "<a xlink:href=\" java&#10;script:alert(1)\"><text>x</text></a>",
            "the address of `<a>`, which leads elsewhere",
        ),
        ("<a href=\"data:text/html,x\"><text>x</text></a>", "the address of `<a>`, which leads elsewhere"),
        ("<use href=\"https://evil.example/x.svg#a\"/>", "the address of `<use>`, which leads elsewhere"),
        ("<use href=\"//evil.example/x.svg#a\"/>", "the address of `<use>`, which leads elsewhere"),
        ("<use href=\"\\\\evil.example/x.svg#a\"/>", "the address of `<use>`, which leads elsewhere"),
        ("<use href=\"data:image/svg+xml,x#a\"/>", "the address of `<use>`, which leads elsewhere"),
        ("<image xlink:href=\"http://evil.example/x.png\"/>", "the address of `<image>`, which leads elsewhere"),
        ("<feImage href=\"https://evil.example/x.png\"/>", "the address of `<feImage>`, which leads elsewhere"),
        ("<rect fill=\"url(https://evil.example/x.svg#a)\"/>", "`fill`, which loads something from elsewhere"),
        ("<rect style=\"fill:URL('//evil.example/x')\"/>", "`style`, which loads something from elsewhere"),
        ("<rect style=\"fill:u\\72l(x)\"/>", "`style`, which loads something from elsewhere"),
        ("<rect mask=\"image-set('https://evil/1' 1x)\"/>", "`mask`, which loads something from elsewhere"),
        ("<rect mask=\"-webkit-image-set('//evil/1' 1x)\"/>", "`mask`, which loads something from elsewhere"),
        ("<rect fill=\"SRC('https://evil/1')\"/>", "`fill`, which loads something from elsewhere"),
        ("<g cursor=\"url(x.cur), url('https://evil/1')\"/>", "`cursor`, which loads something from elsewhere"),
        ("<g filter=\"u\\72l(https://evil/1)\"/>", "`filter`, which loads something from elsewhere"),
        ("<g filter=\"u\\000072 l(//evil/1)\"/>", "`filter`, which loads something from elsewhere"),
        ("<g filter=\"ur/**/l(//evil/1)\"/>", "`filter`, which loads something from elsewhere"),
        ("<g filter=\"'/*' url(//evil/1) '*/'\"/>", "`filter`, which loads something from elsewhere"),
        ("<g filter=\"url(\\68ttps://evil/1)\"/>", "`filter`, which loads something from elsewhere"),
        (
            "<animate attributeName=\"mask\" values=\"image-set('https://evil/1' 1x)\"/>",
            "`values`, which loads something from elsewhere",
        ),
        ("<style>a { mask: url(\\68ttps://evil/x) }</style>", "`<style>`"),
        ("<style>a { mask: url('/\t/evil/x') }</style>", "`<style>`"),
        ("<style>a { mask: image-set('http:/evil/x' 1x) }</style>", "`<style>`"),
        ("<style>a { x: 'url('; mask: url(//evil/x) }</style>", "`<style>`"),
        ("<style>a { x: '/*'; mask: url(//evil/x); y: '*/' }</style>", "`<style>`"),
        ("<style>@import 'x.css';</style>", "`<style>`"),
        ("<style>a { background: url(https://evil.example/x) }</style>", "`<style>`"),
        ("<style>a { background: image-set('https://evil.example/x' 1x) }</style>", "`<style>`"),
        ("<style><![CDATA[@IMPORT url(x.css);]]></style>", "`<style>`"),
        ("<set attributeName=\"href\" to=\"javascript:alert(1)\"/>", "`<set>`"),
        ("<animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/>", "`<animate>`"),
        ("<animate attributeName=\"onload\" to=\"alert(1)\"/>", "`<animate>`"),
        ("<g xml:base=\"https://evil.example/\"/>", "`xml:base`"),
        ("<iframe src=\"https://evil.example/\"/>", "`<iframe>`"),
        ("<handler type=\"text/javascript\">alert(1)</handler>", "`<handler>`"),
    ];
    for (inner, what) in table {
        let text = drawing(&format!("{inner}<path d=\"M0 0h4\"/>"));
        let (Drawing::Cleaned { text: clean, removed }, size) = read_text(&text) else { panic!("{inner} stays") };
        assert_eq!(removed, [what], "{inner}");
        assert_eq!(size, Some((4, 3)));
        assert!(clean.contains("<path d=\"M0 0h4\">"), "{clean}");
        for word in ["alert", "evil", "import", "script"] {
            assert!(!clean.to_lowercase().contains(word), "{word} in {clean}");
        }
        // What is left is a drawing that needs no more cleaning.
        assert_eq!(read_text(&clean), (Drawing::Harmless, size), "{inner}");
    }
}

#[test]
fn what_a_document_type_hides_is_found() {
    let prolog = |subset: &str| format!("<!DOCTYPE svg [{subset}]>");
    let entity = prolog("<!ENTITY x \"<script>alert(1)</script>\">") + &drawing("&x;<path d=\"M0 0\"/>");
    let attlist = prolog("<!ATTLIST g onload CDATA \"alert(1)\">") + &drawing("<g/>");
    let namespace = prolog(&format!("<!ENTITY ns \"{SVG}\">")) + "<svg xmlns=\"&ns;\"><path d=\"M0 0\"/></svg>";
    let sheet =
        "<?xml-stylesheet href=\"https://evil.example/x.xsl\" type=\"text/xsl\"?>".to_owned() + &drawing("<g/>");
    let encoded = "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>".to_owned() + &drawing("<g/>");
    for text in [entity, attlist, namespace, sheet, encoded] {
        let Drawing::Cleaned { text: clean, .. } = read_text(&text).0 else { panic!("{text} stays") };
        assert!(!clean.contains("alert") && !clean.contains("<!") && !clean.contains("<?"), "{clean}");
        assert_eq!(read_text(&clean).0, Drawing::Harmless, "{text}");
    }
}

#[test]
fn a_broken_drawing_is_told() {
    let table = [
        ("<svg", "no whole tag `<svg>`"),
        ("<svg>\n<g></svg>", "line 2, `</svg>` stands where `</g>` should"),
        ("<svg>\n<g>", "a tag is never closed"),
        ("<svg>\n<text>a & b</text></svg>", "`&amp;`"),
        ("<svg><text>a&nbsp;b</text></svg>", "`&nbsp;` stands for no character"),
        ("<svg><use xlink:href='#a'/></svg>", "`xmlns:xlink=\"…\"` is missing"),
        ("<svg a='1' a='2'/>", "`a` is twice in one tag"),
        ("<svg a=1/>", "line 1 can't be read"),
        ("<html/>", "`<html>`"),
        ("<svg width=\"1\" height=\"1\"/>", "xmlns"),
        ("", "no whole tag `<svg>`"),
    ];
    for (text, word) in table {
        let Drawing::Broken(why) = read_text(text).0 else { panic!("{text} is fine") };
        assert!(why.contains(word), "{text}: {why}");
        for jargon in ["XML", "expected", "unexpected", "malformed", "namespace", "entity", "root node"] {
            assert!(!why.contains(jargon), "{text}: {why}");
        }
    }
    assert!(matches!(read(b"<svg>\xff</svg>".to_vec()).0, Drawing::Broken(_)));
    let deep = drawing(&("<g>".repeat(3000) + &"</g>".repeat(3000)));
    assert!(matches!(read_text(&deep).0, Drawing::Broken(_)));
}
