//! An edit of fields as a form makes it: what was shown, and what is to stand there. It never replaces in silence what
//! somebody else wrote meanwhile, and ends no conflict: that takes a ruling.
use serde::{Deserialize, Serialize};

use super::field::{Field, Value};
use super::kinds::Kinds;
use super::register::Register;
use super::slot::{IN_FORCE, RecordKey, RecordWrite, value_in};
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

/// A record written as a form does: what is to stand there, and what the person saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordEdit {
    /// What is to stand there.
    pub write: RecordWrite,
    /// The values the person saw in the fields that are written; a field that is not named was empty.
    pub seen: Vec<(u16, Value)>,
}

impl RecordEdit {
    /// A record that was not there before.
    #[must_use]
    pub fn new(write: RecordWrite) -> RecordEdit {
        RecordEdit {
            write,
            seen: Vec::new(),
        }
    }

    /// A record that is begun with these fields.
    #[must_use]
    pub fn begun(record: RecordKey, fields: Vec<(u16, Value)>) -> RecordEdit {
        RecordEdit::new(RecordWrite {
            record,
            in_force: Some(true),
            fields,
        })
    }

    /// What takes a record out that was in force.
    #[must_use]
    pub fn taken_out(record: RecordKey) -> RecordEdit {
        RecordEdit {
            write: RecordWrite {
                record,
                in_force: Some(false),
                fields: Vec::new(),
            },
            seen: vec![(IN_FORCE, Value::Bool(true))],
        }
    }

    /// The edit that brings back what was seen, unless somebody writes it meanwhile.
    #[must_use]
    pub fn back(&self) -> RecordEdit {
        let was_there = self.seen_in(IN_FORCE) == Value::Bool(true);
        let begins = self.write.in_force == Some(true) && !was_there;
        let mut seen = self.write.fields.clone();
        seen.extend(self.write.in_force.map(|yes| (IN_FORCE, Value::Bool(yes))));
        let fields = self
            .write
            .fields
            .iter()
            .map(|(field, _)| (*field, self.seen_in(*field)));
        RecordEdit {
            write: RecordWrite {
                record: self.write.record,
                in_force: self.write.in_force.map(|_| was_there),
                // A record that is taken back keeps its words, so that it can come again.
                fields: if begins { Vec::new() } else { fields.collect() },
            },
            seen,
        }
    }

    fn seen_in(&self, field: u16) -> Value {
        value_in(&self.seen, field).cloned().unwrap_or(Value::None)
    }
}

/// What is in the way of writing a record: the person has to look first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InTheWay {
    /// Fields that say something else than the person saw.
    pub moved: Vec<u16>,
    /// Fields of legal weight with several values, which only a person who may rule ends by writing one.
    pub disputed: Vec<u16>,
}

impl InTheWay {
    /// Nothing is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.moved.is_empty() && self.disputed.is_empty()
    }
}

/// Judges the edit of a record by how its case stands now. A field that says what is wanted already is not in the way.
#[must_use]
pub fn in_the_way(state: &CaseState, kinds: &Kinds, edit: &RecordEdit, may_rule: bool) -> InTheWay {
    let mut found = InTheWay::default();
    // Somebody took it out: what is corrected would be seen by nobody.
    let there = state.slot(edit.write.record, IN_FORCE).and_then(Register::latest);
    if edit.write.in_force.is_none() && there != Some(&Value::Bool(true)) {
        found.moved.push(IN_FORCE);
    }
    let wanted = edit.write.fields.iter().cloned();
    let wanted = wanted.chain(edit.write.in_force.map(|yes| (IN_FORCE, Value::Bool(yes))));
    for (field, value) in wanted {
        let register = state.slot(edit.write.record, field);
        let now = register.and_then(Register::latest).unwrap_or(&Value::None);
        if !may_rule && is_disputed(state, kinds, edit.write.record, field) {
            found.disputed.push(field);
        } else if *now != value && *now != edit.seen_in(field) {
            found.moved.push(field);
        }
    }
    found
}

/// Whether a field of a record has legal weight and several values that did not see each other.
#[must_use]
pub fn is_disputed(state: &CaseState, kinds: &Kinds, record: RecordKey, field: u16) -> bool {
    // Of a kind that is not known nothing is ended in silence.
    let is_legal = field != IN_FORCE && kinds.get(record.kind).is_none_or(|kind| kind.is_legal(field));
    is_legal
        && state
            .slot(record, field)
            .is_some_and(|register| register.values().len() > 1)
}
