//! "Why this date": competing clocks side by side, the strip of days, the source with its mark.
use std::sync::Arc;

use law::nodes::{Mark, Node, NodeSet};
use leptos::prelude::*;

use super::sheet::Sheet;
use super::texts;
use crate::lang::{figures, law as law_texts, t};
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::strip::{cells, footnote, strip as days};
use casebook::reckoned::{Line, Reckoned, ledger};

/// The panel under a line.
pub fn why(sheet: Sheet, law: &Arc<Reckoned>, line: &Line) -> AnyView {
    let (set, calendar) = (sheet.nodes(), sheet.calendar());
    let Some(node) = set.at(line.index) else {
        return ().into_any();
    };
    let strip = ledger(line, &set, &calendar, &law.file.periods()).map(|ledger| {
        let first = texts::TRIGGER.with(&[&iso(ledger.trigger)]);
        view! {
            <p class="quiet">{first}{line.assumed.then(|| format!(" · {}", texts::ASSUMED.now()))}</p>
            {days(cells(&ledger), None, footnote(&ledger))}
        }
    });
    view! {
        <div class="node-why">
            {clocks(law, &set, line, node)}
            {strip}
            {source(sheet, &set, node, line)}
        </div>
    }
    .into_any()
}

/// Clocks on the same matter, the earlier one marked.
fn clocks(law: &Arc<Reckoned>, set: &NodeSet, line: &Line, node: &Node) -> Option<AnyView> {
    let matter = set.clock(node)?;
    let same = |l: &&Line| l.due.is_some() && set.at(l.index).is_some_and(|n| set.clock(n) == Some(matter));
    let rivals: Vec<&Line> = law.nodes.iter().filter(same).collect();
    if rivals.len() < 2 {
        return None;
    }
    let rows = rivals.into_iter().map(|rival| {
        let source = set
            .at(rival.index)
            .map(|n| words::name(&set.source(n, rival.trigger.unwrap_or_default())));
        view! {
            <li class="rival" class:is-earlier=rival.leads class:is-this=rival.index == line.index>
                <span class="clock-source">{source}</span>
                {rival.leads.then(|| view! { <span class="tag tag-warn">{t(texts::EARLIER)}</span> })}
                <span class="clock-day">{rival.day().map(iso)}</span>
            </li>
        }
    });
    Some(view! { <ul class="rivals" aria-label=t(texts::CLOCKS)>{rows.collect_view()}</ul> }.into_any())
}

fn source(sheet: Sheet, set: &NodeSet, node: &Node, line: &Line) -> AnyView {
    let on = line.trigger.unwrap_or_else(|| sheet.today.get());
    let mark = match node.mark {
        Mark::L => "L",
        Mark::P => "P",
        Mark::C => "C",
        Mark::K => "K",
    };
    let known = law_texts::source_mark(mark).map(|text| text.now());
    let class = if node.mark == Mark::K {
        "tag tag-warn"
    } else {
        "tag tag-quiet"
    };
    view! {
        <p class="why-source">
            <span class="quiet">{t(texts::SOURCE)}</span>" "
            {words::name(&set.source(node, on))}" "
            <span class=class title=mark>{known}</span>
        </p>
        {node.figures.iter().map(|f| view! { <p>{figures::figure(f)}</p> }).collect_view()}
        {node.note.as_ref().map(|note| view! { <p class="quiet">{words::name(note)}</p> })}
        {node.proposed.then(|| view! { <p class="quiet">{t(texts::PROPOSED)}</p> })}
        {node.open.as_ref().map(|open| view! { <p class="quiet">{texts::OPEN_QUESTION.with(&[&words::name(open)])}</p> })}
    }
    .into_any()
}
