//! The sheets of a new recovery kit: shown once, printed one to a page, ticked off as they are handed out.
use leptos::prelude::*;
use protocol::Share;

use crate::lang::{common, security as texts, t};
use crate::pages::words;
use crate::parts::icon::{Icon, icon};
use crate::parts::qr::qr;
use crate::state::{hold_while, now_ms, use_shell};

/// The sheets, in place of the settings.
#[component]
pub fn Sheets(
    /// The shares; none once they are handed out.
    sheets: RwSignal<Option<Vec<Share>>>,
) -> impl IntoView {
    let shares = sheets.get_untracked().unwrap_or_default();
    let given = RwSignal::new(vec![false; shares.len()]);
    let open = Memo::new(move |_| given.with(|given| given.iter().filter(|g| !**g).count()));
    hold_while(move || open.get() > 0);
    let court = untrack(|| use_shell().me()).map(|me| me.court).unwrap_or_default();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // milliseconds since 1970
    let made = words::moment(now_ms() as u64);
    let all = shares
        .into_iter()
        .enumerate()
        .map(|(at, share)| sheet(&share, &court, &made, at, given))
        .collect_view();
    view! {
        <header class="page-head no-print">
            <h1>{t(texts::SHEETS_TITLE)}</h1>
            <p>{t(texts::SHEETS_LEAD)}</p>
            <div class="page-actions">
                <button type="button" class="button button-main" on:click=|_| { let _ = window().print(); }>
                    {icon(Icon::Printer)}{t(common::PRINT)}
                </button>
            </div>
        </header>
        <div class="sheets">{all}</div>
        <footer class="session-foot no-print">
            <button type="button" class="button button-main" disabled=move || open.get() != 0 on:click=move |_| sheets.set(None)>
                {t(texts::SHEETS_DONE)}
            </button>
            <span class="quiet" role="status">{move || (open.get() > 0).then(|| texts::SHEETS_OPEN.with(&[&open.get()]))}</span>
        </footer>
    }
}

fn sheet(share: &Share, court: &str, made: &str, at: usize, given: RwSignal<Vec<bool>>) -> AnyView {
    let (number, of, needed) = (share.number, share.of, share.needed);
    let (holder, text) = (share.holder.clone(), share.text.clone());
    let handed = share.holder.clone();
    // Whoever recovers has to know where.
    let store = use_shell().sync.with_untracked(|view| view.as_ref()?.endpoint.clone());
    let tick = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        given.update(|given| {
            if let Some(slot) = given.get_mut(at) {
                *slot = on;
            }
        });
    };
    view! {
        <section class="card sheet">
            <h2>{t(texts::SHEET_TITLE)}</h2>
            <p>{court.to_owned()}</p>
            <div class="sheet-body">
                {qr(&share.text, texts::SHEET_QR.now().to_owned())}
                <dl class="about">
                    <div><dt>{t(texts::SHEET_HOLDER)}</dt><dd><strong>{holder}</strong></dd></div>
                    <div><dt>{t(texts::SHEET_MADE)}</dt><dd>{made.to_owned()}</dd></div>
                    {store.map(|store| view! { <div><dt>{t(texts::SHEET_STORE)}</dt><dd class="sheet-store">{store}</dd></div> })}
                </dl>
            </div>
            <p>{move || texts::SHEET_NUMBER.with(&[&number, &of, &needed])}</p>
            <p class="sheet-text">{text}</p>
            <p class="quiet">{t(texts::SHEET_USE)}</p>
            <p class="only-print sheet-sign">{t(texts::SHEET_SIGN)}</p>
            <label class="check no-print">
                <input type="checkbox" on:change=tick/>
                {move || texts::HANDED.with(&[&handed])}
            </label>
        </section>
    }
    .into_any()
}
