//! Warnings by their text: each rule on a case that breaks it and on one that does not, what answers one and what brings
//! it back, and texts that are not taken.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use casebook::CaseId;
use casebook::action::{Action, Happening, Particulars};
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::event::Event;
use casebook::field::{Fields, Holds, Value};
use casebook::kinds::{Kinds, ValueType};
use casebook::pack;
use casebook::rules::{Rules, RulesFault, key_of};
use casebook::slot::{RecordKey, RecordWrite};
use casebook::warnings::WarningsFault::{self, Duplicate, Malformed, NoSource, UnknownFact, UnknownSort};
use casebook::warnings::{Known, WARNINGS, WarnedRow, Warnings, answers};
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::money::Fen;
use support::{day, id, text};

const TODAY: &str = "2026-06-30";
/// The first write: 1 March 2026.
const NOW: u64 = 1_772_330_400_000;

/// Something a case says: a field by its key, a happening with `!`, a record as `kind#n` with its fields.
type Said<'s> = (&'s str, &'s str);

/// A sound case: no rule warns about it.
const SOUND: [Said<'static>; 7] = [
    ("case_number", "（2026）豫14执1号"),
    ("filed_on", "2026-03-02"),
    ("claim_amount", "10000"),
    ("basis_doc_no", "（2025）豫14民初1号"),
    ("!execution_notice_sent", "2026-03-05"),
    ("party#1", "role=debtor name=李四 id_number=110101199003077379"),
    ("debtor", "李四"),
];

/// Rule, what is said besides and instead, and whether it warns.
#[derive(serde::Deserialize)]
struct Case {
    rule: String,
    said: Vec<(String, String)>,
    warns: bool,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../data/warning_cases.json")).expect("a table")
}

fn borrowed(said: &[(String, String)]) -> Vec<Said<'_>> {
    said.iter().map(|(name, says)| (name.as_str(), says.as_str())).collect()
}

fn value(holds: &Holds, said: &str) -> Value {
    match holds {
        _ if said.is_empty() => Value::None,
        Holds::Plain(ValueType::Date) => Value::Date(day(said)),
        Holds::Plain(ValueType::Money) => Value::Fen(Fen::parse(said).expect("an amount")),
        _ => text(said),
    }
}

fn action((name, says): Said<'_>) -> Option<Action> {
    if let Some(key) = name.strip_prefix('!') {
        return (!says.is_empty()).then(|| {
            Action::Happened(Happening {
                id: [key.len() as u8; 16],
                key: key.to_owned(),
                on: day(says),
                subject: String::new(),
                particulars: Particulars::default(),
            })
        });
    }
    if let Some((kind, number)) = name.split_once('#') {
        return Some(Action::Record(Box::new(record(
            kind,
            number.parse().expect("a number"),
            says,
        ))));
    }
    let told = Fields::builtin().iter().find(|told| told.key == name).expect("a field");
    Some(Action::Set(vec![(told.field, value(&told.holds, says))]))
}

fn record(kind: &str, number: u8, says: &str) -> RecordWrite {
    let kind = Kinds::builtin().named(kind).expect("a kind");
    let fields = says.split(' ').map(|pair| {
        let (key, says) = pair.split_once('=').expect("a field");
        let field = kind.field_named(key).expect("a field");
        (field.number, field.read(says).expect("fits"))
    });
    RecordWrite {
        record: RecordKey {
            kind: kind.kind,
            id: id(number),
        },
        in_force: Some(true),
        fields: fields.collect(),
    }
}

/// A book with one case, and its events.
struct Office {
    book: Book,
    events: Vec<Event>,
}

impl Office {
    fn of(more: &[Said<'_>]) -> Office {
        let book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day(TODAY));
        let mut office = Office {
            book,
            events: Vec::new(),
        };
        let is_new = |said: &&Said<'_>| !more.iter().any(|(name, _)| *name == said.0);
        let all: Vec<Said<'_>> = SOUND.iter().filter(is_new).chain(more).copied().collect();
        office.says(&all);
        office
    }

