//! When a rule warns: `all`, `any` and `not`, as conditions of triage are put together, over what a case says.
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::counting::{Term, due};
use serde::{Deserialize, Serialize};

use super::known::{Known, KnownRecord};
use crate::field::{Field, Value};
use crate::slot::Kind;

/// Something a case says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    /// A field of the case.
    Field(Field),
    /// The days of a happening, a key of the node set.
    Happening(String),
    /// A field of all records of a kind.
    Records(Kind, u16),
    /// A field of the record asked about.
    Own(Kind, u16),
    /// The kind of the case by its number, as node texts name it.
    CaseKind,
}

/// What a case says of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Of what.
    pub name: Name,
    /// What it says.
    pub values: Vec<Value>,
}

/// A condition, its names found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// Something is said.
    Has(Name),
    /// It says one of these codes.
    Is(Name, Vec<String>),
    /// Every day of the first lies before every day of the second.
    Before(Name, Name),
    /// A term ran out.
    Past(Past),
    /// An amount comes to so many hundredths of another at least.
    Reaches(Name, Name, u32),
    /// There is a record of a kind of which a condition holds.
    Record(Kind, Box<Condition>),
    /// Names in a field of a side of the case that are not entered as parties: nothing but the name is known.
    Unrecorded(Field),
}

/// A term that is to have run out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Past {
    /// What starts it.
    pub from: Name,
    pub term: Term,
    /// The day before which it is to have run out; today if none is named.
    pub at: Option<Name>,
    /// It says nothing if it ran out before the book kept the case, as with the nodes
    /// ([`law::nodes::CaseInput::kept_since`]): nobody knows what was done then.
    pub kept: bool,
}

/// What a condition is asked about.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub known: &'a Known,
    pub record: Option<&'a KnownRecord>,
    pub calendar: &'a Calendar,
    pub today: NaiveDate,
}

/// What was seen while a condition was asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// All it rests on, a line each.
    pub basis: Vec<String>,
    /// What it concerns.
    pub of: Vec<String>,
    /// What is known of what it asks, for people.
    pub facts: Vec<Fact>,
}

impl Condition {
    /// Whether it holds. Everything is asked, so that all it rests on is seen.
    pub fn holds(&self, asked: &Asked<'_>, seen: &mut Seen) -> bool {
        match self {
            Condition::All(parts) => how_many(parts, asked, seen) == parts.len(),
            Condition::Any(parts) => how_many(parts, asked, seen) > 0,
            Condition::Not(part) => !part.holds(asked, seen),
            Condition::Has(name) => !asked.values(name, seen).is_empty(),
            Condition::Is(name, codes) => asked.read(name, seen).iter().any(|value| is_code(value, codes)),
            Condition::Before(first, second) => {
                let (first, second) = (asked.days(first, seen), asked.days(second, seen));
                let ends = first.iter().max().zip(second.iter().min());
                ends.is_some_and(|(first, second)| first < second)
            }
            Condition::Past(past) => asked.is_past(past, seen),
            Condition::Reaches(this, than, percent) => {
                let (this, than) = (asked.sum(this, seen), asked.sum(than, seen));
                this.zip(than)
                    .is_some_and(|(this, than)| this * 100 >= than * i128::from(*percent))
            }
            Condition::Record(kind, condition) => asked.any_record(*kind, condition, seen),
            Condition::Unrecorded(field) => {
                let names = asked.known.unrecorded(*field);
                seen.basis.push(format!("{field:?} {names:?}"));
                seen.of.extend(names.iter().cloned());
                !names.is_empty()
            }
        }
    }
}

fn how_many(parts: &[Condition], asked: &Asked<'_>, seen: &mut Seen) -> usize {
    parts.iter().filter(|part| part.holds(asked, seen)).count()
}

fn is_code(value: &Value, codes: &[String]) -> bool {
    let code = match value {
        Value::Text(text) => text.as_str(),
        Value::Bool(true) => "yes",
        Value::Bool(false) => "no",
        _ => return false,
    };
    codes.iter().any(|known| known == code)
}

impl Asked<'_> {
    /// What is said of something; nothing where it is empty. The warning rests on it.
    fn read(&self, name: &Name, seen: &mut Seen) -> Vec<Value> {
        let values = match (name, self.record) {
            (Name::Own(_, field), Some(record)) => record.values(*field),
            (Name::Own(..), None) => Vec::new(),
            _ => self.known.values(name),
        };
        seen.basis.push(format!("{name:?} {values:?}"));
        values
    }

    /// The same, told to people, too. A code is not: the rule's own name says what it asks for.
    fn values(&self, name: &Name, seen: &mut Seen) -> Vec<Value> {
        let values = self.read(name, seen);
        if !values.is_empty() {
            let fact = Fact {
                name: name.clone(),
                values: values.clone(),
            };
            if !seen.facts.contains(&fact) {
                seen.facts.push(fact);
            }
        }
        values
    }

    fn days(&self, name: &Name, seen: &mut Seen) -> Vec<NaiveDate> {
        let values = self.values(name, seen).into_iter();
        values
            .filter_map(|value| match value {
                Value::Date(day) => Some(day),
                _ => None,
            })
            .collect()
    }

    /// All amounts together, in fen; nothing where none is said.
    fn sum(&self, name: &Name, seen: &mut Seen) -> Option<i128> {
        let values = self.values(name, seen).into_iter();
        let amounts = values.filter_map(|value| match value {
            Value::Fen(fen) => Some(i128::from(fen.0)),
            _ => None,
        });
        amounts.reduce(|sum, amount| sum + amount)
    }

    /// Whether a term ran out.
    fn is_past(&self, past: &Past, seen: &mut Seen) -> bool {
        let from = self.days(&past.from, seen).into_iter().min();
        let at = match &past.at {
            Some(at) => self.days(at, seen).into_iter().max(),
            None => Some(self.today),
        };
        let Some((from, at)) = from.zip(at) else { return false };
        let was_kept = |last: NaiveDate| !past.kept || self.known.kept_since().is_none_or(|since| since <= last);
        due(self.calendar, from, &past.term, &[]).is_ok_and(|due| due.due < at && was_kept(due.due))
    }

    /// Whether there is such a record. What it rests on are those of which the condition holds: another that is in order
    /// changes nothing.
    fn any_record(&self, kind: Kind, condition: &Condition, seen: &mut Seen) -> bool {
        let mut any = false;
        for record in self.known.records(kind) {
            let mut own = Seen::default();
            let asked = Asked {
                record: Some(record),
                ..*self
            };
            if condition.holds(&asked, &mut own) {
                any = true;
                seen.basis.push(format!("{:?}", record.id));
                seen.basis.append(&mut own.basis);
                seen.of.push(record.title());
                let new = own.facts.into_iter().filter(|fact| !seen.facts.contains(fact));
                let new: Vec<Fact> = new.collect();
                seen.facts.extend(new);
            }
        }
        any
    }
}
