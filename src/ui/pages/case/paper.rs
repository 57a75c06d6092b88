//! A case on paper: on the first page what it is, the verdict with its reasons, the dates and room to sign; then the
//! whole trace, beginning on a page of its own.
use casebook::kinds::readable;
use law::nodes::NodeSet;
use leptos::prelude::*;
use protocol::{Field, Value};

use super::alerts::sentence;
use super::excluded::{end_word, ground_word};
use super::facts::{groups, is_answer};
use super::head::line;
use super::paper_trace::trace;
use super::sheet::Sheet;
use super::texts;
use super::verdict::{decided, word_decided};
use crate::lang::{common, field as fields, paper, quick, t};
use crate::pages::paper::SheetHead;
use crate::pages::quick::verdict::grounds;
use crate::pages::quick::words as triage_words;
use crate::pages::records::paper::on_paper;
use crate::pages::words;
use crate::parts::date::iso;
use casebook::reckoned::Line;

/// The sheet; only paper shows it.
#[component]
pub fn Paper(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    view! {
        <div class="paper paper-case only-print">
            <SheetHead title=paper::CASE/>
            <p class="paper-case-number">{move || sheet.text(Field::CASE_NUMBER)}</p>
            <p class="paper-line">{move || line(sheet)}</p>
            {move || verdict(sheet)}
            {move || alerts(sheet)}
            {move || limits(sheet)}
            {move || excluded(sheet)}
            {move || on_paper(sheet)}
            {move || facts(sheet)}
            <p class="paper-sign"><span>{t(texts::SIGN)}</span><span>{t(texts::SIGN_DAY)}</span></p>
            {move || trace(sheet)}
        </div>
    }
}

/// What is known, in columns; what is not is named in one sentence, and what differs in another.
fn facts(sheet: Sheet) -> AnyView {
    let all = groups().flat_map(|(_, members)| members);
    let (mut known, mut open, mut differ) = (Vec::new(), Vec::new(), Vec::new());
    for field in all.filter(|field| *field != Field::CASE_NUMBER) {
        let name = fields::name(field).now();
        let values: Vec<Value> = sheet
            .view()
            .map(|view| {
                let here = view.fields.iter().filter(|(f, v)| *f == field && *v != Value::None);
                here.map(|(_, value)| value.clone()).collect()
            })
            .unwrap_or_default();
        match values.as_slice() {
            [] if is_answer(field) => known.push((name, common::UNKNOWN.now().to_owned())),
            [] => open.push(name),
            [value] => known.push((name, words::value(field, value))),
            several => {
                let all: Vec<String> = several.iter().map(|value| words::value(field, value)).collect();
                differ.push(format!("{name} {}", all.join(" / ")));
            }
        }
    }
    let rows = known
        .into_iter()
        .map(|(name, value)| view! { <li>{quick::FACT_IS.with(&[&name, &value])}</li> });
    let list = crate::lang::common::LIST.now();
    view! {
        <h2>{t(texts::FACTS)}</h2>
        <ul class="paper-facts">{rows.collect_view()}</ul>
        {(!differ.is_empty()).then(|| view! { <p>{paper::DIFFERS.with(&[&differ.join(list)])}</p> })}
        {(!open.is_empty()).then(|| view! { <p class="quiet">{paper::NOT_GIVEN.with(&[&open.join(list)])}</p> })}
    }
    .into_any()
}

/// The verdict with its grounds, what is missing for it, and who decided.
fn verdict(sheet: Sheet) -> Option<AnyView> {
    let (law, rules) = (sheet.law.get()?, sheet.in_force.triage.get()?);
    let triage = law.triage.clone()?;
    let missing: Vec<String> = triage
        .missing
        .iter()
        .map(|fact| triage_words::fact(&rules, *fact))
        .collect();
    let missing = (!missing.is_empty()).then(|| paper::MISSING.with(&[&missing.join(crate::lang::common::LIST.now())]));
    let by_rules = triage_words::outcome(&triage);
    // What was decided is the verdict; what the rules say stands beside it.
    let (word, beside) = match word_decided(sheet) {
        Some(word) => (word, Some(texts::DIFFERS.with(&[&by_rules.now()]))),
        None => (by_rules, None),
    };
    Some(
        view! {
            <h2>{t(texts::VERDICT)}"　"<strong>{word.now()}</strong></h2>
            {decided(sheet)}
            {beside.map(|said| view! { <p>{said}</p> })}
            {grounds(&rules, &triage)}
            {missing.map(|text| view! { <p>{text}</p> })}
        }
        .into_any(),
    )
}

