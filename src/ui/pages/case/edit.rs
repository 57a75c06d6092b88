//! The form of a case: every field; what was changed is written as one, with a way back. What others write meanwhile is
//! followed where nothing was typed, and shown beside what was typed elsewhere.
use casebook::sound::{Days, Unsound};
use chrono::NaiveDate;
use law::case_number;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{CaseId, Field, FieldEdit, Value};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::facts::groups;
use super::held::{Typed, problem};
use super::line::{Line, row};
use super::sheet::{Sheet, unwritten};
use super::{CaseDialogs, texts};
use crate::drafts::{Draft, draft, of_case};
use crate::lang::{common, t};
use crate::pages::unsound::{bearer, sentence, taken_note};
use crate::pages::words::names;
use crate::parts::dialog::Dialog;
use crate::parts::field::show_fault;
use crate::state::hold_while;

/// The dialog.
#[component]
pub fn Edit(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    dialogs: CaseDialogs,
) -> impl IntoView {
    view! {
        <Dialog open=dialogs.edit title=texts::FACTS>
            <Fields sheet dialogs/>
        </Dialog>
    }
}

/// A field in a draft: what was shown when it was typed, and what was typed.
#[derive(Serialize, Deserialize)]
struct Kept {
    field: Field,
    seen: Value,
    typed: Typed,
}

/// The form while it is open. Free to copy.
#[derive(Clone, Copy)]
struct Form {
    sheet: Sheet,
    dialogs: CaseDialogs,
    lines: StoredValue<Vec<Line>>,
    /// Saving was tried: what is wrong is said.
    tried: RwSignal<bool>,
    /// Another case bears the number typed.
    taken: RwSignal<Option<CaseId>>,
    /// What was not written, and why: a message behind the dialog would not be seen.
    unwritten: RwSignal<Option<String>>,
    draft: Draft,
}

impl Form {
    fn open(sheet: Sheet, dialogs: CaseDialogs) -> Self {
        let members = groups().flat_map(|(_, members)| members);
        let lines: Vec<Line> = members.map(|field| Line::open(sheet, field)).collect();
        let lines = StoredValue::new(lines);
        let put = |kept: Vec<Kept>| {
            for Kept { field, seen, typed } in kept {
                if let Some(line) = line_of(lines, field) {
                    line.seen.set(seen);
                    line.held.put(typed);
                }
            }
        };
        let form = Self {
            sheet,
            dialogs,
            lines,
            tried: RwSignal::new(false),
            taken: RwSignal::new(None),
            unwritten: RwSignal::new(None),
            draft: draft(&of_case("edit", sheet.id), move || kept(lines), put),
        };
        Effect::new(move |_| {
            if sheet.view().is_some() {
                form.each(Line::follow);
            }
        });
        form
    }

    fn each(self, mut of: impl FnMut(Line)) {
        self.lines.with_value(|lines| lines.iter().for_each(|line| of(*line)));
    }

    fn any(self, of: impl Fn(Line) -> bool) -> bool {
        self.lines.with_value(|lines| lines.iter().any(|line| of(*line)))
    }

    /// What is to be written. Tracks.
    fn edits(self) -> Vec<FieldEdit> {
        self.lines
            .with_value(|lines| lines.iter().filter_map(|line| line.edit()).collect())
    }

    fn save(self, event: &web_sys::SubmitEvent) {
        self.tried.set(true);
        self.taken.set(None);
        self.unwritten.set(None);
        let edits = untrack(|| self.edits());
        // Days that could not be before this edit do not hold up an edit of something else.
        let moves_day = edits.iter().any(|edit| DAYS.contains(&edit.field));
        let unsound = moves_day && untrack(|| unsound(self.lines, self.sheet.today.get())).next().is_some();
        let bad = edits.iter().any(|edit| problem(edit.field, &edit.value).is_some());
        let unclear = untrack(|| self.any(|line| line.is_unreadable() || line.moved().is_some()));
        if unclear || unsound || bad {
            return show_fault(event);
        }
        let number = edits.iter().find_map(|edit| match &edit.value {
            Value::Text(number) if edit.field == Field::CASE_NUMBER => Some(number.clone()),
            _ => None,
        });
        spawn_local(async move {
            if let Some(number) = number {
                let bearer = bearer(number).await;
                // The page may have been left meanwhile; then the draft waits.
                if self.tried.try_get_untracked().is_none() {
                    return;
                }
                match bearer {
                    Ok(Some(other)) if other != self.sheet.id => return self.taken.set(Some(other)),
                    Ok(_) => {}
                    Err(why) => return self.sheet.failed(&why),
                }
            }
            self.write(edits).await;
        });
    }

