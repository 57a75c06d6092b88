//! The special team of a case (plan Art. 18): it works from the decision that formed it until it is dissolved.
#![allow(clippy::expect_used, clippy::unwrap_used)]
use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::field::Field;
use casebook::flows::{StepEdit, of_record, standing, take};
use casebook::kinds::Kinds;
use casebook::rules::Rules;
use casebook::slot::{RecordKey, RecordWrite};
use casebook::special_team;

use crate::support::book::{day, id, text};

fn add(book: &mut Book, action: Action) {
    let mut draft = Draft::new(book, DeviceId(1), Author::default(), 0);
    draft.add(book, vec![(id(1), action)], 0).expect("may be written");
    for pack in draft.finish() {
        book.take(&pack.bytes).expect("the next pack");
    }
}

#[test]
fn a_special_team_works_from_its_decision_to_its_end() {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day("2026-06-10"));
    add(
        &mut book,
        Action::Set(vec![(Field::CASE_NUMBER, text("（2026）豫14执2号"))]),
    );
    let kind = Kinds::builtin().named("team_decision").expect("built in");
    let number = |key: &str| kind.field_named(key).expect("a field").number;
    let record = RecordKey {
        kind: kind.kind,
        id: id(1),
    };
    let fields = [
        ("ground", "疑难"),
        ("leader", "陈副局长"),
        ("members", "王明、赵一"),
        ("task", "拍卖"),
    ];
    add(
        &mut book,
        Action::Record(Box::new(RecordWrite {
            record,
            in_force: Some(true),
            fields: fields.iter().map(|(key, value)| (number(key), text(value))).collect(),
        })),
    );
    let flow = kind.flow.as_ref().expect("a flow");
    for (key, by, works) in [("ask", 1, false), ("form", 2, true), ("dissolve", 3, false)] {
        let state = book.state(&id(1)).unwrap().unwrap();
        let edit = StepEdit {
            record,
            step: key.to_owned(),
            heads: standing(flow, &of_record(&state.steps(), record)).0.heads,
            content: None,
            on: day("2026-06-10"),
            reason: "见决定".to_owned(),
            receipt: String::new(),
        };
        let step = take(
            &state,
            casebook::kinds::Kinds::builtin(),
            None,
            &edit,
            [by; 16],
            day("2026-06-10"),
        )
        .expect("a step that may be taken");
        add(&mut book, Action::Step(Box::new(step)));
        let team = special_team::of_state(&book.state(&id(1)).unwrap().unwrap(), book.kinds());
        assert_eq!(team.is_some(), works, "{key}");
        if let Some(team) = team {
            assert_eq!(
                (team.leader.as_str(), team.members.len(), team.task.as_str()),
                ("陈副局长", 2, "拍卖")
            );
            assert!(team.has("赵一") && team.has("陈副局长") && !team.has("钱二"));
        }
    }
}
