//! Texts of the court's own kinds of record and flows: what changes, and why a text is not taken. `{}` stands for a name or a
//! number.
use casebook::flows::FlowError;
use casebook::kinds::{Change, KindError, KindsError, OWN_NUMBERS, OWN_PREFIX, What};

use super::Text;
use super::field::own;

/// Title.
pub const TITLE: Text = Text("本院记录种类与流程", "The court's own kinds of record and flows");
/// The part of the page.
pub const PART: Text = Text("记录种类与流程", "Kinds and flows");
/// What it is for.
pub const LEAD: Text = Text(
    "本院可以增加自己的记录种类和审批流程，也可以给内置种类增加栏目、选项和表头用语。存入前先核对会改变什么；存入后本案件库各设备都按它登记，收回后已登记的记录仍保留，再次存入时恢复显示。",
    "The court can add kinds of record and flows of its own, and fields, choices and words of ledgers to those built in. What would change is shown first; once put in, every device of this book goes by it, and when it is taken back its records are kept and come back with it.",
);
/// Where it is told how.
pub const HOW: Text = Text(
    "写法照内置文本：从相近的一份改起，核对后再存入。",
    "Written as the built-in texts are: begin with one that is near, change it, and check it before it is put in.",
);
/// None yet.
pub const NONE: Text = Text("还没有本院的记录种类或流程。", "There are none yet.");
/// A kind of the court's own.
pub const OWN_KIND: Text = Text("本院种类", "own kind");
/// Added to a built-in kind.
pub const ADDED_TO: Text = Text("增补内置种类", "added to a built-in kind");
/// A flow.
pub const OWN_FLOW: Text = Text("流程", "flow");
/// The text of one in force, as a file.
pub const SAVE: Text = Text("下载文本", "Save the text");
/// For whoever hears the button: of which.
pub const SAVE_OF: Text = Text("下载“{}”的文本", "Save the text of “{}”");
/// Take it back.
pub const TAKE_BACK: Text = Text("收回", "Take back");
/// For whoever hears the button: which.
pub const TAKE_BACK_OF: Text = Text("收回“{}”", "Take “{}” back");
/// A text that does not stand beside the others.
pub const LEFT_OUT: Text = Text("“{}”未生效：{}", "“{}” is not in force: {}");
/// Choose a file.
pub const CHOOSE: Text = Text("选择文本（.json）…", "Choose a text (.json)…");
/// Or paste it.
pub const PASTE: Text = Text("或粘贴文本", "Or paste it");
/// Check it.
pub const CHECK: Text = Text("核对", "Check");
/// A built-in text to start from.
pub const START: Text = Text("内置文本，作为起点", "A built-in text to start from");
/// Which.
pub const WHICH: Text = Text("种类或流程", "Kind or flow");
/// Of a kind.
pub const OF_KIND: Text = Text("种类：{}", "Kind: {}");
/// Of a flow.
pub const OF_FLOW: Text = Text("流程：{}", "Flow: {}");
/// The text of nothing that is a kind or a flow.
pub const NOT_KINDS: Text = Text(
    "这不是记录种类或流程的文本：应有 kind、adds_to 或 flow。",
    "This is no text of a kind or a flow: it should have kind, adds_to or flow.",
);
/// A text of a kind where other rules are put in.
pub const IS_KIND: Text = Text(
    "这是记录种类或流程的文本：请在“记录种类与流程”存入。",
    "This is the text of a kind or a flow: put it in under “Kinds and flows”.",
);
/// What would change.
pub const EFFECT: Text = Text("将有以下变化", "What would change");
/// Nothing would.
pub const NO_CHANGE: Text = Text("与现行的相同，没有变化。", "Nothing: it says what is in force.");
/// So many records.
pub const CONCERNS: Text = Text("涉及已登记的记录 {} 条。", "Records it concerns: {}.");
/// Put it in force.
pub const ACCEPT: Text = Text("存入", "Put in force");
/// Take it back, after looking.
pub const DO_TAKE_BACK: Text = Text("确认收回", "Take it back");
/// Done.
pub const PUT: Text = Text("已存入“{}”", "“{}” was put in force");
/// Taken back.
pub const TAKEN_BACK: Text = Text("已收回“{}”，记录都保留着", "“{}” was taken back; its records are kept");
/// It was refused.
pub const REFUSED: Text = Text("没有存入，现行种类不变。", "It was not put in; nothing was changed.");
/// It cannot be taken back.
pub const NOT_BACK: Text = Text(
    "没有收回，现行种类不变。",
    "It was not taken back; nothing was changed.",
);

