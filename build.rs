//! Writes the built-in rules in the form the quick page carries (`src/quick/rules.rs`): read and checked here, so that
//! it needs no reader of texts.
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    // The texts are part of the crate this is built with: a changed text builds it anew, and with it this.
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_BROWSER").is_some() {
        let bytes = postcard::to_allocvec(&law::compiled::Compiled::builtin()?)?;
        let out = std::env::var_os("OUT_DIR").ok_or("no folder to write to")?;
        std::fs::write(PathBuf::from(out).join("rules.bin"), bytes)?;
    }
    Ok(())
}
