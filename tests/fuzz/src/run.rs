//! Runs a target for a while: what panics, takes too long or asks for too much memory is a finding.
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::ALLOCATOR;
use crate::mutate::Mutator;
use crate::targets::Target;

/// The most time one input of at most 64 KiB may take. Generous, because the machine may be busy.
const SLOW: Duration = Duration::from_secs(8);
/// The most memory one input may ask for beyond what is held already, in bytes.
const MEMORY: usize = 512 << 20;

/// What a target did in its time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// Inputs tried.
    pub tried: u64,
    /// Inputs read as valid: a measure of how deep the mutations reach.
    pub accepted: u64,
}

/// An input that must not behave as it does.
pub struct Finding {
    /// The input.
    pub input: Vec<u8>,
    /// What happened.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.what, self.input.len())
    }
}

/// Tries inputs until the time is up. `before` sees every input before it is tried.
///
/// # Errors
/// The first finding.
pub fn run(target: &Target, seed: u64, time: Duration, mut before: impl FnMut(&[u8])) -> Result<Told, Finding> {
    let seeds = (target.seeds)();
    for input in &seeds {
        before(input);
        if !one(target, input)? {
            let what = "a seed is refused: the target would try nothing but noise".to_owned();
            return Err(Finding {
                input: input.clone(),
                what,
            });
        }
    }
    let mut mutator = Mutator::new(seeds, seed);
    let (start, mut told) = (Instant::now(), Told::default());
    while start.elapsed() < time {
        let input = mutator.next_input();
        before(&input);
        told.tried += 1;
        if one(target, &input)? {
            told.accepted += 1;
            mutator.keep(input);
        }
    }
    Ok(told)
}

/// Tries one input; whether it was read as valid.
///
/// # Errors
/// It panics, is slow or greedy.
pub fn one(target: &Target, input: &[u8]) -> Result<bool, Finding> {
    let found = |what: String| Finding {
        input: input.to_vec(),
        what,
    };
    ALLOCATOR.reset_peak_usage();
    let (held, start) = (ALLOCATOR.current_usage(), Instant::now());
    let accepted = catch_unwind(AssertUnwindSafe(|| (target.run)(input))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|t| (*t).to_owned()));
        found(format!("panics: {}", text.unwrap_or_default()))
    })?;
    let (took, asked) = (start.elapsed(), ALLOCATOR.peak_usage().saturating_sub(held));
    if took > SLOW {
        return Err(found(format!("takes {took:?}")));
    }
    if asked > MEMORY {
        return Err(found(format!("asks for {} MiB", asked >> 20)));
    }
    Ok(accepted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planted(run: fn(&[u8]) -> bool) -> Target {
        Target {
            name: "planted",
            seeds: || vec![b"{\"name\": 7, \"count\": 12}".to_vec()],
            run,
        }
    }

    fn finding(run: fn(&[u8]) -> bool) -> String {
        let told = super::run(&planted(run), 1, Duration::from_secs(20), |_| ());
        told.err().map_or_else(|| "nothing".to_owned(), |finding| finding.what)
    }

    #[test]
    fn a_planted_panic_is_found() {
        let what = finding(|bytes| {
            assert!(!bytes.windows(2).any(|w| w == b"\"\""), "two quotes");
            true
        });
        assert!(what.contains("two quotes"), "{what}");
    }

    #[test]
    fn planted_greed_is_found() {
        let what = finding(|bytes| {
            let size = if bytes.contains(&0xff) { MEMORY + 1 } else { 1 };
            Vec::<u8>::with_capacity(size).capacity() > 0
        });
        assert!(what.starts_with("asks for"), "{what}");
    }

    #[test]
    fn a_refused_seed_is_a_finding() {
        assert!(finding(|_| false).contains("seed"));
    }
}
