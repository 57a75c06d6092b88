//! Excluded time beyond its days: an end that is not known yet, who approved it, on which document.
use chrono::NaiveDate;

/// Last day of a period whose end is not known yet (a stay until it is lifted, 执行工作规定 on suspension). No calendar
/// reaches it, so a term it extends has no date until the end is filled in.
pub const OPEN_END: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Why time is left out, as the ground of the period says it: one text, `ground|approver|document`, the last two if
/// known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// Why, a word of the list or the clerk's own.
    pub why: String,
    /// Who approved it, or empty.
    pub approver: String,
    /// Number of the document it rests on, or empty.
    pub document: String,
}

impl Ground {
    /// Reads the text of a ground.
    pub fn of(text: &str) -> Self {
        let mut parts = text.splitn(3, '|').map(|part| part.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        Self {
            why: next(),
            approver: next(),
            document: next(),
        }
    }

    /// The text of the ground. The sign between the parts cannot stand in one of them.
    pub fn text(&self) -> String {
        let parts = [&self.why, &self.approver, &self.document].map(|part| part.trim().replace('|', "｜"));
        parts.join("|").trim_end_matches('|').to_owned()
    }
}
