//! The passphrase of a backup, where this browser's key is the lock: elsewhere that key opens nothing.
use leptos::prelude::*;

use crate::lang::{common, settings as texts, t};
use crate::pages::session::lock_form::{NewSecret, NewSecretRows};
use crate::parts::answer::Segments;
use crate::parts::field::Row;
use crate::state::use_shell;

/// Asks for the passphrase, or leaves it to the recovery kit if there is one.
#[component]
pub fn Word(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// Makes the backup.
    make: Callback<Option<String>>,
) -> impl IntoView {
    let shell = use_shell();
    let has_kit = Memo::new(move |_| shell.me().is_some_and(|me| me.kit.is_some()));
    let (way, form, tried) = (RwSignal::new(0_usize), NewSecret::new(), RwSignal::new(false));
    let by_kit = Memo::new(move |_| has_kit.get() && way.get() == 1);
    let go = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if by_kit.get_untracked() {
            make.run(None);
        } else if let Ok(passphrase) = untrack(|| form.passphrase()) {
            make.run(Some(passphrase));
        }
    };
    let lead = move || match has_kit.get() {
        true => texts::BACKUP_KIT_LEAD.now(),
        false => texts::BACKUP_WORD_LEAD.now(),
    };
    let options = || vec![texts::BACKUP_WITH_WORD, texts::BACKUP_WITH_KIT];
    view! {
        <form class="form" novalidate on:submit=go>
            <p class="form-lead">{lead}</p>
            {move || has_kit.get().then(|| view! {
                <Row label=texts::BACKUP_OPEN_WITH group=true>
                    <Segments options=options() chosen=way on_choose=Callback::new(move |at| way.set(at))/>
                </Row>
            })}
            {move || (!by_kit.get()).then(|| view! { <NewSecretRows form tried word=texts::BACKUP_WORD/> })}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">{t(texts::BACKUP_MAKE)}</button>
            </footer>
        </form>
    }
}
