//! Texts of the settings page.
use super::Text;

pub const TITLE: Text = Text("设置", "Settings");
pub const LOOK: Text = Text("显示", "Display");
pub const LANGUAGE: Text = Text("语言", "Language");
pub const CHINESE: Text = Text("中文", "中文");
pub const ENGLISH: Text = Text("English", "English");
pub const THEME: Text = Text("配色", "Theme");
pub const THEME_SYSTEM: Text = Text("随系统", "System");
pub const THEME_LIGHT: Text = Text("浅色", "Light");
pub const THEME_DARK: Text = Text("深色", "Dark");
pub const THEME_CONTRAST: Text = Text("高对比", "High contrast");

pub const SAFE: Text = Text("数据在哪里", "Where the data is");
pub const ON_DEVICE: Text = Text("本机", "On this device");
pub const CASES: Text = Text("{} 件，占 {}", "{} cases, {}");
pub const LAST_SAVED: Text = Text("最近保存", "Last saved");
pub const NEVER: Text = Text("尚无", "Not yet");
pub const SHARED: Text = Text("共享存储", "Shared store");
pub const KEEPING: Text = Text("长期保留", "Lasting storage");
pub const KEEPING_YES: Text = Text("浏览器已答应长期保留", "The browser has promised to keep it");
pub const KEEPING_NO: Text = Text(
    "浏览器没有答应：空间不足时可能清除。请定期备份；把本应用安装到桌面后可再申请。",
    "The browser has not promised: it may clear the data when space runs out. Make backups; install the app and ask again.",
);
pub const KEEPING_UNKNOWN: Text = Text("不清楚", "Not known");
pub const KEEPING_ASK: Text = Text("申请长期保留", "Ask for lasting storage");

pub const BACKUP: Text = Text("备份与恢复", "Backup and restore");
pub const BACKUP_MAKE: Text = Text("下载备份", "Download a backup");
pub const BACKUP_MAKING: Text = Text("正在备份，并读回核对…", "Making a backup and reading it back…");
pub const BACKUP_HINT: Text = Text(
    "一个加密的文件，含全部案件、痕迹和规则；用本机口令或恢复密钥份额打开。生成后读回核对过。",
    "One encrypted file with all cases, their trace and the rules; opened by the passphrase of this device or by recovery shares. Read back and checked when made.",
);
pub const RESTORE: Text = Text("从备份恢复…", "Restore from a backup…");
pub const RESTORING: Text = Text("正在恢复…", "Restoring…");
pub const RESTORE_HINT: Text = Text("要么全部恢复，要么一点不动。", "All or nothing.");
pub const RESTORE_TITLE: Text = Text("从备份恢复", "Restore from a backup");
pub const RESTORE_NOW: Text = Text("恢复", "Restore");
pub const REPLACE_TEXT: Text = Text(
    "案件库里已有 {} 件。以备份替换后，它们连同痕迹不再显示；请先下载一份备份。",
    "There are {} cases in the book. The backup would take their place, trace and all. Download a backup of them first.",
);
pub const REPLACE: Text = Text("替换", "Replace");

pub const SAMPLE: Text = Text("示例数据", "Sample data");
pub const SAMPLE_LOAD: Text = Text("载入示例", "Load the sample");
pub const SAMPLE_REMOVE: Text = Text("移除示例", "Remove the sample");
pub const SAMPLE_COUNT: Text = Text("现有示例 {} 件", "{} sample cases now");
pub const SAMPLE_HINT: Text = Text(
    "虚构的案件，不影响自己录入的。",
    "Made-up cases; your own are not touched.",
);

pub const APP: Text = Text("程序", "App");
pub const VERSION: Text = Text("版本", "Version");
pub const UP_TO_DATE: Text = Text("没有待更换的版本", "No newer version waiting");
pub const OFFLINE: Text = Text("离线", "Offline");
pub const OFFLINE_FILE: Text = Text("单文件版，不需要网络", "One-file app: needs no network");
pub const OFFLINE_WEB: Text = Text("首次打开后可离线使用", "Works offline after the first visit");
pub const DIAGNOSTICS: Text = Text("诊断信息", "Diagnostics");
pub const DIAGNOSTICS_GET: Text = Text("下载诊断信息", "Download diagnostics");
pub const DIAGNOSTICS_HINT: Text = Text(
    "只含操作种类、耗时和错误代码，不含案件内容。",
    "Kinds of operations, durations and error codes only; nothing about cases.",
);
