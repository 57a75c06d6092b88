//! Where a record stands in its flow: a pure function of the steps taken, the same in any order of arrival.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use super::order::in_order;
use super::{Flow, StepOf, StepTaken};
use crate::clock::Stamp;
use crate::people::PersonId;

/// Why a step that was taken counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepFault {
    /// The flow has no such step.
    Unknown,
    /// It does not lead on from where the record stood for its author.
    WrongState,
    /// Its author took a step before that he may not answer himself.
    Own,
    /// Only whoever took the step before may take it.
    NotOwn,
    /// Its author took it back, and nobody had gone on from there.
    TakenBack,
    /// What it follows is not here, or counts for nothing: its author was removed before he took it.
    RestsOnNothing,
    /// Its author has taken more steps of this record than anybody takes.
    TooMany,
}

impl StepFault {
    /// All of them.
    const ALL: [StepFault; 7] = [
        StepFault::Unknown,
        StepFault::WrongState,
        StepFault::Own,
        StepFault::NotOwn,
        StepFault::TakenBack,
        StepFault::RestsOnNothing,
        StepFault::TooMany,
    ];

    /// The fault of a code of the trace.
    #[must_use]
    pub fn from_code(code: &str) -> Option<StepFault> {
        StepFault::ALL.into_iter().find(|fault| fault.code() == code)
    }

    /// Stable code, as the trace names it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            StepFault::Unknown => "step_unknown",
            StepFault::WrongState => "step_wrong_state",
            StepFault::Own => "step_own",
            StepFault::NotOwn => "step_not_own",
            StepFault::TakenBack => "step_taken_back",
            StepFault::RestsOnNothing => "step_rests_on_nothing",
            StepFault::TooMany => "step_too_many",
        }
    }
}

/// A step as it was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepJudged<'s> {
    /// The step.
    pub taken: &'s StepTaken,
    /// Why it counts for nothing, if so.
    pub fault: Option<StepFault>,
    /// It led to where the record stands now.
    pub counts: bool,
}

/// Where a record stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Its state. Several: steps that did not see each other lead to different ones, and somebody has to say which holds.
    pub states: Vec<String>,
    /// Then the steps that lead there: taking one of them again answers the question.
    pub asks: Vec<String>,
    /// The last steps: what the next one follows.
    pub heads: Vec<Stamp>,
    /// Happenings its steps stand for, each with its day.
    pub happened: Vec<(String, NaiveDate)>,
}

impl Standing {
    /// Steps that did not see each other lead to different states.
    #[must_use]
    pub fn is_question(&self) -> bool {
        self.states.len() > 1
    }
}

/// What is known after a step.
#[derive(Default)]
struct After {
    states: BTreeSet<usize>,
    /// The step itself and all it rests on, by their places; those that count for nothing are left out.
    line: BTreeSet<usize>,
    fault: Option<StepFault>,
}

/// Steps of one person on one record that are looked at; what comes after them counts for nothing. Nobody takes so many,
/// and a program that writes thousands must not hold up everybody who reads the case.
const OF_ONE_PERSON: usize = 64;

/// The keys of the steps that count.
pub(super) fn keys_that_count<'s>(judged: &'s [StepJudged<'_>]) -> impl Iterator<Item = &'s str> {
    judged
        .iter()
        .filter(|judged| judged.counts)
        .map(|judged| judged.taken.step.as_str())
}

/// Where the steps lead, and what became of each, each after those it follows.
pub fn standing<'s>(flow: &Flow, steps: &'s [StepTaken]) -> (Standing, Vec<StepJudged<'s>>) {
    let mut known: Vec<&StepTaken> = steps.iter().collect();
    known.sort_by_key(|step| step.stamp);
    known.dedup_by_key(|step| step.stamp);
    let order = in_order(&known, |step| (step.stamp, step.after.clone()));
    let steps: Vec<&StepTaken> = order.iter().map(|at| known[*at]).collect();
    let own = steps.iter().enumerate().map(|(at, step)| (step.stamp, at));
    let backs = steps
        .iter()
        .enumerate()
        .filter_map(|(at, step)| Some((step.taken_back?, at)));
    let places: BTreeMap<Stamp, usize> = own.chain(backs).collect();
    let (void, many) = (void(flow, &steps), too_many(&steps));
    let mut all: Vec<After> = Vec::new();
    let mut heads: BTreeSet<usize> = BTreeSet::new();
    // What each stands for in the eyes of who goes on from it: itself, or what it follows where it is not looked at.
    let mut means: Vec<BTreeSet<usize>> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let before = step.after.iter().filter_map(|s| places.get(s).copied());
        // In a circle nothing comes before the rest.
        let before = before.filter(|earlier| *earlier < at);
        let before: BTreeSet<usize> = before.flat_map(|earlier| means[earlier].clone()).collect();
        if many.contains(&at) {
            means.push(before);
            all.push(After {
                fault: Some(StepFault::TooMany),
                ..After::default()
            });
            continue;
        }
        means.push(BTreeSet::from([at]));
        let after = judge(flow, &steps, &all, at, &before, void.contains(&step.stamp));
        before.iter().for_each(|earlier| _ = heads.remove(earlier));
        heads.insert(at);
        all.push(after);
    }
    let leading = leading(flow, &steps, &all, &heads);
    let standing = lead(flow, &steps, &all, (&heads, &leading), &void);
    let counting = counting(&all, &leading, standing.is_question());
    let judged = steps
        .iter()
        .zip(&all)
        .enumerate()
        .map(|(at, (taken, after))| StepJudged {
            taken,
            fault: after.fault,
            counts: counting.contains(&at),
        });
    let judged = judged.collect();
    (standing, judged)
}

