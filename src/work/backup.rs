//! Backup and restore: the whole journal and the settings in one file, read back before it is handed out and checked to
//! the last byte before anything of it is taken over.
use super::error::WorkError;
use super::follow::fresh_state;
use super::ground::{Ground, Word};
use super::protocol::Answer;
use super::shop::{Shop, State};
use crate::casebook::pack;
use crate::files::backup::{Made, Pack, Writer, read};
use crate::store::journal::{Append, Stored};
use crate::store::{Key, Room};

/// Keys of settings in a backup begin so.
const SETTING: &str = "setting/";

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
        let bytes = writer
            .finish(cases as u64, 0)
            .map_err(|_| WorkError::Refused("backup"))?;
        // A backup that cannot be read back is none.
        let back = read(&bytes).map_err(|e| WorkError::Refused(e.code()))?;
        if back.counts.packs != packs || back.packs.iter().any(|p| pack::envelope(p.bytes).is_err()) {
            return Err(WorkError::Refused("backup"));
        }
        let day = today.map(|day| day.to_string()).unwrap_or_default();
        let (name, mime) = (format!("分流备份-{day}.fenliu"), "application/octet-stream".to_owned());
        Ok(Answer::File { name, mime, bytes })
    }

    /// Puts the backup in place of the book, which must be empty unless `replace`.
    pub(super) async fn restore(&self, id: u32, bytes: &[u8], replace: bool) -> Result<Answer, WorkError> {
        let backup = read(bytes).map_err(|e| WorkError::Refused(e.code()))?;
        let today = self.today()?;
        // Everything is taken into a book of its own first: what does not fit together is refused.
        let mut trial = fresh_state(self.with(|s| s.ring.clone()), today);
        let total = u32::try_from(backup.packs.len()).unwrap_or(u32::MAX);
        for (number, pack) in (1_u32..).zip(&backup.packs) {
            trial.take(&Stored {
                number,
                bytes: Some(pack.bytes.to_vec()),
            })?;
            if let Some((_, code)) = trial.faults.first() {
                return Err(WorkError::Refused(code));
            }
            self.goes_on(id, number, total).await?;
        }
        if trial.book()?.len() as u64 != backup.counts.cases {
            return Err(WorkError::Refused("backup_damaged"));
        }
        let _held = self.ground.hold().await;
        self.catch_up().await?;
        let (on, is_empty) = self.with(|s| Ok::<_, WorkError>((s.at, s.book()?.is_empty())))?;
        if !is_empty && !replace {
            return Err(WorkError::Refused("not_empty"));
        }
        let mut device = [0; 8];
        self.ground.random(&mut device);
        let settings = backup
            .texts
            .iter()
            .filter_map(|(key, text)| Some((key.strip_prefix(SETTING)?, *text)));
        let append = Append {
            packs: backup.packs.iter().map(|pack| pack.bytes.to_vec()).collect(),
            also: settings
                .map(|(key, text)| (Room::Settings, Key::from(key), text.to_vec()))
                .collect(),
            now_ms: self.ground.now_ms(),
            ..Append::default()
        };
        let head = self.journal.replace(on, u64::from_le_bytes(device), append).await?;
        self.ground.tell_tabs(&Word::Wrote);
        self.with(|s| {
            s.replace_by(trial);
            s.settle(head)
        })?;
        self.read_settings().await?;
        Ok(Answer::Written(self.with(|s| s.summary())))
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
    }
}
