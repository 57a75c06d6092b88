//! The dossier of a case (卷宗, plan Art. 8): its attachments and documents, each under a heading of the catalogue, in the main
//! volume (正卷) or the internal one (副卷). Where a person has not said where something belongs, a heading is proposed with the
//! reason; what must be there and is not is named.
mod edit;
mod propose;
mod text;

use chrono::NaiveDate;

use super::attachment::{AttachmentId, AttachmentView, Origin};
use super::clock::day_of;
use super::facts::CaseFile;
use super::field::Value;
use super::kinds::Kinds;
use super::slot::{Kind, RecordId, RecordKey, value_in};
use super::view::{CaseView, RecordView};
pub use edit::{confirm, move_by, put_under, say};
use propose::{Found, documents, propose};
pub(crate) use text::choices;
pub use text::{Catalogue, Catalogues, DossierError, Heading, Needs};

/// The kind of records of the catalogue (`rules/records/dossier.json`), and its fields. The id of one is that of the attachment
/// or document it is of.
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

/// What is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A file.
    Attachment(AttachmentId),
    /// A document that was recorded and of which there is no file.
    Document(RecordId),
}

impl Item {
    /// The record that says where it belongs.
    #[must_use]
    pub fn record(self) -> RecordKey {
        let (Item::Attachment(id) | Item::Document(id)) = self;
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
    /// Who added it.
    pub by: String,
    /// When, milliseconds since 1970.
    pub at_ms: u64,
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

    /// The headings under which something must be by now and is not.
    pub fn missing(&self) -> impl Iterator<Item = &Section<'c>> {
        self.sections().filter(|section| section.is_missing())
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

/// A line for each attachment, and for each document without a file.
fn entries(headings: &[&Heading], view: &CaseView, kinds: &Kinds) -> Vec<Entry> {
    let attachments = view
        .attachments
        .iter()
        .map(|attachment| of_attachment(headings, view, kinds, attachment));
    let has_file = |record: &RecordView| {
        let mut filed = view.attachments.iter().filter_map(|view| view.attachment.filed);
        filed.any(|filed| filed.record == record.record && !filed.is_proof)
    };
    let bare = documents(view, kinds).filter(|(record, _)| !has_file(record));
    let bare = bare.map(|(record, document)| {
        let found = Found {
            document: Some(&document),
            ..Found::default()
        };
        let item = Item::Document(record.record.id);
        let entry = Entry {
            title: document.title(),
            on: document.issued_on,
            pages: None,
            origin: None,
            file: String::new(),
            by: record.by.clone(),
            at_ms: record.at_ms,
            ..blank(item)
        };
        stated(entry, headings, view, &found)
    });
    attachments.chain(bare).collect()
}

fn blank(item: Item) -> Entry {
    Entry {
        item,
        heading: String::new(),
        title: String::new(),
        on: None,
        pages: None,
        first_page: None,
        stands: Stands::Proposed(Reason::Rest),
        place: None,
        number: 0,
        origin: None,
        file: String::new(),
        by: String::new(),
        at_ms: 0,
    }
}

fn of_attachment(headings: &[&Heading], view: &CaseView, kinds: &Kinds, of: &AttachmentView) -> Entry {
    let attachment = &of.attachment;
    let filed = attachment.filed;
    let document = filed.and_then(|filed| documents(view, kinds).find(|(record, _)| record.record == filed.record));
    let document = document.map(|(_, document)| document);
    let is_proof = filed.is_some_and(|filed| filed.is_proof);
    let name = match attachment.shows.trim() {
        "" => stem(&attachment.name),
        shows => shows,
    };
    let made = document
        .as_ref()
        .filter(|_| attachment.origin == Origin::MadeHere && !is_proof);
    let day = document.as_ref().and_then(|document| match is_proof {
        true => document.served_on,
        false => document.issued_on,
    });
    let taken = attachment.taken_ms.filter(|_| attachment.origin == Origin::TakenHere);
    let names = format!("{} {}", attachment.shows, stem(&attachment.name));
    let found = Found {
        is_proof,
        document: document.as_ref().filter(|_| !is_proof),
        record: filed.and_then(|filed| kinds.get(filed.record.kind)),
        names: &names,
    };
    let entry = Entry {
        title: made.map_or_else(|| name.to_owned(), propose::Document::title),
        on: day.or_else(|| taken.map(day_of)),
        // A photo or a scan of one page; of other files nobody has counted them.
        pages: attachment.mime.starts_with("image/").then_some(1),
        origin: Some(attachment.origin),
        file: attachment.name.clone(),
        by: of.by.clone(),
        at_ms: of.at_ms,
        ..blank(Item::Attachment(attachment.id))
    };
    stated(entry, headings, view, &found)
}

/// The line with what a person said of it, and with a proposal where nobody said under which heading it stands.
fn stated(mut entry: Entry, headings: &[&Heading], view: &CaseView, found: &Found<'_>) -> Entry {
    let key = entry.item.record();
    let record = view.records.iter().find(|record| record.record == key);
    let said = |field: u16| record.and_then(|record| value_in(&record.fields, field));
    if let Some(Value::Text(title)) = said(TITLE)
        && !title.trim().is_empty()
    {
        title.trim().clone_into(&mut entry.title);
    }
    if let Some(Value::Date(on)) = said(ON) {
        entry.on = Some(*on);
    }
    if let Some(Value::Number(pages)) = said(PAGES) {
        entry.pages = u32::try_from(*pages).ok().filter(|pages| *pages > 0);
    }
    if let Some(Value::Number(place)) = said(PLACE) {
        entry.place = Some(*place);
    }
    // What was confirmed under a heading this catalogue does not have is proposed anew.
    let confirmed = match said(HEADING) {
        Some(Value::Text(key)) => headings.iter().find(|heading| heading.key == *key),
        _ => None,
    };
    (entry.heading, entry.stands) = match confirmed {
        Some(heading) => (heading.key.clone(), Stands::Confirmed),
        None => {
            let (heading, reason) = propose(headings, found);
            (heading, Stands::Proposed(reason))
        }
    };
    entry
}

/// The name of a file without its end.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
