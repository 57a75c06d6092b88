//! Texts of the session: first use, lock, the other dialogs.
use super::Text;

pub const FIRST_TITLE: Text = Text("开始使用案件库", "Set up the case book");
pub const FIRST_LEAD: Text = Text(
    "案件加密后存在这台设备上。填好下面几项即可开始，只需一次。",
    "Cases are kept on this device, encrypted. Fill this in once and start.",
);
pub const UNSEALED_LEAD: Text = Text(
    "本机已有的 {} 件案件原样保留，这一步把它们加密。只需一次。",
    "The {} cases on this device stay as they are; this step encrypts them. It is done once.",
);
pub const NAME: Text = Text("姓名", "Your name");
pub const NAME_HINT: Text = Text(
    "写入每一笔记录的留痕（方案第五条）",
    "Written into the trace of every entry (plan Art. 5)",
);
pub const ROLE: Text = Text("职务", "Role");
pub const ROLE_HINT: Text = Text(
    "局长、中心主任、系统管理员可邀请同事；一个人用时不受职务限制",
    "Chief, centre director and system manager may invite others; alone one may do everything",
);
pub const COURT: Text = Text("法院", "Court");
/// The court whose plan is built in.
pub const COURT_USUAL: &str = "商丘市中级人民法院";
pub const DEVICE: Text = Text("设备名称", "Device name");
pub const DEVICE_PHONE: Text = Text("手机", "Phone");
pub const DEVICE_TABLET: Text = Text("执行局平板", "Bureau tablet");
pub const DEVICE_DESK: Text = Text("办公电脑", "Office computer");
pub const LOCK_KIND: Text = Text("解锁方式", "Lock");
pub const BY_PASSPHRASE: Text = Text("设口令", "With a passphrase");
pub const BY_BROWSER: Text = Text("仅此浏览器", "This browser only");
pub const PASSPHRASE: Text = Text("口令", "Passphrase");
pub const AGAIN: Text = Text("再输一次", "Once more");
pub const SHOW: Text = Text("显示口令", "Show it");
pub const LOST: Text = Text(
    "忘了口令，谁也不能重置：只能凭恢复密钥份额、备份或另一台设备找回案件。",
    "Nobody can reset a forgotten passphrase: then only recovery shares, a backup or another device bring the cases back.",
);
pub const BROWSER_MEANS: Text = Text(
    "不用口令：能打开这个浏览器的人，就能打开案件。适合有锁屏密码、专人使用的设备。",
    "No passphrase: whoever can open this browser can open the cases. For a device with a screen lock and one user.",
);
pub const START: Text = Text("开始使用", "Start");
pub const STARTING: Text = Text("正在设置…", "Setting up…");
pub const SEALING: Text = Text("正在加密已有案件…", "Encrypting the cases…");
pub const NO_NEED: Text = Text(
    "只算分流和期限，不用设置：",
    "To work out a triage or a date, none of this is needed:",
);

pub const NAME_MISSING: Text = Text("请填姓名", "Fill in your name");
pub const DEVICE_MISSING: Text = Text("请填设备名称", "Fill in a name for the device");
pub const COURT_MISSING: Text = Text("请填法院", "Fill in the court");
pub const PASSPHRASE_MISSING: Text = Text("请填口令", "Fill in the passphrase");
pub const PASSPHRASE_WEAK: Text = Text(
    "口令太容易猜，请加长：八个以上字符，或几个不相干的词",
    "Too easy to guess: use eight characters or more, or a few unrelated words",
);
pub const PASSPHRASE_DIFFERS: Text = Text("两次输入的口令不同", "The two passphrases differ");
pub const STRENGTH: [Text; 3] = [
    Text("太弱：几分钟就能试出来", "Weak: guessed within minutes"),
    Text("可用：再长一点更好", "Fair: a little longer would be better"),
    Text("很好", "Good"),
];
pub const STRENGTH_HINT: Text = Text(
    "八个以上字符；几个不相干的词既好记又难猜",
    "Eight characters or more; a few unrelated words are easy to keep and hard to guess",
);

pub const OTHER_WAYS: Text = Text("其他方式", "Other ways");
pub const DOOR_JOIN: Text = Text("我有邀请链接", "I have an invitation link");
pub const DOOR_KIT: Text = Text("用恢复密钥份额", "Use recovery shares");
pub const DOOR_FILE: Text = Text("从备份文件恢复", "Restore from a backup file");
pub const DOOR_FIRST: Text = Text("返回", "Back");

