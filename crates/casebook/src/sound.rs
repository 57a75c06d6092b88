//! Days that cannot be: one test for what is imported, typed in a form or recorded.
//!
//! A case is filed when the application has been received, and what the filing starts comes after it (民诉法解释 480;
//! plan Art. 7). Days that have not come yet are plans, not facts.
use chrono::NaiveDate;

use super::field::{Field, Value};
use law::nodes::NodeSet;

/// What cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsound {
    /// The day has not come yet.
    InFuture,
    /// The application was received after the case was filed.
    ReceivedAfterFiled,
    /// The case was closed before it was filed.
    ClosedBeforeFiled,
    /// What the filing starts was done before it.
    BeforeFiled,
    /// What the application starts was done before it was received.
    BeforeReceived,
}

/// The days of a case that bind others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// 收到申请日期
    pub received: Option<NaiveDate>,
    /// 立案日期
    pub filed: Option<NaiveDate>,
    /// 结案日期
    pub closed: Option<NaiveDate>,
}

impl Days {
    /// The days among the values of a case.
    pub fn of(value: impl Fn(Field) -> Option<Value>) -> Self {
        let day = |field| match value(field) {
            Some(Value::Date(day)) => Some(day),
            _ => None,
        };
        Self {
            received: day(Field::RECEIVED_ON),
            filed: day(Field::FILED_ON),
            closed: day(Field::CLOSED_ON),
        }
    }

    /// What cannot be, each with the field it is said at. Without `today` nothing is in the future.
    pub fn unsound(&self, today: Option<NaiveDate>) -> Vec<(Field, Unsound)> {
        let days = [
            (Field::RECEIVED_ON, self.received),
            (Field::FILED_ON, self.filed),
            (Field::CLOSED_ON, self.closed),
        ];
        let in_future = days
            .into_iter()
            .filter(|(_, day)| day.zip(today).is_some_and(|(day, today)| day > today))
            .map(|(field, _)| (field, Unsound::InFuture));
        let mut found: Vec<(Field, Unsound)> = in_future.collect();
        if self
            .received
            .zip(self.filed)
            .is_some_and(|(received, filed)| received > filed)
        {
            found.push((Field::RECEIVED_ON, Unsound::ReceivedAfterFiled));
        }
        if self
            .closed
            .zip(self.filed)
            .is_some_and(|(closed, filed)| closed < filed)
        {
            found.push((Field::CLOSED_ON, Unsound::ClosedBeforeFiled));
        }
        found
    }

    /// What is wrong with the day of something that happened, a key of the node set. Only what the filing or the
    /// application starts is bound by it: property may have been preserved long before.
    pub fn unsound_happening(&self, set: &NodeSet, key: &str, on: NaiveDate, today: NaiveDate) -> Option<Unsound> {
        if on > today {
            return Some(Unsound::InFuture);
        }
        let bounds = [
            ("filed", self.filed, Unsound::BeforeFiled),
            ("application_received", self.received, Unsound::BeforeReceived),
        ];
        let early = bounds
            .into_iter()
            .find(|(start, day, _)| day.is_some_and(|day| on < day) && starts(set, start, key));
        early.map(|(_, _, unsound)| unsound)
    }
}

/// Whether a key completes a node that another key starts.
fn starts(set: &NodeSet, start: &str, key: &str) -> bool {
    let (Some(start), Some(key)) = (set.key(start), set.key(key)) else {
        return false;
    };
    let completes = |node: &law::nodes::Node| node.trigger.contains(&start) && node.done.contains(&key);
    set.nodes().iter().any(completes)
}
