//! The court's own kinds of record and flows: which there are, who put them in, what a text would change, taken in and back.
use casebook::kinds::{Both, KindsError, is_key};
use casebook::rules::{FLOW_KEY, KIND_KEY, key_of};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CheckKinds, KindsChecked, KindsInForce, OwnKind, PutRules, ReadKinds, ReadSession, Refusal};

use super::kind_texts::{Start, save_text};
use crate::book::{load_rules, take_gate};
use crate::in_force::{InForce, use_in_force};
use crate::kinds::kinds_now;
use crate::lang::field::own;
use crate::lang::{Text, common, errors, kinds as texts, t};
use crate::pages::allowed::{RULES, allowed, only_with};
use crate::pages::pick_file::{Picked, picked_within};
use crate::pages::words::moment;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::fresh_id;
use crate::parts::icon::{Icon, icon};
use crate::parts::toast::{ToastBar, use_toasts};
use crate::state::{Shell, use_shell};

/// A text of a kind has at most 64 kB; more than twice as much is not read at all.
const READ_MOST: usize = 128 << 10;

/// What the check says, or why there is none.
type Checked = Result<Result<KindsChecked, KindsError>, Refusal>;

/// What is about to be put in or taken back. Free to copy.
#[derive(Clone, Copy)]
struct Model {
    here: RwSignal<KindsInForce>,
    typed: RwSignal<String>,
    /// Key and text; no text takes back what is there.
    asked: RwSignal<Option<(String, Option<String>)>>,
    /// The text asked about is none of these.
    strange: RwSignal<bool>,
    checked: RwSignal<Option<Checked>>,
    busy: RwSignal<bool>,
    writer: Writer,
    toasts: ToastBar,
    in_force: InForce,
    shell: Shell,
}

impl Model {
    fn open() -> Self {
        let model = Self {
            here: RwSignal::default(),
            typed: RwSignal::default(),
            asked: RwSignal::new(None),
            strange: RwSignal::new(false),
            checked: RwSignal::new(None),
            busy: RwSignal::new(false),
            writer: use_writer(),
            toasts: use_toasts(),
            in_force: use_in_force(),
            shell: use_shell(),
        };
        let version = Memo::new(move |_| model.shell.summary.with(|now| now.as_ref().map(|now| now.version)));
        Effect::new(move |_| {
            version.track();
            model.fetch();
        });
        model
    }

    fn fetch(self) {
        let ask = WorkerClient::token().ask(ReadKinds);
        spawn_local(async move {
            // Without a book there are none.
            if let Ok(here) = ask.await {
                self.here.try_set(here);
            }
        });
    }

    /// Asks what a text would change.
    fn check_text(self, text: String) {
        let key = key_of(&text).filter(|key| is_key(key));
        self.strange.set(key.is_none());
        match key {
            Some(key) => self.check(key, Some(text)),
            None => self.asked.set(None),
        }
    }

    fn check(self, key: String, text: Option<String>) {
        self.checked.set(None);
        self.asked.set(Some((key.clone(), text.clone())));
        let ask = WorkerClient::token().ask(CheckKinds { key, text });
        spawn_local(async move {
            let checked = ask.await.map_err(|error| error.refusal);
            self.checked.try_set(Some(checked));
        });
    }

    fn close(self) {
        self.asked.set(None);
        self.checked.set(None);
        self.strange.set(false);
    }

    /// The text under a key now, for the way back.
    fn before(self, key: &str) -> Option<String> {
        let here = self.here.get_untracked();
        here.own.into_iter().find(|own| own.key == key).map(|own| own.text)
    }

    async fn put(self, key: String, text: Option<String>) -> Result<(), Refusal> {
        let put = WorkerClient::token().ask(PutRules { key, text }).await;
        self.writer.heard(&put.map_err(|error| error.refusal)?);
        load_rules(WorkerClient::token(), self.in_force).await;
        self.fetch();
        // A flow says who may take which step.
        if let Ok(session) = WorkerClient::token().ask(ReadSession).await {
            take_gate(self.shell, self.in_force, session);
        }
        Ok(())
    }

