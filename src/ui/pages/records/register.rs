//! The register of a kind: its records over all cases, those that need something first, several written at once.
use std::collections::BTreeSet;
use std::sync::Arc;

use casebook::kinds::{FieldOf, Folder, KindOf, ValueType};
use chrono::NaiveDate;
use files::export::csv_of_texts;
use law::nodes::LAPSE_DAYS;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, Kind, ReadRegister, RecordKey, RegisterDate, RegisterRow};

use super::batch::Chosen;
use super::entry::Enter;
use super::figure::{self, Figure, Figures};
use super::folder::{BureauKind, Switch};
use super::ledger::TakeLedger;
use super::{SearchField, may_write, name, place, said, short, terms, title};
use crate::in_force::use_in_force;
use crate::kinds::kinds_now;
use crate::lang::{Text, cases as list_texts, common, records as texts, t};
use crate::pages::flows::part::mark;
use crate::pages::flows::states;
use crate::pages::only_case::{self, OnlyCase};
use crate::pages::paper::{Court, Printed, print_rows, turn_paper};
use crate::pages::papers::shared::SharedNumbers;
use crate::pages::ready::{Read, keep_read, loading, unread};
use crate::pages::save_file::offer_csv;
use crate::pages::words;
use crate::parts::date::iso;
use crate::parts::empty::Empty;
use crate::parts::icon::{Icon, icon};
use crate::parts::mark::{State, shape};
use crate::parts::rest::{Rest, SOME};
use crate::parts::toast::use_toasts;
use crate::route::Route;
use crate::state::{use_shell, use_today};

/// Names a row: its case and its record.
type RowKey = (CaseId, RecordKey);

/// What the page and its rows share. Free to copy.
#[derive(Clone, Copy)]
pub(super) struct Register {
    pub(super) kind: &'static KindOf,
    pub(super) read: RwSignal<Read<RegisterRow>>,
    text: RwSignal<String>,
    /// Index into [`filters`].
    pub(super) filter: RwSignal<usize>,
    pub(super) chosen: RwSignal<BTreeSet<RowKey>>,
    room: RwSignal<usize>,
    pub(super) today: Signal<NaiveDate>,
    figure: Figure,
    /// The case it shows alone.
    pub(super) only: RwSignal<Option<CaseId>>,
    shown: Memo<Arc<Vec<RegisterRow>>>,
}

/// The page.
#[component]
pub fn RegisterPage(
    /// Number of the kind.
    kind: u16,
) -> impl IntoView {
    // The text of a court's own kind may come, change or go while the page is open.
    move || match kinds_now().get(Kind(kind)) {
        Some(kind) => page(kind),
        None => view! {
            <Empty title=texts::EMPTY text=texts::NOTHING>
                <a class="button" href=Route::Cases.href()>{t(list_texts::TITLE)}</a>
            </Empty>
        }
        .into_any(),
    }
}

fn page(kind: &'static KindOf) -> AnyView {
    let register = Register::open(kind);
    let shell = use_shell();
    let may = Memo::new(move |_| may_write(shell, kind));
    turn_paper();
    let body = move || {
        match register.read.get() {
        Read::Waiting => loading(),
        Read::Failed(why) => unread(why, move || register.fetch()),
        Read::Here(_) if kind.of == Folder::Bureau => view! { <BureauKind kind/> }.into_any(),
        Read::Here(all) if all.is_empty() => view! {
            <Empty title=texts::EMPTY text=texts::EMPTY_HELP>
                <a class="button" href=Route::Cases.href()>{t(list_texts::TITLE)}</a>
            </Empty>
        }
        .into_any(),
        Read::Here(_) => {
            view! { <Figures figure=register.figure/><Filters register/><place::MovedUp register may/><Chosen register/><Rows register/> }.into_any()
        }
    }
    };
    let nothing = move || register.shown.with(|rows| rows.is_empty());
    let toasts = use_toasts();
    let save = move |_| {
        let file = untrack(|| register.csv());
        let named = format!(
            "{} {}.csv",
            name(&kind.name).once(),
            iso(register.today.get_untracked())
        );
        if !offer_csv(&named, file) {
            toasts.alarm(texts::NOT_EXPORTED.once().to_owned());
        }
    };
    view! {
        <Court/>
        <header class="page-head">
            <h1>{move || texts::REGISTER_OF.with(&[&name(&kind.name).now()])}</h1>
            <div class="page-actions no-print">
                <Switch kind=Some(kind)/>
                {move || (kind.of == Folder::Case && !kind.own_page && may.get()).then(|| view! {
                    {(!kind.entered.is_empty()).then(|| view! { <Enter register/> })}
                    <TakeLedger kind case=register.only.get()/>
                })}
                <button type="button" class="button" disabled=nothing on:click=save>
                    {icon(Icon::Download)}{t(texts::EXPORT)}
                </button>
                <button type="button" class="button" on:click=move |_| print_rows(register.room)>
                    {icon(Icon::Printer)}{t(texts::PRINT)}
                </button>
            </div>
        </header>
        <Printed/>{(kind.key == "document").then(|| view! { <SharedNumbers/> })}
        <section class="register"><OnlyCase only=register.only/>{body}</section>
    }
    .into_any()
}

