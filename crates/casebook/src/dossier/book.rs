//! How the dossiers of all cases stand (plan Art. 8): what each lacks, what nobody has confirmed, where its paper is.
use serde::{Deserialize, Serialize};

use super::{Catalogues, Dossier, Gaps, of_case};
use crate::CaseId;
use crate::block::Block;
use crate::book::{Book, BookError};
use crate::facts::CaseFile;
use crate::field::{Field, Value};
use crate::folder::is_folder;
use crate::history::view_without_trace;
use crate::line::CLOSED;
use crate::state_bytes::decode;
use crate::view::CaseView;

/// The kind of records that say where the paper of a dossier is (`rules/records/volume.json`).
const VOLUME: &str = "volume";

/// The dossier of a case in a list of all cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierRow {
    /// Which case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// 被执行人
    pub debtor: String,
    /// 办理团队
    pub team: String,
    /// 承办人
    pub handler: String,
    /// The case is closed.
    pub is_closed: bool,
    /// How many lines its catalogue has.
    pub lines: u32,
    /// What it lacks.
    pub gaps: Gaps,
    /// Where the paper of its volumes stands, in the order they were received: the states of each.
    pub volumes: Vec<Vec<String>>,
    /// All volumes that were received are where nothing is waited for.
    pub is_archived: bool,
}

impl Book {
    /// What keeps the dossier of a case from being archived; nothing does where no catalogue is of its type.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the case cannot be read.
    pub fn dossier_gaps(&self, case: &CaseId) -> Result<Gaps, BookError> {
        let Some(state) = self.state(case)? else {
            return Ok(Gaps::default());
        };
        let view = view_without_trace(*case, &state, self.kinds());
        Ok(self.dossier(&view).map(|dossier| dossier.gaps()).unwrap_or_default())
    }

    fn dossier(&self, view: &CaseView) -> Option<Dossier<'static>> {
        let file = CaseFile::of_view(view, self.kinds());
        of_case(Catalogues::builtin(), view, &file, self.kinds())
    }

    /// In so many parts the list can be made, with time for other work between them.
    #[must_use]
    pub fn dossier_parts(&self) -> usize {
        self.blocks.len()
    }

    /// Adds the rows of a part of the list, in no order: of open cases all, of closed ones those of which there is anything.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn dossier_part(&self, part: usize, rows: &mut Vec<DossierRow>) -> Result<(), BookError> {
        let Some(block) = self.blocks.get(part) else {
            return Ok(());
        };
        let all = block.lines.iter().enumerate();
        for (at, line) in all.filter(|(_, line)| line.listed() && !is_folder(&line.id)) {
            rows.extend(self.dossier_row(block, at, line.id, line.flags & CLOSED != 0)?);
        }
        Ok(())
    }

    fn dossier_row(
        &self,
        block: &Block,
        at: usize,
        case: CaseId,
        is_closed: bool,
    ) -> Result<Option<DossierRow>, BookError> {
        let state = decode(block.states.get(at))?;
        let view = view_without_trace(case, &state, self.kinds());
        let Some(dossier) = self.dossier(&view) else {
            return Ok(None);
        };
        let lines = dossier.entries().count();
        let flow = self.kinds().named(VOLUME).map(|kind| (kind.kind, kind.flow.as_ref()));
        let own = view
            .records
            .iter()
            .filter(|record| Some(record.record.kind) == flow.map(|(kind, _)| kind));
        let volumes: Vec<Vec<String>> = own
            .filter_map(|record| record.flow.as_ref().map(|stands| stands.states.clone()))
            .collect();
        if is_closed && lines == 0 && volumes.is_empty() {
            return Ok(None);
        }
        let is_over = |states: &Vec<String>| flow.and_then(|(_, flow)| flow).is_some_and(|flow| flow.is_over(states));
        let text = |field: Field| match view.fields.iter().find(|(own, _)| *own == field) {
            Some((_, Value::Text(text))) => text.clone(),
            _ => String::new(),
        };
        Ok(Some(DossierRow {
            case,
            case_number: text(Field::CASE_NUMBER),
            debtor: text(Field::DEBTOR),
            team: text(Field::TEAM),
            handler: text(Field::HANDLER),
            is_closed,
            lines: u32::try_from(lines).unwrap_or(u32::MAX),
            gaps: dossier.gaps(),
            is_archived: !volumes.is_empty() && volumes.iter().all(is_over),
            volumes,
        }))
    }
}

/// Brings the list in its order: what lacks most first, then what nobody has confirmed, then by case.
pub fn sort_dossiers(rows: &mut [DossierRow]) {
    rows.sort_by(|a, b| {
        let weight = |row: &DossierRow| {
            let open = (!row.is_archived, row.gaps.missing.len(), row.gaps.unconfirmed);
            std::cmp::Reverse(open)
        };
        (weight(a), &a.case_number, a.case).cmp(&(weight(b), &b.case_number, b.case))
    });
}
