//! What is wrong with sharing: the store, the way to it, entries and their chains.
use protocol::{PackRefusal, SyncRefusal};

use super::sentences;
use crate::lang::Text;

sentences! {
    fn shared(SyncRefusal) {
        RecordRefused => "共享存储没有接收本机登记的一项邀请或移除，它还没有在存储处生效。请告诉管理人员。",
            "The store did not take an invitation or removal recorded here; it has no effect there yet. Tell who runs it.";
        OtherHistory => "共享存储里有本机编号下的另一段记录：本机可能被还原过，或磁盘被复制过。已停止写入，已写的都在。请先备份，再请负责人重新邀请。",
            "The store has another history of this device: it was set back, or copied. Nothing more is written; all is kept. Back it up and ask for a new invitation.";
        NoOtherHistory => "本机编号下没有另一段记录，不必换编号。",
            "There is no other history under this device's number; it needs no new one.";
        UnknownDevice => "共享存储不认识这台设备，记录都在本机。请负责人重新邀请。",
            "The store does not know this device; everything is on it. Ask for a new invitation.";
        SpacesClosed => "这个共享存储不接收新的法院。请告诉管理人员。",
            "This store takes no new courts. Tell who runs it.";
        Offline => "连不上共享存储，新记录都在本机，联网后自动补传。请看一下网络。",
            "The store cannot be reached; new entries are on this device and go out by themselves. Check the network.";
        Refused => "共享存储拒绝了请求，新记录都在本机。请核对地址；仍不行，请告诉管理人员。",
            "The store refused; new entries are on this device. Check the address; if that is right, tell who runs it.";
        EndpointSilent => "新地址没有应答，仍用原地址。请核对地址，或等那边开通后再换。",
            "Nobody answers at the new address; the old one stays. Check it, or change once it runs.";
        Removed => "共享存储称这台设备已被移出，不再收发；已有的内容仍可查看。请向管理人员核实。",
            "The store says that this device was removed and exchanges nothing more with it; what is here can be read. Ask who manages people.";
        Full => "共享存储已满，新记录都在本机，等有空间后自动补传。请告诉管理人员。",
            "The store is full; new entries are on this device and go out once there is room. Tell who runs it.";
        Busy => "共享存储正忙，新记录都在本机，稍后自动再试。",
            "The store is busy; new entries are on this device. It is tried again by itself.";
        Clock => "本机时间与存储相差太多，新记录都在本机。请校准设备时间。",
            "The clock here and the store's differ too much; new entries are on this device. Set the device's clock.";
        BadAnswer => "这个地址的回答看不懂，新记录都在本机。请核对地址是不是分流的共享存储。",
            "The answer from this address makes no sense; new entries are on this device. Check that it is a Fenliu store.";
        BadEndpoint => "这不是一个可用的地址，没有改动。请填以 https:// 开头的完整地址。",
            "This is not a usable address; nothing was changed. Enter it whole, beginning with https://.";
        NotFound => "存储里没有这一项，其余照常。若一直如此，请告诉管理人员。",
            "The store does not have this; the rest goes on. If it stays so, tell who runs it.";
        Exists => "存储里这个位置已有别的内容，没有覆盖，本机的都在。请告诉管理人员。",
            "Something else stands at this place in the store; it was not overwritten, and all of this device is kept. Tell who runs it.";
        Taken => "这个编号已被占用，没有改动。请再试一次。",
            "This number is taken; nothing was changed. Try again.";
        Unsigned => "请求没有签名，存储没有接受，新记录都在本机。请重新载入。",
            "The request bore no signature and was not taken; new entries are on this device. Reload.";
        NotFounded => "共享存储里还没有这个案件库，新记录都在本机。请由建立案件库的设备先同步一次。",
            "The store does not know this book yet; new entries are on this device. Exchange once from the device that founded it.";
        RecordMalformed => "存储里的名册有一条读不懂，已搁置，其余照常。",
            "A record of the store's roster cannot be read and was set aside; the rest goes on.";
        RecordOtherSpace => "存储里混入了别的案件库的名册，已搁置，其余照常。请告诉管理人员。",
            "A record of another book lies in the store; it was set aside and the rest goes on. Tell who runs it.";
        RecordBadSignature => "存储里的名册有一条签名不对，已搁置，其余照常。请告诉管理人员。",
            "A record of the roster bears a wrong signature; it was set aside and the rest goes on. Tell who runs it.";
        BadSignature => "一笔记录的签名不对，已搁置，未生效。请告诉管理人员。",
            "An entry bears a wrong signature; it was set aside and does not count. Tell who runs the store.";
        NoEndpoint => "还没有设置共享存储，没有改动。请先在“同步”页填写地址。",
            "No store is set up; nothing was changed. Enter its address on the sync page first.";
        TooLarge => "共享存储不接收这么大的内容，记录都在本机。请告诉管理人员。",
            "The store takes nothing this large; all is kept on this device. Tell who runs it.";
    }
}

