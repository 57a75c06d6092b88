//! What stands in a record of an interview before anybody writes: what the case says already.
use chrono::NaiveDate;

use super::{Forms, Part, field};
use crate::field::{Field, Value};
use crate::kinds::Kinds;
use crate::parties::{NAME, PARTY, ROLE, names};
use crate::view::{CaseView, RecordView};

/// A name longer than this is that of a company, which is spoken for by somebody.
const PERSON_MOST: usize = 4;

/// Who begins a record, and what is known beside the case.
pub struct Begun<'b> {
    /// The sort of the record, a code of its form.
    pub sort: &'b str,
    /// Whoever begins it.
    pub me: &'b str,
    /// The day.
    pub today: NaiveDate,
    /// The last day of a seizure, as the rules reckon it.
    pub last_day: &'b dyn Fn(&RecordView) -> Option<NaiveDate>,
}

/// The fields of a record as the case tells them, as far as its form has them. What was told and how it was confirmed is not
/// among them: that is said by whoever was there.
#[must_use]
pub fn begin(view: &CaseView, kinds: &Kinds, begun: &Begun<'_>) -> Vec<(u16, Value)> {
    let Some(form) = Forms::builtin().of(begun.sort) else {
        return Vec::new();
    };
    let case = |field: Field| Some(settled(view, field)?.clone());
    let text = |text: &str| Some(Value::Text(text.to_owned())).filter(|_| !text.trim().is_empty());
    let basis = [Field::BASIS_ISSUER, Field::BASIS_DOC_NO].map(|field| said(settled(view, field)));
    let debtor = party(view, "debtor");
    let of_debtor = |key: &str| debtor.and_then(|record| known(kinds, record, key));
    let mut fields = vec![
        (field::SORT, text(begun.sort)),
        (field::CASE_NUMBER, case(Field::CASE_NUMBER)),
        (field::HELD_ON, Some(Value::Date(begun.today))),
        (field::INTERVIEWER, text(begun.me)),
        (field::OFFICERS, text(begun.me)),
        (field::BASIS, text(basis.join(" ").trim())),
        (field::BASIS_EFFECTIVE_ON, case(Field::BASIS_EFFECTIVE_ON)),
        (field::CLAIM_AMOUNT, case(Field::CLAIM_AMOUNT)),
        (field::PAID_AMOUNT, case(Field::RECOVERED_AMOUNT)),
        (field::DEBTOR, text(&side(view, Field::DEBTOR).join("、"))),
        (field::DEBTOR_ADDRESS, of_debtor("address")),
        (field::DEBTOR_PHONE, of_debtor("phone")),
        (
            field::CLUES,
            text(&listed(view, kinds, "asset", &["what", "identifier"], &|_| None)),
        ),
        (
            field::PRESERVATION,
            text(&listed(
                view,
                kinds,
                "seizure",
                &["asset", "document", "ends_on"],
                begun.last_day,
            )),
        ),
    ];
    // Whoever comes to a first reception asked for it; in other interviews nobody can say beforehand who sits there.
    if begun.sort == super::FIRST_RECEPTION && form.signs.contains(&Part::Interviewee) {
        fields.extend(interviewee(view, kinds));
    }
    let is_own =
        |number: &u16| [field::SORT, field::CASE_NUMBER].contains(number) || form.fields().any(|own| own == *number);
    let fields = fields.into_iter().filter(|(number, _)| is_own(number));
    fields.filter_map(|(number, value)| Some((number, value?))).collect()
}

/// The applicant, or who speaks for it.
fn interviewee(view: &CaseView, kinds: &Kinds) -> Vec<(u16, Option<Value>)> {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let Some(record) = party(view, "applicant") else {
        let one = side(view, Field::APPLICANT).into_iter().next();
        return match one.filter(|name| name.chars().count() <= PERSON_MOST) {
            Some(name) => vec![(field::INTERVIEWEE, text(&name)), (field::CAPACITY, text("applicant"))],
            None => Vec::new(),
        };
    };
    let own = |key: &str| known(kinds, record, key);
    let mut fields = vec![(field::PHONE, own("phone")), (field::SERVICE_ADDRESS, own("address"))];
    if own("sort") == text("company") {
        fields.push((field::INTERVIEWEE, own("agent")));
    } else {
        fields.extend([
            (field::INTERVIEWEE, own("name")),
            (field::CAPACITY, text("applicant")),
            (field::ID_SORT, own("id_number").and_then(|_| text("resident"))),
            (field::ID_NUMBER, own("id_number")),
        ]);
    }
    fields
}

/// The value of a field of the case, if it is settled.
fn settled(view: &CaseView, field: Field) -> Option<&Value> {
    let mut values = view
        .fields
        .iter()
        .filter(|(f, value)| *f == field && *value != Value::None);
    match (values.next(), values.next()) {
        (Some((_, value)), None) => Some(value),
        _ => None,
    }
}

fn said(value: Option<&Value>) -> &str {
    match value {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// The names of a side: those entered as records, and those of the field.
fn side(view: &CaseView, field: Field) -> Vec<String> {
    let mut all: Vec<String> = view.parties(field).map(str::to_owned).collect();
    let more = names(said(settled(view, field))).into_iter().map(str::to_owned);
    let more: Vec<String> = more.filter(|name| !all.contains(name)).collect();
    all.extend(more);
    all
}

/// The first party of a side that is entered as a record with a name.
fn party<'v>(view: &'v CaseView, role: &str) -> Option<&'v RecordView> {
    let mut parties = view.records.iter().filter(|record| record.record.kind == PARTY);
    parties.find(|record| said(Some(record.value(ROLE))) == role && !said(Some(record.value(NAME))).is_empty())
}

/// What a field of a record says, if it says something.
fn known(kinds: &Kinds, record: &RecordView, key: &str) -> Option<Value> {
    let field = kinds.get(record.record.kind)?.field_named(key)?;
    Some(record.value(field.number).clone()).filter(|value| *value != Value::None)
}

/// The records of a kind, one a line, with what these fields say and the last day, as it is reckoned or else noted; what
/// was released is left out.
fn listed(
    view: &CaseView,
    kinds: &Kinds,
    kind: &str,
    keys: &[&str],
    reckoned: &dyn Fn(&RecordView) -> Option<NaiveDate>,
) -> String {
    let Some(kind) = kinds.named(kind) else {
        return String::new();
    };
    let is_released = |record: &&RecordView| kind.released().is_some_and(|field| *record.value(field) != Value::None);
    let own = view.records.iter().filter(|record| record.record.kind == kind.kind);
    let lines = own.filter(|record| !is_released(record)).map(|record| {
        let values: Vec<Value> = keys.iter().filter_map(|key| known(kinds, record, key)).collect();
        let noted = values.iter().find_map(|value| match value {
            Value::Date(day) => Some(*day),
            _ => None,
        });
        let words = values.iter().filter_map(|value| match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        });
        // A renewal moves the day: the rules know it, the first term does not.
        let day = reckoned(record).or(noted).map(|day| format!("至 {day}"));
        words.chain(day).collect::<Vec<_>>().join("，")
    });
    lines.collect::<Vec<_>>().join("\n")
}
