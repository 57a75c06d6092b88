//! The proposal row by row: case, work, to whom, why.
use leptos::prelude::*;
use protocol::SharedCase;

use super::{Given, Reason, Share, Work};
use crate::lang::{share as texts, t};
use crate::parts::rest::Rest;

/// The table; nothing while nobody is chosen.
pub(super) fn table(share: Share) -> AnyView {
    let rows = move || {
        let (given, columns) = (share.given.get(), (share.has_work(), share.is_held()));
        let lines: Vec<AnyView> = given
            .into_iter()
            .take(share.room.get())
            .enumerate()
            .filter_map(|(at, given)| line(share, at, &given, columns))
            .collect();
        (!lines.is_empty()).then(|| {
            let (has_work, is_held) = columns;
            view! {
                <div class="scroll-x" tabindex="0">
                    <table class="plain register-table share-table">
                        <thead><tr>
                            <th scope="col">{t(texts::CASE)}</th>
                            {has_work.then(|| view! { <th scope="col">{t(texts::WORK)}</th> })}
                            {is_held.then(|| view! { <th scope="col">{t(texts::HOLDER)}</th> })}
                            <th scope="col">{t(texts::WHO)}</th>
                            <th scope="col">{t(texts::WHY)}</th>
                        </tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <Rest count=Signal::derive(move || share.given.with(Vec::len)) room=share.room/>
            }
        })
    };
    view! { <div class="share-proposal">{rows}</div> }.into_any()
}

/// A row, with the columns of work and of whoever has the case where there are any.
fn line(share: Share, at: usize, given: &Given, (has_work, is_held): (bool, bool)) -> Option<AnyView> {
    let work: Work = share.works.with_value(|works| works.get(at).cloned())?;
    let case = share.sharing.with(|sharing| {
        let found = sharing.as_ref()?.cases.iter().find(|case| case.case == work.case);
        found.cloned()
    })?;
    let mut why = given.why.words();
    if let Some((bond, number, handler)) = &given.also {
        why = format!(
            "{why}；{}",
            texts::LINKED_HINT.with(&[&texts::bond(*bond).now(), number, handler])
        );
    }
    let is_changed = given.why == Reason::ByHand;
    Some(
        view! {
            <tr>
                <td><strong>{case.case_number.clone()}</strong>" "<span class="quiet">{case.debtor.clone()}</span></td>
                {has_work.then(|| view! { <td>{work.what}</td> })}
                {is_held.then(|| view! { <td>{work.who}</td> })}
                <td>{choice(share, at, &case, given)}</td>
                <td class="share-why" class:is-changed=is_changed>{why}</td>
            </tr>
        }
        .into_any(),
    )
}

/// Who gets it. Whoever is recused stands there with the reason, and cannot be chosen.
fn choice(share: Share, at: usize, case: &SharedCase, given: &Given) -> impl IntoView + use<> {
    let to = given.to.clone();
    let mut names = share.names.get();
    names.retain(|name| share.suits(name));
    names.extend(super::chosen_names(share.chosen, share.other));
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    let options = names.into_iter().map(|name| {
        let barred = case.recused.iter().find(|own| own.who == name);
        let why = barred.map(|own| {
            if own.is_decided {
                texts::IS_RECUSED
            } else {
                texts::MAY_BE_RECUSED
            }
        });
        let label = match why {
            Some(why) => texts::BARRED.with(&[&name, &why.now()]),
            None => name.clone(),
        };
        let is_chosen = name == to;
        view! { <option value=name disabled=why.is_some() prop:selected=is_chosen>{label}</option> }
    });
    let options: Vec<_> = options.collect();
    let choose = move |event| {
        let name = event_target_value(&event);
        share.by_hand.update(|by_hand| _ = by_hand.insert(at, name));
    };
    let label = format!("{} {}", texts::WHO.now(), case.case_number);
    view! {
        <select class="input" aria-label=label on:change=choose>
            <option value="" prop:selected=to.is_empty()>{t(texts::NOBODY)}</option>
            {options}
        </select>
    }
}
