//! How much a space and each of its devices have in the store.
use std::collections::HashMap;
use std::time::{Duration, Instant};

use fenliu::casebook::clock::DeviceId;
use fenliu::sync::names::Name;

use crate::limits::Limits;
use crate::shelf::{Shelf, ShelfError};

/// Counted anew after this time: other endpoints write, too.
const AGE: Duration = Duration::from_secs(10);
/// Counting takes at most this part of the time.
const SHARE: u32 = 20;

/// Bytes in the store, as counted not long ago, and what was put since.
#[derive(Default)]
pub struct Usage {
    counted: Option<(Instant, Duration)>,
    space: u64,
    devices: HashMap<DeviceId, u64>,
}

impl Usage {
    /// Counts, unless that was done not long ago.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn refresh(&mut self, shelf: &Shelf, space: &str) -> Result<(), ShelfError> {
        let is_recent = |(at, took): (Instant, Duration)| at.elapsed() < AGE.max(took * SHARE);
        if self.counted.is_some_and(is_recent) {
            return Ok(());
        }
        let start = Instant::now();
        let all = shelf.list(space).await?;
        (self.space, self.devices) = (0, HashMap::new());
        for (name, size) in all {
            self.add(device(&name), size);
        }
        self.counted = Some((start, start.elapsed()));
        Ok(())
    }

    /// Takes room for an object; false if there is none.
    pub fn take(&mut self, name: &Name, size: u64, limits: &Limits) -> bool {
        let device = device_of(name);
        let own = device
            .and_then(|device| self.devices.get(&device))
            .copied()
            .unwrap_or(0);
        if self.space + size > limits.space || (device.is_some() && own + size > limits.device) {
            return false;
        }
        self.add(device, size);
        true
    }

    /// Gives room back that was not used.
    pub fn give(&mut self, name: &Name, size: u64) {
        self.space = self.space.saturating_sub(size);
        if let Some(own) = device_of(name).and_then(|device| self.devices.get_mut(&device)) {
            *own = own.saturating_sub(size);
        }
    }

    fn add(&mut self, device: Option<DeviceId>, size: u64) {
        self.space += size;
        if let Some(device) = device {
            *self.devices.entry(device).or_default() += size;
        }
    }
}

fn device(name: &str) -> Option<DeviceId> {
    device_of(&Name::parse(name)?)
}

/// Whose share an object counts to. Blobs name no device and count to the space alone.
fn device_of(name: &Name) -> Option<DeviceId> {
    match *name {
        Name::Pack { device, .. } | Name::Bundle { device, .. } | Name::Keys { device, .. } => Some(device),
        _ => None,
    }
}
