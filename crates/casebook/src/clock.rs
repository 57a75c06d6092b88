//! The hybrid logical clock: an order of events that follows the wall clock as far as it can be trusted.
//!
//! A device whose clock is years off cannot poison the order, for two reasons:
//! - what it wrote is replaced by whoever saw it, whatever the stamps say (see [`super::register`]); stamps decide
//!   only between writers who did not see each other;
//! - nobody adopts a stamp further ahead of the own wall clock than [`DRIFT_MS`], so its time does not spread.
use chrono::{DateTime, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// How far ahead of the own wall clock another device's stamp may be and still be adopted: ten minutes.
pub const DRIFT_MS: u64 = 10 * 60 * 1000;

/// Milliseconds fit in 48 bits (until the year 10889).
const MS_MAX: u64 = (1 << 48) - 1;

/// The civil date at UTC+8 of a wall clock, milliseconds since 1970.
#[must_use]
pub fn day_of(ms: u64) -> NaiveDate {
    let utc = i64::try_from(ms).ok().and_then(DateTime::from_timestamp_millis);
    utc.and_then(|utc| utc.checked_add_signed(TimeDelta::hours(8)))
        .map_or_else(NaiveDate::default, |local| local.date_naive())
}

/// A device, by a random number it gave itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub u64);

/// A moment of the logical clock: 48 bits of milliseconds since 1970, then a counter of 16 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub u64);

impl Moment {
    /// The moment at the start of a millisecond.
    pub fn at(ms: u64) -> Moment {
        Moment(ms.min(MS_MAX) << 16)
    }

    /// Milliseconds since 1970.
    pub fn ms(self) -> u64 {
        self.0 >> 16
    }
}

/// Identity and order of an event: when, and on which device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// When.
    pub moment: Moment,
    /// Where.
    pub device: DeviceId,
}

/// The clock of this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    device: DeviceId,
    last: Moment,
}

impl Clock {
    /// A clock that goes on after the last moment this device used.
    pub fn new(device: DeviceId, last: Moment) -> Clock {
        Clock { device, last }
    }

    /// This device.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The last moment given out or adopted; the device keeps it.
    pub fn last(&self) -> Moment {
        self.last
    }

    /// The next stamp: later than all before it, and not before the wall clock (`now_ms`, milliseconds since 1970).
    ///
    /// If the wall clock was set back, stamps go on from the last one by counting: no stamp is ever used twice.
    pub fn tick(&mut self, now_ms: u64) -> Stamp {
        self.last = Moment(self.last.0.saturating_add(1)).max(Moment::at(now_ms));
        Stamp {
            moment: self.last,
            device: self.device,
        }
    }

    /// Takes notice of another device's stamp, so that what is written next comes after it. A stamp too far ahead is
    /// not adopted; then the answer is by how many milliseconds that clock is ahead.
    pub fn see(&mut self, stamp: Stamp, now_ms: u64) -> Option<u64> {
        let ahead = stamp.moment.ms().saturating_sub(now_ms);
        if ahead > DRIFT_MS {
            return Some(ahead);
        }
        self.last = self.last.max(stamp.moment);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_grow_when_the_wall_clock_is_set_back() {
        let mut clock = Clock::new(DeviceId(1), Moment::default());
        let mut last = Stamp::default();
        for now in [1_000, 1_000, 900, 2_000, 0, u64::MAX, 3] {
            let next = clock.tick(now);
            assert!(next > last, "{next:?} after {last:?} at {now}");
            last = next;
        }
    }

    #[test]
    fn a_clock_years_ahead_is_not_adopted() {
        let now = 1_790_000_000_000;
        let mut clock = Clock::new(DeviceId(1), Moment::default());
        let mad = Stamp {
            moment: Moment::at(now + 3 * 365 * 86_400_000),
            device: DeviceId(2),
        };
        assert_eq!(clock.see(mad, now), Some(3 * 365 * 86_400_000));
        assert_eq!(clock.tick(now).moment, Moment::at(now));
        let near = Stamp {
            moment: Moment::at(now + DRIFT_MS),
            device: DeviceId(2),
        };
        assert_eq!(clock.see(near, now), None);
        assert!(clock.tick(now).moment > near.moment);
    }
}
