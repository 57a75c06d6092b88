//! The order of the list: by one number a case, and by texts only where those are the same.
use super::block::{BLOCK, Block};
use super::line::{Line, NO_DAY};
use super::names::Names;
use super::normal::{compare, normal};
use super::project::{PART, Shared};
use super::query::Sort;

/// Cases without the value come last, in either direction.
const MISSING: u64 = u64::MAX;

/// All rows in order.
pub(crate) fn order(blocks: &[Block], shared: &Shared, sort: Sort, descending: bool) -> Vec<u32> {
    match sort {
        Sort::Applicant => by_text(blocks, 1, descending, |line| line.applicant_key),
        Sort::Debtor => by_text(blocks, 2, descending, |line| line.debtor_key),
        _ => {
            let handlers = if sort == Sort::Handler {
                ranks(&shared.handlers)
            } else {
                Vec::new()
            };
            let keys = arranged(blocks, |line| match key(line, sort, &handlers) {
                key if descending && key != MISSING => MISSING - 1 - key,
                key => key,
            });
            keys.into_iter().map(|(_, _, row)| row).collect()
        }
    }
}

/// Rows by a key of their line, then by case number. The key of the number and the row lie beside the key, so that a
/// comparison looks at nothing else.
fn arranged<K: Ord + Copy>(blocks: &[Block], key: impl Fn(&Line) -> K) -> Vec<(K, u64, u32)> {
    let lines = blocks.iter().flat_map(|block| &block.lines).enumerate();
    let mut keys: Vec<(K, u64, u32)> = lines
        .map(|(row, line)| (key(line), line.number_key, row as u32))
        .collect();
    keys.sort_unstable();
    let same = keys.chunk_by_mut(|a, b| (a.0, a.1) == (b.0, b.1));
    for same in same.filter(|same| same.len() > 1) {
        // Numbers that their keys do not tell apart: older forms, or no case numbers.
        same.sort_by(|a, b| text(blocks, a.2, 0).cmp(text(blocks, b.2, 0)));
    }
    keys
}

/// Rows by a part of their text. The key holds its first eight characters; if it ends in zeros it holds the whole.
fn by_text(blocks: &[Block], part: usize, descending: bool, key: impl Fn(&Line) -> u128) -> Vec<u32> {
    const MISSING: u128 = u128::MAX;
    let mut keys = arranged(blocks, |line| match key(line) {
        0 => MISSING,
        key if descending => MISSING - 1 - key,
        key => key,
    });
    for run in keys.chunk_by_mut(|a, b| a.0 == b.0) {
        let first = run.first().map_or(MISSING, |key| key.0);
        if run.len() < 2 || first == MISSING {
            continue;
        }
        let key = if descending { MISSING - 1 - first } else { first };
        if key & 0xffff == 0 {
            continue;
        }
        // Stable: equals stay in the order of their numbers.
        run.sort_by(|a, b| {
            let order = compare(text(blocks, a.2, part), text(blocks, b.2, part));
            if descending { order.reverse() } else { order }
        });
    }
    keys.into_iter().map(|(_, _, row)| row).collect()
}

fn key(line: &Line, sort: Sort, handlers: &[u64]) -> u64 {
    let day = |day: i32| {
        if day == NO_DAY {
            MISSING
        } else {
            day.abs_diff(i32::MIN).into()
        }
    };
    match sort {
        Sort::NextDue => day(line.next_due),
        Sort::CaseNumber => line.number_key,
        Sort::FiledOn => day(line.filed_on),
        Sort::Amount if line.amount == i64::MIN => MISSING,
        Sort::Amount => line.amount.abs_diff(i64::MIN),
        Sort::Handler => handlers.get(line.handler as usize).copied().unwrap_or(MISSING),
        Sort::Verdict => line.verdict.into(),
        // These have keys of their own.
        Sort::Applicant | Sort::Debtor => MISSING,
    }
}

/// The place of each shared text in Chinese order; the empty text has none.
fn ranks(names: &Names) -> Vec<u64> {
    let normals: Vec<String> = names.texts().iter().map(|text| normal(text)).collect();
    let mut order: Vec<usize> = (0..normals.len()).collect();
    let get = |at: usize| normals.get(at).map_or("", String::as_str);
    order.sort_by(|a, b| compare(get(*a), get(*b)));
    let mut ranks = vec![MISSING; normals.len()];
    for (rank, at) in order.into_iter().enumerate() {
        if let Some(slot) = ranks.get_mut(at).filter(|_| !get(at).is_empty()) {
            *slot = rank as u64;
        }
    }
    ranks
}

/// The line of a row.
pub(crate) fn line(blocks: &[Block], row: u32) -> Option<&Line> {
    blocks.get(row as usize / BLOCK)?.lines.get(row as usize % BLOCK)
}

/// A part of the search text of a row: 0 number, 1 applicant, 2 debtor.
pub(crate) fn text(blocks: &[Block], row: u32, part: usize) -> &str {
    let strip = blocks
        .get(row as usize / BLOCK)
        .map_or(&[][..], |b| b.texts.get(row as usize % BLOCK));
    let part = strip.split(|byte| *byte == PART as u8).nth(part).unwrap_or(&[]);
    std::str::from_utf8(part).unwrap_or("")
}
