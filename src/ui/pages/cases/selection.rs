//! Which rows of the list are chosen: by their ids, so that sorting and searching do not lose them. Pure.
use std::collections::HashSet;
use std::hash::Hash;

/// The chosen rows and the row a range starts from.
#[derive(Clone, Debug)]
pub struct Selection<Id: Eq + Hash> {
    chosen: HashSet<Id>,
    anchor: Option<u32>,
}

impl<Id: Eq + Hash> Default for Selection<Id> {
    fn default() -> Self {
        Self {
            chosen: HashSet::new(),
            anchor: None,
        }
    }
}

impl<Id: Eq + Hash + Copy> Selection<Id> {
    /// Is this row chosen?
    pub fn has(&self, id: &Id) -> bool {
        self.chosen.contains(id)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.chosen.len()
    }

    /// Chooses one more row or lets it go; it becomes the start of the next range.
    pub fn toggle(&mut self, id: Id, index: u32) {
        if !self.chosen.remove(&id) {
            self.chosen.insert(id);
        }
        self.anchor = Some(index);
    }

    /// The rows from the last toggled one to this one, both included, in ascending order.
    pub fn range_to(&self, index: u32) -> std::ops::RangeInclusive<u32> {
        let from = self.anchor.unwrap_or(index);
        from.min(index)..=from.max(index)
    }

    /// Adds rows.
    pub fn add(&mut self, ids: impl IntoIterator<Item = Id>) {
        self.chosen.extend(ids);
    }

    /// Lets everything go.
    pub fn clear(&mut self) {
        self.chosen.clear();
        self.anchor = None;
    }

    /// The chosen ids, in no order.
    pub fn ids(&self) -> Vec<Id> {
        self.chosen.iter().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_starts_at_the_last_toggled_row_in_both_directions() {
        let mut s = Selection::default();
        s.toggle(7u8, 20);
        assert_eq!(s.range_to(25), 20..=25);
        assert_eq!(s.range_to(3), 3..=20);
    }

    #[test]
    fn toggling_twice_lets_go() {
        let mut s = Selection::default();
        s.toggle(1u8, 0);
        s.toggle(1u8, 0);
        assert_eq!(s.len(), 0);
        s.add([1, 2, 2]);
        assert_eq!(s.len(), 2);
    }
}
