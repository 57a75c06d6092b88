//! Texts of kinds and flows among the people events: what it takes to write a record, and to take a step, hangs on them.
use super::evaluate::{Run, Stop, refused};
use super::fault::PeopleFault;
use super::membership::Entry;
use super::right::Right;

impl Run<'_> {
    /// Another text of a kind or a flow, or one less.
    pub(super) fn put_kinds(&mut self, entry: &Entry, key: &str, text: Option<&str>) -> Result<(), Stop> {
        self.may_put_kinds(entry)?;
        let with = self.dir.own_kinds.with(key, text, entry.stamp());
        self.dir.own_kinds = with.map_err(|_| refused(PeopleFault::KindsRefused))?;
        Ok(())
    }

    /// In a book nobody founded, and in the chains of such a book that was adopted, everything was allowed.
    fn may_put_kinds(&self, entry: &Entry) -> Result<(), Stop> {
        match &self.dir.founding {
            None if self.membership.has_founding() => Err(Stop::Later(PeopleFault::DeviceUnknown)),
            None => Ok(()),
            Some(founding) if founding.device != entry.device() && founding.adopted.contains(&entry.device()) => Ok(()),
            Some(_) => self.allowed(entry, Right::Rules),
        }
    }
}
