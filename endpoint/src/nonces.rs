//! Which requests were seen already. Only as long as their time is accepted, and only in this process: a request that
//! is sent again to another endpoint reads, puts or deletes once more what it did before, which changes nothing.
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use sync::signed::WINDOW_MS;

/// A request is taken from `WINDOW_MS` before to `WINDOW_MS` after its time.
const SPAN_MS: u64 = 2 * WINDOW_MS + 1;

/// Two generations: the older is dropped when it can hold nothing that is still accepted. Kept is a keyed hash, which
/// nobody outside can aim at.
#[derive(Default)]
pub struct Nonces {
    hasher: RandomState,
    since_ms: u64,
    new: HashSet<u64>,
    old: HashSet<u64>,
}

impl Nonces {
    /// Remembers a request; false if it was seen before.
    pub fn take(&mut self, key: &[u8; 32], nonce: &[u8; 8], now_ms: u64) -> bool {
        let age = now_ms.saturating_sub(self.since_ms);
        if age >= SPAN_MS {
            self.old = std::mem::take(&mut self.new);
            if age >= 2 * SPAN_MS {
                self.old.clear();
            }
            self.since_ms = now_ms;
        }
        let mark = self.hasher.hash_one((key, nonce));
        !self.old.contains(&mark) && self.new.insert(mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_remembered_for_as_long_as_its_time_is_accepted() {
        let mut nonces = Nonces::default();
        let (key, start) = ([1; 32], 5_000_000);
        assert!(nonces.take(&key, &[1; 8], start));
        for later in [0, 1, SPAN_MS - 1, SPAN_MS, SPAN_MS + 1] {
            assert!(!nonces.take(&key, &[1; 8], start + later), "{later}");
        }
        assert!(nonces.take(&key, &[2; 8], start) && nonces.take(&[2; 32], &[1; 8], start));
    }

    #[test]
    fn what_is_long_past_takes_no_room() {
        let mut nonces = Nonces::default();
        for second in 0..5000u64 {
            nonces.take(&[1; 32], &second.to_be_bytes(), second * 1000);
        }
        assert!(nonces.new.len() + nonces.old.len() <= 2 * (SPAN_MS / 1000 + 1) as usize);
    }
}
