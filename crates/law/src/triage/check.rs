//! The check of a whole set: every combination of facts has exactly one verdict, every rule decides somewhere.
use super::error::{RuleError, RuleErrorCode};
use super::space::{Cell, Space};
use super::table::{ORDINARY, Program, Undecided, bits, reading_bit};

/// More cells than this are not checked (and would not fit a small table).
pub(super) const MAX_CELLS: u64 = 1 << 18;

/// More thresholds than any court has.
pub(super) const MAX_THRESHOLDS: usize = 16;

/// Walks every cell, amounts at their thresholds, and gives its word. `ids` names the rules by bit, `readings` the
/// other readings. Cells that no facts lie in have the word 0; nothing asks for them.
///
/// # Errors
/// The first cell without exactly one verdict, or a rule that decides nowhere, with the facts that show it.
pub(super) fn check(space: &Space, program: &Program, ids: &[&str], readings: &[&str]) -> Result<Vec<u32>, RuleError> {
    let mut table = vec![0; usize::try_from(space.size()).unwrap_or(0)];
    let mut seen = Seen::new(ids.len());
    for (index, word) in (0u32..).zip(table.iter_mut()) {
        let cell = space.cell(index);
        if space.kinds(&cell).is_none() {
            continue;
        }
        let matched = program.matching(&cell);
        let ordinary = program
            .verdict(matched)
            .map_err(|why| refusal(space, &cell, why, ids))?;
        *word = matched | if ordinary { ORDINARY } else { 0 };
        seen.note(program, matched, index);
        for (at, reading) in readings.iter().enumerate() {
            let other = program.matching_otherwise(&cell, matched, at);
            let other = if other == matched {
                Ok(ordinary)
            } else {
                program.verdict(other)
            };
            let ordinary = other.map_err(|why| RuleError {
                reading: Some((*reading).to_owned()),
                ..refusal(space, &cell, why, ids)
            })?;
            *word |= if ordinary { reading_bit(at) } else { 0 };
        }
    }
    seen.idle(space, program, ids)?;
    Ok(table)
}

/// What each rule was seen to do.
struct Seen {
    /// First cell in which each rule matched.
    first: Vec<Option<u32>>,
    /// Rules that were undefeated somewhere.
    decided: u32,
}

impl Seen {
    fn new(rules: usize) -> Self {
        Self {
            first: vec![None; rules],
            decided: 0,
        }
    }

    fn note(&mut self, program: &Program, matched: u32, index: u32) {
        self.decided |= program.undefeated(matched);
        for rule in bits(matched) {
            self.first[rule].get_or_insert(index);
        }
    }

    fn idle(&self, space: &Space, program: &Program, ids: &[&str]) -> Result<(), RuleError> {
        for (rule, id) in ids.iter().enumerate() {
            let Some(index) = self.first[rule] else {
                return Err(RuleError::new(RuleErrorCode::Unreachable, &[id]));
            };
            if self.decided & (1 << rule) == 0 {
                let cell = space.cell(index);
                let matched = program.matching(&cell);
                let above = bits(matched).filter(|&m| program.beats[m] & (1 << rule) != 0);
                let named: Vec<&str> = std::iter::once(*id).chain(above.map(|m| ids[m])).collect();
                let error = RuleError::new(RuleErrorCode::AlwaysBeaten, &named);
                return Err(shown(error, space, &cell));
            }
        }
        Ok(())
    }
}

fn refusal(space: &Space, cell: &Cell, why: Undecided, ids: &[&str]) -> RuleError {
    let error = match why {
        Undecided::Gap => RuleError::new(RuleErrorCode::Gap, &[]),
        Undecided::Contradiction(a, b) => RuleError::new(RuleErrorCode::Contradiction, &[ids[a], ids[b]]),
        Undecided::Circle(matched) => {
            let named: Vec<&str> = bits(matched).map(|m| ids[m]).collect();
            RuleError::new(RuleErrorCode::CircularOrder, &named)
        }
    };
    shown(error, space, cell)
}

fn shown(error: RuleError, space: &Space, cell: &Cell) -> RuleError {
    match space.facts(cell) {
        Some(facts) => error.shown_by(facts),
        None => error,
    }
}
