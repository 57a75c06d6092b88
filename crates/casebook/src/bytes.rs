//! Compact bytes of the snapshot: numbers of varying length, texts with their length. Internal, versioned as a whole.

/// The bytes are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bytes are not readable")]
pub struct BadBytes;

/// Appends a number, seven bits a byte, lowest first.
pub(crate) fn put_uint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a number that may be negative; small ones are short.
pub(crate) fn put_int(out: &mut Vec<u8>, value: i64) {
    put_uint(out, ((value << 1) ^ (value >> 63)) as u64);
}

/// Appends bytes with their length.
pub(crate) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_uint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Reads what the functions above wrote; never past the end.
pub(crate) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next bytes, as they are.
    pub fn take(&mut self, len: usize) -> Result<&'a [u8], BadBytes> {
        let (head, tail) = self.0.split_at_checked(len).ok_or(BadBytes)?;
        self.0 = tail;
        Ok(head)
    }

    /// The next bytes as an array.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], BadBytes> {
        let (head, tail) = self.0.split_first_chunk::<N>().ok_or(BadBytes)?;
        self.0 = tail;
        Ok(*head)
    }

    /// One byte.
    pub fn byte(&mut self) -> Result<u8, BadBytes> {
        let (head, tail) = self.0.split_first().ok_or(BadBytes)?;
        self.0 = tail;
        Ok(*head)
    }

    /// A number.
    pub fn uint(&mut self) -> Result<u64, BadBytes> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(BadBytes)
    }

    /// A number that may be negative.
    pub fn int(&mut self) -> Result<i64, BadBytes> {
        let value = self.uint()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A number of things, each at least one byte long: so a count that lies is found before memory is asked for.
    pub fn count(&mut self) -> Result<usize, BadBytes> {
        let count = usize::try_from(self.uint()?).map_err(|_| BadBytes)?;
        if count > self.0.len() { Err(BadBytes) } else { Ok(count) }
    }

    /// A number of 32 bits.
    pub fn u32(&mut self) -> Result<u32, BadBytes> {
        u32::try_from(self.uint()?).map_err(|_| BadBytes)
    }

    /// Bytes with their length.
    pub fn bytes(&mut self) -> Result<&'a [u8], BadBytes> {
        let len = self.count()?;
        self.take(len)
    }

    /// A text.
    pub fn text(&mut self) -> Result<&'a str, BadBytes> {
        std::str::from_utf8(self.bytes()?).map_err(|_| BadBytes)
    }

    /// Is all read?
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}
