//! The matters of all open cases: the shared work of the centre by day, group and person (plan Art. 5, 7).
pub mod act;
mod assign;
mod form;
mod table;

use std::collections::BTreeSet;
use std::sync::Arc;

use casebook::matters::record_of;
use chrono::{Days, NaiveDate};
use law::nodes::{Matter, NodeSet};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{MatterPage as Window, MatterRow, ReadMatters, RecordKey, Refusal, Whose};

use self::act::{Acts, Asked, Dialogs, Target};
use self::table::table;
pub use self::table::whose;
use crate::in_force::{InForce, use_in_force};
use crate::lang::{Text, matters as texts, t, visits};
use crate::pages::ready::{book_failure, book_version, loading, unread};
use crate::pages::words;
use crate::parts::rest::{Rest, SOME};
use crate::route::{Route, use_place};
use crate::state::{use_shell, use_today};

/// The choice of what is overdue, of [`texts::UNTILS`].
const LATE: usize = 1;
/// The choice of what ran out before the book kept its case.
const BEFORE: usize = 4;
/// Ahead of today, for the choice of a week.
const WEEK: u64 = 7;

/// How the reading stands.
#[derive(Clone, PartialEq)]
enum Stage {
    Waiting,
    Here(Arc<Window>),
    Failed(Refusal),
}

/// What the page and its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Matters {
    stage: RwSignal<Stage>,
    /// Id of a matter, or `=` and the code of a group, or empty: all.
    which: RwSignal<String>,
    whose: RwSignal<Whose>,
    /// Index into [`texts::UNTILS`].
    until: RwSignal<usize>,
    /// Index into [`texts::ORDERS`].
    order: RwSignal<usize>,
    /// Rows shown.
    room: RwSignal<usize>,
    chosen: RwSignal<BTreeSet<RecordKey>>,
    asked: RwSignal<Option<Asked>>,
    today: Signal<NaiveDate>,
    in_force: InForce,
}

/// The page.
#[component]
pub fn MattersPage() -> impl IntoView {
    let matters = Matters::open();
    let body = move || match matters.stage.get() {
        Stage::Waiting => loading(),
        Stage::Failed(why) => unread(why, move || matters.fetch()),
        Stage::Here(window) if window.rows.is_empty() => {
            view! { <p class="quiet" role="status">{t(texts::NONE)}</p> }.into_any()
        }
        Stage::Here(window) => {
            let total = window.total as usize;
            view! {
                <Chosen matters/>
                {table(matters, &window)}
                <Rest count=Signal::derive(move || total) room=matters.room/>
            }
            .into_any()
        }
    };
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <div class="page-actions no-print"><a class="button" href=Route::Visits.href()>{t(visits::TITLE)}</a><a class="button" href=Route::Work.href()>{t(texts::MY_WORK)}</a></div>
        </header>
        <section class="register matters">
            <Filters matters/>
            {body}
        </section>
        <Dialogs asked=matters.asked done=Callback::new(move |()| matters.chosen.set(BTreeSet::new()))/>
    }
}

impl Matters {
    fn open() -> Self {
        let place = use_place();
        let own = place.query.with_untracked(|query| query == "mine");
        let nobodys = place.query.with_untracked(|query| query == "nobody");
        let me = use_shell()
            .me()
            .map(|me| me.name)
            .filter(|name| own && !name.is_empty());
        let matters = Self {
            stage: RwSignal::new(Stage::Waiting),
            which: RwSignal::default(),
            whose: RwSignal::new(match me {
                Some(name) => Whose::Of(name),
                None if nobodys => Whose::Nobodys,
                None => Whose::All,
            }),
            until: RwSignal::new(0),
            order: RwSignal::new(0),
            room: RwSignal::new(SOME),
            chosen: RwSignal::default(),
            asked: RwSignal::new(None),
            today: use_today(),
            in_force: use_in_force(),
        };
        let (version, failure) = (book_version(), book_failure());
        Effect::new(move |_| {
            matters.track();
            if let Some(why) = failure.get() {
                matters.stage.set(Stage::Failed(why));
            } else if version.get().is_some() {
                matters.fetch();
            }
        });
        matters
    }

    fn track(self) {
        self.which.track();
        self.whose.track();
        self.until.track();
        self.room.track();
        self.today.track();
    }

