//! Small helpers over minicbor: a writer into memory, and maps whose keys are numbers.
use chrono::{Datelike, NaiveDate};
use minicbor::data::Tag;
use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};

/// RFC 8943: the content is a number of days since 1970-01-01.
const DAYS_TAG: u64 = 100;
/// 1970-01-01 counted from the first day of year 1.
const EPOCH_CE: i32 = 719_163;

/// Days since 1970-01-01.
pub(crate) fn days(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH_CE
}

/// The date of a number of days since 1970-01-01, if it is within the calendar.
pub(crate) fn date(days: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(days.checked_add(EPOCH_CE)?)
}

/// CBOR written into memory. A `Vec` takes every byte, so the results of the encoder carry nothing.
pub(crate) struct Out(Encoder<Vec<u8>>);

impl Out {
    /// Nothing written yet.
    pub fn new() -> Out {
        Out(Encoder::new(Vec::new()))
    }

    /// What was written.
    pub fn done(self) -> Vec<u8> {
        self.0.into_writer()
    }

    /// A map of so many entries.
    pub fn map(&mut self, len: usize) {
        let _ = self.0.map(len as u64);
    }

    /// A map that ends with [`Out::end`].
    pub fn open_map(&mut self) {
        let _ = self.0.begin_map();
    }

    /// The end of an open map.
    pub fn end(&mut self) {
        let _ = self.0.end();
    }

    /// An array of so many items.
    pub fn array(&mut self, len: usize) {
        let _ = self.0.array(len as u64);
    }

    /// A number from 0.
    pub fn uint(&mut self, value: u64) {
        let _ = self.0.u64(value);
    }

    /// A number.
    pub fn int(&mut self, value: i64) {
        let _ = self.0.i64(value);
    }

    /// A text.
    pub fn text(&mut self, value: &str) {
        let _ = self.0.str(value);
    }

    /// Bytes.
    pub fn bytes(&mut self, value: &[u8]) {
        let _ = self.0.bytes(value);
    }

    /// Yes or no.
    pub fn bool(&mut self, value: bool) {
        let _ = self.0.bool(value);
    }

    /// Nothing.
    pub fn null(&mut self) {
        let _ = self.0.null();
    }

    /// A civil date.
    pub fn date(&mut self, value: NaiveDate) {
        let _ = self.0.tag(Tag::new(DAYS_TAG));
        self.int(i64::from(days(value)));
    }

    /// Bytes that are CBOR already.
    pub fn raw(&mut self, item: &[u8]) {
        self.0.writer_mut().extend_from_slice(item);
    }
}

/// Reads a map with numbers as keys. `take` reads the value of a key it knows and answers true; a key it does not
/// know it leaves and answers false. The result says whether all keys were known.
pub(crate) fn read_map<'b>(
    d: &mut Decoder<'b>,
    mut take: impl FnMut(u64, &mut Decoder<'b>) -> Result<bool, Error>,
) -> Result<bool, Error> {
    let mut left = d.map()?;
    let mut all_known = true;
    loop {
        match &mut left {
            Some(0) => return Ok(all_known),
            Some(n) => *n -= 1,
            None if d.datatype()? == minicbor::data::Type::Break => {
                d.set_position(d.position() + 1);
                return Ok(all_known);
            }
            None => {}
        }
        let key = d.u64()?;
        if !take(key, d)? {
            all_known = false;
            d.skip()?;
        }
    }
}

/// Reads a civil date.
pub(crate) fn read_date(d: &mut Decoder<'_>) -> Result<NaiveDate, Error> {
    if d.tag()?.as_u64() != DAYS_TAG {
        return Err(Error::message("not a date"));
    }
    date(d.i32()?).ok_or_else(|| Error::message("date out of range"))
}

/// Reads exactly 16 bytes.
pub(crate) fn read_id(d: &mut Decoder<'_>) -> Result<[u8; 16], Error> {
    d.bytes()?.try_into().map_err(|_| Error::message("not 16 bytes"))
}
