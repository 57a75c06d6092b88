//! The table of overdue nodes against a naive recount, by period, with what was said of a delay.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use casebook::CaseId;
use casebook::action::{Action, Happening, Particulars};
use casebook::book::Book;
use casebook::clock::{DeviceId, Stamp};
use casebook::draft::{Author, Draft};
use casebook::facts::CaseFile;
use casebook::field::{Field, Value};
use casebook::flows::{Step, StepEdit, StepFault, StepRefusal, is_closed, of_record, standing, take};
use casebook::kinds::Kinds;
use casebook::overdue::{OverdueRow, explanations};
use casebook::rules::Rules;
use casebook::slot::{RecordKey, RecordWrite};
use chrono::NaiveDate;
use law::nodes::{Settings, Status, evaluate};
use law::triage::Verdict;
use support::{day, id, text};

pub(crate) const TODAY: &str = "2026-06-30";
const NOW: u64 = 1_772_600_000_000;

/// Filed in spring, one a week; every other one had its notices sent late, some were closed.
pub(crate) fn office() -> Book {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day(TODAY));
    for number in 1..=12_u8 {
        let filed = day("2026-03-02") + chrono::Days::new(u64::from(number) * 7);
        let case = vec![
            (Field::CASE_NUMBER, text(&format!("（2026）豫14执{number}号"))),
            (Field::FILED_ON, Value::Date(filed)),
            (Field::HANDLER, text(if number % 3 == 0 { "张三" } else { "李四" })),
            (Field::TEAM, text("第一速执团队")),
        ];
        let mut actions = vec![Action::Set(case)];
        if number % 2 == 0 {
            for (at, key) in ["execution_notice_sent", "asset_report_order_sent", "clue_request_sent"]
                .into_iter()
                .enumerate()
            {
                actions.push(Action::Happened(Happening {
                    id: [number * 4 + at as u8; 16],
                    key: key.to_owned(),
                    on: filed + chrono::Days::new(20),
                    subject: String::new(),
                    particulars: Particulars::default(),
                }));
            }
        }
        write(&mut book, id(number), actions);
    }
    book
}

fn write(book: &mut Book, case: CaseId, actions: Vec<Action>) {
    let mut draft = Draft::new(book, DeviceId(1), Author::default(), NOW);
    draft
        .add(book, actions.into_iter().map(|action| (case, action)).collect(), NOW)
        .expect("readable");
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
}

fn table(book: &Book, from: &str, to: &str) -> Vec<OverdueRow> {
    book.overdue(day(from), day(to), day(TODAY)).expect("readable")
}

/// Case, node, last day, days late.
type Line = (String, String, NaiveDate, i64);

/// Asks the engine about each case as it stood at the end of the period, and knows nothing of the table.
fn recount(book: &Book, from: &str, to: &str) -> Vec<Line> {
    let rules = Rules::of(&[]).expect("built in");
    let mut lines = Vec::new();
    let end = day(to).min(day(TODAY));
    for number in 1..=12_u8 {
        let (name, _, mut file): (String, String, CaseFile) = book.file(&id(number)).expect("readable").expect("there");
        file.happenings.retain(|happening| happening.on <= end);
        // Of each matter one line: what still runs, else what ran out first.
        let mut late: Vec<(String, bool, NaiveDate, Option<NaiveDate>, Line)> = Vec::new();
        file.with_input(Verdict::NeedsMoreFacts, |input| {
            for state in evaluate(rules.nodes(), rules.calendar(), input, Settings::default(), end) {
                let node = rules.nodes().at(state.index).expect("of the set");
                let days = match state.status {
                    Status::Overdue { days, .. } => days,
                    Status::Done { days_late, .. }
                        if state.term.is_none_or(|t| t.kind != law::counting::Kind::Earliest) =>
                    {
                        days_late
                    }
                    _ => 0,
                };
                let done = match state.status {
                    Status::Done { on, .. } => Some(on),
                    _ => None,
                };
                if days > 0 && !node.outside && !state.follows {
                    let due = state.due.expect("late").due;
                    let matter = rules.nodes().clock(node).map_or(state.id, |clock| &clock.zh);
                    let line = (name.clone(), state.id.to_owned(), due, days);
                    late.push((format!("{matter} {}", state.subject), done.is_some(), due, done, line));
                }
            }
        });
        late.sort();
        late.dedup_by(|later, first| later.0 == first.0);
        // Day by day, as somebody with a calendar would.
        let days = || {
            day(from)
                .iter_days()
                .take_while(|on| *on <= day(to) && *on <= day(TODAY))
        };
        let is_late =
            |on: NaiveDate, due: NaiveDate, done: Option<NaiveDate>| on > due && done.is_none_or(|done| on <= done);
        let in_period = |due: NaiveDate, done: Option<NaiveDate>| days().any(|on| is_late(on, due, done));
        lines.extend(
            late.into_iter()
                .filter(|(_, _, due, done, _)| in_period(*due, *done))
                .map(|(.., line)| line),
        );
    }
    lines.sort();
    lines
}

