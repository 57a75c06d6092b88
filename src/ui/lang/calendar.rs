//! Texts of the calendar of dates. `{}` stands for a number or day.
use super::Text;

/// Heading.
pub const TITLE: Text = Text("期限日历", "Calendar");
/// Today.
pub const TODAY: Text = Text("今天", "Today");
/// Month before.
pub const BEFORE: Text = Text("上个月", "Previous month");
/// Month after.
pub const AFTER: Text = Text("下个月", "Next month");
/// A month.
pub const MONTH: Text = Text("{} 年 {} 月", "{}-{}");
/// Grid for screen readers.
pub const GRID: Text = Text("月历", "Month");
/// Kinds of entry: due, lapses, may be done from.
pub const KINDS: [Text; 3] = [Text("到期", "due"), Text("失效", "lapses"), Text("可办", "opens")];
/// Day off.
pub const REST: Text = Text("休", "off");
/// Make-up working day.
pub const WORK: Text = Text("班", "work");
/// Not published.
pub const OPEN_YEAR: Text = Text(
    "{} 年放假安排未公布，节假日按法定日暂列",
    "The holidays of {} are not published; days off are provisional",
);
/// Agenda of a day.
pub const DAY: Text = Text("当日", "Day");
/// Agenda of a week.
pub const WEEK: Text = Text("当周", "Week");
/// Nothing that day.
pub const NOTHING_DAY: Text = Text("这天没有期限。", "No dates on this day.");
/// Nothing that week.
pub const NOTHING_WEEK: Text = Text("这周没有期限。", "No dates in this week.");
/// Overdue.
pub const OVERDUE: Text = Text("已超期（{}）", "Overdue ({})");
/// No overdue.
pub const NO_OVERDUE: Text = Text("没有超期事项。", "Nothing is overdue.");
/// Filter by handler.
pub const ALL_HANDLERS: Text = Text("全部承办人", "All handlers");
/// Handler.
pub const HANDLER: Text = Text("承办人", "Handler");
/// Export.
pub const EXPORT: Text = Text("导出 .ics", "Export .ics");
/// Provisional.
pub const PROVISIONAL: Text = Text("暂定", "provisional");
/// To all overdue cases.
pub const ALL_OVERDUE: Text = Text("看全部超期案件", "All overdue cases");
