//! The app: what every page of it needs, and which page a place shows.
use casebook::warnings::Warnings;
use law::calendar::Calendar;
use law::nodes::NodeSet;
use law::triage::TriageRules;
use leptos::prelude::*;

use crate::bell::provide_bell;
use crate::book::{BookState, open_after_first_paint};
use crate::demo::DemoBand;
use crate::drafts::provide_drafts;
use crate::frame::{Frame, focus_main, frame, mount};
use crate::handover::{Handed, take};
use crate::idle::lock_when_idle;
use crate::in_force::provide_in_force;
use crate::lang::shell as texts;
use crate::pages;
use crate::parts::toast::provide_toasts;
use crate::prefs::provide_prefs;
use crate::role_news::tell_a_new_role;
use crate::route::{Route, provide_place};
use crate::safety::BookBanner;
use crate::standing::{Foot, TopLine};
use crate::state::{provide_shell, use_shell};
use crate::sync_again::exchange_when_back;
use crate::update::{UpdateBanner, provide_update};

/// Replaces what stands there, the first-paint skeleton or the quick page, by the app.
pub fn start() {
    let handed = take();
    // Who came from the quick page asked for this one.
    let is_next = handed.as_ref().is_some_and(|handed| !handed.adopting);
    mount(|| view! { <App handed/> }).forget();
    if is_next {
        focus_main();
    }
}

/// The whole page.
#[component]
fn App(
    /// What the quick page handed over, if it came first.
    handed: Option<Handed>,
) -> impl IntoView {
    provide_shell();
    provide_prefs();
    provide_toasts();
    provide_in_force(
        Calendar::builtin(),
        NodeSet::builtin(),
        TriageRules::builtin().ok(),
        Some(Warnings::builtin()),
    );
    provide_update();
    pages::debt::provide_case_debts();
    pages::quick_page::provide_quick_forms(handed);
    provide_drafts();
    pages::papers::provide_papers();
    pages::last_acts::provide_last_acts();
    pages::check::provide_checks();
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
    lock_when_idle();
    exchange_when_back();
    tell_a_new_role();
    provide_bell();
    frame(Frame {
        count: cases_count().into_any(),
        foot: view! { <Foot/> }.into_any(),
        banners: view! { <DemoBand/><TopLine/><UpdateBanner/><BookBanner/> }.into_any(),
        main: (move || page(shown.get())).into_any(),
    })
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
        Route::Quick | Route::QuickMoney => pages::quick_page::QuickPage().into_any(),
        Route::Cases => pages::cases::CasesPage().into_any(),
        Route::Case(id) => view! { <pages::case::CasePage id/> }.into_any(),
        Route::CaseMoney(id) => view! { <pages::debt::CaseDebtPage id/> }.into_any(),
        Route::CaseCheck(id) => view! { <pages::check::CheckPage id/> }.into_any(),
        Route::CaseDossier(id) => view! { <pages::dossier::DossierPage id/> }.into_any(),
        Route::CaseScan(id, file) => view! { <pages::scan::ScanPage id file/> }.into_any(),
        Route::CaseTranscript(id, record) => view! { <pages::transcript::TranscriptPage id record/> }.into_any(),
        Route::Calendar => pages::calendar::CalendarPage().into_any(),
        Route::Register(kind) => view! { <pages::records::RegisterPage kind/> }.into_any(),
        Route::Work => pages::work::WorkPage().into_any(),
        Route::Matters => pages::matters::MattersPage().into_any(),
        Route::Visits => pages::visits::VisitsPage().into_any(),
        Route::Overdue => pages::overdue::OverduePage().into_any(),
        Route::Dossiers => pages::dossiers::DossiersPage().into_any(),
        Route::Warnings => pages::warnings::WarningsPage().into_any(),
        Route::Bulletin => pages::bulletin::BulletinPage().into_any(),
        Route::Papers => pages::papers::PapersPage().into_any(),
        Route::Rules => pages::rules::RulesPage().into_any(),
        Route::Settings => pages::settings::SettingsPage().into_any(),
        Route::Import => pages::import::ImportPage().into_any(),
        Route::People => pages::people::PeoplePage().into_any(),
        Route::Sync => pages::sync::SyncPage().into_any(),
        Route::Join => pages::session::join::AlreadyIn().into_any(),
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
