//! The figures of the bulletin against a naive recount, and against the table of overdue nodes they are to agree with.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use casebook::book::Book;
use casebook::bulletin::Bulletin;
use casebook::clock::DeviceId;
use casebook::facts::CaseFile;
use casebook::kinds::Kinds;
use casebook::lapses::{Fate, lapses};
use casebook::rules::Rules;
use law::nodes::NodeSet;

use crate::overdue::{TODAY, office};
use crate::support::book::{day, id};

fn bulletin(book: &Book, from: &str, to: &str) -> Bulletin {
    let nodes: Vec<&str> = NodeSet::builtin().nodes().iter().map(|node| node.id.as_str()).collect();
    book.bulletin((day(from), day(to)), day(TODAY), &nodes)
        .expect("readable")
}

#[test]
fn the_bulletin_says_what_the_table_says() {
    let book = office();
    for (from, to) in [
        ("2026-04-01", "2026-04-30"),
        ("2026-03-01", "2026-06-30"),
        ("2025-01-01", "2025-12-31"),
    ] {
        let told = bulletin(&book, from, to);
        let table = book.overdue(day(from), day(to), day(TODAY)).expect("readable");
        assert_eq!(told.all.overdue as usize, table.len(), "{from}");
        let fell_due = |row: &&casebook::overdue::OverdueRow| row.due >= day(from);
        assert_eq!(
            told.all.late() as usize,
            table.iter().filter(fell_due).count(),
            "{from}: late of those due"
        );
        let of_nodes: (u32, u32) = told
            .nodes
            .iter()
            .fold((0, 0), |sum, node| (sum.0 + node.due, sum.1 + node.kept));
        assert_eq!(
            of_nodes,
            (told.all.due, told.all.kept),
            "{from}: nodes add up to the whole"
        );
        let of_units: u32 = told.units.iter().map(|unit| unit.figures.due).sum();
        assert_eq!(of_units, told.all.due, "{from}: courts and teams add up to the whole");
    }
}

/// Twelve cases filed one a week from 9 March on; every other one sent its notices late.
#[test]
fn cases_are_counted_as_they_came() {
    let told = bulletin(&office(), "2026-04-01", "2026-04-30");
    let filed = (1..=12_u64).map(|number| day("2026-03-02") + chrono::Days::new(number * 7));
    let in_april = filed
        .clone()
        .filter(|on| *on >= day("2026-04-01") && *on <= day("2026-04-30"))
        .count();
    let by_then = filed.filter(|on| *on <= day("2026-04-30")).count();
    assert_eq!(
        (told.all.filed as usize, told.all.open as usize, told.all.closed),
        (in_april, by_then, 0)
    );
    let units: Vec<(&str, &str)> = told
        .units
        .iter()
        .map(|unit| (unit.court.as_str(), unit.team.as_str()))
        .collect();
    assert_eq!(units, [("豫14", "第一速执团队")]);
}

/// What was done in time is counted, and is in no table of what was late.
#[test]
fn what_was_kept_is_counted() {
    let book = office();
    let rules = Rules::of(&[]).expect("built in");
    let (_, _, mut file): (String, String, CaseFile) = book.file(&id(1)).expect("readable").expect("there");
    let filed = file.filed_on.expect("filed");
    file.happenings.push(casebook::action::Happening {
        id: [1; 16],
        key: "filing_data_checked".to_owned(),
        on: filed,
        subject: String::new(),
        particulars: casebook::action::Particulars::default(),
    });
    let limits = casebook::judge::Judge::limits(&rules, &file, day(TODAY));
    let checked = limits.iter().find(|node| node.node == "P7-1").expect("done");
    assert_eq!((checked.done, checked.days), (Some(filed), 0));
    let late = casebook::judge::Judge::late(&rules, &file, day(TODAY));
    assert!(late.iter().all(|node| node.node != "P7-1") && late.len() < limits.len());
}

/// Register and bulletin count seizures by one function: the same numbers, and the teams add up to the whole.
#[test]
fn the_bulletin_says_of_seizures_what_the_register_says() {
    let (book, period) = (crate::lapses::office(), (day("2026-01-01"), day("2026-10-31")));
    let kind = Kinds::builtin().named("seizure").unwrap();
    let rows = book.register(kind, DeviceId(1), day(crate::lapses::TODAY)).unwrap();
    let found = lapses(kind, &rows, period, day(crate::lapses::TODAY));
    let nodes: Vec<&str> = NodeSet::builtin().nodes().iter().map(|node| node.id.as_str()).collect();
    let told = book.bulletin(period, day(crate::lapses::TODAY), &nodes).unwrap();
    let control = told.all.control;
    assert_eq!(
        [
            control.begun,
            control.released,
            control.in_force,
            control.of(&Fate::ALL)
        ]
        .map(|count| count as usize),
        [
            found.begun.len(),
            found.released.len(),
            found.in_force.len(),
            found.ended.len()
        ]
    );
    for fate in Fate::ALL {
        assert_eq!(control.of(&[fate]) as usize, found.of(fate).count(), "{fate:?}");
    }
    let of_units: u32 = told.units.iter().map(|unit| unit.figures.control.in_force).sum();
    assert_eq!(of_units, control.in_force);
    assert!(control.in_force > 0 && control.released > 0);
}
