//! The folder of the bureau: records that are about no case, such as its problem log, lie in a folder of their own. It is
//! written, merged, sealed and shared as a case is, and stands in no list of cases.
use super::CaseId;

/// Names the folder of the bureau: the first sixteen bytes of its own description, so that every device means the same.
pub const BUREAU: CaseId = *b"folder of bureau";

/// Whether an id names a folder that is no case.
#[must_use]
pub fn is_folder(id: &CaseId) -> bool {
    *id == BUREAU
}