#[test]
fn the_table_is_what_a_naive_recount_finds() {
    let book = office();
    for (from, to) in [
        ("2026-04-01", "2026-04-30"),
        ("2026-03-01", "2026-06-30"),
        ("2026-05-15", "2026-05-15"),
        ("2026-06-01", "2026-12-31"),
        ("2025-01-01", "2025-12-31"),
    ] {
        let mut lines: Vec<Line> = table(&book, from, to)
            .into_iter()
            .map(|r| (r.case_number, r.node, r.due, r.days))
            .collect();
        lines.sort();
        assert_eq!(lines, recount(&book, from, to), "{from} to {to}");
    }
    let spring = table(&book, "2026-03-01", "2026-06-30");
    assert!(
        spring.len() > 20 && spring.iter().any(|row| row.done.is_some()) && spring.iter().any(|row| row.done.is_none())
    );
    assert!(
        spring.is_sorted_by_key(|row| std::cmp::Reverse(row.days)),
        "the longest late first"
    );
    assert!(
        spring
            .iter()
            .all(|row| !row.handler.is_empty() && !row.team.is_empty() && !row.owner.is_empty())
    );
}

#[test]
fn a_notice_sent_late_is_late_once_though_several_norms_set_its_day() {
    let rows = table(&office(), "2026-03-01", "2026-06-30");
    let sent = rows
        .iter()
        .filter(|row| row.case_number == "（2026）豫14执2号" && row.done.is_some());
    let nodes: Vec<&str> = sent.map(|row| row.node.as_str()).collect();
    assert_eq!(nodes, ["P7-3"]);
}

#[test]
fn what_was_said_of_a_delay_stands_beside_it_and_beside_no_other() {
    let mut book = office();
    let row = table(&book, "2026-03-01", "2026-06-30").remove(0);
    let rules = Rules::of(&[]).expect("built in");
    let kind = explanations(Kinds::builtin()).expect("built in");
    let number = |key: &str| kind.field_named(key).expect("a field").number;
    let said = RecordWrite {
        record: RecordKey {
            kind: kind.kind,
            id: id(99),
        },
        in_force: Some(true),
        fields: vec![
            (
                number("node"),
                text(&rules.nodes().node(&row.node).expect("known").name.zh),
            ),
            (number("due_on"), Value::Date(row.due)),
            (number("reason"), text("送达地址不明")),
            (number("remedy"), text("公告送达")),
        ],
    };
    write(&mut book, row.case, vec![Action::Record(Box::new(said))]);
    let of_another = RecordWrite {
        record: RecordKey {
            kind: kind.kind,
            id: id(98),
        },
        in_force: Some(true),
        fields: vec![
            (
                number("node"),
                text(&rules.nodes().node(&row.node).expect("known").name.zh),
            ),
            (number("due_on"), Value::Date(row.due)),
            (number("subject"), text("另一信访人")),
            (number("reason"), text("另一件")),
        ],
    };
    write(&mut book, row.case, vec![Action::Record(Box::new(of_another))]);
    let explained: Vec<OverdueRow> = table(&book, "2026-03-01", "2026-06-30")
        .into_iter()
        .filter(|row| row.explained.is_some())
        .collect();
    assert_eq!(explained.len(), 1);
    assert_eq!(
        (&explained[0].node, explained[0].due, explained[0].case),
        (&row.node, row.due, row.case)
    );
    assert_eq!(
        explained[0].explained.as_ref().map(|said| said.remedy.as_str()),
        Some("公告送达")
    );
}

