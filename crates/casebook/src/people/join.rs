//! A device joins, by an invitation, by the recovery kit, or by another device of the same person.
use super::directory::InvitationState;
use super::evaluate::{Run, Stop, refused};
use super::fault::PeopleFault;
use super::membership::Entry;
use super::right::Right;
use super::{JOINING, NewDevice, PersonId, Voucher, in_domain, joining_text};
use crate::clock::Stamp;

impl Run<'_> {
    /// A device joins. What vouches for it may be judged later than its stamp says: then it waits.
    pub fn join(
        &mut self,
        entry: &Entry,
        person: &PersonId,
        device: &NewDevice,
        by: &Voucher,
        proof: &[u8; 64],
    ) -> Result<(), Stop> {
        if self.dir.devices.contains_key(&entry.device()) {
            return Err(refused(PeopleFault::AlreadyJoined));
        }
        let first = self
            .membership
            .key(entry.device())
            .is_some_and(|(e, _)| e.stamp() == entry.stamp());
        if !first {
            return Err(refused(PeopleFault::AlreadyJoined));
        }
        let (class, basis) = self.vouched(entry, person, device, by, proof)?;
        let member = self
            .dir
            .people
            .get(person)
            .ok_or(Stop::Later(PeopleFault::PersonUnknown))?;
        if member.left {
            return Err(refused(PeopleFault::PersonLeft));
        }
        self.admit(entry, *person, device, class, Some(basis));
        if matches!(by, Voucher::Device(_)) && self.allowed(entry, Right::Device).is_err() {
            self.dir.devices.remove(&entry.device());
            return Err(refused(PeopleFault::DeviceAddRefused));
        }
        if let Voucher::Invitation(id) = by
            && let Some(invitation) = self.dir.invitations.get_mut(id)
        {
            invitation.state = InvitationState::Used;
            if let Some(device) = self.dir.devices.get_mut(&entry.device()) {
                device.given.clone_from(&invitation.keys);
            }
        }
        self.joins.push((entry.stamp(), *by));
        Ok(())
    }

    /// Whether the device is vouched for: its class, and the event that vouches.
    fn vouched(
        &self,
        entry: &Entry,
        person: &PersonId,
        device: &NewDevice,
        by: &Voucher,
        proof: &[u8; 64],
    ) -> Result<(u8, Stamp), Stop> {
        let proven = |key: &[u8; 32]| self.proven(entry, person, device, key, proof);
        match by {
            Voucher::Invitation(id) => {
                let invitation = self
                    .dir
                    .invitations
                    .get(id)
                    .ok_or(Stop::Later(PeopleFault::InvitationUnknown))?;
                if invitation.person != *person {
                    return Err(refused(PeopleFault::VoucherOtherPerson));
                }
                match invitation.state {
                    InvitationState::Used => return Err(refused(PeopleFault::InvitationUsed)),
                    InvitationState::Withdrawn => return Err(refused(PeopleFault::InvitationWithdrawn)),
                    InvitationState::Open => {}
                }
                if entry.stamp().moment.ms() > invitation.expires_ms {
                    return Err(refused(PeopleFault::InvitationExpired));
                }
                let proof = proven(&invitation.verify).then_some((1, invitation.stamp));
                proof.ok_or(refused(PeopleFault::VoucherBadProof))
            }
            Voucher::Kit => {
                let now = self.kits.last().filter(|(_, key)| proven(key));
                if now.is_none() && self.kits.iter().any(|(_, key)| proven(key)) {
                    return Err(refused(PeopleFault::KitReplaced));
                }
                now.map(|(stamp, _)| (0, *stamp))
                    .ok_or(Stop::Later(PeopleFault::VoucherBadProof))
            }
            Voucher::Device(other) => {
                let other = self
                    .dir
                    .devices
                    .get(other)
                    .ok_or(Stop::Later(PeopleFault::DeviceUnknown))?;
                if other.person != *person {
                    return Err(refused(PeopleFault::VoucherOtherPerson));
                }
                if self.gone.contains(&other.id) {
                    return Err(refused(PeopleFault::DeviceRemoved));
                }
                let proof = proven(&other.keys.verify).then_some((1, other.joined));
                proof.ok_or(refused(PeopleFault::VoucherBadProof))
            }
        }
    }

    /// Whether the voucher's key signed for this device. Without a space nobody signs, and nobody asks.
    fn proven(&self, entry: &Entry, person: &PersonId, device: &NewDevice, key: &[u8; 32], proof: &[u8; 64]) -> bool {
        let Some(space) = self.sealer.space() else {
            return true;
        };
        self.membership.proves(entry.stamp(), key, || {
            let text = joining_text(&space, entry.device(), device, person);
            self.sealer.verify(key, &in_domain(JOINING, &text), proof)
        })
    }

    /// An invitation is taken back. If a device had joined with it and the author did not know, that device is out.
    pub fn withdraw(&mut self, entry: &Entry, id: &[u8; 16]) -> Result<(), Stop> {
        let Some(invitation) = self.dir.invitations.get(id) else {
            return Err(refused(PeopleFault::InvitationUnknown));
        };
        if invitation.state == InvitationState::Used {
            self.void_joins(entry, PeopleFault::InvitationWithdrawn, |by| {
                *by == Voucher::Invitation(*id)
            })?;
            return Err(refused(PeopleFault::InvitationUsed));
        }
        if let Some(invitation) = self.dir.invitations.get_mut(id) {
            invitation.state = InvitationState::Withdrawn;
        }
        Ok(())
    }
}
