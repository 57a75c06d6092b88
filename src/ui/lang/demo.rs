//! Texts of the demo bureau.
use protocol::DemoSeat;

use super::Text;

/// Opens it.
pub const OPEN: Text = Text("看示例库", "Look at the demo");
/// What it is.
pub const WHAT: Text = Text(
    "示例库是一个虚构的执行局：二百余件案件、四十余人，样样都有。它与您自己的案件库分开存放，一键移除。",
    "The demo is a bureau that does not exist, with some two hundred cases and forty people. It lies apart from your own book and goes with one press.",
);
/// While it is made.
pub const MAKING: Text = Text("正在生成示例库", "Making the demo");
/// Once more.
pub const AGAIN: Text = Text("重新生成", "Try again");
/// What the band says.
pub const BAND: Text = Text("示例库：人员和案件都是虚构的", "Demo: nobody and nothing here is real");
/// Names the choice of a desk.
pub const SEAT: Text = Text("以谁的身份看", "Seen by");
/// While another desk is taken.
pub const TAKING: Text = Text("正在换身份…", "Changing desks…");
/// Goes back, and keeps the demo.
pub const LEAVE: Text = Text("回到自己的案件库", "Back to my own book");
/// Removes it.
pub const REMOVE: Text = Text("移除示例", "Remove the demo");
/// Removes it with what was entered in it.
pub const REMOVE_WITH: Text = Text(
    "移除示例和您录入的 {} 件",
    "Remove the demo and the {} cases you entered",
);

/// A desk.
pub fn seat(seat: DemoSeat) -> Text {
    match seat {
        DemoSeat::Director => Text("执行指挥中心主任", "Centre director"),
        DemoSeat::Clerk => Text("事务集约组书记员", "Clerk, shared tasks"),
        DemoSeat::Judge => Text("普执团队法官", "Judge, general team"),
        DemoSeat::Leader => Text("普执团队团队长", "Leader, general team"),
        DemoSeat::Chief => Text("执行局长", "Bureau chief"),
        DemoSeat::Dossier => Text("卷宗管理员", "Dossier manager"),
    }
}
