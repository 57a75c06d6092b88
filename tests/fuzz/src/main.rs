//! Fuzzing of every decoder that reads bytes from elsewhere.
//!
//! `fuzz [--target NAME] [--seconds 40] [--seed 1] [--keep DIR]`: all targets share the time, two at once. Each runs in
//! a process of its own, so that one that aborts is seen and named. Findings are written to `--keep`.
//! `fuzz --target NAME --input FILE` tries one file, `--seeds DIR` writes the seeds. Built with the feature `guided` it is a libFuzzer program for the
//! target that `FENLIU_FUZZ` names.
#![cfg_attr(feature = "guided", no_main)]
mod targets;

#[cfg(feature = "guided")]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let name = std::env::var("FENLIU_FUZZ").unwrap_or_default();
    if let Some(target) = targets::ALL.iter().find(|t| t.name == name) {
        (target.run)(bytes);
    }
});

#[cfg(not(feature = "guided"))]
mod command;
#[cfg(not(feature = "guided"))]
mod mutate;
#[cfg(not(feature = "guided"))]
mod run;

/// Counts memory, so that greedy readers are found.
#[cfg(not(feature = "guided"))]
#[global_allocator]
static ALLOCATOR: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

#[cfg(not(feature = "guided"))]
fn main() -> std::process::ExitCode {
    command::main()
}
