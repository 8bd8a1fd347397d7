//! What a new site must know, and the questions for it.

use std::fmt;
use std::io::{BufRead, Write};
use std::path::Path;

use catchword_press::{language_tag, local_time_zone, one_line, site_address};

use super::InitError;
use super::host::Host;
use crate::usage::capital;

/// The address of a site whose author knows none yet. Nobody can have it (RFC 2606).
pub(super) const URL: &str = "https://example.org/";

/// What is known of a new site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answers {
    pub(super) title: String,
    pub(super) author: Option<String>,
    pub(super) url: String,
    pub(super) language: String,
    /// Nobody is asked for it: it is the computer's.
    pub(super) timezone: Option<String>,
    pub(super) host: Host,
}

impl Answers {
    /// The answers of somebody who presses Enter at each question.
    pub(super) fn usual(folder: &Path) -> Answers {
        Answers {
            title: title_of(folder),
            author: None,
            url: URL.to_owned(),
            language: "en".to_owned(),
            timezone: local_time_zone(),
            host: Host::Unknown,
        }
    }
}

impl fmt::Display for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Answers { title, author, url, language, host, .. } = self;
        writeln!(f, "  title: {title}")?;
        writeln!(f, "  your name: {}", author.as_deref().unwrap_or("none"))?;
        writeln!(f, "  address: {url}")?;
        writeln!(f, "  language: {language}")?;
        write!(f, "  published on: {}", host.name())
    }
}

/// A title made from the name of the folder: `my-blog` is “My blog”.
fn title_of(folder: &Path) -> String {
    let real = std::path::absolute(folder).ok().filter(|_| folder.file_name().is_none());
    let name = real.as_deref().unwrap_or(folder).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let words = one_line(&name.replace(['-', '_'], " "));
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "My essays".to_owned(),
    }
}

/// The answers that are options of the command.
#[derive(Debug, Default)]
pub(super) struct Given {
    title: Option<String>,
    author: Option<String>,
    url: Option<String>,
    language: Option<String>,
    host: Option<Host>,
}

impl Given {
    /// Checks what the author wrote.
    pub(super) fn of(
        title: Option<&str>,
        author: Option<&str>,
        url: Option<&str>,
        language: Option<&str>,
        host: Option<Host>,
    ) -> Result<Given, InitError> {
        Ok(Given {
            title: checked("--title", title, words)?,
            author: checked("--author", author, words)?,
            url: checked("--url", url, address)?,
            language: checked("--language", language, tag)?,
            host,
        })
    }

    /// The answers, with others for what was not given.
    pub(super) fn or(self, usual: Answers) -> Answers {
        Answers {
            title: self.title.unwrap_or(usual.title),
            author: self.author.or(usual.author),
            url: self.url.unwrap_or(usual.url),
            language: self.language.unwrap_or(usual.language),
            timezone: usual.timezone,
            host: self.host.unwrap_or(usual.host),
        }
    }
}

fn checked(
    option: &'static str,
    answer: Option<&str>,
    read: impl Fn(&str) -> Result<String, String>,
) -> Result<Option<String>, InitError> {
    let read = |answer: &str| read(answer).map_err(|why| InitError::Answer { option, answer: answer.to_owned(), why });
    answer.map(read).transpose()
}

fn words(answer: &str) -> Result<String, String> {
    Some(one_line(answer)).filter(|words| !words.is_empty()).ok_or_else(|| "write at least one word".to_owned())
}

fn address(answer: &str) -> Result<String, String> {
    site_address(answer).map_err(|error| error.to_string())
}

fn tag(answer: &str) -> Result<String, String> {
    let why = "there is no such language: write its name in English or its code, such as `en`, `de` or `pt-BR`";
    language_tag(answer).ok_or_else(|| why.to_owned())
}

fn host_or_number(answer: &str) -> Result<Host, String> {
    Host::meant(answer).ok_or_else(|| format!("write a number from 1 to {}", Host::ALL.len()))
}

