//! A bureau of forty and its book: 100,000 cases with 1,000,000 records. 20,000 seizures lie in 10,000 cases, 20,000
//! extensions in 15,000, half of them granted after four steps and the others wherever they may stand, 60,000 assets in
//! 30,000, 100,000 matters in 50,000, 200,000 notes of tasks in 80,000; each case has two parties, and each has four
//! documents.
use std::collections::BTreeMap;

use casebook::CaseId;
use casebook::action::Action;
use casebook::book::Book;
use casebook::clock::{DeviceId, Stamp};
use casebook::event::Event;
use casebook::field::{Field, Value};
use casebook::flows::Step;
use casebook::pack::Packer;
use casebook::rules::Rules;
use casebook::slot::{RecordKey, RecordWrite};
use chrono::{Days, NaiveDate};
use law::money::Fen;

use crate::kind;
use crate::support::book::{day, event, stamp, text};
use crate::support::people::{HOUR, NOON, accepted, founded, invited, person, person_id, put, sealer, tell};

/// The day on which it is asked.
pub const TODAY: &str = "2026-11-23";
/// Devices, numbered as the persons they belong to.
pub const CHIEF: u64 = 1;
pub const VICE_PRESIDENT: u64 = 2;
pub const LEADER: u64 = 3;
pub const JUDGE: u64 = 11;
const PEOPLE: u64 = 40;
/// Judges are the persons from [`JUDGE`] on.
const JUDGES: u64 = PEOPLE - JUDGE + 1;
const CASES: u64 = 100_000;
const TASKS: u64 = 200_000;
const ASSETS: u64 = 60_000;
const MATTERS: u64 = 100_000;
/// Records in all.
pub const RECORDS: u64 = 20_000 + 20_000 + TASKS + ASSETS + MATTERS + 2 * CASES + 4 * CASES;

/// Events of each device.
type Written = BTreeMap<u64, Vec<Event>>;

/// The book.
pub fn book() -> Book {
    let mut book = Book::new(Box::new(Rules::of(&[]).expect("built in")), day(TODAY));
    book.seal_with(sealer(CHIEF));
    tell(&mut book, CHIEF, founded(person(CHIEF as u8, "bureau_chief", "")), NOON).expect("founds");
    for number in 2..=PEOPLE as u8 {
        let role = match u64::from(number) {
            VICE_PRESIDENT => "supervising_vp",
            LEADER..JUDGE => "team_leader",
            _ => "judge",
        };
        tell(&mut book, CHIEF, put(person(number, role, "")), NOON).expect("names");
        tell(&mut book, CHIEF, invited(number, number), NOON).expect("invites");
        let device = u64::from(number);
        tell(&mut book, device, accepted(device, number, number), NOON).expect("joins");
    }
    let mut ms = NOON + HOUR;
    take(&mut book, cases(&mut ms));
    take(&mut book, records(&mut ms));
    take(&mut book, papers(&mut ms));
    // Steps in four rounds: each follows what was there before.
    for round in extensions(ms) {
        take(&mut book, round);
    }
    book
}

fn take(book: &mut Book, written: Written) {
    for (device, events) in written {
        let head = book.followed()[&DeviceId(device)];
        let mut packer = Packer::new(DeviceId(device), head.number + 1, head.hash, sealer(device));
        events.into_iter().for_each(|event| _ = packer.add(event));
        for pack in packer.finish() {
            book.take(&pack.bytes).expect("the next pack");
        }
    }
}

