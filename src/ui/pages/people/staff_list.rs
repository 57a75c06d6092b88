//! Taking in a list of staff: choose or paste it, see row by row what it does, take it all or none.
use casebook::kinds::EntryFault;
use casebook::people::staff_list::{Does, Part, StaffFault, StaffLine, field_name};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{FileError, ReadStaffList, Refusal, StaffListView, StaffPlan, TakeBackStaffList, TakeStaffList};

use super::{PeopleModel, local};
use crate::lang::field::both;
use crate::lang::{common, import_errors, ledger, people as people_texts, records, staff_list as texts, t};
use crate::pages::pick_file::picked;
use crate::parts::date::iso;
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id};
use crate::parts::icon::{Icon, icon};
use crate::state::use_today;

/// What the file dialog offers.
const ACCEPT: &str = ".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The dialog.
#[component]
pub fn StaffList(
    /// The page.
    people_model: PeopleModel,
) -> impl IntoView {
    view! { <Dialog open=people_model.list title=texts::TITLE><List people_model/></Dialog> }
}

/// What is held while the dialog is open. Free to copy.
#[derive(Clone, Copy)]
struct Reading {
    read: RwSignal<Option<StaffListView>>,
    failed: RwSignal<Option<Refusal>>,
    busy: RwSignal<bool>,
}

impl Reading {
    fn start(self, bytes: Vec<u8>, today: chrono::NaiveDate) {
        self.busy.set(true);
        self.failed.set(None);
        spawn_local(async move {
            match WorkerClient::token().ask(ReadStaffList { bytes, today }).await {
                Ok(view) => _ = self.read.try_set(Some(view)),
                Err(failure) => _ = self.failed.try_set(Some(failure.refusal)),
            }
            self.busy.try_set(false);
        });
    }
}

#[component]
fn List(people_model: PeopleModel) -> impl IntoView {
    let reading = Reading {
        read: RwSignal::new(None),
        failed: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    move || match reading.read.get() {
        None => view! { <Choose people_model reading/> }.into_any(),
        Some(view) => view! { <Check people_model reading view/> }.into_any(),
    }
}

/// The file or the text.
#[component]
fn Choose(people_model: PeopleModel, reading: Reading) -> impl IntoView {
    let (today, pasted) = (use_today(), RwSignal::new(String::new()));
    let file = move |event: web_sys::Event| {
        spawn_local(async move {
            if let Some((_, bytes)) = picked(&event).await {
                reading.start(bytes, today.get_untracked());
            }
        });
    };
    let paste = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = pasted.get_untracked();
        if !text.trim().is_empty() && !reading.busy.get_untracked() {
            reading.start(text.into_bytes(), today.get_untracked());
        }
    };
    let failed = move || {
        let said = match reading.failed.get()? {
            Refusal::File(FileError::NoRegisterHeader) => texts::NO_HEADINGS,
            other => import_errors::sentence(&other),
        };
        Some(view! { <p class="note" role="alert">{t(said)}</p> })
    };
    view! {
        <form class="form" novalidate on:submit=paste>
            <p class="form-lead">{t(texts::LEAD)}</p>
            <label class="button" class:is-busy=reading.busy>
                {icon(Icon::Upload)}{t(texts::FILE)}
                <input class="visually-hidden" type="file" accept=ACCEPT disabled=reading.busy on:change=file/>
            </label>
            <Row label=texts::PASTE>
                <textarea class="input input-wide" rows="5" id=control_id() prop:value=pasted
                    on:input=move |event| pasted.set(event_target_value(&event))></textarea>
            </Row>
            {failed}
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| people_model.list.set(false)>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=reading.busy>{t(texts::READ)}</button>
            </footer>
        </form>
    }
}

