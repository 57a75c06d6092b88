//! Where the events of a case are: which pack of which device, and which place in it.
use super::bytes::{BadBytes, Reader, put_uint};
use super::clock::DeviceId;

/// Where an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventRef {
    /// The device that wrote it.
    pub device: DeviceId,
    /// Number of the pack.
    pub number: u32,
    /// Place in the pack, from 0.
    pub place: u32,
}

/// Appends a reference; `device` is the place in the book's table of devices.
pub(crate) fn put_ref(out: &mut Vec<u8>, device: u64, number: u32, place: u32) {
    put_uint(out, device);
    put_uint(out, u64::from(number));
    put_uint(out, u64::from(place));
}

/// Reads the references of a case.
pub(crate) fn read_refs(strip: &[u8], devices: &[DeviceId]) -> Result<Vec<EventRef>, BadBytes> {
    let mut refs = Vec::new();
    let r = &mut Reader(strip);
    while !r.is_done() {
        let device = usize::try_from(r.uint()?).ok().and_then(|at| devices.get(at));
        let device = *device.ok_or(BadBytes)?;
        refs.push(EventRef {
            device,
            number: r.u32()?,
            place: r.u32()?,
        });
    }
    Ok(refs)
}
