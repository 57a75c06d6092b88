//! Attachments: photos, scans, recordings, documents. What the trace says of them; the files themselves lie beside the
//! packs, sealed, under the id.
//!
//! Body of an attachment, a map: 0 id (16 bytes) · 1 name of the file · 2 media type · 3 bytes · 4 SHA-256 of the file ·
//! 5 what it shows · 6 when it was made, milliseconds since 1970 (absent: not known) · 7 origin: 1 taken here, 2 made here
//! (absent: brought in) · 8 true if it has a thumbnail · 9 to 11 where it is filed, as in the body of a filing: 1 kind of
//! the record · 2 its id · 3 true for proof of service (absent, all of them: in no record). A filing has the id as 0.
use std::collections::{HashMap, HashSet};

use minicbor::Decoder;
use minicbor::decode::Error;
use serde::{Deserialize, Serialize};

use super::cbor::{Out, read_id, read_map};
use super::clock::Stamp;
use super::event::Event;
use super::history::begun;
use super::kinds::Kinds;
use super::slot::{Kind, RecordKey, attachment_of, filed_of, taken_out};
use super::state::{CaseState, latest};

/// Id of an attachment, and of its sealed file.
pub type AttachmentId = [u8; 16];

/// Where a file comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// It was a file before.
    #[default]
    BroughtIn,
    /// Taken with the camera of this device.
    TakenHere,
    /// Made here, of what the case says.
    MadeHere,
}

impl Origin {
    /// Its number in the stored format.
    pub(crate) fn number(self) -> u8 {
        match self {
            Origin::BroughtIn => 0,
            Origin::TakenHere => 1,
            Origin::MadeHere => 2,
        }
    }

    pub(crate) fn of_number(number: u64) -> Option<Origin> {
        let all = [Origin::BroughtIn, Origin::TakenHere, Origin::MadeHere];
        all.into_iter().find(|origin| u64::from(origin.number()) == number)
    }
}

/// The record an attachment belongs to, of a kind told by a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filed {
    /// The record.
    pub record: RecordKey,
    /// It proves that the document of the record was served (送达回证, 民诉法87).
    pub is_proof: bool,
}

/// Whether service can be proven for records of a kind: those that have a day of service.
#[must_use]
pub fn is_served(kinds: &Kinds, kind: Kind) -> bool {
    let known = kinds.get(kind);
    known.is_some_and(|kind| kind.field_named("served_on").is_some())
}

/// An attachment, as whoever added it says. The hash binds the trace to the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attachment {
    /// Random, never used for another file.
    pub id: AttachmentId,
    /// Name of the file.
    pub name: String,
    /// Media type of the file.
    pub mime: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// What it shows, in the words of whoever added it; may be empty.
    pub shows: String,
    /// When it was made as far as the file tells, milliseconds since 1970.
    pub taken_ms: Option<u64>,
    /// Where it comes from.
    pub origin: Origin,
    /// A small picture of it lies beside it.
    pub has_thumbnail: bool,
    /// The record it belongs to, if any. Others may file it elsewhere later.
    pub filed: Option<Filed>,
}

/// An attachment of a case, with who added it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentView {
    /// The attachment, filed where it is now.
    pub attachment: Attachment,
    /// Who added it.
    pub by: String,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
}

/// The attachments of a case as they stand, in the order they were first added, each with the stamp of that. Of several
/// under one id that which was added first is shown: nobody puts another file or other words in its place. One that
/// belongs to a record is gone while its record is taken out.
#[must_use]
pub fn standing(state: &CaseState, kinds: &Kinds) -> Vec<(Stamp, Attachment)> {
    let mut found: Vec<(Stamp, Attachment)> = Vec::new();
    for (_, fields) in state.marked(Kind::ATTACHMENT) {
        let attachment = attachment_of(&|field| latest(fields, field).cloned());
        let attachment = attachment.filter(|attachment| !state.is_marked(taken_out(attachment.id)));
        if let (Some(mut attachment), Some(stamp)) = (attachment, begun(fields)) {
            attachment.filed = filed(state, attachment.id);
            found.push((stamp, attachment));
        }
    }
    found.sort_by_key(|(stamp, attachment)| (*stamp, attachment.id));
    let mut known: HashSet<AttachmentId> = HashSet::new();
    found.retain(|(_, attachment)| known.insert(attachment.id));
    found.retain(|(_, attachment)| {
        attachment
            .filed
            .is_none_or(|filed| !is_gone(state, kinds, filed.record))
    });
    found
}

fn filed(state: &CaseState, id: AttachmentId) -> Option<Filed> {
    let key = RecordKey { kind: Kind::FILED, id };
    let fields = state.records.get(&key).filter(|_| state.is_marked(key))?;
    filed_of(&|field| latest(fields, field).cloned())
}

/// Whether a record was there and is taken out.
fn is_gone(state: &CaseState, kinds: &Kinds, record: RecordKey) -> bool {
    let fields = state.records.get(&record);
    fields.is_some_and(|fields| !state.stands(kinds, record, fields))
}