    /// What is asked of the worker now.
    fn question(self) -> ReadMatters {
        let today = self.today.get_untracked();
        let until = match self.until.get_untracked() {
            2 => Some(today),
            3 => today.checked_add_days(Days::new(WEEK)),
            _ => None,
        };
        let set = self.in_force.nodes.get_untracked();
        ReadMatters {
            matters: self.which.with_untracked(|which| ids(&set, which)),
            whose: self.whose.get_untracked(),
            until,
            late: self.until.get_untracked() == LATE,
            before: self.until.get_untracked() == BEFORE,
            count: u32::try_from(self.room.get_untracked()).unwrap_or(u32::MAX),
            ..ReadMatters::of_all(today)
        }
    }

    fn fetch(self) {
        let question = self.question();
        let asked = (
            question.matters.clone(),
            question.whose.clone(),
            question.until,
            (question.late, question.before),
            question.count,
        );
        let ask = WorkerClient::token().ask(question);
        spawn_local(async move {
            let now = match ask.await {
                Ok(window) => Stage::Here(Arc::new(window)),
                Err(error) => Stage::Failed(error.refusal),
            };
            // Something else may have been asked for meanwhile.
            let same = self.stage.try_get_untracked().is_some() && {
                let question = self.question();
                (
                    question.matters,
                    question.whose,
                    question.until,
                    (question.late, question.before),
                    question.count,
                ) == asked
            };
            if same {
                self.keep_chosen(&now);
                self.stage.try_set(now);
            }
        });
    }

    /// What is not there any more is not chosen any more.
    fn keep_chosen(self, now: &Stage) {
        if let Stage::Here(window) = now {
            let there: BTreeSet<RecordKey> = window.rows.iter().map(key).collect();
            self.chosen
                .try_update(|chosen| chosen.retain(|key| there.contains(key)));
        }
    }

    /// The rows that are chosen. Tracks.
    fn targets(self) -> Vec<Target> {
        let Stage::Here(window) = self.stage.get() else {
            return Vec::new();
        };
        let chosen = self.chosen.get();
        let rows = window.rows.iter().filter(|row| chosen.contains(&key(row)));
        rows.map(Target::of_row).collect()
    }
}

/// What tells one row from another.
fn key(row: &MatterRow) -> RecordKey {
    record_of(&row.case, &row.matter)
}

/// The code of the owner of a matter.
fn owner<'s>(set: &'s NodeSet, matter: &Matter) -> &'s str {
    let owner = matter.nodes.first().and_then(|node| set.owner(set.at(*node)?));
    owner.map_or("", |owner| owner.code.as_str())
}

/// The ids a filter stands for; none: all.
fn ids(set: &NodeSet, which: &str) -> Vec<String> {
    match which.strip_prefix('=') {
        None if which.is_empty() => Vec::new(),
        None => vec![which.to_owned()],
        Some(group) => {
            let own = set.matters().iter().filter(|matter| owner(set, matter) == group);
            own.map(|matter| matter.id.clone()).collect()
        }
    }
}

#[component]
fn Filters(matters: Matters) -> impl IntoView {
    let set = matters.in_force.nodes;
    let which = move || {
        let set = set.get();
        let mut groups: Vec<&str> = set.matters().iter().map(|matter| owner(&set, matter)).collect();
        groups.dedup();
        let mut seen = BTreeSet::new();
        groups.retain(|group| seen.insert(*group));
        let option = |value: String, label: String| {
            let own = value.clone();
            view! { <option value=value prop:selected=move || matters.which.with(|which| *which == own)>{label}</option> }
        };
        let all = option(String::new(), texts::ALL.now().to_owned());
        let rest = groups.into_iter().map(|group| {
            let named = set.owners().iter().find(|owner| owner.code == group);
            let named = named.map_or_else(|| group.to_owned(), |owner| words::name(&owner.name));
            let own = set.matters().iter().filter(|matter| owner(&set, matter) == group);
            let own = own.map(|matter| option(matter.id.clone(), words::name(&matter.name))).collect_view();
            view! {
                <optgroup label=named.clone()>{option(format!("={group}"), texts::OF_GROUP.with(&[&named]))}{own}</optgroup>
            }
        });
        view! { {all}{rest.collect_view()} }
    };
    view! {
        <div class="register-filters no-print">
            <select class="input" aria-label=t(texts::WHICH) on:change=move |event| matters.which.set(event_target_value(&event))>
                {which}
            </select>
            <Whom matters/>
            <Until matters/>
            {choice(texts::ORDER, &texts::ORDERS, matters.order)}
            <span class="quiet" role="status">{move || counts(&matters.stage.get())}</span>
        </div>
    }
}

