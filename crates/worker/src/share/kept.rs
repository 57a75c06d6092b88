//! Entries that were written under a number this device no longer has, and that the others never got: kept until they
//! are written again or a person has saved them.
use super::super::error::WorkError;
use super::super::export::{XLSX, file};
use super::super::ground::Ground;
use super::super::shop::{Shop, State};
use casebook::book::BookError;
use casebook::event::{BOOK, Event};
use casebook::field::Field;
use casebook::pack::{Pack, unpack};
use files::export::xlsx;
use files::table::{Computed, Language, ListRow, Table};
use protocol::{Answer, CaseId, Deed};
use store::{Key, Room};
use vault::ring::Ring;

const KEPT: &str = "kept_entries";

/// The deeds of one case, in their order.
type OfCase = (CaseId, Vec<Deed>);

impl<G: Ground> Shop<G> {
    /// Packs kept so far and these, as a record to put.
    pub(super) async fn kept_with(&self, packs: Vec<Vec<u8>>) -> Result<(Room, Key, Vec<u8>), WorkError> {
        let mut all = self.kept_packs().await?;
        all.extend(packs);
        record(&all)
    }

    async fn kept_packs(&self) -> Result<Vec<Vec<u8>>, WorkError> {
        match self.own_record(KEPT).await? {
            Some(bytes) => postcard::from_bytes(&bytes).map_err(|_| WorkError::Refused("kept_entries")),
            None => Ok(Vec::new()),
        }
    }

    /// How many entries are kept aside.
    pub(in super::super) async fn kept_count(&self) -> Result<u32, WorkError> {
        let kept = self.kept().await?;
        let count = kept.iter().map(|(_, deeds)| deeds.len()).sum::<usize>();
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// What is kept aside, case by case, in the order of their first entry.
    async fn kept(&self) -> Result<Vec<OfCase>, WorkError> {
        let ring = self.ring()?;
        let mut kept: Vec<OfCase> = Vec::new();
        for pack in self.kept_packs().await? {
            for (case, deed) in deeds_in(&pack, &ring)? {
                match kept.iter_mut().find(|(known, _)| *known == case) {
                    Some((_, deeds)) => deeds.push(deed),
                    None => kept.push((case, vec![deed])),
                }
            }
        }
        Ok(kept)
    }

    /// The fields in the kept entries as a workbook that can be imported.
    pub(in super::super) async fn kept_file(&self) -> Result<Answer, WorkError> {
        let today = self.today()?;
        let kept = self.kept().await?;
        let rows = self.with(|s| {
            kept.iter()
                .map(|of_case| s.kept_row(of_case))
                .collect::<Result<Vec<_>, _>>()
        })?;
        let bytes = xlsx(&Table::new(&rows, Language::Chinese), Language::Chinese, today)?;
        Ok(file(&format!("未送出的记录-{today}.xlsx"), XLSX, bytes))
    }

    /// Writes the kept entries again, under the number of now: each pack in the transaction that takes it off the kept
    /// ones. Those that may not be written stay.
    pub(in super::super) async fn write_kept(&self) -> Result<Answer, WorkError> {
        let ring = self.ring()?;
        let _held = self.ground.hold().await;
        let mut left = self.kept_packs().await?;
        for pack in left.clone() {
            self.catch_up().await?;
            let now_ms = self.ground.now_ms();
            let deeds = deeds_in(&pack, &ring)?;
            let drafted = self.with(|s| Ok::<_, WorkError>((s.at, s.draft_kept(deeds, now_ms)?)))?;
            let (on, Some(packs)) = drafted else {
                continue;
            };
            left.retain(|kept| *kept != pack);
            match packs.is_empty() {
                true => self.keep_record(record(&left)?).await?,
                false => self.store(on, packs, vec![record(&left)?]).await?,
            }
        }
        Ok(Answer::Written(self.with(|s| s.summary())))
    }
}

impl State {
    /// These entries as packs; nothing if one of them may not be written.
    fn draft_kept(&mut self, deeds: Vec<(CaseId, Deed)>, now_ms: u64) -> Result<Option<Vec<Pack>>, WorkError> {
        let mut draft = self.draft(now_ms)?;
        match draft.add(self.book()?, deeds, now_ms) {
            Ok(()) => Ok(Some(draft.finish())),
            Err(BookError::NotAllowed | BookError::Refused(_)) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// A row of the fields that were set; the case number of the book where it was not among them.
    fn kept_row(&mut self, (case, deeds): &OfCase) -> Result<ListRow, WorkError> {
        let mut values = Vec::new();
        let mut set = |field, value| {
            values.retain(|(known, _)| *known != field);
            values.push((field, value));
        };
        let state = self.book()?.state(case)?;
        let shown = state.map(|state| state.shown()).unwrap_or_default();
        let numbers = shown.into_iter().filter(|(field, _)| *field == Field::CaseNumber);
        numbers.for_each(|(field, value)| set(field, value));
        for deed in deeds {
            let fields = match deed {
                Deed::Set(fields) => fields.as_slice(),
                Deed::Imported(import) => import.fields.as_slice(),
                _ => &[],
            };
            fields.iter().for_each(|(field, value)| set(*field, value.clone()));
        }
        Ok(ListRow {
            values,
            computed: Computed::default(),
        })
    }
}

/// What somebody did to cases in a pack that was kept.
fn deeds_in(pack: &[u8], ring: &Ring) -> Result<Vec<(CaseId, Deed)>, WorkError> {
    // It was readable when it was put aside, and its keys are never forgotten.
    let (_, events) = unpack(pack, ring).map_err(|e| WorkError::Refused(e.code()))?;
    let work = events.into_iter().filter(is_work);
    Ok(work.map(|event| (event.case, event.deed)).collect())
}

/// Whether it is somebody's work on a case. People, devices and keys are for those who manage them to do again, and
/// who looked at what is not to be said a second time.
fn is_work(event: &Event) -> bool {
    event.case != BOOK && !matches!(event.deed, Deed::People(_) | Deed::Viewed { .. } | Deed::Unknown { .. })
}

fn record(packs: &[Vec<u8>]) -> Result<(Room, Key, Vec<u8>), WorkError> {
    let bytes = postcard::to_stdvec(packs).map_err(|_| WorkError::Refused("kept_entries"))?;
    Ok((Room::Meta, KEPT.into(), bytes))
}
