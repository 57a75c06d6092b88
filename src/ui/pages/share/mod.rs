//! Sharing out work among people: the proposal with why for each row, changes by hand with a reason. What is written is
//! for whoever asks: matters or cases.
mod people;
mod proposal;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{Away, CaseId, Hand, PeopleView, PersonView, ReadAway, ReadPeople, ReadSharing, Sharing};

use self::proposal::proposed;
pub use self::proposal::{Given, Reason};
use self::table::table;
use crate::lang::{matters as matter_texts, share as texts, t};
use crate::pages::people::group_called;
use crate::pages::writer::use_writer;
use crate::parts::field::Row;
use crate::parts::rest::SOME;
use crate::parts::text::TextInput;
use crate::state::{use_shell, use_today};

/// Most cases at once, as the worker has it.
const CASES_MAX: usize = casebook::sharing::CASES_MAX;

/// Work that is shared out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work {
    /// The case.
    pub case: CaseId,
    /// Whose work belongs together: the debtor.
    pub debtor: String,
    /// The key of the matter, or empty for the case itself.
    pub matter: String,
    /// What it is called, or empty for the case itself.
    pub what: String,
    /// Who has it.
    pub who: String,
}

/// What is chosen and typed. Free to copy.
#[derive(Clone, Copy)]
pub struct Share {
    works: StoredValue<Vec<Work>>,
    sharing: RwSignal<Option<Arc<Sharing>>>,
    /// How much each has.
    load: RwSignal<BTreeMap<String, u32>>,
    names: RwSignal<Vec<String>>,
    staff: RwSignal<Option<Arc<PeopleView>>>,
    away: RwSignal<Vec<Away>>,
    chosen: RwSignal<BTreeSet<String>>,
    other: RwSignal<String>,
    /// Rows given to somebody else than was proposed; an empty name is nobody.
    by_hand: RwSignal<BTreeMap<usize, String>>,
    reason: RwSignal<String>,
    given: Memo<Vec<Given>>,
    /// So many rows are shown.
    room: RwSignal<usize>,
}

impl Share {
    /// Reads what sharing out looks at. `load` is what each has where open cases are not what counts.
    pub fn open(works: Vec<Work>, load: impl Future<Output = Option<Vec<(String, u32)>>> + 'static) -> Self {
        let works = StoredValue::new(works);
        let (sharing, loads) = (RwSignal::new(None), RwSignal::new(BTreeMap::new()));
        let (chosen, other) = (RwSignal::new(BTreeSet::new()), RwSignal::new(String::new()));
        let by_hand = RwSignal::new(BTreeMap::new());
        let given = Memo::new(move |_| {
            let names = chosen_names(chosen, other);
            let sharing: Option<Arc<Sharing>> = sharing.get();
            let by_hand = by_hand.get();
            works.with_value(|works| proposed(works, sharing.as_deref(), &names, &loads.get(), &by_hand))
        });
        let share = Self {
            works,
            sharing,
            load: loads,
            names: RwSignal::new(Vec::new()),
            staff: RwSignal::new(None),
            away: RwSignal::new(Vec::new()),
            chosen,
            other,
            by_hand,
            reason: RwSignal::new(String::new()),
            given,
            room: RwSignal::new(SOME),
        };
        share.read(load);
        share
    }

    fn read(self, load: impl Future<Output = Option<Vec<(String, u32)>>> + 'static) {
        let (shell, writer) = (use_shell(), use_writer());
        let today = use_today().get_untracked();
        let mut known: BTreeSet<String> = shell.summary.with_untracked(|s| {
            s.as_ref()
                .map(|s| s.handlers.iter().cloned().collect())
                .unwrap_or_default()
        });
        known.extend(shell.me().map(|me| me.name));
        let cases: BTreeSet<CaseId> = self
            .works
            .with_value(|works| works.iter().map(|work| work.case).collect());
        if cases.len() > CASES_MAX {
            return writer.alarm(texts::TOO_MANY.once().to_owned());
        }
        spawn_local(async move {
            let counted = load.await;
            match people_now(cases.into_iter().collect(), known, counted, today).await {
                Ok((names, load, away, staff, sharing)) => {
                    self.staff.try_set(Some(Arc::new(staff)));
                    self.load.try_set(load);
                    self.names.try_set(names);
                    self.away.try_set(away);
                    self.sharing.try_set(Some(Arc::new(sharing)));
                }
                // Whom nobody could read must not look like somebody without work.
                Err(failure) => writer.failed(&failure.refusal),
            }
        });
    }

    /// What is shared out is some work in the cases, not the cases themselves.
    fn has_work(self) -> bool {
        self.works
            .with_value(|works| works.iter().any(|work| !work.what.is_empty()))
    }

    /// Cases change hands that somebody has.
    fn is_held(self) -> bool {
        !self.has_work()
            && self
                .works
                .with_value(|works| works.iter().any(|work| !work.who.is_empty()))
    }

    /// What each would get, in a line: of cases those that change hands. Tracks.
    fn summed(self) -> Option<String> {
        let (has_work, given) = (self.has_work(), self.given.get());
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        self.works.with_value(|works| {
            let pairs = works.iter().zip(given).filter(|(_, given)| !given.to.is_empty());
            let moves = pairs.filter(|(work, given)| has_work || work.who != given.to);
            moves.for_each(|(_, given)| *counts.entry(given.to).or_default() += 1);
        });
        let (has, all) = match has_work {
            true => (matter_texts::HAS, matter_texts::PROPOSAL),
            false => (texts::GETS, texts::PROPOSAL),
        };
        let said: Vec<String> = counts
            .into_iter()
            .map(|(name, count)| has.with(&[&name, &count]))
            .collect();
        (!said.is_empty()).then(|| all.with(&[&said.join("，")]))
    }

