//! Errors of locks, keys, kits and invitations.
use protocol::{InvitationRefusal, KitRefusal, SessionRefusal};

use super::sentences;
use crate::lang::Text;

sentences! {
    fn session(SessionRefusal) {
        Locked => "案件库已锁定，这次没有保存。请解锁后再做一次。",
            "The case book is locked; this was not saved. Unlock it and do it once more.";
        NotBegun => "这台设备的案件库还没有启用，这次没有保存，填写的内容还在。请先到“案件”页按步骤启用，再做一次。",
            "No case book has been set up on this device yet; this was not saved and what you typed is still here. Go through the first steps under Cases, then do it once more.";
        WrongPassphrase => "口令不对，数据未动。请再试；几次不对后要等一会儿。",
            "Wrong passphrase; nothing was changed. Try again; after several wrong ones there is a wait.";
        WeakPassphrase => "口令太容易猜，没有采用。请加长，或用几个不相干的词。",
            "Too easy to guess, so it was not taken. Use a longer one, or a few unrelated words.";
        TooSoon => "试得太快，口令没有核对。请等倒计时结束再试。",
            "Too soon after a wrong try; the passphrase was not looked at. Wait for the countdown.";
        Founded => "这台设备已经设置过案件库，没有再设置，数据未动。请重新载入。",
            "This device has a case book already, so nothing was set up or changed. Reload.";
        NoDoor => "这台设备还没有设置锁，数据未动。请重新载入后从第一步开始。",
            "No lock was ever set on this device; nothing was changed. Reload and start at the first step.";
        BrowserKeyLost => "浏览器里的钥匙不见了（可能清除过数据），案件仍加密存着但打不开。请用恢复密钥份额或备份找回。",
            "The key this browser kept is gone (its data may have been cleared); the cases are still here, encrypted. Use recovery shares or a backup.";
        OlderBookHere => "这台设备上已有一本账本，加入会把它抹掉，所以没有加入。请先启用并备份它，或换一个浏览器加入。",
            "A book lies on this device, and joining would erase it. Open and back it up, or join in another browser.";
        NotRemoved => "没有收到本机被移出的说明，没有清空。",
            "Nothing says that this device was removed; nothing was cleared.";
        DemoNotMade => "示例库没有做成，什么也没有存下，您自己的案件库没有动。请重新载入再试。",
            "The demo could not be made. Nothing was stored, and your own book was not touched. Reload and try again.";
        NoDemo => "这里不是示例库，数据未动。",
            "This is not the demo; nothing was changed.";
        LockAbsurdCost => "锁的记录不合理，没有尝试打开，数据未动。请用备份或恢复密钥份额。",
            "The record of the lock makes no sense, so it was not tried; nothing was changed. Use a backup or recovery shares.";
        LockNoMemory => "内存不足，无法核对口令，数据未动。请关闭其他标签页再试。",
            "Not enough memory to check the passphrase; nothing was changed. Close other tabs and try again.";
        VaultNoKey => "这台设备没有打开它的钥匙，数据未动。请先同步取得新钥匙。",
            "This device has no key for it; nothing was changed. Exchange first, to get the new key.";
        VaultTruncated => "文件不完整，后面的部分缺失，数据未动。请重新取得整个文件。",
            "The file is cut off; nothing was changed. Get all of it again.";
        VaultNotABackup => "这不是分流的加密备份，数据未动。请另选文件。",
            "This is not a sealed backup of Fenliu; nothing was changed. Choose another file.";
        VaultNoOpener => "这份备份不能这样打开，数据未动。请换用口令、恢复密钥份额，或在制作它的设备上打开。",
            "This backup is not opened that way; nothing was changed. Use the passphrase, recovery shares, or the device that made it.";
        VaultMalformed => "读不懂这段密文，已搁置，其余照常。请从备份或同步重新取得。",
            "Something sealed cannot be read and was set aside; the rest goes on. Get it again by sync or from a backup.";
        VaultNewerVersion => "由更新的版本加密，数据未动。请先更换到新版本。",
            "Sealed by a newer version; nothing was changed. Update the app first.";
        VaultSealBroken => "密文打不开：钥匙不对或已损坏，数据未动。请换用另一份备份，或找持有钥匙的人。",
            "The seal does not open: another key, or damage. Nothing was changed. Use another backup, or ask who holds the key.";
        VaultBadKey => "对方设备的公钥无效，没有发出任何钥匙。请重新邀请。",
            "The other device's public key is not usable; no key was sent. Invite again.";
    }
}

