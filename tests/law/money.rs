//! What is owed: the worked cases, every combination against a day-by-day reckoning of its own, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::{Command, Output};

use chrono::{Days, NaiveDate};
use law::calendar::Calendar;
use law::debt::{
    DebtError, DoubledInput, InterestOrder, MoneyRules, NATIONAL, Number, Payment, RuleId, Statement, StatementInput,
    doubled_part, statement,
};
use law::money::Fen;
use proptest::prelude::*;
use serde_json::{Value, json};

mod oracle;

fn rules() -> &'static MoneyRules {
    MoneyRules::builtin().unwrap()
}

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn run(args: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_fenliu")).args(args).output();
    run.expect("the program starts")
}

/// What the command prints for these reckonings.
fn money(cases: &[Value]) -> Vec<Value> {
    let name = format!(
        "fenliu-money-{}-{:?}.json",
        std::process::id(),
        std::thread::current().id()
    );
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, json!({"cases": cases}).to_string()).unwrap();
    let output = run(&["money", path.to_str().unwrap()]);
    std::fs::remove_file(&path).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Everything expected is there, with the same value; more may be.
fn holds(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected
            .iter()
            .all(|(key, value)| found.get(key).is_some_and(|f| holds(f, value))),
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(f, e)| holds(f, e))
        }
        _ => found == expected,
    }
}

#[test]
fn the_worked_cases_come_out_as_agreed() {
    let files = [
        include_str!("../data/money_cases.json"),
        include_str!("../data/money_more.json"),
    ];
    for file in files {
        let file: Value = serde_json::from_str(file).unwrap();
        let cases = file["cases"].as_array().unwrap();
        let printed = money(cases);
        assert_eq!(printed.len(), cases.len());
        for (line, case) in printed.iter().zip(cases) {
            assert_eq!(line["id"], case["id"]);
            assert_eq!(line["ok"], json!(case.get("refused").is_none()), "{line}");
            match case.get("refused") {
                Some(code) => assert_eq!(&line["error"], code, "{line}"),
                None => assert!(
                    holds(line, &case["expected"]),
                    "{line}\nshould hold {}",
                    case["expected"]
                ),
            }
            assert!(
                line["ok"] == json!(true) || line["why"].as_str().unwrap().len() > 10,
                "{line}"
            );
        }
    }
}

#[test]
fn a_missing_or_broken_file_of_money_is_one_line_and_code_2() {
    for args in [&["money", "/no/such/file"][..], &["money"][..]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
    }
}

#[test]
fn the_article_on_delay_interest_is_cited_by_its_number_on_the_day() {
    for (on, article) in [("2021-12-31", "253"), ("2022-01-01", "260"), ("2024-01-01", "264")] {
        let source = rules().source(RuleId::DelayInterest, d(on));
        assert!(
            source.zh.starts_with(&format!("民诉法第{article}条")),
            "{on}: {}",
            source.zh
        );
    }
}

#[test]
fn broken_money_rules_are_refused_with_the_rule_to_blame() {
    let edited = |from: &str, to: &str| {
        assert!(NATIONAL.contains(from), "{from}");
        MoneyRules::parse(&NATIONAL.replace(from, to)).unwrap_err()
    };
    for (from, to, code, rule) in [
        ("\"1.75\"", "\"-1.75\"", "bad_norm", "doubled_part"),
        ("\"fs2014-8:4\"", "\"fs1900-1:4\"", "unknown_norm", "order"),
        ("\"times_loss\": 2,", "", "bad_norm", "other_duties"),
        (
            "\"year_days\": [365, 360]",
            "\"year_days\": [366]",
            "bad_norm",
            "general_interest",
        ),
        (
            "\"up_to_fen\": 50000000,",
            "\"up_to_fen\": 900000,",
            "bad_norm",
            "execution_fee",
        ),
        (
            "{\"per_ten_thousand\": 50}]",
            "{\"up_to_fen\": 90000000, \"per_ten_thousand\": 50}]",
            "bad_norm",
            "preservation_fee",
        ),
        ("\"id\": \"rounding\"", "\"id\": \"order\"", "duplicate_id", "order"),
        ("\"times_loss\"", "\"gains\"", "not_readable", ""),
    ] {
        let error = edited(from, to);
        assert_eq!((error.fault.code(), error.rule.as_str()), (code, rule), "{error}");
    }
}

