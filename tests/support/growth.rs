//! Whether something takes time in proportion to its size: told by comparing two sizes in one run, since a busy machine
//! makes both slow.
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
            let began = Instant::now();
            ready();
            began.elapsed()
        };
        (0..4).map(|_| once()).min().unwrap_or_default()
    };
    let (small, large) = (best(size), best(4 * size));
    // Small times are noise.
    let bound = small * MOST + Duration::from_millis(100);
    assert!(large < bound, "{size}: {small:?}, {}: {large:?}", 4 * size);
}
