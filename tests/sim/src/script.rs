//! What happens in thirty days.
use std::rc::Rc;

use casebook::CaseId;
use casebook::action::Action;

use crate::fleet::{DAY, Fleet};
use crate::office;
use crate::power::Failure;
use crate::proof;
use crate::toy::{any_action, case, row};

/// Thirty days of work and accidents.
pub fn thirty_days(fleet: &mut Fleet) {
    // Most begin by hearing of each other.
    for at in 0..fleet.members.len() {
        if fleet.dice.u8(0..4) > 0 {
            fleet.begin_exchange(at);
            fleet.steps(200);
        }
    }
    let actions = fleet.dice.u64(30..70);
    for _ in 0..actions {
        act(fleet);
        if fleet.takes_photos && fleet.dice.u8(0..6) == 0 {
            photograph(fleet);
        }
        if fleet.dice.u8(0..8) == 0 {
            office::deliver(fleet);
        }
        dismiss(fleet);
        let steps = fleet.dice.u32(0..60);
        fleet.steps(steps);
        let ms = fleet.dice.u64(0..2 * 30 * DAY / actions);
        fleet.pass(ms);
    }
}

/// The store hears of removals, sooner or later.
fn dismiss(fleet: &mut Fleet) {
    if fleet.dice.u8(0..4) == 0 {
        proof::dismiss(fleet);
    }
}

fn act(fleet: &mut Fleet) {
    let at = fleet.any();
    match fleet.dice.u8(0..100) {
        0..30 => {
            let (id, action) = (case(fleet.dice.u8(0..6)), any_action(&mut fleet.dice));
            begin_write(fleet, at, "edits", vec![(id, action)]);
        }
        30..38 => conflict(fleet),
        38..42 => {
            let rows = (0..fleet.dice.u8(1..5))
                .map(|n| (case(n), row(&mut fleet.dice, n)))
                .collect();
            begin_write(fleet, at, "imports", rows);
        }
        42..72 => {
            if fleet.executor.count(at) < 3 && !fleet.gone.contains(&at) {
                fleet.begin_exchange(at);
            }
        }
        72..78 => {
            let failures = [Failure::Before, Failure::After, Failure::NoRoom, Failure::Unsure];
            let failure = failures[fleet.dice.usize(..4)];
            fleet.members[at].device.medium.power.next.set(failure);
            fleet.log.borrow_mut().note(format_args!("{at} will fail: {failure:?}"));
        }
        78..81 => fleet.crash(at),
        // A tab is closed: what it was doing ends where it is, the rest of the device goes on.
        81..84 => {
            fleet.executor.stop(at);
            fleet.log.borrow_mut().note(format_args!("{at} stopped"));
        }
        84..86 => {
            let actions = office::change_role(fleet);
            begin_write(fleet, 0, "changes a role", actions);
        }
        86 | 87 => office_work(fleet),
        88..90 => {
            let offline = &fleet.members[at].link.offline;
            offline.set(!offline.get());
        }
        _ => operate(fleet),
    }
}

/// Somebody takes an attachment.
fn photograph(fleet: &mut Fleet) {
    let (at, id, case) = (fleet.any(), fleet.chance(), case(fleet.dice.u8(0..6)));
    if fleet.gone.contains(&at) {
        return;
    }
    let plain = vec![fleet.dice.u8(..); fleet.dice.usize(1..300)];
    fleet.log.borrow_mut().note(format_args!("{at} takes an attachment"));
    let device = Rc::clone(&fleet.members[at].device);
    fleet
        .executor
        .begin(at, async move { device.photograph(case, id, plain).await });
}

/// Somebody joins, is removed, or loses everything.
fn office_work(fleet: &mut Fleet) {
    let at = fleet.dice.usize(1..fleet.members.len());
    match fleet.dice.u8(0..4) {
        0 | 1 => {
            let actions = office::removal(fleet, at);
            begin_write(fleet, 0, "removes a device", actions);
        }
        2 if fleet.members.len() < 10 => {
            fleet.add();
            let new = fleet.members.len() - 1;
            begin_write(fleet, 0, "invites", office::invitation(new, new % 5));
        }
        _ if fleet.gone.is_empty() => office::evict(fleet, at),
        _ => {}
    }
}

/// Two devices write the same case without having seen each other.
fn conflict(fleet: &mut Fleet) {
    let (one, other, id) = (fleet.any(), fleet.any(), case(fleet.dice.u8(0..6)));
    for at in [one, other] {
        let action = any_action(&mut fleet.dice);
        begin_write(fleet, at, "contests", vec![(id, action)]);
    }
}

fn begin_write(fleet: &mut Fleet, at: usize, what: &str, actions: Vec<(CaseId, Action)>) {
    if fleet.gone.contains(&at) {
        return;
    }
    // Who has not joined does that first.
    let actions = match at {
        0 => actions,
        _ => office::joining(&fleet.members[at].device, at).unwrap_or(actions),
    };
    fleet.log.borrow_mut().note(format_args!("{at} {what} {actions:?}"));
    let device = Rc::clone(&fleet.members[at].device);
    fleet.executor.begin(at, async move { device.write(actions).await });
}

/// The operator of the store, and the network.
fn operate(fleet: &mut Fleet) {
    let kind = fleet.dice.u8(0..if fleet.is_operator_careful { 9 } else { 12 });
    let mut store = fleet.store.borrow_mut();
    match kind {
        0..5 => store.remember(),
        5..9 => store.arrive_late(&mut fleet.dice),
        9 => {
            if let Some(past) = store.past.last().cloned() {
                store.objects = past;
                fleet.log.borrow_mut().note(format_args!("the store is set back"));
            }
        }
        10 => {
            store.objects.clear();
            fleet.log.borrow_mut().note(format_args!("the store is new"));
        }
        // A medium under the store decays.
        _ => {
            // A blob that decayed there stays so, for nobody may delete one; whoever has it sees that it waits.
            let is_blob = |name: &&String| name.starts_with("b/") || name.starts_with("t/");
            let names: Vec<_> = store.objects.keys().filter(|name| !is_blob(name)).cloned().collect();
            if let Some(name) = fleet.dice.choice(names) {
                let length = fleet.dice.usize(0..200);
                if let Some(bytes) = store.objects.get_mut(&name) {
                    bytes.truncate(length);
                }
                fleet.log.borrow_mut().note(format_args!("{name} decays"));
            }
        }
    }
}
