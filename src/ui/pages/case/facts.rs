//! The fields of a case, in groups, as they stand; what is not known says so.
use casebook::field::{Fields, Holds};
use casebook::kinds::ValueType;
use leptos::prelude::*;
use protocol::{Field, Value};

use super::sheet::Sheet;
use super::{CaseDialogs, texts};
use crate::lang::{Text, common, field as fields, t};
use crate::pages::words;
use crate::parts::icon::{Icon, icon};

/// Fields in the order a clerk thinks, in groups, as the table of fields has them.
pub fn groups() -> impl Iterator<Item = (Text, Vec<Field>)> {
    let table = Fields::builtin();
    table.groups().iter().enumerate().map(|(at, name)| {
        let members = table.iter().filter(move |told| told.group == Some(at));
        (fields::both(name), members.map(|told| told.field).collect())
    })
}

/// The card.
#[component]
pub fn Facts(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    dialogs: CaseDialogs,
) -> impl IntoView {
    let groups = groups().map(|(title, members)| {
        let rows = members.iter().map(|field| fact(sheet, *field)).collect_view();
        view! { <h3>{t(title)}</h3><dl class="case-facts">{rows}</dl> }
    });
    view! {
        <section class="card facts-card">
            <div class="card-head">
                <h2>{t(texts::FACTS)}</h2>
                <button type="button" class="button" on:click=move |_| dialogs.edit.set(true)>
                    {icon(Icon::Pencil)}{t(common::EDIT)}
                </button>
            </div>
            {groups.collect_view()}
        </section>
    }
}

fn fact(sheet: Sheet, field: Field) -> impl IntoView {
    let value = Memo::new(move |_| sheet.said(field));
    view! {
        <div class="case-fact" class:is-unknown=move || value.with(Option::is_none)>
            <dt>{t(fields::name(field))}</dt>
            <dd>{move || match value.get() {
                Some(said) => said,
                None if is_answer(field) => common::UNKNOWN.now().to_owned(),
                None => words::value(field, &Value::None),
            }}</dd>
        </div>
    }
}

/// Answered by yes, no or unknown.
pub fn is_answer(field: Field) -> bool {
    field.told().holds == Holds::Plain(ValueType::YesNo)
}
