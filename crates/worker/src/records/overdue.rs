//! The table of overdue nodes: on the page, and as a workbook.
use casebook::overdue::{OverdueRow, counted_to, sort_overdue};
use chrono::NaiveDate;
use files::overdue::{OverdueSheet, xlsx};
use files::table::Out;
use protocol::SavedFile;

use crate::book::judge::RuleContext;
use crate::error::WorkError;
use crate::files::export::{XLSX, file};
use crate::platform::Platform;
use crate::service::Service;

/// Columns of norms.md section 7, with their widths.
const HEADINGS: [(&str, u16); 16] = [
    ("序号", 6),
    ("办理团队", 14),
    ("案号", 24),
    ("承办人", 10),
    ("案件类型", 10),
    ("节点", 26),
    ("责任部门", 14),
    ("起算日", 12),
    ("届满日（未顺延）", 14),
    ("届满日", 12),
    ("办结日", 12),
    ("超期天数", 10),
    ("超期工作日", 10),
    ("扣除天数", 10),
    ("超期原因", 24),
    ("补救措施", 24),
];
/// The column that is counted, and those that are added up.
const COUNTED: u16 = 2;
const ADDED: [u16; 2] = [11, 12];

/// So often it begins again where the book changes under it; then all is done in one breath.
const ATTEMPTS: usize = 3;

impl<G: Platform> Service<G> {
    /// The table of a period: it asks the rules about every case, so it tells how far it is and can be ended.
    pub(crate) async fn overdue(
        &self,
        id: u32,
        period: (NaiveDate, NaiveDate),
        today: NaiveDate,
    ) -> Result<Vec<OverdueRow>, WorkError> {
        for _ in 0..ATTEMPTS {
            if let Some(rows) = self.overdue_in_parts(id, period, today).await? {
                return Ok(rows);
            }
        }
        self.with(|s| Ok(s.book()?.overdue(period.0, period.1, today)?))
    }

    /// The same part by part; nothing if the book changed meanwhile: a table is of one moment.
    async fn overdue_in_parts(
        &self,
        id: u32,
        period: (NaiveDate, NaiveDate),
        today: NaiveDate,
    ) -> Result<Option<Vec<OverdueRow>>, WorkError> {
        let (version, parts) = self.with(|s| {
            let book = s.book()?;
            Ok::<_, WorkError>((book.version(), book.overdue_parts()))
        })?;
        let mut rows = Vec::new();
        for part in 0..parts {
            let is_same = self.with(|s| {
                let book = s.book()?;
                if book.version() == version {
                    book.overdue_part(part, period, today, &mut rows)?;
                }
                Ok::<_, WorkError>(book.version() == version)
            })?;
            if !is_same {
                return Ok(None);
            }
            let count = |parts: usize| u32::try_from(parts).unwrap_or(u32::MAX);
            self.goes_on(id, count(part + 1), count(parts)).await?;
        }
        sort_overdue(&mut rows);
        Ok(Some(rows))
    }

    /// The table as a workbook.
    pub(crate) async fn export_overdue(
        &self,
        id: u32,
        from: NaiveDate,
        to: NaiveDate,
        today: NaiveDate,
    ) -> Result<SavedFile, WorkError> {
        let rows = self.overdue(id, (from, to), today).await?;
        let (court, rows) = self.with(|s| {
            let court = s.book()?.directory().founding.as_ref().map(|f| f.court.clone());
            let context = s.rule_context()?;
            let rows = (1..).zip(&rows).map(|(number, row)| cells(context, number, row));
            Ok::<_, WorkError>((court.unwrap_or_default(), rows.collect::<Vec<_>>()))
        })?;
        let end = counted_to(to, today);
        let about = format!("{court}　期间：{from} 至 {to}　超期天数计至：{end}　制表日期：{today}");
        let table = OverdueSheet {
            title: "超期节点统计表",
            about: &about,
            headings: &HEADINGS,
            rows,
            counted: COUNTED,
            added: &ADDED,
            total: "合计",
        };
        let bytes = xlsx(&table, today)?;
        Ok(file(&format!("超期节点统计表-{from}至{to}.xlsx"), XLSX, bytes))
    }
}

fn cells(context: &RuleContext, number: u32, row: &OverdueRow) -> Vec<Out> {
    let set = context.rules().map(|rules| rules.nodes());
    let node = set.and_then(|set| set.node(&row.node));
    let owner = set.zip(node).and_then(|(set, node)| set.owner(node));
    let named = node.map_or_else(|| row.node.clone(), |node| node.name.zh.clone());
    let named = match row.subject.is_empty() {
        true => named,
        false => format!("{named}（{}）", row.subject),
    };
    let text = |text: &str| Out::Text(text.to_owned());
    let days = |days: i64| Out::Count(u32::try_from(days).unwrap_or(u32::MAX));
    let explained = row.explained.as_ref();
    vec![
        Out::Count(number),
        text(&row.team),
        text(&row.case_number),
        text(&row.handler),
        text(&row.kind),
        Out::Text(named),
        owner.map_or(Out::Blank, |owner| text(&owner.name.zh)),
        Out::Date(row.trigger),
        Out::Date(row.nominal),
        Out::Date(row.due),
        row.done.map_or_else(|| text("未办结"), Out::Date),
        days(row.days),
        days(i64::from(row.working)),
        Out::Count(row.excluded_days),
        explained.map_or(Out::Blank, |said| text(&said.reason)),
        explained.map_or(Out::Blank, |said| text(&said.remedy)),
    ]
}
