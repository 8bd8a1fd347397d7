//! `catchword new`: begins an essay or a page.

use catchword_press::{NewText, new_text, shown};
use clap::Args;

use crate::open::open;
use crate::report::CommandError;
use crate::site_folder::Content;

#[derive(Args)]
pub(crate) struct NewOptions {
    /// The title, in quotation marks.
    #[arg(required = true, value_name = "TITLE")]
    title: Vec<String>,
    /// Begin a page, such as “About”, and not an essay.
    #[arg(long)]
    page: bool,
    /// The last part of its address, and the name of its file. Without this option it is made from the title.
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    /// Open the file in your editor: the program that the variable `VISUAL` or `EDITOR` names, or the one that your system
    /// has for such files.
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    content: Content,
}

/// Writes a draft with this title, and prints its path.
pub(crate) fn run(options: &NewOptions) -> Result<(), CommandError> {
    let site = options.content.find()?;
    let kind = if options.page { NewText::Page } else { NewText::Essay };
    // Somebody who forgets the quotation marks means the same.
    let title = options.title.join(" ");
    let path = new_text(&site.content, kind, &title, options.slug.as_deref())?;
    let path = path.strip_prefix(".").unwrap_or(&path);
    say!("{}", shown(path));
    tell!("It is a draft, which nobody else sees. When it is ready, remove its line `draft = true`.");
    if options.open {
        open(path)?;
    }
    Ok(())
}
