//! The sample: one click brings it, one click takes it away.
//!
//! Sample cases are ordinary cases with a mark. Taking them away hides them and drops the mark, so that no list and no
//! count knows them any more; bringing them again brings back the same ones. A case of one's own that happens to bear a
//! number of the sample is never touched.
use crate::error::WorkError;
use crate::import::read::{Pending, Settle, number};
use crate::platform::Platform;
use crate::service::Service;
use casebook::book::Book;
use casebook::draft::Draft;
use protocol::{Action, CaseId, ImportOptions, Imported, Summary};

/// What the rows say they come from.
const FILE: &str = "sample.xlsx";

impl<G: Platform> Service<G> {
    pub(crate) async fn load_sample(&self, id: u32, bytes: Vec<u8>) -> Result<Summary, WorkError> {
        let (pending, _) = self
            .read_file(id, FILE.to_owned(), &bytes, &ImportOptions::default())
            .await?;
        let fresh: Vec<CaseId> = self.new_ids(pending.rows.len());
        let (rule_context, today) = (self.with(|s| s.rule_context().cloned())?, self.today()?);
        let settle = rule_context.settle(today);
        self.write(|book, draft, now_ms| bring(book, (draft, now_ms), (&pending, &fresh), settle))
            .await?;
        Ok(self.with(|s| s.summary()))
    }

    pub(crate) async fn remove_sample(&self) -> Result<Summary, WorkError> {
        self.write(|book, draft, now_ms| {
            let unmark = || {
                Action::Imported(Box::new(Imported {
                    file: FILE.to_owned(),
                    ..Imported::default()
                }))
            };
            let away = book
                .samples()
                .into_iter()
                .flat_map(|case| [(case, unmark()), (case, Action::Hide(true))]);
            Ok(draft.add(book, away.collect(), now_ms)?)
        })
        .await?;
        Ok(self.with(|s| s.summary()))
    }
}

fn bring(
    book: &Book,
    (draft, now_ms): (&mut Draft, u64),
    (pending, fresh): (&Pending, &[CaseId]),
    settle: Settle<'_>,
) -> Result<(), WorkError> {
    let known = book.by_number();
    let mut actions: Vec<(CaseId, Action)> = Vec::new();
    for (good, fresh) in pending.rows.iter().zip(fresh) {
        let case = number(good).and_then(|number| known.get(number.as_bytes()).copied());
        let case = case.unwrap_or(*fresh);
        if let Some(state) = book.state(&case)? {
            let was_sample = state.was_sample();
            if !was_sample {
                continue;
            }
            actions.push((case, Action::Hide(false)));
        }
        actions.push((case, good.imported(FILE, true, settle)));
    }
    Ok(draft.add(book, actions, now_ms)?)
}
