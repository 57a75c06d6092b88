//! Import of a rule set or a year's notice: recognised by what it holds, never put in force unseen.
use casebook::kinds::is_key;
use casebook::rules::{FORM_KEY, key_of};
use law::calendar::{gazette, is_gazette};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::effect::use_effect;
use crate::lang::{Text, errors, forms, kinds, rules as texts, t};
use crate::parts::fresh_id;
use crate::parts::icon::{Icon, icon};
use crate::route::Route;
use protocol::Refusal;

/// Choose or paste.
#[component]
pub fn ImportPart() -> impl IntoView {
    let effect = use_effect();
    let (text, strange) = (RwSignal::new(String::new()), RwSignal::new(None::<Text>));
    let preview = move || {
        // The notice as it was published becomes rule text; rule text stays as it is.
        let read = text.with_untracked(|text| match is_gazette(text) {
            true => gazette(text).map(|notice| notice.to_text()),
            false => Ok(text.clone()),
        });
        let asked = match read {
            Ok(text) => match key_of(&text) {
                Some(key) if key.starts_with(FORM_KEY) => Err(forms::IS_FORM),
                Some(key) if is_key(&key) => Err(kinds::IS_KIND),
                key => key.map(|key| (key, text)).ok_or(texts::NOT_RULES),
            },
            Err(error) => Err(errors::sentence(&Refusal::from(&error))),
        };
        strange.set(asked.as_ref().err().copied());
        if let Ok((key, text)) = asked {
            effect.ask(key, Some(text));
        }
    };
    let choose = move |event: leptos::ev::Event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.item(0)) else {
            return;
        };
        spawn_local(async move {
            if let Ok(read) = JsFuture::from(file.text()).await {
                text.set(read.as_string().unwrap_or_default());
                preview();
            }
            input.set_value("");
        });
    };
    let id = fresh_id();
    view! {
        <section class="card rules-import">
            <p>{t(texts::IMPORT_LEAD)}</p>
            <p class="quiet">{t(texts::NOTICE_FORM)}</p>
            <p><a href=Route::Papers.href()>{t(forms::TO_FORMS)}</a></p>
            <div class="ways">
                <label class="button file-button">
                    {icon(Icon::Upload)}{t(texts::CHOOSE_FILE)}
                    <input type="file" class="visually-hidden" accept=".json,application/json,text/plain" on:change=choose/>
                </label>
            </div>
            <label for=id.clone()>{t(texts::PASTE)}</label>
            <textarea class="input" rows="8" spellcheck="false" id=id prop:value=text
                on:input=move |event| text.set(event_target_value(&event))></textarea>
            {move || strange.get().map(|why| view! { <p class="note" role="alert">{t(why)}</p> })}
            <div class="ways">
                <button type="button" class="button button-main" disabled=move || text.with(|s| s.trim().is_empty())
                    on:click=move |_| preview()>{t(texts::PREVIEW)}</button>
            </div>
        </section>
    }
}
