//! From the state of a case to what lists keep of it.
use chrono::NaiveDate;

use super::CaseId;
use super::bytes::BadBytes;
use super::facts::CaseFile;
use super::field::{FILTERS_MOST, Field, Fields};
use super::folder::is_folder;
use super::judge::{Judge, Judged};
use super::kinds::Kinds;
use super::lazy_state::{LazyState, Plain, Taken};
use super::line::{CLOSED, DIFFERS, HIDDEN, Line, NO_DAY, NOWHERE, SAMPLE, day_number, kind_bit};
use super::matters::record_of;
use super::names::Names;
use super::normal::{initials, normal, rank, sort_key};
use law::case_number::{self, CaseNumber};

/// Ends one part of a search text; no normal text holds it.
pub(crate) const PART: char = '\u{1}';
/// Ends a search text.
pub(crate) const END: char = '\n';

/// Texts that many cases share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    pub handlers: Names,
    pub causes: Names,
    /// Values of the fields lists are filtered by.
    pub marks: Names,
    /// Grounds and node ids.
    pub codes: Names,
}

/// What lists keep of a case, beside its state.
pub(crate) struct Projected {
    pub line: Line,
    /// Number, applicant, debtor, their initials, names of records; parts end with [`PART`], the whole with [`END`].
    pub text: Vec<u8>,
    /// Dates as [`put_dates`] writes them.
    pub dates: Vec<u8>,
}

fn flag(is_set: bool, flag: u8) -> u8 {
    if is_set { flag } else { 0 }
}

/// Projects a case from the bytes of its state.
pub(crate) fn project(
    id: CaseId,
    state: &[u8],
    kinds: &Kinds,
    judge: &dyn Judge,
    shared: &mut Shared,
) -> Result<Projected, BadBytes> {
    let light = LazyState::read(state, kinds)?;
    let [number, applicant, debtor] =
        [Field::CASE_NUMBER, Field::APPLICANT, Field::DEBTOR].map(|f| normal(&light.named(f)));
    let mut line = Line {
        id,
        applicant_key: sort_key(&applicant),
        debtor_key: sort_key(&debtor),
        amount: match light.cell(Field::CLAIM_AMOUNT).latest {
            Plain::Fen(fen) => fen.0,
            _ => i64::MIN,
        },
        handler: shared.handlers.number(light.text(Field::HANDLER)),
        cause: shared.causes.number(light.text(Field::CAUSE)),
        marks: marks(&light, shared),
        kinds: light.kinds.iter().fold(0, |bits, kind| bits | kind_bit(*kind)),
        waits: light.waits,
        conflicts: u8::try_from(light.conflicts()).unwrap_or(u8::MAX),
        flags: flag(light.hidden, HIDDEN)
            | flag(light.sample, SAMPLE)
            | flag(light.sample_gone, NOWHERE)
            | flag(is_folder(&id), HIDDEN | NOWHERE),
        ..Line::default()
    };
    let mut text = String::with_capacity(number.len() + applicant.len() + debtor.len() + 32);
    for part in [
        &number,
        &applicant,
        &debtor,
        &initials(&applicant, PART),
        &initials(&debtor, PART),
    ] {
        text.push_str(part);
        text.push(PART);
    }
    // An asset or a party entered as a record is found by its name, too.
    for title in light.titles.iter().filter(|title| !title.is_empty()) {
        text.push_str(&normal(title));
        text.push(PART);
    }
    text.push(END);
    let dates = rejudge(&mut line, light, judge, shared);
    Ok(Projected {
        line,
        text: text.into_bytes(),
        dates,
    })
}

/// The values of the fields lists are filtered by, as numbers of shared texts.
fn marks(light: &LazyState<'_>, shared: &mut Shared) -> [u32; FILTERS_MOST] {
    let mut marks = [0; FILTERS_MOST];
    for (mark, told) in marks.iter_mut().zip(Fields::builtin().filters()) {
        *mark = shared.marks.number(match light.cell(told.field).latest {
            Plain::Text(text) => text,
            Plain::Bool(yes) => mark_of(yes),
            _ => "",
        });
    }
    marks
}

