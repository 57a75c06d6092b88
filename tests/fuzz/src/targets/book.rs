//! Packs, events and snapshots.
use std::io::Read;
use std::rc::Rc;

use casebook::CaseId;
use casebook::action::{Action, Happening, Imported};
use casebook::attachment::Filed;
use casebook::book::Book;
use casebook::clock::{DeviceId, Moment, Stamp};
use casebook::event::{BOOK, Event};
use casebook::field::{Field, Value};
use casebook::flows::{Step, StepBack};
use casebook::history;
use casebook::kinds::Kinds;
use casebook::pack::{Hash, Packer, Plain, Sealer, VERSION, envelope, unpack};
use casebook::people::{NewDevice, PeopleAction, Person, Voucher};
use casebook::query::Query;
use casebook::rules::Rules;
use casebook::slot::{Kind, RecordKey, RecordWrite};
use chrono::NaiveDate;
use flate2::read::DeflateDecoder;
use law::money::Fen;
use sha2::{Digest, Sha256};

use super::Target;

const DEVICE: DeviceId = DeviceId(1);
/// The case things happen to.
pub const CASE: CaseId = [9; 16];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default()
}

fn book() -> Option<Book> {
    Some(Book::new(Box::new(Rules::of(&[]).ok()?), today()))
}

fn filed() -> Action {
    let record = step().record;
    Action::AttachmentFiled {
        attachment: [1; 16],
        filed: Some(Filed { record, is_proof: true }),
    }
}

fn step() -> Step {
    Step {
        record: RecordKey {
            kind: Kind(20),
            id: [3; 16],
        },
        step: "decide".into(),
        by: [2; 16],
        on: NaiveDate::default(),
        reason: "r".into(),
        content: [7; 32],
        sets: vec![(Field::DECIDED_VERDICT, Value::Text("simple".into()))],
        receipt: "{}".into(),
    }
}

/// One action of each kind.
fn actions() -> Vec<(CaseId, Action)> {
    let (from, to) = (today(), today());
    let text = |t: &str| Value::Text(t.to_owned());
    let fields = vec![
        (Field::CASE_NUMBER, text("（2026）豫14执1号")),
        (Field::FILED_ON, Value::Date(today())),
        (Field::CLAIM_AMOUNT, Value::Fen(Fen(35_500_000))),
        (Field::DEBTOR, text("钱某")),
        (Field::CLOSED_ON, Value::None),
        (Field::ENTRUSTED, Value::Bool(true)),
    ];
    let file = "list.xlsx".to_owned();
    let imported = Imported {
        file,
        row: 2,
        fields: fields.clone(),
        reason: "registered_before".into(),
        sample: true,
    };
    let key = "execution_notice_sent".to_owned();
    vec![
        (CASE, Action::Imported(Box::new(imported))),
        (CASE, Action::Set(fields)),
        (
            CASE,
            Action::Happened(Happening {
                id: [3; 16],
                key,
                on: today(),
                subject: "s".into(),
                particulars: Default::default(),
            }),
        ),
        (
            CASE,
            Action::TakeBack {
                happening: [3; 16],
                key: "filed".to_owned(),
            },
        ),
        (
            CASE,
            Action::Excluded {
                from,
                to,
                ground: "settlement".into(),
            },
        ),
        (
            CASE,
            Action::ExcludedTakenBack {
                from,
                to,
                ground: "settlement".into(),
            },
        ),
        (CASE, Action::Step(Box::new(step()))),
        (
            CASE,
            Action::StepTakenBack(Box::new(StepBack {
                record: step().record,
                step: Stamp::default(),
                key: step().step,
                by: [2; 16],
                sets: vec![(Field::DECIDED_VERDICT, Value::None)],
            })),
        ),
        (CASE, Action::Note("n".into())),
        (CASE, Action::Hide(true)),
        (
            CASE,
            Action::Ruled {
                field: Field::CLAIM_AMOUNT,
                value: Value::Fen(Fen(1)),
                reason: "r".into(),
            },
        ),
        (CASE, Action::Viewed { what: "case".into() }),
        (
            CASE,
            Action::Record(Box::new(RecordWrite {
                record: RecordKey {
                    kind: Kind(18),
                    id: [3; 16],
                },
                in_force: Some(true),
                fields: vec![(1, Value::Text("a".into())), (4, Value::Number(2)), (5, Value::None)],
            })),
        ),
        (CASE, Action::Attached(Box::default())),
        (CASE, Action::AttachmentTakenOut { attachment: [1; 16] }),
        (CASE, filed()),
        (
            BOOK,
            Action::PutRules {
                key: "notice-2027".into(),
                text: Some("{}".into()),
            },
        ),
        (
            BOOK,
            Action::PutSetting {
                key: "filter/1".into(),
                text: None,
            },
        ),
    ]
}

