//! Texts that many cases share, each kept once.
use std::collections::HashMap;

use super::bytes::{BadBytes, Reader, put_bytes, put_uint};

/// Texts by number. Number 0 is the empty text.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    texts: Vec<String>,
    places: HashMap<String, u32>,
}

impl Default for Names {
    fn default() -> Names {
        let mut names = Names {
            texts: Vec::new(),
            places: HashMap::new(),
        };
        names.number("");
        names
    }
}

impl Names {
    /// The number of a text, new if it was never seen.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.places.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.places.insert(text.to_owned(), number);
        number
    }

    /// The number of a text seen before.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.places.get(text).copied()
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }

    /// All texts in the order of their numbers.
    pub fn texts(&self) -> &[String] {
        &self.texts
    }

    /// Appends all to a snapshot.
    pub fn write(&self, out: &mut Vec<u8>) {
        put_uint(out, self.texts.len() as u64);
        self.texts.iter().for_each(|text| put_bytes(out, text.as_bytes()));
    }

    /// Reads what [`Names::write`] wrote.
    pub fn read(r: &mut Reader<'_>) -> Result<Names, BadBytes> {
        let mut names = Names::default();
        for place in 0..r.count()? {
            if names.number(r.text()?) as usize != place {
                return Err(BadBytes);
            }
        }
        Ok(names)
    }
}
