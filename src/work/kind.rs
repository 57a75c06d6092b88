//! Short names of jobs, for the diagnostics.
use super::protocol::Job;

impl Job {
    /// The kind of job, without its contents.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::List { .. } => "list",
            Self::Ids { .. } => "ids",
            Self::Case { .. } => "case",
            Self::Write { .. } => "write",
            Self::Agenda { .. } => "agenda",
            Self::ImportPreview { .. } => "import_preview",
            Self::ImportCommit { .. } => "import_commit",
            Self::ImportRejected => "import_rejected",
            Self::Export { .. } => "export",
            Self::Backup => "backup",
            Self::Restore { .. } => "restore",
            Self::Sample { .. } => "sample",
            Self::PutRules { .. } => "put_rules",
            Self::Rules => "rules",
            Self::RulesPreview { .. } => "rules_preview",
            Self::PutSetting { .. } => "put_setting",
            Self::Settings => "settings",
            Self::Cancel { .. } => "cancel",
        }
    }
}
