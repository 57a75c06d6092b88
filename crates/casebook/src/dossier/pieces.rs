//! A scan cut into items (plan Art. 8): each item is a record that says from which page to which. The scan stays whole; pages
//! that belong to no item stay with it. Two who cut one scan at a time leave items that share pages: that is said, not decided.
use std::ops::RangeInclusive;

use law::canonical::hex;
use serde::{Deserialize, Serialize};

use super::{DOSSIER, FIRST, HEADING, LAST, PAGES, SCAN, TITLE};
use crate::attachment::AttachmentId;
use crate::edit::RecordEdit;
use crate::field::Value;
use crate::keyed;
use crate::slot::{RecordId, RecordKey, from_hex, value_in};
use crate::view::{CaseView, RecordView};

/// Pages of a scan, from 1.
pub type Pages = RangeInclusive<u32>;

/// The most pages a scan may have: no scanner's tray holds so many, and a broken count shall not fill the memory.
pub const SCAN_MOST: u32 = 2_000;

/// What a record says that is an item of a scan; nothing, if it is none or says no such pages.
#[must_use]
pub fn piece_of(record: &RecordView) -> Option<(AttachmentId, Pages)> {
    if record.record.kind != DOSSIER {
        return None;
    }
    let Some(Value::Text(scan)) = value_in(&record.fields, SCAN) else {
        return None;
    };
    let page = |field: u16| match value_in(&record.fields, field) {
        Some(Value::Number(page)) => u32::try_from(*page).ok().filter(|page| (1..=SCAN_MOST).contains(page)),
        _ => None,
    };
    let (first, last) = (page(FIRST)?, page(LAST)?);
    (first <= last).then_some((from_hex(scan)?, first..=last))
}

/// The pages of a scan that no item has, in runs.
#[must_use]
pub fn left(pages: u32, items: &[Pages]) -> Vec<Pages> {
    let is_left = |page: &u32| !items.iter().any(|item| item.contains(page));
    let mut runs: Vec<Pages> = Vec::new();
    for page in (1..=pages.min(SCAN_MOST)).filter(is_left) {
        match runs.last_mut() {
            Some(run) if *run.end() + 1 == page => *run = *run.start()..=page,
            _ => runs.push(page..=page),
        }
    }
    runs
}

/// How many pages these runs have.
#[must_use]
pub fn count(runs: &[Pages]) -> u32 {
    runs.iter().map(|run| run.end() - run.start() + 1).sum()
}

/// An item while a scan is being cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The record it is, once it was saved.
    pub record: Option<RecordId>,
    /// Its pages.
    pub pages: Pages,
    /// What it is called.
    pub title: String,
    /// The key of its heading; empty: as its name tells.
    pub heading: String,
}

/// A scan that is being cut: what is changed here is written by [`Cutting::edits`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cutting {
    /// The scan.
    pub scan: AttachmentId,
    /// How many pages it has.
    pub pages: u32,
    /// Its items by their first pages.
    pub items: Vec<Piece>,
    /// What the scan itself is called.
    name: String,
    /// Records of items that are no more.
    gone: Vec<RecordId>,
}

impl Cutting {
    /// A scan as it is cut now. One that is not is one item with all its pages, and bears this name.
    #[must_use]
    pub fn begin(view: &CaseView, scan: AttachmentId, pages: u32, name: &str) -> Cutting {
        let pages = pages.clamp(1, SCAN_MOST);
        let text = |record: &RecordView, field: u16| match value_in(&record.fields, field) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let own = view.records.iter().filter_map(|record| {
            let (of, pages) = piece_of(record)?;
            (of == scan).then(|| Piece {
                record: Some(record.record.id),
                pages,
                title: text(record, TITLE),
                heading: text(record, HEADING),
            })
        });
        let mut cutting = Cutting {
            scan,
            pages,
            items: own.collect(),
            name: name.to_owned(),
            gone: Vec::new(),
        };
        if cutting.items.is_empty() {
            cutting.items.push(Piece {
                record: None,
                pages: 1..=pages,
                title: name.to_owned(),
                heading: String::new(),
            });
        }
        cutting.sort();
        cutting
    }

    fn sort(&mut self) {
        self.items
            .sort_by_key(|item| (*item.pages.start(), *item.pages.end(), item.record));
    }

    /// The item a page belongs to: its place among the items. Of several the last that begins.
    #[must_use]
    pub fn item_at(&self, page: u32) -> Option<usize> {
        self.items.iter().rposition(|item| item.pages.contains(&page))
    }

    /// Whether a page belongs to several items.
    #[must_use]
    pub fn is_shared(&self, page: u32) -> bool {
        self.items.iter().filter(|item| item.pages.contains(&page)).count() > 1
    }

