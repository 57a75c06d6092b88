//! Deadlines as iCalendar (RFC 5545): all-day events that a calendar program keeps up to date by their UIDs.
use chrono::{DateTime, Days, NaiveDate, Utc};

use super::table::Language;

/// Longest line in octets without its end (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

/// One deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Stays the same when the date moves; see [`uid`].
    pub uid: String,
    /// Higher whenever the deadline may have changed since it was last written (RFC 5545, 3.8.7.4).
    pub sequence: u32,
    /// When it was last changed.
    pub changed: DateTime<Utc>,
    /// Done or no longer asked for: calendar programs take it out.
    pub cancelled: bool,
    /// The day.
    pub on: NaiveDate,
    /// What is due, and in which case.
    pub summary: String,
    /// The reason and the source; may be empty.
    pub description: String,
    /// Rests on a calendar that is not published yet.
    pub provisional: bool,
    /// Alarm at nine o'clock so many days before; none without an alarm.
    pub alarm_days: Option<u8>,
}

/// There is no deadline to write: a calendar without events tells its reader nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no deadline to write")]
pub struct NoDeadlines;

/// A UID from what never changes about a deadline: its case, its node, and the happening that started it (its day and
/// what it concerns).
#[must_use]
pub fn uid(case: &[u8], node: &str, started: NaiveDate, subject: &str) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    let started = started.to_string();
    for part in [case, node.as_bytes(), started.as_bytes(), subject.as_bytes()] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    let hex: String = hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect();
    format!("{hex}@fenliu")
}

/// Writes a calendar. `stamp` is the time of writing.
///
/// # Errors
/// [`NoDeadlines`] if there is none.
pub fn write(deadlines: &[Deadline], stamp: DateTime<Utc>, language: Language) -> Result<String, NoDeadlines> {
    if deadlines.is_empty() {
        return Err(NoDeadlines);
    }
    let mut out = Lines::default();
    let name = language.of(("执行案件期限", "Enforcement deadlines"));
    for (key, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Fenliu//Fenliu//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-TIMEZONE", "Asia/Shanghai"),
    ] {
        out.line(key, value);
    }
    out.line("X-WR-CALNAME", &escape(name));
    let stamp = utc(stamp);
    for deadline in deadlines {
        out.event(deadline, &stamp, language);
    }
    out.line("END", "VCALENDAR");
    Ok(out.text)
}

fn utc(moment: DateTime<Utc>) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Lines as they are written.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn event(&mut self, deadline: &Deadline, stamp: &str, language: Language) {
        let Some(next) = deadline.on.checked_add_days(Days::new(1)) else {
            return;
        };
        let mark = language.of(("【暂定】", "[provisional] "));
        let mark = if deadline.provisional { mark } else { "" };
        let summary = escape(&format!("{mark}{}", deadline.summary));
        self.line("BEGIN", "VEVENT");
        self.line("UID", &escape(&deadline.uid));
        self.line("DTSTAMP", stamp);
        self.line("SEQUENCE", &deadline.sequence.to_string());
        self.line("LAST-MODIFIED", &utc(deadline.changed));
        self.line("DTSTART;VALUE=DATE", &deadline.on.format("%Y%m%d").to_string());
        self.line("DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string());
        self.line("SUMMARY", &summary);
        if !deadline.description.is_empty() {
            self.line("DESCRIPTION", &escape(&deadline.description));
        }
        let status = match (deadline.cancelled, deadline.provisional) {
            (true, _) => "CANCELLED",
            (false, true) => "TENTATIVE",
            (false, false) => "CONFIRMED",
        };
        self.line("STATUS", status);
        self.line("TRANSP", "TRANSPARENT");
        if let Some(days) = deadline.alarm_days.filter(|_| !deadline.cancelled) {
            self.line("BEGIN", "VALARM");
            self.line("ACTION", "DISPLAY");
            self.line("DESCRIPTION", &summary);
            self.line("TRIGGER", &trigger(days));
            self.line("END", "VALARM");
        }
        self.line("END", "VEVENT");
    }

    /// One content line, folded at 75 octets between characters.
    fn line(&mut self, key: &str, value: &str) {
        let line = format!("{key}:{value}");
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE_OCTETS {
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(c);
            octets += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// Nine o'clock, so many days before the midnight an all-day event begins with.
fn trigger(days: u8) -> String {
    match days {
        0 => "PT9H".to_owned(),
        1 => "-PT15H".to_owned(),
        days => format!("-P{}DT15H", days - 1),
    }
}

/// Escapes text (RFC 5545, 3.3.11); control characters have no place in it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}
