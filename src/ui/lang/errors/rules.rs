//! Errors of rule sets and years' notices.
use super::Text;

/// Codes of rule sets and notices.
pub(super) const RULES: &[(&str, Text)] = &[
    (
        "malformed",
        Text(
            "读不懂这个规则文件，现行规则未变。",
            "The rule file cannot be read; the rules in force are unchanged.",
        ),
    ),
    (
        "unknown_format",
        Text(
            "规则文件的格式较新，现行规则未变。请先更换到新版本。",
            "The rule file has a newer format; the rules in force are unchanged. Update the app first.",
        ),
    ),
    (
        "no_source",
        Text(
            "有规则没有注明条文、出处或标记，现行规则未变。",
            "A rule lacks its article, source or mark; the rules in force are unchanged.",
        ),
    ),
    (
        "duplicate",
        Text(
            "有两条规则同名或同序，现行规则未变。",
            "Two rules share an id or a rank; the rules in force are unchanged.",
        ),
    ),
    (
        "unknown_rule",
        Text(
            "规则引用了不存在的规则，现行规则未变。",
            "A rule names another that is not there; the rules in force are unchanged.",
        ),
    ),
    (
        "unknown_fact",
        Text(
            "规则引用了不存在的事实，现行规则未变。",
            "A rule names a fact that is not there; the rules in force are unchanged.",
        ),
    ),
    (
        "circular",
        Text(
            "规则互相引用成环，现行规则未变。",
            "Rules name each other in a circle; the rules in force are unchanged.",
        ),
    ),
    (
        "bad_threshold",
        Text(
            "金额界限须至少一分，现行规则未变。",
            "A threshold must be at least one fen; the rules in force are unchanged.",
        ),
    ),
    (
        "bad_dates",
        Text(
            "失效日期早于生效日期，现行规则未变。",
            "The set ends before it begins; the rules in force are unchanged.",
        ),
    ),
    (
        "too_large",
        Text(
            "内容过大，无法逐一核对，原有数据未改动。请分成几份再试。",
            "This is too large to be checked whole; nothing was changed. Try it in parts.",
        ),
    ),
    (
        "gap",
        Text(
            "有一种事实组合没有结论（见反例），现行规则未变。",
            "Some facts get no verdict (see the counterexample); the rules in force are unchanged.",
        ),
    ),
    (
        "contradiction",
        Text(
            "有一种事实组合得出两个结论（见反例），现行规则未变。",
            "Some facts get two verdicts (see the counterexample); the rules in force are unchanged.",
        ),
    ),
    (
        "circular_order",
        Text(
            "规则互相排除成环（见反例），现行规则未变。",
            "Rules prevail over each other in a circle (see the counterexample); the rules in force are unchanged.",
        ),
    ),
    (
        "unreachable",
        Text(
            "有规则永远不会成立，现行规则未变。",
            "A rule can never match; the rules in force are unchanged.",
        ),
    ),
    (
        "always_beaten",
        Text(
            "有规则永远被排除，现行规则未变。",
            "A rule never decides; the rules in force are unchanged.",
        ),
    ),
    (
        "not_readable",
        Text(
            "读不懂这个放假通知文件，日历未变。",
            "The notice cannot be read; the calendar is unchanged.",
        ),
    ),
    (
        "empty",
        Text(
            "里面没有可用的内容，原有数据未改动。请确认选对了文件。",
            "There is nothing in it to use; nothing was changed. Check that it is the right file.",
        ),
    ),
    (
        "bad_date",
        Text(
            "通知里有不存在的日期，日历未变。",
            "The notice holds a date that does not exist; the calendar is unchanged.",
        ),
    ),
    (
        "year_mismatch",
        Text(
            "通知里有不属于该年的日期，日历未变。",
            "The notice holds a date of another year; the calendar is unchanged.",
        ),
    ),
    (
        "make_up_on_weekday",
        Text(
            "调休上班日必须是周六或周日，日历未变。",
            "A make-up day must be a Saturday or Sunday; the calendar is unchanged.",
        ),
    ),
    (
        "off_and_worked",
        Text(
            "同一天既放假又上班，日历未变。",
            "A day is both off and worked; the calendar is unchanged.",
        ),
    ),
    (
        "twice",
        Text(
            "同一天写了两次，日历未变。",
            "A day stands twice; the calendar is unchanged.",
        ),
    ),
    (
        "statutory_day_missing",
        Text(
            "法定节日没有放假，日历未变。",
            "A statutory day is not off; the calendar is unchanged.",
        ),
    ),
    (
        "unclear",
        Text(
            "通知里有一句看不清是哪几天放假或上班（如天数对不上、括号没有闭合），日历未变。请核对原文，或按规则文件的格式逐日填写。",
            "A sentence of the notice leaves open which days are off or worked (a count that differs, a bracket left open); the calendar is unchanged. Check it against the original, or give the days in the form of a rule file.",
        ),
    ),
    (
        "name_missing",
        Text(
            "有放假日没有写节日名称，日历未变。",
            "A day off lacks its holiday's name; the calendar is unchanged.",
        ),
    ),
    (
        "unbound",
        Text(
            "通知没有文号，日历未变。",
            "The notice has no document number; the calendar is unchanged.",
        ),
    ),
    (
        "year_gap",
        Text(
            "中间年份的通知尚未导入，日历未变。请先导入前一年的。",
            "The notice of a year in between is missing; the calendar is unchanged. Import the earlier year first.",
        ),
    ),
    (
        "nothing_new",
        Text(
            "有一天本来就是这样，不需要调整，日历未变。",
            "A day is so already; the calendar is unchanged.",
        ),
    ),
    (
        "beyond_tables",
        Text(
            "年份超出日历范围，日历未变。",
            "The year lies beyond the tables; the calendar is unchanged.",
        ),
    ),
];
