//! Puts the built app into the program, if `CATCHWORD_APP` names its folder, as `cargo xtask dist` does, or if this is the packed
//! crate, which has it in the folder `app`. Otherwise the program has none, and looks for it in `target/app`.

fn main() {
    catchword_build::embed_app(catchword_build::APP);
}
