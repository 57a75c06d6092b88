//! What each step found and how long it took.
use anyhow::Result;
use std::time::{Duration, Instant};

/// What a step found.
#[derive(Default)]
pub struct Outcome {
    /// Tests or checks that passed.
    pub passed: usize,
    /// Tests that were left out, with their reasons in the step's own output.
    pub skipped: usize,
    /// One sentence for each that failed.
    pub failures: Vec<String>,
}

impl Outcome {
    /// A step that is one check.
    pub fn one(passed: bool, failure: &str) -> Self {
        let failures = if passed { Vec::new() } else { vec![failure.to_owned()] };
        Outcome {
            passed: usize::from(passed),
            failures,
            skipped: 0,
        }
    }
}

/// All steps so far.
pub struct Report {
    start: Instant,
    rows: Vec<(String, Duration, Outcome)>,
}

impl Report {
    /// An empty report; the clock runs.
    pub fn new() -> Self {
        Report {
            start: Instant::now(),
            rows: Vec::new(),
        }
    }

    /// Runs a step. One that breaks down counts as one failure, and the next step follows.
    pub fn step(&mut self, name: &str, run: impl FnOnce() -> Result<Outcome>) {
        println!("── {name} …");
        let start = Instant::now();
        let outcome = run().unwrap_or_else(|e| Outcome::one(false, &format!("{e:#}")));
        let time = start.elapsed();
        println!("── {name}: {}, {}", counts(&outcome), seconds(time));
        self.rows.push((name.to_owned(), time, outcome));
    }

    /// Prints failures, the table of times and the closing line; whether all passed.
    pub fn close(&self) -> bool {
        let failed: usize = self.rows.iter().map(|(.., o)| o.failures.len()).sum();
        for (name, _, outcome) in &self.rows {
            for failure in &outcome.failures {
                println!("FAILED  {name}: {failure}");
            }
        }
        println!("\n{:<24}{:>10}{:>7}   result", "step", "time", "share");
        let total = self.start.elapsed();
        for (name, time, outcome) in &self.rows {
            let share = 100.0 * time.as_secs_f64() / total.as_secs_f64().max(0.001);
            println!("{name:<24}{:>10}{share:>6.0}%   {}", seconds(*time), counts(outcome));
        }
        println!("{:<24}{:>10}", "all", seconds(total));
        let passed: usize = self.rows.iter().map(|(.., o)| o.passed).sum();
        let skipped: usize = self.rows.iter().map(|(.., o)| o.skipped).sum();
        if skipped > 0 {
            println!("{skipped} skipped, each with its reason above");
        }
        println!("{passed} passed, {failed} failed");
        failed == 0
    }
}

fn counts(outcome: &Outcome) -> String {
    let skipped = if outcome.skipped > 0 {
        format!(", {} skipped", outcome.skipped)
    } else {
        String::new()
    };
    format!("{} passed, {} failed{skipped}", outcome.passed, outcome.failures.len())
}

fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 {
        format!("{:.1} s", time.as_secs_f32())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_breaks_down_is_a_failure_and_the_rest_goes_on() {
        let mut report = Report::new();
        report.step("broken", || anyhow::bail!("no such thing"));
        report.step("fine", || {
            Ok(Outcome {
                passed: 3,
                ..Outcome::default()
            })
        });
        assert!(!report.close());
        assert_eq!(report.rows.len(), 2);
    }
}