impl Register {
    fn open(kind: &'static KindOf) -> Self {
        let read = RwSignal::new(Read::Waiting);
        let (text, filter) = (RwSignal::new(String::new()), RwSignal::new(0));
        let today = use_today();
        let (figure, only) = (Figure::open(kind, read, today), only_case::asked());
        let shown = Memo::new(move |_| {
            let Read::Here(all) = read.get() else {
                return Arc::default();
            };
            let behind = figure.behind();
            let (words, filter, today) = (text.with(|text| text.trim().to_lowercase()), filter.get(), today.get());
            let wanted = all
                .iter()
                .filter(|row| behind.as_ref().is_none_or(|behind| behind.contains_key(&key(row))))
                .filter(|row| only.get().is_none_or(|only| row.case == only))
                .filter(|row| passes(kind, row, filter, today) && holds(kind, row, &words));
            Arc::new(wanted.cloned().collect())
        });
        let register = Self {
            kind,
            read,
            text,
            filter,
            chosen: RwSignal::default(),
            room: RwSignal::new(SOME),
            today,
            figure,
            only,
            shown,
        };
        keep_read(register.read, move || today.track(), move || register.fetch());
        register
    }

    pub(super) fn fetch(self) {
        let ask = WorkerClient::token().ask(ReadRegister {
            kind: self.kind.kind,
            today: self.today.get_untracked(),
        });
        spawn_local(async move {
            let now = Read::of(ask.await);
            self.read.try_set(now);
        });
    }

    /// The rows shown as a file any spreadsheet opens, with every field; nothing if it cannot be made.
    fn csv(self) -> Option<Vec<u8>> {
        let own = self.kind.fields.iter().map(|field| name(&field.name));
        let (dated, has_flow) = (self.kind.has_subject(), self.kind.flow.is_some());
        let dates = [texts::ACT_BY, texts::LAST_DAY].into_iter().filter(|_| dated);
        let state = [texts::STATE].into_iter().filter(|_| has_flow);
        let chain = [texts::TERMS].into_iter().filter(|_| self.kind.kept_as().is_some());
        let places = place::COLUMNS.into_iter().filter(|_| self.kind.waits().is_some());
        let heads = dates
            .chain([texts::CASE])
            .chain(own)
            .chain(chain)
            .chain(places)
            .chain(state);
        let behind = self.figure.behind();
        let terms = figure::COLUMNS.into_iter().filter(|_| behind.is_some());
        let heads: Vec<String> = heads
            .chain([texts::HANDLER])
            .chain(terms)
            .map(|head| head.now().to_owned())
            .collect();
        let rows = self.shown.get();
        let lines = rows.iter().map(|row| {
            let day =
                |of: fn(&RegisterDate) -> NaiveDate| row.next.as_ref().map(|date| iso(of(date))).unwrap_or_default();
            let mut cells = match dated {
                true => vec![day(|date| date.act_by), day(|date| date.on)],
                false => Vec::new(),
            };
            cells.push(row.case_number.clone());
            cells.extend(self.kind.fields.iter().map(|field| said(field, &row.fields)));
            if self.kind.kept_as().is_some() {
                cells.push(terms::of_row(self.kind, row).join(common::SEMICOLON.now()));
            }
            if self.kind.waits().is_some() {
                cells.extend(place::in_cells(row));
            }
            let flow = self.kind.flow.as_ref();
            cells.extend(flow.map(|flow| {
                row.flow
                    .as_ref()
                    .map(|stands| states(flow, &stands.states))
                    .unwrap_or_default()
            }));
            cells.push(row.handler.clone());
            if let Some(behind) = &behind {
                cells.extend(figure::in_cells(behind.get(&key(row)).and_then(Option::as_ref)));
            }
            cells
        });
        csv_of_texts(&heads, lines).ok()
    }

    /// The chosen rows among those shown: nothing is written to what nobody sees. Tracks.
    pub(super) fn chosen_rows(self) -> Vec<RegisterRow> {
        let all = self.shown.get();
        self.chosen
            .with(|chosen| all.iter().filter(|row| chosen.contains(&key(row))).cloned().collect())
    }
}

