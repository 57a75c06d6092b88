//! Errors of what is kept on this device.
use protocol::{BackupRefusal, OwnRecord, StoreRefusal};

use super::sentences;
use crate::lang::Text;

sentences! {
    fn storage(StoreRefusal) {
        Quota => "本机存储空间已满，这次没有保存，此前的数据都在。请先备份，再清理空间。",
            "The storage of this device is full; this was not saved, all before it is. Make a backup, then free some space.";
        Stale => "另一个标签页先写入了，这次没有保存。请再做一次。",
            "Another tab wrote first; this was not saved. Do it once more.";
        StoreClosed => "浏览器关闭了存储连接，这次没有保存，此前的数据都在。请再试一次。",
            "The browser closed its storage; this was not saved, all before it is. Try again.";
        StorageGone => "本机的存储被浏览器清除，已停止写入。已同步和已备份的不会丢；屏幕上的内容请先抄录或打印，然后按“再试一次”，用邀请、恢复密钥份额或备份找回。",
            "The storage of this device was cleared by the browser, and writing has stopped. What was stored or backed up is safe; note or print what is on the screen, then try again and come back by an invitation, recovery shares or a backup.";
        RecordUnreadable => "本机的一项内部记录已损坏，读不出来；原样保留着，这次操作没有进行。",
            "A record of this device is damaged and cannot be read; it is left as it is, and nothing was done.";
        Blocked => "另一个标签页仍在用旧版本，案件库暂时打不开，数据未动。请关闭其他标签页再试。",
            "Another tab still runs an older version, so the case book cannot be opened; nothing was changed. Close the other tabs and try again.";
        TooNew => "本机的案件库由更新的版本写成，数据未动。请重新载入以换到新版本。",
            "The case book on this device was written by a newer version; nothing was changed. Reload to get that version.";
        NoStore => "浏览器不允许在本机存储（如无痕窗口），案件无法保存。快速分流仍可用。",
            "The browser allows no storage here (a private window, perhaps), so cases cannot be kept. Quick triage still works.";
        Unsure => "浏览器没有确认是否存好。请重新载入，看一看最后一笔是否在。",
            "The browser did not confirm that it was stored. Reload and check whether the last entry is there.";
        Store => "浏览器的存储出错，这次没有保存，此前的数据都在。请再试一次，并尽快备份。",
            "The browser's storage failed; this was not saved, all before it is. Try again, and make a backup soon.";
    }
}

sentences! {
    fn record(OwnRecord) {
        Outbox => "本机待送的邀请、移除等登记已损坏，不能再登记新的；原样保留着，案件记录照常收发。请先备份，再请管理人员重新邀请本机。",
            "What this device has still to tell the store of invitations and removals is damaged: it is kept, and no more can be added. Entries are exchanged as usual. Back up, then ask for a new invitation.";
        Joining => "本机加入所需的记录已损坏，不能完成加入。请清空本机数据，用新的邀请链接重新加入。",
            "What this device needs to finish joining is damaged. Clear its data and join again with a new invitation link.";
        Fork => "本机编号下另一段记录的登记已损坏，已停止写入，已写的都在。请先备份，再换编号继续或请管理人员重新邀请。",
            "The note of another history of this device is damaged. Nothing more is written; all is kept. Back up, then go on under a new number or ask for a new invitation.";
        KeptEntries => "换编号时留存的记录已损坏，读不出来；原样保留着，没有被覆盖。请告诉管理人员。",
            "The entries kept aside when the number changed are damaged and cannot be read; they are left as they are. Tell who manages people.";
        Blobs => "本机附件的登记已损坏，附件都在；腾出空间后重新打开案件库，会自动重建登记。",
            "The note of this device's attachments is damaged; the attachments are all there. Free some space and open the book again: the note is made anew.";
        Marks => "本机的同步进度记录已损坏，会重新核对，案件记录都在。",
            "The note of what was exchanged is damaged; it is made anew, and all entries are kept.";
        KeyRecord => "本机保存的锁读不出，案件仍加密存着。请用恢复密钥份额或备份找回。",
            "The lock kept on this device cannot be read; the cases are still here, encrypted. Use recovery shares or a backup.";
    }
}

sentences! {
    fn backup(BackupRefusal) {
        NotMade => "没能写成备份文件，数据未动。请再试一次。",
            "The backup could not be made; nothing was changed. Try again.";
        NoOpener => "没有备份：换一台设备就没有人能打开它。请设一个备份口令，或先制作恢复密钥。",
            "No backup was made: on another device nobody could open it. Give it a passphrase, or make a recovery kit first.";
        NotEmpty => "案件库里已有案件，没有恢复。确要以备份替换，请选“替换”。",
            "The case book is not empty, so nothing was restored. To put the backup in its place, choose “replace”.";
        WrongMagic => "这不是分流的备份文件，数据未动。请选择扩展名为 .fenliu 的文件。",
            "This is not a Fenliu backup; nothing was changed. Choose a .fenliu file.";
        NewerVersion => "备份由更新的版本写成，数据未动。请先更换到新版本。",
            "The backup was written by a newer version; nothing was changed. Update the app first.";
        UnknownAlgorithm => "备份的加密方式本版本不认识，数据未动。请先更换到新版本。",
            "This version does not know how the backup is sealed; nothing was changed. Update the app first.";
        Truncated => "备份文件不完整，数据未动。请换一份备份。",
            "The backup is cut off; nothing was changed. Use another one.";
        Damaged => "备份文件已损坏，数据未动。请换一份备份。",
            "The backup is damaged; nothing was changed. Use another one.";
        Twice => "备份文件内容重复，数据未动。请换一份备份。",
            "The backup holds something twice; nothing was changed. Use another one.";
        Trailing => "备份文件末尾多出内容，数据未动。请换一份备份。",
            "Something follows the end of the backup; nothing was changed. Use another one.";
    }
}
