//! The dates a filing day starts: competing clocks, traps, and every node that runs from it.
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::counting::{Due, Kind, Term, Unit, explain};
use law::facts::BasisType;
use law::nodes::{CaseInput, CaseKind, Course, Name, Node, NodeSet, NodeState, Rule, WarningCode, evaluate, warnings};
use leptos::prelude::*;

use super::words::either;
use crate::in_force::Held;
use crate::lang::{Text, common, quick as texts};
use crate::parts::clocks::{Clock, clocks};
use crate::parts::date::{iso, weekday};
use crate::parts::icon::{Icon, icon};
use crate::parts::mark::{State, shape};
use crate::parts::strip::{cells, cells_around, footnote, strip};

/// All that the dates hang on; they are worked out anew only when this changes.
#[derive(Clone, PartialEq)]
pub struct Asked {
    /// 立案日期
    pub filed: NaiveDate,
    /// 收到申请日期
    pub received: Option<NaiveDate>,
    /// Node template.
    pub kind: CaseKind,
    /// Kind of basis.
    pub basis: Option<BasisType>,
    /// The course the verdict puts it on.
    pub course: Option<Course>,
    /// Frozen funds cover the claim.
    pub covers: Option<bool>,
    /// Days off and make-up days.
    pub calendar: Held<Calendar>,
    /// Nodes.
    pub nodes: Held<NodeSet>,
}

impl Asked {
    fn input(&self) -> CaseInput<'static> {
        CaseInput {
            kind: self.kind,
            basis: self.basis,
            course: self.course,
            filed_on: Some(self.filed),
            received_on: self.received,
            frozen_covers: self.covers,
            ..CaseInput::default()
        }
    }
}

/// A date as the page shows it.
#[derive(Clone, PartialEq)]
pub struct Dated {
    name: String,
    source: String,
    running: String,
    proposed: bool,
    unverified: bool,
    remark: Option<String>,
    trigger: NaiveDate,
    term: Option<Term>,
    due: Due,
    opens: Option<NaiveDate>,
    alarm: NaiveDate,
    clock: Option<String>,
    leads: bool,
}

/// The dates and what to warn of, in the current language.
pub fn work_out(asked: &Asked) -> (Vec<Dated>, Vec<String>) {
    let input = asked.input();
    let states = evaluate(&asked.nodes, &asked.calendar, &input, Default::default(), asked.filed);
    let mut dates: Vec<Dated> = states.iter().filter_map(|state| dated(&asked.nodes, state)).collect();
    dates.sort_by_key(|date| date.opens.unwrap_or(date.alarm));
    let told = warnings(&asked.nodes, &asked.calendar, &input, &states, asked.filed);
    let name = |index: Option<u16>| {
        index
            .and_then(|i| asked.nodes.at(i))
            .map(|node| named(&node.name).to_owned())
            .unwrap_or_default()
    };
    let sentences = told
        .iter()
        .filter_map(|w| {
            let (on, other_on) = (iso(w.on), iso(w.other_on));
            match w.code {
                WarningCode::NoAssetTrap => Some(texts::NO_ASSET_TRAP.with(&[&on, &other_on])),
                WarningCode::BeforeInputs => {
                    Some(texts::BEFORE_INPUTS.with(&[&name(Some(w.node)), &on, &name(w.other), &other_on]))
                }
                _ => None,
            }
        })
        .collect();
    (dates, sentences)
}

fn named(name: &Name) -> &str {
    either(&name.zh, &name.en)
}

fn dated(set: &NodeSet, state: &NodeState<'_>) -> Option<Dated> {
    let node = set.at(state.index)?;
    let (trigger, due) = (state.trigger?, state.due?);
    let competes = state.leads || state.follows;
    let remark = node
        .open
        .as_ref()
        .or(node.note.as_ref())
        .map(|name| named(name).to_owned());
    Some(Dated {
        name: named(&node.name).to_owned(),
        source: named(&set.source(node, trigger)).to_owned(),
        running: running(set, node),
        proposed: node.proposed,
        unverified: node.mark == law::nodes::Mark::K,
        remark,
        trigger,
        term: node.term().filter(|_| matches!(node.rule, Rule::Forward(_))),
        due,
        opens: state.opens,
        alarm: state.alarm.unwrap_or(due.due),
        clock: set.clock(node).filter(|_| competes).map(|name| named(name).to_owned()),
        leads: state.leads,
    })
}

/// `立案后 5 个工作日`
pub fn running(set: &NodeSet, node: &Node) -> String {
    let Some(term) = node.term() else { return String::new() };
    let length = length(term);
    let key = node.trigger.first().and_then(|key| set.key_at(*key));
    match key {
        Some(key) => texts::AFTER.with(&[&named(&key.name), &length]),
        None => length,
    }
}

fn length(term: Term) -> String {
    let text = match term.unit {
        _ if term.length == 0 => return texts::SAME_DAY.now().to_owned(),
        Unit::WorkingDay => common::WORKING_DAYS,
        Unit::Day => common::DAYS,
        Unit::Month => Text("{} 个月", "{} months"),
        Unit::Year => Text("{} 年", "{} years"),
    };
    text.with(&[&term.length])
}

