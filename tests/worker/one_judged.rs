//! One fact has one number: list, page of the case, calendar and exports say the same of every case.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use std::collections::{BTreeMap, BTreeSet};

use casebook::facts::CaseFile;
use casebook::kinds::Kinds;
use casebook::reckoned::{Line, Reckoned, reckon};
use casebook::rules::Rules;
use chrono::{Days, NaiveDate};
use law::counting::Kind;
use law::money::Fen;
use law::nodes::Status;
use law::triage::Verdict;
use protocol::{
    Action, CaseId, ExportCases, ExportKind, Field, Happening, ListCases, LoadSample, Particulars, Query, ReadAgenda,
    ReadCase, Row, Value, WriteActions,
};

use work_support::{Tab, World, file, page, today};

/// A date as the calendar tells it: day, kind, last day to renew, node.
type Told = (NaiveDate, u8, Option<NaiveDate>, String);

const SAMPLE: &[u8] = include_bytes!("../data/cases_sample.xlsx");

/// A case whose facts contradict each other: nought is claimed, and money is.
const CONTRADICTORY: CaseId = [9; 16];
/// A case in which a freeze lapsed.
const LAPSED: CaseId = [8; 16];

/// The sample, a case whose facts contradict each other but would make it a simple one, and one whose freeze lapsed.
fn book() -> (Tab, Rules) {
    let tab = World::default().tab();
    tab.ask(LoadSample { bytes: SAMPLE.to_vec() }).unwrap();
    let text = |text: &str| Value::Text(text.to_owned());
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let fields = vec![
        (Field::CASE_NUMBER, text("（2026）豫14执901号")),
        (Field::FILED_ON, Value::Date(day("2026-11-02"))),
        (Field::BASIS_TYPE, text("civil_judgment")),
        (Field::CLAIM_KIND, text("money")),
        (Field::CLAIM_AMOUNT, Value::Fen(Fen(0))),
        (Field::ENTRUSTED, Value::Bool(false)),
        (Field::FOREIGN_RELATED, Value::Bool(false)),
        (Field::PARTY_OR_GOV_ORGAN, Value::Bool(false)),
        (Field::FROZEN_COMPLETE, Value::Bool(true)),
        (Field::FILING_DATA_OK, Value::Bool(true)),
    ];
    // Simple by the rules, but decided otherwise.
    let mut lapsed = fields.clone();
    lapsed.retain(|(field, _)| ![Field::CASE_NUMBER, Field::CLAIM_AMOUNT, Field::BASIS_TYPE].contains(field));
    lapsed.extend([
        (Field::CASE_NUMBER, text("（2026）豫14执902号")),
        (Field::CLAIM_AMOUNT, Value::Fen(Fen(5_000_000))),
        (Field::BASIS_TYPE, text("litigation_fee_recovery")),
        (Field::DECIDED_VERDICT, text("ordinary")),
    ]);
    let frozen = Happening {
        id: LAPSED,
        key: "deposit_frozen".to_owned(),
        on: day("2025-09-25"),
        subject: "工行账户".to_owned(),
        particulars: Particulars::default(),
    };
    let actions = vec![
        (CONTRADICTORY, Action::Set(fields)),
        (LAPSED, Action::Set(lapsed)),
        (LAPSED, Action::Happened(frozen)),
    ];
    tab.ask(WriteActions { actions }).unwrap();
    (tab, Rules::of(&[]).unwrap())
}

fn rows(tab: &Tab) -> Vec<Row> {
    page(tab.ask(ListCases {
        query: Query::default(),
        from: 0,
        count: 1_000,
    }))
    .rows
}

/// What the page of a case says.
fn reckoned(tab: &Tab, rules: &Rules, id: CaseId) -> Reckoned {
    let view = tab.ask(ReadCase { id }).unwrap().expect("a case");
    let file = CaseFile::of_view(&view, Kinds::builtin());
    reckon(file, Some(rules.triage()), rules.nodes(), rules.calendar(), today())
}

/// The lines of the page that are still to be watched and have a day.
fn open(law: &Reckoned) -> impl Iterator<Item = &Line> {
    law.nodes
        .iter()
        .filter(|line| line.status.is_live() && line.due.is_some())
}

/// The deadline the page names first: the one with the earliest day to act, of those the court itself has.
fn next<'l>(law: &'l Reckoned, rules: &Rules) -> Option<&'l Line> {
    if law.file.closed_on.is_some() {
        return None;
    }
    let waits = |line: &Line| line.term.is_none_or(|term| term.kind.waits());
    let is_outside = |line: &Line| rules.nodes().at(line.index).is_none_or(|node| node.outside);
    let own = open(law).filter(|line| !waits(line) && !is_outside(line));
    own.min_by_key(|line| (line.alarm, line.act_by().or(line.day())))
}

/// The ground that decides by the rules.
fn decisive(law: &Reckoned) -> &str {
    let grounds = law.triage.iter().flat_map(|triage| &triage.grounds);
    let ground = grounds.into_iter().find(|ground| ground.certain && ground.decisive);
    ground.map_or("", |ground| ground.item.as_str())
}

