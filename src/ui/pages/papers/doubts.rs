//! What speaks against recording some papers as sent, and what becomes of these: the others are sent, they are made anew, or
//! they are sent knowingly, with a reason that is kept in their records.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;
use protocol::client::WorkerClient;
use protocol::{CasePaper, Doubt, MakePapers, Papers, PapersAsked, Refusal};

use super::Batch;
use super::made::called;
use crate::lang::{common, papers as texts, t};
use crate::parts::field::Row;
use crate::parts::text::TextInput;
use crate::route::Route;

/// The papers something speaks against, by their places, and all as the cases stand now.
#[derive(PartialEq)]
pub(super) struct Found {
    doubts: BTreeMap<usize, Vec<Doubt>>,
    now: BTreeMap<usize, CasePaper>,
}

impl Found {
    /// Nothing speaks against any.
    pub fn is_nothing(&self) -> bool {
        self.doubts.is_empty()
    }

    fn moved(&self) -> impl Iterator<Item = usize> {
        let moved = self.doubts.iter().filter(|(_, doubts)| doubts.contains(&Doubt::Moved));
        moved.map(|(at, _)| *at)
    }
}

impl Batch {
    /// The places that get their value when papers are sent: the number of a paper, and what others call it.
    pub(super) fn given(self) -> BTreeSet<String> {
        let forms = untrack(|| self.here.chosen(&self.forms.get()));
        forms.into_iter().filter_map(|form| form.gives).collect()
    }

    /// The places of a paper that stay empty when it is sent.
    pub(super) fn gaps(self, paper: &CasePaper) -> Vec<String> {
        let doubts = self.doubts(paper, Some(paper)).into_iter();
        let gaps = doubts.filter_map(|doubt| match doubt {
            Doubt::Gaps(gaps) => Some(gaps),
            Doubt::NotJudges(_) | Doubt::Moved => None,
        });
        gaps.flatten().collect()
    }

    /// Whether it gets a number of its own when it is sent.
    pub(super) fn is_numbered(self, paper: &CasePaper) -> bool {
        untrack(|| self.here.named(&paper.paper.form)).is_some_and(|form| form.numbered.is_some())
    }

    fn doubts(self, paper: &CasePaper, now: Option<&CasePaper>) -> Vec<Doubt> {
        let mut given = self.given();
        if self.is_numbered(paper) {
            given.insert("文书号".to_owned());
        }
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        paper.doubts(now, &given)
    }
}

/// Looks what speaks against papers: each is made again of its case as it stands now.
pub(super) async fn found(
    batch: Batch,
    asked: PapersAsked,
    papers: &Papers,
    places: &[usize],
) -> Result<Found, Refusal> {
    let wanted: Vec<(usize, &CasePaper)> = places
        .iter()
        .filter_map(|at| Some((*at, papers.papers.get(*at)?)))
        .collect();
    let only = wanted.iter().map(|(_, paper)| paper.key()).collect();
    let asked = PapersAsked { only, ..asked };
    let made = WorkerClient::token().ask(MakePapers { asked }).await;
    let mut made = made.map_err(|error| error.refusal)?.papers;
    let mut found = Found {
        doubts: BTreeMap::new(),
        now: BTreeMap::new(),
    };
    for (at, paper) in wanted {
        let now = made
            .iter()
            .position(|now| now.key() == paper.key())
            .map(|at| made.remove(at));
        let doubts = batch.doubts(paper, now.as_ref());
        if !doubts.is_empty() {
            found.doubts.insert(at, doubts);
        }
        found.now.extend(now.map(|now| (at, now)));
    }
    Ok(found)
}

/// What is sent, by place, each with what is kept of why.
type Chosen = (Vec<usize>, BTreeMap<usize, String>);