/// A change in words.
pub fn change(change: &Change) -> String {
    let of = own(&change.of).now();
    let said = |text: Text, names: &[&casebook::kinds::Both]| {
        let names: Vec<&str> = names.iter().map(|name| own(name).now()).collect();
        let all: Vec<&dyn std::fmt::Display> = names.iter().map(|name| name as &dyn std::fmt::Display).collect();
        format!("{of}：{}", text.with(&all))
    };
    match &change.what {
        What::Added => said(Text("新增种类", "new kind"), &[]),
        What::Gone => said(
            Text(
                "种类收回，记录保留、不再显示",
                "the kind is gone; its records are kept and not shown",
            ),
            &[],
        ),
        What::Field(name) => said(Text("新增栏目“{}”", "new field “{}”"), &[name]),
        What::FieldGone(name) => said(
            Text(
                "栏目“{}”收回，已填内容保留、不再显示",
                "field “{}” is gone; what it said is kept and not shown",
            ),
            &[name],
        ),
        What::Choice(field, name) => said(Text("“{}”新增选项“{}”", "“{}” has another choice “{}”"), &[field, name]),
        What::ChoiceGone(field, name) => said(Text("“{}”收回选项“{}”", "“{}” has no more choice “{}”"), &[field, name]),
        What::FieldTold(name) => said(Text("栏目“{}”的说明改变", "field “{}” is told otherwise"), &[name]),
        What::Told => said(
            Text("名称、表列或填写要求改变", "its name, columns or demands change"),
            &[],
        ),
        What::Flow(name) => said(Text("新增流程“{}”", "new flow “{}”"), &[name]),
        What::FlowGone(name) => said(
            Text(
                "流程“{}”收回，已办步骤保留、不再计算",
                "flow “{}” is gone; its steps are kept and do not count",
            ),
            &[name],
        ),
        What::State(name) => said(Text("状态“{}”新增或改名", "state “{}” is new or renamed"), &[name]),
        What::StateGone(name) => said(Text("状态“{}”收回", "state “{}” is gone"), &[name]),
        What::Step(name) => said(Text("新增步骤“{}”", "new step “{}”"), &[name]),
        What::StepGone(name) => said(
            Text(
                "步骤“{}”收回，已办的不再计算",
                "step “{}” is gone; where it was taken it does not count",
            ),
            &[name],
        ),
        What::StepTold(name) => said(
            Text(
                "步骤“{}”的办理人或要求改变",
                "who takes step “{}”, or what it needs, changes",
            ),
            &[name],
        ),
        What::FlowTold => said(Text("流程的其他规定改变", "the flow is told otherwise"), &[]),
    }
}

/// Why a text is not taken.
pub fn why(error: &KindsError) -> String {
    let (_, of, at) = error.why.told();
    match &error.why {
        KindError::Unreadable(why) => Text("读不懂这份文本：{}", "the text cannot be read: {}").with(&[why]),
        KindError::Flow(FlowError::Unreadable(why)) => {
            Text("读不懂这份流程：{}", "the flow cannot be read: {}").with(&[why])
        }
        KindError::NotOwn(..) => {
            let said = Text(
                "本院的键应以 {} 开头，编号在 {}–{} 之间",
                "a court's keys begin with {}, its numbers are {}–{}",
            );
            let said = said.with(&[&OWN_PREFIX, OWN_NUMBERS.start(), OWN_NUMBERS.end()]);
            placed(of, at, &said)
        }
        KindError::Flow(error) => placed(of, at, of_flow(error).now()),
        error => placed(of, at, of_kind(error).now()),
    }
}

/// The place and what is wrong there: `own_contact · phone：…`.
fn placed(of: &str, at: &str, said: &str) -> String {
    let place = [of, at].into_iter().filter(|part| !part.is_empty());
    let place = place.collect::<Vec<_>>().join(" · ");
    match place.is_empty() {
        true => said.to_owned(),
        false => format!("{place}：{said}"),
    }
}

