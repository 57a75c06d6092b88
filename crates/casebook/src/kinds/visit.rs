//! What of a record is done at an office: a registry, a bank counter. The list of visits is made of such records.
use super::{KindError, KindOf, ValueType};
use crate::field::Value;

/// So many fields at most are looked at to see whether a record waits: the office, and the days by which it ends.
pub const LOOKED_AT: usize = 4;

/// The fields that say where and when something is done, by whom, and that it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The office.
    pub office: u16,
    /// Only what names an office is to be done there; else all that is open is.
    pub named: bool,
    /// The day somebody goes.
    pub on: u16,
    /// Who goes.
    pub by: u16,
    /// Why it was not done.
    pub failed: u16,
    /// The days by which it is done or over.
    pub ends: Vec<u16>,
}

impl Visit {
    /// Whether a record still has to be taken to its office; `says` tells whether a field says anything.
    pub fn is_open(&self, says: &dyn Fn(u16) -> bool) -> bool {
        !self.ends.iter().any(|field| says(*field)) && (!self.named || says(self.office))
    }

    /// The office of a record, or empty.
    pub fn office(&self, value: &dyn Fn(u16) -> Option<Value>) -> String {
        match value(self.office) {
            Some(Value::Text(office)) => office.trim().to_owned(),
            _ => String::new(),
        }
    }
}

/// Days are days, and names are text.
pub(super) fn check(kind: &KindOf) -> Result<(), KindError> {
    let Some(visit) = &kind.visit else { return Ok(()) };
    for number in visit.ends.iter().chain([&visit.on]) {
        if kind.field(*number).map(|field| &field.holds) != Some(&ValueType::Date) {
            return Err(KindError::NotADay(kind.key.clone(), "visit".to_owned()));
        }
    }
    if visit.ends.len() >= LOOKED_AT {
        return Err(KindError::Twice(kind.key.clone(), "visit".to_owned()));
    }
    for number in [visit.office, visit.by, visit.failed] {
        let holds = kind.field(number).map(|field| &field.holds);
        if !matches!(holds, Some(ValueType::Text | ValueType::Person)) {
            let key = kind.field(number).map(|field| field.key.clone()).unwrap_or_default();
            return Err(KindError::UnknownType(kind.key.clone(), key));
        }
    }
    Ok(())
}
