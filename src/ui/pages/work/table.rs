//! The tables of what waits.
use casebook::folder::is_folder;
use leptos::prelude::*;
use protocol::{RegisterFlow, RegisterRow};
use wasm_bindgen::JsCast;

use super::Work;
use crate::lang::{flows as texts, records, t};
use crate::pages::flows::part::mark;
use crate::pages::flows::{Asked, awaited, flow_of};
use crate::pages::records::{name, said, title};
use crate::parts::date::iso;
use crate::route::Route;

/// The list of what waits, to go on with the next line.
const LIST: &str = "work-list";

/// Goes to the line at a place, the last one if there are fewer, or to what says that nothing waits: whoever decided goes
/// on with the next and does not begin at the head of the page.
pub(super) fn go_to_line(at: usize) {
    // The rows are drawn before the second frame begins, and the dialog has given back the focus.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let Some(list) = document().get_element_by_id(LIST) else {
                return;
            };
            let lines = list.query_selector_all("tbody .record-do .link:first-child");
            let count = lines.as_ref().map_or(0, web_sys::NodeList::length);
            let place = u32::try_from(at).unwrap_or(u32::MAX).min(count.saturating_sub(1));
            let line = lines.ok().and_then(|lines| lines.get(place));
            let target = line.and_then(|line| line.dyn_into::<web_sys::HtmlElement>().ok());
            let target = target.or_else(|| list.dyn_into().ok());
            if let Some(target) = target {
                let _ = target.focus();
            }
        });
    });
}

/// What the person here may act on.
pub(super) fn waiting(work: Work) -> impl IntoView {
    let rows = Memo::new(move |_| work.rows(true));
    let all = move || rows.with(|rows| rows.iter().all(|row| work.chosen.with(|c| c.contains(&row.record))));
    let choose_all = move |event| {
        let keys: Vec<_> = rows.with_untracked(|rows| rows.iter().map(|row| row.record).collect());
        work.chosen.update(|chosen| match event_target_checked(&event) {
            true => chosen.extend(keys),
            false => chosen.clear(),
        });
    };
    let table = move || {
        view! {
            <div class="scroll-x" tabindex="0">
                <table class="plain register-table" id=LIST>
                    <thead><tr>
                        <th class="no-print"><input type="checkbox" aria-label=t(records::CHOOSE_ALL) prop:checked=all on:change=choose_all/></th>
                        <th scope="col">{t(texts::MATTER)}</th>
                        <th scope="col">{t(texts::FROM)}</th>
                        <th scope="col">{t(texts::WHY)}</th>
                        <th scope="col">{t(texts::STATE)}</th>
                        <th scope="col">{t(texts::SINCE)}</th>
                        <th scope="col">{t(records::CASE)}</th>
                        <th scope="col">{t(records::HANDLER)}</th>
                        <th scope="col" class="no-print">{t(texts::DO)}</th>
                    </tr></thead>
                    <tbody>{move || rows.get().iter().map(|row| open_row(work, row)).collect_view()}</tbody>
                </table>
            </div>
        }
    };
    let some = Memo::new(move |_| !rows.with(Vec::is_empty));
    move || match some.get() {
        true => table().into_any(),
        false => view! { <p class="quiet" id=LIST tabindex="-1">{t(texts::NOTHING)}" "{t(texts::NOTHING_HELP)}</p> }
            .into_any(),
    }
}

/// What the person here has acted on and others have to go on with.
pub(super) fn others(work: Work) -> impl IntoView {
    let rows = Memo::new(move |_| work.rows(false));
    let some = Memo::new(move |_| !rows.with(Vec::is_empty));
    let table = move || {
        view! {
            <h2>{t(texts::OTHERS)}</h2>
            <div class="scroll-x" tabindex="0">
                <table class="plain register-table">
                    <thead><tr>
                        <th scope="col">{t(texts::MATTER)}</th>
                        <th scope="col">{t(texts::STATE)}</th>
                        <th scope="col">{t(texts::WHO)}</th>
                        <th scope="col">{t(texts::SINCE)}</th>
                        <th scope="col">{t(records::CASE)}</th>
                    </tr></thead>
                    <tbody>{move || rows.get().iter().map(others_row).collect_view()}</tbody>
                </table>
            </div>
        }
    };
    move || some.get().then(table)
}

