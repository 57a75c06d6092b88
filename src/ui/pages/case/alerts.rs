//! What one must know before anything else: traps of the law, and entries that differ.
use casebook::kinds::readable;
use casebook::reckoned::Line;
use law::nodes::{NodeSet, Status, Warning, WarningCode};
use leptos::prelude::*;

use super::dispute::Disputes;
use super::sheet::Sheet;
use super::texts;
use super::warned::Warned;
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::icon::{Icon, icon};

/// Warnings and conflicts; nothing if there are none.
#[component]
pub fn Alerts(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let lines = move || {
        let (Some(law), set) = (sheet.law.get(), sheet.nodes()) else {
            return Vec::new();
        };
        let lapsing = law.nodes.iter().filter_map(|line| lapse(&set, line));
        let others = law.warnings.iter().filter_map(|w| sentence(&set, w));
        lapsing.chain(others).collect::<Vec<_>>()
    };
    view! {
        <div class="alerts">
            {move || lines().into_iter().map(|text| view! {
                <p class="note">{icon(Icon::Alert)}<span>{text}</span></p>
            }).collect_view()}
            <Warned sheet/>
            <Disputes sheet/>
        </div>
    }
}

/// What lapses within thirty days, and by when it has to be renewed: a longer term looks alike in the lists.
fn lapse(set: &NodeSet, line: &Line) -> Option<String> {
    let (Status::Lapsing { .. }, Some(on)) = (line.status, line.day()) else {
        return None;
    };
    let node = set.at(line.index).filter(|node| !node.outside)?;
    let called = match readable(&line.subject) {
        "" => words::name(&node.name),
        subject => texts::NAMED.with(&[&words::name(&node.name), &subject]),
    };
    let by = line.act_by().unwrap_or(on);
    Some(texts::LAPSING_SOON.with(&[&called, &iso(on), &iso(by)]))
}

pub(super) fn sentence(set: &NodeSet, warning: &Warning) -> Option<String> {
    let name = |index| set.at(index).map(|node| words::name(&node.name)).unwrap_or_default();
    let (node, other) = (name(warning.node), warning.other.map(name).unwrap_or_default());
    let (on, other_on) = (iso(warning.on), iso(warning.other_on));
    Some(match warning.code {
        WarningCode::NoAssetTrap => texts::NO_ASSET.with(&[&other_on, &on]),
        WarningCode::TwoClocks => texts::TWO_CLOCKS.with(&[&node, &on, &other_on]),
        WarningCode::BeforeInputs => texts::BEFORE_INPUTS.with(&[&node, &on, &other, &other_on]),
        WarningCode::UnrolledEarlier => texts::UNROLLED.with(&[&node, &on, &other_on]),
        WarningCode::ExtensionWindow => texts::EXTENSION.with(&[&other_on]),
        WarningCode::ShortWindow => texts::SHORT_WINDOW.with(&[&node, &on, &other_on]),
    })
}
