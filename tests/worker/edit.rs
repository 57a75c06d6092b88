//! Forms, imports and undo obey what others wrote, what was ruled, and the table of rights.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::clock::DeviceId;
use casebook::undo::{MayUndo, may_undo};
use law::money::Fen;
use protocol::{
    Action, CaseView, CommitImport, EditCase, Edited, Field, FieldEdit, Happening, ImportDone, ImportOptions, Judged,
    Kept, PreviewImport, ReadCase, ReadSession, SettleKnown, Summary, UndoImport, Value, WriteActions,
};
use work_support::share::{founder, invite, join, sync, write};
use work_support::{Answered, Tab, World, code, decide, me, summary};

const CASE: [u8; 16] = [1; 16];

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn fen(yuan: i64) -> Value {
    Value::Fen(Fen(yuan * 100))
}

fn set(tab: &Tab, field: Field, value: Value) -> Answered<Summary> {
    tab.ask(WriteActions {
        actions: vec![(CASE, Action::Set(vec![(field, value)]))],
    })
}

fn edit(tab: &Tab, edits: &[(Field, Value, Value)]) -> Judged {
    let edits = edits.iter().cloned();
    let edits = edits.map(|(field, seen, value)| FieldEdit { field, seen, value });
    match tab.ask(EditCase {
        case: CASE,
        edits: edits.collect(),
    }) {
        Ok(edited) => {
            let Edited { judged, .. } = edited;
            judged
        }
        other => panic!("{other:?}"),
    }
}

