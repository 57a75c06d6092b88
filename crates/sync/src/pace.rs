//! When to try again.
use super::exchange::Trouble;
use super::remote::RemoteError;

/// After the first failure, milliseconds.
const FIRST_MS: u64 = 1_000;
/// Never longer, milliseconds.
const LONGEST_MS: u64 = 5 * 60_000;

/// Milliseconds until the next try after so many failures in a row: twice as long each time, spread by chance so that
/// devices that failed together do not come again together.
#[must_use]
pub fn again_in(trouble: &Trouble, failures: u32, chance: u64) -> u64 {
    let doubled = FIRST_MS.saturating_mul(1 << failures.saturating_sub(1).min(20));
    let longest = match trouble {
        // Nobody takes a device back within minutes.
        Trouble::Remote(RemoteError::Removed | RemoteError::Refused(_) | RemoteError::Full) => doubled.max(60_000),
        _ => doubled,
    }
    .min(LONGEST_MS);
    let spread = longest / 2 + chance % (longest / 2 + 1);
    match trouble {
        Trouble::Remote(RemoteError::Busy { retry_ms }) => spread.max(*retry_ms),
        _ => spread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_become_rarer_and_never_come_together() {
        let offline = Trouble::Remote(RemoteError::Offline);
        assert_eq!(again_in(&offline, 1, 0), 500);
        assert_eq!(again_in(&offline, 1, 500), 1_000);
        assert_eq!(again_in(&offline, 4, 0), 4_000);
        assert_eq!(again_in(&offline, 400, 0), LONGEST_MS / 2);
        let times: std::collections::BTreeSet<u64> = (0..100).map(|c| again_in(&offline, 3, c * 7_919)).collect();
        assert!(times.len() > 50);
    }

    #[test]
    fn the_store_may_ask_for_more_patience() {
        let busy = Trouble::Remote(RemoteError::Busy { retry_ms: 90_000 });
        assert_eq!(again_in(&busy, 1, 3), 90_000);
        let removed = Trouble::Remote(RemoteError::Removed);
        assert!(again_in(&removed, 1, 0) >= 30_000);
    }
}
