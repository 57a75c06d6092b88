//! Events that had no effect, with the rule that refused each. They stay in the trace and change nothing.
use std::collections::BTreeMap;

use super::CaseId;
use super::bytes::{BadBytes, Reader, put_bytes, put_uint};
use super::clock::{DeviceId, Moment, Stamp};
use super::event::Event;
use super::names::Names;
use super::people::right_of;

/// How many are kept with all that is shown of them.
pub const LATEST: usize = 200;

/// So many of one device are kept one by one; beyond that, those about the book or about cases nobody has are only
/// counted. They stay in their packs. Without a bound a member fills everybody's memory for good.
pub const KEPT_OF_ONE: u32 = 1_000;

/// An event that had no effect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refused {
    /// When and on which device.
    pub stamp: Stamp,
    /// The case, or zeros for the book.
    pub case: CaseId,
    /// Who, as the event says.
    pub by: String,
    /// Wall clock of the device, milliseconds since 1970.
    pub at_ms: u64,
    /// The right it would have taken, e.g. `case.decide`.
    pub what: String,
    /// The rule that refused it: a row of the table of rights, or a code of the directory.
    pub rule: String,
}

impl Refused {
    /// What is shown of a refused event.
    pub(crate) fn of(event: &Event, rule: &str) -> Refused {
        Refused {
            stamp: event.stamp,
            case: event.case,
            by: event.by.clone(),
            at_ms: event.at_ms,
            what: right_of(&event.action).to_owned(),
            rule: rule.to_owned(),
        }
    }
}

/// Refused events of the cases and of the book's texts. Those about people are in the directory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refusals {
    rules: Names,
    of: BTreeMap<CaseId, BTreeMap<Stamp, u32>>,
    /// The last ones by stamp, whatever order they came in.
    latest: BTreeMap<(Stamp, CaseId), Refused>,
    count: u32,
    /// How many are kept one by one, by device.
    kept: BTreeMap<DeviceId, u32>,
    /// How many are only counted.
    unkept: u32,
}

impl Refusals {
    /// Notes a refused event.
    pub fn add(&mut self, refused: Refused) {
        let rule = self.rules.number(&refused.rule);
        if self
            .of
            .entry(refused.case)
            .or_default()
            .insert(refused.stamp, rule)
            .is_none()
        {
            self.count += 1;
            *self.kept.entry(refused.stamp.device).or_default() += 1;
        }
        self.show(refused);
    }

    /// Notes a refused event that is not kept one by one.
    pub fn only_count(&mut self, refused: Refused) {
        self.unkept = self.unkept.saturating_add(1);
        self.show(refused);
    }

    /// How many of a device may still be kept one by one whatever they are about.
    pub fn room(&self, device: DeviceId) -> u32 {
        KEPT_OF_ONE.saturating_sub(self.kept.get(&device).copied().unwrap_or(0))
    }

    fn show(&mut self, refused: Refused) {
        self.latest.insert((refused.stamp, refused.case), refused);
        if self.latest.len() > LATEST {
            self.latest.pop_first();
        }
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.count.saturating_add(self.unkept)
    }

    /// The last ones, latest first.
    pub fn latest(&self) -> impl Iterator<Item = &Refused> {
        self.latest.values().rev()
    }

    /// The refused events of a case, with the rule.
    pub fn of(&self, case: &CaseId) -> Vec<(Stamp, String)> {
        let own = self.of.get(case).into_iter().flatten();
        own.map(|(stamp, rule)| (*stamp, self.rules.text(*rule).to_owned()))
            .collect()
    }

    /// Appends all to a snapshot.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.rules.write(out);
        put_uint(out, u64::from(self.unkept));
        put_uint(out, self.of.len() as u64);
        for (case, events) in &self.of {
            out.extend_from_slice(case);
            put_uint(out, events.len() as u64);
            for (stamp, rule) in events {
                put_stamp(out, *stamp);
                put_uint(out, u64::from(*rule));
            }
        }
        put_uint(out, self.latest.len() as u64);
        for refused in self.latest.values() {
            put_stamp(out, refused.stamp);
            out.extend_from_slice(&refused.case);
            put_bytes(out, refused.by.as_bytes());
            put_uint(out, refused.at_ms);
            put_bytes(out, refused.what.as_bytes());
            put_bytes(out, refused.rule.as_bytes());
        }
    }

    /// Reads what [`Refusals::write`] wrote.
    pub fn read(r: &mut Reader<'_>) -> Result<Refusals, BadBytes> {
        let mut refusals = Refusals {
            rules: Names::read(r)?,
            unkept: r.u32()?,
            ..Refusals::default()
        };
        for _ in 0..r.count()? {
            let (case, count) = (r.array()?, r.count()?);
            let mut events = BTreeMap::new();
            for _ in 0..count {
                let stamp = read_stamp(r)?;
                *refusals.kept.entry(stamp.device).or_default() += 1;
                events.insert(stamp, r.u32()?);
            }
            refusals.count += events.len() as u32;
            refusals.of.insert(case, events);
        }
        for _ in 0..r.count()? {
            let refused = Refused {
                stamp: read_stamp(r)?,
                case: r.array()?,
                by: r.text()?.to_owned(),
                at_ms: r.uint()?,
                what: r.text()?.to_owned(),
                rule: r.text()?.to_owned(),
            };
            refusals.latest.insert((refused.stamp, refused.case), refused);
        }
        Ok(refusals)
    }
}

pub(crate) fn put_stamp(out: &mut Vec<u8>, stamp: Stamp) {
    out.extend_from_slice(&stamp.moment.0.to_le_bytes());
    out.extend_from_slice(&stamp.device.0.to_le_bytes());
}

pub(crate) fn read_stamp(r: &mut Reader<'_>) -> Result<Stamp, BadBytes> {
    let moment = Moment(u64::from_le_bytes(r.array()?));
    let device = DeviceId(u64::from_le_bytes(r.array()?));
    Ok(Stamp { moment, device })
}
