//! Devices that share through one store: found, invite, join, exchange.
use protocol::{
    Action, Field, Invite, Invited, JoinSpace, ListCases, MakeKit, OpenBook, PeopleView, PutPerson, Query, ReadPeople,
    ReadSession, ReadSync, RecoverSpace, Session, SetEndpoint, Share, Summary, SyncNow, SyncState, SyncView, Value,
    WriteActions,
};

use store::{Key, StoreTable};

use super::{Answered, ENDPOINT, Tab, World, found, me, page, summary, today};

pub fn write(tab: &Tab, number: u8, debtor: &str) -> Answered<Summary> {
    let action = Action::Set(vec![
        (Field::CASE_NUMBER, Value::Text(format!("（2026）豫1402执{number}号"))),
        (Field::DEBTOR, Value::Text(debtor.into())),
    ]);
    tab.ask(WriteActions {
        actions: vec![([number; 16], action)],
    })
}

pub fn list(tab: &Tab) -> Vec<(String, String)> {
    let list = ListCases {
        query: Query {
            sort: protocol::Sort::CaseNumber,
            ..Query::default()
        },
        from: 0,
        count: 1_000,
    };
    let rows = page(tab.ask(list)).rows;
    rows.into_iter().map(|row| (row.case_number, row.debtor)).collect()
}

pub fn sync(tab: &Tab) -> SyncView {
    tab.ask(SyncNow).unwrap()
}

pub fn people(tab: &Tab) -> PeopleView {
    tab.ask(ReadPeople).unwrap()
}

/// A founder who shares.
pub fn founder(world: &World) -> Tab {
    let tab = world.tab_unopened();
    me(tab.ask(found(None)));
    summary(tab.ask(OpenBook { today: today() }));
    let to = SetEndpoint {
        endpoint: Some(format!("{ENDPOINT}/")),
    };
    assert_eq!(tab.ask(to).unwrap().endpoint.as_deref(), Some(ENDPOINT));
    assert_eq!(sync(&tab).state, SyncState::Idle);
    tab
}

/// A person and a link for them.
pub fn invite(tab: &Tab, name: &str, role: &str) -> String {
    invite_to(tab, name, role, "")
}

/// The same for somebody in a group.
pub fn invite_to(tab: &Tab, name: &str, role: &str, group: &str) -> String {
    summary(tab.ask(PutPerson {
        id: None,
        name: name.into(),
        role: role.into(),
        group: group.into(),
        from: None,
        to: None,
        staff: Default::default(),
    }));
    let person = people(tab).people.into_iter().find(|p| p.name == name).unwrap().id;
    let Invited { fragment, .. } = tab.ask(Invite { person, days: 7 }).unwrap();
    assert!(fragment.starts_with("#/join/"));
    assert_eq!(sync(tab).state, SyncState::Idle);
    fragment
}

/// A link for somebody who is named already.
pub fn link_for(tab: &Tab, name: &str) -> String {
    let person = people(tab).people.into_iter().find(|p| p.name == name).unwrap().id;
    let Invited { fragment, .. } = tab.ask(Invite { person, days: 7 }).unwrap();
    sync(tab);
    fragment
}

pub fn join(world: &World, link: &str) -> Tab {
    let tab = world.tab_unopened();
    let who = me(tab.ask(JoinSpace {
        link: link.into(),
        device: "平板".into(),
        passphrase: None,
    }));
    assert!(!who.name.is_empty(), "{who:?} {:?}", tab.ask(ReadSync));
    summary(tab.ask(OpenBook { today: today() }));
    tab
}

/// Another tab of a device, its book open.
pub fn again(world: &World) -> Tab {
    let tab = world.tab_unopened();
    tab.session();
    summary(tab.ask(OpenBook { today: today() }));
    tab
}

/// The pack stored last on a device.
pub fn last_pack(world: &World) -> Vec<u8> {
    let disk = world.records.everything();
    let packs = disk.into_iter().filter(|((room, _), _)| *room == StoreTable::Packs);
    packs.max_by_key(|((_, key), _)| key.clone()).unwrap().1
}

/// Its local number.
pub fn last_local(world: &World) -> u32 {
    let disk = world.records.everything();
    let packs = disk.into_iter().filter_map(|((room, key), _)| match key {
        Key::Number(number) if room == StoreTable::Packs => Some(number),
        _ => None,
    });
    packs.max().unwrap()
}

/// Name of the last object of a device in the store.
pub fn last_object(world: &World, tab: &Tab) -> String {
    let under = format!("p/{:016x}/", me(tab.ask(ReadSession)).device);
    let objects = world.store.objects.borrow();
    objects.keys().rfind(|name| name.starts_with(&under)).unwrap().clone()
}

/// Makes a recovery kit of three holders, of whom two are needed.
pub fn make_kit(tab: &Tab) -> Answered<Vec<Share>> {
    let holders = ["院长", "局长", "纪检"].map(str::to_owned).to_vec();
    tab.ask(MakeKit { needed: 2, holders })
}

/// The shares of a kit that was made.
pub fn shares(answer: Answered<Vec<Share>>) -> Vec<Share> {
    answer.unwrap()
}

/// Comes back by the kit and the store.
pub fn recover(tab: &Tab, shares: &[Share]) -> Answered<Session> {
    tab.ask(RecoverSpace {
        shares: shares.iter().take(2).map(|share| share.text.clone()).collect(),
        endpoint: ENDPOINT.into(),
        device: "新电脑".into(),
        passphrase: None,
    })
}