/// A table of April made in June counts to the end of April, and knows of nothing that was done in May.
#[test]
fn a_table_of_a_past_period_says_what_it_said_at_its_end() {
    let mut book = office();
    let was = table(&book, "2026-04-01", "2026-04-30");
    let open = was.iter().find(|row| row.done.is_none()).expect("one is open");
    assert_eq!(open.days, (day("2026-04-30") - open.due).num_days());
    let sent_in_may = was
        .iter()
        .find(|row| (row.case_number.as_str(), row.node.as_str()) == ("（2026）豫14执6号", "P7-3"));
    assert_eq!(sent_in_may.expect("late in April").done, None);
    // What is done and closed in May was open in April still.
    let closed = vec![
        Action::Happened(Happening {
            id: [77; 16],
            key: "filing_data_checked".to_owned(),
            on: day("2026-05-20"),
            subject: String::new(),
            particulars: Particulars::default(),
        }),
        Action::Set(vec![
            (Field::CLOSED_ON, Value::Date(day("2026-05-25"))),
            (Field::CLOSED_BY, text("completed")),
        ]),
    ];
    write(&mut book, open.case, closed);
    assert!(table(&book, "2026-04-01", "2026-04-30") == was, "the same as before");
    let june = table(&book, "2026-06-01", "2026-06-30");
    assert!(!june.iter().any(|row| row.case == open.case && row.done.is_none()));
    let whole = table(&book, "2026-06-01", "2026-12-31");
    let running = whole.iter().find(|row| row.done.is_none()).expect("one is open");
    assert_eq!(
        running.days,
        (day(TODAY) - running.due).num_days(),
        "today, while the period goes on"
    );
}

/// A table of April says nothing of what was late from the first of May on.
#[test]
fn what_became_late_after_the_period_is_not_in_it() {
    let book = office();
    let late = table(&book, "2026-03-01", "2026-06-30");
    let row = late.iter().find(|row| row.done.is_none()).expect("one is open");
    let is_there = |from: NaiveDate, to: NaiveDate| {
        let rows = book.overdue(from, to, day(TODAY)).expect("readable");
        rows.iter()
            .any(|other| (other.case, &other.node, other.due) == (row.case, &row.node, row.due))
    };
    let after = row.due.succ_opt().expect("a day");
    assert!(!is_there(day("2026-01-01"), row.due), "its last day is not late yet");
    assert!(is_there(day("2026-01-01"), after));
    assert!(is_there(after, after));
}

fn said_of(row: &OverdueRow, record: CaseId, reason: &str) -> RecordWrite {
    let kind = explanations(Kinds::builtin()).expect("built in");
    let rules = Rules::of(&[]).expect("built in");
    let number = |key: &str| kind.field_named(key).expect("a field").number;
    let name = &rules.nodes().node(&row.node).expect("known").name.zh;
    RecordWrite {
        record: RecordKey {
            kind: kind.kind,
            id: record,
        },
        in_force: Some(true),
        fields: vec![
            (number("node"), text(name)),
            (number("due_on"), Value::Date(row.due)),
            (number("reason"), text(reason)),
        ],
    }
}

