//! The demo bureau: full of what people do all day, on every desk; gone with one press, and never in place of a book.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::collections::BTreeMap;
use std::io::Read;

use crate::work_support;

use casebook::stand_in::STAND_IN;
use chrono::{Days, NaiveDate};
use protocol::{
    DemoSeat, ExportOverdue, Kind, MakeDemo, Me, OpenBook, ReadMatters, ReadMine, ReadOverdue, ReadRegister,
    ReadVisits, ReadWaiting, ReadWarnings, Refusal, RegisterRow, RemoveDemo, Session, SessionRefusal, TakeSeat,
};

use work_support::{Tab, World, today};

const SEIZURE: Kind = Kind(18);
const DOCUMENT: Kind = Kind(35);
const HANDOVER: Kind = Kind(33);
const QUERY_RESULT: Kind = Kind(46);
const TRIAGE: Kind = Kind(20);

fn made(tab: &Tab, seat: DemoSeat, today: NaiveDate) -> Me {
    assert_eq!(tab.session(), Session::New);
    let session = tab.ask(MakeDemo { today, seat }).unwrap();
    tab.ask(OpenBook { today }).unwrap();
    open(session)
}

fn open(session: Session) -> Me {
    match session {
        Session::Open(me) => *me,
        other => panic!("{other:?}"),
    }
}

/// The number of rows of the pages a newcomer looks at.
fn rows(tab: &Tab, today: NaiveDate) -> [(&'static str, usize); 10] {
    let matters = tab.ask(ReadMatters {
        count: 20,
        ..ReadMatters::of_all(today)
    });
    let from = today - Days::new(60);
    let overdue = tab.ask(ReadOverdue { from, to: today, today }).unwrap();
    let explained = overdue.iter().filter_map(|row| row.explained.as_ref());
    let warnings = tab.ask(ReadWarnings { handler: None, today }).unwrap();
    let register = |kind| tab.ask(ReadRegister { kind, today }).unwrap();
    let soon = today + Days::new(30);
    let lapsing = register(SEIZURE)
        .iter()
        .filter(|row| row.next.as_ref().is_some_and(|date| date.act_by <= soon))
        .count();
    [
        ("matters", matters.unwrap().total as usize),
        ("overdue", overdue.len()),
        ("explained", explained.count()),
        ("warnings", warnings.len()),
        ("seizures near their end", lapsing),
        ("documents sent", register(DOCUMENT).len()),
        ("stand-ins", register(STAND_IN).len()),
        ("answers to queries", register(QUERY_RESULT).len()),
        ("visits", tab.ask(ReadVisits { today }).unwrap().len()),
        ("hand-overs of materials", register(HANDOVER).len()),
    ]
}

/// One demo for all that is asked of it: making it is the greater part of the time.
#[test]
fn the_demo_is_full_of_life_and_leaves_nothing() {
    let world = World::default();
    let tab = world.tab_unopened();
    made(&tab, DemoSeat::Director, today());
    for (page, rows) in rows(&tab, today()) {
        assert!(rows >= 2, "{page}: {rows}");
    }
    warnings_mean_something(&tab);
    last_month_recalculated(&tab);
    something_waits(&tab, DemoSeat::Director);
    let waiting = tab.ask(ReadWaiting { today: today() }).unwrap();
    let triages = waiting.iter().filter(|row| row.record.kind == TRIAGE);
    assert!(triages.count() >= 3, "verdicts to decide");
    let me = open(tab.ask(TakeSeat { seat: DemoSeat::Judge }).unwrap());
    tab.ask(OpenBook { today: today() }).unwrap();
    assert_eq!(me.role, DemoSeat::Judge.post().0);
    something_waits(&tab, DemoSeat::Judge);
    let until = today() + Days::new(30);
    let (name, today) = (me.name, today());
    let mine = tab.ask(ReadMine { name, until, today }).unwrap();
    assert!(!mine.lapsing.is_empty() && !mine.notes.is_empty());
    assert!(world.records.everything().len() > 100);
    assert_eq!(tab.ask(RemoveDemo), Ok(Session::New));
    assert_eq!(world.records.everything().len(), 0);
}

/// A rule that fires at nearly every case teaches that warnings are noise.
fn warnings_mean_something(tab: &Tab) {
    let today = today();
    let cases = tab.ask(OpenBook { today }).unwrap().cases;
    let mut by_rule = BTreeMap::<String, u32>::new();
    for row in tab.ask(ReadWarnings { handler: None, today }).unwrap() {
        *by_rule.entry(row.warned.rule).or_default() += 1;
    }
    let loud: Vec<_> = by_rule.iter().filter(|(_, count)| **count > cases / 10).collect();
    assert!(loud.is_empty(), "of {cases} cases: {by_rule:?}");
    assert!(by_rule.len() > 2, "{by_rule:?}");
}

fn something_waits(tab: &Tab, seat: DemoSeat) {
    let waiting = tab.ask(ReadWaiting { today: today() }).unwrap();
    let may_act = |row: &&RegisterRow| row.flow.as_ref().is_some_and(|flow| !flow.open.is_empty());
    assert!(waiting.iter().any(|row| may_act(&row)), "{seat:?}");
}

#[test]
fn a_book_is_never_taken_for_the_demo() {
    let world = World::default();
    let tab = world.tab();
    let before = world.records.everything();
    let no = |why: SessionRefusal| Err(Refusal::from(why));
    let seat = DemoSeat::Judge;
    let refusal = |failure: protocol::Failure| failure.refusal;
    assert_eq!(tab.ask(RemoveDemo).map_err(refusal), no(SessionRefusal::NoDemo));
    assert_eq!(tab.ask(TakeSeat { seat }).map_err(refusal), no(SessionRefusal::NoDemo));
    let made = tab.ask(MakeDemo { today: today(), seat });
    assert_eq!(made.map_err(refusal), no(SessionRefusal::Founded));
    assert!(world.records.everything() == before);
}

/// A cell of the first sheet: number of the row, letters of the column, formula, what is stored as its value.
struct Cell {
    row: u32,
    column: String,
    formula: Option<String>,
    value: Option<f64>,
}

/// The cells as they stand in the file, read by nothing the app is made of.
fn cells(xlsx: &[u8]) -> Vec<Cell> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(xlsx)).unwrap();
    let mut sheet = String::new();
    archive
        .by_name("xl/worksheets/sheet1.xml")
        .unwrap()
        .read_to_string(&mut sheet)
        .unwrap();
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from)?;
        rest.split_once(to).map(|(found, _)| found.to_owned())
    };
    let read = |part: &str| {
        let at = between(part, "r=\"", "\"").unwrap();
        let digits = at.find(|c: char| c.is_ascii_digit()).unwrap();
        Cell {
            row: at[digits..].parse().unwrap(),
            column: at[..digits].to_owned(),
            formula: between(part, "<f>", "</f>"),
            value: between(part, "<v>", "</v>").and_then(|value| value.parse().ok()),
        }
    };
    sheet.split("<c ").skip(1).map(read).collect()
}

