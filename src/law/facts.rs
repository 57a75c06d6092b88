//! What is known of a case for triage (plan Art. 11), three-valued: `None` is unknown.
//!
//! The field names and values are those of `tests/data/triage_cases.json`.
use serde::{Deserialize, Serialize};

use super::money::Fen;

/// Kind of the enforcement basis (执行依据).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisType {
    /// 民事判决
    CivilJudgment,
    /// 民事调解书
    CivilMediation,
    /// 支付令
    PaymentOrder,
    /// 担保物权裁定
    SecurityInterestRuling,
    /// 仲裁裁决
    ArbitralAward,
    /// 公证债权文书
    NotarizedDebt,
    /// 刑事涉财产
    CriminalProperty,
    /// 行政涉财产
    AdministrativeProperty,
    /// 行政非诉
    AdministrativeNonLitigation,
    /// 追缴诉讼费
    LitigationFeeRecovery,
    /// 保全裁定
    PreservationRuling,
    /// 其他
    Other,
}

/// Kind of arbitration (仲裁种类).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArbitrationKind {
    /// 商事
    Commercial,
    /// 劳动
    Labor,
    /// 农村土地
    RuralLand,
}

/// Kind of what is claimed (执行标的种类).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// 金钱
    Money,
    /// 交付
    Delivery,
    /// 行为
    Act,
    /// 财产权
    PropertyRight,
}

/// One frozen asset as the control results report it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Frozen {
    /// `bank_deposit`, `network_funds`, or any other property kind of norms.md section 6.
    pub kind: String,
    /// Frozen amount.
    pub amount_fen: Fen,
    /// In force, not waiting (轮候).
    pub effective: bool,
    /// May be paid out.
    pub executable: bool,
}

/// A mark that counts only with a named person and a reason (O4).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ComplexityMark {
    /// `large`, `historical`, `many_applicants`, `complex`, `sensitive`, …
    pub mark: String,
    /// Who marked it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// S6, never automatic: a named person says the case is simple, with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SimpleMark {
    /// Who marked it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// The facts Art. 11 asks for. `None` means unknown; see `tests/data/triage_cases.json` `meta` for each field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Kind of basis.
    pub basis_type: Option<BasisType>,
    /// `None` means "not applicable" when the basis is known and is not an arbitral award.
    pub arbitration_kind: Option<ArbitrationKind>,
    /// 涉外
    pub foreign_related: Option<bool>,
    /// 执行标的种类
    pub claim_kind: Option<ClaimKind>,
    /// Registered claim (申请执行标的额), or the recorded value of a non-monetary award.
    pub claim_amount_fen: Option<Fen>,
    /// 受托
    pub entrusted: Option<bool>,
    /// 保全
    pub preservation: Option<bool>,
    /// 追缴诉讼费
    pub litigation_fee_recovery: Option<bool>,
    /// 涉党政机关
    pub party_or_gov_organ: Option<bool>,
    /// What has been frozen.
    pub frozen: Vec<Frozen>,
    /// False while more freezes may still be reported.
    pub frozen_complete: bool,
    /// O4 marks.
    pub complexity: Vec<ComplexityMark>,
    /// S6 mark.
    pub simple_mark: Option<SimpleMark>,
    /// Filing data checked and right (Art. 7(1)).
    pub filing_data_ok: Option<bool>,
}
