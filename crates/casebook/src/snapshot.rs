//! The fold as bytes, so that opening reads these and the few packs after them.
//!
//! A head and chunks. A chunk holds up to 2,048 cases and is rewritten when one of them changes; the head knows the
//! checksum of every chunk, so a head with chunks of another moment is recognised. A snapshot is a cache: whenever it
//! cannot be read (another version, damage, a part missing), the book is built anew from the packs. A build that
//! understands more of an event than the one before it must raise [`VERSION`].
use chrono::NaiveDate;

use super::block::{BLOCK, Block};
use super::book::{Book, BookError, Followed};
use super::bytes::{BadBytes, Reader, put_bytes, put_uint};
use super::clock::{DeviceId, Moment};
use super::field::Fields;
use super::judge::Judge;
use super::kinds::{BUILT_IN, FLOWS};
use super::names::Names;
use super::people::SHANGQIU;
use super::project::Shared;
use super::refusals::{put_stamp, read_stamp};
use super::register::Register;
use super::seen::Sightings;
use super::state::BookState;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::rc::Rc;

/// First bytes of every head: name and version.
const VERSION: &[u8; 8] = b"fenliu\0\x0d";

/// What the store writes in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Replaces the head before it.
    pub head: Vec<u8>,
    /// Chunks that changed, by number; they replace those of the same number.
    pub chunks: Vec<(u32, Vec<u8>)>,
    /// How many chunks there are; the store deletes those from this number on.
    pub count: u32,
}

impl Book {
    /// The snapshot of now: the head, and the chunks that changed since [`Book::saved`] (`all`: every chunk).
    pub fn snapshot(&mut self, all: bool) -> Snapshot {
        let mut snapshot = Snapshot {
            count: self.blocks.len() as u32,
            ..Snapshot::default()
        };
        for (number, (block, dirty)) in self.blocks.iter().zip(&self.dirty).enumerate() {
            let unknown = self.sums.get(number).is_none();
            if all || *dirty || unknown {
                let bytes = block.write();
                let sum = crc32fast::hash(&bytes);
                match self.sums.get_mut(number) {
                    Some(known) => *known = sum,
                    None => self.sums.push(sum),
                }
                snapshot.chunks.push((number as u32, bytes));
            }
        }
        snapshot.head = self.head();
        snapshot
    }

    /// The store has written the snapshot of this version of the book. If the book has changed meanwhile, its changed
    /// chunks stay marked.
    pub fn saved(&mut self, version: u32) {
        if self.version == version {
            self.dirty.fill(false);
        }
    }

    fn head(&self) -> Vec<u8> {
        let mut out = VERSION.to_vec();
        out.extend_from_slice(&self.judge.fingerprint());
        put_uint(&mut out, self.sums.len() as u64);
        self.sums
            .iter()
            .for_each(|sum| out.extend_from_slice(&sum.to_le_bytes()));
        [
            &self.shared.handlers,
            &self.shared.causes,
            &self.shared.marks,
            &self.shared.codes,
        ]
        .iter()
        .for_each(|n| n.write(&mut out));
        put_uint(&mut out, self.devices.len() as u64);
        for device in &self.devices {
            let followed = self.followed.get(device).copied().unwrap_or_default();
            out.extend_from_slice(&device.0.to_le_bytes());
            put_uint(&mut out, u64::from(followed.number));
            out.extend_from_slice(&followed.hash);
            put_uint(&mut out, followed.moment.0);
            out.push(u8::from(followed.judged));
        }
        put_texts(&mut out, &self.book.rules);
        put_texts(&mut out, &self.book.settings);
        out.extend_from_slice(&built_in());
        self.put_people(&mut out);
        self.sightings.write(&mut out);
        let sum = crc32fast::hash(&out);
        out.extend_from_slice(&sum.to_le_bytes());
        out
    }

    /// Opens a book from a snapshot: its head, and its chunks in the order of their numbers. If the rules are not those
    /// it was written under, every case is judged anew.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if it cannot be used: build the book from the packs.
    pub fn open<B: AsRef<[u8]>>(
        head: &[u8],
        chunks: impl IntoIterator<Item = B>,
        judge: Box<dyn Judge>,
        today: NaiveDate,
    ) -> Result<Book, BookError> {
        let mut opening = Opening::begin(head, judge, today)?;
        for chunk in chunks {
            opening.take(chunk.as_ref())?;
        }
        opening.finish()
    }

