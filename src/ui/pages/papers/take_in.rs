//! A file that is to be a form: chosen, said what it is, checked, and only then put in.
use std::collections::BTreeSet;
use std::sync::Arc;

use files::document::own::{DOCX_MAX, Said};
use files::document::template::What;
use files::document::{FormError, FormFault, Forms, OTHER, TemplateError, sorts};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CheckForm, FormChecked, FormRefused, PutForm, Refusal};

use super::own::Tools;
use super::tick;
use crate::lang::field::{both, own};
use crate::lang::{Text, common, errors, forms as texts, t};
use crate::pages::pick_file::{Picked, picked_within};
use crate::parts::choice::Choice;
use crate::parts::field::Row;
use crate::parts::icon::{Icon, icon};
use crate::parts::text::TextInput;

/// What the check says, or why there is none.
type Checked = Result<Result<FormChecked, FormRefused>, Refusal>;

/// What is said of the file. Free to copy.
#[derive(Clone, Copy)]
struct Model {
    file: RwSignal<Option<(String, Arc<Vec<u8>>)>>,
    /// 0 is a new one, then the forms that come with the program.
    stands_for: RwSignal<usize>,
    name: RwSignal<String>,
    /// 0 is once for each case, then [`texts::PER`].
    copies: RwSignal<usize>,
    sort: RwSignal<usize>,
    is_kept: RwSignal<bool>,
    asks: RwSignal<BTreeSet<String>>,
    checked: RwSignal<Option<Checked>>,
    /// Counts what was asked: an answer to an earlier question is let go.
    asked: StoredValue<u32>,
    busy: RwSignal<bool>,
}

impl Model {
    fn new() -> Self {
        Self {
            file: RwSignal::new(None),
            stands_for: RwSignal::new(0),
            name: RwSignal::default(),
            copies: RwSignal::new(0),
            sort: RwSignal::new(other()),
            is_kept: RwSignal::new(false),
            asks: RwSignal::default(),
            checked: RwSignal::new(None),
            asked: StoredValue::new(0),
            busy: RwSignal::new(false),
        }
    }

    /// Begins with a file. Its name says most often what it is.
    fn begin(self, name: String, content: Vec<u8>) {
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem)
            .trim()
            .to_owned();
        let known = Forms::builtin().iter().position(|form| stem.contains(&form.name.zh));
        self.stands_for.set(known.map_or(0, |at| at + 1));
        self.name.set(stem);
        self.copies.set(0);
        self.sort.set(other());
        self.is_kept.set(false);
        self.asks.set(BTreeSet::new());
        self.file.set(Some((name, Arc::new(content))));
    }

    /// Tracks.
    fn said(self) -> Said {
        let of_built_in = self.stands_for.get().checked_sub(1);
        let copies = self.copies.get().checked_sub(1).and_then(|at| texts::PER.get(at));
        Said {
            stands_for: of_built_in.and_then(|at| Some(Forms::builtin().iter().nth(at)?.key.clone())),
            name: self.name.get(),
            copies: copies.map(|(list, _)| (*list).to_owned()),
            is_kept: self.is_kept.get(),
            sort: sorts().nth(self.sort.get()).map_or(OTHER, |(code, _)| code).to_owned(),
            asks: self.asks.get().into_iter().collect(),
        }
    }

    /// Checks the file by what is said now. Tracks both.
    fn check(self) {
        let (file, said) = (self.file.get(), self.said());
        let number = self.asked.get_value() + 1;
        self.asked.set_value(number);
        let Some((_, content)) = file else { return };
        self.checked.set(None);
        let ask = WorkerClient::token().ask(CheckForm {
            file: content.to_vec(),
            said,
        });
        spawn_local(async move {
            let checked = ask.await.map_err(|error| error.refusal);
            if self.asked.try_get_value() == Some(number) {
                self.checked.try_set(Some(checked));
            }
        });
    }

    fn too_large(self) {
        self.file.set(None);
        self.asked.update_value(|asked| *asked += 1);
        let why = FormError {
            file: String::new(),
            place: String::new(),
            fault: FormFault::TooLarge,
        };
        let meant = Vec::new();
        self.checked.set(Some(Ok(Err(FormRefused { why, meant }))));
    }

    fn passed(self) -> Option<FormChecked> {
        match self.checked.get() {
            Some(Ok(Ok(checked))) => Some(checked),
            _ => None,
        }
    }

    fn close(self) {
        self.file.set(None);
        self.checked.set(None);
    }

    fn put(self, tools: Tools) {
        let (file, passed, said) = untrack(|| (self.file.get(), self.passed(), self.said()));
        let (Some((_, content)), Some(passed)) = (file, passed) else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            let key = format!("{}{}", casebook::rules::FORM_KEY, passed.head.key);
            let done = async {
                let before = Tools::before(&key).await?;
                let file = content.to_vec();
                let put = WorkerClient::token().ask(PutForm { file, said }).await;
                Ok::<_, Refusal>((before, put.map_err(|error| error.refusal)?))
            };
            match done.await {
                Ok((before, summary)) => {
                    tools.writer.heard(&summary);
                    tools.here.fetch();
                    self.file.try_set(None);
                    self.checked.try_set(None);
                    tools.offer_back(texts::PUT.with(&[&passed.head.name.zh]), key, before);
                }
                Err(why) => tools.writer.failed(&why),
            }
            self.busy.try_set(false);
        });
    }
}

