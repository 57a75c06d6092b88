//! Writing a record: a form that begins with what the case says, usual questions at one tap, kept as it is typed.
use casebook::reckoned::Reckoned;
use casebook::transcript::{Begun, FIRST_RECEPTION, Form as SortForm, Forms, begin, field};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Field, RecordEdit, RecordKey, RecordView, RecordWrite, Value};

use super::rows::{Talk, is_of_a_form, now, parts};
use super::{Mode, Page};
use crate::drafts::{self, kept, of_case};
use crate::kinds::kinds_now;
use crate::lang::{t, transcript as texts};
use crate::pages::case::Sheet;
use crate::pages::records::{Form, fresh, title};
use crate::pages::writer::Written;
use crate::parts::field::show_fault;
use crate::route::{Route, go_instead, use_place};
use crate::state::{hold_while, use_shell};

/// The name of the draft of a record, or of a new one.
fn draft_name(sheet: Sheet, key: Option<RecordKey>) -> String {
    let which = key.map_or_else(
        || "new".to_owned(),
        |key| uuid::Uuid::from_bytes(key.id).simple().to_string(),
    );
    of_case(&format!("transcript.{which}"), sheet.id)
}

/// Whether somebody was writing it and has not saved.
pub(super) fn is_begun(sheet: Sheet, key: Option<RecordKey>) -> bool {
    kept::<serde_json::Value>(&draft_name(sheet, key)).is_some()
}

/// A record that is written. Free to copy.
#[derive(Clone, Copy)]
struct Writing {
    page: Page,
    form: Form,
    /// The sort that is chosen.
    sort: Memo<String>,
    draft: drafts::Draft,
    /// Somebody else wrote it meanwhile.
    moved: RwSignal<bool>,
    busy: RwSignal<bool>,
}

/// The form.
#[component]
pub(super) fn Editor(page: Page) -> impl IntoView {
    let writing = Writing::open(page);
    let (form, draft) = (writing.form, writing.draft);
    let is_signed = move || {
        page.standing
            .with(|standing| standing.as_ref().is_some_and(|one| one.is_signed()))
    };
    view! {
        <form class="transcript-form no-print" novalidate on:submit=move |event| writing.save(&event)>
            {draft.note_with(texts::DROP)}
            {move || is_signed().then(|| view! { <p class="note" role="status">{t(texts::SIGNED_ALREADY)}</p> })}
            <section class="card transcript-part">{form.row_of(field::SORT)}</section>
            {move || sort_form(writing.sort).map(|of| view! { {parts(form, of)}<Talk form of/> })}
            <footer class="transcript-foot">
                <span class="quiet">{t(texts::KEPT)}</span>
                <button type="button" class="button" on:click=move |_| writing.give_up()>{t(texts::DROP)}</button>
                <button type="submit" class="button button-main" disabled=writing.busy>{t(texts::SAVE)}</button>
            </footer>
        </form>
    }
}

impl Writing {
    fn open(page: Page) -> Self {
        let stands = move || {
            page.record
                .get_untracked()
                .map(|record| record.fields)
                .unwrap_or_default()
        };
        let form = Form::new(page.kind, page.kind.fields.iter(), stands());
        if page.key.is_none() {
            form.begin_with(prefilled(page, &asked_sort()));
        }
        let sort = Memo::new(move |_| form.text(field::SORT));
        let begun = untrack(|| form.typed());
        let before = begun.clone();
        let draft = drafts::draft(
            &draft_name(page.sheet, page.key),
            move || Some(form.typed()).filter(|now| *now != begun),
            move |typed| form.put(typed),
        );
        hold_while(move || form.typed() != before);
        // What the case says for a sort that is chosen later goes where nothing is written.
        Effect::new(move |before: Option<String>| {
            let now = sort.get();
            if before.is_some_and(|before| before != now) {
                let known = prefilled(page, &now);
                known
                    .into_iter()
                    .for_each(|(number, text)| form.suggest(number, "", &text));
            }
            now
        });
        let moved = RwSignal::new(false);
        Effect::new(move |_| {
            page.record.track();
            if moved.get() {
                form.look_again(stands());
            }
        });
        Self {
            page,
            form,
            sort,
            draft,
            moved,
            busy: RwSignal::new(false),
        }
    }

