//! A PDF of a case, page by page: read by everybody who sees the case, cut into items of the dossier by whoever may arrange it
//! (plan Art. 8). A page is the unit of work: from which page on it is another paper.
mod items;
mod pages;
mod shown;
mod trouble;

use std::rc::Rc;

use casebook::dossier::Cutting;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pdf::Picture;
use protocol::{Attachment, AttachmentId, CaseId, Field};

use self::items::Items;
use self::pages::Pages;
use self::shown::Shown;
pub use self::trouble::{open_pdf, trouble};
use crate::drafts::{Draft, draft, drafts_read, of_case};
use crate::lang::{Text, scan as texts, t};
use crate::pages::case::{Sheet, when_read};
use crate::pages::writer::Written;
use crate::parts::progress::Progress;
use crate::pdf_client::{PdfFile, PdfTrouble};
use crate::route::{Route, use_place};
use crate::state::{hold_while, use_shell};

/// What takes a right to cut: as to arrange the dossier.
const RIGHT: &str = "note";
/// What a PDF is.
pub const MIME: &str = "application/pdf";
/// How wide the small pictures are, in points.
const SMALL: u16 = 132;

/// How the file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// It is fetched and opened.
    Opening,
    /// It is open.
    Open,
    /// It cannot be shown.
    Failed(Text),
}

/// The page and what its parts share. Free to copy.
#[derive(Clone, Copy)]
struct Scan {
    sheet: Sheet,
    id: AttachmentId,
    stands: RwSignal<Stands>,
    file: StoredValue<Option<Rc<PdfFile>>, LocalStorage>,
    /// Small pictures of the pages, as they come.
    small: StoredValue<Vec<RwSignal<Option<Picture>>>>,
    /// How many of them are there.
    drawn: RwSignal<u32>,
    /// The page looked at, from 1.
    at: RwSignal<u32>,
    /// The scan as it is being cut.
    cutting: RwSignal<Option<Cutting>>,
    /// As it is written.
    written: RwSignal<Option<Cutting>>,
    may: Memo<bool>,
}

/// The page.
#[component]
pub fn ScanPage(
    /// Which case.
    id: CaseId,
    /// Which of its files.
    file: AttachmentId,
) -> impl IntoView {
    let sheet = Sheet::open(id);
    let drafts = drafts_read();
    when_read(sheet, move || {
        view! { {move || drafts.get().then(|| view! { <Body sheet id=file/> })} }.into_any()
    })
}

#[component]
fn Body(sheet: Sheet, id: AttachmentId) -> impl IntoView {
    let shell = use_shell();
    let scan = Scan {
        sheet,
        id,
        stands: RwSignal::new(Stands::Opening),
        file: StoredValue::new_local(None),
        small: StoredValue::new(Vec::new()),
        drawn: RwSignal::new(0),
        at: RwSignal::new(asked_page()),
        cutting: RwSignal::new(None),
        written: RwSignal::new(None),
        may: Memo::new(move |_| shell.may(RIGHT)),
    };
    scan.begin();
    hold_while(move || scan.is_changed());
    let name = move || scan.attachment().map(|file| shown_name(&file));
    view! {
        <header class="page-head">
            <h1>{move || name().unwrap_or_else(|| texts::TITLE.now().to_owned())}</h1>
            <p>
                <a class="case-number" href=Route::Case(sheet.id).href()>{move || sheet.text(Field::CASE_NUMBER)}</a>
                " · "<a href=Route::CaseDossier(sheet.id).href()>{t(texts::BACK)}</a>
            </p>
            {move || match scan.may.get() {
                true => view! { <p class="quiet">{t(texts::LEAD)}</p> },
                false => view! { <p class="quiet">{t(texts::MAY_NOT)}</p> },
            }}
        </header>
        {move || scan.body()}
    }
}

/// The page the address asks for: `page=3`.
fn asked_page() -> u32 {
    let query = use_place().query.get_untracked();
    let asked = query
        .split('&')
        .find_map(|part| part.strip_prefix("page=")?.parse().ok());
    asked.unwrap_or(1)
}

/// What a file is called here.
fn shown_name(file: &Attachment) -> String {
    let name = match file.shows.trim() {
        "" => file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem),
        shows => shows,
    };
    name.to_owned()
}

impl Scan {
    /// The file as the case has it. Tracks.
    fn attachment(self) -> Option<Attachment> {
        let view = self.sheet.view()?;
        let mut all = view.attachments.iter().map(|of| &of.attachment);
        all.find(|file| file.id == self.id).cloned()
    }

    fn body(self) -> AnyView {
        match self.stands.get() {
            Stands::Opening => {
                let at = Signal::derive(|| (0, 0));
                view! { <Progress label=texts::OPENING at/> }.into_any()
            }
            Stands::Failed(why) => {
                let again = move |_| self.begin();
                view! {
                    <div class="card">
                        <p role="alert">{t(why)}</p>
                        <button type="button" class="button" on:click=again>{t(texts::AGAIN)}</button>
                    </div>
                }
                .into_any()
            }
            Stands::Open => view! {
                <div class="scan">
                    <Pages scan=self/>
                    <Shown scan=self/>
                    <Items scan=self kept=self.keep()/>
                </div>
            }
            .into_any(),
        }
    }

