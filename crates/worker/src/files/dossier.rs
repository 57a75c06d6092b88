//! A volume of the dossier of a case as one archive: its files under their numbers, its catalogue, and a signed list of their
//! hashes.
use casebook::attachment::Attachment;
use casebook::dossier::{Catalogues, Entry, Item, Part, Section, of_case};
use casebook::facts::CaseFile;
use casebook::kinds::Kinds;
use casebook::people::Right;
use casebook::slot::RecordId;
use casebook::transcript::{TRANSCRIPT, standing};
use casebook::view::CaseView;
use files::document::catalogue::{Volume, file_name, paper};
use files::document::manifest::{DOMAIN, Hashed, Line, Manifest, NAME, SIGNATURE};
use files::document::transcript::{self, Printed};
use files::document::{docx, of_case as filled};
use law::canonical::hex;
use protocol::{AttachmentRefusal, CutFile, ExportDossier, JobRefusal, RecordKey, SavedFile};

use super::papers::{FILES_MAX, number_of};
use crate::error::{WorkError, refused};
use crate::files::export::file;
use crate::platform::Platform;
use crate::service::Service;

/// A volume as it goes out.
struct Packed {
    view: CaseView,
    volume: Volume,
    court: String,
    sections: Vec<Section<'static>>,
    catalogue: Vec<u8>,
    /// The records of interviews, as files.
    transcripts: Vec<(RecordId, Vec<u8>)>,
}

impl Packed {
    fn entries(&self) -> impl Iterator<Item = (&Section<'static>, &Entry)> {
        let all = self.sections.iter();
        all.flat_map(|section| section.entries.iter().map(move |entry| (section, entry)))
    }

    /// The attachment a line is, or is a part of; nothing, if it is a document without a file.
    fn source(&self, entry: &Entry) -> Option<&Attachment> {
        let id = match (&entry.part, entry.item) {
            (Some(part), _) => part.scan,
            (None, Item::Attachment(id)) => id,
            (None, _) => return None,
        };
        let mut all = self.view.attachments.iter().map(|view| &view.attachment);
        all.find(|attachment| attachment.id == id)
    }

    /// The file of a record of an interview.
    fn transcript(&self, entry: &Entry) -> Option<&Vec<u8>> {
        let Item::Transcript(id) = entry.item else { return None };
        self.transcripts
            .iter()
            .find(|(of, _)| *of == id)
            .map(|(_, bytes)| bytes)
    }

    /// Whether it holds a file, and not more than an archive may.
    fn is_fit(&self, cuts: &[CutFile]) -> Result<(), WorkError> {
        let mut bytes = 0;
        for (_, entry) in self.entries() {
            bytes += match &entry.part {
                Some(part) => cut_of(cuts, entry, part)?.bytes.len() as u64,
                None => {
                    self.transcript(entry).map_or(0, |bytes| bytes.len() as u64)
                        + self.source(entry).map_or(0, |of| of.bytes)
                }
            };
        }
        match usize::try_from(bytes) {
            Ok(0) => Err(refused(JobRefusal::VolumeEmpty)),
            Ok(bytes) if bytes <= FILES_MAX => Ok(()),
            _ => Err(refused(JobRefusal::VolumeTooLarge)),
        }
    }
}

impl<G: Platform> Service<G> {
    /// Makes it; nothing is written.
    ///
    /// # Errors
    /// `volume_empty`: nothing in it is a file. `volume_too_large`: together they are. What fetching one of them says: a
    /// volume with a gap nobody sees is none. `attachment_internal`: this person may not look
    /// at internal volumes. `volume_moved`: what was cut of a scan is not what its line says now.
    pub(crate) async fn export_dossier(&self, id: u32, asked: &ExportDossier) -> Result<SavedFile, WorkError> {
        if asked.internal && !self.with(|s| s.may(Right::Internal))? {
            return Err(refused(AttachmentRefusal::Internal));
        }
        let view = self.case_view(asked.case).await?;
        let view = view.ok_or(refused(JobRefusal::CaseUnknown))?;
        let packed = self.volume(view, asked)?;
        packed.is_fit(&asked.cuts)?;
        let name = docx::file_name(&format!("000_{}卷内目录", packed.volume.name()), None);
        let others = vec![Hashed::of(&name, &packed.catalogue)];
        let mut files = vec![(name, packed.catalogue.clone())];
        let mut lines = Vec::new();
        let total = u32::try_from(packed.entries().count()).unwrap_or(u32::MAX);
        for (done, (section, entry)) in (1_u32..).zip(packed.entries()) {
            let source = packed.source(entry);
            let bytes = match (&entry.part, source) {
                (Some(part), _) => Some(cut_of(&asked.cuts, entry, part)?.bytes.clone()),
                (None, Some(source)) => Some(self.content(source.id, false, Some(source.sha256)).await?.bytes),
                (None, None) => packed.transcript(entry).cloned(),
            };
            let named = bytes.map(|bytes| (file_name(entry), bytes));
            let hashed = named.as_ref().map(|(name, bytes)| Hashed::of(name, bytes));
            lines.push(Line::of(section, entry, hashed, source));
            files.extend(named);
            self.goes_on(id, done, total).await?;
        }
        files.extend(self.signed(&packed, lines, others)?);
        let bytes = docx::archive(&files)?;
        let name = docx::plain(&format!("{} {}", packed.volume.name(), number_of(&packed.view)), 80);
        Ok(file(&format!("{name}.zip"), "application/zip", bytes))
    }

