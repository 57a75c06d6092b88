//! Who looked at a sensitive case stands in its trace; other cases are nobody's business.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use crate::work_support;

use protocol::{Action, Field, ReadCase, Value, WriteActions};

use work_support::{Tab, World, summary};

const HOUR_MS: u64 = 60 * 60 * 1000;

fn write(tab: &Tab, foreign: bool) {
    let number = (Field::CASE_NUMBER, Value::Text("（2026）豫1402执1号".into()));
    let foreign = (Field::FOREIGN_RELATED, Value::Bool(foreign));
    summary(tab.ask(WriteActions {
        actions: vec![([1; 16], Action::Set(vec![number, foreign]))],
    }));
}

/// Opens the case; the looks that stood there before this one.
fn look(tab: &Tab) -> usize {
    match tab.ask(ReadCase { id: [1; 16] }) {
        Ok(Some(view)) => {
            let looks = view
                .history
                .iter()
                .filter(|t| matches!(t.action, Action::Viewed { .. }));
            looks.inspect(|t| assert!(!t.by.is_empty())).count()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_look_at_a_sensitive_case_is_logged_once_an_hour_and_survives_reopening() {
    let world = World::default();
    let tab = world.tab();
    write(&tab, true);
    assert_eq!(look(&tab), 0);
    assert_eq!(look(&tab), 1);
    assert_eq!(look(&tab), 1, "the page asks again at every change");
    world.wait(HOUR_MS);
    assert_eq!((look(&tab), look(&tab)), (1, 2));
    assert_eq!(look(&world.tab()), 2);
}

#[test]
fn a_look_at_any_other_case_leaves_nothing() {
    let world = World::default();
    let tab = world.tab();
    write(&tab, false);
    look(&tab);
    assert_eq!(look(&tab), 0);
    assert!(matches!(tab.ask(ReadCase { id: [9; 16] }), Ok(None)));
}
