//! The month as a grid of weeks, Monday first. Pure.
use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};

/// First day of the month of a day.
pub fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The Monday of the week of a day.
pub fn monday(day: NaiveDate) -> NaiveDate {
    back(day, u64::from(day.weekday().num_days_from_monday()))
}

/// Weeks that touch the month of `day`, each from Monday to Sunday: four to six of them.
pub fn weeks(day: NaiveDate) -> Vec<[NaiveDate; 7]> {
    let first = first_of(day);
    let mut start = monday(first);
    let mut out = Vec::with_capacity(6);
    while out.is_empty() || (start.year(), start.month()) == (first.year(), first.month()) {
        let mut week = [start; 7];
        for (slot, n) in week.iter_mut().zip(0..) {
            *slot = on(start, n);
        }
        out.push(week);
        start = on(start, 7);
    }
    out
}

/// The same day some months earlier or later; the last day of that month if there is none.
pub fn month_step(day: NaiveDate, by: i32) -> NaiveDate {
    let months = Months::new(by.unsigned_abs());
    let moved = if by < 0 {
        day.checked_sub_months(months)
    } else {
        day.checked_add_months(months)
    };
    moved.unwrap_or(day)
}

/// Where a movement key leads in the grid; `None` if the key does not move.
pub fn step(key: &str, day: NaiveDate) -> Option<NaiveDate> {
    Some(match key {
        "ArrowLeft" => back(day, 1),
        "ArrowRight" => on(day, 1),
        "ArrowUp" => back(day, 7),
        "ArrowDown" => on(day, 7),
        "Home" => monday(day),
        "End" => on(monday(day), 6),
        "PageUp" => month_step(day, -1),
        "PageDown" => month_step(day, 1),
        _ => return None,
    })
}

/// How many entries of each kind (due, lapses, may be done from) fall on each day.
pub fn tally(entries: impl Iterator<Item = (NaiveDate, u8)>) -> BTreeMap<NaiveDate, [u32; 3]> {
    let mut days: BTreeMap<NaiveDate, [u32; 3]> = BTreeMap::new();
    for (day, kind) in entries {
        if let Some(n) = days.entry(day).or_default().get_mut(usize::from(kind)) {
            *n += 1;
        }
    }
    days
}

/// A day some days later.
pub fn on(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// A day some days earlier.
pub fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(y: i32, m: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, day).unwrap()
    }

    #[test]
    fn every_month_is_covered_once_and_starts_on_monday() {
        let mut day = d(2004, 1, 15);
        while day < d(2027, 1, 1) {
            let weeks = weeks(day);
            assert!((4..=6).contains(&weeks.len()), "{day}");
            assert!(weeks.iter().all(|w| w[0].weekday() == chrono::Weekday::Mon));
            let days: Vec<_> = weeks.iter().flatten().filter(|x| x.month() == day.month()).collect();
            assert_eq!(**days.first().unwrap(), first_of(day));
            assert_eq!(on(**days.last().unwrap(), 1), first_of(month_step(day, 1)), "{day}");
            day = month_step(day, 1);
        }
    }

    #[test]
    fn february_2027_needs_only_four_weeks() {
        assert_eq!(weeks(d(2027, 2, 9)).len(), 4);
    }

    #[test]
    fn keys_move_by_day_week_and_month() {
        assert_eq!(step("ArrowUp", d(2022, 5, 3)), Some(d(2022, 4, 26)));
        assert_eq!(step("Home", d(2022, 5, 5)), Some(d(2022, 5, 2)));
        assert_eq!(step("PageDown", d(2022, 8, 31)), Some(d(2022, 9, 30)));
        assert_eq!(step("a", d(2022, 8, 31)), None);
    }

    #[test]
    fn the_tally_ignores_kinds_it_does_not_know() {
        let t = tally([(d(2022, 5, 3), 0), (d(2022, 5, 3), 2), (d(2022, 5, 3), 9)].into_iter());
        assert_eq!(t[&d(2022, 5, 3)], [1, 0, 1]);
    }
}
