//! Export: the list as a workbook, as csv, or its deadlines as a calendar.
use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::book::judge::RuleContext;
use crate::error::{WorkError, refused};
use crate::platform::Platform;
use crate::service::{Service, State};
use casebook::CaseId;
use casebook::reckoned::Line;
use files::export::{csv, rejected, xlsx};
use files::ics::{self, Deadline, uid};
use files::table::{Computed, Language, ListRow, Table};
use law::counting::Due;
use law::nodes::Status;
use protocol::{ExportKind, Field, JobRefusal, Query, Row, SavedFile, Value};

/// Rows read between two turns of the event loop.
const STEP: u32 = 1_000;

/// Days ahead a calendar covers.
const AHEAD: u64 = 3 * 366;

/// Days back to which deadlines done are told as cancelled.
const BEHIND: u64 = 366;

/// Deadlines in one calendar: more than any calendar program likes.
const DEADLINES: usize = 50_000;

/// Days before a deadline its alarm sounds.
const ALARM_DAYS: u8 = 1;

pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl<G: Platform> Service<G> {
    pub(crate) async fn export(&self, id: u32, query: &Query, kind: ExportKind) -> Result<SavedFile, WorkError> {
        let today = self.today()?;
        if kind == ExportKind::Ics {
            return self.export_ics(id, query, today).await;
        }
        let rows = self.rows_to_export(id, query).await?;
        let table = Table::new(&rows, Language::Chinese);
        let (ending, mime, bytes) = match kind {
            ExportKind::Xlsx => ("xlsx", XLSX, xlsx(&table, Language::Chinese, today)?),
            _ => ("csv", "text/csv;charset=utf-8", csv(&table)?),
        };
        Ok(file(&format!("执行案件台账-{today}.{ending}"), mime, bytes))
    }

    async fn export_ics(&self, id: u32, query: &Query, today: NaiveDate) -> Result<SavedFile, WorkError> {
        let ids = self.with(|s| Ok::<_, WorkError>(s.book()?.ids(query)))?;
        let stamp = self.stamp();
        let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let (mut out, mut done) = (Vec::new(), 0u32);
        for some in ids.chunks(STEP as usize) {
            self.with(|s| {
                for case in some {
                    s.deadlines_of(case, today, stamp, &mut out)?;
                }
                Ok::<_, WorkError>(())
            })?;
            done = done.saturating_add(STEP).min(total);
            self.goes_on(id, done, total).await?;
        }
        out.sort_by(|a, b| (a.on, &a.uid).cmp(&(b.on, &b.uid)));
        out.dedup_by(|a, b| a.uid == b.uid);
        out.truncate(DEADLINES);
        let text = ics::write(&out, stamp, Language::Chinese).map_err(|_| refused(JobRefusal::NoDeadlines))?;
        Ok(file(
            &format!("执行案件期限-{today}.ics"),
            "text/calendar;charset=utf-8",
            text.into_bytes(),
        ))
    }

    fn stamp(&self) -> DateTime<Utc> {
        let now_ms = i64::try_from(self.platform.now_ms()).unwrap_or_default();
        DateTime::from_timestamp_millis(now_ms).unwrap_or_default()
    }

    async fn rows_to_export(&self, id: u32, query: &Query) -> Result<Vec<ListRow>, WorkError> {
        let mut out = Vec::new();
        let mut from = 0;
        loop {
            let total = self.with(|s| {
                let page = s.book()?.rows(query, from, STEP)?;
                for row in &page.rows {
                    out.push(s.list_row(row)?);
                }
                Ok::<_, WorkError>(page.total)
            })?;
            from = from.saturating_add(STEP);
            if from >= total {
                return Ok(out);
            }
            self.goes_on(id, from, total).await?;
        }
    }

    /// The rejected rows of the last preview as a file.
    pub(crate) fn import_rejected(&self) -> Result<SavedFile, WorkError> {
        let today = self.today()?;
        self.with(|s| {
            let pending = s
                .import
                .pending
                .as_ref()
                .or(s.import.imported.as_ref())
                .ok_or(refused(JobRefusal::NoPreview))?;
            let bytes = rejected(&pending.layout, &pending.rejected, Language::Chinese, today)?;
            Ok(file(&format!("退回的行-{today}.xlsx"), XLSX, bytes))
        })
    }

    pub(crate) fn today(&self) -> Result<NaiveDate, WorkError> {
        self.with(|s| s.book.today).ok_or(refused(JobRefusal::NotOpen))
    }
}

