//! What a device that manages people owes the store beside its own words, whoever else could have brought it: that others
//! manage people too, and the space keys for the recovery kit. Who first said so may be gone for good.
use super::letter::has_all_keys;
use super::outbox::Object;
use crate::error::WorkError;
use crate::people::invite::keys_of;
use crate::platform::Platform;
use crate::service::{Service, State};
use crate::session::found::record;
use casebook::people::Right;
use sync::names::Name;
use sync::remote::listed;
use sync::roster::{Fact, Roster, Standing};
use vault::kit::{box_number, seal_keys};
use vault::ring::Keyring;

/// A kit that needs a box: its agreement key, and the number of the box.
type KitBox = ([u8; 32], u32);

impl<G: Platform> Service<G> {
    /// Lets devices in at the store as ones that may invite and remove, if the book says that they manage people and the
    /// store does not: a change of role is no word of the roster. True if there is something to send.
    pub(super) async fn leave_admissions(&self) -> Result<bool, WorkError> {
        let ring = self.ring()?;
        let _held = self.platform.hold().await;
        let outbox = self.outbox().await?;
        // Every record is checked by its signature: only where something is new.
        let looked_at = self.with(|s| Ok::<_, WorkError>((outbox.len(), s.book()?.directory().heads.clone())))?;
        if self.with(|s| s.share.admissions_seen.replace(looked_at.clone()) == Some(looked_at)) {
            return Ok(false);
        }
        let roster = outbox.roster(ring.space());
        if roster.standing(&ring.verify_key()) != (Standing::Device { admin: true }) {
            return Ok(false);
        }
        let facts = self.with(|s| s.admissions_owed(&roster))?;
        let objects = facts.into_iter().map(|fact| record(&ring, fact)).collect();
        self.leave_objects(objects).await
    }

    /// Leaves the space keys for the recovery kit, unless somebody who manages people did: the device that made the kit
    /// is not the only one it may depend on. True if there is something to send.
    pub(super) async fn leave_kit_box(&self, remote: &G::Remote) -> Result<bool, WorkError> {
        let ring = self.ring()?;
        let Some((agree, number)) = self.with(|s| s.kit_box_owed(&ring))? else {
            return Ok(false);
        };
        let Ok(there) = listed(remote, "k/").await else {
            // The next exchange asks again.
            return Ok(false);
        };
        let names = there.keys().filter_map(|name| Name::parse(name));
        let found = names.filter_map(|name| match name {
            Name::Keys { device, number: found } if found == number => Some(device),
            _ => None,
        });
        let mut found: Vec<_> = found.collect();
        self.with(|s| {
            let book = s.book()?;
            found.retain(|device| book.may(*device, Right::People));
            Ok::<_, WorkError>(())
        })?;
        let _held = self.platform.hold().await;
        let name = Name::Keys {
            device: ring.device(),
            number,
        };
        if !found.is_empty() || self.outbox().await?.has(&name) {
            return Ok(false);
        }
        let sealed = seal_keys(&agree, &ring.space(), &keys_of(&ring), &self.chance::<32>())?;
        self.leave_objects(vec![(name, sealed)]).await
    }

    /// Puts objects in the outbox; false if there are none. The caller holds the right to write.
    pub(super) async fn leave_objects(&self, objects: Vec<Object>) -> Result<bool, WorkError> {
        let Some(record) = self.outbox_with(objects).await? else {
            return Ok(false);
        };
        self.keep_record(record).await?;
        Ok(true)
    }
}

impl State {
    fn admissions_owed(&mut self, roster: &Roster) -> Result<Vec<Fact>, WorkError> {
        let book = self.book()?;
        let is_less = |device| {
            let known = roster.device(device);
            known.is_some_and(|known| !known.admin && known.removed.is_none())
        };
        let active = book.directory().active();
        let owed = active.filter(|device| is_less(device.id) && book.may(device.id, Right::People));
        let facts = owed.map(|device| Fact::Admit {
            device: device.id.0,
            verify: device.keys.verify,
            admin: true,
        });
        Ok(facts.collect())
    }

    fn kit_box_owed(&mut self, ring: &Keyring) -> Result<Option<KitBox>, WorkError> {
        let book = self.book()?;
        if !book.may(ring.device(), Right::People) || !has_all_keys(book.directory(), ring) {
            return Ok(None);
        }
        let kit = book.directory().kit.as_ref();
        Ok(kit.map(|kit| (kit.agree, box_number(&kit.verify, ring.current()))))
    }
}
