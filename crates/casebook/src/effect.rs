//! What other rules would change: verdicts and dates, before and after.
use chrono::NaiveDate;

use super::block::Block;
use super::book::{Book, BookError};
use super::facts::CaseFile;
use super::field::Field;
use super::judge::{Judge, Judged};
use super::lazy_state::LazyState;
use super::line::{Line, day};
use super::project::dates;
use law::case_number;

/// A verdict that moves: case number, before, after (0 simple, 1 ordinary, 2 needs more facts).
pub type VerdictMove = (String, u8, u8);
/// A date that moves: case number, node, before, after.
pub type DateMove = (String, String, NaiveDate, NaiveDate);

/// What would change, the first of each with names, all of them counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Verdicts that move.
    pub verdicts: Vec<VerdictMove>,
    /// Dates that move. A date that comes or goes because the verdict moves is not among them.
    pub dates: Vec<DateMove>,
    /// All that move: verdicts, dates.
    pub counts: (u32, u32),
    /// Dates that stay and are no longer provisional.
    pub settled: u32,
}

impl Book {
    /// Compares the rules in force with others over all cases in the lists; names at most `limit` of each kind.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn effect(&self, other: &dyn Judge, limit: usize) -> Result<Effect, BookError> {
        let mut effect = Effect::default();
        for block in &self.blocks {
            for (at, line) in block.lines.iter().enumerate().filter(|(_, line)| line.listed()) {
                let mut light = LazyState::read(block.states.get(at), self.kinds())?;
                let name = light.text(Field::CASE_NUMBER);
                let number = case_number::parse(name).ok();
                let file = CaseFile::of_light(&mut light, number.as_ref());
                let judged = other.judge(&file);
                effect.verdict(line, &file, &judged, name, limit);
                self.date_moves(block, at, &judged, |node, before, after| {
                    if before == after {
                        effect.settled += 1;
                        return;
                    }
                    effect.counts.1 += 1;
                    if effect.dates.len() < limit {
                        effect.dates.push((name.to_owned(), node.to_owned(), before, after));
                    }
                });
            }
        }
        Ok(effect)
    }

    /// Dates of the same node, the first with the first, the second with the second: those that move, and those that
    /// only cease to be provisional.
    fn date_moves(
        &self,
        block: &Block,
        at: usize,
        judged: &Judged<'_>,
        mut take: impl FnMut(&str, NaiveDate, NaiveDate),
    ) {
        let mut after: Vec<_> = judged.dates.iter().collect();
        for date in dates(block.dates.get(at)) {
            let node = self.shared.codes.text(date.node);
            let same = after.iter().position(|d| d.node == node && d.kind == date.kind);
            let (Some(same), Some(before)) = (same.map(|at| after.remove(at)), day(date.on)) else {
                continue;
            };
            if same.on != before || (date.provisional && !same.provisional) {
                take(node, before, same.on);
            }
        }
    }
}

impl Effect {
    fn verdict(&mut self, line: &Line, file: &CaseFile, judged: &Judged<'_>, name: &str, limit: usize) {
        // What the director decided stays, whatever the rules say.
        if !file.decided.is_empty() || line.verdict == judged.verdict {
            return;
        }
        self.counts.0 += 1;
        if self.verdicts.len() < limit {
            self.verdicts.push((name.to_owned(), line.verdict, judged.verdict));
        }
    }
}
