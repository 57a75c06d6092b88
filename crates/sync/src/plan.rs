//! What to get, to put, to bring together and to clear away: pure functions of what is held here and what is listed
//! there.
use std::collections::BTreeMap;

use super::bundle::{Object, Span};
use casebook::clock::DeviceId;

/// From so many own objects on they are brought together. Below eight, so that there are never more, also while a
/// bundle lies beside what it replaces.
const TOO_MANY: usize = 7;
/// So many at least are brought together at once: seldom, rather than a little at every pack.
const TOGETHER: usize = 4;
/// An object before those brought together stays if it is so many times their size: each pack is rewritten only a few
/// times in its life.
const RATIO: u64 = 3;

/// Objects of packs by device, in the order of their first pack, the longer first.
pub type Listing = BTreeMap<DeviceId, Vec<Object>>;

/// Sorts a listing.
#[must_use]
pub fn shelve(objects: impl IntoIterator<Item = Object>) -> Listing {
    let mut listing = Listing::new();
    for object in objects {
        listing.entry(object.span.device).or_default().push(object);
    }
    for objects in listing.values_mut() {
        objects.sort_by_key(|o| (o.span.from, std::cmp::Reverse(o.span.to)));
        objects.dedup();
    }
    listing
}

/// Ranges of numbers.
pub type Ranges = Vec<(u32, u32)>;

/// The objects to fetch so that every pack `wanted` of a device is there, the fewest first come: at each number the
/// object that reaches furthest. `usable` says of an object whether it may be fetched at all.
#[must_use]
pub fn to_get(
    objects: &[Object],
    last: u32,
    wanted: impl Fn(u32) -> bool,
    usable: impl Fn(&Object) -> bool,
) -> Vec<Object> {
    // By their first number: each is looked at once.
    let mut usable: Vec<&Object> = objects.iter().filter(|o| usable(o)).collect();
    usable.sort_by_key(|o| o.span.from);
    let mut later = usable.into_iter().peekable();
    let (mut plan, mut next, mut furthest) = (Vec::new(), last.checked_add(1), None::<&Object>);
    while let Some(number) = next {
        while let Some(object) = later.next_if(|o| o.span.from <= number) {
            if furthest.is_none_or(|known| object.span.to >= known.span.to) {
                furthest = Some(object);
            }
        }
        next = match furthest.filter(|o| o.span.has(number)) {
            Some(object) if wanted(number) => {
                plan.push(*object);
                object.span.to.checked_add(1)
            }
            Some(_) => number.checked_add(1),
            // Over a gap in one leap: a name may claim any number.
            None => later.peek().map(|o| o.span.from),
        };
    }
    plan
}

/// Numbers from 1 to `last` that no object covers.
#[must_use]
pub fn absent(objects: &[Object], last: u32) -> Ranges {
    let mut spans: Vec<(u32, u32)> = objects.iter().map(|o| (o.span.from, o.span.to)).collect();
    spans.sort_unstable();
    let (mut gaps, mut next) = (Ranges::new(), 1);
    for (from, to) in spans {
        if from > next && next <= last {
            gaps.push((next, last.min(from - 1)));
        }
        next = next.max(to.saturating_add(1));
    }
    if next <= last {
        gaps.push((next, last));
    }
    gaps
}

/// Up to which number these objects hold everything from 1 on.
#[must_use]
pub fn covered(objects: &[Object]) -> u32 {
    let last = objects.iter().map(|o| o.span.to).max().unwrap_or(0);
    absent(objects, last).first().map_or(last, |(from, _)| from - 1)
}

/// Own objects to be brought together in one bundle: a run at the end of the chain, so that sizes fall geometrically
/// from the start of the chain to its end. `confirmed` are those read back the same, without overlaps; `limit` is
/// the largest object in bytes.
#[must_use]
pub fn to_compact(confirmed: &[Object], limit: u64) -> Option<Span> {
    // A full object is done with for good.
    let full = |o: &&Object| o.size >= limit / 2;
    let start = confirmed.iter().rposition(|o| full(&o)).map_or(0, |at| at + 1);
    let open = confirmed.get(start..)?;
    if open.len() < TOO_MANY
        || !open
            .iter()
            .zip(open.iter().skip(1))
            .all(|(a, b)| a.span.to.checked_add(1) == Some(b.span.from))
    {
        return None;
    }
    let sum = |from: usize| open.iter().skip(from).map(|o| o.size + 4).sum::<u64>();
    let fits = |at: &usize| {
        at.checked_sub(1)
            .and_then(|before| open.get(before))
            .is_none_or(|o| o.size >= RATIO * sum(*at))
    };
    let mut from = (0..=open.len() - TOGETHER).rev().find(fits)?;
    let mut to = open.len();
    // Never beyond the limit: then the oldest ones alone make a full object.
    if sum(from) > limit {
        from = 0;
        while to > 2 && sum(from) - sum(to) > limit {
            to -= 1;
        }
    }
    let (first, last) = (open.get(from)?, open.get(to - 1)?);
    let span = Span::of(first.span.device, first.span.from, last.span.to);
    (span.count() > first.span.count()).then_some(span)
}

/// Own objects that may be cleared away: all their packs lie in another that was read back the same.
#[must_use]
pub fn to_clear(objects: &[Object], confirmed: impl Fn(&Object) -> bool) -> Vec<Object> {
    let good: Vec<&Object> = objects.iter().filter(|o| confirmed(o)).collect();
    let replaced = |o: &Object| good.iter().any(|g| g.span != o.span && g.span.covers(&o.span));
    objects.iter().filter(|o| replaced(o)).copied().collect()
}

