//! What stands behind a day: a weekday, a time of day, a zone.
use chrono::Weekday;

use super::cursor::Cursor;

/// Words for the first half of a day.
const MORNING: [&str; 6] = ["上午", "早上", "早晨", "凌晨", "清晨", "AM"];
/// Words for the second half.
const EVENING: [&str; 6] = ["下午", "晚上", "傍晚", "中午", "夜间", "PM"];
/// Names of China's zone, as programs put them in brackets.
const ZONE_NAMES: [&str; 4] = ["中国标准时间", "北京时间", "China Standard Time", "Asia/Shanghai"];

/// What stands behind the day.
#[derive(Default)]
pub(super) struct Tail {
    pub weekday: Option<Weekday>,
    /// Minute of the day, and minutes from UTC to its zone.
    pub moment: Option<(i32, i32)>,
    /// Second half of the day, by a word.
    evening: Option<bool>,
    /// Hour and minute.
    time: Option<(i32, i32)>,
    zone: Option<i32>,
}

impl Tail {
    /// Reads to the end of the text; nothing if something else stands there, or one of them twice.
    pub fn read(mut cursor: Cursor<'_>) -> Option<Tail> {
        let mut tail = Tail::default();
        while !cursor.rest.trim_start().is_empty() {
            cursor.rest = cursor.rest.trim_start();
            if cursor.one_of("([【〔").is_some() {
                let named = tail.time.is_some() && ZONE_NAMES.iter().any(|name| cursor.word(name));
                if !named {
                    tail.named(&mut cursor)?;
                }
                cursor.one_of(")]】〕")?;
            } else if tail.named(&mut cursor).is_some() {
                // A weekday or a half of the day, kept.
            } else if tail.time.is_some() && tail.zone.is_none() {
                tail.zone = Some(zone(&mut cursor)??);
            } else {
                tail.clock(&mut cursor)?;
            }
        }
        tail.moment = tail.time.zip(tail.zone).map(|((hour, minute), zone)| {
            let hour = match tail.evening {
                Some(true) if hour < 12 => hour + 12,
                Some(false) if hour == 12 => 0,
                _ => hour,
            };
            (hour * 60 + minute, zone)
        });
        Some(tail)
    }

    /// A weekday or a half of the day.
    fn named(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        if let Some(weekday) = cursor.weekday() {
            return self.weekday.replace(weekday).is_none().then_some(());
        }
        let evening = match (MORNING, EVENING) {
            (morning, _) if morning.iter().any(|word| cursor.word(word)) => false,
            (_, evening) if evening.iter().any(|word| cursor.word(word)) => true,
            _ => return None,
        };
        self.evening.replace(evening).is_none().then_some(())
    }

    /// `09:30`, `9时30分`, `9点半`, `T09:30:00.000Z`, `093000`.
    fn clock(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        if self.time.is_some() {
            return None;
        }
        cursor.one_of("Tt");
        if let Some(packed) = cursor.figures(6, 6) {
            let (hour, minute, second) = (packed / 10_000, packed / 100 % 100, packed % 100);
            self.at(hour, minute).filter(|()| second < 60)?;
            self.zone = zone(cursor)?;
            return Some(());
        }
        let hour = cursor.figures(1, 2)?;
        let colon = cursor.one_of(":时点")? == ':';
        if !colon && cursor.one_of("半整").is_some() {
            return self.at(hour, 0);
        }
        let minute = match colon || cursor.rest.starts_with(|c: char| c.is_ascii_digit()) {
            true => cursor.figures(1, 2)?,
            false => return self.at(hour, 0),
        };
        let more = cursor.one_of(if colon { ":" } else { "分" }).is_some();
        if more && cursor.rest.starts_with(|c: char| c.is_ascii_digit()) {
            cursor.figures(1, 2).filter(|second| *second < 60)?;
            cursor.one_of("秒");
            if let Some(rest) = cursor.rest.strip_prefix('.') {
                cursor.rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            }
        } else if more && colon {
            return None;
        }
        self.at(hour, minute)?;
        self.zone = zone(cursor)?;
        Some(())
    }

    fn at(&mut self, hour: u32, minute: u32) -> Option<()> {
        let time = (i32::try_from(hour).ok()?, i32::try_from(minute).ok()?);
        self.time = (hour < 24 && minute < 60).then_some(time);
        self.time.map(|_| ())
    }
}

/// `Z`, `UTC`, `GMT+0800`, `+08:00`, in minutes from UTC. The outer nothing is an offset that cannot be.
fn zone(cursor: &mut Cursor<'_>) -> Option<Option<i32>> {
    let utc = ["UTC", "GMT", "Z"].iter().any(|word| cursor.word(word));
    let Some(sign) = cursor.one_of("+-") else {
        return Some(utc.then_some(0));
    };
    let packed = match cursor.figures(4, 4) {
        Some(packed) => packed,
        None => {
            let hours = cursor.figures(1, 2)? * 100;
            match cursor.rest.strip_prefix(':') {
                Some(rest) => {
                    cursor.rest = rest;
                    hours + cursor.figures(2, 2)?
                }
                None => hours,
            }
        }
    };
    let minutes = i32::try_from(packed / 100 * 60 + packed % 100).ok()?;
    let possible = packed % 100 < 60 && minutes <= 14 * 60;
    possible.then_some(Some(if sign == '-' { -minutes } else { minutes }))
}