/// The places of the steps of each person beyond those that are looked at.
fn too_many(steps: &[&StepTaken]) -> BTreeSet<usize> {
    let mut taken: BTreeMap<PersonId, usize> = BTreeMap::new();
    let mut is_beyond = |step: &StepTaken| {
        let count = taken.entry(step.by).or_default();
        *count += 1;
        *count > OF_ONE_PERSON
    };
    let beyond = steps.iter().enumerate().filter(|(_, step)| is_beyond(step));
    beyond.map(|(at, _)| at).collect()
}

/// The steps that were taken back before anybody went on from there. Who knew of it goes on from the taking back, not from
/// the step. What was confirmed as without a way back stays. `steps` come each after those it follows.
fn void(flow: &Flow, steps: &[&StepTaken]) -> BTreeSet<Stamp> {
    let mut followers: BTreeMap<Stamp, Vec<Stamp>> = BTreeMap::new();
    for step in steps {
        let before = step.after.iter().filter(|before| **before != step.stamp);
        before.for_each(|before| followers.entry(*before).or_default().push(step.stamp));
    }
    let mut void = BTreeSet::new();
    let may_be =
        |step: &StepTaken| step.taken_back.is_some() && flow.step(&step.step).is_none_or(|of| of.confirm.is_none());
    for step in steps.iter().rev().filter(|step| may_be(step)) {
        let mut own = followers.get(&step.stamp).into_iter().flatten();
        if own.all(|other| void.contains(other)) {
            void.insert(step.stamp);
        }
    }
    void
}

fn judge(
    flow: &Flow,
    steps: &[&StepTaken],
    all: &[After],
    at: usize,
    before: &BTreeSet<usize>,
    is_void: bool,
) -> After {
    let step = steps[at];
    let known = || before.iter().filter_map(|earlier| all.get(*earlier));
    let leading = leading(flow, steps, all, before);
    let stood = leading.iter().filter_map(|earlier| all.get(*earlier));
    let mut after = After {
        states: stood.flat_map(|earlier| earlier.states.iter().copied()).collect(),
        line: known().flat_map(|earlier| earlier.line.iter().copied()).collect(),
        fault: None,
    };
    if before.is_empty() {
        after.states.insert(0);
    }
    let of = flow.step(&step.step);
    // A step that sets nothing replaces steps only: if it names some and none is here, what it rests on has not arrived, or
    // counts for nothing itself. From the beginning it was not taken.
    let rests_on_nothing = before.is_empty() && !step.after.is_empty() && of.is_some_and(|of| of.sets.is_empty());
    let asked = || after.line.iter().filter_map(|place| steps.get(*place));
    let fault = match of {
        _ if rests_on_nothing => Some(StepFault::RestsOnNothing),
        _ if is_void => Some(StepFault::TakenBack),
        None => Some(StepFault::Unknown),
        Some(of) => fault(
            flow,
            of,
            step,
            &after.states,
            &asked().copied().collect::<Vec<_>>(),
            before,
            steps,
        ),
    };
    match (fault, of.and_then(|of| place_of(flow, &of.to))) {
        (None, Some(to)) => {
            after.states = BTreeSet::from([to]);
            after.line.insert(at);
        }
        (fault, _) => after.fault = fault.or(Some(StepFault::Unknown)),
    }
    after
}

