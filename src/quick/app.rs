//! The frame around quick triage, and the way to the whole page.
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use law::compiled::Rules;
use leptos::prelude::*;

use crate::frame::{Frame, frame, mount};
use crate::handover::Handed;
use crate::in_force::provide_in_force;
use crate::lang::{common, quick_page as texts, t};
use crate::page_program::{Loading, PageProgram, offer};
use crate::pages::quick::{Form, TriageTab, tabs};
use crate::parts::toast::{ToastBar, provide_toasts, use_toasts};
use crate::prefs::provide_prefs;
use crate::route::{Route, provide_place};
use crate::rules::rules;
use crate::state::{hold_while, provide_shell, use_today};
use crate::update::{UpdateBanner, provide_update};

/// Pause after the first verdict before the whole page is fetched.
const PAUSE: Duration = Duration::from_secs(1);

/// What the person fills in, and what they ask for. Free to copy.
#[derive(Clone, Copy)]
struct QuickState {
    form: Form,
    /// A case is to be made of the form.
    adopting: RwSignal<bool>,
    route: Memo<Route>,
    toasts: ToastBar,
    program: PageProgram,
}

impl QuickState {
    /// More is asked for than quick triage. Tracks.
    fn wants_page(self) -> bool {
        self.adopting.get() || self.route.get() != Route::Quick
    }
}

/// Replaces the first-paint skeleton by the quick page.
pub fn start() {
    let Some(rules) = rules() else {
        // A broken build; the whole page reads rules of its own.
        return PageProgram::new().start(|| true);
    };
    let state = Rc::new(Cell::new(None));
    let made = Rc::clone(&state);
    let page = mount(move || app(rules, &made));
    offer(move || {
        let handed = state.get().map(|state: QuickState| Handed {
            typed: untrack(|| state.form.typed()),
            cleared: state.form.cleared.get_value().filter(|_| state.toasts.can_undo()),
            adopting: state.adopting.get_untracked(),
        });
        drop(page);
        handed
    });
}

/// The quick page; tells what it works on.
fn app(rules: &'static Rules, made: &Cell<Option<QuickState>>) -> impl IntoView + use<> {
    provide_shell();
    provide_prefs();
    provide_toasts();
    provide_in_force(&rules.calendar, &rules.nodes, Some(&rules.triage), None);
    provide_update();
    let state = QuickState {
        form: Form::new(use_today().get_untracked()),
        adopting: RwSignal::new(false),
        route: provide_place().route,
        toasts: use_toasts(),
        program: PageProgram::new(),
    };
    made.set(Some(state));
    hold_while(move || state.form.is_touched());
    Effect::new(move |_| {
        if state.wants_page() {
            state.program.start(move || untrack(|| state.wants_page()));
        }
    });
    Effect::new(move |_| {
        // Whoever goes on with the form after that has not asked for the case any more.
        if state.program.loading.get() == Loading::Failed && state.adopting.get_untracked() {
            state.adopting.set(false);
        }
    });
    let quick = Memo::new(move |_| state.route.get() == Route::Quick);
    Effect::new(move |_| {
        // Whoever is back waits for nothing.
        if quick.get() {
            state.program.loading.set(Loading::Quiet);
        }
    });
    let main = move || quick.get().then(|| triage(state));
    frame(Frame {
        count: ().into_any(),
        foot: ().into_any(),
        banners: view! { <UpdateBanner/>{loading(state.program)} }.into_any(),
        main: main.into_any(),
    })
}

fn triage(state: QuickState) -> AnyView {
    let decided = Callback::new(move |()| set_timeout(move || state.program.prefetch(), PAUSE));
    view! {
        {tabs()}
        <TriageTab form=state.form adopting=state.adopting decided/>
    }
    .into_any()
}

/// Says how it stands with the whole page while somebody waits for it.
fn loading(program: PageProgram) -> impl IntoView {
    move || {
        match program.loading.get() {
        Loading::Quiet => ().into_any(),
        Loading::Told => view! { <div class="banner" role="status"><span>{t(texts::PAGE_LOADING)}</span></div> }.into_any(),
        Loading::Failed => view! {
            <div class="banner" role="alert">
                <span>{t(texts::PAGE_FAILED)}</span>
                <button type="button" class="button" on:click=move |_| program.start(|| true)>{t(common::RETRY)}</button>
            </div>
        }
        .into_any(),
    }
    }
}
