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
    "浏览器未授予长期存储：空间不足时可能清除。请定期备份；把本应用安装到桌面后可再申请。",
    "The browser has not promised: it may clear the data when space runs out. Make backups; install the app and ask again.",
);
pub const KEEPING_UNKNOWN: Text = Text("不清楚", "Not known");
pub const KEEPING_ASK: Text = Text("申请长期保留", "Ask for lasting storage");

pub const BACKUP: Text = Text("备份与恢复", "Backup and restore");
pub const BACKUP_MAKE: Text = Text("下载备份", "Download a backup");
pub const BACKUP_MAKING: Text = Text("正在备份，并读回核对…", "Making a backup and reading it back…");
pub const BACKUP_HINT: Text = Text(
    "一个加密的文件，含全部案件、办理留痕和规则；用口令或恢复密钥份额打开。生成后读回核对过。",
    "One encrypted file with all cases, their trace and the rules; opened by a passphrase or by recovery shares. Read back and checked when made.",
);
pub const BACKUP_LAST: Text = Text("上次备份", "Last backup");
pub const BACKUP_OPENS: Text = Text("打开方式", "Opened by");
pub const BACKUP_DEVICE_WORD: Text = Text("当时的本机口令", "the passphrase of this device as it was then");
pub const BACKUP_OWN_WORD: Text = Text("做备份时设的备份口令", "the passphrase given when it was made");
pub const BACKUP_BY_KIT: Text = Text("当时的恢复密钥份额", "the recovery shares of then");
pub const BACKUP_SINCE: Text = Text(
    "此后又有改动，不在这份备份里",
    "There are later changes that are not in it",
);
pub const BACKUP_OLD: Text = Text(
    "更改口令、重新制作恢复密钥后，以前的备份仍由当时的口令或份额打开。请妥善保管或销毁旧备份。",
    "After a change of passphrase or kit, earlier backups still open by the passphrase or shares of their day. Keep them safe or destroy them.",
);
pub const BACKUP_TITLE: Text = Text("备份口令", "Passphrase of the backup");
pub const BACKUP_WORD: Text = Text("备份口令", "Passphrase of the backup");
pub const BACKUP_WORD_LEAD: Text = Text(
    "本机没有设口令，备份换到别的设备上就无法打开。请为这份备份设一个口令并记牢：忘了谁也不能重置。",
    "This device has no passphrase, so on another device the backup could not be opened. Give it a passphrase and remember it: nobody can reset it.",
);
pub const BACKUP_OPEN_WITH: Text = Text("备份用什么打开", "What shall open it");
pub const BACKUP_WITH_WORD: Text = Text("备份口令和恢复密钥", "A passphrase, and the recovery kit");
pub const BACKUP_WITH_KIT: Text = Text("只用恢复密钥", "The recovery kit only");
pub const BACKUP_KIT_LEAD: Text = Text(
    "本机没有设口令。可再设一个备份口令；不设的话，只有凑够恢复密钥份额才能打开。",
    "This device has no passphrase. The backup can have one of its own; otherwise only enough recovery shares open it.",
);
pub const BACKUP_NOT_SAVED: Text = Text(
    "浏览器没有保存文件。请检查下载设置后再试。",
    "The browser did not save the file. Look at its download settings and try again.",
);
pub const RESTORE: Text = Text("从备份恢复…", "Restore from a backup…");
pub const RESTORING: Text = Text("正在恢复…", "Restoring…");
pub const RESTORE_HINT: Text = Text("要么全部恢复，要么一点不动。", "All or nothing.");
pub const RESTORE_TITLE: Text = Text("从备份恢复", "Restore from a backup");
pub const RESTORE_NOW: Text = Text("恢复", "Restore");
pub const REPLACE_TEXT: Text = Text(
    "案件库里已有 {} 件。以备份替换后，它们连同办理留痕不再显示；请先下载一份备份。",
    "There are {} cases in the book. The backup would take their place, trace and all. Download a backup of them first.",
);
pub const REPLACE: Text = Text("替换", "Replace");

pub const SAMPLE: Text = Text("示例数据", "Sample data");
pub const SAMPLE_LOAD: Text = Text("载入示例台账", "Load a sample list");
pub const SAMPLE_REMOVE: Text = Text("移除示例台账", "Remove the sample list");
pub const SAMPLE_COUNT: Text = Text("现有示例 {} 件", "{} sample cases now");
pub const SAMPLE_NOT_SHARED: Text = Text(
    "案件库已共享，示例案件会出现在所有人的列表里，因此不能载入。",
    "This book is shared: made-up cases would appear in everybody's list, so none are loaded.",
);
pub const SAMPLE_HINT: Text = Text(
    "示例台账：二百七十件虚构的旧案，放进您自己的案件库，用来试列表和导入；移除时不影响自己录入的。",
    "The sample list: 270 made-up old cases put into your own book to try lists and imports; removing them touches none of your own.",
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
