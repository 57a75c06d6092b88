//! From the fields of a case to its verdict and dates, under the rules built in and under others.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use crate::support::book as support;

use casebook::action::{Action, Happening, Imported, REGISTERED_BEFORE};
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::facts::{CaseFile, fields_saying};
use casebook::field::{Field, Value};
use casebook::history::view;
use casebook::kinds::Kinds;
use casebook::ledger::take_as_checked;
use casebook::pack::{Plain, unpack};
use casebook::query::Query;
use casebook::rules::{Rules, RulesFault};
use casebook::view::{CaseView, Row};
use law::calendar::{Calendar, NoticeError};
use law::facts::{ArbitrationKind, BasisType, ClaimKind, Facts};
use law::money::Fen;
use law::nodes::SetFault;
use law::triage::{FactId, FactValue, RuleErrorCode};
use support::{day, event, id, stamp, text};

/// 2022-06-01, 10:00 at UTC+8.
const NOW: u64 = 1_654_048_800_000;

fn rules() -> Box<Rules> {
    Box::new(Rules::of(&[]).expect("built in"))
}

/// A civil judgment whose facts are all known: ordinary.
fn known() -> Vec<(Field, Value)> {
    vec![
        (Field::CASE_NUMBER, text("（2022）豫14执2号")),
        (Field::FILED_ON, Value::Date(day("2022-05-30"))),
        (Field::RECEIVED_ON, Value::Date(day("2022-05-27"))),
        (Field::BASIS_TYPE, text("civil_judgment")),
        (Field::CLAIM_KIND, text("money")),
        (Field::CLAIM_AMOUNT, Value::Fen(Fen(35_000_000))),
        (Field::ENTRUSTED, Value::Bool(false)),
        (Field::FOREIGN_RELATED, Value::Bool(false)),
        (Field::PARTY_OR_GOV_ORGAN, Value::Bool(false)),
        (Field::FROZEN_COMPLETE, Value::Bool(true)),
        (Field::FILING_DATA_OK, Value::Bool(true)),
    ]
}

fn with(changes: &[(Field, Value)]) -> Vec<(Field, Value)> {
    let mut fields = known();
    fields.retain(|(field, _)| !changes.iter().any(|(f, _)| f == field));
    fields.extend(changes.iter().cloned());
    fields
}

fn seen(fields: Vec<(Field, Value)>) -> CaseView {
    view(
        id(1),
        &[event(stamp(NOW, 1), id(1), Action::Set(fields), &[])],
        &[],
        Kinds::builtin(),
    )
    .expect("a case")
}

fn write(book: &mut Book, actions: Vec<Action>) {
    let mut draft = Draft::new(book, DeviceId(1), Author::default(), NOW);
    draft
        .add(book, actions.into_iter().map(|action| (id(1), action)).collect(), NOW)
        .expect("readable");
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
}

fn row_of(actions: Vec<Action>) -> Row {
    let mut book = Book::new(rules(), day("2022-06-01"));
    write(&mut book, actions);
    book.rows(&Query::default(), 0, 1).expect("readable").rows.remove(0)
}

/// Nodes with a date in the coming year.
fn agenda_of(actions: Vec<Action>) -> Vec<String> {
    let mut book = Book::new(rules(), day("2022-06-01"));
    write(&mut book, actions);
    let items = book.agenda(day("2022-06-01"), day("2023-06-01"), &Query::default(), 100);
    items.expect("readable").into_iter().map(|item| item.node).collect()
}

