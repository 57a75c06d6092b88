//! Excluded time: periods with their ground, added and taken back.
use chrono::NaiveDate;
use fenliu::casebook::entered::Entered;
use fenliu::work::protocol::Deed;
use leptos::prelude::*;

use super::sheet::Sheet;
use super::texts;
use crate::lang::{Text, t};
use crate::parts::choice::Choice;
use crate::parts::date::{DateInput, iso};
use crate::parts::field::Row;

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
    view! {
        <section class="card excluded">
            <h2>{t(texts::EXCLUDED)}</h2>
            {rows}
            <details class="no-print">
                <summary class="link">{t(texts::ADD)}</summary>
                <Add sheet/>
            </details>
        </section>
    }
}

fn row(sheet: Sheet, (from, to, ground): (NaiveDate, NaiveDate, String)) -> AnyView {
    let words = format!("{} – {}", iso(from), iso(to));
    let name = ground.clone();
    let take_back = move |_| {
        let (gone, again) = (ground.clone(), ground.clone());
        let back = Deed::Excluded {
            from,
            to,
            ground: again,
        };
        let said = texts::TAKEN_BACK.now().to_owned();
        sheet.write(
            vec![Deed::ExcludedTakenBack { from, to, ground: gone }],
            vec![back],
            said,
        );
    };
    view! {
        <li class="period">
            <span>{words}</span>
            <span class="quiet">{ground_word(&name)}</span>
            <button type="button" class="link no-print" on:click=take_back>{t(texts::TAKE_BACK)}</button>
        </li>
    }
    .into_any()
}

/// A ground in the current language; one that is not of the list stays as it is.
pub fn ground_word(ground: &str) -> String {
    let known = texts::EXCLUDED_GROUNDS.iter().find(|text| text.0 == ground);
    known.map_or_else(|| ground.to_owned(), |text| text.now().to_owned())
}

#[component]
fn Add(sheet: Sheet) -> impl IntoView {
    let (from, to) = (
        RwSignal::new(Entered::<NaiveDate>::Empty),
        RwSignal::new(Entered::<NaiveDate>::Empty),
    );
    let ground = RwSignal::new(0usize);
    let tried = RwSignal::new(false);
    let problem = move || -> Option<Text> {
        match (from.with(Entered::value), to.with(Entered::value)) {
            (Some(from), Some(to)) if to < from => Some(texts::BACKWARDS),
            (Some(_), Some(_)) => None,
            _ => Some(texts::DAY_MISSING),
        }
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (None, Some(first), Some(last)) = (
            untrack(problem),
            from.with_untracked(Entered::value),
            to.with_untracked(Entered::value),
        ) else {
            return;
        };
        // The Chinese word is the stored ground: it is what a colleague with another build reads.
        let name = texts::EXCLUDED_GROUNDS[ground.get_untracked()].0.to_owned();
        write(sheet, first, last, name);
        tried.set(false);
        from.set(Entered::Empty);
        to.set(Entered::Empty);
    };
    view! {
        <form class="form" novalidate on:submit=add>
            <Row label=texts::FROM><DateInput value=from/></Row>
            <Row label=texts::TO>
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
            <footer class="dialog-foot"><button type="submit" class="button">{t(texts::ADD)}</button></footer>
        </form>
    }
}

fn write(sheet: Sheet, first: NaiveDate, last: NaiveDate, name: String) {
    let said = texts::H_EXCLUDED.with(&[&iso(first), &iso(last), &ground_word(&name)]);
    let deed = Deed::Excluded {
        from: first,
        to: last,
        ground: name.clone(),
    };
    sheet.write(
        vec![deed],
        vec![Deed::ExcludedTakenBack {
            from: first,
            to: last,
            ground: name,
        }],
        said,
    );
}
