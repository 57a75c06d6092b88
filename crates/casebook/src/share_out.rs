//! Sharing out work by load: a proposal a person may change.

/// Gives each bundle of work to whoever has least then, the largest bundle first; of two who have the same, the first.
/// What belongs together (the matters of one debtor) is one bundle, so that it comes into one hand. `load` is what each
/// person has already; the answer names a person, by the place in `load`, for each bundle. Without people it is empty.
///
/// ```
/// use casebook::share_out::share_out;
/// // Two have 5 and 2; bundles of 3, 1 and 1 go to the second until he has as much.
/// assert_eq!(share_out(&[3, 1, 1], &[5, 2]), [1, 0, 1]);
/// ```
#[must_use]
pub fn share_out(bundles: &[u32], load: &[u32]) -> Vec<usize> {
    let mut load: Vec<u64> = load.iter().map(|count| u64::from(*count)).collect();
    if load.is_empty() {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..bundles.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(bundles[*at]));
    let mut to = vec![0; bundles.len()];
    for at in order {
        let least = (0..load.len()).min_by_key(|person| load[*person]).unwrap_or(0);
        to[at] = least;
        load[least] += u64::from(bundles[at]);
    }
    to
}
