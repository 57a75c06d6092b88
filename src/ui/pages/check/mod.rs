//! Checking the filing data of a case field by field (plan Art. 7(1)): what is wrong goes back to the filing staff, and what
//! is right ends the matter; then the next case.
mod line;
mod save;

use std::collections::BTreeMap;

use casebook::filing::{CORRECTION, Item, Part, Place, corrections, is_open, parts, place_of};
use leptos::prelude::*;
use protocol::{CaseId, Field, Value};
use serde::{Deserialize, Serialize};

pub use self::line::label as item_label;
use self::line::{field_of, line, party_name};
use self::save::{Stands, save, stands};
use crate::drafts::{Draft, draft, of_case};
use crate::lang::{filing as texts, t};
use crate::pages::case::{Sheet, Whole, when_read};
use crate::pages::records::card::Begun;
use crate::pages::records::word as record_word;
use crate::pages::words;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::date::iso;
use crate::parts::toast::use_toasts;
use crate::route::{Route, go};
use crate::state::{Shell, use_shell};

/// The cases that are checked one after the other, kept while this page lives.
#[derive(Clone, Copy)]
struct Queue(RwSignal<Vec<CaseId>>);

/// Call once, in the shell.
pub fn provide_checks() {
    provide_context(Queue(RwSignal::default()));
}

/// Begins to check cases one after the other. Free to copy.
#[derive(Clone, Copy)]
pub struct Checks(Queue);

/// The way to the page.
pub fn use_checks() -> Checks {
    Checks(expect_context())
}

impl Checks {
    /// Begins with the first of these cases.
    pub fn begin(self, cases: Vec<CaseId>) {
        let first = cases.first().copied();
        self.0.0.set(cases);
        if let Some(first) = first {
            go(Route::CaseCheck(first));
        }
    }
}

/// What somebody said of an item: it is wrong, or missing, and what is right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Said {
    wrong: bool,
    right: String,
}

/// The page and what its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Check {
    sheet: Sheet,
    /// What was said of items, by the codes of their places; of the others nothing was.
    said: RwSignal<BTreeMap<String, Said>>,
    /// Saving was tried: what is wrong is said.
    tried: RwSignal<bool>,
    busy: RwSignal<bool>,
    queue: RwSignal<Vec<CaseId>>,
    writer: Writer,
    shell: Shell,
}

/// The page.
#[component]
pub fn CheckPage(
    /// Which case.
    id: CaseId,
) -> impl IntoView {
    let sheet = Sheet::open(id);
    when_read(sheet, move || view! { <Whole sheet/><Body sheet/> }.into_any())
}

#[component]
fn Body(sheet: Sheet) -> impl IntoView {
    let Queue(queue) = expect_context();
    let check = Check {
        sheet,
        said: RwSignal::default(),
        tried: RwSignal::new(false),
        busy: RwSignal::new(false),
        queue,
        writer: use_writer(),
        shell: use_shell(),
    };
    let draft = check.keep();
    // The page is made once: what the person is at stays under the hand while the book changes.
    let all = Memo::new(move |_| sheet.view().map(|view| parts(&view)).unwrap_or_default());
    let subjects = Memo::new(move |_| all.with(|all| all.iter().map(subject).collect::<Vec<_>>()));
    let sections = move || {
        let each = subjects.get().into_iter().enumerate();
        each.map(|(at, (party, places))| section(check, all, at, party, places))
            .collect_view()
    };
    let kind = crate::kinds::kinds_now().get(CORRECTION);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        save(check, draft, &event);
    };
    // Opened for one case, there is no next one.
    let keys = move || match queue.with(|queue| queue.len() > 1) {
        true => texts::KEYS.now(),
        false => texts::KEYS_ALONE.now(),
    };
    request_animation_frame(|| request_animation_frame(to_first));
    view! {
        <Head check/>
        <form class="card check" novalidate on:submit=submit>
            {move || check.has_draft().then(|| draft.note_with(texts::GIVE_UP))}
            <p class="quiet no-print with-keys">{keys}</p>
            {sections}
            <Foot check/>
        </form>
        {kind.map(|kind| view! { <Begun sheet kind/> })}
    }
}

/// A party by its name, and the codes of the items.
fn subject(part: &Part) -> (Option<String>, Vec<Place>) {
    let party = part.party.as_ref().map(party_name);
    (party, part.items.iter().map(|item| item.place).collect())
}

fn section(check: Check, all: Memo<Vec<Part>>, at: usize, party: Option<String>, places: Vec<Place>) -> AnyView {
    let title = party.unwrap_or_else(|| texts::OF_CASE.now().to_owned());
    let lines = places.into_iter().map(|place| {
        let item = Memo::new(move |_| {
            let of = |part: &Part| part.items.iter().find(|item| item.place == place).cloned();
            all.with(|all| all.get(at).and_then(of))
        });
        line(check, place, item)
    });
    view! { <h2>{title}</h2><div class="check-lines">{lines.collect_view()}</div> }.into_any()
}

