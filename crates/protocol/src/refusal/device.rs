//! What this device itself says no to.
use files::media::Unfit;

use super::codes;

codes! {
    /// Why a job was not done, whatever it was about; with those of the client itself.
    JobRefusal {
        NoWorker = "no_worker",
        Panic = "panic",
        Stopped = "stopped",
        Cancelled = "cancelled",
        BadFrame = "bad_frame",
        JobMisplaced = "job_misplaced",
        NotOpen = "not_open",
        NoId = "no_id",
        CaseUnknown = "case_unknown",
        StoredNotRead = "stored_not_read",
        NoDeadlines = "no_deadlines",
        NoPreview = "no_preview",
        NoImport = "no_import",
        ImportUndoHides = "import_undo_hides",
        RulesRefused = "rules_refused",
        FormRefused = "form_refused",
        FormsTooMany = "forms_too_many",
        PapersTooMany = "papers_too_many",
        PapersMoved = "papers_moved",
        VolumeEmpty = "volume_empty",
        VolumeTooLarge = "volume_too_large",
        VolumeMoved = "volume_moved",
        SettingReserved = "setting_reserved",
        NoSample = "no_sample",
        FileUnreadable = "file_unreadable",
        FieldTwice = "field_twice",
    }
}

codes! {
    /// What the browser's storage did not do.
    StoreRefusal {
        Quota = "quota",
        Stale = "stale",
        StoreClosed = "store_closed",
        StorageGone = "storage_gone",
        RecordUnreadable = "record_unreadable",
        Blocked = "blocked",
        TooNew = "too_new",
        NoStore = "no_store",
        Unsure = "unsure",
        Store = "store",
    }
}

codes! {
    /// A record of this device alone, by its name. As a refusal: it lies here damaged and is kept as it is.
    OwnRecord {
        Outbox = "outbox",
        Joining = "joining",
        Fork = "fork",
        KeptEntries = "kept_entries",
        Blobs = "blobs",
        Marks = "marks",
        KeyRecord = "key_record",
    }
}

codes! {
    /// Why a backup was not made or not restored.
    BackupRefusal {
        NotMade = "backup",
        NoOpener = "backup_no_opener",
        NotEmpty = "not_empty",
        WrongMagic = "backup_wrong_magic",
        NewerVersion = "backup_newer_version",
        UnknownAlgorithm = "backup_unknown_algorithm",
        Truncated = "backup_truncated",
        Damaged = "backup_damaged",
        Twice = "backup_twice",
        Trailing = "backup_trailing",
    }
}

codes! {
    /// Why an attachment was not stored or not shown.
    AttachmentRefusal {
        Empty = "attachment_empty",
        NotTaken = "attachment_not_taken",
        NotAsNamed = "attachment_not_as_named",
        TooLarge = "attachment_too_large",
        Double = "attachment_double",
        RecordGone = "attachment_record_gone",
        Unreadable = "attachment_unreadable",
        NotHere = "attachment_not_here",
        NotThere = "attachment_not_there",
        Damaged = "attachment_damaged",
        Internal = "attachment_internal",
    }
}

impl From<Unfit> for AttachmentRefusal {
    fn from(why: Unfit) -> AttachmentRefusal {
        match why {
            Unfit::Empty => AttachmentRefusal::Empty,
            Unfit::NotTaken => AttachmentRefusal::NotTaken,
            Unfit::NotAsNamed => AttachmentRefusal::NotAsNamed,
            Unfit::TooLarge => AttachmentRefusal::TooLarge,
        }
    }
}
