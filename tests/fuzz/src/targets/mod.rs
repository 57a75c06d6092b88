//! What is fuzzed. A target reads bytes as a stranger wrote them; where hashes or checksums would keep every mutation
//! out, it puts them right first, so that what lies behind them is reached.
mod book;
mod documents;
mod files;
mod inbox;
mod law;
mod pdf;
mod records;
mod shared;
mod vault;
mod workbook;

/// A decoder under test.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// Valid inputs to start from.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Reads an input; whether it was valid. Checks what must hold of valid ones.
    pub run: fn(&[u8]) -> bool,
}

/// All targets.
pub const ALL: &[Target] = &[
    book::PACK,
    book::EVENTS,
    book::SNAPSHOT_HEAD,
    book::SNAPSHOT_CHUNK,
    documents::TEMPLATE,
    documents::TEMPLATE_BODY,
    documents::FORM_TEXT,
    files::BACKUP,
    files::BACKUP_PARTS,
    files::TABLE,
    workbook::ARCHIVE,
    workbook::SHEET,
    law::CASE_NUMBER,
    law::NOTICE,
    law::CALENDAR,
    law::TRIAGE_SET,
    law::NODE_SET,
    law::RECEIPT,
    pdf::FILE,
    records::KIND,
    records::FLOW,
    records::LEDGER,
    inbox::OBJECT,
    shared::NAME,
    shared::REQUEST,
    shared::RECORD,
    vault::RING,
    vault::LOCK,
    vault::SEALED,
    vault::BOX,
    vault::SEALED_PACK,
];
