//! The State Council's notice as it is published, read into days: what a clerk has is that text.
//!
//! `二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。`
use chrono::{Days, NaiveDate};

use super::notice::{NoticeError, YearNotice};

/// Longest break a span can be; a longer one is a slip.
const SPAN_MAX: u64 = 31;
/// What numbers an item.
const NUMERALS: &str = "一二三四五六七八九十";
/// What all notices are called: `关于2026年部分节假日安排的通知`.
const TITLE: &str = "年部分节假日安排";

/// Whether a text is such a notice and not rule text.
pub fn is_gazette(text: &str) -> bool {
    !text.trim_start().starts_with('{') && text.contains("放假") && text.contains("日")
}

/// Reads a notice from its published text. Its days are checked when it joins a calendar.
///
/// # Errors
/// It names no year, no day off, or a date that does not exist.
pub fn gazette(text: &str) -> Result<YearNotice, NoticeError> {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let lines: Vec<String> = text.lines().map(squeezed).collect();
    let plain = without_brackets(&lines.join("\n"));
    // The title may be broken into lines.
    let whole = lines.concat();
    let year = whole.find(TITLE).and_then(|at| whole.get(..at)).and_then(last_number);
    let Some(year) = year.and_then(|year| i32::try_from(year).ok()) else {
        return Err(NoticeError::NotReadable(TITLE.to_owned()));
    };
    let (mut off, mut work) = (Vec::new(), Vec::new());
    for (name, body) in items(&plain) {
        let mut reading = Reading::new(year, name);
        reading.item(body)?;
        off.append(&mut reading.off);
        work.append(&mut reading.work);
    }
    if off.is_empty() {
        return Err(NoticeError::Empty);
    }
    off.sort();
    work.sort();
    Ok(YearNotice {
        year,
        numbers: document_number(&whole).into_iter().collect(),
        title: Some(format!("国务院办公厅关于{year}{TITLE}的通知")),
        mark: "P".to_owned(),
        page: None,
        amended_by: Vec::new(),
        off,
        work,
    })
}

/// The text without what stands in round brackets: days of the week and of the lunar calendar.
fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    let kept = text.chars().filter(|c| match c {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect()
}

/// The number a text ends with.
fn last_number(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    text.get(digits..)?.parse().ok()
}

/// `国办发明电〔2025〕7号`, if the text has it.
fn document_number(text: &str) -> Option<String> {
    let from = ["国办发明电", "国发明电"].iter().find_map(|head| text.find(head))?;
    let rest = text.get(from..)?;
    let number = rest.get(..rest.find('号')? + '号'.len_utf8())?;
    let number = number.replace(['[', '【'], "〔").replace([']', '】'], "〕");
    (number.chars().count() < 24).then_some(number)
}

/// The items of the notice: the holiday, and what is said of it.
fn items(text: &str) -> Vec<(&str, &str)> {
    let begins = |line: &&str| line.starts_with(|c| NUMERALS.contains(c)) && line.contains(['：', ':']);
    let mut items = Vec::new();
    for part in text.split(['\n', '。']) {
        let part = part.trim();
        if begins(&part) {
            let (head, body) = part.split_once(['：', ':']).unwrap_or((part, ""));
            let name = head.split_once('、').map_or(head, |(_, name)| name);
            items.push((name, body));
        } else if let Some((name, _)) = items.last().copied() {
            items.push((name, part));
        }
    }
    items
}

/// Reads one sentence about a holiday.
struct Reading<'a> {
    name: &'a str,
    year: i32,
    month: Option<u32>,
    /// Dates whose verb has not come yet.
    dates: Vec<NaiveDate>,
    /// The next date ends a span.
    spans: bool,
    off: Vec<(NaiveDate, String)>,
    work: Vec<(NaiveDate, String)>,
}

impl<'a> Reading<'a> {
    fn new(year: i32, name: &'a str) -> Self {
        Self {
            name,
            year,
            month: None,
            dates: Vec::new(),
            spans: false,
            off: Vec::new(),
            work: Vec::new(),
        }
    }

    fn item(&mut self, body: &str) -> Result<(), NoticeError> {
        let mut rest = body;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_digit() {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                let (digits, after) = rest.split_at(end);
                let sign = after.chars().next();
                self.number(digits, sign)?;
                rest = after;
                continue;
            }
            if rest.starts_with("放假") {
                let days = self.dates.drain(..);
                self.off.extend(days.map(|day| (day, self.name.to_owned())));
            } else if rest.starts_with("上班") {
                let days = self.dates.drain(..);
                self.work.extend(days.map(|day| (day, self.name.to_owned())));
            } else if matches!(first, '至' | '到' | '—' | '－' | '-') {
                self.spans = !self.dates.is_empty();
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
        Ok(())
    }

    /// A number and the sign after it: a year, a month, a day, or none of these.
    fn number(&mut self, digits: &str, sign: Option<char>) -> Result<(), NoticeError> {
        let bad = || NoticeError::BadDate(format!("{digits}{}", sign.map(String::from).unwrap_or_default()));
        let number: u32 = digits.parse().map_err(|_| bad())?;
        match sign {
            Some('年') => self.year = i32::try_from(number).map_err(|_| bad())?,
            Some('月') => self.month = Some(number),
            Some('日') => {
                let month = self.month.ok_or_else(bad)?;
                let day = NaiveDate::from_ymd_opt(self.year, month, number).ok_or_else(bad)?;
                self.day(day).ok_or_else(bad)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A day, or with a span before it all days from there. Nothing if the span runs backwards or on and on.
    fn day(&mut self, day: NaiveDate) -> Option<()> {
        let spans = std::mem::take(&mut self.spans);
        let from = self.dates.last().copied().filter(|_| spans);
        let Some(from) = from else {
            self.dates.push(day);
            return Some(());
        };
        let longest = from.checked_add_days(Days::new(SPAN_MAX))?;
        if day <= from || day > longest {
            return None;
        }
        self.dates.extend(from.iter_days().skip(1).take_while(|d| *d <= day));
        Some(())
    }
}
