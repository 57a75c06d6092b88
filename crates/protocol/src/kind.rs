//! Short names of jobs, for the diagnostics.
use crate::Job;

impl Job {
    /// Whether a page asks this by itself when it hears news, so that it is no sign of a person.
    #[must_use]
    pub const fn is_look(&self) -> bool {
        match self {
            Self::Open { .. } | Self::Session | Self::List { .. } | Self::Ids { .. } | Self::Numbered { .. } => true,
            Self::Case { .. } | Self::Picture { .. } | Self::Agenda { .. } | Self::People | Self::Rules => true,
            Self::Register { .. } | Self::Waiting { .. } => true,
            Self::Settings | Self::Sync => true,
            Self::WriteRecords { .. }
            | Self::Write { .. }
            | Self::Edit { .. }
            | Self::AddPhoto(_)
            | Self::ImportPreview { .. } => false,
            Self::ImportAgain { .. } | Self::ImportCommit { .. } | Self::ImportKnown { .. } => false,
            Self::ImportUndo | Self::ImportRejected | Self::Export { .. } | Self::Backup { .. } => false,
            Self::Restore { .. } | Self::Sample { .. } | Self::PutRules { .. } | Self::RulesPreview { .. } => false,
            Self::PutSetting { .. } | Self::Initials { .. } | Self::Found { .. } | Self::Join { .. } => false,
            Self::Recover { .. } | Self::Unlock { .. } | Self::Lock | Self::SetLock { .. } => false,
            Self::AutoLock { .. } | Self::MakeKit { .. } | Self::PutPerson { .. } | Self::Invite { .. } => false,
            Self::Withdraw { .. } | Self::RemoveDevice { .. } | Self::RemovePerson { .. } => false,
            Self::SyncTo { .. } | Self::SyncNow | Self::Unsent | Self::Leave | Self::GoOnAnew { .. } => false,
            Self::KeptFile | Self::WriteKept | Self::Cancel { .. } => false,
        }
    }

    /// The kind of job, without its contents.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::List { .. } => "list",
            Self::GoOnAnew { .. } => "go_on_anew",
            Self::KeptFile => "kept_file",
            Self::WriteKept => "write_kept",
            Self::Ids { .. } => "ids",
            Self::Numbered { .. } => "numbered",
            Self::Case { .. } => "case",
            Self::Write { .. } => "write",
            Self::Edit { .. } => "edit",
            Self::AddPhoto { .. } => "add_photo",
            Self::Picture { .. } => "picture",
            Self::Agenda { .. } => "agenda",
            Self::Register { .. } | Self::Waiting { .. } => "register",
            Self::WriteRecords { .. } => "write_records",
            Self::ImportPreview { .. } => "import_preview",
            Self::ImportAgain { .. } => "import_again",
            Self::ImportCommit { .. } => "import_commit",
            Self::ImportKnown { .. } => "import_known",
            Self::ImportUndo => "import_undo",
            Self::ImportRejected => "import_rejected",
            Self::Export { .. } => "export",
            Self::Backup { .. } => "backup",
            Self::Restore { .. } => "restore",
            Self::Sample { .. } => "sample",
            Self::PutRules { .. } => "put_rules",
            Self::Rules => "rules",
            Self::RulesPreview { .. } => "rules_preview",
            Self::PutSetting { .. } => "put_setting",
            Self::Settings => "settings",
            Self::Initials { .. } => "initials",
            Self::Session => "session",
            Self::Found { .. } => "found",
            Self::Join { .. } => "join",
            Self::Recover { .. } => "recover",
            Self::Unlock { .. } => "unlock",
            Self::Lock => "lock",
            Self::SetLock { .. } => "set_lock",
            Self::AutoLock { .. } => "auto_lock",
            Self::MakeKit { .. } => "make_kit",
            Self::People => "people",
            Self::PutPerson { .. } => "put_person",
            Self::Invite { .. } => "invite",
            Self::Withdraw { .. } => "withdraw",
            Self::RemoveDevice { .. } => "remove_device",
            Self::RemovePerson { .. } => "remove_person",
            Self::Sync => "sync",
            Self::SyncTo { .. } => "sync_to",
            Self::SyncNow => "sync_now",
            Self::Unsent => "unsent",
            Self::Leave => "leave",
            Self::Cancel { .. } => "cancel",
        }
    }
}