/// What each row does, and the way to take them.
#[component]
fn Check(people_model: PeopleModel, reading: Reading, view: StaffListView) -> impl IntoView {
    let (today, leave_out, raises) = (use_today(), RwSignal::new(false), RwSignal::new(false));
    let plan = view.plan.clone();
    let faulty = plan.lines.iter().filter(|line| !line.faults.is_empty()).count();
    let count = |is: fn(&Does) -> bool| {
        let sound = plan.lines.iter().filter(|line| line.faults.is_empty());
        sound.filter(|line| is(&line.does)).count()
    };
    let (new, changed) = (
        count(|does| *does == Does::Adds),
        count(|does| matches!(does, Does::Changes(_))),
    );
    let same = count(|does| *does == Does::Nothing);
    let counts = texts::COUNTS.with(&[&plan.lines.len(), &new, &changed, &same, &faulty]);
    let written = new + changed;
    let above: Vec<String> = plan.above().map(|line| raised(people_model, line)).collect();
    let is_above = !above.is_empty();
    let may =
        move || written > 0 && (faulty == 0 || leave_out.get()) && (!is_above || raises.get()) && !reading.busy.get();
    let (rows, shown) = (view.rows.clone(), plan.clone());
    let take = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !untrack(may) {
            return;
        }
        let question = TakeStaffList {
            rows: rows.clone(),
            shown: shown.clone(),
            leave_out: leave_out.get_untracked(),
            raises: raises.get_untracked(),
            today: today.get_untracked(),
        };
        put(people_model, reading, question, written);
    };
    view! {
        <form class="form" novalidate on:submit=take>
            <p class="form-lead" role="status">{counts}</p>
            {notes(people_model, &view)}
            {is_above.then(|| view! { <p class="note" role="alert">{texts::ABOVE.with(&[&above.join(common::LIST.now())])}</p> })}
            {table(people_model, &plan.lines, Shown::Faulty)}
            {table(people_model, &plan.lines, Shown::Written)}
            {(same > 0).then(|| view! {
                <details>
                    <summary class="link">{texts::SAME.with(&[&same])}</summary>
                    {table(people_model, &plan.lines, Shown::Same)}
                </details>
            })}
            {(faulty > 0).then(|| tick(leave_out, texts::LEAVE_OUT.with(&[&faulty])))}
            {is_above.then(|| tick(raises, texts::RAISE.now().to_owned()))}
            {move || reading.failed.get().map(|why| view! { <p class="note" role="alert">{t(import_errors::sentence(&why))}</p> })}
            <footer class="dialog-foot form-foot">
                <button type="button" class="button" on:click=move |_| reading.read.set(None)>{t(texts::AGAIN)}</button>
                <button type="submit" class="button button-main" disabled=move || !may()>{texts::TAKE.with(&[&written])}</button>
            </footer>
        </form>
    }
}

/// A box to tick before the list is taken.
fn tick(value: RwSignal<bool>, said: String) -> impl IntoView {
    view! {
        <label class="check-row">
            <input type="checkbox" prop:checked=value on:change=move |event| value.set(event_target_checked(&event))/>
            <span>{said}</span>
        </label>
    }
}

/// Who gets a post above the own one, and which.
fn raised(people_model: PeopleModel, line: &StaffLine) -> String {
    texts::RAISED.with(&[&line.person.name, &people_model.role(&line.person.role)])
}

/// Takes a list back.
fn undo(people_model: PeopleModel, shown: StaffPlan) -> Callback<()> {
    Callback::new(move |()| {
        let asked = WorkerClient::token().ask(TakeBackStaffList { shown: shown.clone() });
        spawn_local(async move {
            match asked.await {
                Ok(summary) => {
                    people_model.writer.heard(&summary);
                    people_model.fetch();
                }
                Err(failure) => people_model.writer.failed(&failure.refusal),
            }
        });
    })
}

fn put(people_model: PeopleModel, reading: Reading, question: TakeStaffList, count: usize) {
    reading.busy.set(true);
    reading.failed.set(None);
    spawn_local(async move {
        let shown = question.shown.clone();
        match WorkerClient::token().ask(question).await {
            Ok(summary) => {
                people_model.writer.heard(&summary);
                // Made here, it outlives the dialog.
                let back = undo(people_model, shown);
                people_model.writer.offer_run(texts::TAKEN.with(&[&count]), back);
                people_model.list.try_set(false);
                people_model.fetch();
            }
            Err(failure) => _ = reading.failed.try_set(Some(failure.refusal)),
        }
        reading.busy.try_set(false);
    });
}

/// Columns and sheets that are not read, people who are not named, posts that stay unfilled.
fn notes(people_model: PeopleModel, view: &StaffListView) -> impl IntoView + use<> {
    let unread = view
        .columns
        .iter()
        .filter(|(heading, field)| field.is_none() && !heading.trim().is_empty());
    let unread: Vec<&str> = unread.map(|(heading, _)| heading.as_str()).collect();
    let left = view.sheets.iter().filter(|sheet| !sheet.is_read);
    let left: Vec<&str> = left.map(|sheet| sheet.name.as_str()).collect();
    let posts: Vec<String> = view
        .plan
        .posts
        .iter()
        .map(|post| {
            people_texts::POST.with(&[
                &people_model.post(&post.role, &post.group),
                &wanted(post.least, post.most),
                &post.have,
            ])
        })
        .collect();
    let some = |text: crate::lang::Text, all: &[&str]| (!all.is_empty()).then(|| text.with(&[&all.join("、")]));
    let unnamed: Vec<&str> = view.plan.unnamed.iter().map(String::as_str).collect();
    let lines = [
        some(ledger::UNREAD, &unread),
        some(ledger::SHEETS_LEFT, &left),
        (view.hidden_rows > 0).then(|| ledger::HIDDEN_ROWS.with(&[&view.hidden_rows])),
        some(texts::UNNAMED, &unnamed),
        (!posts.is_empty()).then(|| texts::POSTS_AFTER.with(&[&posts.join("；")])),
    ];
    lines
        .into_iter()
        .flatten()
        .map(|line| view! { <p class="quiet">{line}</p> })
        .collect_view()
}

