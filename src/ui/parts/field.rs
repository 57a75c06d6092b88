//! A row of a form: label, control, hint.
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::fresh_id;
use crate::lang::{Text, t};

/// The id a control must carry to be named by its [`Row`].
#[derive(Clone)]
pub struct ControlId(pub String);

/// The id given by the surrounding [`Row`], or a fresh one.
pub fn control_id() -> String {
    use_context::<ControlId>().map_or_else(fresh_id, |id| id.0)
}

/// Goes to the first control of a form that cannot be read, or beside which something is said to be wrong.
pub fn show_fault(submitted: &web_sys::SubmitEvent) {
    let form = submitted
        .current_target()
        .and_then(|form| form.dyn_into::<web_sys::Element>().ok());
    let Some(form) = form else { return };
    // What is wrong is written first, by the page's own effects.
    request_animation_frame(move || {
        let fault = form.query_selector(FAULT).ok().flatten();
        if let Some(control) = fault.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = control.focus();
        }
    });
}

/// A control that cannot be read, or the first one of a row in which something is said to be wrong.
const FAULT: &str = "[aria-invalid=true], .row-moved button, .row:has(.row-error:not(:empty)) :is(input, select, textarea):not([type=radio])";

/// A labelled row. One control inside takes its name from the label.
#[component]
pub fn Row(
    /// What the control is about.
    label: Text,
    /// The control is a group of radio buttons: named by `aria-labelledby` instead of `for`.
    #[prop(optional)]
    group: bool,
    /// A quiet line under the control.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let id = fresh_id();
    provide_context(ControlId(id.clone()));
    let label_view = if group {
        view! { <span class="row-label" id=format!("{id}-label")>{t(label)}</span> }.into_any()
    } else {
        view! { <label class="row-label" for=id.clone()>{t(label)}</label> }.into_any()
    };
    view! {
        <div class="row">
            {label_view}
            <div class="row-control">
                {children()}
                {hint.map(|hint| view! { <p class="row-hint">{hint}</p> })}
            </div>
        </div>
    }
}