    /// What is known of somebody in office. Tracks.
    fn hand(self, name: &str) -> Option<Hand> {
        self.sharing.with(|sharing| {
            let mut hands = sharing.iter().flat_map(|sharing| &sharing.people);
            hands.find(|hand| hand.name == name).cloned()
        })
    }

    /// Whether somebody's post has this work. Tracks.
    fn suits(self, name: &str) -> bool {
        let hand = self.hand(name);
        self.works.with_value(|works| people::suits(works, hand.as_ref()))
    }

    /// The name of the group or team somebody is in, or empty.
    pub fn group_of(self, name: &str) -> String {
        let group = untrack(|| self.hand(name)).map(|hand| hand.group).unwrap_or_default();
        let view = self.staff.get_untracked();
        view.map(|view| group_called(&view, &group)).unwrap_or_default()
    }

    /// Who gets each row, with why. Tracks.
    pub fn given(self) -> Vec<Given> {
        self.given.get()
    }

    /// Something was changed by hand, and why is not said. Tracks.
    pub fn lacks_reason(self) -> bool {
        let is_changed = self
            .given
            .with(|given| given.iter().any(|given| given.why == Reason::ByHand));
        is_changed && self.reason.with(|reason| reason.trim().is_empty())
    }

    /// Why a row goes to whom it goes, as it is kept with what is written.
    pub fn words(self, given: &Given) -> String {
        match given.why {
            Reason::ByHand => texts::BY_HAND.with(&[&self.reason.with_untracked(|reason| reason.trim().to_owned())]),
            _ => given.why.words(),
        }
    }
}

/// Those it is given to. Tracks.
fn chosen_names(chosen: RwSignal<BTreeSet<String>>, other: RwSignal<String>) -> Vec<String> {
    let mut names: Vec<String> = chosen.get().into_iter().collect();
    other.with(|other| {
        for name in other.split(['、', '，', ',', '；', ';', ' ']).map(str::trim) {
            if !name.is_empty() && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    });
    names
}

/// Names in the order of what each has; the loads, who is away, the people, and what the proposal looks at.
type Now = (Vec<String>, BTreeMap<String, u32>, Vec<Away>, PeopleView, Sharing);

/// Those in office, and those whose names cases bear; whoever has the fewest first.
async fn people_now(
    cases: Vec<CaseId>,
    known: BTreeSet<String>,
    counted: Option<Vec<(String, u32)>>,
    today: NaiveDate,
) -> Result<Now, protocol::Failure> {
    let sharing = WorkerClient::token().ask(ReadSharing { cases, today }).await?;
    let staff = WorkerClient::token().ask(ReadPeople).await?;
    let people = &staff.people;
    let away = WorkerClient::token().ask(ReadAway { today }).await?;
    let is_gone = |name: &str| {
        let mut known = people.iter().filter(|person| person.name == name).peekable();
        let is_away = |person: &PersonView| {
            person.left || person.to.is_some_and(|to| to < today) || person.from.is_some_and(|from| from > today)
        };
        known.peek().is_some() && known.all(is_away)
    };
    let counted = counted.unwrap_or_else(|| {
        let hands = sharing.people.iter();
        hands.map(|hand| (hand.name.clone(), hand.cases)).collect()
    });
    let load: BTreeMap<String, u32> = counted.into_iter().collect();
    let named = people
        .iter()
        .map(|person| person.name.clone())
        .chain(known)
        .chain(load.keys().cloned());
    let names: BTreeSet<String> = named.filter(|name| !name.is_empty() && !is_gone(name)).collect();
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_by_key(|name| (load.get(name).copied().unwrap_or(0), name.clone()));
    Ok((names, load, away, staff, sharing))
}

/// The rows of the form: people, the proposal, the reason for what was changed. `said` says what a person has.
pub fn rows(share: Share, said: crate::lang::Text, tried: RwSignal<bool>) -> impl IntoView {
    let nobody = move || (tried.get() && share.given.with(Vec::is_empty)).then(|| matter_texts::NOBODY_CHOSEN.now());
    let changed = Memo::new(move |_| {
        share
            .given
            .with(|given| given.iter().any(|given| given.why == Reason::ByHand))
    });
    let lacks = move || (tried.get() && share.lacks_reason()).then(|| texts::REASON_NEEDED.now());
    let body = move || match share.sharing.with(Option::is_some) {
        false => view! { <p class="quiet" role="status">{t(texts::READING)}</p> }.into_any(),
        true => table(share),
    };
    view! {
        <Row label=texts::TO hint=Signal::derive(|| texts::TO_HELP.now().to_owned())>
            {people::people(share, said)}
            <p class="row-error" role="status">{nobody}</p>
        </Row>
        <Row label=matter_texts::OTHER><TextInput value=share.other/></Row>
        <p class="quiet" role="status">{move || share.summed()}</p>
        {body}
        {move || changed.get().then(|| view! {
            <Row label=texts::REASON hint=Signal::derive(|| texts::REASON_HELP.now().to_owned())>
                <TextInput value=share.reason/>
                <p class="row-error" role="status">{lacks}</p>
            </Row>
        })}
    }
}
