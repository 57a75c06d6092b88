//! The chain of one device's packs: numbered from 1, each naming the hash of the one before.
use super::pack::Head;

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
    /// This pack comes after one with a higher number.
    Reordered(u32),
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
            ChainFault::Reordered(_) => "packs_reordered",
            ChainFault::Repeated(_) => "packs_repeated",
            ChainFault::Forked(_) => "packs_forked",
            ChainFault::Broken(_) => "packs_broken",
            ChainFault::Truncated { .. } => "packs_truncated",
        }
    }
}

/// Checks the packs of one device in the order they are there. `known` is the highest number this place has seen of
/// the device (0: none). Names every fault.
pub fn check_chain(heads: &[Head], known: u32) -> Vec<ChainFault> {
    let mut faults = Vec::new();
    let mut sorted: Vec<&Head> = Vec::with_capacity(heads.len());
    let mut highest = 0;
    for head in heads {
        let at = sorted.partition_point(|seen| seen.number < head.number);
        match sorted.get(at).filter(|seen| seen.number == head.number) {
            Some(seen) if seen.hash == head.hash => faults.push(ChainFault::Repeated(head.number)),
            Some(_) => faults.push(ChainFault::Forked(head.number)),
            None => {
                if head.number < highest {
                    faults.push(ChainFault::Reordered(head.number));
                }
                sorted.insert(at, head);
            }
        }
        highest = highest.max(head.number);
    }
    let (mut number, mut hash) = (0, [0; 32]);
    for head in sorted {
        if head.number > number + 1 {
            faults.push(ChainFault::Missing {
                from: number + 1,
                to: head.number - 1,
            });
        } else if head.prev != hash {
            faults.push(ChainFault::Broken(head.number));
        }
        (number, hash) = (head.number, head.hash);
    }
    if highest < known {
        faults.push(ChainFault::Truncated { at: highest, known });
    }
    faults
}