/// Asks for everything that is not given. An answer that can't be used is asked for again.
///
/// # Errors
/// When there is no answer any more.
pub(super) fn ask(
    given: Given,
    usual: &Answers,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<Answers, InitError> {
    say(
        output,
        "Press Enter for the answer in brackets. Nothing is written before the last answer; Ctrl-C ends the questions.\n\n",
    )?;
    let title = match given.title {
        Some(title) => title,
        None => answer(input, output, "What is the name of your site?", &usual.title, words)?,
    };
    let author = match given.author {
        Some(author) => Some(author),
        None => {
            let name = |text: &str| Ok(words(text).ok());
            answer(input, output, "What is your name, as readers see it?", "none", name)?.filter(|name| name != "none")
        }
    };
    let url = match given.url {
        Some(url) => url,
        None => answer(input, output, "At which address will readers find it?", &usual.url, address)?,
    };
    let language = match given.language {
        Some(language) => language,
        None => answer(input, output, "In which language do you write?", &usual.language, tag)?,
    };
    let host = match given.host {
        Some(host) => host,
        None => {
            for (at, host) in Host::ALL.into_iter().enumerate() {
                say(output, &format!("  {}  {}\n", at + 1, host.name()))?;
            }
            answer(input, output, "Where will you publish it?", &Host::ALL.len().to_string(), host_or_number)?
        }
    };
    Ok(Answers { title, author, url, language, timezone: usual.timezone.clone(), host })
}

/// Asks one question until the answer can be used.
fn answer<T>(
    input: &mut impl BufRead,
    output: &mut impl Write,
    question: &str,
    usual: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, InitError> {
    loop {
        say(output, &format!("{question} [{usual}] "))?;
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line).map_err(|source| InitError::Read { source })? == 0 {
            say(output, "\n")?;
            return Err(InitError::NoAnswer);
        }
        let Ok(line) = String::from_utf8(line) else {
            say(output, "  This answer has characters that can't be read: write it again.\n")?;
            continue;
        };
        let line = if line.trim().is_empty() { usual } else { line.trim() };
        match read(line) {
            Ok(answer) => return Ok(answer),
            Err(why) => say(output, &format!("  {}.\n", capital(&why)))?,
        }
    }
}

fn say(output: &mut impl Write, text: &str) -> Result<(), InitError> {
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).map_err(|source| InitError::Read { source })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answers to some lines, and what was asked.
    fn asked(given: Given, lines: &[u8]) -> (Result<Answers, InitError>, String) {
        let mut output = Vec::new();
        let answers = ask(given, &Answers::usual(Path::new("my-blog")), &mut &*lines, &mut output);
        (answers, String::from_utf8(output).unwrap())
    }

    #[test]
    fn enter_takes_what_is_in_brackets() {
        let (answers, output) = asked(Given::default(), b"\n\r\n  \n\n\n");
        assert_eq!(answers.unwrap(), Answers::usual(Path::new("my-blog")));
        for words in ["[My blog]", "[none]", "[https://example.org/]", "[en]", "[5]", "  5  I don't know yet"] {
            assert!(output.contains(words), "{output}");
        }
    }

    #[test]
    fn an_answer_that_cannot_be_used_is_asked_for_again() {
        let lines = "“Ötzi’s” \\ \"blog\"\nMaren O'Dacre\nhttps://\nhttp://localhost/\nexample.org/blog\nKlingonese\nDeutsch\n9\n1\n";
        let (answers, output) = asked(Given::default(), lines.as_bytes());
        let answers = answers.unwrap();
        assert_eq!((&*answers.title, answers.author.as_deref()), ("“Ötzi’s” \\ \"blog\"", Some("Maren O'Dacre")));
        assert_eq!((&*answers.url, &*answers.language), ("https://example.org/blog/", "de"));
        assert_eq!(answers.host, Host::Github);
        for why in [
            "  This is not the address of a site",
            "  Only your own computer",
            "  There is no such language",
            "  Write a number from 1 to 5.",
        ] {
            assert_eq!(output.matches(why).count(), 1, "{output}");
        }
        let (answers, output) = asked(Given::default(), b"\xff\nA\n\n\n\n\n");
        assert!(answers.unwrap().title == "A" && output.contains("can't be read"), "{output}");
    }

    #[test]
    fn what_is_given_is_not_asked() {
        let given = Given::of(Some(" A  b "), Some("M"), Some("a.example"), Some("fr"), Some(Host::Server)).unwrap();
        let (answers, output) = asked(given, b"");
        let answers = answers.unwrap();
        assert!((&*answers.title, &*answers.url) == ("A b", "https://a.example/") && !output.contains('?'), "{output}");
        assert!(matches!(asked(Given::default(), b"A\nB\n").0, Err(InitError::NoAnswer)));
        assert!(Given::of(Some(" "), None, None, None, None).is_err());
        assert!(Given::of(None, None, None, Some("xx"), None).is_err());
    }

    #[test]
    fn a_title_is_made_from_the_folder() {
        for (folder, title) in
            [("my-blog", "My blog"), ("a/über_uns/", "Über uns"), ("Notes", "Notes"), ("-_-", "My essays")]
        {
            assert_eq!(title_of(Path::new(folder)), title);
        }
        assert!(!title_of(Path::new(".")).is_empty());
    }
}
