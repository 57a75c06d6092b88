//! "Where am I safe": one quiet line, louder only when something is at risk.
use leptos::prelude::*;

use crate::book::{BookState, try_again};
use crate::in_force::use_in_force;
use crate::lang::{common, shell as texts, t};
use crate::pages::words::moment;
use crate::parts::icon::{Icon, icon};
use crate::route::Route;
use crate::state::use_shell;

/// What of the book is safe where.
#[component]
pub fn SafetyLine() -> impl IntoView {
    let shell = use_shell();
    view! {
        <div class="safety">
            {move || match shell.book.get() {
                BookState::Opening => view! { <p>{t(texts::STORE_OPENING)}</p> }.into_any(),
                BookState::Shut => view! { <p><span class="dot dot-hollow"></span>{t(texts::STORE_SHUT)}</p> }.into_any(),
                BookState::Failed(_) | BookState::MustReload => {
                    view! { <p class="at-risk">{icon(Icon::Alert)}{t(texts::STORE_FAILED)}</p> }.into_any()
                }
                BookState::Open => opened().into_any(),
            }}
        </div>
    }
}

fn opened() -> impl IntoView {
    let summary = use_shell().summary.get().unwrap_or_default();
    let at_risk = summary.persistent == Some(false) && summary.cases > summary.sample;
    let first = if summary.cases == 0 {
        texts::STORE_EMPTY
    } else {
        texts::STORE_SAFE
    };
    let since = summary.saved_at_ms.map(|at| texts::STORE_SINCE.with(&[&clock(at)]));
    view! {
        <p><span class="dot" class:dot-hollow=summary.cases == 0></span>{t(first)}</p>
        {since.map(|text| view! { <p>{text}</p> })}
        {at_risk.then(|| view! {
            <p class="at-risk"><a href=Route::Settings.href()>{t(texts::STORE_RISK)}</a></p>
        })}
    }
}

/// `11-23 19:05`, as all moments are shown: at UTC+8.
pub fn clock(at_ms: u64) -> String {
    moment(at_ms).split_off(5)
}

/// Across the page's head, when the book cannot be written: says what is wrong and what to do.
#[component]
pub fn BookBanner() -> impl IntoView {
    let (shell, in_force) = (use_shell(), use_in_force());
    move || {
        match shell.book.get() {
        BookState::Failed(code) => Some(
            view! {
                <div class="banner banner-risk" role="alert">
                    {icon(Icon::Alert)}
                    <span>{t(crate::lang::errors::sentence(&code))}</span>
                    <button type="button" class="button" on:click=move |_| try_again(shell, in_force)>{t(common::RETRY)}</button>
                </div>
            }
            .into_any(),
        ),
        BookState::MustReload => Some(
            view! {
                <div class="banner" role="alert">
                    <span>{t(texts::MUST_RELOAD)}</span>
                    <button type="button" class="button" on:click=|_| { let _ = window().location().reload(); }>
                        {t(texts::RELOAD)}
                    </button>
                </div>
            }
            .into_any(),
        ),
        _ => shell.me().filter(|me| !me.unreadable.is_empty()).map(|_| {
            let said = crate::lang::sync::UNREADABLE;
            view! {
                <div class="banner" role="alert"><a href=Route::Sync.href()>{t(said)}</a></div>
            }
            .into_any()
        }),
    }
    }
}
