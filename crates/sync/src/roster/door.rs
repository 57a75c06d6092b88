//! What may come in now.
use super::record::{Fact, Record};
use super::{Roster, Standing, follows};
use casebook::clock::DeviceId;
use vault::space_id;

/// Why a record does not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdmissionError {
    /// The space has not begun.
    #[error("the space has no founder yet")]
    NotFounded,
    /// It began with another record.
    #[error("the space has begun already")]
    Founded,
    /// Whoever signed it may not say this.
    #[error("not allowed to whoever signed it")]
    NotAllowed,
    /// Whoever signed it was removed.
    #[error("whoever signed it was removed")]
    Removed,
    /// The invitation's time is over, or it was taken back.
    #[error("the invitation has expired")]
    Expired,
    /// The invitation has admitted a device already.
    #[error("the invitation was used")]
    Used,
    /// The number, id or key is another's.
    #[error("number, id or key is taken")]
    Taken,
}

impl AdmissionError {
    /// Stable code for the interface.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            AdmissionError::NotFounded => "not_founded",
            AdmissionError::Founded => "already_founded",
            AdmissionError::NotAllowed => "not_allowed",
            AdmissionError::Removed => "removed",
            AdmissionError::Expired => "invitation_expired",
            AdmissionError::Used => "invitation_used",
            AdmissionError::Taken => "taken",
        }
    }
}

impl Roster {
    /// Whether a record may be added at `now_ms` (milliseconds since 1970). A record speaks for itself, whoever
    /// carries it; only where time has passed over it (an expired invitation, a signer removed since) must the carrier
    /// be an admin, who puts back what an emptied store has lost.
    ///
    /// # Errors
    /// [`AdmissionError`].
    pub fn admits(&self, record: &Record, carrier: &[u8; 32], now_ms: u64) -> Result<(), AdmissionError> {
        if self.holds(&record.id) {
            return Ok(());
        }
        if matches!(record.fact, Fact::Found { .. }) {
            let is_founder = space_id(&record.by) == record.space;
            return match self.is_founded() {
                true => Err(AdmissionError::Founded),
                false if is_founder => Ok(()),
                false => Err(AdmissionError::NotAllowed),
            };
        }
        if !self.is_founded() {
            return Err(AdmissionError::NotFounded);
        }
        let by_admin = self.standing(carrier) == Standing::Device { admin: true };
        self.signer_may(record, by_admin, now_ms)?;
        self.is_free(record)
    }

    fn signer_may(&self, record: &Record, by_admin: bool, now_ms: u64) -> Result<(), AdmissionError> {
        match (self.standing(&record.by), record.fact) {
            (Standing::Device { admin: true }, _) => Ok(()),
            (Standing::Kit, Fact::Admit { .. }) => Ok(()),
            (Standing::Removed, _) if by_admin => Ok(()),
            (Standing::Removed, _) => Err(AdmissionError::Removed),
            (Standing::Invitation { id }, Fact::Admit { admin, .. }) => {
                let Some(invitation) = self.invitation(&id).filter(|i| i.admin || !admin) else {
                    return Err(AdmissionError::NotAllowed);
                };
                if invitation.used.is_some() {
                    return Err(AdmissionError::Used);
                }
                let is_over = invitation.withdrawn || now_ms > invitation.expires_ms;
                if is_over && !by_admin {
                    Err(AdmissionError::Expired)
                } else {
                    Ok(())
                }
            }
            _ => Err(AdmissionError::NotAllowed),
        }
    }

    /// Whether what the record names is not another's already.
    fn is_free(&self, record: &Record) -> Result<(), AdmissionError> {
        let is_free = match record.fact {
            Fact::Found { .. } => false,
            Fact::Admit { device, verify, .. } => {
                let known = self.device(DeviceId(device));
                let is_words = self.invitations.values().any(|i| i.verify == verify);
                !is_words && known.is_none_or(|d| d.verify == verify && d.removed.is_none())
            }
            Fact::Invite { id, verify, .. } => {
                self.invitation(&id).is_none() && self.standing(&verify) == Standing::Unknown
            }
            Fact::Withdraw { id } => self.invitation(&id).is_some(),
            Fact::Remove { device, .. } => self.device(DeviceId(device)).is_some(),
            Fact::Kit { verify, number } => follows(self.kit(), number) && self.standing(&verify) == Standing::Unknown,
        };
        if is_free { Ok(()) } else { Err(AdmissionError::Taken) }
    }
}