    fn accept(self) {
        let Some((key, text)) = self.asked.get_untracked() else {
            return;
        };
        let before = self.before(&key);
        let done = if text.is_some() { texts::PUT } else { texts::TAKEN_BACK };
        let named = called(&key, text.as_deref().or(before.as_deref()));
        self.busy.set(true);
        spawn_local(async move {
            match self.put(key.clone(), text).await {
                Ok(()) => {
                    self.close();
                    self.typed.set(String::new());
                    let back = Callback::new(move |()| {
                        let (key, before) = (key.clone(), before.clone());
                        spawn_local(async move {
                            if let Err(why) = self.put(key, before).await {
                                self.writer.failed(&why);
                            }
                        });
                    });
                    self.toasts.undoable(done.with(&[&named]), back);
                }
                Err(why) => self.writer.failed(&why),
            }
            self.busy.try_set(false);
        });
    }
}

/// What a text is called: the name it gives, or that of the built-in kind it adds to, else its key.
fn called(key: &str, text: Option<&str>) -> String {
    #[derive(serde::Deserialize)]
    struct Named {
        name: Option<Both>,
    }
    let named = text.and_then(|text| serde_json::from_str::<Named>(text).ok()?.name);
    let plain = key.trim_start_matches(KIND_KEY).trim_start_matches(FLOW_KEY);
    let built_in = || kinds_now().named(plain).map(|kind| kind.name.clone());
    named
        .or_else(built_in)
        .map_or_else(|| plain.to_owned(), |name| own(&name).now().to_owned())
}

/// The part of the page.
#[component]
pub(super) fn KindsPart() -> impl IntoView {
    let model = Model::open();
    let list = move || {
        let here = model.here.get();
        let lines = here.own.iter().map(|own| line(model, own));
        let lines: Vec<AnyView> = lines.chain(here.left_out.iter().map(left_out)).collect();
        match lines.is_empty() {
            true => view! { <p class="quiet">{t(texts::NONE)}</p> }.into_any(),
            false => view! { <ul class="own-forms">{lines}</ul> }.into_any(),
        }
    };
    view! {
        <section class="card papers-own own-kinds" aria-labelledby="own-kinds">
            <h2 id="own-kinds">{t(texts::TITLE)}</h2>
            <p class="quiet">{t(texts::LEAD)}</p>
            <p class="quiet">{t(texts::HOW)}</p>
            {list}
            <div class="own-result" role="status">{move || result(model)}</div>
            {allowed(RULES, move || view! { <TakeIn model/> }.into_any())}
            <Start/>
        </section>
    }
}

/// One of the court's own.
fn line(model: Model, of: &OwnKind) -> AnyView {
    let what = match key_kind(&of.key) {
        None => texts::OWN_FLOW,
        Some(key) if casebook::kinds::Kinds::builtin().named(key).is_some() => texts::ADDED_TO,
        Some(_) => texts::OWN_KIND,
    };
    let (key, text, by, at) = (of.key.clone(), of.text.clone(), of.by.clone(), moment(of.at_ms));
    let name = {
        let (key, text) = (key.clone(), text.clone());
        move || called(&key, Some(&text))
    };
    let put = move || match by.is_empty() {
        true => crate::lang::forms::PUT_AT.with(&[&at]),
        false => crate::lang::forms::PUT_BY.with(&[&by, &at]),
    };
    let to_file = key.clone();
    let save = move |_| save_text(model.toasts, &to_file, &text);
    let (shown, to_save, to_take) = (name.clone(), name.clone(), name);
    let back = move || {
        let (key, named) = (key.clone(), to_take.clone());
        let take_back = move |_| model.check(key.clone(), None);
        view! {
            <button type="button" class="button" aria-label=move || texts::TAKE_BACK_OF.with(&[&named()]) on:click=take_back>
                {t(texts::TAKE_BACK)}
            </button>
        }
        .into_any()
    };
    view! {
        <li>
            <span><strong>{shown}</strong>" "<span class="tag tag-quiet">{t(what)}</span>" "<span class="quiet">{put}</span></span>
            <span class="ways">
                <button type="button" class="button" aria-label=move || texts::SAVE_OF.with(&[&to_save()]) on:click=save>{t(texts::SAVE)}</button>
                {only_with(RULES, back)}
            </span>
        </li>
    }
    .into_any()
}

