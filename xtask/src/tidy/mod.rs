//! `tidy`: what the house promises about its own text, checked over every file under version control.
mod bilingual;
mod code;
mod lengths;
mod links;
mod litter;
mod nodes;
mod panics;
mod purity;
mod rules;
mod styles;
mod walls;

use crate::test::Outcome;
use crate::{place, run};
use anyhow::Result;
use std::fs;

/// A text file of the repository.
pub struct File {
    /// Its path from the root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// A file that is not on disk, for the checks' own tests.
    #[cfg(test)]
    pub fn new(path: &str, text: &str) -> Self {
        File {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Whether it is Rust source of the product or its chores, not of tests.
    pub fn is_source(&self) -> bool {
        let places = ["src/", "endpoint/src/", "xtask/src/"];
        let in_crate = self.path.starts_with("crates/") && self.path.contains("/src/");
        let here = in_crate || places.iter().any(|place| self.path.starts_with(place));
        here && self.is_rust()
    }

    /// Whether it is Rust at all.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// What a check found: where, and what is wrong there.
pub type Findings = Vec<String>;

/// A check: its name, and what it finds in the whole tree.
type Check = (&'static str, fn(&[File]) -> Findings);

/// All checks.
const CHECKS: [Check; 11] = [
    ("the page links nothing of the worker", walls::check),
    ("pure floors know no clock, chance or browser", purity::check),
    ("files of at most 500 lines", lengths::files),
    ("functions of at most 60 lines", lengths::functions),
    ("no unwrap, expect or panic outside tests", panics::check),
    ("every rule has an id, a source and a mark", rules::check),
    (
        "every node's source is a known norm, its texts are in both languages",
        nodes::check,
    ),
    ("both languages complete", bilingual::check),
    ("no stray notes, machine paths or mirrors", litter::check),
    ("no inline styles, which the policy refuses", styles::check),
    ("links lead somewhere", links::check),
];

/// `cargo xtask tidy`.
pub fn command() -> Result<bool> {
    let outcome = check()?;
    println!("{} passed, {} failed", outcome.passed, outcome.failures.len());
    Ok(outcome.failures.is_empty())
}

/// Runs all checks; each is one passed test or as many failures as it found.
pub fn check() -> Result<Outcome> {
    let files = tree()?;
    let mut outcome = Outcome::default();
    for (name, check) in CHECKS {
        let found = check(&files);
        println!("{}  {name}", if found.is_empty() { "ok  " } else { "FAIL" });
        for line in &found {
            println!("      {line}");
        }
        outcome.passed += usize::from(found.is_empty());
        outcome.failures.extend(found);
    }
    for line in lengths::long_files(&files).into_iter().chain(nodes::unverified(&files)) {
        println!("note  {line}");
    }
    Ok(outcome)
}

/// Every text file that is, or is about to be, under version control.
fn tree() -> Result<Vec<File>> {
    let mut git = run::command("git");
    let names = run::text(git.args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let read = |path: &str| {
        let text = String::from_utf8(fs::read(place::root().join(path)).ok()?).ok()?;
        Some(File {
            path: path.to_owned(),
            text,
        })
    };
    Ok(names.lines().filter_map(read).collect())
}