/// The question.
#[component]
pub(super) fn Doubts(
    batch: Batch,
    papers: Arc<Papers>,
    found: Arc<Found>,
    /// The papers that were to be sent.
    places: Vec<usize>,
    /// Records papers as sent.
    send: Callback<Chosen>,
) -> impl IntoView {
    let (reason, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let lines = found
        .doubts
        .iter()
        .filter_map(|(at, doubts)| Some((papers.papers.get(*at)?, doubts)));
    let lines = lines.map(|(paper, doubts)| line(paper, doubts)).collect_view();
    let count = found.doubts.len();
    let without = |left: &dyn Fn(&usize) -> bool| places.iter().copied().filter(|at| !left(at)).collect::<Vec<_>>();
    let others = without(&|at| found.doubts.contains_key(at));
    let moved: Vec<usize> = found.moved().collect();
    // A paper with a number is made anew when it gets it: as it lies here it cannot go out any more.
    let is_numbered = |at: &usize| papers.papers.get(*at).is_some_and(|paper| batch.is_numbered(paper));
    let stuck: BTreeSet<usize> = moved.iter().copied().filter(is_numbered).collect();
    let going = without(&|at| stuck.contains(at));
    let (rest, all) = (others.len(), going.len());
    let update = {
        let (found, moved) = (Arc::clone(&found), moved.clone());
        move |_| renew(batch, &papers, &found, &moved)
    };
    let send_others = move |_| send.run((others.clone(), BTreeMap::new()));
    let anyway = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let why = reason.with_untracked(|reason| reason.trim().to_owned());
        if why.is_empty() {
            return;
        }
        let despite = found.doubts.iter().filter(|(at, _)| going.contains(at));
        let despite = despite.map(|(at, doubts)| (*at, texts::DESPITE.with(&[&words(doubts), &why])));
        send.run((going.clone(), despite.collect()));
    };
    let missing =
        move || (tried.get() && reason.with(|reason| reason.trim().is_empty())).then(|| texts::NO_REASON.now());
    view! {
        <section class="note papers-doubts" role="alert">
            <p><strong>{move || texts::DOUBTS.with(&[&count])}</strong></p>
            <ul>{lines}</ul>
            <div class="page-actions">
                {(rest > 0).then(|| view! { <button type="button" class="button button-main" on:click=send_others>{move || texts::SEND_OTHERS.with(&[&rest])}</button> })}
                {(!moved.is_empty()).then(|| view! { <button type="button" class="button" on:click=update>{move || texts::UPDATE.with(&[&moved.len()])}</button> })}
            </div>
            {(all > rest).then(|| view! {
                <form novalidate on:submit=anyway>
                    <Row label=texts::DESPITE_REASON><TextInput value=reason/><p class="row-error" role="status">{missing}</p></Row>
                    <div class="page-actions"><button type="submit" class="button">{move || texts::SEND_ANYWAY.with(&[&all])}</button></div>
                </form>
            })}
            {(!stuck.is_empty()).then(|| view! { <p>{t(texts::STUCK)}</p> })}
        </section>
    }
}

/// Puts papers in place of those whose case moved on; one that is not made any more stays, and stays a question.
fn renew(batch: Batch, papers: &Papers, found: &Found, moved: &[usize]) {
    let mut papers = papers.clone();
    for at in moved {
        if let (Some(place), Some(now)) = (papers.papers.get_mut(*at), found.now.get(at)) {
            place.clone_from(now);
        }
    }
    batch.made.set(Some(Ok(Arc::new(papers))));
}

fn line(paper: &CasePaper, doubts: &[Doubt]) -> AnyView {
    let said = doubts.to_vec();
    view! {
        <li>
            <a class="case-number" href=Route::Case(paper.case).href()>{paper.case_number.clone()}</a>" "{called(paper)}
            {t(common::COLON)}{move || words(&said)}
        </li>
    }
    .into_any()
}

/// What speaks against a paper.
fn words(doubts: &[Doubt]) -> String {
    let each = doubts.iter().map(|doubt| match doubt {
        Doubt::Gaps(gaps) => texts::GAPS_HERE.with(&[&gaps.join(common::LIST.now())]),
        Doubt::NotJudges(names) => texts::NOT_JUDGES.with(&[&names.join(common::LIST.now())]),
        Doubt::Moved => texts::CASE_MOVED.now().to_owned(),
    });
    each.collect::<Vec<_>>().join(common::SEMICOLON.now())
}
