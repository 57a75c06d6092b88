//! What is known of a case for triage (plan Art. 11), three-valued: `None` is unknown.
//!
//! The field names and values are those of `tests/data/triage_cases.json`.
use std::collections::BTreeMap;

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
    /// 司法确认裁定: a mediation confirmed by a court (民诉法205–206)
    JudicialConfirmation,
    /// 仲裁裁决
    ArbitralAward,
    /// 公证债权文书
    NotarizedDebt,
    /// 承认的外国、港澳台判决
    RecognisedJudgment,
    /// 刑事涉财产
    CriminalProperty,
    /// 刑事附带民事 (civil part): enforced as civil (刑事涉财产规定1)
    CriminalIncidentalCivil,
    /// 行政涉财产
    AdministrativeProperty,
    /// 行政非诉
    AdministrativeNonLitigation,
    /// 执行回转裁定 (民诉法244)
    ExecutionReversal,
    /// 追缴诉讼费
    LitigationFeeRecovery,
    /// 保全裁定
    PreservationRuling,
    /// 其他
    Other,
}

impl BasisType {
    /// Every kind, in the order of the vocabulary.
    pub const ALL: [Self; 16] = [
        Self::CivilJudgment,
        Self::CivilMediation,
        Self::PaymentOrder,
        Self::SecurityInterestRuling,
        Self::JudicialConfirmation,
        Self::ArbitralAward,
        Self::NotarizedDebt,
        Self::RecognisedJudgment,
        Self::CriminalProperty,
        Self::CriminalIncidentalCivil,
        Self::AdministrativeProperty,
        Self::AdministrativeNonLitigation,
        Self::ExecutionReversal,
        Self::LitigationFeeRecovery,
        Self::PreservationRuling,
        Self::Other,
    ];

    /// Stable code, as rule texts, data files and the book write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::CivilJudgment => "civil_judgment",
            Self::CivilMediation => "civil_mediation",
            Self::PaymentOrder => "payment_order",
            Self::SecurityInterestRuling => "security_interest_ruling",
            Self::JudicialConfirmation => "judicial_confirmation",
            Self::RecognisedJudgment => "recognised_judgment",
            Self::ExecutionReversal => "execution_reversal",
            Self::ArbitralAward => "arbitral_award",
            Self::NotarizedDebt => "notarized_debt",
            Self::CriminalProperty => "criminal_property",
            Self::CriminalIncidentalCivil => "criminal_incidental_civil",
            Self::AdministrativeProperty => "administrative_property",
            Self::AdministrativeNonLitigation => "administrative_non_litigation",
            Self::LitigationFeeRecovery => "litigation_fee_recovery",
            Self::PreservationRuling => "preservation_ruling",
            Self::Other => "other",
        }
    }

    /// The kind of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.code() == code)
    }
}

/// Kind of arbitration (仲裁种类). A recognised foreign award is commercial and foreign-related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArbitrationKind {
    /// 商事
    Commercial,
    /// 劳动
    Labor,
    /// 农村土地
    RuralLand,
    /// 体育: stands apart from the 仲裁法 (体育法 ch. 9), so it is an award but never a commercial one
    Sports,
}

impl ArbitrationKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Commercial, Self::Labor, Self::RuralLand, Self::Sports];

    /// Stable code, as rule texts, data files and the book write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Commercial => "commercial",
            Self::Labor => "labor",
            Self::RuralLand => "rural_land",
            Self::Sports => "sports",
        }
    }
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

impl ClaimKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Money, Self::Delivery, Self::Act, Self::PropertyRight];

    /// Stable code, as rule texts, data files and the book write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Delivery => "delivery",
            Self::Act => "act",
            Self::PropertyRight => "property_right",
        }
    }
}

/// One frozen asset as the control results report it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
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

impl Frozen {
    /// A bank deposit or network funds, in force and payable: what S5 counts. Never below zero.
    pub fn counted_fen(&self) -> i64 {
        let kind = matches!(self.kind.as_str(), "bank_deposit" | "network_funds");
        if kind && self.effective && self.executable {
            self.amount_fen.0.max(0)
        } else {
            0
        }
    }
}

/// A mark that counts only with a named person and a reason (O4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct ComplexityMark {
    /// `large`, `historical`, `many_applicants`, `complex`, `sensitive`, …
    pub mark: String,
    /// Who marked it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// S6, never automatic: a named person says the case is simple, with a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
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
    /// Yes and no to the facts that only this court's rule set asks for (`local_facts`); absent is unknown.
    pub local: BTreeMap<String, bool>,
}

impl Facts {
    /// Sum of what S5 counts, in fen.
    pub fn frozen_sum_fen(&self) -> i64 {
        self.frozen
            .iter()
            .fold(0i64, |sum, f| sum.saturating_add(f.counted_fen()))
    }

    /// The claim in fen, if one is recorded. A claim is at least one fen: nought or less counts as not recorded.
    pub fn claim_fen(&self) -> Option<i64> {
        self.claim_amount_fen.map(|f| f.0).filter(|&f| f > 0)
    }

    /// A yes-or-no fact by its field name, or one of the rule set's own by its id.
    pub fn answer(&self, name: &str) -> Option<bool> {
        match name {
            "foreign_related" => self.foreign_related,
            "entrusted" => self.entrusted,
            "preservation" => self.preservation,
            "litigation_fee_recovery" => self.litigation_fee_recovery,
            "party_or_gov_organ" => self.party_or_gov_organ,
            own => self.local.get(own).copied(),
        }
    }

    /// Do the counted frozen funds cover the claim? Unknown without a claim, or while more may be reported.
    pub fn frozen_covers(&self) -> Option<bool> {
        let covers = self.frozen_sum_fen() >= self.claim_fen()?;
        (covers || self.frozen_complete).then_some(covers)
    }

    /// A 保全案件, by the flag or by the basis.
    pub fn is_preservation(&self) -> bool {
        self.preservation == Some(true) || self.basis_type == Some(BasisType::PreservationRuling)
    }

    /// Some complexity mark has a named person and a reason.
    pub fn complexity_counts(&self) -> bool {
        self.complexity.iter().any(|m| named(&m.by, &m.reason))
    }

    /// Every complexity mark with a named person and a reason is one of these.
    pub fn complexity_only(&self, marks: &[String]) -> bool {
        let mut counted = self.complexity.iter().filter(|m| named(&m.by, &m.reason));
        counted.all(|m| marks.contains(&m.mark))
    }

    /// The mark "simple" has a named person and a reason.
    pub fn simple_mark_counts(&self) -> bool {
        self.simple_mark.as_ref().is_some_and(|m| named(&m.by, &m.reason))
    }
}

fn named(by: &str, reason: &str) -> bool {
    !by.trim().is_empty() && !reason.trim().is_empty()
}
