//! A register: all records of a kind over all cases, with the dates the rules give them.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::CaseId;
use super::book::{Book, BookError};
use super::facts::CaseFile;
use super::field::{Field, Value};
use super::history::shown;
use super::judge::Term;
use super::kinds::KindOf;
use super::lazy_state::LazyState;
use super::slot::{RecordKey, value_in};
use super::state::latest;
use super::state_bytes::decode;
use law::case_number;

/// A record in a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRow {
    /// Which case.
    pub case: CaseId,
    /// 案号
    pub case_number: String,
    /// 被执行人
    pub debtor: String,
    /// 承办人
    pub handler: String,
    /// The case is closed; what is seized may still lapse.
    pub closed: bool,
    /// Which record.
    pub record: RecordKey,
    /// Its values by the numbers of its fields, the latest first.
    pub fields: Vec<(u16, Value)>,
    /// The earliest of its dates that are still to come or to act on.
    pub next: Option<RegisterDate>,
}

/// A date of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterDate {
    /// Node id.
    pub node: String,
    /// The last day.
    pub on: NaiveDate,
    /// The last working day to act.
    pub act_by: NaiveDate,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
}

impl RegisterRow {
    /// The latest value of a field.
    #[must_use]
    pub fn value(&self, field: u16) -> Option<Value> {
        value_in(&self.fields, field).cloned()
    }
}

impl Book {
    /// Every record of a kind in the cases of the lists, those with the earliest day to act first, those without a date
    /// last.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn register(&self, kind: &KindOf, today: NaiveDate) -> Result<Vec<RegisterRow>, BookError> {
        let mut rows = Vec::new();
        for block in &self.blocks {
            for (at, _) in block.lines.iter().enumerate().filter(|(_, line)| line.listed()) {
                let bytes = block.states.get(at);
                let mut light = LazyState::read(bytes)?;
                if !light.kinds.contains(&kind.kind) {
                    continue;
                }
                let case = block.lines.get(at).map(|line| line.id).ok_or(BookError::Damaged)?;
                self.rows_of(case, kind, &mut light, bytes, today, &mut rows)?;
            }
        }
        rows.sort_by(|a, b| {
            let day = |row: &RegisterRow| row.next.as_ref().map_or(NaiveDate::MAX, |date| date.act_by);
            (day(a), &a.case_number, a.record).cmp(&(day(b), &b.case_number, b.record))
        });
        Ok(rows)
    }

    fn rows_of(
        &self,
        case: CaseId,
        kind: &KindOf,
        light: &mut LazyState<'_>,
        bytes: &[u8],
        today: NaiveDate,
        rows: &mut Vec<RegisterRow>,
    ) -> Result<(), BookError> {
        let [number, debtor, handler] =
            [Field::CaseNumber, Field::Debtor, Field::Handler].map(|field| light.text(field).to_owned());
        let parsed = case_number::parse(&number).ok();
        let file = CaseFile::of_light(light, parsed.as_ref());
        let terms = self.judge.terms(&file, today);
        let state = decode(bytes)?;
        for (id, fields) in state.in_force(kind.kind) {
            let value = |field: u16| latest(fields, field).cloned();
            rows.push(RegisterRow {
                case,
                case_number: number.clone(),
                debtor: debtor.clone(),
                handler: handler.clone(),
                closed: file.closed_on.is_some(),
                record: RecordKey { kind: kind.kind, id },
                fields: shown(fields),
                next: next_of(&terms, &kind.subject(id, &value)),
            });
        }
        Ok(())
    }
}

/// The term of a subject at whose end it lapses; of what does not lapse, the one that asks for something first.
fn next_of(terms: &[Term], subject: &str) -> Option<RegisterDate> {
    let own = terms.iter().filter(|term| term.subject == subject);
    let first = own.min_by_key(|term| (!term.lapses, term.alarm, term.on))?;
    Some(RegisterDate {
        node: first.node.clone(),
        on: first.on,
        act_by: first.alarm,
        provisional: first.provisional,
    })
}
