//! The dossier of a case (卷宗, plan Art. 8): the catalogue of both volumes with what stands under each heading, what is
//! missing, and where a person puts things; on paper the catalogue of a volume.
mod change;
mod chosen;
mod counted;
mod export;
mod table;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use casebook::dossier::{Catalogues, Dossier, Entry, Item, Section, of_case};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{Attachment, AttachmentId, CaseId, CaseView, Field, RecordEdit};

use self::change::ChangeDialog;
use self::chosen::Bar;
pub use self::chosen::heading_options;
use self::table::volume;
pub(crate) use self::words::runs;
use crate::kinds::kinds_now;
use crate::lang::{dossier as texts, t};
use crate::pages::case::{Sheet, Whole, when_read};
use crate::pages::records::name;
use crate::pages::scan::MIME;
use crate::pages::writer::{Writer, use_writer};
use crate::route::Route;
use crate::state::use_shell;

/// What takes a right to arrange a dossier: that to write notes, as for attachments.
const RIGHT: &str = "note";

/// Names an item among those chosen: whether it is a file, and its id.
type Chosen = (bool, AttachmentId);

fn key(item: Item) -> Chosen {
    let id = item.record().id;
    (matches!(item, Item::Attachment(_)), id)
}

/// The PDF a line is, or is a part of, if it is one.
fn pdf_of<'v>(view: &'v CaseView, entry: &Entry) -> Option<&'v Attachment> {
    let id = match (&entry.part, entry.item) {
        (Some(part), _) => part.scan,
        (None, Item::Attachment(id)) => id,
        (None, _) => return None,
    };
    let mut all = view.attachments.iter().map(|of| &of.attachment);
    all.find(|file| file.id == id && file.mime == MIME)
}

/// The page and what its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Page {
    sheet: Sheet,
    dossier: Memo<Option<Arc<Dossier<'static>>>>,
    chosen: RwSignal<BTreeSet<Chosen>>,
    /// Headings with nothing under them are shown, too.
    all: RwSignal<bool>,
    /// The line that is changed.
    changed: RwSignal<Option<Item>>,
    /// The control to go back to once the lines stand anew.
    back_to: RwSignal<Option<String>>,
    /// Paper has the internal volume in place of the main one.
    prints_internal: RwSignal<bool>,
    may: Memo<bool>,
    writer: Writer,
}

/// The dossier of a case as it stands. Tracks.
pub fn dossier_of(sheet: Sheet) -> Option<Arc<Dossier<'static>>> {
    let (view, law) = (sheet.view()?, sheet.law.get()?);
    of_case(Catalogues::builtin(), &view, &law.file, kinds_now()).map(Arc::new)
}

/// The way here from a case, with how the dossier stands.
#[component]
pub fn DossierLink(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let stands = move || {
        let dossier = dossier_of(sheet)?;
        let (count, missing) = (dossier.entries().count(), dossier.missing().count());
        Some(texts::STANDS.with(&[&count, &dossier.proposed(), &missing]))
    };
    view! {
        <p class="dossier-way no-print">
            <a class="button" href=Route::CaseDossier(sheet.id).href()>{t(texts::OPEN)}</a>
            <span class="quiet">{stands}</span>
        </p>
    }
}

/// The page.
#[component]
pub fn DossierPage(
    /// Which case.
    id: CaseId,
) -> impl IntoView {
    let sheet = Sheet::open(id);
    when_read(sheet, move || view! { <Body sheet/> }.into_any())
}

#[component]
fn Body(sheet: Sheet) -> impl IntoView {
    let shell = use_shell();
    let page = Page {
        sheet,
        dossier: Memo::new(move |_| dossier_of(sheet)),
        chosen: RwSignal::default(),
        all: RwSignal::new(false),
        changed: RwSignal::new(None),
        back_to: RwSignal::new(None),
        prints_internal: RwSignal::new(false),
        may: Memo::new(move |_| shell.may(RIGHT)),
        writer: use_writer(),
    };
    page.keep_focus();
    view! {
        <Head page/>
        <div class="dossier">
            <Bar page/>
            {volume(page, false)}
            {volume(page, true)}
            <p class="quiet no-print">{source}</p>
        </div>
        <ChangeDialog page/>
        <Whole sheet/>
    }
}

