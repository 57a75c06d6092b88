//! Texts of kinds and flows among the people events: what it takes to write a record, and to take a step, hangs on them.
use super::access::DEVICE_UNKNOWN;
use super::evaluate::{Run, Stop, refused};
use super::membership::Entry;
use super::right::Right;

/// The text of a kind or a flow does not stand beside those in force.
pub const KINDS_REFUSED: &str = "kinds_refused";

impl Run<'_> {
    /// Another text of a kind or a flow, or one less.
    pub(super) fn put_kinds(&mut self, entry: &Entry, key: &str, text: Option<&str>) -> Result<(), Stop> {
        self.may_put_kinds(entry)?;
        let with = self.dir.own_kinds.with(key, text, entry.stamp());
        self.dir.own_kinds = with.map_err(|_| refused(KINDS_REFUSED))?;
        Ok(())
    }

    /// In a book nobody founded, and in the chains of such a book that was adopted, everything was allowed.
    fn may_put_kinds(&self, entry: &Entry) -> Result<(), Stop> {
        match &self.dir.founding {
            None if self.membership.has_founding() => Err(Stop::Later(DEVICE_UNKNOWN)),
            None => Ok(()),
            Some(founding) if founding.device != entry.device() && founding.adopted.contains(&entry.device()) => Ok(()),
            Some(_) => self.allowed(entry, Right::Rules),
        }
    }
}