#[test]
fn every_contested_point_asks_the_court_in_both_languages() {
    let asked: Vec<RuleId> = rules()
        .rules()
        .iter()
        .filter(|r| r.open.is_some())
        .map(|r| r.id)
        .collect();
    for id in [
        RuleId::GeneralInterest,
        RuleId::DoubledPart,
        RuleId::Days,
        RuleId::ExecutionFee,
    ] {
        assert!(asked.contains(&id), "{id:?}");
        assert!(
            rules().rule(id).unwrap().open.as_ref().unwrap().zh.ends_with('？'),
            "{id:?}"
        );
    }
}

#[test]
fn fees_rise_with_the_amount_and_have_no_jump() {
    for table in [&rules().execution, &rules().preservation] {
        let mut before = Fen(0);
        for amount in (1..2_000).map(|n| Fen(n * 999_983)) {
            let fee = table.fee(amount).unwrap().fee;
            assert!(before <= fee && fee.0 - before.0 <= 15_000 + 5_000, "{amount}");
            before = fee;
        }
    }
}

/// A debt as a person may have it, and the day it is stated for.
fn input() -> impl Strategy<Value = StatementInput> {
    let day = |from: u64, days: u64| (0..days).prop_map(move |n| d("2019-12-20") + Days::new(from + n));
    let order = (
        day(0, 300),
        prop::option::of(0u64..600),
        prop::option::of(1i64..90_000_000),
        1u32..240_000,
        any::<bool>(),
    );
    let order = order.prop_map(|(from, length, base, rate, daily)| {
        let rate = Number(format!("{}.{:04}", rate / 10_000, rate % 10_000));
        InterestOrder {
            from,
            to: length.map(|n| from + Days::new(n)),
            base_fen: base.map(Fen),
            annual_rate_percent: (!daily).then(|| rate.clone()),
            daily_rate_per_ten_thousand: daily.then_some(rate),
        }
    });
    let payment = (day(0, 700), 1i64..60_000_000).prop_map(|(on, amount)| Payment {
        on: Some(on),
        amount_fen: Some(Fen(amount)),
        ..Payment::default()
    });
    let stay = (day(0, 600), 0u64..90).prop_map(|(from, n)| (from, from + Days::new(n)));
    let debt = (
        1i64..100_000_000,
        0i64..3_000_000,
        0i64..900_000,
        day(20, 500),
        any::<bool>(),
    );
    (
        debt,
        prop::collection::vec(order, 0..4),
        prop::collection::vec(payment, 0..6),
        prop::collection::vec(stay, 0..4),
        day(300, 500),
        prop::collection::vec((1i64..30_000_000, day(20, 500)), 0..4),
    )
        .prop_map(
            |((principal, costs, fee, term, short), orders, payments, stays, state_on, instalments)| {
                let whole = instalments.is_empty();
                StatementInput {
                    principal_fen: whole.then_some(Fen(principal)),
                    awarded_costs_fen: Fen(costs),
                    litigation_fee_fen: Fen(fee),
                    interest_segments: orders,
                    year_days: Some(if short { 360 } else { 365 }),
                    term_ended_on: whole.then_some(term),
                    instalments: instalments
                        .into_iter()
                        .map(|(base, on)| law::debt::Instalment {
                            base_fen: Some(Fen(base)),
                            term_ended_on: Some(on),
                            ..Default::default()
                        })
                        .collect(),
                    not_counted: stays,
                    payments,
                    state_on: Some(state_on),
                    ..StatementInput::default()
                }
            },
        )
}

