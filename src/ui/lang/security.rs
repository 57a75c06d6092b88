//! Texts of the settings of security: this device, its lock, the recovery kit.
use super::Text;

pub const TITLE: Text = Text("安全", "Security");
pub const DEVICE: Text = Text("这台设备", "This device");
pub const WHO: Text = Text("使用人", "Used by");
pub const REMOVED: Text = Text(
    "这台设备已被移出：已有的内容可以查看，不再写入，也不再同步。",
    "This device was removed: what it has can be read; it writes and exchanges nothing more.",
);
pub const LOCK: Text = Text("锁", "Lock");
pub const BY_PASSPHRASE: Text = Text("用口令锁定", "By a passphrase");
pub const BY_BROWSER: Text = Text(
    "仅此浏览器：能打开浏览器的人就能打开案件",
    "This browser only: whoever opens the browser opens the cases",
);
pub const CHANGE: Text = Text("更改口令", "Change the passphrase");
pub const SET: Text = Text("设口令", "Set a passphrase");
pub const CHANGE_TITLE: Text = Text("这台设备的解锁方式", "How this device is locked");
pub const NOW: Text = Text("原口令", "Passphrase until now");
pub const NEW: Text = Text("新口令", "New passphrase");
pub const CHANGE_NOW: Text = Text("更改", "Change");
pub const CHANGED: Text = Text("口令已更改", "The passphrase was changed");
pub const TO_BROWSER: Text = Text("已改为仅此浏览器", "Locked by this browser only from now on");
pub const AUTO: Text = Text("自动锁定", "Locks by itself");
pub const AUTO_NEVER: Text = Text("不自动锁定", "Never");
pub const AUTO_AFTER: [Text; 5] = [
    Text("5 分钟无人操作后", "after 5 minutes"),
    Text("10 分钟无人操作后", "after 10 minutes"),
    Text("15 分钟无人操作后", "after 15 minutes"),
    Text("30 分钟无人操作后", "after 30 minutes"),
    Text("60 分钟无人操作后", "after 60 minutes"),
];

pub const KIT: Text = Text("恢复密钥", "Recovery kit");
pub const KIT_NONE: Text = Text(
    "还没有。设备都丢了、口令都忘了，只有它和共享存储能找回案件。",
    "None yet. With all devices lost and passphrases forgotten, only this and the store bring the cases back.",
);
pub const KIT_HAS: Text = Text("{} 份中任意 {} 份可找回", "of {} shares any {} are enough");
pub const KIT_HOLDERS: Text = Text("持有人：{}；制作于 {}", "Held by {}; made {}");
pub const KIT_MAKE: Text = Text("制作恢复密钥…", "Make a recovery kit…");
pub const KIT_AGAIN: Text = Text("重新制作…", "Make it anew…");
pub const KIT_TITLE: Text = Text("制作恢复密钥", "Make a recovery kit");
pub const KIT_LEAD: Text = Text(
    "分成几份，每份交一位持有人，打印后锁好。凑够份数才能打开，一份看不出任何内容。以前的那套随即作废。",
    "It is split among several holders; each gets a printed sheet to lock away. Enough of them together open the book; one alone tells nothing. A kit made before is void.",
);
pub const HOLDERS: Text = Text("持有人", "Holders");
pub const HOLDERS_HINT: Text = Text("每行一位，至少两位", "One a line, two or more");
pub const HOLDERS_FEW: Text = Text("请至少填两位持有人", "Enter two holders or more");
pub const HOLDERS_MANY: Text = Text("最多十六位持有人", "Sixteen holders at most");
pub const NEEDED: Text = Text("需要几份", "Shares needed");
pub const MAKE: Text = Text("制作", "Make");

pub const SHEETS_TITLE: Text = Text("打印并分发恢复密钥", "Print and hand out the recovery kit");
pub const SHEETS_LEAD: Text = Text(
    "份额只显示这一次，不保存在任何地方。一份一页打印，当面交给本人，再逐一打勾。",
    "The shares are shown this once and kept nowhere. Print one page each, hand them over in person, and tick them off.",
);
pub const HANDED: Text = Text("已交给 {} 本人", "Handed to {} in person");
pub const SHEETS_DONE: Text = Text("完成", "Done");
pub const SHEETS_OPEN: Text = Text(
    "还有 {} 份没有打勾。未分发齐就离开，请重新制作一套。",
    "{} shares are not ticked off. If you leave before all are handed out, make a new kit.",
);
pub const SHEET_TITLE: Text = Text("分流 · 恢复密钥份额", "Fenliu · recovery share");
pub const SHEET_NUMBER: Text = Text(
    "第 {} 份，共 {} 份；任意 {} 份可找回案件",
    "Share {} of {}; any {} bring the cases back",
);
pub const SHEET_HOLDER: Text = Text("持有人", "Holder");
pub const SHEET_STORE: Text = Text("共享存储地址", "Address of the store");
pub const SHEET_MADE: Text = Text("制作", "Made");
pub const SHEET_USE: Text = Text(
    "用法：打开分流，案件库选“用恢复密钥份额”，逐份输入下面的字符或扫码。请锁好，不拍照、不外传；丢失请立即告知本院重新制作。",
    "Use: open Fenliu, choose “Use recovery shares”, enter the characters below or scan the code. Keep it locked away, take no picture; if it is lost, tell the court at once so that a new kit is made.",
);
pub const SHEET_SIGN: Text = Text("领取人签名：", "Received by:");
pub const SHEET_QR: Text = Text("份额的二维码", "Code of the share");
