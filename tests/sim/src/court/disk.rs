//! What somebody finds who opens the disk of a device with its keys: its packs, to be put where they do not belong.
use casebook::pack::envelope;
use store::{Key, StoreTable};
use sync::bundle::{Span, read, write};

use super::desk::Desk;
use super::store::Shared;

/// The packs a device wrote, in their order, as they lie on its disk.
pub fn own_packs(desk: &Desk) -> Result<Vec<Vec<u8>>, String> {
    let device = desk.device()?;
    let mut packs: Vec<(u32, Vec<u8>)> = Vec::new();
    for ((room, key), bytes) in desk.records.everything() {
        if let (StoreTable::Packs, Key::Number(_)) = (room, key)
            && let Ok(there) = envelope(&bytes)
            && there.head.device.0 == device
        {
            packs.push((there.head.number, bytes));
        }
    }
    packs.sort();
    Ok(packs.into_iter().map(|(_, bytes)| bytes).collect())
}

/// The objects of a device in the store that hold packs.
pub fn spans(store: &Shared, device: u64) -> Vec<Span> {
    let names = store.names(&format!("p/{device:016x}/"));
    names.iter().filter_map(|name| Span::of_name(name)).collect()
}

/// The bytes of the object with its last pack exchanged for another.
pub fn with_last(span: &Span, bytes: &[u8], last: &[u8]) -> Vec<u8> {
    let mut packs: Vec<Vec<u8>> = read(span, bytes).into_iter().map(<[u8]>::to_vec).collect();
    packs.pop();
    packs.push(last.to_vec());
    write(span, &packs)
}