    fn save(self, event: &web_sys::SubmitEvent) {
        event.prevent_default();
        if self.busy.get_untracked() {
            return;
        }
        let Some(fields) = self.form.changed() else {
            return show_fault(event);
        };
        let fields = self.of_sort(fields);
        if fields.is_empty() {
            return self.read();
        }
        self.busy.set(true);
        let edit = edit_of(self.form, self.page.key, fields);
        let record = edit.write.record;
        let said = texts::SAVED.with(&[&self.called(&edit.write.fields)]);
        spawn_local(async move {
            let written = self.page.sheet.write_records(vec![edit], said).await;
            self.busy.try_set(false);
            match written {
                Written::Yes if self.page.key.is_none() => {
                    self.draft.done();
                    go_instead(Route::CaseTranscript(self.page.sheet.id, Some(record.id)));
                }
                Written::Yes => self.read(),
                Written::Moved => drop(self.moved.try_set(true)),
                Written::No => {}
            }
        });
    }

    /// As much of it as the form of its sort has: what another sort asked for is left out, or emptied where it stands. The
    /// number is that of the case.
    fn of_sort(self, mut fields: Vec<(u16, Value)>) -> Vec<(u16, Value)> {
        let Some(of) = untrack(|| sort_form(self.sort)) else {
            return fields;
        };
        let foreign = |number: u16| is_of_a_form(number) && of.fields().all(|own| own != number);
        fields.retain(|(number, _)| *number != field::CASE_NUMBER && !foreign(*number));
        let all = self.page.kind.fields.iter().map(|field| field.number);
        let stands = |number: &u16| self.form.seen_in(*number) != Value::None;
        fields.extend(
            all.filter(|number| foreign(*number) && stands(number))
                .map(|number| (number, Value::None)),
        );
        let number = Value::Text(untrack(|| self.page.sheet.text(Field::CASE_NUMBER)));
        if self.form.seen_in(field::CASE_NUMBER) != number {
            fields.push((field::CASE_NUMBER, number));
        }
        fields
    }

    /// The name of the record, by what is written or else by what stands there.
    fn called(self, written: &[(u16, Value)]) -> String {
        let stands = self.page.record.get_untracked().map(|record| record.fields);
        let names = [written, stands.as_deref().unwrap_or_default()].map(|values| title(self.page.kind, values));
        names.into_iter().rfind(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Nothing is left to save: it is looked at.
    fn read(self) {
        self.draft.done();
        self.page.mode.try_set(Mode::Reading);
    }

    fn give_up(self) {
        match self.page.key {
            Some(_) => self.read(),
            None => {
                self.draft.done();
                go_instead(Route::Case(self.page.sheet.id));
            }
        }
    }
}

/// The sort a new record is begun with: that of the address, or a first reception.
fn asked_sort() -> String {
    let query = use_place().query.get_untracked();
    let asked = query
        .strip_prefix("sort=")
        .filter(|sort| Forms::builtin().of(sort).is_some());
    asked.unwrap_or(FIRST_RECEPTION).to_owned()
}

/// The form of the sort that is chosen. Tracks.
fn sort_form(sort: Memo<String>) -> Option<&'static SortForm> {
    sort.with(|sort| Forms::builtin().of(sort))
}

/// What stands in a new one, as a form takes it.
fn prefilled(page: Page, sort: &str) -> Vec<(u16, String)> {
    let me = untrack(|| use_shell().me()).map(|me| me.name).unwrap_or_default();
    let Some(view) = untrack(|| page.sheet.view()) else {
        return Vec::new();
    };
    let law = page.sheet.law.get_untracked();
    let begun = Begun {
        sort,
        me: &me,
        today: page.sheet.today.get_untracked(),
        last_day: &|record| last_day(law.as_deref()?, record),
    };
    let fields = begin(&view, kinds_now(), &begun);
    let mut texts: Vec<(u16, String)> = fields
        .into_iter()
        .filter_map(|(number, value)| Some((number, page.kind.field(number)?.entered(&value))))
        .collect();
    texts.push((field::WAY, "on_site".to_owned()));
    texts.push((field::BEGUN, now()));
    texts
}

/// The last day of a record that lapses, as the rules reckon it.
fn last_day(law: &Reckoned, record: &RecordView) -> Option<chrono::NaiveDate> {
    let kind = kinds_now().get(record.record.kind)?;
    let subject = kind.subject(record.record.id, &|number| Some(record.value(number).clone()));
    let own = law
        .nodes
        .iter()
        .filter(|line| line.subject == subject && line.status.is_live());
    own.filter_map(|line| line.act_by().and(line.day())).max()
}

fn edit_of(form: Form, key: Option<RecordKey>, fields: Vec<(u16, Value)>) -> RecordEdit {
    let Some(record) = key else {
        return RecordEdit::begun(fresh(form.kind().kind), fields);
    };
    let seen = fields.iter().map(|(number, _)| (*number, form.seen_in(*number)));
    RecordEdit {
        seen: seen.collect(),
        write: RecordWrite {
            record,
            in_force: None,
            fields,
        },
    }
}
