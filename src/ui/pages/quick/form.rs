//! What quick triage asks, in the order a clerk thinks. Nothing of it is stored.
use std::collections::BTreeMap;

use ::law::facts::{ArbitrationKind, BasisType, ClaimKind, ComplexityMark, Facts, Frozen, SimpleMark};
use ::law::money::Fen;
use ::law::triage::{Change, FactId, FactValue};
use casebook::entered::Entered;
use casebook::field::Field;
use casebook::sound::{Days, Unsound};
use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::typed::Typed;
use crate::lang::law;

/// Entrusted, preservation, litigation fee: asked together, answered apart only where one applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Special {
    /// None of the three.
    None,
    /// At least one: each is then asked.
    Some,
    /// Not known of any of the three.
    Unknown,
}

/// A mark that counts only with a person and a reason.
#[derive(Clone, Copy)]
pub struct MarkForm {
    /// The mark is being made.
    pub on: RwSignal<bool>,
    /// Index in [`law::COMPLEXITY`] (complexity only).
    pub kind: RwSignal<usize>,
    /// Who.
    pub by: RwSignal<String>,
    /// Why.
    pub reason: RwSignal<String>,
}

impl MarkForm {
    fn new() -> Self {
        MarkForm {
            on: RwSignal::new(false),
            kind: RwSignal::new(3),
            by: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
        }
    }

    fn clear(self) {
        self.on.set(false);
        self.by.set(String::new());
        self.reason.set(String::new());
    }
}

/// The form, as signals.
#[derive(Clone, Copy)]
pub struct Form {
    /// 执行依据
    pub basis: RwSignal<Option<BasisType>>,
    /// 仲裁种类
    pub arbitration: RwSignal<Option<ArbitrationKind>>,
    /// 执行标的种类
    pub claim_kind: RwSignal<Option<ClaimKind>>,
    /// 申请执行标的额
    pub amount: RwSignal<Entered<Fen>>,
    /// 涉外
    pub foreign: RwSignal<Option<bool>>,
    /// 涉党政机关
    pub organ: RwSignal<Option<bool>>,
    /// Frozen deposits and network funds, in force and payable.
    pub frozen: RwSignal<Entered<Fen>>,
    /// All control results are back.
    pub frozen_complete: RwSignal<bool>,
    /// Entrusted, preservation, litigation fee together.
    pub special: RwSignal<Special>,
    /// 受托
    pub entrusted: RwSignal<Option<bool>>,
    /// 保全
    pub preservation: RwSignal<Option<bool>>,
    /// 追缴诉讼费
    pub fee: RwSignal<Option<bool>>,
    /// O4
    pub complexity: MarkForm,
    /// S6
    pub simple: MarkForm,
    /// Filing data checked.
    pub filing: RwSignal<Option<bool>>,
    /// Answers to the facts only this court's set asks for.
    pub local: RwSignal<BTreeMap<String, bool>>,
    /// 立案日期
    pub filed_on: RwSignal<Entered<NaiveDate>>,
    /// 收到申请日期
    pub received_on: RwSignal<Entered<NaiveDate>>,
    /// What stood here before it was cleared.
    pub cleared: StoredValue<Option<Typed>>,
}

impl Form {
    /// An empty form for a case filed today.
    ///
    /// All but the filing day starts as unknown: what nobody said is neither counted nor printed as an answer.
    pub fn new(today: NaiveDate) -> Self {
        Form {
            basis: RwSignal::new(None),
            arbitration: RwSignal::new(None),
            claim_kind: RwSignal::new(None),
            amount: RwSignal::default(),
            foreign: RwSignal::new(None),
            organ: RwSignal::new(None),
            frozen: RwSignal::default(),
            frozen_complete: RwSignal::new(false),
            special: RwSignal::new(Special::Unknown),
            entrusted: RwSignal::new(None),
            preservation: RwSignal::new(None),
            fee: RwSignal::new(None),
            complexity: MarkForm::new(),
            simple: MarkForm::new(),
            filing: RwSignal::new(None),
            local: RwSignal::new(BTreeMap::new()),
            filed_on: RwSignal::new(Entered::Read(today)),
            received_on: RwSignal::default(),
            cleared: StoredValue::new(None),
        }
    }

    /// The way back to what was typed.
    pub fn way_back(self, typed: Typed) -> Callback<()> {
        self.cleared.set_value(Some(typed.clone()));
        Callback::new(move |()| self.put(typed.clone()))
    }

    /// Back to an empty form.
    pub fn clear(self, today: NaiveDate) {
        self.basis.set(None);
        self.arbitration.set(None);
        self.claim_kind.set(None);
        self.amount.set(Entered::Empty);
        self.foreign.set(None);
        self.organ.set(None);
        self.frozen.set(Entered::Empty);
        self.frozen_complete.set(false);
        self.special.set(Special::Unknown);
        for answer in [self.entrusted, self.preservation, self.fee] {
            answer.set(None);
        }
        self.complexity.clear();
        self.simple.clear();
        self.filing.set(None);
        self.local.set(BTreeMap::new());
        self.filed_on.set(Entered::Read(today));
        self.received_on.set(Entered::Empty);
    }

