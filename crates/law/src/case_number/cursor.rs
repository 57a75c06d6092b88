//! Reads a folded case number from its beginning.
use super::{CaseNumberError, NUMBER_DIGITS_MAX, PROVINCES, SUPREME, Why};

/// What is left to read, and how many characters were read.
pub(super) struct Cursor<'a> {
    pub rest: &'a str,
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn fail<T>(&self, why: Why) -> Result<T, CaseNumberError> {
        Err(CaseNumberError { why, at: self.at })
    }

    pub fn skip(&mut self, bytes: usize) -> &'a str {
        let (head, tail) = self.rest.split_at(bytes);
        self.at += head.chars().count();
        self.rest = tail;
        head
    }

    pub fn expect(&mut self, token: &str, why: Why) -> Result<(), CaseNumberError> {
        if self.rest.starts_with(token) {
            self.skip(token.len());
            return Ok(());
        }
        self.fail(why)
    }

    fn digits(&self) -> usize {
        self.rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    pub fn year(&mut self) -> Result<u16, CaseNumberError> {
        let digits = self.digits();
        match (digits, self.rest.get(..digits).and_then(|d| d.parse().ok())) {
            (4, Some(year)) if year >= 1949 => {
                self.skip(4);
                Ok(year)
            }
            _ => self.fail(Why::Year),
        }
    }

    pub fn court(&mut self) -> Result<String, CaseNumberError> {
        if self.rest.starts_with(SUPREME) {
            return Ok(self.skip(SUPREME.len()).to_owned());
        }
        let Some(province) = self.rest.chars().next().filter(|c| PROVINCES.contains(*c)) else {
            return self.fail(Why::Court);
        };
        let mut court = self.skip(province.len_utf8()).to_owned();
        match self.digits() {
            digits @ (0 | 2 | 4) => court.push_str(self.skip(digits)),
            _ => return self.fail(Why::CourtDigits),
        }
        Ok(court)
    }

    pub fn number(&mut self) -> Result<u32, CaseNumberError> {
        let digits = self.digits();
        if digits == 0 {
            return self.fail(Why::Number);
        }
        if self.rest.starts_with('0') {
            return self.fail(Why::LeadingZero);
        }
        if digits > NUMBER_DIGITS_MAX {
            return self.fail(Why::NumberTooLong);
        }
        match self.skip(digits).parse() {
            Ok(number) => Ok(number),
            Err(_) => self.fail(Why::Number),
        }
    }

    pub fn ordinal(&mut self) -> Result<Option<String>, CaseNumberError> {
        if !self.rest.starts_with('之') {
            return Ok(None);
        }
        self.skip('之'.len_utf8());
        let is_ordinal = |c: &char| "一二三四五六七八九十百零〇".contains(*c) || c.is_ascii_digit();
        let bytes: usize = self.rest.chars().take_while(is_ordinal).map(char::len_utf8).sum();
        if bytes == 0 {
            return self.fail(Why::Ordinal);
        }
        Ok(Some(self.skip(bytes).to_owned()))
    }
}
