//! Warnings about the cases of one person, or of all.
use casebook::book::Book;
use casebook::warnings::{WarnedRow, sort_warned};
use chrono::NaiveDate;

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;

impl<G: Platform> Service<G> {
    /// The warnings nobody has answered, of the cases of one handler or of all.
    pub(crate) async fn warned(
        &self,
        id: u32,
        handler: Option<&str>,
        today: NaiveDate,
    ) -> Result<Vec<WarnedRow>, WorkError> {
        if let Some(name) = handler {
            return self.with(|s| Ok(s.book()?.warned_of(name, today)?));
        }
        let part = |book: &Book, part: usize, rows: &mut Vec<WarnedRow>| book.warned_part(part, today, rows);
        let mut rows = self.in_parts(id, Book::warned_parts, part).await?;
        sort_warned(&mut rows);
        Ok(rows)
    }
}
