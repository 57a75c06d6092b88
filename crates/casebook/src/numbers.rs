//! Finds cases by their number, to recognise those an import brings again.
use std::collections::{HashMap, HashSet};

use super::CaseId;
use super::book::Book;
use super::normal::normal;
use super::project::PART;

impl Book {
    /// The case with a number, however its brackets and digits are written. Hidden cases count: an import must not
    /// bring them a second time.
    pub fn find_number(&self, number: &str) -> Option<CaseId> {
        let wanted = normal(number);
        let mut lines = self.numbers().filter(|(text, _)| *text == wanted.as_bytes());
        lines.next().map(|(_, id)| id)
    }

    /// All case numbers (in their normal form for [`normal`]) and their cases: made once for an import of many rows.
    pub fn by_number(&self) -> HashMap<Box<[u8]>, CaseId> {
        self.numbers().map(|(number, id)| (number.into(), id)).collect()
    }

    /// The same of the cases in the lists that have a number of their own: to find the case somebody means. A number that
    /// two of them bear names neither.
    pub fn by_listed_number(&self) -> HashMap<Box<[u8]>, CaseId> {
        let (mut found, mut twice) = (HashMap::new(), Vec::new());
        let lines = self.lines().filter(|line| line.listed());
        let listed: HashSet<CaseId> = lines.map(|line| line.id).collect();
        for (number, id) in self
            .numbers()
            .filter(|(number, id)| !number.is_empty() && listed.contains(id))
        {
            if found.insert(Box::from(number), id).is_some() {
                twice.push(Box::from(number));
            }
        }
        found.retain(|number, _| !twice.contains(number));
        found
    }

    fn numbers(&self) -> impl Iterator<Item = (&[u8], CaseId)> {
        self.blocks.iter().flat_map(|block| {
            block.lines.iter().enumerate().map(|(at, line)| {
                let text = block.texts.get(at);
                let end = text.iter().position(|byte| *byte == PART as u8).unwrap_or(text.len());
                (text.get(..end).unwrap_or(text), line.id)
            })
        })
    }
}
