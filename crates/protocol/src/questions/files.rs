//! Files that go out, and the sample.
use chrono::NaiveDate;

use super::{Question, questions};
use crate::{
    CaseId, CasePaper, CutFile, ExportKind, Papers, PapersAsked, Query, SavedFile, SharedNumber, Summary, UnsureSeries,
};

questions! {
    /// Files that go out, and the sample.
    FilesJob as Files {
        /// The list as a file.
        job ExportCases {
            /// What to list.
            pub query: Query,
            /// As what.
            pub kind: ExportKind,
        } -> SavedFile;
        /// Documents of cases, made and not written anywhere.
        job MakePapers {
            /// Which.
            pub asked: PapersAsked,
        } -> Papers;
        /// Documents that were made, as files.
        job SavePapers {
            /// Which.
            pub papers: Vec<CasePaper>,
            /// The civil date at UTC+8: an archive is named by it.
            pub today: NaiveDate,
        } -> SavedFile;
        /// A volume of the dossier of a case as one archive: its files in order, and its catalogue.
        job ExportDossier {
            /// Which case.
            pub case: CaseId,
            /// The internal volume (副卷) in place of the main one.
            pub internal: bool,
            /// The civil date at UTC+8: the catalogue bears it.
            pub today: NaiveDate,
            /// The files of the lines that are parts of a scan.
            pub cuts: Vec<CutFile>,
        } -> SavedFile;
        /// The next free numbers of documents that are about to be sent, in their order; nothing is written. Empty for a form
        /// that is not numbered.
        look NextNumbers {
            /// The case and the key of the form of each.
            pub papers: Vec<(CaseId, String)>,
            /// The day they are sent.
            pub on: NaiveDate,
        } -> Vec<String>;
        /// The series these documents are numbered in of which nobody said yet, since this device was restored from a backup, how
        /// far they were really used: before the next number of them is given, that is asked.
        look ReadUnsureNumbers {
            /// The case and the key of the form of each.
            pub papers: Vec<(CaseId, String)>,
            /// The day they are sent.
            pub on: NaiveDate,
        } -> Vec<UnsureSeries>;
        /// Numbers that documents of two cases, or two documents of a case, bear: given by devices that did not see each other.
        look ReadSharedNumbers -> Vec<SharedNumber>;
        /// Full backup file. One that nothing but the keys of this browser would open is not made.
        job MakeBackup {
            /// A passphrase for this file, in place of that of the device.
            pub passphrase: Option<String>,
        } -> SavedFile;
        /// Load the sample cases (idempotent).
        write LoadSample {
            /// The sample workbook.
            #[serde(with = "serde_bytes")]
            pub bytes: Vec<u8>,
        } -> Summary;
        /// Remove the sample cases.
        write RemoveSample -> Summary;
    }
}
