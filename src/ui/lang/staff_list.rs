//! Texts of taking in a list of staff. `{}` stands for a name or a number.
use casebook::people::staff_list::Part;

use super::{Text, people};

pub const TITLE: Text = Text("导入人员名册", "Import a list of staff");
pub const LEAD: Text = Text(
    "选择名册文件，或从表格里连同表头复制后粘贴。要有姓名、职务，可以有团队或组、电话、专长、任职起止。",
    "Choose a file, or paste from a spreadsheet with its headings: name and role; team or group, phone, kinds of work and days in office if there are any.",
);
pub const FILE: Text = Text("选择文件", "Choose a file");
pub const PASTE: Text = Text("或粘贴", "Or paste");
pub const READ: Text = Text("核对名册", "Check the list");
pub const NO_HEADINGS: Text = Text(
    "没有找到表头，人员没有改动。名册里要有一行写着“姓名”和“职务”“团队”等名称，粘贴时连同表头一起复制。",
    "No row of headings was found; nothing was changed. One row must name 姓名 and 职务 or the like; copy it too.",
);
/// Rows read, added, changed, left, faulty.
pub const COUNTS: Text = Text(
    "读到 {} 人：新增 {}，变更 {}，不变 {}，需处理 {}。",
    "{} people read: {} new, {} change, {} stay as they are, {} need a look.",
);
pub const UNNAMED: Text = Text("名册里没有、保持不变：{}", "Not in the list, left as they are: {}");
pub const POSTS_AFTER: Text = Text("导入后仍不符合方案第四条：{}", "Not as Art. 4 has it after that: {}");
pub const WHO: Text = Text("姓名", "Name");
pub const WHAT: Text = Text("导入后", "What becomes of it");
pub const WHY: Text = Text("需处理的原因", "What is wrong");
pub const ADDS: Text = Text("新增：{}", "New: {}");
/// What, before, after.
pub const CHANGES: Text = Text("{}：{} → {}", "{}: {} → {}");
pub const NOTHING: Text = Text("不变", "Stays as it is");
pub const EMPTY: Text = Text("空", "empty");
pub const LEAVE_OUT: Text = Text(
    "不导入需处理的 {} 行，只导入其余",
    "Leave out the {} rows that need a look",
);
/// Rows that say nothing new.
pub const SAME: Text = Text("不变的 {} 人", "{} stay as they are");
/// A person and a post.
pub const RAISED: Text = Text("{}（{}）", "{} ({})");
/// Who would get a post above the own one.
pub const ABOVE: Text = Text(
    "名册给下列人员的职务高于您本人的职务：{}。导入后他们即有相应的权限，请先确认任免文件。",
    "The list gives these people posts above your own: {}. With them go their rights: look at the letter of appointment first.",
);
/// To be ticked before.
pub const RAISE: Text = Text(
    "已核对任免文件，给予上述职务",
    "I have seen the letters of appointment; give these posts",
);
pub const TAKE: Text = Text("导入 {} 人", "Take in {}");
pub const TAKEN: Text = Text("已导入 {} 人", "{} taken in");
pub const AGAIN: Text = Text("重新选择", "Choose again");

pub const NO_NAME: Text = Text("姓名为空", "no name");
pub const NO_ROLE: Text = Text("没有写职务，新增人员要有职务", "no role; a new person needs one");
pub const UNKNOWN_ROLE: Text = Text("没有“{}”这个职务，应是其中之一：{}", "no role “{}”; one of: {}");
pub const UNKNOWN_GROUP: Text = Text(
    "没有“{}”这个团队或组，应是其中之一：{}",
    "no team or group “{}”; one of: {}",
);
pub const TWICE: Text = Text(
    "与第 {} 行同名；确是两个人的，请加字区分",
    "the same name as row {}; if they are two, add a word",
);
pub const SEVERAL: Text = Text(
    "现有几个人同名，分不清是谁，请在人员里改",
    "several are called so; change it there",
);
pub const UNREAD: Text = Text("{}“{}”：{}", "{} “{}”: {}");
pub const REVERSED: Text = Text("任职至早于任职自", "the last day in office is before the first");
/// What stands as the phone.
pub const NOT_A_PHONE: Text = Text("电话“{}”不是电话号码", "the phone “{}” is no number one could call");
/// Post, how many may hold it, who would.
pub const TOO_MANY: Text = Text(
    "{}只能有 {} 名，导入后会有：{}",
    "{}: only {} may be, there would be: {}",
);

/// What of a person changes.
pub fn part(part: Part) -> Text {
    match part {
        Part::Role => people::ROLE,
        Part::Group => people::GROUP,
        Part::From => people::FROM,
        Part::To => people::TO,
        Part::Phone => people::PHONE,
        Part::Works => people::WORKS,
    }
}
