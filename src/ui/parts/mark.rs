//! State marks: a colour, a shape and a word, the same in lists, time line, calendar and print.
use leptos::prelude::*;

use crate::lang::{Text, common};

/// State of a node, date or case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Done: green, filled tick.
    Done,
    /// Overdue: red, exclamation mark in an outline.
    Overdue,
    /// Due soon: amber, half-filled circle.
    Soon,
    /// Running: blue, circle.
    Running,
    /// A validity term that will lapse: violet, dashed, hourglass.
    Lapsing,
    /// Rests on an unpublished calendar: dashed.
    Provisional,
    /// Not yet triggered: grey.
    Idle,
}

impl State {
    /// The word that goes with the shape.
    pub fn word(self) -> Text {
        match self {
            State::Done => common::DONE,
            State::Overdue => common::OVERDUE,
            State::Soon => common::DUE_SOON,
            State::Running => common::RUNNING,
            State::Lapsing => common::LAPSING,
            State::Provisional => common::PROVISIONAL,
            State::Idle => common::NOT_TRIGGERED,
        }
    }

    /// Class that gives the colour (`mark-done`, …); also usable on bars and cells.
    pub fn class(self) -> &'static str {
        match self {
            State::Done => "mark-done",
            State::Overdue => "mark-overdue",
            State::Soon => "mark-soon",
            State::Running => "mark-running",
            State::Lapsing => "mark-lapsing",
            State::Provisional => "mark-provisional",
            State::Idle => "mark-idle",
        }
    }

    fn shape(self) -> &'static str {
        match self {
            State::Done => "M3 8.500 6.500 12 13 4.500",
            State::Overdue => "M8 2.500v7M8 12.800v.4",
            State::Soon => "M8 2.500a5.500 5.500 0 1 0 0 11zM8 2.500a5.500 5.500 0 0 1 0 11",
            State::Running => "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11z",
            State::Lapsing => "M4 2.500h8L4 13.500h8z",
            State::Provisional => "M3 5.500c2-2 3.500-2 5 0s3 2 5 0M3 10.500c2-2 3.500-2 5 0s3 2 5 0",
            State::Idle => "M4 8h8",
        }
    }
}

/// Only the shape, for tight places; give the word elsewhere.
pub fn shape(state: State) -> impl IntoView {
    view! {
        <svg class="shape" class:shape-half=state == State::Soon viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=state.shape()/>
        </svg>
    }
}
