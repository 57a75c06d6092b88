//! The book in memory, the journal it follows, and writing to both.
mod arrive;
pub(crate) mod follow;
pub(crate) mod judge;
mod keep;
pub(crate) mod runs;
pub(crate) mod write;

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::book::judge::RuleContext;
use crate::book::runs::Runs;
use crate::platform::Space;
use casebook::book::Book;
use store::journal::Head;

/// The book in memory, and how far it follows the journal.
#[derive(Default)]
pub(crate) struct BookState {
    /// The book, while it is open.
    pub open: Option<Book>,
    /// The rules the book asks.
    pub rule_context: Option<RuleContext>,
    /// Everything up to this head is in the book.
    pub at: Head,
    /// Where the packs of each device lie in the journal.
    pub runs: Runs,
    /// Packs that could not be taken: local number and code.
    pub faults: Vec<(u32, Cow<'static, str>)>,
    /// What the browser said last about space.
    pub space: Space,
    /// Bytes of packs that are not in a snapshot yet.
    pub unkept: usize,
    /// The civil date at UTC+8, as the page told it.
    pub today: Option<NaiveDate>,
}

impl BookState {
    /// What stays when it is locked: nothing that was read.
    pub fn locked(self) -> Self {
        Self {
            space: self.space,
            today: self.today,
            ..Self::default()
        }
    }
}
