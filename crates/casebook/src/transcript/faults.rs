//! What is in the way of signing a record of an interview.
use super::who::{named, said};
use super::{Part, Signer, field};
use crate::view::RecordView;

/// What is in the way of signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No question and no answer: there is nothing to sign.
    Empty,
    /// Nobody is named for a part that must sign.
    Unnamed(Part),
    /// One person interviews and records.
    OneForBoth(String),
    /// One name stands in two parts.
    TwoParts(String),
    /// Values of a field that did not see each other: somebody has to say first which holds.
    Disputed(u16),
}

pub(super) fn faults(transcript: &RecordView, signers: &[Signer]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if said(transcript, field::BODY).trim().is_empty() {
        faults.push(Fault::Empty);
    }
    let must = Part::ALL.into_iter().filter(|part| part.field().is_some());
    faults.extend(
        must.filter(|part| named(transcript, *part).is_empty())
            .map(Fault::Unnamed),
    );
    let needed: Vec<&Signer> = signers.iter().filter(|signer| signer.is_needed).collect();
    for (at, one) in needed.iter().enumerate() {
        let other = needed.iter().skip(at + 1).find(|other| other.name == one.name);
        let Some(other) = other else { continue };
        faults.push(match one.part.is_staff() && other.part.is_staff() {
            true => Fault::OneForBoth(one.name.clone()),
            false => Fault::TwoParts(one.name.clone()),
        });
    }
    let mut numbers: Vec<u16> = transcript.fields.iter().map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    let twice = numbers.windows(2).filter(|pair| pair.first() == pair.last());
    let mut twice: Vec<u16> = twice.filter_map(|pair| pair.first().copied()).collect();
    twice.dedup();
    faults.extend(twice.into_iter().map(Fault::Disputed));
    faults
}
