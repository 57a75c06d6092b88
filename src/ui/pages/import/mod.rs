//! Import of a case list: choose, check, done.
mod check;
mod choose;
mod columns;
mod done;
mod hints;
mod known;
mod last;
mod problems;
mod sheets;
mod units;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::{Cancel, WorkerClient};
use protocol::{
    CommitImport, ImportDone, ImportOptions, Preview, PreviewAgain, PreviewImport, Question, Refusal, SaveRejected,
    SettleKnown, UnitFrom,
};

use self::check::Check;
use self::choose::Choose;
use self::done::Done;
pub use self::last::provide_last_import;
use self::last::{LastImport, LastLine, use_last_import};
use crate::lang::{import as texts, import_errors, t};
use crate::pages::allowed::{IMPORT, allowed};
use crate::pages::save_file::save;
use crate::pages::writer::{Writer, use_writer};
use crate::parts::icon::{Icon, icon};
use crate::parts::progress::Progress;
use crate::state::hold_while;

/// Where the import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Choosing,
    Reading,
    Checking,
    Importing,
    Finished,
}

/// An import under way. Free to copy.
#[derive(Clone, Copy)]
pub struct Import {
    stage: RwSignal<Stage>,
    /// Name of the file, or empty for what was pasted.
    pub name: RwSignal<String>,
    /// What the worker read.
    pub preview: RwSignal<Option<Preview>>,
    /// What was imported.
    pub result: RwSignal<Option<ImportDone>>,
    failure: RwSignal<Option<Refusal>>,
    /// Cases that are known already are updated.
    pub update: RwSignal<bool>,
    /// What a person wrote is overwritten, too.
    pub overwrite: RwSignal<bool>,
    /// Removed cases are put back into the lists.
    pub restore: RwSignal<bool>,
    /// The import, until it is taken back.
    pub last: LastImport,
    progress: RwSignal<(u32, u32)>,
    running: StoredValue<Option<Cancel>>,
    writer: Writer,
}

impl Import {
    fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::Choosing),
            name: RwSignal::default(),
            preview: RwSignal::default(),
            result: RwSignal::default(),
            failure: RwSignal::default(),
            update: RwSignal::new(true),
            overwrite: RwSignal::new(false),
            restore: RwSignal::new(false),
            last: use_last_import(),
            progress: RwSignal::new((0, 0)),
            running: StoredValue::new(None),
            writer: use_writer(),
        }
    }

    /// Takes a file: reads it and shows what would be imported.
    pub fn take(self, name: String, bytes: Vec<u8>) {
        self.stage.set(Stage::Reading);
        self.name.set(name.clone());
        let options = ImportOptions::default();
        self.look(PreviewImport { name, bytes, options });
    }

    /// Reads the file again with other choices; those made before stay.
    pub fn change(self, change: impl FnOnce(&mut ImportOptions)) {
        let mut options = self
            .preview
            .with_untracked(|p| p.as_ref().map(chosen).unwrap_or_default());
        change(&mut options);
        self.look(PreviewAgain { options });
    }

    /// Begins anew.
    pub fn reset(self) {
        self.preview.set(None);
        self.result.set(None);
        self.overwrite.set(false);
        self.restore.set(false);
        self.failure.set(None);
        self.stage.set(Stage::Choosing);
    }

    fn look(self, question: impl Question<Answer = Preview>) {
        self.failure.set(None);
        spawn_local(async move {
            match self.ask(question).await {
                Ok(preview) => {
                    self.preview.set(Some(preview));
                    self.stage.set(Stage::Checking);
                }
                Err(why) => self.fail(why, Stage::Choosing),
            }
        });
    }

    /// Imports what was read.
    pub fn commit(self) {
        let file = self.name.get_untracked();
        self.stage.set(Stage::Importing);
        self.failure.set(None);
        let update = self.update.get_untracked();
        let known = SettleKnown {
            restore: self.restore.get_untracked(),
            overwrite: self.overwrite.get_untracked(),
        };
        spawn_local(async move {
            if let Err(error) = WorkerClient::token().ask(known).await {
                return self.fail(error.refusal, Stage::Checking);
            }
            match self.ask(CommitImport { update }).await {
                Ok(done) => {
                    self.writer.heard(&done);
                    // Kept even if the page was left meanwhile.
                    self.last.put(file, done.clone());
                    self.result.set(Some(done));
                    self.stage.set(Stage::Finished);
                }
                Err(why) => self.fail(why, Stage::Checking),
            }
        });
    }

    /// Takes the import back as one.
    pub fn undo(self) {
        self.last.undo(self.writer);
    }

    /// The rejected rows as a file.
    pub fn save_rejected(self) {
        spawn_local(async move {
            match WorkerClient::token().ask(SaveRejected).await {
                Ok(file) => _ = save(&file),
                Err(error) => self.writer.failed(&error.refusal),
            }
        });
    }

    /// Asks with progress and a way to stop.
    async fn ask<Q: Question>(self, question: Q) -> Result<Q::Answer, Refusal> {
        self.progress.set((0, 0));
        let (answer, cancel) = WorkerClient::token().ask_with_progress(question, move |done, total| {
            self.progress.try_set((done, total));
        });
        self.running.try_update_value(|running| *running = Some(cancel));
        answer.await.map_err(|error| error.refusal)
    }

    fn fail(self, why: Refusal, back_to: Stage) {
        if why.is_cancelled() {
            self.writer.say(texts::CANCELLED.now());
        } else {
            self.failure.try_set(Some(why));
        }
        self.stage.try_set(back_to);
    }

    fn cancel(self) {
        if let Some(cancel) = self.running.get_value() {
            cancel.cancel();
        }
    }
}

