//! Excluded time: periods with their ground, added and taken back.
use casebook::entered::Entered;
use casebook::excluded::{Ground, OPEN_END};
use chrono::NaiveDate;
use leptos::prelude::*;
use protocol::Action;

use super::sheet::Sheet;
use super::texts;
use crate::lang::{Text, common, t};
use crate::pages::allowed::{EXCLUDE, allowed, only_with};
use crate::parts::choice::Choice;
use crate::parts::date::{DateInput, iso};
use crate::parts::field::Row;
use crate::parts::text::TextInput;

/// The card.
#[component]
pub fn Excluded(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let rows = move || {
        let periods = sheet.view().map(|v| v.excluded.clone()).unwrap_or_default();
        if periods.is_empty() {
            return view! { <p class="quiet">{t(texts::EXCLUDED_NONE)}</p> }.into_any();
        }
        let rows: Vec<AnyView> = periods.into_iter().map(|period| row(sheet, period)).collect();
        view! { <ul class="periods">{rows}</ul> }.into_any()
    };
    let open = move || {
        sheet
            .view()
            .is_some_and(|v| v.excluded.iter().any(|(_, to, _)| *to == OPEN_END))
    };
    view! {
        <section class="card excluded">
            <h2>{t(texts::EXCLUDED)}</h2>
            {rows}
            {move || open().then(|| view! { <p class="note"><span>{t(texts::NO_END_NOTE)}</span></p> })}
            {allowed(EXCLUDE, move || view! {
                <details class="no-print">
                    <summary class="link">{t(texts::ADD)}</summary>
                    <Add sheet/>
                </details>
            }.into_any())}
        </section>
    }
}

fn row(sheet: Sheet, (from, to, ground): (NaiveDate, NaiveDate, String)) -> AnyView {
    let words = format!("{} – {}", iso(from), end_word(to));
    let name = ground.clone();
    let end = (to == OPEN_END).then(|| end_it(sheet, from, ground.clone()));
    let take_back = move |_| {
        let (gone, again) = (ground.clone(), ground.clone());
        let back = Action::Excluded {
            from,
            to,
            ground: again,
        };
        let said = texts::TAKEN_BACK.now().to_owned();
        sheet.write(
            vec![Action::ExcludedTakenBack { from, to, ground: gone }],
            vec![back],
            said,
        );
    };
    view! {
        <li class="period">
            <span>{words}</span>
            <span class="quiet">{ground_word(&name)}</span>
            {only_with(EXCLUDE, move || view! {
                <button type="button" class="link no-print" on:click=take_back.clone()>{t(texts::TAKE_BACK)}</button>
            }.into_any())}
            {end}
        </li>
    }
    .into_any()
}

/// A ground in the current language, with who approved it and the document; one that is not of the list stays as it is.
pub fn ground_word(ground: &str) -> String {
    let Ground {
        why,
        approver,
        document,
    } = Ground::of(ground);
    let known = texts::EXCLUDED_GROUNDS.iter().find(|text| text.0 == why);
    let mut parts = vec![known.map_or(why, |text| text.now().to_owned())];
    let more = [(texts::APPROVED_BY, approver), (texts::H_DOCUMENT, document)];
    let more = more.into_iter().filter(|(_, text)| !text.is_empty());
    parts.extend(more.map(|(said, text)| said.with(&[&text])));
    parts.join(" · ")
}

/// The last day, or that it is not known.
pub fn end_word(to: NaiveDate) -> String {
    match to {
        OPEN_END => texts::NO_END.now().to_owned(),
        day => iso(day),
    }
}

