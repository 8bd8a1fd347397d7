//! What to write instead of HTML that is left out.

use catchword_bundle::allow;
use html5gum::StartTag;

use super::super::players::Player;
use crate::slips::{LINKS, slip};

const LOOK: &str = "the look of the site decides on colours, sizes and places";

/// What to write instead of an element that is not allowed.
pub(super) fn of_element(name: &str, tag: &StartTag<usize>) -> String {
    let help = match name {
        "iframe" | "embed" | "object" | "frame" => return of_frame(tag),
        "script" => return of_script(tag),
        "style" => {
            "remove it: the look of every page comes from the files in the folder `style`. Write `**words**` or `*words*` to \
             make words stand out, or give an element a `class` of the stylesheet"
        }
        "link" | "meta" | "base" | "title" | "head" | "body" | "html" | "frameset" | "main" | "nav" | "search" => {
            "every page already has the parts of HTML around the text: remove this tag, and keep only the text that is in it"
        }
        "noscript" => {
            "remove the tag, and write its words as text: a page of this site has no scripts that could be missing"
        }
        "svg" | "g" | "path" | "use" => {
            "save the drawing as a file whose name ends in `.svg`, in the folder `images`, and write \
             `![what it shows](/images/drawing.svg)`"
        }
        "canvas" => {
            "save what it shows as a picture in the folder `images`, and write `![what it shows](/images/picture.png)`"
        }
        "math" => {
            "write the formula as text, such as `<i>E</i> = <i>m</i><i>c</i><sup>2</sup>`, or show it as a picture: \
             `![the formula in words](/images/formula.svg)`"
        }
        "picture" => "remove this tag, and keep the `<img>` in it, or write `![what it shows](/images/picture.jpg)`",
        "image" => "write `![what it shows](/images/picture.jpg)`",
        "map" | "area" => {
            "a picture can't have several links: write them as a list below the picture, each as `- [words](address)`"
        }
        "template" | "slot" => "browsers show nothing of this element: write its words as text, or remove it",
        "dialog" => "write `<details><summary>Words to press</summary> … </details>`, which opens without a script",
        "acronym" => "write `<abbr title=\"the whole words\">` instead",
        "nobr" => "write `&nbsp;` instead of the spaces at which the line must not break",
        "listing" | "xmp" | "plaintext" => "write three backticks on a line above the words and on a line below them",
        "dir" | "menu" | "menuitem" => "write a list: each line begins with `- `",
        "hgroup" => "write the heading as `## Words`, and the line below it as a paragraph",
        "strike" => "write `~~words~~`",
        "tt" => "write `` `words` ``",
        "center" => {
            "the look of the site decides on sizes, colours and places: remove the tag, and write `**words**` to make words \
             stand out, or `<p class=\"align-center\">words</p>` for a line in the middle"
        }
        "big" | "font" | "blink" | "marquee" | "basefont" | "spacer" | "multicol" => {
            "the look of the site decides on sizes, colours and places: remove the tag, and write `**words**` to make words \
             stand out"
        }
        "applet" | "bgsound" | "param" | "keygen" | "isindex" => {
            "browsers no longer know this element: remove it. For a sound or a film, write `<audio src=\"…\" controls></audio>` \
             or `<video src=\"…\" controls></video>`"
        }
        _ => {
            "this site does not have this element: remove the tag, and keep its words. To show the tag itself, put a backslash \
             before its `<`"
        }
    };
    help.to_owned()
}

/// A frame or an object: a player, a file of the author's, or a page of another site.
fn of_frame(tag: &StartTag<usize>) -> String {
    let source = value(tag, "src").or_else(|| value(tag, "data")).unwrap_or_default();
    let source = source.trim();
    let player = Player::of(source);
    let is_away = ["https:", "http:", "//"].iter().any(|start| source.starts_with(start));
    if player.is_none() && !is_away && !source.is_empty() {
        if let Some(help) = slip(source) {
            return help;
        }
        let ending = source.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        return match &*ending {
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" => format!("write `![what it shows]({source})`"),
            "mp4" | "webm" | "mov" | "m4v" => format!("write `<video src=\"{source}\" controls></video>`"),
            "mp3" | "m4a" | "ogg" | "wav" => format!("write `<audio src=\"{source}\" controls></audio>`"),
            _ => format!("a page can't show another file inside of it: write a link to it, `[words]({source})`"),
        };
    }
    let mark = player.as_ref().map_or("VIDEO", |player| player.mark);
    let address = player.map_or_else(|| source.to_owned(), |player| player.address);
    let address = if address.starts_with("https://") { address } else { "https://…".to_owned() };
    format!(
        "write two lines instead, `> [!{mark}] Title of it` and `> <{address}>`, and allow its host in site.toml, below \
         `[allow]`, as one of `frames`"
    )
}

