//! Photos of cases.
use super::{Question, questions};
use crate::{CaseId, PhotoId, Picture, Summary};

questions! {
    /// Photos of cases.
    PhotosJob as Photos {
        /// Add a photo to a case. Answered after the transaction completed.
        write AddPhoto {
            /// Which case.
            pub case: CaseId,
            /// Name of the file.
            pub name: String,
            /// Its MIME type.
            pub mime: String,
            /// What it shows; may be empty.
            pub shows: String,
            /// When it was taken as far as the file tells, milliseconds since 1970.
            pub taken_ms: Option<u64>,
            /// The file.
            #[serde(with = "serde_bytes")]
            pub bytes: Vec<u8>,
        } -> Summary;
        /// A picture of a photo, from this device or from the store.
        look ReadPicture {
            /// Which photo.
            pub photo: PhotoId,
            /// Its thumbnail instead of the whole.
            pub small: bool,
            /// What the trace says of the whole; it is compared.
            pub sha256: Option<[u8; 32]>,
        } -> Picture;
    }
}
