//! Counting against the published cases, a naive day-walker, and its own laws.
#![allow(clippy::unwrap_used)]
use chrono::{Datelike, Days, NaiveDate};
use law::calendar::{Calendar, YearNotice};
use law::counting::{CountError, Kind, Period, Role, Roll, Term, Unit, count_back, due, explain, explain_back};
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    trigger: NaiveDate,
    #[serde(flatten)]
    term: Term,
    excluded: Vec<(NaiveDate, NaiveDate)>,
    nominal: NaiveDate,
    extended: NaiveDate,
    due: NaiveDate,
    act_by: Option<NaiveDate>,
    provisional: bool,
    excluded_days: u32,
}

fn cases() -> Vec<Case> {
    serde_json::from_str::<Cases>(include_str!("../data/deadline_cases.json"))
        .unwrap()
        .cases
}

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn periods(pairs: &[(NaiveDate, NaiveDate)]) -> Vec<Period> {
    pairs.iter().map(|(from, to)| Period { from: *from, to: *to }).collect()
}

#[test]
fn every_published_case_gives_its_dates() {
    let calendar = Calendar::builtin();
    let all = cases();
    assert_eq!(all.len(), 80);
    for c in all {
        let got = due(calendar, c.trigger, &c.term, &periods(&c.excluded)).unwrap();
        let is = (
            got.nominal,
            got.extended,
            got.due,
            got.act_by,
            got.provisional,
            got.excluded_days,
        );
        assert_eq!(
            is,
            (c.nominal, c.extended, c.due, c.act_by, c.provisional, c.excluded_days),
            "{}",
            c.id
        );
        assert!(got.earliest <= got.alarm() && got.alarm() <= got.latest, "{}", c.id);
    }
}

#[test]
fn the_explanation_ends_where_the_count_does() {
    let calendar = Calendar::builtin();
    for c in cases() {
        let ledger = explain(calendar, c.trigger, &c.term, &periods(&c.excluded)).unwrap();
        assert_eq!(ledger.strip.first().unwrap().role, Role::Trigger, "{}", c.id);
        assert_eq!(ledger.strip.last().unwrap().date, c.due, "{}", c.id);
        let counted = ledger.count(|r| matches!(r, Role::Counted(_)));
        if c.term.kind == Kind::Limit {
            let expected = match c.term.unit {
                Unit::WorkingDay => c.term.length as usize,
                _ => (c.nominal - c.trigger).num_days() as usize,
            };
            assert_eq!(counted, expected, "{}", c.id);
            assert_eq!(
                ledger.count(|r| *r == Role::Excluded),
                c.excluded_days as usize,
                "{}",
                c.id
            );
            assert_eq!(
                ledger.count(|r| *r == Role::Rolled),
                (c.due - c.extended).num_days() as usize,
                "{}",
                c.id
            );
        }
        let unsettled = ledger.years.iter().any(|y| y.notice.is_none());
        assert!(unsettled || !c.provisional, "{}", c.id);
    }
}

/// Working days 2004-2028 as a plain list, read from the data file the calendar was compiled from.
fn plain_days() -> Vec<(NaiveDate, bool)> {
    let file: serde_json::Value = serde_json::from_str(include_str!("../data/calendar.json")).unwrap();
    let (mut off, mut work) = (std::collections::HashSet::new(), std::collections::HashSet::new());
    for year in file["years"].as_object().unwrap().values() {
        off.extend(year["off"].as_object().unwrap().keys().map(|k| d(k)));
        work.extend(year["work"].as_object().unwrap().keys().map(|k| d(k)));
    }
    for (from, to) in [
        ("2027-01-01", "2027-01-01"),
        ("2027-02-05", "2027-02-08"),
        ("2027-04-05", "2027-04-05"),
        ("2027-05-01", "2027-05-02"),
        ("2027-06-09", "2027-06-09"),
        ("2027-09-15", "2027-09-15"),
        ("2027-10-01", "2027-10-03"),
        ("2028-01-01", "2028-01-01"),
        ("2028-01-25", "2028-01-28"),
        ("2028-04-04", "2028-04-04"),
        ("2028-05-01", "2028-05-02"),
        ("2028-05-28", "2028-05-28"),
        ("2028-10-01", "2028-10-03"),
    ] {
        off.extend(d(from).iter_days().take_while(|x| *x <= d(to)));
    }
    d("2004-01-01")
        .iter_days()
        .take_while(|x| x.year() < 2029)
        .map(|x| {
            (
                x,
                work.contains(&x) || (!off.contains(&x) && x.weekday().number_from_monday() < 6),
            )
        })
        .collect()
}

