//! From the fields of a case to the facts the law asks for.
//!
//! A ledger does not answer every question of Art. 11. What its columns settle is taken from them; what they leave
//! open stays unknown. A field in conflict is unknown, too: nobody has settled it. (A day in conflict is the earliest
//! of those given: the alarm goes by the earlier clock.)
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::action::Happening;
use super::field::{Field, Value};
use super::flows::Standing;
use super::kinds::Kinds;
use super::lazy_state::{Cell, LazyState, Plain};
use super::state::Period;
use super::view::CaseView;
use law::case_number::{self, CaseNumber};
use law::facts::{BasisType, ComplexityMark, Facts, Frozen, SimpleMark};
use law::money::Fen;
use law::triage::{FactId, FactValue};

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
    /// Since when the book keeps the case.
    pub kept_since: Option<NaiveDate>,
    /// Happenings in force, by day.
    pub happenings: Vec<Happening>,
    /// Excluded periods in force, by day.
    pub excluded: Vec<Period>,
}

impl CaseFile {
    /// The file of a case as the page holds it.
    pub fn of_view(view: &CaseView, kinds: &Kinds) -> CaseFile {
        let number = view.fields.iter().find(|(field, _)| *field == Field::CASE_NUMBER);
        let number = match number.map(|(_, value)| Plain::from(value)) {
            Some(Plain::Text(text)) => case_number::parse(text).ok(),
            _ => None,
        };
        // The view lists the latest value first.
        let cell = |field| {
            let mut cell = Cell::default();
            let values = view.fields.iter().rev().filter(|(f, _)| *f == field);
            values
                .enumerate()
                .for_each(|(at, (_, value))| cell.see(field, value.into(), at == 0));
            cell
        };
        let file = file(&cell, number.as_ref());
        CaseFile {
            happenings: all_happenings(view, kinds),
            excluded: view.excluded.clone(),
            kept_since: view.kept_since,
            ..file
        }
    }

    /// The file of a case in the book; `number` is its case number, if it could be read.
    pub(crate) fn of_light(light: &mut LazyState<'_>, number: Option<&CaseNumber>) -> CaseFile {
        let file = file(&|field| light.cell(field), number);
        CaseFile {
            happenings: std::mem::take(&mut light.happenings),
            excluded: std::mem::take(&mut light.excluded),
            kept_since: light.since,
            ..file
        }
    }

    /// The same as it stood at the end of a day that has passed: what happened from then to `today` had not happened yet.
    /// What bears a later day than today says until when something runs, and stays.
    #[must_use]
    pub fn as_of(mut self, day: NaiveDate, today: NaiveDate) -> CaseFile {
        let came_later = |on: NaiveDate| on > day && on <= today;
        self.happenings.retain(|happening| !came_later(happening.on));
        self.excluded.retain(|(from, ..)| !came_later(*from));
        if self.closed_on.is_some_and(came_later) {
            self.closed_on = None;
            self.closed_by.clear();
        }
        self
    }
}

/// The happenings of a case by day: those recorded, and those its records stand for.
fn all_happenings(view: &CaseView, kinds: &Kinds) -> Vec<Happening> {
    let of_records = view.records.iter().filter_map(|record| {
        let kind = kinds.get(record.record.kind)?;
        let standing = record.flow.as_ref().map(|flow| Standing {
            happened: flow.happened.clone(),
            ..Standing::default()
        });
        Some(kind.happenings(
            record.record.id,
            &|field| Some(record.value(field).clone()),
            standing.as_ref(),
        ))
    });
    let mut all = view.happenings.clone();
    all.extend(of_records.flatten());
    all.sort_by(|a, b| (a.on, &a.key, a.id).cmp(&(b.on, &b.key, b.id)));
    all
}

/// Gives what a field says.
type Fields<'f, 'a> = dyn Fn(Field) -> Cell<'a> + 'f;

fn file(fields: &Fields<'_, '_>, number: Option<&CaseNumber>) -> CaseFile {
    CaseFile {
        facts: facts(fields, number),
        kind: number.and_then(|n| n.kind),
        filed_on: fields(Field::FILED_ON).earliest,
        received_on: fields(Field::RECEIVED_ON).earliest,
        materials_received_on: fields(Field::MATERIALS_RECEIVED_ON).earliest,
        closed_on: fields(Field::CLOSED_ON).earliest,
        closed_by: text(fields, Field::CLOSED_BY).to_owned(),
        decided: text(fields, Field::DECIDED_VERDICT).to_owned(),
        ..CaseFile::default()
    }
}

