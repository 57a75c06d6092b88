//! An event: somebody did something, at a moment, on a device.
use super::CaseId;
use super::action::Action;
use super::clock::Stamp;

/// The case id of events that belong to the whole book.
pub const BOOK: CaseId = [0; 16];

/// One event. Never changed after it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Identity and order.
    pub stamp: Stamp,
    /// The case, or [`BOOK`].
    pub case: CaseId,
    /// Name of the author.
    pub by: String,
    /// On whose order, or empty (plan Art. 5).
    pub on_order_of: String,
    /// Wall clock of the device, milliseconds since 1970.
    pub at_ms: u64,
    /// What.
    pub action: Action,
    /// Writes the author had before him and replaces; see [`super::register`].
    pub over: Vec<Stamp>,
    /// The receipt it rests on, if any.
    pub receipt: Option<String>,
    /// The stored bytes, if this build does not understand all of them: they are handed on unchanged.
    pub raw: Option<Box<[u8]>>,
}
