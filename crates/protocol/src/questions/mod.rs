//! What a page may ask of the worker: a type for each question, which names the type of its answer.
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Edited, ImportDone, RecordsWritten, Restored, Summary, WroteKept};

mod attachments;
mod cases;
mod files;
mod import;
mod keys;
mod people;
mod records;
mod rules;
mod session;
mod settings;
mod sync;

pub use attachments::*;
pub use cases::*;
pub use files::*;
pub use import::*;
pub use keys::*;
pub use people::*;
pub use records::*;
pub use rules::*;
pub use session::*;
pub use settings::*;
pub use sync::*;

/// A question to the worker.
pub trait Question: Into<Job> + 'static {
    /// What the worker answers, if nothing is refused.
    type Answer: Serialize + DeserializeOwned;

    /// Its name, for the diagnostics.
    const NAME: &'static str;

    /// Whether a page asks this by itself when it hears news, so that it is no sign of a person.
    const IS_LOOK: bool = false;

    /// The summary after something was written, if something was.
    fn written(_: &Self::Answer) -> Option<&Summary> {
        None
    }
}

/// The answer of a question that writes.
pub trait Wrote {
    /// The summary after it, if something was written.
    fn summary(&self) -> Option<&Summary>;
}

/// The questions of an area. `look`: a page asks it by itself. `write`: something is stored, and the answer holds the
/// new summary. `job`: neither.
macro_rules! questions {
    ($(#[$area_doc:meta])* $area:ident as $job:ident {
        $($(#[$doc:meta])* $kind:ident $name:ident $({ $($fields:tt)+ })? -> $answer:ty;)+
    }) => {
        $(#[$area_doc])*
        #[derive(Debug, serde::Serialize, serde::Deserialize)]
        pub enum $area {
            $($(#[$doc])* $name($name),)+
        }

        impl $area {
            pub(super) const fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $name::NAME,)+
                }
            }

            pub(super) const fn is_look(&self) -> bool {
                match self {
                    $(Self::$name(_) => $name::IS_LOOK,)+
                }
            }
        }

        $(
            questions!(@type $(#[$doc])* $name $({ $($fields)+ })?);

            impl Question for $name {
                type Answer = $answer;
                const NAME: &'static str = stringify!($name);
                questions!(@$kind);
            }

            impl From<$name> for crate::Job {
                fn from(question: $name) -> Self {
                    Self::$job($area::$name(question))
                }
            }
        )+
    };
    (@type $(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
        pub struct $name;
    };
    (@type $(#[$doc:meta])* $name:ident { $($fields:tt)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $($fields)+
        }
    };
    (@look) => {
        const IS_LOOK: bool = true;
    };
    (@write) => {
        fn written(answer: &Self::Answer) -> Option<&crate::Summary> {
            crate::Wrote::summary(answer)
        }
    };
    (@job) => {};
}
use questions;

/// A question on its way, by area.
#[derive(Debug, Serialize, Deserialize)]
pub enum Job {
    /// Lists, one case, changes.
    Cases(CasesJob),
    /// Records of cases.
    Records(RecordsJob),
    /// Attachments.
    Attachments(AttachmentsJob),
    /// Importing.
    Import(ImportJob),
    /// Files that go out.
    Files(FilesJob),
    /// Rule texts.
    Rules(RulesJob),
    /// What is saved on this device.
    Settings(SettingsJob),
    /// What needs no open book.
    Session(SessionJob),
    /// How the keys are kept.
    Keys(KeysJob),
    /// People and devices.
    People(PeopleJob),
    /// Sharing.
    Sync(SyncJob),
    /// Stop a running job as soon as possible. Nothing is answered.
    Cancel {
        /// Its id.
        job: u32,
    },
}

impl Job {
    /// The name of the question, without its contents.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Cases(job) => job.name(),
            Self::Records(job) => job.name(),
            Self::Attachments(job) => job.name(),
            Self::Import(job) => job.name(),
            Self::Files(job) => job.name(),
            Self::Rules(job) => job.name(),
            Self::Settings(job) => job.name(),
            Self::Session(job) => job.name(),
            Self::Keys(job) => job.name(),
            Self::People(job) => job.name(),
            Self::Sync(job) => job.name(),
            Self::Cancel { .. } => "Cancel",
        }
    }

    /// Whether a page asks this by itself ([`Question::IS_LOOK`]).
    #[must_use]
    pub const fn is_look(&self) -> bool {
        match self {
            Self::Cases(job) => job.is_look(),
            Self::Records(job) => job.is_look(),
            Self::Attachments(job) => job.is_look(),
            Self::Import(job) => job.is_look(),
            Self::Files(job) => job.is_look(),
            Self::Rules(job) => job.is_look(),
            Self::Settings(job) => job.is_look(),
            Self::Session(job) => job.is_look(),
            Self::Keys(job) => job.is_look(),
            Self::People(job) => job.is_look(),
            Self::Sync(job) => job.is_look(),
            Self::Cancel { .. } => false,
        }
    }
}

impl Wrote for Summary {
    fn summary(&self) -> Option<&Summary> {
        Some(self)
    }
}

impl Wrote for Edited {
    fn summary(&self) -> Option<&Summary> {
        Some(&self.summary)
    }
}

impl Wrote for RecordsWritten {
    fn summary(&self) -> Option<&Summary> {
        Some(&self.summary)
    }
}

impl Wrote for ImportDone {
    fn summary(&self) -> Option<&Summary> {
        Some(&self.summary)
    }
}

impl Wrote for WroteKept {
    fn summary(&self) -> Option<&Summary> {
        Some(&self.summary)
    }
}

impl Wrote for Restored {
    fn summary(&self) -> Option<&Summary> {
        match self {
            Self::Opened(_) => None,
            Self::Here(summary) => Some(summary),
        }
    }
}
