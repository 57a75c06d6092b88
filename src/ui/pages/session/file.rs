//! Another way in: a backup file and what opens it.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{OpenWith, RestoreBackup};

use super::ask::use_try;
use super::first::missing;
use super::lock_form::Secret;
use super::shares::{SharesRow, shares_of};
use super::trouble;
use crate::lang::{session as texts, t};
use crate::pages::pick_file::picked;
use crate::parts::answer::Segments;
use crate::parts::field::Row;
use crate::parts::icon::{Icon, icon};
use crate::parts::progress::Progress;

/// The form.
#[component]
pub fn FileForm() -> impl IntoView {
    let (way, tried) = (use_try(), RwSignal::new(false));
    let (name, bytes) = (RwSignal::new(String::new()), StoredValue::new(Vec::new()));
    let key = KeyForm::new();
    let choose = move |event: leptos::ev::Event| {
        spawn_local(async move {
            if let Some((file, content)) = picked(&event).await {
                name.set(file);
                bytes.set_value(content);
            }
        });
    };
    let restore = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Some(with) = key.key() else { return };
        let bytes = bytes.get_value();
        if bytes.is_empty() {
            return;
        }
        let job = RestoreBackup {
            bytes,
            replace: false,
            with,
        };
        way.ask(job, || {});
    };
    view! {
        <form class="form" novalidate on:submit=restore>
            <h1>{t(texts::FILE_TITLE)}</h1>
            <p class="form-lead">{t(texts::FILE_LEAD)}</p>
            <Row label=texts::FILE>
                <label class="button file-button">
                    {icon(Icon::Upload)}{t(texts::FILE_CHOOSE)}
                    <input type="file" class="visually-hidden" accept=".fenliu" on:change=choose/>
                </label>
                <span>{name}</span>
                {missing(name, tried, texts::FILE_MISSING)}
            </Row>
            <KeyRows form=key tried own=false/>
            {trouble(way.failed)}
            <footer class="session-foot">
                <button type="submit" class="button button-main" disabled=way.busy>{t(texts::RESTORE)}</button>
                {move || way.busy.get().then(|| view! { <Progress label=texts::RESTORING at=way.at/> })}
            </footer>
        </form>
    }
}

/// What opens a backup. Free to copy.
#[derive(Clone, Copy)]
pub struct KeyForm {
    with: RwSignal<usize>,
    passphrase: RwSignal<String>,
    shares: RwSignal<String>,
}

impl KeyForm {
    /// The passphrase is proposed.
    pub fn new() -> Self {
        Self {
            with: RwSignal::new(0),
            passphrase: RwSignal::default(),
            shares: RwSignal::default(),
        }
    }

    /// What was given; nothing if something is missing.
    pub fn key(self) -> Option<OpenWith> {
        match self.with.get_untracked() {
            0 => Some(self.passphrase.get_untracked())
                .filter(|p| !p.is_empty())
                .map(OpenWith::Passphrase),
            1 => Some(shares_of(&self.shares.get_untracked()))
                .filter(|s| !s.is_empty())
                .map(OpenWith::Shares),
            _ => Some(OpenWith::OwnKeys),
        }
    }
}

/// The rows that ask what opens a backup.
#[component]
pub fn KeyRows(
    /// What is given.
    form: KeyForm,
    /// The person has tried to go on.
    tried: RwSignal<bool>,
    /// There are keys here that may open it.
    own: bool,
) -> impl IntoView {
    let mut options = vec![texts::WITH_PASSPHRASE, texts::WITH_SHARES];
    if own {
        options.push(texts::WITH_OWN);
    }
    view! {
        <Row label=texts::OPEN_WITH group=true>
            <Segments options chosen=form.with on_choose=Callback::new(move |at| form.with.set(at))/>
        </Row>
        {move || match form.with.get() {
            0 => view! {
                <Row label=texts::PASSPHRASE>
                    <Secret value=form.passphrase/>
                    {missing(form.passphrase, tried, texts::PASSPHRASE_MISSING)}
                </Row>
            }
            .into_any(),
            1 => view! { <SharesRow value=form.shares tried/> }.into_any(),
            _ => ().into_any(),
        }}
    }
}
