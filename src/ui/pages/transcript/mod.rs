//! A record of an interview (笔录, plan Art. 6 and 13) on a page of its own, made for a tablet that is handed over: it is written,
//! signed by each in turn, and printed.
mod bare;
mod card;
mod editor;
mod pad;
mod reading;
mod reopen;
mod rows;
mod sheet;
mod signers;
mod signing;

use casebook::kinds::{FieldOf, KindOf};
use casebook::slot::RecordId;
use casebook::transcript::{Part, Standing, Stands, TRANSCRIPT, standing};
use casebook::view::RecordView;
use leptos::prelude::*;
use protocol::{CaseId, Field, RecordKey};

pub use self::card::{Shaken, TranscriptsCard, WriteLink};
use self::editor::Editor;
use self::reading::Reading;
use self::sheet::Paper;
use self::signing::Sign;
use crate::drafts::drafts_read;
use crate::kinds::kinds_now;
use crate::lang::{common, t, transcript as texts};
use crate::pages::case::{Sheet, when_read};
use crate::pages::records::{may_write, name};
use crate::pages::writer::{Writer, use_writer};
use crate::parts::empty::Empty;
use crate::route::{Route, use_place};
use crate::state::use_shell;

/// Who signs next: as what, and the name; no name: it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    part: Part,
    name: String,
}

/// What is done with the record.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mode {
    /// It is looked at.
    Reading,
    /// It is written.
    Writing,
    /// Somebody signs.
    Signing(Asked),
}

/// The page and what its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Page {
    sheet: Sheet,
    kind: &'static KindOf,
    /// The record; nothing: a new one.
    key: Option<RecordKey>,
    record: Memo<Option<RecordView>>,
    standing: Memo<Option<Standing>>,
    mode: RwSignal<Mode>,
    /// Who signed here, each with the fingerprint of what: the case as it was read last may not say so yet.
    signed: RwSignal<Vec<(String, Asked)>>,
    may: Memo<bool>,
    writer: Writer,
}

/// The page.
#[component]
pub fn TranscriptPage(
    /// Which case.
    id: CaseId,
    /// Which record; nothing: a new one.
    record: Option<RecordId>,
) -> impl IntoView {
    let sheet = Sheet::open(id);
    let read = drafts_read();
    when_read(sheet, move || {
        // What was typed before comes with the form.
        let whole = move || view! { <Body sheet record/> };
        (move || read.get().then(whole)).into_any()
    })
}

#[component]
fn Body(sheet: Sheet, record: Option<RecordId>) -> impl IntoView {
    let Some(kind) = kinds_now().get(TRANSCRIPT) else {
        return ().into_any();
    };
    let shell = use_shell();
    let key = record.map(|id| RecordKey { kind: TRANSCRIPT, id });
    let found = Memo::new(move |_| {
        let view = sheet.view()?;
        view.records.iter().find(|one| Some(one.record) == key).cloned()
    });
    let standing = Memo::new(move |_| {
        let view = sheet.view()?;
        Some(standing(kinds_now(), &found.get()?, &view))
    });
    let begins = key.is_none() || editor::is_begun(sheet, key);
    let page = Page {
        sheet,
        kind,
        key,
        record: found,
        standing,
        mode: RwSignal::new(if begins { Mode::Writing } else { Mode::Reading }),
        signed: RwSignal::default(),
        may: Memo::new(move |_| may_write(shell, kind)),
        writer: use_writer(),
    };
    let is_gone = Memo::new(move |_| key.is_some() && found.with(Option::is_none));
    let part = move || match (is_gone.get(), page.mode.get()) {
        (true, _) => gone(sheet.id),
        (_, Mode::Writing) => view! { <Editor page/> }.into_any(),
        (_, Mode::Reading) => view! { <Reading page/> }.into_any(),
        (_, Mode::Signing(asked)) => view! { <Sign page asked/> }.into_any(),
    };
    view! {
        <div class="transcript">
            <Head page/>
            {part}
            <Paper page/>
        </div>
    }
    .into_any()
}

fn gone(case: CaseId) -> AnyView {
    view! {
        <Empty title=texts::MISSING text=texts::MISSING_HELP>
            <a class="button" href=Route::Case(case).href()>{t(texts::BACK)}</a>
        </Empty>
    }
    .into_any()
}

#[component]
fn Head(page: Page) -> impl IntoView {
    let sheet = page.sheet;
    let title = move || match page.record.get() {
        Some(record) => said(page.kind, &record, casebook::transcript::field::SORT),
        None if use_place().query.get().starts_with("sort=") => texts::TITLE.now().to_owned(),
        None => texts::RECEPTION.now().to_owned(),
    };
    view! {
        <header class="page-head no-print">
            <h1>{title}</h1>
            <p>
                <a class="case-number" href=Route::Case(sheet.id).href()>{move || sheet.text(Field::CASE_NUMBER)}</a>
                " "{move || sheet.said(Field::DEBTOR)}
            </p>
            <p class="quiet">{t(texts::LEAD)}</p>
        </header>
    }
}

impl Page {
    /// All have signed and nobody opened it for correction. Tracks.
    fn is_sealed(self) -> bool {
        self.standing
            .with(|standing| standing.as_ref().is_some_and(Standing::is_sealed))
    }

    /// Whether signatures may be given anew or taken out. Tracks.
    fn may_sign(self) -> bool {
        self.may.get() && !self.is_sealed()
    }

    /// The next who must sign this text and has not. Tracks.
    fn next(self) -> Option<Asked> {
        let standing = self.standing.get()?;
        let open = standing
            .signers
            .iter()
            .filter(|signer| signer.is_needed && !matches!(signer.stands, Stands::Fits | Stands::AwaitsScan));
        let mut open = open.map(|signer| Asked {
            part: signer.part,
            name: signer.name.clone(),
        });
        let signed_here = |asked: &Asked| {
            self.signed
                .with(|all| all.iter().any(|(of, by)| *of == standing.fingerprint && by == asked))
        };
        open.find(|asked| !signed_here(asked))
    }

    /// What is in the way of signing, in words. Tracks.
    fn faults(self) -> Vec<String> {
        let named = |number: u16| {
            let field: Option<&'static FieldOf> = self.kind.field(number);
            field
                .map(|field| name(&field.name).now().to_owned())
                .unwrap_or_default()
        };
        self.standing.with(|standing| {
            let faults = standing.iter().flat_map(|standing| &standing.faults);
            faults.map(|fault| texts::fault(fault, named)).collect()
        })
    }
}

/// What a field of a record says, in words.
fn said(kind: &'static KindOf, record: &RecordView, number: u16) -> String {
    let field = kind.field(number);
    field
        .map(|field| crate::pages::records::said(field, &record.fields))
        .unwrap_or_default()
}

/// Several names as a list.
fn listed(names: &[&str]) -> String {
    names.join(common::LIST.now())
}
