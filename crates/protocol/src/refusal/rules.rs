//! What a rule text, or an event about people, is refused for, as the floors below tell it: each fault has one refusal, and the
//! compiler asks for it.
use casebook::people::{BureauFault, PeopleFault};
use casebook::rules::RulesFault;
use casebook::warnings::WarningsFault;
use law::calendar::NoticeError;
use law::nodes::SetFault;
use law::triage::RuleErrorCode;

use super::{
    BureauRefusal, InvitationRefusal, NodesRefusal, NoticeRefusal, PeopleRefusal, Refusal, RulesRefusal,
    WarningsRefusal,
};

impl From<&RulesFault> for Refusal {
    fn from(fault: &RulesFault) -> Self {
        match fault {
            RulesFault::Triage(code) => triage(*code).into(),
            RulesFault::Nodes(fault) => nodes(*fault).into(),
            RulesFault::Notice(error) => error.into(),
            RulesFault::Bureau(fault) => bureau(*fault).into(),
            RulesFault::Warnings(fault) => warnings(*fault).into(),
            RulesFault::UnknownKey => NodesRefusal::UnknownKey.into(),
        }
    }
}

impl From<&NoticeError> for Refusal {
    fn from(error: &NoticeError) -> Self {
        let refusal = match error {
            NoticeError::NotReadable(_) => NoticeRefusal::NotReadable,
            NoticeError::Empty => NoticeRefusal::Empty,
            NoticeError::BadDate(_) => NoticeRefusal::BadDate,
            NoticeError::YearMismatch { .. } => NoticeRefusal::YearMismatch,
            NoticeError::MakeUpOnWeekday(_) => NoticeRefusal::MakeUpOnWeekday,
            NoticeError::OffAndWorked(_) => NoticeRefusal::OffAndWorked,
            NoticeError::Twice(_) => NoticeRefusal::Twice,
            NoticeError::StatutoryDayMissing(_) => NoticeRefusal::StatutoryDayMissing,
            NoticeError::Unclear(_) => NoticeRefusal::Unclear,
            NoticeError::NameMissing(_) => NoticeRefusal::NameMissing,
            NoticeError::Unbound { .. } => NoticeRefusal::Unbound,
            NoticeError::YearGap { .. } => NoticeRefusal::YearGap,
            NoticeError::NothingNew(_) => NoticeRefusal::NothingNew,
            NoticeError::BeyondTables { .. } => NoticeRefusal::BeyondTables,
        };
        refusal.into()
    }
}

impl From<PeopleFault> for Refusal {
    fn from(fault: PeopleFault) -> Self {
        let refusal = match fault {
            PeopleFault::DeviceRemoved => PeopleRefusal::DeviceRemoved,
            PeopleFault::DeviceUnknown => PeopleRefusal::DeviceUnknown,
            PeopleFault::NotInOffice => PeopleRefusal::NotInOffice,
            PeopleFault::ClockBack => PeopleRefusal::ClockBack,
            PeopleFault::PeopleUndecided => PeopleRefusal::PeopleUndecided,
            PeopleFault::AlreadyFounded => PeopleRefusal::AlreadyFounded,
            PeopleFault::NotTheFounder => PeopleRefusal::NotTheFounder,
            PeopleFault::AlreadyJoined => PeopleRefusal::AlreadyJoined,
            PeopleFault::VoucherOtherPerson => PeopleRefusal::VoucherOtherPerson,
            PeopleFault::VoucherBadProof => PeopleRefusal::VoucherBadProof,
            PeopleFault::DeviceAddRefused => PeopleRefusal::DeviceAddRefused,
            PeopleFault::DeviceNotNamed => PeopleRefusal::DeviceNotNamed,
            PeopleFault::InvitationExists => PeopleRefusal::InvitationExists,
            PeopleFault::KitReplaced => PeopleRefusal::KitReplaced,
            PeopleFault::PersonUnknown => PeopleRefusal::PersonUnknown,
            PeopleFault::PersonLeft => PeopleRefusal::PersonLeft,
            PeopleFault::RoleUnknown => PeopleRefusal::RoleUnknown,
            PeopleFault::GroupUnknown => PeopleRefusal::GroupUnknown,
            PeopleFault::NobodyManages => PeopleRefusal::NobodyManages,
            PeopleFault::PeopleTooMany => PeopleRefusal::PeopleTooMany,
            PeopleFault::KindsRefused => PeopleRefusal::KindsRefused,
            PeopleFault::InvitationUnknown => return InvitationRefusal::Unknown.into(),
            PeopleFault::InvitationUsed => return InvitationRefusal::Used.into(),
            PeopleFault::InvitationWithdrawn => return InvitationRefusal::Withdrawn.into(),
            PeopleFault::InvitationExpired => return InvitationRefusal::Expired.into(),
            PeopleFault::Bureau(fault) => return bureau(fault).into(),
        };
        refusal.into()
    }
}

