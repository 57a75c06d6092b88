//! Signing: what is asked before a signature is written, and what is written.
use chrono::NaiveDate;

use super::{Part, Signature, Standing, Strokes, Way, signed};
use crate::attachment::AttachmentId;
use crate::edit::RecordEdit;
use crate::field::Value;
use crate::parties::names;
use crate::slot::{RecordId, RecordWrite};

/// What somebody signs with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// As what.
    pub part: Part,
    /// Who.
    pub name: String,
    /// How.
    pub way: Way,
    /// What was written.
    pub strokes: Strokes,
    /// Why it is refused, or on paper.
    pub reason: String,
    /// Who saw the refusal.
    pub witnesses: String,
    /// The day.
    pub on: NaiveDate,
    /// The time.
    pub at: String,
}

/// Why a signature is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignFault {
    /// The record cannot be signed as it stands.
    NotReady,
    /// Nobody is named.
    NoName,
    /// Whoever signs has another part already.
    AnotherPart(Part),
    /// Nothing was written on the pad.
    NoStrokes,
    /// More was written than is kept.
    TooMuch,
    /// It is not said why.
    NoReason,
    /// Nobody saw the refusal.
    NoWitness,
    /// Whoever saw it takes part himself.
    WitnessTakesPart,
    /// Whoever interviews or records cannot refuse: then there is no record.
    MayNotRefuse,
}

/// The fields of a signature on the text as it stands.
///
/// # Errors
/// Why it is not taken.
pub fn sign(of: RecordId, standing: &Standing, signing: &Signing) -> Result<Vec<(u16, Value)>, SignFault> {
    let text = |text: &str| Value::Text(text.trim().to_owned());
    let mut fields = vec![
        (signed::OF, Value::Text(law::canonical::hex(&of))),
        (signed::PART, text(signing.part.code())),
        (signed::NAME, text(&signing.name)),
        (signed::WAY, text(signing.way.code())),
        (signed::ON, Value::Date(signing.on)),
        (signed::AT, text(&signing.at)),
        (signed::FINGERPRINT, Value::Text(standing.fingerprint.clone())),
    ];
    who(standing, signing)?;
    match signing.way {
        Way::Pen => {
            if !signing.strokes.is_something() {
                return Err(SignFault::NoStrokes);
            }
            let written = signing.strokes.write();
            if written.is_empty() {
                return Err(SignFault::TooMuch);
            }
            fields.push((signed::STROKES, Value::Text(written)));
        }
        Way::Paper | Way::Refused if signing.reason.trim().is_empty() => return Err(SignFault::NoReason),
        Way::Paper => fields.push((signed::REASON, text(&signing.reason))),
        Way::Refused if signing.witnesses.trim().is_empty() => return Err(SignFault::NoWitness),
        Way::Refused if takes_part(standing, &signing.witnesses) => return Err(SignFault::WitnessTakesPart),
        Way::Refused => {
            fields.push((signed::REASON, text(&signing.reason)));
            fields.push((signed::WITNESSES, text(&signing.witnesses)));
        }
    }
    Ok(fields)
}

/// What says that a scan shows the signature somebody gave on paper.
#[must_use]
pub fn shown_by(signature: &Signature, scan: AttachmentId) -> RecordEdit {
    let scanned = |scan: Option<AttachmentId>| scan.map_or(Value::None, |scan| Value::Text(law::canonical::hex(&scan)));
    RecordEdit {
        write: RecordWrite {
            record: signature.record,
            in_force: None,
            fields: vec![(signed::SCAN, scanned(Some(scan)))],
        },
        seen: vec![(signed::SCAN, scanned(signature.scan))],
    }
}

/// Whether one of these names is that of somebody who must sign.
fn takes_part(standing: &Standing, witnesses: &str) -> bool {
    let needed = standing.signers.iter().filter(|signer| signer.is_needed);
    let witnesses = names(witnesses);
    needed
        .into_iter()
        .any(|signer| witnesses.contains(&signer.name.as_str()))
}

fn who(standing: &Standing, signing: &Signing) -> Result<(), SignFault> {
    if !standing.faults.is_empty() {
        return Err(SignFault::NotReady);
    }
    let name = signing.name.trim();
    if name.is_empty() {
        return Err(SignFault::NoName);
    }
    let same = standing.signers.iter().filter(|signer| signer.name == name);
    let mut others = same.filter(|signer| signer.part != signing.part);
    // Somebody who was named in another part when he signed, and no longer is, may sign in this one.
    if let Some(other) = others.find(|signer| signer.is_needed || signer.stands == super::Stands::Fits) {
        return Err(SignFault::AnotherPart(other.part));
    }
    if signing.part.is_staff() && signing.way == Way::Refused {
        return Err(SignFault::MayNotRefuse);
    }
    Ok(())
}
