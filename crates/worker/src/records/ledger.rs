//! Reading the office's own ledger of records: which case each row is about, what is there already, what does not fit.
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use casebook::clock::DeviceId;
use casebook::kinds::{KindOf, Kinds};
use casebook::normal::normal;
use casebook::slot::value_in;
use files::register::{LedgerRow, read};
use law::case_number;
use protocol::{CaseId, Kind, LedgerLine, LedgerView, RegisterRow, Value};

/// Rows judged between two turns of the event loop.
const STEP: usize = 500;

impl<G: Platform> Service<G> {
    /// Reads a ledger; nothing is written. Empty for a kind this build does not know.
    pub(crate) async fn read_ledger(
        &self,
        id: u32,
        kind: Kind,
        bytes: &[u8],
        today: NaiveDate,
    ) -> Result<LedgerView, WorkError> {
        let Some(kind) = Kinds::builtin().get(kind) else {
            return Ok(LedgerView::default());
        };
        let ledger = read(bytes, kind)?;
        let (known, numbers) = self.with(|s| {
            let own = DeviceId(s.book.at.device);
            let known = s.book()?.register(kind, own, today)?;
            Ok::<_, WorkError>((known, s.book()?.by_listed_number()))
        })?;
        let mut by_case: HashMap<CaseId, Vec<&RegisterRow>> = HashMap::new();
        known
            .iter()
            .for_each(|row| by_case.entry(row.case).or_default().push(row));
        let total = u32::try_from(ledger.rows.len()).unwrap_or(u32::MAX);
        let mut rows = Vec::with_capacity(ledger.rows.len());
        let mut seen: HashSet<(Option<CaseId>, String)> = HashSet::new();
        for some in ledger.rows.chunks(STEP) {
            for row in some {
                let case = case_of(&numbers, &row.case_number);
                let mut line = ledger_line(kind, row, case, &by_case, today);
                // The same row twice in a file is one record.
                line.is_known |= line.case.is_some() && !seen.insert((line.case, format!("{:?}", row.fields)));
                rows.push(line);
            }
            let done = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            self.goes_on(id, done, total).await?;
        }
        Ok(LedgerView {
            columns: ledger.columns,
            rows,
            is_cut: ledger.is_cut,
        })
    }
}

/// A row as the person sees it before anything is written.
fn ledger_line(
    kind: &KindOf,
    row: &LedgerRow,
    case: Option<CaseId>,
    known: &HashMap<CaseId, Vec<&RegisterRow>>,
    today: NaiveDate,
) -> LedgerLine {
    let value = |number: u16| value_in(&row.fields, number).cloned();
    let unread = |number: u16| row.problems.iter().any(|(field, ..)| *field == number);
    let needed = kind.fields.iter().filter(|field| field.needed);
    let missing = needed.filter(|field| value(field.number).is_none() && !unread(field.number));
    let says_all = |other: &&RegisterRow| {
        row.fields
            .iter()
            .all(|(number, value)| other.value(*number).as_ref() == Some(value))
    };
    let same = case.and_then(|case| known.get(&case)?.iter().copied().find(says_all));
    LedgerLine {
        row: row.row,
        case_number: row.case_number.clone(),
        case,
        is_known: same.is_some(),
        missing: missing.map(|field| field.number).collect(),
        days: kind.days_faults(&value, &|_| Some(Value::None), today),
        unread: row.problems.clone(),
        fields: row.fields.clone(),
    }
}

/// The case of a row. A number without brackets or 号 is understood: it must be one of the book, and the person sees which
/// before anything is written.
fn case_of(numbers: &HashMap<Box<[u8]>, CaseId>, written: &str) -> Option<CaseId> {
    let whole = case_number::typed(written).map_or_else(|_| written.to_owned(), |number| number.normal);
    numbers.get(normal(&whole).as_bytes()).copied()
}
