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
    /// Stories that failed and were told again, with what failed first.
    pub unsteady: Vec<String>,
    /// One sentence for each that failed.
    pub failures: Vec<String>,
}

impl Outcome {
    /// Adds what another run found.
    pub fn add(&mut self, other: Outcome) {
        self.passed += other.passed;
        self.skipped += other.skipped;
        self.unsteady.extend(other.unsteady);
        self.failures.extend(other.failures);
    }

    /// A step that is one check.
    pub fn one(passed: bool, failure: &str) -> Self {
        let failures = if passed { Vec::new() } else { vec![failure.to_owned()] };
        Outcome {
            passed: usize::from(passed),
            failures,
            ..Outcome::default()
        }
    }
}

/// A step that was run.
struct Row {
    name: String,
    time: Duration,
    cpu: Duration,
    outcome: Outcome,
}

/// All steps so far.
pub struct Report {
    start: Instant,
    rows: Vec<Row>,
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
        let (start, before) = (Instant::now(), cpu());
        let outcome = run().unwrap_or_else(|e| Outcome::one(false, &format!("{e:#}")));
        let time = start.elapsed();
        println!("── {name}: {}, {}", counts(&outcome), seconds(time));
        let cpu = cpu().saturating_sub(before);
        self.rows.push(Row {
            name: name.to_owned(),
            time,
            cpu,
            outcome,
        });
    }

    /// Prints failures, the table of times and the closing line; whether all passed.
    pub fn close(&self) -> bool {
        let failed: usize = self.rows.iter().map(|r| r.outcome.failures.len()).sum();
        for row in &self.rows {
            for failure in &row.outcome.failures {
                println!("FAILED  {}: {failure}", row.name);
            }
            for story in &row.outcome.unsteady {
                println!("AGAIN   {}: {story}", row.name);
            }
        }
        println!("\n{:<24}{:>12}{:>12}{:>7}   result", "step", "time", "cpu", "share");
        let total = self.start.elapsed();
        for row in &self.rows {
            let share = 100.0 * row.time.as_secs_f64() / total.as_secs_f64().max(0.001);
            let (time, cpu) = (seconds(row.time), seconds(row.cpu));
            println!(
                "{:<24}{time:>12}{cpu:>12}{share:>6.0}%   {}",
                row.name,
                counts(&row.outcome)
            );
        }
        println!(
            "{:<24}{:>12}{:>12}",
            "all",
            seconds(total),
            seconds(self.rows.iter().map(|r| r.cpu).sum())
        );
        let passed: usize = self.rows.iter().map(|r| r.outcome.passed).sum();
        let skipped: usize = self.rows.iter().map(|r| r.outcome.skipped).sum();
        if skipped > 0 {
            println!("{skipped} skipped, each with its reason above");
        }
        println!("{passed} passed, {failed} failed");
        failed == 0
    }
}

fn counts(outcome: &Outcome) -> String {
    let also = |count: usize, word: &str| match count {
        0 => String::new(),
        count => format!(", {count} {word}"),
    };
    format!(
        "{} passed, {} failed{}{}",
        outcome.passed,
        outcome.failures.len(),
        also(outcome.skipped, "skipped"),
        also(outcome.unsteady.len(), "told again")
    )
}

fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 {
        format!("{:.1} s", time.as_secs_f32())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

/// Processor time of all children so far, where the system tells it (Linux): on a busy machine it says more
/// than the clock.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    ticks(&stat).map_or(Duration::ZERO, |hundredths| Duration::from_millis(hundredths * 10))
}

/// The children's user and system time in a line of `/proc/PID/stat`, in hundredths of a second.
fn ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_of_children_is_read() {
        let line = "7 (a (b) c) S 1 7 7 0 -1 4 100 200 0 0 11 12 130 14 20 0 1 0";
        assert_eq!(ticks(line), Some(144));
        assert_eq!(ticks(""), None);
    }

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
