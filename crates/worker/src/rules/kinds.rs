//! The court's own kinds of record and flows: checked, put in force, taken back.
use std::collections::BTreeSet;

use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use casebook::event::BOOK;
use casebook::kinds::{KindsError, changes};
use protocol::{Action, JobRefusal, Kind, KindsChecked, KindsInForce, OwnKind, Summary};

impl<G: Platform> Service<G> {
    /// The court's own texts of kinds and flows.
    pub(crate) fn kinds_in_force(&self) -> Result<KindsInForce, WorkError> {
        self.with(|s| {
            let book = s.book()?;
            let own = book.directory().own_kinds().texts().map(|(key, own)| OwnKind {
                key: key.to_owned(),
                text: own.text.to_string(),
                by: book.directory().author(own.stamp.device, "").to_owned(),
                at_ms: own.stamp.moment.ms(),
            });
            Ok(KindsInForce {
                own: own.collect(),
                left_out: book.kinds_left_out(),
            })
        })
    }

    /// What would change with a text under a key, or without the one that is there, or why it cannot be.
    pub(crate) fn kinds_check(
        &self,
        key: &str,
        text: Option<&str>,
    ) -> Result<Result<KindsChecked, KindsError>, WorkError> {
        self.with(|s| {
            let book = s.book()?;
            let with = match book.with_kinds(key, text) {
                Ok(with) => with,
                Err(why) => return Ok(Err(why)),
            };
            let changes = changes(book.kinds(), with.kinds());
            let of: BTreeSet<Kind> = changes.iter().map(|change| change.kind).collect();
            let mut records = 0;
            for kind in of {
                records += book.count_records(kind)?;
            }
            Ok(Ok(KindsChecked { changes, records }))
        })
    }

    /// Puts a text in force that stands beside the others, or takes one back.
    pub(crate) async fn put_kinds(&self, key: String, text: Option<String>) -> Result<Summary, WorkError> {
        // The check says why; here it is only kept out.
        self.with(|s| Ok::<_, WorkError>(s.book()?.with_kinds(&key, text.as_deref())))?
            .map_err(|_| refused(JobRefusal::RulesRefused))?;
        self.write_actions(vec![(BOOK, Action::PutRules { key, text })]).await
    }

    /// The kinds in force as texts, for the page: it reads them as the book did.
    pub(crate) fn kind_texts(&self) -> Result<Vec<(String, String)>, WorkError> {
        self.with(|s| {
            let own = s.book()?.directory().own_kinds().texts();
            Ok(own.map(|(key, own)| (key.to_owned(), own.text.to_string())).collect())
        })
    }
}
