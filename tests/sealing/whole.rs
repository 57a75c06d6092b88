//! A whole backup file at once, as the worker seals it piece by piece.
#![allow(clippy::unwrap_used)]
use std::io::Write;

use vault::backup::{Openers, Sealing};
use vault::ring::Keyring;

pub fn seal_whole(ring: &Keyring, openers: Openers<'_>, chance: &[u8; 64], body: &[u8]) -> Vec<u8> {
    let mut sealing = Sealing::new(Vec::new(), ring, openers, chance).unwrap();
    sealing.write_all(body).unwrap();
    sealing.finish().unwrap()
}