/// The confirmed objects that reach furthest, without those another covers.
#[must_use]
pub fn lean(objects: &[Object], confirmed: impl Fn(&Object) -> bool) -> Vec<Object> {
    let gone = to_clear(objects, &confirmed);
    let stays = |o: &&Object| confirmed(o) && !gone.contains(o);
    objects.iter().filter(stays).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const D: DeviceId = DeviceId(7);

    fn object(from: u32, to: u32) -> Object {
        Object {
            span: Span::of(D, from, to),
            size: u64::from(to - from + 1) * 100,
        }
    }

    #[test]
    fn only_what_is_missing_is_fetched_and_bundles_first() {
        let listed = [
            object(1, 4),
            object(3, 3),
            object(5, 5),
            object(5, 9),
            object(8, 8),
            object(12, 12),
        ];
        let names = |plan: Vec<Object>| plan.iter().map(|o| (o.span.from, o.span.to)).collect::<Vec<_>>();
        assert_eq!(
            names(to_get(&listed, 0, |_| true, |_| true)),
            [(1, 4), (5, 9), (12, 12)]
        );
        assert_eq!(names(to_get(&listed, 4, |_| true, |_| true)), [(5, 9), (12, 12)]);
        assert_eq!(names(to_get(&listed, 4, |n| n > 5, |_| true)), [(5, 9), (12, 12)]);
        assert_eq!(names(to_get(&listed, 12, |_| true, |_| true)), []);
        let spoilt = |o: &Object| o.span.to != 9;
        assert_eq!(names(to_get(&listed, 4, |_| true, spoilt)), [(5, 5), (8, 8), (12, 12)]);
    }

    /// Twice as long a listing took four times as long; a million looks at names are a second.
    #[test]
    fn a_long_listing_is_looked_at_once() {
        let listed: Vec<Object> = (1..=100_000).map(|n| object(n, n)).collect();
        let looks = std::cell::Cell::new(0_u32);
        let plan = to_get(
            &listed,
            0,
            |_| {
                looks.set(looks.get() + 1);
                true
            },
            |_| true,
        );
        assert_eq!((plan.len(), looks.get()), (100_000, 100_000));
        assert_eq!(plan, listed);
    }

    #[test]
    fn a_name_that_claims_the_highest_numbers_costs_nothing() {
        let far = Object {
            span: Span::of(D, u32::MAX - 1, u32::MAX),
            size: 1,
        };
        assert_eq!(to_get(&[object(1, 1), far], 0, |_| true, |_| true), [object(1, 1), far]);
        assert_eq!(absent(&[far], 3), [(1, 3)]);
        assert_eq!(covered(&[far]), 0);
    }

    #[test]
    fn gaps_are_found_wherever_they_are() {
        let listed = [object(2, 3), object(3, 5), object(8, 8)];
        assert_eq!(absent(&listed, 10), [(1, 1), (6, 7), (9, 10)]);
        assert_eq!(absent(&listed, 6), [(1, 1), (6, 6)]);
        assert_eq!(absent(&[], 2), [(1, 2)]);
        assert_eq!(absent(&[], 0), []);
        assert_eq!(covered(&listed), 0);
        assert_eq!(covered(&[object(1, 3), object(3, 5), object(7, 7)]), 5);
    }

    #[test]
    fn a_chain_of_any_length_lies_in_at_most_seven_objects_and_is_rewritten_seldom() {
        let (mut objects, mut written) = (Vec::new(), 0);
        for number in 1..=5_000 {
            objects.push(object(number, number));
            while let Some(span) = to_compact(&objects, 1 << 40) {
                objects.retain(|o| !span.covers(&o.span));
                objects.push(object(span.from, span.to));
                written += span.count();
            }
            assert!(objects.len() < TOO_MANY, "{objects:?}");
            assert_eq!(covered(&objects), number);
        }
        assert!(written < 5_000 * 12, "each pack rewritten {} times", written / 5_000);
    }

    #[test]
    fn no_object_grows_beyond_the_limit() {
        let (mut objects, limit) = (Vec::new(), 1_000);
        for number in 1..=200 {
            objects.push(object(number, number));
            while let Some(span) = to_compact(&objects, limit) {
                objects.retain(|o| !span.covers(&o.span));
                objects.push(object(span.from, span.to));
                objects.sort();
            }
            assert!(objects.iter().all(|o| o.size <= limit));
            let full = objects.iter().filter(|o| o.size >= limit / 2).count();
            assert!(objects.len() < full + TOO_MANY);
        }
    }

    #[test]
    fn only_what_a_confirmed_object_holds_is_cleared_away() {
        let listed = [object(1, 4), object(1, 1), object(2, 2), object(4, 6), object(5, 5)];
        let cleared = |good: &[(u32, u32)]| {
            let plan = to_clear(&listed, |o| good.contains(&(o.span.from, o.span.to)));
            plan.iter().map(|o| (o.span.from, o.span.to)).collect::<Vec<_>>()
        };
        assert_eq!(cleared(&[(1, 4)]), [(1, 1), (2, 2)]);
        assert_eq!(cleared(&[(1, 1), (2, 2), (5, 5)]), []);
        assert_eq!(cleared(&[(4, 6)]), [(5, 5)]);
    }
}
