//! The order of the list: by one number a case, and by texts only where those are the same.
use std::cmp::Ordering;

use super::block::{BLOCK, Block};
use super::line::{Line, NO_DAY};
use super::names::Names;
use super::normal::{compare, next_key, normal};
use super::project::{PART, Shared};
use super::query::Sort;

/// Cases without the value come last, in either direction.
const MISSING: u64 = u64::MAX;

/// All rows in order.
pub(crate) fn order(blocks: &[Block], shared: &Shared, sort: Sort, descending: bool) -> Vec<u32> {
    let handlers = if sort == Sort::Handler {
        ranks(&shared.handlers)
    } else {
        Vec::new()
    };
    let lines = blocks.iter().flat_map(|block| &block.lines);
    // Number and place beside the key: a comparison looks at nothing else.
    let mut keys: Vec<Key> = lines
        .enumerate()
        .map(|(row, line)| {
            let key = key(line, sort, &handlers);
            let key = if descending && key != MISSING {
                MISSING - 1 - key
            } else {
                key
            };
            (key, line.number_key, row as u32)
        })
        .collect();
    keys.sort_unstable();
    let numbers = keys.chunk_by_mut(|a, b| (a.0, a.1) == (b.0, b.1));
    for same in numbers.filter(|same| same.len() > 1) {
        // Numbers that could not be told apart by their key: older forms, or no case numbers.
        same.sort_by(|a, b| text(blocks, a.2, 0).cmp(text(blocks, b.2, 0)));
    }
    match sort {
        Sort::Applicant => by_text(blocks, &mut keys, 1, descending),
        Sort::Debtor => by_text(blocks, &mut keys, 2, descending),
        _ => {}
    }
    keys.into_iter().map(|(_, _, row)| row).collect()
}

/// Sort key, key of the case number, row.
type Key = (u64, u64, u32);

/// Orders those whose first four characters are the same by the rest of the text. A key that ends in zeros is a whole
/// text: those are the same.
fn by_text(blocks: &[Block], keys: &mut [Key], part: usize, descending: bool) {
    let runs = keys.chunk_by_mut(|a, b| a.0 == b.0);
    for run in runs.filter(|run| run.len() > 1 && run.first().is_some_and(|key| key.0 != MISSING)) {
        let first = run.first().map_or(0, |key| key.0);
        let whole = if descending { MISSING - 1 - first } else { first } & 0xffff == 0;
        if whole {
            continue;
        }
        let next = run.iter().map(|key| (next_key(text(blocks, key.2, part)), *key));
        let mut next: Vec<(u128, Key)> = next.collect();
        // Stable: equals stay in the order of their numbers.
        next.sort_by(|(a, key_a), (b, key_b)| {
            let order = a.cmp(b).then_with(|| {
                if a & 0xffff == 0 {
                    return Ordering::Equal;
                }
                compare(text(blocks, key_a.2, part), text(blocks, key_b.2, part))
            });
            if descending { order.reverse() } else { order }
        });
        run.iter_mut().zip(next).for_each(|(slot, (_, key))| *slot = key);
    }
}

fn key(line: &Line, sort: Sort, handlers: &[u64]) -> u64 {
    let day = |day: i32| {
        if day == NO_DAY {
            MISSING
        } else {
            day.abs_diff(i32::MIN).into()
        }
    };
    let text = |key: u64| if key == 0 { MISSING } else { key };
    match sort {
        Sort::NextDue => day(line.next_due),
        Sort::CaseNumber => line.number_key,
        Sort::FiledOn => day(line.filed_on),
        Sort::Amount if line.amount == i64::MIN => MISSING,
        Sort::Amount => line.amount.abs_diff(i64::MIN),
        Sort::Applicant => text(line.applicant_key),
        Sort::Debtor => text(line.debtor_key),
        Sort::Handler => handlers.get(line.handler as usize).copied().unwrap_or(MISSING),
        Sort::Verdict => line.verdict.into(),
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
