//! "None of our seizures lapsed unseen": what the figure counts, and that no text switches the alarm off.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::facts::CaseFile;
use casebook::field::{Field, Value};
use casebook::kinds::{DaysFault, KindOf, Kinds};
use casebook::lapses::{Fate, Lapses, lapses};
use casebook::reckoned::reckon;
use casebook::records::RegisterRow;
use casebook::rules::{NODES_KEY, Rules, RulesFault};
use casebook::slot::{RecordKey, RecordWrite};
use chrono::Days;
use law::calendar::Calendar;
use law::nodes::{LAPSE_DAYS, NodeSet, PLAN, SetFault, Status};
use support::{day, id, text};

pub const TODAY: &str = "2026-11-30";
/// 2026-06-01, 10:00 at UTC+8.
const IN_JUNE: u64 = 1_780_279_200_000;

fn kind() -> &'static KindOf {
    Kinds::builtin().named("seizure").expect("built in")
}

type Days3<'d> = &'d [(&'d str, &'d str)];

fn seizure(number: u8, measure: &str, days: Days3<'_>) -> Action {
    let field = |key: &str| kind().field_named(key).expect("a field").number;
    let mut fields = vec![
        (field("asset"), text(&format!("财产{number}"))),
        (field("measure"), text(measure)),
    ];
    fields.extend(days.iter().map(|(key, on)| (field(key), Value::Date(day(on)))));
    Action::Record(Box::new(RecordWrite {
        record: RecordKey {
            kind: kind().kind,
            id: id(number),
        },
        in_force: Some(true),
        fields,
    }))
}

/// Some seizures of a case.
pub fn office() -> Book {
    let freeze = |number, days: Days3<'_>| seizure(number, "deposit", days);
    let actions = vec![
        freeze(1, &[("effective_on", "2025-07-10"), ("renewed_on", "2026-07-01")]),
        freeze(2, &[("effective_on", "2025-07-10"), ("released_on", "2026-07-09")]),
        freeze(3, &[("effective_on", "2025-07-10")]),
        freeze(4, &[("effective_on", "2026-02-02")]),
    ];
    book_of("（2026）豫14执2号", actions, built_in())
}

fn rows_of(number: &str, actions: Vec<Action>, rules: Rules) -> Vec<RegisterRow> {
    let book = book_of(number, actions, rules);
    let mut rows = book.register(kind(), DeviceId(1), day(TODAY)).expect("readable");
    rows.sort_by_key(|row| row.record);
    rows
}

/// A book that keeps a case of this number and its seizures since June.
fn book_of(number: &str, actions: Vec<Action>, rules: Rules) -> Book {
    let mut book = Book::new(Box::new(rules), day(TODAY));
    let mut draft = Draft::new(&book, DeviceId(1), Author::default(), IN_JUNE);
    let case = Action::Set(vec![(Field::CASE_NUMBER, text(number))]);
    let actions = std::iter::once(case).chain(actions).map(|action| (id(1), action));
    draft.add(&book, actions.collect(), IN_JUNE).expect("readable");
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
    book
}

fn built_in() -> Rules {
    Rules::of(&[]).expect("built in")
}

fn count(rows: &[RegisterRow], from: &str, to: &str) -> Lapses {
    lapses(kind(), rows, (day(from), day(to)), day(TODAY))
}

#[test]
fn each_term_that_ended_in_the_period_is_counted_once_by_what_became_of_it() {
    let freeze = |number, days: Days3<'_>| seizure(number, "deposit", days);
    let rows = rows_of(
        "（2026）豫14执2号",
        vec![
            // Its first year ended on 2026-07-10; a renewal before that runs on.
            freeze(1, &[("effective_on", "2025-07-10"), ("renewed_on", "2026-07-01")]),
            freeze(2, &[("effective_on", "2025-07-10"), ("released_on", "2026-07-09")]),
            // Recorded in June, lapsed in July.
            freeze(3, &[("effective_on", "2025-07-10")]),
            // Recorded in June, when it had lapsed.
            freeze(4, &[("effective_on", "2025-05-20")]),
            freeze(5, &[("effective_on", "2025-12-20")]),
            // Ended before the period, and begun after it.
            freeze(6, &[("effective_on", "2025-01-10"), ("released_on", "2025-03-01")]),
            freeze(7, &[("effective_on", "2026-11-20")]),
            // The notice names a day of its own; it was released after that.
            freeze(
                8,
                &[
                    ("effective_on", "2026-02-02"),
                    ("ends_on", "2026-08-02"),
                    ("released_on", "2026-09-01"),
                ],
            ),
            // It waits: nothing of it can lapse.
            freeze(9, &[("queued_on", "2025-07-10")]),
        ],
        built_in(),
    );
    let names = |found: Vec<usize>| -> Vec<u8> { found.into_iter().map(|row| rows[row].record.id[15]).collect() };
    let found = count(&rows, "2026-01-01", "2026-10-31");
    // On 31 October: what was released, lapsed or began later is not in force.
    assert_eq!(names(found.in_force.clone()), [1, 5]);
    assert_eq!(names(found.begun.clone()), [8]);
    // A release after the last day releases nothing.
    assert_eq!(names(found.released.clone()), [2]);
    let of = |fate: Fate| names(found.of(fate).map(|ended| ended.row).collect());
    assert_eq!(of(Fate::Renewed), [1]);
    assert_eq!(of(Fate::Released), [2]);
    // A release after the last day releases nothing.
    assert_eq!(of(Fate::LapsedWarned), [3, 8]);
    // Recorded when it was too late to warn.
    assert_eq!(of(Fate::LapsedUnseen), [4]);
    assert_eq!(of(Fate::ToCome), Vec::<u8>::new());
    let ahead = count(&rows, "2026-11-01", "2026-12-31");
    assert_eq!(names(ahead.of(Fate::ToCome).map(|ended| ended.row).collect()), [5]);
}