    fn says(&mut self, said: &[Said<'_>]) {
        self.write(said.iter().copied().filter_map(action).collect());
    }

    fn write(&mut self, actions: Vec<Action>) {
        let now = NOW + self.events.len() as u64;
        let mut draft = Draft::new(&self.book, DeviceId(1), Author::default(), now);
        let actions = actions.into_iter().map(|action| (case(), action)).collect();
        draft.add(&self.book, actions, now).expect("readable");
        for made in draft.finish() {
            self.book.take(&made.bytes).expect("the next pack");
            self.events
                .extend(pack::unpack(&made.bytes, &pack::Plain).expect("readable").1);
        }
    }

    fn rows(&self) -> Vec<WarnedRow> {
        self.book.warned(day(TODAY)).expect("readable")
    }

    fn rules(&self) -> Vec<String> {
        self.rows().into_iter().map(|row| row.warned.rule).collect()
    }

    fn row(&self, rule: &str) -> Option<WarnedRow> {
        self.rows().into_iter().find(|row| row.warned.rule == rule)
    }

    /// Answers a warning as the page does.
    fn answer(&mut self, rule: &str, number: u8) -> RecordKey {
        let row = self.row(rule).expect("warned");
        let kind = answers().expect("built in");
        let field = |key: &str| kind.field_named(key).expect("a field").number;
        let write = RecordWrite {
            record: RecordKey {
                kind: kind.kind,
                id: id(number),
            },
            in_force: Some(true),
            fields: vec![
                (field("rule"), text(rule)),
                (field("name"), text("…")),
                (field("answer"), text("not_so")),
                (field("reason"), text("外国人，无居民身份证")),
                (field("basis"), text(&row.warned.basis)),
            ],
        };
        let record = write.record;
        self.write(vec![Action::Record(Box::new(write))]);
        record
    }
}

fn case() -> CaseId {
    id(1)
}

#[test]
fn each_rule_warns_about_what_it_names_and_about_nothing_else() {
    assert_eq!(Office::of(&[]).rules(), Vec::<String>::new(), "the sound case");
    let cases = cases();
    for Case { rule, said, warns } in &cases {
        let rules = Office::of(&borrowed(said)).rules();
        assert_eq!(rules.contains(rule), *warns, "{rule} {said:?}: {rules:?}");
    }
    for rule in &Warnings::builtin().rules {
        let is_shown = cases.iter().any(|case| case.rule == rule.id && case.warns);
        assert!(is_shown, "{} is not shown", rule.id);
    }
}

/// The page works from the view of a case, the list from its stored bytes: they say the same, with the same fingerprint.
#[test]
fn the_case_and_the_list_say_the_same() {
    for Case { said, .. } in cases() {
        let office = Office::of(&borrowed(&said));
        let view = office.book.view(case(), office.events.clone()).expect("there");
        let on_page = Warnings::builtin().of(
            &Known::of_view(&view, Kinds::builtin()),
            Calendar::builtin(),
            day(TODAY),
        );
        let mut in_list: Vec<_> = office.rows().into_iter().map(|row| row.warned).collect();
        in_list.sort_by_key(|warned| Warnings::builtin().rules.iter().position(|rule| rule.id == warned.rule));
        assert_eq!(on_page, in_list, "{said:?}");
    }
}

#[test]
fn an_answer_holds_until_the_facts_change() {
    let mut office = Office::of(&[("party#2", "role=debtor name=赵六")]);
    assert_eq!(office.row("M1").expect("warned").warned.of, ["赵六"]);
    let answer = office.answer("M1", 50);
    assert_eq!(office.row("M1"), None, "answered");
    // What is in order changes nothing.
    office.says(&[
        ("party#3", "role=debtor name=钱七 id_number=110101199003077379"),
        ("cause", "买卖合同"),
    ]);
    assert_eq!(office.row("M1"), None);
    // Another debtor without a number does.
    office.says(&[("party#4", "role=debtor name=孙八")]);
    assert_eq!(office.row("M1").expect("back").warned.of, ["赵六", "孙八"]);
    office.answer("M1", 51);
    assert_eq!(office.row("M1"), None);
    // An answer that is taken out answers nothing; the other still does.
    let out = RecordWrite {
        record: answer,
        in_force: Some(false),
        fields: Vec::new(),
    };
    office.write(vec![Action::Record(Box::new(out.clone()))]);
    assert_eq!(office.row("M1"), None);
    let record = RecordKey { id: id(51), ..answer };
    office.write(vec![Action::Record(Box::new(RecordWrite { record, ..out }))]);
    assert!(office.row("M1").is_some());
}

/// My day shows the warnings of whoever handles the case, and nobody else's.
#[test]
fn warnings_are_in_the_day_of_who_handles_the_case() {
    let office = Office::of(&[("claim_amount", ""), ("handler", "张三")]);
    let of = |name: &str| {
        let rows = office.book.warned_of(name, day(TODAY)).expect("readable");
        rows.into_iter().map(|row| row.warned.rule).collect::<Vec<_>>()
    };
    assert_eq!(of("张三"), ["M2"]);
    assert!(of("李四").is_empty());
}

#[test]
fn what_a_rule_found_is_told() {
    let office = Office::of(&[("recovered_amount", "20000")]);
    let facts = office.row("R1").expect("warned").warned.facts;
    let values: Vec<Value> = facts.into_iter().flat_map(|fact| fact.values).collect();
    let fen = |yuan: i64| Value::Fen(Fen(yuan * 100));
    assert_eq!(values, [fen(20_000), fen(10_000)]);
}

/// Texts that are not taken: what stands in place of what, and what is wrong.
const BROKEN: [(&str, &str, WarningsFault); 9] = [
    ("\"id\": \"M2\"", "\"id\": \"M1\"", Duplicate),
    ("\"mark\": \"L\"", "\"mark\": \"X\"", NoSource),
    ("\"source\": \"执行工作规定64\"", "\"source\": \" \"", NoSource),
    ("\"sort\": \"odd\"", "\"sort\": \"other\"", UnknownSort),
    ("{\"has\": \"closed_by\"}", "{\"has\": \"closed_how\"}", UnknownFact),
    ("\"kind\": \"seizure\"", "\"kind\": \"seisure\"", UnknownFact),
    ("\"role\": [\"debtor\"]", "\"role\": [\"deptor\"]", UnknownFact),
    ("\"term\": \"5 working_day\"", "\"term\": \"5 fortnights\"", Malformed),
    ("[\"A debtor has no identity number\"]", "", Malformed),
];

#[test]
fn a_text_that_does_not_hold_together_is_refused() {
    assert!(Warnings::parse(WARNINGS).is_ok());
    assert_eq!(key_of(WARNINGS).as_deref(), Some("warnings"));
    for (what, instead, fault) in BROKEN {
        let broken = match instead.is_empty() {
            true => WARNINGS.replacen(", \"A debtor has no identity number\"", ", \" \"", 1),
            false => WARNINGS.replacen(what, instead, 1),
        };
        assert_ne!(broken, WARNINGS, "{what}");
        assert_eq!(
            Warnings::parse(&broken).map_err(|error| error.fault),
            Err(fault),
            "{what}"
        );
        let refused = Rules::of(&[("warnings".to_owned(), broken)]);
        assert_eq!(
            refused.map_err(|error| error.fault).err(),
            Some(RulesFault::Warnings(fault)),
            "{what}"
        );
    }
}

/// What a warning rests on is a fingerprint of text that other builds must write alike: an answer given there counts here. If
/// this fails because a type was renamed, write the old words in `warnings/condition.rs`, and leave the fingerprint.
#[test]
fn the_fingerprint_of_what_a_warning_rests_on_is_that_of_earlier_builds() {
    let office = Office::of(&[("closed_on", "2026-01-05"), ("closed_by", "completed")]);
    let row = office.row("T2").expect("closed before it was filed");
    assert_eq!(row.warned.basis, "1cb93f50cb1886133bb8c08f");
}

/// A court puts its own rules in place of those built in.
#[test]
fn a_court_has_its_own_rules() {
    let own = r#"{"id": "own", "version": 1, "title": ["本院预警", "Own"], "source": "本院规定",
        "sorts": [{"key": "missing", "name": ["缺失", "Missing"]}],
        "warnings": [{"id": "X1", "sort": "missing", "name": ["没有案由", "No cause"], "why": ["规定", "rule"], "do": ["补充", "add"],
            "source": "本院规定1", "mark": "L", "if": {"not": {"has": "cause"}}}]}"#;
    let rules = Rules::of(&[("warnings".to_owned(), own.to_owned())]).expect("sound");
    assert_eq!(rules.warnings().rules.len(), 1);
    let office = Office::of(&[]);
    let view = office.book.view(case(), office.events.clone()).expect("there");
    let warned = rules
        .warnings()
        .of(&Known::of_view(&view, Kinds::builtin()), rules.calendar(), day(TODAY));
    assert_eq!(warned.into_iter().map(|warned| warned.rule).collect::<Vec<_>>(), ["X1"]);
}

/// Days of the engine's own: a term is counted by the calendar in force.
#[test]
fn terms_are_counted_by_the_calendar() {
    let filed: NaiveDate = day("2026-06-22");
    let on = |today: &str| {
        let office = Office::of(&[("claim_amount", ""), ("filed_on", "2026-06-22")]);
        let view = office.book.view(case(), office.events.clone()).expect("there");
        !Warnings::builtin()
            .of(
                &Known::of_view(&view, Kinds::builtin()),
                Calendar::builtin(),
                day(today),
            )
            .is_empty()
    };
    let term = law::nodes::last_day("5 working_day").expect("a term");
    let last = law::counting::due(Calendar::builtin(), filed, &term, &[])
        .expect("counted")
        .due;
    assert_eq!(
        (on(&last.to_string()), on(&last.succ_opt().expect("a day").to_string())),
        (false, true)
    );
}