fn facts(fields: &Fields<'_, '_>, number: Option<&CaseNumber>) -> Facts {
    let basis_type = code(fields, Field::BASIS_TYPE);
    Facts {
        basis_type,
        arbitration_kind: code(fields, Field::ARBITRATION_KIND),
        foreign_related: yes(fields, Field::FOREIGN_RELATED),
        claim_kind: code(fields, Field::CLAIM_KIND),
        claim_amount_fen: money(fields, Field::CLAIM_AMOUNT),
        entrusted: yes(fields, Field::ENTRUSTED),
        preservation: yes_or(fields, Field::PRESERVATION, || {
            let ruling = basis_type == Some(BasisType::PreservationRuling);
            ruling.then_some(true).or_else(|| number.map(preservation))
        }),
        litigation_fee_recovery: yes_or(fields, Field::LITIGATION_FEE_RECOVERY, || {
            basis_type.map(|basis| basis == BasisType::LitigationFeeRecovery)
        }),
        party_or_gov_organ: yes(fields, Field::PARTY_OR_GOV_ORGAN),
        frozen: frozen(money(fields, Field::FROZEN_AMOUNT)),
        // Only what somebody stated: a ledger's amount of today says nothing about tomorrow's reports.
        frozen_complete: yes(fields, Field::FROZEN_COMPLETE) == Some(true),
        complexity: marks(text(fields, Field::COMPLEXITY)),
        simple_mark: simple_mark(text(fields, Field::SIMPLE_MARK)),
        filing_data_ok: yes(fields, Field::FILING_DATA_OK),
        ..Facts::default()
    }
}

/// 保全 has types of its own (法〔2015〕137号: 执保, 财保), so the number settles it. An older form has the same
/// character before 字.
fn preservation(number: &CaseNumber) -> bool {
    number
        .kind
        .map_or_else(|| number.normal.contains('保'), |kind| matches!(kind, "执保" | "财保"))
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
fn settled<'a>(fields: &Fields<'_, 'a>, field: Field) -> Plain<'a> {
    let cell = fields(field);
    if cell.disputed { Plain::None } else { cell.latest }
}

fn text<'a>(fields: &Fields<'_, 'a>, field: Field) -> &'a str {
    match settled(fields, field) {
        Plain::Text(text) => text,
        _ => "",
    }
}

fn money(fields: &Fields<'_, '_>, field: Field) -> Option<Fen> {
    match settled(fields, field) {
        Plain::Fen(fen) => Some(fen),
        _ => None,
    }
}

fn yes(fields: &Fields<'_, '_>, field: Field) -> Option<bool> {
    match settled(fields, field) {
        Plain::Bool(yes) => Some(yes),
        _ => None,
    }
}

/// What was stated; if nothing was, what follows from the rest. A dispute stays unknown.
fn yes_or(fields: &Fields<'_, '_>, field: Field, inferred: impl Fn() -> Option<bool>) -> Option<bool> {
    let cell = fields(field);
    if !cell.disputed && cell.latest == Plain::None {
        inferred()
    } else {
        yes(fields, field)
    }
}

/// A code of the vocabulary by its name; unknown if this build does not know it.
fn code<T: for<'de> Deserialize<'de>>(fields: &Fields<'_, '_>, field: Field) -> Option<T> {
    let name: StrDeserializer<'_, Error> = text(fields, field).into_deserializer();
    T::deserialize(name).ok()
}

/// The fields by which a case says that a fact is so; nothing where a name and a reason are needed.
pub fn fields_saying(fact: FactId, value: FactValue) -> Option<Vec<(Field, Value)>> {
    let flag = Value::Bool(value == FactValue::Yes);
    let text = |code: &str| Value::Text(code.to_owned());
    let one = |field, value| Some(vec![(field, value)]);
    match (fact, value) {
        (FactId::BasisType, FactValue::Basis(kind)) => one(Field::BASIS_TYPE, text(kind.code())),
        (FactId::ArbitrationKind, FactValue::Arbitration(kind)) => one(Field::ARBITRATION_KIND, text(kind.code())),
        (FactId::ClaimKind, FactValue::Claim(kind)) => one(Field::CLAIM_KIND, text(kind.code())),
        (FactId::ClaimAmount, FactValue::Amount(fen)) => one(Field::CLAIM_AMOUNT, Value::Fen(fen)),
        (FactId::Frozen, FactValue::Amount(fen) | FactValue::Amounts(fen, _)) => Some(vec![
            (Field::FROZEN_AMOUNT, Value::Fen(fen)),
            (Field::FROZEN_COMPLETE, Value::Bool(true)),
        ]),
        (FactId::Frozen, _) => one(Field::FROZEN_COMPLETE, flag),
        (FactId::ForeignRelated, _) => one(Field::FOREIGN_RELATED, flag),
        (FactId::Entrusted, _) => one(Field::ENTRUSTED, flag),
        (FactId::Preservation, _) => one(Field::PRESERVATION, flag),
        (FactId::LitigationFeeRecovery, _) => one(Field::LITIGATION_FEE_RECOVERY, flag),
        (FactId::PartyOrGovOrgan, _) => one(Field::PARTY_OR_GOV_ORGAN, flag),
        (FactId::FilingDataOk, _) => one(Field::FILING_DATA_OK, flag),
        _ => None,
    }
}