sentences! {
    fn pack(PackRefusal) {
        ChainMissing => "这台设备的记录缺了几笔，后面的照常收下。请让该设备同步一次，会自动补齐。",
            "Some entries of this device are missing; later ones were taken. Exchange once from that device; it fills the gap.";
        ChainRepeated => "记录重复出现，只算一次。",
            "Entries came twice and count once.";
        ChainForked => "同一编号有两份不同的记录，先到的算数，另一份已搁置。可能有人用旧备份恢复过这台设备，请核对。",
            "Two different entries bear one number: the first counts, the other is set aside. The device may have been restored from an old backup; please check.";
        ChainSeenOtherwise => "另有设备称，它见到的这台设备的记录与这里的不同。可能有人用旧备份恢复过这台设备，或有人改写过记录，请与双方核对。",
            "Another device says it has seen other entries of this device than the ones here. The device may have been restored from an old backup, or somebody rewrote entries; please check with both.";
        ChainBroken => "记录前后接不上，接不上的已搁置，其余照常。请让该设备同步一次；仍不行，请告诉管理人员。",
            "Entries do not follow from each other; those are set aside and the rest goes on. Exchange from that device; if it stays so, tell who runs the store.";
        ChainTruncated => "存储里这台设备的记录变少了，本机已有的都在，会自动补传。请告诉管理人员。",
            "The store has fewer entries of this device than before; those here are kept and put back. Tell who runs the store.";
        Malformed => "一笔记录读不懂，已搁置，其余照常。请让该设备同步一次。",
            "An entry cannot be read and was set aside; the rest goes on. Exchange once from that device.";
        Misplaced => "一笔记录放错了位置，已搁置，其余照常。请告诉管理人员。",
            "An entry lies in the wrong place and was set aside; the rest goes on. Tell who runs the store.";
        NoKey => "一笔记录用本机没有的钥匙加密，已搁置，取得钥匙后自动打开。",
            "An entry is sealed with a key this device does not have; it is set aside and opens once the key comes.";
        SealBroken => "一笔记录的密文损坏，已搁置，其余照常。请让该设备同步一次。",
            "The seal of an entry is broken; it was set aside and the rest goes on. Exchange once from that device.";
        HashMismatch => "一笔记录的校验不符，已搁置，其余照常。请让该设备同步一次。",
            "The check of an entry fails; it was set aside and the rest goes on. Exchange once from that device.";
        BadSignature => "一笔记录的签名不对，已搁置，未生效。请告诉管理人员。",
            "An entry bears a wrong signature; it was set aside and does not count. Tell who runs the store.";
        Lost => "本机缺了一笔记录，其余照常。请同步一次，或从备份恢复。",
            "An entry is missing on this device; the rest goes on. Exchange once, or restore a backup.";
        TooLarge => "一笔记录过大，没有保存。请分几次填写或导入。",
            "An entry would be too large and was not saved. Enter or import it in parts.";
        UnknownVersion => "一笔记录由更新的版本写成，已搁置，其余照常。请更换到新版本。",
            "An entry was written by a newer version; it was set aside and the rest goes on. Update the app.";
        UnknownAlgorithm => "一笔记录的加密方式本版本不认识，已搁置，其余照常。请更换到新版本。",
            "This version does not know how an entry is sealed; it was set aside and the rest goes on. Update the app.";
        BadEvents => "一笔记录的内容读不懂，已搁置，其余照常。请更换到新版本，或让写入的设备同步一次。",
            "What is in an entry cannot be read; it was set aside and the rest goes on. Update the app, or exchange from the device that wrote it.";
        BookDamaged => "内存中的案件库损坏，这次没有保存，已存的都在。请重新载入。",
            "The book in memory is damaged; this was not saved, all that is stored is kept. Reload.";
    }
}