fn alerts(sheet: Sheet) -> Option<AnyView> {
    let (law, set) = (sheet.law.get()?, sheet.nodes());
    let lines: Vec<String> = law.warnings.iter().filter_map(|w| sentence(&set, w)).collect();
    let rows = lines.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    Some(view! { <ul class="paper-alerts">{rows}</ul> }.into_any())
}

/// What is to be done by when: the court's own matters, then those of others.
fn limits(sheet: Sheet) -> Option<AnyView> {
    let (law, set) = (sheet.law.get()?, sheet.nodes());
    let live = |outside: bool| {
        let ours = |l: &&Line| set.at(l.index).is_some_and(|n| n.outside == outside);
        let mut lines: Vec<&Line> = law.nodes.iter().filter(|l| l.status.is_live()).filter(ours).collect();
        lines.sort_by_key(|l| l.urgency());
        lines
    };
    let (ours, theirs) = (live(false), live(true));
    if ours.is_empty() && theirs.is_empty() {
        return Some(view! { <h2>{t(paper::LIMITS)}</h2><p>{t(texts::TODO_NONE)}</p> }.into_any());
    }
    let others = (!theirs.is_empty()).then(|| {
        view! { <tr><th colspan="5" scope="rowgroup">{t(paper::OUTSIDE)}</th></tr>{rows(&set, &theirs)} }
    });
    Some(
        view! {
            <h2>{t(paper::LIMITS)}</h2>
            <table>
                <thead><tr>
                    <th scope="col">{t(texts::MATTER)}</th>
                    <th scope="col">{t(texts::STARTS)}</th>
                    <th scope="col">{t(texts::DATE)}</th>
                    <th scope="col">{t(texts::STATE)}</th>
                    <th scope="col">{t(texts::SOURCE)}</th>
                </tr></thead>
                <tbody>{rows(&set, &ours)}{others}</tbody>
            </table>
        }
        .into_any(),
    )
}

fn rows(set: &NodeSet, lines: &[&Line]) -> AnyView {
    let rows = lines.iter().filter_map(|line| {
        let node = set.at(line.index)?;
        let (_, said) = words::status(line.status, line.day(), line.act_by());
        let subject = (!line.subject.is_empty()).then(|| format!("（{}）", readable(&line.subject)));
        let owner = set.owner(node).map(|o| words::name(&o.name));
        let source = line.trigger.map(|on| words::name(&set.source(node, on)));
        let provisional = line.due.is_some_and(|due| due.provisional);
        let provisional = provisional.then(|| format!(" {}", texts::PROVISIONAL.now()));
        Some(view! {
            <tr>
                <td>{words::name(&node.name)}{subject}{owner.map(|owner| view! { <span class="quiet">"　"{owner}</span> })}</td>
                <td class="nowrap">{line.trigger.map(iso)}</td>
                <td class="nowrap">{line.day().map(iso)}{provisional}</td>
                <td>{said}</td>
                <td class="paper-source">{source}</td>
            </tr>
        })
    });
    rows.collect_view().into_any()
}

/// Excluded time, where there is any.
fn excluded(sheet: Sheet) -> Option<AnyView> {
    let view = sheet.view()?;
    let periods = view.excluded.iter();
    let lines: Vec<String> = periods
        .map(|(from, to, ground)| format!("{} – {}　{}", iso(*from), end_word(*to), ground_word(ground)))
        .collect();
    let rows = lines.into_iter().map(|line| view! { <li>{line}</li> });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| view! { <h2>{t(texts::EXCLUDED)}</h2><ul>{rows}</ul> }.into_any())
}
