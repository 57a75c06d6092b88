//! Looks at sensitive cases are entries of their trace (plan Art. 10).
use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use casebook::rights::is_sensitive;
use protocol::{Action, CaseId};

/// Looks within this time, milliseconds, are one: the page asks again whenever something changes.
const ONE_LOOK_MS: u64 = 60 * 60 * 1000;

impl<G: Platform> Service<G> {
    /// Writes down that a sensitive case was shown. Called once the page has it: what cannot be written hinders nobody's
    /// work, and the next look tries again.
    pub(crate) async fn log_look(&self, id: CaseId) {
        if self.is_new_look(id).unwrap_or(false) {
            let looked = Action::Viewed { what: "case".into() };
            if self.write_actions(vec![(id, looked)]).await.is_err() {
                self.with(|s| s.cases.looked.remove(&id));
            }
        }
    }

    /// Whether this look is to be logged; from then on it is no news.
    fn is_new_look(&self, id: CaseId) -> Result<bool, WorkError> {
        let now_ms = self.platform.now_ms();
        self.with(|s| {
            let book = s.book()?;
            let sensitive = book.state(&id)?.is_some_and(|state| is_sensitive(&state, book.kinds()));
            let last_ms = s.cases.looked.get(&id);
            let new = sensitive && last_ms.is_none_or(|last| now_ms.saturating_sub(*last) >= ONE_LOOK_MS);
            if new {
                s.cases.looked.insert(id, now_ms);
            }
            Ok(new)
        })
    }
}
