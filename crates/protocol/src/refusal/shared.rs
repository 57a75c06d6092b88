//! What goes wrong with entries and the shared store.
use super::codes;

codes! {
    /// What is wrong with an entry or the chain of a device.
    PackRefusal {
        ChainMissing = "packs_missing",
        ChainRepeated = "packs_repeated",
        ChainForked = "packs_forked",
        ChainSeenOtherwise = "packs_seen_otherwise",
        ChainBroken = "packs_broken",
        ChainTruncated = "packs_truncated",
        Malformed = "pack_malformed",
        Misplaced = "pack_misplaced",
        NoKey = "pack_no_key",
        SealBroken = "pack_seal_broken",
        HashMismatch = "pack_hash_mismatch",
        BadSignature = "pack_bad_signature",
        Lost = "pack_lost",
        TooLarge = "pack_too_large",
        UnknownVersion = "pack_unknown_version",
        UnknownAlgorithm = "pack_unknown_algorithm",
        BadEvents = "pack_bad_events",
        BookDamaged = "book_damaged",
    }
}

codes! {
    /// What the shared store did not do.
    SyncRefusal {
        RecordRefused = "record_refused",
        OtherHistory = "other_history",
        NoOtherHistory = "no_other_history",
        UnknownDevice = "unknown_device",
        SpacesClosed = "spaces_closed",
        Offline = "offline",
        Refused = "refused",
        EndpointSilent = "endpoint_silent",
        Removed = "removed",
        Full = "full",
        Busy = "busy",
        Clock = "clock",
        BadAnswer = "bad_answer",
        BadEndpoint = "bad_endpoint",
        NotFound = "not_found",
        Exists = "exists",
        Taken = "taken",
        Unsigned = "unsigned",
        NotFounded = "not_founded",
        RecordMalformed = "record_malformed",
        RecordOtherSpace = "record_other_space",
        RecordBadSignature = "record_bad_signature",
        BadSignature = "bad_signature",
        NoEndpoint = "no_endpoint",
        TooLarge = "too_large",
    }
}
