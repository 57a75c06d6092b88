//! Texts of who seized an asset first and who waits. `{}` stands for a number, a day or a case.
use protocol::EndedBy;

use super::Text;

/// Column: which it is in the line.
pub const PLACE: Text = Text("顺位", "Place in line");
/// Column: who stands before it.
pub const AHEAD: Text = Text("前面", "Before it");
/// Column: who stands behind it.
pub const BEHIND: Text = Text("后面", "Behind it");
/// Which it is.
pub const NUMBER: Text = Text("第 {} 顺位", "No. {}");
/// It waits, nobody knows as which.
pub const WAITS: Text = Text("轮候", "waiting");
/// So many of other courts stand before it.
pub const OUTSIDE: Text = Text("外院或未登记的 {} 个", "{} of other courts or not recorded");
/// A case, and the last day of what is in force there.
pub const UNTIL: Text = Text("{}（至 {}）", "{} (until {})");
/// It moved up on a day.
pub const MOVED_UP: Text = Text("自 {} 自动生效，待登记", "in force since {}, not entered");
/// It is said to be the first and has no day.
pub const NO_DAY: Text = Text("没有生效日期，不计期限", "no day it is in force from: no term runs");
/// Two are in force at once.
pub const DOUBTFUL: Text = Text("另有同时生效的，请核对", "another is in force at once; check");
/// One of several in the line that is this one.
pub const THIS: Text = Text("本案", "this case");
/// The line of an asset.
pub const LINE: Text = Text("查封顺位", "Line of seizures");
/// No number tells the asset.
pub const NO_IDENTIFIER: Text = Text(
    "填写证号、车牌或账号后，才能与其他案件的查封排出顺位。",
    "With a certificate, plate or account number it is put in line with seizures in other cases.",
);
/// Some moved up and nobody entered it.
pub const TO_ENTER: Text = Text(
    "{} 项轮候已自动生效（前一顺位已解除或到期，查封规定26），尚未登记生效日期；最迟办理日已按自动生效日推算。",
    "{} that waited took effect by law when those before them ended (Seizure Provisions 26), and nobody has entered the day; the act-by day is reckoned from it.",
);
/// Shows only those.
pub const ONLY_THESE: Text = Text("只看这些", "Show only these");
/// Enters the day of each.
pub const ENTER_ALL: Text = Text("登记生效日期（{} 项）", "Enter the day they took effect ({})");
/// Enters the day of one.
pub const ENTER: Text = Text("登记生效日期 {}", "Enter {} as the day it took effect");
/// Entered.
pub const ENTERED: Text = Text("已登记生效日期：{} 项", "Entered the day they took effect: {}");
/// Filters of what waits, after those of all that have dates.
pub const FILTERS: [Text; 5] = [
    Text("轮候中", "Waiting"),
    Text("轮候已生效、待登记", "Took effect, not entered"),
    Text("后面有轮候", "Others wait behind"),
    Text("没有生效日期", "No day in force"),
    Text("同时生效、待核对", "In force at once, to check"),
];

/// It has ended on a day.
pub fn ended(why: EndedBy) -> Text {
    match why {
        EndedBy::Release => Text("已于 {} 解除", "released on {}"),
        EndedBy::Lapse => Text("已于 {} 到期失效", "lapsed on {}"),
    }
}
