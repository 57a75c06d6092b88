//! The unit of a column of amounts: where it was found, and another one to choose.
use files::layout::UNITS;
use leptos::prelude::*;
use protocol::UnitFrom;

use super::Import;
use super::columns::view_of;
use crate::lang::{Text, import as texts, t};

/// The select, for a column of amounts only.
pub fn unit_select(import: Import, at: usize) -> impl IntoView {
    let this = view_of(import, at);
    let unit = Memo::new(move |_| this.with(|c| c.unit.clone()));
    let from = Memo::new(move |_| this.with(|c| c.unit_from));
    let is_amount = Memo::new(move |_| unit.with(Option::is_some));
    let change = move |event: web_sys::Event| {
        let code = Some(event_target_value(&event)).filter(|code| !code.is_empty());
        import.change(|options| {
            if let Some(slot) = options.units.get_mut(at) {
                *slot = code;
            }
        });
    };
    let doubtful = move || from.get() == UnitFrom::Doubtful;
    let label = move || texts::UNIT_OF.with(&[&this.with(|c| c.heading.clone())]);
    move || {
        is_amount.get().then(|| {
            let options = UNITS.iter().zip(texts::UNITS).map(|((code, _), text)| {
                let here = move || !doubtful() && unit.with(|u| u.as_deref() == Some(*code));
                view! { <option value=*code prop:selected=here>{t(text)}</option> }
            });
            view! {
                <span class="mapping-unit">
                    <select class="input" aria-label=label aria-invalid=move || doubtful().to_string() on:change=change>
                        {move || doubtful().then(|| view! { <option value="" selected>{t(texts::CHOOSE_UNIT)}</option> })}
                        {options.collect_view()}
                    </select>
                    <small class="quiet">{move || where_found(from.get()).now()}</small>
                </span>
            }
        })
    }
}

fn where_found(from: UnitFrom) -> Text {
    match from {
        UnitFrom::Nowhere => texts::UNIT_NOWHERE,
        UnitFrom::Heading => texts::UNIT_HEADING,
        UnitFrom::UpperHeading => texts::UNIT_UPPER,
        UnitFrom::RowAbove => texts::UNIT_ABOVE,
        UnitFrom::RowBelow => texts::UNIT_BELOW,
        UnitFrom::Column => texts::UNIT_COLUMN,
        UnitFrom::Doubtful => texts::UNIT_DOUBTFUL,
        UnitFrom::Person => texts::UNIT_PERSON,
    }
}