#[test]
fn fields_become_facts() {
    let facts = |changes: &[(Field, Value)]| CaseFile::of_view(&seen(with(changes)), Kinds::builtin()).facts;
    let plain = facts(&[]);
    assert_eq!(plain.basis_type, Some(BasisType::CivilJudgment));
    assert_eq!(
        (plain.preservation, plain.litigation_fee_recovery),
        (Some(false), Some(false))
    );
    assert_eq!(plain.frozen, []);
    let frozen = facts(&[(Field::FROZEN_AMOUNT, Value::Fen(Fen(7)))]);
    assert_eq!(frozen.frozen_sum_fen(), 7);
    assert!(!facts(&[(Field::FROZEN_COMPLETE, Value::None)]).frozen_complete);
    assert_eq!(facts(&[(Field::FILING_DATA_OK, Value::None)]).filing_data_ok, None);
    assert_eq!(facts(&[(Field::BASIS_TYPE, text("of a newer build"))]).basis_type, None);
    for (number, preservation) in [
        ("（2022）豫14执保2号", Some(true)),
        ("（2022）豫14财保2号", Some(true)),
        ("（2022）豫14执恢2号", Some(false)),
        ("（2015）商执保字第2号", Some(true)),
        ("（2015）商执字第2号", Some(false)),
        ("nothing readable", None),
    ] {
        assert_eq!(
            facts(&[(Field::CASE_NUMBER, text(number))]).preservation,
            preservation,
            "{number}"
        );
    }
    let stated = [
        (Field::CASE_NUMBER, text("（2022）豫14执保2号")),
        (Field::PRESERVATION, Value::Bool(false)),
    ];
    assert_eq!(facts(&stated).preservation, Some(false));
    let marks = facts(&[
        (Field::COMPLEXITY, text("large|张某|三方\nsensitive||")),
        (Field::SIMPLE_MARK, text("李某|小额")),
    ]);
    assert_eq!(marks.complexity.len(), 2);
    assert_eq!(
        (marks.complexity[0].by.as_str(), marks.complexity[1].by.as_str()),
        ("张某", "")
    );
    assert_eq!(marks.simple_mark.map(|mark| mark.reason), Some("小额".to_owned()));
}

#[test]
fn a_fact_in_dispute_is_unknown_and_a_day_in_dispute_is_the_earlier() {
    let here = event(stamp(NOW, 1), id(1), Action::Set(known()), &[]);
    let there = Action::Set(with(&[
        (Field::ENTRUSTED, Value::Bool(true)),
        (Field::FILED_ON, Value::Date(day("2022-05-31"))),
    ]));
    let shown = view(
        id(1),
        &[here, event(stamp(NOW, 2), id(1), there, &[])],
        &[],
        Kinds::builtin(),
    )
    .expect("a case");
    let file = CaseFile::of_view(&shown, Kinds::builtin());
    assert_eq!(file.facts.entrusted, None);
    assert_eq!(file.facts.party_or_gov_organ, Some(false));
    assert_eq!(file.filed_on, Some(day("2022-05-30")));
}

#[test]
fn a_row_has_verdict_ground_and_next_date() {
    let row = row_of(vec![Action::Set(known())]);
    assert_eq!((row.verdict, row.ground.as_str()), (1, "O2"));
    // Received 2022-05-27: the execution notice within ten days (2022-06-06); the plan's five working days after
    // filing end on 2022-06-07 (the third is a day off). The earlier clock gives the alarm.
    assert_eq!(row.next_due, Some(day("2022-06-06")));
    // Two working days are left: 06-03 is a day off.
    assert_eq!(row.state, 1);
    let arbitration = [
        (Field::BASIS_TYPE, text("arbitral_award")),
        (Field::ARBITRATION_KIND, text("labor")),
    ];
    let row = row_of(vec![Action::Set(with(&arbitration))]);
    assert_eq!((row.verdict, row.ground.as_str()), (0, "S1"));
    let row = row_of(vec![Action::Set(with(&[(Field::FILING_DATA_OK, Value::None)]))]);
    assert_eq!((row.verdict, row.ground.as_str()), (2, ""));
}

#[test]
fn statements_that_contradict_each_other_bear_no_verdict() {
    // Basis and what was stated beside it; the verdict of the row: 0 simple, 1 ordinary, 2 needs more facts.
    let rows = [
        (
            "administrative_non_litigation",
            Field::PARTY_OR_GOV_ORGAN,
            Some(false),
            2,
        ),
        (
            "administrative_non_litigation",
            Field::PARTY_OR_GOV_ORGAN,
            Some(true),
            1,
        ),
        ("preservation_ruling", Field::PRESERVATION, Some(false), 2),
        ("preservation_ruling", Field::PRESERVATION, None, 0),
        (
            "litigation_fee_recovery",
            Field::LITIGATION_FEE_RECOVERY,
            Some(false),
            2,
        ),
        ("litigation_fee_recovery", Field::LITIGATION_FEE_RECOVERY, None, 0),
    ];
    for (basis, field, stated, verdict) in rows {
        let mut changes = vec![(Field::BASIS_TYPE, text(basis))];
        changes.extend(stated.map(|yes| (field, Value::Bool(yes))));
        let row = row_of(vec![Action::Set(with(&changes))]);
        assert_eq!(row.verdict, verdict, "{basis} {stated:?}");
        assert_eq!(row.ground.is_empty(), verdict == 2, "{basis} {stated:?}");
    }
}

