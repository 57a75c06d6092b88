//! Saved things of this device: filters, layouts. They are no events: another device has its own. The worker keeps its
//! own settings among them, under names the page neither sees nor sets.
mod own_records;

use crate::answer::{Answered, Asked};
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use protocol::{JobRefusal, LockKind, PutSetting, ReadSettings, SettingsJob, Texts};
use store::{Batch, Key, RecordStore, StoreError, StoreTable, Want};

/// The name under which older builds saved who writes.
pub(crate) const AUTHOR: &str = "author";

/// Names of the worker's own settings begin so.
const OWN: char = '_';

/// The number of this device, if it began by restoring a backup. In a backup it names another device, and so means nothing.
pub(crate) const RESTORED: &str = "_restored";

/// Minutes after which the book locks by itself.
pub(crate) const AUTO_LOCK: &str = "_auto_lock";

/// The last backup made here. Not part of backups: it is about this device.
pub(crate) const LAST_BACKUP: &str = "_last_backup";

/// Where nobody chose and a passphrase is the lock, minutes.
const UNCHOSEN_MIN: u32 = 15;

/// Address of the endpoint.
pub(crate) const ENDPOINT: &str = "_endpoint";

impl<G: Platform> Service<G> {
    /// Answers what is asked of settings.
    pub(crate) async fn answer_settings(&self, asked: Asked, job: SettingsJob) -> Result<Answered, WorkError> {
        match job {
            SettingsJob::ReadSettings(ReadSettings) => asked.answer::<ReadSettings>(self.settings().await),
            SettingsJob::PutSetting(PutSetting { key, text }) => {
                asked.answer::<PutSetting>(self.put_setting(key, text).await)
            }
        }
    }

    pub(crate) async fn put_setting(&self, key: String, text: Option<String>) -> Result<(), WorkError> {
        if key.starts_with(OWN) {
            return Err(refused(JobRefusal::SettingReserved));
        }
        self.put_own(&key, text.as_deref()).await?;
        Ok(())
    }

    /// Puts a setting, the worker's own ones too.
    pub(crate) async fn put_own(&self, key: &str, text: Option<&str>) -> Result<(), WorkError> {
        let mut batch = Batch::default();
        let place = Key::from(key);
        match text {
            Some(text) => batch.put.push((StoreTable::Settings, place, text.as_bytes().to_vec())),
            None => batch.delete.push((StoreTable::Settings, place)),
        }
        Ok(self.journal.records().commit(&batch).await?)
    }

    pub(crate) async fn settings(&self) -> Result<Texts, WorkError> {
        let mut all = self.all_settings().await?;
        all.retain(|(key, _)| !key.starts_with(OWN));
        Ok(all)
    }

    /// Reads the worker's own settings.
    pub(crate) async fn read_settings(&self) -> Result<(), WorkError> {
        let all = self.all_settings().await?;
        let own = |name: &str| all.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str());
        let chosen = own(AUTO_LOCK).and_then(|text| text.parse().ok());
        // Where this browser's key opens by itself, locking keeps nobody out.
        let has_passphrase = self
            .key_record()
            .await?
            .is_some_and(|key_record| key_record.kind == LockKind::Passphrase);
        let minutes = chosen.unwrap_or(if has_passphrase { UNCHOSEN_MIN } else { 0 });
        let endpoint = own(ENDPOINT).map(ToOwned::to_owned);
        self.with(|s| {
            s.session.auto_lock_min = minutes;
            s.share.view.endpoint.clone_from(&endpoint);
            s.share.endpoint = endpoint;
        });
        Ok(())
    }

    /// A record of this device alone, beside the packs.
    ///
    /// # Errors
    /// `record_unreadable` if it lies here and does not open: it must not be taken for missing.
    pub(crate) async fn own_record(&self, name: &str) -> Result<Option<Vec<u8>>, WorkError> {
        let found = self
            .journal
            .records()
            .read(&[Want::One(StoreTable::Meta, name.into())])
            .await?;
        Ok(found.into_iter().flatten().next().map(|(_, bytes)| bytes))
    }

    /// As [`Service::own_record`], one that can be had again from the store: if it does not open it is as good as missing.
    pub(crate) async fn own_record_or_none(&self, name: &str) -> Result<Option<Vec<u8>>, WorkError> {
        match self.own_record(name).await {
            Err(WorkError::Store(StoreError::Unreadable)) => Ok(None),
            other => other,
        }
    }

    /// Puts such a record.
    pub(crate) async fn keep_record(&self, record: (StoreTable, Key, Vec<u8>)) -> Result<(), WorkError> {
        let batch = Batch {
            put: vec![record],
            ..Batch::default()
        };
        Ok(self.journal.records().commit(&batch).await?)
    }

    pub(crate) async fn all_settings(&self) -> Result<Vec<(String, String)>, WorkError> {
        let found = self.journal.records().read(&[Want::All(StoreTable::Settings)]).await?;
        let texts = found.into_iter().flatten().filter_map(|(key, bytes)| match key {
            Key::Text(key) => Some((key, String::from_utf8(bytes).ok()?)),
            Key::Number(_) => None,
        });
        Ok(texts.collect())
    }
}
