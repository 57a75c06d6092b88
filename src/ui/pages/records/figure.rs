//! Above the register of what lapses: what became of the terms of a period, with the list behind each number.
use std::collections::BTreeMap;

use casebook::entered::Entered;
use casebook::kinds::KindOf;
use casebook::lapses::{Ended, Fate, Lapses, lapses};
use casebook::overdue::counted_to;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use protocol::{CaseId, Kind, RecordKey, RegisterRow};

use crate::lang::{Text, common, lapses as texts, t};
use crate::pages::period::{days, period_in_query};
use crate::pages::ready::Read;
use crate::parts::date::iso;
use crate::route::{Route, use_place};

/// Which number was pressed.
#[derive(Clone, Copy, PartialEq)]
enum Pressed {
    InForce,
    Begun,
    Released,
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
    today: Signal<NaiveDate>,
    pressed: RwSignal<Option<Pressed>>,
    found: Memo<Option<Lapses>>,
}

impl Figure {
    /// Of this year up to today.
    pub fn open(kind: &'static KindOf, read: RwSignal<Read<RegisterRow>>, today: Signal<NaiveDate>) -> Self {
        let end = today.get_untracked();
        // A bulletin leads here with its period.
        let asked = use_place().query.with_untracked(|query| period_in_query(query));
        let (begin, end) = asked.unwrap_or((end.with_ordinal(1).unwrap_or(end), end));
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
            today,
            pressed: RwSignal::new(None),
            found,
        }
    }

    /// The rows behind the number that was pressed; nothing while none is. Tracks.
    pub fn behind(self) -> Option<Behind> {
        let (pressed, found) = (self.pressed.get()?, self.found.get()?);
        let Read::Here(rows) = self.read.get() else { return None };
        let key = |at: usize| rows.get(at).map(|row| (row.case, row.record));
        let all = |places: &[usize]| places.iter().filter_map(|at| Some((key(*at)?, None))).collect();
        Some(match pressed {
            Pressed::InForce => all(&found.in_force),
            Pressed::Begun => all(&found.begun),
            Pressed::Released => all(&found.released),
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
        let end = counted_to(to, self.today.get());
        let (begun, freed) = (found.begun.len(), found.released.len());
        let (days, on) = ((iso(from), iso(to)), iso(end));
        let counts = (found.in_force.len(), found.ended.len());
        let sum = texts::SENTENCE.with(&[&days.0, &days.1, &begun, &freed, &on, &counts.0, &counts.1]);
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
            each.join(common::COMMA.now()),
            if each.is_empty() { "" } else { common::STOP.now() }
        ))
    }
}

/// The address of a register with a period: `#/register/18?from=2026-10-01&to=2026-10-31`.
pub fn register_of(kind: Kind, from: NaiveDate, to: NaiveDate) -> String {
    format!("{}?from={}&to={}", Route::Register(kind.0).href(), iso(from), iso(to))
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
        let all = [
            (Pressed::InForce, texts::IN_FORCE, found.in_force.len()),
            (Pressed::Begun, texts::BEGUN, found.begun.len()),
            (Pressed::Released, texts::FREED, found.released.len()),
        ];
        let all = all.map(|(of, label, count)| number(figure, of, label, count, false));
        Some(view! { {all.collect_view()}<span class="quiet">{t(texts::ENDED)}</span>{each.collect_view()} })
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
                {days(figure.from, figure.to, move || figure.is_period())}
                {numbers}
                {all}
            </div>
            <details class="quiet no-print"><summary class="link">{t(texts::WHAT)}</summary><p>{t(texts::MEANS)}</p><p>{t(texts::HELP)}</p></details>
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