fn of_script(tag: &StartTag<usize>) -> String {
    match value(tag, "src").filter(|source| source.starts_with("https://")) {
        Some(source) => format!(
            "a text can't have scripts. To show a post or a film of another site, write a link to it, or two lines, \
             `> [!VIDEO] Title of it` and `> <https://…>`. A script for every page, such as one that counts visits, stands in \
             site.toml: below a line `[head]`, `scripts = [{{ src = \"{source}\" }}]`"
        ),
        None => "a text can't have scripts: remove it, and write as text or show as a picture what it would have shown"
            .to_owned(),
    }
}

/// What to write instead of an attribute that is not allowed.
pub(super) fn of_attribute(element: &str, name: &str, value: &str) -> String {
    let value = value.trim().to_lowercase();
    let place = match name {
        "align" => Some(value.as_str()),
        "style" => value.split_once("text-align").and_then(|(_, rest)| rest.split([':', ';']).nth(1)).map(str::trim),
        _ => None,
    };
    match name {
        _ if name.starts_with("on") => format!(
            "a text can't have scripts: remove `{name}=\"…\"`. To lead readers to another place, write a link: \
             `[words](address)`"
        ),
        "style" | "align" => match place {
            Some(place @ ("left" | "center" | "right")) if !matches!(element, "img" | "table" | "video") => {
                format!("{LOOK}: remove `{name}`, and write `class=\"align-{place}\"`")
            }
            _ => format!(
                "{LOOK}: remove `{name}`, and write `**words**` or `*words*` to make words stand out, or give the element a \
                 `class` of the stylesheet"
            ),
        },
        "color" | "bgcolor" | "background" | "face" | "size" | "width" | "height" | "border" | "cellpadding"
        | "cellspacing" | "valign" | "hspace" | "vspace" | "clear" | "nowrap" | "rules" | "frame" | "frameborder"
        | "noshade" | "compact" | "text" | "link" | "vlink" => format!("{LOOK}: remove `{name}`"),
        "autoplay" => "sounds and films begin only when readers press play: write `controls` instead".to_owned(),
        "srcset" | "sizes" | "media" => format!("remove `{name}`: browsers show the file that `src` names"),
        "hidden" | "inert" => {
            "to keep words from readers, remove them from the text, or write them between `<!--` and `-->`".to_owned()
        }
        "name" | "accesskey" if element != "input" => {
            format!("remove `{name}`; to link to this place, write `id=\"…\"`")
        }
        "href" | "src" => format!(
            "`<{element}>` can't have an address: write a link, `[words](address)`, or a picture, `![what it shows](file)`"
        ),
        "alt" => "only a picture has a text alternative: write `aria-label=\"…\"`, or remove it".to_owned(),
        _ if name.starts_with("data-") => {
            format!("such attributes are for scripts, which a text can't have: remove `{name}`")
        }
        _ => format!("remove `{name}`: this element can have {}", allowed(element)),
    }
}

/// The attributes that an element can have, as a part of a sentence.
fn allowed(element: &str) -> String {
    let own = allow::ELEMENTS.iter().find(|(name, _)| *name == element).map_or(&[][..], |(_, own)| own);
    let names: Vec<String> = own.iter().chain(&allow::EVERYWHERE).map(|name| format!("`{name}`")).collect();
    format!("{} and `aria-…`", names.join(", "))
}

/// What to do about an address of a kind that no page may have.
pub(super) fn of_address(attribute: &str, address: &str) -> String {
    slip(address).unwrap_or_else(|| match attribute {
        "src" | "poster" => "save it as a file in the content folder, and write its name here".to_owned(),
        _ => LINKS.to_owned(),
    })
}

/// What to do about a field of a form that is not allowed.
pub(super) fn of_input() -> String {
    let kinds: Vec<String> = allow::INPUTS.iter().map(|kind| format!("`{kind}`")).collect();
    format!("remove it, or write another `type`: there can be {}", kinds.join(", "))
}

fn value(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let (_, value) = tag.attributes.iter().find(|(attribute, _)| attribute.as_slice() == name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}
