//! The dossier of a case (卷宗, plan Art. 8): its attachments and documents, each under a heading of the catalogue, in the main
//! volume (正卷) or the internal one (副卷). Where a person has not said where something belongs, a heading is proposed with the
//! reason; what must be there and is not is named.
mod book;
mod edit;
mod lines;
mod pieces;
mod propose;
mod text;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attachment::{AttachmentId, Origin};
use super::facts::CaseFile;
use super::kinds::Kinds;
use super::slot::{Kind, RecordId, RecordKey};
use super::view::CaseView;
pub use book::{DossierRow, sort_dossiers};
pub use edit::{confirm, move_by, put_under, say};
use lines::entries;
pub use pieces::{Cutting, Pages, Piece, SCAN_MOST, count, left, piece_of};
pub(crate) use text::choices;
pub use text::{Catalogue, Catalogues, DossierError, Heading, Needs};

/// The kind of records of the catalogue (`rules/records/dossier.json`), and its fields. The id of one is that of the attachment
/// or document it is of; an item of a scan has its own.
pub const DOSSIER: Kind = Kind(52);
/// Under which heading: its key. A person confirmed it.
pub const HEADING: u16 = 1;
/// What the catalogue calls it.
pub const TITLE: u16 = 2;
/// Its place among those under the heading.
pub const PLACE: u16 = 3;
/// How many pages it has.
pub const PAGES: u16 = 4;
/// The day it bears.
pub const ON: u16 = 5;
/// The scan it is an item of: its id in hexadecimal digits. Records of items have ids of their own.
pub const SCAN: u16 = 6;
/// Its first page in the scan.
pub const FIRST: u16 = 7;
/// Its last page there.
pub const LAST: u16 = 8;

/// What is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A file.
    Attachment(AttachmentId),
    /// A document that was recorded and of which there is no file.
    Document(RecordId),
    /// An item of a scan.
    Piece(RecordId),
    /// A record of an interview that all have signed: its file is made of it.
    Transcript(RecordId),
}

impl Item {
    /// The record that says where it belongs.
    #[must_use]
    pub fn record(self) -> RecordKey {
        let (Item::Attachment(id) | Item::Document(id) | Item::Piece(id) | Item::Transcript(id)) = self;
        RecordKey { kind: DOSSIER, id }
    }
}

/// Why a heading is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It proves service.
    Proof,
    /// It is a document of this sort.
    Sort(String),
    /// It belongs to a record of this kind.
    Record(Kind),
    /// Its name has this word.
    Word(String),
    /// Nothing tells where it belongs.
    Rest,
}

/// How it is known where something belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A person said so.
    Confirmed,
    /// It is proposed.
    Proposed(Reason),
}

/// A line of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is of.
    pub item: Item,
    /// The key of its heading.
    pub heading: String,
    /// What it is called.
    pub title: String,
    /// The day it bears.
    pub on: Option<NaiveDate>,
    /// How many pages it has, if that is known.
    pub pages: Option<u32>,
    /// Its first page in the volume, if the pages of all before it are known.
    pub first_page: Option<u32>,
    /// How its heading is known.
    pub stands: Stands,
    /// The place somebody gave it under its heading.
    pub place: Option<i64>,
    /// Its number in the volume, from 1.
    pub number: u32,
    /// Where the file is from; nothing: there is no file.
    pub origin: Option<Origin>,
    /// The name of the file, or empty.
    pub file: String,
    /// The pages of a scan it is, if it is not the whole file.
    pub part: Option<Part>,
    /// Who added it.
    pub by: String,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
}

/// Pages of a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The scan.
    pub scan: AttachmentId,
    /// Its pages, in runs.
    pub runs: Vec<Pages>,
    /// Some of them belong to another item, too: two cut the scan, and somebody has to say how.
    pub is_shared: bool,
}

/// A heading with what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<'c> {
    /// The heading.
    pub heading: &'c Heading,
    /// Its number in the volume, from 1.
    pub number: u32,
    /// Something must be here by now.
    pub is_needed: bool,
    /// What is, in order.
    pub entries: Vec<Entry>,
}

impl Section<'_> {
    /// Whether something must be here by now and is not.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.is_needed && self.entries.is_empty()
    }
}

/// What keeps a dossier from being archived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gaps {
    /// Keys of the headings under which something must be by now and is not.
    pub missing: Vec<String>,
    /// So many lines nobody has confirmed.
    pub unconfirmed: u32,
}

