//! The director decides the verdict; where it differs from the rules, with a reason. The receipt goes with it.
use ::law::receipt::make;
use ::law::triage::Verdict;
use leptos::prelude::*;
use protocol::{Action, Field, FieldEdit, Value};

use super::sheet::Sheet;
use super::{CaseDialogs, texts};
use crate::lang::{common, law, t};
use crate::parts::answer::Segments;
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id};

/// The dialog.
#[component]
pub fn Decide(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    dialogs: CaseDialogs,
) -> impl IntoView {
    view! {
        <Dialog open=dialogs.decide title=texts::DECIDE>
            <Fields sheet dialogs/>
        </Dialog>
    }
}

#[component]
fn Fields(sheet: Sheet, dialogs: CaseDialogs) -> impl IntoView {
    let computed = sheet.law.with_untracked(|l| {
        l.as_ref()
            .and_then(|l| l.triage.as_ref().map(|t| t.verdict_to_act_on()))
    });
    let by_rules = match computed {
        Some(Verdict::Simple) => Some(0),
        Some(Verdict::Ordinary) => Some(1),
        _ => None,
    };
    let chosen = RwSignal::new(by_rules.unwrap_or(1));
    let reason = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let needs_reason = move || by_rules != Some(chosen.get());
    let lacking = move || needs_reason() && reason.with(|r| r.trim().is_empty());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(lacking) {
            return;
        }
        decide(
            sheet,
            chosen.get_untracked(),
            reason.with_untracked(|r| r.trim().to_owned()),
        );
        dialogs.decide.set(false);
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <p class="form-lead">{t(texts::DECIDE_HELP)}</p>
            <Row label=texts::VERDICT group=true hint=Signal::derive(move || rules_say(computed))>
                <Segments
                    options=vec![law::VERDICT_SIMPLE, law::VERDICT_ORDINARY]
                    chosen
                    on_choose=Callback::new(move |at| chosen.set(at))
                />
            </Row>
            <Row label=texts::REASON>
                <textarea
                    class="input"
                    id=control_id()
                    rows="3"
                    prop:value=reason
                    on:input=move |event| reason.set(event_target_value(&event))
                ></textarea>
                <p class="row-error" role="status">
                    {move || (tried.get() && lacking()).then(|| texts::REASON_MISSING.now())}
                </p>
            </Row>
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| dialogs.decide.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">{t(texts::DECIDE)}</button>
            </footer>
        </form>
    }
}

/// What the rules make of it.
fn rules_say(computed: Option<Verdict>) -> String {
    let word = match computed {
        Some(Verdict::Simple) => law::VERDICT_SIMPLE,
        Some(Verdict::Ordinary) => law::VERDICT_ORDINARY,
        _ => law::VERDICT_MORE,
    };
    texts::DIFFERS.with(&[&word.now()])
}

fn decide(sheet: Sheet, chosen: usize, reason: String) {
    let verdict = (if chosen == 0 { "simple" } else { "ordinary" }).to_owned();
    let back = FieldEdit {
        field: Field::DecidedVerdict,
        seen: Value::Text(verdict.clone()),
        value: untrack(|| sheet.value(Field::DecidedVerdict)).unwrap_or(Value::None),
    };
    let word = [law::VERDICT_SIMPLE, law::VERDICT_ORDINARY][chosen.min(1)];
    let said = texts::DECIDED.with(&[&word.now()]);
    let action = Action::Decided {
        verdict,
        reason,
        receipt: receipt(sheet),
    };
    sheet.write_then_edit(vec![action], vec![back], said);
}

/// Text of the receipt the decision rests on; empty if the rules cannot be read.
fn receipt(sheet: Sheet) -> String {
    let number = untrack(|| sheet.text(Field::CaseNumber));
    let file = sheet
        .law
        .with_untracked(|law| law.as_ref().map(|law| law.file.facts.clone()));
    let rules = sheet.in_force.triage.get_untracked();
    match (file, rules) {
        (Some(facts), Some(rules)) => make(&rules, &facts, Some(&number), None),
        _ => String::new(),
    }
}
