//! The records of a kind in a case: what is there, the form for a new one, corrections, taking out.
use std::sync::Arc;

use casebook::kinds::{Folder, KindOf, Kinds};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CasePlaces, RecordEdit, RecordKey, RecordView, RecordWrite, Value};

use super::begun::{Opened, begun_from};
use super::form::{Form, Typed};
use super::parties::{named_only, unrecorded};
use super::{begun, may_write, name, place, reach, said, terms, title};
use crate::drafts;
use crate::kinds::kinds_now;
use crate::lang::{common, field, records as texts, t};
use crate::pages::case::{Sheet, Whole, of_record};
use crate::pages::flows::part::flow_part;
use crate::pages::flows::{Asked, StepDialog};
use crate::pages::papers::{forms_of, use_papers};
use crate::pages::rule_words::whose;
use crate::pages::words;
use crate::pages::writer::Written;
use crate::parts::dialog::Dialog;
use crate::parts::field::show_fault;
use crate::parts::mark::shape;
use crate::state::use_shell;

/// What the forms of a kind are about. Free to copy.
#[derive(Clone, Copy)]
pub(super) struct Forms {
    open: RwSignal<bool>,
    /// The record that is corrected; nothing for a new one.
    asked: RwSignal<Option<RecordKey>>,
    /// The step that is about to be taken.
    step: RwSignal<Option<Asked>>,
    /// What the form of a new one begins with.
    begin: RwSignal<Vec<(u16, String)>>,
    /// Where the records of the case stand in line.
    places: RwSignal<Arc<CasePlaces>>,
}

impl Forms {
    fn new(places: RwSignal<Arc<CasePlaces>>) -> Self {
        Self {
            places,
            open: RwSignal::new(false),
            asked: RwSignal::new(None),
            step: RwSignal::new(None),
            begin: RwSignal::default(),
        }
    }

    /// Opens the form of a new record.
    pub(super) fn add(self, begin: Vec<(u16, String)>) {
        self.begin.set(begin);
        self.asked.set(None);
        self.open.set(true);
    }
}

/// A card for each kind that has records here or is asked for in every case; the others are one button each.
#[component]
pub fn Records(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    // The text of a court's own kind may come, change or go while the case is open.
    move || cards(sheet, kinds_now())
}

fn cards(sheet: Sheet, kinds: &'static Kinds) -> AnyView {
    let of_cases = kinds.iter().filter(|kind| kind.of == Folder::Case && !kind.own_page);
    let places = place::of_case(sheet);
    let kinds: Vec<_> = of_cases
        .map(|kind| (kind, Forms::new(places), own(sheet, kind)))
        .collect();
    provide_context(Opened(kinds.iter().map(|(kind, forms, _)| (*kind, *forms)).collect()));
    let cards = kinds.iter().map(|(kind, forms, all)| {
        let (kind, forms, all) = (*kind, *forms, *all);
        let shown = Memo::new(move |_| kind.prominent || !all.with(Vec::is_empty));
        view! {
            {move || shown.get().then(|| card(sheet, kind, forms, all))}
            <Dialogs sheet kind forms all/>
        }
    });
    let cards = cards.collect_view();
    view! { {cards}{others(kinds)} }.into_any()
}

/// The card of a kind alone: of records that are about no case.
#[component]
pub fn OneKind(
    /// The folder.
    sheet: Sheet,
    /// The kind.
    kind: &'static KindOf,
) -> impl IntoView {
    let (forms, all) = (Forms::new(place::of_case(sheet)), own(sheet, kind));
    view! { {card(sheet, kind, forms, all)}<Dialogs sheet kind forms all/><Whole sheet/> }
}

/// The card of a kind that is begun on a page of its own; nothing while the case has no record of it.
#[component]
pub fn Begun(
    /// The case.
    sheet: Sheet,
    /// The kind.
    kind: &'static KindOf,
) -> impl IntoView {
    let (forms, all) = (Forms::new(place::of_case(sheet)), own(sheet, kind));
    let shown = Memo::new(move |_| !all.with(Vec::is_empty));
    view! {
        {move || shown.get().then(|| card(sheet, kind, forms, all))}
        <Dialogs sheet kind forms all/>
    }
}

