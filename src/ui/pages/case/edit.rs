//! The form of a case: every field; what was changed is written as one, with a way back.
use chrono::NaiveDate;
use fenliu::casebook::entered::Entered;
use fenliu::casebook::sound::{Days, Unsound};
use fenliu::law::case_number;
use fenliu::law::money::Fen;
use fenliu::work::protocol::{CaseId, Field, Value};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::facts::{GROUPS, is_answer};
use super::sheet::Sheet;
use super::{Doors, texts};
use crate::drafts::{Draft, draft, of_case};
use crate::lang::{Text, cases as list_texts, common, field as fields, t};
use crate::pages::unsound::{bearer, sentence, taken_note};
use crate::parts::answer::ThreeAnswer;
use crate::parts::date::DateInput;
use crate::parts::dialog::Dialog;
use crate::parts::field::{Row, control_id, show_fault};
use crate::parts::money::MoneyInput;
use crate::state::hold_while;

/// A control and what it holds.
#[derive(Clone, Copy)]
pub enum Held {
    /// A line of text, or a code.
    Text(RwSignal<String>),
    /// A day.
    Day(RwSignal<Entered<NaiveDate>>),
    /// Money.
    Amount(RwSignal<Entered<Fen>>),
    /// Yes, no, unknown.
    Answer(RwSignal<Option<bool>>),
}

impl Held {
    /// A control for a field, with what stands in it.
    pub fn new(field: Field, value: Option<&Value>) -> Self {
        match field {
            _ if is_answer(field) => Held::Answer(RwSignal::new(if let Some(Value::Bool(yes)) = value {
                Some(*yes)
            } else {
                None
            })),
            Field::FiledOn
            | Field::ReceivedOn
            | Field::MaterialsReceivedOn
            | Field::ClosedOn
            | Field::BasisEffectiveOn => Held::Day(RwSignal::new(if let Some(Value::Date(day)) = value {
                Entered::Read(*day)
            } else {
                Entered::Empty
            })),
            Field::ClaimAmount | Field::RecoveredAmount | Field::FrozenAmount => {
                Held::Amount(RwSignal::new(if let Some(Value::Fen(fen)) = value {
                    Entered::Read(*fen)
                } else {
                    Entered::Empty
                }))
            }
            _ => Held::Text(RwSignal::new(if let Some(Value::Text(text)) = value {
                text.clone()
            } else {
                String::new()
            })),
        }
    }

    /// What it holds now; nothing if it cannot be read. Tracks.
    pub fn value(self) -> Option<Value> {
        let value = match self {
            Held::Text(text) => {
                let text = text.with(|t| t.trim().to_owned());
                if text.is_empty() {
                    Value::None
                } else {
                    Value::Text(text)
                }
            }
            Held::Day(day) => standing(&day.get(), Value::Date)?,
            Held::Amount(fen) => standing(&fen.get(), Value::Fen)?,
            Held::Answer(yes) => yes.get().map_or(Value::None, Value::Bool),
        };
        Some(value)
    }
}

/// What was typed into a control, for a draft.
#[derive(Serialize, Deserialize)]
enum Typed {
    Text(String),
    Day(Entered<NaiveDate>),
    Amount(Entered<Fen>),
    Answer(Option<bool>),
}

impl Held {
    fn typed(self) -> Typed {
        match self {
            Held::Text(text) => Typed::Text(text.get()),
            Held::Day(day) => Typed::Day(day.get()),
            Held::Amount(fen) => Typed::Amount(fen.get()),
            Held::Answer(yes) => Typed::Answer(yes.get()),
        }
    }

    /// Puts back what was typed. A field that is of another kind in this build stays as it is.
    fn put(self, typed: Typed) {
        match (self, typed) {
            (Held::Text(text), Typed::Text(typed)) => text.set(typed),
            (Held::Day(day), Typed::Day(typed)) => day.set(typed),
            (Held::Amount(fen), Typed::Amount(typed)) => fen.set(typed),
            (Held::Answer(yes), Typed::Answer(typed)) => yes.set(typed),
            _ => {}
        }
    }
}

/// The fields in which something else stands than in the case. Tracks.
fn typed(all: StoredValue<Vec<Line>>) -> Option<Vec<(Field, Typed)>> {
    let typed: Vec<(Field, Typed)> = all.with_value(|all| {
        let moved = all.iter().filter(|(_, before, held)| {
            let before = before.as_ref().unwrap_or(&Value::None);
            held.value().as_ref() != Some(before)
        });
        moved.map(|(field, _, held)| (*field, held.typed())).collect()
    });
    (!typed.is_empty()).then_some(typed)
}