#[test]
fn every_start_and_length_equals_the_day_walker() {
    let calendar = Calendar::builtin();
    let days = plain_days();
    let term = |length| Term::limit(length, Unit::WorkingDay);
    let mut checked = 0u32;
    for (start, (trigger, _)) in days.iter().enumerate().filter(|(_, (x, _))| x.year() <= 2026) {
        let mut worked = days[start + 1..].iter().filter(|(_, w)| *w);
        for length in 1..=400 {
            let walked = worked.next().unwrap().0;
            let got = due(calendar, *trigger, &term(length), &[]).unwrap();
            if got.due != walked || got.provisional != (walked.year() > 2026) {
                panic!("{trigger} + {length}: {got:?}, walked {walked}");
            }
            checked += 1;
        }
    }
    assert_eq!(checked, 8401 * 400);
}

#[test]
fn rolling_equals_the_day_walker() {
    let days = plain_days();
    let calendar = Calendar::builtin();
    let mut next = days.last().unwrap().0;
    for (day, worked) in days.iter().rev() {
        next = if *worked { *day } else { next };
        if day.year() < 2028 {
            let trigger = *day - Days::new(30);
            let got = due(calendar, trigger, &Term::limit(30, Unit::Day), &[]).unwrap();
            assert_eq!((got.nominal, got.due), (*day, next));
        }
    }
}

#[test]
fn finding_2_counts_61_filing_dates() {
    let calendar = Calendar::builtin();
    let later: Vec<_> = d("2022-05-01")
        .iter_days()
        .take_while(|x| *x <= d("2026-11-30"))
        .filter(|filed| {
            let local = due(calendar, *filed, &Term::limit(5, Unit::WorkingDay), &[])
                .unwrap()
                .due;
            let national = due(calendar, *filed, &Term::limit(10, Unit::Day), &[]).unwrap().due;
            local > national
        })
        .collect();
    let worked = later.iter().filter(|x| calendar.is_working(**x) == Some(true)).count();
    assert_eq!((later.len(), worked), (61, 38));
    assert!(later.contains(&d("2022-09-30")));
}

#[test]
fn excluded_time_outside_the_term_adds_nothing_and_before_it_is_cut() {
    let calendar = Calendar::builtin();
    let term = Term::limit(10, Unit::Day);
    let run = |pairs: &[(&str, &str)]| {
        let p: Vec<_> = pairs.iter().map(|(a, b)| (d(a), d(b))).collect();
        due(calendar, d("2024-03-04"), &term, &periods(&p)).unwrap()
    };
    assert_eq!(run(&[("2024-01-01", "2024-03-04")]).due, d("2024-03-14"));
    assert_eq!(run(&[("2024-03-01", "2024-03-05")]).due, d("2024-03-15"));
    assert_eq!(run(&[("2024-03-15", "2024-04-15")]).due, d("2024-03-14"));
    // The first period carries the end into the second.
    assert_eq!(
        run(&[("2024-03-15", "2024-03-20"), ("2024-03-10", "2024-03-12")]).extended,
        d("2024-03-23")
    );
    let bad = Period {
        from: d("2024-03-10"),
        to: d("2024-03-09"),
    };
    assert_eq!(
        due(calendar, d("2024-03-04"), &term, &[bad]),
        Err(CountError::BadPeriod)
    );
}

