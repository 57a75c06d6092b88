//! Who seized an asset first and who waits, over all cases: the line, what moves up and when, what the rules make of it.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::field::{Field, Value};
use casebook::kinds::{KindOf, Kinds};
use casebook::queue::{EndedBy, Place, Turn};
use casebook::records::RegisterRow;
use casebook::rules::Rules;
use casebook::slot::{RecordKey, RecordWrite};
use support::{day, id, text};

const TODAY: &str = "2026-11-30";
/// 2026-11-30, 10:00 at UTC+8.
const NOW: u64 = 1_796_004_000_000;
const HOUSE: &str = "豫（2020）商丘市不动产权第0012345号";

fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).expect("built in")
}

fn record(of: &str, number: u8) -> RecordKey {
    RecordKey {
        kind: kind(of).kind,
        id: id(number),
    }
}

fn written(of: &str, number: u8, values: &[(&str, Value)]) -> Action {
    let field = |key: &str| kind(of).field_named(key).expect("a field").number;
    let fields = values.iter().map(|(key, value)| (field(key), value.clone()));
    Action::Record(Box::new(RecordWrite {
        record: record(of, number),
        in_force: Some(true),
        fields: fields.collect(),
    }))
}

/// A date of the fields of this name, or the rank.
fn seizure(number: u8, measure: &str, identifier: &str, days: &[(&str, &str)]) -> Action {
    let mut values = vec![
        ("asset", text("归德路1号")),
        ("measure", text(measure)),
        ("identifier", text(identifier)),
    ];
    values.extend(days.iter().map(|(key, said)| {
        let value = match *key {
            "rank" => Value::Number(said.parse().expect("a number")),
            _ => Value::Date(day(said)),
        };
        (*key, value)
    }));
    written("seizure", number, &values)
}

fn number(case: u8) -> String {
    format!("（2026）豫14执{case}号")
}

/// A book of these actions, each in the case of its number.
fn book(actions: Vec<(u8, Action)>) -> Book {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day(TODAY));
    let mut draft = Draft::new(&book, DeviceId(1), Author::default(), NOW);
    let cases = actions.iter().map(|(case, _)| *case);
    let named = cases.map(|case| (id(case), Action::Set(vec![(Field::CASE_NUMBER, text(&number(case)))])));
    let named: Vec<_> = named.collect();
    draft.add(&book, named, NOW).expect("readable");
    let actions = actions.into_iter().map(|(case, action)| (id(case), action)).collect();
    draft.add(&book, actions, NOW).expect("readable");
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
    book
}

/// The register, by case.
fn rows(book: &Book) -> Vec<RegisterRow> {
    let mut rows = book
        .register(kind("seizure"), DeviceId(1), day(TODAY))
        .expect("readable");
    rows.sort_by_key(|row| (row.case, row.record));
    rows
}

fn places(book: &Book) -> Vec<Place> {
    rows(book).into_iter().map(|row| row.place.expect("in line")).collect()
}

fn numbers<'p>(of: impl Iterator<Item = &'p casebook::queue::InLine>) -> Vec<String> {
    of.map(|other| other.case_number.clone()).collect()
}

/// 查封规定26: the one registered first takes effect, from then its term runs (民诉法解释485: three years).
#[test]
fn what_waits_runs_no_term_until_the_first_is_released() {
    let first = |released: &[(&str, &str)]| {
        let days = [&[("effective_on", "2025-03-03")], released].concat();
        seizure(1, "immovable", HOUSE, &days)
    };
    let second = || seizure(2, "immovable", "（2020）商丘市不动产权证第12345号", &[("rank", "2")]);
    let waiting = book(vec![(1, first(&[])), (2, second())]);
    let (at_first, own) = (places(&waiting), rows(&waiting));
    assert_eq!(own[1].next, None);
    assert_eq!((at_first[0].number, at_first[1].number), (Some(1), Some(2)));
    assert_eq!(numbers(at_first[1].ahead()), [number(1)]);
    assert_eq!(at_first[1].line[0].until, Some(day("2028-03-03")));
    assert_eq!(numbers(at_first[0].behind()), [number(2)]);

    let released = book(vec![(1, first(&[("released_on", "2026-11-02")])), (2, second())]);
    let (then, own) = (places(&released), rows(&released));
    assert_eq!(then[0].turn, Turn::Ended(day("2026-11-02"), EndedBy::Release));
    assert_eq!(then[1].turn, Turn::MovedUp(day("2026-11-02"), EndedBy::Release));
    assert_eq!(then[1].number, Some(1));
    let next = own[1].next.as_ref().expect("a term");
    assert_eq!((next.on, next.node.as_str()), (day("2029-11-02"), "N21"));
}

