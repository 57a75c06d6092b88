//! What the law costs, natively: due dates, triage, nodes. Budgets stand in `cargo xtask bench`.
#![allow(missing_docs, clippy::unwrap_used)]
use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use law::calendar::Calendar;
use law::counting::{Period, Term, Unit, due, explain};
use law::facts::Facts;
use law::nodes::{CaseInput, Course, Happened, NodeSet, Settings, dates, evaluate, next_alarm, warnings};
use law::triage::{TriageRules, decide, triage};
use serde_json::Value;

/// Enough cases that caches do not flatter.
const CASES: u64 = 100_000;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Days 2004–2026 in a scattered, repeatable order.
fn triggers() -> Vec<NaiveDate> {
    let first = day("2004-01-01");
    (0..CASES)
        .map(|i| first + Days::new(i.wrapping_mul(2_654_435_761) % 8_401))
        .collect()
}

fn due_dates(c: &mut Criterion) {
    let (calendar, triggers) = (Calendar::builtin(), triggers());
    let mut group = c.benchmark_group("due dates");
    group.throughput(Throughput::Elements(CASES));
    let sum = |term: Term, excluded: &[Period]| -> i64 {
        let ends = triggers.iter().map(|t| due(calendar, *t, &term, excluded));
        ends.filter_map(|end| Some(end.ok()?.due.signed_duration_since(triggers[0]).num_days()))
            .sum()
    };
    let terms = [
        ("5 working days", Term::limit(5, Unit::WorkingDay)),
        ("60 working days", Term::limit(60, Unit::WorkingDay)),
        ("10 days rolled", Term::limit(10, Unit::Day)),
        ("6 months rolled", Term::limit(6, Unit::Month)),
        ("3 years validity", Term::validity(3, Unit::Year)),
    ];
    for (name, term) in terms {
        group.bench_function(name, |b| b.iter(|| black_box(sum(black_box(term), &[]))));
    }
    let excluded = [
        ("2020-01-30", "2020-02-27"),
        ("2020-02-20", "2020-03-05"),
        ("2021-05-01", "2021-05-08"),
    ]
    .map(|(from, to)| Period {
        from: day(from),
        to: day(to),
    });
    let term = Term::limit(60, Unit::WorkingDay);
    group.bench_function("60 working days, 3 excluded periods", |b| {
        b.iter(|| black_box(sum(black_box(term), &excluded)))
    });
    group.finish();
    c.bench_function("explain 60 working days", |b| {
        b.iter(|| explain(calendar, black_box(triggers[7]), &term, &excluded).map(|l| l.strip.len()))
    });
}

fn facts() -> Vec<Facts> {
    let file: Value = serde_json::from_str(include_str!("../tests/data/triage_cases.json")).unwrap();
    let cases = file["cases"].as_array().unwrap().iter();
    cases
        .filter_map(|case| serde_json::from_value(case["facts"].clone()).ok())
        .collect()
}

fn triages(c: &mut Criterion) {
    let (rules, facts) = (TriageRules::builtin().unwrap(), facts());
    let mut group = c.benchmark_group("triage");
    group.throughput(Throughput::Elements(facts.len() as u64));
    group.bench_function("verdict, all grounds, conflict, missing facts", |b| {
        b.iter(|| {
            facts
                .iter()
                .map(|f| decide(rules, black_box(f)).verdict as u64)
                .sum::<u64>()
        })
    });
    group.bench_function("explained, with what would flip it", |b| {
        b.iter(|| {
            facts
                .iter()
                .map(|f| triage(rules, black_box(f)).flips.len())
                .sum::<usize>()
        })
    });
    group.finish();
}

fn nodes(c: &mut Criterion) {
    let (set, calendar, triggers) = (NodeSet::builtin(), Calendar::builtin(), triggers());
    let filed: Vec<NaiveDate> = triggers
        .iter()
        .map(|t| *t + Days::new(6_000))
        .filter(|t| *t < day("2026-11-01"))
        .collect();
    let happenings = |on: NaiveDate| {
        [
            ("handler_assigned", 1, ""),
            ("filing_data_checked", 2, ""),
            ("execution_notice_sent", 4, ""),
            ("deposit_frozen", 5, "工行1"),
            ("deposit_frozen", 6, "建行2"),
        ]
        .map(|(key, after, subject)| Happened {
            key,
            on: on + Days::new(after),
            subject,
        })
    };
    let quiet = |on: NaiveDate| CaseInput {
        course: Some(Course::Simple),
        filed_on: Some(on),
        received_on: Some(on),
        ..CaseInput::default()
    };
    let mut group = c.benchmark_group("nodes");
    group.throughput(Throughput::Elements(filed.len() as u64));
    group.bench_function("next alarm, imported cases", |b| {
        b.iter(|| {
            filed
                .iter()
                .filter(|f| next_alarm(set, calendar, &quiet(**f)).is_some())
                .count()
        })
    });
    group.bench_function("next alarm, five happenings each", |b| {
        b.iter(|| {
            let alarm = |f: &&NaiveDate| {
                let happened = happenings(**f);
                next_alarm(
                    set,
                    calendar,
                    &CaseInput {
                        happenings: &happened,
                        ..quiet(**f)
                    },
                )
                .is_some()
            };
            filed.iter().filter(alarm).count()
        })
    });
    group.bench_function("dates for the agenda, imported cases", |b| {
        b.iter(|| {
            let mut all = 0;
            filed
                .iter()
                .for_each(|f| dates(set, calendar, &quiet(*f), |_| all += 1));
            all
        })
    });
    group.finish();
    let today = day("2026-11-23");
    c.bench_function("one case: every node, warnings", |b| {
        let on = day("2026-10-09");
        let happened = happenings(on);
        let input = CaseInput {
            happenings: &happened,
            ..quiet(on)
        };
        b.iter(|| {
            let states = evaluate(set, calendar, black_box(&input), Settings::default(), today);
            warnings(set, calendar, &input, &states, today).len()
        })
    });
}

criterion_group! {
    name = law;
    config = Criterion::default().sample_size(10).warm_up_time(std::time::Duration::from_millis(300)).measurement_time(std::time::Duration::from_secs(1));
    targets = due_dates, triages, nodes
}
criterion_main!(law);
