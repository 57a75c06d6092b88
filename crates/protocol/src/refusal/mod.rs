//! Why something was not done: one list, by area. The page has a sentence for each in both languages, and the compiler
//! asks for it.
use files::error::FileError;
use serde::{Deserialize, Serialize};

mod book;
mod device;
mod keys;
mod rules;
mod shared;

pub use book::{BureauRefusal, NodesRefusal, NoticeRefusal, PeopleRefusal, RulesRefusal, WarningsRefusal};
pub use device::{AttachmentRefusal, BackupRefusal, JobRefusal, OwnRecord, StoreRefusal};
pub use keys::{InvitationRefusal, KitRefusal, SessionRefusal};
pub use shared::{PackRefusal, SyncRefusal};

/// The refusals of an area, each with its stable code.
macro_rules! codes {
    ($(#[$doc:meta])* $area:ident { $($variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $area {
            $(#[doc = concat!("`", $code, "`")] $variant,)+
        }

        impl $area {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Stable code, for diagnostics and for what was stored as text.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The one with this code, if there is one.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|refusal| refusal.code() == code)
            }
        }
    };
}
use codes;

/// Puts the areas together.
macro_rules! areas {
    ($($area:ident($of:ty) = $told:literal,)+) => {
        /// Why something was not done.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Refusal {
            $(#[doc = $told] $area($of),)+
            /// A code from outside that this build does not know.
            Unknown(String),
        }

        impl Refusal {
            /// Stable code.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$area(refusal) => refusal.code(),)+
                    Self::Unknown(code) => code,
                }
            }
        }

        $(impl From<$of> for Refusal {
            fn from(refusal: $of) -> Self {
                Self::$area(refusal)
            }
        })+
    };
}

areas! {
    Job(JobRefusal) = "The job as such.",
    Store(StoreRefusal) = "The browser's storage.",
    Record(OwnRecord) = "A record of this device is damaged.",
    Backup(BackupRefusal) = "A backup.",
    Attachment(AttachmentRefusal) = "An attachment.",
    Session(SessionRefusal) = "Locks and keys.",
    Kit(KitRefusal) = "A recovery kit.",
    Invitation(InvitationRefusal) = "An invitation.",
    People(PeopleRefusal) = "People and rights.",
    Rules(RulesRefusal) = "A triage set.",
    Notice(NoticeRefusal) = "A year's notice.",
    Nodes(NodesRefusal) = "A set of nodes.",
    Bureau(BureauRefusal) = "A table of roles and rights.",
    Warnings(WarningsRefusal) = "Rules of warnings.",
    Pack(PackRefusal) = "Entries and their chains.",
    Sync(SyncRefusal) = "The shared store.",
    File(FileError) = "A file that is read or written.",
}

impl Refusal {
    /// The refusal behind a code that came as text: from a store, from what is written in the book.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        None.or_else(|| SyncRefusal::of_code(code).map(Self::from))
            .or_else(|| PackRefusal::of_code(code).map(Self::from))
            .or_else(|| PeopleRefusal::of_code(code).map(Self::from))
            .or_else(|| InvitationRefusal::of_code(code).map(Self::from))
            .or_else(|| KitRefusal::of_code(code).map(Self::from))
            .or_else(|| SessionRefusal::of_code(code).map(Self::from))
            .or_else(|| OwnRecord::of_code(code).map(Self::from))
            .or_else(|| StoreRefusal::of_code(code).map(Self::from))
            .or_else(|| AttachmentRefusal::of_code(code).map(Self::from))
            .or_else(|| BackupRefusal::of_code(code).map(Self::from))
            .or_else(|| JobRefusal::of_code(code).map(Self::from))
            // The trace names why a table of rights does not count.
            .or_else(|| BureauRefusal::of_code(code).map(Self::from))
            .unwrap_or_else(|| Self::Unknown(code.to_owned()))
    }

    /// Whether a person stopped it.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(
            self,
            Self::Job(JobRefusal::Cancelled) | Self::File(FileError::Cancelled)
        )
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}: {detail}", refusal.code())]
pub struct Failure {
    /// What was refused.
    pub refusal: Refusal,
    /// More for the diagnostics; holds no personal data.
    pub detail: String,
}

impl Failure {
    /// A refusal that says all there is to say.
    #[must_use]
    pub fn of(refusal: impl Into<Refusal>) -> Self {
        Self {
            refusal: refusal.into(),
            detail: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every refusal that may come as text, but those of rule texts.
    fn all() -> Vec<Refusal> {
        let mut all: Vec<Refusal> = Vec::new();
        all.extend(SyncRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(PackRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(PeopleRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(InvitationRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(KitRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(SessionRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(OwnRecord::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(StoreRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(AttachmentRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(BackupRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all.extend(JobRefusal::ALL.iter().map(|r| Refusal::from(*r)));
        all
    }

    #[test]
    fn every_code_that_came_as_text_finds_its_own_refusal() {
        for refusal in all() {
            assert_eq!(Refusal::from_code(refusal.code()), refusal);
        }
    }

    /// The trace keeps the reasons of the directory as text.
    #[test]
    fn a_reason_of_the_directory_is_the_same_from_the_trace() {
        for fault in casebook::people::PeopleFault::ALL {
            assert_eq!(Refusal::from_code(fault.code()), Refusal::from(fault), "{fault:?}");
        }
    }

    #[test]
    fn a_code_of_another_build_is_kept_as_it_came() {
        let strange = Refusal::from_code("of_tomorrow");
        assert_eq!(strange, Refusal::Unknown("of_tomorrow".to_owned()));
        assert_eq!(strange.code(), "of_tomorrow");
    }
}