impl State {
    fn list_row(&mut self, row: &Row) -> Result<ListRow, WorkError> {
        let mut values = self
            .book()?
            .state(&row.id)?
            .map(|state| state.shown())
            .unwrap_or_default();
        // Parties entered as records belong to their side, as the list shows it; a side in conflict is told as it is.
        for (field, named) in [(Field::APPLICANT, &row.applicant), (Field::DEBTOR, &row.debtor)] {
            let mut own = values.iter_mut().filter(|(known, _)| *known == field);
            match (own.next(), own.next()) {
                (Some((_, value)), None) => *value = Value::Text(named.clone()),
                (None, _) if !named.is_empty() => values.push((field, Value::Text(named.clone()))),
                _ => {}
            }
        }
        let verdict = match row.verdict {
            0 => "简易",
            1 => "普通",
            _ => "待补充事实",
        };
        let rules = self.rule_context()?;
        let computed = Computed {
            verdict: grounded(verdict, ground_of(rules, &row.ground)),
            next_due: row.next_due,
            next_matter: name_of(rules, &row.next_node),
        };
        Ok(ListRow { values, computed })
    }
}

/// A verdict with its ground in words: who reads the file knows no codes of rules.
fn grounded(verdict: &str, ground: Option<&str>) -> String {
    match ground {
        Some(ground) => format!("{verdict}（{ground}）"),
        None => verdict.to_owned(),
    }
}

/// What a ground says, by its item; nothing for none, or for one the rules in force do not have.
fn ground_of<'r>(rules: &'r RuleContext, item: &str) -> Option<&'r str> {
    let all = rules.rules()?.triage().set().rules.iter();
    let rule = all.filter(|_| !item.is_empty()).find(|rule| rule.item == item);
    rule.map(|rule| rule.text.zh.as_str())
}

/// What a deadline says of its day, and whether a calendar program rings; nothing for what has no place there.
fn told(line: &Line, due: &Due, today: NaiveDate) -> Option<(NaiveDate, &'static str, bool, bool)> {
    let (on, what, rings) = match line.status {
        Status::Waiting { from } => (from, "起可办", false),
        Status::Open { until: Some(_) } => (line.opens.unwrap_or(due.due), "起可办", false),
        Status::Open { until: None } if due.due >= today => (due.due, "起可办", false),
        Status::Lapsing { .. } | Status::Lapsed { .. } => (due.due, "届满失效", true),
        Status::Running { .. } if due.act_by.is_some() => (due.due, "届满失效", true),
        Status::Running { .. } | Status::DueSoon { .. } | Status::Overdue { .. } => (due.due, "到期", true),
        Status::Done { .. } | Status::Ended => (due.due, "到期", false),
        _ => return None,
    };
    let cancelled = matches!(line.status, Status::Done { .. } | Status::Ended);
    let earliest = today.checked_sub_days(Days::new(BEHIND)).unwrap_or(NaiveDate::MIN);
    let latest = today.checked_add_days(Days::new(AHEAD)).unwrap_or(NaiveDate::MAX);
    let wanted = on <= latest && (!cancelled || on >= earliest);
    wanted.then_some((on, what, rings, cancelled))
}

impl State {
    /// The deadlines of a case: those open, with what is overdue, and as cancelled those done or ended, so that a
    /// calendar program that has them takes them out.
    fn deadlines_of(
        &mut self,
        case: &CaseId,
        today: NaiveDate,
        stamp: DateTime<Utc>,
        out: &mut Vec<Deadline>,
    ) -> Result<(), WorkError> {
        let Some((number, debtor, file)) = self.book()?.file(case)? else {
            return Ok(());
        };
        let rule_context = self.rule_context()?;
        let Some(rules) = rule_context.rules() else {
            return Ok(());
        };
        for line in rules.lines(&file, today) {
            let (Some(node), Some(due), Some(started)) = (rules.nodes().at(line.index), line.due, line.trigger) else {
                continue;
            };
            let Some((on, when, rings, cancelled)) = told(&line, &due, today) else {
                continue;
            };
            out.push(Deadline {
                uid: uid(case, &node.id, started, &line.subject),
                sequence: sequence(stamp),
                changed: stamp,
                cancelled,
                on,
                summary: format!("{number} {}{when} {debtor}", node.name.zh),
                description: rules.nodes().source(node, on).zh,
                provisional: due.provisional,
                alarm_days: rings.then_some(ALARM_DAYS),
            });
        }
        Ok(())
    }
}

/// Minutes since 2020: a later file always goes before an earlier one.
fn sequence(stamp: DateTime<Utc>) -> u32 {
    const FROM: i64 = 1_577_836_800;
    u32::try_from((stamp.timestamp() - FROM) / 60).unwrap_or_default()
}

/// What a node is called.
fn name_of(rule_context: &RuleContext, node: &str) -> String {
    let found = rule_context.rules().and_then(|rules| rules.nodes().node(node));
    found.map_or_else(|| node.to_owned(), |found| found.name.zh.clone())
}

pub(crate) fn file(name: &str, mime: &str, bytes: Vec<u8>) -> SavedFile {
    SavedFile {
        name: name.to_owned(),
        mime: mime.to_owned(),
        bytes,
    }
}
