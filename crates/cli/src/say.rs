//! Prints for the author. Whoever reads it may have gone (`catchword build | head`), or the disk may be full: that must not end a
//! command in the middle of its work, as `println!` would.

/// Prints a line.
macro_rules! say {
    ($($words:tt)*) => {{
        use ::std::io::Write as _;
        let _ = writeln!(::std::io::stdout().lock(), $($words)*);
    }};
}

/// Prints a line where errors go.
macro_rules! tell {
    ($($words:tt)*) => {{
        use ::std::io::Write as _;
        let _ = writeln!(::std::io::stderr().lock(), $($words)*);
    }};
}