fn key(row: &RegisterRow) -> RowKey {
    (row.case, row.record)
}

/// Whether a row is among those of a filter.
fn passes(kind: &KindOf, row: &RegisterRow, filter: usize, today: NaiveDate) -> bool {
    if let (Some(flow), Some(stands), false) = (&kind.flow, &row.flow, kind.has_subject()) {
        let is_over = flow.is_over(&stands.states);
        return filter == 0 || is_over == (filter == 2);
    }
    if let Some(filter) = filter.checked_sub(texts::FILTERS.len()) {
        return place::passes(row, filter);
    }
    let left = row.next.as_ref().map(|date| (date.act_by - today).num_days());
    match (filter, left) {
        (1, left) => left.is_some_and(|days| days < 0),
        (2, left) => left.is_some_and(|days| (0..=LAPSE_DAYS).contains(&days)),
        (3, left) => left.is_none(),
        _ => true,
    }
}

/// Whether a row holds the words searched for.
fn holds(kind: &'static KindOf, row: &RegisterRow, words: &str) -> bool {
    let own = kind.fields.iter().map(|field| said(field, &row.fields));
    let all = own.chain([row.case_number.clone(), row.debtor.clone(), row.handler.clone()]);
    let all = all.chain(row.place.as_ref().map(place::words));
    let all = all.collect::<Vec<_>>().join("\n").to_lowercase();
    words.split_whitespace().all(|word| all.contains(word))
}

/// What the rows of a kind can be filtered by.
fn filters(kind: &KindOf) -> Vec<Text> {
    match (kind.has_subject(), kind.flow.is_some()) {
        (true, _) if kind.waits().is_some() => [&texts::FILTERS[..], &place::FILTERS].concat(),
        (true, _) => texts::FILTERS.to_vec(),
        (false, true) => texts::FLOW_FILTERS.to_vec(),
        (false, false) => Vec::new(),
    }
}

#[component]
fn Filters(register: Register) -> impl IntoView {
    let options = filters(register.kind);
    let has_options = !options.is_empty();
    let options = options.into_iter().enumerate().map(|(at, text)| {
        view! { <option value=at.to_string() prop:selected=move || register.filter.get() == at>{t(text)}</option> }
    });
    let count = move || {
        let (shown, all) = (
            register.shown.with(|rows| rows.len()),
            match register.read.get() {
                Read::Here(all) => all.len(),
                _ => 0,
            },
        );
        if shown == all {
            texts::SHOWN.with(&[&all])
        } else {
            texts::SHOWN_OF.with(&[&shown, &all])
        }
    };
    view! {
        <div class="register-filters no-print" role="search">
            <SearchField text=register.text label=texts::SEARCH/>
            {has_options.then(|| view! { <select
                class="input"
                aria-label=t(texts::WHICH)
                on:change=move |event| {
                    if let Ok(at) = event_target_value(&event).parse() {
                        register.filter.set(at);
                    }
                }
            >
                {options.collect_view()}
            </select> })}
            <span class="quiet" role="status">{count}</span>
        </div>
    }
}

