//! The rules a small program carries say what the texts say.
use std::error::Error;

use chrono::{Days, NaiveDate};
use law::calendar::Calendar;
use law::compiled::{Compiled, Rules};
use law::facts::BasisType;
use law::nodes::{CaseInput, CaseKind, Course, NodeSet, evaluate, warnings};
use law::triage::TriageRules;

/// The rules after the way into a program and out of it.
fn carried() -> Result<Rules, Box<dyn Error>> {
    let bytes = postcard::to_allocvec(&Compiled::builtin()?)?;
    Ok(postcard::from_bytes::<Compiled>(&bytes)?.rules()?)
}

#[test]
fn a_compiled_calendar_is_the_calendar_of_the_text() {
    let (carried, text) = (carried().expect("sound").calendar, Calendar::builtin());
    assert_eq!(carried.fingerprint(), text.fingerprint());
    let (first, last) = text.span();
    for day in first.iter_days().take_while(|day| *day <= last) {
        assert_eq!(carried.day(day), text.day(day), "{day}");
    }
}

#[test]
fn a_compiled_triage_set_is_the_set_of_the_text() {
    let (carried, text) = (
        carried().expect("sound").triage,
        TriageRules::builtin().expect("built in"),
    );
    assert_eq!(carried.set(), text.set());
    assert_eq!(carried.hash(), text.hash());
    assert_eq!(carried.cells(), text.cells());
}

/// What quick triage shows of every node and warning of a filed case.
fn shown(set: &NodeSet, calendar: &Calendar, input: &CaseInput, today: NaiveDate) -> Vec<String> {
    let states = evaluate(set, calendar, input, Default::default(), today);
    let told = warnings(set, calendar, input, &states, today);
    let id = |index| set.at(index).map(|node| node.id.as_str());
    let dated = states.iter().filter_map(|state| {
        let (node, trigger, due) = (set.at(state.index)?, state.trigger?, state.due?);
        let key = node.trigger.first().and_then(|key| set.key_at(*key));
        let (name, open, note) = (&node.name, &node.open, &node.note);
        let (source, clock) = (set.source(node, trigger), set.clock(node));
        let key = key.map(|key| &key.name);
        let state = (due, state.opens, state.alarm, state.leads, state.follows);
        Some(format!(
            "{} {name:?} {trigger} {state:?} {source:?} {clock:?} {open:?} {note:?} {key:?}",
            node.id
        ))
    });
    let warned = told.iter().map(|w| {
        let (node, other) = (id(w.node), w.other.map(id));
        format!("{} {node:?} {} {other:?} {}", w.code.code(), w.on, w.other_on)
    });
    dated.chain(warned).collect()
}

#[test]
fn nodes_at_filing_give_every_date_a_filing_starts() {
    let (carried, all, calendar) = (carried().expect("sound").nodes, NodeSet::builtin(), Calendar::builtin());
    let first: NaiveDate = "2022-09-01".parse().expect("a day");
    let bases = BasisType::ALL.into_iter().map(Some).chain([None]);
    for basis in bases {
        for (kind, course) in CaseKind::ALL
            .into_iter()
            .flat_map(|kind| [None, Some(Course::Simple), Some(Course::Ordinary)].map(|course| (kind, course)))
        {
            for step in [0u64, 29, 400, 1500] {
                let filed = first + Days::new(step);
                for received_on in [None, filed.checked_sub_days(Days::new(3))] {
                    let input = CaseInput {
                        kind,
                        basis,
                        course,
                        filed_on: Some(filed),
                        received_on,
                        frozen_covers: (step == 0).then_some(true),
                        ..CaseInput::default()
                    };
                    let (part, whole) = (
                        shown(&carried, calendar, &input, filed),
                        shown(all, calendar, &input, filed),
                    );
                    assert_eq!(part, whole, "{input:?}");
                }
            }
        }
    }
}

#[test]
fn a_compiled_set_holds_only_what_a_filing_starts() {
    let (carried, all) = (carried().expect("sound").nodes, NodeSet::builtin());
    assert!(
        carried.nodes().len() * 2 < all.nodes().len(),
        "{} of {}",
        carried.nodes().len(),
        all.nodes().len()
    );
    assert_eq!(carried.fingerprint(), all.fingerprint());
}
