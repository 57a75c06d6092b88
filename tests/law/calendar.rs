//! The calendar against its notices, and what an imported notice may not say.
#![allow(clippy::unwrap_used)]
use chrono::{Datelike, NaiveDate};
use law::calendar::{BUILTIN, Calendar, DayKind, YearNotice};
use law::counting::{Term, Unit, due};
use serde_json::{Value, json};

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn source() -> Value {
    serde_json::from_str(include_str!("../data/calendar.json")).unwrap()
}

#[test]
fn every_year_holds_the_days_of_its_notice() {
    let calendar = Calendar::parse(BUILTIN).unwrap();
    for (year, days) in source()["years"].as_object().unwrap() {
        let notice = calendar.notice(year.parse().unwrap()).unwrap();
        for (list, key, kind) in [
            (&notice.off, "off", DayKind::Holiday),
            (&notice.work, "work", DayKind::MakeUp),
        ] {
            let days = days[key].as_object().unwrap();
            assert_eq!(list.len(), days.len(), "{year} {key}");
            for (day, name) in days {
                let got = calendar.day(d(day)).unwrap();
                assert_eq!((got.kind, got.name, got.settled), (kind, name.as_str(), true), "{day}");
                assert!(
                    kind == DayKind::Holiday || d(day).weekday().number_from_monday() > 5,
                    "{day}"
                );
            }
        }
        let numbers = source()["meta"]["notices"][year]["numbers"].clone();
        assert_eq!(json!(notice.numbers), numbers, "{year}");
    }
    assert_eq!(calendar.settled_through(), 2026);
}

#[test]
fn days_that_trap() {
    let calendar = Calendar::builtin();
    let kind = |day| calendar.day(d(day)).unwrap().kind;
    assert_eq!(kind("2005-12-31"), DayKind::MakeUp);
    assert_eq!(calendar.day(d("2005-12-31")).unwrap().notice.unwrap().year, 2006);
    assert_eq!(kind("2024-02-09"), DayKind::Working);
    assert_eq!(kind("2022-10-08"), DayKind::MakeUp);
    assert_eq!(kind("2026-02-28"), DayKind::MakeUp);
    assert_eq!(kind("2024-03-08"), DayKind::Working);
    assert_eq!(calendar.day(d("2003-12-31")), None);
    let eve = calendar.day(d("2027-02-05")).unwrap();
    assert_eq!(
        (eve.kind, eve.name, eve.settled, eve.notice),
        (DayKind::Holiday, Some("春节"), false, None)
    );
    assert!(calendar.day(d("2026-12-31")).unwrap().may_move);
    assert!(!calendar.day(d("2026-11-30")).unwrap().may_move);
}

fn notice_2027() -> Value {
    json!({"year": 2027, "numbers": ["国办发明电〔2026〕9号"],
        "off": {"2027-01-01": "元旦", "2027-02-05": "春节", "2027-02-06": "春节", "2027-02-07": "春节", "2027-02-08": "春节",
            "2027-02-09": "春节", "2027-04-05": "清明节", "2027-05-01": "劳动节", "2027-05-02": "劳动节", "2027-05-03": "劳动节",
            "2027-06-09": "端午节", "2027-09-15": "中秋节", "2027-10-01": "国庆节", "2027-10-02": "国庆节", "2027-10-03": "国庆节",
            "2027-10-04": "国庆节"},
        "work": {"2027-02-14": "春节"}})
}

fn import(notice: &Value) -> Result<Calendar, &'static str> {
    let notice = YearNotice::parse(&notice.to_string()).map_err(|e| e.code())?;
    Calendar::builtin().with_year(notice).map_err(|e| e.code())
}

#[test]
fn an_imported_notice_settles_its_year() {
    let calendar = import(&notice_2027()).unwrap();
    let term = Term::limit(5, Unit::WorkingDay);
    let before = due(Calendar::builtin(), d("2027-02-04"), &term, &[]).unwrap();
    let after = due(&calendar, d("2027-02-04"), &term, &[]).unwrap();
    assert!(before.provisional && before.earliest < before.latest);
    assert!(!after.provisional && after.earliest == after.latest);
    assert!(before.earliest <= after.due && after.due <= before.latest);
    assert_ne!(calendar.fingerprint(), Calendar::builtin().fingerprint());
    assert_eq!(calendar.settled_through(), 2027);
}

