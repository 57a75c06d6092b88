//! What is done to several lines at once: their headings confirmed, or another one for all of them.
use casebook::dossier::{Catalogues, Dossier, Item, Stands, confirm, put_under};
use leptos::prelude::*;

use super::Page;
use super::counted::CountPages;
use crate::lang::{dossier as texts, records, t};
use crate::pages::records::name;

/// The bar.
#[component]
pub(super) fn Bar(page: Page) -> impl IntoView {
    let chosen = Memo::new(move |_| page.chosen_items());
    let proposed = Memo::new(move |_| {
        let dossier = page.dossier.get();
        let all = dossier.iter().flat_map(|dossier| dossier.entries());
        let open = all.filter(|entry| matches!(entry.stands, Stands::Proposed(_)));
        open.map(|entry| entry.item).collect::<Vec<Item>>()
    });
    let confirm_all = move |_| confirmed(page, proposed.get_untracked());
    let open = move || proposed.with(|items| (!items.is_empty()).then_some(items.len()));
    let for_all = move || {
        let confirm = open().map(|count| {
            view! { <button type="button" class="button" on:click=confirm_all>{texts::CONFIRM_ALL.with(&[&count])}</button> }
        });
        view! { <div class="dossier-all no-print">{confirm}<CountPages page/></div> }.into_any()
    };
    move || match (page.may.get(), chosen.with(Vec::len)) {
        (false, _) => ().into_any(),
        (true, 0) => for_all(),
        (true, count) => some(page, chosen, count),
    }
}

fn some(page: Page, chosen: Memo<Vec<Item>>, count: usize) -> AnyView {
    let put = move |event| {
        let wanted = event_target_value(&event);
        let Some(heading) = Catalogues::builtin().heading(&wanted) else {
            return;
        };
        let items = chosen.get_untracked();
        let said = texts::SAID_PUT.with(&[&name(&heading.name).once(), &items.len()]);
        page.chosen.update(|chosen| chosen.clear());
        page.write(said, |view, dossier| put_under(view, dossier, &items, &wanted));
    };
    let confirm = move |_| {
        let items = chosen.get_untracked();
        page.chosen.update(|chosen| chosen.clear());
        confirmed(page, items);
    };
    view! {
        <div class="register-chosen no-print">
            <span role="status">{texts::CHOSEN.with(&[&count])}</span>
            <button type="button" class="button" on:click=confirm>{t(texts::CONFIRM)}</button>
            <label class="dossier-put">
                {t(texts::PUT_UNDER)}
                <select class="input" on:change=put>
                    <option value="">{t(records::NOT_CHOSEN)}</option>
                    {options(page, "")}
                </select>
            </label>
        </div>
    }
    .into_any()
}

fn confirmed(page: Page, items: Vec<Item>) {
    let said = texts::SAID_CONFIRMED.with(&[&items.len()]);
    page.write(said, |view, dossier| confirm(view, dossier, &items));
}

/// The headings of both volumes as choices.
pub(super) fn options(page: Page, chosen: &str) -> AnyView {
    let dossier = untrack(|| page.dossier.get());
    dossier.map_or_else(|| ().into_any(), |dossier| heading_options(&dossier, chosen))
}

/// The headings of both volumes of a dossier as choices.
pub fn heading_options(dossier: &Dossier<'static>, chosen: &str) -> AnyView {
    let volumes = [(texts::MAIN, &dossier.main), (texts::INTERNAL, &dossier.internal)];
    let groups = volumes.into_iter().map(|(label, sections)| {
        let options = sections.iter().map(|section| {
            let (key, own) = (section.heading.key.clone(), name(&section.heading.name));
            let is_it = key == chosen;
            let said = format!("{} {}", section.number, own.now());
            view! { <option value=key prop:selected=is_it>{said}</option> }
        });
        view! { <optgroup label=t(label)>{options.collect_view()}</optgroup> }
    });
    groups.collect_view().into_any()
}
