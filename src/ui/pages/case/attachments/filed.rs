//! Which record an attachment belongs to: in words, and as a choice.
use casebook::attachment::is_served;
use leptos::prelude::*;
use protocol::{Action, Attachment, Filed, RecordKey, RecordView};

use super::super::sheet::Sheet;
use crate::kinds::kinds_now;
use crate::lang::{attachment as texts, t};
use crate::pages::records::{name, title};
use crate::parts::fresh_id;

/// A record in words: its kind and its name.
fn called(record: &RecordView) -> Option<String> {
    let kind = kinds_now().get(record.record.kind)?;
    let (kind_name, own) = (name(&kind.name).now(), title(kind, &record.fields));
    Some(format!("{kind_name} {own}").trim().to_owned())
}

/// What it belongs to, in words. Tracks.
pub(super) fn belongs(sheet: Sheet, filed: Filed) -> Option<String> {
    let view = sheet.view()?;
    let record = view.records.iter().find(|record| record.record == filed.record)?;
    let called = called(record)?;
    Some(match filed.is_proof {
        true => format!(
            "{}{colon}{called}",
            texts::PROOF.now(),
            colon = crate::lang::common::COLON.now()
        ),
        false => called,
    })
}

/// The choice of a record, and whether it proves service.
pub(super) fn choose(sheet: Sheet, attachment: &Attachment) -> AnyView {
    let (id, filed) = (attachment.id, attachment.filed);
    let records: Vec<(RecordKey, String)> = untrack(|| sheet.view())
        .iter()
        .flat_map(|view| &view.records)
        .filter_map(|record| Some((record.record, called(record)?)))
        .collect();
    let file = move |now: Option<Filed>| {
        let action = |filed| Action::AttachmentFiled { attachment: id, filed };
        sheet.write(vec![action(now)], vec![action(filed)], texts::FILED.now().to_owned());
    };
    let keys: Vec<RecordKey> = records.iter().map(|(key, _)| *key).collect();
    let chosen = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let record = at.and_then(|at| keys.get(at).copied());
        file(record.map(|record| Filed {
            record,
            is_proof: false,
        }));
    };
    let options = records.into_iter().enumerate().map(|(at, (key, called))| {
        let is_it = filed.is_some_and(|filed| filed.record == key);
        view! { <option value=at.to_string() prop:selected=is_it>{called}</option> }
    });
    let proof = filed.filter(|filed| is_served(kinds_now(), filed.record.kind)).map(|filed| {
        let toggle = move |_| {
            file(Some(Filed {
                is_proof: !filed.is_proof,
                ..filed
            }));
        };
        view! {
            <label class="check"><input type="checkbox" prop:checked=filed.is_proof on:change=toggle/>{t(texts::IS_PROOF)}</label>
        }
    });
    let label = fresh_id();
    view! {
        <div class="attachment-filed no-print">
            <label for=label.clone()>{t(texts::BELONGS)}</label>
            <select class="input" id=label on:change=chosen>
                <option value="" prop:selected=filed.is_none()>{t(texts::TO_NONE)}</option>
                {options.collect_view()}
            </select>
            {proof}
        </div>
    }
    .into_any()
}
