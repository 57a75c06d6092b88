//! Texts of the shell: rail, banners, skip link, panic overlay.
use super::Text;

pub const APP: Text = Text("分流", "Fenliu");
/// The registers.
pub const SEIZURES: Text = Text("台账", "Registers");
/// The same, short.
pub const SEIZURES_SHORT: Text = Text("台账", "Registers");
/// Under the name.
pub const APP_LINE: Text = Text("执行办案", "Enforcement desk");
pub const SKIP: Text = Text("跳到正文", "Skip to content");
pub const NAV: Text = Text("主导航", "Main navigation");

pub const QUICK: Text = Text("快速分流", "Quick triage");
/// The table of overdue nodes.
pub const OVERDUE_NODES: Text = Text("超期节点统计表", "Overdue nodes");
/// The page of the bulletin.
pub const BULLETIN: Text = Text("节点监管情况通报", "Bulletin");
/// The page of warnings.
pub const WARNINGS: Text = Text("办案预警", "Warnings");
/// What waits for the person here.
pub const WORK: Text = Text("待办", "To do");
/// The same, short.
pub const WORK_SHORT: Text = Text("待办", "To do");
pub const CASES: Text = Text("案件", "Cases");
pub const CALENDAR: Text = Text("期限日历", "Calendar");
pub const RULES: Text = Text("规则", "Rules");
pub const SETTINGS: Text = Text("设置", "Settings");
pub const IMPORT: Text = Text("导入", "Import");
pub const PEOPLE: Text = Text("人员与权限", "People and rights");
pub const SYNC: Text = Text("同步", "Sync");
pub const JOIN: Text = Text("加入", "Join");
pub const CASE: Text = Text("案件详情", "Case");

/// Short labels for the narrow rail and the bottom bar.
pub const QUICK_SHORT: Text = Text("分流", "Triage");
pub const PEOPLE_SHORT: Text = Text("人员", "People");
pub const CALENDAR_SHORT: Text = Text("日历", "Calendar");

pub const OVERDUE_BADGE: Text = Text("{} 件超期", "{} cases overdue");

pub const STORE_OPENING: Text = Text("正在打开案件库…", "Opening the case book…");
pub const STORE_SAFE: Text = Text("离线可用 · 全部已存本机", "Works offline · all saved on this device");
pub const STORE_SINCE: Text = Text("最近保存 {}", "Last saved {}");
pub const STORE_RISK: Text = Text(
    "浏览器可能清除数据，请备份",
    "The browser may clear the data: make a backup",
);
pub const STORE_EMPTY: Text = Text("本机尚无案件", "No cases on this device yet");
pub const STORE_SHUT: Text = Text("案件库未打开", "The case book is not open");
pub const STORE_FAILED: Text = Text("案件库打不开", "The case book cannot be opened");

pub const NEW_VERSION: Text = Text(
    "新版本已就绪，方便时更换。",
    "A new version is ready; switch when it suits you.",
);
pub const NEW_VERSION_NOW: Text = Text("现在更换", "Switch now");
pub const NEW_VERSION_HELD: Text = Text(
    "有正在填写的内容，保存或清空后再更换。",
    "Something is being filled in: save or clear it first.",
);
pub const MUST_RELOAD: Text = Text(
    "另一个标签页已更新程序，请重新载入本页后继续。",
    "Another tab has updated the app: reload this page to go on.",
);
pub const RELOAD: Text = Text("重新载入", "Reload");

pub const PANIC_TITLE: Text = Text("程序出错，已停下", "The program hit a fault and has stopped");
pub const PANIC_TEXT: Text = Text(
    "为免写错，本页不再写入。已保存的案件不受影响；正在填写而未保存的内容可能丢失。",
    "So as not to write anything wrong, this page no longer writes. Saved cases are not affected; what was being typed and not saved may be lost.",
);
pub const PANIC_DIAGNOSTICS: Text = Text("下载诊断信息", "Download diagnostics");
