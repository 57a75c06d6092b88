//! Who work can be given to: those whose post has such work, searched by name, post, group or kind of work; the rest of the
//! house one press away.
use std::collections::BTreeMap;

use leptos::prelude::*;
use protocol::Hand;

use super::{Share, Work};
use crate::lang::{Text, matters as matter_texts, share as texts, t};
use crate::pages::people::post_in;
use crate::pages::records::SearchField;
use crate::parts::date::iso;

/// So many are seen at a glance; of more, one searches.
const AT_A_GLANCE: usize = 12;

/// Whether somebody's post has this work: of cases a judge, of matters whoever takes them all. Of a name that only cases bear
/// no post is known, and nobody is left out for that.
pub(super) fn suits(works: &[Work], hand: Option<&Hand>) -> bool {
    hand.is_none_or(|hand| {
        works.iter().all(|work| match work.matter.is_empty() {
            true => hand.handles,
            false => hand.may_take(&work.matter),
        })
    })
}

/// The list. `said` says what a person has.
pub(super) fn people(share: Share, said: Text) -> impl IntoView {
    let searched = RwSignal::new(String::new());
    let names = move |own: bool| {
        let words = searched.with(|words| words.trim().to_lowercase());
        let mut names = share.names.get();
        names.retain(|name| {
            share.suits(name) == own && words.split_whitespace().all(|word| told(share, name).contains(word))
        });
        names
    };
    let (own, others) = (Memo::new(move |_| names(true)), Memo::new(move |_| names(false)));
    let is_long = move || share.names.with(Vec::len) > AT_A_GLANCE;
    let lines = move |names: Memo<Vec<String>>| {
        move || {
            names
                .get()
                .into_iter()
                .map(|name| line(share, name, said))
                .collect_view()
        }
    };
    let nobody = move || {
        (own.with(Vec::is_empty) && others.with(Vec::is_empty))
            .then(|| view! { <p class="quiet">{t(texts::NOT_FOUND)}</p> })
    };
    // Without anybody whose work it is, the others are all there are.
    let is_open = move || own.with(Vec::is_empty) || searched.with(|words| !words.trim().is_empty());
    view! {
        <div class="people-all">
        {move || is_long().then(|| view! { <SearchField text=searched label=texts::SEARCH_PEOPLE/> })}
        <div class="people-choice">{lines(own)}</div>
        {nobody}
        {move || (!others.with(Vec::is_empty)).then(|| view! {
            <details class="people-others" prop:open=is_open>
                <summary>{move || texts::OTHERS.with(&[&others.with(Vec::len)])}</summary>
                <div class="people-choice">{lines(others)}</div>
            </details>
        })}
        </div>
    }
}

/// All that is said of a person, for the search. Tracks.
fn told(share: Share, name: &str) -> String {
    let hand = share.hand(name);
    let works = hand.as_ref().map(|hand| hand.works.clone()).unwrap_or_default();
    format!("{name} {} {works}", post(share, hand.as_ref()).unwrap_or_default()).to_lowercase()
}

/// Post and group. Tracks.
fn post(share: Share, hand: Option<&Hand>) -> Option<String> {
    let hand = hand?;
    share
        .staff
        .with(|view| Some(post_in(view.as_deref()?, &hand.role, &hand.group)))
}

fn line(share: Share, name: String, said: Text) -> AnyView {
    let has = share.load.with_untracked(|load| load.get(&name).copied().unwrap_or(0));
    let hand = share.hand(&name);
    let (own, who) = (name.clone(), name.clone());
    let more = move || {
        let away = share.away.get().into_iter().find(|away| away.who == who);
        let works = hand
            .as_ref()
            .map(|hand| hand.works.clone())
            .filter(|works| !works.is_empty());
        let away = away.map(|away| matter_texts::IS_AWAY.with(&[&iso(away.to), &away.by]));
        let all = [post(share, hand.as_ref()), works, away].into_iter().flatten();
        all.collect::<Vec<_>>().join(" · ")
    };
    let label = said.with(&[&name, &has]);
    let choose = move |event| {
        share.by_hand.update(BTreeMap::clear);
        share.chosen.update(|chosen| match event_target_checked(&event) {
            true => _ = chosen.insert(name.clone()),
            false => _ = chosen.remove(&name),
        });
    };
    view! {
        <label class="check-row">
            <input type="checkbox" prop:checked=move || share.chosen.with(|chosen| chosen.contains(&own)) on:change=choose/>
            <span class="people-line"><span>{label}</span><span class="quiet">{more}</span></span>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_go_to_judges_and_matters_to_whoever_takes_them() {
        let work = |matter: &str| Work {
            matter: matter.to_owned(),
            ..Work::default()
        };
        let judge = Hand {
            handles: true,
            ..Hand::default()
        };
        let clerk = Hand {
            matters: vec!["m1".to_owned(), "m2".to_owned()],
            ..Hand::default()
        };
        let chief = Hand {
            matters: vec!["*".to_owned()],
            ..Hand::default()
        };
        let (case, both, other) = (
            vec![work("")],
            vec![work("m1"), work("m2")],
            vec![work("m1"), work("m9")],
        );
        for (works, hand, expected) in [
            (&case, &judge, true),
            (&case, &clerk, false),
            (&both, &clerk, true),
            (&other, &clerk, false),
            (&other, &chief, true),
            (&both, &judge, false),
        ] {
            assert_eq!(suits(works, Some(hand)), expected, "{works:?} {hand:?}");
        }
        assert!(suits(&case, None) && suits(&both, None));
    }
}
