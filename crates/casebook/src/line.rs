//! What lists need of a case, in some 150 bytes: filters, counts and sorting look at nothing else.
use chrono::NaiveDate;

use super::CaseId;
use super::bytes::{BadBytes, Reader};
use super::cbor::{date, days};
use super::field::FILTERS_MOST;
use super::slot::Kind;
use super::view::CLOSED_STATE;
use super::waiting::Waits;

/// No such day.
pub(crate) const NO_DAY: i32 = i32::MAX;

/// A line of the list. Days count from 1970-01-01; [`NO_DAY`] is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub id: CaseId,
    pub number_key: u64,
    pub applicant_key: u128,
    pub debtor_key: u128,
    /// Fen; `i64::MIN` is none.
    pub amount: i64,
    pub filed_on: i32,
    pub next_due: i32,
    /// Overdue after this day.
    pub last: i32,
    /// The day on which what is next lapses, if something does.
    pub lapses: i32,
    pub soon_from: i32,
    /// Numbers of shared texts.
    pub handler: u32,
    pub cause: u32,
    pub ground: u32,
    pub node: u32,
    /// The values of the fields lists are filtered by, in the order of the table of fields; see [`super::field::Fields::filters`].
    pub marks: [u32; FILTERS_MOST],
    /// 0 simple, 1 ordinary, 2 needs more facts.
    pub verdict: u8,
    pub conflicts: u8,
    pub flags: u8,
    /// The kinds told by texts of which it has a record, by the bits of [`kind_bit`].
    pub kinds: u64,
    /// Where its open records stand in their flows.
    pub waits: Waits,
}

/// The bit of a kind in [`Line::kinds`]. Kinds that share one only cost a second look.
pub(crate) fn kind_bit(kind: Kind) -> u64 {
    1 << (kind.0 % 64)
}

/// Flags of a line.
pub(crate) const HIDDEN: u8 = 1;
pub(crate) const SAMPLE: u8 = 2;
pub(crate) const CLOSED: u8 = 4;
/// In no list, not even among the removed: a sample case that was taken away, a folder that is no case.
pub(crate) const NOWHERE: u8 = 8;

/// By the rules the verdict would now be another than was decided.
pub(crate) const DIFFERS: u8 = 16;

impl Line {
    /// Overdue 0, due soon 1, fine 2, closed 3, as of a day.
    pub fn state(&self, today: i32) -> u8 {
        if self.flags & CLOSED != 0 {
            CLOSED_STATE
        } else if self.last < today {
            0
        } else if self.soon_from <= today {
            1
        } else {
            2
        }
    }

    /// Is it in the lists?
    pub fn listed(&self) -> bool {
        self.flags & HIDDEN == 0
    }

    /// Filing year.
    pub fn year(&self) -> Option<i32> {
        day(self.filed_on).map(|d| chrono::Datelike::year(&d))
    }

    /// Appends the line to a snapshot.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.id);
        out.extend_from_slice(&self.number_key.to_le_bytes());
        out.extend_from_slice(&self.applicant_key.to_le_bytes());
        out.extend_from_slice(&self.debtor_key.to_le_bytes());
        out.extend_from_slice(&self.amount.to_le_bytes());
        for day in [self.filed_on, self.next_due, self.last, self.lapses, self.soon_from] {
            out.extend_from_slice(&day.to_le_bytes());
        }
        let texts = [self.handler, self.cause, self.ground, self.node];
        for text in texts.into_iter().chain(self.marks) {
            out.extend_from_slice(&text.to_le_bytes());
        }
        out.extend_from_slice(&[self.verdict, self.conflicts, self.flags]);
        for bits in [self.kinds, self.waits.states, self.waits.takers] {
            out.extend_from_slice(&bits.to_le_bytes());
        }
    }

    /// Reads what [`Line::write`] wrote.
    pub fn read(r: &mut Reader<'_>) -> Result<Line, BadBytes> {
        Ok(Line {
            id: r.array()?,
            number_key: u64::from_le_bytes(r.array()?),
            applicant_key: u128::from_le_bytes(r.array()?),
            debtor_key: u128::from_le_bytes(r.array()?),
            amount: i64::from_le_bytes(r.array()?),
            filed_on: i32::from_le_bytes(r.array()?),
            next_due: i32::from_le_bytes(r.array()?),
            last: i32::from_le_bytes(r.array()?),
            lapses: i32::from_le_bytes(r.array()?),
            soon_from: i32::from_le_bytes(r.array()?),
            handler: u32::from_le_bytes(r.array()?),
            cause: u32::from_le_bytes(r.array()?),
            ground: u32::from_le_bytes(r.array()?),
            node: u32::from_le_bytes(r.array()?),
            marks: {
                let mut marks = [0; FILTERS_MOST];
                for mark in &mut marks {
                    *mark = u32::from_le_bytes(r.array()?);
                }
                marks
            },
            verdict: r.byte()?,
            conflicts: r.byte()?,
            flags: r.byte()?,
            kinds: u64::from_le_bytes(r.array()?),
            waits: Waits {
                states: u64::from_le_bytes(r.array()?),
                takers: u64::from_le_bytes(r.array()?),
            },
        })
    }
}

/// Days since 1970, or [`NO_DAY`].
pub(crate) fn day_number(date: Option<NaiveDate>) -> i32 {
    date.map_or(NO_DAY, days)
}

/// The date of a number of days; nothing for [`NO_DAY`].
pub(crate) fn day(number: i32) -> Option<NaiveDate> {
    if number == NO_DAY { None } else { date(number) }
}
