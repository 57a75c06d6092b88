//! Whether something takes time in proportion to its size: told by comparing two sizes in one run, by the processor's time
//! where the system tells it, since a busy machine makes both slow.
use std::time::{Duration, Instant};

/// Twice the work for each is enough where time grows with the square: four times the size would take sixteen times as
/// long, and takes some four times when it grows with the size.
const MOST: u32 = 9;

/// Runs `work` at a size and at four times that size, each four times, and fails if the larger takes as long as work that grows
/// with the square. `work` makes ready and gives what is to be timed.
pub fn grows_with_its_size<W: FnOnce()>(size: u64, work: impl Fn(u64) -> W) {
    let best = |size: u64| {
        let once = || {
            let ready = work(size);
            let clock = Clock::start();
            ready();
            clock.elapsed()
        };
        (0..4).map(|_| once()).min().unwrap_or_default()
    };
    let (small, large) = (best(size), best(4 * size));
    // Small times are noise.
    let bound = small * MOST + Duration::from_millis(100);
    assert!(large < bound, "{size}: {small:?}, {}: {large:?}", 4 * size);
}

/// What this thread used of a processor, or else the time that went by.
struct Clock {
    began: Instant,
    used: Option<Duration>,
}

impl Clock {
    fn start() -> Clock {
        Clock {
            began: Instant::now(),
            used: used(),
        }
    }

    fn elapsed(&self) -> Duration {
        match (self.used, used()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.began.elapsed(),
        }
    }
}

/// Processor time of this thread so far, where the system tells it (Linux).
fn used() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanos = stat.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanos))
}
