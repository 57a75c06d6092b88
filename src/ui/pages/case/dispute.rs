//! Entries that differ, side by side with author, device and time; whoever may, rules which holds, and says why.
use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Action, CaseView, Competing, Field, ReadPeople, Value};

use super::held::{Held, control};
use super::sheet::Sheet;
use super::texts;
use crate::lang::{common, field as fields, t};
use crate::pages::allowed::RULE;
use crate::pages::words;
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id};
use crate::state::use_shell;

/// What is being ruled. Free to copy.
#[derive(Clone, Copy)]
struct Case {
    sheet: Sheet,
    open: RwSignal<bool>,
    /// The field and the value proposed; no value: a third is typed.
    at: RwSignal<Option<(Field, Option<Value>)>>,
    /// Names of devices.
    devices: RwSignal<HashMap<u64, String>>,
}

/// Conflicts of a case; nothing if there are none.
#[component]
pub fn Disputes(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let case = Case {
        sheet,
        open: RwSignal::new(false),
        at: RwSignal::new(None),
        devices: RwSignal::default(),
    };
    let any = Memo::new(move |_| sheet.view().is_some_and(|view| !view.competing.is_empty()));
    Effect::new(move |_| {
        if any.get() {
            spawn_local(name_devices(case.devices));
        }
    });
    let card = move || {
        any.get().then(|| {
            view! {
                <section class="card conflicts">
                    <h2>{t(texts::CONFLICTS)}</h2>
                    <p class="quiet">{t(texts::CONFLICTS_HELP)}</p>
                    {move || sheet.view().map(|view| groups(case, &view))}
                </section>
            }
        })
    };
    // The dialog outlives the conflict: somebody else may settle it while the reason is being written.
    view! {
        {card}
        <Dialog open=case.open title=texts::RULE_TITLE><Ruling case/></Dialog>
    }
}

/// Devices are named where the bureau is open to the one who looks; else only the author is told.
async fn name_devices(devices: RwSignal<HashMap<u64, String>>) {
    if let Ok(view) = WorkerClient::token().ask(ReadPeople).await {
        let all = view.people.into_iter().flat_map(|person| person.devices);
        devices.try_set(all.map(|device| (device.id, device.name)).collect());
    }
}

fn groups(case: Case, view: &CaseView) -> AnyView {
    let mut disputed: Vec<Field> = view.competing.iter().map(|c| c.field).collect();
    disputed.sort_unstable();
    disputed.dedup();
    let may = use_shell().may(RULE);
    let groups = disputed.into_iter().map(|field| {
        let ways: Vec<AnyView> = view
            .competing
            .iter()
            .filter(|c| c.field == field)
            .map(|c| way(case, c.clone(), may))
            .collect();
        let third = move |_| {
            case.at.set(Some((field, None)));
            case.open.set(true);
        };
        view! {
            <div class="conflict">
                <h3>{t(fields::name(field))}</h3>
                <div class="conflict-ways">{ways}</div>
                {may.then(|| view! { <button type="button" class="link conflict-third" on:click=third>{t(texts::RULE_THIRD)}</button> })}
            </div>
        }
    });
    view! {
        {groups.collect_view()}
        {(!may).then(|| view! { <p class="quiet">{t(texts::RULE_WHO)}</p> })}
    }
    .into_any()
}

fn way(case: Case, entry: Competing, may: bool) -> AnyView {
    let said = words::value(entry.field, &entry.value);
    let by = if entry.by.is_empty() {
        texts::H_NOBODY.now().to_owned()
    } else {
        entry.by.clone()
    };
    let device = case.devices.with(|names| names.get(&entry.device.0).cloned());
    let device = device.map(|name| format!(" · {name}"));
    let moment = words::moment(entry.at_ms);
    let take = move |_| {
        case.at.set(Some((entry.field, Some(entry.value.clone()))));
        case.open.set(true);
    };
    view! {
        <div class="conflict-way">
            <strong>{said}</strong>
            <span class="quiet">{by}{device}" · "{moment}</span>
            {(!entry.reason.is_empty()).then(|| view! { <p class="conflict-reason">{texts::CONFLICT_REASON.with(&[&entry.reason])}</p> })}
            {may.then(|| view! { <button type="button" class="button" on:click=take>{t(texts::TAKE_THIS)}</button> })}
        </div>
    }
    .into_any()
}

/// What to say while somebody else has settled the field meanwhile. Another ruling may still be saved; both stay in the
/// trace.
fn settled_by_another(sheet: Sheet, field: Field) -> Memo<Option<String>> {
    Memo::new(move |_| {
        let view = sheet.view()?;
        if view.competing.iter().any(|c| c.field == field) {
            return None;
        }
        let by = view.words_on(field).next().map(|trace| trace.by.clone());
        let now = sheet.value(field).unwrap_or(Value::None);
        Some(texts::RULED_MEANWHILE.with(&[&by.unwrap_or_default(), &words::value(field, &now)]))
    })
}

/// The reason, and the value where it is a third.
#[component]
fn Ruling(case: Case) -> impl IntoView {
    let (reason, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let Some((field, value)) = case.at.get_untracked() else {
        return ().into_any();
    };
    let typed = value.is_none().then(|| Held::new(field, &Value::None));
    let proposed = value.clone();
    let holds = move || typed.map_or_else(|| Some(proposed.clone().unwrap_or(Value::None)), Held::value);
    let ruled = holds.clone();
    let lacking = move || reason.with(|r| r.trim().is_empty());
    let settled = settled_by_another(case.sheet, field);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Some(value) = untrack(&ruled) else { return };
        if untrack(lacking) || value == Value::None {
            return;
        }
        let reason = reason.with_untracked(|r| r.trim().to_owned());
        case.sheet.write_plain(vec![Action::Ruled { field, value, reason }]);
        case.open.set(false);
    };
    let nothing = move || tried.get() && holds() == Some(Value::None);
    view! {
        <form class="form" novalidate on:submit=save>
            {move || settled.get().map(|said| view! { <p class="note" role="alert"><span>{said}</span></p> })}
            {match (&value, typed) {
                (Some(value), _) => {
                    let said = words::value(field, value);
                    view! { <p>{t(fields::name(field))}{t(crate::lang::common::COLON)}<strong>{said}</strong></p> }.into_any()
                }
                (None, Some(held)) => control(field, held, tried),
                _ => ().into_any(),
            }}
            <p class="row-error" role="status">{move || nothing().then(|| texts::RULE_EMPTY.now())}</p>
            <Row label=texts::REASON>
                <textarea
                    class="input"
                    id=control_id()
                    rows="3"
                    prop:value=reason
                    on:input=move |event| reason.set(event_target_value(&event))
                ></textarea>
                <p class="row-error" role="status">{move || (tried.get() && lacking()).then(|| texts::RULE_REASON.now())}</p>
            </Row>
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| case.open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">{t(texts::RULE)}</button>
            </footer>
        </form>
    }
    .into_any()
}
