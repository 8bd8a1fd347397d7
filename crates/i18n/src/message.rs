/// The texts, each with its name in a language's file.
macro_rules! messages {
    ($($(#[$doc:meta])* $word:ident = $name:literal,)+) => {
        /// A text that the app says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Message {
            $($(#[$doc])* $word,)+
        }

        impl Message {
            /// Every text's name in a language's file, in the order of [`Message`].
            #[cfg(not(target_arch = "wasm32"))]
            pub const NAMES: &[&str] = &[$($name,)+];
        }
    };
}

messages! {
    /// The link over the frame, to the text.
    Skip = "skip",
    /// The masthead's links.
    Site = "site",
    /// The list of an essay's tags.
    Tags = "tags",
    /// Who wrote it.
    By = "by",
    /// Before the day of the last revision.
    Updated = "updated",
    /// The same essay stands there too.
    AlsoOn = "also-on",
    /// The essay was there first.
    FirstIn = "first-published-in",
    /// The essay goes on there.
    RestOn = "rest-on",
    /// To the author's page.
    About = "about",
    /// Who made a picture.
    Picture = "picture-by",
    /// An essay's headings.
    Contents = "contents",
    /// Essays with the same tags.
    Related = "related",
    /// The fold.
    Fold = "fold",
    /// The fold's first leaf.
    Previous = "previous",
    /// The fold's second leaf.
    Next = "next",
    /// In a leaf's place, at the newest essay.
    Newest = "newest",
    /// In a leaf's place, at the oldest essay.
    First = "first",
    /// In a leaf's place, where a series is at the end of all essays.
    RowEnd = "row-end",
    /// Below the fold.
    All = "all",
    /// The way through a list's pages.
    Pages = "pages",
    /// A list without essays.
    Nothing = "nothing",
    /// The heading of the page for an unknown address.
    Missing = "missing",
    /// What may have happened.
    MissingWhy = "missing-why",
    /// The link to the list, from there.
    MissingList = "missing-list",
    /// The title of that page.
    MissingTitle = "missing-title",
    /// The title of a page that could not be fetched.
    FailedTitle = "failed-title",
    /// The heading of a page that could not be fetched and has no title.
    Failed = "failed",
    /// A page is on its way.
    Loading = "loading",
    /// The one thing to do about a fault.
    Retry = "try-again",
    /// No network.
    Offline = "fault-offline",
    /// No answer in time.
    Timeout = "fault-timeout",
    /// The page is gone.
    Gone = "fault-gone",
    /// The server failed.
    Server = "fault-server",
    /// Not what it should be.
    Shape = "fault-shape",
    /// Not all of it came.
    Truncated = "fault-truncated",
    /// The site is newer than the app.
    Newer = "fault-newer",
    /// The keys dialog, and the button for it.
    Keys = "keys",
    /// The arrow back.
    KeyPrevious = "key-previous",
    /// The arrow on.
    KeyNext = "key-next",
    /// Escape.
    KeyStop = "key-stop",
    /// The checkbox for letters and signs.
    KeyLetters = "key-letters",
    /// `j`.
    KeyEntryNext = "key-entry-next",
    /// `k`.
    KeyEntryPrevious = "key-entry-previous",
    /// `?`.
    KeyHelp = "key-help",
    /// `/`.
    KeySearch = "key-search",
    /// Closes a dialog.
    Close = "close",
    /// What "Aa" stands for.
    Look = "look",
    /// The choice of light or dark.
    Colours = "colours",
    /// As the device has it.
    ColoursDevice = "colours-device",
    /// Dark on light.
    ColoursLight = "colours-light",
    /// Light on dark.
    ColoursDark = "colours-dark",
    /// The choice of a text's size.
    Size = "size",
    /// The choice of the space between lines.
    Spacing = "spacing",
    /// The choice of a typeface.
    Face = "face",
    /// As the site has it.
    Usual = "usual",
    /// Smaller text.
    Smaller = "smaller",
    /// Larger text.
    Larger = "larger",
    /// The largest text.
    Largest = "largest",
    /// Wide spaces.
    Wide = "wide",
    /// The widest spaces.
    Widest = "widest",
    /// Letters without serifs.
    Sans = "sans",
    /// Everything as it was.
    Reset = "reset",
    /// To where the reader left a long essay.
    GoOn = "go-on",
    /// Hands the essay's address on.
    Share = "share",
    /// Copies a link to what is selected.
    ShareSelection = "share-selection",
    /// A link has been copied.
    Copied = "copied",
    /// A link could not be copied.
    NotCopied = "not-copied",
    /// The way out, at once.
    Leave = "leave",
}
