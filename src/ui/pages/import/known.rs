//! Cases the file brings again: old and new side by side before anything is updated, and what becomes of removed ones.
use leptos::prelude::*;
use protocol::{Change, Kept};

use super::Import;
use crate::lang::{field as fields, import as texts, t};
use crate::pages::words;
use crate::parts::answer::Segments;
use crate::parts::field::Row;
use crate::route::Route;

/// Differences shown.
const SOME: usize = 100;

/// The card; nothing if no case is known.
#[component]
pub fn KnownCases(
    /// The import.
    import: Import,
) -> impl IntoView {
    let of = move |get: fn(&protocol::Preview) -> u32| {
        Memo::new(move |_| import.preview.with(|p| p.as_ref().map(get).unwrap_or_default()))
    };
    let (known, removed, by_hand) = (of(|p| p.known), of(|p| p.removed), of(|p| p.by_hand));
    let (changed, listed) = (changed(import), of(|p| p.known - p.removed));
    let told = move || texts::WOULD_UPDATE.with(&[&changed.get(), &(listed.get().saturating_sub(changed.get()))]);
    move || {
        (known.get() > 0).then(|| {
            view! {
                <section class="card">
                    <h2>{t(texts::KNOWN)}</h2>
                    <p>{told}</p>
                    {choice(texts::KNOWN, (texts::UPDATE, texts::LEAVE), import.update)}
                    {move || (import.update.get() && by_hand.get() > 0).then(|| view! {
                        <p class="note"><span>{texts::BY_HAND_COUNT.with(&[&by_hand.get()])}</span></p>
                        {choice(texts::BY_HAND, (texts::OVERWRITE, texts::KEEP), import.overwrite)}
                    })}
                    {move || (removed.get() > 0).then(|| view! {
                        <p class="note"><span>{texts::REMOVED_COUNT.with(&[&removed.get()])}</span></p>
                        {choice(texts::REMOVED_CASES, (texts::RESTORE, texts::STAY_REMOVED), import.restore)}
                    })}
                    {move || table(import)}
                </section>
            }
        })
    }
}

/// Cases an update would change, as chosen. Tracks.
pub fn changed(import: Import) -> Signal<u32> {
    Signal::derive(move || {
        let overwrite = import.overwrite.get();
        import.preview.with(|p| match p {
            Some(p) if overwrite => p.changed_all,
            Some(p) => p.changed,
            None => 0,
        })
    })
}

fn choice(label: crate::lang::Text, answers: (crate::lang::Text, crate::lang::Text), value: RwSignal<bool>) -> AnyView {
    let chosen = Signal::derive(move || usize::from(!value.get()));
    let on_choose = Callback::new(move |at| value.set(at == 0));
    view! { <Row label group=true><Segments options=vec![answers.0, answers.1] chosen on_choose/></Row> }.into_any()
}

fn table(import: Import) -> Option<AnyView> {
    let (changes, count) = import
        .preview
        .with(|p| p.as_ref().map(|p| (p.changes.clone(), p.change_count)))?;
    if changes.is_empty() {
        return None;
    }
    let (update, overwrite) = (import.update.get(), import.overwrite.get());
    let shown = changes.len().min(SOME);
    let rest = usize::try_from(count).unwrap_or(usize::MAX) - shown;
    let rows: Vec<AnyView> = changes.iter().take(SOME).map(|c| line(c, update, overwrite)).collect();
    Some(
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label=t(texts::CHANGES)>
                <table class="plain known">
                    <thead><tr>
                        <th scope="col">{t(texts::ROW_HEAD)}</th>
                        <th scope="col">{t(texts::CASE)}</th>
                        <th scope="col">{t(texts::FIELD)}</th>
                        <th scope="col">{t(texts::BEFORE)}</th>
                        <th scope="col">{t(texts::AFTER)}</th>
                        <th scope="col">{t(texts::OUTCOME)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(rest > 0).then(|| view! { <p class="quiet">{texts::MORE_CHANGES.with(&[&rest])}</p> })}
        }
        .into_any(),
    )
}

fn line(change: &Change, update: bool, overwrite: bool) -> AnyView {
    let outcome = match change.kept {
        _ if !update => texts::LEFT,
        Some(Kept::Disputed) => texts::KEPT_DISPUTED,
        Some(Kept::Ruled) => texts::KEPT_RULED,
        Some(Kept::NotYours) => texts::KEPT_NOT_YOURS,
        Some(Kept::ByHand) if !overwrite => texts::KEPT_BY_HAND,
        Some(Kept::ByHand) | None => texts::TAKEN,
    };
    view! {
        <tr>
            <td class="number">{change.row}</td>
            <td><a href=Route::Case(change.case).href()>{change.number.clone()}</a></td>
            <td>{t(fields::name(change.field))}</td>
            <td>{words::value(change.field, &change.before)}</td>
            <td>{words::value(change.field, &change.after)}</td>
            <td>{t(outcome)}</td>
        </tr>
    }
    .into_any()
}