#[test]
fn a_resumed_non_litigation_case_has_three_months() {
    let changes = [
        (Field::CASE_NUMBER, text("（2022）豫14执恢2号")),
        (Field::BASIS_TYPE, text("administrative_non_litigation")),
        (Field::PARTY_OR_GOV_ORGAN, Value::Bool(true)),
    ];
    let nodes = agenda_of(vec![Action::Set(with(&changes))]);
    assert!(nodes.iter().any(|id| id == "N63n"), "{nodes:?}");
    assert!(!nodes.iter().any(|id| id == "N63" || id == "P16-2"), "{nodes:?}");
}

#[test]
fn the_director_prevails_and_an_older_case_waits_for_him() {
    let decided = Action::Set(vec![(Field::DECIDED_VERDICT, Value::Text("simple".into()))]);
    assert_eq!(row_of(vec![Action::Set(known()), decided.clone()]).verdict, 0);
    // Filed before the plan was in force (Art. 27).
    let older = Action::Set(with(&[(Field::FILED_ON, Value::Date(day("2022-04-28")))]));
    assert_eq!(row_of(vec![older.clone()]).verdict, 2);
    assert_eq!(row_of(vec![older, decided]).verdict, 0);
}

#[test]
fn what_has_happened_moves_the_alarm() {
    let happened = |n: u8, key: &str| {
        Action::Happened(Happening {
            id: id(n),
            key: key.into(),
            on: day("2022-06-01"),
            subject: String::new(),
            particulars: Default::default(),
        })
    };
    // N05, the execution notice, is due until it is sent; then N08, the asset report order, that goes out with it.
    let before = agenda_of(vec![Action::Set(known())]);
    assert!(before.iter().any(|node| node == "N05") && !before.iter().any(|node| node == "N08"));
    let sent = vec![Action::Set(known()), happened(8, "execution_notice_sent")];
    let notice = agenda_of(sent.clone());
    assert!(!notice.iter().any(|node| node == "N05") && notice.iter().any(|node| node == "N08"));
    assert_eq!(row_of(sent.clone()).next_due, Some(day("2022-06-01")));
    let both = agenda_of([sent, vec![happened(9, "asset_report_order_sent")]].concat());
    assert!(!both.iter().any(|node| node == "N05" || node == "N08"));
    let closed = Action::Set(vec![(Field::CLOSED_ON, Value::Date(day("2022-06-01")))]);
    let row = row_of(vec![Action::Set(known()), closed]);
    assert_eq!((row.state, row.next_due), (3, None));
}

#[test]
fn what_ran_out_before_the_book_is_not_overdue() {
    let old = with(&[
        (Field::FILED_ON, Value::Date(day("2022-05-05"))),
        (Field::RECEIVED_ON, Value::Date(day("2022-05-05"))),
    ]);
    let import = Imported {
        fields: old,
        ..Imported::default()
    };
    let row = row_of(vec![Action::Imported(Box::new(import))]);
    assert!(row.next_due > Some(day("2022-06-01")), "{:?}", row.next_due);
    assert_ne!(row.state, 0);
}

