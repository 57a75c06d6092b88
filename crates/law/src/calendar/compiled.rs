//! A calendar as a program carries it that was built with the text read already.
use serde::{Deserialize, Serialize};

use super::notice::{NoticeError, YearNotice};
use super::reckoned::{Reckoned, ReckonedText};
use super::{Calendar, data};

/// Notices and festivals, read but not yet checked or worked out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Compiled {
    notices: Vec<YearNotice>,
    reckoned: ReckonedText,
}

impl Compiled {
    /// Reads rule text of the shape of `rules/calendar.json`.
    ///
    /// # Errors
    /// It is not such a text.
    pub fn read(text: &str) -> Result<Compiled, NoticeError> {
        let (years, reckoned) = data::parse(text)?;
        let notices = years.into_values().collect();
        Ok(Compiled { notices, reckoned })
    }

    /// The calendar, checked as one that was read from text.
    ///
    /// # Errors
    /// What no calendar can say.
    pub fn calendar(self) -> Result<Calendar, NoticeError> {
        let notices = self.notices.into_iter().map(|notice| (notice.year, notice));
        Calendar::of(notices.collect(), Reckoned::read(self.reckoned)?)
    }
}