    /// Writes, and closes only if nothing is left over: what was not written stays typed.
    async fn write(self, edits: Vec<FieldEdit>) {
        if edits.is_empty() {
            return self.close();
        }
        let Some(judged) = self.sheet.edit(edits.into_iter().map(clean).collect()).await else {
            return;
        };
        self.unwritten.try_set(unwritten(&judged));
        // Left meanwhile: what was written is written, and the draft keeps the rest.
        if self.tried.try_get_untracked().is_none() {
            return;
        }
        if !judged.is_held_up() {
            for (field, value) in &judged.write {
                if let Some(line) = line_of(self.lines, *field) {
                    line.seen.set(value.clone());
                }
            }
            if judged.not_yours.is_empty() {
                self.close();
            }
        }
    }

    /// Names what came back from a draft and is not saved yet: it may be out of sight.
    fn restored(self) -> Option<AnyView> {
        let all = self.lines.get_value();
        let touched: Vec<Field> = all
            .iter()
            .filter(|line| line.is_touched())
            .map(|line| line.field)
            .collect();
        let said = texts::EDIT_RESTORED.with(&[&names(touched.iter())]);
        (!touched.is_empty()).then(|| view! { <p class="note" role="status"><span>{said}</span></p> }.into_any())
    }

    /// Closes and forgets the draft.
    fn close(self) {
        self.draft.done();
        self.dialogs.edit.set(false);
    }

    /// The row of a field, with what is wrong there.
    fn row(self, field: Field) -> Option<AnyView> {
        let line = line_of(self.lines, field)?;
        let told = move || {
            let here = unsound(self.lines, self.sheet.today.get()).find(|(at, _)| *at == field);
            here.filter(|_| self.tried.get())
                .map(|(_, unsound)| sentence(unsound).now())
        };
        let taken = move || self.taken.get().filter(|_| field == Field::CASE_NUMBER).map(taken_note);
        Some(
            view! {
                <div id=row_id(field)>{row(line, self.tried)}</div>
                {taken}
                {DAYS.contains(&field).then(|| view! { <p class="row-error" role="status">{told}</p> })}
            }
            .into_any(),
        )
    }
}

/// Fields whose days bind each other.
const DAYS: [Field; 3] = [Field::RECEIVED_ON, Field::FILED_ON, Field::CLOSED_ON];

fn line_of(lines: StoredValue<Vec<Line>>, field: Field) -> Option<Line> {
    lines.with_value(|lines| lines.iter().find(|line| line.field == field).copied())
}

/// The fields in which something else is typed than was shown. Tracks.
fn kept(lines: StoredValue<Vec<Line>>) -> Option<Vec<Kept>> {
    let keep = |line: &Line| Kept {
        field: line.field,
        seen: line.seen.get(),
        typed: line.held.typed(),
    };
    let kept: Vec<Kept> = lines.with_value(|lines| lines.iter().filter(|line| line.is_touched()).map(keep).collect());
    (!kept.is_empty()).then_some(kept)
}

/// Where the row of a field lies.
fn row_id(field: Field) -> String {
    format!("edit-{}", field.key())
}

/// Begins at the field somebody was led to, if so, once.
fn begin_at(dialogs: CaseDialogs) {
    let Some(field) = dialogs.edit_at.try_update(Option::take).flatten() else {
        return;
    };
    request_animation_frame(move || {
        let control = document().query_selector(&format!("#{} :is(input, select)", row_id(field)));
        if let Some(control) = control
            .ok()
            .flatten()
            .and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = control.focus();
        }
    });
}

#[component]
fn Fields(sheet: Sheet, dialogs: CaseDialogs) -> impl IntoView {
    let form = Form::open(sheet, dialogs);
    begin_at(dialogs);
    hold_while(move || form.any(Line::is_touched));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        form.save(&event);
    };
    let groups = groups().map(|(title, members)| {
        let rows = members.iter().filter_map(|field| form.row(*field));
        view! { <h3>{t(title)}</h3>{rows.collect_view()} }
    });
    view! {
        <form class="form" novalidate on:submit=save>
            {form.draft.note()}
            {form.draft.restored.then_some(move || form.restored())}
            {groups.collect_view()}
            <p class="row-error" role="alert">{move || form.unwritten.get()}</p>
            <footer class="dialog-foot form-foot">
                <button type="button" class="button" on:click=move |_| form.close()>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">{t(common::SAVE)}</button>
            </footer>
        </form>
    }
}

/// Days in the form that cannot be. Tracks.
fn unsound(lines: StoredValue<Vec<Line>>, today: NaiveDate) -> impl Iterator<Item = (Field, Unsound)> {
    let value = |field| line_of(lines, field)?.held.value();
    Days::of(value).unsound(Some(today)).into_iter()
}

/// A case number in its one right form.
fn clean(edit: FieldEdit) -> FieldEdit {
    match (edit.field, &edit.value) {
        (Field::CASE_NUMBER, Value::Text(text)) => {
            let normal = case_number::typed(text).map_or(text.clone(), |number| number.normal);
            FieldEdit {
                value: Value::Text(normal),
                ..edit
            }
        }
        _ => edit,
    }
}