fn key_kind(key: &str) -> Option<&str> {
    key.strip_prefix(KIND_KEY)
}

/// One that does not stand beside the others.
fn left_out(left: &KindsError) -> AnyView {
    let (key, why) = (left.key.clone(), left.clone());
    view! { <li><span class="note">{move || texts::LEFT_OUT.with(&[&called(&key, None), &texts::why(&why)])}</span></li> }
        .into_any()
}

/// Takes a text in.
#[component]
fn TakeIn(model: Model) -> impl IntoView {
    let choose = move |event: leptos::ev::Event| {
        spawn_local(async move {
            match picked_within(&event, READ_MOST).await {
                Some(Picked::Whole(_, content)) => {
                    let text = String::from_utf8_lossy(&content)
                        .trim_start_matches('\u{feff}')
                        .to_owned();
                    model.typed.set(text.clone());
                    model.check_text(text);
                }
                Some(Picked::TooLarge) => model.strange.set(true),
                None => {}
            }
        });
    };
    let id = fresh_id();
    view! {
        <div class="ways">
            <label class="button file-button">
                {icon(Icon::Upload)}{t(texts::CHOOSE)}
                <input type="file" class="visually-hidden" accept=".json,application/json,text/plain" on:change=choose/>
            </label>
        </div>
        <label for=id.clone()>{t(texts::PASTE)}</label>
        <textarea class="input" rows="8" spellcheck="false" id=id prop:value=model.typed
            on:input=move |event| model.typed.set(event_target_value(&event))></textarea>
        {move || model.strange.get().then(|| view! { <p class="note" role="alert">{t(texts::NOT_KINDS)}</p> })}
        <div class="ways">
            <button type="button" class="button button-main" disabled=move || model.typed.with(|s| s.trim().is_empty())
                on:click=move |_| model.check_text(model.typed.get_untracked())>{t(texts::CHECK)}</button>
        </div>
    }
}

/// What the check says, and the way on. Tracks.
fn result(model: Model) -> Option<AnyView> {
    let (key, text) = model.asked.get()?;
    let taking_back = text.is_none();
    let named = called(&key, text.as_deref().or(model.before(&key).as_deref()));
    let said = match model.checked.get() {
        None => view! { <p class="quiet">{t(common::LOADING)}</p> }.into_any(),
        Some(Err(why)) => view! { <p class="note" role="alert">{t(errors::sentence(&why))}</p> }.into_any(),
        Some(Ok(Err(why))) => {
            let lead = if taking_back { texts::NOT_BACK } else { texts::REFUSED };
            view! { <p class="note" role="alert">{lead.now()}" "{texts::why(&why)}</p> }.into_any()
        }
        Some(Ok(Ok(checked))) => changes(
            model,
            &checked,
            if taking_back {
                texts::DO_TAKE_BACK
            } else {
                texts::ACCEPT
            },
        ),
    };
    Some(view! { <h3>{named}</h3>{said} }.into_any())
}

fn changes(model: Model, checked: &KindsChecked, accept: Text) -> AnyView {
    let lines = checked
        .changes
        .iter()
        .map(|change| view! { <li>{texts::change(change)}</li> });
    let lines = lines.collect_view();
    let nothing = checked.changes.is_empty();
    let concerns = texts::CONCERNS.with(&[&checked.records]);
    view! {
        <p>{t(if nothing { texts::NO_CHANGE } else { texts::EFFECT })}</p>
        <ul>{lines}</ul>
        {(!nothing).then(|| view! { <p class="quiet">{concerns}</p> })}
        <footer class="form-foot">
            <button type="button" class="button" on:click=move |_| model.close()>{t(common::CANCEL)}</button>
            <button type="button" class="button button-main" disabled=move || model.busy.get() || nothing on:click=move |_| model.accept()>{t(accept)}</button>
        </footer>
    }
    .into_any()
}
