//! Errors of keys, locks, kits, invitations and sealed backups.
use super::Text;

/// Codes of the vault and the session.
pub(super) const VAULT: &[(&str, Text)] = &[
    (
        "backup_no_opener",
        Text(
            "没有备份：换一台设备就没有人能打开它。请设一个备份口令，或先制作恢复密钥。",
            "No backup was made: on another device nobody could open it. Give it a passphrase, or make a recovery kit first.",
        ),
    ),
    (
        "weak_passphrase",
        Text(
            "口令太容易猜，没有采用。请加长，或用几个不相干的词。",
            "Too easy to guess, so it was not taken. Use a longer one, or a few unrelated words.",
        ),
    ),
    (
        "wrong_passphrase",
        Text(
            "口令不对，数据未动。请再试；几次不对后要等一会儿。",
            "Wrong passphrase; nothing was changed. Try again; after several wrong ones there is a wait.",
        ),
    ),
    (
        "too_soon",
        Text(
            "试得太快，口令没有核对。请等倒计时结束再试。",
            "Too soon after a wrong try; the passphrase was not looked at. Wait for the countdown.",
        ),
    ),
    (
        "locked",
        Text(
            "案件库已锁定，这次没有保存。请解锁后再做一次。",
            "The case book is locked; this was not saved. Unlock it and do it once more.",
        ),
    ),
    (
        "founded",
        Text(
            "这台设备已经设置过案件库，没有再设置，数据未动。请重新载入。",
            "This device has a case book already, so nothing was set up or changed. Reload.",
        ),
    ),
    (
        "no_door",
        Text(
            "这台设备还没有设置锁，数据未动。请重新载入后从第一步开始。",
            "No lock was ever set on this device; nothing was changed. Reload and start at the first step.",
        ),
    ),
    (
        "key_record",
        Text(
            "本机保存的锁读不出，案件仍加密存着。请用恢复密钥份额或备份找回。",
            "The lock kept on this device cannot be read; the cases are still here, encrypted. Use recovery shares or a backup.",
        ),
    ),
    (
        "browser_key_lost",
        Text(
            "浏览器里的钥匙不见了（可能清除过数据），案件仍加密存着但打不开。请用恢复密钥份额或备份找回。",
            "The key this browser kept is gone (its data may have been cleared); the cases are still here, encrypted. Use recovery shares or a backup.",
        ),
    ),
    (
        "vault_malformed",
        Text(
            "读不懂这段密文，已搁置，其余照常。请从备份或同步重新取得。",
            "Something sealed cannot be read and was set aside; the rest goes on. Get it again by sync or from a backup.",
        ),
    ),
    (
        "vault_newer_version",
        Text(
            "由更新的版本加密，数据未动。请先更换到新版本。",
            "Sealed by a newer version; nothing was changed. Update the app first.",
        ),
    ),
    (
        "vault_seal_broken",
        Text(
            "密文打不开：钥匙不对或已损坏，数据未动。请换用另一份备份，或找持有钥匙的人。",
            "The seal does not open: another key, or damage. Nothing was changed. Use another backup, or ask who holds the key.",
        ),
    ),
    (
        "vault_bad_key",
        Text(
            "对方设备的公钥无效，没有发出任何钥匙。请重新邀请。",
            "The other device's public key is not usable; no key was sent. Invite again.",
        ),
    ),
    (
        "lock_absurd_cost",
        Text(
            "锁的记录不合理，没有尝试打开，数据未动。请用备份或恢复密钥份额。",
            "The record of the lock makes no sense, so it was not tried; nothing was changed. Use a backup or recovery shares.",
        ),
    ),
    (
        "lock_no_memory",
        Text(
            "内存不足，无法核对口令，数据未动。请关闭其他标签页再试。",
            "Not enough memory to check the passphrase; nothing was changed. Close other tabs and try again.",
        ),
    ),
    (
        "setting_reserved",
        Text(
            "这个设置由程序自己管理，没有改动。",
            "The app keeps this setting itself; nothing was changed.",
        ),
    ),
    (
        "kit_too_few",
        Text(
            "份额不够，没有找回，数据未动。请再收一份。",
            "Not enough shares; nothing was recovered or changed. Get another one.",
        ),
    ),
    (
        "invite_malformed",
        Text(
            "邀请链接不完整，没有加入，数据未动。请重新复制整个链接，或请邀请人再发一次。",
            "The invitation link is not whole; nothing was joined or changed. Copy all of it, or ask for it again.",
        ),
    ),
    (
        "invitation_expired",
        Text(
            "邀请已过期，没有加入，数据未动。请邀请人重新邀请。",
            "The invitation has expired; nothing was joined or changed. Ask for a new one.",
        ),
    ),
    (
        "invitation_used",
        Text(
            "邀请已被用过，没有加入，数据未动。若不是您本人用的，请告诉邀请人；再请其重新邀请。",
            "The invitation was used before; nothing was joined or changed. If it was not you, tell who invited you, and ask for a new one.",
        ),
    ),
    (
        "invitation_withdrawn",
        Text(
            "邀请已撤回，没有加入，数据未动。请与邀请人联系。",
            "The invitation was withdrawn; nothing was joined or changed. Ask who invited you.",
        ),
    ),
    (
        "invitation_unknown",
        Text(
            "存储里没有这个邀请，没有加入，数据未动。请邀请人确认已同步，再试一次。",
            "The store does not know this invitation; nothing was joined or changed. Ask who invited you to exchange, then try again.",
        ),
    ),
    (
        "no_endpoint",
        Text(
            "还没有设置共享存储，没有改动。请先在“同步”页填写地址。",
            "No store is set up; nothing was changed. Enter its address on the sync page first.",
        ),
    ),
    (
        "device_removed",
        Text(
            "这台设备已被移出，只能看已有的内容，不再写入。请负责人重新邀请。",
            "This device was removed: what it has can be read, nothing is written. Ask for a new invitation.",
        ),
    ),
];
