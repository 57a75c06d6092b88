//! The frame around every page: rail, banners, main part; title and focus.
use leptos::mount::UnmountHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::lang::{
    Text, debt, dossier, dossiers, filing, matters, papers, scan, shell as texts, t, transcript, visits,
};
use crate::parts::toast::Toasts;
use crate::rail::rail;
use crate::route::{Route, use_place};
use crate::shortcuts::{Shortcuts, listen_for_shortcuts};

/// What a program puts into the frame.
pub struct Frame {
    /// Beside the entry of the cases.
    pub count: AnyView,
    /// At the foot of the rail.
    pub foot: AnyView,
    /// Above the page.
    pub banners: AnyView,
    /// The page.
    pub main: AnyView,
}

/// Puts the app in the place of the first-paint skeleton. It stands until what is returned goes.
pub fn mount<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) -> UnmountHandle<V::State> {
    let host = match document().get_element_by_id("app") {
        Some(host) => host.unchecked_into(),
        None => leptos::tachys::dom::body(),
    };
    host.set_inner_html("");
    mount_to(host, app)
}

/// The frame with its page. Call once, after the place is provided.
pub fn frame(parts: Frame) -> impl IntoView {
    keep_title_and_focus();
    let keys_open = listen_for_shortcuts();
    view! {
        <button type="button" class="skip" on:click=move |_| focus_main()>{t(texts::SKIP)}</button>
        <div class="shell">
            {rail(parts.count, parts.foot)}
            <div class="stage">
                {parts.banners}
                <main id="main" class="page" tabindex="-1">{parts.main}</main>
            </div>
        </div>
        <Toasts/>
        <Shortcuts open=keys_open/>
    }
}

/// Title of a place, for the window and the history.
fn title(route: Route) -> Text {
    match route {
        Route::Quick => texts::QUICK,
        Route::QuickMoney | Route::CaseMoney(_) => debt::TITLE,
        Route::Cases => texts::CASES,
        Route::Case(_) => texts::CASE,
        Route::CaseCheck(_) => filing::TITLE,
        Route::CaseDossier(_) => dossier::TITLE,
        Route::CaseScan(..) => scan::TITLE,
        Route::CaseTranscript(..) => transcript::TITLE,
        Route::Calendar => texts::CALENDAR,
        Route::Register(_) => texts::SEIZURES,
        Route::Work => texts::WORK,
        Route::Matters => matters::TITLE,
        Route::Visits => visits::TITLE,
        Route::Overdue => texts::OVERDUE_NODES,
        Route::Dossiers => dossiers::TITLE,
        Route::Warnings => texts::WARNINGS,
        Route::Bulletin => texts::BULLETIN,
        Route::Papers => papers::TITLE,
        Route::Rules => texts::RULES,
        Route::Settings => texts::SETTINGS,
        Route::Import => texts::IMPORT,
        Route::People => texts::PEOPLE,
        Route::Sync => texts::SYNC,
        Route::Join => texts::JOIN,
    }
}

/// Each place has a title; after a change of place the reader starts at the new page's head.
fn keep_title_and_focus() {
    let place = use_place();
    Effect::new(move |before: Option<Route>| {
        let route = place.route.get();
        document().set_title(&format!("{} · {}", title(route).now(), texts::APP.now()));
        if before.is_some_and(|before| before != route) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            focus_main();
        }
        route
    });
}

/// The reader starts at the page's head.
pub fn focus_main() {
    if let Some(main) = document().get_element_by_id("main")
        && let Ok(main) = main.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = main.focus();
    }
}
