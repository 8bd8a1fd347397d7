//! The list of the addresses that have been public: `addresses.lock` in the content folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use catchword_press::{Addresses, Edition, Recorded, SiteAddresses, Vanished};
use miette::Report;

use crate::report::{CommandError, counted, counted_as};
use crate::shell::quoted;

/// How many headings of a page are listed one by one.
const MOST_HEADINGS: usize = 10;

/// Records the addresses of a site that is now built for the public. On a machine that only builds, such as a host's, the
/// folder may be read-only: the site is good all the same.
pub(crate) fn record(content: &Path, addresses: &SiteAddresses) {
    match catchword_press::record(content, addresses) {
        Ok(Recorded::Unchanged) => {}
        Ok(Recorded::Begun) => {
            say!(
                "A list of public addresses begins, so that none is lost from now on: {}. If there was such a file before, put \
                 it back, and build again.",
                keep(content)
            );
        }
        Ok(Recorded::Written) => {
            say!("The list of public addresses has changed: {}", keep(content));
        }
        Err(error) => {
            tell!("{:?}", Report::new(error));
            tell!(
                "The site is built, but its new addresses could not be added to `{}`. Build it once where that folder can \
                 be written, and {}.",
                file(content),
                keep(content)
            );
        }
    }
}

/// Prints every address that is public, would be with the next build, or would have to be given up.
pub(crate) fn list(content: &Path) -> Result<(), CommandError> {
    let SiteAddresses { recorded, current, lost, .. } = found(content)?;
    let recorded = recorded.unwrap_or_default();
    for (address, fact) in current.iter() {
        let mark = if recorded.contains(address, fact) { ' ' } else { '+' };
        say!("{mark} {address}  {fact}");
    }
    say!("A `+` marks what the next build for the public adds to `{}`.", file(content));
    if let Some(first) = lost.first() {
        say!("\nThese addresses have been public, and are no longer there. `catchword check` says how to keep them:");
        print_lost(&lost);
        say!(
            "To give up all of them, run `catchword addresses --accept`. To give up some, name them: `catchword addresses \
             --accept {}`. With a page go its headings.",
            quoted(first)
        );
    }
    Ok(())
}

/// Gives up the addresses that are no longer there, and writes the list anew. If some are named, only these.
pub(crate) fn accept(content: &Path, named: &[String]) -> Result<(), CommandError> {
    let mut addresses = found(content)?;
    let given_up = if named.is_empty() {
        addresses.lost.clone()
    } else {
        let chosen = chosen(named, &addresses.lost)?;
        let after = addresses.without(&chosen);
        let is_chosen = |address: &&String| {
            chosen.contains(address.as_str()) || address.split_once('#').is_some_and(|(page, _)| chosen.contains(page))
        };
        let given_up = addresses.lost.iter().filter(is_chosen).cloned().collect();
        addresses.current = after;
        given_up
    };
    let kept = count_of(&addresses.current);
    let written = catchword_press::record(content, &addresses)?;
    match given_up.len() {
        0 => say!("No address had to be given up."),
        count => {
            print_lost(&given_up);
            let left = addresses.lost.len() - count;
            say!("{} given up.", counted_as(count, "address", "addresses"));
            if left > 0 {
                let are = if left == 1 { "is" } else { "are" };
                say!("{} {are} not there either, and not given up.", counted_as(left, "address", "addresses"));
            }
        }
    }
    say!("The list keeps {}.", counted_as(kept, "address", "addresses"));
    if written != Recorded::Unchanged {
        say!("The list of public addresses has changed: {}", keep(content));
    }
    Ok(())
}

fn found(content: &Path) -> Result<SiteAddresses, CommandError> {
    let edition = Edition { vanished: Vanished::Accept, ..Edition::RELEASE };
    Ok(catchword_press::inspect(content, edition)?.addresses)
}

/// The addresses that an author named, as they are recorded: with or without the slash at the end.
fn chosen<'l>(named: &[String], lost: &'l [String]) -> Result<BTreeSet<&'l str>, CommandError> {
    let found = |name: &String| {
        let is_it = |address: &&String| address.trim_end_matches('/') == name.trim().trim_end_matches('/');
        lost.iter().find(is_it).map(String::as_str).ok_or_else(|| CommandError::NotLost(name.clone()))
    };
    named.iter().map(found).collect()
}

/// Prints addresses, the headings of a page together if they are many.
fn print_lost(lost: &[String]) {
    let mut headings: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in lost {
        if let Some((page, heading)) = address.split_once('#') {
            headings.entry(page).or_default().push(heading);
        }
    }
    let pages = lost.iter().filter(|address| !address.contains('#')).map(String::as_str);
    let all: BTreeSet<&str> = pages.clone().chain(headings.keys().copied()).collect();
    let pages: BTreeSet<&str> = pages.collect();
    for page in all {
        if pages.contains(page) {
            say!("- {page}");
        }
        let of_page = headings.get(page).map_or(&[][..], Vec::as_slice);
        for heading in of_page.iter().take(MOST_HEADINGS) {
            say!("- {page}#{heading}");
        }
        if of_page.len() > MOST_HEADINGS {
            say!("- … and {} on {page}", counted(of_page.len() - MOST_HEADINGS, "more heading"));
        }
    }
}

/// How many addresses there are, whatever is known of each.
fn count_of(addresses: &Addresses) -> usize {
    addresses.iter().map(|(address, _)| address).collect::<BTreeSet<_>>().len()
}

/// What an author does with the file, so that it is there for the next build: in a repository, it belongs into a commit.
fn keep(content: &Path) -> String {
    let real = content.canonicalize().unwrap_or_else(|_| content.to_owned());
    let in_repository = real.ancestors().any(|folder| folder.join(".git").exists());
    if in_repository {
        format!("commit `{}`", file(content))
    } else {
        format!("keep `{}` with your texts", file(content))
    }
}

fn file(content: &Path) -> String {
    catchword_press::shown(&content.join(catchword_press::ADDRESSES))
}
