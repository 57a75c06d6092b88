//! How much a space and each of its devices have in the store, and how much lies in the store in all.
use std::collections::HashMap;
use std::time::{Duration, Instant};

use casebook::clock::DeviceId;
use sync::names::Name;

use crate::limits::Limits;
use crate::shelf::{Shelf, ShelfError};
use crate::uploads;

/// Counted anew after this time: other endpoints write, too.
const AGE: Duration = Duration::from_secs(10);
/// Counting takes at most this part of the time.
const SHARE: u32 = 20;

/// Whose share an object counts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Records and boxes of invitations. They have a reserve: a space that is full must still be able to remove
    /// whoever filled it.
    Reserved,
    /// Keys for the kit, by a device. Of the reserve, too, but only a little for each.
    Keys(DeviceId),
    /// Packs and pictures of a device.
    Device(DeviceId),
    /// Pictures that nobody is known to have put.
    Nobody,
}

impl Share {
    /// The share of an object; of a picture, that of the device that put it.
    pub fn of(name: &Name, uploader: Option<DeviceId>) -> Share {
        match *name {
            Name::Record(_) | Name::Invitation(_) => Share::Reserved,
            Name::Keys { device, .. } => Share::Keys(device),
            Name::Pack { device, .. } | Name::Bundle { device, .. } => Share::Device(device),
            Name::Blob(_) | Name::Thumb(_) => uploader.map_or(Share::Nobody, Share::Device),
        }
    }

    /// What it may use beyond what is set for all.
    fn reserve(self, limits: &Limits) -> u64 {
        match self {
            Share::Reserved | Share::Keys(_) => limits.reserve,
            Share::Device(_) | Share::Nobody => 0,
        }
    }
}

/// When something was counted, and how long that took.
#[derive(Clone, Copy, Default)]
struct Counted(Option<(Instant, Duration)>);

impl Counted {
    fn is_recent(self) -> bool {
        self.0.is_some_and(|(at, took)| at.elapsed() < AGE.max(took * SHARE))
    }

    fn since(start: Instant) -> Counted {
        Counted(Some((start, start.elapsed())))
    }
}

/// Bytes in a space, as counted not long ago, and what was put since.
#[derive(Default)]
pub struct Usage {
    counted: Counted,
    space: u64,
    devices: HashMap<DeviceId, u64>,
    keys: HashMap<DeviceId, u64>,
}

impl Usage {
    /// Counts, unless that was done not long ago.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn refresh(&mut self, shelf: &Shelf, space: &str) -> Result<(), ShelfError> {
        if self.counted.is_recent() {
            return Ok(());
        }
        let start = Instant::now();
        let all = shelf.list(space).await?;
        let marks = all.iter().filter_map(|(name, _)| uploads::read(name));
        let put_by: HashMap<Name, DeviceId> = marks.map(|(device, name)| (name, device)).collect();
        *self = Usage::default();
        for (name, size) in all {
            let name = Name::parse(&name);
            let share = name.map_or(Share::Nobody, |name| Share::of(&name, put_by.get(&name).copied()));
            self.add(share, size);
        }
        self.counted = Counted::since(start);
        Ok(())
    }

    /// Takes room for an object; false if there is none.
    pub fn take(&mut self, share: Share, size: u64, limits: &Limits) -> bool {
        let most = match share {
            Share::Device(_) => limits.device,
            Share::Keys(_) => limits.keys,
            Share::Reserved | Share::Nobody => u64::MAX,
        };
        let own = self.own(share).map_or(0, |own| *own);
        let fits = self.space + size <= limits.space.saturating_add(share.reserve(limits)) && own + size <= most;
        if fits {
            self.add(share, size);
        }
        fits
    }

    /// Gives room back.
    pub fn give(&mut self, share: Share, size: u64) {
        self.space = self.space.saturating_sub(size);
        if let Some(own) = self.own(share) {
            *own = own.saturating_sub(size);
        }
    }

    fn add(&mut self, share: Share, size: u64) {
        self.space += size;
        if let Some(own) = self.own(share) {
            *own += size;
        }
    }

    fn own(&mut self, share: Share) -> Option<&mut u64> {
        match share {
            Share::Device(device) => Some(self.devices.entry(device).or_default()),
            Share::Keys(device) => Some(self.keys.entry(device).or_default()),
            Share::Reserved | Share::Nobody => None,
        }
    }
}

/// Bytes in the whole store, as counted not long ago, and what was put since.
#[derive(Default)]
pub struct Total {
    counted: Counted,
    bytes: u64,
}

impl Total {
    /// Counts, unless that was done not long ago.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn refresh(&mut self, shelf: &Shelf) -> Result<(), ShelfError> {
        if self.counted.is_recent() {
            return Ok(());
        }
        let start = Instant::now();
        self.bytes = shelf.total().await?;
        self.counted = Counted::since(start);
        Ok(())
    }

    /// Takes room for an object; false if there is none.
    pub fn take(&mut self, share: Share, size: u64, limits: &Limits) -> bool {
        let fits = self.bytes + size <= limits.total.saturating_add(share.reserve(limits));
        if fits {
            self.bytes += size;
        }
        fits
    }

    /// Whether another space may begin: the other half of the store is for those that are there.
    pub fn has_room_for_a_space(&self, limits: &Limits) -> bool {
        self.bytes <= limits.total / 2
    }

    /// Gives room back.
    pub fn give(&mut self, size: u64) {
        self.bytes = self.bytes.saturating_sub(size);
    }
}