/// Yes or no as a mark.
pub(crate) fn mark_of(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// The verdict that more facts are needed: [`Judged::verdict`].
const NOT_KNOWN: u8 = 2;

/// Puts what the rules say of a case into its line, and gives its dates for the strip.
pub(crate) fn rejudge(line: &mut Line, mut light: LazyState<'_>, judge: &dyn Judge, shared: &mut Shared) -> Vec<u8> {
    let number = case_number::parse(light.text(Field::CASE_NUMBER)).ok();
    let file = CaseFile::of_light(&mut light, number.as_ref());
    let judged = judge.judge(&file);
    let alarm = judged.alarm.filter(|_| file.closed_on.is_none());
    line.number_key = number.map_or(u64::MAX, |number| number_key(&number));
    line.filed_on = day_number(file.filed_on);
    line.next_due = alarm.map_or(NO_DAY, |a| day_number(Some(a.on)));
    line.last = alarm.map_or(NO_DAY, |a| day_number(Some(a.last)));
    line.lapses = alarm.map_or(NO_DAY, |a| day_number(a.lapses));
    line.soon_from = alarm.map_or(NO_DAY, |a| day_number(Some(a.soon_from)));
    line.node = shared.codes.number(alarm.map_or("", |a| a.node));
    line.verdict = match file.decided.as_str() {
        "simple" => 0,
        "ordinary" => 1,
        _ => judged.verdict,
    };
    // The ground of a verdict that was not decided is no ground of the one that was.
    let is_other = line.verdict != judged.verdict;
    line.ground = shared.codes.number(if is_other { "" } else { judged.ground });
    line.flags &= !(CLOSED | DIFFERS);
    line.flags |= if file.closed_on.is_some() { CLOSED } else { 0 };
    line.flags |= if is_other && judged.verdict != NOT_KNOWN {
        DIFFERS
    } else {
        0
    };
    let is_unlimited = |matter: &str| file.closed_on.is_none() && judge.has_unlimited(&file, matter);
    // Another record than the one of the matter says nothing of it.
    let own = |taken: &Taken<'_>| taken.record == record_of(&line.id, taken.matter);
    light.matters.retain(own);
    put_dates(&judged, &light.matters, &is_unlimited, shared)
}

/// Bytes of a date in the strip: day, node, whoever does it, kind with the provisional bit, by how many days the last day
/// to act comes before.
pub(crate) const DATE_BYTES: usize = 14;
const PROVISIONAL: u8 = 0x80;
/// The kind of the day on which something lapses: [`super::judge::Dated::kind`].
pub(crate) const LAPSES: u8 = 1;
/// The kind of a date of a matter that ran out before the book kept the case.
pub(crate) const BEFORE: u8 = 4;
/// The kind of a date that is a day to look at a matter again, or stands for one that has no limit: [`NO_DAY`].
pub(crate) const FOLLOW_UP: u8 = 3;

fn put_dates(
    judged: &Judged<'_>,
    taken: &[Taken<'_>],
    is_unlimited: &dyn Fn(&str) -> bool,
    shared: &mut Shared,
) -> Vec<u8> {
    let dates = &judged.dates;
    let mut out = Vec::with_capacity((dates.len() + judged.before.len()) * DATE_BYTES);
    let mut put = |on: i32, node: &str, who: &str, kind: u8, early: u8| {
        out.extend_from_slice(&on.to_le_bytes());
        out.extend_from_slice(&shared.codes.number(node).to_le_bytes());
        out.extend_from_slice(&shared.handlers.number(who).to_le_bytes());
        out.extend_from_slice(&[kind, early]);
    };
    let before = judged.before.iter().map(|date| (date, BEFORE));
    for (date, kind) in dates.iter().map(|date| (date, date.kind)).chain(before) {
        let taken = taken
            .iter()
            .find(|taken| taken.matter == date.matter && !date.matter.is_empty());
        let kind = kind | if date.provisional { PROVISIONAL } else { 0 };
        put(
            day_number(Some(date.on)),
            date.node,
            taken.map_or("", |taken| taken.who),
            kind,
            date.act_by.map_or(0, |act_by| early(act_by, date.on)),
        );
    }
    for taken in taken {
        let is_dated = dates.iter().any(|date| date.matter == taken.matter);
        let follow = day_number(taken.follow_on);
        if is_dated && follow != NO_DAY || !is_dated && !taken.is_done && is_unlimited(taken.matter) {
            put(follow, taken.matter, taken.who, FOLLOW_UP, 0);
        }
    }
    out
}

/// By how many days the last day to act comes before the end: over the longest holidays it is less than two weeks.
fn early(act_by: NaiveDate, on: NaiveDate) -> u8 {
    u8::try_from((on - act_by).num_days()).unwrap_or(u8::MAX)
}

/// A date as the strip holds it.
#[derive(Clone, Copy)]
pub(crate) struct Stored {
    pub on: i32,
    pub node: u32,
    /// Who was given it or took it; 0 is nobody.
    pub who: u32,
    pub kind: u8,
    pub provisional: bool,
    /// The last day to act; for what does not lapse the day itself.
    pub act_by: i32,
}

/// Reads the dates of a strip.
pub(crate) fn dates(strip: &[u8]) -> impl Iterator<Item = Stored> {
    let (dates, _) = strip.as_chunks::<DATE_BYTES>();
    dates
        .iter()
        .map(|&[a, b, c, d, e, f, g, h, i, j, k, l, kind, early]| Stored {
            on: i32::from_le_bytes([a, b, c, d]),
            node: u32::from_le_bytes([e, f, g, h]),
            who: u32::from_le_bytes([i, j, k, l]),
            kind: kind & !PROVISIONAL,
            provisional: kind & PROVISIONAL != 0,
            act_by: i32::from_le_bytes([a, b, c, d]).saturating_sub(i32::from(early)),
        })
}

/// Types in the order of a case list.
const TYPES: [&str; 10] = [
    "执", "执恢", "执保", "财保", "执异", "执复", "执监", "执协", "执请", "执他",
];
const NUMBER_MAX: u64 = (1 << 22) - 1;

/// A number that sorts case numbers by year, court, type and number: 8, 16 + 14, 4 and 22 bits. What does not fit is
/// left to a comparison of the texts.
fn number_key(number: &CaseNumber) -> u64 {
    let year = u64::from(number.year.saturating_sub(1950).min(0xfe));
    let court = number.court.as_deref().unwrap_or("");
    let province = court.chars().next().map_or(0, |c| u64::from(rank(c)));
    let digits: u64 = court
        .chars()
        .filter(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap_or(0);
    // 豫14 stands before 豫1402: read it as 1400.
    let digits = if digits < 100 { digits * 100 } else { digits };
    let kind = number
        .kind
        .and_then(|kind| TYPES.iter().position(|t| *t == kind))
        .unwrap_or(15);
    let serial = number.number.map_or_else(|| legacy_serial(&number.normal), u64::from);
    year << 56 | province << 40 | (digits & 0x3fff) << 26 | (kind as u64) << 22 | serial.min(NUMBER_MAX)
}

/// The digits after 第 of an older form.
fn legacy_serial(text: &str) -> u64 {
    let tail = text.split_once('第').map_or("", |(_, tail)| tail);
    let digits: String = tail.chars().take_while(char::is_ascii_digit).take(8).collect();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_numbers_sort_by_year_court_type_number() {
        let sorted = [
            "（2015）商中执字第9号",
            "（2015）商中执字第45号",
            "（2022）豫14执2号",
            "（2022）豫14执10号",
            "（2022）豫14执恢1号",
            "（2022）豫1402执1号",
            "（2023）豫14执1号",
            "no number",
        ];
        let keys: Vec<u64> = sorted
            .iter()
            .map(|n| case_number::parse(n).map_or(u64::MAX, |n| number_key(&n)))
            .collect();
        assert!(keys.is_sorted(), "{keys:x?}");
    }
}
