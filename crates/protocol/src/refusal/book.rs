//! What the book says no to: people and rights, and rule texts.
use super::codes;

codes! {
    /// Why an entry has no effect: people, devices, rights.
    PeopleRefusal {
        Disputed = "disputed",
        NotAllowed = "not_allowed",
        KeyAwaited = "key_awaited",
        DeviceUnknown = "device_unknown",
        PeopleUndecided = "people_undecided",
        NotInOffice = "not_in_office",
        ClockBack = "clock_back",
        AlreadyFounded = "already_founded",
        NotTheFounder = "not_the_founder",
        PeopleTooMany = "people_too_many",
        AlreadyJoined = "already_joined",
        VoucherOtherPerson = "voucher_other_person",
        VoucherBadProof = "voucher_bad_proof",
        DeviceAddRefused = "device_add_refused",
        DeviceNotNamed = "device_not_named",
        InvitationExists = "invitation_exists",
        KitReplaced = "kit_replaced",
        PersonUnknown = "person_unknown",
        PersonLeft = "person_left",
        RoleUnknown = "role_unknown",
        GroupUnknown = "group_unknown",
        NobodyManages = "nobody_manages",
        KindsRefused = "kinds_refused",
        DeviceRemoved = "device_removed",
        NameTaken = "name_taken",
        ListMoved = "list_moved",
        ListUnsound = "list_unsound",
        ListTooLong = "list_too_long",
        Recused = "recused",
    }
}

codes! {
    /// Why a triage set cannot be in force.
    RulesRefusal {
        Malformed = "malformed",
        UnknownFormat = "unknown_format",
        NoSource = "no_source",
        Duplicate = "duplicate",
        UnknownRule = "unknown_rule",
        UnknownFact = "unknown_fact",
        Circular = "circular",
        BadThreshold = "bad_threshold",
        BadDates = "bad_dates",
        TooLarge = "too_large",
        Gap = "gap",
        Contradiction = "contradiction",
        CircularOrder = "circular_order",
        Unreachable = "unreachable",
        AlwaysBeaten = "always_beaten",
    }
}

codes! {
    /// Why a year's notice cannot be in force.
    NoticeRefusal {
        NotReadable = "not_readable",
        Empty = "empty",
        BadDate = "bad_date",
        YearMismatch = "year_mismatch",
        MakeUpOnWeekday = "make_up_on_weekday",
        OffAndWorked = "off_and_worked",
        Twice = "twice",
        StatutoryDayMissing = "statutory_day_missing",
        Unclear = "unclear",
        NameMissing = "name_missing",
        Unbound = "unbound",
        YearGap = "year_gap",
        NothingNew = "nothing_new",
        BeyondTables = "beyond_tables",
    }
}

codes! {
    /// Why a set of nodes cannot be in force.
    NodesRefusal {
        NotReadable = "nodes_not_readable",
        NameMissing = "nodes_name_missing",
        NotInternal = "not_internal",
        BadVoid = "bad_void",
        BadFigure = "bad_figure",
        Chained = "chained",
        UnknownTrap = "unknown_trap",
        UnknownOwner = "unknown_owner",
        SourceMissing = "source_missing",
        UnknownBasis = "unknown_basis",
        BadValidity = "bad_validity",
        NoTrigger = "no_trigger",
        NoCompletion = "no_completion",
        UnknownCourse = "unknown_course",
        UnknownClock = "unknown_clock",
        MarkMissing = "mark_missing",
        BadTerm = "bad_term",
        DuplicateId = "duplicate_id",
        MissingKey = "missing_key",
        TooMany = "too_many",
        BadNorm = "bad_norm",
        UnknownKey = "unknown_key",
        UnknownNode = "unknown_node",
        UnknownKind = "unknown_kind",
        UnknownNorm = "unknown_norm",
    }
}

codes! {
    /// Why rules of warnings cannot be in force.
    WarningsRefusal {
        Malformed = "warnings_malformed",
        Duplicate = "warnings_duplicate",
        NoSource = "warnings_no_source",
        UnknownFact = "warnings_unknown_fact",
        UnknownSort = "warnings_unknown_sort",
    }
}

codes! {
    /// Why a table of roles and rights cannot be in force.
    BureauRefusal {
        Unreadable = "bureau_unreadable",
        Twice = "bureau_twice",
        NoSource = "bureau_no_source",
        UnknownRole = "bureau_unknown_role",
        UnknownGroup = "bureau_unknown_group",
        UnknownRight = "bureau_unknown_right",
        UnknownFields = "bureau_unknown_fields",
        NobodyMay = "bureau_nobody_may",
    }
}
