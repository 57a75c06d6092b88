//! Texts of the strip of days and of the clocks.
use super::Text;

pub const STRIP: Text = Text("逐日计算", "Day by day");
pub const TRIGGER: Text = Text("起算日", "Trigger");
pub const MAKE_UP: Text = Text("补班", "Make-up");
pub const WEEKEND: Text = Text("周末", "Weekend");
pub const EXCLUDED: Text = Text("扣除", "Excluded");
pub const LATE: Text = Text("已来不及", "Too late");
pub const COUNTED: Text = Text("计入", "Counted");

pub const NOT_COUNTED: Text = Text("起算当日不计", "The trigger day is not counted");
pub const REST_SKIPPED: Text = Text("跳过 {} 个休息日", "{} rest days passed over");
pub const MAKE_UPS_COUNTED: Text = Text("{} 个调休上班日计为工作日", "{} make-up days counted as working days");
pub const EXCLUDED_DAYS: Text = Text("扣除 {} 日", "{} days excluded");
pub const NEVER_ROLLS: Text = Text(
    "到期即失效，不因节假日顺延",
    "lapses on its day and never rolls over a holiday",
);
pub const DAY_AFTER: Text = Text("须“超过”，故自次日起", "“more than”: from the day after");
pub const TAKES_EFFECT: Text = Text(
    "当日届满即生效，以后的期限自次日起算",
    "takes effect when this day has run out; later terms count from the next day",
);
pub const ROLLED: Text = Text("{} 逢休息日，顺延至 {}", "{} is a rest day: rolls to {}");
pub const PROVISIONAL: Text = Text(
    "放假安排尚未公布，暂定在 {} 至 {} 之间",
    "the year's notice is not published: between {} and {}",
);
pub const RESTS_ON: Text = Text("依据 {}", "rests on {}");
pub const JOIN: Text = Text("；", "; ");

pub const EARLIER: Text = Text("先到期", "Earlier");