    /// A new item begins with this page: the item it belonged to ends before it. A page of no item begins one that goes to the
    /// next item, or the end. Nothing changes where an item begins there already, or there is no such page.
    pub fn begin_at(&mut self, page: u32) {
        let begins = |item: &Piece| *item.pages.start() == page;
        if !(1..=self.pages).contains(&page) || self.items.iter().any(begins) {
            return;
        }
        let last = match self.item_at(page) {
            Some(at) => {
                let item = &mut self.items[at];
                let last = *item.pages.end();
                item.pages = *item.pages.start()..=page - 1;
                last
            }
            None => {
                let later = self.items.iter().map(|item| *item.pages.start());
                later
                    .filter(|start| *start > page)
                    .min()
                    .map_or(self.pages, |next| next - 1)
            }
        };
        self.items.push(Piece {
            record: None,
            pages: page..=last,
            title: String::new(),
            heading: String::new(),
        });
        self.sort();
    }

    /// The item that begins with this page, or has it, goes on the one before: both become one, with the name of the first.
    pub fn join_before(&mut self, page: u32) {
        let Some(at) = self.item_at(page).filter(|at| *at > 0) else {
            return;
        };
        let item = self.items.remove(at);
        let before = &mut self.items[at - 1];
        before.pages = *before.pages.start()..=*before.pages.end().max(item.pages.end());
        self.gone.extend(item.record);
    }

    /// An item is no more: its pages belong to none.
    pub fn leave_out(&mut self, at: usize) {
        if at < self.items.len() {
            let item = self.items.remove(at);
            self.gone.extend(item.record);
        }
    }

    /// Whether it says something else than what is written.
    #[must_use]
    pub fn is_changed(&self, view: &CaseView) -> bool {
        !self.clone().edits(view, || [0; 16]).is_empty()
    }

    /// What writes it: how many pages the scan has, and each item that is new, other than it was, or gone. An item without a
    /// name is written, too: it is what nobody has named yet. New items have their records from then on, so that saving twice
    /// makes none twice.
    #[must_use]
    pub fn edits(&mut self, view: &CaseView, mut new_id: impl FnMut() -> RecordId) -> Vec<RecordEdit> {
        let mut edits = Vec::new();
        let whole = RecordKey {
            kind: DOSSIER,
            id: self.scan,
        };
        let text = |text: &str| match text.trim() {
            "" => Value::None,
            text => Value::Text(text.to_owned()),
        };
        if let [only] = self.items.as_slice()
            && only.record.is_none()
            && only.pages == (1..=self.pages)
            && self.gone.is_empty()
        {
            // A scan nobody cut needs no items: what is said is said of the scan.
            let mut said = Vec::new();
            if only.title.trim() != self.name {
                said.push((TITLE, text(&only.title)));
            }
            if !only.heading.is_empty() {
                said.push((HEADING, text(&only.heading)));
            }
            if !said.is_empty() {
                said.push((PAGES, Value::Number(self.pages.into())));
                write(view, &mut edits, whole, said);
            }
            return edits;
        }
        write(view, &mut edits, whole, vec![(PAGES, Value::Number(self.pages.into()))]);
        for item in &mut self.items {
            let id = *item.record.get_or_insert_with(&mut new_id);
            let fields = vec![
                (SCAN, Value::Text(hex(&self.scan))),
                (FIRST, Value::Number((*item.pages.start()).into())),
                (LAST, Value::Number((*item.pages.end()).into())),
                (TITLE, text(&item.title)),
                (HEADING, text(&item.heading)),
            ];
            write(view, &mut edits, RecordKey { kind: DOSSIER, id }, fields);
        }
        for id in &self.gone {
            let key = RecordKey { kind: DOSSIER, id: *id };
            // Somebody else may have taken it out meanwhile.
            if view.records.iter().any(|record| record.record == key) {
                edits.push(RecordEdit::taken_out(key));
            }
        }
        edits
    }
}

/// Writes what of these fields says something else than what stands there.
fn write(view: &CaseView, edits: &mut Vec<RecordEdit>, key: RecordKey, fields: Vec<(u16, Value)>) {
    let said = keyed::said(view, key);
    let begins = keyed::begins(&said);
    let stands = |field: u16| match begins {
        true => &Value::None,
        false => value_in(&said, field).unwrap_or(&Value::None),
    };
    let other: Vec<(u16, Value)> = fields
        .into_iter()
        .filter(|(field, value)| stands(*field) != value)
        .collect();
    if !other.is_empty() {
        edits.push(keyed::edit(key, &said, other));
    }
}
