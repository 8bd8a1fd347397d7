//! Prints the mean width of fonts, as `src/systems.rs` has it, and their stylesheet:
//! `cargo run -p catchword-fonts --example mean_width -- FILE…`

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args_os().skip(1) {
        let font = catchword_fonts::read(&std::fs::read(&path)?)?;
        let family = font.family.as_deref().unwrap_or("?");
        let width = font.mean_width(f32::from(font.weight.min)).ok_or("the font has no Latin letters")?;
        println!("{width:.4}  {family} {:?} {:?}", font.weight, font.style);
    }
    Ok(())
}