    /// The list of hashes and its signature, as files.
    fn signed(
        &self,
        packed: &Packed,
        lines: Vec<Line>,
        others: Vec<Hashed>,
    ) -> Result<[(String, Vec<u8>); 2], WorkError> {
        let ring = self.ring()?;
        let manifest = Manifest {
            form: Manifest::FORM.to_owned(),
            court: packed.court.clone(),
            case_number: number_of(&packed.view),
            volume: packed.volume.name().to_owned(),
            made_at_ms: self.platform.now_ms(),
            made_by: self.with(|s| s.author())?,
            key: hex(&ring.verify_key()),
            lines,
            others,
        };
        let text = manifest.write()?;
        let signature = hex(&ring.sign(DOMAIN, &text));
        Ok([(NAME.to_owned(), text), (SIGNATURE.to_owned(), signature.into_bytes())])
    }

    /// A volume as the case stands, with its catalogue as a file.
    fn volume(&self, view: CaseView, asked: &ExportDossier) -> Result<Packed, WorkError> {
        let volume = if asked.internal { Volume::Internal } else { Volume::Main };
        self.with(|s| {
            let book = s.book()?;
            let kinds = book.kinds();
            let founding = book.directory().founding.as_ref();
            let court = founding.map(|founding| founding.court.clone()).unwrap_or_default();
            let case = CaseFile::of_view(&view, kinds);
            let dossier = of_case(Catalogues::builtin(), &view, &case, kinds);
            let dossier = dossier.ok_or(refused(JobRefusal::VolumeEmpty))?;
            let sections = match volume {
                Volume::Main => dossier.main,
                Volume::Internal => dossier.internal,
            };
            let fill = filled::of_case(&view, kinds, &court, asked.today);
            let catalogue = docx::write(&paper(volume, &sections, fill)?)?;
            let all = sections.iter().flat_map(|section| &section.entries);
            let transcripts = transcripts(&view, kinds, &court, all);
            Ok(Packed {
                transcripts,
                view,
                volume,
                court,
                sections,
                catalogue,
            })
        })
    }
}

/// The records of interviews among the lines, as they are printed.
fn transcripts<'e>(
    view: &CaseView,
    kinds: &Kinds,
    court: &str,
    entries: impl Iterator<Item = &'e Entry>,
) -> Vec<(RecordId, Vec<u8>)> {
    let ids = entries.filter_map(|entry| match entry.item {
        Item::Transcript(id) => Some(id),
        _ => None,
    });
    let made = ids.filter_map(|id| {
        let record = view
            .records
            .iter()
            .find(|record| record.record == RecordKey { kind: TRANSCRIPT, id })?;
        let printed = Printed {
            kinds,
            court,
            record,
            standing: &standing(kinds, record, view),
            when: "",
        };
        Some((id, transcript::file(&printed).into_bytes()))
    });
    made.collect()
}

/// The file that was cut for a line that is a part of a scan.
fn cut_of<'a>(cuts: &'a [CutFile], entry: &Entry, part: &Part) -> Result<&'a CutFile, WorkError> {
    let of = entry.item.record().id;
    let found = cuts.iter().find(|cut| cut.of == of && cut.runs == part.runs);
    found.ok_or(refused(JobRefusal::VolumeMoved))
}
