//! Texts of flows: where a record stands, steps, what waits for whom. `{}` stands for a name, a date or a number.
use casebook::flows::StepFault;
use protocol::StepRefusal;

use super::Text;

/// Two outcomes stand beside each other.
pub const QUESTION: Text = Text("两种结果并存，需重新选定", "Two outcomes stand: one must be chosen");
/// Who is to act.
pub const WAITS_FOR: Text = Text("待{}办理", "Waits for: {}");
/// The steps so far.
pub const STEPS: Text = Text("办理经过（{}）", "Steps so far ({})");
/// A step in a line: who did what, when, counting from which day.
pub const STEP_LINE: Text = Text("{} {}，日期 {}", "{}: {}, day {}");
/// On whose order.
pub const BY_ORDER: Text = Text("指令来源：{}", "on the order of {}");
/// The record says something else now.
pub const CHANGED_SINCE: Text = Text("决定后内容已更正", "the record was changed since");
/// A step that does not count.
pub const NO_EFFECT: Text = Text("不生效：{}", "no effect: {}");
/// The form: the day.
pub const DAY: Text = Text("日期", "Day");
/// The form: why.
pub const REASON: Text = Text("理由", "Reason");
/// The form: a reason that is needed.
pub const REASON_NEEDED: Text = Text("请写明理由", "A reason is needed");
/// The form: a reason that may be left out.
pub const OPTIONAL: Text = Text("可不填", "may be left empty");
/// The form: on whose order.
pub const ORDER: Text = Text("指令来源", "On whose order");
/// The form: the day is missing.
pub const DAY_NEEDED: Text = Text("请填写日期", "The day is needed");
/// The form: a day to come.
pub const DAY_TO_COME: Text = Text("不能晚于今天", "Not later than today");
/// The form: what cannot be undone, confirmed.
pub const CONFIRM: Text = Text("已核对，确认办理", "Checked; go on");
/// The form: the tick is missing.
pub const NOT_CONFIRMED: Text = Text("请先勾选确认", "Tick the box first");
/// Done for several.
pub const TAKEN_ALL: Text = Text("{}：已办理 {} 项", "{}: {} done");
/// Some were left out.
pub const LEFT_OUT: Text = Text("{} 项未办理：{}", "{} not done: {}");
/// Too late to take back.
pub const NOT_TAKEN_BACK: Text = Text(
    "未撤销：他人已接着办理。",
    "Not undone: somebody has gone on from there.",
);
/// The trace: a step was taken.
pub const H_STEP: Text = Text("{}：{} {}", "{}: {} {}");
/// The trace: a step was taken back.
pub const H_BACK: Text = Text("撤销{}", "took back: {}");
/// The trace: a step of a flow this build does not know.
pub const H_UNKNOWN: Text = Text("办理了一步（本版本不认识）", "a step this version does not know");

