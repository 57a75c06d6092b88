//! Texts of what became of the terms of seizures in a period. `{}` stands for a number or a day.
use casebook::lapses::Fate;

use super::Text;

/// The figure in one line, for paper and for reading aloud: period, in force, ended, of which.
pub const SENTENCE: Text = Text(
    "{} 至 {}：在控 {} 项，期限届满 {} 项。",
    "{} to {}: {} in force, of which the terms of {} ended.",
);
/// Nothing lapsed without an alarm.
pub const NONE_UNSEEN: Text = Text("没有一项在未告警的情况下失效。", "None lapsed unseen.");
/// So many lapsed without an alarm.
pub const UNSEEN: Text = Text("{} 项在未告警的情况下失效。", "{} lapsed unseen.");
/// In force on some day of the period.
pub const IN_FORCE: Text = Text("在控 {} 项", "In force: {}");
/// What the numbers say.
pub const HELP: Text = Text(
    "按数字查看名单。期限届满前 30 天起，在台账、我的一天和案件页提示，不能关闭；登记晚于最迟办理日的，算作未告警。",
    "Press a number for its list. From 30 days before a term ends it is shown on the register, my day and the case, and cannot be switched off; what was recorded after the act-by day counts as unseen.",
);
/// All again.
pub const ALL: Text = Text("显示全部", "Show all");
/// Column: the last day in the period.
pub const LAST: Text = Text("期间内届满日", "Last day in the period");
/// Column: what became of it.
pub const FATE: Text = Text("结果", "What became of it");

/// What became of a term, with how many.
pub fn count(fate: Fate) -> Text {
    match fate {
        Fate::Renewed => Text("续行 {} 项", "Renewed: {}"),
        Fate::Released => Text("解除或处置 {} 项", "Released: {}"),
        Fate::LapsedWarned => Text("告警后失效 {} 项", "Lapsed after an alarm: {}"),
        Fate::LapsedUnseen => Text("未告警失效 {} 项", "Lapsed unseen: {}"),
        Fate::ToCome => Text("尚未届满 {} 项", "Still to come: {}"),
    }
}

/// What became of a term.
pub fn fate(fate: Fate) -> Text {
    match fate {
        Fate::Renewed => Text("续行", "renewed"),
        Fate::Released => Text("解除或处置", "released"),
        Fate::LapsedWarned => Text("告警后失效", "lapsed after an alarm"),
        Fate::LapsedUnseen => Text("未告警失效", "lapsed unseen"),
        Fate::ToCome => Text("尚未届满", "still to come"),
    }
}
