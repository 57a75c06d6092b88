//! From the fields of a case to the facts the law asks for.
//!
//! A ledger does not answer every question of Art. 11. What its columns settle is taken from them; what they leave
//! open stays unknown. A field in conflict is unknown, too: nobody has settled it. (A day in conflict is the earliest
//! of those given: the alarm goes by the earlier clock.)
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

use super::deed::Happening;
use super::field::{Field, Value};
use super::state::{CaseState, Period};
use super::view::CaseView;
use crate::law::case_number;
use crate::law::facts::{BasisType, ComplexityMark, Facts, Frozen, SimpleMark};
use crate::law::money::Fen;

/// All the law needs of a case: the facts for triage, the days and happenings for the nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFile {
    /// Facts for Art. 11.
    pub facts: Facts,
    /// Kind from the case number: 执, 执恢, 执保, … if it can be read.
    pub kind: Option<&'static str>,
    /// 立案日期
    pub filed_on: Option<NaiveDate>,
    /// 收案日期
    pub received_on: Option<NaiveDate>,
    /// 收到材料日期
    pub materials_received_on: Option<NaiveDate>,
    /// 结案日期
    pub closed_on: Option<NaiveDate>,
    /// 结案方式, a code of norms.md section 6, or empty.
    pub closed_by: String,
    /// The verdict the director decided, or empty.
    pub decided: String,
    /// Happenings in force, by day.
    pub happenings: Vec<Happening>,
    /// Excluded periods in force, by day.
    pub excluded: Vec<Period>,
}

impl CaseFile {
    /// The file of a folded case.
    pub fn of_state(state: &CaseState) -> CaseFile {
        let fields = |field| state.values(field);
        file(&fields, state.happened(), state.excluded())
    }

    /// The file of a case as the page holds it.
    pub fn of_view(view: &CaseView) -> CaseFile {
        let fields = |field| {
            view.fields
                .iter()
                .filter(|(f, _)| *f == field)
                .map(|(_, v)| v)
                .collect()
        };
        file(&fields, view.happenings.clone(), view.excluded.clone())
    }
}

/// Gives the values of a field: none, one, or those in conflict.
type Fields<'a> = dyn Fn(Field) -> Vec<&'a Value> + 'a;

fn file(fields: &Fields<'_>, happenings: Vec<Happening>, excluded: Vec<Period>) -> CaseFile {
    let number = text(fields, Field::CaseNumber);
    let kind = case_number::parse(&number).ok().and_then(|n| n.kind);
    CaseFile {
        facts: facts(fields, &number, kind),
        kind,
        filed_on: day(fields, Field::FiledOn),
        received_on: day(fields, Field::ReceivedOn),
        materials_received_on: day(fields, Field::MaterialsReceivedOn),
        closed_on: day(fields, Field::ClosedOn),
        closed_by: text(fields, Field::ClosedBy),
        decided: text(fields, Field::DecidedVerdict),
        happenings,
        excluded,
    }
}

fn facts(fields: &Fields<'_>, number: &str, kind: Option<&str>) -> Facts {
    let basis_type = code(fields, Field::BasisType);
    Facts {
        basis_type,
        arbitration_kind: code(fields, Field::ArbitrationKind),
        foreign_related: yes(fields, Field::ForeignRelated),
        claim_kind: code(fields, Field::ClaimKind),
        claim_amount_fen: money(fields, Field::ClaimAmount),
        entrusted: yes(fields, Field::Entrusted),
        preservation: yes_or(fields, Field::Preservation, || preservation(number, kind)),
        litigation_fee_recovery: yes_or(fields, Field::LitigationFeeRecovery, || {
            basis_type.map(|basis| basis == BasisType::LitigationFeeRecovery)
        }),
        party_or_gov_organ: yes(fields, Field::PartyOrGovOrgan),
        frozen: frozen(money(fields, Field::FrozenAmount)),
        // Only what somebody stated: a ledger's amount of today says nothing about tomorrow's reports.
        frozen_complete: yes(fields, Field::FrozenComplete) == Some(true),
        complexity: marks(&text(fields, Field::Complexity)),
        simple_mark: simple_mark(&text(fields, Field::SimpleMark)),
        filing_data_ok: yes(fields, Field::FilingDataOk),
        ..Facts::default()
    }
}

/// 保全 has types of its own (法〔2015〕137号: 执保, 财保), so the number settles it. An older form has the same
/// character before 字.
fn preservation(number: &str, kind: Option<&str>) -> Option<bool> {
    match kind {
        Some(kind) => Some(matches!(kind, "执保" | "财保")),
        None if number.is_empty() => None,
        None => Some(number.contains('保')),
    }
}

/// The sum a ledger gives is what can be paid out: deposits in force.
fn frozen(amount: Option<Fen>) -> Vec<Frozen> {
    let deposit = |amount_fen| Frozen {
        kind: "bank_deposit".to_owned(),
        amount_fen,
        effective: true,
        executable: true,
    };
    amount.filter(|amount| amount.0 > 0).map(deposit).into_iter().collect()
}

/// Marks, one a line: `mark|by|reason`.
fn marks(text: &str) -> Vec<ComplexityMark> {
    let marks = text.lines().map(|line| {
        let mut parts = line.splitn(3, '|').map(|part| part.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        ComplexityMark {
            mark: next(),
            by: next(),
            reason: next(),
        }
    });
    marks.filter(|m| !m.mark.is_empty()).collect()
}

/// `by|reason`.
fn simple_mark(text: &str) -> Option<SimpleMark> {
    let (by, reason) = text.split_once('|')?;
    Some(SimpleMark {
        by: by.trim().to_owned(),
        reason: reason.trim().to_owned(),
    })
}

/// The value of a field nobody disputes.
fn settled<'a>(fields: &Fields<'a>, field: Field) -> Option<&'a Value> {
    match fields(field).as_slice() {
        [value] => Some(*value),
        _ => None,
    }
}

fn text(fields: &Fields<'_>, field: Field) -> String {
    match settled(fields, field) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

fn money(fields: &Fields<'_>, field: Field) -> Option<Fen> {
    match settled(fields, field) {
        Some(Value::Fen(fen)) => Some(*fen),
        _ => None,
    }
}

fn yes(fields: &Fields<'_>, field: Field) -> Option<bool> {
    match settled(fields, field) {
        Some(Value::Bool(yes)) => Some(*yes),
        _ => None,
    }
}

/// What was stated; if nothing was, what follows from the rest. A dispute stays unknown.
fn yes_or(fields: &Fields<'_>, field: Field, inferred: impl Fn() -> Option<bool>) -> Option<bool> {
    match fields(field).as_slice() {
        [] | [Value::None] => inferred(),
        _ => yes(fields, field),
    }
}

fn day(fields: &Fields<'_>, field: Field) -> Option<NaiveDate> {
    let days = fields(field).into_iter().filter_map(|value| match value {
        Value::Date(day) => Some(*day),
        _ => None,
    });
    days.min()
}

/// A code of the vocabulary by its name; unknown if this build does not know it.
fn code<T: for<'de> Deserialize<'de>>(fields: &Fields<'_>, field: Field) -> Option<T> {
    match settled(fields, field)? {
        Value::Text(name) => {
            let name: serde::de::value::StrDeserializer<'_, Error> = name.as_str().into_deserializer();
            T::deserialize(name).ok()
        }
        _ => None,
    }
}