#[test]
fn a_lapse_lets_the_next_take_effect_the_day_after_and_so_on_down_the_line() {
    let waiting = |number, rank| seizure(number, "deposit", "6222021700001234567", &[("rank", rank)]);
    let line = book(vec![
        (
            1,
            seizure(1, "deposit", "6222021700001234567", &[("effective_on", "2024-06-03")]),
        ),
        (2, waiting(2, "2")),
        (3, waiting(3, "3")),
    ]);
    let turns: Vec<Turn> = places(&line).iter().map(|place| place.turn).collect();
    assert_eq!(
        turns,
        [
            Turn::Ended(day("2025-06-03"), EndedBy::Lapse),
            // Nobody entered that it took effect, so nobody renewed it.
            Turn::Ended(day("2026-06-04"), EndedBy::Lapse),
            Turn::MovedUp(day("2026-06-05"), EndedBy::Lapse),
        ]
    );
}

#[test]
fn where_each_stands_follows_from_what_is_known_and_nothing_else() {
    use Turn::{InForce, MovedUp, NoDay, Waits};
    let since = ("effective_on", "2026-02-02");
    let released = ("released_on", "2026-05-06");
    let up = MovedUp(day("2026-05-06"), EndedBy::Release);
    // What stands in case 1, what in case 2, where the second stands, as which, with how many of other courts before it.
    for (first, second, turn, at, outside) in [
        (vec![since], vec![("rank", "2")], Waits, Some(2), 0),
        // Another court stands between.
        (vec![since, released], vec![("rank", "3")], Waits, Some(2), 1),
        (vec![since], vec![("rank", "4")], Waits, Some(4), 2),
        // Registered after the first had ended: it waits for somebody outside this book.
        (vec![since, released], vec![("queued_on", "2026-06-01")], Waits, None, 0),
        (vec![since, released], vec![("queued_on", "2026-03-02")], up, Some(1), 0),
        // One that was never in force makes way for nobody.
        (
            vec![("rank", "2"), released],
            vec![("queued_on", "2026-03-02")],
            Waits,
            None,
            0,
        ),
        (
            vec![since, released],
            vec![("effective_on", "2026-05-06")],
            InForce,
            Some(1),
            0,
        ),
        // Said to be no waiting one, and without a day: no term runs, which must be seen.
        (vec![since, released], vec![], NoDay, Some(1), 0),
        (vec![since, released], vec![("rank", "1")], NoDay, Some(1), 0),
    ] {
        let place = places(&book(vec![
            (1, seizure(1, "immovable", HOUSE, &first)),
            (2, seizure(2, "immovable", HOUSE, &second)),
        ]));
        let found = (place[1].turn, place[1].number, place[1].outside);
        assert_eq!(found, (turn, at, outside), "{first:?} {second:?}");
    }
}

/// The second took effect when the first was released, though nobody entered the day, and ran until it was released itself.
#[test]
fn what_moved_up_unseen_and_was_released_makes_way_on_its_own_day() {
    let line = book(vec![
        (
            1,
            seizure(
                1,
                "immovable",
                HOUSE,
                &[("effective_on", "2025-03-03"), ("released_on", "2026-02-02")],
            ),
        ),
        (
            2,
            seizure(2, "immovable", HOUSE, &[("rank", "2"), ("released_on", "2026-09-09")]),
        ),
        (3, seizure(3, "immovable", HOUSE, &[("rank", "3")])),
    ]);
    assert_eq!(
        places(&line)[2].turn,
        Turn::MovedUp(day("2026-09-09"), EndedBy::Release)
    );
    assert_eq!(rows(&line)[1].next, None, "what was released has no date");
    // Released before the first was: it was never in force.
    let line = book(vec![
        (
            1,
            seizure(
                1,
                "immovable",
                HOUSE,
                &[("effective_on", "2025-03-03"), ("released_on", "2026-02-02")],
            ),
        ),
        (
            2,
            seizure(2, "immovable", HOUSE, &[("rank", "2"), ("released_on", "2026-01-01")]),
        ),
        (3, seizure(3, "immovable", HOUSE, &[("rank", "3")])),
    ]);
    assert_eq!(
        places(&line)[2].turn,
        Turn::MovedUp(day("2026-02-02"), EndedBy::Release)
    );
}