/// Worked examples: the ten days from 2024-03-06 end on Saturday 2024-03-16 and roll to Monday the 18th; the ten from
/// 2024-09-21 end on 2024-10-01 and roll over the holiday to the 8th.
#[test]
fn a_stay_that_begins_before_the_rolled_day_counts() {
    let calendar = Calendar::builtin();
    let term = Term::limit(10, Unit::Day);
    for (trigger, from, to, extended, rolled, skipped) in [
        ("2024-03-06", "2024-03-19", "2024-03-25", "2024-03-16", "2024-03-18", 0),
        ("2024-03-06", "2024-03-18", "2024-03-20", "2024-03-16", "2024-03-21", 3),
        ("2024-03-06", "2024-03-17", "2024-03-22", "2024-03-16", "2024-03-25", 6),
        ("2024-03-06", "2024-03-17", "2024-03-17", "2024-03-16", "2024-03-18", 1),
        ("2024-03-06", "2024-03-16", "2024-03-22", "2024-03-23", "2024-03-25", 7),
        ("2024-09-21", "2024-10-03", "2024-10-10", "2024-10-01", "2024-10-11", 8),
    ] {
        let stay = [Period {
            from: d(from),
            to: d(to),
        }];
        let got = due(calendar, d(trigger), &term, &stay).unwrap();
        assert_eq!(
            (got.extended, got.due, got.excluded_days),
            (d(extended), d(rolled), skipped),
            "{trigger} with a stay {from} to {to}"
        );
        let ledger = explain(calendar, d(trigger), &term, &stay).unwrap();
        assert_eq!(ledger.count(|r| *r == Role::Excluded), skipped as usize, "{from}");
        assert_eq!(ledger.strip.last().map(|s| s.date), Some(d(rolled)));
    }
}

#[test]
fn an_effect_occurs_on_its_last_day_and_does_not_roll() {
    let term = Term {
        length: 30,
        unit: Unit::Day,
        roll: Roll::None,
        kind: Kind::Effect,
    };
    let got = due(Calendar::builtin(), d("2024-09-01"), &term, &[]).unwrap();
    assert_eq!(
        (got.nominal, got.due, got.act_by),
        (d("2024-10-01"), d("2024-10-01"), None)
    );
    let ledger = explain(Calendar::builtin(), d("2024-09-01"), &term, &[]).unwrap();
    assert_eq!(ledger.strip.last().map(|s| s.role), Some(Role::Counted(30)));
}

#[test]
fn more_than_three_months_begins_the_day_after() {
    let term = Term {
        length: 3,
        unit: Unit::Month,
        roll: Roll::None,
        kind: Kind::Earliest,
    };
    let got = due(Calendar::builtin(), d("2024-01-15"), &term, &[]).unwrap();
    assert_eq!(
        (got.nominal, got.due, got.act_by),
        (d("2024-04-15"), d("2024-04-16"), None)
    );
}

#[test]
fn counting_back_never_shortens_the_time_given() {
    let calendar = Calendar::builtin();
    // 15 days before a Monday auction is a Sunday: the notice goes out on the Friday before.
    let got = count_back(calendar, d("2024-06-24"), &Term::limit(15, Unit::Day)).unwrap();
    assert_eq!(
        (got.nominal, got.due, got.provisional),
        (d("2024-06-09"), d("2024-06-07"), false)
    );
    let three = Term::limit(3, Unit::WorkingDay);
    assert_eq!(
        count_back(calendar, d("2024-10-08"), &three).unwrap().due,
        d("2024-09-27")
    );
    // 2024-09-29 (Sunday) was worked.
    assert_eq!(
        count_back(calendar, d("2024-10-01"), &Term::limit(2, Unit::WorkingDay))
            .unwrap()
            .due,
        d("2024-09-29")
    );
    let ahead = count_back(calendar, d("2027-03-01"), &Term::limit(30, Unit::Day)).unwrap();
    assert!(ahead.provisional && ahead.earliest <= ahead.due && ahead.due <= ahead.latest);
    assert_eq!(
        count_back(calendar, d("2024-10-08"), &Term::validity(1, Unit::Year)),
        Err(CountError::NotBackwards)
    );
    let ledger = explain_back(calendar, d("2024-06-24"), &Term::limit(15, Unit::Day)).unwrap();
    assert_eq!(
        ledger.strip.first().map(|s| (s.date, s.role)),
        Some((d("2024-06-07"), Role::Rolled))
    );
    assert_eq!(ledger.count(|r| matches!(r, Role::Counted(_))), 15);
    assert_eq!(
        ledger.strip.last().map(|s| (s.date, s.role)),
        Some((d("2024-06-24"), Role::Trigger))
    );
    for length in 1..60 {
        let term = Term::limit(length, Unit::WorkingDay);
        let back = count_back(calendar, d("2025-02-05"), &term).unwrap().due;
        assert_eq!(due(calendar, back, &term, &[]).unwrap().due, d("2025-02-05"));
    }
}

