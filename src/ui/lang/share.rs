//! Texts of sharing out work: who there is, the proposal with its reasons, changes by hand. `{}` stands for a name or a number.
use protocol::Bond;

use super::Text;

/// The act: sharing out cases.
pub const SHARE_OUT: Text = Text("分案", "Share out cases");
pub const SHARE_OUT_COUNT: Text = Text("分出 {} 件", "Share out {}");
pub const TO: Text = Text("分给", "To");
pub const TO_HELP: Text = Text(
    "选一人或几人：关联案件归同一承办人，其次看专长，再按现有件数均分；应当回避的人不分案",
    "One or several: linked cases go to one hand, then kinds of work count, then what each has; nobody recused gets any",
);
pub const READING: Text = Text("正在查找关联案件与回避…", "Looking for linked cases and recusals…");
pub const TOO_MANY: Text = Text(
    "一次最多分 2000 件，请少选一些。",
    "At most 2,000 at a time: choose fewer.",
);
/// A search among people.
pub const SEARCH_PEOPLE: Text = Text("姓名、岗位、组或专长", "Name, post, group or kind of work");
pub const NOT_FOUND: Text = Text("没有这样的人", "Nobody like that");
/// Those whose post has no such work.
pub const OTHERS: Text = Text("其他人员（{}）", "Others ({})");
/// A person with what he has.
pub const HAS_CASES: Text = Text("{}　在办 {} 件", "{}: {} open cases");
pub const CASE: Text = Text("案件", "Case");
pub const WORK: Text = Text("事务", "Matter");
pub const WHO: Text = Text("承办人", "Handler");
/// Who has the case now.
pub const HOLDER: Text = Text("现承办人", "Handler now");
/// Left out.
pub const CLOSED_OUT: Text = Text("{} 件已结案，不在内", "{} closed cases are left out");
/// A tick: cases that somebody handles.
pub const HELD_TOO: Text = Text(
    "已有承办人的 {} 件也一并改分（从现承办人转出）",
    "Also the {} cases that somebody handles: they are taken from their handlers",
);
/// What each would get of cases.
pub const GETS: Text = Text("{} {} 件", "{}: {}");
pub const PROPOSAL: Text = Text("本次分案：{}", "To be shared out: {}");
pub const WHY: Text = Text("理由", "Why");
pub const NOBODY: Text = Text("暂不分案", "Nobody yet");
/// A choice that is barred: the name and why.
pub const BARRED: Text = Text("{}（{}）", "{} ({})");
pub const IS_RECUSED: Text = Text("已决定回避", "recused");
pub const MAY_BE_RECUSED: Text = Text("回避待决定，暂停参与", "recusal not decided, takes no part");
/// Why: a linked case and its handler.
pub const LINKED: Text = Text("{}：{}，由{}承办", "{}: {}, with {}");
pub const LINKED_HINT: Text = Text("另有{}：{}，由{}承办（未选）", "also {}: {}, with {} (not chosen)");
pub const SUITS: Text = Text("专长：{}", "kind of work: {}");
/// Why: by what each has; how many that person had before.
pub const LOAD: Text = Text("按在办件数均分（原有 {} 件）", "to even out what each has ({} before)");
pub const BY_HAND: Text = Text("人工调整：{}", "by hand: {}");
pub const BY_HAND_NOW: Text = Text("人工调整", "changed by hand");
pub const ALL_BARRED: Text = Text("所选人员都应当回避", "everybody chosen is recused");
pub const REASON: Text = Text("调整理由", "Why changed by hand");
pub const REASON_HELP: Text = Text(
    "改了承办人的，写明理由，留在痕迹里",
    "Where you chose somebody else, say why: it stays in the trace",
);
pub const REASON_NEEDED: Text = Text("请写明调整理由", "Say why it was changed");
pub const NOBODY_LEFT: Text = Text("没有可以分出的", "There is nothing to share out");
pub const SHARED: Text = Text("已分出 {} 件，待接收", "{} shared out, to be received");
/// A hint: so many have it already or get nobody.
pub const LEFT: Text = Text(
    "{} 件不变（已由此人承办，或者无人可分）",
    "{} stay as they are (already with that person, or nobody may have them)",
);

/// What links two cases.
pub fn bond(bond: Bond) -> Text {
    match bond {
        Bond::Identity => Text("同一被执行人（证件号相同）", "same debtor (by identity number)"),
        Bond::Basis => Text("同一执行依据", "same basis"),
        Bond::Name => Text(
            "被执行人同名（可能是另一人）",
            "debtor of the same name (may be another)",
        ),
    }
}
