//! The rights, and which of them an action takes.
use crate::action::Action;
use crate::event::Event;
use crate::field::{Field, Value};
use crate::flows::{Step, Who};
use crate::kinds::Kinds;
use crate::matters;
use crate::slot::RecordKey;

/// A right. Its key is what tables and pages call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Right {
    /// Set fields of a case.
    Write,
    /// Decide the verdict (Art. 11, 17).
    Decide,
    /// Leave time out of a term (Art. 16).
    Exclude,
    /// Record what happened to a case (Art. 7–9).
    Record,
    /// Write a note, add an attachment (Art. 5).
    Note,
    /// Take over rows of a file.
    Import,
    /// Remove a case from the lists, or bring it back.
    Hide,
    /// Settle a conflict.
    Rule,
    /// Put rules in force (Art. 27).
    Rules,
    /// Change settings of the book.
    Settings,
    /// Manage people, devices, invitations, keys and the recovery kit (Art. 4).
    People,
    /// Let another device of one's own join.
    Device,
    /// Look at sensitive cases (Art. 10).
    Sensitive,
    /// Look at papers of the internal volume of a dossier (Art. 10).
    Internal,
    /// Take matters, or give them to somebody (Art. 7).
    Take,
}

/// All rights in the order of their numbers, with their keys.
const TABLE: [(Right, &str); 15] = [
    (Right::Write, "case.write"),
    (Right::Decide, "case.decide"),
    (Right::Exclude, "case.exclude"),
    (Right::Record, "node.record"),
    (Right::Note, "note"),
    (Right::Import, "import"),
    (Right::Hide, "hide"),
    (Right::Rule, "conflict.rule"),
    (Right::Rules, "rules.put"),
    (Right::Settings, "settings.put"),
    (Right::People, "people.manage"),
    (Right::Device, "device.add"),
    (Right::Sensitive, "view.sensitive"),
    (Right::Internal, "view.internal"),
    (Right::Take, "matter.take"),
];

impl Right {
    /// All rights.
    pub fn all() -> impl Iterator<Item = Right> {
        TABLE.iter().map(|row| row.0)
    }

    /// Its key, e.g. `case.write`.
    pub fn key(self) -> &'static str {
        TABLE.get(self as usize).map_or("", |row| row.1)
    }

    /// The right of a key.
    pub fn from_key(key: &str) -> Option<Right> {
        TABLE.iter().find(|row| row.1 == key).map(|row| row.0)
    }

    /// Its bit in a set of rights.
    pub(crate) fn bit(self) -> u16 {
        1 << self as u8
    }
}

/// What an action takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need<'a> {
    /// The rights, all of them.
    pub rights: u16,
    /// The fields it sets, by the bits of [`field_bit`].
    pub fields: u64,
    /// The happenings it records, all of them.
    pub keys: Vec<&'a str>,
    /// Happenings of which the author must be allowed to record one, if there are any: those a record stands for whose
    /// other fields he writes.
    pub any_of: Vec<&'a str>,
    /// Who may do it whatever the rights: whoever may take one of these steps, of whose record it writes fields.
    pub or_steps: Vec<&'a [Who]>,
    /// The matter it takes or gives to somebody; empty: one that no text known here names.
    pub matter: Option<String>,
    /// The step of a flow it takes, as kind and key, and who may take it.
    pub step: Option<(&'a str, &'a str, &'a [Who])>,
}

/// The bit of a field in a set of fields.
pub(crate) fn field_bit(field: Field) -> u64 {
    1 << (field.code() % 64)
}

/// What an action takes. Nothing for a look at a case: what was seen is logged, whoever saw it. Nothing for a newer
/// build's action, which has no effect here. Actions about people are the directory's matter.
///
/// Taking a happening back takes the right to record what it is; where that is not said, to record everything.
pub(crate) fn need<'a>(action: &'a Action, kinds: &'a Kinds) -> Need<'a> {
    let mut need = Need::default();
    match action {
        Action::Set(fields) => {
            need = of_fields(fields);
            if need.fields != 0 {
                need.rights |= Right::Write.bit();
            }
        }
        Action::Imported(import) => {
            // In a new case the right to import covers every field but the decision; see [`need_of`].
            need.rights = of_fields(&import.fields).rights | Right::Import.bit();
        }
        Action::Happened(happening) => {
            need.rights = Right::Record.bit();
            need.keys.push(&happening.key);
            need.step = step_standing_for(&happening.key, kinds);
        }
        Action::TakeBack { key, .. } => {
            need.rights = Right::Record.bit();
            need.keys.push(key);
        }
        Action::Excluded { .. } | Action::ExcludedTakenBack { .. } => need.rights = Right::Exclude.bit(),
        // Whoever may write down what he saw may show it.
        Action::Note(_) | Action::Attached(_) | Action::AttachmentTakenOut { .. } | Action::AttachmentFiled { .. } => {
            need.rights = Right::Note.bit()
        }
        // A kind this build does not know takes the right to record.
        Action::Record(write) => match kinds.get(write.record.kind) {
            None => need.rights = Right::Record.bit(),
            // Days that a record stands for are recorded by whoever may record them as happenings, and by nobody else.
            Some(kind) => {
                need.rights = kind.right.bit();
                need.fields = kind.rests_on.iter().fold(0, |bits, field| bits | field_bit(*field));
                need.keys = kind.happening_keys_of(&write.fields).collect();
                need.any_of = kind.days_keys().collect();
                // Who may ask for something, or decide it with a correction, may write down what it is about.
                let steps = kind.flow.iter().flat_map(|flow| flow.written_by());
                need.or_steps = steps.map(|step| step.who.as_slice()).collect();
            }
        },
        Action::Step(step) => need = of_step(step, kinds),
        // What one set by a step one may put back while one may take it; whose step it is, is judged with the steps.
        Action::StepTakenBack(back) => {
            need = of_fields(&back.sets);
            need.rights |= if need.fields == 0 { 0 } else { Right::Write.bit() };
            need.step = step_of(back.record, &back.key, kinds);
        }
        Action::Hide(_) => need.rights = Right::Hide.bit(),
        Action::Ruled { field, value, .. } => {
            need.rights = of_fields(&[(*field, value.clone())]).rights | Right::Rule.bit();
        }
        Action::PutRules { .. } => need.rights = Right::Rules.bit(),
        Action::PutSetting { .. } => need.rights = Right::Settings.bit(),
        Action::Viewed { .. } | Action::People(_) | Action::Unknown { .. } => {}
    }
    need
}