/// What a person sees chosen in a preview.
fn chosen(preview: &Preview) -> ImportOptions {
    let by_person = |from: UnitFrom| from == UnitFrom::Person;
    let units = preview.columns.iter();
    let sheets = preview.sheets.iter().filter(|sheet| sheet.taken);
    ImportOptions {
        columns: Some(preview.columns.iter().map(|c| c.key.clone()).collect()),
        units: units
            .map(|c| c.unit.clone().filter(|_| by_person(c.unit_from)))
            .collect(),
        sheets: (!preview.sheets.is_empty()).then(|| sheets.map(|sheet| sheet.name.clone()).collect()),
    }
}

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let import = Import::new();
    hold_while(move || matches!(import.stage.get(), Stage::Checking | Stage::Importing));
    let body = move || match import.stage.get() {
        Stage::Choosing => allowed(IMPORT, move || view! { <Choose import/> }.into_any()).into_any(),
        Stage::Reading => running(import, crate::lang::common::LOADING),
        Stage::Checking => view! { <Check import/> }.into_any(),
        Stage::Importing => running(import, texts::IMPORTING),
        Stage::Finished => view! { <Done import/> }.into_any(),
    };
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <Steps import/>
            <p>{t(texts::LEAD)}</p>
        </header>
        <div class="import">
            {move || import.failure.get().map(failure)}
            {move || (import.stage.get() == Stage::Choosing).then(|| view! { <LastLine/> })}
            {body}
        </div>
    }
}

/// Why it failed and what to do, in words about files.
fn failure(why: Refusal) -> impl IntoView {
    let text = import_errors::sentence(&why);
    view! {
        <div class="failure" role="alert" data-code=why.code().to_owned()>
            {icon(Icon::Alert)}
            <div>
                <p>{t(text)}</p>
                <p>{t(texts::FAILED_HELP)}</p>
            </div>
        </div>
    }
}

fn running(import: Import, label: crate::lang::Text) -> AnyView {
    let on_cancel = Callback::new(move |()| import.cancel());
    view! { <section class="card"><Progress label at=import.progress on_cancel/></section> }.into_any()
}

/// The three steps, the present one marked.
#[component]
fn Steps(import: Import) -> impl IntoView {
    let now = move || match import.stage.get() {
        Stage::Choosing | Stage::Reading => 0,
        Stage::Checking | Stage::Importing => 1,
        Stage::Finished => 2,
    };
    let steps = texts::STEPS.into_iter().enumerate().map(|(at, text)| {
        view! {
            <li class="step" class:is-done=move || at < now() aria-current=move || (now() == at).then_some("step")>
                {move || if at < now() { icon(Icon::Check).into_any() } else { view! { <b>{at + 1}</b> }.into_any() }}
                {t(text)}
            </li>
        }
    });
    view! { <ol class="step-list">{steps.collect_view()}</ol> }
}
