//! The shell: rail, page, banners.
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::book::{BookState, open_after_first_paint};
use crate::drafts::provide_drafts;
use crate::idle::lock_when_idle;
use crate::in_force::provide_in_force;
use crate::lang::{Text, debt, overdue, shell as texts, t};
use crate::pages;
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::{Toasts, provide_toasts};
use crate::prefs::provide_prefs;
use crate::role_news::tell_a_new_role;
use crate::route::{Route, provide_place, use_place};
use crate::safety::BookBanner;
use crate::shortcuts::{Shortcuts, listen_for_shortcuts};
use crate::standing::{Foot, TopLine};
use crate::state::{provide_shell, use_shell};
use crate::sync_again::exchange_when_back;
use crate::update::{UpdateBanner, provide_update};

/// Replaces the first-paint skeleton by the app.
pub fn start() {
    let host = document()
        .get_element_by_id("app")
        .and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    match host {
        Some(host) => {
            host.set_inner_html("");
            mount_to(host, App).forget();
        }
        None => mount_to_body(App),
    }
}

/// The whole page.
#[component]
fn App() -> impl IntoView {
    provide_shell();
    provide_prefs();
    provide_toasts();
    provide_in_force();
    provide_update();
    pages::debt::provide_case_debts();
    pages::quick::provide_quick_forms();
    provide_drafts();
    pages::import::provide_last_import();
    open_after_first_paint();
    let place = provide_place();
    let book = use_shell().book;
    let shut = Memo::new(move |_| book.with(|book| *book == BookState::Shut));
    // Only what needs the book changes with the session: a form in use must not be made anew.
    let shown = Memo::new(move |_| {
        let route = page_of(place.route.get());
        (route, needs_book(route) && shut.get())
    });
    keep_title_and_focus();
    let keys_open = listen_for_shortcuts();
    lock_when_idle();
    exchange_when_back();
    tell_a_new_role();
    view! {
        <button type="button" class="skip" on:click=move |_| focus_main()>{t(texts::SKIP)}</button>
        <div class="shell">
            <Rail/>
            <div class="stage">
                <TopLine/>
                <UpdateBanner/>
                <BookBanner/>
                <main id="main" class="page" tabindex="-1">
                    {move || page(shown.get())}
                </main>
            </div>
        </div>
        <Toasts/>
        <Shortcuts open=keys_open/>
    }
}

/// The page of a place, erased so that pages do not weigh on each other's types.
/// What needs the book waits behind the session.
fn page((route, shut): (Route, bool)) -> AnyView {
    if shut {
        pages::session::SessionPage().into_any()
    } else {
        open_page(route)
    }
}

/// The two tabs of quick triage are one page, so that what was typed in one outlives a look at the other.
fn page_of(route: Route) -> Route {
    match route {
        Route::QuickMoney => Route::Quick,
        other => other,
    }
}

/// Quick triage, rules and settings are there for everybody, whatever the session.
fn needs_book(route: Route) -> bool {
    !matches!(route, Route::Quick | Route::QuickMoney | Route::Rules | Route::Settings)
}

fn open_page(route: Route) -> AnyView {
    match route {
        Route::Quick | Route::QuickMoney => pages::quick::QuickPage().into_any(),
        Route::Cases => pages::cases::CasesPage().into_any(),
        Route::Case(id) => view! { <pages::case::CasePage id/> }.into_any(),
        Route::CaseMoney(id) => view! { <pages::debt::CaseDebtPage id/> }.into_any(),
        Route::Calendar => pages::calendar::CalendarPage().into_any(),
        Route::Register(kind) => view! { <pages::records::RegisterPage kind/> }.into_any(),
        Route::Work => pages::work::WorkPage().into_any(),
        Route::Overdue => pages::overdue::OverduePage().into_any(),
        Route::Rules => pages::rules::RulesPage().into_any(),
        Route::Settings => pages::settings::SettingsPage().into_any(),
        Route::Import => pages::import::ImportPage().into_any(),
        Route::People => pages::people::PeoplePage().into_any(),
        Route::Sync => pages::sync::SyncPage().into_any(),
        Route::Join => pages::session::join::AlreadyIn().into_any(),
    }
}

