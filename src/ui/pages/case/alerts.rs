//! What one must know before anything else: traps of the law, and entries that differ.
use fenliu::casebook::field::Field;
use fenliu::law::nodes::{NodeSet, Warning, WarningCode};
use fenliu::work::protocol::Competing;
use leptos::prelude::*;

use super::sheet::Sheet;
use super::texts;
use crate::lang::{field as fields, t};
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
            {move || conflicts(sheet)}
        </div>
    }
}

fn sentence(set: &NodeSet, warning: &Warning) -> Option<String> {
    let name = |index| set.at(index).map(|node| words::name(&node.name)).unwrap_or_default();
    let (node, other) = (name(warning.node), warning.other.map(name).unwrap_or_default());
    let (on, other_on) = (iso(warning.on), iso(warning.other_on));
    Some(match warning.code {
        WarningCode::NoAssetTrap => texts::NO_ASSET.with(&[&other_on, &on]),
        WarningCode::TwoClocks => texts::TWO_CLOCKS.with(&[&node, &on, &other_on]),
        WarningCode::BeforeInputs => texts::BEFORE_INPUTS.with(&[&node, &on, &other, &other_on]),
        WarningCode::UnrolledEarlier => texts::UNROLLED.with(&[&node, &on, &other_on]),
        WarningCode::ExtensionWindow => texts::EXTENSION.with(&[&other_on]),
    })
}

/// Entries that differ, each with author and time, side by side.
fn conflicts(sheet: Sheet) -> Option<AnyView> {
    let view = sheet.view()?;
    let mut disputed: Vec<Field> = view.competing.iter().map(|c| c.field).collect();
    disputed.sort_unstable();
    disputed.dedup();
    if disputed.is_empty() {
        return None;
    }
    let groups = disputed.into_iter().map(|field| {
        let ways: Vec<AnyView> = view
            .competing
            .iter()
            .filter(|c| c.field == field)
            .map(|c| way(sheet, c.clone()))
            .collect();
        view! { <div class="conflict"><h3>{t(fields::name(field))}</h3><div class="conflict-ways">{ways}</div></div> }
    });
    let groups = groups.collect_view();
    Some(
        view! {
            <section class="card conflicts">
                <h2>{t(texts::CONFLICTS)}</h2>
                <p class="quiet">{t(texts::CONFLICTS_HELP)}</p>
                {groups}
            </section>
        }
        .into_any(),
    )
}

fn way(sheet: Sheet, entry: Competing) -> AnyView {
    let words = words::value(entry.field, &entry.value);
    let by = if entry.by.is_empty() {
        texts::H_NOBODY.now().to_owned()
    } else {
        entry.by.clone()
    };
    let said = texts::SAVED.with(&[&fields::name(entry.field).now()]);
    let take = move |_| sheet.set(vec![(entry.field, entry.value.clone())], said.clone());
    view! {
        <div class="conflict-way">
            <strong>{words}</strong>
            <span class="quiet">{by}" · "{words::moment(entry.at_ms)}</span>
            <button type="button" class="button" on:click=take>{t(texts::TAKE_THIS)}</button>
        </div>
    }
    .into_any()
}