#[test]
fn the_page_and_the_book_read_a_case_alike() {
    let mut book = Book::new(rules(), day("2022-06-01"));
    write(
        &mut book,
        vec![
            Action::Set(known()),
            Action::Excluded {
                from: day("2022-06-02"),
                to: day("2022-06-10"),
                ground: "announcement".into(),
            },
            Action::Happened(Happening {
                id: id(3),
                key: "execution_notice_sent".into(),
                on: day("2022-06-01"),
                subject: String::new(),
                particulars: Default::default(),
            }),
        ],
    );
    let row = book.rows(&Query::default(), 0, 1).expect("readable").rows.remove(0);
    let mut draft = Draft::new(
        &Book::new(rules(), day("2022-06-01")),
        DeviceId(1),
        Author::default(),
        NOW,
    );
    let empty = Book::new(rules(), day("2022-06-01"));
    draft
        .add(&empty, vec![(id(1), Action::Set(known()))], NOW)
        .expect("readable");
    let (_, events) = unpack(&draft.finish()[0].bytes, &Plain).expect("readable");
    let shown = view(id(1), &events, &[], Kinds::builtin()).expect("a case");
    assert_eq!(shown.kept_since, Some(day("2022-06-01")));
    let rules = rules();
    let (verdict, ground) = rules.verdict(&CaseFile::of_view(&shown, Kinds::builtin()));
    assert_eq!((verdict.code(), ground), ("ordinary", row.ground.as_str()));
}

#[test]
fn filing_data_counts_as_checked_only_after_its_five_working_days() {
    let calendar = Calendar::builtin();
    let today = day("2022-06-08");
    // Five working days after 2022-05-30 end on 2022-06-07 (06-03 is a day off); after 2022-05-31 on 2022-06-08.
    for (filed, checked) in [("2022-05-30", true), ("2022-05-31", false), ("2022-06-08", false)] {
        let mut import = Imported {
            fields: vec![(Field::FILED_ON, Value::Date(day(filed)))],
            ..Imported::default()
        };
        take_as_checked(&mut import, today, calendar);
        assert_eq!(
            import.fields.contains(&(Field::FILING_DATA_OK, Value::Bool(true))),
            checked,
            "{filed}"
        );
        assert_eq!(import.reason == REGISTERED_BEFORE, checked);
    }
    let said = vec![
        (Field::FILED_ON, Value::Date(day("2022-05-05"))),
        (Field::FILING_DATA_OK, Value::Bool(false)),
    ];
    let mut import = Imported {
        fields: said.clone(),
        ..Imported::default()
    };
    take_as_checked(&mut import, today, calendar);
    assert_eq!((import.fields, import.reason.as_str()), (said, ""));
}

#[test]
fn a_rule_text_that_cannot_be_in_force_is_refused_by_name() {
    let put = |key: &str, text: &str| Rules::of(&[(key.to_owned(), text.to_owned())]).expect_err("refused");
    assert_eq!(put("triage", "{}").fault, RulesFault::Triage(RuleErrorCode::Malformed));
    assert_eq!(put("nodes", "{}").fault, RulesFault::Nodes(SetFault::NotReadable));
    let notice = put("notice-2027", "{}").fault;
    assert!(
        matches!(notice, RulesFault::Notice(NoticeError::NotReadable(_))),
        "{notice:?}"
    );
    assert_eq!(put("something", "{}").fault, RulesFault::UnknownKey);
    let texts = ["triage", "something", "nodes-x"].map(|key| (key.to_owned(), "{}".to_owned()));
    let (rules, left_out) = Rules::of_readable(&texts).expect("the rules built in");
    assert_eq!(left_out.len(), 3);
    assert!(rules.nodes().nodes().len() > 50);
}

#[test]
fn the_effect_of_a_notice_is_counted_and_named() {
    let notice = r#"{"year": 2027, "numbers": ["x"], "off": {"2027-01-01": "元旦", "2027-02-05": "春节", "2027-02-06":
        "春节", "2027-02-07": "春节", "2027-02-08": "春节", "2027-02-09": "春节", "2027-04-05": "清明节", "2027-05-01":
        "劳动节", "2027-05-02": "劳动节", "2027-06-09": "端午节", "2027-09-15": "中秋节", "2027-10-01": "国庆节",
        "2027-10-02": "国庆节", "2027-10-03": "国庆节", "2027-01-04": "元旦"}}"#;
    let other = match Rules::of(&[("notice-2027".to_owned(), notice.to_owned())]) {
        Ok(rules) => rules,
        Err(error) => panic!("{error}"),
    };
    let mut book = Book::new(rules(), day("2026-12-28"));
    write(
        &mut book,
        vec![Action::Set(with(&[
            (Field::FILED_ON, Value::Date(day("2026-12-25"))),
            (Field::RECEIVED_ON, Value::Date(day("2026-12-25"))),
        ]))],
    );
    let none = book.effect(rules().as_ref(), 9).expect("readable");
    assert_eq!((none.counts, none.settled), ((0, 0), 0));
    let effect = book.effect(&other, 1).expect("readable");
    assert_eq!(effect.counts.0, 0);
    assert!(effect.counts.1 >= 1, "the first Monday of 2027 became a day off");
    let (number, _, before, after) = &effect.dates[0];
    assert_eq!(number, "（2022）豫14执2号");
    assert!(after > before);
}

