//! In which order steps are looked at: each after those its author had before him, whatever the clocks say.
use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Stamp;

/// The places of things that follow each other, each after those it follows; of two that do not, the earlier stamp first.
/// `of` gives the stamp of each and what it follows. What follows itself in a circle, which no honest program writes, comes
/// last by its stamps.
pub(super) fn in_order<T>(things: &[T], of: impl Fn(&T) -> (Stamp, Vec<Stamp>)) -> Vec<usize> {
    let told: Vec<(Stamp, Vec<Stamp>)> = things.iter().map(of).collect();
    let places: BTreeMap<Stamp, usize> = told.iter().enumerate().map(|(at, (stamp, _))| (*stamp, at)).collect();
    let mut waits_for = vec![0_usize; told.len()];
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); told.len()];
    for (at, (_, after)) in told.iter().enumerate() {
        let before: BTreeSet<usize> = after.iter().filter_map(|stamp| places.get(stamp).copied()).collect();
        waits_for[at] = before.len();
        before.into_iter().for_each(|earlier| followers[earlier].push(at));
    }
    let free = (0..told.len()).filter(|at| waits_for[*at] == 0);
    let mut free: BTreeSet<(Stamp, usize)> = free.map(|at| (told[at].0, at)).collect();
    let mut order = Vec::with_capacity(told.len());
    while let Some((_, at)) = free.pop_first() {
        order.push(at);
        for follower in &followers[at] {
            waits_for[*follower] -= 1;
            if waits_for[*follower] == 0 {
                free.insert((told[*follower].0, *follower));
            }
        }
    }
    let mut rest: Vec<usize> = (0..told.len()).filter(|at| waits_for[*at] > 0).collect();
    rest.sort_by_key(|at| told[*at].0);
    order.extend(rest);
    order
}
