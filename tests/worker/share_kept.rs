//! Entries that were kept aside are written again as a form writes: nothing a colleague wrote meanwhile is replaced
//! unseen, no conflict is ended, and every entry keeps the time it was made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use protocol::{
    Action, CaseId, CaseView, Field, GoOnAnew, ReadCase, ReadSession, Value, WriteActions, WriteKept, WroteKept,
};

use work_support::share::{again, founder, invite, join, link_for, list, sync, write};
use work_support::{Tab, World, decide, me, summary};

/// Two directors, and the second one's device set back to an image of before.
struct SetBack {
    world: World,
    one: Tab,
    two: Tab,
    image: World,
    back: Tab,
}

/// May decide a verdict.
const ROLE: &str = "centre_director";
const CASE: CaseId = [1; 16];

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn set(tab: &Tab, case: CaseId, fields: &[(Field, &str)]) {
    let fields = fields.iter().map(|(field, value)| (*field, text(value))).collect();
    summary(tab.ask(WriteActions {
        actions: vec![(case, Action::Set(fields))],
    }));
}

fn view(tab: &Tab, id: CaseId) -> CaseView {
    match tab.ask(ReadCase { id }) {
        Ok(Some(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn values(tab: &Tab, field: Field) -> Vec<Value> {
    let fields = view(tab, CASE).fields.into_iter();
    fields.filter(|(f, _)| *f == field).map(|(_, value)| value).collect()
}

/// Case 1 is everybody's; then the second device is set back, and its history in the store goes on.
fn set_back() -> SetBack {
    let world = World::default();
    let one = founder(&world);
    let other = world.beside(1);
    let two = join(&other, &invite(&one, "王法官", ROLE));
    summary(write(&one, 1, "甲有限公司"));
    sync(&one);
    sync(&two);
    let image = other.image(7);
    summary(write(&two, 2, "乙有限公司"));
    sync(&two);
    let back = again(&image);
    SetBack {
        world,
        one,
        two,
        image,
        back,
    }
}

impl SetBack {
    /// What the others wrote meanwhile comes, and the device goes on under a new number.
    fn goes_on(&self) {
        for tab in [&self.two, &self.one] {
            sync(tab);
        }
        sync(&self.back);
        assert!(me(self.back.ask(ReadSession)).other_history);
        let link = Some(link_for(&self.one, "王法官"));
        sync(&self.back);
        me(self.back.ask(GoOnAnew { link, passphrase: None }));
    }

    fn write_kept(&self) -> WroteKept {
        match self.back.ask(WriteKept) {
            Ok(done) => done,
            other => panic!("{other:?}"),
        }
    }

    fn left(&self) -> u32 {
        me(again(&self.image).ask(ReadSession)).kept
    }
}

#[test]
fn what_a_colleague_wrote_meanwhile_stays_and_the_rest_of_the_entry_is_written() {
    let set_back = set_back();
    let SetBack { one, two, back, .. } = &set_back;
    set(
        back,
        CASE,
        &[(Field::DEBTOR, "丙有限公司"), (Field::CAUSE, "买卖合同纠纷")],
    );
    set(two, CASE, &[(Field::DEBTOR, "丁有限公司")]);
    set_back.goes_on();
    let done = set_back.write_kept();
    assert_eq!((done.written, done.moved, done.disputed, done.not_yours), (1, 1, 0, 0));
    assert_eq!(values(back, Field::DEBTOR), [text("丁有限公司")]);
    assert_eq!(values(back, Field::CAUSE), [text("买卖合同纠纷")]);
    assert_eq!(set_back.left(), 1);
    // What was written is not written once more, whatever becomes of it.
    set(back, CASE, &[(Field::CAUSE, "借款合同纠纷")]);
    let done = set_back.write_kept();
    assert_eq!((done.written, done.moved), (0, 1));
    assert_eq!(values(back, Field::CAUSE), [text("借款合同纠纷")]);
    // Once the colleague's value is that of the entry, there is nothing left.
    set(two, CASE, &[(Field::DEBTOR, "丙有限公司")]);
    for tab in [two, back, one] {
        sync(tab);
    }
    assert_eq!(set_back.write_kept().moved, 0);
    assert_eq!(set_back.left(), 0);
}

#[test]
fn a_conflict_is_not_ended_and_stops_nothing_that_follows() {
    let set_back = set_back();
    let SetBack { one, two, back, .. } = &set_back;
    set(back, CASE, &[(Field::DEBTOR, "丙有限公司")]);
    summary(write(back, 3, "丙三有限公司"));
    set(one, CASE, &[(Field::DEBTOR, "戊有限公司")]);
    set(two, CASE, &[(Field::DEBTOR, "丁有限公司")]);
    sync(one);
    set_back.goes_on();
    assert_eq!(values(back, Field::DEBTOR).len(), 2);
    let done = set_back.write_kept();
    assert_eq!((done.written, done.moved, done.disputed, done.not_yours), (1, 0, 1, 0));
    assert_eq!(values(back, Field::DEBTOR).len(), 2);
    assert!(list(back).iter().any(|(_, debtor)| debtor == "丙三有限公司"));
    assert_eq!(set_back.left(), 1);
}

#[test]
fn entries_on_one_another_are_written_in_their_order_and_keep_their_time() {
    let set_back = set_back();
    let SetBack { world, back, .. } = &set_back;
    set(back, CASE, &[(Field::DEBTOR, "丙有限公司")]);
    set(back, CASE, &[(Field::DEBTOR, "丙丙有限公司")]);
    summary(back.ask(WriteActions {
        actions: vec![(CASE, Action::Note("已电话联系".into()))],
    }));
    let made = |tab: &Tab| {
        let trace = view(tab, CASE).history.into_iter().take(3);
        trace
            .map(|trace| (trace.action, trace.before, trace.at_ms))
            .collect::<Vec<_>>()
    };
    let before = made(back);
    set_back.goes_on();
    set_back.image.wait(86_400_000);
    world.wait(86_400_000);
    assert_eq!(view(back, CASE).history.len(), 1);
    let done = set_back.write_kept();
    assert_eq!((done.written, done.moved), (3, 0));
    assert_eq!(made(back), before);
    assert_eq!(set_back.left(), 0);
}

#[test]
fn a_decision_does_not_replace_another_one() {
    let set_back = set_back();
    let SetBack { one, back, .. } = &set_back;
    let write = |tab: &Tab, verdict: &str| drop(tab.ask(decide(CASE, verdict, "复核")));
    write(back, "simple");
    write(one, "ordinary");
    sync(one);
    set_back.goes_on();
    let done = set_back.write_kept();
    // The record of the decision is his own and comes; the step that would replace the other verdict stays aside.
    assert_eq!((done.written, done.moved), (1, 1));
    assert_eq!(values(back, Field::DECIDED_VERDICT), [text("ordinary")]);
}
