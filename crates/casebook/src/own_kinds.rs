//! The kinds of record in force, asked of the book: those of this build, and what the court put beside them.
use std::collections::BTreeMap;

use super::action::Action;
use super::book::{Book, BookError};
use super::clock::Stamp;
use super::kinds::{Kinds, KindsError, OwnKinds, is_key};
use super::line::kind_bit;
use super::people::{PeopleFault, RefusedBy};
use super::slot::Kind;
use super::state_bytes::decode_of;

impl Book {
    /// The kinds of record in force, with their flows.
    pub fn kinds(&self) -> &Kinds {
        self.directory().kinds()
    }

    /// The court's own texts as they would be with another under a key, or without the one that is there. Nothing is
    /// written.
    ///
    /// # Errors
    /// Why it cannot be put in force, or taken back.
    pub fn with_kinds(&self, key: &str, text: Option<&str>) -> Result<OwnKinds, KindsError> {
        self.directory().own_kinds().with(key, text, Stamp::default())
    }

    /// Texts somebody put in that do not stand beside the others here, each with why: what two put in unseen, or what an
    /// older build took. Their records are kept.
    #[must_use]
    pub fn kinds_left_out(&self) -> Vec<KindsError> {
        let mut last: BTreeMap<&str, (Stamp, Option<&str>)> = BTreeMap::new();
        for entry in self.membership.entries() {
            if let Action::PutRules { key, text } = &entry.event.action
                && is_key(key)
            {
                last.insert(key, (entry.stamp(), text.as_deref()));
            }
        }
        let refused = |stamp: &Stamp| {
            self.directory()
                .refused
                .get(stamp)
                .is_some_and(|by| *by == RefusedBy::Fault(PeopleFault::KindsRefused))
        };
        let left = last
            .into_iter()
            .filter(|(_, (stamp, text))| text.is_some() && refused(stamp));
        left.filter_map(|(key, (_, text))| self.with_kinds(key, text).err())
            .collect()
    }

    /// How many records of a kind are in force, in all cases, whether the kind is known or not.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn count_records(&self, kind: Kind) -> Result<u32, BookError> {
        let mut count = 0;
        for block in &self.blocks {
            let lines = block.lines.iter().enumerate();
            for (at, _) in lines.filter(|(_, line)| line.kinds & kind_bit(kind) != 0) {
                let state = decode_of(block.states.get(at), &|of| of == kind || of == Kind::STEP)?;
                count += u32::try_from(state.in_force(self.kinds(), kind).count()).unwrap_or(u32::MAX);
            }
        }
        Ok(count)
    }
}
