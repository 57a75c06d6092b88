//! The chain of one device's packs: numbered from 1, each naming the hash of the one before.
/// What is wrong with a chain of packs. Numbers name packs of one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// Packs `from` to `to` are not there.
    Missing {
        /// First number missing.
        from: u32,
        /// Last number missing.
        to: u32,
    },
    /// This number was there before, with the same bytes.
    Repeated(u32),
    /// This number was there before, with other bytes: the device wrote two histories.
    Forked(u32),
    /// This pack does not follow from the one before it.
    Broken(u32),
    /// The chain ends at this number, although a later one was seen before.
    Truncated {
        /// Last number there.
        at: u32,
        /// Last number known to have been there.
        known: u32,
    },
}

impl ChainFault {
    /// Stable code for the interface.
    pub fn code(self) -> &'static str {
        match self {
            ChainFault::Missing { .. } => "packs_missing",
            ChainFault::Repeated(_) => "packs_repeated",
            ChainFault::Forked(_) => "packs_forked",
            ChainFault::Broken(_) => "packs_broken",
            ChainFault::Truncated { .. } => "packs_truncated",
        }
    }
}
