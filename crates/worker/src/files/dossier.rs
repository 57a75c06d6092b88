//! A volume of the dossier of a case as one archive: its files under their numbers, and its catalogue first.
use casebook::dossier::{Catalogues, Entry, Item, Part, of_case};
use casebook::facts::CaseFile;
use casebook::view::CaseView;
use files::document::catalogue::{Volume, file_name, paper};
use files::document::{docx, of_case as filled};
use protocol::{CutFile, ExportDossier, JobRefusal, SavedFile};

use super::papers::{FILES_MAX, number_of};
use crate::error::{WorkError, refused};
use crate::files::export::file;
use crate::platform::Platform;
use crate::service::Service;

impl<G: Platform> Service<G> {
    /// Makes it; nothing is written.
    ///
    /// # Errors
    /// `volume_empty`: nothing in it is a file. `volume_too_large`: together they are. What fetching one of them says: a
    /// volume with a gap nobody sees is none. `volume_moved`: what was cut of a scan is not what its line says now.
    pub(crate) async fn export_dossier(&self, id: u32, asked: &ExportDossier) -> Result<SavedFile, WorkError> {
        let view = self.case_view(asked.case).await?;
        let view = view.ok_or(refused(JobRefusal::CaseUnknown))?;
        let volume = if asked.internal { Volume::Internal } else { Volume::Main };
        let number = number_of(&view);
        let (catalogue, entries) = self.volume(&view, volume, asked)?;
        let mut bytes = 0;
        for entry in &entries {
            bytes += match &entry.part {
                Some(part) => cut_of(&asked.cuts, entry, part)?.bytes.len() as u64,
                None => of(&view, entry).map_or(0, |attachment| attachment.bytes),
            };
        }
        match usize::try_from(bytes) {
            Ok(0) => return Err(refused(JobRefusal::VolumeEmpty)),
            Ok(bytes) if bytes <= FILES_MAX => {}
            _ => return Err(refused(JobRefusal::VolumeTooLarge)),
        }
        let mut files = vec![(
            docx::file_name(&format!("000_{}卷内目录", volume.name()), None),
            catalogue,
        )];
        let total = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        for (done, entry) in (1_u32..).zip(&entries) {
            if let Some(part) = &entry.part {
                files.push((file_name(entry), cut_of(&asked.cuts, entry, part)?.bytes.clone()));
            } else if let Some(attachment) = of(&view, entry) {
                let content = self.content(attachment.id, false, Some(attachment.sha256)).await?;
                files.push((file_name(entry), content.bytes));
            }
            self.goes_on(id, done, total).await?;
        }
        let bytes = docx::archive(&files)?;
        let name = docx::plain(&format!("{} {number}", volume.name()), 80);
        Ok(file(&format!("{name}.zip"), "application/zip", bytes))
    }

    /// The catalogue of a volume as a file, and its lines.
    fn volume(
        &self,
        view: &CaseView,
        volume: Volume,
        asked: &ExportDossier,
    ) -> Result<(Vec<u8>, Vec<Entry>), WorkError> {
        self.with(|s| {
            let book = s.book()?;
            let kinds = book.kinds();
            let court = book
                .directory()
                .founding
                .as_ref()
                .map(|founding| founding.court.clone());
            let case = CaseFile::of_view(view, kinds);
            let dossier = of_case(Catalogues::builtin(), view, &case, kinds);
            let dossier = dossier.ok_or(refused(JobRefusal::VolumeEmpty))?;
            let sections = match volume {
                Volume::Main => &dossier.main,
                Volume::Internal => &dossier.internal,
            };
            let court = court.unwrap_or_default();
            let fill = filled::of_case(view, kinds, &court, asked.today);
            let paper = paper(volume, sections, fill)?;
            let entries = sections.iter().flat_map(|section| section.entries.clone());
            Ok((docx::write(&paper)?, entries.collect()))
        })
    }
}

/// The file that was cut for a line that is a part of a scan.
fn cut_of<'a>(cuts: &'a [CutFile], entry: &Entry, part: &Part) -> Result<&'a CutFile, WorkError> {
    let of = entry.item.record().id;
    let found = cuts.iter().find(|cut| cut.of == of && cut.runs == part.runs);
    found.ok_or(refused(JobRefusal::VolumeMoved))
}

/// The attachment of a line; nothing, if it is a document without a file.
fn of<'v>(view: &'v CaseView, entry: &Entry) -> Option<&'v casebook::attachment::Attachment> {
    let Item::Attachment(id) = entry.item else { return None };
    let mut all = view.attachments.iter().map(|view| &view.attachment);
    all.find(|attachment| attachment.id == id)
}
