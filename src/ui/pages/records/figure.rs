//! Above the register of what lapses: what became of the terms of a period, with the list behind each number.
use std::collections::BTreeMap;

use casebook::entered::Entered;
use casebook::kinds::KindOf;
use casebook::lapses::{Ended, Fate, Lapses, lapses};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use protocol::{CaseId, RecordKey, RegisterRow};

use crate::lang::{Text, lapses as texts, overdue, t};
use crate::pages::ready::Read;
use crate::parts::date::{DateInput, iso};
use crate::parts::field::ControlId;
use crate::parts::fresh_id;

/// Which number was pressed: those in force, or those of a fate.
#[derive(Clone, Copy, PartialEq)]
enum Pressed {
    InForce,
    Of(Fate),
}

/// The rows behind a number, each with the term it stands there for.
pub(super) type Behind = BTreeMap<(CaseId, RecordKey), Option<Ended>>;

/// The period and what was pressed. Free to copy.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    kind: &'static KindOf,
    read: RwSignal<Read<RegisterRow>>,
    from: RwSignal<Entered<NaiveDate>>,
    to: RwSignal<Entered<NaiveDate>>,
    pressed: RwSignal<Option<Pressed>>,
    found: Memo<Option<Lapses>>,
}

impl Figure {
    /// Of this year up to today.
    pub fn open(kind: &'static KindOf, read: RwSignal<Read<RegisterRow>>, today: Signal<NaiveDate>) -> Self {
        let end = today.get_untracked();
        let begin = end.with_ordinal(1).unwrap_or(end);
        let (from, to) = (RwSignal::new(Entered::Read(begin)), RwSignal::new(Entered::Read(end)));
        let found = Memo::new(move |_| {
            let (from, to) = (from.get().value()?, to.get().value()?);
            let Read::Here(rows) = read.get() else { return None };
            (from <= to).then(|| lapses(kind, &rows, (from, to), today.get()))
        });
        Self {
            kind,
            read,
            from,
            to,
            pressed: RwSignal::new(None),
            found,
        }
    }

    /// The rows behind the number that was pressed; nothing while none is. Tracks.
    pub fn behind(self) -> Option<Behind> {
        let (pressed, found) = (self.pressed.get()?, self.found.get()?);
        let Read::Here(rows) = self.read.get() else { return None };
        let key = |at: usize| rows.get(at).map(|row| (row.case, row.record));
        Some(match pressed {
            Pressed::InForce => found.in_force.iter().filter_map(|at| Some((key(*at)?, None))).collect(),
            Pressed::Of(fate) => found
                .of(fate)
                .filter_map(|ended| Some((key(ended.row)?, Some(*ended))))
                .collect(),
        })
    }

    /// Whether the period is one. Tracks.
    fn is_period(self) -> bool {
        self.found.with(Option::is_some)
    }

    /// The figure in words. Tracks.
    fn said(self) -> Option<String> {
        let (from, to) = (self.from.get().value()?, self.to.get().value()?);
        let found = self.found.get()?;
        let sum = texts::SENTENCE.with(&[&iso(from), &iso(to), &found.in_force.len(), &found.ended.len()]);
        let each = Fate::ALL.into_iter().map(|fate| (fate, found.of(fate).count()));
        let each: Vec<String> = each
            .filter(|(_, count)| *count > 0)
            .map(|(fate, count)| texts::count(fate).with(&[&count]))
            .collect();
        let unseen = match found.of(Fate::LapsedUnseen).count() {
            0 => texts::NONE_UNSEEN.now().to_owned(),
            count => texts::UNSEEN.with(&[&count]),
        };
        Some(format!(
            "{sum}{}{}{unseen}",
            each.join("，"),
            if each.is_empty() { "" } else { "。" }
        ))
    }
}

/// The heads of the columns a file gets beside the others while a number is pressed.
pub(super) const COLUMNS: [Text; 2] = [texts::LAST, texts::FATE];

/// The cells of these columns.
pub(super) fn in_cells(ended: Option<&Ended>) -> [String; 2] {
    match ended {
        Some(ended) => [iso(ended.last), texts::fate(ended.fate).now().to_owned()],
        None => [String::new(), String::new()],
    }
}

/// What became of the terms of a period.
#[component]
pub(super) fn Figures(figure: Figure) -> impl IntoView {
    if figure.kind.steps().is_empty() {
        return ().into_any();
    }
    let day = |label, value| {
        let id = fresh_id();
        provide_context(ControlId(id.clone()));
        view! { <label for=id>{t(label)}</label><DateInput value/> }
    };
    let numbers = move || {
        let found = figure.found.get()?;
        let each = Fate::ALL.into_iter().map(|fate| {
            let count = found.of(fate).count();
            number(
                figure,
                Pressed::Of(fate),
                texts::count(fate),
                count,
                fate == Fate::LapsedUnseen && count > 0,
            )
        });
        let in_force = number(figure, Pressed::InForce, texts::IN_FORCE, found.in_force.len(), false);
        Some(view! { {in_force}{each.collect_view()} })
    };
    let all = move || {
        figure.pressed.get().map(|_| {
            view! { <button type="button" class="link" on:click=move |_| figure.pressed.set(None)>{t(texts::ALL)}</button> }
        })
    };
    view! {
        <section class="register-figure">
            <p role="status">{move || figure.said()}</p>
            <div class="register-filters no-print">
                {day(overdue::FROM, figure.from)}
                {day(overdue::TO, figure.to)}
                <span class="row-error" role="status">{move || (!figure.is_period()).then(|| overdue::BAD_PERIOD.now())}</span>
                {numbers}
                {all}
            </div>
            <p class="quiet no-print">{t(texts::HELP)}</p>
        </section>
    }
    .into_any()
}

/// A number, to be pressed for its list.
fn number(figure: Figure, of: Pressed, label: Text, count: usize, warns: bool) -> AnyView {
    let is_pressed = move || figure.pressed.get() == Some(of);
    let press = move |_| {
        figure
            .pressed
            .set((figure.pressed.get_untracked() != Some(of)).then_some(of))
    };
    view! {
        <button type="button" class="button" class:button-danger=warns aria-pressed=move || is_pressed().to_string() on:click=press>
            {move || label.with(&[&count])}
        </button>
    }
    .into_any()
}