/// A value to store; `None` if it cannot be read.
fn standing<T: Copy>(entered: &Entered<T>, value: fn(T) -> Value) -> Option<Value> {
    match entered {
        Entered::Empty => Some(Value::None),
        Entered::Read(read) => Some(value(*read)),
        Entered::Unreadable(_) => None,
    }
}

/// The dialog.
#[component]
pub fn Edit(
    /// The case.
    sheet: Sheet,
    /// Its dialogs.
    doors: Doors,
) -> impl IntoView {
    view! {
        <Dialog open=doors.edit title=texts::FACTS>
            <Fields sheet doors/>
        </Dialog>
    }
}

/// A field, what stood in it, and its control.
type Line = (Field, Option<Value>, Held);

/// The form while it is open. Free to copy.
#[derive(Clone, Copy)]
struct Form {
    sheet: Sheet,
    doors: Doors,
    all: StoredValue<Vec<Line>>,
    /// Saving was tried: what is wrong is said.
    tried: RwSignal<bool>,
    /// Another case bears the number typed.
    taken: RwSignal<Option<CaseId>>,
    draft: Draft,
}

impl Form {
    fn open(sheet: Sheet, doors: Doors) -> Self {
        let members = GROUPS.iter().flat_map(|(_, members)| members.iter());
        let lines = members.map(|field| {
            let value = untrack(|| sheet.value(*field));
            (*field, value.clone(), Held::new(*field, value.as_ref()))
        });
        let all = StoredValue::new(lines.collect::<Vec<Line>>());
        let put = |typed: Vec<(Field, Typed)>| {
            for (field, typed) in typed {
                if let Some(held) = held_of(all, field) {
                    held.put(typed);
                }
            }
        };
        Self {
            sheet,
            doors,
            all,
            tried: RwSignal::new(false),
            taken: RwSignal::new(None),
            draft: draft(&of_case("edit", sheet.id), move || typed(all), put),
        }
    }

    /// Something cannot be read. Tracks.
    fn is_unreadable(self) -> bool {
        self.all
            .with_value(|all| all.iter().any(|(_, _, held)| held.value().is_none()))
    }

    /// What is to be written. Tracks.
    fn changed(self) -> Vec<(Field, Value)> {
        self.all.with_value(|all| {
            let now = all.iter().filter_map(|(field, before, held)| {
                Some((*field, before.clone().unwrap_or(Value::None), held.value()?))
            });
            now.filter(|(_, before, now)| before != now)
                .map(|(field, _, now)| (field, now))
                .collect()
        })
    }

    fn save(self, event: &web_sys::SubmitEvent) {
        self.tried.set(true);
        self.taken.set(None);
        if untrack(|| self.is_unreadable()) {
            return show_fault(event);
        }
        let fields = untrack(|| self.changed());
        // Days that could not be before this edit do not hold up an edit of something else.
        let moves_day = fields.iter().any(|(field, _)| DAYS.contains(field));
        let unsound = moves_day && untrack(|| unsound(self.all, self.sheet.today.get())).next().is_some();
        if unsound || fields.iter().any(|(field, value)| problem(*field, value).is_some()) {
            return show_fault(event);
        }
        let number = fields.iter().find_map(|(field, value)| match value {
            Value::Text(number) if *field == Field::CaseNumber => Some(number.clone()),
            _ => None,
        });
        let Some(number) = number else {
            return self.write(fields);
        };
        spawn_local(async move {
            let bearer = bearer(number).await;
            // The page may have been left meanwhile; then the draft waits.
            if self.tried.try_get_untracked().is_none() {
                return;
            }
            match bearer {
                Ok(Some(other)) if other != self.sheet.id => self.taken.set(Some(other)),
                Ok(_) => self.write(fields),
                Err(code) => self.sheet.failed(&code),
            }
        });
    }

    fn write(self, fields: Vec<(Field, Value)>) {
        if !fields.is_empty() {
            let names: Vec<&str> = fields.iter().map(|(field, _)| fields::name(*field).now()).collect();
            let said = texts::SAVED.with(&[&names.join("、")]);
            self.sheet.set(fields.into_iter().map(clean).collect(), said);
        }
        self.close();
    }

    /// Closes and forgets the draft.
    fn close(self) {
        self.draft.done();
        self.doors.edit.set(false);
    }

    /// The row of a field, with what is wrong there.
    fn row(self, field: Field) -> Option<AnyView> {
        let held = held_of(self.all, field)?;
        let told = move || {
            let here = unsound(self.all, self.sheet.today.get()).find(|(at, _)| *at == field);
            here.filter(|_| self.tried.get())
                .map(|(_, unsound)| sentence(unsound).now())
        };
        let taken = move || self.taken.get().filter(|_| field == Field::CaseNumber).map(taken_note);
        Some(
            view! {
                {control(field, held, self.tried)}
                {taken}
                {DAYS.contains(&field).then(|| view! { <p class="row-error" role="status">{told}</p> })}
            }
            .into_any(),
        )
    }
}

