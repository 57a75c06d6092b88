//! The lines of a dossier: what each attachment, each item of a scan and each document without a file says, what a person said
//! of it, and the heading proposed where nobody did.
use std::collections::BTreeMap;

use super::pieces::{Pages, count, left, piece_of};
use super::propose::{self, Found, documents, propose};
use super::{Entry, HEADING, Heading, Item, ON, PAGES, PLACE, Part, Reason, Stands, TITLE};
use crate::attachment::{AttachmentId, AttachmentView, Origin};
use crate::clock::day_of;
use crate::field::Value;
use crate::kinds::Kinds;
use crate::slot::{RecordKey, value_in};
use crate::transcript::{self, TRANSCRIPT};
use crate::view::{CaseView, RecordView};

/// The file a record of an interview goes out as.
const TRANSCRIPT_FILE: &str = "transcript.html";

/// What lines are made of.
struct Lines<'v> {
    headings: &'v [&'v Heading],
    view: &'v CaseView,
    kinds: &'v Kinds,
    documents: Vec<(&'v RecordView, propose::Document)>,
    /// The items of each scan, with their records.
    items: BTreeMap<AttachmentId, Vec<(&'v RecordView, Pages)>>,
}

/// A line for each attachment, each item of a scan, each document without a file, and each record of an interview that all have
/// signed.
pub(super) fn entries(headings: &[&Heading], view: &CaseView, kinds: &Kinds) -> Vec<Entry> {
    let mut items: BTreeMap<AttachmentId, Vec<(&RecordView, Pages)>> = BTreeMap::new();
    for record in &view.records {
        if let Some((scan, pages)) = piece_of(record) {
            items.entry(scan).or_default().push((record, pages));
        }
    }
    let lines = Lines {
        headings,
        view,
        kinds,
        documents: documents(view, kinds).collect(),
        items,
    };
    let attachments = view
        .attachments
        .iter()
        .filter_map(|attachment| lines.of_attachment(attachment));
    let items = lines.items.iter().flat_map(|(scan, items)| {
        let lines = &lines;
        items.iter().map(move |item| lines.of_item(*scan, items, item))
    });
    let bare = lines.documents.iter().filter(|(record, _)| !lines.has_file(record));
    let bare = bare.map(|(record, document)| lines.of_document(record, document));
    let signed = view.records.iter().filter_map(|record| lines.of_transcript(record));
    attachments.chain(items).chain(bare).chain(signed).collect()
}

impl Lines<'_> {
    fn has_file(&self, record: &RecordView) -> bool {
        let mut filed = self.view.attachments.iter().filter_map(|view| view.attachment.filed);
        filed.any(|filed| filed.record == record.record && !filed.is_proof)
    }

    /// A record of an interview that is signed as it stands: what is not is no paper of the dossier yet.
    fn of_transcript(&self, record: &RecordView) -> Option<Entry> {
        let kind = self
            .kinds
            .get(TRANSCRIPT)
            .filter(|kind| kind.kind == record.record.kind)?;
        let standing = transcript::standing(self.kinds, record, self.view);
        if !standing.is_complete() {
            return None;
        }
        let lines = transcript::lines(kind, &record.fields);
        let title = transcript::title(kind, &record.fields);
        let of = match record.value(transcript::field::INTERVIEWEE) {
            Value::Text(name) => name.trim(),
            _ => "",
        };
        let entry = Entry {
            title: if of.is_empty() {
                title
            } else {
                format!("{title}（{of}）")
            },
            on: match record.value(transcript::field::HELD_ON) {
                Value::Date(day) => Some(*day),
                _ => None,
            },
            pages: u32::try_from(transcript::sheets(&lines, &standing.signers).len()).ok(),
            origin: Some(Origin::MadeHere),
            file: TRANSCRIPT_FILE.to_owned(),
            by: record.by.clone(),
            at_ms: record.at_ms,
            ..blank(Item::Transcript(record.record.id))
        };
        let found = Found {
            record: Some(kind),
            ..Found::default()
        };
        Some(self.stated(entry, &found))
    }

    fn of_document(&self, record: &RecordView, document: &propose::Document) -> Entry {
        let found = Found {
            document: Some(document),
            ..Found::default()
        };
        let entry = Entry {
            title: document.title(),
            on: document.issued_on,
            by: record.by.clone(),
            at_ms: record.at_ms,
            ..blank(Item::Document(record.record.id))
        };
        self.stated(entry, &found)
    }

    /// An item of a scan: what it is called tells where it belongs.
    fn of_item(
        &self,
        scan: AttachmentId,
        all: &[(&RecordView, Pages)],
        (record, pages): &(&RecordView, Pages),
    ) -> Entry {
        let of = self.view.attachments.iter().find(|of| of.attachment.id == scan);
        let title = match value_in(&record.fields, TITLE) {
            Some(Value::Text(title)) => title.trim().to_owned(),
            _ => String::new(),
        };
        let others = all.iter().filter(|(other, _)| other.record != record.record);
        let runs = vec![pages.clone()];
        let file = of.map_or("", |of| of.attachment.name.as_str());
        let entry = Entry {
            // What nobody has named yet is called after the scan.
            title: match title.as_str() {
                "" => format!("{} {}–{}", stem(file), pages.start(), pages.end()),
                title => title.to_owned(),
            },
            pages: Some(count(&runs)),
            origin: of.map(|of| of.attachment.origin),
            file: file.to_owned(),
            part: Some(Part {
                scan,
                runs,
                is_shared: others.into_iter().any(|(_, other)| meet(other, pages)),
            }),
            by: record.by.clone(),
            at_ms: of.map_or(record.at_ms, |of| of.at_ms),
            ..blank(Item::Piece(record.record.id))
        };
        let found = Found {
            names: &title,
            ..Found::default()
        };
        self.stated(entry, &found)
    }

    /// The line of a file; nothing, if all its pages belong to items.
    fn of_attachment(&self, of: &AttachmentView) -> Option<Entry> {
        let attachment = &of.attachment;
        let filed = attachment.filed;
        let mut documents = self.documents.iter();
        let document = filed.and_then(|filed| documents.find(|(record, _)| record.record == filed.record));
        let document = document.map(|(_, document)| document);
        let is_proof = filed.is_some_and(|filed| filed.is_proof);
        let name = match attachment.shows.trim() {
            "" => stem(&attachment.name),
            shows => shows,
        };
        let made = document.filter(|_| attachment.origin == Origin::MadeHere && !is_proof);
        let day = document.and_then(|document| match is_proof {
            true => document.served_on,
            false => document.issued_on,
        });
        let taken = attachment.taken_ms.filter(|_| attachment.origin == Origin::TakenHere);
        let names = format!("{} {}", attachment.shows, stem(&attachment.name));
        let found = Found {
            is_proof,
            document: document.filter(|_| !is_proof),
            record: filed.and_then(|filed| self.kinds.get(filed.record.kind)),
            names: &names,
        };
        let entry = Entry {
            title: made.map_or_else(|| name.to_owned(), propose::Document::title),
            on: day.or_else(|| taken.map(day_of)),
            // A photo or a scan of one page; of other files somebody counted them, or nobody.
            pages: attachment.mime.starts_with("image/").then_some(1),
            origin: Some(attachment.origin),
            file: attachment.name.clone(),
            by: of.by.clone(),
            at_ms: of.at_ms,
            ..blank(Item::Attachment(attachment.id))
        };
        let mut entry = self.stated(entry, &found);
        let items = self.items.get(&attachment.id);
        if let (Some(items), Some(pages)) = (items, entry.pages) {
            let items: Vec<Pages> = items.iter().map(|(_, pages)| pages.clone()).collect();
            let runs = left(pages, &items);
            if runs.is_empty() {
                return None;
            }
            entry.pages = Some(count(&runs));
            entry.part = Some(Part {
                scan: attachment.id,
                runs,
                is_shared: false,
            });
        }
        Some(entry)
    }

    /// The line with what a person said of it, and with a proposal where nobody said under which heading it stands.
    fn stated(&self, mut entry: Entry, found: &Found<'_>) -> Entry {
        let key: RecordKey = entry.item.record();
        let record = self.view.records.iter().find(|record| record.record == key);
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
            Some(Value::Text(key)) => self.headings.iter().find(|heading| heading.key == *key),
            _ => None,
        };
        (entry.heading, entry.stands) = match confirmed {
            Some(heading) => (heading.key.clone(), Stands::Confirmed),
            None => {
                let (heading, reason) = propose(self.headings, found);
                (heading, Stands::Proposed(reason))
            }
        };
        entry
    }
}

/// Whether two runs share a page.
fn meet(one: &Pages, other: &Pages) -> bool {
    one.start() <= other.end() && other.start() <= one.end()
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
        part: None,
        by: String::new(),
        at_ms: 0,
    }
}

/// The name of a file without its end.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
