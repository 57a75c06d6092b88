//! One year's notice of the State Council: which days are off, which weekend days are worked.
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::data::Days;
use super::reckoned::Reckoned;

/// A year's notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearNotice {
    /// The year it arranges.
    pub year: i32,
    /// Document numbers, e.g. `国办发明电〔2025〕7号`; empty where they were not found (2004, 2005).
    pub numbers: Vec<String>,
    /// Its title, where the number is not known.
    pub title: Option<String>,
    /// How well it is known: L, P, C or K (norms.md).
    pub mark: String,
    /// Where it was read.
    pub page: Option<String>,
    /// Places whose amendments are in it.
    pub amended_by: Vec<String>,
    /// Days off and the holiday each belongs to, ascending.
    #[serde(with = "crate::day_number")]
    pub off: Vec<(NaiveDate, String)>,
    /// Weekend days worked and the holiday each pays for, ascending.
    #[serde(with = "crate::day_number")]
    pub work: Vec<(NaiveDate, String)>,
}

/// Why a notice, or a calendar text, is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoticeError {
    /// Not the JSON this needs.
    #[error("not a notice: {0}")]
    NotReadable(String),
    /// No year at all, or a year without any day off.
    #[error("the notice names no day off")]
    Empty,
    /// A date that does not exist, or a span that runs backwards.
    #[error("not a date: {0}")]
    BadDate(String),
    /// A date outside the notice's year (only the last ten days of the December before may be named too).
    #[error("{day} is not in {year}")]
    YearMismatch {
        /// The date.
        day: NaiveDate,
        /// The notice's year.
        year: i32,
    },
    /// A make-up day that is no Saturday or Sunday.
    #[error("{0} is no weekend day and cannot be a make-up day")]
    MakeUpOnWeekday(NaiveDate),
    /// A day both off and worked.
    #[error("{0} is both off and worked")]
    OffAndWorked(NaiveDate),
    /// The same day twice.
    #[error("{0} stands twice")]
    Twice(NaiveDate),
    /// A statutory day that the notice does not give off.
    #[error("{0} is a statutory day and is not off")]
    StatutoryDayMissing(NaiveDate),
    /// A sentence of a published notice that may say more days than were understood.
    #[error("not clear which days are off and worked: {0}")]
    Unclear(String),
    /// A day off or a make-up day without the holiday's name.
    #[error("{0} has no name")]
    NameMissing(NaiveDate),
    /// Neither a number nor a title: a year is bound to its notice.
    #[error("the notice of {year} has neither number nor title")]
    Unbound {
        /// The notice's year.
        year: i32,
    },
    /// Years must follow each other.
    #[error("{year} does not follow the years already there")]
    YearGap {
        /// The year that does not follow.
        year: i32,
    },
    /// A place gives off a day that is at rest, or has a day worked that is worked.
    #[error("{0} is so already")]
    NothingNew(NaiveDate),
    /// A year the tables of festival dates do not reach.
    #[error("{year} is beyond the festival tables")]
    BeyondTables {
        /// The year.
        year: i32,
    },
}

impl NoticeError {
    /// A stable code for the interface.
    pub fn code(&self) -> &'static str {
        match self {
            NoticeError::NotReadable(_) => "not_readable",
            NoticeError::Empty => "empty",
            NoticeError::BadDate(_) => "bad_date",
            NoticeError::YearMismatch { .. } => "year_mismatch",
            NoticeError::MakeUpOnWeekday(_) => "make_up_on_weekday",
            NoticeError::OffAndWorked(_) => "off_and_worked",
            NoticeError::Twice(_) => "twice",
            NoticeError::StatutoryDayMissing(_) => "statutory_day_missing",
            NoticeError::Unclear(_) => "unclear",
            NoticeError::NameMissing(_) => "name_missing",
            NoticeError::Unbound { .. } => "unbound",
            NoticeError::YearGap { .. } => "year_gap",
            NoticeError::NothingNew(_) => "nothing_new",
            NoticeError::BeyondTables { .. } => "beyond_tables",
        }
    }
}

/// The file a person imports: `{"year": 2027, "numbers": ["…"], "off": {"2027-01-01": "元旦"}, "work": {…}}`,
/// or `off` and `work` in the short form of `rules/calendar.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeText {
    year: i32,
    #[serde(default)]
    numbers: Vec<String>,
    title: Option<String>,
    mark: Option<String>,
    page: Option<String>,
    off: Days,
    #[serde(default)]
    work: Days,
}