/// On the day counted what is released is out and what ends on it is in; nothing is counted beyond today.
#[test]
fn in_force_is_counted_at_the_end_of_the_period() {
    let freeze = |number, days: Days3<'_>| seizure(number, "deposit", days);
    let rows = rows_of(
        "（2026）豫14执2号",
        vec![
            freeze(1, &[("effective_on", "2026-01-10"), ("released_on", TODAY)]),
            freeze(2, &[("effective_on", "2025-11-30")]),
            freeze(3, &[("effective_on", "2025-11-29")]),
            freeze(4, &[("effective_on", "2026-01-10")]),
        ],
        built_in(),
    );
    let names = |found: &[usize]| -> Vec<u8> { found.iter().map(|row| rows[*row].record.id[15]).collect() };
    for (to, in_force, released) in [
        ("2026-11-28", vec![1, 2, 3, 4], vec![]),
        ("2026-11-29", vec![1, 2, 3, 4], vec![]),
        (TODAY, vec![2, 4], vec![1]),
        ("2026-12-31", vec![2, 4], vec![1]),
    ] {
        let found = count(&rows, "2026-01-01", to);
        assert_eq!(
            (names(&found.in_force), names(&found.released)),
            (in_force, released),
            "{to}"
        );
    }
}

/// 民诉法解释485: a renewal stands for what it renews; what it takes the place of is kept and counted, too.
#[test]
fn each_renewal_of_a_seizure_is_a_term_of_its_own() {
    let value = |days: &'static [(&'static str, &'static str)]| {
        move |number: u16| {
            let key = kind().field(number)?.key.as_str();
            match key {
                "measure" => Some(text("deposit")),
                "asset" => Some(text("账户")),
                key => days
                    .iter()
                    .find(|(known, _)| *known == key)
                    .map(|(_, on)| Value::Date(day(on))),
            }
        }
    };
    let stands = value(&[("effective_on", "2023-12-01"), ("renewed_on", "2024-11-20")]);
    let renew = &kind().batches[0];
    let record = RecordKey {
        kind: kind().kind,
        id: id(1),
    };
    let field = |key: &str| kind().field_named(key).expect("a field").number;
    let again = [(field("renewed_on"), Value::Date(day("2025-11-18")))];
    let kept = kind()
        .kept_before(renew, record, &again, &stands, id(9))
        .expect("a renewal stood there");
    let same = [(field("renewed_on"), Value::Date(day("2024-11-20")))];
    assert_eq!(kind().kept_before(renew, record, &same, &stands, id(9)), None);
    let first = value(&[("effective_on", "2023-12-01")]);
    assert_eq!(kind().kept_before(renew, record, &again, &first, id(9)), None);
    // The form of the whole record keeps the same, unless the day is taken out.
    let by_form = |entered: &[(u16, Value)]| kind().kept_by_form(record, entered, &stands, id(9));
    assert_eq!(by_form(&again).as_ref(), Some(&kept));
    assert_eq!(by_form(&[(field("renewed_on"), Value::None)]), None);

    let days = [("effective_on", "2023-12-01"), ("renewed_on", "2025-11-18")];
    let actions = vec![seizure(1, "deposit", &days), Action::Record(Box::new(kept))];
    let rows = rows_of("（2026）豫14执2号", actions, built_in());
    let terms = kind().terms(&|number| rows[0].value(number), &rows[0].earlier);
    let terms: Vec<(String, Option<String>)> = terms
        .iter()
        .map(|term| (term.from.to_string(), term.until.map(|day| day.to_string())))
        .collect();
    let term = |from: &str, until: &str| (from.to_owned(), Some(until.to_owned()));
    assert_eq!(
        terms,
        [
            term("2023-12-01", "2024-12-01"),
            term("2024-11-20", "2025-11-20"),
            term("2025-11-18", "2026-11-18")
        ]
    );
    let fates = |year: &str| -> Vec<Fate> {
        let found = count(&rows, &format!("{year}-01-01"), &format!("{year}-12-31"));
        found.ended.iter().map(|ended| ended.fate).collect()
    };
    assert_eq!(fates("2024"), [Fate::Renewed]);
    assert_eq!(fates("2025"), [Fate::Renewed]);
    assert_eq!(fates("2026"), [Fate::LapsedWarned]);
}

