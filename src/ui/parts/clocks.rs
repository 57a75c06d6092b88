//! Competing clocks side by side: the earlier one is marked and rings the alarm.
use chrono::NaiveDate;
use leptos::prelude::*;

use super::date::{iso, month_day, weekday};
use super::mark::{State, shape};
use super::strip::{Cell, strip};
use crate::lang::strip as texts;

/// One clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Where it stands and how it runs: `本院方案 第七条（三）：立案后 5 个工作日`.
    pub label: String,
    /// When it ends.
    pub due: NaiveDate,
    /// It is the earlier one.
    pub leads: bool,
    /// Rests on an unpublished calendar.
    pub provisional: bool,
}

/// The clocks on one matter, with the strip of days under them. Call inside a reactive closure.
pub fn clocks(title: String, all: Vec<Clock>, cells: Vec<Cell>, footnote: String) -> impl IntoView {
    let lead = all.iter().find(|clock| clock.leads).map(|clock| clock.due);
    let tie = all.windows(2).all(|pair| pair[0].due == pair[1].due);
    let earlier = lead.filter(|_| !tie).map(|due| {
        view! {
            <span class="mark mark-overdue">{shape(State::Overdue)}
                <span>{texts::EARLIER.now()}" "{month_day(due)}</span>
            </span>
        }
    });
    let rows: Vec<_> = all.into_iter().map(|clock| row(clock, tie)).collect();
    view! {
        <div class="clocks-head"><h2>{title}</h2>{earlier}</div>
        <ul class="clocks">{rows}</ul>
        {strip(cells, lead.filter(|_| !tie), footnote)}
    }
}

fn row(clock: Clock, tie: bool) -> impl IntoView {
    let class = if clock.leads && !tie {
        "clock clock-leads"
    } else {
        "clock"
    };
    view! {
        <li class=class>
            <span>{clock.label}</span>
            <span class="clock-due" class:provisional=clock.provisional>{iso(clock.due)}" "{weekday(clock.due)}</span>
        </li>
    }
}
