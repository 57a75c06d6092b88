//! One case: what it is, where it stands, what to do, why, and who did what.
mod alerts;
mod attachments;
mod decide;
mod dispute;
mod edit;
mod excluded;
mod facts;
pub mod flow;
mod head;
mod held;
mod history;
mod line;
mod linked;
mod matters;
mod paper;
mod paper_trace;
mod picture;
mod queried;
mod record;
mod sheet;
mod todo;
mod verdict;
mod warned;
mod what;
mod why;

use casebook::filing::CORRECTION;
use leptos::prelude::*;
use protocol::{CaseId, Field, Refusal};

pub use crate::lang::case as texts;

use self::alerts::Alerts;
use self::attachments::Attachments;
pub use self::attachments::{Whole, of_record};
use self::decide::Decide;
use self::edit::Edit;
use self::excluded::Excluded;
pub use self::excluded::{end_word, ground_word};
use self::facts::Facts;
use self::head::{Head, PaneHead};
use self::history::History;
pub use self::history::happening_said;
use self::linked::Linked;
use self::matters::Matters;
use self::paper::Paper;
use self::picture::Flow;
use self::queried::QueriedCard;
use self::record::{Draft, Record};
use self::sheet::Read;
pub use self::sheet::Sheet;
use self::todo::Todo;
use self::verdict::VerdictPart;
use crate::lang::{cases as list_texts, t};
use crate::pages::debt::DebtCard;
use crate::pages::records::card::{Begun, Records};
use crate::pages::transcript::TranscriptsCard;
use crate::parts::empty::{Empty, Failure};
use crate::route::Route;

/// The dialogs of a case. Free to copy.
#[derive(Clone, Copy)]
pub struct CaseDialogs {
    /// Record what happened.
    pub record: RwSignal<bool>,
    /// What is to be recorded.
    pub draft: RwSignal<Draft>,
    /// Decide the verdict.
    pub decide: RwSignal<bool>,
    /// Edit the fields.
    pub edit: RwSignal<bool>,
    /// The field the form of the case opens at.
    pub edit_at: RwSignal<Option<Field>>,
}

impl CaseDialogs {
    fn new() -> Self {
        Self {
            record: RwSignal::new(false),
            draft: RwSignal::default(),
            decide: RwSignal::new(false),
            edit: RwSignal::new(false),
            edit_at: RwSignal::new(None),
        }
    }

    /// Opens the form of the case at the fields that close it.
    pub fn close_case(self) {
        self.record.set(false);
        self.edit_at.set(Some(Field::CLOSED_ON));
        self.edit.set(true);
    }
}

/// One case.
#[component]
pub fn CasePage(
    /// Which case.
    id: CaseId,
) -> impl IntoView {
    let sheet = Sheet::open(id);
    let dialogs = CaseDialogs::new();
    let whole = move || {
        view! {
            <article class="case">
                <Head sheet dialogs/>
                <Alerts sheet/>
                <Flow sheet/>
                <div class="case-columns">
                    <div class="case-column">
                        <Matters sheet/>
                        {crate::kinds::kinds_now().get(CORRECTION).map(|kind| view! { <Begun sheet kind/> })}
                        <TranscriptsCard sheet/>
                        <Todo sheet dialogs compact=false/>
                        <Records sheet/>
                        <Attachments sheet/>
                        <Facts sheet dialogs/>
                    </div>
                    <div class="case-column">
                        <VerdictPart sheet dialogs/>
                        <Linked sheet/>
                        <QueriedCard sheet/>
                        <DebtCard sheet/>
                        <Excluded sheet/>
                        <History sheet/>
                    </div>
                </div>
                <Paper sheet/>
                <Dialogs sheet dialogs/>
            </article>
        }
        .into_any()
    };
    when_read(sheet, whole)
}

/// One case beside the list: enough to know what to do next.
#[component]
pub fn CasePane(
    /// Which case.
    id: CaseId,
) -> impl IntoView {
    let sheet = Sheet::open(id);
    let dialogs = CaseDialogs::new();
    let short = move || {
        view! {
            <article class="case case-pane">
                <PaneHead sheet dialogs/>
                <Alerts sheet/>
                <VerdictPart sheet dialogs/>
                <Todo sheet dialogs compact=true/>
                <Dialogs sheet dialogs/>
            </article>
        }
        .into_any()
    };
    when_read(sheet, short)
}

#[component]
fn Dialogs(sheet: Sheet, dialogs: CaseDialogs) -> impl IntoView {
    view! {
        <Record sheet dialogs/>
        <Decide sheet dialogs/>
        <Edit sheet dialogs/>
    }
}

/// How far reading the case has come.
#[derive(Clone, PartialEq)]
enum Stage {
    Waiting,
    Here,
    Gone,
    Failed(Refusal),
}

/// The page once the case is here; until then, or if it is not, what that means. The page is made once and then
/// follows the case, so that an open panel stays open when the book changes.
pub fn when_read(sheet: Sheet, page: impl Fn() -> AnyView + Send + Sync + 'static) -> impl IntoView {
    let stage = Memo::new(move |_| {
        sheet.read.with(|read| match read {
            Read::Waiting => Stage::Waiting,
            Read::Here(_) => Stage::Here,
            Read::Gone => Stage::Gone,
            Read::Failed(why) => Stage::Failed(why.clone()),
        })
    });
    move || match stage.get() {
        Stage::Waiting => view! { <p class="quiet" role="status">{t(list_texts::LOADING)}</p> }.into_any(),
        Stage::Here => page(),
        Stage::Gone => view! {
            <Empty title=texts::GONE text=texts::GONE_HELP>
                <a class="button" href=Route::Cases.href()>{t(texts::BACK)}</a>
            </Empty>
        }
        .into_any(),
        Stage::Failed(why) => view! {
            <Failure why>
                <button type="button" class="button" on:click=move |_| sheet.fetch()>{t(list_texts::RETRY)}</button>
            </Failure>
        }
        .into_any(),
    }
}
