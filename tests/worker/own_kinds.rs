//! A court's own kinds of record over the protocol: checked, put in, used on two devices, taken back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use casebook::kinds::What;
use protocol::{
    Action, CheckKinds, Field, Kind, KindsChecked, PutRules, ReadCase, ReadKinds, ReadLedger, ReadRegister, ReadRules,
    ReadWaiting, RecordEdit, RecordKey, RecordWrite, RecordWrites, StepEdit, Value, WriteActions, WriteRecords,
};
use work_support::share::{founder, invite, join, sync};
use work_support::{Tab, World, code, summary, today};

const CONTACT: &str = include_str!("../data/kinds/own_contact.json");
const KEY: &str = "kind-own_contact";
const CASE: [u8; 16] = [1; 16];
const RECORD: RecordKey = RecordKey {
    kind: Kind(1000),
    id: [9; 16],
};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn check(tab: &Tab, text: Option<&str>) -> Result<KindsChecked, String> {
    let asked = CheckKinds {
        key: KEY.to_owned(),
        text: text.map(str::to_owned),
    };
    tab.ask(asked).unwrap().map_err(|error| error.why.told().0.to_owned())
}

fn put(text: Option<&str>) -> PutRules {
    PutRules {
        key: KEY.to_owned(),
        text: text.map(str::to_owned),
    }
}

/// A contact, recorded and submitted in one breath.
fn submit(tab: &Tab) {
    let write = RecordWrite {
        record: RECORD,
        in_force: Some(true),
        fields: vec![(1, text("王五")), (3, Value::Date(today()))],
    };
    let step = StepEdit {
        record: RECORD,
        step: "ask".to_owned(),
        heads: Vec::new(),
        content: None,
        on: today(),
        reason: String::new(),
        receipt: String::new(),
    };
    let writes = RecordWrites {
        edits: vec![(CASE, RecordEdit::new(write))],
        steps: vec![(CASE, step)],
        ..RecordWrites::default()
    };
    let done = tab.ask(WriteRecords { writes }).unwrap();
    assert_eq!((done.taken.len(), done.refused.len()), (1, 0), "{done:?}");
}

fn rows(tab: &Tab) -> usize {
    let kind = RECORD.kind;
    tab.ask(ReadRegister { kind, today: today() }).unwrap().len()
}

fn waits(tab: &Tab) -> usize {
    tab.ask(ReadWaiting { today: today() }).unwrap().len()
}

/// Who may put rules in puts a kind in; a colleague sees what waits for him, and his ledger is read by it. Taken back, the
/// record is kept and counted, and comes back with the text.
#[test]
fn a_kind_is_put_in_used_on_two_devices_and_taken_back() {
    let world = World::default();
    let chief = founder(&world);
    let fields = vec![(Field::CASE_NUMBER, text("（2026）豫14执2号"))];
    summary(chief.ask(WriteActions {
        actions: vec![(CASE, Action::Set(fields))],
    }));
    let leader = join(&world.beside(5), &invite(&chief, "李静", "team_leader"));
    sync(&leader);
    assert_eq!(
        check(&chief, Some(&CONTACT.replace("1000", "59"))),
        Err("not_own".to_owned())
    );
    assert_eq!(code(chief.ask(put(Some("{}")))), "rules_refused");
    assert_eq!(code(leader.ask(put(Some(CONTACT)))), "not_allowed");
    let checked = check(&chief, Some(CONTACT)).unwrap();
    assert_eq!((checked.records, &checked.changes[0].what), (0, &What::Added));
    summary(chief.ask(put(Some(CONTACT))));
    let listed = chief.ask(ReadKinds).unwrap();
    assert_eq!((listed.own[0].key.as_str(), listed.own[0].by.as_str()), (KEY, "李法官"));
    assert_eq!(chief.ask(ReadRules).unwrap(), [(KEY.to_owned(), CONTACT.to_owned())]);
    submit(&chief);
    sync(&chief);
    sync(&leader);
    assert_eq!((rows(&leader), waits(&leader)), (1, 1));
    let ledger = "案号,联系对象,联系日期,联系方式\n（2026）豫14执2号,赵六,2026-3-2,打电话\n";
    let read = leader.ask(ReadLedger {
        kind: RECORD.kind,
        bytes: ledger.as_bytes().to_vec(),
        case: None,
        today: today(),
    });
    let row = &read.unwrap().rows[0];
    assert!(row.fields.contains(&(2, text("phone"))), "{row:?}");
    assert_eq!(check(&chief, None).map(|checked| checked.records), Ok(1));
    summary(chief.ask(put(None)));
    sync(&chief);
    sync(&leader);
    for tab in [&chief, &leader] {
        assert_eq!((rows(tab), waits(tab)), (0, 0));
        let view = tab.ask(ReadCase { id: CASE }).unwrap().unwrap();
        assert!(view.records.iter().any(|record| record.record == RECORD), "kept");
    }
    summary(chief.ask(put(Some(CONTACT))));
    sync(&chief);
    sync(&leader);
    assert_eq!((rows(&leader), waits(&leader)), (1, 1));
}
