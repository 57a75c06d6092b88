//! The rail: the places of the app.
use leptos::prelude::*;

use crate::lang::{Text, shell as texts, t};
use crate::parts::icon::{Icon, icon};
use crate::route::{Route, use_place};

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

/// The rail, with a count beside the cases.
pub fn rail(count: AnyView, foot: AnyView) -> impl IntoView {
    let mut count = Some(count);
    let mut entry = move |(route, sign, label, short)| {
        let count = if route == Route::Cases { count.take() } else { None };
        rail_entry(route, sign, label, short, count)
    };
    view! {
        <nav class="rail" aria-label=t(texts::NAV)>
            <div class="brand">
                <strong>{t(texts::APP)}</strong>
                <span class="brand-line">{t(texts::APP_LINE)}</span>
            </div>
            <ul class="rail-list">
                {ENTRIES.into_iter().map(&mut entry).collect_view()}
            </ul>
            {foot}
        </nav>
    }
}

fn rail_entry(route: Route, sign: Icon, label: Text, short: Text, count: Option<AnyView>) -> impl IntoView {
    let place = use_place();
    let here = move || belongs_to(place.route.get()) == route;
    view! {
        <li>
            <a class="rail-link" href=route.href() aria-current=move || here().then_some("page")>
                {icon(sign)}
                <span class="rail-long">{t(label)}</span>
                <span class="rail-short">{t(short)}</span>
                {count}
            </a>
        </li>
    }
}

/// A case and the import belong to the list.
fn belongs_to(route: Route) -> Route {
    match route {
        Route::Case(_)
        | Route::CaseMoney(_)
        | Route::CaseCheck(_)
        | Route::CaseDossier(_)
        | Route::CaseScan(..)
        | Route::Import
        | Route::Join => Route::Cases,
        Route::Sync => Route::Settings,
        Route::Register(_) | Route::Overdue | Route::Dossiers | Route::Warnings | Route::Bulletin => {
            Route::Register(SEIZURES)
        }
        Route::Matters | Route::Visits => Route::Work,
        Route::QuickMoney => Route::Quick,
        other => other,
    }
}
