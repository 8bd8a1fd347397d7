//! Gives the views their stamp, and puts the built app into the command.

fn main() {
    catchword_build::views();
}