#[test]
fn what_no_notice_can_say_is_refused() {
    type Edit = fn(&mut Value);
    let edits: [(&str, Edit); 13] = [
        ("make_up_on_weekday", |n| n["work"]["2027-02-16"] = json!("春节")),
        ("year_mismatch", |n| n["off"]["2026-02-16"] = json!("春节")),
        ("year_mismatch", |n| n["work"]["2028-01-01"] = json!("元旦")),
        ("year_mismatch", |n| n["year"] = json!(2026)),
        ("off_and_worked", |n| n["work"]["2027-02-06"] = json!("春节")),
        ("statutory_day_missing", |n| {
            drop(n["off"].as_object_mut().unwrap().remove("2027-02-05"))
        }),
        ("bad_date", |n| n["off"]["2027-02-30"] = json!("春节")),
        ("bad_date", |n| n["off"] = json!("元旦 0101, 春节 0208-0205")),
        ("empty", |n| n["off"] = json!({})),
        ("unbound", |n| n["numbers"] = json!([])),
        ("name_missing", |n| n["off"]["2027-02-10"] = json!(" ")),
        ("not_readable", |n| n["of"] = json!({})),
        ("not_readable", |n| *n = json!("元旦")),
    ];
    for (code, edit) in edits {
        let mut notice = notice_2027();
        edit(&mut notice);
        assert_eq!(import(&notice).err(), Some(code), "{notice}");
    }
    let mut far = json!({"year": 2029, "numbers": ["x"], "off": {"2029-01-01": "元旦"}});
    assert_eq!(import(&far).err(), Some("statutory_day_missing"));
    far["year"] = json!(2090);
    far["off"] = json!({"2090-01-01": "元旦"});
    assert_eq!(import(&far).err(), Some("year_gap"));
}

/// The blocks of JSON in docs/rules.md that begin with a key.
fn documented(key: &str) -> Vec<&'static str> {
    let docs = include_str!("../../docs/rules.md");
    let blocks = docs
        .split("```json\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    blocks
        .filter(|block| block.starts_with(&format!("{{\"{key}\"")))
        .collect()
}

#[test]
fn the_examples_of_the_documentation_are_accepted() {
    let notices = documented("year");
    assert_eq!(notices.len(), 2, "one with single days, one with spans");
    let all: Vec<_> = notices
        .iter()
        .map(|text| Calendar::builtin().with_text(text).unwrap())
        .collect();
    assert!(all.iter().all(|calendar| calendar.settled_through() == 2027));
    for day in d("2027-01-01").iter_days().take(365) {
        assert_eq!(all[0].is_working(day), all[1].is_working(day), "{day}");
    }
    let amendments = documented("amends");
    assert_eq!(amendments.len(), 1);
    assert!(Calendar::builtin().with_text(amendments[0]).is_ok());
}

fn amendment() -> Value {
    json!({"amends": 2026, "place": "商丘市", "numbers": ["商政办明电〔2026〕一号"],
        "off": {"2026-11-30": "抢险"}, "work": {"2026-12-05": "抢险"}})
}

#[test]
fn a_place_gives_days_off_and_works_others_without_giving_the_year_again() {
    let before = Calendar::builtin();
    let after = before.with_text(&amendment().to_string()).unwrap();
    let kind = |calendar: &Calendar, day| calendar.day(d(day)).map(|x| (x.kind, x.name.map(str::to_owned)));
    assert_eq!(
        kind(&after, "2026-11-30"),
        Some((DayKind::Holiday, Some("抢险".into())))
    );
    assert_eq!(kind(&after, "2026-12-05"), Some((DayKind::MakeUp, Some("抢险".into()))));
    for day in d("2026-01-01").iter_days().take(365) {
        let moved = day == d("2026-11-30") || day == d("2026-12-05");
        assert_eq!(before.is_working(day) != after.is_working(day), moved, "{day}");
    }
    let term = Term::limit(1, Unit::WorkingDay);
    assert_eq!(due(&after, d("2026-11-29"), &term, &[]).unwrap().due, d("2026-12-01"));
    assert_ne!(before.fingerprint(), after.fingerprint());
    let notice = after.notice(2026).unwrap();
    assert_eq!(notice.amended_by, ["商丘市"]);
    assert!(notice.numbers.iter().any(|n| n == "商政办明电〔2026〕一号"));
    assert_eq!(after.settled_through(), 2026);
    // A weekday the notice gave off can be worked, if it is no statutory day.
    let mut back = amendment();
    back["off"] = json!({});
    back["work"] = json!({"2026-10-07": "抢险"});
    let worked = before.with_text(&back.to_string()).unwrap();
    assert_eq!(kind(&worked, "2026-10-07"), Some((DayKind::Working, None)));
}