sentences! {
    fn kit(KitRefusal) {
        ShareSlip => "份额中有一组输错了，数据未动。请对照打印件核对该组。",
            "One group of the share is mistyped; nothing was changed. Check that group against the sheet.";
        ShareLength => "份额长短不对，应为二十组、每组六个字母或数字，数据未动。请核对有无漏组。",
            "The share is too short or too long: it has twenty groups of six letters or digits. Nothing was changed. Look for a group left out.";
        ShareChecksum => "份额各组都对，但合起来不对，可能顺序颠倒或混入另一份，数据未动。请从头核对。",
            "Every group is right, the share as a whole is not: groups in another order, or of two shares. Nothing was changed. Check it from the start.";
        ShareNewerVersion => "份额由更新的版本制作，数据未动。请先更换到新版本。",
            "The share was made by a newer version; nothing was changed. Update the app first.";
        ShareForeign => "有一份份额属于另一套恢复密钥，没有找回，数据未动。请核对打印件上的编号。",
            "One share is of another kit; nothing was recovered or changed. Compare the kit's name on the sheets.";
        ShareDouble => "同一份份额输入了两次，没有找回，数据未动。请换一份。",
            "A share was given twice; nothing was recovered or changed. Use another one.";
        ShareWrong => "有一份份额与其他份不符，可能被改动过，数据未动。请报告负责人。",
            "A share does not fit the others and may have been altered; nothing was changed. Tell who is in charge.";
        Unfit => "这些份额合不拢，至少有一份被改动过，没有找回，数据未动。请再加一份，以便找出是哪一份。",
            "The shares do not fit together: at least one was altered. Nothing was recovered or changed. Add one more, to find out which.";
        BadNumbers => "份数不对：至少两人持有，至少需要两份，最多十六份；没有制作，数据未动。请改份数。",
            "Not a possible number of shares: two to sixteen holders, and at least two needed. Nothing was made or changed. Choose other numbers.";
        NoKeys => "共享存储里没有这套恢复份额的钥匙。请核对地址，或改用新一套的份额。",
            "The store holds no keys for this kit. Check the address, or use the shares of the newer kit.";
        Refused => "共享存储没有接收新的一套恢复份额，这套份额打不开任何内容。请重新制作一套，并收回刚发的份额。",
            "The store did not take the new kit: its shares open nothing. Make a kit again and take these shares back.";
        NotKept => "试用新的一套恢复份额没有成功，没有制作。请重试；仍不行，请告诉管理人员。",
            "The new kit was tried at the store and did not open it, so it was not made. Try again, or tell who runs it.";
        NumbersUsedUp => "恢复份额的编号已用尽，不能再制作。请告诉管理人员。",
            "The numbers of recovery kits are used up; no more can be made. Tell who runs the store.";
        TooFew => "份额不够，没有找回，数据未动。请再收一份。",
            "Not enough shares; nothing was recovered or changed. Get another one.";
    }
}

sentences! {
    fn invitation(InvitationRefusal) {
        LinkDamaged => "邀请链接被截断或改动，没有加入，数据未动。请重新复制整个链接。",
            "The invitation link was cut or changed on the way; nothing was joined or changed. Copy all of it again.";
        LinkNewerVersion => "邀请由更新的版本制作，没有加入，数据未动。请先更换到新版本。",
            "The invitation was made by a newer version; nothing was joined or changed. Update the app first.";
        LinkBadEndpoint => "邀请里的存储地址无效，没有加入，数据未动。请邀请人核对地址后重新邀请。",
            "The store's address in the invitation is not usable; nothing was joined or changed. Ask for a new one with the right address.";
        Needed => "请管理人员为您本人生成一个邀请链接，填在这里再继续。",
            "Ask who manages people for an invitation link for yourself, and enter it here.";
        OtherPerson => "这个邀请链接不是给您本人的，或者本机还没有收到这项邀请。请先交换一次，再试。",
            "This invitation is not for you, or has not arrived on this device yet. Exchange once and try again.";
        NotThere => "共享存储里还没有这份邀请，请让邀请人保持联网，稍候再按“加入”。",
            "The store has not got this invitation yet. Let who made it stay online, and press “Join” again in a moment.";
        LinkMalformed => "邀请链接不完整，没有加入，数据未动。请重新复制整个链接，或请邀请人再发一次。",
            "The invitation link is not whole; nothing was joined or changed. Copy all of it, or ask for it again.";
        Expired => "邀请已过期，没有加入，数据未动。请邀请人重新邀请。",
            "The invitation has expired; nothing was joined or changed. Ask for a new one.";
        Used => "邀请已被用过，没有加入，数据未动。若不是您本人用的，请告诉邀请人；再请其重新邀请。",
            "The invitation was used before; nothing was joined or changed. If it was not you, tell who invited you, and ask for a new one.";
        Withdrawn => "邀请已撤回，没有加入，数据未动。请与邀请人联系。",
            "The invitation was withdrawn; nothing was joined or changed. Ask who invited you.";
        Unknown => "存储里没有这个邀请，没有加入，数据未动。请邀请人确认已同步，再试一次。",
            "The store does not know this invitation; nothing was joined or changed. Ask who invited you to exchange, then try again.";
    }
}
