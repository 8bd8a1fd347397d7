//! The list of the addresses that have been public: `addresses.lock` in the content folder.

use std::path::Path;

use catchword_press::{Addresses, Edition, Fact, Recorded, SiteAddresses, Vanished};
use miette::Report;

use crate::report::{CommandError, counted_as};

/// Records the addresses of a site that is now built for the public. On a machine that only builds, such as a host's, the
/// folder may be read-only: the site is good all the same.
pub(crate) fn record(content: &Path, addresses: &SiteAddresses) {
    match catchword_press::record(content, addresses) {
        Ok(Recorded::Unchanged) => {}
        Ok(Recorded::Written) => {
            println!("The list of public addresses has changed: commit `{}`", file(content));
        }
        Err(error) => {
            eprintln!("{:?}", Report::new(error));
            eprintln!(
                "The site is built, but its new addresses could not be added to `{}`. Build it once where that folder can \
                 be written, and commit the file.",
                file(content)
            );
        }
    }
}

/// Prints every address that is public or would be with the next build.
pub(crate) fn list(content: &Path) -> Result<(), CommandError> {
    let SiteAddresses { recorded, current } = catchword_press::inspect(content, Edition::RELEASE)?.addresses;
    let recorded = recorded.unwrap_or_default();
    for (address, fact) in current.iter() {
        let mark = if recorded.contains(address, fact) { ' ' } else { '+' };
        println!("{mark} {address}  {fact}");
    }
    println!("A `+` marks what the next build for the public adds to `{}`.", file(content));
    Ok(())
}

/// Gives up the addresses that are no longer there, and writes the list anew.
pub(crate) fn accept(content: &Path) -> Result<(), CommandError> {
    let edition = Edition { vanished: Vanished::Accept, ..Edition::RELEASE };
    let addresses = catchword_press::inspect(content, edition)?.addresses;
    let written = catchword_press::record(content, &addresses)?;
    let SiteAddresses { recorded, current } = &addresses;
    let given_up = given_up(recorded.as_ref(), current);
    for address in &given_up {
        println!("- {address}");
    }
    match given_up.len() {
        0 => println!("No address had to be given up."),
        count => println!("{} given up.", counted_as(count, "address", "addresses")),
    }
    if written == Recorded::Written {
        println!("The list of public addresses has changed: commit `{}`", file(content));
    }
    Ok(())
}

/// The addresses that the new list does not have in any form.
fn given_up<'a>(recorded: Option<&'a Addresses>, current: &Addresses) -> Vec<&'a str> {
    let kept: std::collections::BTreeSet<&str> = current.iter().map(|(address, _)| address).collect();
    let recorded = recorded.into_iter().flat_map(Addresses::iter);
    recorded
        .filter(|(address, fact)| !matches!(fact, Fact::FeedId(_)) && !kept.contains(address))
        .map(|(address, _)| address)
        .collect()
}

fn file(content: &Path) -> String {
    content.join(catchword_press::ADDRESSES).display().to_string()
}