/// A freeze that had run out was in nobody's way any more, whenever somebody released it for order's sake: the next one's year
/// began then, and must not seem longer than it is.
#[test]
fn what_had_lapsed_before_its_release_made_way_when_it_lapsed() {
    const ACCOUNT: &str = "6222021700001234567";
    let first = [("effective_on", "2025-01-06"), ("released_on", "2026-06-30")];
    for (queued, from) in [("2025-05-05", "2026-01-07"), ("2026-03-03", "2026-03-03")] {
        let line = book(vec![
            (1, seizure(1, "deposit", ACCOUNT, &first)),
            (
                2,
                seizure(2, "deposit", ACCOUNT, &[("rank", "2"), ("queued_on", queued)]),
            ),
        ]);
        assert_eq!(
            places(&line)[1].turn,
            Turn::MovedUp(day(from), EndedBy::Lapse),
            "{queued}"
        );
        assert_eq!(places(&line)[0].turn, Turn::Ended(day("2026-06-30"), EndedBy::Release));
    }
    // Renewed in time, it ran on.
    let renewed = [first[0], ("renewed_on", "2026-01-05"), first[1]];
    let line = book(vec![
        (1, seizure(1, "deposit", ACCOUNT, &renewed)),
        (2, seizure(2, "deposit", ACCOUNT, &[("rank", "2")])),
    ]);
    assert_eq!(
        places(&line)[1].turn,
        Turn::MovedUp(day("2026-06-30"), EndedBy::Release)
    );
}

#[test]
fn two_in_force_at_once_are_told_but_for_deposits() {
    for (measure, is_told) in [
        ("immovable", true),
        ("movable", true),
        ("right", true),
        ("deposit", false),
    ] {
        let days = [("effective_on", "2026-02-02")];
        let both = book(vec![
            (1, seizure(1, measure, HOUSE, &days)),
            (2, seizure(2, measure, HOUSE, &days)),
        ]);
        let told: Vec<bool> = places(&both).iter().map(|place| place.doubtful).collect();
        assert_eq!(told, [is_told, is_told], "{measure}");
    }
}

/// One seizure of two cars stands in the lines of both; those behind it do not stand behind each other.
#[test]
fn seizures_are_in_one_line_only_by_a_number_they_share() {
    let line = book(vec![
        (
            1,
            seizure(1, "movable", "豫N12345、豫N67890", &[("effective_on", "2026-02-02")]),
        ),
        (2, seizure(2, "movable", "豫N·12345", &[("rank", "2")])),
        (3, seizure(3, "movable", "豫N 67890", &[("rank", "2")])),
        (4, seizure(4, "movable", "", &[("rank", "2")])),
    ]);
    let places = places(&line);
    let ahead: Vec<Vec<String>> = places.iter().map(|place| numbers(place.ahead())).collect();
    assert_eq!(ahead, [vec![], vec![number(1)], vec![number(1)], vec![]]);
    assert_eq!(numbers(places[0].behind()), [number(2), number(3)]);
    assert!(places[3].line.is_empty());
}

#[test]
fn a_case_knows_the_line_of_its_assets_and_of_its_seizures() {
    let asset = [
        ("what", text("归德路1号")),
        ("sort", text("immovable")),
        ("identifier", text(HOUSE)),
    ];
    let line = book(vec![
        (1, seizure(1, "immovable", HOUSE, &[("effective_on", "2026-02-02")])),
        (2, written("asset", 9, &asset)),
        // It names no number, and is called as the asset of its case is.
        (2, seizure(2, "immovable", "", &[("rank", "2")])),
    ]);
    let of_case = line.places(id(2), DeviceId(1), day(TODAY)).expect("readable");
    assert_eq!(of_case.seizures[0].0, record("seizure", 2));
    assert_eq!(numbers(of_case.seizures[0].1.ahead()), [number(1)]);
    let (of, whole) = &of_case.assets[0];
    assert_eq!(
        (*of, numbers(whole.iter())),
        (record("asset", 9), vec![number(1), number(2)])
    );
    // The register and the case say the same.
    let of_register = rows(&line);
    assert_eq!(of_register[1].place.as_ref(), Some(&of_case.seizures[0].1));
    assert_eq!(line.places(id(7), DeviceId(1), day(TODAY)), Ok(Default::default()));
}

/// My day must show what began to run because of what happened in somebody else's case.
#[test]
fn what_moved_up_is_among_what_is_mine() {
    let handler = Action::Set(vec![(Field::HANDLER, text("甲"))]);
    let line = book(vec![
        (
            1,
            seizure(
                1,
                "deposit",
                "6222021700001234567",
                &[("effective_on", "2025-01-02"), ("released_on", "2025-12-15")],
            ),
        ),
        (2, seizure(2, "deposit", "6222021700001234567", &[("rank", "2")])),
        (2, handler),
    ]);
    let mine = line
        .mine("甲", DeviceId(1), day("2026-12-30"), day(TODAY))
        .expect("readable");
    let ends: Vec<_> = mine.lapsing.iter().map(|row| row.next.as_ref().unwrap().on).collect();
    assert_eq!(ends, [day("2026-12-15")]);
}