fn wanted(least: u32, most: Option<u32>) -> String {
    match most {
        Some(most) if least == 0 => people_texts::POST_MOST.with(&[&most]),
        Some(most) if most == least => people_texts::POST_EXACTLY.with(&[&most]),
        _ => people_texts::POST_LEAST.with(&[&least]),
    }
}

/// Which rows a table shows.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// Those with a fault.
    Faulty,
    /// Those that are written.
    Written,
    /// Those that say nothing new.
    Same,
}

fn table(people_model: PeopleModel, lines: &[StaffLine], shown: Shown) -> Option<AnyView> {
    let of = |line: &StaffLine| match (line.faults.is_empty(), &line.does) {
        (false, _) => Shown::Faulty,
        (true, Does::Nothing) => Shown::Same,
        (true, _) => Shown::Written,
    };
    let own = lines.iter().filter(|line| of(line) == shown);
    let rows = own.map(|line| {
        let said = match shown {
            Shown::Faulty => line
                .faults
                .iter()
                .map(|fault| why(people_model, fault))
                .collect::<Vec<_>>()
                .join("；"),
            _ => what(people_model, line),
        };
        view! { <tr><td>{line.place.1}</td><td>{line.person.name.clone()}</td><td class="staff-said">{said}</td></tr> }
    });
    let rows: Vec<_> = rows.collect();
    let head = if shown == Shown::Faulty {
        texts::WHY
    } else {
        texts::WHAT
    };
    (!rows.is_empty()).then(|| {
        view! {
            <div class="scroll-x" tabindex="0">
                <table class="plain register-table">
                    <thead><tr>
                        <th scope="col">{t(ledger::ROW)}</th>
                        <th scope="col">{t(texts::WHO)}</th>
                        <th scope="col">{t(head)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    })
}

/// What a row does.
fn what(people_model: PeopleModel, line: &StaffLine) -> String {
    let said = |part: Part, value: &str| match (part, value) {
        (_, "") => texts::EMPTY.now().to_owned(),
        (Part::Role, id) => people_model.role(id),
        (Part::Group, id) => people_model.group(id),
        (_, text) => text.to_owned(),
    };
    match &line.does {
        Does::Nothing => texts::NOTHING.now().to_owned(),
        Does::Adds => {
            let group = match line.person.group.as_str() {
                "" => people_texts::GROUP_NONE.now().to_owned(),
                id => people_model.group(id),
            };
            let all = [
                people_model.role(&line.person.role),
                group,
                line.staff.phone.clone(),
                line.staff.works.clone(),
                dated(Part::From, line.person.from),
                dated(Part::To, line.person.to),
            ];
            let all: Vec<String> = all.into_iter().filter(|text| !text.is_empty()).collect();
            texts::ADDS.with(&[&all.join("，")])
        }
        Does::Changes(changes) => {
            let change = |(part, was, is): &(Part, String, String)| {
                texts::CHANGES.with(&[&texts::part(*part).now(), &said(*part, was), &said(*part, is)])
            };
            changes.iter().map(change).collect::<Vec<_>>().join("；")
        }
    }
}

/// A day in office with its name, or nothing.
fn dated(part: Part, day: Option<chrono::NaiveDate>) -> String {
    day.map(|day| format!("{} {}", texts::part(part).now(), iso(day)))
        .unwrap_or_default()
}

/// Why a row is not taken.
fn why(people_model: PeopleModel, fault: &StaffFault) -> String {
    let names = |groups: bool| {
        let view = people_model.view.get_untracked();
        let list = view.map(|view| {
            if groups {
                view.groups.clone()
            } else {
                view.roles.clone()
            }
        });
        list.unwrap_or_default()
            .iter()
            .map(local)
            .collect::<Vec<_>>()
            .join("、")
    };
    match fault {
        StaffFault::NoName => texts::NO_NAME.now().to_owned(),
        StaffFault::NoRole => texts::NO_ROLE.now().to_owned(),
        StaffFault::UnknownRole(said) => texts::UNKNOWN_ROLE.with(&[said, &names(false)]),
        StaffFault::UnknownGroup(said) => texts::UNKNOWN_GROUP.with(&[said, &names(true)]),
        StaffFault::Twice((_, row)) => texts::TWICE.with(&[row]),
        StaffFault::SeveralCalledSo => texts::SEVERAL.now().to_owned(),
        StaffFault::Unread(field, fault, shown) => unread(*field, *fault, shown),
        StaffFault::CutApart => ledger::CUT_APART.now().to_owned(),
        StaffFault::DaysReversed => texts::REVERSED.now().to_owned(),
        StaffFault::NotAPhone(said) => texts::NOT_A_PHONE.with(&[said]),
        StaffFault::TooMany(role, group, most, who) => {
            texts::TOO_MANY.with(&[&people_model.post(role, group), most, &who.join("、")])
        }
    }
}

fn unread(field: u16, fault: EntryFault, shown: &str) -> String {
    let called = field_name(field).map_or("", |name| both(name).now());
    texts::UNREAD.with(&[&called, &shown, &records::fault(fault).now()])
}
