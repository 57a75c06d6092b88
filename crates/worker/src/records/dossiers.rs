//! How the dossiers of all cases stand.
use casebook::book::Book;
use casebook::dossier::{DossierRow, sort_dossiers};

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;

impl<G: Platform> Service<G> {
    /// The dossiers of all cases, those that lack most first.
    pub(crate) async fn dossiers(&self, id: u32) -> Result<Vec<DossierRow>, WorkError> {
        let mut rows = self.in_parts(id, Book::dossier_parts, Book::dossier_part).await?;
        sort_dossiers(&mut rows);
        Ok(rows)
    }
}
