//! Reading the office's own ledger of records: which case each row is about, what is there already, what does not fit.
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use super::same::{Stands, key, stands};
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use casebook::clock::DeviceId;
use casebook::kinds::KindOf;
use casebook::normal::normal;
use casebook::slot::value_in;
use files::register::{LedgerRow, read, read_of_case};
use law::case_number;
use protocol::{CaseDoubt, CaseId, Kind, LedgerLine, LedgerView, RecordKey, RegisterRow, Twin, Value};

/// Rows judged between two turns of the event loop.
const STEP: usize = 500;

impl<G: Platform> Service<G> {
    /// Reads a ledger; nothing is written. Empty for a kind that is not known. Rows without a number are about `of`.
    pub(crate) async fn read_ledger(
        &self,
        id: u32,
        kind: Kind,
        (bytes, of): (&[u8], Option<CaseId>),
        today: NaiveDate,
    ) -> Result<LedgerView, WorkError> {
        let kind = self.with(|s| Ok::<_, WorkError>(s.book()?.kinds().held(kind)))?;
        let Some(kind) = kind.as_deref() else {
            return Ok(LedgerView::default());
        };
        let ledger = match of {
            Some(_) => read_of_case(bytes, kind)?,
            None => read(bytes, kind)?,
        };
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
        let mut above = Above::default();
        for some in ledger.rows.chunks(STEP) {
            for row in some {
                let case = match row.case_number.trim() {
                    "" => of,
                    written => case_of(&numbers, written),
                };
                let records = case.and_then(|case| by_case.get(&case)).map_or(&[][..], Vec::as_slice);
                let mut line = ledger_line(kind, row, case, records, today);
                above.compare(kind, row, &mut line);
                if let Some(case) = case {
                    let of = self.with(|s| Ok::<_, WorkError>(s.book()?.parties_and_end(&case)?))?;
                    line.doubts = doubts(row, &of);
                }
                rows.push(line);
            }
            let done = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            self.goes_on(id, done, total).await?;
        }
        Ok(LedgerView {
            columns: ledger.columns,
            compared: ledger.compared,
            rows,
            sheets: ledger.sheets,
            hidden_rows: ledger.hidden_rows,
            is_cut: ledger.is_cut,
        })
    }
}

/// What rows above say, to find those about the same.
#[derive(Default)]
struct Above<'r> {
    by_fields: HashMap<(CaseId, String), &'r LedgerRow>,
    by_key: HashMap<(CaseId, String), &'r LedgerRow>,
    by_record: HashMap<RecordKey, &'r LedgerRow>,
}

impl<'r> Above<'r> {
    /// The same row twice is one record; one about the same that says something else needs a look. A row with a cell that
    /// cannot be read is none of these: the cell may tell it from the other.
    fn compare(&mut self, kind: &KindOf, row: &'r LedgerRow, line: &mut LedgerLine) {
        let Some(case) = line.case.filter(|_| row.problems.is_empty() && !row.fields.is_empty()) else {
            return;
        };
        let fields = format!("{:?}", row.fields);
        let same = match self.by_fields.entry((case, fields)) {
            Entry::Occupied(_) => {
                line.is_known = true;
                return;
            }
            Entry::Vacant(free) => {
                free.insert(row);
                match (line.of, key(kind, row)) {
                    _ if line.is_known => None,
                    (Some(record), _) => Some(*self.by_record.entry(record).or_insert(row)),
                    (None, Some(key)) => Some(*self.by_key.entry((case, key)).or_insert(row)),
                    (None, None) => None,
                }
            }
        };
        let other = same.filter(|first| !std::ptr::eq(*first, row));
        line.twin = line.twin.or(other.map(|first| Twin::Row(first.sheet, first.row)));
    }
}

/// A row as the person sees it before anything is written.
fn ledger_line(
    kind: &KindOf,
    row: &LedgerRow,
    case: Option<CaseId>,
    known: &[&RegisterRow],
    today: NaiveDate,
) -> LedgerLine {
    let mut line = LedgerLine {
        row: row.row,
        sheet: row.sheet,
        case_number: row.case_number.clone(),
        case,
        fields: row.fields.clone(),
        unread: row.problems.clone(),
        faults: row.faults.clone(),
        notes: row.notes.clone(),
        ..LedgerLine::default()
    };
    let mut record = None;
    match stands(kind, row, known) {
        Stands::New => {}
        Stands::Known => line.is_known = true,
        Stands::Several => line.twin = Some(Twin::Records),
        Stands::More(of, more) => {
            (line.of, line.more, record) = (Some(of.record), more, Some(of));
            line.twin = is_closed(kind, of).then_some(Twin::Closed);
        }
        Stands::Differs(of, differs) => (line.of, line.differs, record) = (Some(of.record), differs, Some(of)),
    }
    // Nothing of a row that was cut apart is read: it lacks no field.
    if row.faults.is_empty() {
        judge(kind, row, record, today, &mut line);
    }
    line
}

/// What of its case speaks against a row: that it is closed, that its debtors are others. A column may name several.
fn doubts(row: &LedgerRow, (debtors, is_closed): &(String, bool)) -> Vec<CaseDoubt> {
    let known = normal(debtors);
    let names = row.debtor.split(['、', '，', ',', '；', ';', '\n', '/']).map(str::trim);
    let is_none = |name: &str| !name.is_empty() && !known.is_empty() && !known.contains(&normal(name));
    let other = names.into_iter().find(|name| is_none(name));
    let other = other.map(|name| CaseDoubt::OtherDebtor(name.to_owned(), debtors.clone()));
    is_closed
        .then_some(CaseDoubt::Closed)
        .into_iter()
        .chain(other)
        .collect()
}

/// The record stands where its flow allows no corrections.
fn is_closed(kind: &KindOf, record: &RegisterRow) -> bool {
    let (Some(flow), Some(stands)) = (&kind.flow, &record.flow) else {
        return false;
    };
    !stands.states.iter().all(|state| flow.editable.contains(state))
}

/// What the row lacks, and whether its days fit together, with what the record it completes says.
fn judge(kind: &KindOf, row: &LedgerRow, record: Option<&RegisterRow>, today: NaiveDate, line: &mut LedgerLine) {
    let stood = |number: u16| record.and_then(|record| record.value(number));
    let value = |number: u16| value_in(&row.fields, number).cloned().or_else(|| stood(number));
    let before = |number: u16| Some(stood(number).unwrap_or(Value::None));
    let unread = |number: u16| row.problems.iter().any(|(field, ..)| *field == number);
    let needed = kind.fields.iter().filter(|field| field.needed);
    let missing = needed.filter(|field| value(field.number).is_none() && !unread(field.number));
    line.missing = missing.map(|field| field.number).collect();
    line.days = kind.days_faults(&value, &before, today);
}

/// The case of a row. A number without brackets or 号 is understood: it must be one of the book, and the person sees which
/// before anything is written.
fn case_of(numbers: &HashMap<Box<[u8]>, CaseId>, written: &str) -> Option<CaseId> {
    let whole = case_number::typed(written).map_or_else(|_| written.to_owned(), |number| number.normal);
    numbers.get(normal(&whole).as_bytes()).copied()
}
