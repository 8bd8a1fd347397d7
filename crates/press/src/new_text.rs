//! Begins a new text: a file with front matter and nothing below it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use catchword_bundle::Slug;
use miette::Diagnostic;

use crate::answers::one_line;
use crate::check::slugs::is_reserved_for_pages;
use crate::check::taken::taken_slugs;
use crate::content::front_matter::ContentKind;
use crate::content::settings::{self, Settings};
use crate::content::toml::quoted;
use crate::edition::{Calendar, Day};
use crate::new_file::write_new_file;
use crate::problem::{Problem, shown};
use crate::read::{ReadError, read_even_if_empty};
use crate::slugs::slug_of;
use crate::source::ContentPath;
use crate::write_error::{WriteError, io_error};

/// What a new text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewText {
    /// It goes to `essays`, and has a date.
    Essay,
    /// It goes to `pages`.
    Page,
}

/// Why a new text could not be begun. Nothing was written.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum NewTextError {
    /// The content could not be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Read(#[from] ReadError),
    /// `site.toml` has errors.
    #[error("`site.toml` has errors")]
    Settings(Vec<Problem>),
    /// The title has no words.
    #[error("the title is empty")]
    #[diagnostic(help("write it in quotation marks after the command, such as `catchword new \"The long repair\"`"))]
    NoTitle,
    /// The title has no letter or digit.
    #[error("the title \"{0}\" has no letter or digit to make an address from")]
    #[diagnostic(help("add the last part of the address yourself, such as `--slug the-long-repair`"))]
    NoSlug(String),
    /// The author's own slug is none.
    #[error("`{slug}` can't be the last part of an address")]
    #[diagnostic(help("{}", of_slug(.meant.as_deref())))]
    BadSlug {
        /// What the author wrote.
        slug: String,
        /// The same as a slug, if it has a letter or digit.
        meant: Option<String>,
    },
    /// Another text has the slug.
    #[error("`{}` has this address already: `{slug}`", .path)]
    #[diagnostic(help("give the new text another title, or an address of its own, such as `--slug {slug}-2`"))]
    Taken {
        /// The slug.
        slug: Slug,
        /// The file of the other text.
        path: ContentPath,
    },
    /// The site uses the slug.
    #[error("a page can't be at the address `/{0}/`, because the site itself needs that address")]
    #[diagnostic(help("give the page another title, or an address of its own, such as `--slug my-{0}`"))]
    Reserved(Slug),
    /// There is a file of that name, with another slug.
    #[error("there is already a file `{}`", shown(.path))]
    #[diagnostic(help("give the new text another title, or another name, such as `--slug {slug}-2`"))]
    Exists {
        /// The file.
        path: PathBuf,
        /// The slug of the new text.
        slug: Slug,
    },
    /// The file could not be written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Write(#[from] WriteError),
}

fn of_slug(meant: Option<&str>) -> String {
    let example = meant.unwrap_or("the-long-repair");
    format!("it can have the letters a to z, digits, and single hyphens between them, such as `--slug {example}`")
}

/// Writes a draft with this title, without a text. `slug` is the last part of its address and the name of its file; if
/// there is none it is made from the title. Returns the file.
///
/// # Errors
/// When the title has no words, another file has the slug or the name, or something can't be read or written.
pub fn new_text(content: &Path, kind: NewText, title: &str, slug: Option<&str>) -> Result<PathBuf, NewTextError> {
    let title = one_line(title);
    if title.is_empty() {
        return Err(NewTextError::NoTitle);
    }
    let own = slug.map(own_slug).transpose()?;
    let Some(slug) = own.clone().or_else(|| slug_of(&title)) else { return Err(NewTextError::NoSlug(title)) };
    let source = read_even_if_empty(content)?;
    let settings = match settings::read(&source.settings) {
        (Some(settings), ..) => settings,
        (None, _, problems) => return Err(NewTextError::Settings(problems)),
    };
    let (folder, content_kind) = match kind {
        NewText::Essay => ("essays", ContentKind::Essay),
        NewText::Page => ("pages", ContentKind::Page),
    };
    if kind == NewText::Page && is_reserved_for_pages(&slug, &settings) {
        return Err(NewTextError::Reserved(slug));
    }
    if let Some(path) = taken_slugs(&source, &settings).remove(&(content_kind, slug.clone())) {
        return Err(NewTextError::Taken { slug, path });
    }
    let folder = content.join(folder);
    std::fs::create_dir_all(&folder).map_err(io_error("make the folder", &folder))?;
    let path = folder.join(format!("{slug}.md"));
    match write_new_file(&path, &front_matter(&title, own.as_ref(), kind, &settings)) {
        Ok(()) => Ok(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(NewTextError::Exists { path, slug }),
        Err(error) => Err(io_error("write", &path)(error).into()),
    }
}

fn own_slug(text: &str) -> Result<Slug, NewTextError> {
    let meant = || slug_of(text).map(|slug| slug.to_string());
    Slug::parse(text).map_err(|_| NewTextError::BadSlug { slug: text.to_owned(), meant: meant() })
}

/// A page is in no list, so it needs no date.
fn front_matter(title: &str, slug: Option<&Slug>, kind: NewText, settings: &Settings) -> String {
    let slug = slug.map(|slug| format!("slug = {}\n", quoted(slug.as_str()))).unwrap_or_default();
    let date = match kind {
        NewText::Essay => format!("date = {}\n", Calendar::of(Day::Today, &settings.timezone).today),
        NewText::Page => String::new(),
    };
    format!("+++\ntitle = {}\n{slug}{date}draft = true\n+++\n\n", quoted(title))
}