/// What `SUBTOTAL(how,C4:C17)` is, worked out anew.
fn subtotal(formula: &str, cells: &[Cell]) -> f64 {
    let inside = formula
        .strip_prefix("SUBTOTAL(")
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap();
    let (how, range) = inside.split_once(',').unwrap();
    let (first, last) = range.split_once(':').unwrap();
    let column = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let row = |at: &str| {
        at.trim_start_matches(|c: char| !c.is_ascii_digit())
            .parse::<u32>()
            .unwrap()
    };
    let rows = row(first)..=row(last);
    let inside = cells
        .iter()
        .filter(|cell| cell.column == column && rows.contains(&cell.row));
    let values: Vec<f64> = inside.filter_map(|cell| cell.value).collect();
    match how {
        "103" => values.len() as f64,
        "109" => values.iter().sum(),
        other => panic!("SUBTOTAL {other}"),
    }
}

/// Last month's table, its totals worked out by another program than wrote them.
fn last_month_recalculated(tab: &Tab) {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    let (from, to) = (day(10, 1), day(10, 31));
    let shown = tab
        .ask(ReadOverdue {
            from,
            to,
            today: today(),
        })
        .unwrap();
    let file = tab
        .ask(ExportOverdue {
            from,
            to,
            today: today(),
        })
        .unwrap();
    let cells = cells(&file.bytes);
    let formulas = cells
        .iter()
        .filter_map(|cell| Some((cell.formula.as_ref()?, cell.value.unwrap())));
    let (again, stored): (Vec<f64>, Vec<f64>) = formulas
        .map(|(formula, stored)| (subtotal(formula, &cells), stored))
        .unzip();
    assert_eq!(again, stored);
    let days: f64 = shown.iter().map(|row| row.days as f64).sum();
    assert!(
        shown.len() > 10 && again.contains(&(shown.len() as f64)) && again.contains(&days),
        "{again:?}"
    );
}