#[test]
fn a_text_is_known_by_what_it_holds() {
    use casebook::rules::{Rules, key_of};
    let pengshui = include_str!("../../rules/nodes-pengshui.json");
    let table = [
        (r#"{"year": 2027}"#, Some("notice-2027")),
        (r#"{"amends": 2026, "place": "商丘市"}"#, Some("notice-2026-商丘市")),
        (r#"{"amends": 2026}"#, None),
        (include_str!("../../rules/triage-fengshun.json"), Some("triage")),
        (include_str!("../../rules/nodes-plan.json"), Some("nodes")),
        (pengshui, Some("nodes-pengshui-nodes")),
        ("{}", None),
        ("二〇二七", None),
    ];
    for (text, key) in table {
        assert_eq!(key_of(text).as_deref(), key, "{text:.40}");
    }
    let texts = [("nodes-pengshui-nodes".to_owned(), pengshui.to_owned())];
    let rules = Rules::of(&texts).unwrap();
    let ids: Vec<_> = rules.nodes().nodes().iter().map(|node| node.id.as_str()).collect();
    assert!(
        ids.contains(&"PS-1") && ids.contains(&"P7-3") && ids.contains(&"N05"),
        "added, not in place of others: {ids:?}"
    );
}

/// An answer taken with one tap must be read back as that answer.
#[test]
fn the_fields_that_say_a_fact_are_read_as_that_fact() {
    type Says = fn(&Facts) -> bool;
    let basis = FactValue::Basis(BasisType::CivilJudgment);
    let arbitration = FactValue::Arbitration(ArbitrationKind::Labor);
    let table: [(FactId, FactValue, Says); 12] = [
        (FactId::BasisType, basis, |f| {
            f.basis_type == Some(BasisType::CivilJudgment)
        }),
        (FactId::ArbitrationKind, arbitration, |f| {
            f.arbitration_kind == Some(ArbitrationKind::Labor)
        }),
        (FactId::ClaimKind, FactValue::Claim(ClaimKind::Money), |f| {
            f.claim_kind == Some(ClaimKind::Money)
        }),
        (FactId::ClaimAmount, FactValue::Amount(Fen(700)), |f| {
            f.claim_amount_fen == Some(Fen(700))
        }),
        (FactId::Frozen, FactValue::Amount(Fen(900)), |f| {
            f.frozen_complete && f.frozen.iter().map(|f| f.amount_fen.0).sum::<i64>() == 900
        }),
        (FactId::Frozen, FactValue::No, |f| !f.frozen_complete),
        (FactId::ForeignRelated, FactValue::Yes, |f| {
            f.foreign_related == Some(true)
        }),
        (FactId::Entrusted, FactValue::No, |f| f.entrusted == Some(false)),
        (FactId::Preservation, FactValue::Yes, |f| f.preservation == Some(true)),
        (FactId::LitigationFeeRecovery, FactValue::Yes, |f| {
            f.litigation_fee_recovery == Some(true)
        }),
        (FactId::PartyOrGovOrgan, FactValue::No, |f| {
            f.party_or_gov_organ == Some(false)
        }),
        (FactId::FilingDataOk, FactValue::Yes, |f| f.filing_data_ok == Some(true)),
    ];
    for (fact, value, says) in table {
        let mut fields = vec![(Field::CASE_NUMBER, text("（2022）豫14执2号"))];
        fields.extend(fields_saying(fact, value).expect("fields"));
        let facts = CaseFile::of_view(&seen(fields), Kinds::builtin()).facts;
        assert!(says(&facts), "{fact:?} {value:?}: {facts:?}");
    }
    // Marks need a name and a reason: no field says them by itself.
    assert_eq!(fields_saying(FactId::SimpleMark, FactValue::Yes), None);
}