const NO_SOURCE: Text = Text("没有写依据（source、mark）", "it says no source and mark");
const NO_NAME: Text = Text("名称须有中文和英文", "a name takes Chinese and English");
const TWICE: Text = Text("编号、键或用语重复", "a number, key or word is used twice");
const OWN_KEY: Text = Text(
    "本院新增的状态和步骤，键应以 own_ 开头",
    "keys of states and steps a court adds begin with own_",
);

fn of_kind(error: &KindError) -> Text {
    match error {
        KindError::Unreadable(_) => Text("读不懂这份文本", "the text cannot be read"),
        KindError::TooLarge => Text(
            "文本过大：每份至多 64 KB，合计至多 512 KB",
            "too large: a text has at most 64 kB, all of them 512 kB",
        ),
        KindError::UnknownField(..) => Text("没有这个栏目", "there is no such field"),
        KindError::UnknownType(..) => Text("没有这种栏目类型", "there is no such type of field"),
        KindError::UnknownRight(_) => Text("没有这项权限", "there is no such right"),
        KindError::NoSource(_) => NO_SOURCE,
        KindError::NoName(..) => NO_NAME,
        KindError::Twice(..) => TWICE,
        KindError::Reserved(..) => Text("编号由系统保留", "the number is reserved"),
        KindError::Reused(..) => Text(
            "这个编号或键在本案件库已有别的含义，不能改用，请另取",
            "this number or key means something else in this book already: take another",
        ),
        KindError::Choice(..) => Text("选项不对应", "a choice does not fit"),
        KindError::NotADay(..) => Text("应是日期栏目", "it should be a date"),
        KindError::NotANumber(..) => Text("应是数字栏目", "it should be a number"),
        KindError::NotTelling(..) => Text(
            "必填栏目没有列入，或不能用来识别记录",
            "a needed field is left out, or it cannot tell records apart",
        ),
        KindError::NotOwn(..) => OWN_KEY,
        KindError::Changed(..) => Text(
            "内置的只能增补，不能改变或减少",
            "what is built in can be added to, not changed or taken away",
        ),
        KindError::BuiltIn(_) => Text(
            "是内置种类：增补请写 adds_to，另立种类请另取键和编号",
            "is built in: add to it under adds_to, or take another key and number",
        ),
        KindError::Flow(error) => of_flow(error),
    }
}

fn of_flow(error: &FlowError) -> Text {
    match error {
        FlowError::Unreadable(_) => Text("读不懂这份流程", "the flow cannot be read"),
        FlowError::UnknownKind(_) => Text(
            "没有可以挂这个流程的种类，或它已有流程；收回种类前请先收回其流程",
            "there is no such kind for the flow, or it has one; before a kind, take back its flow",
        ),
        FlowError::NoSource(_) => NO_SOURCE,
        FlowError::NoName(..) => NO_NAME,
        FlowError::Twice(..) => TWICE,
        FlowError::UnknownField(..) => Text("没有这个栏目、权限或步骤", "there is no such field, right or step"),
        FlowError::UnknownState(..) => Text("没有这个状态", "there is no such state"),
        FlowError::Unreachable(..) => Text("没有步骤能到这个状态", "no step leads to this state"),
        FlowError::DeadEnd(..) => Text("从这个状态到不了终点", "no end can be reached from this state"),
        FlowError::Nobody(..) => Text("这一步没有人能办", "nobody may take this step"),
        FlowError::OwnDecision(..) => Text(
            "审批须排除提出的人（not_by 列出他办的步骤）",
            "a decision keeps out whoever asked (not_by names his steps)",
        ),
        FlowError::SpansStages(..) => Text(
            "一步跨了两级审批，前一级的人会越级办理",
            "one step spans two stages: who decides in the earlier could take it in the later",
        ),
        FlowError::SetsUnjudged(..) => Text(
            "写入案件栏目的步骤不能限定办过别步的人",
            "a step that sets fields of the case cannot hang on who took another",
        ),
        FlowError::Lacks(..) => Text(
            "内置流程的这个状态或步骤不能少",
            "this state or step of the built-in flow must stay",
        ),
        FlowError::Changed(..) => Text(
            "内置流程此处被期限和记录依据，只能改办理人和要求",
            "clocks and records go by this: only who takes it and what it needs may be told otherwise",
        ),
        FlowError::NotOwn(..) => OWN_KEY,
    }
}
