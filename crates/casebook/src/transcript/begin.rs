//! What stands in a record of an interview before anybody writes: what the case says already.
use chrono::NaiveDate;

use super::{FIRST_RECEPTION, Phrases, field};
use crate::field::{Field, Value};
use crate::kinds::Kinds;
use crate::parties::{NAME, PARTY, ROLE, names};
use crate::view::{CaseView, RecordView};

/// A name longer than this is that of a company, which is spoken for by somebody.
const PERSON_MOST: usize = 4;

/// The fields of a first reception as the case tells them. `me` is whoever begins it.
#[must_use]
pub fn begin(view: &CaseView, kinds: &Kinds, me: &str, today: NaiveDate) -> Vec<(u16, Value)> {
    let phrases = Phrases::builtin();
    let case = |field: Field| Some(settled(view, field)?.clone());
    let text = |text: &str| Some(Value::Text(text.to_owned())).filter(|_| !text.trim().is_empty());
    let basis = [Field::BASIS_ISSUER, Field::BASIS_DOC_NO].map(|field| said(settled(view, field)));
    let debtor = party(view, "debtor");
    let of_debtor = |key: &str| debtor.and_then(|record| known(kinds, record, key));
    let mut fields = vec![
        (field::SORT, text(FIRST_RECEPTION)),
        (field::CASE_NUMBER, case(Field::CASE_NUMBER)),
        (field::HELD_ON, Some(Value::Date(today))),
        (field::INTERVIEWER, text(me)),
        (field::BASIS, text(basis.join(" ").trim())),
        (field::BASIS_EFFECTIVE_ON, case(Field::BASIS_EFFECTIVE_ON)),
        (field::CLAIM_AMOUNT, case(Field::CLAIM_AMOUNT)),
        (field::PAID_AMOUNT, case(Field::RECOVERED_AMOUNT)),
        (field::DEBTOR, text(&side(view, Field::DEBTOR).join("、"))),
        (field::DEBTOR_ADDRESS, of_debtor("address")),
        (field::DEBTOR_PHONE, of_debtor("phone")),
        (
            field::CLUES,
            text(&listed(view, kinds, "asset", &["what", "identifier"])),
        ),
        (
            field::PRESERVATION,
            text(&listed(view, kinds, "seizure", &["asset", "document", "ends_on"])),
        ),
        (field::TOLD, text(&phrases.told)),
        (field::CONFIRMED, text(&phrases.confirmed)),
    ];
    fields.extend(interviewee(view, kinds));
    fields
        .into_iter()
        .filter_map(|(number, value)| Some((number, value?)))
        .collect()
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

/// The records of a kind, one a line, with what these fields say.
fn listed(view: &CaseView, kinds: &Kinds, kind: &str, keys: &[&str]) -> String {
    let kind = kinds.named(kind).map(|kind| kind.kind);
    let own = view.records.iter().filter(|record| Some(record.record.kind) == kind);
    let lines = own.map(|record| {
        let words = keys.iter().filter_map(|key| match known(kinds, record, key)? {
            Value::Text(text) => Some(text),
            Value::Date(day) => Some(format!("至 {day}")),
            _ => None,
        });
        words.collect::<Vec<_>>().join("，")
    });
    lines.collect::<Vec<_>>().join("\n")
}
