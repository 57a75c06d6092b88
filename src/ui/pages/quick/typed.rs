//! What was typed into the form: for the way back after clearing it, and for the page that takes over.
use std::collections::BTreeMap;

use ::law::facts::{ArbitrationKind, BasisType, ClaimKind};
use ::law::money::Fen;
use casebook::entered::Entered;
use chrono::NaiveDate;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::form::{Form, MarkForm, Special};
use crate::lang::law::COMPLEXITY;

/// All that was typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Typed {
    basis: Option<BasisType>,
    arbitration: Option<ArbitrationKind>,
    claim_kind: Option<ClaimKind>,
    special: Special,
    frozen_complete: bool,
    /// Claim, frozen.
    amounts: [Entered<Fen>; 2],
    /// Filed on, received on.
    days: [Entered<NaiveDate>; 2],
    /// In the order of [`Form::answers`].
    answers: [Option<bool>; 6],
    /// Complexity, easy to enforce.
    marks: [TypedMark; 2],
    local: BTreeMap<String, bool>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct TypedMark {
    on: bool,
    kind: usize,
    by: String,
    reason: String,
}

impl Form {
    /// What is typed. Tracks.
    pub fn typed(self) -> Typed {
        Typed {
            basis: self.basis.get(),
            arbitration: self.arbitration.get(),
            claim_kind: self.claim_kind.get(),
            special: self.special.get(),
            frozen_complete: self.frozen_complete.get(),
            amounts: [self.amount, self.frozen].map(|amount| amount.get()),
            days: [self.filed_on, self.received_on].map(|day| day.get()),
            answers: self.answers().map(|answer| answer.get()),
            marks: [self.complexity, self.simple].map(MarkForm::typed),
            local: self.local.get(),
        }
    }

    /// Puts it back.
    pub fn put(self, typed: Typed) {
        self.basis.set(typed.basis);
        self.arbitration.set(typed.arbitration);
        self.claim_kind.set(typed.claim_kind);
        self.special.set(typed.special);
        self.frozen_complete.set(typed.frozen_complete);
        let [amount, frozen] = typed.amounts;
        self.amount.set(amount);
        self.frozen.set(frozen);
        let [filed_on, received_on] = typed.days;
        self.filed_on.set(filed_on);
        self.received_on.set(received_on);
        for (answer, typed) in self.answers().into_iter().zip(typed.answers) {
            answer.set(typed);
        }
        let [complexity, simple] = typed.marks;
        self.complexity.put(complexity);
        self.simple.put(simple);
        self.local.set(typed.local);
    }

    fn answers(self) -> [RwSignal<Option<bool>>; 6] {
        [
            self.foreign,
            self.organ,
            self.entrusted,
            self.preservation,
            self.fee,
            self.filing,
        ]
    }
}

impl MarkForm {
    fn typed(self) -> TypedMark {
        TypedMark {
            on: self.on.get(),
            kind: self.kind.get(),
            by: self.by.get(),
            reason: self.reason.get(),
        }
    }

    fn put(self, typed: TypedMark) {
        self.on.set(typed.on);
        // A kind this build does not know is none that was chosen.
        self.kind.set(typed.kind.min(COMPLEXITY.len() - 1));
        self.by.set(typed.by);
        self.reason.set(typed.reason);
    }
}