/// A renewal is made before the term ends; it takes effect at its end at the latest, so its day may be to come.
#[test]
fn a_renewal_may_be_dated_ahead_up_to_the_last_day() {
    let first = |number: u16| match kind().field(number)?.key.as_str() {
        "measure" => Some(text("deposit")),
        "effective_on" => Some(Value::Date(day("2025-12-20"))),
        _ => None,
    };
    let field = kind().field_named("renewed_on").expect("a field").number;
    for (on, fault) in [
        (TODAY, None),
        ("2026-12-20", None),
        ("2026-12-21", Some(DaysFault::RenewedTooLate)),
    ] {
        let now = |number: u16| {
            (number == field)
                .then(|| Value::Date(day(on)))
                .or_else(|| first(number))
        };
        let faults = kind().days_faults(&now, &first, day(TODAY));
        assert_eq!(
            faults,
            fault.map(|fault| (field, fault)).into_iter().collect::<Vec<_>>(),
            "{on}"
        );
        assert_eq!(
            kind()
                .last_day(&now)
                .map(|day| day.to_string()[..4].to_owned())
                .as_deref(),
            Some("2027")
        );
    }
    // Dated ahead, register and papers have one last day: that of the renewal.
    let days = [("effective_on", "2025-12-20"), ("renewed_on", "2026-12-20")];
    let rows = rows_of("（2026）豫14执2号", vec![seizure(1, "deposit", &days)], built_in());
    let next = rows[0].next.as_ref().expect("a term");
    assert_eq!(Some(next.on), kind().last_day(&|number| rows[0].value(number)));
    assert_eq!(next.on, day("2027-12-20"));
}

/// 民诉法解释485: the terms of the kind's text are those the engine counts, each in every kind of case.
#[test]
fn the_terms_counted_are_those_of_the_engine_in_every_kind_of_case() {
    for number in ["执2", "执恢2", "执保2", "执异2", "执复2", "执监2", "执他2"] {
        for measure in ["deposit", "movable", "immovable", "right"] {
            let number = format!("（2026）豫14{number}号");
            let rows = rows_of(
                &number,
                vec![seizure(1, measure, &[("effective_on", "2026-02-28")])],
                built_in(),
            );
            let next = rows[0].next.as_ref().expect("a term");
            let counted = kind().last_day(&|field| rows[0].value(field));
            assert_eq!(counted, Some(next.on), "{number} {measure}");
        }
    }
}

/// Within thirty days of its lapse a freeze is told as lapsing, whatever a court's own texts say.
#[test]
fn no_rule_text_switches_the_alarm_off() {
    let own = |text: &str| vec![(NODES_KEY.to_owned(), text.to_owned())];
    let empty = r#"{"title": ["空", "Empty"], "nodes": []}"#;
    // Those that would take the alarm away are refused as a whole.
    for (text, fault) in [
        (r#"{"kinds": {"any": []}, "nodes": []}"#, SetFault::DuplicateId),
        (
            r#"{"nodes": [{"id": "N19", "name": ["无", "None"], "owner": "team", "cite": ["jieshi"], "mark": "L"}]}"#,
            SetFault::DuplicateId,
        ),
    ] {
        let refused = Rules::of(&own(text)).map(|_| ()).expect_err(text);
        assert_eq!(refused.fault, RulesFault::Nodes(fault), "{text}");
    }
    let outside = r#"{"owners": {"team": {"name": ["他人", "Others"], "outside": true}}, "nodes": []}"#;
    for text in [empty, outside, PLAN] {
        let Ok(rules) = Rules::of(&own(text)) else {
            panic!("{text}")
        };
        let days = [("effective_on", "2025-12-20")];
        let rows = rows_of("（2026）豫14执2号", vec![seizure(1, "deposit", &days)], rules);
        let next = rows[0].next.as_ref().expect("a term");
        assert_eq!((next.on, next.act_by), (day("2026-12-20"), day("2026-12-18")), "{text}");
    }
}

#[test]
fn a_freeze_is_told_as_lapsing_from_thirty_days_before() {
    let rows = rows_of(
        "（2026）豫14执2号",
        vec![seizure(1, "deposit", &[("effective_on", "2025-12-20")])],
        built_in(),
    );
    let file = CaseFile {
        happenings: kind().happenings(rows[0].record.id, &|field| rows[0].value(field), None),
        ..CaseFile::default()
    };
    for (before, is_told) in [(LAPSE_DAYS + 1, false), (LAPSE_DAYS, true), (0, true)] {
        let on = day("2026-12-20") - Days::new(before.unsigned_abs());
        let said = reckon(file.clone(), None, NodeSet::builtin(), Calendar::builtin(), on);
        let lapsing = said
            .nodes
            .iter()
            .any(|line| matches!(line.status, Status::Lapsing { .. }));
        assert_eq!(lapsing, is_told, "{before}");
    }
}
