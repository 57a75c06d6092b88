//! Entries that were written under a number this device no longer has, and that the others never got: kept until they
//! are written again or a person has saved them.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{WorkError, of_pack, refused};
use crate::files::export::{XLSX, file};
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::clock::Stamp;
use casebook::event::{BOOK, Event};
use casebook::field::Field;
use casebook::pack::unpack;
use files::export::xlsx;
use files::table::{Computed, Language, ListRow, Table};
use protocol::{Action, CaseId, OwnRecord, SavedFile, Value};
use store::{Key, StoreTable};
use vault::ring::Keyring;

pub(crate) const KEPT: OwnRecord = OwnRecord::KeptEntries;

/// What is kept aside. The packs stay as they are until nothing of them is left: later entries rest on earlier ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    pub packs: Vec<Vec<u8>>,
    pub rest: Rest,
}

/// What is left of the packs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Rest {
    /// Entries that are left, so that nobody has to open the packs to count them.
    pub count: u32,
    /// Entries of which a part is written: the fields that are left; none of one that is done.
    pub fields: BTreeMap<Stamp, Vec<Field>>,
}

impl Kept {
    /// Packs, and after them what is left; a record of an older build ends after the packs.
    fn read(bytes: &[u8], ring: &Keyring) -> Result<Self, WorkError> {
        let bad = |_| refused(KEPT);
        let (packs, rest) = postcard::take_from_bytes(bytes).map_err(bad)?;
        let mut kept = Self {
            packs,
            rest: Rest::default(),
        };
        match rest {
            [] => kept.rest.count = count(kept.entries(ring)?.len()),
            rest => kept.rest = postcard::from_bytes(rest).map_err(bad)?,
        }
        Ok(kept)
    }

    pub fn record(&self) -> Result<(StoreTable, Key, Vec<u8>), WorkError> {
        let bad = |_| refused(KEPT);
        let packs = postcard::to_stdvec(&self.packs).map_err(bad)?;
        let bytes = postcard::to_extend(&self.rest, packs).map_err(bad)?;
        Ok((StoreTable::Meta, KEPT.code().into(), bytes))
    }

    /// All entries ever kept in these packs, in their order.
    pub fn all(&self, ring: &Keyring) -> Result<Vec<Event>, WorkError> {
        let mut all = Vec::new();
        for pack in &self.packs {
            // It was readable when it was put aside, and its keys are never forgotten.
            let (_, events) = unpack(pack, ring).map_err(|e| refused(of_pack(e)))?;
            all.extend(events.into_iter().filter(is_work));
        }
        Ok(all)
    }

    /// The entries that are left.
    pub fn entries(&self, ring: &Keyring) -> Result<Vec<Event>, WorkError> {
        let mut all = self.all(ring)?;
        all.retain(|event| self.rest.fields.get(&event.stamp).is_none_or(|left| !left.is_empty()));
        Ok(all)
    }

    /// The fields of an entry that are left.
    pub fn fields_left(&self, event: &Event) -> Vec<(Field, Value)> {
        let left = self.rest.fields.get(&event.stamp);
        let fields = written(&event.action).into_iter();
        fields
            .filter(|(field, _)| left.is_none_or(|left| left.contains(field)))
            .collect()
    }

    /// Takes down what is left of an entry. Once nothing is left of any, the packs go.
    pub fn leave(&mut self, event: &Event, fields: Vec<Field>) {
        self.rest.count -= u32::from(fields.is_empty()).min(self.rest.count);
        self.rest.fields.insert(event.stamp, fields);
        if self.rest.count == 0 {
            *self = Self::default();
        }
    }
}

fn count(entries: usize) -> u32 {
    u32::try_from(entries).unwrap_or(u32::MAX)
}

/// The fields an action sets.
pub(super) fn written(action: &Action) -> Vec<(Field, Value)> {
    match action {
        Action::Set(fields) => fields.clone(),
        Action::Imported(import) => import.fields.clone(),
        Action::Step(step) => step.sets.clone(),
        Action::StepTakenBack(back) => back.sets.clone(),
        Action::Ruled { field, value, .. } => vec![(*field, value.clone())],
        _ => Vec::new(),
    }
}

impl<G: Platform> Service<G> {
    /// Packs kept so far and these, as a record to put.
    pub(super) async fn kept_with(&self, packs: Vec<Vec<u8>>) -> Result<(StoreTable, Key, Vec<u8>), WorkError> {
        let ring = self.ring()?;
        let mut kept = self.kept().await?;
        kept.packs.extend(packs);
        kept.rest.count = count(kept.entries(&ring)?.len());
        kept.record()
    }

    /// What is kept aside.
    ///
    /// # Errors
    /// `kept_entries` if the record cannot be read: then it is not written over.
    pub(super) async fn kept(&self) -> Result<Kept, WorkError> {
        match self.record_bytes(KEPT).await? {
            Some(bytes) => Kept::read(&bytes, &*self.ring()?),
            None => Ok(Kept::default()),
        }
    }

    /// How many entries are kept aside.
    pub(crate) async fn kept_count(&self) -> Result<u32, WorkError> {
        Ok(self.kept().await?.rest.count)
    }

    /// The fields in the kept entries as a workbook that can be imported.
    pub(crate) async fn kept_file(&self) -> Result<SavedFile, WorkError> {
        let (today, ring) = (self.today()?, self.ring()?);
        let kept = self.kept().await?;
        let mut cases: Vec<(CaseId, Vec<(Field, Value)>)> = Vec::new();
        for event in kept.entries(&ring)? {
            let fields = kept.fields_left(&event);
            match cases.iter_mut().find(|(known, _)| *known == event.case) {
                Some((_, all)) => all.extend(fields),
                None => cases.push((event.case, fields)),
            }
        }
        let rows = self.with(|s| {
            let rows = cases.into_iter().map(|(case, fields)| s.kept_row(case, fields));
            rows.collect::<Result<Vec<_>, _>>()
        })?;
        let bytes = xlsx(&Table::new(&rows, Language::Chinese), Language::Chinese, today)?;
        Ok(file(&format!("未送出的记录-{today}.xlsx"), XLSX, bytes))
    }
}

impl State {
    /// A row of the fields that were set; the case number of the book where it was not among them.
    fn kept_row(&mut self, case: CaseId, fields: Vec<(Field, Value)>) -> Result<ListRow, WorkError> {
        let mut values = Vec::new();
        let state = self.book()?.state(&case)?;
        let shown = state.map(|state| state.shown()).unwrap_or_default();
        let number = shown.into_iter().filter(|(field, _)| *field == Field::CASE_NUMBER);
        for (field, value) in number.chain(fields) {
            values.retain(|(known, _)| *known != field);
            values.push((field, value));
        }
        Ok(ListRow {
            values,
            computed: Computed::default(),
        })
    }
}

/// Whether it is somebody's work on a case. People, devices and keys are for those who manage them to do again, and
/// who looked at what is not to be said a second time.
fn is_work(event: &Event) -> bool {
    event.case != BOOK
        && !matches!(
            event.action,
            Action::People(_) | Action::Viewed { .. } | Action::Unknown { .. }
        )
}