    fn read_head(&mut self, head: &[u8]) -> Result<[u8; 32], BookError> {
        let (body, sum) = head.split_last_chunk::<4>().ok_or(BookError::Damaged)?;
        if crc32fast::hash(body) != u32::from_le_bytes(*sum) {
            return Err(BookError::Damaged);
        }
        let r = &mut Reader(body);
        if r.array()? != *VERSION {
            return Err(BookError::Damaged);
        }
        let fingerprint = r.array()?;
        for _ in 0..r.count()? {
            self.sums.push(u32::from_le_bytes(r.array()?));
        }
        self.shared = Shared {
            handlers: Names::read(r)?,
            causes: Names::read(r)?,
            marks: Names::read(r)?,
            codes: Names::read(r)?,
        };
        for _ in 0..r.count()? {
            let device = DeviceId(u64::from_le_bytes(r.array()?));
            let followed = Followed {
                number: r.u32()?,
                hash: r.array()?,
                moment: Moment(r.uint()?),
                judged: r.byte()? == 1,
            };
            self.devices.push(device);
            self.followed.insert(device, followed);
        }
        self.book = BookState {
            rules: read_texts(r)?,
            settings: read_texts(r)?,
        };
        // What was folded under another table of rights is folded anew.
        if r.array()? != built_in() {
            return Err(BookError::Damaged);
        }
        self.read_people(r)?;
        self.sightings = Sightings::read(r)?;
        if r.is_done() {
            Ok(fingerprint)
        } else {
            Err(BookError::Damaged)
        }
    }

    fn read_chunk(&mut self, bytes: &[u8]) -> Result<(), BookError> {
        let number = self.blocks.len();
        if self.sums.get(number) != Some(&crc32fast::hash(bytes)) {
            return Err(BookError::Damaged);
        }
        let block = Block::read(bytes)?;
        // Only the last block may have room: rows are numbered through.
        if block.lines.is_empty() || (block.lines.len() < BLOCK && number + 1 < self.sums.len()) {
            return Err(BookError::Damaged);
        }
        self.index.reserve(block.lines.len());
        for (at, line) in block.lines.iter().enumerate() {
            self.index.insert(line.id, (number * BLOCK + at) as u32);
        }
        self.blocks.push(block);
        Ok(())
    }
}

/// A book that is opened from a snapshot chunk by chunk, so that no chunk stays in memory beside what was read of it.
pub struct Opening {
    book: Book,
    /// Of the rules the snapshot was written under.
    fingerprint: [u8; 32],
}

impl Opening {
    /// Begins with the head.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if the snapshot cannot be used, as at each of the next steps.
    pub fn begin(head: &[u8], judge: Box<dyn Judge>, today: NaiveDate) -> Result<Opening, BookError> {
        let mut book = Book::new(judge, today);
        let fingerprint = book.read_head(head)?;
        // Its lines were made by the kinds its people put in force.
        book.seal_with(Rc::clone(book.sealer()));
        Ok(Opening { book, fingerprint })
    }

    /// Takes the next chunk.
    ///
    /// # Errors
    /// As [`Opening::begin`].
    pub fn take(&mut self, chunk: &[u8]) -> Result<(), BookError> {
        self.book.read_chunk(chunk)
    }

    /// The book, after the last chunk. If the rules are not those it was written under, every case is judged anew.
    ///
    /// # Errors
    /// As [`Opening::begin`].
    pub fn finish(self) -> Result<Book, BookError> {
        let Opening { mut book, fingerprint } = self;
        if book.blocks.len() != book.sums.len() {
            return Err(BookError::Damaged);
        }
        book.dirty = vec![false; book.blocks.len()];
        book.version = 1;
        if fingerprint != book.judge.fingerprint() {
            book.judge_all()?;
        }
        Ok(book)
    }
}

/// What of this build's texts lies in a snapshot: the rights states were judged by, the fields whose values lines hold,
/// the kinds whose records they tell of, the flows whose states they name.
fn built_in() -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(SHANGQIU);
    hash.update(
        Fields::builtin()
            .filters()
            .map(|told| told.field.code())
            .collect::<Vec<u8>>(),
    );
    BUILT_IN.iter().chain(&FLOWS).for_each(|text| hash.update(text));
    hash.finalize().into()
}

type Texts = BTreeMap<String, Register<Option<String>>>;

fn put_texts(out: &mut Vec<u8>, texts: &Texts) {
    put_uint(out, texts.len() as u64);
    for (key, register) in texts {
        put_bytes(out, key.as_bytes());
        put_uint(out, register.live().len() as u64);
        for (stamp, text) in register.live() {
            put_stamp(out, *stamp);
            out.push(u8::from(text.is_some()));
            put_bytes(out, text.as_deref().unwrap_or("").as_bytes());
        }
        put_uint(out, register.gone().len() as u64);
        register.gone().iter().for_each(|stamp| put_stamp(out, *stamp));
    }
}

fn read_texts(r: &mut Reader<'_>) -> Result<Texts, BadBytes> {
    let mut texts = Texts::new();
    for _ in 0..r.count()? {
        let key = r.text()?.to_owned();
        let (mut live, mut gone) = (Vec::new(), Vec::new());
        for _ in 0..r.count()? {
            let stamp = read_stamp(r)?;
            let is_there = r.byte()? == 1;
            let text = r.text()?.to_owned();
            live.push((stamp, is_there.then_some(text)));
        }
        for _ in 0..r.count()? {
            gone.push(read_stamp(r)?);
        }
        texts.insert(key, Register::from_parts(live, gone));
    }
    Ok(texts)
}
