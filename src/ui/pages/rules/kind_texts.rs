//! The built-in texts of kinds and flows, to be saved as a starting point.
use casebook::kinds::{Kinds, built_in_texts};
use leptos::prelude::*;

use crate::lang::field::both;
use crate::lang::{kinds as texts, records, t};
use crate::pages::save_file::offer;
use crate::parts::fresh_id;
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::{ToastBar, use_toasts};

/// The choice of a text and the button that saves it.
#[component]
pub(super) fn Start() -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let all: Vec<_> = built_in_texts().collect();
    let options = all.iter().enumerate().map(|(at, (key, _))| {
        let label = label(key);
        view! { <option value=at.to_string() prop:selected=move || chosen.get() == at>{label}</option> }
    });
    let options = options.collect_view();
    let toasts = use_toasts();
    let save = move |_| {
        if let Some((key, text)) = built_in_texts().nth(chosen.get_untracked()) {
            save_text(toasts, key, text);
        }
    };
    let id = fresh_id();
    view! {
        <details class="papers-court">
            <summary>{t(texts::START)}</summary>
            <label for=id.clone()>{t(texts::WHICH)}</label>
            <div class="ways">
                <select class="input" id=id on:change=move |event| chosen.set(event_target_value(&event).parse().unwrap_or_default())>{options}</select>
                <button type="button" class="button" on:click=save>{icon(Icon::Download)}{t(texts::SAVE)}</button>
            </div>
        </details>
    }
}

/// Hands a text to the person as a file, or says that the browser refuses.
pub(super) fn save_text(toasts: ToastBar, key: &str, text: &str) {
    if offer(&format!("{key}.json"), "application/json", text.as_bytes()).is_none() {
        toasts.alarm(records::NOT_EXPORTED.once().to_owned());
    }
}

/// The name of a built-in text, in the current language.
fn label(key: &'static str) -> impl Fn() -> String + Send + Sync + 'static {
    let kinds = Kinds::builtin();
    let of_kind = key
        .strip_prefix(casebook::rules::KIND_KEY)
        .and_then(|key| kinds.named(key));
    let of_flow = key.strip_prefix(casebook::rules::FLOW_KEY);
    let of_flow = of_flow.and_then(|key| {
        kinds
            .iter()
            .filter_map(|kind| kind.flow.as_ref())
            .find(|flow| flow.key == key)
    });
    move || match (of_kind, of_flow) {
        (Some(kind), _) => texts::OF_KIND.with(&[&both(&kind.name).now()]),
        (None, Some(flow)) => texts::OF_FLOW.with(&[&both(&flow.name).now()]),
        (None, None) => key.to_owned(),
    }
}
