//! The State Council's notice as it is published, read into days: what a clerk has is that text.
//!
//! `二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。`
use chrono::{Datelike, Days, NaiveDate};

use super::notice::{NoticeError, YearNotice};
use crate::text::{fold, squeeze};

/// Longest break a span can be; a longer one is a slip.
const SPAN_MAX: u64 = 31;
/// What numbers an item.
const NUMERALS: &str = "一二三四五六七八九十";
/// What all notices are called: `关于2026年部分节假日安排的通知`.
const TITLE: &str = "年部分节假日安排";

/// What gives days off.
const OFF: [&str; 3] = ["放假", "补休", "休息"];
/// What has days worked.
const WORK: [&str; 3] = ["上班", "补班", "工作"];
/// How the last words of a notice begin.
const END: [&str; 3] = ["节假日期间", "国务院办公厅", "鼓励"];
/// What stands between the ends of a span.
const TO: [char; 7] = ['至', '到', '-', '~', '─', '～', '〜'];

/// Whether a text is such a notice and not rule text.
pub fn is_gazette(text: &str) -> bool {
    let text = fold(text);
    !text.trim_start().starts_with('{') && text.contains("放假") && text.contains("日")
}

/// Reads a notice from its published text. Its days are checked when it joins a calendar.
///
/// # Errors
/// It names no year, no day off, a date that does not exist, or a sentence may say more days than were understood.
pub fn gazette(text: &str) -> Result<YearNotice, NoticeError> {
    let lines: Vec<String> = text.lines().map(squeeze).collect();
    let plain = lines.join("\n");
    // The title may be broken into lines.
    let whole = lines.concat();
    let year = whole.find(TITLE).and_then(|at| whole.get(..at)).and_then(last_number);
    let Some(year) = year.and_then(|year| i32::try_from(year).ok()) else {
        return Err(NoticeError::NotReadable(TITLE.to_owned()));
    };
    let (mut off, mut work) = (Vec::new(), Vec::new());
    for (name, body) in items(&plain) {
        let mut reading = Reading::new(year, name);
        reading.item(&without_brackets(body)?)?;
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

/// A line without what stands in round brackets: days of the week and of the lunar calendar. An open bracket would
/// swallow days.
fn without_brackets(line: &str) -> Result<String, NoticeError> {
    let mut depth = 0_i32;
    let mut kept = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
        if depth < 0 {
            break;
        }
    }
    if depth == 0 { Ok(kept) } else { Err(unclear(line)) }
}

fn unclear(sentence: &str) -> NoticeError {
    NoticeError::Unclear(sentence.to_owned())
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
    let begins = |line: &&str| line.starts_with(|c| NUMERALS.contains(c)) && line.contains(':');
    let mut items = Vec::new();
    for part in text.split(['\n', '。']) {
        let part = part.trim();
        // What follows is no item: the end of the notice, and whatever the page has below it.
        if !items.is_empty() && END.iter().any(|word| part.starts_with(word)) {
            break;
        }
        if begins(&part) {
            let (head, body) = part.split_once(':').unwrap_or((part, ""));
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
    /// The year of the notice.
    notice: i32,
    year: i32,
    month: Option<u32>,
    /// Dates whose verb has not come yet.
    dates: Vec<NaiveDate>,
    /// The next date ends a span.
    spans: bool,
    /// How many days off the sentence says it gives.
    count: Option<u32>,
    off: Vec<(NaiveDate, String)>,
    work: Vec<(NaiveDate, String)>,
}

impl<'a> Reading<'a> {
    fn new(year: i32, name: &'a str) -> Self {
        Self {
            name,
            notice: year,
            year,
            month: None,
            dates: Vec::new(),
            spans: false,
            count: None,
            off: Vec::new(),
            work: Vec::new(),
        }
    }

    /// Reads a sentence whole: a day nothing is said of, or another count of days, means that something was not
    /// understood.
    fn item(&mut self, body: &str) -> Result<(), NoticeError> {
        let mut rest = body;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_digit() {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                let (digits, after) = rest.split_at(end);
                self.number(digits, after.chars().next())?;
                rest = after;
                continue;
            }
            let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
            if first == '不' && !self.dates.is_empty() && !rest.starts_with("不调休") {
                return Err(unclear(body));
            }
            if begins(&OFF) {
                let days = self.dates.drain(..);
                self.off.extend(days.map(|day| (day, self.name.to_owned())));
            } else if begins(&WORK) {
                let days = self.dates.drain(..);
                self.work.extend(days.map(|day| (day, self.name.to_owned())));
            } else if TO.contains(&first) {
                self.spans = !self.dates.is_empty();
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
        // The date of the notice itself stands alone in its line.
        let is_date = body.chars().all(|c| c.is_ascii_digit() || "年月日".contains(c));
        let left = self.dates.iter().any(|day| day.year() == self.notice) && !is_date;
        let given = self.off.len();
        let counted = self
            .count
            .is_none_or(|count| given == 0 || usize::try_from(count) == Ok(given));
        if left || !counted { Err(unclear(body)) } else { Ok(()) }
    }

    /// A number and the sign after it: a year, a month, a day, a count of days, or none of these. The first of several
    /// days may leave out its 日: `1月1—3日`.
    fn number(&mut self, digits: &str, sign: Option<char>) -> Result<(), NoticeError> {
        let bad = || NoticeError::BadDate(format!("{digits}{}", sign.map(String::from).unwrap_or_default()));
        let bare = sign.is_some_and(|c| c == '、' || TO.contains(&c)) && digits.len() < 3 && self.month.is_some();
        if !bare && !sign.is_some_and(|c| "年月日天".contains(c)) {
            return Ok(());
        }
        let number: u32 = digits.parse().map_err(|_| bad())?;
        match sign {
            Some('年') => self.year = i32::try_from(number).map_err(|_| bad())?,
            Some('月') => self.month = Some(number),
            Some('天') => self.count = Some(number),
            _ => {
                let month = self.month.ok_or_else(bad)?;
                let day = NaiveDate::from_ymd_opt(self.year, month, number).ok_or_else(bad)?;
                self.day(day).ok_or_else(bad)?;
            }
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