/// The cards. Call inside a reactive closure.
pub fn date_cards(asked: &Asked, today: NaiveDate) -> impl IntoView {
    let (dates, warned) = work_out(asked);
    let calendar = &asked.calendar;
    let groups: Vec<AnyView> = clock_groups(&dates)
        .into_iter()
        .map(|(title, group)| {
            view! { <section class="card">{clock_card(calendar, title, &group)}</section> }.into_any()
        })
        .collect();
    let warned: Vec<_> = warned
        .into_iter()
        .map(|text| view! { <p class="note">{icon(Icon::Alert)}<span>{text}</span></p> })
        .collect();
    let rows: Vec<AnyView> = dates
        .into_iter()
        .map(|date| date_row(asked.calendar.clone(), date, today))
        .collect();
    view! {
        {groups}
        {(!warned.is_empty()).then(|| view! { <div class="notes">{warned}</div> })}
        <section class="card">
            <h2>{texts::DATES.now()}</h2>
            <ul class="starts">{rows}</ul>
        </section>
    }
}

fn clock_groups(dates: &[Dated]) -> Vec<(String, Vec<&Dated>)> {
    let mut groups: Vec<(String, Vec<&Dated>)> = Vec::new();
    for date in dates {
        let Some(clock) = &date.clock else { continue };
        match groups.iter_mut().find(|(title, _)| title == clock) {
            Some((_, group)) => group.push(date),
            None => groups.push((clock.clone(), vec![date])),
        }
    }
    // Clocks that agree need no comparison; they stand in the list below.
    groups.retain(|(_, group)| group.iter().any(|date| date.alarm != group[0].alarm));
    groups
}

fn clock_card(calendar: &Calendar, title: String, group: &[&Dated]) -> AnyView {
    let all = group
        .iter()
        .map(|date| Clock {
            label: format!("{}{}{}", date.source, texts::COLON.now(), date.running),
            due: date.alarm,
            leads: date.leads,
            provisional: date.due.provisional,
        })
        .collect();
    // The strip of the clock that runs longest holds the days of the others too.
    let longest = group.iter().filter(|d| d.term.is_some()).max_by_key(|d| d.due.due);
    let ledger = longest.and_then(|d| explain(calendar, d.trigger, &d.term?, &[]).ok());
    let lead = group.iter().find(|date| date.leads).map(|date| date.alarm);
    let (days, note) = ledger
        .map(|l| (cells_around(&l, lead), footnote(&l)))
        .unwrap_or_default();
    clocks(title, all, days, note).into_any()
}

fn date_row(calendar: Held<Calendar>, date: Dated, today: NaiveDate) -> AnyView {
    let open = RwSignal::new(false);
    let (what, state) = meaning(&date);
    let shown = date.opens.unwrap_or(date.due.due);
    let act_by = date.due.act_by.map(|day| texts::ACT_BY.with(&[&iso(day)]));
    let left = (date.alarm - today).num_days();
    let left = (left >= 0).then(|| texts::LEFT.with(&[&left]));
    let tags = [
        date.due.provisional.then_some(common::PROVISIONAL),
        date.proposed.then_some(texts::PROPOSED),
        date.unverified.then_some(texts::UNVERIFIED),
    ];
    let tags: Vec<_> = tags
        .into_iter()
        .flatten()
        .map(|text| view! { <span class="tag tag-warn">{text.now()}</span> })
        .collect();
    let (name, source, running) = (date.name.clone(), date.source.clone(), date.running.clone());
    let why = StoredValue::new(date);
    view! {
        <li>
            <details class="starts-row" on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary>
                    <span class=format!("starts-shape {}", state.class())>{shape(state)}</span>
                    <span class="starts-name">{name}" "{tags}</span>
                    <span class="starts-day"><span class="quiet">{what.now()}</span>" "{iso(shown)}" "<span class="quiet">{weekday(shown)}</span></span>
                    {left.map(|left| view! { <span class="starts-left quiet">{left}</span> })}
                </summary>
                {move || open.get().then(|| why.with_value(|date| reason(&calendar, date)))}
                <p class="starts-source quiet">{source}" · "{running}{act_by}</p>
            </details>
        </li>
    }
    .into_any()
}

fn meaning(date: &Dated) -> (Text, State) {
    match (date.opens, date.term.map(|term| term.kind)) {
        (Some(_), _) => (texts::FROM_THEN, State::Idle),
        (_, Some(Kind::Earliest | Kind::Effect)) => (texts::NOT_BEFORE, State::Idle),
        (_, Some(Kind::Validity)) => (texts::LAPSES, State::Lapsing),
        _ if date.due.provisional => (texts::BY, State::Provisional),
        _ => (texts::BY, State::Running),
    }
}

/// Why this date: the strip, and what is unclear about the rule.
fn reason(calendar: &Calendar, date: &Dated) -> AnyView {
    let ledger = date
        .term
        .and_then(|term| explain(calendar, date.trigger, &term, &[]).ok());
    let days = ledger.map(|ledger| strip(cells(&ledger), None, footnote(&ledger)));
    let remark = date.remark.clone().map(|text| view! { <p class="quiet">{text}</p> });
    view! { <div class="why">{days}{remark}</div> }.into_any()
}

impl Dated {
    /// `2022-10-10 周一  发出执行通知（民诉法解释第480条）`
    pub fn line(&self) -> String {
        let day = self.opens.unwrap_or(self.due.due);
        format!("{} {}  {}（{}）", iso(day), weekday(day), self.name, self.source)
    }
}
