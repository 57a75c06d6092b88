//! `sim --seeds N [--seed S] [--step T] [--threads T]`: runs seeds, prints what failed, a hash of all logs, and the
//! rate. `--seed 9 --step 10` are the attacks only.
//! `sim --pull N`: what it costs a fresh device to pull N cases.
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use sim::{Mutation, run};

fn option(args: &[String], name: &str) -> Option<u64> {
    let at = args.iter().position(|a| a == name)?;
    args.get(at + 1)?.parse().ok()
}

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if let Some(cases) = option(&args, "--pull") {
        let pulled = sim::pull::pull(cases as usize);
        println!("{pulled:?}");
        return std::process::ExitCode::from(u8::from(pulled.is_err()));
    }
    let first = option(&args, "--seed").unwrap_or(0);
    let one = args.iter().any(|a| a == "--seed") && !args.iter().any(|a| a == "--seeds");
    let seeds = if one {
        1
    } else {
        option(&args, "--seeds").unwrap_or(1_000)
    };
    let cores = std::thread::available_parallelism().map_or(2, usize::from) as u64;
    let step = option(&args, "--step").unwrap_or(1).max(1);
    let threads = option(&args, "--threads").unwrap_or(cores).min(seeds).max(1);
    let (next, began) = (AtomicU64::new(first), Instant::now());
    let work = || {
        let (mut logs, mut acknowledged, mut requests, mut failed) = (0_u64, 0, 0, Vec::new());
        loop {
            let seed = next.fetch_add(step, Ordering::Relaxed);
            if seed >= first + seeds * step {
                return (logs, acknowledged, requests, failed);
            }
            let outcome = run(seed, Mutation::None);
            // A sum does not depend on which thread took which seed.
            logs = logs.wrapping_add(outcome.log.rotate_left((seed % 64) as u32));
            acknowledged += outcome.acknowledged;
            requests += outcome.requests;
            failed.extend(outcome.failure.map(|why| (seed, why)));
        }
    };
    let parts: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().filter_map(|w| w.join().ok()).collect()
    });
    let broken = threads as usize - parts.len();
    let mut failed: Vec<_> = parts.iter().flat_map(|p| p.3.clone()).collect();
    failed.sort();
    for (seed, why) in failed.iter().take(20) {
        println!("FAIL seed {seed}: {why}");
    }
    let (seconds, log) = (
        began.elapsed().as_secs_f64(),
        parts.iter().fold(0_u64, |sum, p| sum.wrapping_add(p.0)),
    );
    let (acknowledged, requests) = parts.iter().fold((0, 0), |(a, r), p| (a + p.1, r + p.2));
    println!(
        "{seeds} seeds in {seconds:.1} s on {threads} threads, {:.0} a second; {acknowledged} entries acknowledged, \
         {requests} requests; log {log:016x}",
        seeds as f64 / seconds
    );
    let bad = failed.len() + broken;
    println!("{} passed, {bad} failed, 0 skipped", seeds as usize - failed.len());
    if bad == 0 {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    }
}