    /// Something was typed that a reload would lose.
    pub fn is_touched(self) -> bool {
        self.basis.get().is_some() || !self.amount.with(Entered::is_empty) || self.organ.get().is_some()
    }

    /// Whether an amount or a day cannot be read: nothing is made of the form then. Tracks.
    pub fn is_unreadable(self) -> bool {
        let amount = [self.amount, self.frozen]
            .iter()
            .any(|amount| amount.with(Entered::is_unreadable));
        amount || self.has_unreadable_day()
    }

    /// Whether a day cannot be read. Tracks.
    pub fn has_unreadable_day(self) -> bool {
        [self.filed_on, self.received_on]
            .iter()
            .any(|day| day.with(Entered::is_unreadable))
    }

    /// Days that cannot be, each with its field. Tracks.
    pub fn unsound(self, today: NaiveDate) -> Vec<(Field, Unsound)> {
        let days = Days {
            received: self.received_on.with(Entered::value),
            filed: self.filed_on.with(Entered::value),
            closed: None,
        };
        days.unsound(Some(today))
    }

    /// The facts as they stand, tracked.
    pub fn facts(self) -> Facts {
        let special = self.special.get();
        let answer = |own: RwSignal<Option<bool>>| match special {
            Special::None => Some(false),
            Special::Some => own.get(),
            Special::Unknown => None,
        };
        let award = self.basis.get() == Some(BasisType::ArbitralAward);
        let frozen = self.frozen.with(Entered::value).map(|amount_fen| Frozen {
            kind: "bank_deposit".to_owned(),
            amount_fen,
            effective: true,
            executable: true,
        });
        let complexity = self.complexity.on.get().then(|| ComplexityMark {
            mark: law::COMPLEXITY[self.complexity.kind.get()].0.to_owned(),
            by: self.complexity.by.get(),
            reason: self.complexity.reason.get(),
        });
        let simple_mark = self.simple.on.get().then(|| SimpleMark {
            by: self.simple.by.get(),
            reason: self.simple.reason.get(),
        });
        Facts {
            basis_type: self.basis.get(),
            arbitration_kind: self.arbitration.get().filter(|_| award),
            foreign_related: self.foreign.get(),
            claim_kind: self.claim_kind.get(),
            claim_amount_fen: self.amount.with(Entered::value),
            entrusted: answer(self.entrusted),
            preservation: answer(self.preservation),
            litigation_fee_recovery: answer(self.fee),
            party_or_gov_organ: self.organ.get(),
            frozen: frozen.into_iter().collect(),
            // What is frozen is not known while its amount cannot be read.
            frozen_complete: self.frozen_complete.get() && !self.frozen.with(Entered::is_unreadable),
            complexity: complexity.into_iter().collect(),
            simple_mark,
            filing_data_ok: self.filing.get(),
            local: self.local.get(),
        }
    }

    /// Takes an answer offered beside the verdict.
    pub fn take(self, change: &Change, local_id: Option<String>) {
        let yes = change.to == FactValue::Yes;
        match (change.fact, change.to) {
            (FactId::BasisType, FactValue::Basis(basis)) => self.basis.set(Some(basis)),
            (FactId::ArbitrationKind, FactValue::Arbitration(kind)) => self.arbitration.set(Some(kind)),
            (FactId::ClaimKind, FactValue::Claim(kind)) => self.claim_kind.set(Some(kind)),
            (FactId::ClaimAmount, FactValue::Amount(fen)) => self.amount.set(Entered::Read(fen)),
            (FactId::Frozen, FactValue::Amount(fen) | FactValue::Amounts(fen, _)) => {
                self.frozen.set(Entered::Read(fen));
                self.frozen_complete.set(true);
            }
            (FactId::Frozen, _) => self.frozen_complete.set(yes),
            (FactId::ForeignRelated, _) => self.foreign.set(Some(yes)),
            (FactId::PartyOrGovOrgan, _) => self.organ.set(Some(yes)),
            (FactId::FilingDataOk, _) => self.filing.set(Some(yes)),
            (FactId::Entrusted, _) => self.take_special(self.entrusted, yes),
            (FactId::Preservation, _) => self.take_special(self.preservation, yes),
            (FactId::LitigationFeeRecovery, _) => self.take_special(self.fee, yes),
            (FactId::ComplexityMark, _) => self.complexity.on.set(yes),
            (FactId::SimpleMark, _) => self.simple.on.set(yes),
            (FactId::Local(_), _) => {
                if let Some(id) = local_id {
                    self.local.update(|local| {
                        local.insert(id, yes);
                    });
                }
            }
            _ => {}
        }
    }

    /// One of the three is answered; what was taken as no for all becomes no for the others.
    fn take_special(self, which: RwSignal<Option<bool>>, yes: bool) {
        if self.special.get_untracked() == Special::None {
            for answer in [self.entrusted, self.preservation, self.fee] {
                answer.set(Some(false));
            }
        }
        which.set(Some(yes));
        self.special.set(Special::Some);
    }
}