/// The place of another document among [`sorts`].
fn other() -> usize {
    sorts().position(|(code, _)| code == OTHER).unwrap_or_default()
}

/// Takes a file in.
#[component]
pub(super) fn TakeIn(tools: Tools) -> impl IntoView {
    let model = Model::new();
    Effect::new(move |_| model.check());
    let choose = move |event: leptos::ev::Event| {
        spawn_local(async move {
            match picked_within(&event, DOCX_MAX).await {
                Some(Picked::Whole(name, content)) => model.begin(name, content),
                Some(Picked::TooLarge) => model.too_large(),
                None => {}
            }
        });
    };
    let chosen = Memo::new(move |_| model.file.with(|file| file.as_ref().map(|(name, _)| name.clone())));
    view! {
        <div class="ways">
            <label class="button file-button">
                {icon(Icon::Upload)}{t(texts::CHOOSE)}
                <input type="file" class="visually-hidden" accept=".docx,.json" on:change=choose/>
            </label>
        </div>
        {move || chosen.get().map(|name| view! { <Ask model tools name/> })}
        // A file that was too large to be read.
        {move || chosen.get().is_none().then(|| result(model))}
    }
}

/// What the file is, and the way to put it in.
#[component]
fn Ask(model: Model, tools: Tools, name: String) -> impl IntoView {
    let kinds = std::iter::once(texts::NEW).chain(Forms::builtin().iter().map(|form| both(&form.name)));
    let kinds: Vec<Text> = kinds.collect();
    let copies: Vec<Text> = std::iter::once(texts::PER_CASE)
        .chain(texts::PER.map(|(_, text)| text))
        .collect();
    let sorts: Vec<Text> = sorts().map(|(_, name)| both(name)).collect();
    // The text of a form says all this itself.
    let is_text = name.to_ascii_lowercase().ends_with(".json");
    let is_new = Memo::new(move |_| model.stands_for.get() == 0);
    let of_new = move || {
        let (copies, sorts) = (copies.clone(), sorts.clone());
        is_new.get().then(|| {
            view! {
                <Row label=texts::NAME><TextInput value=model.name/></Row>
                <Row label=texts::COPIES><Choice options=copies chosen=model.copies on_choose=Callback::new(move |at| model.copies.set(at))/></Row>
                <p>{tick(texts::KEPT, model.is_kept)}</p>
                {move || (!model.is_kept.get()).then(|| {
                    let sorts = sorts.clone();
                    view! { <Row label=texts::SORT><Choice options=sorts chosen=model.sort on_choose=Callback::new(move |at| model.sort.set(at))/></Row> }
                })}
            }
        })
    };
    let said = (!is_text).then(|| {
        view! {
            <Row label=texts::STANDS_FOR><Choice options=kinds chosen=model.stands_for on_choose=Callback::new(move |at| model.stands_for.set(at))/></Row>
            {of_new}
        }
    });
    view! {
        <form class="form" novalidate on:submit=move |event: web_sys::SubmitEvent| { event.prevent_default(); model.put(tools); }>
            <p><strong>{move || texts::FILE.with(&[&name])}</strong></p>
            {said}
            <div class="own-result" role="status">{move || result(model)}</div>
            <footer class="form-foot">
                <button type="button" class="button" on:click=move |_| model.close()>{t(common::CANCEL)}</button>
                <button type="submit" class="button button-main" disabled=move || model.busy.get() || model.passed().is_none()>{t(texts::ACCEPT)}</button>
            </footer>
        </form>
    }
}

