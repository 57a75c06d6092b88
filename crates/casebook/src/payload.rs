//! What is in a pack before it is sealed: what its author had seen of other chains, then events.
//!
//! First byte: 0, the content follows; 1, the content follows in DEFLATE (RFC 1951). The content is CBOR, an array of
//! two: chains seen, each an array of device, number and hash; and events as `wire` describes them.
use std::borrow::Cow;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use minicbor::Decoder;
use minicbor::decode::Error;

use super::cbor::Out;
use super::clock::DeviceId;
use super::event::Event;
use super::pack::{Head, PACK_BYTES, PACK_LIMIT, PackError};
use super::seen::{NAMED_LIMIT, Seen};
use super::wire_read::read_event;

const AS_IT_IS: u8 = 0;
const DEFLATED: u8 = 1;

/// The payload with these chains seen and so many events, which are CBOR already.
pub(super) fn write(seen: &[Seen], items: &[u8], count: u32) -> Vec<u8> {
    let mut out = Out::new();
    out.array(2);
    out.array(seen.len());
    for seen in seen {
        out.array(3);
        out.uint(seen.device.0);
        out.uint(u64::from(seen.number));
        out.bytes(&seen.hash);
    }
    out.array(count as usize);
    out.raw(items);
    let content = out.done();
    match deflated(&content) {
        Some(small) if small.len() < content.len() => [&[DEFLATED], small.as_slice()].concat(),
        _ => [&[AS_IT_IS], content.as_slice()].concat(),
    }
}

fn deflated(content: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).ok()?;
    encoder.finish().ok()
}

/// The content of a payload, never larger than a pack may be: a few bytes can stand for very many.
pub(super) fn content(payload: Cow<'_, [u8]>) -> Result<Vec<u8>, PackError> {
    let (how, rest) = payload.split_first().ok_or(PackError::BadEvents)?;
    match *how {
        AS_IT_IS => Ok(rest.to_vec()),
        DEFLATED => inflated(rest),
        _ => Err(PackError::BadEvents),
    }
}

fn inflated(bytes: &[u8]) -> Result<Vec<u8>, PackError> {
    let (mut content, mut decoder) = (Vec::new(), DeflateDecoder::new(bytes));
    let limit = PACK_LIMIT as u64 + 1;
    decoder
        .by_ref()
        .take(limit)
        .read_to_end(&mut content)
        .map_err(|_| PackError::BadEvents)?;
    if content.len() > PACK_LIMIT || decoder.total_in() != bytes.len() as u64 {
        return Err(PackError::BadEvents);
    }
    Ok(content)
}

/// Reads a content: hands out every event with its place, and gives the chains seen. Beyond [`PACK_BYTES`] there is one
/// event only, as packs are closed by then: otherwise small packs could hold events without end.
pub(super) fn read(head: &Head, content: &[u8], mut take: impl FnMut(u32, Event)) -> Result<Vec<Seen>, PackError> {
    let bad = |_: Error| PackError::BadEvents;
    let mut d = Decoder::new(content);
    if d.array().map_err(bad)? != Some(2) {
        return Err(PackError::BadEvents);
    }
    let seen = read_seen(&mut d)?;
    let count = d.array().map_err(bad)?.ok_or(PackError::BadEvents)?;
    if count > 1 && content.len() - d.position() > PACK_BYTES {
        return Err(PackError::BadEvents);
    }
    for at in 0..count {
        let event = read_event(&mut d, head.device).map_err(bad)?;
        take(u32::try_from(at).map_err(|_| PackError::BadEvents)?, event);
    }
    if d.position() == content.len() {
        Ok(seen)
    } else {
        Err(PackError::BadEvents)
    }
}

fn read_seen(d: &mut Decoder<'_>) -> Result<Vec<Seen>, PackError> {
    let count = d.array().ok().flatten().ok_or(PackError::BadEvents)?;
    if count > NAMED_LIMIT as u64 {
        return Err(PackError::BadEvents);
    }
    let one = |d: &mut Decoder<'_>| -> Result<Seen, Error> {
        if d.array()? != Some(3) {
            return Err(Error::message("not a chain"));
        }
        Ok(Seen {
            device: DeviceId(d.u64()?),
            number: d.u32()?,
            hash: d.bytes()?.try_into().map_err(|_| Error::message("not a hash"))?,
        })
    };
    (0..count).map(|_| one(d).map_err(|_| PackError::BadEvents)).collect()
}
