//! The ways from the records of a case to what belongs to them: their register, the visits to offices, rows pasted for it.
use casebook::kinds::KindOf;
use leptos::prelude::*;

use super::ledger::TakeLedger;
use crate::lang::{records as texts, t, visits};
use crate::pages::case::Sheet;
use crate::pages::only_case::of_case;
use crate::route::Route;

/// The ways of a kind that is entered from a register or taken to offices.
pub(super) fn ways(sheet: Sheet, kind: &'static KindOf, may: Memo<bool>) -> AnyView {
    let register = (!kind.entered.is_empty()).then(|| {
        let href = of_case(Route::Register(kind.kind.0), &sheet.id);
        view! { <a class="link no-print" href=href>{t(texts::TO_REGISTER)}</a> }
    });
    let visits = kind.visit.is_some().then(|| {
        let href = of_case(Route::Visits, &sheet.id);
        view! { <a class="link no-print" href=href>{t(visits::TITLE)}</a> }
    });
    let pasted = !kind.entered.is_empty();
    view! {
        {register}
        {visits}
        {move || (pasted && may.get()).then(|| view! { <TakeLedger kind case=Some(sheet.id)/> })}
    }
    .into_any()
}
