//! Objects of the store as they are listed and fetched: a name, a line end, the bytes.
use std::rc::Rc;

use casebook::action::Action;
use casebook::clock::DeviceId;
use casebook::pack::{Packer, Plain};
use sync::bundle::{Object, Span, write};
use sync::inbox::Inbox;
use sync::local::Fate;
use sync::remote::Listed;

use super::Target;
use super::book::{CASE, event};

const DEVICE: DeviceId = DeviceId(1);

/// Packs of one device that follow each other.
fn chain(count: u32) -> Vec<Vec<u8>> {
    let (mut packs, mut prev) = (Vec::new(), [0; 32]);
    for number in 1..=count {
        let mut packer = Packer::new(DEVICE, number, prev, Rc::new(Plain));
        packer.add(event(u64::from(number), CASE, Action::Note(format!("{number}"))));
        for pack in packer.finish() {
            prev = pack.head.hash;
            packs.push(pack.bytes);
        }
    }
    packs
}

fn named(span: Span, packs: &[Vec<u8>]) -> Vec<u8> {
    [span.name().as_bytes(), b"\n", &write(&span, packs)].concat()
}

/// A pack or a bundle under any name, with any bytes.
pub const OBJECT: Target = Target {
    name: "pack-object",
    seeds: || {
        let packs = chain(3);
        let last = Span::of(DEVICE, u32::MAX - 1, u32::MAX);
        vec![
            named(Span::of(DEVICE, 1, 3), &packs),
            named(Span::of(DEVICE, 1, 1), &packs[..1]),
            named(last, &packs[..2]),
        ]
    },
    run: |bytes| {
        let end = bytes.iter().position(|b| *b == b'\n').unwrap_or(bytes.len());
        let (name, rest) = bytes.split_at(end);
        let rest = rest.get(1..).unwrap_or_default();
        let listed = Listed {
            name: String::from_utf8_lossy(name).into_owned(),
            size: rest.len() as u64,
        };
        let Some(object) = Object::of(&listed) else {
            return false;
        };
        let mut inbox = Inbox::default();
        inbox.offer(&object, rest);
        let ready = inbox.ready(1 << 20);
        let packs: Vec<_> = ready
            .iter()
            .map(|p| (p.head.device, p.head.number, p.head.hash))
            .collect();
        for (at, (device, number, _)) in packs.iter().enumerate() {
            assert_eq!(
                (*device, *number),
                (object.span.device, at as u32 + 1),
                "packs are taken in order, from the first"
            );
        }
        inbox.settle(&packs, &vec![Fate::Taken; packs.len()]);
        let _ = (inbox.faults(), inbox.waiting(), inbox.bytes());
        true
    },
};
