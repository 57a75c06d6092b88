//! What waits at offices: which records, and in which order.
#![allow(clippy::expect_used)]
use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::field::{Field, Value};
use casebook::kinds::{KindOf, Kinds};
use casebook::rules::Rules;
use casebook::slot::{RecordKey, RecordWrite};
use chrono::NaiveDate;

const NOW: u64 = 1_795_400_000_000;

fn kind(key: &str) -> &'static KindOf {
    Kinds::builtin().named(key).expect("built in")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

fn record(id: u8, of: &str, words: &[(&str, &str)]) -> Action {
    let of = kind(of);
    let values = words.iter().map(|(key, word)| {
        let field = of.field_named(key).expect("a field");
        (field.number, field.read(word).expect("readable"))
    });
    Action::Record(Box::new(RecordWrite {
        record: RecordKey {
            kind: of.kind,
            id: [id; 16],
        },
        in_force: Some(true),
        fields: values.collect(),
    }))
}

fn book_of(cases: Vec<(u8, Vec<Action>)>) -> Book {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), today());
    for (case, actions) in cases {
        let mut draft = Draft::new(&book, DeviceId(1), Author::default(), NOW);
        let number = Value::Text(format!("（2026）豫14执{case}号"));
        let mut all = vec![([case; 16], Action::Set(vec![(Field::CASE_NUMBER, number)]))];
        all.extend(actions.into_iter().map(|action| ([case; 16], action)));
        draft.add(&book, all, NOW).expect("readable");
        for pack in draft.finish() {
            book.take(&pack.bytes).expect("the next pack");
        }
    }
    book
}

fn seizure(id: u8, office: &str, more: &[(&str, &str)]) -> Action {
    let words = [("asset", "某财产"), ("measure", "movable"), ("office", office)];
    let said = words
        .into_iter()
        .filter(|(_, word)| !word.is_empty())
        .chain(more.iter().copied());
    record(id, "seizure", &said.collect::<Vec<_>>())
}

#[test]
fn what_waits_is_listed_by_office_and_what_is_done_or_closed_is_not() {
    let closed = Action::Set(vec![(Field::CLOSED_ON, Value::Date(today()))]);
    let clue = |id: u8, more: &[(&str, &str)]| {
        let words = [("what", "公积金"), ("sort", "right")];
        record(
            id,
            "asset",
            &words.into_iter().chain(more.iter().copied()).collect::<Vec<_>>(),
        )
    };
    let book = book_of(vec![
        (
            1,
            vec![
                seizure(1, "车管所", &[]),
                seizure(2, "车管所", &[("effective_on", "2026-11-02")]),
                seizure(3, "", &[]),
                seizure(4, "不动产登记中心", &[("released_on", "2026-11-02")]),
                // Of clues only those that name an office are taken there.
                clue(5, &[]),
                clue(6, &[("office", "公积金中心")]),
                clue(7, &[("office", "公积金中心"), ("verified_on", "2026-11-02")]),
            ],
        ),
        (
            2,
            vec![
                seizure(1, "车管所", &[("plan_on", "2026-11-30")]),
                seizure(2, "不动产登记中心", &[]),
            ],
        ),
        (3, vec![seizure(1, "车管所", &[]), closed]),
    ]);
    let rows = book.visits(DeviceId(1), today()).expect("readable");
    let said: Vec<(u8, u8, u16)> = rows
        .iter()
        .map(|row| (row.case[0], row.record.id[0], row.record.kind.0))
        .collect();
    let expected = [(2, 2, 18), (1, 6, 17), (1, 1, 18), (2, 1, 18), (1, 3, 18)];
    assert_eq!(said, expected);
}

#[test]
fn a_text_of_visits_names_days_and_offices() {
    let whole = include_str!("../../rules/records/asset.json");
    for (from, to, said) in [
        ("\"ends\": [\"verified_on\"]", "\"ends\": [\"result\"]", "NotADay"),
        (
            "\"office\": \"office\", \"named\"",
            "\"office\": \"value\", \"named\"",
            "UnknownType",
        ),
        ("\"by\": \"plan_by\"", "\"by\": \"nobody\"", "UnknownField"),
    ] {
        assert!(whole.contains(from), "{from}");
        let texts = [
            &whole.replacen(from, to, 1),
            include_str!("../../rules/records/seizure.json"),
        ];
        let error = Kinds::load(&texts, &[]).map(|_| ()).expect_err(to);
        assert!(format!("{error:?}").starts_with(said), "{error:?}");
    }
    // What is begun must be of a kind that is there, with its codes.
    let seizure = include_str!("../../rules/records/seizure.json");
    assert!(Kinds::load(&[whole], &[]).is_err());
    let other = whole.replacen("\"measure\": \"sort\"", "\"measure\": \"what\"", 1);
    assert_ne!(other, whole);
    assert!(Kinds::load(&[&other, seizure], &[]).is_err());
}
