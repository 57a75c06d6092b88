//! Sharing out work: a proposal a person may change, with why for each bundle.
use serde::{Deserialize, Serialize};

/// Work that belongs together (the matters of one debtor): it comes into one hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// How much it is.
    pub size: u32,
    /// Who gets none of it (回避), by the places in the load.
    pub barred: Vec<usize>,
    /// Who has a linked case, the surest first.
    pub linked: Vec<usize>,
    /// Whose kind of work it is.
    pub suits: Vec<usize>,
}

/// Why a bundle goes to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Why {
    /// A linked case is there.
    Linked,
    /// It is that person's kind of work; of several, who has least.
    Suits,
    /// Who has least.
    Load,
}

/// Gives each bundle to a person, by the place in `load` (what each has already): to whom a linked case belongs, else to
/// whose kind of work it is, else to whoever has least then, the largest bundle first; of two who have the same, the
/// first. Nobody barred gets any of it; where all are, or there is nobody, nobody does.
///
/// ```
/// use casebook::share_out::{Bundle, Why, share_out};
/// let of = |size| Bundle { size, ..Bundle::default() };
/// // Two have 5 and 2; bundles of 3, 1 and 1 go to the second until he has as much.
/// let to = share_out(&[of(3), of(1), of(1)], &[5, 2]);
/// assert_eq!(to, [Some((1, Why::Load)), Some((0, Why::Load)), Some((1, Why::Load))]);
/// ```
#[must_use]
pub fn share_out(bundles: &[Bundle], load: &[u32]) -> Vec<Option<(usize, Why)>> {
    let mut load: Vec<u64> = load.iter().map(|count| u64::from(*count)).collect();
    let mut to = vec![None; bundles.len()];
    let may = |bundle: &Bundle, person: &usize, count: usize| *person < count && !bundle.barred.contains(person);
    // What is bound to somebody is counted first: the rest evens it out.
    for (bundle, to) in bundles.iter().zip(&mut to) {
        *to = bundle
            .linked
            .iter()
            .copied()
            .find(|person| may(bundle, person, load.len()))
            .map(|person| (person, Why::Linked));
        if let Some((person, _)) = to {
            load[*person] += u64::from(bundle.size);
        }
    }
    let mut order: Vec<usize> = (0..bundles.len()).filter(|at| to[*at].is_none()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(bundles[*at].size));
    for at in order {
        let bundle = &bundles[at];
        let free = |person: &usize| may(bundle, person, load.len());
        let least = |people: &mut dyn Iterator<Item = usize>| people.min_by_key(|person| (load[*person], *person));
        let suited = least(&mut bundle.suits.iter().copied().filter(free)).map(|person| (person, Why::Suits));
        to[at] = suited.or_else(|| least(&mut (0..load.len()).filter(free)).map(|person| (person, Why::Load)));
        if let Some((person, _)) = to[at] {
            load[person] += u64::from(bundle.size);
        }
    }
    to
}