/// Fields whose days bind each other.
const DAYS: [Field; 3] = [Field::ReceivedOn, Field::FiledOn, Field::ClosedOn];

fn held_of(all: StoredValue<Vec<Line>>, field: Field) -> Option<Held> {
    all.with_value(|all| all.iter().find(|(f, ..)| *f == field).map(|(.., held)| *held))
}

#[component]
fn Fields(sheet: Sheet, doors: Doors) -> impl IntoView {
    let form = Form::open(sheet, doors);
    hold_while(move || form.is_unreadable() || !form.changed().is_empty());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        form.save(&event);
    };
    let groups = GROUPS.into_iter().map(|(title, members)| {
        let rows = members.iter().filter_map(|field| form.row(*field));
        view! { <h3>{t(title)}</h3>{rows.collect_view()} }
    });
    view! {
        <form class="form" novalidate on:submit=save>
            {form.draft.note()}
            {groups.collect_view()}
            <footer class="dialog-foot form-foot">
                <button type="button" class="button" on:click=move |_| form.close()>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main">{t(common::SAVE)}</button>
            </footer>
        </form>
    }
}

/// Days in the form that cannot be. Tracks.
fn unsound(all: StoredValue<Vec<Line>>, today: NaiveDate) -> impl Iterator<Item = (Field, Unsound)> {
    let value = |field| held_of(all, field)?.value();
    Days::of(value).unsound(Some(today)).into_iter()
}

/// What may not be saved.
fn problem(field: Field, value: &Value) -> Option<Text> {
    match (field, value) {
        (Field::CaseNumber, Value::None) => Some(list_texts::NUMBER_MISSING),
        (Field::CaseNumber, Value::Text(text)) if case_number::typed(text).is_err() => Some(list_texts::BAD_NUMBER),
        (Field::FiledOn, Value::None) => Some(list_texts::FILED_MISSING),
        _ => None,
    }
}

/// A case number in its one right form.
fn clean((field, value): (Field, Value)) -> (Field, Value) {
    match (field, value) {
        (Field::CaseNumber, Value::Text(text)) => {
            let normal = case_number::typed(&text).map_or(text, |number| number.normal);
            (field, Value::Text(normal))
        }
        other => other,
    }
}

/// The row of a field.
pub fn control(field: Field, held: Held, tried: RwSignal<bool>) -> AnyView {
    let wrong = move || {
        tried
            .get()
            .then(|| problem(field, &held.value()?))
            .flatten()
            .map(Text::now)
    };
    match held {
        Held::Answer(value) => {
            view! { <Row label=fields::name(field) group=true><ThreeAnswer value/></Row> }.into_any()
        }
        Held::Amount(value) => view! { <Row label=fields::name(field)><MoneyInput value/></Row> }.into_any(),
        Held::Day(value) => view! {
            <Row label=fields::name(field)>
                <DateInput value/>
                <p class="row-error" role="status">{wrong}</p>
            </Row>
        }
        .into_any(),
        Held::Text(value) => view! {
            <Row label=fields::name(field) hint=Signal::derive(move || hint(field).map(|h| h.now().to_owned()).unwrap_or_default())>
                {text(field, value)}
                <p class="row-error" role="status">{wrong}</p>
            </Row>
        }
        .into_any(),
    }
}

/// A select where the field holds a code, else a line or a few lines of text.
fn text(field: Field, value: RwSignal<String>) -> AnyView {
    let id = control_id();
    let typed = move |event: web_sys::Event| value.set(event_target_value(&event));
    if let Some(choices) = fields::choices(field) {
        let options = choices.into_iter().map(|(code, word)| {
            view! { <option value=code prop:selected=move || value.with(|v| v == code)>{t(word)}</option> }
        });
        return view! {
            <select class="input" id=id on:change=typed>
                <option value="" prop:selected=move || value.with(String::is_empty)>{t(common::UNKNOWN)}</option>
                {options.collect_view()}
            </select>
        }
        .into_any();
    }
    if matches!(field, Field::Remark | Field::Complexity) {
        return view! { <textarea class="input" id=id rows="2" prop:value=value on:input=typed></textarea> }.into_any();
    }
    view! { <input class="input input-wide" id=id autocomplete="off" prop:value=value on:input=typed/> }.into_any()
}

/// Marks count only with a name and a reason.
fn hint(field: Field) -> Option<Text> {
    match field {
        Field::Complexity => Some(texts::COMPLEXITY_HINT),
        Field::SimpleMark => Some(texts::SIMPLE_HINT),
        _ => None,
    }
}
