//! Texts of sharing: the sync page and the quiet word in the shell.
use super::Text;

pub const SHORT_UNKNOWN: Text = Text("同步", "Sync");
pub const SHORT_OFF: Text = Text("只存本机", "On this device only");
pub const SHORT_STORED: Text = Text("全部已存入", "All stored");
pub const SHORT_WAITING: Text = Text("{} 笔待存入", "{} waiting");
pub const SHORT_WORKING: Text = Text("正在同步", "Exchanging");
pub const SHORT_OFFLINE: Text = Text("离线", "Offline");
pub const SHORT_OFFLINE_WAITING: Text = Text("离线 · {} 笔待存入", "Offline · {} waiting");
pub const SHORT_STUCK_WAITING: Text = Text("未能同步 · {} 笔待存入", "Cannot exchange · {} waiting");
pub const SHORT_STUCK: Text = Text("未能同步", "Cannot exchange");
pub const SHORT_UNREACHED: Text = Text("连不上共享存储", "Store not reached");
pub const SHORT_UNREACHED_WAITING: Text = Text("连不上共享存储 · {} 笔待存入", "Store not reached · {} waiting");
pub const SHORT_LACKING: Text = Text("正在补存", "Storing again");
pub const SHORT_FAULT: Text = Text("同步有问题", "Sync needs a look");
pub const TO_SETTLE: Text = Text("待核定 {} 件", "{} to settle");
pub const OPEN_PAGE: Text = Text("查看同步", "See how it stands");

pub const STATE: Text = Text("现在", "Now");
pub const OFF: Text = Text(
    "只存本机：没有设置共享存储，别的设备看不到，本机丢了只能靠备份。",
    "On this device only: no store is set up, other devices see nothing, and only a backup survives the loss of this one.",
);
pub const IDLE: Text = Text(
    "已全部交换，新内容随到随收。",
    "Everything is exchanged; news comes as it is written.",
);
pub const WORKING: Text = Text("正在交换", "Exchanging");
pub const RETRY_IN: Text = Text("约 {} 秒后自动再试。", "Tried again by itself in about {} s.");
pub const LAST_OK: Text = Text("最近一次全部交换：{}", "Last complete exchange: {}");
pub const NEVER_OK: Text = Text("还没有完整交换过", "Never completely exchanged yet");
pub const EMPTIED: Text = Text(
    "{}发现共享存储被清空，已用本机内容自动补存 {}/{} 笔。请告知管理人员。",
    "The store was found emptied ({}). From this device {} of {} entries are stored again by themselves. Tell who runs it.",
);
pub const LACKING: Text = Text(
    "存储里缺少 {} 笔本机已有的记录，将自动补存。",
    "The store lacks {} entries that are here; they are stored again by themselves.",
);
pub const NOW: Text = Text("立即同步", "Exchange now");

pub const WHERE: Text = Text("数据存放情况", "Where my entries are");
pub const HERE: Text = Text("在本机", "On this device");
pub const HERE_ONLY: Text = Text("还没有存入", "not stored yet");
pub const HERE_MEANS: Text = Text("还没有存入，共 {}", "not stored yet, {} in all");
pub const STORED: Text = Text("已存入", "Stored");
pub const STORED_MEANS: Text = Text(
    "存储已收下，还没有读回核对",
    "the store has taken them; not read back yet",
);
pub const READ_BACK: Text = Text("已核对", "Checked");
pub const READ_BACK_MEANS: Text = Text("从存储读回，与本机一致", "read back from the store, the same as here");
pub const INCOMING: Text = Text("待接收", "To come");
pub const INCOMING_MEANS: Text = Text(
    "别人写的，存储里有、本机还没有",
    "written by others, in the store and not here yet",
);
pub const ENTRIES: Text = Text("{} 笔", "{}");

pub const DEVICES: Text = Text("各设备", "Devices");
pub const DEVICE: Text = Text("设备", "Device");
pub const HAS: Text = Text("本机已有", "Entries here");
pub const HEARD: Text = Text("最近记录", "Last entry");

pub const FAULTS: Text = Text("要留意的问题", "What needs a look");
pub const FAULT_AT: Text = Text("{}：第 {} 至 {} 笔", "{}: entries {} to {}");

pub const STORE: Text = Text("共享存储", "The store");
pub const ADDRESS: Text = Text("地址", "Address");
pub const ADDRESS_HINT: Text = Text(
    "由本院管理人员提供，以 https:// 开头。内容先在本机加密再存入，存储端无法查看内容。",
    "Given by who runs it; begins with https://. Everything is encrypted here first; the store can read nothing.",
);
pub const ADDRESS_BAD: Text = Text(
    "请填完整地址，以 https:// 或 http:// 开头",
    "Enter the whole address, beginning with https:// or http://",
);
pub const CONNECT: Text = Text("开始共享", "Share");
pub const ADDRESS_MOVES: Text = Text(
    "更换地址只对本机有效：其他设备仍用原地址，两边互不相通。请与管理人员约定后逐台更换。",
    "This changes the address on this device only: the others stay with the old one and exchange nothing with it. Agree on it with who runs it and change each device.",
);
pub const DISCONNECT: Text = Text("停止共享", "Stop sharing");
pub const DISCONNECT_MEANS: Text = Text(
    "停止后，本机和存储里已有的都保留，只是不再交换。",
    "What is here and in the store stays; nothing more is exchanged.",
);

