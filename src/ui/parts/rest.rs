//! Long tables: a first part is shown, more with each tap, and on paper it says what is left out.
use leptos::prelude::*;

use crate::lang::common;

/// Rows shown at first, and more with each tap.
pub const SOME: usize = 200;

/// Below a table: the button that shows more rows, and on paper how many are not on it.
#[component]
pub fn Rest(
    /// Rows there are.
    #[prop(into)]
    count: Signal<usize>,
    /// Rows shown.
    room: RwSignal<usize>,
) -> impl IntoView {
    let rest = Memo::new(move |_| count.get().saturating_sub(room.get()));
    move || {
        (rest.get() > 0).then(|| {
            view! {
                <button type="button" class="button no-print" on:click=move |_| room.update(|room| *room += SOME)>
                    {common::MORE.with(&[&rest.get().min(SOME)])}
                </button>
                <p class="only-print">{common::NOT_PRINTED.with(&[&rest.get()])}</p>
            }
        })
    }
}
