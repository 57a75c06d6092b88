//! The table of overdue nodes: on the page, and as a workbook.
use casebook::book::Book;
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

impl<G: Platform> Service<G> {
    /// The table of a period.
    pub(crate) async fn overdue(
        &self,
        id: u32,
        period: (NaiveDate, NaiveDate),
        today: NaiveDate,
    ) -> Result<Vec<OverdueRow>, WorkError> {
        let part = |book: &Book, part: usize, rows: &mut Vec<OverdueRow>| book.overdue_part(part, period, today, rows);
        let mut rows = self.in_parts(id, Book::overdue_parts, part).await?;
        sort_overdue(&mut rows);
        Ok(rows)
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
