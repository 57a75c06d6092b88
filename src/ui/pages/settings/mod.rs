//! Settings: language, theme, name, where the data is, backup, sample, the app itself.
mod app;
mod backup;
mod backup_word;
mod data;
mod kit;
mod lock;
mod security;
mod sheets;

pub use security::look_again;

use leptos::prelude::*;
use protocol::Share;

use crate::book::BookState;
use crate::lang::{Lang, settings as texts, t, use_lang};
use crate::pages::session::SessionPage;
use crate::parts::answer::Segments;
use crate::parts::field::Row;
use crate::prefs::{Theme, use_prefs};
use crate::state::use_shell;

/// Settings. Language and look are there before the session, too; while recovery sheets are shown, nothing else is.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let shell = use_shell();
    let shut = Memo::new(move |_| shell.book.with(|book| *book == BookState::Shut));
    let sheets = RwSignal::new(None::<Vec<Share>>);
    let showing = Memo::new(move |_| sheets.with(Option::is_some) && !shut.get());
    Effect::new(move |_| {
        if shut.get() {
            sheets.set(None);
        }
    });
    move || match (shut.get(), showing.get()) {
        (true, _) => view! {
            <SessionPage/>
            <div class="settings settings-shut">
                <section class="card"><h2>{t(texts::LOOK)}</h2>{look()}</section>
                <section class="card"><h2>{t(texts::APP)}</h2>{app::about()}</section>
            </div>
        }
        .into_any(),
        (_, true) => view! { <sheets::Sheets sheets/> }.into_any(),
        _ => all(sheets),
    }
}

fn all(sheets: RwSignal<Option<Vec<Share>>>) -> AnyView {
    view! {
        <header class="page-head"><h1>{t(texts::TITLE)}</h1></header>
        <div class="settings">
            <section class="card"><h2>{t(texts::LOOK)}</h2>{look()}</section>
            {security::cards(sheets)}
            <section class="card"><h2>{t(texts::SAFE)}</h2>{data::state()}</section>
            <section class="card"><h2>{t(texts::BACKUP)}</h2><backup::Backup/></section>
            <section class="card"><h2>{t(texts::SAMPLE)}</h2><data::Sample/></section>
            <section class="card"><h2>{t(texts::APP)}</h2>{app::about()}</section>
        </div>
    }
    .into_any()
}

const THEMES: [Theme; 4] = [Theme::System, Theme::Light, Theme::Dark, Theme::Contrast];

fn look() -> AnyView {
    let lang = use_lang();
    let shown = lang.clone();
    let language = Signal::derive(move || usize::from(shown.get() == Lang::En));
    let speak = Callback::new(move |at| lang.set(if at == 1 { Lang::En } else { Lang::Zh }));
    let theme = use_prefs().theme;
    let chosen = Signal::derive(move || THEMES.iter().position(|t| *t == theme.get()).unwrap_or(0));
    let dress = Callback::new(move |at: usize| theme.set(THEMES[at.min(3)]));
    let themes = vec![
        texts::THEME_SYSTEM,
        texts::THEME_LIGHT,
        texts::THEME_DARK,
        texts::THEME_CONTRAST,
    ];
    view! {
        <Row label=texts::LANGUAGE group=true>
            <Segments options=vec![texts::CHINESE, texts::ENGLISH] chosen=language on_choose=speak/>
        </Row>
        <Row label=texts::THEME group=true>
            <Segments options=themes chosen on_choose=dress/>
        </Row>
    }
    .into_any()
}