impl YearNotice {
    /// Reads one year's notice from JSON text. Its days are checked when it joins a calendar.
    ///
    /// # Errors
    /// It is not such a text, or a date in it does not exist.
    pub fn parse(text: &str) -> Result<YearNotice, NoticeError> {
        let text = text.trim_start_matches('\u{feff}');
        let read: NoticeText = serde_json::from_str(text).map_err(|e| NoticeError::NotReadable(e.to_string()))?;
        if !(1949..=9000).contains(&read.year) {
            return Err(NoticeError::BeyondTables { year: read.year });
        }
        Ok(YearNotice {
            year: read.year,
            off: read.off.dates(read.year)?,
            work: read.work.dates(read.year)?,
            numbers: read.numbers,
            title: read.title,
            mark: read.mark.unwrap_or_else(|| "K".to_string()),
            page: read.page,
            amended_by: Vec::new(),
        })
    }

    /// The notice as rule text, as [`YearNotice::parse`] reads it.
    pub fn to_text(&self) -> String {
        let days = |days: &[(NaiveDate, String)]| {
            let named = days.iter().map(|(day, name)| (day.to_string(), name.clone().into()));
            serde_json::Value::Object(named.collect())
        };
        let text = serde_json::json!({
            "year": self.year,
            "numbers": self.numbers,
            "title": self.title,
            "mark": self.mark,
            "page": self.page,
            "off": days(&self.off),
            "work": days(&self.work),
        });
        text.to_string()
    }

    /// Refuses what no notice can say.
    pub(super) fn check(&self, reckoned: &Reckoned) -> Result<(), NoticeError> {
        if self.off.is_empty() {
            return Err(NoticeError::Empty);
        }
        if self.numbers.iter().all(|n| n.trim().is_empty()) && self.title.is_none() {
            return Err(NoticeError::Unbound { year: self.year });
        }
        for (day, name) in self.off.iter().chain(&self.work) {
            let turn = day.year() == self.year - 1 && day.month() == 12 && day.day() > 21;
            if day.year() != self.year && !turn {
                return Err(NoticeError::YearMismatch {
                    day: *day,
                    year: self.year,
                });
            }
            if name.trim().is_empty() {
                return Err(NoticeError::NameMissing(*day));
            }
        }
        for days in [&self.off, &self.work] {
            if let Some(pair) = days.windows(2).find(|w| w[0].0 >= w[1].0) {
                return Err(NoticeError::Twice(pair[1].0));
            }
        }
        if let Some((day, _)) = self.work.iter().find(|(d, _)| d.weekday().number_from_monday() < 6) {
            return Err(NoticeError::MakeUpOnWeekday(*day));
        }
        if let Some((day, _)) = self.work.iter().find(|(d, _)| find(&self.off, *d).is_some()) {
            return Err(NoticeError::OffAndWorked(*day));
        }
        match reckoned
            .statutory_days(self.year)
            .into_iter()
            .find(|d| find(&self.off, *d).is_none())
        {
            Some(day) => Err(NoticeError::StatutoryDayMissing(day)),
            None => Ok(()),
        }
    }

    /// The holiday a day off or make-up day belongs to.
    pub fn name_of(&self, day: NaiveDate) -> Option<&str> {
        find(&self.off, day).or_else(|| find(&self.work, day))
    }

    /// All its days that lie in a year.
    pub(super) fn days_in(&self, year: i32) -> Vec<NaiveDate> {
        self.off
            .iter()
            .chain(&self.work)
            .map(|(d, _)| *d)
            .filter(|d| d.year() == year)
            .collect()
    }

    /// Drops what it says of some days.
    pub(super) fn forget(&mut self, days: &[NaiveDate]) {
        self.off.retain(|(d, _)| !days.contains(d));
        self.work.retain(|(d, _)| !days.contains(d));
    }

    /// A fixed text of everything that moves dates.
    pub(super) fn canonical(&self) -> String {
        let mut out = format!("{}|{}\n", self.year, self.numbers.join(","));
        for (sign, days) in [('-', &self.off), ('+', &self.work)] {
            for (day, name) in days {
                out.push_str(&format!("{sign}{day} {name}\n"));
            }
        }
        out
    }
}

fn find(days: &[(NaiveDate, String)], day: NaiveDate) -> Option<&str> {
    days.binary_search_by_key(&day, |(d, _)| *d)
        .ok()
        .map(|i| days[i].1.as_str())
}