/// A step of the flow of a record, and who may take it.
fn step_of<'a>(record: RecordKey, key: &str, kinds: &'a Kinds) -> Option<(&'a str, &'a str, &'a [Who])> {
    let kind = kinds.get(record.kind)?;
    let step = kind.flow.as_ref()?.step(key)?;
    Some((&kind.key, &step.key, &step.who))
}

/// The step of a flow that alone stands for a happening: who records it by hand must be one of those who take it, or four
/// signatures would be one entry.
fn step_standing_for<'a>(key: &str, kinds: &'a Kinds) -> Option<(&'a str, &'a str, &'a [Who])> {
    let flows = kinds.iter().filter_map(|kind| Some((kind, kind.flow.as_ref()?)));
    let mut steps = flows.flat_map(|(kind, flow)| flow.steps.iter().map(move |step| (kind, step)));
    let (kind, step) = steps.find(|(_, step)| step.records.as_deref() == Some(key))?;
    Some((&kind.key, &step.key, &step.who))
}

/// A step is taken by whom its flow names; fields of the case that its text does not name are set as by hand. Of a flow
/// this build does not know a step takes the right to record.
fn of_step<'a>(step: &Step, kinds: &'a Kinds) -> Need<'a> {
    let kind = kinds.get(step.record.kind);
    let found = kind.and_then(|kind| Some((kind, kind.flow.as_ref()?.step(&step.step)?)));
    let Some((kind, of)) = found else {
        return Need {
            rights: Right::Record.bit(),
            ..of_fields(&step.sets)
        };
    };
    let by_hand = step
        .sets
        .iter()
        .filter(|(field, _)| of.sets.iter().all(|(named, _)| named != field));
    let by_hand: Vec<(Field, Value)> = by_hand.cloned().collect();
    let mut need = of_fields(&by_hand);
    need.rights |= if need.fields == 0 { 0 } else { Right::Write.bit() };
    need.step = Some((&kind.key, &of.key, &of.who));
    need
}

/// What an event takes. Rows of a file that replace what stands in a case take the right to write those fields, as by
/// hand; otherwise an import would be a way round the table.
pub(crate) fn need_of<'a>(event: &'a Event, kinds: &'a Kinds) -> Need<'a> {
    let mut need = need(&event.action, kinds);
    if let Action::Record(write) = &event.action {
        need.matter = matters::taken(&event.case, write);
    }
    if let Action::Imported(import) = &event.action
        && !event.over.is_empty()
    {
        need.fields = of_fields(&import.fields).fields;
        need.rights |= if need.fields == 0 { 0 } else { Right::Write.bit() };
    }
    need
}

/// The fields; the verdict decided is a right of its own, however it is written.
fn of_fields(fields: &[(Field, Value)]) -> Need<'static> {
    let mut need = Need::default();
    for (field, _) in fields {
        match *field {
            Field::DECIDED_VERDICT => need.rights |= Right::Decide.bit(),
            field => need.fields |= field_bit(field),
        }
    }
    need
}

/// The right an action takes, as pages call it; `people.manage` for those about people. Of a court's own kind it is the same
/// whether its text has arrived or not: that of a kind that is not known.
pub fn right_of(action: &Action) -> &'static str {
    match action {
        Action::People(_) => Right::People.key(),
        Action::Viewed { .. } => Right::Sensitive.key(),
        action => {
            let rights = need(action, Kinds::builtin()).rights;
            Right::all()
                .find(|right| rights & right.bit() != 0)
                .map_or("", Right::key)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_in_the_order_of_the_numbers() {
        for (at, right) in Right::all().enumerate() {
            assert_eq!(right as usize, at);
            assert_eq!(Right::from_key(right.key()), Some(right));
        }
        // 64 bits hold every field.
        assert!(Field::all().all(|field| field.code() < 64));
    }
}
