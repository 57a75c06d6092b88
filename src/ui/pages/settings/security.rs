//! This device, its lock and the recovery kit.
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{KitInfo, LockKind, Me, ReadSession, SetAutoLock, Share};

use super::{kit, lock};
use crate::book::take_gate;
use crate::in_force::{InForce, use_in_force};
use crate::lang::{Text, bureau, security as texts, t};
use crate::pages::words;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::choice::Choice;
use crate::parts::field::Row;
use crate::state::{Shell, use_shell};

/// Minutes of the automatic lock, as offered after "never".
const MINUTES: [u32; 5] = [5, 10, 15, 30, 60];

/// The cards of security; nothing before the session is open.
pub fn cards(sheets: RwSignal<Option<Vec<Share>>>) -> impl IntoView {
    let shell = use_shell();
    let (changing, making) = (RwSignal::new(false), RwSignal::new(false));
    let me = Memo::new(move |_| shell.me());
    let known = Memo::new(move |_| me.with(Option::is_some));
    let device = move || {
        let me = me.get()?;
        Some(
            view! {
                {me.removed.then(|| view! { <p class="note" role="alert">{t(texts::REMOVED)}</p> })}
                <dl class="about">
                    <div><dt>{t(texts::DEVICE)}</dt><dd>{me.device_name.clone()}</dd></div>
                    <div><dt>{t(texts::WHO)}</dt><dd>{who(&me)}</dd></div>
                    <div>
                        <dt>{t(texts::LOCK)}</dt>
                        <dd>{lock_line(me.lock, changing)}</dd>
                    </div>
                </dl>
            }
            .into_any(),
        )
    };
    let kit = move || me.get().map(|me| kit_line(me.kit));
    let may_kit = move || shell.may("people.manage");
    move || {
        known.get().then(|| {
            view! {
                <section class="card">
                    <h2>{t(texts::TITLE)}</h2>
                    {device}
                    {auto_lock()}
                </section>
                <section class="card">
                    <h2>{t(texts::KIT)}</h2>
                    {kit}
                    {move || may_kit().then(|| view! {
                        <div class="ways">
                            <button type="button" class="button" on:click=move |_| making.set(true)>
                                {move || if me.with(|me| me.as_ref().is_some_and(|me| me.kit.is_some())) { texts::KIT_AGAIN.now() } else { texts::KIT_MAKE.now() }}
                            </button>
                        </div>
                    })}
                </section>
                <lock::Change open=changing/>
                <kit::Make open=making sheets/>
            }
            .into_any()
        })
    }
}

fn who(me: &Me) -> String {
    format!("{} · {} · {}", me.name, bureau::role(&me.role), me.court)
}

fn lock_line(kind: LockKind, changing: RwSignal<bool>) -> AnyView {
    let (said, word) = match kind {
        LockKind::Passphrase => (texts::BY_PASSPHRASE, texts::CHANGE),
        LockKind::Browser => (texts::BY_BROWSER, texts::SET),
    };
    view! {
        {t(said)}
        <button type="button" class="button" on:click=move |_| changing.set(true)>{t(word)}</button>
    }
    .into_any()
}

fn kit_line(kit: Option<KitInfo>) -> AnyView {
    let Some(kit) = kit else {
        return view! { <p class="note">{t(texts::KIT_NONE)}</p> }.into_any();
    };
    let (count, needed) = (kit.holders.len(), kit.needed);
    let (holders, made) = (
        kit.holders.join(crate::lang::common::LIST.now()),
        words::moment(kit.made_at_ms),
    );
    view! {
        <p>{move || texts::KIT_HAS.with(&[&count, &needed])}</p>
        <p class="quiet">{move || texts::KIT_HOLDERS.with(&[&holders, &made])}</p>
    }
    .into_any()
}

fn auto_lock() -> impl IntoView {
    let (shell, in_force, writer) = (use_shell(), use_in_force(), use_writer());
    let chosen = Signal::derive(move || {
        let minutes = shell.me().map_or(0, |me| me.auto_lock_min);
        MINUTES.iter().position(|m| *m == minutes).map_or(0, |at| at + 1)
    });
    let choose = Callback::new(move |at: usize| {
        let minutes = at.checked_sub(1).and_then(|at| MINUTES.get(at)).copied().unwrap_or(0);
        spawn_local(async move {
            if let Err(error) = WorkerClient::token().ask(SetAutoLock { minutes }).await {
                writer.failed(&error.refusal);
            }
            look_again(shell, in_force, writer).await;
        });
    });
    let options: Vec<Text> = std::iter::once(texts::AUTO_NEVER).chain(texts::AUTO_AFTER).collect();
    view! { <Row label=texts::AUTO><Choice options chosen on_choose=choose/></Row> }
}

/// Asks how the session stands now that something of it was changed.
pub async fn look_again(shell: Shell, in_force: InForce, writer: Writer) {
    match WorkerClient::token().ask(ReadSession).await {
        Ok(session) => take_gate(shell, in_force, session),
        Err(error) => writer.failed(&error.refusal),
    }
}
