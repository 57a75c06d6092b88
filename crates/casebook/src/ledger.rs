//! A ledger taken over: what may be taken as known although no column says it.
use chrono::NaiveDate;

use super::action::{Imported, REGISTERED_BEFORE};
use super::field::{Field, Value};
use law::calendar::Calendar;
use law::counting::{Term, Unit, due};

/// Working days the plan leaves for checking the filing data (Art. 7(1)).
const CHECKED_WITHIN: u32 = 5;

/// Takes the filing data of a row as checked if the time for checking it was over before the import (plan Art. 7(1):
/// five working days after filing), and says so in the row. The person importing decides whether this is done; what
/// a column says goes before it. Without it, a ledger taken over has no verdict: the first question is open.
///
/// Whether all control results are in is never taken as known: nothing in the plan says by when they must be.
pub fn take_as_checked(import: &mut Imported, today: NaiveDate, calendar: &Calendar) {
    let said = import
        .fields
        .iter()
        .any(|(field, value)| *field == Field::FILING_DATA_OK && *value != Value::None);
    let filed = import.fields.iter().find_map(|(field, value)| match value {
        Value::Date(day) if *field == Field::FILED_ON => Some(*day),
        _ => None,
    });
    let Some(filed) = filed.filter(|_| !said) else {
        return;
    };
    let term = Term::limit(CHECKED_WITHIN, Unit::WorkingDay);
    if due(calendar, filed, &term, &[]).is_ok_and(|due| due.due < today) {
        import.fields.push((Field::FILING_DATA_OK, Value::Bool(true)));
        import.reason = REGISTERED_BEFORE.to_owned();
    }
}
