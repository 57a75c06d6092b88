//! The verdict is prepared by the group and decided by the head of the centre (plan 7(5), 11): a record with a flow. Where
//! it differs from the rules, with a reason. The receipt goes with it.
use ::law::receipt::make;
use ::law::triage::Verdict;
use casebook::flows::content_of;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CaseView, Field, Kind, RecordEdit, RecordView, RecordWrite, RecordWrites, StepEdit, Value};

use super::sheet::Sheet;
use super::{CaseDialogs, texts};
use crate::lang::{common, law, t};
use crate::pages::allowed::DECIDE;
use crate::pages::records::fresh;
use crate::pages::writer::Written;
use crate::parts::answer::Segments;
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id};
use crate::state::use_shell;

/// Keys of the two steps taken here.
const DECIDE_STEP: &str = "decide";
const PREPARE_STEP: &str = "prepare";

/// The dialog: whoever decides does so here, whoever prepares submits here.
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
    let (computed, by_rules) = by_rules(sheet);
    let chosen = RwSignal::new(by_rules.unwrap_or(1));
    let reason = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let step = if use_shell().may(DECIDE) {
        DECIDE_STEP
    } else {
        PREPARE_STEP
    };
    let (title, help) = match step {
        DECIDE_STEP => (texts::DECIDE, texts::DECIDE_HELP),
        _ => (texts::PREPARE, texts::PREPARE_HELP),
    };
    let needs_reason = move || by_rules != Some(chosen.get());
    let lacking = move || needs_reason() && reason.with(|r| r.trim().is_empty());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(lacking) {
            return;
        }
        submit(
            sheet,
            step,
            chosen.get_untracked(),
            reason.with_untracked(|r| r.trim().to_owned()),
        );
        dialogs.decide.set(false);
    };
    view! {
        <form class="form" novalidate on:submit=save>
            <p class="form-lead">{t(help)}</p>
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
                <button type="submit" class="button button-main">{t(title)}</button>
            </footer>
        </form>
    }
}

/// The verdict by the rules, and its place among those to choose from.
fn by_rules(sheet: Sheet) -> (Option<Verdict>, Option<usize>) {
    let law = sheet.law.get_untracked();
    let verdict = law.map(|law| law.verdict);
    let place = match verdict {
        Some(Verdict::Simple) => Some(0),
        Some(Verdict::Ordinary) => Some(1),
        _ => None,
    };
    (verdict, place)
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

/// Number of the kind of decisions on the triage (`rules/records/triage.json`), and its field of the verdict.
const KIND: Kind = Kind(20);
const VERDICT: u16 = 1;

/// The decision under way: the last record of the kind that is not at an end, else the last one.
pub(super) fn under_way(view: &CaseView) -> Option<&RecordView> {
    let mut own = view.records.iter().rev().filter(|record| record.record.kind == KIND);
    let is_open = |record: &&RecordView| record.flow.as_ref().is_some_and(|flow| flow.states != ["decided"]);
    own.clone().find(is_open).or_else(|| own.next())
}

/// Writes the verdict into the record of the decision and takes the step.
fn submit(sheet: Sheet, step: &str, chosen: usize, reason: String) {
    let verdict = Value::Text((if chosen == 0 { "simple" } else { "ordinary" }).to_owned());
    let view = untrack(|| sheet.view());
    let known = view.as_deref().and_then(under_way);
    let key = known.map_or_else(|| fresh(KIND), |record| record.record);
    let seen = known.map(|record| record.value(VERDICT).clone()).unwrap_or(Value::None);
    let is_news = seen != verdict;
    let write = RecordWrite {
        record: key,
        in_force: known.is_none().then_some(true),
        fields: if is_news { vec![(VERDICT, verdict)] } else { Vec::new() },
    };
    let edit = RecordEdit {
        write,
        seen: vec![(VERDICT, seen)],
    };
    let taken = StepEdit {
        record: key,
        step: step.to_owned(),
        heads: known
            .and_then(|record| record.flow.as_ref())
            .map(|flow| flow.heads.clone())
            .unwrap_or_default(),
        content: known.map(|record| content_of(&record.fields)),
        on: sheet.today.get_untracked(),
        reason,
        receipt: receipt(sheet),
    };
    let word = [law::VERDICT_SIMPLE, law::VERDICT_ORDINARY][chosen.min(1)];
    let said = match step {
        DECIDE_STEP => texts::DECIDED.with(&[&word.now()]),
        _ => texts::PREPARED.with(&[&word.now()]),
    };
    let writes = RecordWrites {
        edits: if is_news { vec![(sheet.id, edit)] } else { Vec::new() },
        steps: vec![(sheet.id, taken)],
        ..RecordWrites::default()
    };
    spawn_local(async move {
        if sheet.write_with_steps(writes, said).await == Written::Moved {
            sheet.fetch();
        }
    });
}

/// Text of the receipt the decision rests on; empty if the rules cannot be read.
fn receipt(sheet: Sheet) -> String {
    let number = untrack(|| sheet.text(Field::CASE_NUMBER));
    let file = sheet
        .law
        .with_untracked(|law| law.as_ref().map(|law| law.file.facts.clone()));
    let rules = sheet.in_force.triage.get_untracked();
    match (file, rules) {
        (Some(facts), Some(rules)) => make(&rules, &facts, Some(&number), None),
        _ => String::new(),
    }
}