fn view(tab: &Tab) -> CaseView {
    match tab.ask(ReadCase { id: CASE }) {
        Ok(Some(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn values(tab: &Tab, field: Field) -> Vec<Value> {
    let fields = view(tab).fields.into_iter();
    fields.filter(|(f, _)| *f == field).map(|(_, value)| value).collect()
}

/// It would make a case of one field, which nobody can find.
#[test]
fn an_edit_of_a_case_that_is_not_there_is_refused() {
    let tab = World::default().tab();
    let edits = vec![FieldEdit {
        field: Field::DEBTOR,
        seen: Value::None,
        value: text("甲"),
    }];
    assert_eq!(code(tab.ask(EditCase { case: CASE, edits })), "case_unknown");
    assert!(matches!(tab.ask(ReadCase { id: CASE }), Ok(None)));
}

/// A director and a person of that role, who both have case 1.
fn two(role: &str) -> (Tab, Tab) {
    let world = World::default();
    let one = founder(&world);
    write(&one, 1, "甲公司").unwrap();
    let link = invite(&one, "陈某", role);
    let two = join(&world.beside(1), &link);
    (one, two)
}

/// Both exchange until each has what the other wrote.
fn exchange(one: &Tab, two: &Tab) {
    for tab in [one, two, one] {
        sync(tab);
    }
}

#[test]
fn an_edit_of_what_moved_meanwhile_writes_nothing_and_says_which() {
    let (one, two) = two("bureau_chief");
    set(&one, Field::DEBTOR, text("乙公司")).unwrap();
    exchange(&one, &two);
    // The form showed 甲公司; another field of it could be written, and is not.
    let held = edit(
        &two,
        &[
            (Field::DEBTOR, text("甲公司"), text("丙公司")),
            (Field::HANDLER, Value::None, text("张")),
        ],
    );
    assert!(held.is_held_up());
    assert_eq!(held.moved, [Field::DEBTOR]);
    assert_eq!(values(&two, Field::DEBTOR), [text("乙公司")]);
    assert!(values(&two, Field::HANDLER).is_empty());
    // What stands there already is no change, whatever the form had seen.
    let same = edit(&two, &[(Field::DEBTOR, text("甲公司"), text("乙公司"))]);
    assert_eq!(same, Judged::default());
    let seen = edit(&two, &[(Field::DEBTOR, text("乙公司"), text("丙公司"))]);
    assert!(!seen.is_held_up());
    assert_eq!(values(&two, Field::DEBTOR), [text("丙公司")]);
}

#[test]
fn no_plain_word_ends_a_conflict_only_a_ruling_does() {
    let (one, two) = two("judge");
    set(&one, Field::CLAIM_AMOUNT, fen(100)).unwrap();
    set(&two, Field::CLAIM_AMOUNT, fen(200)).unwrap();
    exchange(&one, &two);
    assert_eq!(values(&two, Field::CLAIM_AMOUNT).len(), 2);
    // A judge may not rule: neither by a form nor by a bare write.
    let judged = edit(&two, &[(Field::CLAIM_AMOUNT, Value::None, fen(300))]);
    assert_eq!(judged.disputed, [Field::CLAIM_AMOUNT]);
    assert_eq!(code(set(&two, Field::CLAIM_AMOUNT, fen(300))), "disputed");
    // A director may, but a form is no ruling.
    let judged = edit(&one, &[(Field::CLAIM_AMOUNT, fen(100), fen(300))]);
    assert_eq!(judged.disputed, [Field::CLAIM_AMOUNT]);
    assert_eq!(values(&two, Field::CLAIM_AMOUNT).len(), 2);
}

#[test]
fn of_an_edit_the_permitted_part_is_written_and_the_rest_is_named() {
    let (_, two) = two("filing_staff");
    let judged = edit(
        &two,
        &[
            (Field::CAUSE, Value::None, text("借款合同纠纷")),
            (Field::FROZEN_AMOUNT, Value::None, fen(5)),
        ],
    );
    let [locked] = judged.not_yours.as_slice() else {
        panic!("{judged:?}")
    };
    assert_eq!((locked.field, locked.rule.as_str()), (Field::FROZEN_AMOUNT, "B5-judge"));
    assert_eq!(values(&two, Field::CAUSE), [text("借款合同纠纷")]);
    let who = me(two.ask(ReadSession));
    assert_eq!(who.lock_of(Field::FROZEN_AMOUNT), Some(locked));
    assert_eq!(who.lock_of(Field::CAUSE), None);
    assert!(who.may_record("filed") && !who.may_record("auction_announced"));
}

fn import(tab: &Tab, csv: &str, overwrite: bool) -> (Vec<(Field, Option<Kept>)>, ImportDone) {
    let look = PreviewImport {
        name: "l.csv".into(),
        bytes: csv.as_bytes().to_vec(),
        options: ImportOptions::default(),
    };
    let Ok(preview) = tab.ask(look) else { panic!() };
    let changes = preview.changes.iter().map(|c| (c.field, c.kept)).collect();
    tab.ask(SettleKnown {
        restore: false,
        overwrite,
    })
    .unwrap();
    match tab.ask(CommitImport { update: true }) {
        Ok(done) => (changes, done),
        other => panic!("{other:?}"),
    }
}

const LIST: &str = "案号,立案日期,被执行人,案由,申请执行标的额（元）,冻结金额（元）\n（2026）豫1402执1号,2026-01-05,丁公司,买卖合同纠纷,999,7\n";

#[test]
fn an_import_obeys_conflicts_rulings_and_the_rights_to_fields() {
    let (one, two) = two("filing_staff");
    set(&one, Field::CLAIM_AMOUNT, fen(100)).unwrap();
    set(&two, Field::CLAIM_AMOUNT, fen(200)).unwrap();
    set(&one, Field::CAUSE, text("借款合同纠纷")).unwrap();
    set(&one, Field::FROZEN_AMOUNT, fen(5)).unwrap();
    exchange(&one, &two);
    let ruled = Action::Ruled {
        field: Field::CAUSE,
        value: text("合同纠纷"),
        reason: "按裁判文书".into(),
    };
    summary(one.ask(WriteActions {
        actions: vec![(CASE, ruled)],
    }));
    exchange(&one, &two);
    let (changes, done) = import(&two, LIST, true);
    let expected = [
        (Field::FILED_ON, None),
        (Field::DEBTOR, Some(Kept::ByHand)),
        (Field::CAUSE, Some(Kept::Ruled)),
        (Field::CLAIM_AMOUNT, Some(Kept::Disputed)),
        (Field::FROZEN_AMOUNT, Some(Kept::NotYours)),
    ];
    assert_eq!(changes, expected);
    assert_eq!((done.updated, done.kept), (1, 3));
    assert_eq!(values(&two, Field::CLAIM_AMOUNT).len(), 2);
    assert_eq!(values(&two, Field::CAUSE), [text("合同纠纷")]);
    assert_eq!(values(&two, Field::FROZEN_AMOUNT), [fen(5)]);
    assert_eq!(values(&two, Field::DEBTOR), [text("丁公司")]);
    exchange(&one, &two);
    assert!(work_support::share::people(&one).refused.is_empty());
}

#[test]
fn undoing_an_import_leaves_what_was_written_again_since_even_the_same_word() {
    let (one, two) = two("filing_staff");
    import(&two, LIST, true);
    exchange(&one, &two);
    // The director confirms the debtor by hand: first another word, then the same as the list's.
    set(&one, Field::DEBTOR, text("甲公司")).unwrap();
    set(&one, Field::DEBTOR, text("丁公司")).unwrap();
    exchange(&one, &two);
    summary(two.ask(UndoImport));
    assert_eq!(values(&two, Field::DEBTOR), [text("丁公司")]);
    assert!(values(&two, Field::CAUSE).is_empty());
}

#[test]
fn what_another_recorded_is_taken_back_only_by_who_may_rule() {
    let (one, two) = two("judge");
    let happening = Happening {
        id: [9; 16],
        key: "execution_notice_sent".into(),
        on: work_support::today(),
        subject: String::new(),
        particulars: Default::default(),
    };
    summary(one.ask(WriteActions {
        actions: vec![(CASE, Action::Happened(happening))],
    }));
    set(&two, Field::DEBTOR, text("乙公司")).unwrap();
    exchange(&one, &two);
    let line = |view: &CaseView, is: fn(&Action) -> bool| view.history.iter().find(|t| is(&t.action)).unwrap().clone();
    let may = |tab: &Tab, is: fn(&Action) -> bool| {
        let who = me(tab.ask(ReadSession));
        let view = view(tab);
        let rule = who.may.iter().any(|right| right == "conflict.rule");
        let own: Vec<DeviceId> = who.devices;
        may_undo(&view, &line(&view, is), &own, rule)
    };
    let notice: fn(&Action) -> bool = |action| matches!(action, Action::Happened(_));
    let changed: fn(&Action) -> bool = |action| matches!(action, Action::Set(_));
    assert_eq!([may(&one, notice), may(&two, notice)], [MayUndo::Own, MayUndo::No]);
    assert_eq!(
        [may(&one, changed), may(&two, changed)],
        [MayUndo::OfAnother, MayUndo::Own]
    );
    // While two values wait for a ruling, taking a word back would settle them.
    set(&one, Field::DEBTOR, text("丙公司")).unwrap();
    set(&two, Field::DEBTOR, text("丁公司")).unwrap();
    exchange(&one, &two);
    assert_eq!([may(&one, changed), may(&two, changed)], [MayUndo::No, MayUndo::No]);
}

#[test]
fn reasons_stand_beside_decisions_that_contradict_each_other() {
    let (one, two) = two("bureau_chief");
    let decided = |tab: &Tab, verdict: &str, reason: &str| {
        let answer = tab.ask(decide(CASE, verdict, reason));
        assert!(matches!(answer, Ok(done) if done.taken.len() == 1));
    };
    decided(&one, "simple", "财产已足额冻结");
    decided(&two, "ordinary", "涉众");
    exchange(&one, &two);
    let mut reasons: Vec<String> = view(&one).competing.into_iter().map(|c| c.reason).collect();
    reasons.sort();
    assert_eq!(reasons, ["涉众", "财产已足额冻结"]);
}
