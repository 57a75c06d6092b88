//! The attachments of one record, beside it: what is there, and more.
use casebook::attachment::is_served;
use leptos::prelude::*;
use protocol::{AttachmentView, Filed, RecordKey};

use super::super::sheet::Sheet;
use super::add::AddTo;
use super::{RIGHT, kind_and_size, words};
use crate::kinds::kinds_now;
use crate::lang::{Text, attachment as texts};
use crate::state::use_shell;

/// The attachments of a record.
pub fn of_record(sheet: Sheet, record: RecordKey, called: &str) -> impl IntoView + use<> {
    let shell = use_shell();
    let own = Memo::new(move |_| {
        let view = sheet.view();
        let all = view.iter().flat_map(|view| &view.attachments);
        let own = all.filter(|view| view.attachment.filed.is_some_and(|filed| filed.record == record));
        own.cloned().collect::<Vec<AttachmentView>>()
    });
    let open = move |view: AttachmentView| {
        let attachment = view.attachment;
        let (id, called) = (attachment.id, words(&attachment));
        let label = texts::OPEN.with(&[&called]);
        let proof = attachment.filed.is_some_and(|filed| filed.is_proof);
        let proof = proof.then(|| view! { <span class="tag">{texts::PROOF.now()}</span> });
        view! {
            <li>
                {proof}
                <button type="button" class="link" aria-label=label on:click=move |_| sheet.shown.set(Some(id))>{called}</button>
                <span class="quiet">{kind_and_size(&attachment)}</span>
            </li>
        }
    };
    let called = called.to_owned();
    let add = move |is_proof: bool, word, label: Text| {
        let label = label.with(&[&called]);
        view! { <AddTo sheet filed=Filed { record, is_proof } word label/> }
    };
    let adds = move || {
        let add = add.clone();
        shell.may(RIGHT).then(move || {
            view! {
                <span class="record-attach no-print">
                    {add(false, texts::ADD_TO, texts::ADD_TO_A)}
                    {is_served(kinds_now(), record.kind).then(|| add(true, texts::ADD_PROOF, texts::ADD_PROOF_A))}
                </span>
            }
        })
    };
    view! {
        <div class="record-attachments">
            <ul>{move || own.get().into_iter().map(open).collect_view()}</ul>
            {adds}
        </div>
    }
}
