//! How the keys are to be locked: a passphrase, typed twice, or the browser alone.
use leptos::prelude::*;

use crate::lang::{Text, session as texts, t};
use crate::parts::answer::Segments;
use crate::parts::field::{Row, control_id};
use protocol::strength::{Strength, strength};

/// What was chosen and typed. Free to copy.
#[derive(Clone, Copy)]
pub struct LockForm {
    by_browser: RwSignal<bool>,
    new: NewSecret,
}

/// A new passphrase, typed twice. Free to copy.
#[derive(Clone, Copy)]
pub struct NewSecret {
    first: RwSignal<String>,
    again: RwSignal<String>,
}

impl LockForm {
    /// A passphrase is proposed.
    pub fn new() -> Self {
        Self {
            by_browser: RwSignal::new(false),
            new: NewSecret::new(),
        }
    }

    /// The passphrase, or none for "this browser only".
    ///
    /// # Errors
    /// What is still to be put right.
    pub fn passphrase(self) -> Result<Option<String>, Text> {
        if self.by_browser.get() {
            return Ok(None);
        }
        self.new.passphrase().map(Some)
    }

    /// Forgets what was typed.
    pub fn clear(self) {
        self.new.first.try_set(String::new());
        self.new.again.try_set(String::new());
    }
}

impl NewSecret {
    /// Nothing typed yet.
    pub fn new() -> Self {
        Self {
            first: RwSignal::default(),
            again: RwSignal::default(),
        }
    }

    /// The passphrase.
    ///
    /// # Errors
    /// What is still to be put right.
    pub fn passphrase(self) -> Result<String, Text> {
        let first = self.first.get();
        if first.is_empty() {
            Err(texts::PASSPHRASE_MISSING)
        } else if strength(&first) == Strength::Weak {
            Err(texts::PASSPHRASE_WEAK)
        } else if first != self.again.get() {
            Err(texts::PASSPHRASE_DIFFERS)
        } else {
            Ok(first)
        }
    }

    fn first_fault(self) -> Option<Text> {
        self.passphrase()
            .err()
            .filter(|text| *text != texts::PASSPHRASE_DIFFERS)
    }
}

/// The rows of the form.
#[component]
pub fn LockRows(
    /// What is chosen.
    form: LockForm,
    /// The person has tried to go on: says what is missing.
    tried: RwSignal<bool>,
    /// What the passphrase is called here.
    #[prop(default = texts::PASSPHRASE)]
    word: Text,
) -> impl IntoView {
    let chosen = Signal::derive(move || usize::from(form.by_browser.get()));
    let choose = Callback::new(move |at| form.by_browser.set(at == 1));
    view! {
        <Row label=texts::LOCK_KIND group=true>
            <Segments options=vec![texts::BY_PASSPHRASE, texts::BY_BROWSER] chosen on_choose=choose/>
        </Row>
        {move || if form.by_browser.get() {
            view! { <p class="note note-calm">{t(texts::BROWSER_MEANS)}</p> }.into_any()
        } else {
            view! {
                <NewSecretRows form=form.new tried word/>
                <p class="note note-calm">{t(texts::LOST)}</p>
            }
            .into_any()
        }}
    }
}

/// The rows for a new passphrase.
#[component]
pub fn NewSecretRows(
    /// What is typed.
    form: NewSecret,
    /// The person has tried to go on: says what is missing.
    tried: RwSignal<bool>,
    /// What the passphrase is called here.
    word: Text,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let hint = Signal::derive(move || told(&form.first.get()));
    let fault = move || tried.get().then(|| form.first_fault().map(Text::now)).flatten();
    let differs = move || {
        let typed = form.again.with(|again| !again.is_empty()) || tried.get();
        let fault = form
            .passphrase()
            .err()
            .filter(|text| *text == texts::PASSPHRASE_DIFFERS);
        typed.then(|| fault.map(Text::now)).flatten()
    };
    view! {
        <Row label=word hint>
            <Secret value=form.first shown is_new=true/>
            <label class="check">
                <input type="checkbox" prop:checked=shown on:change=move |event| shown.set(event_target_checked(&event))/>
                {t(texts::SHOW)}
            </label>
            <p class="row-error" role="status">{fault}</p>
        </Row>
        <Row label=texts::AGAIN>
            <Secret value=form.again shown is_new=true/>
            <p class="row-error" role="status">{differs}</p>
        </Row>
    }
}

fn told(passphrase: &str) -> String {
    let word = match strength(passphrase) {
        _ if passphrase.is_empty() => texts::STRENGTH_HINT,
        Strength::Weak => texts::STRENGTH[0],
        Strength::Fair => texts::STRENGTH[1],
        Strength::Good => texts::STRENGTH[2],
    };
    word.now().to_owned()
}

/// A passphrase field. Named by the surrounding `Row`.
#[component]
pub fn Secret(
    /// What is typed.
    value: RwSignal<String>,
    /// In plain sight.
    #[prop(optional, into)]
    shown: Signal<bool>,
    /// It is being set, so the browser need not propose one it knows.
    #[prop(optional)]
    is_new: bool,
) -> impl IntoView {
    view! {
        <input
            class="input input-wide"
            type=move || if shown.get() { "text" } else { "password" }
            autocomplete=if is_new { "new-password" } else { "current-password" }
            autocapitalize="off"
            spellcheck="false"
            id=control_id()
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
        />
    }
}
