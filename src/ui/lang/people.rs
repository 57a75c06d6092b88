//! Texts of the page of people and rights.
use super::Text;

pub const TITLE: Text = Text("人员与权限", "People and rights");
pub const PEOPLE_COUNT: Text = Text("{} 人，{} 台设备", "People: {}, devices: {}");
pub const ADD: Text = Text("添加人员", "Add a person");
pub const UNGROUPED: Text = Text("未编组", "In no group");
pub const LEFT_ONES: Text = Text("已离开 {} 人", "{} have left");
pub const NOBODY: Text = Text("暂无", "Nobody yet");
pub const DEVICES: Text = Text("{} 台设备", "Devices: {}");
pub const NO_DEVICE: Text = Text("尚未加入", "Not joined yet");
pub const NO_DEVICE_LEFT: Text = Text("设备已移除", "Device removed");
pub const READ_ONLY: Text = Text(
    "您可以查看；添加、邀请和移除由局长、中心主任或系统管理员办理。",
    "You can look; adding, inviting and removing is for chief, centre director and system manager.",
);
pub const ALONE: Text = Text(
    "现在只有您一人，不受职务限制。别人加入后，按下面的权限表办事。",
    "You are alone and may do everything. Once others join, the table of rights below applies.",
);

pub const POSTS: Text = Text("人员配置检查", "Posts to be filled");
pub const POSTS_HELP: Text = Text(
    "按方案第四条核对在任人员。",
    "People in office against Art. 4 of the plan.",
);
/// A post: which, how many it needs, how many there are.
pub const POST: Text = Text("{}，{}，现有 {} 名", "{}: {}, now {}");
pub const POST_EXACTLY: Text = Text("应为 {} 名", "exactly {}");
pub const POST_MOST: Text = Text("至多 {} 名", "at most {}");
pub const POST_LEAST: Text = Text("至少 {} 名", "at least {}");

pub const PERSON: Text = Text("人员", "Person");
pub const DETAILS: Text = Text("人员信息", "Details of a person");
pub const NAME: Text = Text("姓名", "Name");
pub const ROLE: Text = Text("职务", "Role");
pub const GROUP: Text = Text("团队或组", "Team or group");
pub const GROUP_NONE: Text = Text("不编组", "None");
pub const GROUP_NEEDED: Text = Text(
    "不编组，这个职务只能查看和备注，不能办理案件。",
    "In no group, this role can only look and remark, not handle cases.",
);
pub const FROM: Text = Text("任职自", "In office from");
pub const TO: Text = Text("任职至", "In office until");
/// Days in office: from, until, both.
pub const SINCE: Text = Text("{} 起", "since {}");
pub const UP_TO: Text = Text("至 {}", "until {}");
pub const BETWEEN: Text = Text("{} 至 {}", "{} to {}");
pub const PHONE: Text = Text("电话", "Phone");
pub const WORKS: Text = Text("专长", "Kinds of work");
pub const WORKS_HELP: Text = Text(
    "案由、依据类型等词，用顿号分开；分案时优先考虑",
    "Words of causes or bases, with commas between; sharing out prefers them",
);
pub const CAN_HAVE: Text = Text(
    "尚未加入。已经可以分案、移交给此人；用邀请加入后，就是此人本人。",
    "Not joined yet. Cases and matters can be given to this person already; whoever joins by the invitation becomes this person.",
);
pub const NAME_MISSING: Text = Text("请填姓名", "Fill in the name");
pub const HAS_LEFT: Text = Text("已离开", "Has left");
pub const ME: Text = Text("本人", "You");

pub const THEIR_DEVICES: Text = Text("设备", "Devices");
pub const THIS_DEVICE: Text = Text("本机", "This device");
pub const JOINED_AT: Text = Text("加入 {}", "joined {}");
pub const HEARD_AT: Text = Text("最近 {}", "heard of {}");
pub const IS_REMOVED: Text = Text("已移除", "Removed");
pub const REMOVE: Text = Text("移除", "Remove");
pub const REMOVE_TITLE: Text = Text("移除这台设备？", "Remove this device?");
pub const REMOVE_TEXT: Text = Text(
    "移除“{}”后：随即更换钥匙，它读不到此后写下的任何内容，此后由它写的也都未生效；它已有的内容仍在它上面。移除不能撤销，要再用请重新邀请。",
    "After “{}” is removed, the key changes at once: it reads nothing written from then on, and nothing it writes counts. What it has stays on it. This cannot be undone; to use it again, invite it anew.",
);
pub const REMOVE_HEARD: Text = Text(
    "最近一次收到它的记录：{}。此后它写下而未存入的记录，移除后不再接收，须由本人导出后另行补录。",
    "Last heard of it: {}. What it wrote since and has not stored is not taken any more; its owner has to save it as a file and have it entered again.",
);
pub const REMOVE_INVITATIONS: Text = Text(
    "发给{}或由这台设备发出、尚未使用的邀请（{} 个）同时撤回。",
    "Open invitations for {} or made on that device ({}) are withdrawn, too.",
);
pub const LEAVE: Text = Text("离开", "Leaves");
pub const LEAVE_TITLE: Text = Text("此人离开？", "Does this person leave?");
pub const LEAVE_TEXT: Text = Text(
    "{} 离开后：名下 {} 台设备全部移除并更换钥匙，此后写的都未生效；以前写下的记录照旧保留。不能撤销，要回来请重新添加并邀请。",
    "When {} leaves, all {} devices are removed and the key changes; nothing they write from then on counts, what they wrote before stays. This cannot be undone; to come back, add and invite anew.",
);
pub const REMOVED: Text = Text("已移除，钥匙已更换", "Removed; the key was changed");

