//! Records of this device alone that cannot be had again: what is in them was acknowledged, or stops this device. One
//! that cannot be read is kept and named, never taken for missing and written over.
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::attachments::held::BLOBS;
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use crate::session::join::JOINING_RECORD;
use crate::share::{FORK, KEPT, OUTBOX};
use protocol::OwnRecord;
use store::StoreError;

impl<G: Platform> Service<G> {
    /// The bytes of such a record, or nothing if there is none.
    ///
    /// # Errors
    /// The record, if it does not open.
    pub(crate) async fn record_bytes(&self, record: OwnRecord) -> Result<Option<Zeroizing<Vec<u8>>>, WorkError> {
        match self.own_record(record.code()).await {
            Err(WorkError::Store(StoreError::Unreadable)) => Err(refused(record)),
            other => Ok(other?.map(Zeroizing::new)),
        }
    }

    /// Such a record, or nothing if there is none.
    ///
    /// # Errors
    /// The record, if it cannot be read.
    pub(crate) async fn record_of<T: DeserializeOwned>(&self, record: OwnRecord) -> Result<Option<T>, WorkError> {
        let bytes = self.record_bytes(record).await?;
        let read = |bytes: Zeroizing<Vec<u8>>| postcard::from_bytes(&bytes).map_err(|_| refused(record));
        bytes.map(read).transpose()
    }

    /// Those that lie here and cannot be read.
    pub(crate) async fn unreadable(&self) -> Result<Vec<OwnRecord>, WorkError> {
        let read = [
            (OUTBOX, self.outbox().await.map(|_| ())),
            (JOINING_RECORD, self.joining_here().await.map(|_| ())),
            (FORK, self.fork_here().await),
            (KEPT, self.kept_count().await.map(|_| ())),
            (BLOBS, self.blobs().await.map(|_| ())),
        ];
        let mut found = Vec::new();
        for (record, read) in read {
            match read {
                Ok(()) => {}
                Err(WorkError::Refused(_)) => found.push(record),
                Err(other) => return Err(other),
            }
        }
        Ok(found)
    }
}