/// Number of the kind of seizures (`rules/records/seizure.json`).
const SEIZURES: u16 = 18;

/// Entries of the rail: place, icon, label, short label.
const ENTRIES: [(Route, Icon, Text, Text); 8] = [
    (Route::Quick, Icon::Split, texts::QUICK, texts::QUICK_SHORT),
    (Route::Work, Icon::Inbox, texts::WORK, texts::WORK_SHORT),
    (Route::Cases, Icon::Folder, texts::CASES, texts::CASES),
    (Route::Calendar, Icon::Calendar, texts::CALENDAR, texts::CALENDAR_SHORT),
    (
        Route::Register(SEIZURES),
        Icon::Columns,
        texts::SEIZURES,
        texts::SEIZURES_SHORT,
    ),
    (Route::Rules, Icon::Book, texts::RULES, texts::RULES),
    (Route::People, Icon::People, texts::PEOPLE, texts::PEOPLE_SHORT),
    (Route::Settings, Icon::Sliders, texts::SETTINGS, texts::SETTINGS),
];

#[component]
fn Rail() -> impl IntoView {
    view! {
        <nav class="rail" aria-label=t(texts::NAV)>
            <div class="brand">
                <strong>{t(texts::APP)}</strong>
                <span class="brand-line">{t(texts::APP_LINE)}</span>
            </div>
            <ul class="rail-list">
                {ENTRIES.into_iter().map(|(route, sign, label, short)| rail_entry(route, sign, label, short)).collect_view()}
            </ul>
            <Foot/>
        </nav>
    }
}

fn rail_entry(route: Route, sign: Icon, label: Text, short: Text) -> impl IntoView {
    let place = use_place();
    let here = move || belongs_to(place.route.get()) == route;
    view! {
        <li>
            <a class="rail-link" href=route.href() aria-current=move || here().then_some("page")>
                {icon(sign)}
                <span class="rail-long">{t(label)}</span>
                <span class="rail-short">{t(short)}</span>
                {(route == Route::Cases).then(cases_count)}
            </a>
        </li>
    }
}

/// A case and the import belong to the list.
fn belongs_to(route: Route) -> Route {
    match route {
        Route::Case(_) | Route::CaseMoney(_) | Route::Import | Route::Join => Route::Cases,
        Route::Sync => Route::Settings,
        Route::Register(_) | Route::Overdue => Route::Register(SEIZURES),
        Route::QuickMoney => Route::Quick,
        other => other,
    }
}

/// Cases overdue, or how many there are.
fn cases_count() -> impl IntoView {
    let summary = use_shell().summary;
    move || {
        let summary = summary.get()?;
        let overdue = summary.by_state[0];
        Some(if overdue > 0 {
            let label = texts::OVERDUE_BADGE.with(&[&overdue]);
            view! { <span class="badge" aria-label=label.clone() title=label>{overdue}</span> }.into_any()
        } else {
            view! { <span class="rail-count">{summary.cases}</span> }.into_any()
        })
    }
}

/// Title of a place, for the window and the history.
fn title(route: Route) -> Text {
    match route {
        Route::Quick => texts::QUICK,
        Route::QuickMoney | Route::CaseMoney(_) => debt::TITLE,
        Route::Cases => texts::CASES,
        Route::Case(_) => texts::CASE,
        Route::Calendar => texts::CALENDAR,
        Route::Register(_) => texts::SEIZURES,
        Route::Work => texts::WORK,
        Route::Overdue => overdue::TITLE,
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

fn focus_main() {
    if let Some(main) = document().get_element_by_id("main")
        && let Ok(main) = main.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = main.focus();
    }
}
