//! What keys, kits and invitations say no to.
use super::codes;

codes! {
    /// What locks, keys and sealed bytes say no to.
    SessionRefusal {
        Locked = "locked",
        NotBegun = "not_begun",
        WrongPassphrase = "wrong_passphrase",
        WeakPassphrase = "weak_passphrase",
        TooSoon = "too_soon",
        Founded = "founded",
        NoDoor = "no_door",
        BrowserKeyLost = "browser_key_lost",
        OlderBookHere = "older_book_here",
        NotRemoved = "not_removed",
        DemoNotMade = "demo_not_made",
        NoDemo = "no_demo",
        LockAbsurdCost = "lock_absurd_cost",
        LockNoMemory = "lock_no_memory",
        VaultNoKey = "vault_no_key",
        VaultTruncated = "vault_truncated",
        VaultNotABackup = "vault_not_a_backup",
        VaultNoOpener = "vault_no_opener",
        VaultMalformed = "vault_malformed",
        VaultNewerVersion = "vault_newer_version",
        VaultSealBroken = "vault_seal_broken",
        VaultBadKey = "vault_bad_key",
    }
}

codes! {
    /// What is wrong with a recovery kit or its shares.
    KitRefusal {
        ShareSlip = "share_slip",
        ShareLength = "share_length",
        ShareChecksum = "share_checksum",
        ShareNewerVersion = "share_newer_version",
        ShareForeign = "share_foreign",
        ShareDouble = "share_double",
        ShareWrong = "share_wrong",
        Unfit = "kit_unfit",
        BadNumbers = "kit_bad_numbers",
        NoKeys = "kit_no_keys",
        Refused = "kit_refused",
        NotKept = "kit_not_kept",
        NumbersUsedUp = "kit_numbers_used_up",
        TooFew = "kit_too_few",
    }
}

codes! {
    /// What is wrong with an invitation.
    InvitationRefusal {
        LinkDamaged = "invite_damaged",
        LinkNewerVersion = "invite_newer_version",
        LinkBadEndpoint = "invite_bad_endpoint",
        Needed = "invitation_needed",
        OtherPerson = "invitation_other_person",
        NotThere = "invitation_not_there",
        LinkMalformed = "invite_malformed",
        Expired = "invitation_expired",
        Used = "invitation_used",
        Withdrawn = "invitation_withdrawn",
        Unknown = "invitation_unknown",
    }
}
