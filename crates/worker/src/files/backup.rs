//! Backup: the whole journal, the settings and the blobs held here in one sealed file, read back before it is handed out.
use std::io::{self, Write};

use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::Service;
use crate::session::restore::{BLOB, SETTING};
use crate::settings::LAST_BACKUP;
use casebook::pack;
use files::backup::{Made, Pack, Writer};
use files::backup_check::check;
use protocol::{BackupInfo, BackupRefusal, BackupWord, LockKind, SavedFile, SessionRefusal};
use store::journal::Stored;
use store::{RecordStore, StoreTable, Want};
use vault::backup::{Openers, Sealing, With, opening};
use vault::{VaultError, lock};

impl<G: Platform> Service<G> {
    /// Makes a backup.
    ///
    /// # Errors
    /// `weak_passphrase`; `backup_no_opener`: neither a passphrase nor a recovery kit would open it.
    pub(crate) async fn backup(&self, id: u32, passphrase: Option<&str>) -> Result<SavedFile, WorkError> {
        self.catch_up().await?;
        let made = self.opened_by(passphrase).await?;
        Self::strong(passphrase.filter(|_| made.word == BackupWord::Own))?;
        let bytes = self.sealed(id, made, passphrase).await?;
        // The file counts: on a full device there is no room for its note, and it is needed most.
        self.put_own(LAST_BACKUP, Some(&written(made))).await.ok();
        let day = self
            .with(|s| s.book.today)
            .map(|day| day.to_string())
            .unwrap_or_default();
        let (name, mime) = (format!("分流备份-{day}.fenliu"), "application/octet-stream".to_owned());
        Ok(SavedFile { name, mime, bytes })
    }

    /// What will open a backup made now.
    async fn opened_by(&self, passphrase: Option<&str>) -> Result<BackupInfo, WorkError> {
        let key_record = self.key_record().await?.ok_or(refused(SessionRefusal::NoDoor))?;
        let word = match (passphrase, key_record.kind) {
            (Some(own), _) if !own.trim().is_empty() => BackupWord::Own,
            (_, LockKind::Passphrase) => BackupWord::Device,
            (_, LockKind::Browser) => BackupWord::None,
        };
        let by_kit = self.with(|s| s.kit_in_force().map(|kit| kit.is_some()))?;
        if word == BackupWord::None && !by_kit {
            return Err(refused(BackupRefusal::NoOpener));
        }
        Ok(BackupInfo {
            made_at_ms: self.platform.now_ms(),
            word,
            by_kit,
        })
    }

    /// The last backup made on this device, as far as its note can be read.
    pub(crate) async fn last_backup(&self) -> Result<Option<BackupInfo>, WorkError> {
        let want = Want::One(StoreTable::Settings, LAST_BACKUP.into());
        let found = self.journal.records().read(&[want]).await?;
        let note = found.into_iter().flatten().next();
        Ok(note.and_then(|(_, bytes)| noted(std::str::from_utf8(&bytes).ok()?)))
    }

    /// Writes packs, settings and blobs one by one, so that no more than the sealed file is held; the file, and how
    /// many packs are in it.
    async fn whole_book(&self, id: u32, at_ms: u64, sealing: Sealing<Vec<u8>>) -> Result<(Vec<u8>, u64), WorkError> {
        let (at, cases) = self.with(|s| Ok::<_, WorkError>((s.book.at, s.book()?.len())))?;
        let mut device = [0; 16];
        device[..8].copy_from_slice(&at.device.to_be_bytes());
        let mut writer = Writer::new(sealing, Made { device, at_ms }).map_err(unfit)?;
        let (mut after, mut packs) = (0, 0_u64);
        while after < at.last {
            self.goes_on(id, after, at.last).await?;
            for stored in self.journal.packs(after).await? {
                after = stored.number;
                packs += u64::from(put(&mut writer, &stored)?);
            }
        }
        let settings = self.all_settings().await?;
        for (key, text) in settings.iter().filter(|(key, _)| key != LAST_BACKUP) {
            writer
                .text(&format!("{SETTING}{key}"), text.as_bytes())
                .map_err(unfit)?;
        }
        for name in self.blobs_anyway().await?.names() {
            self.goes_on(id, at.last, at.last).await?;
            // One that is not here any more can still be in the store.
            if let Some(sealed) = self.blob_here(name).await? {
                writer.text(&format!("{BLOB}{name}"), &sealed).map_err(unfit)?;
            }
        }
        let sealing = writer.finish(cases as u64, 0).map_err(unfit)?;
        Ok((sealing.finish().map_err(unfit)?, packs))
    }

