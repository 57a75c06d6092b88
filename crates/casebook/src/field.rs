//! The fields of a case and their values.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use law::money::Fen;

/// A field of a case. The number is its code in the stored format and never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Field {
    /// 案号
    CaseNumber = 1,
    /// 立案日期
    FiledOn = 2,
    /// 收案日期 (application received)
    ReceivedOn = 3,
    /// 收到材料日期 (the handler got the material)
    MaterialsReceivedOn = 4,
    /// 结案日期
    ClosedOn = 5,
    /// 结案方式, a code of norms.md section 6 (`completed`, …)
    ClosedBy = 6,
    /// 案件来源
    Source = 7,
    /// 案由
    Cause = 8,
    /// 执行依据 kind, the serde name of [`law::facts::BasisType`]
    BasisType = 9,
    /// 仲裁种类
    ArbitrationKind = 10,
    /// 依据文号
    BasisDocNo = 11,
    /// 作出单位
    BasisIssuer = 12,
    /// 依据生效日期
    BasisEffectiveOn = 13,
    /// 申请执行人
    Applicant = 14,
    /// 被执行人
    Debtor = 15,
    /// 执行标的种类
    ClaimKind = 16,
    /// 申请执行标的额
    ClaimAmount = 17,
    /// 到位金额
    RecoveredAmount = 18,
    /// Frozen deposits and network funds, effective and executable
    FrozenAmount = 19,
    /// 查控已回齐
    FrozenComplete = 20,
    /// 受托
    Entrusted = 21,
    /// 涉外
    ForeignRelated = 22,
    /// 涉党政机关
    PartyOrGovOrgan = 23,
    /// 保全
    Preservation = 24,
    /// 追缴诉讼费
    LitigationFeeRecovery = 25,
    /// 立案信息核对无误
    FilingDataOk = 26,
    /// O4 mark: `mark|by|reason`
    Complexity = 27,
    /// S6 mark: `by|reason`
    SimpleMark = 28,
    /// 承办人
    Handler = 29,
    /// 办理团队
    Team = 30,
    /// 备注
    Remark = 31,
    /// The verdict the centre's director decided (may differ from the computed one): `simple` or `ordinary`
    DecidedVerdict = 32,
}

/// The value of a field. `None` clears it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Value {
    /// Not known, or cleared.
    None,
    /// Text or a code.
    Text(String),
    /// A civil date at UTC+8.
    Date(NaiveDate),
    /// Money.
    Fen(Fen),
    /// Yes or no.
    Bool(bool),
    /// A plain number.
    Number(i64),
}

/// Whether two values written without knowing of each other may be settled by the later clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Harmless: the later writer is shown.
    Light,
    /// Rests on the law or moves a date, an amount or a verdict: both stay until a person rules.
    Legal,
}

/// All fields: the field, its key in files, and its weight. The keys are those of norms.md section 6.
const TABLE: [(Field, &str, Weight); 32] = [
    (Field::CaseNumber, "case_number", Weight::Legal),
    (Field::FiledOn, "filed_on", Weight::Legal),
    (Field::ReceivedOn, "received_on", Weight::Legal),
    (Field::MaterialsReceivedOn, "materials_received_on", Weight::Legal),
    (Field::ClosedOn, "closed_on", Weight::Legal),
    (Field::ClosedBy, "closed_by", Weight::Legal),
    (Field::Source, "source", Weight::Light),
    (Field::Cause, "cause", Weight::Light),
    (Field::BasisType, "basis_type", Weight::Legal),
    (Field::ArbitrationKind, "arbitration_kind", Weight::Legal),
    (Field::BasisDocNo, "basis_doc_no", Weight::Legal),
    (Field::BasisIssuer, "basis_issuer", Weight::Light),
    (Field::BasisEffectiveOn, "basis_effective_on", Weight::Legal),
    (Field::Applicant, "applicant", Weight::Legal),
    (Field::Debtor, "debtor", Weight::Legal),
    (Field::ClaimKind, "claim_kind", Weight::Legal),
    (Field::ClaimAmount, "claim_amount", Weight::Legal),
    (Field::RecoveredAmount, "recovered_amount", Weight::Legal),
    (Field::FrozenAmount, "frozen_amount", Weight::Legal),
    (Field::FrozenComplete, "frozen_complete", Weight::Legal),
    (Field::Entrusted, "entrusted", Weight::Legal),
    (Field::ForeignRelated, "foreign_related", Weight::Legal),
    (Field::PartyOrGovOrgan, "party_or_gov_organ", Weight::Legal),
    (Field::Preservation, "preservation", Weight::Legal),
    (Field::LitigationFeeRecovery, "litigation_fee_recovery", Weight::Legal),
    (Field::FilingDataOk, "filing_data_ok", Weight::Legal),
    (Field::Complexity, "complexity", Weight::Legal),
    (Field::SimpleMark, "simple_mark", Weight::Legal),
    (Field::Handler, "handler", Weight::Light),
    (Field::Team, "team", Weight::Light),
    (Field::Remark, "remark", Weight::Light),
    (Field::DecidedVerdict, "decided_verdict", Weight::Legal),
];

impl Field {
    /// All fields in the order of their codes.
    pub fn all() -> impl Iterator<Item = Field> {
        TABLE.iter().map(|row| row.0)
    }

    /// Its number in the stored format.
    pub fn code(self) -> u8 {
        self as u8
    }

    /// Its number among the fields of the case's own record.
    pub fn slot(self) -> u16 {
        u16::from(self.code())
    }

    /// The field of a stored number; nothing if a newer build wrote it.
    pub fn from_code(code: u8) -> Option<Field> {
        TABLE.get(usize::from(code).wrapping_sub(1)).map(|row| row.0)
    }

    /// Its key in files and texts, e.g. `case_number`.
    pub fn key(self) -> &'static str {
        TABLE.get(usize::from(self.code()) - 1).map_or("", |row| row.1)
    }

    /// The field of a key.
    pub fn from_key(key: &str) -> Option<Field> {
        TABLE.iter().find(|row| row.1 == key).map(|row| row.0)
    }

    /// How two values written without knowing of each other are treated.
    pub fn weight(self) -> Weight {
        TABLE
            .get(usize::from(self.code()) - 1)
            .map_or(Weight::Legal, |row| row.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_in_the_order_of_the_codes() {
        for field in Field::all() {
            assert_eq!(Field::from_code(field.code()), Some(field));
            assert_eq!(Field::from_key(field.key()), Some(field));
        }
        assert_eq!(Field::from_code(0), None);
        assert_eq!(Field::from_code(33), None);
    }
}