/// The keyboard begins at the first item.
fn to_first() {
    use wasm_bindgen::JsCast;
    let first = document().query_selector(".check-line input:checked").ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

impl Check {
    /// Keeps what is said as a draft of this case.
    fn keep(self) -> Draft {
        let now = move || Some(self.said.get()).filter(|said| !said.is_empty());
        draft(&of_case("check", self.sheet.id), now, move |kept| self.said.set(kept))
    }

    /// Something is said that is not saved. Tracks.
    fn has_draft(self) -> bool {
        self.said.with(|said| !said.is_empty())
    }

    /// Gives up what is said: the draft goes with it.
    fn give_up(self) {
        self.said.update(BTreeMap::clear);
        self.tried.set(false);
        to_first();
    }

    /// What is said of an item: what the person said, or else that it is missing where the plan asks for it. Tracks.
    fn of(self, item: &Item) -> Said {
        let code = item.place.code();
        let said = self.said.with(|said| said.get(&code).cloned());
        said.unwrap_or_else(|| Said {
            wrong: item.is_needed && item.values.is_empty(),
            right: String::new(),
        })
    }

    fn say(self, item: &Item, change: impl FnOnce(&mut Said)) {
        let mut said = untrack(|| self.of(item));
        change(&mut said);
        self.said.update(|all| drop(all.insert(item.place.code(), said)));
    }

    /// Whether a correction of an item is under way. Tracks.
    fn is_asked(self, place: Place) -> bool {
        let view = self.sheet.view();
        view.is_some_and(|view| {
            corrections(&view).any(|record| is_open(record) && place_of(&record.fields) == Some(place))
        })
    }

    /// The next case of those that are checked one after the other.
    fn next(self) -> Option<CaseId> {
        let queue = self.queue.get();
        let at = queue.iter().position(|id| *id == self.sheet.id)?;
        queue.get(at + 1).copied()
    }

    /// Goes to the next case; behind the last to the list of matters, and back to the case where it was the only one.
    fn go_on(self) {
        let here = self.sheet.id;
        let (next, count) = untrack(|| (self.next(), self.queue.with(Vec::len)));
        match next {
            Some(next) => go(Route::CaseCheck(next)),
            None if untrack(|| self.queue.with(|queue| queue.contains(&here))) && count > 1 => {
                self.queue.set(Vec::new());
                go(Route::Matters);
            }
            None => go(Route::Case(here)),
        }
    }
}

#[component]
fn Head(check: Check) -> impl IntoView {
    let sheet = check.sheet;
    let number = move || sheet.text(Field::CASE_NUMBER);
    let debtor = move || sheet.said(Field::DEBTOR);
    let place = move || {
        let queue = check.queue.get();
        let at = queue.iter().position(|id| *id == sheet.id)?;
        (queue.len() > 1).then(|| texts::PLACE.with(&[&(at + 1), &queue.len()]))
    };
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <p><a class="case-number" href=Route::Case(sheet.id).href()>{number}</a>" "{debtor}" "
                {move || place().map(|place| view! { <span class="tag">{place}</span> })}
            </p>
        </header>
    }
}

/// What can be done now, and why not more.
#[component]
fn Foot(check: Check) -> impl IntoView {
    let toasts = use_toasts();
    let now = Memo::new(move |_| stands(check));
    let told = move || match now.get() {
        Stands::Open(count) => Some(texts::OPEN.with(&[&count])),
        Stands::Disputed(count) => Some(texts::TO_RULE.with(&[&count])),
        Stands::Checked(on) => Some(texts::CHECKED.with(&[&iso(on)])),
        Stands::NotYours => Some(texts::NOT_YOURS.now().to_owned()),
        Stands::Wrong(_) | Stands::Right => None,
    };
    let label = move || match now.get() {
        Stands::Wrong(count) => Some(texts::ASK.with(&[&count])),
        Stands::Right => Some(texts::ALL_RIGHT.now().to_owned()),
        _ => None,
    };
    let main = move || {
        label().map(|label| {
            view! { <button type="submit" class="button button-main" disabled=check.busy>{label}</button> }
        })
    };
    let pass = move |_| {
        let count = untrack(|| check.queue.with(Vec::len));
        if count > 1 && untrack(|| check.next()).is_none() {
            toasts.say(texts::ALL_DONE.with(&[&count]));
        }
        check.go_on();
    };
    let other = move || {
        if check.queue.with(|queue| queue.len() > 1) {
            texts::NEXT.now()
        } else {
            texts::BACK.now()
        }
    };
    view! {
        <p class="note check-told" role="status">{told}</p>
        <footer class="form-foot">
            {move || check.has_draft().then(|| view! {
                <button type="button" class="button" on:click=move |_| check.give_up()>{t(texts::GIVE_UP)}</button>
            })}
            <button type="button" class="button" on:click=pass>{other}</button>
            {main}
        </footer>
    }
}

/// The words of a value of an item.
fn word(place: Place, value: &Value) -> String {
    match place {
        Place::Case(field) => words::value(field, value),
        Place::Party(..) => field_of(place).map_or_else(String::new, |field| record_word(field, value)),
    }
}
