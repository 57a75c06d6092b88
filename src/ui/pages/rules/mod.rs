//! The rules page: what is in force by article, what is proposed or open, and how to put other rules in force.
mod calendar;
mod effect;
mod import;
mod kind_texts;
mod kinds;
mod nodes;
mod triage;
mod warnings;

use leptos::prelude::*;

use crate::lang::{Text, kinds as own_kinds, law, rules as texts, t, warnings as warned};
use crate::parts::answer::Segments;
use crate::parts::field::ControlId;
use effect::{Effect as RuleEffect, provide_effect};

/// The parts of the page.
const PARTS: [Text; 6] = [
    texts::TRIAGE,
    texts::NODES,
    warned::RULES,
    texts::CALENDAR,
    texts::IMPORT,
    own_kinds::PART,
];

/// The rules page.
#[component]
pub fn RulesPage() -> impl IntoView {
    let part = RwSignal::new(0usize);
    provide_effect();
    provide_context(ControlId("rules-part".to_owned()));
    let on_choose = Callback::new(move |at| part.set(at));
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <p>{t(texts::LEAD)}</p>
        </header>
        <div class="rules-parts no-print">
            <span class="visually-hidden" id="rules-part-label">{t(texts::PARTS)}</span>
            <Segments options=PARTS.to_vec() chosen=part on_choose/>
        </div>
        {move || match part.get() {
            0 => triage::TriagePart().into_any(),
            1 => nodes::NodesPart().into_any(),
            2 => warnings::WarningsPart().into_any(),
            3 => calendar::CalendarPart().into_any(),
            4 => import::ImportPart().into_any(),
            _ => kinds::KindsPart().into_any(),
        }}
        <RuleEffect/>
    }
}

/// How far a norm was seen. Call inside a reactive closure.
pub fn mark_tag(mark: &str) -> AnyView {
    let class = if mark == "K" { "tag tag-warn" } else { "tag tag-quiet" };
    let words = law::source_mark(mark).map(|text| text.now());
    view! { <span class=class>{mark.to_owned()}" "{words}</span> }.into_any()
}

/// Our own reading, not the court's.
pub fn proposed_tag(proposed: bool) -> Option<AnyView> {
    proposed.then(|| view! { <span class="tag tag-warn">{texts::PROPOSED.now()}</span> }.into_any())
}
