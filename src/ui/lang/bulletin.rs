//! Texts of the bulletin.
use super::Text;

/// Title.
pub const TITLE: Text = super::shell::BULLETIN;
/// What it holds.
pub const LEAD: Text = Text(
    "数字与超期节点统计表同出一处；各单位按法院代码和团队次序排列，不作排名。没有填写的地方在文中标出。",
    "The figures come from the table of overdue nodes; courts and teams stand in the order of their codes, without a rank. What is not filled in is marked.",
);
/// To the rows behind the numbers of seizures.
pub const SEIZURES: Text = Text(
    "查控数字的明细：在查封台账中打开本期间",
    "The rows behind the numbers of seizures: this period in their register",
);
/// Save.
pub const SAVE: Text = Text("存为 Word 文件", "Save as a Word file");
