//! `year [--cases N] [--seed S] [--seeds N] [--daily]`: years of a court through the real engine, looked at every week. The
//! command of the full size: `cargo run --profile sim -p year`, 3,000 cases and forty people.
use std::process::ExitCode;
use std::time::Instant;

use chrono::NaiveDate;
use year::proof::{Pace, run};

/// The cases an intermediate court gets in a year.
const CASES: u64 = 3_000;
/// The first day of the year that is told.
const FROM: NaiveDate = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();

fn option(args: &[String], name: &str) -> Option<u64> {
    let at = args.iter().position(|arg| arg == name)?;
    args.get(at + 1)?.parse().ok()
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let cases = usize::try_from(option(&args, "--cases").unwrap_or(CASES)).unwrap_or(usize::MAX);
    let first = option(&args, "--seed").unwrap_or(7);
    let is_daily = args.iter().any(|arg| arg == "--daily");
    let pace = if is_daily { Pace::Daily } else { Pace::Weekly };
    let mut failed = 0;
    for seed in first..first + option(&args, "--seeds").unwrap_or(1) {
        let began = Instant::now();
        match run(seed, cases, FROM, pace) {
            Ok(figures) => println!("seed {seed}: {figures:?} in {:.1} s", began.elapsed().as_secs_f64()),
            Err(error) => {
                println!("FAIL {error}");
                failed += 1;
            }
        }
    }
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
