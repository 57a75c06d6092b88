//! Tables over all cases that ask the rules about each: made in parts, so that a job tells how far it is and can be ended.
use casebook::book::{Book, BookError};

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;

/// So often it begins again where the book changes under it; then all is done in one breath.
const ATTEMPTS: usize = 3;

impl<G: Platform> Service<G> {
    /// The rows of all parts, in no order.
    pub(super) async fn in_parts<R>(
        &self,
        id: u32,
        parts: impl Fn(&Book) -> usize,
        part: impl Fn(&Book, usize, &mut Vec<R>) -> Result<(), BookError>,
    ) -> Result<Vec<R>, WorkError> {
        for _ in 0..ATTEMPTS {
            if let Some(rows) = self.in_parts_once(id, &parts, &part).await? {
                return Ok(rows);
            }
        }
        self.with(|s| {
            let (book, mut rows) = (s.book()?, Vec::new());
            (0..parts(book)).try_for_each(|at| part(book, at, &mut rows))?;
            Ok(rows)
        })
    }

    /// The same; nothing if the book changed meanwhile: a table is of one moment.
    async fn in_parts_once<R>(
        &self,
        id: u32,
        parts: &impl Fn(&Book) -> usize,
        part: &impl Fn(&Book, usize, &mut Vec<R>) -> Result<(), BookError>,
    ) -> Result<Option<Vec<R>>, WorkError> {
        let (version, count) = self.with(|s| {
            let book = s.book()?;
            Ok::<_, WorkError>((book.version(), parts(book)))
        })?;
        let mut rows = Vec::new();
        for at in 0..count {
            let is_same = self.with(|s| {
                let book = s.book()?;
                if book.version() == version {
                    part(book, at, &mut rows)?;
                }
                Ok::<_, WorkError>(book.version() == version)
            })?;
            if !is_same {
                return Ok(None);
            }
            let whole = |parts: usize| u32::try_from(parts).unwrap_or(u32::MAX);
            self.goes_on(id, whole(at + 1), whole(count)).await?;
        }
        Ok(Some(rows))
    }
}
