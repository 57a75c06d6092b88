//! Years without a notice: the statutory days themselves, and how far a notice may move the days around them.
use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::data::month_day;
use super::notice::NoticeError;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ReckonedText {
    days: BTreeMap<i32, String>,
    bounds: BTreeMap<String, [u8; 4]>,
}

impl ReckonedText {
    /// The years it speaks of.
    pub(super) fn years(&self) -> impl Iterator<Item = &i32> {
        self.days.keys()
    }
}

/// Statutory blocks (全国年节及纪念日放假办法 art. 2) by year, with the widest move a notice may make around each.
#[derive(Clone, Debug, Default)]
pub(super) struct Reckoned {
    blocks: BTreeMap<i32, Vec<Block>>,
    bounds: BTreeMap<String, [u8; 4]>,
}

/// Statutory days in a row.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) name: &'static str,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    /// Weekdays this many days before and after may become rest days; weekend days this many before and after may be
    /// worked.
    pub(super) reach: [u8; 4],
}

impl Block {
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.last;
        self.first.iter_days().take_while(move |d| *d <= last)
    }
}

impl Reckoned {
    pub(super) fn read(text: ReckonedText) -> Result<Reckoned, NoticeError> {
        let mut blocks = BTreeMap::new();
        for (year, days) in text.days {
            let row = year_blocks(year, &days, &text.bounds)
                .ok_or_else(|| NoticeError::BadDate(format!("{year}: {days}")))?;
            blocks.insert(year, row);
        }
        Ok(Reckoned {
            blocks,
            bounds: text.bounds,
        })
    }

    /// The blocks of a year, if its festivals are known.
    pub(super) fn blocks(&self, year: i32) -> &[Block] {
        self.blocks.get(&year).map_or(&[], Vec::as_slice)
    }

    /// The last year whose festivals are known: the tables end with it.
    pub(super) fn last_year(&self) -> i32 {
        self.blocks.keys().next_back().copied().unwrap_or(2003)
    }

    /// The statutory days of a year (none where the table does not hold it).
    pub(super) fn statutory_days(&self, year: i32) -> Vec<NaiveDate> {
        self.blocks(year).iter().flat_map(Block::days).collect()
    }

    /// The statutory holiday a day belongs to.
    pub(super) fn statutory(&self, day: NaiveDate) -> Option<&'static str> {
        self.blocks(day.year())
            .iter()
            .find(|b| b.first <= day && day <= b.last)
            .map(|b| b.name)
    }

    /// A fixed text of everything that moves dates.
    pub(super) fn canonical(&self) -> String {
        let mut out = String::new();
        for block in self.blocks.values().flatten() {
            out.push_str(&format!("{} {}-{}\n", block.name, block.first, block.last));
        }
        for (name, reach) in &self.bounds {
            out.push_str(&format!("{name} {reach:?}\n"));
        }
        out
    }
}

/// The seven blocks of a year from `初一 清明 端午 中秋` as MMDD.
fn year_blocks(year: i32, days: &str, bounds: &BTreeMap<String, [u8; 4]>) -> Option<Vec<Block>> {
    let mut lunar = days.split(' ').map(|d| month_day(year, d));
    let (spring, qingming, dragon_boat, mid_autumn) = (lunar.next()??, lunar.next()??, lunar.next()??, lunar.next()??);
    let fixed = |m, d| NaiveDate::from_ymd_opt(year, m, d);
    let eve = spring.checked_sub_days(Days::new(1))?;
    let third = spring.checked_add_days(Days::new(2))?;
    let rows = [
        ("元旦", fixed(1, 1)?, fixed(1, 1)?),
        ("春节", eve, third),
        ("清明节", qingming, qingming),
        ("劳动节", fixed(5, 1)?, fixed(5, 2)?),
        ("端午节", dragon_boat, dragon_boat),
        ("中秋节", mid_autumn, mid_autumn),
        ("国庆节", fixed(10, 1)?, fixed(10, 3)?),
    ];
    rows.into_iter()
        .map(|(name, first, last)| {
            Some(Block {
                name,
                first,
                last,
                reach: *bounds.get(name)?,
            })
        })
        .collect()
}
