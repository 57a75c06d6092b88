//! A column that says how long something lasts (冻结期限: 六个月、三年、36个月、至2027-03-01): from that the last day, by the
//! engine's counting (民法典201, 202; 民诉法解释485: a validity term never rolls).
use casebook::field::Value;
use casebook::kinds::KindOf;
use casebook::slot::value_in;
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::counting::{Kind, Roll, Term, Unit, due};
use law::numerals::below_ten_thousand;

use super::{EntryNote, LedgerRow};
use crate::text::{is_blank_word, squeeze};

/// What a cell says of how long it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// So long.
    Long(u32, Unit),
    /// Up to a day, that day included.
    Until(NaiveDate),
}

/// The units as they are written, longer words first.
const UNITS: [(&str, Unit); 9] = [
    ("个自然月", Unit::Month),
    ("个月", Unit::Month),
    ("周年", Unit::Year),
    ("月", Unit::Month),
    ("年", Unit::Year),
    ("天", Unit::Day),
    ("日", Unit::Day),
    ("months", Unit::Month),
    ("years", Unit::Year),
];
/// What a heading says of a bare number: 冻结期限（月）.
#[must_use]
pub(super) fn unit_of(heading: &str) -> Option<Unit> {
    let inner = squeeze(heading);
    let inner = inner
        .split_once('(')?
        .1
        .trim_end_matches(')')
        .trim_start_matches("单位:");
    UNITS.iter().find(|(word, _)| *word == inner).map(|(_, unit)| *unit)
}

/// Puts the last day of a step into a row, or says what stands against it.
pub(super) fn put(kind: &KindOf, step: usize, shown: &str, unit: Option<Unit>, line: &mut LedgerRow) {
    let Some((from, until)) = kind.steps().get(step).copied() else {
        return;
    };
    let shown = shown.trim();
    if is_blank_word(shown) || shown.is_empty() {
        return;
    }
    let note = |line: &mut LedgerRow, note, told: String| line.notes.push((until, note, told));
    let Some(begins) = day(line, from) else {
        // What waits runs no term: there is nothing to reckon from, and the note of that says so.
        if !line.notes.iter().any(|(_, note, _)| *note == EntryNote::Waits) {
            note(line, EntryNote::TermUnread, shown.to_owned());
        }
        return;
    };
    let Some(last) = said(shown, unit).and_then(|said| last_day(said, begins)) else {
        return note(line, EntryNote::TermUnread, shown.to_owned());
    };
    let told = format!("{shown} = {last}");
    let is_unread = line.problems.iter().any(|(field, ..)| *field == until);
    match day(line, until) {
        Some(written) if written != last => note(line, EntryNote::TermDiffers, format!("{told} ≠ {written}")),
        Some(_) => {}
        None if is_unread => {}
        None => {
            let by_law = kind.last_day_of_step(step, &|field| value_in(&line.fields, field).cloned());
            // The longest term needs no day of its own.
            if by_law != Some(last) {
                line.fields.push((until, Value::Date(last)));
                note(line, EntryNote::Reckoned, told);
            }
        }
    }
}

fn day(line: &LedgerRow, field: u16) -> Option<NaiveDate> {
    match value_in(&line.fields, field) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

fn last_day(said: Said, begins: NaiveDate) -> Option<NaiveDate> {
    let (length, unit) = match said {
        Said::Until(day) => return Some(day),
        Said::Long(length, unit) => (length, unit),
    };
    let term = Term {
        length,
        unit,
        roll: Roll::None,
        kind: Kind::Validity,
    };
    due(Calendar::builtin(), begins, &term, &[]).ok().map(|due| due.due)
}

/// Reads a cell; `unit` is that of the heading, for a bare number.
fn said(shown: &str, unit: Option<Unit>) -> Option<Said> {
    let squeezed = squeeze(shown);
    // 2024-03-01至2027-03-01, 至2027年3月1日止: what counts is the end.
    let end = squeezed.rsplit(['至', '到', '~']).next().unwrap_or_default();
    let end = end.trim_end_matches(['止', '。']);
    if let Ok(day) = law::date::read(end) {
        return Some(Said::Until(day.day));
    }
    let body = squeezed
        .trim_start_matches("期限")
        .trim_start_matches([':', '为', '共']);
    if body == "半年" {
        return Some(Said::Long(6, Unit::Month));
    }
    if let Some(years) = body.strip_suffix("年半") {
        return Some(Said::Long(number(years)?.checked_mul(12)?.checked_add(6)?, Unit::Month));
    }
    let found = UNITS
        .iter()
        .find_map(|(word, unit)| Some((body.strip_suffix(word)?, *unit)));
    let (digits, unit) = found.or(unit.map(|unit| (body, unit)))?;
    let length = number(digits).filter(|length| (1..=longest(unit)).contains(length))?;
    Some(Said::Long(length, unit))
}

/// No term of a seizure is longer: a greater number is of something else.
fn longest(unit: Unit) -> u32 {
    match unit {
        Unit::Day | Unit::WorkingDay => 3_660,
        Unit::Month => 120,
        Unit::Year => 10,
    }
}

fn number(text: &str) -> Option<u32> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let is_figures = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let text = text.replace('两', "二");
    if is_figures {
        text.parse().ok()
    } else {
        below_ten_thousand(&text).filter(|_| !text.is_ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_it_lasts_is_read_as_it_is_written() {
        let until = |day: &str| day.parse().ok().map(Said::Until);
        let long = |length, unit| Some(Said::Long(length, unit));
        for (shown, unit, read) in [
            ("六个月", None, long(6, Unit::Month)),
            ("6个月", None, long(6, Unit::Month)),
            ("半年", None, long(6, Unit::Month)),
            ("三年", None, long(3, Unit::Year)),
            ("2年", None, long(2, Unit::Year)),
            ("两年", None, long(2, Unit::Year)),
            ("一年半", None, long(18, Unit::Month)),
            ("36个月", None, long(36, Unit::Month)),
            ("期限为三年", None, long(3, Unit::Year)),
            ("180天", None, long(180, Unit::Day)),
            ("至2027-03-01", None, until("2027-03-01")),
            ("至2027年3月1日止", None, until("2027-03-01")),
            ("2024.3.1至2027.3.1", None, until("2027-03-01")),
            ("3", Some(Unit::Year), long(3, Unit::Year)),
            ("12", Some(Unit::Month), long(12, Unit::Month)),
            ("3", None, None),
            ("长期", None, None),
            ("至处置完毕", None, None),
            ("0年", None, None),
            ("2027年", None, None),
            ("99999999999年", None, None),
        ] {
            assert_eq!(said(shown, unit), read, "{shown}");
        }
        assert_eq!(unit_of("冻结期限（月）"), Some(Unit::Month));
        assert_eq!(unit_of("查封期限(年)"), Some(Unit::Year));
        assert_eq!(unit_of("查封期限"), None);
    }
}