fn others_row(row: &RegisterRow) -> Option<AnyView> {
    let stands = row.flow.clone()?;
    let (_, flow) = flow_of(row.record)?;
    Some(
        view! {
            <tr>
                <td>{matter(row)}</td>
                <td data-label=t(texts::STATE)>{state(row, &stands)}</td>
                <td data-label=t(texts::WHO)>{awaited(flow, &stands.states)}</td>
                <td data-label=t(texts::SINCE)>{stands.since.map(iso)}</td>
                <td data-label=t(records::CASE)>{place(row)}</td>
            </tr>
        }
        .into_any(),
    )
}

/// Where a record lies: its case, or the register of the bureau.
fn place(row: &RegisterRow) -> AnyView {
    if is_folder(&row.case) {
        let href = Route::Register(row.record.kind.0).href();
        return view! { <a href=href>{t(records::OF_BUREAU)}</a> }.into_any();
    }
    view! { <a class="case-number" href=Route::Case(row.case).href()>{row.case_number.clone()}</a> }.into_any()
}

/// Kind and name of a record.
fn matter(row: &RegisterRow) -> String {
    let Some((kind, _)) = flow_of(row.record) else {
        return String::new();
    };
    let said = format!("{} {}", name(&kind.name).now(), title(kind, &row.fields));
    said.trim_end().to_owned()
}

/// Why it is here: what was said with the last step, then what the record says of it.
fn why(row: &RegisterRow, stands: &RegisterFlow) -> String {
    let Some((kind, flow)) = flow_of(row.record) else {
        return String::new();
    };
    let fields = flow.why.iter().filter_map(|number| kind.field(*number));
    let words = fields.map(|field| said(field, &row.fields));
    let all = std::iter::once(stands.reason.clone()).chain(words);
    all.filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(crate::lang::common::SEMICOLON.now())
}

fn state(row: &RegisterRow, stands: &RegisterFlow) -> Option<AnyView> {
    let (_, flow) = flow_of(row.record)?;
    Some(mark(flow, &stands.states))
}

fn open_row(work: Work, row: &RegisterRow) -> Option<AnyView> {
    let stands = row.flow.clone()?;
    let (_, flow) = flow_of(row.record)?;
    let own = row.record;
    let is_chosen = move || work.chosen.with(|chosen| chosen.contains(&own));
    let choose = move |event| {
        work.chosen.update(|chosen| match event_target_checked(&event) {
            true => _ = chosen.insert(own),
            false => _ = chosen.remove(&own),
        });
    };
    let called = format!("{} {}", matter(row), row.case_number);
    let steps = flow.steps.iter().filter(|step| stands.open.contains(&step.key));
    let steps = steps.map(|step| {
        let ask = Asked::of_rows(std::iter::once(row), step);
        let label = format!("{} {called}", name(&step.name).now());
        view! {
            <button type="button" class="link" aria-label=label on:click=move |_| work.asked.set(Some(ask.clone()))>
                {t(name(&step.name))}
            </button>
        }
    });
    let steps = steps.collect_view();
    let since = stands.since.map(|day| {
        let days = (work.today.get_untracked() - day).num_days();
        view! { {iso(day)}" "<span class="unit">{texts::DAYS.with(&[&days])}</span> }
    });
    Some(
        view! {
            <tr>
                <td class="no-print">
                    <input type="checkbox" aria-label=records::CHOOSE.with(&[&called]) prop:checked=is_chosen on:change=choose/>
                </td>
                <td>{matter(row)}</td>
                <td data-label=t(texts::FROM)>{stands.by.clone()}</td>
                <td data-label=t(texts::WHY)>{why(row, &stands)}</td>
                <td data-label=t(texts::STATE)>{state(row, &stands)}</td>
                <td data-label=t(texts::SINCE)>{since}</td>
                <td data-label=t(records::CASE)>{place(row)}</td>
                <td data-label=t(records::HANDLER)>{row.handler.clone()}</td>
                <td class="no-print"><span class="record-do">{steps}</span></td>
            </tr>
        }
        .into_any(),
    )
}