#[test]
fn the_list_says_what_the_page_of_the_case_says() {
    let (tab, rules) = book();
    let rows = rows(&tab);
    assert!(rows.len() > 250 && rows.iter().any(|row| row.id == CONTRADICTORY));
    let lapsed = rows.iter().find(|row| row.id == LAPSED).unwrap();
    assert!(lapsed.verdict == 1 && lapsed.differs, "{lapsed:?}");
    assert!(lapsed.state == 0 && lapsed.act_by < lapsed.next_due && lapsed.next_due < Some(today()));
    for row in rows {
        let law = reckoned(&tab, &rules, row.id);
        let verdict = match (law.file.decided.as_str(), law.verdict) {
            ("simple", _) => 0,
            ("ordinary", _) => 1,
            (_, Verdict::Simple) => 0,
            (_, Verdict::Ordinary) => 1,
            (_, Verdict::NeedsMoreFacts) => 2,
        };
        assert_eq!(row.verdict, verdict, "{}", row.case_number);
        // Beside what was decided stands no ground of something else, but that the facts changed.
        let computed = match law.verdict {
            Verdict::Simple => 0,
            Verdict::Ordinary => 1,
            Verdict::NeedsMoreFacts => 2,
        };
        let differs = verdict != computed && computed != 2;
        let is_known = verdict == computed && computed != 2;
        let ground = if is_known { decisive(&law) } else { "" };
        assert_eq!(
            (row.ground.as_str(), row.differs),
            (ground, differs),
            "{}",
            row.case_number
        );
        let next = next(&law, &rules);
        // Day and word of what lapses are told by the day it lapses and the last day to renew it.
        let shown = next.map(|line| (line.day(), line.act_by()));
        let listed = row.next_due.map(|day| (Some(day), row.act_by));
        assert_eq!(listed, shown, "{}", row.case_number);
    }
}

#[test]
fn the_calendar_says_what_the_page_of_the_case_says() {
    let (tab, rules) = book();
    let (from, to) = (
        NaiveDate::from_ymd_opt(2000, 1, 1).unwrap(),
        NaiveDate::from_ymd_opt(2100, 1, 1).unwrap(),
    );
    let query = Query::default();
    let items = tab.ask(ReadAgenda { from, to, query }).unwrap();
    let mut told: BTreeMap<CaseId, BTreeSet<Told>> = BTreeMap::new();
    for item in items {
        told.entry(item.case)
            .or_default()
            .insert((item.on, item.kind, item.act_by, item.node));
    }
    for row in rows(&tab) {
        let law = reckoned(&tab, &rules, row.id);
        // A window that has closed stays in the calendar on the day it opened.
        let closed = |line: &&Line| line.opens.is_some() && line.status == Status::Ended;
        let lines = open(&law).chain(law.nodes.iter().filter(closed));
        let shown = lines.filter_map(|line| {
            let kind = match (line.opens, line.term.map(|term| term.kind)) {
                (Some(_), _) | (_, Some(Kind::Earliest | Kind::Effect)) => 2,
                (_, Some(Kind::Validity)) => 1,
                _ => 0,
            };
            Some((line.opens.or(line.day())?, kind, line.act_by(), line.id.clone()))
        });
        let shown: BTreeSet<_> = shown.collect();
        let told = told.remove(&row.id).unwrap_or_default();
        if law.file.closed_on.is_none() {
            assert_eq!(told, shown, "{}", row.case_number);
        }
    }
}

#[test]
fn what_is_exported_says_what_the_page_of_the_case_says() {
    let (tab, rules) = book();
    let export = |kind| {
        let query = Query::default();
        let (_, bytes) = file(tab.ask(ExportCases { query, kind }));
        String::from_utf8(bytes).unwrap()
    };
    // Lines are folded; a folded line goes on after a space.
    let ics = export(ExportKind::Ics).replace("\r\n ", "");
    let csv = export(ExportKind::Csv);
    let events: Vec<&str> = ics.split("BEGIN:VEVENT").collect();
    let latest = today() + Days::new(3 * 366);
    let words = ["简易", "普通", "需补事实"];
    for row in rows(&tab) {
        let line = csv
            .lines()
            .find(|line| line.contains(&row.case_number))
            .expect("a line");
        let day = row.next_due.map(|day| day.to_string()).unwrap_or_default();
        assert!(line.contains(&day), "{line}: {day}");
        assert!(
            row.verdict > 1 || line.contains(words[usize::from(row.verdict)]),
            "{line}"
        );
        if let Some(rule) = rules.triage().set().rules.iter().find(|rule| rule.item == row.ground) {
            let said = format!("{}（{}）", words[usize::from(row.verdict)], rule.text.zh);
            assert!(line.contains(&said), "{line}: {said}");
        }
        let law = reckoned(&tab, &rules, row.id);
        let due = |line: &&Line| {
            matches!(
                line.status,
                Status::Running { .. } | Status::DueSoon { .. } | Status::Overdue { .. }
            )
        };
        for line in open(&law).filter(due).filter(|line| line.day() <= Some(latest)) {
            let day = line.day().unwrap().format("%Y%m%d").to_string();
            let name = &rules.nodes().at(line.index).unwrap().name.zh;
            let summary = format!("{} {name}", row.case_number);
            let is_told = events
                .iter()
                .any(|event| event.contains(&summary) && event.contains(&day) && !event.contains("STATUS:CANCELLED"));
            assert!(is_told, "{summary} {day}");
        }
    }
}
