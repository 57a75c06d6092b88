//! Arithmetic of the long list: which rows are in sight, which slot of the pool shows which row,
//! which blocks the worker is asked for. Pure, so that the edges are tested natively.

/// Rows fetched from the worker in one go.
pub const BLOCK: u32 = 100;

/// Rows drawn above and below the ones in sight, so that a flick does not show gaps.
pub const MARGIN: u32 = 8;

/// A run of rows, `first` included, `end` not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Index of the first row.
    pub first: u32,
    /// One past the last row.
    pub end: u32,
}

/// The rows to draw when the list is scrolled by `top` px in a view of `height` px with rows of `row` px.
pub fn span(top: f64, height: f64, row: f64, total: u32) -> Span {
    if total == 0 || row <= 0.0 {
        return Span::default();
    }
    let seen_first = whole(top / row).min(total - 1);
    let seen_end = whole(((top.max(0.0) + height.max(0.0)) / row).ceil()).clamp(seen_first + 1, total);
    Span {
        first: seen_first.saturating_sub(MARGIN),
        end: seen_end.saturating_add(MARGIN).min(total),
    }
}

/// Slots the pool needs so that any scroll position of a view of `height` px can be drawn.
pub fn pool(height: f64, row: f64) -> u32 {
    if row <= 0.0 {
        return 0;
    }
    whole((height.max(0.0) / row).ceil()) + 1 + 2 * MARGIN
}

/// The row a slot shows: the one in `first..first + pool` that is congruent to the slot.
/// Scrolling by one row thus changes one slot only.
pub fn row_of_slot(slot: u32, first: u32, pool: u32) -> u32 {
    if pool == 0 {
        return first;
    }
    let base = first - first % pool + slot % pool;
    if base < first { base + pool } else { base }
}

/// Blocks (numbered from 0) that hold the rows of a span.
pub fn blocks(span: Span) -> std::ops::Range<u32> {
    if span.first >= span.end {
        return 0..0;
    }
    span.first / BLOCK..(span.end - 1) / BLOCK + 1
}

/// The scroll position that brings a row into sight with the least movement.
pub fn reveal(top: f64, height: f64, row: f64, index: u32) -> f64 {
    let (from, to) = (f64::from(index) * row, f64::from(index + 1) * row);
    if from < top {
        from
    } else if to > top + height {
        (to - height).max(0.0)
    } else {
        top
    }
}

/// Where a movement key leads from the active row; `None` if the key does not move.
pub fn step(key: &str, active: Option<u32>, page: u32, total: u32) -> Option<u32> {
    let last = total.checked_sub(1)?;
    let here = active.unwrap_or(0).min(last);
    Some(match key {
        "ArrowDown" if active.is_none() => 0,
        "ArrowDown" => here.saturating_add(1).min(last),
        "ArrowUp" => here.saturating_sub(1),
        "PageDown" => here.saturating_add(page.max(1)).min(last),
        "PageUp" => here.saturating_sub(page.max(1)),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })
}

/// Pixel quotients to row numbers; what is not a number or below zero counts as zero.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturating by definition of `as`
fn whole(x: f64) -> u32 {
    x.max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_draws_nothing() {
        assert_eq!(span(0.0, 600.0, 36.0, 0), Span::default());
        assert_eq!(blocks(Span::default()), 0..0);
        assert_eq!(step("ArrowDown", None, 10, 0), None);
    }

    #[test]
    fn the_span_covers_the_view_at_every_offset() {
        let (height, row, total) = (600.0, 36.0, 100_000);
        for top in (0..200)
            .map(f64::from)
            .chain([3_599_400.0, 3_599_399.5, 1e9, -50.0, f64::NAN])
        {
            let s = span(top, height, row, total);
            assert!(s.end <= total && s.first < s.end, "{top}");
            assert!(s.end - s.first <= pool(height, row), "{top}: the pool is too small");
            if (0.0..=3_599_400.0).contains(&top) {
                assert!(f64::from(s.first) * row <= top && f64::from(s.end) * row >= (top + height).min(3_600_000.0));
            }
        }
    }

    #[test]
    fn each_row_of_the_span_has_exactly_one_slot() {
        let pool = 37;
        for first in [0, 1, 36, 37, 38, 99_963] {
            let mut rows: Vec<u32> = (0..pool).map(|s| row_of_slot(s, first, pool)).collect();
            rows.sort_unstable();
            assert_eq!(rows, (first..first + pool).collect::<Vec<_>>());
        }
    }

    #[test]
    fn scrolling_one_row_moves_one_slot() {
        let moved = (0..37)
            .filter(|&s| row_of_slot(s, 500, 37) != row_of_slot(s, 501, 37))
            .count();
        assert_eq!(moved, 1);
    }

    #[test]
    fn blocks_hold_the_first_and_last_row() {
        assert_eq!(blocks(Span { first: 0, end: 1 }), 0..1);
        assert_eq!(
            blocks(Span {
                first: BLOCK - 1,
                end: BLOCK
            }),
            0..1
        );
        assert_eq!(
            blocks(Span {
                first: BLOCK - 1,
                end: BLOCK + 1
            }),
            0..2
        );
    }

    #[test]
    fn reveal_moves_only_as_far_as_needed() {
        assert_eq!(reveal(0.0, 360.0, 36.0, 9), 0.0);
        assert_eq!(reveal(0.0, 360.0, 36.0, 10), 36.0);
        assert_eq!(reveal(720.0, 360.0, 36.0, 3), 108.0);
    }

    #[test]
    fn keys_stop_at_the_ends() {
        assert_eq!(step("ArrowDown", None, 10, 5), Some(0));
        assert_eq!(step("ArrowDown", Some(4), 10, 5), Some(4));
        assert_eq!(step("ArrowUp", Some(0), 10, 5), Some(0));
        assert_eq!(step("PageDown", Some(1), 10, 5), Some(4));
        assert_eq!(step("End", None, 10, 100_000), Some(99_999));
        assert_eq!(step("x", Some(1), 10, 5), None);
    }
}
