//! Export: the list as a workbook, as csv, or its deadlines as a calendar.
use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::error::WorkError;
use super::ground::Ground;
use super::judge::Bench;
use super::protocol::{AgendaItem, Answer, ExportKind, Query, Row};
use super::shop::{Shop, State};
use crate::files::export::{csv, rejected, xlsx};
use crate::files::ics::{self, Deadline, uid};
use crate::files::table::{Computed, Language, ListRow, Table};

/// Rows read between two turns of the event loop.
const STEP: u32 = 1_000;

/// Days ahead a calendar covers.
const AHEAD: u64 = 3 * 366;

/// Deadlines in one calendar: more than any calendar program likes.
const DEADLINES: usize = 50_000;

/// Days before a deadline its alarm sounds.
const ALARM_DAYS: u8 = 1;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl<G: Ground> Shop<G> {
    pub(super) async fn export(&self, id: u32, query: &Query, kind: ExportKind) -> Result<Answer, WorkError> {
        let today = self.today()?;
        if kind == ExportKind::Ics {
            return self.export_ics(query, today);
        }
        let rows = self.rows_to_export(id, query).await?;
        let table = Table::new(&rows, Language::Chinese);
        let (ending, mime, bytes) = match kind {
            ExportKind::Xlsx => ("xlsx", XLSX, xlsx(&table, Language::Chinese, today)?),
            _ => ("csv", "text/csv;charset=utf-8", csv(&table)?),
        };
        Ok(file(&format!("执行案件台账-{today}.{ending}"), mime, bytes))
    }

    fn export_ics(&self, query: &Query, today: NaiveDate) -> Result<Answer, WorkError> {
        let until = today.checked_add_days(Days::new(AHEAD)).unwrap_or(NaiveDate::MAX);
        let now_ms = i64::try_from(self.ground.now_ms()).unwrap_or_default();
        let stamp: DateTime<Utc> = DateTime::from_timestamp_millis(now_ms).unwrap_or_default();
        let text = self.with(|s| {
            let items = s.book()?.agenda(today, until, query, DEADLINES)?;
            let bench = s.bench()?;
            Ok::<_, WorkError>(ics::write(&deadlines(&items, bench), stamp, Language::Chinese))
        })?;
        Ok(file(
            &format!("执行案件期限-{today}.ics"),
            "text/calendar;charset=utf-8",
            text.into_bytes(),
        ))
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
    pub(super) fn import_rejected(&self) -> Result<Answer, WorkError> {
        let today = self.today()?;
        self.with(|s| {
            let pending = s
                .pending
                .as_ref()
                .or(s.imported.as_ref())
                .ok_or(WorkError::Refused("no_preview"))?;
            let bytes = rejected(&pending.layout, &pending.rejected, Language::Chinese, today)?;
            Ok(file(&format!("退回的行-{today}.xlsx"), XLSX, bytes))
        })
    }

    pub(super) fn today(&self) -> Result<NaiveDate, WorkError> {
        self.with(|s| s.today).ok_or(WorkError::Refused("not_open"))
    }
}

impl State {
    fn list_row(&mut self, row: &Row) -> Result<ListRow, WorkError> {
        let values = self
            .book()?
            .state(&row.id)?
            .map(|state| state.shown())
            .unwrap_or_default();
        let verdict = match row.verdict {
            0 => "简易",
            1 => "普通",
            _ => "待补充事实",
        };
        let computed = Computed {
            verdict: format!("{verdict} {}", row.ground).trim_end().to_owned(),
            next_due: row.next_due,
            next_matter: name_of(self.bench()?, &row.next_node),
        };
        Ok(ListRow { values, computed })
    }
}

fn deadlines(items: &[AgendaItem], bench: &Bench) -> Vec<Deadline> {
    // One node of one case may run several times (one freeze for each account).
    let mut seen: HashMap<(&[u8], &str), u32> = HashMap::new();
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        let turn = seen.entry((&item.case, &item.node)).or_default();
        *turn += 1;
        let what = name_of(bench, &item.node);
        let when = match item.kind {
            0 => "到期",
            1 => "届满失效",
            _ => "起可办",
        };
        let source = bench.rules().and_then(|rules| {
            let node = rules.nodes().node(&item.node)?;
            Some(rules.nodes().source(node, item.on).zh)
        });
        out.push(Deadline {
            uid: uid(&item.case, &item.node, &turn.to_string()),
            on: item.on,
            summary: format!("{} {what}{when} {}", item.case_number, item.debtor),
            description: source.unwrap_or_default(),
            provisional: item.provisional,
            alarm_days: (item.kind != 2).then_some(ALARM_DAYS),
        });
    }
    out
}

/// What a node is called.
fn name_of(bench: &Bench, node: &str) -> String {
    let found = bench.rules().and_then(|rules| rules.nodes().node(node));
    found.map_or_else(|| node.to_owned(), |found| found.name.zh.clone())
}

fn file(name: &str, mime: &str, bytes: Vec<u8>) -> Answer {
    Answer::File {
        name: name.to_owned(),
        mime: mime.to_owned(),
        bytes,
    }
}
