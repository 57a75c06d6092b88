//! What is wrong with sharing: the store, the way to it, chains of entries.
use super::Text;

/// Codes of the store, the exchange and the chains.
pub(super) const SYNC: &[(&str, Text)] = &[
    (
        "kit_no_keys",
        Text(
            "共享存储里没有这套恢复份额的钥匙。请核对地址，或改用新一套的份额。",
            "The store holds no keys for this kit. Check the address, or use the shares of the newer kit.",
        ),
    ),
    (
        "kit_refused",
        Text(
            "共享存储没有接收新的一套恢复份额，这套份额打不开任何内容。请重新制作一套，并收回刚发的份额。",
            "The store did not take the new kit: its shares open nothing. Make a kit again and take these shares back.",
        ),
    ),
    (
        "kit_not_kept",
        Text(
            "试用新的一套恢复份额没有成功，没有制作。请重试；仍不行，请告诉管理人员。",
            "The new kit was tried at the store and did not open it, so it was not made. Try again, or tell who runs it.",
        ),
    ),
    (
        "kit_numbers_used_up",
        Text(
            "恢复份额的编号已用尽，不能再制作。请告诉管理人员。",
            "The numbers of recovery kits are used up; no more can be made. Tell who runs the store.",
        ),
    ),
    (
        "record_refused",
        Text(
            "共享存储没有接收本机登记的一项邀请或移除，它还没有在存储处生效。请告诉管理人员。",
            "The store did not take an invitation or removal recorded here; it has no effect there yet. Tell who runs it.",
        ),
    ),
    (
        "outbox",
        Text(
            "本机待送的邀请、移除等登记已损坏，不能再登记新的；原样保留着，案件记录照常收发。请先备份，再请管理人员重新邀请本机。",
            "What this device has still to tell the store of invitations and removals is damaged: it is kept, and no more can be added. Entries are exchanged as usual. Back up, then ask for a new invitation.",
        ),
    ),
    (
        "joining",
        Text(
            "本机加入所需的记录已损坏，不能完成加入。请清空本机数据，用新的邀请链接重新加入。",
            "What this device needs to finish joining is damaged. Clear its data and join again with a new invitation link.",
        ),
    ),
    (
        "fork",
        Text(
            "本机编号下另一段记录的登记已损坏，已停止写入，已写的都在。请先备份，再换编号继续或请管理人员重新邀请。",
            "The note of another history of this device is damaged. Nothing more is written; all is kept. Back up, then go on under a new number or ask for a new invitation.",
        ),
    ),
    (
        "kept_entries",
        Text(
            "换编号时留存的记录已损坏，读不出来；原样保留着，没有被覆盖。请告诉管理人员。",
            "The entries kept aside when the number changed are damaged and cannot be read; they are left as they are. Tell who manages people.",
        ),
    ),
    (
        "pictures",
        Text(
            "本机照片的登记已损坏，照片都在；腾出空间后重新打开案件库，会自动重建登记。",
            "The note of this device's photos is damaged; the photos are all there. Free some space and open the book again: the note is made anew.",
        ),
    ),
    (
        "record_unreadable",
        Text(
            "本机的一项内部记录已损坏，读不出来；原样保留着，这次操作没有进行。",
            "A record of this device is damaged and cannot be read; it is left as it is, and nothing was done.",
        ),
    ),
    (
        "other_history",
        Text(
            "共享存储里有本机编号下的另一段记录：本机可能被还原过，或磁盘被复制过。已停止写入，已写的都在。请先备份，再请负责人重新邀请。",
            "The store has another history of this device: it was set back, or copied. Nothing more is written; all is kept. Back it up and ask for a new invitation.",
        ),
    ),
    (
        "no_other_history",
        Text(
            "本机编号下没有另一段记录，不必换编号。",
            "There is no other history under this device's number; it needs no new one.",
        ),
    ),
    (
        "invitation_needed",
        Text(
            "请管理人员为您本人生成一个邀请链接，填在这里再继续。",
            "Ask who manages people for an invitation link for yourself, and enter it here.",
        ),
    ),
    (
        "invitation_other_person",
        Text(
            "这个邀请链接不是给您本人的，或者本机还没有收到这项邀请。请先交换一次，再试。",
            "This invitation is not for you, or has not arrived on this device yet. Exchange once and try again.",
        ),
    ),
    (
        "kept_entries",
        Text(
            "读不出留存的记录，什么都没有改动。请下载诊断信息并告诉管理人员。",
            "The entries kept aside cannot be read; nothing was changed. Download the diagnostics and tell who runs this.",
        ),
    ),
    (
        "older_book_here",
        Text(
            "这台设备上已有一本账本，加入会把它抹掉，所以没有加入。请先启用并备份它，或换一个浏览器加入。",
            "A book lies on this device, and joining would erase it. Open and back it up, or join in another browser.",
        ),
    ),
    (
        "unknown_device",
        Text(
            "共享存储不认识这台设备，记录都在本机。请负责人重新邀请。",
            "The store does not know this device; everything is on it. Ask for a new invitation.",
        ),
    ),
    (
        "spaces_closed",
        Text(
            "这个共享存储不接收新的法院。请告诉管理人员。",
            "This store takes no new courts. Tell who runs it.",
        ),
    ),
    (
        "offline",
        Text(
            "连不上共享存储，新记录都在本机，联网后自动补传。请看一下网络。",
            "The store cannot be reached; new entries are on this device and go out by themselves. Check the network.",
        ),
    ),
    (
        "refused",
        Text(
            "共享存储拒绝了请求，新记录都在本机。请核对地址；仍不行，请告诉管理人员。",
            "The store refused; new entries are on this device. Check the address; if that is right, tell who runs it.",
        ),
    ),
    (
        "endpoint_silent",
        Text(
            "新地址没有应答，仍用原地址。请核对地址，或等那边开通后再换。",
            "Nobody answers at the new address; the old one stays. Check it, or change once it runs.",
        ),
    ),
    (
        "invitation_not_there",
        Text(
            "共享存储里还没有这份邀请，请让邀请人保持联网，稍候再按“加入”。",
            "The store has not got this invitation yet. Let who made it stay online, and press “Join” again in a moment.",
        ),
    ),
    (
        "not_removed",
        Text(
            "没有收到本机被移出的说明，没有清空。",
            "Nothing says that this device was removed; nothing was cleared.",
        ),
    ),
    (
        "removed",
        Text(
            "共享存储称这台设备已被移出，不再收发；已有的内容仍可查看。请向管理人员核实。",
            "The store says that this device was removed and exchanges nothing more with it; what is here can be read. Ask who manages people.",
        ),
    ),
    (
        "full",
        Text(
            "共享存储已满，新记录都在本机，等有空间后自动补传。请告诉管理人员。",
            "The store is full; new entries are on this device and go out once there is room. Tell who runs it.",
        ),
    ),
    (
        "busy",
        Text(
            "共享存储正忙，新记录都在本机，稍后自动再试。",
            "The store is busy; new entries are on this device. It is tried again by itself.",
        ),
    ),
    (
        "clock",
        Text(
            "本机时间与存储相差太多，新记录都在本机。请校准设备时间。",
            "The clock here and the store's differ too much; new entries are on this device. Set the device's clock.",
        ),
    ),
    (
        "bad_answer",
        Text(
            "这个地址的回答看不懂，新记录都在本机。请核对地址是不是分流的共享存储。",
            "The answer from this address makes no sense; new entries are on this device. Check that it is a Fenliu store.",
        ),
    ),
    (
        "bad_endpoint",
        Text(
            "这不是一个可用的地址，没有改动。请填以 https:// 开头的完整地址。",
            "This is not a usable address; nothing was changed. Enter it whole, beginning with https://.",
        ),
    ),
    (
        "not_found",
        Text(
            "存储里没有这一项，其余照常。若一直如此，请告诉管理人员。",
            "The store does not have this; the rest goes on. If it stays so, tell who runs it.",
        ),
    ),
    (
        "exists",
        Text(
            "存储里这个位置已有别的内容，没有覆盖，本机的都在。请告诉管理人员。",
            "Something else stands at this place in the store; it was not overwritten, and all of this device is kept. Tell who runs it.",
        ),
    ),
    (
        "taken",
        Text(
            "这个编号已被占用，没有改动。请再试一次。",
            "This number is taken; nothing was changed. Try again.",
        ),
    ),
    (
        "unsigned",
        Text(
            "请求没有签名，存储没有接受，新记录都在本机。请重新载入。",
            "The request bore no signature and was not taken; new entries are on this device. Reload.",
        ),
    ),
    (
        "not_founded",
        Text(
            "共享存储里还没有这个案件库，新记录都在本机。请由建立案件库的设备先同步一次。",
            "The store does not know this book yet; new entries are on this device. Exchange once from the device that founded it.",
        ),
    ),
    (
        "record_malformed",
        Text(
            "存储里的名册有一条读不懂，已搁置，其余照常。",
            "A record of the store's roster cannot be read and was set aside; the rest goes on.",
        ),
    ),
    (
        "record_other_space",
        Text(
            "存储里混入了别的案件库的名册，已搁置，其余照常。请告诉管理人员。",
            "A record of another book lies in the store; it was set aside and the rest goes on. Tell who runs it.",
        ),
    ),
    (
        "record_bad_signature",
        Text(
            "存储里的名册有一条签名不对，已搁置，其余照常。请告诉管理人员。",
            "A record of the roster bears a wrong signature; it was set aside and the rest goes on. Tell who runs it.",
        ),
    ),
    (
        "packs_missing",
        Text(
            "这台设备的记录缺了几笔，后面的照常收下。请让该设备同步一次，会自动补齐。",
            "Some entries of this device are missing; later ones were taken. Exchange once from that device; it fills the gap.",
        ),
    ),
    (
        "packs_repeated",
        Text("记录重复出现，只算一次。", "Entries came twice and count once."),
    ),
    (
        "packs_forked",
        Text(
            "同一编号有两份不同的记录，先到的算数，另一份已搁置。可能有人用旧备份恢复过这台设备，请核对。",
            "Two different entries bear one number: the first counts, the other is set aside. The device may have been restored from an old backup; please check.",
        ),
    ),
    (
        "packs_seen_otherwise",
        Text(
            "另有设备称，它见到的这台设备的记录与这里的不同。可能有人用旧备份恢复过这台设备，或有人改写过记录，请与双方核对。",
            "Another device says it has seen other entries of this device than the ones here. The device may have been restored from an old backup, or somebody rewrote entries; please check with both.",
        ),
    ),
    (
        "packs_broken",
        Text(
            "记录前后接不上，接不上的已搁置，其余照常。请让该设备同步一次；仍不行，请告诉管理人员。",
            "Entries do not follow from each other; those are set aside and the rest goes on. Exchange from that device; if it stays so, tell who runs the store.",
        ),
    ),
    (
        "packs_truncated",
        Text(
            "存储里这台设备的记录变少了，本机已有的都在，会自动补传。请告诉管理人员。",
            "The store has fewer entries of this device than before; those here are kept and put back. Tell who runs the store.",
        ),
    ),
    (
        "pack_malformed",
        Text(
            "一笔记录读不懂，已搁置，其余照常。请让该设备同步一次。",
            "An entry cannot be read and was set aside; the rest goes on. Exchange once from that device.",
        ),
    ),
    (
        "pack_misplaced",
        Text(
            "一笔记录放错了位置，已搁置，其余照常。请告诉管理人员。",
            "An entry lies in the wrong place and was set aside; the rest goes on. Tell who runs the store.",
        ),
    ),
    (
        "pack_no_key",
        Text(
            "一笔记录用本机没有的钥匙加密，已搁置，取得钥匙后自动打开。",
            "An entry is sealed with a key this device does not have; it is set aside and opens once the key comes.",
        ),
    ),
    (
        "pack_seal_broken",
        Text(
            "一笔记录的密文损坏，已搁置，其余照常。请让该设备同步一次。",
            "The seal of an entry is broken; it was set aside and the rest goes on. Exchange once from that device.",
        ),
    ),
    (
        "pack_hash_mismatch",
        Text(
            "一笔记录的校验不符，已搁置，其余照常。请让该设备同步一次。",
            "The check of an entry fails; it was set aside and the rest goes on. Exchange once from that device.",
        ),
    ),
    (
        "pack_bad_signature",
        Text(
            "一笔记录的签名不对，已搁置，未生效。请告诉管理人员。",
            "An entry bears a wrong signature; it was set aside and does not count. Tell who runs the store.",
        ),
    ),
    (
        "bad_signature",
        Text(
            "一笔记录的签名不对，已搁置，未生效。请告诉管理人员。",
            "An entry bears a wrong signature; it was set aside and does not count. Tell who runs the store.",
        ),
    ),
];