/// Fills in the end of a period: it is taken back and comes again with its end, as one.
fn end_it(sheet: Sheet, from: NaiveDate, ground: String) -> AnyView {
    let to = RwSignal::new(Entered::<NaiveDate>::Empty);
    let tried = RwSignal::new(false);
    let problem = move || match to.with(Entered::value) {
        Some(to) => (to < from).then_some(texts::BACKWARDS),
        None => Some(texts::DAY_MISSING),
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (Some(last), None) = (to.with_untracked(Entered::value), untrack(problem)) else {
            return;
        };
        let with_end = |to| Action::Excluded {
            from,
            to,
            ground: ground.clone(),
        };
        let without = |to| Action::ExcludedTakenBack {
            from,
            to,
            ground: ground.clone(),
        };
        let said = texts::H_EXCLUDED.with(&[&iso(from), &iso(last), &ground_word(&ground)]);
        sheet.write(
            vec![without(OPEN_END), with_end(last)],
            vec![without(last), with_end(OPEN_END)],
            said,
        );
    };
    view! {
        <details class="no-print">
            <summary class="link">{t(texts::END_IT)}</summary>
            <form class="form" novalidate on:submit=save>
                <Row label=texts::TO>
                    <DateInput value=to/>
                    <p class="row-error" role="status">{move || tried.get().then(problem).flatten().map(Text::now)}</p>
                </Row>
                <footer class="dialog-foot"><button type="submit" class="button">{t(common::SAVE)}</button></footer>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Add(sheet: Sheet) -> impl IntoView {
    let (from, to) = (
        RwSignal::new(Entered::<NaiveDate>::Empty),
        RwSignal::new(Entered::<NaiveDate>::Empty),
    );
    let ground = RwSignal::new(0usize);
    let (approver, document) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let tried = RwSignal::new(false);
    let problem = move || -> Option<Text> {
        match (from.with(Entered::value), to.with(Entered::value)) {
            (None, _) => Some(texts::DAY_MISSING),
            (Some(from), Some(to)) if to < from => Some(texts::BACKWARDS),
            // What cannot be read is no end that is not known.
            (Some(_), None) if to.with(Entered::is_unreadable) => Some(texts::DAY_MISSING),
            (Some(_), _) => None,
        }
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (None, Some(first)) = (untrack(problem), from.with_untracked(Entered::value)) else {
            return;
        };
        let last = to.with_untracked(Entered::value).unwrap_or(OPEN_END);
        // The Chinese word is the stored ground: it is what a colleague with another build reads.
        let why = texts::EXCLUDED_GROUNDS[ground.get_untracked()].0.to_owned();
        let ground = Ground {
            why,
            approver: approver.get_untracked(),
            document: document.get_untracked(),
        };
        write(sheet, first, last, ground.text());
        approver.set(String::new());
        document.set(String::new());
        tried.set(false);
        from.set(Entered::Empty);
        to.set(Entered::Empty);
    };
    view! {
        <form class="form" novalidate on:submit=add>
            <Row label=texts::FROM><DateInput value=from/></Row>
            <Row label=texts::TO hint=Signal::derive(|| texts::TO_HINT.now().to_owned())>
                <DateInput value=to/>
                <p class="row-error" role="status">{move || if tried.get() { problem().map(Text::now) } else { None }}</p>
            </Row>
            <Row label=texts::GROUND>
                <Choice
                    options=texts::EXCLUDED_GROUNDS.to_vec()
                    chosen=ground
                    on_choose=Callback::new(move |at| ground.set(at))
                />
            </Row>
            <Row label=texts::APPROVER><TextInput value=approver/></Row>
            <Row label=texts::RECORD_DOCUMENT><TextInput value=document/></Row>
            <footer class="dialog-foot"><button type="submit" class="button">{t(texts::ADD)}</button></footer>
        </form>
    }
}

fn write(sheet: Sheet, first: NaiveDate, last: NaiveDate, name: String) {
    let said = texts::H_EXCLUDED.with(&[&iso(first), &end_word(last), &ground_word(&name)]);
    let action = Action::Excluded {
        from: first,
        to: last,
        ground: name.clone(),
    };
    sheet.write(
        vec![action],
        vec![Action::ExcludedTakenBack {
            from: first,
            to: last,
            ground: name,
        }],
        said,
    );
}
