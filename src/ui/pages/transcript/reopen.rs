//! A record that all have signed: it is opened for correction with a reason, and the trace keeps who did and why.
use casebook::transcript::{REOPENED, Reopened, reopen};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::RecordEdit;

use super::{Mode, Page};
use crate::lang::{t, transcript as texts};
use crate::pages::records::fresh;
use crate::pages::writer::Written;
use crate::parts::date::iso;
use crate::parts::field::Row;
use crate::parts::text::TextInput;

/// What was opened before, and the way to open it.
#[component]
pub(super) fn Reopen(page: Page) -> impl IntoView {
    let asks = RwSignal::new(false);
    let before = move || {
        let all = page.standing.get()?.reopened;
        Some(all.iter().map(line).collect_view())
    };
    let way = move || {
        (page.may.get() && page.is_sealed()).then(|| match asks.get() {
            true => view! { <Reason page/> }.into_any(),
            false => view! {
                <p class="quiet">{t(texts::SEALED)}</p>
                <button type="button" class="button" on:click=move |_| asks.set(true)>{t(texts::REOPEN)}</button>
            }
            .into_any(),
        })
    };
    view! { {before}{way} }
}

fn line(one: &Reopened) -> AnyView {
    let on = one.on.map(iso).unwrap_or_default();
    view! { <p class="quiet">{texts::REOPENED_BY.with(&[&on, &one.by, &one.reason])}</p> }.into_any()
}

#[component]
fn Reason(page: Page) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let lacks = RwSignal::new(false);
    let open = move |_| {
        let (Some(key), Some(standing)) = (page.key, page.standing.get_untracked()) else {
            return;
        };
        let today = page.sheet.today.get_untracked();
        let fields = reason.with_untracked(|reason| reopen(key.id, &standing, reason, today));
        let Some(fields) = fields else {
            return lacks.set(true);
        };
        let edit = RecordEdit::begun(fresh(REOPENED), fields);
        spawn_local(async move {
            let said = texts::REOPENED_SAID.now().to_owned();
            if page.sheet.write_records(vec![edit], said).await == Written::Yes {
                page.mode.try_set(Mode::Writing);
            }
        });
    };
    view! {
        <div class="transcript-reopen">
            <Row label=texts::REOPEN_WHY><TextInput value=reason/></Row>
            <p class="row-error" role="alert">{move || lacks.get().then(|| texts::REASON_MISSING.now())}</p>
            <p class="quiet">{t(texts::REOPEN_HELP)}</p>
            <button type="button" class="button button-main" on:click=open>{t(texts::REOPEN_CONFIRM)}</button>
        </div>
    }
}
