//! Errors of the store and of backups.
use super::Text;

/// Codes of the store.
pub(super) const STORE: &[(&str, Text)] = &[
    (
        "stale",
        Text(
            "另一个标签页先写入了，这次没有保存。请再做一次。",
            "Another tab wrote first; this was not saved. Do it once more.",
        ),
    ),
    (
        "store_closed",
        Text(
            "浏览器关闭了存储连接，这次没有保存，此前的数据都在。请再试一次。",
            "The browser closed its storage; this was not saved, all before it is. Try again.",
        ),
    ),
    (
        "storage_gone",
        Text(
            "本机的存储被浏览器清除，已停止写入。已同步和已备份的不会丢；屏幕上的内容请先抄录或打印，然后按“再试一次”，用邀请、恢复密钥份额或备份找回。",
            "The storage of this device was cleared by the browser, and writing has stopped. What was stored or backed up is safe; note or print what is on the screen, then try again and come back by an invitation, recovery shares or a backup.",
        ),
    ),
    (
        "blocked",
        Text(
            "另一个标签页仍在用旧版本，案件库暂时打不开，数据未动。请关闭其他标签页再试。",
            "Another tab still runs an older version, so the case book cannot be opened; nothing was changed. Close the other tabs and try again.",
        ),
    ),
    (
        "too_new",
        Text(
            "本机的案件库由更新的版本写成，数据未动。请重新载入以换到新版本。",
            "The case book on this device was written by a newer version; nothing was changed. Reload to get that version.",
        ),
    ),
    (
        "no_store",
        Text(
            "浏览器不允许在本机存储（如无痕窗口），案件无法保存。快速分流仍可用。",
            "The browser allows no storage here (a private window, perhaps), so cases cannot be kept. Quick triage still works.",
        ),
    ),
    (
        "unsure",
        Text(
            "浏览器没有确认是否存好。请重新载入，看一看最后一笔是否在。",
            "The browser did not confirm that it was stored. Reload and check whether the last entry is there.",
        ),
    ),
    (
        "store",
        Text(
            "浏览器的存储出错，这次没有保存，此前的数据都在。请再试一次，并尽快备份。",
            "The browser's storage failed; this was not saved, all before it is. Try again, and make a backup soon.",
        ),
    ),
];

/// Codes of backup files.
pub(super) const BACKUP: &[(&str, Text)] = &[
    (
        "no_sample",
        Text(
            "取不到示例文件，数据未动。联网后再试。",
            "The sample file cannot be fetched; nothing was changed. Try again when online.",
        ),
    ),
    (
        "backup_wrong_magic",
        Text(
            "这不是分流的备份文件，数据未动。请选择扩展名为 .fenliu 的文件。",
            "This is not a Fenliu backup; nothing was changed. Choose a .fenliu file.",
        ),
    ),
    (
        "backup_newer_version",
        Text(
            "备份由更新的版本写成，数据未动。请先更换到新版本。",
            "The backup was written by a newer version; nothing was changed. Update the app first.",
        ),
    ),
    (
        "backup_unknown_algorithm",
        Text(
            "备份的加密方式本版本不认识，数据未动。请先更换到新版本。",
            "This version does not know how the backup is sealed; nothing was changed. Update the app first.",
        ),
    ),
    (
        "backup_truncated",
        Text(
            "备份文件不完整，数据未动。请换一份备份。",
            "The backup is cut off; nothing was changed. Use another one.",
        ),
    ),
    (
        "backup_damaged",
        Text(
            "备份文件已损坏，数据未动。请换一份备份。",
            "The backup is damaged; nothing was changed. Use another one.",
        ),
    ),
    (
        "backup_twice",
        Text(
            "备份文件内容重复，数据未动。请换一份备份。",
            "The backup holds something twice; nothing was changed. Use another one.",
        ),
    ),
    (
        "backup_trailing",
        Text(
            "备份文件末尾多出内容，数据未动。请换一份备份。",
            "Something follows the end of the backup; nothing was changed. Use another one.",
        ),
    ),
    (
        "not_empty",
        Text(
            "案件库里已有案件，没有恢复。确要以备份替换，请选“替换”。",
            "The case book is not empty, so nothing was restored. To put the backup in its place, choose “replace”.",
        ),
    ),
];
