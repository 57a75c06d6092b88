//! The bell: who is given something by another device is told, with why, once; what one did oneself is no news.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use casebook::matters;
use protocol::{
    Action, CaseId, Field, HaveLooked, JoinSpace, NewView, OpenBook, ReadNew, RecordWrites, Value, WriteActions,
    WriteRecords,
};

use crate::work_support::share::{founder, invite, join, last_object, sync};
use crate::work_support::{Tab, World, me, summary, today};

const CASE: CaseId = [1; 16];

fn new(tab: &Tab) -> NewView {
    tab.ask(ReadNew { today: today() }).unwrap()
}

fn said(tab: &Tab) -> Vec<String> {
    let rows = new(tab).rows.into_iter();
    rows.map(|row| format!("{:?} {:?} {} {}", row.what, row.why, row.who, row.words))
        .collect()
}

fn set(tab: &Tab, fields: &[(Field, &str)]) {
    let fields = fields
        .iter()
        .map(|(field, text)| (*field, Value::Text((*text).into())))
        .collect();
    summary(tab.ask(WriteActions {
        actions: vec![(CASE, Action::Set(fields))],
    }));
}

fn note(tab: &Tab, text: &str) {
    summary(tab.ask(WriteActions {
        actions: vec![(CASE, Action::Note(text.into()))],
    }));
}

#[test]
fn what_another_gives_or_says_is_told_with_why_until_one_has_looked() {
    let world = World::default();
    let one = founder(&world);
    set(
        &one,
        &[(Field::CASE_NUMBER, "（2026）豫14执2号"), (Field::DEBTOR, "甲公司")],
    );
    let two = join(&world.beside(1), &invite(&one, "王明", "judge"));
    sync(&two);
    assert_eq!(said(&two), Vec::<String>::new());
    set(&one, &[(Field::HANDLER, "王明")]);
    note(&one, "请先查房产");
    let why = Value::Text("现有最少（0 件）".into());
    let edit = matters::edit(
        &CASE,
        "m2",
        &[],
        vec![(matters::WHO, Value::Text("王明".into())), (matters::WHY, why)],
    );
    let writes = RecordWrites {
        edits: vec![(CASE, edit)],
        ..RecordWrites::default()
    };
    one.ask(WriteRecords { writes }).unwrap();
    for tab in [&one, &two] {
        sync(tab);
    }
    let mut told = said(&two);
    told.sort();
    let expected = [
        "Case(true) Given 王明 ",
        "Matter(\"m2\") Given 王明 现有最少（0 件）",
        "Note Handles 王明 请先查房产",
    ];
    assert_eq!(told, expected);
    assert_eq!(said(&one), Vec::<String>::new(), "what one did oneself is no news");
    let looked = new(&two).looked;
    two.ask(HaveLooked { looked }).unwrap();
    assert_eq!(said(&two), Vec::<String>::new());
    note(&one, "已联系");
    note(&two, "收到");
    for tab in [&one, &two] {
        sync(tab);
    }
    assert_eq!(said(&two), ["Note Handles 王明 已联系"]);
    // Given to somebody else meanwhile: it is no news for the one any more.
    set(&one, &[(Field::HANDLER, "李文")]);
    for tab in [&one, &two] {
        sync(tab);
    }
    assert_eq!(said(&two), Vec::<String>::new());
}

#[test]
fn what_came_before_one_was_known_is_told_as_soon_as_one_is() {
    let world = World::default();
    let one = founder(&world);
    set(
        &one,
        &[(Field::CASE_NUMBER, "（2026）豫14执2号"), (Field::HANDLER, "王明")],
    );
    sync(&one);
    let link = invite(&one, "王明", "judge");
    // The pack with the invitation comes later than the case.
    let name = last_object(&world, &one);
    let late = world.store.objects.borrow_mut().remove(&name).unwrap();
    let two = world.beside(1).tab_unopened();
    let who = me(two.ask(JoinSpace {
        link,
        device: "平板".into(),
        passphrase: None,
    }));
    summary(two.ask(OpenBook { today: today() }));
    assert_eq!(who.name, "");
    assert_eq!(said(&two), Vec::<String>::new());
    world.store.objects.borrow_mut().insert(name, late);
    sync(&two);
    assert_eq!(said(&two), ["Case(true) Given 王明 "]);
}
