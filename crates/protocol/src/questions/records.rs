//! The records of cases, by their kinds.
use chrono::NaiveDate;

use super::{Question, questions};
use crate::{CaseId, Kind, RecordEdit, RecordsWritten, RegisterRow};

questions! {
    /// The records of cases, by their kinds.
    RecordsJob as Records {
        /// Write records as a form does, all or none: nothing if a field was written by somebody else meanwhile. Answered
        /// after the transaction completed.
        write WriteRecords {
            /// The records, each with its case.
            pub edits: Vec<(CaseId, RecordEdit)>,
        } -> RecordsWritten;
        /// All records of a kind over all cases, those that need something first.
        look ReadRegister {
            /// Number of the kind.
            pub kind: Kind,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> Vec<RegisterRow>;
    }
}
