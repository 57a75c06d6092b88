//! Texts of entering records from the register, one after the other. `{}` stands for a name or a number.
use super::Text;

/// Save and begin the next.
pub const SAVE_NEXT: Text = Text("保存，登记下一项", "Save and enter the next");
/// Save and close.
pub const SAVE_CLOSE: Text = Text("保存并关闭", "Save and close");
/// Saved, in which case.
pub const SAVED: Text = Text("已保存：{}（{}）", "Saved: {} ({})");
/// The case that is meant: number, debtor, handler.
pub const FOUND: Text = Text("{}　被执行人：{}　承办人：{}", "{}. Debtor: {}. Handler: {}");
/// Several cases are meant.
pub const SEVERAL: Text = Text(
    "有几件案件符合，请写全案号或从列表选择",
    "Several cases match: type the whole number or choose one",
);
/// No case is meant.
pub const NO_CASE: Text = Text("案件库里没有这个案号", "No case of this number in the book");
