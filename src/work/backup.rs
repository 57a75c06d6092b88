//! Backup: the whole journal, the settings and the pictures held here in one sealed file, read back before it is handed out.
use super::error::WorkError;
use super::ground::Ground;
use super::protocol::{Answer, LockKind};
use super::restore::{PICTURE, SETTING};
use super::shop::{Shop, State};
use crate::casebook::pack;
use crate::files::backup::{Made, Pack, Writer, read};
use crate::store::journal::Stored;
use crate::vault::backup::{Openers, With, open, seal_whole};

impl<G: Ground> Shop<G> {
    pub(super) async fn backup(&self, id: u32) -> Result<Answer, WorkError> {
        self.catch_up().await?;
        let (at, cases, today) = self.with(|s| Ok::<_, WorkError>((s.at, s.book()?.len(), s.today)))?;
        let mut device = [0; 16];
        device[..8].copy_from_slice(&at.device.to_be_bytes());
        let made = Made {
            device,
            at_ms: self.ground.now_ms(),
        };
        let mut writer = Writer::new(Vec::new(), made).map_err(|_| WorkError::Refused("backup"))?;
        let (mut after, mut packs) = (0, 0_u64);
        while after < at.last {
            self.goes_on(id, after, at.last).await?;
            for stored in self.journal.packs(after).await? {
                after = stored.number;
                packs += u64::from(put(&mut writer, &stored)?);
            }
        }
        for (key, text) in self.all_settings().await? {
            let written = writer.text(&format!("{SETTING}{key}"), text.as_bytes());
            written.map_err(|_| WorkError::Refused("backup"))?;
        }
        for name in self.pictures().await?.names() {
            self.goes_on(id, at.last, at.last).await?;
            // One that is not here any more can still be in the store.
            if let Some(sealed) = self.picture_here(name).await? {
                let written = writer.text(&format!("{PICTURE}{name}"), &sealed);
                written.map_err(|_| WorkError::Refused("backup"))?;
            }
        }
        let bytes = writer
            .finish(cases as u64, 0)
            .map_err(|_| WorkError::Refused("backup"))?;
        // A backup that cannot be read back is none.
        let back = read(&bytes).map_err(|e| WorkError::Refused(e.code()))?;
        if back.counts.packs != packs || back.packs.iter().any(|p| pack::envelope(p.bytes).is_err()) {
            return Err(WorkError::Refused("backup"));
        }
        let bytes = self.sealed(&bytes).await?;
        let day = today.map(|day| day.to_string()).unwrap_or_default();
        let (name, mime) = (format!("分流备份-{day}.fenliu"), "application/octet-stream".to_owned());
        Ok(Answer::File { name, mime, bytes })
    }
}

impl<G: Ground> Shop<G> {
    /// The backup sealed: the passphrase of this device opens it, the recovery kit, and the own keys. It is opened again
    /// before it is handed out.
    async fn sealed(&self, bytes: &[u8]) -> Result<Vec<u8>, WorkError> {
        let door = self.door().await?.ok_or(WorkError::Refused("no_door"))?;
        let (ring, kit) = self.with(|s| {
            let ring = s.ring.clone().ok_or(WorkError::Refused("locked"))?;
            let kit = s.book()?.directory().kit.as_ref().map(|kit| kit.agree);
            Ok::<_, WorkError>((ring, kit))
        })?;
        let openers = Openers {
            lock: (door.kind == LockKind::Passphrase).then_some(door.wrapped.as_slice()),
            kit,
        };
        let sealed = seal_whole(&ring, openers, &self.chance::<64>(), bytes)?;
        let back = open(sealed.clone(), With::Ring(&ring))?;
        if back.body != bytes {
            return Err(WorkError::Refused("backup"));
        }
        Ok(sealed)
    }
}

/// Puts a pack in a backup; one that cannot be read any more is left out (the summary names it).
fn put(writer: &mut Writer<Vec<u8>>, stored: &Stored) -> Result<bool, WorkError> {
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
    writer.pack(&pack).map_err(|_| WorkError::Refused("backup"))?;
    Ok(true)
}

impl State {
    /// Puts the book of another state in place of this one's.
    pub(super) fn replace_by(&mut self, other: State) {
        // The new book starts counting changes anew; pages must see that it is another.
        let version = self.book.as_ref().map_or(0, |book| book.version());
        self.book = other.book;
        if let Some(book) = &mut self.book {
            book.version_after(version);
        }
        self.bench = other.bench;
        self.ring = other.ring;
        self.at = other.at;
        self.runs = other.runs;
        self.faults = other.faults;
        self.unkept = other.unkept;
        self.pending = None;
        self.kept_file = None;
    }
}
