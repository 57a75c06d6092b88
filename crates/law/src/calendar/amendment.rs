//! A place's own change to a settled year: days a city gives off or has worked (a local make-up day, a storm, a games),
//! without giving the year's notice again.
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::Calendar;
use super::data::Days;
use super::notice::NoticeError;

/// What a text amends, if it is an amendment: the year, and the place that does so.
#[derive(Deserialize)]
struct Amends {
    amends: Option<i32>,
}

/// The file a person imports: `{"amends": 2026, "place": "…", "numbers": ["…"], "off": {…}, "work": {…}}`, with days
/// as in a year's notice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmendmentText {
    amends: i32,
    place: String,
    #[serde(default)]
    numbers: Vec<String>,
    title: Option<String>,
    #[serde(default)]
    off: Days,
    #[serde(default)]
    work: Days,
}

/// Days a place adds to a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The year it amends.
    pub year: i32,
    /// Where it holds, e.g. `商丘市`.
    pub place: String,
    /// Document numbers, or the title where there is none.
    pub sources: Vec<String>,
    /// Working days given off, and why.
    pub off: Vec<(NaiveDate, String)>,
    /// Rest days that are worked, and why.
    pub work: Vec<(NaiveDate, String)>,
}

/// Whether a text is an amendment and not a year's notice.
pub(super) fn is_amendment(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str::<Amends>(text).is_ok_and(|read| read.amends.is_some())
}

impl Amendment {
    /// Reads an amendment. Its days are checked when it joins a calendar.
    ///
    /// # Errors
    /// It is not such a text, a date in it does not exist, or it names no source.
    pub fn parse(text: &str) -> Result<Amendment, NoticeError> {
        let text = text.trim_start_matches('\u{feff}');
        let read: AmendmentText = serde_json::from_str(text).map_err(|e| NoticeError::NotReadable(e.to_string()))?;
        let said = |text: &String| !text.trim().is_empty();
        let sources: Vec<String> = read.numbers.into_iter().chain(read.title).filter(said).collect();
        if sources.is_empty() || !said(&read.place) {
            return Err(NoticeError::Unbound { year: read.amends });
        }
        Ok(Amendment {
            year: read.amends,
            place: read.place,
            sources,
            off: read.off.dates(read.amends)?,
            work: read.work.dates(read.amends)?,
        })
    }

    /// Refuses what would change nothing or what no place can say.
    fn check(&self, calendar: &Calendar) -> Result<(), NoticeError> {
        let all = || self.off.iter().chain(&self.work);
        if all().next().is_none() {
            return Err(NoticeError::Empty);
        }
        for days in [&self.off, &self.work] {
            if let Some(pair) = days.windows(2).find(|w| w[0].0 >= w[1].0) {
                return Err(NoticeError::Twice(pair[1].0));
            }
        }
        for (day, name) in all() {
            if day.year() != self.year {
                return Err(NoticeError::YearMismatch {
                    day: *day,
                    year: self.year,
                });
            }
            if name.trim().is_empty() {
                return Err(NoticeError::NameMissing(*day));
            }
        }
        if let Some((day, _)) = self.off.iter().find(|(d, _)| self.work.iter().any(|(w, _)| w == d)) {
            return Err(NoticeError::OffAndWorked(*day));
        }
        if let Some((day, _)) = self.work.iter().find(|(d, _)| statutory(calendar, *d)) {
            return Err(NoticeError::StatutoryDayMissing(*day));
        }
        let so_already = |days: &[(NaiveDate, String)], working| {
            let same = days.iter().find(|(d, _)| calendar.is_working(*d) == Some(working));
            same.map(|(day, _)| NoticeError::NothingNew(*day))
        };
        match so_already(&self.off, false).or(so_already(&self.work, true)) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

/// A statutory day (全国年节及纪念日放假办法 art. 2). The table of festivals begins after the built-in years; in those
/// only the days with a fixed date are known.
fn statutory(calendar: &Calendar, day: NaiveDate) -> bool {
    const FIXED: [(u32, u32); 5] = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)];
    FIXED.contains(&(day.month(), day.day())) || calendar.reckoned.statutory(day).is_some()
}

impl Calendar {
    /// The same calendar with a place's amendment to a settled year.
    ///
    /// # Errors
    /// The year has no notice yet, or what no place can say.
    pub fn amended(&self, amendment: &Amendment) -> Result<Calendar, NoticeError> {
        let year = amendment.year;
        let mut years = self.years.clone();
        let Some(notice) = years.get_mut(&year) else {
            return Err(NoticeError::YearGap { year });
        };
        amendment.check(self)?;
        let changed: Vec<NaiveDate> = amendment.off.iter().chain(&amendment.work).map(|(d, _)| *d).collect();
        notice.forget(&changed);
        notice.off.extend(amendment.off.iter().cloned());
        // A weekday taken back is a working day as soon as nothing gives it off.
        let weekend = |day: &NaiveDate| day.weekday().number_from_monday() > 5;
        let worked = amendment.work.iter().filter(|(d, _)| weekend(d));
        notice.work.extend(worked.cloned());
        notice.off.sort();
        notice.work.sort();
        notice.numbers.extend(amendment.sources.iter().cloned());
        notice.amended_by.push(amendment.place.clone());
        // The next year's notice may speak of this December, too: it gives way where the place says otherwise.
        if let Some(next) = years.get_mut(&(year + 1)) {
            next.forget(&changed);
        }
        Ok(Calendar::assemble(years, self.reckoned.clone()))
    }

    /// The same calendar with what a text says: a year's notice, or a place's amendment to one.
    ///
    /// # Errors
    /// Those of [`Calendar::with_year`] and [`Calendar::amended`].
    pub fn with_text(&self, text: &str) -> Result<Calendar, NoticeError> {
        if is_amendment(text) {
            return self.amended(&Amendment::parse(text)?);
        }
        self.with_year(super::YearNotice::parse(text)?)
    }
}
