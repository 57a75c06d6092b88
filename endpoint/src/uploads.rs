//! Who put a picture. A picture's name tells nobody's device, so beside it lies an empty object that does:
//! `u/{device:16}/{name}`. It is written before the picture, so that no picture ever counts to nobody, and it is this
//! endpoint's own: no request can name it.
use casebook::clock::DeviceId;
use sync::names::{Name, unhex};
use sync::roster::Roster;

use crate::shelf::{Shelf, ShelfError};

/// Names of marks begin so.
const UPLOADS: &str = "u";

/// Whether this kind of object is marked.
pub fn is_marked(name: &Name) -> bool {
    matches!(name, Name::Blob(_) | Name::Thumb(_))
}

/// The mark of a device on an object.
pub fn mark(device: DeviceId, name: &Name) -> String {
    format!("{UPLOADS}/{:016x}/{name}", device.0)
}

/// Device and object of a mark.
pub fn read(mark: &str) -> Option<(DeviceId, Name)> {
    let (device, name) = mark.strip_prefix(UPLOADS)?.strip_prefix('/')?.split_once('/')?;
    let device = DeviceId(u64::from_be_bytes(unhex(device)?));
    Some((device, Name::parse(name).filter(is_marked)?))
}

/// The device a key puts objects as; one key may stand for several, and counts as one.
pub fn uploader(roster: &Roster, key: &[u8; 32]) -> Option<DeviceId> {
    let mut devices = roster.devices().filter(|(_, device)| device.verify == *key);
    devices.next().map(|(id, _)| id)
}

/// Whether this device put the object.
///
/// # Errors
/// [`ShelfError`].
pub async fn is_by(shelf: &Shelf, space: &str, device: DeviceId, name: &Name) -> Result<bool, ShelfError> {
    match shelf.size(&format!("{space}/{}", mark(device, name))).await {
        Ok(_) => Ok(true),
        Err(ShelfError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// All devices that put an object: seldom more than one.
///
/// # Errors
/// [`ShelfError`].
pub async fn all_of(shelf: &Shelf, space: &str, name: &Name) -> Result<Vec<DeviceId>, ShelfError> {
    let marks = shelf.list(&format!("{space}/{UPLOADS}")).await?;
    let of = |(mark, _): &(String, u64)| read(&format!("{UPLOADS}/{mark}")).filter(|(_, of)| of == name);
    Ok(marks.iter().filter_map(of).map(|(device, _)| device).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_and_nothing_else_is_one() {
        for name in [Name::Blob([1; 16]), Name::Thumb([0xff; 16])] {
            let mark = mark(DeviceId(0xfe), &name);
            assert_eq!(read(&mark), Some((DeviceId(0xfe), name)));
            assert_eq!(Name::parse(&mark), None, "no request can name it");
        }
        let id = "00".repeat(16);
        for text in [
            "",
            "u/",
            "u/00/b/00",
            &format!("u/00000000000000fe/r/{id}"),
            &format!("b/{id}"),
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