#[test]
fn what_the_tables_do_not_reach_is_refused_with_a_code() {
    let calendar = Calendar::builtin();
    let wd = Term::limit(5, Unit::WorkingDay);
    assert_eq!(
        due(calendar, d("2003-12-01"), &wd, &[]),
        Err(CountError::BeforeCalendar)
    );
    assert_eq!(due(calendar, d("2003-12-31"), &wd, &[]).unwrap().due, d("2004-01-08"));
    assert_eq!(
        due(calendar, d("2060-12-30"), &wd, &[]),
        Err(CountError::BeyondCalendar)
    );
    for length in [u32::MAX, 4_000_000_000, 400_000] {
        for unit in [Unit::WorkingDay, Unit::Day, Unit::Month, Unit::Year] {
            assert_eq!(
                due(calendar, d("2024-01-02"), &Term::limit(length, unit), &[]),
                Err(CountError::BeyondCalendar)
            );
        }
    }
    // A stay without an end has no date, and no strip of a million days.
    let endless = [Period {
        from: d("2024-01-05"),
        to: d("9999-12-31"),
    }];
    assert_eq!(
        due(calendar, d("2024-01-02"), &wd, &endless),
        Err(CountError::BeyondCalendar)
    );
    let unrolled = Term {
        roll: Roll::None,
        ..Term::limit(10, Unit::Day)
    };
    assert_eq!(
        due(calendar, d("2024-01-02"), &unrolled, &endless),
        Err(CountError::BeyondCalendar)
    );
    assert_eq!(
        explain(calendar, d("2024-01-02"), &unrolled, &endless).err(),
        Some(CountError::BeyondCalendar)
    );
    assert!(due(calendar, NaiveDate::MAX, &wd, &[]).is_err() && due(calendar, NaiveDate::MIN, &wd, &[]).is_err());
    assert!(count_back(calendar, NaiveDate::MIN, &Term::limit(5, Unit::Day)).is_err());
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    fn day() -> impl Strategy<Value = NaiveDate> {
        (0u64..9000).prop_map(|n| d("2004-01-01") + Days::new(n))
    }

    fn unit() -> impl Strategy<Value = Unit> {
        prop_oneof![
            Just(Unit::WorkingDay),
            Just(Unit::Day),
            Just(Unit::Month),
            Just(Unit::Year)
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_later_trigger_is_never_due_earlier(a in day(), more in 0u64..60, n in 1u32..6, unit in unit()) {
            let term = Term::limit(n, unit);
            let c = Calendar::builtin();
            prop_assert!(due(c, a, &term, &[]).unwrap().due <= due(c, a + Days::new(more), &term, &[]).unwrap().due);
        }

        #[test]
        fn working_days_add_up(a in day(), m in 1u32..60, n in 1u32..60) {
            let c = Calendar::builtin();
            let wd = |from, n| due(c, from, &Term::limit(n, Unit::WorkingDay), &[]).unwrap().due;
            prop_assert_eq!(wd(wd(a, m), n), wd(a, m + n));
        }

        #[test]
        fn order_overlap_and_doubling_of_periods_change_nothing(
            a in day(), n in 1u32..60, unit in unit(), spans in prop::collection::vec((1u64..120, 0u64..40), 0..5)
        ) {
            let c = Calendar::builtin();
            let term = Term::limit(n, unit);
            let mut p: Vec<_> =
                spans.iter().map(|(o, l)| Period { from: a + Days::new(*o), to: a + Days::new(o + l) }).collect();
            let first = due(c, a, &term, &p);
            p.reverse();
            p.extend(p.clone());
            prop_assert_eq!(first, due(c, a, &term, &p));
            // The strip of the explanation walks the same days one by one.
            if let (Ok(first), Ok(ledger)) = (first, explain(c, a, &term, &p)) {
                let skipped = ledger.count(|r| *r == Role::Excluded);
                prop_assert_eq!(skipped, first.excluded_days as usize);
                let counted = ledger.count(|r| matches!(r, Role::Counted(_)));
                let expected = if unit == Unit::WorkingDay { n as usize } else { (first.nominal - a).num_days() as usize };
                prop_assert_eq!(counted, expected);
            }
        }

        #[test]
        fn a_limit_runs_out_where_a_walk_over_the_days_does(
            a in day(), n in 1u32..40, spans in prop::collection::vec((1u64..60, 0u64..20), 0..4)
        ) {
            let c = Calendar::builtin();
            let p: Vec<_> =
                spans.iter().map(|(o, l)| Period { from: a + Days::new(*o), to: a + Days::new(o + l) }).collect();
            let stayed = |x: NaiveDate| p.iter().any(|p| p.from <= x && x <= p.to);
            let (mut x, mut counted) = (a, 0);
            while counted < n {
                x = x + Days::new(1);
                counted += u32::from(!stayed(x));
            }
            while stayed(x) || c.is_working(x) != Some(true) {
                x = x + Days::new(1);
            }
            prop_assert_eq!(due(c, a, &Term::limit(n, Unit::Day), &p).unwrap().due, x);
        }

        #[test]
        fn the_range_holds_whatever_notice_comes(a in 0u64..700, n in 1u32..200, unit in unit(), off in 0u32..16, work in 0u32..8) {
            // A 2027 notice that moves days as notices do: 春节 and 国庆节 longer, paid for by weekends near them.
            let pick = |bits: u32, days: &[&str], name: &str| -> serde_json::Map<String, serde_json::Value> {
                let on = days.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1);
                on.map(|(_, day)| (day.to_string(), name.into())).collect()
            };
            let mut days = pick(u32::MAX, &["2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-04-05", "2027-05-01",
                "2027-05-02", "2027-06-09", "2027-09-15", "2027-10-01", "2027-10-02", "2027-10-03"], "节");
            days.extend(pick(off, &["2027-02-09", "2027-02-10", "2027-05-03", "2027-10-04"], "节"));
            let work = pick(work, &["2027-01-30", "2027-02-14", "2027-10-09"], "节");
            let text = serde_json::json!({"year": 2027, "numbers": ["一号"], "off": days, "work": work}).to_string();
            let settled = Calendar::builtin().with_year(YearNotice::parse(&text).unwrap()).unwrap();
            let trigger = d("2025-12-01") + Days::new(a);
            let term = Term { length: if unit == Unit::Year { 1 } else { n.min(if unit == Unit::Month { 12 } else { 200 }) }, ..Term::limit(n, unit) };
            let before = due(Calendar::builtin(), trigger, &term, &[]).unwrap();
            let after = due(&settled, trigger, &term, &[]).unwrap();
            prop_assert!(before.earliest <= after.due && after.due <= before.latest, "{:?} {:?}", before, after);
            prop_assert!(after.provisional == (after.due > d("2027-12-31")));
        }

        #[test]
        fn validity_never_rolls_and_is_acted_on_before(a in day(), n in 1u32..4) {
            let got = due(Calendar::builtin(), a, &Term::validity(n, Unit::Year), &[]).unwrap();
            prop_assert_eq!(got.due, got.nominal);
            prop_assert!(got.act_by.unwrap() < got.due);
            prop_assert_eq!(Calendar::builtin().is_working(got.act_by.unwrap()), Some(true));
        }
    }
}