pub const LOCKED_TITLE: Text = Text("已锁定", "Locked");
pub const LOCKED_LEAD: Text = Text(
    "{} 上的案件已加密。输入口令后回到原来的页面。",
    "The cases on {} are encrypted. Enter the passphrase to go back to where you were.",
);
pub const LOCKED_BROWSER: Text = Text(
    "{} 没有设口令，按“解锁”即可打开。要设口令，打开后到“设置”。",
    "There is no passphrase on {}: press “Unlock” to open it. One can be set in Settings.",
);
pub const UNLOCK: Text = Text("解锁", "Unlock");
pub const UNLOCKING: Text = Text("正在解锁…", "Unlocking…");
pub const LOCK: Text = Text("锁定", "Lock");
pub const WAIT: Text = Text("{} 秒后可再试", "Try again in {} s");
pub const FORGOTTEN: Text = Text("忘了口令", "Forgotten the passphrase");

pub const JOIN_TITLE: Text = Text("加入本院的共享案件库", "Join the court's shared case book");
pub const JOIN_LEAD: Text = Text(
    "凭邀请加入。姓名和职务由邀请人登记；加入后取回本院的案件。",
    "By invitation. Name and role were entered by who invited you; the court's cases are fetched after joining.",
);
pub const JOIN_TAKEN: Text = Text(
    "已收到邀请链接，并已从地址栏抹去。",
    "The invitation was taken and removed from the address bar.",
);
pub const JOIN_ALREADY: Text = Text(
    "这台设备已在使用案件库，邀请没有使用。要换到邀请人的案件库，请在另一个浏览器或设备上打开链接。",
    "This device has a case book already, so the invitation was not used. Open the link in another browser or on another device.",
);
pub const LINK: Text = Text("邀请链接", "Invitation link");
pub const LINK_MISSING: Text = Text("请粘贴邀请链接", "Paste the invitation link");
pub const JOIN: Text = Text("加入", "Join");
pub const JOINING: Text = Text("正在加入…", "Joining…");

pub const KIT_TITLE: Text = Text("用恢复密钥找回", "Recover with the recovery kit");
pub const KIT_LEAD: Text = Text(
    "收齐够数的份额，连上共享存储，取回全部案件。每份一行，照打印件输入或扫码粘贴。",
    "Bring together enough shares, connect to the store, and fetch all cases. One share a line, typed from the sheet or pasted from its code.",
);
pub const SHARES: Text = Text("份额", "Shares");
pub const SHARES_COUNT: Text = Text("已输入 {} 份", "{} shares entered");
pub const SHARES_MISSING: Text = Text("请输入份额", "Enter the shares");
pub const ENDPOINT: Text = Text("共享存储的地址", "Address of the store");
pub const ENDPOINT_MISSING: Text = Text("请填共享存储的地址", "Fill in the address of the store");
pub const RECOVER: Text = Text("找回", "Recover");
pub const RECOVERING: Text = Text("正在找回…", "Recovering…");

pub const FILE_TITLE: Text = Text("从备份文件恢复", "Restore from a backup file");
pub const FILE_LEAD: Text = Text(
    "备份已加密。用备份口令、当时的本机口令，或够数的恢复密钥份额打开；用口令打开后，本机也用它解锁。",
    "The backup is encrypted. Open it with its own passphrase, that of its device as it was then, or enough recovery shares; a passphrase then locks this device, too.",
);
pub const FILE: Text = Text("备份文件", "Backup file");
pub const FILE_CHOOSE: Text = Text("选择文件…", "Choose a file…");
pub const FILE_MISSING: Text = Text("请选择备份文件", "Choose the backup file");
pub const OPEN_WITH: Text = Text("用什么打开", "Open with");
pub const WITH_PASSPHRASE: Text = Text("用口令", "A passphrase");
pub const WITH_SHARES: Text = Text("恢复密钥份额", "Recovery shares");
pub const WITH_OWN: Text = Text("本机的密钥", "Keys of this device");
pub const RESTORE: Text = Text("恢复", "Restore");
pub const RESTORING: Text = Text("正在恢复…", "Restoring…");