fn people() -> Vec<PeopleAction> {
    let (id, keys, person, device) = ([4; 16], [5; 32], [6; 16], DeviceId(2));
    let new = NewDevice {
        name: "前台".into(),
        verify: keys,
        agree: keys,
    };
    let whole = Person {
        id: person,
        name: "王某".into(),
        role: "chief".into(),
        group: "g".into(),
        from: Some(today()),
        to: None,
    };
    let by = [Voucher::Invitation(id), Voucher::Kit, Voucher::Device(device)];
    let joined = by.map(|by| PeopleAction::Joined {
        person,
        device: new.clone(),
        by,
        proof: [7; 64],
    });
    let rest = [
        PeopleAction::Founded {
            court: "某法院".into(),
            person: whole.clone(),
            device: new.clone(),
            adopted: vec![device],
        },
        PeopleAction::PutPerson(whole),
        PeopleAction::Left {
            person,
            cuts: vec![(device, 9)],
        },
        PeopleAction::Invited {
            id,
            person,
            verify: keys,
            expires_ms: 1_795_000_000_000,
        },
        PeopleAction::Withdrawn { id },
        PeopleAction::Removed { device, after: 3 },
        PeopleAction::Rotated {
            key: 77,
            boxes: vec![(device, vec![1; 40])],
        },
        PeopleAction::Kit {
            verify: keys,
            agree: keys,
            needed: 2,
            holders: vec!["甲".into(), "乙".into()],
            at_ms: 1,
        },
    ];
    rest.into_iter().chain(joined).collect()
}

fn stamp(n: u64) -> Stamp {
    Stamp {
        moment: Moment::at(1_795_000_000_000 + n),
        device: DEVICE,
    }
}

/// The n-th event; it has seen all before it.
pub fn event(n: u64, case: CaseId, action: Action) -> Event {
    Event {
        stamp: stamp(n),
        case,
        by: "王某".into(),
        on_order_of: String::new(),
        at_ms: 1_795_000_000_000 + n,
        action,
        over: (1..n).map(stamp).collect(),
        receipt: (n == 3).then(|| "{}".into()),
        raw: None,
    }
}

fn events() -> Vec<Event> {
    let people = people()
        .into_iter()
        .map(|action| (BOOK, Action::People(Box::new(action))));
    let all = actions().into_iter().chain(people);
    (0..)
        .zip(all)
        .map(|(n, (case, action))| event(n, case, action))
        .collect()
}

fn packed(events: Vec<Event>) -> Vec<u8> {
    packed_with(events, Rc::new(Plain))
}

/// A pack of one action of each kind, sealed and signed by these keys.
pub fn sealed_with(sealer: impl Sealer + 'static) -> Vec<u8> {
    packed_with(events(), Rc::new(sealer))
}

fn packed_with(events: Vec<Event>, sealer: Rc<dyn Sealer>) -> Vec<u8> {
    let mut packer = Packer::new(DEVICE, 1, [0; 32], sealer);
    for event in events {
        packer.add(event);
    }
    packer.finish().into_iter().next().map(|p| p.bytes).unwrap_or_default()
}

/// Key 7 and 32 bytes of hash; after them the signature, if any, and the end of the map.
const HASH: [u8; 3] = [7, 0x58, 32];

/// A pack without what covers it.
pub fn unhashed(mut pack: Vec<u8>) -> Vec<u8> {
    let at = pack.windows(3).rposition(|w| w == HASH).unwrap_or(0);
    pack.truncate(at);
    pack
}

/// What covers it, put right.
pub fn hashed(mut covered: Vec<u8>) -> Vec<u8> {
    let hash: Hash = Sha256::digest(&covered).into();
    covered.extend(HASH);
    covered.extend(hash);
    covered.push(0xff);
    covered
}

/// What must hold of every pack that is read; folds it.
fn read(bytes: &[u8]) -> bool {
    let _ = envelope(bytes);
    let Ok((head, events)) = unpack(bytes, &Plain) else {
        return false;
    };
    let again = packed(events.clone());
    if head.device == DEVICE && !events.is_empty() {
        // Written again they are the same events: what is handed on is what came.
        assert_eq!(unpack(&again, &Plain).map(|(_, e)| e), Ok(events.clone()));
    }
    let _ = history::view(CASE, &events, &[], Kinds::builtin());
    let Some(mut book) = book() else { return false };
    if book.take(bytes).is_ok() {
        whole(&mut book);
    }
    true
}

