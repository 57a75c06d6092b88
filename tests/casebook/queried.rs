//! What the queries of a case came to, and what of it is frozen.
#![allow(clippy::expect_used)]
use casebook::field::Value;
use casebook::kinds::{DaysFault, KindOf, Kinds};
use casebook::queried::{Queried, of_case};
use casebook::slot::RecordKey;
use casebook::view::RecordView;
use chrono::NaiveDate;
use law::money::Fen;

fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).expect("built in")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A record by the words of its fields; what reads as money or a day is that.
fn record(of: &str, words: &[(&str, &str)]) -> RecordView {
    let of = kind(of);
    let values = words.iter().map(|(key, word)| {
        let field = of.field_named(key).expect("a field");
        (field.number, field.read(word).expect("readable"))
    });
    RecordView {
        record: RecordKey {
            kind: of.kind,
            id: [1; 16],
        },
        fields: values.collect(),
        by: String::new(),
        at_ms: 0,
        flow: None,
    }
}

fn result(sort: &str, organ: &str, on: &str, found: &str, usable: &str) -> RecordView {
    let words = [
        ("debtor", "王五"),
        ("organ", organ),
        ("sort", sort),
        ("fed_back_on", on),
    ];
    let sums = [("found", found), ("usable", usable)];
    let said = words.into_iter().chain(sums).filter(|(_, word)| !word.is_empty());
    record("query_result", &said.collect::<Vec<_>>())
}

fn freeze(amount: &str, more: &[(&str, &str)]) -> RecordView {
    let words = [("asset", "账户"), ("measure", "deposit"), ("amount", amount)];
    record(
        "seizure",
        &words.into_iter().chain(more.iter().copied()).collect::<Vec<_>>(),
    )
}

#[test]
fn found_and_executable_are_added_up_by_what_was_fed_back_last() {
    let all = [
        result("bank_deposit", "工行", "2026-11-02", "5000", "3000"),
        result("bank_deposit", "工行", "2026-11-20", "900", "800"),
        result("network_funds", "支付宝", "2026-11-03", "100", "100"),
        result("vehicle", "车管所", "2026-11-05", "60000", "60000"),
        result("nothing", "证券", "2026-11-06", "", ""),
    ];
    let expected = Queried {
        results: 4,
        hits: 3,
        last: Some(day("2026-11-20")),
        found: Fen(6_100_000),
        usable: Fen(6_090_000),
        cash: Fen(90_000),
        freezes: 0,
        frozen: Fen(0),
    };
    assert_eq!(of_case(&all, day("2026-11-23")), expected);
}

/// Plan Art. 11(1)5: what waits, was released, has lapsed or is not in force yet covers nothing.
#[test]
fn only_what_is_frozen_first_in_line_and_in_force_counts_as_frozen() {
    let on = ("effective_on", "2026-11-02");
    for (more, counts) in [
        (vec![on], true),
        (vec![on, ("rank", "1")], true),
        (vec![on, ("rank", "2")], false),
        (vec![on, ("released_on", "2026-11-10")], false),
        (vec![on, ("ends_on", "2026-11-10")], false),
        (vec![("effective_on", "2025-11-02")], false),
        (vec![("effective_on", "2025-11-02"), ("renewed_on", "2026-10-30")], true),
        (vec![], false),
    ] {
        let sums = of_case(&[freeze("3000", &more)], day("2026-11-23"));
        let expected = if counts { (1, Fen(300_000)) } else { (0, Fen(0)) };
        assert_eq!((sums.freezes, sums.frozen), expected, "{more:?}");
    }
}

#[test]
fn a_seizure_is_begun_from_a_result_with_its_values() {
    let (of, new) = (kind("query_result"), kind("seizure"));
    let begins = of.begins.as_ref().expect("a seizure is begun");
    let begun = |record: &RecordView| {
        let values = begins.values(of, new, &|field| Some(record.value(field).clone()))?;
        let named = values
            .into_iter()
            .map(|(number, text)| (new.field(number).expect("a field").key.clone(), text));
        let mut named: Vec<(String, String)> = named.collect();
        named.sort();
        Some(named)
    };
    let pairs = |all: &[(&str, &str)]| Some(all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect());
    let vehicle = result("vehicle", "商丘市车管所", "2026-11-05", "60000", "");
    assert_eq!(
        begun(&vehicle),
        pairs(&[("measure", "movable"), ("office", "商丘市车管所"), ("owner", "王五")])
    );
    let deposit = result("network_funds", "支付宝", "2026-11-05", "60000", "50000");
    // What is frozen in fact is known only afterwards: no amount is put in its place.
    let expected = [("measure", "deposit"), ("office", "支付宝"), ("owner", "王五")];
    assert_eq!(begun(&deposit), pairs(&expected));
    assert_eq!(begun(&result("nothing", "证券", "2026-11-06", "", "")), None);
    let clue = kind("asset");
    let begins = clue.begins.as_ref().expect("a seizure is begun");
    let record = record("asset", &[("what", "豫N12345"), ("sort", "movable")]);
    let values = begins.values(clue, new, &|field| Some(record.value(field).clone()));
    assert_eq!(values.map(|values| values.len()), Some(2));
    assert_eq!(record.value(99), &Value::None);
}

#[test]
fn no_more_is_executable_than_was_found_and_nothing_is_fed_back_on_a_day_to_come() {
    let of = kind("query_result");
    let faults = |on: &str, found: &str, usable: &str| -> Vec<(String, DaysFault)> {
        let record = result("bank_deposit", "某银行", on, found, usable);
        let value = |number: u16| {
            record
                .fields
                .iter()
                .find(|(own, _)| *own == number)
                .map(|(_, value)| value.clone())
        };
        let faults = of.days_faults(&value, &|_| None, day("2026-11-23"));
        let named = |(number, fault): (u16, DaysFault)| (of.field(number).expect("a field").key.clone(), fault);
        faults.into_iter().map(named).collect()
    };
    assert_eq!(faults("2026-11-23", "200", "200"), []);
    assert_eq!(faults("2026-11-23", "", "200"), []);
    assert_eq!(
        faults("2026-11-24", "100", "200"),
        [
            ("fed_back_on".to_owned(), DaysFault::ToCome),
            ("usable".to_owned(), DaysFault::MoreThanWhole)
        ]
    );
}
