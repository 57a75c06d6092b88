//! Photos: taken on a device, sealed with the word that they were added, put into the store, never lost by it.
use std::collections::BTreeSet;

use casebook::CaseId;
use casebook::action::Action;
use casebook::attachment::{Attachment, AttachmentId};
use store::{Batch, Key, RecordStore, StoreError, StoreTable, Want};
use sync::blobs::{BlobSource, Blobs, put_blobs};
use sync::local::LocalError;
use sync::names::Name;
use vault::blob::{Blob, Kind};

use crate::device::Device;
use crate::executor::now;
use crate::fleet::Fleet;

/// Where a device keeps what is noted of its blobs.
const NOTED: &str = "blobs";

/// An attachment that somebody was told is stored.
#[derive(Clone, Debug)]
pub struct Acknowledged {
    /// Which.
    pub id: AttachmentId,
    /// What it is.
    pub plain: Vec<u8>,
    /// Devices its author knew to be removed.
    pub hidden_from: Vec<casebook::clock::DeviceId>,
}

/// The blob's two names, with what is under each.
fn pieces(id: AttachmentId, plain: &[u8]) -> [(Blob, String, Vec<u8>); 2] {
    let (small, whole) = (Kind::Thumbnail, Kind::Whole);
    let half = plain.get(..plain.len() / 2).unwrap_or_default();
    [
        (Blob { id, kind: small }, Name::Thumb(id).to_string(), half.to_vec()),
        (Blob { id, kind: whole }, Name::Blob(id).to_string(), plain.to_vec()),
    ]
}

impl Device {
    /// Somebody takes an attachment. When this ends well, they were told it is safe.
    pub async fn photograph(&self, case: CaseId, id: AttachmentId, plain: Vec<u8>) {
        let attachment = Attachment {
            id,
            bytes: plain.len() as u64,
            ..Attachment::default()
        };
        let action = (case, Action::Attached(Box::new(attachment)));
        let Some(hidden_from) = self.write_with_blobs(vec![action], id, &plain).await else {
            return;
        };
        self.attachments
            .borrow_mut()
            .push(Acknowledged { id, plain, hidden_from });
    }

    /// The records that keep a blob, sealed with the key to write with. The caller holds the right to write.
    pub(crate) async fn blob_records(&self, id: AttachmentId, plain: &[u8]) -> Vec<(StoreTable, Key, Vec<u8>)> {
        let mut noted = self.noted().await.unwrap_or_default();
        let mut records = Vec::new();
        for (blob, name, plain) in pieces(id, plain) {
            let sealed = self.keys.with(|ring| blob.seal(ring, &plain));
            noted.note(name.clone(), sealed.len() as u64, false);
            records.push((StoreTable::Blobs, Key::from(name.as_str()), sealed));
        }
        records.push(record(&noted));
        records
    }

    /// Puts what the store lacks; what it refused is tried again next time.
    pub async fn put_blobs(&self, remote: &impl sync::remote::Remote, ask: bool) -> bool {
        put_blobs(self, remote, ask, &mut BTreeSet::new()).await.is_ok()
    }
}

fn record(noted: &Blobs) -> (StoreTable, Key, Vec<u8>) {
    let bytes = postcard::to_stdvec(noted).expect("plain words");
    (StoreTable::Settings, NOTED.into(), bytes)
}

fn own(error: StoreError) -> LocalError {
    LocalError(error.code().to_owned())
}

impl BlobSource for Device {
    async fn noted(&self) -> Result<Blobs, LocalError> {
        let want = Want::One(StoreTable::Settings, NOTED.into());
        let found = self.medium.read(&[want]).await.map_err(own)?;
        let bytes = found.into_iter().flatten().next().map(|(_, bytes)| bytes);
        Ok(bytes.and_then(|b| postcard::from_bytes(&b).ok()).unwrap_or_default())
    }

    async fn blob(&self, name: &str) -> Result<Option<Vec<u8>>, LocalError> {
        let found = self
            .medium
            .read(&[Want::One(StoreTable::Blobs, name.into())])
            .await
            .map_err(own)?;
        Ok(found.into_iter().flatten().next().map(|(_, bytes)| bytes))
    }

    async fn renote(&self, change: &dyn Fn(&mut Blobs)) -> Result<Blobs, LocalError> {
        let _held = self.hold().await;
        let mut noted = self.noted().await?;
        change(&mut noted);
        let batch = Batch {
            put: vec![record(&noted)],
            ..Batch::default()
        };
        self.medium.commit(&batch).await.map_err(own)?;
        Ok(noted)
    }
}

/// Lets every device that stays put what the store lacks.
///
/// # Errors
/// One cannot, though everything works.
pub fn heal(fleet: &Fleet) -> Result<(), String> {
    for at in (0..fleet.members.len()).filter(|at| fleet.stays(*at)) {
        let (device, link) = (&fleet.members[at].device, &fleet.members[at].link);
        if !now(device.put_blobs(link, true)) {
            return Err(format!("{at} cannot put its blobs"));
        }
        let waiting = now(device.noted()).map_err(|e| e.0)?.waiting();
        if !waiting.is_empty() {
            return Err(format!("{at} still waits with {waiting:?}"));
        }
    }
    Ok(())
}

/// Every attachment that was acknowledged by a device that stays lies in the store, whole and small, and opens with the keys
/// of the space to what was taken; not with those of a device that its author knew to be removed.
///
/// # Errors
/// What is not as it should be.
pub fn all_is_well(fleet: &Fleet) -> Result<(), String> {
    let store = fleet.store.borrow();
    for (at, member) in fleet.members.iter().enumerate() {
        if !fleet.stays(at) || !fleet.is_in(at) {
            continue;
        }
        for attachment in member.device.attachments.borrow().iter() {
            for (blob, name, plain) in pieces(attachment.id, &attachment.plain) {
                let there = store
                    .objects
                    .get(&name)
                    .ok_or(format!("{name} of {at} is not in the store"))?;
                let opened = fleet.members[0].device.keys.with(|ring| blob.open(ring, there.clone()));
                if opened.as_ref() != Ok(&plain) {
                    return Err(format!("{name} of {at} opens to {opened:?}"));
                }
                for spy in fleet
                    .members
                    .iter()
                    .filter(|m| attachment.hidden_from.contains(&m.device.id))
                {
                    spy.device.with(|m| spy.device.keys.learn(m.book.directory()));
                    if spy.device.keys.with(|ring| blob.open(ring, there.clone())).is_ok() {
                        return Err(format!("{name} can be read on {:?}, which was removed", spy.device.id));
                    }
                }
            }
        }
    }
    Ok(())
}
