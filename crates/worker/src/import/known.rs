//! Cases an import brings again: what differs, what is kept, and the way back from a whole import.
use std::collections::HashMap;

use crate::error::{WorkError, refused};
use crate::import::read::{Good, Pending, number};
use crate::platform::Platform;
use crate::service::Service;
use casebook::action::IMPORT_TAKEN_BACK;
use casebook::book::Book;
use casebook::clock::{DeviceId, Moment, Stamp};
use casebook::merge::{Difference, differences, differs};
use casebook::people::Right;
use casebook::register::Register;
use casebook::state::CaseState;
use protocol::{Action, CaseId, Change, Field, ImportDone, Imported, JobRefusal, Preview, Summary, Value};

/// Differences shown of one file.
const CHANGES: usize = 1_000;

/// Known cases compared between two turns of the event loop.
const STEP: usize = 200;

/// What becomes of known cases beyond updating.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Way {
    /// Removed cases come back into the lists.
    pub restore: bool,
    /// What a person wrote is overwritten.
    pub overwrite: bool,
}

/// A case a row brings again.
#[derive(Debug)]
pub(crate) struct Known {
    pub case: CaseId,
    /// Removed from the lists.
    pub removed: bool,
    pub differences: Vec<Difference>,
}

/// What an import did to a case, for the way back.
#[derive(Clone, Debug)]
pub(crate) enum Did {
    /// It is new.
    Made,
    /// It came back into the lists.
    Restored,
    /// Fields, and what they said before.
    Changed(Vec<(Field, Value)>),
}

/// What an import did to one case.
pub(crate) type Doing = (CaseId, Did);

/// All an import did.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doings {
    pub cases: Vec<Doing>,
    /// Its writes bear stamps of this device after the first moment, up to the second.
    pub between: (Moment, Moment),
}

impl Doings {
    /// Whether what stands in a field is still the import's word alone, and nobody wrote it again.
    fn still_stands(&self, own: DeviceId, state: &CaseState, field: Field) -> bool {
        let live = state.register(field).map_or(&[][..], Register::live);
        let is_own =
            |stamp: &Stamp| stamp.device == own && stamp.moment > self.between.0 && stamp.moment <= self.between.1;
        matches!(live, [(stamp, _)] if is_own(stamp))
    }
}

/// The last import: the name of its file, and what it did.
pub(crate) type LastImport = (String, Doings);

impl<G: Platform> Service<G> {
    /// Compares the rows of a file with the cases that bear their numbers; by place of the row.
    pub(crate) async fn compare(&self, id: u32, pending: &Pending) -> Result<HashMap<usize, Known>, WorkError> {
        let (by_number, locked) = self.with(|s| {
            let own = DeviceId(s.book.at.device);
            let book = s.book()?;
            Ok::<_, WorkError>((book.by_number(), book.locked(own)))
        })?;
        let find = |good: &Good| number(good).and_then(|n| by_number.get(n.as_bytes()).copied());
        let total = u32::try_from(pending.rows.len()).unwrap_or(u32::MAX);
        let mut known = HashMap::new();
        for (at, good) in pending.rows.iter().enumerate() {
            let Some(case) = find(good) else { continue };
            if known.len() % STEP == STEP - 1 {
                self.goes_on(id, u32::try_from(at).unwrap_or(total), total).await?;
            }
            let state = self.with(|s| Ok::<_, WorkError>(s.book()?.state(&case)?))?;
            let Some(state) = state else { continue };
            let differences = if differs(&state, &good.fields) {
                let view = self.case_view(case).await?;
                view.map(|view| differences(&view, &good.fields, &locked))
                    .unwrap_or_default()
            } else {
                Vec::new()
            };
            known.insert(
                at,
                Known {
                    case,
                    removed: state.is_hidden(),
                    differences,
                },
            );
        }
        Ok(known)
    }

    /// Says what becomes of removed cases and of what a person wrote, until the next preview.
    pub(crate) fn import_known(&self, restore: bool, overwrite: bool) -> Result<(), WorkError> {
        self.with(|s| {
            let pending = s.import.pending.as_mut().ok_or(refused(JobRefusal::NoPreview))?;
            pending.way = Way { restore, overwrite };
            Ok(())
        })
    }

