//! What does not fit together, told on the filing day (findings 1, 2, 3).
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::NodeSet;
use super::input::CaseInput;
use super::state::{NodeState, Status, working_between};
use crate::calendar::Calendar;
use crate::counting::Kind;

/// What a warning says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WarningCode {
    /// Finding 1: without assets the case cannot be closed in time, since 终本 comes later than its limit.
    NoAssetTrap,
    /// Finding 2: two clocks on one matter, and the court's own ends after the national one.
    TwoClocks,
    /// Finding 3: a decision is due before what it rests on.
    BeforeInputs,
    /// The court's own limit rolled over rest days; whether it does is not stated anywhere.
    UnrolledEarlier,
    /// The days in which an extension can be asked for.
    ExtensionWindow,
    /// A window holds fewer than [`FEW_DAYS`] working days: a holiday covers the rest.
    ShortWindow,
}

/// Working days a window should hold at least.
const FEW_DAYS: i32 = 2;

impl WarningCode {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            WarningCode::NoAssetTrap => "no_asset_trap",
            WarningCode::TwoClocks => "two_clocks",
            WarningCode::BeforeInputs => "before_inputs",
            WarningCode::UnrolledEarlier => "unrolled_earlier",
            WarningCode::ExtensionWindow => "extension_window",
            WarningCode::ShortWindow => "short_window",
        }
    }

    /// The code of a trap in rule text.
    pub(super) fn trap(code: &str) -> Option<WarningCode> {
        [WarningCode::NoAssetTrap, WarningCode::BeforeInputs]
            .into_iter()
            .find(|w| w.code() == code)
    }
}

/// A warning about one or two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it says.
    pub code: WarningCode,
    /// Index of the node it is about.
    pub node: u16,
    /// That node's day.
    pub on: NaiveDate,
    /// The node it does not fit with.
    pub other: Option<u16>,
    /// The other day: of the other node, the unrolled day, or the last day of the window.
    pub other_on: NaiveDate,
}

/// Warnings from the states [`super::evaluate`] gave for the case.
pub fn warnings(
    set: &NodeSet,
    calendar: &Calendar,
    input: &CaseInput,
    states: &[NodeState],
    today: NaiveDate,
) -> Vec<Warning> {
    let mut out = Vec::new();
    short_windows(calendar, states, &mut out);
    traps(set, input, states, &mut out);
    two_clocks(set, states, &mut out);
    for s in states.iter().filter(|s| s.status.is_live()) {
        let (Some(node), Some(due)) = (set.at(s.index), s.due) else {
            continue;
        };
        if let (Status::Open { until: Some(until) }, Some(opens)) = (s.status, s.opens) {
            out.push(Warning {
                code: WarningCode::ExtensionWindow,
                node: s.index,
                on: opens,
                other: None,
                other_on: until,
            });
        }
        let limit = node.term().is_some_and(|t| t.kind == Kind::Limit);
        if node.internal && limit && due.extended < due.due && today <= due.due {
            let code = WarningCode::UnrolledEarlier;
            out.push(Warning {
                code,
                node: s.index,
                on: due.due,
                other: None,
                other_on: due.extended,
            });
        }
    }
    out
}

/// A window that opens and closes around a holiday, told as soon as the case is there.
fn short_windows(calendar: &Calendar, states: &[NodeState], out: &mut Vec<Warning>) {
    for s in states.iter().filter(|s| s.status.is_live()) {
        let (Some(opens), Some(due)) = (s.opens, s.due) else {
            continue;
        };
        let Some(eve) = opens.pred_opt() else { continue };
        if working_between(calendar, eve, due.due) < FEW_DAYS {
            out.push(Warning {
                code: WarningCode::ShortWindow,
                node: s.index,
                on: opens,
                other: None,
                other_on: due.due,
            });
        }
    }
}

fn live(states: &[NodeState], index: u16) -> Option<NaiveDate> {
    let state = states.iter().find(|s| s.index == index && s.status.is_live())?;
    state.due.map(|d| d.due)
}

fn traps(set: &NodeSet, input: &CaseInput, states: &[NodeState], out: &mut Vec<Warning>) {
    for trap in &set.traps {
        if trap.code == WarningCode::NoAssetTrap && input.frozen_covers == Some(true) {
            continue;
        }
        let (Some(on), Some(other_on)) = (live(states, trap.node), live(states, trap.other)) else {
            continue;
        };
        if on < other_on {
            out.push(Warning {
                code: trap.code,
                node: trap.node,
                on,
                other: Some(trap.other),
                other_on,
            });
        }
    }
}

/// A clock the court set itself that ends after the national one on the same matter.
fn two_clocks(set: &NodeSet, states: &[NodeState], out: &mut Vec<Warning>) {
    for s in states.iter().filter(|s| s.follows) {
        let Some(node) = set.at(s.index).filter(|n| n.internal) else {
            continue;
        };
        let leads = |r: &&NodeState| {
            r.leads && r.subject == s.subject && set.at(r.index).is_some_and(|n| n.clock == node.clock && !n.internal)
        };
        let (Some(own), Some(rival)) = (s.due, states.iter().find(leads)) else {
            continue;
        };
        let Some(other) = rival.due.filter(|d| d.due < own.due) else {
            continue;
        };
        let code = WarningCode::TwoClocks;
        out.push(Warning {
            code,
            node: s.index,
            on: own.due,
            other: Some(rival.index),
            other_on: other.due,
        });
    }
}
