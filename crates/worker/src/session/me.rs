//! Who is at work here.
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::clock::DeviceId;
use casebook::people::Kit;
use protocol::{KitInfo, Me, SessionRefusal};

impl<G: Platform> Service<G> {
    /// Who is at work here, and how the device is locked. The book is open.
    pub(crate) async fn me(&self) -> Result<Me, WorkError> {
        let key_record = self.key_record().await?.ok_or(refused(SessionRefusal::NoDoor))?;
        let mut me = self.with(State::me)?;
        (me.device_name, me.lock) = (key_record.device, key_record.kind);
        me.backup = self.last_backup().await?;
        me.unreadable = self.unreadable().await?;
        me.kept = match self.kept_count().await {
            // One bad record does not shut the book; it is named instead.
            Err(WorkError::Refused(_)) => 0,
            count => count?,
        };
        Ok(me)
    }
}

impl State {
    /// The recovery kit; one that the store did not take opens nothing.
    pub(crate) fn kit_in_force(&mut self) -> Result<Option<&Kit>, WorkError> {
        let refused = self.share.kit_refused;
        let kit = self.book()?.directory().kit.as_ref();
        Ok(kit.filter(|kit| Some(kit.verify) != refused))
    }

    fn me(&mut self) -> Result<Me, WorkError> {
        let device = DeviceId(self.book.at.device);
        let (auto_lock_min, other_history) = (self.session.auto_lock_min, self.share.is_forked);
        let kit = self.kit_in_force()?.map(kit_info);
        let book = self.book()?;
        let directory = book.directory();
        let person = directory.person_of(device).map(|member| member.person.clone());
        let person = person.unwrap_or_default();
        Ok(Me {
            device: device.0,
            person: person.id,
            name: person.name,
            role: person.role,
            court: directory.founding.as_ref().map(|f| f.court.clone()).unwrap_or_default(),
            // Who has not joined yet may do nothing.
            may: if directory.is_founded() {
                book.rights(device)
            } else {
                Vec::new()
            },
            locked: book.locked(device),
            records: book.recordable(device),
            steps: book.steps_for(device),
            devices: directory.chains_of_person(&person.id),
            removed: book.is_out(device),
            other_history,
            auto_lock_min,
            kit,
            ..Me::default()
        })
    }
}

fn kit_info(kit: &Kit) -> KitInfo {
    KitInfo {
        needed: kit.needed,
        holders: kit.holders.clone(),
        made_at_ms: kit.at_ms,
    }
}
