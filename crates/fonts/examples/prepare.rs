//! Makes a font ready for a text, and prints its stylesheet:
//! `cargo run -p catchword-fonts --example prepare -- FONT TEXT-FILE OUT.woff2`

use std::collections::BTreeSet;
use std::error::Error;

use catchword_fonts::{Face, System, css, family_list, read};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, text, out] = arguments.as_slice() else { return Err("name a font, a text, and a new file".into()) };
    let font = read(&std::fs::read(path)?)?;
    let characters: BTreeSet<char> = std::fs::read_to_string(text)?.chars().collect();
    let web = font.subset(&characters)?;
    std::fs::write(out, &web)?;

    let family = font.family.clone().unwrap_or_else(|| "Font".to_owned());
    let systems = if font.is_sans { System::SANS } else { System::SERIF };
    print!("{}", css(&family, &[Face::new(&font, out)], systems));
    println!(
        "body{{font-family:{}}}",
        family_list(&family, systems, if font.is_sans { "sans-serif" } else { "serif" })
    );
    eprintln!("{} bytes; missing: {:?}; {:?}", web.len(), font.missing(&characters), font.embedding);
    Ok(())
}
