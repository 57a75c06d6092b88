//! Packs whose payload nobody can open: their envelope and signature are true.
use super::*;
use casebook::pack::{Hash, VERSION, signed};
use minicbor::Encoder;

/// What an envelope says; tests change a part of it.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub algorithm: u64,
    pub device: u64,
    pub number: u32,
    pub prev: Hash,
    pub payload: &'a [u8],
}

/// A pack signed by `key`, and its hash.
pub fn pack(key: &Key, words: &Words<'_>) -> (Vec<u8>, Hash) {
    let mut e = Encoder::new(Vec::new());
    e.begin_map().unwrap();
    let start = [VERSION, words.algorithm, words.device, u64::from(words.number)];
    for (at, value) in (0u64..).zip(start) {
        e.u64(at).unwrap().u64(value).unwrap();
    }
    e.u64(4).unwrap().bytes(&words.prev).unwrap();
    e.u64(5).unwrap().bytes(words.payload).unwrap();
    e.u64(6).unwrap().u64(7).unwrap();
    let hash: Hash = Sha256::digest(e.writer()).into();
    let signature = key.0.sign(&signed(&hash)).to_bytes();
    e.u64(7).unwrap().bytes(&hash).unwrap();
    e.u64(8).unwrap().bytes(&signature).unwrap().end().unwrap();
    (e.into_writer(), hash)
}

/// The first `count` packs of a device, with this payload.
pub fn chain(key: &Key, device: u64, count: u32, payload: &[u8]) -> Vec<Vec<u8>> {
    let mut prev = [0; 32];
    let mut packs = Vec::new();
    for number in 1..=count {
        let words = Words {
            algorithm: 1,
            device,
            number,
            prev,
            payload,
        };
        let (bytes, hash) = pack(key, &words);
        packs.push(bytes);
        prev = hash;
    }
    packs
}

/// Packs in one object, each after its length.
pub fn bundle(packs: &[Vec<u8>]) -> Vec<u8> {
    let each = packs
        .iter()
        .flat_map(|pack| [&(pack.len() as u32).to_be_bytes()[..], pack].concat());
    each.collect()
}

/// Name of a pack.
pub fn packed(device: u64, number: u32) -> Name {
    let device = DeviceId(device);
    Name::Pack { device, number }
}

/// Name of a bundle.
pub fn bundled(device: u64, from: u32, to: u32) -> Name {
    let device = DeviceId(device);
    Name::Bundle { device, from, to }
}