/// A book can be asked, saved and opened again.
fn whole(book: &mut Book) {
    let page = book.rows(&Query::default(), 0, 10);
    let Ok(page) = page else { return };
    let _ = (book.summary(), book.state(&CASE), book.refs(&CASE));
    let saved = book.snapshot(true);
    let rules = Rules::of(&[]).map(Box::new);
    let Ok(rules) = rules else { return };
    let opened = Book::open(&saved.head, saved.chunks.iter().map(|c| &c.1), rules, today());
    let rows = opened.and_then(|mut opened| opened.rows(&Query::default(), 0, 10));
    assert_eq!(
        rows.map(|p| p.rows.len()),
        Ok(page.rows.len()),
        "the snapshot opens to the same list"
    );
}

/// An envelope; the hash is put right.
pub const PACK: Target = Target {
    name: "pack",
    seeds: || vec![unhashed(packed(events()))],
    run: |bytes| {
        let _ = envelope(bytes);
        read(&hashed(bytes.to_vec()))
    },
};

/// The events inside a right envelope.
pub const EVENTS: Target = Target {
    name: "events",
    seeds: || {
        let one = |event: Event| open_payload(&payload(vec![event]));
        let whole = payload(events());
        let all = [open_payload(&whole), whole];
        events().into_iter().map(one).chain(all).collect()
    },
    run: |payload| {
        let mut bytes = vec![0xbf, 0, VERSION as u8, 1, 0, 2, 1, 3, 1, 4, 0x58, 32];
        bytes.extend([0; 32]);
        bytes.extend([5, 0x5a]);
        bytes.extend((payload.len() as u32).to_be_bytes());
        bytes.extend(payload);
        read(&hashed(bytes))
    },
};

fn payload(events: Vec<Event>) -> Vec<u8> {
    let bytes = packed(events);
    envelope(&bytes)
        .map(|e| e.payload.bytes.into_owned())
        .unwrap_or_default()
}

/// The same payload without compression: a changed byte is a changed event then, not only a broken stream.
fn open_payload(payload: &[u8]) -> Vec<u8> {
    match payload.split_first() {
        Some((1, deflated)) => {
            let mut open = vec![0];
            let read = DeflateDecoder::new(deflated).read_to_end(&mut open);
            read.map(|_| open).unwrap_or_default()
        }
        _ => payload.to_vec(),
    }
}

/// A saved book of one case.
fn saved() -> Option<(Vec<u8>, Vec<u8>)> {
    let mut book = book()?;
    book.take(&packed(events())).ok()?;
    let mut saved = book.snapshot(true);
    Some((saved.head, saved.chunks.pop()?.1))
}

fn opens(head: &[u8], chunk: &[u8]) -> bool {
    let Ok(rules) = Rules::of(&[]) else { return false };
    match Book::open(head, [chunk], Box::new(rules), today()) {
        Ok(mut book) => {
            whole(&mut book);
            true
        }
        Err(_) => false,
    }
}

fn summed(mut body: Vec<u8>) -> Vec<u8> {
    let sum = crc32fast::hash(&body);
    body.extend(sum.to_le_bytes());
    body
}

/// The head of a snapshot; its checksum is put right.
pub const SNAPSHOT_HEAD: Target = Target {
    name: "snapshot-head",
    seeds: || {
        saved()
            .map(|(head, _)| head[..head.len() - 4].to_vec())
            .into_iter()
            .collect()
    },
    run: |bytes| saved().is_some_and(|(_, chunk)| opens(&summed(bytes.to_vec()), &chunk)),
};

/// A chunk of a snapshot; its checksum in the head is put right.
pub const SNAPSHOT_CHUNK: Target = Target {
    name: "snapshot-chunk",
    seeds: || saved().map(|(_, chunk)| chunk).into_iter().collect(),
    run: |bytes| {
        let Some((head, chunk)) = saved() else { return false };
        let (old, new) = (
            crc32fast::hash(&chunk).to_le_bytes(),
            crc32fast::hash(bytes).to_le_bytes(),
        );
        let mut body = head[..head.len() - 4].to_vec();
        let Some(at) = body.windows(4).position(|w| w == old) else {
            return false;
        };
        body.splice(at..at + 4, new);
        opens(&summed(body), bytes)
    },
};
