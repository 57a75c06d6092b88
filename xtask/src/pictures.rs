//! `cargo xtask pictures`: takes the pictures of the guide anew, from the story that walks through the demo.
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

use crate::test::{Engine, stories};
use crate::{place, run};

/// The story that goes from page to page of the demo.
const STORY: &str = "the-demo-comes-and-goes";

/// Pictures the story takes for the documents begin so, after the name of the browser.
const PREFIX: &str = "chromium-guide-";

/// Tells the story on what `cargo xtask bundle` built, and puts its pictures into `docs/pictures/`.
pub fn pictures() -> Result<bool> {
    let taken = place::target().join("pictures");
    if taken.exists() {
        fs::remove_dir_all(&taken).context("the pictures of the last time cannot be removed")?;
    }
    stories::build()?;
    let mut story = stories::command(Engine::Chromium, Some(STORY))?;
    run::must(story.arg("--shots").arg(&taken))?;
    let count = put(&taken, &place::root().join("docs/pictures"))?;
    println!("{count} pictures in docs/pictures");
    Ok(true)
}

/// Copies the pictures of the guide under their names there; how many they were.
fn put(taken: &Path, into: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(taken).context("the story took no pictures")? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(name) = name.strip_prefix(PREFIX) {
            fs::copy(&path, into.join(format!("guide-{name}")))?;
            count += 1;
        }
    }
    ensure!(count > 0, "the story took no pictures of the guide");
    Ok(count)
}
