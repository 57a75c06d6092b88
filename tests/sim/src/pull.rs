//! What it costs a fresh device to pull and fold a large book from a store in memory: sealed, signed, in bundles.
use std::rc::Rc;
use std::time::{Duration, Instant};

use casebook::action::{Action, Imported};
use casebook::field::{Field, Value};
use law::money::Fen;

use crate::Mutation;
use crate::executor::now;
use crate::fleet::Fleet;
use crate::office;
use crate::toy::START;

/// Cases of one import.
const AT_ONCE: usize = 10_000;

/// What it cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pull {
    /// Cases.
    pub cases: usize,
    /// Bytes in the store.
    pub bytes: usize,
    /// Objects in the store.
    pub objects: usize,
    /// Until everything was in the store and read back the same.
    pub push: Duration,
    /// Until everything was on the fresh device, durable and folded.
    pub pull: Duration,
    /// One day later: 200 edits, pushed and pulled.
    pub day: Duration,
}

fn id(number: usize) -> casebook::CaseId {
    let mut id = [3; 16];
    id[..8].copy_from_slice(&(number as u64).to_be_bytes());
    id
}

fn row(number: usize) -> Action {
    let text = |text: String| Value::Text(text);
    let day = START - chrono::Days::new((number % 700) as u64);
    Action::Imported(Box::new(Imported {
        file: "ledger.xlsx".to_owned(),
        row: number as u32,
        fields: vec![
            (Field::CASE_NUMBER, text(format!("（2026）豫1402执{number}号"))),
            (Field::FILED_ON, Value::Date(day)),
            (
                Field::APPLICANT,
                text(format!("商丘市某某商贸有限公司{}", number % 5_000)),
            ),
            (Field::DEBTOR, text(format!("王某某{}", number % 9_000))),
            (Field::CAUSE, text("买卖合同纠纷".to_owned())),
            (Field::CLAIM_AMOUNT, Value::Fen(Fen(number as i64 * 37))),
            (Field::HANDLER, text(format!("法官{}", number % 40))),
        ],
        ..Imported::default()
    }))
}

/// Measures with so many cases.
///
/// # Errors
/// If the fresh device does not have them all.
pub fn pull(cases: usize) -> Result<Pull, String> {
    let mut fleet = Fleet::new(1, Mutation::None);
    fleet.store.borrow_mut().settle();
    fleet.store.borrow_mut().page = 1_000;
    let founder = Rc::clone(&fleet.members[0].device);
    for first in (0..cases).step_by(AT_ONCE) {
        let rows = (first..cases.min(first + AT_ONCE)).map(|n| (id(n), row(n)));
        now(founder.write(rows.collect()));
    }
    let began = Instant::now();
    fleet.exchange_now(0);
    let push = began.elapsed();
    let began = Instant::now();
    fleet.exchange_now(1);
    let pull = began.elapsed();
    let here = fleet.members[1].device.with(|m| m.book.len());
    if here != cases {
        return Err(format!("{here} of {cases} cases came"));
    }
    let actions = office::joining(&fleet.members[1].device, 1).ok_or("not invited")?;
    now(fleet.members[1].device.write(actions));
    let began = Instant::now();
    for n in 0..200 {
        let action = Action::Set(vec![(Field::REMARK, Value::Text(format!("day {n}")))]);
        now(founder.write(vec![(id(n * 7 % cases), action)]));
    }
    fleet.exchange_now(0);
    fleet.exchange_now(1);
    let day = began.elapsed();
    let store = fleet.store.borrow();
    Ok(Pull {
        cases,
        bytes: store.objects.values().map(Vec::len).sum(),
        objects: store.objects.len(),
        push,
        pull,
        day,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_fresh_device_has_every_case() {
        assert_eq!(super::pull(500).map(|pull| pull.cases), Ok(500));
    }
}
