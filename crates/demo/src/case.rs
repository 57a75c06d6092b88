//! What the generator remembers of a case.
use casebook::CaseId;
use casebook::people::PersonId;
use casebook::slot::RecordKey;
use chrono::{Months, NaiveDate};

/// Where a case comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// 首次执行
    First,
    /// 行政非诉
    NonLitigation,
    /// 受托
    Entrusted,
    /// 执恢
    Resumed,
    /// 执保
    Preservation,
}

/// Something that is seized.
pub struct Held {
    /// Its record.
    pub record: RecordKey,
    /// How: `deposit`, `movable`, `immovable`, `right`.
    pub measure: &'static str,
    /// The last day it holds.
    pub until: NaiveDate,
    /// It was released.
    pub released: bool,
}

impl Held {
    /// The last day of what takes effect on a day.
    pub fn lasts(measure: &str, from: NaiveDate) -> NaiveDate {
        let years = match measure {
            "deposit" => 1,
            "movable" => 2,
            _ => 3,
        };
        from + Months::new(12 * years)
    }
}

/// A case.
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// 案号
    pub number: String,
    /// Where it comes from.
    pub sort: Sort,
    /// Number of its debtor among those who recur.
    pub debtor: String,
    /// Name of the applicant.
    pub applicant: String,
    /// What is asked for, in fen.
    pub claim: i64,
    /// When it was filed.
    pub filed: NaiveDate,
    /// When it was closed.
    pub closed: Option<NaiveDate>,
    /// On the short track, as things stand.
    pub simple: bool,
    /// Its team, once somebody was assigned.
    pub team: &'static str,
    /// Who handles it.
    pub handler: PersonId,
    /// What is seized.
    pub held: Vec<Held>,
    /// Visits of petitioners so far.
    pub visits: i64,
    /// The last day to close it is put off.
    pub extended: bool,
}

impl Case {
    /// The last day to close it.
    pub fn due(&self) -> NaiveDate {
        match (self.sort, self.simple) {
            (Sort::NonLitigation, _) => self.filed + Months::new(3),
            (_, true) => self.filed + chrono::Days::new(30),
            _ => self.filed + Months::new(6),
        }
    }
}
