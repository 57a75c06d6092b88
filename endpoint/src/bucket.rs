//! Rates: a bucket of tokens for each key, filled evenly, emptied by requests.
use std::collections::HashMap;
use std::time::Instant;

/// So many buckets are kept; full ones are forgotten first, because a new one is full, too.
const KEPT: usize = 10_000;

struct Bucket {
    tokens: f64,
    at: Instant,
}

/// Buckets by key.
pub struct Rates {
    rate: f64,
    burst: f64,
    buckets: HashMap<[u8; 32], Bucket>,
}

impl Rates {
    /// So many requests a second, and so many saved up.
    pub fn new(rate: f64, burst: f64) -> Rates {
        Rates {
            rate,
            burst,
            buckets: HashMap::new(),
        }
    }

    /// Takes a token.
    ///
    /// # Errors
    /// Milliseconds until there is one.
    pub fn take(&mut self, key: &[u8; 32], now: Instant) -> Result<(), u64> {
        if self.buckets.len() >= KEPT && !self.buckets.contains_key(key) {
            let (rate, burst) = (self.rate, self.burst);
            let filled = |b: &Bucket| b.tokens + now.duration_since(b.at).as_secs_f64() * rate;
            self.buckets.retain(|_, bucket| filled(bucket) < burst);
        }
        let full = Bucket {
            tokens: self.burst,
            at: now,
        };
        let bucket = self.buckets.entry(*key).or_insert(full);
        let gained = now.duration_since(bucket.at).as_secs_f64() * self.rate;
        bucket.tokens = (bucket.tokens + gained).min(self.burst);
        bucket.at = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        let seconds = (1.0 - bucket.tokens) / self.rate.max(0.001);
        Err((seconds * 1000.0).ceil() as u64)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_was_saved_up_goes_at_once_and_then_only_the_rate() {
        let (mut rates, start) = (Rates::new(10.0, 3.0), Instant::now());
        let taken = (0..5).filter(|_| rates.take(&[1; 32], start).is_ok()).count();
        assert_eq!(taken, 3);
        assert_eq!(rates.take(&[1; 32], start), Err(100));
        assert_eq!(rates.take(&[2; 32], start), Ok(()), "each key has its own");
        assert_eq!(rates.take(&[1; 32], start + Duration::from_millis(100)), Ok(()));
    }
}
