//! What one device and one space may use.
use std::collections::BTreeSet;

use casebook::pack::PACK_LIMIT;
use sha2::{Digest, Sha256};
use sync::names::Name;
use sync::roster::RECORD_LIMIT;

/// Limits; sizes in bytes.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The largest bundle or blob.
    pub object: usize,
    /// All objects of a space.
    pub space: u64,
    /// All packs and pictures of one device.
    pub device: u64,
    /// Beyond what a space and the whole store may have: for records, boxes of invitations and keys for the kit. What
    /// removes a device must fit when it has filled the space.
    pub reserve: u64,
    /// All keys for the kit of one device.
    pub keys: u64,
    /// All objects of all spaces. Once half of it is used no further space begins.
    pub total: u64,
    /// Spaces in the store; with more than that, no further one begins.
    pub spaces: usize,
    /// Requests a second and key, on average.
    pub rate: f64,
    /// Requests a key may have saved up.
    pub burst: f64,
    /// Objects in one page of a listing.
    pub page: usize,
    /// How long a waiting request is held, milliseconds.
    pub wait_ms: u64,
    /// A body must have come within this time, milliseconds.
    pub body_ms: u64,
    /// And its next piece within this one.
    pub idle_ms: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            object: 64 << 20,
            space: 50 << 30,
            device: 10 << 30,
            reserve: 64 << 20,
            keys: 4 << 20,
            total: 100 << 30,
            spaces: 1000,
            rate: 100.0,
            burst: 500.0,
            page: 1000,
            wait_ms: 25_000,
            body_ms: 120_000,
            idle_ms: 10_000,
        }
    }
}

impl Limits {
    /// The largest body for an object of this kind.
    #[must_use]
    pub fn body(&self, name: &Name) -> usize {
        match name {
            Name::Pack { .. } => PACK_LIMIT,
            Name::Bundle { .. } | Name::Blob(_) => self.object,
            Name::Record(_) => RECORD_LIMIT,
            Name::Invitation(_) | Name::Keys { .. } => 256 << 10,
            Name::Thumb(_) => 1 << 20,
        }
    }
}

/// Who may begin a space here.
#[derive(Clone, Debug, Default)]
pub enum Spaces {
    /// Anybody.
    #[default]
    Open,
    /// Nobody but these.
    Closed(BTreeSet<[u8; 16]>),
    /// Whoever knows a code; kept as its hash, so that comparing tells nothing by its time.
    Code([u8; 32]),
}

impl Spaces {
    /// Those who know this code.
    #[must_use]
    pub fn code(code: &str) -> Spaces {
        Spaces::Code(Sha256::digest(code).into())
    }

    /// Whether `space` may begin, with this code.
    #[must_use]
    pub fn allow(&self, space: &[u8; 16], code: Option<&str>) -> bool {
        match self {
            Spaces::Open => true,
            Spaces::Closed(known) => known.contains(space),
            Spaces::Code(hash) => code.is_some_and(|code| <[u8; 32]>::from(Sha256::digest(code)) == *hash),
        }
    }
}