/// Where the catalogue is from.
fn source() -> String {
    let all = Catalogues::builtin();
    texts::SOURCE.with(&[&all.source, &all.mark, &all.needs.mark])
}

#[component]
fn Head(page: Page) -> impl IntoView {
    let sheet = page.sheet;
    let stands_in = move || {
        let dossier = page.dossier.get().filter(|dossier| !dossier.is_own)?;
        let kind = sheet.law.get().and_then(|law| law.file.kind);
        let kind = kind.unwrap_or(texts::NO_TYPE.now());
        Some(texts::STAND_IN.with(&[&kind, &name(&dossier.catalogue.name).now()]))
    };
    let missing = move || {
        let dossier = page.dossier.get()?;
        let names: Vec<&str> = dossier
            .missing()
            .map(|section| name(&section.heading.name).now())
            .collect();
        Some(match names.len() {
            0 => texts::NOTHING_MISSING.now().to_owned(),
            count => texts::MISSING_ALL.with(&[&count, &names.join(crate::lang::common::SEMICOLON.now())]),
        })
    };
    view! {
        <header class="page-head no-print">
            <h1>{t(texts::TITLE)}</h1>
            <p>
                <a class="case-number" href=Route::Case(sheet.id).href()>{move || sheet.text(Field::CASE_NUMBER)}</a>
                " "{move || sheet.said(Field::DEBTOR)}
            </p>
            <p class="quiet">{t(texts::LEAD)}</p>
            {move || stands_in().map(|said| view! { <p class="note">{said}</p> })}
            <p class="dossier-missing" role="status">{missing}</p>
            <label class="check"><input type="checkbox" prop:checked=page.all on:change=move |event| page.all.set(event_target_checked(&event))/>{t(texts::ALL_HEADINGS)}</label>
        </header>
    }
}

impl Page {
    /// The sections of a volume. Tracks.
    fn sections(self, internal: bool) -> Vec<Section<'static>> {
        let dossier = self.dossier.get();
        let sections = dossier.as_ref().map(|dossier| match internal {
            true => &dossier.internal,
            false => &dossier.main,
        });
        sections.cloned().unwrap_or_default()
    }

    /// What is chosen, in the order of the catalogue. Tracks.
    fn chosen_items(self) -> Vec<Item> {
        let dossier = self.dossier.get();
        let all = dossier.iter().flat_map(|dossier| dossier.entries());
        let chosen = all.map(|entry| entry.item);
        self.chosen
            .with(|set| chosen.filter(|item| set.contains(&key(*item))).collect())
    }

    /// Writes what `make` says of the case as it stands, and offers the way back.
    fn write(self, said: String, make: impl FnOnce(&CaseView, &Dossier<'static>) -> Vec<RecordEdit>) {
        let Some((view, dossier)) = untrack(|| self.sheet.view().zip(self.dossier.get())) else {
            return;
        };
        let edits = make(&view, &dossier);
        if edits.is_empty() {
            self.writer.say(texts::NOTHING_TO_DO.once());
            return;
        }
        spawn_local(async move {
            self.sheet.write_records(edits, said).await;
        });
    }

    /// Lines are made anew when the case changes: whoever moves one with the keyboard stays at its control.
    fn keep_focus(self) {
        use wasm_bindgen::JsCast;
        Effect::new(move |_| {
            self.dossier.track();
            let Some(wanted) = self.back_to.get_untracked() else {
                return;
            };
            request_animation_frame(move || {
                let found = document().get_element_by_id(&wanted);
                if let Some(control) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _ = control.focus();
                }
                self.back_to.try_set(None);
            });
        });
    }
}
