//! The form of a record: its parts by its sort, what was told, asked and answered, how it was confirmed.
use casebook::transcript::{Form as SortForm, Forms, Group, field};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::lang::{Text, t, transcript as texts};
use crate::pages::records::{Form, name};
use crate::pages::words::clock;
use crate::parts::field::Row;
use crate::state::now_ms;

/// Whether the form of some sort has a field: a court's own are in none and belong to all.
pub(super) fn is_of_a_form(number: u16) -> bool {
    let mut all = Forms::builtin().forms.iter().flat_map(SortForm::fields);
    all.any(|own| own == number)
}

/// The time now, as it is written.
pub(super) fn now() -> String {
    // Milliseconds since 1970 are a whole number far below 2^53.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    clock(now_ms() as u64)
}

/// The parts of the form of a sort; fields of a court's own come with the last one.
pub(super) fn parts(form: Form, of: &'static SortForm) -> AnyView {
    let last = of.parts.len().saturating_sub(1);
    let apart = [
        field::SORT,
        field::CASE_NUMBER,
        field::TOLD,
        field::BODY,
        field::CONFIRMED,
    ];
    let known = form.kind().fields.iter().map(|field| field.number);
    let own: Vec<u16> = known
        .filter(|number| !apart.contains(number) && !is_of_a_form(*number))
        .collect();
    let all = of.parts.iter().enumerate().map(move |(at, group)| {
        let own = if at == last { own.as_slice() } else { &[] };
        part(form, group, own)
    });
    all.collect_view().into_any()
}

/// Some rows of the form under a heading.
fn part(form: Form, group: &'static Group, own: &[u16]) -> AnyView {
    let times = group.fields.contains(&field::BEGUN).then(|| {
        let button = |number: u16, label: Text| {
            view! { <button type="button" class="button" on:click=move |_| form.put_text(number, now())>{t(label)}</button> }
        };
        view! {
            <div class="transcript-now">
                {button(field::BEGUN, texts::BEGUN_NOW)}
                {button(field::ENDED, texts::ENDED_NOW)}
            </div>
        }
    });
    let rows = group
        .fields
        .iter()
        .chain(own)
        .map(|number| form.row_of(*number))
        .collect_view();
    view! {
        <section class="card transcript-part">
            <h2>{t(name(&group.name))}</h2>
            {times}
            <div class="transcript-rows">{rows}</div>
        </section>
    }
    .into_any()
}

/// What was told, asked and answered.
#[component]
pub(super) fn Talk(form: Form, of: &'static SortForm) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let phrase = move |text: &'static str| {
        let area = node
            .get_untracked()
            .and_then(|node| node.query_selector("textarea").ok().flatten());
        let area = area.and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        let at = area.as_ref().and_then(|area| area.selection_end().ok().flatten());
        let (whole, cursor) = put_in(&untrack(|| form.text(field::BODY)), at, text);
        form.put_text(field::BODY, whole);
        let Some(area) = area else { return };
        // The text stands there before the next frame.
        request_animation_frame(move || {
            let _ = area.focus();
            let _ = area.set_selection_range(cursor, cursor);
        });
    };
    let buttons = of.questions.iter().map(|question| {
        view! { <button type="button" class="button" on:click=move |_| phrase(&question.text)>{t(name(&question.name))}</button> }
    });
    view! {
        <section class="card transcript-part">
            <h2>{t(texts::PART_TALK)}</h2>
            <p class="quiet">{t(texts::PHRASES)}</p>
            <div class="transcript-phrases">{buttons.collect_view()}</div>
            <div class="transcript-body" node_ref=node>{form.row_of(field::BODY)}</div>
            <div class="transcript-told">
                {(!of.told.is_empty()).then(|| told(form, of))}
                {confirmed(form)}
            </div>
        </section>
    }
}

/// What was told: put in by whoever told it, once it was.
fn told(form: Form, of: &'static SortForm) -> AnyView {
    let put = move |_| form.put_text(field::TOLD, of.told.clone());
    view! {
        <p class="transcript-now"><button type="button" class="button" on:click=put>{t(texts::TELL)}</button></p>
        {form.row_of(field::TOLD)}
    }
    .into_any()
}

/// How it was confirmed: read, or read out.
fn confirmed(form: Form) -> AnyView {
    let ways = Forms::builtin().confirmed.iter().map(move |way| {
        let is_chosen = move || form.text(field::CONFIRMED) == way.text;
        let choose = move |_| form.put_text(field::CONFIRMED, way.text.clone());
        view! {
            <label class="segment">
                <input type="radio" name="transcript-confirmed" prop:checked=is_chosen on:change=choose/>
                <span>{t(name(&way.name))}</span>
            </label>
        }
    });
    view! {
        <Row label=texts::CONFIRMED group=true>
            <div class="segments" role="radiogroup" aria-label=t(texts::CONFIRMED)>{ways.collect_view()}</div>
            <p class="quiet">{move || form.text(field::CONFIRMED)}</p>
        </Row>
    }
    .into_any()
}

/// A phrase put into a text behind a place, on a line of its own, and where the cursor is then. Places count as the browser
/// counts, in units of UTF-16.
fn put_in(text: &str, at: Option<u32>, phrase: &str) -> (String, u32) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = at.map_or(units.len(), |at| (at as usize).min(units.len()));
    let (before, after) = units.split_at(at);
    let (before, after) = (String::from_utf16_lossy(before), String::from_utf16_lossy(after));
    let apart = |side: &str, ends: bool| match (side.is_empty(), ends) {
        (false, false) => "\n",
        _ => "",
    };
    let head = format!("{before}{}{phrase}", apart(&before, before.ends_with('\n')));
    let cursor = head.encode_utf16().count();
    let whole = format!("{head}{}{after}", apart(&after, after.starts_with('\n')));
    (whole, u32::try_from(cursor).unwrap_or(u32::MAX))
}
