//! Reads how many tests passed from what test programs print, and shows it meanwhile.
use super::report::Outcome;
use crate::run;
use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Runs a test command, passes its output on, and counts the tests in it.
pub fn run(command: &mut Command) -> Result<Outcome> {
    let shown = run::shown(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start: {shown}"))?;
    let mut outcome = Outcome::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            println!("{line}");
            read(&line, &mut outcome);
        }
    }
    let status = child.wait()?;
    if !status.success() && outcome.failures.is_empty() {
        outcome.failures.push(format!("{status}: {shown}"));
    }
    Ok(outcome)
}

/// Takes what one line says: libtest's and wasm-bindgen's `test NAME ... FAILED` and
/// `test result: …`, the stories' `FAIL NAME`, `again NAME` and `N passed, N failed, N skipped`.
fn read(line: &str, into: &mut Outcome) {
    let line = line.trim();
    if let Some(result) = line.strip_prefix("test result: ") {
        into.passed += before(result, " passed");
        into.skipped += before(result, " ignored");
    } else if line.starts_with("test ") && (line.ends_with("... FAILED") || line.ends_with("... FAIL")) {
        into.failures.push(line.to_owned());
    } else if let Some(story) = line.strip_prefix("FAIL ") {
        into.failures.push(story.trim().to_owned());
    } else if let Some(story) = line.strip_prefix("again ") {
        into.unsteady.push(story.trim().to_owned());
    } else if line.contains(" passed, ") && line.contains(" failed") && line.starts_with(|c: char| c.is_ascii_digit()) {
        into.passed += before(line, " passed");
        into.skipped += before(line, " skipped");
    }
}

/// The number in front of `word`.
fn before(line: &str, word: &str) -> usize {
    let end = line.find(word).unwrap_or(0);
    let digits = line[..end].rsplit(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|d| d.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[&str]) -> (usize, usize, usize) {
        let mut outcome = Outcome::default();
        lines.iter().for_each(|l| read(l, &mut outcome));
        (outcome.passed, outcome.failures.len(), outcome.skipped)
    }

    #[test]
    fn a_story_told_again_is_named_and_not_counted_twice() {
        let mut outcome = Outcome::default();
        for line in [
            "again webkit reload: gone",
            "ok    webkit reload (9.0 s)",
            "1 passed, 0 failed, 0 skipped",
        ] {
            read(line, &mut outcome);
        }
        assert_eq!((outcome.passed, outcome.failures.len()), (1, 0));
        assert_eq!(outcome.unsteady, ["webkit reload: gone"]);
    }

    #[test]
    fn counts_of_test_programs_are_summed() {
        let libtest = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(told(&[libtest, "test a::b ... ok", libtest]), (24, 0, 2));
    }

    #[test]
    fn failures_are_named_once() {
        let end = "test result: FAILED. 3 passed; 1 failed; 0 ignored";
        assert_eq!(told(&["test a::b ... FAILED", end]), (3, 1, 0));
        assert_eq!(
            told(&["FAIL  webkit reload (3.1 s): gone", "8 passed, 1 failed, 2 skipped"]),
            (8, 1, 2)
        );
    }
}
