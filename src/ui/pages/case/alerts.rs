//! What one must know before anything else: traps of the law, and entries that differ.
use law::nodes::{NodeSet, Warning, WarningCode};
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
        law.warnings
            .iter()
            .filter_map(|w| sentence(&set, w))
            .collect::<Vec<_>>()
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
