//! Reading `rules/calendar.json`.
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::notice::{NoticeError, YearNotice};
use super::reckoned::ReckonedText;
use super::track::YEARS;

#[derive(Deserialize)]
struct CalendarText {
    years: BTreeMap<i32, YearText>,
    reckoned: ReckonedText,
}

#[derive(Deserialize)]
struct YearText {
    numbers: Vec<String>,
    title: Option<String>,
    mark: String,
    page: Option<String>,
    off: Days,
    work: Days,
}

/// Days with names: short (`元旦 0101-0103, 春节 0209`) or one by one (`{"2027-01-01": "元旦"}`).
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Days {
    Short(String),
    Long(BTreeMap<String, String>),
}

impl Default for Days {
    fn default() -> Self {
        Days::Short(String::new())
    }
}

impl Days {
    /// The days in order; the short form's dates lie in `year`.
    pub(super) fn dates(&self, year: i32) -> Result<Vec<(NaiveDate, String)>, NoticeError> {
        let mut out = Vec::new();
        match self {
            Days::Short(text) => {
                for item in text.split(',').map(str::trim).filter(|s| !s.is_empty()) {
                    let bad = || NoticeError::BadDate(item.to_string());
                    let (name, span) = item.rsplit_once(' ').ok_or_else(bad)?;
                    let (from, to) = span.split_once('-').unwrap_or((span, span));
                    let (from, to) = (
                        month_day(year, from).ok_or_else(bad)?,
                        month_day(year, to).ok_or_else(bad)?,
                    );
                    if to < from {
                        return Err(bad());
                    }
                    out.extend(from.iter_days().take_while(|d| *d <= to).map(|d| (d, name.to_string())));
                }
            }
            Days::Long(map) => {
                for (day, name) in map {
                    let date =
                        NaiveDate::parse_from_str(day, "%Y-%m-%d").map_err(|_| NoticeError::BadDate(day.clone()))?;
                    out.push((date, name.clone()));
                }
            }
        }
        out.sort();
        Ok(out)
    }
}

/// `0203` of a year.
pub(super) fn month_day(year: i32, text: &str) -> Option<NaiveDate> {
    if text.len() != 4 || !text.is_ascii() {
        return None;
    }
    NaiveDate::from_ymd_opt(year, text[..2].parse().ok()?, text[2..].parse().ok()?)
}

/// The years of a text with their notices, and what is reckoned after them.
pub(super) fn parse(text: &str) -> Result<(BTreeMap<i32, YearNotice>, ReckonedText), NoticeError> {
    let read: CalendarText = serde_json::from_str(text).map_err(|e| NoticeError::NotReadable(e.to_string()))?;
    if let Some(year) = read
        .years
        .keys()
        .chain(read.reckoned.years())
        .find(|y| !YEARS.contains(y))
    {
        return Err(NoticeError::BeyondTables { year: *year });
    }
    let mut years = BTreeMap::new();
    for (year, y) in read.years {
        let notice = YearNotice {
            year,
            off: y.off.dates(year)?,
            work: y.work.dates(year)?,
            numbers: y.numbers,
            title: y.title,
            mark: y.mark,
            page: y.page,
            amended_by: Vec::new(),
        };
        years.insert(year, notice);
    }
    Ok((years, read.reckoned))
}
