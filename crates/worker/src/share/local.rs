//! This device, as the exchange sees it.
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use casebook::clock::DeviceId;
use casebook::pack::envelope;
use casebook::seen::Seen;
use protocol::OwnRecord;
use store::StoreTable;
use sync::local::{Arrived, Fate, Local, LocalError, Marks, Position};

pub(super) const MARKS: OwnRecord = OwnRecord::Marks;

impl From<WorkError> for LocalError {
    fn from(error: WorkError) -> Self {
        Self(error.refusal().code().to_owned())
    }
}

impl<G: Platform> Local for Service<G> {
    fn own(&self) -> DeviceId {
        DeviceId(self.with(|s| s.book.at.device))
    }

    async fn held(&self) -> Result<Vec<(DeviceId, Position)>, LocalError> {
        self.catch_up().await?;
        let held = self.with(|s| {
            let followed = s.book()?.followed().iter();
            let place = |(device, f): (&DeviceId, &casebook::book::Followed)| {
                let (number, hash) = (f.number, f.hash);
                (*device, Position { number, hash })
            };
            Ok::<_, WorkError>(followed.map(place).collect())
        })?;
        Ok(held)
    }

    async fn packs(&self, device: DeviceId, from: u32, to: u32, limit: usize) -> Result<Vec<Vec<u8>>, LocalError> {
        let (mut out, mut size) = (Vec::new(), 0);
        for number in from..=to {
            let local = self.with(|s| s.book.runs.local(device.0, number));
            let found = match local {
                Some(local) => self.journal.packs_at(&[local]).await.map_err(WorkError::from)?,
                None => Vec::new(),
            };
            let bytes = found.into_iter().find_map(|stored| stored.bytes);
            // One that decayed is as good as lost: others may still have it.
            let Some(bytes) = bytes.filter(|bytes| envelope(bytes).is_ok()) else {
                break;
            };
            size += bytes.len();
            if size > limit && !out.is_empty() {
                break;
            }
            out.push(bytes);
        }
        if out.is_empty() {
            return Err(LocalError("pack_lost".to_owned()));
        }
        Ok(out)
    }

    async fn take(&self, packs: Vec<Arrived>) -> Result<Vec<Fate>, LocalError> {
        Ok(self.take_arrived(packs).await?)
    }

    async fn to_compare(&self) -> Result<Vec<(DeviceId, Seen)>, LocalError> {
        Ok(self.with(|s| Ok::<_, WorkError>(s.book()?.to_compare()))?)
    }

    fn compared_same(&self, author: DeviceId, seen: &Seen) {
        self.with(|s| {
            if let Some(book) = &mut s.book.open {
                book.compared_same(author, seen);
            }
        });
    }

    async fn marks(&self) -> Result<Marks, LocalError> {
        Ok(self.read_marks().await?)
    }

    async fn mark(&self, marks: &Marks) -> Result<(), LocalError> {
        let bytes = postcard::to_stdvec(marks).map_err(|_| LocalError(MARKS.code().to_owned()))?;
        Ok(self.keep_record((StoreTable::Meta, MARKS.code().into(), bytes)).await?)
    }
}

impl<G: Platform> Service<G> {
    pub(crate) async fn read_marks(&self) -> Result<Marks, WorkError> {
        let record = self.own_record_or_none(MARKS.code()).await?;
        Ok(record
            .and_then(|bytes| postcard::from_bytes(&bytes).ok())
            .unwrap_or_default())
    }

    /// What was stored is shown from the first moment, also before anything is exchanged.
    pub(crate) async fn show_marks(&self) -> Result<(), WorkError> {
        let marks = self.read_marks().await?;
        self.with(|s| {
            s.share.view.stored = marks.stored.saturating_sub(marks.read_back);
            s.share.view.read_back = marks.read_back;
        });
        Ok(())
    }

    /// Forgets what the store had: it is asked anew.
    pub(super) async fn forget_marks(&self) -> Result<(), WorkError> {
        self.mark(&Marks::default())
            .await
            .map_err(|_| refused(OwnRecord::Marks))?;
        self.show_marks().await
    }
}