/// What the check says. Tracks.
fn result(model: Model) -> Option<AnyView> {
    let checked = match model.checked.get() {
        None => {
            return model
                .file
                .with(Option::is_some)
                .then(|| view! { <p class="quiet">{t(texts::CHECKING)}</p> }.into_any());
        }
        Some(checked) => checked,
    };
    Some(match checked {
        Ok(Ok(passed)) => accepted(&passed),
        Ok(Err(refused)) => self::refused(model, &refused),
        Err(why) => view! { <p class="note" role="alert">{t(errors::sentence(&why))}</p> }.into_any(),
    })
}

fn accepted(passed: &FormChecked) -> AnyView {
    let fields = passed.fields.join(crate::lang::common::LIST.now());
    let says = (passed.is_docx).then(|| match fields.is_empty() {
        true => texts::NO_FIELDS.now().to_owned(),
        false => texts::PASSED.with(&[&fields]),
    });
    let asks: Vec<&str> = passed.head.asks.iter().map(|ask| own(ask).now()).collect();
    let asks = (!asks.is_empty()).then(|| texts::ASKED.with(&[&asks.join(crate::lang::common::LIST.now())]));
    let again = passed.again.then(|| texts::AGAIN.now());
    let what = if passed.replaces { texts::REPLACES } else { texts::ADDED };
    view! {
        <p>{own(&passed.head.name).now()}" "<span class="tag tag-quiet">{what.now()}</span>" "{again}</p>
        <p>{says}</p>
        <p class="quiet">{asks}</p>
    }
    .into_any()
}

/// Why not: each place, what was most likely meant there, and the way to have it asked.
fn refused(model: Model, refused: &FormRefused) -> AnyView {
    let meant = |name: &str| {
        let near = refused.meant.iter().find(|(known, _)| known == name);
        near.and_then(|(_, near)| near.as_ref())
            .map(|near| texts::MEANT.with(&[near]))
    };
    let (places, asks) = match &refused.why.fault {
        FormFault::Docx(TemplateError::Marks(faults)) => {
            let lines = faults.iter().take(SHOWN_MOST);
            let lines = lines.map(|fault| (texts::place(fault), meant(&fault.name)));
            let unknown = faults.iter().filter(|fault| fault.what == What::UnknownField);
            let unknown: BTreeSet<String> = unknown.map(|fault| fault.name.clone()).collect();
            (lines.collect::<Vec<_>>(), unknown)
        }
        FormFault::Docx(TemplateError::Hidden(words)) => {
            let lines = words.iter().take(SHOWN_MOST).map(|words| (format!("“{words}”"), None));
            (lines.collect(), BTreeSet::new())
        }
        _ => {
            let lines = refused.meant.iter().map(|(name, _)| (name.clone(), meant(name)));
            (lines.collect(), BTreeSet::new())
        }
    };
    let places = places
        .into_iter()
        .map(|(place, meant)| view! { <li>{place}" "<strong>{meant}</strong></li> });
    let asks = asks.into_iter().map(|name| {
        let label = texts::ASK.with(&[&name]);
        let ask = move |_| model.asks.update(|asks| asks.extend([name.clone()]));
        view! { <button type="button" class="button" on:click=ask>{label}</button> }
    });
    view! {
        <p class="note" role="alert">{texts::REFUSED.now()}" "{texts::why(&refused.why)}</p>
        <ul class="own-faults">{places.collect_view()}</ul>
        <div class="ways">{asks.collect_view()}</div>
    }
    .into_any()
}

/// Places that are named one by one.
const SHOWN_MOST: usize = 50;
