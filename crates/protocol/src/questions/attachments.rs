//! Attachments of cases.
use super::{Question, questions};
use crate::{AttachmentId, CaseId, Content, Filed, Origin, Summary};

questions! {
    /// Attachments of cases.
    AttachmentsJob as Attachments {
        /// Add an attachment to a case. Answered after the transaction completed.
        write AddAttachment {
            /// Which case.
            pub case: CaseId,
            /// Name of the file.
            pub name: String,
            /// Its media type as the browser says; may be empty.
            pub mime: String,
            /// What it shows; may be empty.
            pub shows: String,
            /// When it was made as far as the file tells, milliseconds since 1970.
            pub taken_ms: Option<u64>,
            /// Where it comes from.
            pub origin: Origin,
            /// The record it belongs to, if any.
            pub filed: Option<Filed>,
            /// The file.
            #[serde(with = "serde_bytes")]
            pub bytes: Vec<u8>,
        } -> Summary;
        /// The file of an attachment, from this device or from the store.
        look ReadAttachment {
            /// Its case.
            pub case: CaseId,
            /// Which attachment.
            pub attachment: AttachmentId,
            /// Its thumbnail instead of the whole.
            pub small: bool,
            /// What the trace says of the whole; it is compared.
            pub sha256: Option<[u8; 32]>,
        } -> Content;
    }
}