    /// The backup, sealed: a passphrase opens it, the recovery kit, and the own keys. It is read back before it is handed
    /// out, by its own passphrase if it has one: that was typed just now.
    async fn sealed(&self, id: u32, made: BackupInfo, passphrase: Option<&str>) -> Result<Vec<u8>, WorkError> {
        let key_record = self.key_record().await?.ok_or(refused(SessionRefusal::NoDoor))?;
        let (ring, kit) = self.with(|s| {
            let ring = s.session.ring.clone().ok_or(refused(SessionRefusal::Locked))?;
            let kit = s.book()?.directory().kit.as_ref().map(|kit| kit.agree);
            Ok::<_, WorkError>((ring, kit))
        })?;
        let own = passphrase.filter(|_| made.word == BackupWord::Own);
        let lock = match (made.word, own) {
            (BackupWord::Own, Some(own)) => Some(lock::wrap(&ring, own, *self.chance::<16>(), self.platform.cost())?),
            (BackupWord::Device, _) => Some(key_record.wrapped),
            _ => None,
        };
        let openers = Openers {
            lock: lock.as_deref(),
            kit,
        };
        let sealing = Sealing::new(Vec::new(), &ring, openers, &self.chance::<64>());
        // Memory takes every byte: only the kit's key can be wrong.
        let sealing = sealing.map_err(|_| VaultError::BadKey)?;
        let (sealed, packs) = self.whole_book(id, made.made_at_ms, sealing).await?;
        // A backup that cannot be read back is none.
        let back = opening(&sealed, own.map_or(With::Keyring(&ring), With::Passphrase))?;
        let counts = check(back, |bytes| pack::envelope(bytes).is_ok()).map_err(unfit)?;
        if counts.packs != packs {
            return Err(refused(BackupRefusal::NotMade));
        }
        Ok(sealed)
    }
}

/// The file cannot be written or read back.
fn unfit(_: io::Error) -> WorkError {
    refused(BackupRefusal::NotMade)
}

/// A made backup as the note of it that this device keeps: `1795000000000 own kit`.
fn written(made: BackupInfo) -> String {
    let word = match made.word {
        BackupWord::None => "none",
        BackupWord::Device => "device",
        BackupWord::Own => "own",
    };
    format!(
        "{} {word} {}",
        made.made_at_ms,
        if made.by_kit { "kit" } else { "alone" }
    )
}

fn noted(text: &str) -> Option<BackupInfo> {
    let mut parts = text.split(' ');
    Some(BackupInfo {
        made_at_ms: parts.next()?.parse().ok()?,
        word: match parts.next()? {
            "none" => BackupWord::None,
            "device" => BackupWord::Device,
            "own" => BackupWord::Own,
            _ => return None,
        },
        by_kit: parts.next()? == "kit",
    })
}

/// Puts a pack in a backup; one that cannot be read any more is left out (the summary names it).
fn put<W: Write>(writer: &mut Writer<W>, stored: &Stored) -> Result<bool, WorkError> {
    let Some((bytes, head)) = stored
        .bytes
        .as_ref()
        .and_then(|bytes| Some((bytes, pack::envelope(bytes).ok()?.head)))
    else {
        return Ok(false);
    };
    let mut device = [0; 16];
    device[..8].copy_from_slice(&head.device.0.to_be_bytes());
    let pack = Pack {
        device,
        number: u64::from(head.number),
        bytes,
    };
    writer.pack(&pack).map_err(unfit)?;
    Ok(true)
}
