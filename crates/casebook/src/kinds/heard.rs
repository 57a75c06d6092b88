//! What the node engine hears of a record.
use chrono::NaiveDate;

use super::{KindOf, subject_of};
use crate::action::{Happening, Particulars};
use crate::field::Value;
use crate::flows::Standing;
use crate::slot::RecordId;

impl KindOf {
    /// What the node engine hears of a record: each of its days that starts or ends a term (e.g. that a freeze is in
    /// force, 民诉法解释485), and each step of its flow that does. `value` gives its latest values.
    pub fn happenings(
        &self,
        id: RecordId,
        value: &dyn Fn(u16) -> Option<Value>,
        standing: Option<&Standing>,
    ) -> Vec<Happening> {
        // What waits runs no term until it takes effect.
        if self.lasts.as_ref().is_some_and(|lasts| !lasts.runs(value)) {
            return Vec::new();
        }
        let days = self.days_heard(value).into_iter();
        let days = days.map(|(key, _, on)| (key.to_owned(), on));
        let steps = standing
            .into_iter()
            .flat_map(|standing| standing.happened.iter().cloned());
        days.chain(steps)
            .map(|(key, on)| Happening {
                id,
                key,
                on,
                subject: self.subject(id, value),
                particulars: Particulars::default(),
            })
            .collect()
    }

    /// The days of a record that the node engine hears: the happening each stands for, its field, and the day.
    pub fn days_heard(&self, value: &dyn Fn(u16) -> Option<Value>) -> Vec<(&str, u16, NaiveDate)> {
        let has = |(field, code): &(u16, String)| matches!(value(*field), Some(Value::Text(text)) if text == *code);
        let lasts = self.lasts.as_ref();
        let is_past = |field| lasts.is_some_and(|lasts| lasts.is_left_behind(field, value));
        let counting = self.happens.iter();
        let counting = counting.filter(|happens| happens.when.iter().all(has) && !is_past(happens.on));
        let days = counting.filter_map(|happens| match value(happens.on) {
            Some(Value::Date(day)) => Some((happens.key.as_str(), happens.on, day)),
            _ => None,
        });
        days.collect()
    }

    /// What a happening of a record concerns: its field of that name, and the record itself. Two freezes of one account
    /// are two, each with its own dates; the sign between them stands in no clerk's text. Empty where the kind names no
    /// such field: then it concerns the case as a whole.
    pub fn subject(&self, id: RecordId, value: &dyn Fn(u16) -> Option<Value>) -> String {
        let Some(field) = self.subject else {
            return String::new();
        };
        let name = match value(field) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        };
        subject_of(&name, id)
    }
}