    /// Takes the last import back: what it brought is removed from the lists, what it changed says again what it said.
    /// A field somebody wrote since stays.
    ///
    /// # Errors
    /// `import_undo_hides` if it brought cases and whoever asks may not take cases out of the lists.
    pub(crate) async fn import_undo(&self) -> Result<Summary, WorkError> {
        let done = self.with(|s| s.import.done.clone());
        let done = done.ok_or(refused(JobRefusal::NoImport))?;
        let own = DeviceId(self.with(|s| s.book.at.device));
        let hides = done.1.cases.iter().any(|(_, did)| !matches!(did, Did::Changed(_)));
        if hides && !self.with(|s| Ok::<_, WorkError>(s.book()?.may(own, Right::Hide)))? {
            return Err(refused(JobRefusal::ImportUndoHides));
        }
        self.write(|book, draft, now_ms| Ok(draft.add(book, take_back(book, own, &done)?, now_ms)?))
            .await?;
        self.with(|s| s.import.done = None);
        Ok(self.with(|s| s.summary()))
    }
}

fn take_back(book: &Book, own: DeviceId, (file, done): &LastImport) -> Result<Vec<(CaseId, Action)>, WorkError> {
    let mut actions = Vec::with_capacity(done.cases.len());
    for (case, did) in &done.cases {
        let Some(state) = book.state(case)? else { continue };
        match did {
            Did::Made | Did::Restored => actions.push((*case, Action::Hide(true))),
            Did::Changed(fields) => {
                let untouched = fields
                    .iter()
                    .filter(|(field, _)| done.still_stands(own, &state, *field));
                let back: Vec<_> = untouched.cloned().collect();
                if !back.is_empty() {
                    let back = Imported {
                        file: file.clone(),
                        fields: back,
                        reason: IMPORT_TAKEN_BACK.to_owned(),
                        sample: state.is_sample(),
                        ..Imported::default()
                    };
                    actions.push((*case, Action::Imported(Box::new(back))));
                }
            }
        }
    }
    Ok(actions)
}

/// Tells in a preview what is known, removed and different.
pub(crate) fn tell(preview: &mut Preview, rows: &[Good], known: &HashMap<usize, Known>) {
    preview.known = u32::try_from(known.len()).unwrap_or(u32::MAX);
    for (at, good) in rows.iter().enumerate() {
        let Some(one) = known.get(&at) else { continue };
        preview.removed += u32::from(one.removed);
        preview.changed += u32::from(!one.removed && one.differences.iter().any(|d| d.is_taken(false)));
        preview.changed_all += u32::from(!one.removed && one.differences.iter().any(|d| d.is_taken(true)));
        for difference in &one.differences {
            preview.change_count += 1;
            preview.by_hand += u32::from(!difference.is_taken(false) && difference.is_taken(true));
            if preview.changes.len() < CHANGES {
                preview.changes.push(Change {
                    row: good.row,
                    case: one.case,
                    number: number_shown(good),
                    field: difference.field,
                    before: difference.before.clone(),
                    after: difference.after.clone(),
                    kept: difference.kept,
                });
            }
        }
    }
}

fn number_shown(good: &Good) -> String {
    let number = good.fields.iter().find_map(|(field, value)| match value {
        Value::Text(text) if *field == Field::CASE_NUMBER => Some(text.clone()),
        _ => None,
    });
    number.unwrap_or_default()
}

/// What an import does to a known case: the actions, counted, and what they did.
pub(crate) fn bring_again(
    good: &Good,
    known: &Known,
    (file, update, way): (&str, bool, Way),
    done: &mut ImportDone,
) -> (Vec<(CaseId, Action)>, Vec<Doing>) {
    let (mut actions, mut doings) = (Vec::new(), Vec::new());
    // A case that stays out of sight is not changed out of sight either.
    if known.removed && !way.restore {
        done.removed += 1;
        return (actions, doings);
    }
    if known.removed {
        done.restored += 1;
        actions.push((known.case, Action::Hide(false)));
        doings.push((known.case, Did::Restored));
    }
    let is_taken = |difference: &&Difference| update && difference.is_taken(way.overwrite);
    let taken: Vec<&Difference> = known.differences.iter().filter(is_taken).collect();
    if update {
        done.kept += u32::try_from(known.differences.len() - taken.len()).unwrap_or(u32::MAX);
    }
    if taken.is_empty() {
        done.skipped += u32::from(!known.removed);
        return (actions, doings);
    }
    done.updated += u32::from(!known.removed);
    let changed = Good {
        row: good.row,
        fields: taken.iter().map(|d| (d.field, d.after.clone())).collect(),
    };
    actions.push((known.case, changed.imported(file, false, None)));
    let fields = taken.iter().map(|d| (d.field, d.before.clone()));
    doings.push((known.case, Did::Changed(fields.collect())));
    (actions, doings)
}