impl Gaps {
    /// Nothing does.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.missing.is_empty() && self.unconfirmed == 0
    }
}

/// The dossier of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier<'c> {
    /// The catalogue it follows.
    pub catalogue: &'c Catalogue,
    /// The catalogue is of this type of cases; if not, it stands in for one.
    pub is_own: bool,
    /// The main volume.
    pub main: Vec<Section<'c>>,
    /// The internal volume.
    pub internal: Vec<Section<'c>>,
}

impl<'c> Dossier<'c> {
    /// The headings of both volumes.
    pub fn sections(&self) -> impl Iterator<Item = &Section<'c>> {
        self.main.iter().chain(&self.internal)
    }

    /// All lines of both volumes.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.sections().flat_map(|section| &section.entries)
    }

    /// The line of something.
    #[must_use]
    pub fn entry(&self, item: Item) -> Option<&Entry> {
        self.entries().find(|entry| entry.item == item)
    }

    /// Whether a file, or a part of it, stands in the internal volume. A proposal counts: who has no right to that volume shall
    /// not see a paper before somebody has sorted it.
    #[must_use]
    pub fn is_internal(&self, file: AttachmentId) -> bool {
        let mut internal = self.internal.iter().flat_map(|section| &section.entries);
        internal.any(|entry| {
            let part = entry.part.as_ref().is_some_and(|part| part.scan == file);
            part || entry.item == Item::Attachment(file)
        })
    }

    /// The headings under which something must be by now and is not.
    pub fn missing(&self) -> impl Iterator<Item = &Section<'c>> {
        self.sections().filter(|section| section.is_missing())
    }

    /// What keeps it from being archived.
    #[must_use]
    pub fn gaps(&self) -> Gaps {
        Gaps {
            missing: self.missing().map(|section| section.heading.key.clone()).collect(),
            unconfirmed: u32::try_from(self.proposed()).unwrap_or(u32::MAX),
        }
    }

    /// How many lines nobody has confirmed.
    #[must_use]
    pub fn proposed(&self) -> usize {
        let proposed = |entry: &&Entry| matches!(entry.stands, Stands::Proposed(_));
        self.entries().filter(proposed).count()
    }
}

/// The dossier of a case as it stands; nothing without a catalogue.
#[must_use]
pub fn of_case<'c>(all: &'c Catalogues, view: &CaseView, file: &CaseFile, kinds: &Kinds) -> Option<Dossier<'c>> {
    let catalogue = all.of_type(file.kind)?;
    let headings: Vec<&Heading> = catalogue.all().filter_map(|key| all.heading(key)).collect();
    let entries = entries(&headings, view, kinds);
    let volume = |keys: &[String]| {
        let (mut number, mut page) = (0, Some(1));
        let headings = (1_u32..).zip(keys.iter().filter_map(|key| all.heading(key)));
        let sections = headings.map(|(at, heading)| {
            let from = all.needs.from.get(&heading.key);
            Section {
                heading,
                number: at,
                is_needed: from.is_some_and(|from| text::has_come(from, file)),
                entries: under(&entries, heading, &mut number, &mut page),
            }
        });
        sections.collect()
    };
    Some(Dossier {
        catalogue,
        is_own: catalogue.names(file.kind),
        main: volume(&catalogue.main),
        internal: volume(&catalogue.internal),
    })
}

/// What stands under a heading, in order and numbered on from what stands before it.
fn under(entries: &[Entry], heading: &Heading, number: &mut u32, page: &mut Option<u32>) -> Vec<Entry> {
    let mut own: Vec<Entry> = entries
        .iter()
        .filter(|entry| entry.heading == heading.key)
        .cloned()
        .collect();
    // What somebody put in order comes first, then what bears a day, then the rest as it came.
    own.sort_by_key(|entry| {
        let place = entry.place;
        (
            place.is_none(),
            place,
            entry.on.is_none(),
            entry.on,
            entry.at_ms,
            // The items of a scan in its order.
            entry
                .part
                .as_ref()
                .map(|part| (part.scan, part.runs.first().map(|run| *run.start()))),
            entry.item.record().id,
        )
    });
    for entry in &mut own {
        *number += 1;
        entry.number = *number;
        entry.first_page = *page;
        *page = page.zip(entry.pages).map(|(page, pages)| page.saturating_add(pages));
    }
    own
}
