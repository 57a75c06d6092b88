//! Writing a record: a form that begins with what the case says, usual questions at one tap, kept as it is typed.
use casebook::transcript::{Phrases, begin, field};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{RecordEdit, RecordKey, RecordWrite, Value};
use wasm_bindgen::JsCast;

use super::{Mode, Page};
use crate::drafts::{self, kept, of_case};
use crate::kinds::kinds_now;
use crate::lang::{Text, t, transcript as texts};
use crate::pages::case::Sheet;
use crate::pages::records::{Form, fresh, name, title};
use crate::pages::words::clock;
use crate::pages::writer::Written;
use crate::parts::field::show_fault;
use crate::route::{Route, go_instead};
use crate::state::{hold_while, now_ms, use_shell};

/// The fields of each part of the form, by their numbers; those of a court's own come with the last but one.
const PARTS: [(Text, std::ops::RangeInclusive<u16>); 3] = [
    (texts::PART_MEETING, 1..=17),
    (texts::PART_CASE, 18..=27),
    (texts::PART_WISHES, 28..=36),
];

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
            {PARTS.into_iter().map(|(heading, numbers)| part(form, heading, numbers)).collect_view()}
            <Talk form/>
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
            form.begin_with(prefilled(page));
        }
        let begun = untrack(|| form.typed());
        let before = begun.clone();
        let draft = drafts::draft(
            &draft_name(page.sheet, page.key),
            move || Some(form.typed()).filter(|now| *now != begun),
            move |typed| form.put(typed),
        );
        hold_while(move || form.typed() != before);
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

/// What stands in a new one, as a form takes it.
fn prefilled(page: Page) -> Vec<(u16, String)> {
    let me = untrack(|| use_shell().me()).map(|me| me.name).unwrap_or_default();
    let Some(view) = untrack(|| page.sheet.view()) else {
        return Vec::new();
    };
    let fields = begin(&view, kinds_now(), &me, page.sheet.today.get_untracked());
    let mut texts: Vec<(u16, String)> = fields
        .into_iter()
        .filter_map(|(number, value)| Some((number, page.kind.field(number)?.entered(&value))))
        .collect();
    texts.push((field::WAY, "on_site".to_owned()));
    texts.push((field::BEGUN, now()));
    texts
}

/// The time now, as it is written.
fn now() -> String {
    // Milliseconds since 1970 are a whole number far below 2^53.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    clock(now_ms() as u64)
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

/// Some rows of the form under a heading.
fn part(form: Form, heading: Text, numbers: std::ops::RangeInclusive<u16>) -> AnyView {
    let is_first = numbers.contains(&field::BEGUN);
    let times = is_first.then(|| {
        let button = |number: u16, label: Text| {
            view! { <button type="button" class="button" on:click=move |_| form.put_text(number, now())>{t(label)}</button> }
        };
        view! {
            <div class="transcript-now">
                {button(field::BEGUN, texts::BEGUN_NOW)}
                {button(field::ENDED, texts::ENDED_NOW)}
            </div>
        }
    });
    // Fields a court added come with the wishes.
    let known: Vec<u16> = form.kind().fields.iter().map(|field| field.number).collect();
    let own = known.iter().copied().filter(|number| *number > field::CONFIRMED);
    let own: Vec<u16> = own.filter(|_| numbers.contains(&field::SETTLES)).collect();
    let rows = numbers.chain(own).map(|number| form.row_of(number)).collect_view();
    view! {
        <section class="card transcript-part">
            <h2>{t(heading)}</h2>
            {times}
            <div class="transcript-rows">{rows}</div>
        </section>
    }
    .into_any()
}

/// What was told, asked and answered.
#[component]
fn Talk(form: Form) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let phrase = move |text: &'static str| {
        let area = node
            .get_untracked()
            .and_then(|node| node.query_selector("textarea").ok().flatten());
        let area = area.and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        let at = area.as_ref().and_then(|area| area.selection_end().ok().flatten());
        let (whole, cursor) = put_in(&untrack(|| form.text(field::BODY)), at, text);
        form.put_text(field::BODY, whole);
        let Some(area) = area else { return };
        // The text stands there before the next frame.
        request_animation_frame(move || {
            let _ = area.focus();
            let _ = area.set_selection_range(cursor, cursor);
        });
    };
    let questions = Phrases::builtin().questions.iter();
    let buttons = questions.map(|question| {
        view! { <button type="button" class="button" on:click=move |_| phrase(&question.text)>{t(name(&question.name))}</button> }
    });
    view! {
        <section class="card transcript-part">
            <h2>{t(texts::PART_TALK)}</h2>
            <p class="quiet">{t(texts::PHRASES)}</p>
            <div class="transcript-phrases">{buttons.collect_view()}</div>
            <div class="transcript-body" node_ref=node>{form.row_of(field::BODY)}</div>
            <div class="transcript-told">{form.row_of(field::TOLD)}{form.row_of(field::CONFIRMED)}</div>
        </section>
    }
}

/// A phrase put into a text behind a place, on a line of its own, and where the cursor is then. Places count as the browser
/// counts, in units of UTF-16.
fn put_in(text: &str, at: Option<u32>, phrase: &str) -> (String, u32) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = at.map_or(units.len(), |at| (at as usize).min(units.len()));
    let (before, after) = units.split_at(at);
    let (before, after) = (String::from_utf16_lossy(before), String::from_utf16_lossy(after));
    let apart = |side: &str, ends: bool| match (side.is_empty(), ends) {
        (false, false) => "\n",
        _ => "",
    };
    let head = format!("{before}{}{phrase}", apart(&before, before.ends_with('\n')));
    let cursor = head.encode_utf16().count();
    let whole = format!("{head}{}{after}", apart(&after, after.starts_with('\n')));
    (whole, u32::try_from(cursor).unwrap_or(u32::MAX))
}
