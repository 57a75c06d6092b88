//! Errors of shares, kits, invitation links and sealed files, as the vault names them.
use super::Text;

/// Codes of shares, links and sealed files.
pub(super) const KIT: &[(&str, Text)] = &[
    (
        "share_slip",
        Text(
            "份额中有一组输错了，数据未动。请对照打印件核对该组。",
            "One group of the share is mistyped; nothing was changed. Check that group against the sheet.",
        ),
    ),
    (
        "share_length",
        Text(
            "份额长短不对，应为二十组、每组六个字母或数字，数据未动。请核对有无漏组。",
            "The share is too short or too long: it has twenty groups of six letters or digits. Nothing was changed. Look for a group left out.",
        ),
    ),
    (
        "share_checksum",
        Text(
            "份额各组都对，但合起来不对，可能顺序颠倒或混入另一份，数据未动。请从头核对。",
            "Every group is right, the share as a whole is not: groups in another order, or of two shares. Nothing was changed. Check it from the start.",
        ),
    ),
    (
        "share_newer_version",
        Text(
            "份额由更新的版本制作，数据未动。请先更换到新版本。",
            "The share was made by a newer version; nothing was changed. Update the app first.",
        ),
    ),
    (
        "share_foreign",
        Text(
            "有一份份额属于另一套恢复密钥，没有找回，数据未动。请核对打印件上的编号。",
            "One share is of another kit; nothing was recovered or changed. Compare the kit's name on the sheets.",
        ),
    ),
    (
        "share_double",
        Text(
            "同一份份额输入了两次，没有找回，数据未动。请换一份。",
            "A share was given twice; nothing was recovered or changed. Use another one.",
        ),
    ),
    (
        "share_wrong",
        Text(
            "有一份份额与其他份不符，可能被改动过，数据未动。请报告负责人。",
            "A share does not fit the others and may have been altered; nothing was changed. Tell who is in charge.",
        ),
    ),
    (
        "kit_unfit",
        Text(
            "这些份额合不拢，至少有一份被改动过，没有找回，数据未动。请再加一份，以便找出是哪一份。",
            "The shares do not fit together: at least one was altered. Nothing was recovered or changed. Add one more, to find out which.",
        ),
    ),
    (
        "kit_bad_numbers",
        Text(
            "份数不对：至少两人持有，至少需要两份，最多十六份；没有制作，数据未动。请改份数。",
            "Not a possible number of shares: two to sixteen holders, and at least two needed. Nothing was made or changed. Choose other numbers.",
        ),
    ),
    (
        "invite_damaged",
        Text(
            "邀请链接被截断或改动，没有加入，数据未动。请重新复制整个链接。",
            "The invitation link was cut or changed on the way; nothing was joined or changed. Copy all of it again.",
        ),
    ),
    (
        "invite_newer_version",
        Text(
            "邀请由更新的版本制作，没有加入，数据未动。请先更换到新版本。",
            "The invitation was made by a newer version; nothing was joined or changed. Update the app first.",
        ),
    ),
    (
        "invite_bad_endpoint",
        Text(
            "邀请里的存储地址无效，没有加入，数据未动。请邀请人核对地址后重新邀请。",
            "The store's address in the invitation is not usable; nothing was joined or changed. Ask for a new one with the right address.",
        ),
    ),
    (
        "vault_no_key",
        Text(
            "这台设备没有打开它的钥匙，数据未动。请先同步取得新钥匙。",
            "This device has no key for it; nothing was changed. Exchange first, to get the new key.",
        ),
    ),
    (
        "vault_truncated",
        Text(
            "文件不完整，后面的部分缺失，数据未动。请重新取得整个文件。",
            "The file is cut off; nothing was changed. Get all of it again.",
        ),
    ),
    (
        "vault_not_a_backup",
        Text(
            "这不是分流的加密备份，数据未动。请另选文件。",
            "This is not a sealed backup of Fenliu; nothing was changed. Choose another file.",
        ),
    ),
    (
        "vault_no_opener",
        Text(
            "这份备份不能这样打开，数据未动。请换用口令、恢复密钥份额，或在制作它的设备上打开。",
            "This backup is not opened that way; nothing was changed. Use the passphrase, recovery shares, or the device that made it.",
        ),
    ),
];
