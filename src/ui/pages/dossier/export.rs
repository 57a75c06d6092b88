//! A volume on its way out as an archive. Items of a scan are cut here first, by the program that reads PDF files; the worker
//! packs them with the rest.
use std::collections::BTreeMap;

use casebook::dossier::Pages;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pdf::Range;
use protocol::client::{Cancel, WorkerClient};
use protocol::{AttachmentId, CutFile, ExportDossier};

use super::Page;
use crate::lang::{Text, dossier as texts, scan};
use crate::pages::save_file;
use crate::pages::scan::{open_pdf, trouble};
use crate::parts::progress::Progress;
use crate::parts::toast::{ToastBar, use_toasts};
use crate::state::use_today;

/// Files that are to be cut, each with what is cut out of it: under which id, and which pages.
type ToCut = BTreeMap<AttachmentId, Vec<([u8; 16], Vec<Pages>)>>;

/// The export. Free to copy.
#[derive(Clone, Copy)]
pub(super) struct Export {
    page: Page,
    internal: bool,
    /// Papers done and all, while it goes on.
    at: RwSignal<Option<(u32, u32)>>,
    cancel: StoredValue<Option<Cancel>>,
    today: Signal<NaiveDate>,
    toasts: ToastBar,
}

impl Export {
    pub(super) fn new(page: Page, internal: bool) -> Self {
        Self {
            page,
            internal,
            at: RwSignal::new(None),
            cancel: StoredValue::new(None),
            today: use_today(),
            toasts: use_toasts(),
        }
    }

    /// Whether it goes on. Tracks.
    pub(super) fn is_busy(self) -> bool {
        self.at.with(Option::is_some)
    }

    pub(super) fn begin(self) {
        self.at.set(Some((0, 0)));
        self.cancel.set_value(None);
        spawn_local(async move {
            match self.cut_all().await {
                Ok(Some(cuts)) => self.pack(cuts).await,
                // Stopped.
                Ok(None) => {}
                Err(why) => self.page.writer.alarm(why.now().to_owned()),
            }
            self.at.try_set(None);
        });
    }

    /// Cuts what is a part of a file; nothing if it was stopped.
    async fn cut_all(self) -> Result<Option<Vec<CutFile>>, Text> {
        let mut cuts = Vec::new();
        let wanted = untrack(|| self.to_cut());
        let view = untrack(|| self.page.sheet.view());
        for (scan, parts) in wanted {
            let file = view
                .iter()
                .flat_map(|view| &view.attachments)
                .find(|of| of.attachment.id == scan);
            let file = file.ok_or(scan::GONE)?;
            let opened = open_pdf(self.page.sheet.id, &file.attachment).await?;
            for (of, runs) in parts {
                if self.at.try_get_untracked().flatten().is_none() {
                    return Ok(None);
                }
                let ranges = runs.iter().map(|run| Range {
                    first: *run.start(),
                    last: *run.end(),
                });
                let bytes = opened.cut(ranges.collect()).await.map_err(trouble)?;
                cuts.push(CutFile { of, runs, bytes });
            }
        }
        Ok(Some(cuts))
    }

    fn to_cut(self) -> ToCut {
        let mut wanted = ToCut::new();
        let sections = self.page.sections(self.internal);
        for entry in sections.iter().flat_map(|section| &section.entries) {
            if let Some(part) = &entry.part {
                let of = entry.item.record().id;
                wanted.entry(part.scan).or_default().push((of, part.runs.clone()));
            }
        }
        wanted
    }

    async fn pack(self, cuts: Vec<CutFile>) {
        let asked = ExportDossier {
            case: self.page.sheet.id,
            internal: self.internal,
            today: self.today.get_untracked(),
            cuts,
        };
        let at = self.at;
        let (answer, cancel) = WorkerClient::token().ask_with_progress(asked, move |done, total| {
            at.try_set(Some((done, total)));
        });
        self.cancel.set_value(Some(cancel));
        match answer.await {
            Ok(file) if save_file::save(&file) => {
                self.toasts.say(untrack(|| self.done()));
            }
            Ok(_) => self.page.writer.alarm(texts::NOT_SAVED.once().to_owned()),
            Err(error) if error.refusal.is_cancelled() => {}
            Err(error) => self.page.writer.failed(&error.refusal),
        }
    }

    /// What the archive holds, and how much of the catalogue has no file.
    fn done(self) -> String {
        let sections = self.page.sections(self.internal);
        let entries = || sections.iter().flat_map(|section| &section.entries);
        let bare = entries().filter(|entry| entry.origin.is_none()).count();
        let packed = texts::EXPORTED.with(&[&(entries().count() - bare)]);
        match bare {
            0 => packed,
            bare => format!("{packed}{}", texts::BARE.with(&[&bare])),
        }
    }

    pub(super) fn progress(self) -> AnyView {
        let at = Signal::derive(move || self.at.get().unwrap_or_default());
        let stop = Callback::new(move |()| match self.cancel.get_value() {
            Some(cancel) => cancel.cancel(),
            // Still cutting.
            None => self.at.set(None),
        });
        view! { <Progress label=texts::EXPORTING at on_cancel=stop/> }.into_any()
    }
}