fn triage(code: RuleErrorCode) -> RulesRefusal {
    match code {
        RuleErrorCode::Malformed => RulesRefusal::Malformed,
        RuleErrorCode::UnknownFormat => RulesRefusal::UnknownFormat,
        RuleErrorCode::NoSource => RulesRefusal::NoSource,
        RuleErrorCode::Duplicate => RulesRefusal::Duplicate,
        RuleErrorCode::UnknownRule => RulesRefusal::UnknownRule,
        RuleErrorCode::UnknownFact => RulesRefusal::UnknownFact,
        RuleErrorCode::Circular => RulesRefusal::Circular,
        RuleErrorCode::BadThreshold => RulesRefusal::BadThreshold,
        RuleErrorCode::BadDates => RulesRefusal::BadDates,
        RuleErrorCode::TooLarge => RulesRefusal::TooLarge,
        RuleErrorCode::Gap => RulesRefusal::Gap,
        RuleErrorCode::Contradiction => RulesRefusal::Contradiction,
        RuleErrorCode::CircularOrder => RulesRefusal::CircularOrder,
        RuleErrorCode::Unreachable => RulesRefusal::Unreachable,
        RuleErrorCode::AlwaysBeaten => RulesRefusal::AlwaysBeaten,
    }
}

fn nodes(fault: SetFault) -> NodesRefusal {
    match fault {
        SetFault::NotReadable => NodesRefusal::NotReadable,
        SetFault::DuplicateId => NodesRefusal::DuplicateId,
        SetFault::UnknownKey => NodesRefusal::UnknownKey,
        SetFault::UnknownOwner => NodesRefusal::UnknownOwner,
        SetFault::UnknownNorm => NodesRefusal::UnknownNorm,
        SetFault::UnknownKind => NodesRefusal::UnknownKind,
        SetFault::UnknownBasis => NodesRefusal::UnknownBasis,
        SetFault::UnknownClock => NodesRefusal::UnknownClock,
        SetFault::UnknownCourse => NodesRefusal::UnknownCourse,
        SetFault::UnknownNode => NodesRefusal::UnknownNode,
        SetFault::UnknownTrap => NodesRefusal::UnknownTrap,
        SetFault::NameMissing => NodesRefusal::NameMissing,
        SetFault::SourceMissing => NodesRefusal::SourceMissing,
        SetFault::MarkMissing => NodesRefusal::MarkMissing,
        SetFault::BadTerm => NodesRefusal::BadTerm,
        SetFault::BadValidity => NodesRefusal::BadValidity,
        SetFault::NoTrigger => NodesRefusal::NoTrigger,
        SetFault::NoCompletion => NodesRefusal::NoCompletion,
        SetFault::Chained => NodesRefusal::Chained,
        SetFault::MissingKey => NodesRefusal::MissingKey,
        SetFault::BadNorm => NodesRefusal::BadNorm,
        SetFault::BadFigure => NodesRefusal::BadFigure,
        SetFault::TooMany => NodesRefusal::TooMany,
        SetFault::NotInternal => NodesRefusal::NotInternal,
        SetFault::BadVoid => NodesRefusal::BadVoid,
    }
}

fn bureau(fault: BureauFault) -> BureauRefusal {
    match fault {
        BureauFault::Unreadable => BureauRefusal::Unreadable,
        BureauFault::Twice => BureauRefusal::Twice,
        BureauFault::NoSource => BureauRefusal::NoSource,
        BureauFault::UnknownRole => BureauRefusal::UnknownRole,
        BureauFault::UnknownGroup => BureauRefusal::UnknownGroup,
        BureauFault::UnknownRight => BureauRefusal::UnknownRight,
        BureauFault::UnknownFields => BureauRefusal::UnknownFields,
        BureauFault::NobodyMay => BureauRefusal::NobodyMay,
    }
}

fn warnings(fault: WarningsFault) -> WarningsRefusal {
    match fault {
        WarningsFault::Malformed => WarningsRefusal::Malformed,
        WarningsFault::Duplicate => WarningsRefusal::Duplicate,
        WarningsFault::NoSource => WarningsRefusal::NoSource,
        WarningsFault::UnknownFact => WarningsRefusal::UnknownFact,
        WarningsFault::UnknownSort => WarningsRefusal::UnknownSort,
    }
}
