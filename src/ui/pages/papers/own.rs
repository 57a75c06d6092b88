//! The court's own forms: which there are, who put them in, taken in and out.
use files::document::fields::{FIELDS, lists, of_list};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{FormInForce, FormLeftOut, OwnForm, PutRules, ReadFormText, Refusal};

use super::forms::FormsHere;
use super::take_in::TakeIn;
use crate::lang::{field, forms as texts, t};
use crate::pages::allowed::{RULES, only_with};
use crate::pages::words::moment;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::toast::{ToastBar, use_toasts};

/// What putting a form in or out needs. Free to copy.
#[derive(Clone, Copy)]
pub(super) struct Tools {
    pub writer: Writer,
    pub toasts: ToastBar,
    pub here: FormsHere,
}

impl Tools {
    /// The text of a form now, for the way back.
    pub(super) async fn before(key: &str) -> Result<Option<String>, Refusal> {
        let ask = ReadFormText { key: key.to_owned() };
        WorkerClient::token().ask(ask).await.map_err(|error| error.refusal)
    }

    /// Puts the text of a form in, or out; this page follows at once.
    async fn put(self, key: String, text: Option<String>) -> Result<(), Refusal> {
        let put = WorkerClient::token().ask(PutRules { key, text }).await;
        let summary = put.map_err(|error| error.refusal)?;
        self.writer.heard(&summary);
        self.here.fetch();
        Ok(())
    }

    /// Says what was done, with the way back to the text before.
    pub(super) fn offer_back(self, said: String, key: String, before: Option<String>) {
        let back = Callback::new(move |()| {
            let (key, before) = (key.clone(), before.clone());
            spawn_local(async move {
                if let Err(why) = self.put(key, before).await {
                    self.writer.failed(&why);
                }
            });
        });
        self.toasts.undoable(said, back);
    }

    fn take_out(self, key: String, name: String) {
        spawn_local(async move {
            let done = async {
                let before = Self::before(&key).await?;
                self.put(key.clone(), None).await?;
                Ok::<_, Refusal>(before)
            };
            match done.await {
                Ok(before) => self.offer_back(texts::TAKEN_OUT.with(&[&name]), key, before),
                Err(why) => self.writer.failed(&why),
            }
        });
    }
}

/// The court's own forms.
#[component]
pub(super) fn OwnForms(here: FormsHere) -> impl IntoView {
    let tools = Tools {
        writer: use_writer(),
        toasts: use_toasts(),
        here,
    };
    let list = move || {
        let all = here.get();
        let own = all
            .forms
            .iter()
            .filter_map(|form| Some(line(tools, form, form.own.as_ref()?)));
        let own: Vec<AnyView> = own
            .chain(all.left_out.iter().map(|left| unusable(tools, left)))
            .collect();
        match own.is_empty() {
            true => view! { <p class="quiet">{t(texts::NONE)}</p> }.into_any(),
            false => view! { <ul class="own-forms">{own}</ul> }.into_any(),
        }
    };
    view! {
        <section class="card papers-own no-print" aria-labelledby="own-forms">
            <h2 id="own-forms">{t(texts::TITLE)}</h2>
            <p class="quiet">{t(texts::LEAD)}</p>
            {names()}
            {list}
            {only_with(RULES, move || view! { <TakeIn tools/> }.into_any())}
        </section>
    }
}

fn line(tools: Tools, form: &FormInForce, own: &OwnForm) -> AnyView {
    let name = field::own(&form.head.name);
    let (by, at) = (own.by.clone(), moment(own.at_ms));
    let put = move || match by.is_empty() {
        true => texts::PUT_AT.with(&[&at]),
        false => texts::PUT_BY.with(&[&by, &at]),
    };
    let what = if own.replaces { texts::REPLACES } else { texts::ADDED };
    view! {
        <li>
            <span><strong>{t(name)}</strong>" "<span class="tag tag-quiet">{t(what)}</span>" "<span class="quiet">{put}</span></span>
            {only_with(RULES, take_out_button(tools, own.key.clone(), form.head.name.zh.clone()))}
        </li>
    }
    .into_any()
}

/// One that lies in the book and cannot be used here.
fn unusable(tools: Tools, left: &FormLeftOut) -> AnyView {
    let name = left.key.trim_start_matches(casebook::rules::FORM_KEY).to_owned();
    let (shown, why) = (name.clone(), left.why.clone());
    view! {
        <li>
            <span class="note">{move || texts::LEFT_OUT.with(&[&shown, &texts::why(&why)])}</span>
            {only_with(RULES, take_out_button(tools, left.key.clone(), name))}
        </li>
    }
    .into_any()
}

fn take_out_button(tools: Tools, key: String, name: String) -> impl Fn() -> AnyView + Send + Sync + 'static {
    move || {
        let (key, named, name) = (key.clone(), name.clone(), name.clone());
        let take_out = move |_| tools.take_out(key.clone(), name.clone());
        view! {
            <button type="button" class="button" aria-label=move || texts::TAKE_OUT_OF.with(&[&named]) on:click=take_out>
                {t(texts::TAKE_OUT)}
            </button>
        }
        .into_any()
    }
}

/// What a template may name.
fn names() -> AnyView {
    let of_case: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    let of_lists = lists().filter_map(|list| Some((list, of_list(list)?.join(crate::lang::common::LIST.now()))));
    let of_lists = of_lists.map(|(list, fields)| {
        view! { <li>{move || texts::of_list(list)}{fields}</li> }
    });
    view! {
        <details class="papers-court">
            <summary>{t(texts::FIELDS)}</summary>
            <ul class="own-names"><li>{t(texts::OF_CASE)}{of_case.join(crate::lang::common::LIST.now())}</li>{of_lists.collect_view()}</ul>
        </details>
    }
    .into_any()
}
