//! An edit of fields as a form makes it: what was shown, and what is to stand there. It never replaces in silence what
//! somebody else wrote meanwhile, and ends no conflict: that takes a ruling.
use serde::{Deserialize, Serialize};

use super::field::{Field, Value};
use super::state::CaseState;

/// One field of an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldEdit {
    /// Which.
    pub field: Field,
    /// The value the person saw.
    pub seen: Value,
    /// The value to stand there.
    pub value: Value,
}

/// A field somebody may not write, and the rule that keeps it for others: a row of the table of rights, or a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locked {
    /// Which.
    pub field: Field,
    /// Its rule.
    pub rule: String,
}

/// What becomes of an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// What is written, unless the edit is held up.
    pub write: Vec<(Field, Value)>,
    /// Fields that say something else than the person saw.
    pub moved: Vec<Field>,
    /// Fields with several values that wait for a ruling.
    pub disputed: Vec<Field>,
    /// Fields this person may not write.
    pub not_yours: Vec<Locked>,
}

impl Judged {
    /// Nothing is written: the person has to look first.
    #[must_use]
    pub fn is_held_up(&self) -> bool {
        !self.moved.is_empty() || !self.disputed.is_empty()
    }
}

/// Judges an edit by how the case stands now. A field that says what is wanted already is left out.
#[must_use]
pub fn judge(state: &CaseState, locked: &[Locked], edits: Vec<FieldEdit>) -> Judged {
    let mut judged = Judged::default();
    for edit in edits {
        let now = state.value(edit.field);
        if state.values(edit.field).len() > 1 {
            judged.disputed.push(edit.field);
        } else if *now == edit.value {
        } else if *now != edit.seen {
            judged.moved.push(edit.field);
        } else if let Some(locked) = locked.iter().find(|locked| locked.field == edit.field) {
            judged.not_yours.push(locked.clone());
        } else {
            judged.write.push((edit.field, edit.value));
        }
    }
    judged
}
