//! The warnings about a case: what, why, what to do, and the way to answer one.
use casebook::warnings::{Known, Warned as Warning};
use leptos::prelude::*;
use protocol::WarnedRow;

use super::sheet::Sheet;
use crate::in_force::use_in_force;
use crate::kinds::kinds_now;
use crate::lang::{t, warnings as texts};
use crate::pages::warnings::{AnswerDialog, fact_said, may_answer, source};
use crate::parts::icon::{Icon, icon};

/// The warnings; nothing if there are none.
#[component]
pub(super) fn Warned(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let in_force = use_in_force();
    let asked = RwSignal::new(Vec::<WarnedRow>::new());
    let warned = Memo::new(move |_| {
        let (Some(view), Some(rules)) = (sheet.view(), in_force.warnings.get()) else {
            return Vec::new();
        };
        rules.of(
            &Known::of_view(&view, kinds_now()),
            &sheet.calendar(),
            sheet.today.get(),
        )
    });
    let lines = move || {
        let warned = warned.get();
        warned
            .into_iter()
            .map(|warning| line(sheet, asked, warning))
            .collect_view()
    };
    view! { {lines}<AnswerDialog asked/> }
}

fn line(sheet: Sheet, asked: RwSignal<Vec<WarnedRow>>, warning: Warning) -> Option<AnyView> {
    let rules = use_in_force().warnings.get()?;
    let rule = rules.rule(&warning.rule)?;
    let word = |both: &casebook::kinds::Both| texts::either(both);
    let (name, of) = (word(&rule.name), warning.of.join(crate::lang::common::LIST.now()));
    let facts = warning
        .facts
        .iter()
        .filter_map(fact_said)
        .collect::<Vec<_>>()
        .join(crate::lang::common::SEMICOLON.now());
    let about = [of, facts]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let why = texts::WHY_AND_DO.with(&[&word(&rule.why), &word(&rule.to_do)]);
    let from = source(rule);
    let label = texts::ANSWER_TO.with(&[&name]);
    let may = may_answer();
    let row = WarnedRow {
        case: sheet.id,
        case_number: sheet.text(protocol::Field::CASE_NUMBER),
        debtor: sheet.text(protocol::Field::DEBTOR),
        team: sheet.text(protocol::Field::TEAM),
        handler: sheet.text(protocol::Field::HANDLER),
        warned: warning,
    };
    let button = may.then(|| {
        view! {
            <button type="button" class="button no-print" aria-label=label on:click=move |_| asked.set(vec![row.clone()])>
                {t(texts::ANSWER)}
            </button>
        }
    });
    let about = (!about.is_empty()).then(|| view! { <span>{about}</span> });
    Some(
        view! {
            <div class="note warned">
                {icon(Icon::Alert)}
                <div>
                    <p><strong>{name}</strong>" "{about}</p>
                    <p class="warned-why">{why}" "<span class="quiet">{from}</span></p>
                </div>
                {button}
            </div>
        }
        .into_any(),
    )
}
