//! Where an element stands: a number for the names of the elements from the root down to it.
use std::collections::BTreeMap;

use super::TemplateError;

/// Most different places of elements: documents of Word have some hundreds.
const PATHS_MAX: usize = 20_000;

/// The numbers given so far.
#[derive(Default)]
pub(super) struct Paths {
    given: BTreeMap<u32, BTreeMap<String, u32>>,
    count: u32,
}

impl Paths {
    /// The number of an element of this name within that of another number; the root stands within 0.
    pub fn within(&mut self, parent: u32, name: &str) -> Result<u32, TemplateError> {
        let names = self.given.entry(parent).or_default();
        if let Some(path) = names.get(name) {
            return Ok(*path);
        }
        if self.count as usize >= PATHS_MAX {
            return Err(TemplateError::Bomb);
        }
        self.count += 1;
        names.insert(name.to_owned(), self.count);
        Ok(self.count)
    }
}