fn state(input: &StatementInput) -> Statement {
    statement(rules(), Calendar::builtin(), input).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_reckoning_day_by_day_in_fractions_says_the_same(input in input()) {
        let (found, oracle) = (state(&input), oracle::reckon(&input));
        prop_assert_eq!(
            [found.costs.0, found.general_interest.0, found.principal.0, found.doubled_part.0, found.left_over.0],
            oracle
        );
        prop_assert_eq!(found.total.0, oracle[..4].iter().sum::<i64>());
    }

    #[test]
    fn payments_given_in_another_order_change_nothing_owed(input in input(), by in 0usize..6) {
        let mut turned = input.clone();
        let by = by.min(turned.payments.len());
        turned.payments.rotate_left(by);
        let (one, other) = (state(&input), state(&turned));
        prop_assert_eq!(
            (one.costs, one.principal, one.general_interest, one.doubled_part, one.left_over, one.segments),
            (other.costs, other.principal, other.general_interest, other.doubled_part, other.left_over, other.segments)
        );
    }

    #[test]
    fn every_fen_paid_goes_somewhere(input in input()) {
        let found = state(&input);
        for step in &found.steps {
            let parts = [step.to_costs, step.to_interest, step.to_principal, step.to_doubled_part, step.left_over];
            prop_assert_eq!(parts.iter().map(|f| f.0).sum::<i64>(), step.paid.0);
            prop_assert!(parts.iter().all(|f| f.0 >= 0));
            prop_assert!(step.left_over == Fen(0) || (step.principal_left, step.interest_left) == (Fen(0), Fen(0)));
        }
        let on_time = input.payments.iter().filter(|p| p.on <= input.state_on).count();
        prop_assert_eq!((found.steps.len(), found.later.len()), (on_time, input.payments.len() - on_time));
    }

    #[test]
    fn without_payments_more_days_never_owe_less(mut input in input(), days in 1u64..400) {
        input.payments.clear();
        let before = state(&input);
        input.state_on = input.state_on.map(|day| day + Days::new(days));
        let after = state(&input);
        prop_assert!(before.general_interest <= after.general_interest && before.doubled_part <= after.doubled_part);
    }

    #[test]
    fn a_period_split_at_any_day_comes_to_the_same_exact_sum(
        base in 1i64..1_000_000_000_000_000, days in 2u64..9000, at in 1u64..9000, stay in (0u64..9000, 0u64..400)
    ) {
        let (from, at) = (d("2014-07-31"), at.min(days - 1));
        let first = from + Days::new(stay.0);
        let part = |from: NaiveDate, to: NaiveDate| {
            let input = DoubledInput {
                base_fen: Some(Fen(base)),
                term_ended_on: Some(from),
                performed_on: Some(to),
                not_counted: vec![(first, first + Days::new(stay.1))],
                ..DoubledInput::default()
            };
            doubled_part(rules(), Calendar::builtin(), &input).unwrap().segments[0].clone()
        };
        let (middle, end) = (from + Days::new(at), from + Days::new(days));
        let (whole, one, two) = (part(from, end), part(from, middle), part(middle, end));
        prop_assert_eq!(whole.days, one.days + two.days);
        prop_assert_eq!(whole.exact, one.exact.plus(two.exact).unwrap());
    }

    #[test]
    fn no_amount_or_day_breaks_the_engine(
        fen in any::<i64>(), rate in "[0-9]{0,6}(\\.[0-9]{0,7})?", day in 0i32..200_000, span in -2000i64..200_000
    ) {
        let from = NaiveDate::from_num_days_from_ce_opt(700_000 + day).unwrap();
        let to = from + chrono::Duration::days(span);
        let input = StatementInput {
            principal_fen: Some(Fen(fen)),
            awarded_costs_fen: Fen(fen / 3),
            interest_segments: vec![InterestOrder {
                from, to: Some(to), base_fen: None, annual_rate_percent: Some(Number(rate)), daily_rate_per_ten_thousand: None,
            }],
            term_ended_on: Some(from),
            not_counted: vec![(from, to)],
            payments: vec![Payment { on: Some(to), amount_fen: Some(Fen(fen)), ..Payment::default() }; 3],
            state_on: Some(to),
            ..StatementInput::default()
        };
        if let Ok(found) = statement(rules(), Calendar::builtin(), &input) {
            prop_assert!(found.total.0 >= 0);
        }
    }
}

#[test]
fn great_sums_over_many_years_stay_exact() {
    let input = DoubledInput {
        base_fen: Some(Fen(1_000_000_000_000_000)),
        term_ended_on: Some(d("2014-07-31")),
        performed_on: Some(d("2014-07-31") + Days::new(10_000)),
        ..DoubledInput::default()
    };
    let found = doubled_part(rules(), Calendar::builtin(), &input).unwrap();
    assert_eq!(found.fen, Fen(1_750_000_000_000_000));
    let input = DoubledInput {
        base_fen: Some(Fen(i64::MAX)),
        ..input
    };
    assert_eq!(
        doubled_part(rules(), Calendar::builtin(), &input),
        Err(DebtError::OutOfRange)
    );
}