    /// Fetches the file and opens it.
    fn begin(self) {
        self.stands.set(Stands::Opening);
        self.file.set_value(None);
        self.drawn.set(0);
        spawn_local(async move {
            let stands = match self.open().await {
                Ok(file) => {
                    self.is_open(file);
                    Stands::Open
                }
                Err(why) => Stands::Failed(why),
            };
            self.stands.try_set(stands);
            if stands == Stands::Open {
                self.draw_all().await;
            }
        });
    }

    async fn open(self) -> Result<PdfFile, Text> {
        let file = untrack(|| self.attachment()).ok_or(texts::GONE)?;
        if file.mime != MIME {
            return Err(texts::NO_PDF);
        }
        open_pdf(self.sheet.id, &file).await
    }

    /// The file is open: its pages, and how they are cut.
    fn is_open(self, file: PdfFile) {
        let pages = file.pages();
        let small = (0..pages).map(|_| RwSignal::new(None)).collect();
        if self.small.try_set_value(small).is_some() {
            return; // The page is gone.
        }
        self.file.set_value(Some(Rc::new(file)));
        self.at.update(|at| *at = (*at).clamp(1, pages));
        self.read_items(pages);
    }

    /// Takes the items as they are written.
    fn read_items(self, pages: u32) {
        let found = untrack(|| Some((self.sheet.view()?, self.attachment()?)));
        let Some((view, file)) = found else { return };
        let cutting = Cutting::begin(&view, self.id, pages, &shown_name(&file));
        self.written.set(Some(cutting.clone()));
        self.cutting.set(Some(cutting));
    }

    /// Draws all pages small, those near the page looked at first.
    async fn draw_all(self) {
        while let Some((page, picture)) = self.next_small() {
            let Some(file) = self.file.try_get_value().flatten() else {
                return;
            };
            let drawn = match file.draw(page, SMALL).await {
                Ok(drawn) => drawn,
                // A page that cannot be drawn stays white; with a program that is gone nothing more can be.
                Err(PdfTrouble::Fault(_)) => Picture {
                    width: SMALL,
                    height: SMALL,
                    rgba: Vec::new(),
                },
                Err(why) => {
                    self.stands.try_set(Stands::Failed(trouble(why)));
                    return;
                }
            };
            picture.try_set(Some(drawn));
            self.drawn.try_update(|drawn| *drawn += 1);
        }
    }

    /// The page to be drawn next.
    fn next_small(self) -> Option<(u32, RwSignal<Option<Picture>>)> {
        let at = self.at.try_get_untracked()?;
        let small = self.small.try_get_value()?;
        let all = (1_u32..).zip(small);
        let open = all.filter(|(_, picture)| picture.try_with_untracked(Option::is_none) == Some(true));
        open.min_by_key(|(page, _)| page.abs_diff(at))
    }

    /// How many pages there are. Tracks.
    fn pages(self) -> u32 {
        self.cutting
            .with(|cutting| cutting.as_ref().map_or(0, |cutting| cutting.pages))
    }

    /// Looks at a page.
    fn go(self, page: u32) {
        let last = untrack(|| self.pages());
        self.at.set(page.clamp(1, last.max(1)));
    }

    /// Changes how the scan is cut.
    fn cut(self, change: impl FnOnce(&mut Cutting)) {
        if self.may.get_untracked() {
            self.cutting.update(|cutting| {
                if let Some(cutting) = cutting {
                    change(cutting);
                }
            });
        }
    }

    /// Whether something is not written yet. Tracks.
    fn is_changed(self) -> bool {
        self.cutting
            .with(|cutting| self.written.with(|written| cutting != written))
    }

    /// Keeps what was cut and not saved, and follows what others write while nothing is.
    fn keep(self) -> Draft {
        let now = move || self.is_changed().then(|| self.cutting.get()).flatten();
        let draft = draft(&of_case("scan", self.id), now, |cutting: Cutting| {
            self.cutting.set(Some(cutting))
        });
        Effect::new(move |before: Option<()>| {
            self.sheet.read.track();
            let pages = untrack(|| (!self.is_changed()).then(|| self.pages()));
            if let (Some(()), Some(pages)) = (before, pages) {
                self.read_items(pages);
            }
        });
        draft
    }

    fn save(self) {
        let found = untrack(|| Some((self.sheet.view()?, self.cutting.get()?)));
        let Some((view, mut cutting)) = found else { return };
        let edits = cutting.edits(&view, || uuid::Uuid::now_v7().into_bytes());
        let said = texts::SAVED.with(&[&cutting.items.len()]);
        // Whoever goes on cutting meanwhile goes on with these records.
        self.cutting.set(Some(cutting.clone()));
        spawn_local(async move {
            if self.sheet.write_records(edits, said).await == Written::Yes {
                self.written.try_set(Some(cutting));
            }
        });
    }

    /// Back to what is written.
    fn give_up(self) {
        self.cutting.set(self.written.get_untracked());
    }
}