/// The records of a kind that are in force.
fn own(sheet: Sheet, kind: &'static KindOf) -> Memo<Vec<RecordView>> {
    Memo::new(move |_| {
        let view = sheet.view();
        let of_kind = |record: &&RecordView| record.record.kind == kind.kind;
        let own = view.iter().flat_map(|view| &view.records).filter(of_kind);
        own.cloned().collect()
    })
}

/// A button for each kind of which there is nothing yet, for whoever may write it.
fn others(kinds: Vec<(&'static KindOf, Forms, Memo<Vec<RecordView>>)>) -> impl IntoView {
    let shell = use_shell();
    let buttons = move || {
        let rest = kinds
            .iter()
            .filter(|(kind, _, all)| !kind.prominent && all.with(Vec::is_empty));
        let rest = rest.filter(|(kind, ..)| may_write(shell, kind));
        let buttons = rest.map(|(kind, forms, _)| {
            let forms = *forms;
            view! { <button type="button" class="button" on:click=move |_| forms.add(Vec::new())>{t(name(&kind.name))}</button> }
        });
        let buttons: Vec<_> = buttons.collect();
        (!buttons.is_empty()).then(|| {
            view! {
                <section class="card records no-print">
                    <h2>{t(texts::OTHERS)}</h2>
                    <div class="record-kinds">{buttons}</div>
                </section>
            }
        })
    };
    view! { {buttons} }
}

/// The dialogs of a kind: its form, and the form of a step.
#[component]
fn Dialogs(sheet: Sheet, kind: &'static KindOf, forms: Forms, all: Memo<Vec<RecordView>>) -> impl IntoView {
    view! {
        <Dialog open=forms.open title=name(&kind.name)>
            <Entry sheet kind all forms/>
        </Dialog>
        {kind.flow.as_ref().map(|_| view! { <StepDialog asked=forms.step/> })}
    }
}

fn card(sheet: Sheet, kind: &'static KindOf, forms: Forms, all: Memo<Vec<RecordView>>) -> AnyView {
    let shell = use_shell();
    let may = Memo::new(move |_| may_write(shell, kind));
    let heading = move || match all.with(Vec::len) {
        0 => name(&kind.name).now().to_owned(),
        count => texts::COUNT.with(&[&name(&kind.name).now(), &count]),
    };
    let rows = move || {
        let lines = all
            .get()
            .into_iter()
            .map(|record| line(sheet, kind, record, may, forms));
        lines.collect_view()
    };
    let names = unrecorded(sheet, kind);
    let named = move || {
        let begun = move |values: Vec<(u16, String)>| forms.add(values);
        let lines = names
            .get()
            .into_iter()
            .map(|(role, name)| named_only(role, name, may, begun));
        lines.collect_view()
    };
    let add_label = move || texts::ADD_A.with(&[&name(&kind.name).now()]);
    let add = move |_| forms.add(Vec::new());
    view! {
        <section class="card records">
            <div class="card-head">
                <h2>{heading}</h2>
                <div class="record-ways">
                {reach::ways(sheet, kind, may)}
                {move || match may.get() {
                    _ if kind.own_page => ().into_any(),
                    true => view! { <button type="button" class="button no-print" aria-label=add_label() on:click=add>{t(texts::ADD)}</button> }.into_any(),
                    false => view! { <span class="quiet no-print">{whose(kind.right.key())}</span> }.into_any(),
                }}
                </div>
            </div>
            {move || (all.with(Vec::is_empty) && names.with(Vec::is_empty)).then(|| view! { <p class="quiet">{t(texts::NONE)}</p> })}
            <ul class="record-list">{rows}{named}</ul>
        </section>
    }
    .into_any()
}

/// One record: its name, its date, what else is known of it.
fn line(sheet: Sheet, kind: &'static KindOf, record: RecordView, may: Memo<bool>, forms: Forms) -> AnyView {
    let called = title(kind, &record.fields);
    let key = record.record;
    let more = more(kind, &record);
    let subject = kind
        .has_subject()
        .then(|| kind.subject(key.id, &|field| Some(record.value(field).clone())));
    let edit = move |_| {
        forms.asked.set(Some(key));
        forms.open.set(true);
    };
    let (gone, edit_label, gone_label) = (
        record.clone(),
        format!("{} {called}", texts::EDIT.now()),
        format!("{} {called}", texts::REMOVE.now()),
    );
    let remove = move |_| take_out(sheet, kind, &gone);
    let (editable, removable) = match (&kind.flow, &record.flow) {
        (Some(flow), Some(stands)) => {
            let counting = stands.steps.iter().filter(|step| step.counts);
            let counting = counting.map(|step| step.step.as_str());
            let removable = flow.is_removable(&stands.states, counting);
            (flow.is_editable(&stands.states), removable)
        }
        _ => (true, true),
    };
    let chained = record.clone();
    let flow = flow_part(sheet.id, &record, forms.step);
    let attachments = of_record(sheet, key, &called);
    let buttons = move || {
        let (remove, edit_label, gone_label) = (remove.clone(), edit_label.clone(), gone_label.clone());
        (editable && may.get()).then(move || {
            view! {
                <span class="record-do no-print">
                    <button type="button" class="link" aria-label=edit_label on:click=edit>{t(texts::EDIT)}</button>
                    {removable.then(|| view! { <button type="button" class="link" aria-label=gone_label on:click=remove>{t(texts::REMOVE)}</button> })}
                </span>
            }
        })
    };
    let forms_here = forms_here(sheet, kind, &record);
    view! {
        <li class="record">
            <p class="record-head"><strong>{called}</strong>{move || subject.as_ref().and_then(|subject| date_of(sheet, subject))}{buttons}</p>
            <dl class="record-fields">{more}</dl>
            {move || sheet.view().and_then(|view| terms::on_card(terms::of_record(kind, &chained, &view.records)))}
            {begun_from(sheet, kind, &record)}
            {move || place::on_card(sheet, kind, &record, &forms.places.get(), may.get())}
            {flow}
            {forms_here}
            {attachments}
        </li>
    }
    .into_any()
}

/// What a record says beside its name.
fn more(kind: &'static KindOf, record: &RecordView) -> Vec<AnyView> {
    let value = |number: u16| Some(record.value(number).clone());
    let more = kind
        .fields
        .iter()
        .filter(|field| !kind.title.contains(&field.number) && field.is_shown(&value));
    let said = more.filter_map(|field| {
        let text = said(field, &record.fields);
        (!text.is_empty()).then(|| view! { <div><dt>{t(name(&field.name))}</dt><dd>{text}</dd></div> }.into_any())
    });
    said.collect()
}

/// The forms that are made of a record.
fn forms_here(sheet: Sheet, kind: &'static KindOf, record: &RecordView) -> impl IntoView + use<> {
    let (papers, record) = (use_papers(), record.clone());
    move || {
        let buttons = forms_of(kind).into_iter().map(|form| {
            let (named, record) = (field::own(&form.name), record.clone());
            view! { <button type="button" class="link" on:click=move |_| papers.record(sheet.id, &form, &record)>{t(named)}</button> }
        });
        let buttons: Vec<_> = buttons.collect();
        (!buttons.is_empty()).then(|| view! { <p class="record-do no-print">{buttons}</p> })
    }
}

/// The date of a record that presses most, as the rules give it.
fn date_of(sheet: Sheet, subject: &str) -> Option<AnyView> {
    let law = sheet.law.get()?;
    let own = law
        .nodes
        .iter()
        .filter(|line| line.subject == subject && line.status.is_live());
    let line = own.min_by_key(|line| line.urgency())?;
    let (state, said) = words::status(line.status, line.day(), line.act_by());
    let matter = words::node_name(&sheet.nodes(), &line.id);
    Some(
        view! {
            <span class="record-date">
                <span class="quiet">{matter}</span>
                <span class=format!("mark {}", state.class())>{shape(state)}<span>{said}</span></span>
            </span>
        }
        .into_any(),
    )
}

fn take_out(sheet: Sheet, kind: &'static KindOf, record: &RecordView) {
    let edit = RecordEdit::taken_out(record.record);
    let said = texts::REMOVED.with(&[&title(kind, &record.fields)]);
    spawn_local(async move {
        sheet.write_records(vec![edit], said).await;
    });
}

/// The form in the dialog: of the record asked for, or of a new one.
#[component]
fn Entry(sheet: Sheet, kind: &'static KindOf, all: Memo<Vec<RecordView>>, forms: Forms) -> impl IntoView {
    let key = forms.asked.get_untracked();
    let stands = move || {
        all.with_untracked(|all| {
            let found = all.iter().find(|record| Some(record.record) == key);
            found.map(|record| record.fields.clone()).unwrap_or_default()
        })
    };
    let form = Form::new(kind, kind.fields.iter(), stands());
    form.begin_with(forms.begin.get_untracked());
    let draft = kept(form, sheet, key);
    let moved = RwSignal::new(false);
    look_again(form, moved, all, stands);
    let close = move || {
        draft.done();
        forms.open.try_set(false);
    };
    let (busy, keeps) = (RwSignal::new(false), RwSignal::new(true));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        // A second press while the first is being stored means the same.
        if busy.get_untracked() {
            return;
        }
        let Some(fields) = form.changed() else {
            show_fault(&event);
            return;
        };
        if fields.is_empty() {
            return close();
        }
        let said = texts::SAVED.with(&[&called(kind, &fields, &stands())]);
        let kept = key.filter(|_| keeps.get_untracked());
        let kept = untrack(|| kept.and_then(|key| form.kept(key)));
        let edits = std::iter::once(edit_of(form, key, fields)).chain(kept).collect();
        busy.set(true);
        spawn_local(async move {
            let written = sheet.write_records(edits, said).await;
            busy.try_set(false);
            match written {
                Written::Yes => close(),
                Written::Moved => drop(moved.try_set(true)),
                Written::No => {}
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=save>
            {draft.note()}
            {form.rows()}
            {keep_term(form, key, keeps)}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| close()>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=busy>{t(common::SAVE)}</button>
            </footer>
        </form>
    }
}

/// Asks, where one renewal is written in the place of another, whether it is one more or a mere correction.
fn keep_term(form: Form, key: Option<RecordKey>, keeps: RwSignal<bool>) -> impl IntoView {
    let replaces = Memo::new(move |_| key.is_some_and(|key| form.kept(key).is_some()));
    move || {
        replaces.get().then(|| {
            view! {
                <label class="papers-tick">
                    <input type="checkbox" prop:checked=keeps on:change=move |event| keeps.set(event_target_checked(&event))/>
                    <span>{t(texts::KEEP_TERM)}</span>
                </label>
            }
        })
    }
}

/// What somebody else wrote meanwhile is what the next save is about.
fn look_again(
    form: Form,
    moved: RwSignal<bool>,
    all: Memo<Vec<RecordView>>,
    stands: impl Fn() -> Vec<(u16, Value)> + 'static,
) {
    Effect::new(move |_| {
        all.track();
        if moved.get() {
            form.look_again(stands());
        }
    });
}

/// Keeps what is typed as a draft of this case, kind and record.
fn kept(form: Form, sheet: Sheet, key: Option<RecordKey>) -> drafts::Draft {
    let which = key.map_or_else(
        || "new".to_owned(),
        |key| uuid::Uuid::from_bytes(key.id).simple().to_string(),
    );
    let begun = untrack(|| form.typed());
    drafts::draft(
        &drafts::of_case(&format!("{}.{which}", form.kind().key), sheet.id),
        move || Some(form.typed()).filter(|now| *now != begun),
        move |typed: Typed| form.put(typed),
    )
}

/// The name of a record from what is written, or else from what stands there.
fn called(kind: &'static KindOf, written: &[(u16, Value)], stands: &[(u16, Value)]) -> String {
    let names = [written, stands].map(|values| title(kind, values));
    names.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// What the form writes: a new record, or the fields that were changed.
fn edit_of(form: Form, key: Option<RecordKey>, fields: Vec<(u16, Value)>) -> RecordEdit {
    let Some(record) = key else {
        return begun(form.kind().kind, fields);
    };
    let seen = fields
        .iter()
        .map(|(number, _)| (*number, form.seen_in(*number)))
        .collect();
    RecordEdit {
        write: RecordWrite {
            record,
            in_force: None,
            fields,
        },
        seen,
    }
}
