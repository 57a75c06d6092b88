//! What is in the way of signing a record of an interview. A draft may have gaps; what is signed may not.
use super::checks::{are_phones, minutes, unanswered};
use super::forms::Form;
use super::who::{named, said};
use super::{Part, Signer, field};
use crate::field::{Field, Value};
use crate::view::{CaseView, RecordView};

/// What is in the way of signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no form for its sort.
    Sort,
    /// No question and no answer: there is nothing to sign.
    Empty,
    /// A field that must say something before anybody signs.
    Lacks(u16),
    /// The case has no number yet.
    NoNumber,
    /// It bears another number than its case.
    OtherNumber,
    /// A time that cannot be read.
    NotATime(u16),
    /// It ended before it began.
    Hours,
    /// Nobody can be reached by what stands in this field.
    Phone(u16),
    /// So many questions nobody answered.
    Unanswered(usize),
    /// Nobody is named for a part that must sign.
    Unnamed(Part),
    /// One person interviews and records.
    OneForBoth(String),
    /// One name stands in two parts.
    TwoParts(String),
    /// Values of a field that did not see each other: somebody has to say first which holds.
    Disputed(u16),
}

/// What is in the way, in the order of the form.
pub(super) fn faults(transcript: &RecordView, form: Option<&Form>, view: &CaseView, signers: &[Signer]) -> Vec<Fault> {
    let Some(form) = form else {
        return vec![Fault::Sort];
    };
    let mut faults = Vec::new();
    faults.extend(number(transcript, view));
    faults.extend(hours(transcript));
    let phones = [field::PHONE, field::DEBTOR_PHONE];
    let odd = phones.into_iter().filter(|field| !are_phones(said(transcript, *field)));
    faults.extend(odd.map(Fault::Phone));
    if said(transcript, form.content).trim().is_empty() {
        faults.push(Fault::Empty);
    }
    let open = unanswered(said(transcript, field::BODY));
    faults.extend((open > 0).then_some(Fault::Unanswered(open)));
    let lacks = |field: &&u16| match transcript.value(**field) {
        Value::Text(text) => text.trim().is_empty(),
        value => *value == Value::None,
    };
    faults.extend(form.needs.iter().filter(lacks).map(|field| Fault::Lacks(*field)));
    faults.extend(of_signers(transcript, form, signers));
    faults.extend(disputed(transcript));
    faults
}

/// Its number is that of the case.
fn number(transcript: &RecordView, view: &CaseView) -> Option<Fault> {
    let mut numbers = view.fields.iter().filter(|(field, _)| *field == Field::CASE_NUMBER);
    match (numbers.next(), numbers.next()) {
        (Some((_, Value::Text(number))), None) if !number.trim().is_empty() => {
            (said(transcript, field::CASE_NUMBER) != number).then_some(Fault::OtherNumber)
        }
        _ => Some(Fault::NoNumber),
    }
}

fn hours(transcript: &RecordView) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut read = |field: u16| {
        let text = said(transcript, field).trim();
        let read = minutes(text);
        if read.is_none() && !text.is_empty() {
            faults.push(Fault::NotATime(field));
        }
        read
    };
    let (begun, ended) = (read(field::BEGUN), read(field::ENDED));
    if begun.zip(ended).is_some_and(|(begun, ended)| ended < begun) {
        faults.push(Fault::Hours);
    }
    faults
}

fn of_signers(transcript: &RecordView, form: &Form, signers: &[Signer]) -> Vec<Fault> {
    let unnamed = form.signs.iter().filter(|part| named(transcript, **part).is_empty());
    let mut faults: Vec<Fault> = unnamed.map(|part| Fault::Unnamed(*part)).collect();
    let needed: Vec<&Signer> = signers.iter().filter(|signer| signer.is_needed).collect();
    for (at, one) in needed.iter().enumerate() {
        let other = needed.iter().skip(at + 1).find(|other| other.name == one.name);
        let Some(other) = other else { continue };
        faults.push(match one.part.is_staff() && other.part.is_staff() {
            true => Fault::OneForBoth(one.name.clone()),
            false => Fault::TwoParts(one.name.clone()),
        });
    }
    faults
}

fn disputed(transcript: &RecordView) -> Vec<Fault> {
    let mut numbers: Vec<u16> = transcript.fields.iter().map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    let twice = numbers.windows(2).filter(|pair| pair.first() == pair.last());
    let mut twice: Vec<u16> = twice.filter_map(|pair| pair.first().copied()).collect();
    twice.dedup();
    twice.into_iter().map(Fault::Disputed).collect()
}
