//! The bulletin of a period (plan Art. 9, 20–23): figures in the form of the court, seen as they are printed and saved.
use std::sync::Arc;

use casebook::entered::Entered;
use chrono::NaiveDate;
use files::document::{Fill, bulletin};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{BulletinAsked, ReadBulletin, Refusal, SaveBulletin};

use crate::drafts;
use crate::lang::field::both;
use crate::lang::{bulletin as texts, records, t};
use crate::pages::overdue::month_before;
use crate::pages::paper::PrintButton;
use crate::pages::papers::sheet::sheet;
use crate::pages::period::days;
use crate::pages::ready::{book_version, loading, unread};
use crate::pages::records::{Switch, register_of};
use crate::pages::save_file;
use crate::pages::writer::use_writer;
use crate::parts::field::{Row, control_id};
use crate::parts::icon::{Icon, icon};
use crate::state::use_today;

/// What the figures of the period say; nothing until it is answered.
type Told = Option<Result<Arc<Fill>, Refusal>>;

/// What the page and its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Page {
    from: RwSignal<Entered<NaiveDate>>,
    to: RwSignal<Entered<NaiveDate>>,
    answers: StoredValue<Vec<(String, RwSignal<String>)>>,
    told: RwSignal<Told>,
    today: Signal<NaiveDate>,
}

/// The page.
#[component]
pub fn BulletinPage() -> impl IntoView {
    let page = Page::open();
    let writer = use_writer();
    let save = move |_| {
        let Some(asked) = untrack(|| page.asked()) else { return };
        let ask = WorkerClient::token().ask(SaveBulletin { asked });
        spawn_local(async move {
            match ask.await {
                Ok(file) if save_file::save(&file) => {}
                Ok(_) => writer.alarm(records::NOT_EXPORTED.once().to_owned()),
                Err(error) => writer.failed(&error.refusal),
            }
        });
    };
    let body = move || match page.told.get() {
        // Of what is no period there is no bulletin.
        _ if page.period().is_none() => ().into_any(),
        None => loading(),
        Some(Err(why)) => unread(why, move || page.fetch()),
        Some(Ok(told)) => view! { <article class="doc-sheet">{move || page.paper(&told)}</article> }.into_any(),
    };
    view! {
        <header class="page-head no-print">
            <h1>{t(texts::TITLE)}</h1>
            <p>{t(texts::LEAD)}</p>
            <div class="page-actions">
                <Switch kind=None/>
                <button type="button" class="button" disabled=move || page.period().is_none() on:click=save>
                    {icon(Icon::Download)}{t(texts::SAVE)}
                </button>
                <PrintButton/>
            </div>
        </header>
        <section class="register">
            <Asks page/>
            <p class="no-print">{move || page.period().and_then(|(from, to)| Some(view! {
                <a href=register_of(crate::kinds::kinds_now().named("seizure")?.kind, from, to)>{t(texts::SEIZURES)}</a>
            }))}</p>
            {body}
        </section>
    }
}

/// The period, and what the figures do not say.
#[component]
fn Asks(page: Page) -> impl IntoView {
    let answers = page.answers.get_value();
    let rows = bulletin::asks().into_iter().zip(answers).map(|(ask, (_, value))| {
        view! {
            <Row label=both(ask)>
                <textarea class="input" rows="2" id=control_id() prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))></textarea>
            </Row>
        }
    });
    view! {
        <div class="register-filters no-print">
            {days(page.from, page.to, move || page.period().is_some())}
        </div>
        <div class="form no-print">{rows.collect_view()}</div>
    }
}

impl Page {
    fn open() -> Self {
        let today = use_today();
        let (from, to) = month_before(today.get_untracked());
        let answers = bulletin::asks().into_iter();
        let answers = answers.map(|ask| (ask.zh.clone(), RwSignal::new(String::new())));
        let page = Self {
            from: RwSignal::new(Entered::Read(from)),
            to: RwSignal::new(Entered::Read(to)),
            answers: StoredValue::new(answers.collect()),
            told: RwSignal::new(None),
            today,
        };
        page.keep();
        let version = book_version();
        Effect::new(move |_| {
            if version.get().is_some() && page.period().is_some() {
                page.fetch();
            }
        });
        page
    }

    /// Keeps what is typed as a draft.
    fn keep(self) {
        let now = move || {
            let typed = self.typed();
            (!typed.is_empty()).then_some(typed)
        };
        drafts::draft("bulletin", now, move |kept: Vec<(String, String)>| {
            self.answers.with_value(|answers| {
                for (name, text) in kept {
                    let known = answers.iter().find(|(known, _)| *known == name);
                    if let Some((_, value)) = known {
                        value.set(text);
                    }
                }
            });
        });
    }

    /// What is typed. Tracks.
    fn typed(self) -> Vec<(String, String)> {
        self.answers.with_value(|answers| {
            let typed = answers.iter().map(|(name, value)| (name.clone(), value.get()));
            typed.filter(|(_, value)| !value.is_empty()).collect()
        })
    }

    /// First and last day, if they are a period. Tracks.
    fn period(self) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = (self.from.get().value()?, self.to.get().value()?);
        (from <= to).then_some((from, to))
    }

    /// What the worker is asked for; nothing if the days are no period. Tracks.
    fn asked(self) -> Option<BulletinAsked> {
        let (from, to) = self.period()?;
        Some(BulletinAsked {
            from,
            to,
            answers: self.typed(),
            today: self.today.get(),
        })
    }

    /// The document: the figures with what is typed. Tracks.
    fn paper(self, told: &Fill) -> Option<AnyView> {
        let mut fill = told.clone();
        self.typed()
            .into_iter()
            .for_each(|(name, value)| fill.set(&name, value));
        Some(sheet(&bulletin::form()?.fill(&fill).ok()?))
    }

    fn fetch(self) {
        let Some(period) = untrack(|| self.period()) else {
            return;
        };
        let asked = BulletinAsked {
            from: period.0,
            to: period.1,
            answers: Vec::new(),
            today: self.today.get_untracked(),
        };
        let ask = WorkerClient::token().ask(ReadBulletin { asked });
        spawn_local(async move {
            let now = ask.await.map(Arc::new).map_err(|error| error.refusal);
            // Another period may have been chosen meanwhile.
            if untrack(|| self.from.try_get()).is_some() && untrack(|| self.period()) == Some(period) {
                self.told.try_set(Some(now));
            }
        });
    }
}
