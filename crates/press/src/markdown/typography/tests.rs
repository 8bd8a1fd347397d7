use std::sync::Arc;

use miette::NamedSource;

use crate::markdown::{parse, summary};

/// The plain text of a text in a language.
fn set(language: &str, text: &str) -> String {
    let source = Arc::new(NamedSource::new("test.md", text.to_owned()));
    let (body, _) = parse(&source, 0..text.len(), language, &Default::default());
    summary::plain(&body.blocks)
}

#[test]
fn quotation_marks_have_the_form_of_the_language() {
    let text = "\"Er sagte 'nein', dann 'ja'\", und (\"so\") weiter.";
    let table = [
        ("en", "“Er sagte ‘nein’, dann ‘ja’”, und (“so”) weiter."),
        ("de", "„Er sagte ‚nein‘, dann ‚ja‘“, und („so“) weiter."),
        ("de-CH", "«Er sagte ‹nein›, dann ‹ja›», und («so») weiter."),
        ("fr", "«\u{202f}Er sagte “nein”, dann “ja”\u{202f}», und («\u{202f}so\u{202f}») weiter."),
        ("es", "«Er sagte “nein”, dann “ja”», und («so») weiter."),
        ("ru", "«Er sagte „nein“, dann „ja“», und («so») weiter."),
        ("sv", "”Er sagte ’nein’, dann ’ja’”, und (”so”) weiter."),
        ("pl", "„Er sagte «nein», dann «ja»”, und („so”) weiter."),
        ("nl", "“Er sagte ‘nein’, dann ‘ja’”, und (“so”) weiter."),
        ("nb", "«Er sagte ‘nein’, dann ‘ja’», und («so») weiter."),
        ("ja", "「Er sagte 『nein』, dann 『ja』」, und (「so」) weiter."),
    ];
    for (language, expected) in table {
        assert_eq!(set(language, text), expected, "{language}");
    }
}

#[test]
fn a_mark_opens_or_closes_by_what_is_beside_it() {
    let table = [
        // Beside brackets, dashes, other marks, and on their own.
        ("(\"a\") [\"b\"] —\"c\"— \"d\"; \"e\"…", "(“a”) [“b”] —“c”— “d”; “e”…"),
        ("\"a\"--\"b\"", "“a”–“b”"),
        ("\"Wait--\" he said.", "“Wait–” he said."),
        ("\"'Tis,' he said\" and \"he said 'no'\"", "“’Tis,’ he said” and “he said ‘no’”"),
        ("a \" b ' c", "a \" b ' c"),
        ("Say \"\". And '' or (\"\")", "Say \"\". And '' or (\"\")"),
        ("*\"*a*\"* (\"*b*\") [\"c\"](d.md)\"e\"", "“a” (“b”) “c”“e”"),
        ("un\"natural\"ly", "un“natural”ly"),
        // Across emphasis, links, code, notes and lines.
        ("*\"a\"* \"*b*\" **\"c**\"", "“a” “b” “c”"),
        ("[\"a\"](b.md) \"[c](d.md)\" [e](f.md)\"", "“a” “c” e”"),
        ("\"`a`\" and `b`'s", "“a” and b’s"),
        ("\"a\nb\"\n\"c\"", "“a b” “c”"),
        ("\"a[^1]\" b[^1]'s\n\n[^1]: c", "“a” b’s"),
        ("- \"a\"\n- 'b'", "“a” ‘b’"),
        ("| \"a\" | 'b' |\n|---|---|\n| \"c\" | d's |", "“a” ‘b’ “c” d’s"),
        ("## \"a\" 'b'", "“a” ‘b’"),
        // A quotation in another of the same marks, and of several paragraphs.
        ("\"He said \"no\" to me\"", "“He said ‘no’ to me”"),
        ("\"First.\n\n\"Second.\"", "“First. “Second.”"),
        ("'First it was.\n\n'Second.'", "‘First it was. ‘Second.’"),
        // What an author has written in another way stays.
        ("\\\"a\\\" &quot;b&quot; `\"c\"` “d” it\\'s", "\"a\" \"b\" \"c\" “d” it's"),
        ("<kbd>\"</kbd> <code>'a'</code> <b>\"c\"</b>", "\" 'a' “c”"),
        (
            "see http://a.example/--x/'y' and <https://b.example/'c'>",
            "see http://a.example/--x/'y' and https://b.example/'c'",
        ),
        ("\"http://a.example/\"", "“http://a.example/”"),
        ("a---b -- c... d ---- e .... f -", "a—b – c… d –– e …. f -"),
    ];
    for (text, expected) in table {
        assert_eq!(set("en", text), expected, "{text}");
    }
}