#[component]
fn Rows(register: Register) -> impl IntoView {
    let kind = register.kind;
    let heads = columns(kind)
        .map(|field| view! { <th scope="col">{t(name(&field.name))}</th> })
        .collect_view();
    let dated = kind.has_subject();
    let rows = move || {
        let rows = register.shown.get();
        let some = rows.iter().take(register.room.get());
        some.map(|row| row_of(register, row)).collect_view()
    };
    view! {
        {move || register.shown.with(|rows| rows.is_empty()).then(|| view! { <p class="quiet">{t(texts::NOTHING)}</p> })}
        <div class="scroll-x" tabindex="0">
            <table class="plain register-table">
                <thead>
                    <tr>
                        <th class="no-print">
                            {choose_all(register)}
                        </th>
                        {dated.then(|| view! {
                            <th scope="col">{t(texts::ACT_BY)}</th>
                            <th scope="col">{t(texts::LAST_DAY)}</th>
                        })}
                        {heads}
                        {kind.waits().map(|_| place::HEADS.map(|head| view! { <th scope="col">{t(head)}</th> }).collect_view())}
                        {kind.flow.as_ref().map(|_| view! { <th scope="col">{t(texts::STATE)}</th> })}
                        <th scope="col">{t(texts::CASE)}</th>
                        <th scope="col">{t(texts::HANDLER)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Rest count=Signal::derive(move || register.shown.with(|rows| rows.len())) room=register.room/>
    }
}

/// The fields of the columns. The rank as it was registered stands in the place it gives.
fn columns(kind: &'static KindOf) -> impl Iterator<Item = &'static FieldOf> {
    let fields = kind.columns.iter().filter_map(|number| kind.field(*number));
    fields.filter(|field| Some(field.number) != kind.waits())
}

/// The box that chooses every row shown.
fn choose_all(register: Register) -> impl IntoView {
    let all_chosen = move || {
        register
            .shown
            .with(|rows| !rows.is_empty() && rows.iter().all(|row| register.chosen.with(|c| c.contains(&key(row)))))
    };
    let choose = move |event| {
        let keys = register
            .shown
            .with_untracked(|rows| rows.iter().map(key).collect::<Vec<_>>());
        register.chosen.update(|chosen| {
            if event_target_checked(&event) {
                chosen.extend(keys);
            } else {
                keys.iter().for_each(|key| _ = chosen.remove(key));
            }
        });
    };
    view! { <input type="checkbox" aria-label=t(texts::CHOOSE_ALL) prop:checked=all_chosen on:change=choose/> }
}

fn row_of(register: Register, row: &RegisterRow) -> AnyView {
    let kind = register.kind;
    let own = key(row);
    let called = title(kind, &row.fields);
    let is_chosen = move || register.chosen.with(|chosen| chosen.contains(&own));
    let choose = move |event| {
        register.chosen.update(|chosen| {
            if event_target_checked(&event) {
                chosen.insert(own);
            } else {
                chosen.remove(&own);
            }
        });
    };
    let cells = columns(kind)
        .map(|field| {
            let is_one_word = matches!(field.holds, ValueType::Date | ValueType::Money | ValueType::Number);
            view! { <td data-label=t(name(&field.name)) class:nowrap=is_one_word>{short(said(field, &row.fields))}</td> }
        })
        .collect_view();
    let closed = row
        .closed
        .then(|| view! { <span class="tag tag-quiet">{t(texts::CLOSED)}</span> });
    let last = row.next.as_ref().map(|date| {
        let nodes = use_in_force().nodes.get_untracked();
        let provisional = date
            .provisional
            .then(|| view! { " "<span class="tag tag-warn">{t(crate::lang::case::PROVISIONAL)}</span> });
        let renewals = kind.terms(&|field| row.value(field), &row.earlier).len().saturating_sub(1);
        let chain = (renewals > 0).then(|| {
            let all = terms::of_row(kind, row).join("\n");
            view! { " "<span class="quiet" title=all>{texts::RENEWED_TIMES.with(&[&renewals])}</span> }
        });
        view! { <span class="nowrap" title=words::node_name(&nodes, &date.node)>{iso(date.on)}</span>{provisional}{chain} }
    });
    view! {
        <tr>
            <td class="no-print">
                <input type="checkbox" aria-label=texts::CHOOSE.with(&[&called]) prop:checked=is_chosen on:change=choose/>
            </td>
            {kind.has_subject().then(|| view! {
                <td data-label=t(texts::ACT_BY)>{row.next.as_ref().map(|date| act_by(date, register.today.get_untracked()))}</td>
                <td data-label=t(texts::LAST_DAY)>{last}</td>
            })}
            {cells}
            {kind.waits().map(|_| place::cells(row))}
            {kind.flow.as_ref().map(|flow| view! { <td data-label=t(texts::STATE)>{row.flow.as_ref().map(|stands| mark(flow, &stands.states))}</td> })}
            <td data-label=t(texts::CASE)><a class="case-number" href=Route::Case(row.case).href()>{row.case_number.clone()}</a>" "{closed}</td>
            <td data-label=t(texts::HANDLER)>{row.handler.clone()}</td>
        </tr>
    }
    .into_any()
}

/// The last day to act, marked by how near it is.
fn act_by(date: &RegisterDate, today: NaiveDate) -> AnyView {
    let day = date.act_by;
    let (state, stands) = match words::lapse(date.on, day, today) {
        (State::Overdue, stands) if date.lapses => (State::Overdue, Some(stands)),
        _ => (near(day, today), None),
    };
    let said: Text = match state {
        State::Overdue => texts::FILTERS[1],
        State::Soon => texts::FILTERS[2],
        _ => texts::ACT_BY,
    };
    view! {
        <span class=format!("mark {}", state.class()) title=t(said)>{shape(state)}<span>{iso(day)}</span></span>
        {stands.map(|stands| view! { " "<span class="mark-overdue nowrap">{stands}</span> })}
    }
    .into_any()
}

/// How near a last day to act is.
fn near(day: NaiveDate, today: NaiveDate) -> State {
    match (day - today).num_days() {
        days if days < 0 => State::Overdue,
        0..=LAPSE_DAYS => State::Soon,
        _ => State::Running,
    }
}
