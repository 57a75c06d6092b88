//! Importing a file.
use super::{Question, questions};
use crate::{ImportDone, ImportOptions, Preview, SavedFile, Summary};

questions! {
    /// Importing a file.
    ImportJob as Import {
        /// Look at a file before importing it.
        job PreviewImport {
            /// Name of the file; it stays with every case that comes from it.
            pub name: String,
            /// The file.
            #[serde(with = "serde_bytes")]
            pub bytes: Vec<u8>,
            /// What a person chose in place of what is proposed.
            pub options: ImportOptions,
        } -> Preview;
        /// Look again at the file of the last preview, with other choices.
        job PreviewAgain {
            /// What a person chose.
            pub options: ImportOptions,
        } -> Preview;
        /// Say what becomes of known cases when the last preview is imported.
        job SettleKnown {
            /// Put removed cases back into the lists.
            pub restore: bool,
            /// Overwrite what a person wrote.
            pub overwrite: bool,
        } -> ();
        /// Import what the last preview read, in one transaction.
        write CommitImport {
            /// Take over what differs in cases whose number is already in the book, too. What a person wrote and removed
            /// cases stay, unless [`SettleKnown`] said otherwise.
            pub update: bool,
        } -> ImportDone;
        /// Take back the last import of this session, as one.
        write UndoImport -> Summary;
        /// The rejected rows of the last preview as an xlsx file, with the reason in a column of its own.
        job SaveRejected -> SavedFile;
    }
}