/// Whoever explained a delay corrects it until it is accepted; then nobody does, and nobody accepts his own correction.
#[test]
fn an_explanation_is_corrected_by_its_author_until_it_is_accepted() {
    let mut book = office();
    let row = table(&book, "2026-03-01", "2026-06-30").remove(0);
    let begun = said_of(&row, id(96), "送达地址不明");
    let record = begun.record;
    write(&mut book, row.case, vec![Action::Record(Box::new(begun))]);
    let flow = explanations(Kinds::builtin())
        .and_then(|kind| kind.flow.as_ref())
        .expect("built in");
    let (author, other) = ([1; 16], [2; 16]);
    let step = |step: &str, heads: Vec<Stamp>| StepEdit {
        record,
        step: step.to_owned(),
        heads,
        content: None,
        on: day(TODAY),
        reason: String::new(),
        receipt: String::new(),
    };
    let state = |book: &Book| book.state(&row.case).expect("readable").expect("there");
    let said = take(
        &state(&book),
        Kinds::builtin(),
        None,
        &step("say", Vec::new()),
        author,
        day(TODAY),
    )
    .expect("may be said");
    write(&mut book, row.case, vec![Action::Step(Box::new(said))]);
    let heads = |book: &Book| standing(flow, &of_record(&state(book).steps(), record)).0.heads;
    let correction = RecordWrite {
        in_force: None,
        fields: vec![(
            explanations(Kinds::builtin())
                .and_then(|k| k.field_named("reason"))
                .expect("a field")
                .number,
            text("地址已查明"),
        )],
        ..said_of(&row, id(96), "")
    };
    assert!(
        is_closed(&state(&book), Kinds::builtin(), &correction, None),
        "submitted: not without the step"
    );
    assert!(!is_closed(
        &state(&book),
        Kinds::builtin(),
        &correction,
        Some("correct")
    ));
    let not_own = take(
        &state(&book),
        Kinds::builtin(),
        Some(&correction),
        &step("correct", heads(&book)),
        other,
        day(TODAY),
    );
    assert_eq!(not_own, Err(StepRefusal::Fault(StepFault::NotOwn)));
    let corrected = take(
        &state(&book),
        Kinds::builtin(),
        Some(&correction),
        &step("correct", heads(&book)),
        author,
        day(TODAY),
    );
    let corrected = Action::Step(Box::new(corrected.expect("his own")));
    write(
        &mut book,
        row.case,
        vec![Action::Record(Box::new(correction)), corrected],
    );
    let shown = table(&book, "2026-03-01", "2026-06-30")
        .remove(0)
        .explained
        .expect("explained");
    assert_eq!((shown.reason.as_str(), shown.record), ("地址已查明", id(96)));
    assert_eq!(shown.heads, heads(&book));
    let own = take(
        &state(&book),
        Kinds::builtin(),
        None,
        &step("accept", heads(&book)),
        author,
        day(TODAY),
    );
    assert_eq!(own, Err(StepRefusal::Fault(StepFault::Own)));
    let accepted = take(
        &state(&book),
        Kinds::builtin(),
        None,
        &step("accept", heads(&book)),
        other,
        day(TODAY),
    )
    .expect("another's");
    write(&mut book, row.case, vec![Action::Step(Box::new(accepted))]);
    let late = take(
        &state(&book),
        Kinds::builtin(),
        None,
        &step("correct", heads(&book)),
        author,
        day(TODAY),
    );
    assert_eq!(late, Err(StepRefusal::Fault(StepFault::WrongState)));
}

/// A delay stays with whoever let the day pass: a hand-over afterwards does not make it somebody else's.
#[test]
fn a_delay_stays_with_whoever_had_the_case_on_its_last_day() {
    let mut book = office();
    let row = table(&book, "2026-03-01", "2026-06-30").remove(0);
    let transfer = Kinds::builtin().named("transfer").expect("built in");
    let number = |key: &str| transfer.field_named(key).expect("a field").number;
    let record = RecordKey {
        kind: transfer.kind,
        id: id(97),
    };
    let begun = RecordWrite {
        record,
        in_force: Some(true),
        fields: vec![(number("from"), text(&row.handler)), (number("to"), text("王五"))],
    };
    let handed = Step {
        record,
        step: "hand".to_owned(),
        by: [0; 16],
        on: day("2026-06-29"),
        reason: String::new(),
        content: [0; 32],
        sets: vec![(Field::HANDLER, text("王五"))],
        receipt: String::new(),
    };
    write(&mut book, row.case, vec![Action::Record(Box::new(begun))]);
    write(&mut book, row.case, vec![Action::Step(Box::new(handed))]);
    let (_, _, file) = book.file(&row.case).expect("readable").expect("there");
    assert_eq!(file.kind, Some("执"));
    let again = table(&book, "2026-03-01", "2026-06-30");
    let same = again
        .iter()
        .find(|other| (other.case, &other.node) == (row.case, &row.node));
    assert_eq!(same.expect("still late").handler, row.handler);
}
