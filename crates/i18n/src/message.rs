/// Defines [`Message`] from a list of variants, each with its key in the `[app]` table of a language file.
macro_rules! messages {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// One of the app's texts. `{}` in its doc says what fills the text's placeholder.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Message {
            $($(#[$doc])* $variant,)+
        }

        impl Message {
            /// The keys in a language file, in the order of the variants.
            #[cfg(not(target_arch = "wasm32"))]
            pub const NAMES: &[&str] = &[$($name,)+];
        }
    };
}

messages! {
    /// Link above the masthead that skips to the text.
    Skip = "skip",
    /// Name of the masthead's navigation.
    Site = "site",
    /// Name of the list of an essay's tags.
    Tags = "tags",
    /// The day of the last revision: `{}`.
    Updated = "updated",
    /// Link to a copy of the essay on another site: `{}`.
    AlsoOn = "also-on",
    /// Link to the site that published the essay first: `{}`.
    FirstIn = "first-published-in",
    /// Link to the rest of the essay on another site: `{}`.
    RestOn = "rest-on",
    /// Link to the page about the author: `{}`.
    About = "about",
    /// The credit of a picture: `{}`.
    Picture = "picture-by",
    /// Heading of the table of contents.
    Contents = "contents",
    /// Heading of the essays with the same tags.
    Related = "related",
    /// Name of the fold, the navigation to the previous and the next essay.
    Fold = "fold",
    /// First leaf of the fold.
    Previous = "previous",
    /// Second leaf of the fold.
    Next = "next",
    /// Shown instead of a leaf at the newest essay.
    Newest = "newest",
    /// Shown instead of a leaf at the oldest essay.
    First = "first",
    /// Shown instead of a leaf where a series meets the end of all essays.
    RowEnd = "row-end",
    /// Link below the fold to the list of essays.
    All = "all",
    /// Name of the navigation through a list's pages.
    Pages = "pages",
    /// Shown in a list without essays.
    Nothing = "nothing",
    /// Heading of `404.html`.
    Missing = "missing",
    /// Sentence below it: what may have happened.
    MissingWhy = "missing-why",
    /// Link from there to the list of essays.
    MissingList = "missing-list",
    /// Title of `404.html`.
    MissingTitle = "missing-title",
    /// Title of a page that could not be fetched.
    FailedTitle = "failed-title",
    /// Heading of a page that could not be fetched, if its title is unknown.
    Failed = "failed",
    /// Status while a page is fetched.
    Loading = "loading",
    /// Button that fetches a page again after a fault.
    Retry = "try-again",
    /// Fault: there is no network.
    Offline = "fault-offline",
    /// Fault: no answer in time.
    Timeout = "fault-timeout",
    /// Fault: the page does not exist any more.
    Gone = "fault-gone",
    /// Fault: the server answered with an error.
    Server = "fault-server",
    /// Fault: the answer is not a bundle.
    Shape = "fault-shape",
    /// Fault: part of the answer is missing.
    Truncated = "fault-truncated",
    /// Fault: the site is newer than the app.
    Newer = "fault-newer",
    /// Title of the dialog that lists the keys, and of the button that opens it.
    Keys = "keys",
    /// What the arrow to the previous page does.
    KeyPrevious = "key-previous",
    /// What the arrow to the next page does.
    KeyNext = "key-next",
    /// What Escape does.
    KeyStop = "key-stop",
    /// Checkbox that turns on the keys below.
    KeyLetters = "key-letters",
    /// What `j` does.
    KeyEntryNext = "key-entry-next",
    /// What `k` does.
    KeyEntryPrevious = "key-entry-previous",
    /// What `?` does.
    KeyHelp = "key-help",
    /// What `/` does.
    KeySearch = "key-search",
    /// Button that closes a dialog.
    Close = "close",
    /// Name of the form behind "Aa".
    Look = "look",
    /// Group of choices: light or dark.
    Colours = "colours",
    /// Choice: as the device is set.
    ColoursDevice = "colours-device",
    /// Choice: light.
    ColoursLight = "colours-light",
    /// Choice: dark.
    ColoursDark = "colours-dark",
    /// Group of choices: size of the text.
    Size = "size",
    /// Group of choices: space between the lines.
    Spacing = "spacing",
    /// Group of choices: typeface.
    Face = "face",
    /// Choice: the site's own setting.
    Usual = "usual",
    /// Choice: smaller text.
    Smaller = "smaller",
    /// Choice: larger text.
    Larger = "larger",
    /// Choice: the largest text.
    Largest = "largest",
    /// Choice: more space between the lines.
    Wide = "wide",
    /// Choice: the most space between the lines.
    Widest = "widest",
    /// Choice: a typeface without serifs.
    Sans = "sans",
    /// Button that resets all these choices.
    Reset = "reset",
    /// Link to the place where the reader stopped in a long essay.
    GoOn = "go-on",
    /// Button that shares the essay's address.
    Share = "share",
    /// Button that copies a link to the selected text.
    ShareSelection = "share-selection",
    /// Status: a link was copied.
    Copied = "copied",
    /// Status: a link could not be copied.
    NotCopied = "not-copied",
    /// Link that leaves the site at once.
    Leave = "leave",
}