pub const REMOVED_HERE: Text = Text("本机已被移出", "This device was removed");
pub const REMOVED_MEANS: Text = Text(
    "共享存储不再接收本机的记录，本机内容仍可查看。请向管理人员核实。确已移出的：先保存下列未被接收的记录，交有权人员补录；再清空本机，打开新的邀请链接重新加入。",
    "The store takes nothing more from this device; what is here can be read. Ask who manages people. If it was removed: save the entries below, which nobody got, and hand them to somebody who enters them; then clear this device and open a new invitation.",
);
pub const UNSENT: Text = Text("未被接收的记录", "Entries nobody got");
pub const UNSENT_COUNT: Text = Text("未被接收的记录：{} 笔", "Entries nobody got: {}");
pub const UNSENT_NONE: Text = Text("没有未被接收的记录。", "There are no entries that nobody got.");
pub const UNSENT_MORE: Text = Text(
    "这里只列出前 {} 笔，保存的文件包含全部。",
    "Only the first {} are listed here; the file holds all.",
);
pub const UNSENT_LOST: Text = Text(
    "另有 {} 组记录在本机已损坏或丢失，无法读出（组号 {}），请凭记忆或其他材料补录。",
    "{} groups of entries on this device are damaged or lost and cannot be read (numbers {}): enter them again from other sources.",
);
pub const UNSENT_FILES: Text = Text(
    "其中 {} 个附件的原文件不在这里面，请先到案件页逐个另存。",
    "The files of {} attachments are not in it: save them one by one on the case pages first.",
);
pub const UNSENT_NOT_SAVED: Text = Text("文件没有保存成功，请再试一次", "The file was not saved; try again");
pub const UNSENT_SAVE: Text = Text("保存为文件", "Save as a file");
pub const UNSENT_CASE: Text = Text("案号", "Case");
pub const UNSENT_WHEN: Text = Text("时间", "When");
pub const UNSENT_BY: Text = Text("登记人", "Who");
pub const UNSENT_WHAT: Text = Text("内容", "What");
pub const LEAVE: Text = Text("清空本机，重新加入", "Clear this device to join again");
pub const LEAVE_AFTER: Text = Text(
    "先把上面的记录保存为文件，才能清空本机。",
    "Save the entries above as a file first; then this device can be cleared.",
);
pub const LEAVE_MEANS: Text = Text(
    "将删除本机的全部案件、附件和密钥，无法恢复；共享存储和其他设备上的内容不受影响。",
    "Deletes all cases, attachments and keys on this device for good; the store and other devices keep theirs.",
);
pub const LEAVE_NOW: Text = Text("已保存，清空", "Saved: clear");
pub const LEAVE_NOT: Text = Text("先不清空", "Not now");
pub const ANEW: Text = Text("本机要换一个编号", "This device needs a new number");
pub const ANEW_MEANS: Text = Text(
    "共享存储里有本机编号下的另一段记录，所以本机已停止写入。换编号后，本机改用存储里的记录；本机没有送出的记录另外留存，可以保存或重新写入。",
    "The store has another history under this device's number, so nothing more is written here. Under a new number this device takes the history in the store; what it did not send is kept aside, to be saved or written again.",
);
pub const ANEW_LINK: Text = Text("邀请链接", "Invitation link");
pub const ANEW_LINK_HINT: Text = Text(
    "请管理人员为您本人生成。您管理人员时不用填。",
    "Made for you by who manages people. Leave it empty if you manage people yourself.",
);
pub const ANEW_NOW: Text = Text("换编号继续", "Go on under a new number");
pub const UNREADABLE: Text = Text("本机有记录损坏", "Records on this device are damaged");
pub const KEPT: Text = Text("没有送出的记录", "Entries that were not sent");
pub const KEPT_MEANS: Text = Text(
    "换编号时留存了 {} 笔记录，别人都没有收到。重新写入后照常送出，别人已改过的不会被覆盖；保存的文件只含字段内容，备份中没有这些记录。",
    "{} entries were kept aside when the number changed; nobody else has them. Written again, they are sent as usual, and nothing others changed is replaced. The file holds the fields only, and backups do not hold these entries.",
);
pub const KEPT_SAVE: Text = Text("保存为文件", "Save as a file");
pub const KEPT_WRITE: Text = Text("重新写入", "Write again");
pub const KEPT_WROTE: Text = Text("已写入 {} 笔。", "Written: {}. ");
pub const KEPT_MOVED: Text = Text(
    "{} 项别人已改过，没有覆盖，请对照案件页核实。",
    "{} fields were changed by others meanwhile and are left as they are: compare them on the case page. ",
);
pub const KEPT_DISPUTED: Text = Text(
    "{} 项有几个不同的值，裁定后再写入。",
    "{} fields have several values: write them again after the ruling. ",
);
pub const KEPT_NOT_YOURS: Text = Text(
    "{} 项您现在没有权限填写。",
    "{} fields or entries you may not write at present. ",
);

pub const CASE_HERE: Text = Text("这些记录在本机", "These entries are on this device");
pub const CASE_STORED: Text = Text(
    "这些记录在本机，并已存入共享存储",
    "These entries are on this device and stored",
);
pub const CASE_CHECKED: Text = Text(
    "这些记录在本机，并已存入共享存储、核对一致",
    "These entries are on this device, stored, and checked",
);
pub const CASE_WAITING: Text = Text(
    "这些记录在本机；全库有 {} 笔待存入共享存储",
    "These entries are on this device; {} of the book wait to be stored",
);