/// The attachments of a case as people see them.
pub(crate) fn attachments(state: &CaseState, kinds: &Kinds, by_stamp: &HashMap<Stamp, &Event>) -> Vec<AttachmentView> {
    let all = standing(state, kinds).into_iter();
    all.map(|(stamp, attachment)| {
        let event = by_stamp.get(&stamp);
        AttachmentView {
            attachment,
            by: event.map(|event| event.by.clone()).unwrap_or_default(),
            at_ms: event.map_or(stamp.moment.ms(), |event| event.at_ms),
        }
    })
    .collect()
}

pub(crate) fn write_attachment(out: &mut Out, attachment: &Attachment) {
    out.open_map();
    out.uint(0);
    out.bytes(&attachment.id);
    for (key, text) in [(1, &attachment.name), (2, &attachment.mime)] {
        out.uint(key);
        out.text(text);
    }
    out.uint(3);
    out.uint(attachment.bytes);
    out.uint(4);
    out.bytes(&attachment.sha256);
    out.uint(5);
    out.text(&attachment.shows);
    if let Some(ms) = attachment.taken_ms {
        out.uint(6);
        out.uint(ms);
    }
    if attachment.origin != Origin::BroughtIn {
        out.uint(7);
        out.uint(u64::from(attachment.origin.number()));
    }
    if attachment.has_thumbnail {
        out.uint(8);
        out.bool(true);
    }
    write_filed(out, attachment.filed, 9);
    out.end();
}

pub(crate) fn write_filing(out: &mut Out, id: AttachmentId, filed: Option<Filed>) {
    out.open_map();
    out.uint(0);
    out.bytes(&id);
    write_filed(out, filed, 1);
    out.end();
}

/// Where it is filed, under three keys from `first` on.
fn write_filed(out: &mut Out, filed: Option<Filed>, first: u64) {
    let Some(filed) = filed else { return };
    out.uint(first);
    out.uint(u64::from(filed.record.kind.0));
    out.uint(first + 1);
    out.bytes(&filed.record.id);
    if filed.is_proof {
        out.uint(first + 2);
        out.bool(true);
    }
}

/// What was read of where it is filed.
#[derive(Default)]
struct FiledRead {
    kind: Option<Kind>,
    id: Option<AttachmentId>,
    is_proof: bool,
}

impl FiledRead {
    /// Takes the key at `place` from the first of the three; false for another.
    fn take(&mut self, place: Option<u64>, d: &mut Decoder<'_>) -> Result<bool, Error> {
        match place {
            Some(0) => self.kind = Some(Kind(d.u16()?)),
            Some(1) => self.id = Some(read_id(d)?),
            Some(2) => self.is_proof = d.bool()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// # Errors
    /// Half of a record's name, or a record that nothing is filed in.
    fn done(self) -> Result<Option<Filed>, Error> {
        match (self.kind, self.id) {
            (None, None) if !self.is_proof => Ok(None),
            (Some(kind), Some(id)) if kind.is_data() => Ok(Some(Filed {
                record: RecordKey { kind, id },
                is_proof: self.is_proof,
            })),
            _ => Err(Error::message("filed in no record")),
        }
    }
}

/// The attachment, and whether all of it was understood.
pub(crate) fn read_attachment(d: &mut Decoder<'_>) -> Result<(Attachment, bool), Error> {
    let (mut attachment, mut id) = (Attachment::default(), None);
    let (mut filed, mut origin_known) = (FiledRead::default(), true);
    let known = read_map(d, |key, d| {
        match key {
            0 => id = Some(read_id(d)?),
            1 => d.str()?.clone_into(&mut attachment.name),
            2 => d.str()?.clone_into(&mut attachment.mime),
            3 => attachment.bytes = d.u64()?,
            4 => attachment.sha256 = d.bytes()?.try_into().map_err(|_| Error::message("not 32 bytes"))?,
            5 => d.str()?.clone_into(&mut attachment.shows),
            6 => attachment.taken_ms = Some(d.u64()?),
            7 => {
                let origin = Origin::of_number(d.u64()?);
                origin_known = origin.is_some();
                attachment.origin = origin.unwrap_or_default();
            }
            8 => attachment.has_thumbnail = d.bool()?,
            _ => return filed.take(key.checked_sub(9), d),
        }
        Ok(true)
    })?;
    attachment.id = id.ok_or_else(|| Error::message("attachment without id"))?;
    attachment.filed = filed.done()?;
    Ok((attachment, known && origin_known))
}

/// A filing: which attachment, where, and whether all of it was understood.
pub(crate) fn read_filing(d: &mut Decoder<'_>) -> Result<(AttachmentId, Option<Filed>, bool), Error> {
    let (mut id, mut filed) = (None, FiledRead::default());
    let known = read_map(d, |key, d| {
        if key == 0 {
            id = Some(read_id(d)?);
            return Ok(true);
        }
        filed.take(key.checked_sub(1), d)
    })?;
    let id = id.ok_or_else(|| Error::message("filing without id"))?;
    Ok((id, filed.done()?, known))
}
