//! The name somebody most likely meant.
use std::collections::BTreeSet;

use super::Vocabulary;
use super::fields::{self, FIELDS};

/// The known field or list that is nearest to a name nobody knows, if one is near at all.
#[must_use]
pub fn nearest(name: &str, words: &Vocabulary) -> Option<String> {
    let lists = fields::lists().filter_map(|list| fields::of_list(list).map(|of| (list, of)));
    let of_lists = lists.flat_map(|(list, of)| std::iter::once(list).chain(of.iter().copied()));
    let known = FIELDS.iter().map(|(name, _)| *name).chain(of_lists);
    let known: BTreeSet<&str> = known.chain(words.added()).collect();
    let measured = known.into_iter().map(|known| (distance(name, known), known));
    let (steps, nearest) = measured.min()?;
    // With more than half of its signs to change it is another name.
    let long = name.chars().count().max(nearest.chars().count());
    (steps * 2 <= long).then(|| nearest.to_owned())
}

/// How many signs must be changed, put in or taken out to make one name of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    // What is far longer than any name is nobody's slip.
    for (at, sign) in one.chars().take(64).enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (column, known) in other.iter().enumerate() {
            let changed = before + usize::from(sign != *known);
            before = row[column + 1];
            row[column + 1] = changed.min(before + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_what_it_meant_and_another_name_is_not() {
        let words = Vocabulary::builtin().with(["应到时间"]);
        for (slip, meant) in [
            ("案号码", Some("案号")),
            ("被执行人姓名", Some("被执行人")),
            ("立案日", Some("立案日期")),
            ("应到时期", Some("应到时间")),
            ("身份证号码", Some("身份证号")),
            ("开庭法庭安排", None),
            ("", None),
        ] {
            assert_eq!(nearest(slip, &words).as_deref(), meant, "{slip}");
        }
    }
}
