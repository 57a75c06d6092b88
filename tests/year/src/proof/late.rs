//! The table of overdue nodes against a recount from what was done, which knows nothing of the table's code; and the nodes
//! with plain terms once more by hand, day by day.
use casebook::CaseId;
use casebook::facts::CaseFile;
use casebook::field::Field;
use casebook::rules::Rules;
use chrono::{Days, NaiveDate};
use law::counting::Kind;
use law::nodes::{NodeState, Settings, Status, evaluate};

use super::ledger::{Ledger, Told};
use crate::office::Office;
use demo::is_working;

/// Number of the case, node, last day, days late.
type Line = (String, String, NaiveDate, i64);

/// A term by hand: how long, in working days or calendar days.
#[derive(Clone, Copy)]
enum Long {
    Working(u32),
    Days(u64),
}

/// Node, what starts it (the filing if empty), what ends it, how long it may take, whether it goes on after the closing.
const BY_HAND: [(&str, &str, &str, Long, bool); 8] = [
    ("P6", "", "first_reception_done", Long::Working(5), false),
    ("P7-1", "", "filing_data_checked", Long::Working(5), false),
    ("P7-4", "", "national_query_analysed", Long::Working(5), false),
    ("P7-5", "", "triage_decided", Long::Working(5), false),
    ("P7-6", "", "offline_control_done", Long::Working(10), false),
    ("P8", "material_arrived", "material_scanned", Long::Working(2), false),
    (
        "P17-2",
        "conversion_approved",
        "assigned_to_ordinary",
        Long::Days(3),
        false,
    ),
    ("N41", "money_arrived", "money_paid_out", Long::Days(30), true),
];

/// Nodes that do not hang on preservation cases.
const ENFORCEMENT_ONLY: [&str; 2] = ["P6", "P17-2"];

fn last_day(from: NaiveDate, long: Long) -> NaiveDate {
    let mut day = from;
    match long {
        Long::Working(mut left) => {
            while left > 0 {
                day = day + Days::new(1);
                left -= u32::from(is_working(day));
            }
        }
        Long::Days(days) => {
            day = day + Days::new(days);
            while !is_working(day) {
                day = day + Days::new(1);
            }
        }
    }
    day
}

fn by_hand(told: &Told, file: &CaseFile, today: NaiveDate) -> Vec<Line> {
    let number = told.text(Field::CASE_NUMBER);
    let mut lines = Vec::new();
    for (node, starts, ends, long, goes_on) in BY_HAND {
        if file.kind == Some("执保") && ENFORCEMENT_ONLY.contains(&node) {
            continue;
        }
        let from = if starts.is_empty() {
            file.filed_on
        } else {
            told.first(file, starts)
        };
        let Some(from) = from else { continue };
        let (due, done) = (last_day(from, long), told.first(file, ends));
        let days = match done {
            Some(done) => (done - due).num_days(),
            None if file.closed_on.is_some() && !goes_on => 0,
            None => (today - due).num_days(),
        };
        if days > 0 && due < today {
            lines.push((number.clone(), node.to_owned(), due, days));
        }
    }
    lines
}

/// How late a node is, and the day it was done.
fn lateness(state: &NodeState<'_>) -> (i64, Option<NaiveDate>) {
    match state.status {
        Status::Overdue { days, .. } => (days, None),
        Status::Done { on, days_late, .. } if state.term.is_none_or(|term| term.kind != Kind::Earliest) => {
            (days_late, Some(on))
        }
        _ => (0, None),
    }
}

fn recount(rules: &Rules, told: &Told, file: &CaseFile, today: NaiveDate) -> Vec<Line> {
    let number = told.text(Field::CASE_NUMBER);
    let mut late: Vec<(String, bool, NaiveDate, Line)> = Vec::new();
    file.with_input(rules.verdict(file).0, |input| {
        for state in evaluate(rules.nodes(), rules.calendar(), input, Settings::default(), today) {
            let (Some(node), Some(due)) = (rules.nodes().at(state.index), state.due) else {
                continue;
            };
            let (days, done) = lateness(&state);
            if days > 0 && due.due < today && !node.outside && !state.follows {
                let matter = rules
                    .nodes()
                    .clock(node)
                    .map_or(format!("{} {}", state.id, late.len()), |clock| clock.zh.clone());
                let line = (number.clone(), state.id.to_owned(), due.due, days);
                late.push((format!("{matter} {}", state.subject), done.is_some(), due.due, line));
            }
        }
    });
    // Of each matter one line: what still runs, else what ran out first.
    late.sort();
    late.dedup_by(|later, first| later.0 == first.0);
    late.into_iter().map(|(.., line)| line).collect()
}

/// The difference of two tables, if there is one.
fn differ(what: &str, mut table: Vec<Line>, mut recount: Vec<Line>) -> Result<(), String> {
    table.sort();
    recount.sort();
    let only = |one: &[Line], other: &[Line]| one.iter().find(|line| !other.contains(line)).cloned();
    match (only(&table, &recount), only(&recount, &table)) {
        (None, None) if table.len() == recount.len() => Ok(()),
        (table, recount) => Err(format!(
            "{what}: only in the table {table:?}, only in the recount {recount:?}"
        )),
    }
}

/// The table of overdue nodes is what follows from what was done; how many lines it has.
///
/// # Errors
/// They differ.
pub fn agrees(office: &Office, ledger: &Ledger, (from, today): (NaiveDate, NaiveDate)) -> Result<usize, String> {
    let rules = Rules::of(&[]).map_err(|error| error.to_string())?;
    let rows = office
        .book
        .overdue(from, today, today)
        .map_err(|error| error.to_string())?;
    let table: Vec<Line> = rows
        .iter()
        .map(|row| (row.case_number.clone(), row.node.clone(), row.due, row.days))
        .collect();
    let (mut all, mut plain): (Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new());
    for (id, told) in ledger.of_court() {
        let file = told.file(*id);
        all.extend(recount(&rules, told, &file, today));
        plain.extend(by_hand(told, &file, today));
    }
    differ("overdue", table.clone(), all)?;
    let is_plain = |line: &&Line| BY_HAND.iter().any(|(node, ..)| *node == line.1);
    differ(
        "overdue by hand",
        table.iter().filter(is_plain).cloned().collect(),
        plain,
    )?;
    Ok(table.len())
}

/// What the book says of a case is what was done.
///
/// # Errors
/// It is not.
pub fn is_known(office: &Office, id: &CaseId, file: &CaseFile) -> Result<(), String> {
    let known = office.book.file(id).map_err(|error| error.to_string())?;
    match known {
        Some((_, _, known)) if same(&known, file) => Ok(()),
        known => Err(format!("the book has {known:?}, told was {file:?}")),
    }
}

/// Whether two files say the same. Happenings of one day stand in the order of their ids.
fn same(a: &CaseFile, b: &CaseFile) -> bool {
    let sorted = |file: &CaseFile| {
        let mut file = file.clone();
        file.happenings
            .sort_by(|a, b| (a.on, &a.key, &a.subject).cmp(&(b.on, &b.key, &b.subject)));
        file.excluded.sort();
        file
    };
    sorted(a) == sorted(b)
}