fn counts(stage: &Stage) -> Option<String> {
    match stage {
        Stage::Here(window) => Some(texts::COUNT.with(&[&window.total, &window.overdue])),
        _ => None,
    }
}

/// Until when, and what ran out before the book kept its case, with how many there are.
#[component]
fn Until(matters: Matters) -> impl IntoView {
    let before = Memo::new(move |_| match matters.stage.get() {
        Stage::Here(window) => window.before,
        _ => 0,
    });
    let options = (0..texts::UNTILS.len()).map(move |place| {
        let label = move || match place {
            BEFORE => texts::UNTILS[BEFORE].with(&[&before.get()]),
            place => texts::UNTILS[place].now().to_owned(),
        };
        view! { <option value=place.to_string() prop:selected=move || matters.until.get() == place>{label}</option> }
    });
    let choose = move |event| {
        if let Ok(place) = event_target_value(&event).parse() {
            matters.until.set(place);
        }
    };
    view! {
        <select class="input" aria-label=t(texts::UNTIL) on:change=choose>{options.collect_view()}</select>
        {move || (matters.until.get() == BEFORE).then(|| view! { <span class="quiet">{t(texts::BEFORE_HELP)}</span> })}
    }
}

/// A choice of some texts.
fn choice(label: Text, all: &'static [Text], at: RwSignal<usize>) -> impl IntoView {
    let options = all.iter().enumerate().map(move |(place, text)| {
        view! { <option value=place.to_string() prop:selected=move || at.get() == place>{t(*text)}</option> }
    });
    view! {
        <select class="input" aria-label=t(label) on:change=move |event| {
            if let Ok(place) = event_target_value(&event).parse() {
                at.set(place);
            }
        }>
            {options.collect_view()}
        </select>
    }
}

/// Whose: everybody's, nobody's, or somebody's, with how many each has.
#[component]
fn Whom(matters: Matters) -> impl IntoView {
    let people = Memo::new(move |_| match matters.stage.get() {
        Stage::Here(window) => window.load.clone(),
        _ => Vec::new(),
    });
    let options = move || {
        let whose = matters.whose.get();
        let people = people.get();
        let count = |name: &str| {
            people
                .iter()
                .find(|(who, _)| who == name)
                .map_or(0, |(_, count)| *count)
        };
        let mut names: Vec<String> = people
            .iter()
            .map(|(who, _)| who.clone())
            .filter(|who| !who.is_empty())
            .collect();
        // Whoever is asked for stays in the list, also with nothing to do.
        if let Whose::Of(name) = &whose
            && !names.contains(name)
        {
            names.push(name.clone());
        }
        names.sort();
        let nobody = texts::PERSON.with(&[&texts::NOBODY.now(), &count("")]);
        let rest = names.into_iter().map(|name| {
            let label = texts::PERSON.with(&[&name, &count(&name)]);
            let selected = whose == Whose::Of(name.clone());
            view! { <option value=format!("={name}") prop:selected=selected>{label}</option> }
        });
        view! {
            <option value="" prop:selected=whose == Whose::All>{t(texts::EVERYBODY)}</option>
            <option value="-" prop:selected=whose == Whose::Nobodys>{nobody}</option>
            {rest.collect_view()}
        }
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        matters.whose.set(match value.strip_prefix('=') {
            Some(name) => Whose::Of(name.to_owned()),
            None if value.is_empty() => Whose::All,
            None => Whose::Nobodys,
        });
    };
    view! { <select class="input" aria-label=t(texts::WHOSE) on:change=choose>{options}</select> }
}

/// What can be done to the chosen rows at once.
#[component]
fn Chosen(matters: Matters) -> impl IntoView {
    let targets = Memo::new(move |_| matters.targets());
    move || {
        let all = targets.get();
        (!all.is_empty()).then(|| {
            view! {
                <div class="register-chosen no-print" role="status">
                    <span>{crate::lang::records::CHOSEN.with(&[&all.len()])}</span>
                    <Acts targets=all asked=matters.asked/>
                </div>
            }
        })
    }
}
