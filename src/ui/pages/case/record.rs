//! Record what happened: which matter, on which day, about what.
use casebook::entered::Entered;
use casebook::recordable::CLOSED;
use casebook::sound::Days;
use chrono::NaiveDate;
use leptos::prelude::*;
use protocol::{Action, Happening, Particulars};

use super::sheet::Sheet;
use super::what::what;
use super::{CaseDialogs, texts};
use crate::drafts;
use crate::lang::{Text, common, t};
use crate::pages::unsound::sentence;
use crate::pages::words;
use crate::parts::date::{DateInput, iso};
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, show_fault};
use crate::parts::text::TextInput;

/// What the dialog begins with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Key of the node set, or empty.
    pub key: String,
    /// What it concerns.
    pub subject: String,
}

/// The dialog.
#[component]
pub fn Record(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    dialogs: CaseDialogs,
) -> impl IntoView {
    view! {
        <Dialog open=dialogs.record title=texts::RECORD_TITLE>
            <Fields sheet dialogs/>
        </Dialog>
    }
}

/// What is filled in. Free to copy.
#[derive(Clone, Copy)]
struct Form {
    sheet: Sheet,
    key: RwSignal<String>,
    day: RwSignal<Entered<NaiveDate>>,
    /// Object, number of the document, who did it, on whose order.
    texts: [RwSignal<String>; 4],
}

/// What is typed, for a draft.
type Typed = (String, Entered<NaiveDate>, [String; 4]);

impl Form {
    fn open(sheet: Sheet, asked: Draft) -> Self {
        let texts = [asked.subject, String::new(), String::new(), String::new()];
        Self {
            sheet,
            key: RwSignal::new(asked.key),
            day: RwSignal::new(Entered::Read(sheet.today.get_untracked())),
            texts: texts.map(RwSignal::new),
        }
    }

    /// What is wrong with the day. Tracks.
    fn problem(self) -> Option<Text> {
        let Some(on) = self.day.with(Entered::value) else {
            return Some(texts::DAY_MISSING);
        };
        let days = Days::of(|field| self.sheet.value(field));
        let (set, today) = (self.sheet.nodes(), self.sheet.today.get());
        let unsound = self.key.with(|key| days.unsound_happening(&set, key, on, today));
        unsound.map(sentence)
    }

    fn typed(self) -> Typed {
        (self.key.get(), self.day.get(), self.texts.map(|text| text.get()))
    }

    /// Keeps what is typed. What one was asked to record comes first; a draft of something else waits.
    fn kept(self) -> drafts::Draft {
        let begun = untrack(|| self.typed());
        let name = format!("record.{}", begun.0);
        let now = move || Some(self.typed()).filter(|now| *now != begun);
        drafts::draft(
            &drafts::of_case(&name, self.sheet.id),
            now,
            move |(key, day, texts): Typed| {
                self.key.set(key);
                self.day.set(day);
                self.texts
                    .into_iter()
                    .zip(texts)
                    .for_each(|(text, typed)| text.set(typed));
            },
        )
    }

    /// Records; false if something is missing or cannot be.
    fn record(self) -> bool {
        let key = self.key.get_untracked();
        let (Some(on), None) = (self.day.with_untracked(Entered::value), untrack(|| self.problem())) else {
            return false;
        };
        if key.is_empty() {
            return false;
        }
        let [subject, document, by, order] = self.texts.map(|text| text.with_untracked(|t| t.trim().to_owned()));
        let set = untrack(|| self.sheet.nodes());
        let known = set.key(&key).and_then(|k| set.key_at(k));
        let said = texts::RECORDED.with(&[&known.map_or_else(|| key.clone(), |k| words::name(&k.name)), &iso(on)]);
        let id = uuid::Uuid::now_v7().into_bytes();
        let back = vec![Action::TakeBack {
            happening: id,
            key: key.clone(),
        }];
        let happening = Happening {
            id,
            key,
            on,
            subject,
            particulars: Particulars { document, by, order },
        };
        self.sheet.write(vec![Action::Happened(happening)], back, said);
        true
    }
}

#[component]
fn Fields(sheet: Sheet, dialogs: CaseDialogs) -> impl IntoView {
    let form = Form::open(sheet, dialogs.draft.get_untracked());
    let tried = RwSignal::new(false);
    let draft = form.kept();
    let close = move || {
        draft.done();
        dialogs.record.set(false);
    };
    // Closing is entered in the form of the case, with how it was closed.
    let closes = move || form.key.with(|key| key == CLOSED);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if closes() {
            draft.done();
            return dialogs.close_case();
        }
        if form.record() {
            close();
        } else {
            show_fault(&event);
        }
    };
    let unchosen = move || tried.get() && form.key.with(String::is_empty);
    let wrong_day = move || tried.get().then(|| form.problem()).flatten().map(Text::now);
    let [subject, document, by, order] = form.texts;
    view! {
        <form class="form" novalidate on:submit=save>
            {draft.note()}
            <Row label=texts::RECORD_WHAT>
                {what(sheet, form.key)}
                <p class="row-error" role="status">{move || unchosen().then(|| texts::WHAT_MISSING.now())}</p>
            </Row>
            {move || closes().then(|| view! { <p class="note" role="status">{t(texts::CLOSE_CASE_HELP)}</p> })}
            <div hidden=closes>
                <Row label=texts::RECORD_DAY>
                    <DateInput value=form.day/>
                    <p class="row-error" role="status">{wrong_day}</p>
                </Row>
                <Row label=texts::RECORD_DOCUMENT><TextInput value=document/></Row>
                <Row label=texts::RECORD_SUBJECT hint=Signal::derive(|| texts::RECORD_SUBJECT_HINT.now().to_owned())>
                    <TextInput value=subject/>
                </Row>
                <Row label=texts::RECORD_BY><TextInput value=by/></Row>
                <Row label=texts::RECORD_ORDER><TextInput value=order/></Row>
            </div>
            <footer class="dialog-foot">
                <button type="button" class="button" on:click=move |_| close()>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">
                    {move || if closes() { t(texts::CLOSE_CASE) } else { t(texts::RECORD) }}
                </button>
            </footer>
        </form>
    }
}
