//! Texts of what became of the terms of seizures in a period. `{}` stands for a number or a day.
use casebook::lapses::Fate;

use super::Text;

/// The figure in one line, for paper and for reading aloud: period, begun, released, the day it is counted to, in force.
pub const SENTENCE: Text = Text(
    "{} 至 {}：新增 {} 项，解除或处置 {} 项；{} 在控 {} 项。期间期限届满 {} 项。",
    "{} to {}: {} begun, {} released; on {} {} in force. Terms that ended in the period: {}. ",
);
/// Nothing lapsed without an alarm.
pub const NONE_UNSEEN: Text = Text("没有一项在未告警的情况下失效。", "None lapsed unseen.");
/// So many lapsed without an alarm.
pub const UNSEEN: Text = Text("{} 项在未告警的情况下失效。", "{} lapsed unseen.");
/// In force at the end of the period.
pub const IN_FORCE: Text = Text("在控 {} 项", "In force at the end: {}");
/// Came into force in the period.
pub const BEGUN: Text = Text("新增 {} 项", "Begun: {}");
/// Released in the period.
pub const FREED: Text = Text("解除或处置 {} 项", "Released: {}");
/// Before the terms that ended, by what became of them.
pub const ENDED: Text = Text("期间届满：", "Terms that ended:");
/// What the numbers count.
pub const MEANS: Text = Text(
    "在控：截止日（最迟今天）仍有效的，当日解除的不计，当日届满的计入；轮候未生效的不计。新增：首次生效日在期间内。解除或处置：有效期间内解除，且解除日在期间内。届满：期限（含续行）的届满日在期间内，按结果分列。通报、命令行与此同数。",
    "In force: what still holds on the last day counted (today at the latest); what was released on that day is out, what ends on it is in; what waits is out. Begun: first in force in the period. Released: while in force, in the period. Ended: terms, renewals among them, whose last day lies in the period, by what became of them. The bulletin and the command line give the same numbers.",
);
/// What the numbers say.
pub const HELP: Text = Text(
    "按数字查看名单。期限届满前 30 天起，在台账、我的一天和案件页提示，不能关闭；登记晚于最迟办理日的，算作未告警。",
    "Press a number for its list. From 30 days before a term ends it is shown on the register, my day and the case, and cannot be switched off; what was recorded after the act-by day counts as unseen.",
);
/// Opens what the numbers count.
pub const WHAT: Text = Text("这些数字怎么计", "What these numbers count");
/// All again.
pub const ALL: Text = Text("显示全部", "Show all");
/// Column: the last day in the period.
pub const LAST: Text = Text("期间内届满日", "Last day in the period");
/// Column: what became of it.
pub const FATE: Text = Text("结果", "What became of it");

/// What became of a term, with how many.
pub fn count(fate: Fate) -> Text {
    match fate {
        Fate::Renewed => Text("已续行 {} 项", "Renewed in time: {}"),
        Fate::Released => Text("届满前已解除 {} 项", "Released in time: {}"),
        Fate::LapsedWarned => Text("告警后失效 {} 项", "Lapsed after an alarm: {}"),
        Fate::LapsedUnseen => Text("未告警失效 {} 项", "Lapsed unseen: {}"),
        Fate::ToCome => Text("尚未届满 {} 项", "Still to come: {}"),
    }
}

/// What became of a term.
pub fn fate(fate: Fate) -> Text {
    match fate {
        Fate::Renewed => Text("续行", "renewed"),
        Fate::Released => Text("届满前已解除", "released in time"),
        Fate::LapsedWarned => Text("告警后失效", "lapsed after an alarm"),
        Fate::LapsedUnseen => Text("未告警失效", "lapsed unseen"),
        Fate::ToCome => Text("尚未届满", "still to come"),
    }
}