/// The page: what this person did since the book was opened.
pub const LAST_ACTS: Text = Text("我最近的操作（{}）", "What I did last ({})");
/// The page: how long these can be taken back here.
pub const LAST_ACTS_HELP: Text = Text(
    "本次打开后的操作，可以在此撤销；之后有人改过的不会被覆盖。重新打开后，请在案件的“办理经过”中撤销。",
    "What was done since the book was opened can be undone here; what somebody changed since stays as it is. Later, undo in the trace of the case.",
);
/// The page: title.
pub const WORK: Text = Text("待办", "To do");
/// Why somebody else has to go on.
pub const NOT_YOUR_OWN: Text = Text("本人提请的，须由他人{}", "You asked for it: somebody else has to {}");
/// The page: rows of several kinds.
pub const MIXED: Text = Text(
    "所选事项不是同一种，请分别办理",
    "These are of several kinds; do them one kind at a time",
);
/// The page: what others have to do next.
pub const OTHERS: Text = Text("我已办理，待他人办理", "Done by me, waiting for others");
/// The page: nothing.
pub const NOTHING: Text = Text("没有待您办理的审批和事项。", "Nothing waits for you.");
/// The page: where things come from.
pub const NOTHING_HELP: Text = Text(
    "需要您决定、审批、接收的，提交后会出现在这里。",
    "What you are to decide, approve or receive appears here once it is submitted.",
);
/// The page: all cases that are overdue, whoever handles them.
pub const ALL_OVERDUE: Text = Text("全部超期案件（{}）", "All overdue cases ({})");
/// The page: own cases that are overdue.
pub const MY_OVERDUE: Text = Text("承办的超期案件（{}）", "Cases handled, overdue ({})");
/// The page: own cases that are due soon.
pub const MY_SOON: Text = Text("承办的将到期案件（{}）", "Cases handled, due soon ({})");
/// The page: what lapses in own cases.
pub const MY_LAPSING: Text = Text("30 天内要续行的查控（{}）", "Seizures to renew within 30 days ({})");
/// The page: notes that are not done.
pub const MY_NOTES: Text = Text("未完成的工作记录（{}）", "Task notes not done ({})");
/// The page: column of the matter.
pub const MATTER: Text = Text("事项", "Matter");
/// The page: column of the state.
pub const STATE: Text = Text("状态", "State");
/// The page: column of who brought it here.
pub const FROM: Text = Text("提交人", "From");
/// The page: column of why.
pub const WHY: Text = Text("事由", "Why");
/// The page: column of the day since when.
pub const SINCE: Text = Text("到达日期", "Since");
/// The page: days it has waited.
pub const DAYS: Text = Text("{} 天", "{} d");
/// The page: column of who acts.
pub const WHO: Text = Text("待谁办理", "Waits for");
/// The page: column of what can be done.
pub const DO: Text = Text("办理", "Do");

/// A step was taken back without effect.
pub const BACK_VOID: Text = Text(
    "不是本人办理的步骤，或其后已有人办理，撤销不生效",
    "not the step of who took it back, or others had gone on from there: it had no effect",
);
/// A step in the name of somebody else.
pub const ANOTHERS: Text = Text("以他人名义办理，不生效", "in another person's name: it had no effect");
/// The flow names others for a step.
pub const NOT_NAMED: Text = Text("流程指定由其他人员办理", "the flow names others for it");

/// Why a step does not count.
pub fn fault(fault: StepFault) -> Text {
    match fault {
        StepFault::Unknown => Text("没有这一步", "there is no such step"),
        StepFault::WrongState => Text(
            "当时已不在可办理这一步的状态",
            "it did not lead on from where this stood",
        ),
        StepFault::Own => Text(
            "本人提请的事项不能由本人决定",
            "nobody decides on what he asked for himself",
        ),
        StepFault::NotOwn => Text("只能由提请人办理", "only who asked for it may do this"),
        StepFault::TakenBack => Text("本人已撤销", "taken back by its author"),
        StepFault::RestsOnNothing => Text(
            "所依据的前一步骤不在本机或已不算数，请核对后重新办理",
            "the step it rests on is not here or does not count any more: check, and take it again",
        ),
        StepFault::TooMany => Text("同一人步骤过多，不再计入", "more steps by one person than are counted"),
    }
}

/// Why a step was not taken. Fields that lack are named by the page.
pub fn refusal(refusal: &StepRefusal) -> Text {
    match refusal {
        StepRefusal::NotThere => Text("记录已被移出", "the record was taken out"),
        StepRefusal::Moved => Text(
            "他人刚办理或改动过，请核对后再办",
            "somebody else just acted on it; look again",
        ),
        StepRefusal::Fault(why) => fault(*why),
        StepRefusal::NotYours => Text("不属于您的职责", "it is not for you to do"),
        StepRefusal::Final => Text("已确认不可撤回", "it was confirmed as without a way back"),
        StepRefusal::Missing(_) => Text("记录尚未填全", "the record is not complete"),
        StepRefusal::NoReason => Text(
            "请写明理由（与规则算出的不同时，也须写明）",
            "a reason is missing (also needed where the rules say otherwise)",
        ),
        StepRefusal::DossierLacks(_) => Text(
            "卷宗目录尚有缺项或未确认归目的材料，补齐、确认后再归档",
            "the dossier lacks something, or somebody has to confirm where things stand: see to it first",
        ),
        StepRefusal::InFuture => Text("日期还没有到", "the day has not come yet"),
        StepRefusal::TooEarly(_) => Text(
            "日期早于上一步、事由发生或立案的日期",
            "the day is before the step before, the cause or the filing",
        ),
    }
}