pub const INVITE: Text = Text("邀请", "Invite");
pub const INVITE_TITLE: Text = Text("邀请加入", "Invite");
pub const INVITE_LEAD: Text = Text(
    "给 {} 一个链接，用一台设备加入。只能用一次，过期作废。",
    "A link lets {} join with one device. It works once, and until it expires.",
);
pub const INVITE_DAYS: Text = Text("有效", "Good for");
pub const DAYS: [Text; 4] = [
    Text("1 天", "1 day"),
    Text("3 天", "3 days"),
    Text("7 天", "7 days"),
    Text("30 天", "30 days"),
];
pub const INVITE_MAKE: Text = Text("生成邀请链接", "Make the link");
pub const INVITE_FOR: Text = Text("给{}的邀请", "Invitation for {}");
pub const INVITE_LINK: Text = Text("邀请链接", "Invitation link");
pub const INVITE_ONCE: Text = Text(
    "链接只显示这一次。请当面扫码，或用内部通讯发给本人；拿到链接的人就能加入。",
    "The link is shown this once. Let it be scanned in person, or send it by internal mail: whoever has it can join.",
);
pub const INVITE_UNTIL: Text = Text("有效至 {}", "Good until {}");
pub const INVITE_COPIED: Text = Text("已复制", "Copied");
pub const INVITE_QR: Text = Text("邀请链接的二维码", "Code of the invitation link");
pub const INVITE_NO_SYNC: Text = Text(
    "还没有设置共享存储，邀请要有它才能用。",
    "No store is set up; an invitation needs one.",
);

pub const INVITATIONS: Text = Text("邀请记录", "Invitations");
pub const STATES: [Text; 4] = [
    Text("待使用", "Open"),
    Text("已使用", "Used"),
    Text("已过期", "Expired"),
    Text("已撤回", "Withdrawn"),
];
pub const WITHDRAW: Text = Text("撤回", "Withdraw");
pub const WITHDRAWN: Text = Text("邀请已撤回", "The invitation was withdrawn");

pub const RIGHTS: Text = Text("权限表", "Table of rights");
pub const RIGHTS_LEAD: Text = Text(
    "谁可以做什么，按条文。标“拟”的是我们对方案的理解，须经确认。",
    "Who may do what, by article. “Proposed” marks our reading of the plan, to be confirmed.",
);
pub const RIGHT_RULE: Text = Text("规则", "Rule");
pub const RIGHT_WHO: Text = Text("谁", "Who");
pub const RIGHT_WHAT: Text = Text("可以", "May");
pub const RIGHT_EXACTLY: Text = Text("具体范围", "Exactly");
pub const RIGHT_FIELDS: Text = Text("填写：{}", "Fills in: {}");
pub const RIGHT_NODES: Text = Text("登记：{}", "Records: {}");
pub const ARTICLE: Text = Text("第 {} 条", "Art. {}");
pub const PROPOSED: Text = Text("拟", "Proposed");
pub const EVERYBODY: Text = Text("所有人", "Everybody");

pub const REFUSED: Text = Text("未生效的记录", "Refused entries");
pub const REFUSED_LEAD: Text = Text(
    "写下了但按权限未生效的记录，原样留痕，不影响案件。",
    "Entries that were written but do not count by the rights; they stay in the trace and change nothing.",
);
pub const ROLE_CHANGED: Text = Text(
    "您的岗位或权限已变更，现为：{}。可填写、登记的内容随之变化。",
    "Your role or rights were changed; you are now: {}. What you may fill in and record follows.",
);
/// After joining: name, role.
pub const WELCOME: Text = Text(
    "{}，您已加入。岗位：{}。不由您岗位填写的内容会标明由谁填写。",
    "{}, you have joined as {}. What is not for your role to fill in says whose it is.",
);
/// Rights: whose task something is.
pub const TASK_OF: Text = Text("您的岗位不办此项：{}（{}）", "Not for your role: {} ({})");
/// Rights: who fills a field in.
pub const KEPT_BY: Text = Text("由{}填写", "Filled in by: {}");
/// Rights: the same, of many.
pub const KEPT_BY_MANY: Text = Text("由{}等填写", "Filled in by: {} and others");
/// Rights: the rule that refused an entry.
pub const REFUSED_BY: Text = Text("按“{}”（{}）未生效", "refused by “{}” ({})");

/// Rights by key, as the bureau's text names them.
const RIGHTS_TABLE: [(&str, Text); 15] = [
    ("case.write", Text("填写案件", "write cases")),
    ("case.decide", Text("决定繁简", "decide the triage")),
    ("case.exclude", Text("扣除期间", "exclude time")),
    ("node.record", Text("登记节点", "record nodes")),
    ("note", Text("备注", "write notes")),
    ("import", Text("导入台账", "import ledgers")),
    ("hide", Text("移出列表", "remove from lists")),
    ("conflict.rule", Text("核定冲突", "settle conflicts")),
    ("rules.put", Text("发布规则", "put rules in force")),
    ("settings.put", Text("更改设置", "change settings")),
    ("people.manage", Text("管理人员与设备", "manage people and devices")),
    ("device.add", Text("添加本人设备", "add own devices")),
    ("view.sensitive", Text("查看敏感案件", "look at sensitive cases")),
    (
        "view.internal",
        Text("调阅副卷材料", "look at papers of internal volumes"),
    ),
    (
        "matter.take",
        Text("领取、分派集约事务", "take matters and give them out"),
    ),
];

/// A right in words; a key this build does not know stays as it is.
pub fn right(key: &str) -> String {
    RIGHTS_TABLE
        .iter()
        .find(|(known, _)| *known == key)
        .map_or_else(|| key.to_owned(), |(_, word)| word.now().to_owned())
}