fn fault(
    flow: &Flow,
    of: &StepOf,
    step: &StepTaken,
    states: &BTreeSet<usize>,
    line: &[&StepTaken],
    before: &BTreeSet<usize>,
    steps: &[&StepTaken],
) -> Option<StepFault> {
    let is_from = |state: &usize| flow.states.get(*state).is_some_and(|(key, _)| of.from.contains(key));
    let leads_on = match states.len() {
        0 | 1 => states.iter().all(is_from),
        // A question is answered by taking one of the steps that made it.
        _ => before
            .iter()
            .any(|place| steps.get(*place).is_some_and(|earlier| earlier.step == of.key)),
    };
    if !leads_on {
        return Some(StepFault::WrongState);
    }
    let took = |keys: &[String]| -> Vec<PersonId> {
        let own = line.iter().filter(|earlier| keys.contains(&earlier.step));
        own.map(|earlier| earlier.by).collect()
    };
    if took(&of.not_by).contains(&step.by) {
        return Some(StepFault::Own);
    }
    let last = took(&of.only_by).last().copied();
    (!of.only_by.is_empty() && last != Some(step.by)).then_some(StepFault::NotOwn)
}

fn place_of(flow: &Flow, state: &str) -> Option<usize> {
    flow.states.iter().position(|(key, _)| key == state)
}

/// The last steps that say where the record stands. One that leads to a state from which another line has gone on says
/// nothing new: two who ask at once have asked once, and who grants one has granted both.
fn leading(flow: &Flow, steps: &[&StepTaken], all: &[After], heads: &BTreeSet<usize>) -> BTreeSet<usize> {
    let to = |at: &usize| {
        let of = steps.get(*at).and_then(|step| flow.step(&step.step));
        of.and_then(|of| place_of(flow, &of.to))
    };
    let has_gone_on = |head: &usize| {
        let Some(own) = all.get(*head) else { return false };
        let others = heads
            .iter()
            .filter(|other| *other != head)
            .filter_map(|other| all.get(*other));
        // What a line passed through on its way, without where it is now and without what both share.
        let passed = |other: &After| -> BTreeSet<usize> {
            let way = other.line.iter().filter(|at| !own.line.contains(at));
            way.filter_map(to)
                .filter(|state| !other.states.contains(state))
                .collect()
        };
        others.into_iter().any(|other| own.states.is_subset(&passed(other)))
    };
    let leading: BTreeSet<usize> = heads.iter().copied().filter(|head| !has_gone_on(head)).collect();
    // Each has gone on from where the other is: then both are asked about.
    if leading.is_empty() { heads.clone() } else { leading }
}

fn lead(
    flow: &Flow,
    steps: &[&StepTaken],
    all: &[After],
    (heads, leading): (&BTreeSet<usize>, &BTreeSet<usize>),
    void: &BTreeSet<Stamp>,
) -> Standing {
    let last = || leading.iter().filter_map(|at| all.get(*at));
    let mut states: BTreeSet<usize> = last().flat_map(|after| after.states.iter().copied()).collect();
    if heads.is_empty() {
        states.insert(0);
    }
    let is_question = states.len() > 1;
    let asks = leading.iter().filter_map(|at| steps.get(*at)).filter(|_| is_question);
    let mut asks: Vec<String> = asks.map(|step| step.step.clone()).collect();
    asks.dedup();
    let key = |state: &usize| flow.states.get(*state).map(|(key, _)| key.clone());
    let mut happened: BTreeMap<String, NaiveDate> = BTreeMap::new();
    // Of a step taken twice the first counts: what was done in time stays so when it is done again.
    for at in counting(all, leading, is_question) {
        let Some(step) = steps.get(at) else { continue };
        let Some(happening) = flow.step(&step.step).and_then(|of| of.records.clone()) else {
            continue;
        };
        let day = happened.entry(happening).or_insert(step.on);
        *day = step.on.min(*day);
    }
    Standing {
        states: states.iter().filter_map(key).collect(),
        asks,
        heads: heads
            .iter()
            .filter_map(|at| steps.get(*at))
            .filter_map(|step| match void.contains(&step.stamp) {
                true => step.taken_back,
                false => Some(step.stamp),
            })
            .collect(),
        happened: happened.into_iter().collect(),
    }
}

/// The places of the steps that led to where the record stands; while that is a question, those all sides share.
fn counting(all: &[After], heads: &BTreeSet<usize>, is_question: bool) -> BTreeSet<usize> {
    let mut lines = heads
        .iter()
        .filter_map(|at| all.get(*at))
        .map(|after| after.line.clone());
    let first = lines.next().unwrap_or_default();
    lines.fold(first, |known, line| match is_question {
        true => known.intersection(&line).copied().collect(),
        false => known.union(&line).copied().collect(),
    })
}
