//! The counts of the list against a recount, and each live matter of each case: one state, one owner.
use std::collections::BTreeSet;

use casebook::CaseId;
use casebook::facts::CaseFile;
use casebook::field::Field;
use casebook::flows::{of_record, standing};
use casebook::rules::Rules;
use chrono::{Datelike, NaiveDate};
use law::nodes::{NodeState, Settings, Status, evaluate};
use law::triage::Verdict;

use super::late;
use super::ledger::{Ledger, Told, flow_of};
use crate::office::Office;

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counts {
    cases: u32,
    closed: u32,
    overdue: u32,
    by_verdict: [u32; 3],
    disputed: u32,
    handlers: BTreeSet<String>,
    years: BTreeSet<i32>,
}

/// Something of this court's is late, or can no longer be renewed in time.
fn is_late(rules: &Rules, state: &NodeState<'_>, today: NaiveDate) -> bool {
    let outside = rules.nodes().at(state.index).is_none_or(|node| node.outside);
    let passed = state.due.is_some_and(|due| due.act_by.unwrap_or(due.due) < today);
    let asks = matches!(
        state.status,
        Status::Overdue { .. } | Status::Lapsed { .. } | Status::Lapsing { .. }
    );
    !outside && passed && asks
}

/// Each live matter has one state and one owner.
fn is_clear(rules: &Rules, states: &[NodeState<'_>], number: &str) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for state in states.iter().filter(|state| state.status.is_live()) {
        let node = rules.nodes().at(state.index).ok_or("a node that is not there")?;
        if !seen.insert((state.id, state.subject, state.trigger)) {
            return Err(format!("{number}: {} {} has two states", state.id, state.subject));
        }
        if rules.nodes().owner(node).is_none_or(|owner| owner.name.zh.is_empty()) {
            return Err(format!("{number}: {} has no owner", state.id));
        }
    }
    Ok(())
}

/// Each record on its way stands in one state, the one its last step led to.
fn stands_once(office: &Office, id: &CaseId, told: &Told) -> Result<(), String> {
    let steps = office.state(id)?.steps();
    for (record, noted) in &told.records {
        let Some(flow) = flow_of(record) else { continue };
        let states = standing(flow, &of_record(&steps, *record)).0.states;
        if states != [noted.state(flow)] {
            return Err(format!("{record:?} stands in {states:?}, not in {}", noted.state(flow)));
        }
    }
    Ok(())
}

fn count(rules: &Rules, told: &Told, file: &CaseFile, today: NaiveDate, counts: &mut Counts) -> Result<(), String> {
    let (verdict, _) = rules.verdict(file);
    counts.cases += 1;
    counts.years.extend(file.filed_on.map(|day| day.year()));
    counts.handlers.insert(told.text(Field::HANDLER));
    file.with_input(verdict, |input| {
        let states = evaluate(rules.nodes(), rules.calendar(), input, Settings::default(), today);
        is_clear(rules, &states, &told.text(Field::CASE_NUMBER))?;
        if told.is_closed() {
            counts.closed += 1;
            return Ok(());
        }
        counts.overdue += u32::from(states.iter().any(|state| is_late(rules, state, today)));
        // What was decided goes before what the rules say.
        let at = match (told.text(Field::DECIDED_VERDICT).as_str(), verdict) {
            ("simple", _) | ("", Verdict::Simple) => 0,
            ("", Verdict::NeedsMoreFacts) => 2,
            _ => 1,
        };
        counts.by_verdict[at] += 1;
        Ok(())
    })
}

/// The counts of the list are those of a recount.
///
/// # Errors
/// They are not, or a matter is not clear.
pub fn agree(office: &Office, ledger: &Ledger, today: NaiveDate) -> Result<(), String> {
    let rules = Rules::of(&[]).map_err(|error| error.to_string())?;
    let mut counts = Counts::default();
    for (id, told) in ledger.of_court() {
        stands_once(office, id, told)?;
        let file = told.file(*id);
        late::is_known(office, id, &file)?;
        count(&rules, told, &file, today, &mut counts)?;
    }
    counts.handlers.remove("");
    let summary = office.book.summary();
    let [overdue, .., closed] = summary.by_state;
    let shown = Counts {
        cases: summary.cases,
        closed,
        overdue,
        by_verdict: summary.by_verdict,
        disputed: summary.disputed,
        handlers: summary.handlers.into_iter().collect(),
        years: summary.years.into_iter().collect(),
    };
    match shown == counts && summary.by_state.iter().sum::<u32>() == summary.cases {
        true => Ok(()),
        false => Err(format!("the list counts {shown:?}, a recount {counts:?}")),
    }
}