/// A number that looks like chance and is the same in every run.
fn mixed(number: u64) -> u64 {
    let number = (number ^ number >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (number ^ number >> 32).wrapping_mul(0x94d0_49bb_1331_11eb) >> 16
}

fn case(number: u64) -> CaseId {
    let mut id = [9; 16];
    id[8..].copy_from_slice(&number.to_be_bytes());
    id
}

fn handler(case: u64) -> u64 {
    JUDGE + mixed(case) % JUDGES
}

fn ago(days: u64) -> Value {
    Value::Date(day(TODAY) - Days::new(days))
}

fn add(written: &mut Written, ms: &mut u64, device: u64, of: u64, action: Action, over: &[Stamp]) -> Stamp {
    *ms += 1;
    let stamp = stamp(*ms, device);
    written
        .entry(device)
        .or_default()
        .push(event(stamp, case(of), action, over));
    stamp
}

/// All cases as an import brings them; a third of them closed.
fn cases(ms: &mut u64) -> Written {
    const NAMES: [&str; 8] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄"];
    let mut written = Written::new();
    for number in 0..CASES {
        let chance = mixed(number + 1);
        let name = |salt: u64| {
            let chance = mixed(chance ^ salt);
            format!("{}某{}", NAMES[chance as usize % 8], chance / 8 % 900)
        };
        let filed = 30 + chance % 1_000;
        let mut fields = vec![
            (
                Field::CASE_NUMBER,
                text(&format!("（{}）豫14执{number}号", 2023 + chance % 4)),
            ),
            (Field::FILED_ON, ago(filed)),
            (Field::APPLICANT, text(&name(1))),
            (Field::DEBTOR, text(&name(2))),
            (
                Field::CAUSE,
                text(["借款合同纠纷", "买卖合同纠纷", "劳动争议"][chance as usize % 3]),
            ),
            (Field::CLAIM_AMOUNT, Value::Fen(Fen((chance % 90_000_000) as i64))),
            (Field::HANDLER, text(&format!("person {}", handler(number)))),
        ];
        if chance.is_multiple_of(3) {
            fields.push((Field::CLOSED_ON, ago(filed / 3)));
        }
        add(&mut written, ms, CHIEF, number, Action::Set(fields), &[]);
    }
    written
}

fn begun(of: &str, number: u64, values: &[(&str, Value)]) -> Action {
    let field = |key: &str| kind(of).field_named(key).expect("a field").number;
    Action::Record(Box::new(RecordWrite {
        record: record(of, number),
        in_force: Some(true),
        fields: values.iter().map(|(key, value)| (field(key), value.clone())).collect(),
    }))
}

fn record(of: &str, number: u64) -> RecordKey {
    let mut id = [3; 16];
    id[8..].copy_from_slice(&number.to_be_bytes());
    RecordKey {
        kind: kind(of).kind,
        id,
    }
}

/// Spreads records over some of the cases.
fn spread(number: u64, over: u64, salt: u64) -> u64 {
    (number % over * 7_919 + salt) % CASES
}

fn records(ms: &mut u64) -> Written {
    let mut written = Written::new();
    for number in 0..20_000 {
        let (of, chance) = (spread(number, 10_000, 1), mixed(number + 7));
        let measure = ["deposit", "movable", "immovable", "right"][chance as usize % 4];
        let mut values = vec![
            ("asset", text(&format!("工行 6222 {number:06}"))),
            ("measure", text(measure)),
            ("owner", text("本人")),
            ("effective_on", ago(chance % 900)),
        ];
        if chance % 5 == 0 {
            values.push(("released_on", ago(chance % 300)));
        }
        add(
            &mut written,
            ms,
            handler(of),
            of,
            begun("seizure", number, &values),
            &[],
        );
    }
    for number in 0..TASKS {
        let (of, chance) = (spread(number, 80_000, 2), mixed(number + 11));
        let by = NaiveDate::checked_add_days(day(TODAY), Days::new(chance % 60)).expect("a day");
        let mut values = vec![
            ("what", text("联系申请人")),
            ("by", Value::Date(by)),
            ("words", text("电话联系，约定下周来院谈话")),
        ];
        if chance % 2 == 0 {
            values.push(("who", text(&format!("person {}", JUDGE + chance % JUDGES))));
        }
        if chance % 3 > 0 {
            values.push(("done_on", ago(chance % 90)));
        }
        add(&mut written, ms, handler(of), of, begun("task", number, &values), &[]);
    }
    written
}

/// What every case has: parties and documents; assets and matters of some.
fn papers(ms: &mut u64) -> Written {
    const SORTS: [&str; 4] = ["execution_notice", "asset_report_order", "clue_request", "other"];
    let mut written = Written::new();
    let mut put = |of: u64, key: &str, number: u64, values: &[(&str, Value)]| {
        add(&mut written, ms, handler(of), of, begun(key, number, values), &[]);
    };
    for number in 0..2 * CASES {
        let role = ["applicant", "debtor"][number as usize % 2];
        let name = format!("当事人{}", mixed(number + 17) % 90_000);
        let phone = format!("138{:08}", mixed(number + 19) % 100_000_000);
        let values = [
            ("role", text(role)),
            ("name", text(&name)),
            ("sort", text("person")),
            ("phone", text(&phone)),
        ];
        put(number / 2, "party", number, &values);
    }
    for number in 0..4 * CASES {
        let sort = SORTS[number as usize % 4];
        let sent = ago(mixed(number + 23) % 600);
        let values = [
            ("name", text("执行文书")),
            ("sort", text(sort)),
            ("issued_on", sent),
            ("addressee", text("被执行人")),
        ];
        put(number / 4, "document", number, &values);
    }
    for number in 0..ASSETS {
        let what = format!("某区某路{}号房屋", mixed(number + 29) % 9_000);
        let values = [
            ("what", text(&what)),
            ("sort", text("immovable")),
            ("received_on", ago(number % 700)),
        ];
        put(spread(number, 30_000, 4), "asset", number, &values);
    }
    for number in 0..MATTERS {
        let (chance, of) = (mixed(number + 31), spread(number, 50_000, 5));
        let matter = format!("m{}", 1 + chance % 11);
        let who = Value::Text(format!("person {}", JUDGE + chance % JUDGES));
        put(
            of,
            "matter",
            number,
            &[("matter", text(&matter)), ("who", who), ("since", ago(chance % 300))],
        );
    }
    written
}

/// The extensions, then their steps, each round after the one before it.
fn extensions(ms: u64) -> Vec<Written> {
    let mut rounds: Vec<Written> = vec![Written::new(); 5];
    let mut clocks = [0, 1, 2, 3, 4].map(|round| ms + round * HOUR);
    for number in 0..20_000 {
        let (of, chance) = (spread(number, 15_000, 3), mixed(number + 13));
        let values = [
            ("ground", text("案情复杂")),
            ("done_so_far", text("已查询、冻结")),
            ("next", text("评估拍卖")),
        ];
        // A device writes round after round, so its clock must go on from one to the next.
        add(
            &mut rounds[0],
            &mut clocks[0],
            handler(of),
            of,
            begun("extension", number, &values),
            &[],
        );
        let leader = LEADER + chance % (JUDGE - LEADER);
        let way = [
            ("ask", handler(of)),
            ("pass", leader),
            ("pass_up", CHIEF),
            ("grant", VICE_PRESIDENT),
        ];
        let steps = if number % 2 == 0 { 4 } else { chance as usize % 4 };
        let mut before = Vec::new();
        for (round, (key, by)) in (1..).zip(way).take(steps) {
            let action = Action::Step(Box::new(Step {
                record: record("extension", number),
                step: key.to_owned(),
                by: person_id(by as u8),
                on: day(TODAY) - Days::new(40 - 5 * round as u64 + chance % 5),
                reason: String::new(),
                content: [0; 32],
                sets: Vec::new(),
                receipt: String::new(),
            }));
            before = vec![add(&mut rounds[round], &mut clocks[round], by, of, action, &before)];
        }
    }
    rounds
}
