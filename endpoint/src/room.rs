//! Room for large bodies: few at once, and no key or address has all of it.
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::answer::Refusal;
use crate::meter::held;

/// Large bodies at once: of one key, from one address, in all. Behind a reverse proxy all come from one address.
const MOST: (usize, usize, usize) = (2, 6, 8);
/// Whoever waits longer is told to come again.
const PATIENCE: Duration = Duration::from_secs(30);

/// What large bodies may use.
pub struct Rooms {
    keys: Shares<[u8; 32]>,
    addresses: Shares<IpAddr>,
    all: Arc<Semaphore>,
}

/// Room for one body, until this is dropped.
pub struct Room(#[expect(dead_code, reason = "held, not read")] [Option<OwnedSemaphorePermit>; 3]);

impl Default for Rooms {
    fn default() -> Rooms {
        let (key, address, all) = MOST;
        Rooms {
            keys: Shares::new(key),
            addresses: Shares::new(address),
            all: Arc::new(Semaphore::new(all)),
        }
    }
}

impl Rooms {
    /// Waits for room. Who waits for its own share holds nothing that others need.
    ///
    /// # Errors
    /// `busy`, if there is none within [`PATIENCE`].
    pub async fn take(&self, key: &[u8; 32], address: Option<IpAddr>) -> Result<Room, Refusal> {
        let take = async {
            let key = self.keys.of(key).acquire_owned().await.ok();
            let address = match address.map(network) {
                Some(address) => self.addresses.of(&address).acquire_owned().await.ok(),
                None => None,
            };
            Room([key, address, Arc::clone(&self.all).acquire_owned().await.ok()])
        };
        tokio::time::timeout(PATIENCE, take)
            .await
            .map_err(|_| Refusal::busy(5000))
    }
}

/// Who has one address of version 6 has 2^64 of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
        v4 => v4,
    }
}

/// Equal shares, one for each that asks; those nobody uses are forgotten.
pub struct Shares<K> {
    each: usize,
    used: Mutex<HashMap<K, Arc<Semaphore>>>,
}

impl<K: Copy + Eq + Hash> Shares<K> {
    /// So many at once for each.
    pub fn new(each: usize) -> Shares<K> {
        let used = Mutex::default();
        Shares { each, used }
    }

    /// The share of one.
    pub fn of(&self, whose: &K) -> Arc<Semaphore> {
        let mut used = held(&self.used);
        used.retain(|_, share| Arc::strong_count(share) > 1);
        let new = || Arc::new(Semaphore::new(self.each));
        Arc::clone(used.entry(*whose).or_insert_with(new))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn is_free(rooms: &Rooms, key: u8, address: [u8; 4]) -> Option<Room> {
        let key = [key; 32];
        let take = rooms.take(&key, Some(IpAddr::from(address)));
        tokio::time::timeout(Duration::from_millis(50), take).await.ok()?.ok()
    }

    #[tokio::test]
    async fn no_key_and_no_address_has_all_the_room() {
        let rooms = Rooms::default();
        let mut held = Vec::new();
        for (key, address, expected) in [
            (1, 1, true),
            (1, 1, true),
            (1, 1, false),
            (2, 1, true),
            (2, 1, true),
            (3, 1, true),
            (3, 1, true),
            (4, 1, false),
            (4, 2, true),
            (4, 2, true),
            (5, 3, false),
        ] {
            let room = is_free(&rooms, key, [10, 0, 0, address]).await;
            assert_eq!(room.is_some(), expected, "key {key} from {address}");
            held.extend(room);
        }
        held.remove(0);
        assert!(is_free(&rooms, 5, [10, 0, 0, 3]).await.is_some(), "what was given back");
        held.clear();
        assert!(is_free(&rooms, 1, [10, 0, 0, 1]).await.is_some());
        assert_eq!(super::held(&rooms.keys.used).len(), 1, "nobody else is remembered");
    }

    #[test]
    fn addresses_of_one_network_count_as_one() {
        let table = [
            ("2001:db8::1", "2001:db8::ffff:1", true),
            ("2001:db8::1", "2001:db8:0:1::1", false),
            ("::ffff:10.0.0.1", "10.0.0.1", true),
            ("10.0.0.1", "10.0.0.2", false),
        ];
        for (one, other, same) in table {
            let [one, other]: [IpAddr; 2] = [one, other].map(|text| text.parse().unwrap());
            assert_eq!(network(one) == network(other), same, "{one} {other}");
        }
    }
}
