//! Embeds.

use super::{html, messages, press};

#[test]
fn a_film_is_a_link_with_a_still() {
    let text = "> [!VIDEO] A *walk* along the quay\n> ![The quay.](/q.png)\n> <https://player.example/embed/42?a=1&b=2>\n>\n> Three minutes, [in words](/a/).";
    assert_eq!(
        html(text),
        "<figure class=\"embed embed-video\">\n\
         <div class=\"cw-embed-frame\"><a href=\"https://player.example/embed/42?a=1&amp;b=2\" rel=\"noopener\" aria-describedby=\"embed-video\">\
         <img src=\"/q.png\" alt=\"The quay.\" loading=\"lazy\" decoding=\"async\"><span>Watch: A walk along the quay</span></a></div>\n\
         <figcaption><p class=\"cw-embed-from\" id=\"embed-video\">From <a href=\"https://player.example/embed/42?a=1&amp;b=2\" \
         rel=\"noopener\">player.example</a>. Nothing is loaded from there before you press the link.</p>\n\
         <p>Three minutes, <a href=\"/a/\">in words</a>.</p>\n</figcaption></figure>"
    );
    assert_eq!(messages(text), [""; 0]);
}

#[test]
fn the_link_and_the_picture_may_be_anywhere() {
    let link = "https://player.example/1";
    for text in [
        "> [!PODCAST] Talk\n> [![Ears.](/e.png)](https://player.example/1)",
        "> [!PODCAST] Talk\n>\n> [listen](https://player.example/1)\n>\n> ![Ears.](/e.png)",
        "> [!podcast] Talk\n> ![Ears.](/e.png)  \n> [https://player.example/1](https://player.example/1)",
    ] {
        let html = html(text);
        // The link in the frame's place, and the one below it.
        assert_eq!(html.matches("<a ").count(), 2, "{html}");
        assert_eq!(html.matches(&format!("<a href=\"{link}\" rel=\"noopener\"")).count(), 2, "{html}");
        assert!(html.contains("alt=\"Ears.\"") && html.contains("<span>Listen: Talk</span>"), "{html}");
    }
    let bare = html("> [!BOOKING] A first <b>meeting</b>\n> <https://calendar.example/>");
    assert!(
        bare.contains("aria-describedby=\"embed-booking\"><span>Choose a time: A first meeting</span></a>"),
        "{bare}"
    );
}

#[test]
fn every_embed_has_its_own_id() {
    let html = html("> [!VIDEO] A\n> <https://a.example/>\n\ntext\n\n> [!VIDEO] B\n> <https://a.example/>");
    assert!(html.contains("id=\"embed-video\"") && html.contains("id=\"embed-video-2\""), "{html}");
}

#[test]
fn missing_parts_are_reported() {
    assert_eq!(messages("> [!VIDEO]\n> <https://a.example/>"), ["the embed has no title"]);
    assert_eq!(messages("> [!VIDEO] A\n> in words <https://a.example/>"), ["the embed has no address"]);
    assert_eq!(messages("> [!VIDEO] A"), ["the embed has no address"]);
    let nested = "> [!VIDEO] A\n> > [!VIDEO] B\n> > <https://a.example/>\n>\n> <https://b.example/>\n\nc";
    assert_eq!(messages(nested), ["an embed is inside another embed"]);
    assert!(html(nested).ends_with("<p>c</p>"));
}

#[test]
fn everything_else_is_shown_below() {
    let html = html(
        "> [!VIDEO] A\n> ![Mud.](/q.jpg \"Photo by Ada\")\n> <https://a.example/>\n>\n> [In words](/b/)\n>\n> ![Tide.](/r.jpg)\n>\n> - c",
    );
    let (link, below) = html.split_once("<figcaption>").unwrap();
    assert!(
        link.contains("href=\"https://a.example/\"") && link.contains("/q.jpg") && !link.contains("/r.jpg"),
        "{link}"
    );
    for piece in ["<p>Photo by Ada</p>", "<a href=\"/b/\">In words</a>", "alt=\"Tide.\"", "<li>c</li>"] {
        assert!(below.contains(piece), "{below}");
    }
    let (html, ..) = press("> [!VIDEO] A\n> > [!NOTE]\n> > b\n>\n> <https://a.example/>\n\nc");
    assert!(html.contains("class=\"callout callout-note\"") && html.contains("href=\"https://a.example/\""), "{html}");
}

#[test]
fn an_embed_is_not_in_the_summary() {
    let (_, body, _) = press("> [!VIDEO] A\n> <https://a.example/>\n>\n> Below.\n\nThe text.");
    assert_eq!(body.summary.as_deref(), Some("The text."));
}