#[test]
fn an_apostrophe_is_no_quotation_mark() {
    let table = [
        ("en", "don't O'Brien the dogs' tails Chris's", "don’t O’Brien the dogs’ tails Chris’s"),
        ("en", "the '90s, '68 and 1960's", "the ’90s, ’68 and 1960’s"),
        (
            "en",
            "'Tis 'twas Give 'em rock 'n' roll, R'n'B, rock-'n'-roll",
            "’Tis ’twas Give ’em rock ’n’ roll, R’n’B, rock-’n’-roll",
        ),
        ("en", "'I saw 'em go,' he said. 'They're the dogs'.'", "‘I saw ’em go,’ he said. ‘They’re the dogs’.’"),
        ("en", "'the '90s' and 'the dogs' tails' and '12 men'", "‘the ’90s’ and ‘the dogs’ tails’ and ‘12 men’"),
        ("en", "'em dash'", "‘em dash’"),
        (
            "en",
            "'12 monkeys' and '12 monkeys', '60s and the '60s' end",
            "‘12 monkeys’ and ‘12 monkeys’, ’60s and the ’60s’ end",
        ),
        ("en", "the class of '68 won 'easily'", "the class of ’68 won ‘easily’"),
        ("he", "ו\"שלום\" וצה\"ל ב\"הארץ\" מנכ\"ל", "ו”שלום” וצה״ל ב”הארץ” מנכ״ל"),
        ("en", "the 'quick' fox", "the ‘quick’ fox"),
        ("de", "'s ist Hans' Auto, wie geht's, 'ne 'Frage'", "’s ist Hans’ Auto, wie geht’s, ’ne ‚Frage‘"),
        ("fr", "l'eau d'\"or\" aujourd'hui", "l’eau d’«\u{202f}or\u{202f}» aujourd’hui"),
        ("nl", "'s avonds in 's-Hertogenbosch is 't 'mooi'", "’s avonds in ’s-Hertogenbosch is ’t ‘mooi’"),
        ("it", "l'acqua dell'\"altro\" un po' di", "l’acqua dell’«altro» un po’ di"),
        ("uk", "п'ять \"сім'я\"", "п’ять «сім’я»"),
        ("sv", "\"Lars' bil\"", "”Lars’ bil”"),
        ("he", "ח\"כ \"שלום\" ג'ירפה", "ח״כ ”שלום” ג׳ירפה"),
        ("de-CH", "1'000'000 Franken", "1’000’000 Franken"),
    ];
    for (language, text, expected) in table {
        assert_eq!(set(language, text), expected, "{text}");
    }
}

#[test]
fn a_measure_has_primes() {
    let table = [
        ("He is 5'10\" tall, or 6', or 6'2\".", "He is 5′10″ tall, or 6′, or 6′2″."),
        ("\"He is 5'10\", she said, \"or 6'.\"", "“He is 5′10″, she said, “or 6′.”"),
        ("\"He is 5'10\"\"", "“He is 5′10″”"),
        ("5' 10\" and 5'10½\" and 6'-2\"", "5′ 10″ and 5′10½″ and 6′-2″"),
        ("45°30'15\" N, 8\"x10\", a 12\" and a 7\" record", "45°30′15″ N, 8″x10″, a 12″ and a 7″ record"),
        ("\"a 12\" record\"", "“a 12″ record”"),
        ("\"in 1984\" and \"1984\" and 'Apollo 11'", "“in 1984” and “1984” and ‘Apollo 11’"),
        ("'I am 6' tall'", "‘I am 6′ tall’"),
        ("a 5\" x 7\" print (5\" x 7\")", "a 5″ x 7″ print (5″ x 7″)"),
    ];
    for (text, expected) in table {
        assert_eq!(set("en", text), expected, "{text}");
    }
}

#[test]
fn lines_of_french_do_not_break_before_a_mark() {
    let table = [
        (
            "Quoi ? Non ! Oui ; ainsi : « voilà », dit-il (vraiment ?).",
            "Quoi\u{202f}? Non\u{202f}! Oui\u{202f}; ainsi\u{a0}: «\u{202f}voilà\u{202f}», dit-il (vraiment\u{202f}?).",
        ),
        ("« *mot* » et *mot* !", "«\u{202f}mot\u{202f}» et mot\u{202f}!"),
        ("mot\n? mot", "mot ? mot"),
        (
            "`a ? b` <https://a.example/?b> à 12:30 :smile: <code>c ?</code>",
            "a ? b https://a.example/?b à 12:30 :smile: c ?",
        ),
        ("Quoi? `a` ?", "Quoi? a\u{202f}?"),
    ];
    for (text, expected) in table {
        assert_eq!(set("fr", text), expected, "{text}");
    }
    assert_eq!(set("en", "What ? « a »"), "What ? « a »");
}

#[test]
fn text_without_spaces_has_its_marks() {
    let table = [
        ("zh", "他说\"你好\"，又说：\"再见\"。", "他说“你好”，又说：“再见”。"),
        ("zh-TW", "他說\"你'好'\"。", "他說「你『好』」。"),
        ("ja", "彼は\"はい\"と言った。", "彼は「はい」と言った。"),
        ("ko", "그는 \"네\"라고 말했다.", "그는 “네”라고 말했다."),
    ];
    for (language, text, expected) in table {
        assert_eq!(set(language, text), expected, "{text}");
    }
}

#[test]
fn a_pictures_words_are_set_too() {
    let text = "![The \"old\" quay, 5'10\" wide](a.png)";
    let source = Arc::new(NamedSource::new("test.md", text.to_owned()));
    let (body, _) = parse(&source, 0..text.len(), "de", &Default::default());
    let alt = body.all_nodes().find_map(|spanned| match &spanned.node {
        crate::markdown::Node::Image { alt, .. } => Some(alt.clone()),
        _ => None,
    });
    assert_eq!(alt.as_deref(), Some("The „old“ quay, 5′10″ wide"));
}
