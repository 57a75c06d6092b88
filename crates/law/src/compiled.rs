//! The built-in rules as a small program carries them: their texts are read when it is built, so that it needs no reader
//! of texts and holds only what the filing of a case can start.
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::calendar::{self, Calendar, NoticeError};
use crate::nodes::NodeSet;
use crate::triage::{RuleError, RuleSet, TriageRules};

/// Calendar, nodes and triage, to be written and read in any format of serde.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Compiled {
    calendar: calendar::Compiled,
    nodes: NodeSet,
    triage: RuleSet,
    /// What receipts name the triage rules by.
    triage_hash: String,
}

/// The rules, ready to be asked.
#[derive(Debug)]
pub struct Rules {
    /// Days off and make-up days.
    pub calendar: Calendar,
    /// What the filing of a case starts.
    pub nodes: NodeSet,
    /// Triage.
    pub triage: TriageRules,
}

/// Why rules are refused.
#[derive(Debug, Error)]
pub enum CompiledError {
    /// The calendar.
    #[error(transparent)]
    Calendar(#[from] NoticeError),
    /// Triage.
    #[error(transparent)]
    Triage(#[from] RuleError),
}

impl Compiled {
    /// The rules this build carries.
    ///
    /// # Errors
    /// A broken text in `rules/`.
    pub fn builtin() -> Result<Compiled, CompiledError> {
        let triage = TriageRules::builtin().map_err(Clone::clone)?;
        Ok(Compiled {
            calendar: calendar::Compiled::read(calendar::BUILTIN)?,
            nodes: NodeSet::builtin().at_filing(),
            triage: triage.set().clone(),
            triage_hash: triage.hash().to_owned(),
        })
    }

    /// Works the rules out, with the checks that texts pass.
    ///
    /// # Errors
    /// What the checks refuse.
    pub fn rules(self) -> Result<Rules, CompiledError> {
        Ok(Rules {
            calendar: self.calendar.calendar()?,
            nodes: self.nodes,
            triage: TriageRules::compiled(self.triage, self.triage_hash)?,
        })
    }
}