#[test]
fn what_no_amendment_can_say_is_refused() {
    type Edit = fn(&mut Value);
    let edits: [(&str, Edit); 13] = [
        ("year_gap", |n| {
            n["amends"] = json!(2027);
            n["off"] = json!({"2027-03-01": "抢险"});
            n["work"] = json!({});
        }),
        ("year_mismatch", |n| n["off"]["2025-11-30"] = json!("抢险")),
        ("nothing_new", |n| n["off"]["2026-11-29"] = json!("抢险")),
        ("nothing_new", |n| n["work"]["2026-12-07"] = json!("抢险")),
        ("statutory_day_missing", |n| n["work"]["2026-10-01"] = json!("抢险")),
        ("off_and_worked", |n| n["work"]["2026-11-30"] = json!("抢险")),
        ("empty", |n| (n["off"], n["work"]) = (json!({}), json!({}))),
        ("unbound", |n| n["numbers"] = json!([" "])),
        ("unbound", |n| n["place"] = json!("")),
        ("name_missing", |n| n["off"]["2026-11-27"] = json!(" ")),
        ("bad_date", |n| n["off"]["2026-11-31"] = json!("抢险")),
        ("twice", |n| n["off"] = json!("抢险 1126-1127, 抢险 1127")),
        ("not_readable", |n| n["wrok"] = json!({})),
    ];
    for (code, edit) in edits {
        let mut text = amendment();
        edit(&mut text);
        let got = Calendar::builtin().with_text(&text.to_string());
        assert_eq!(got.err().map(|e| e.code()), Some(code), "{text}");
    }
}

#[test]
fn the_bound_holds_every_notice_since_2008() {
    // Statutory days as they are since 2025 (除夕 of 2014-2024 and 5-2 were not), and without these one-off days.
    let one_off = ["2015-09-03", "2015-09-04", "2015-09-06", "2020-01-31"].map(d);
    let mut file: Value = serde_json::from_str(BUILTIN).unwrap();
    let festivals = file["reckoned"]["days"].as_object_mut().unwrap();
    for line in include_str!("../data/festivals_2008_2026.txt").lines() {
        let (year, days) = line.split_once(' ').unwrap();
        festivals.insert(year.to_string(), json!(days));
    }
    for n in 2008..=2026 {
        let mut text = file.clone();
        text["reckoned"]["days"]
            .as_object_mut()
            .unwrap()
            .retain(|y, _| y.parse::<i32>().unwrap() >= n);
        text["years"]
            .as_object_mut()
            .unwrap()
            .retain(|y, _| y.parse::<i32>().unwrap() < n);
        let blind = Calendar::parse(&text.to_string()).unwrap();
        let first = NaiveDate::from_ymd_opt(n - 1, 12, 20).unwrap();
        for day in first
            .iter_days()
            .take_while(|x| x.year() <= n)
            .filter(|x| !one_off.contains(x))
        {
            let moved = blind.is_working(day) != Calendar::builtin().is_working(day);
            let newly_statutory = n < 2025 && blind.day(day).unwrap().name.is_some();
            assert!(!moved || blind.day(day).unwrap().may_move || newly_statutory, "{day}");
        }
    }
}

/// Found by fuzzing: a calendar that reaches to the year 202109 asked for a gigabyte, and its day numbers ran over.
#[test]
fn a_year_beyond_the_tables_is_refused() {
    let mut text: Value = serde_json::from_str(BUILTIN).unwrap();
    let last = text["reckoned"]["days"]["2030"].clone();
    assert!(last.is_string());
    for year in ["2183", "202109", "2003"] {
        let mut far = text.clone();
        far["reckoned"]["days"][year] = last.clone();
        assert_eq!(
            Calendar::parse(&far.to_string()).unwrap_err().code(),
            "beyond_tables",
            "{year}"
        );
    }
    text["reckoned"]["days"]["2182"] = last;
    assert!(Calendar::parse(&text.to_string()).is_ok());
}
