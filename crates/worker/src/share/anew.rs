//! Going on under a new number, after another history of this device was met in the store. What this device wrote since
//! the two differ never reached anybody: it is kept aside, and the history in the store takes its place.
use std::rc::Rc;

use super::local::MARKS;
use crate::error::{WorkError, refused};
use crate::platform::{Platform, Word};
use crate::service::Service;
use crate::session::join::{By, Joining, admit};
use casebook::pack::envelope;
use casebook::people::Right;
use protocol::{InvitationRefusal, LockKind, OwnRecord, Session, SessionRefusal, SyncRefusal};
use store::journal::Append;
use store::{StoreError, StoreTable};
use sync::local::Marks;
use vault::invite::Link;
use vault::ring::Keyring;

/// The packs stored here.
struct Here {
    /// Those that stay.
    stay: Vec<Vec<u8>>,
    /// Own ones that the store has otherwise.
    aside: Vec<Vec<u8>>,
}

impl<G: Platform> Service<G> {
    /// Gives this device a new number and new keys. Who manages people vouches for it with the old ones; anybody else
    /// comes in by a link of invitation, for an endpoint takes the word of the others for nobody.
    ///
    /// # Errors
    /// `no_other_history`; `invitation_needed`; `invitation_other_person`; those of the passphrase and of the link;
    /// `offline` and the like while it cannot be seen where the two histories part. Nothing is changed then.
    pub(crate) async fn go_on_anew(&self, link: Option<&str>, passphrase: Option<&str>) -> Result<Session, WorkError> {
        self.opened().await?;
        if !self.with(|s| s.share.is_forked) {
            return Err(refused(SyncRefusal::NoOtherHistory));
        }
        let remote = self.remote().ok_or(refused(SyncRefusal::NoEndpoint))?;
        let old = self.ring()?;
        let key_record = self.key_record().await?.ok_or(refused(SessionRefusal::NoDoor))?;
        if key_record.kind == LockKind::Passphrase {
            self.unwrap_ring(&key_record, passphrase.unwrap_or_default()).await?;
        }
        let parts = self.where_histories_part(&remote, &old).await?;
        let ring = Rc::new(Keyring::again(&self.chance::<72>(), &old));
        let (by, objects) = self.surety(link, &old, &ring)?;
        let lock = passphrase.filter(|_| key_record.kind == LockKind::Passphrase);
        let new_door = self.wrap(&ring, key_record.device.clone(), lock).await?;
        let on = self.journal.head();
        let here = self.packs_before(old.device().0, parts).await?;
        let device = key_record.device;
        let joining = postcard::to_stdvec(&Joining { device, by }).map_err(|_| refused(OwnRecord::Joining))?;
        let marks = postcard::to_stdvec(&Marks::default()).map_err(|_| refused(OwnRecord::Marks))?;
        let mut also = vec![
            new_door.record()?,
            (
                StoreTable::Meta,
                crate::session::join::JOINING_RECORD.code().into(),
                joining,
            ),
            (StoreTable::Meta, MARKS.code().into(), marks),
            self.kept_with(here.aside).await?,
        ];
        also.extend(self.outbox_with(objects).await?);
        let append = Append {
            packs: here.stay,
            also,
            now_ms: self.platform.now_ms(),
            ..Append::default()
        };
        self.platform.tell_tabs(&Word::Lock);
        self.lock_here().await;
        let turn = self.turn().await;
        let held = self.platform.hold().await;
        if self.journal.look().await? != on {
            return Err(StoreError::Stale.into());
        }
        self.settle_here(&ring, on, append).await?;
        self.enter(ring).await?;
        drop((turn, held));
        self.arrive().await
    }

    /// What vouches for the new number, and what the store must know of it.
    fn surety(&self, link: Option<&str>, old: &Keyring, new: &Keyring) -> Result<(By, Vec<super::Object>), WorkError> {
        let Some(link) = link else {
            let manages = self.with(|s| Ok::<_, WorkError>(s.book()?.may(old.device(), Right::People)))?;
            if !manages {
                return Err(refused(InvitationRefusal::Needed));
            }
            let objects = admit(old.verify_key(), |domain, text| old.sign(domain, text), new);
            return Ok((By::Keyring(old.to_bytes().to_vec()), objects));
        };
        let parsed = Link::parse(link)?;
        if parsed.expired(self.platform.now_ms()) {
            return Err(refused(InvitationRefusal::Expired));
        }
        let invitation = &parsed.invitation;
        let is_own = self.with(|s| {
            let directory = s.book()?.directory();
            let person = directory.person_of(old.device()).map(|member| member.person.id);
            let known = directory.invitations.get(&invitation.id()).map(|known| known.person);
            Ok::<_, WorkError>(known.is_some() && known == person)
        })?;
        if !is_own || parsed.space() != old.space() {
            return Err(refused(InvitationRefusal::OtherPerson));
        }
        let objects = admit(
            invitation.verify_key(),
            |domain, text| invitation.sign(domain, text),
            new,
        );
        Ok((By::Link(link.trim().to_owned()), objects))
    }

    /// All packs here, those of this device from a number on apart.
    async fn packs_before(&self, own: u64, parts: u32) -> Result<Here, WorkError> {
        let (mut here, mut after) = (
            Here {
                stay: Vec::new(),
                aside: Vec::new(),
            },
            0,
        );
        let last = self.journal.head().last;
        while after < last {
            for stored in self.journal.packs(after).await? {
                after = stored.number;
                let Some(bytes) = stored.bytes else { continue };
                let is_aside =
                    envelope(&bytes).is_ok_and(|there| there.head.device.0 == own && there.head.number >= parts);
                if is_aside {
                    here.aside.push(bytes)
                } else {
                    here.stay.push(bytes)
                }
            }
        }
        Ok(here)
    }
}
