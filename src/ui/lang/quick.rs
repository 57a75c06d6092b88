//! Texts of quick triage.
use super::Text;

pub const TITLE: Text = Text("快速分流", "Quick triage");
pub const LEAD: Text = Text(
    "填多少算多少，不保存。填“未知”也给结论，并指出还差什么。",
    "Fill in what you know; nothing is stored. “Unknown” still gives a verdict and says what is missing.",
);

pub const BASIS: Text = Text("执行依据", "Basis");
pub const NOT_CHOSEN: Text = Text("请选择…", "Choose…");
pub const ARBITRATION: Text = Text("仲裁种类", "Kind of arbitration");
pub const CLAIM_KIND: Text = Text("标的种类", "Kind of claim");
pub const AMOUNT: Text = Text("申请执行标的", "Amount claimed");
pub const FOREIGN: Text = Text("涉外", "Foreign-related");
pub const ORGAN: Text = Text("涉党政机关", "Party or government organ");
pub const ORGAN_HINT: Text = Text(
    "当事人为党政机关；事业单位、国企不算",
    "A party is one; public institutions and state firms are not",
);
pub const FROZEN: Text = Text("已冻结存款、网络资金", "Deposits, network funds frozen");
pub const FROZEN_HINT: Text = Text(
    "只计有效、可划拨的首封，不计轮候",
    "Only effective, payable freezes; not waiting ones",
);
pub const CONTROL: Text = Text("查控结果", "Control results");
pub const CONTROL_BACK: Text = Text("已回齐", "All back");
pub const CONTROL_OPEN: Text = Text("未回齐或未知", "Not all back, or unknown");
pub const SPECIAL: Text = Text("受托、保全、追缴诉讼费", "Entrusted, preservation, court fees");
pub const SPECIAL_NONE: Text = Text("都不是", "None");
pub const SPECIAL_SOME: Text = Text("有", "Some");
pub const ENTRUSTED: Text = Text("受托", "Entrusted");
pub const PRESERVATION: Text = Text("保全", "Preservation");
pub const FEE: Text = Text("追缴诉讼费", "Court fee recovery");
pub const COMPLEXITY: Text = Text("疑难复杂", "Complexity");
pub const SIMPLE: Text = Text("易执易结", "Easy to enforce");
pub const ADD_MARK: Text = Text("标注", "Mark");
pub const DROP_MARK: Text = Text("撤去标注", "Remove mark");
pub const MARK_KIND: Text = Text("情形", "Kind");
pub const MARK_BY: Text = Text("标注人", "Marked by");
pub const MARK_REASON: Text = Text("理由", "Reason");
pub const MARK_HINT: Text = Text("须具名并说明理由，缺一不计", "Counts only with a name and a reason");
pub const FILING: Text = Text("立案信息核对", "Filing data");
pub const FILING_OK: Text = Text("无误", "Right");
pub const FILING_WRONG: Text = Text("有误", "Wrong");
pub const FILING_OPEN: Text = Text("未核对", "Not checked");
pub const FILED_ON: Text = Text("立案日期", "Filed on");
pub const FILED_TODAY: Text = Text("未填时按今日计，请核对", "Taken as today unless you say otherwise");
pub const RECEIVED_ON: Text = Text("收到申请日期", "Application received");
pub const RECEIVED_HINT: Text = Text("未填，按立案日计", "Blank: taken as the filing day");

pub const VERDICT: Text = Text("结论", "Verdict");
pub const CONTRADICTS: Text = Text("陈述矛盾，先更正", "Contradictory: correct first");
pub const QUESTIONS: Text = Text("请法院明确", "For the court to decide");
pub const GROUNDS: Text = Text("依据", "Grounds");
pub const POSSIBLE: Text = Text("可能成立", "May match");
pub const MISSING: Text = Text("还差什么", "What is missing");
pub const WOULD_FLIP: Text = Text("何种情形改变结论", "What would change it");
pub const YIELDS: Text = Text("被{}排除：{}", "yields to {}: {}");
pub const YIELDS_MAYBE: Text = Text("{}成立时让位：{}", "would yield to {}: {}");
pub const CONFLICT: Text = Text(
    "简易与普通情形并存，法文未定先后，由主任决定",
    "Simple and ordinary items both match and the text does not rank them: the director decides",
);
pub const NO_SINGLE: Text = Text("各种可能结论一致", "Every possibility gives the same verdict");
pub const AND: Text = Text("，且", ", and ");
pub const NO_FLIP: Text = Text("改动三项以内不会改变", "No change of up to three facts would");

pub const FROZEN_REACHES: Text = Text("冻结达 {} 元", "CNY {} frozen");
pub const FROZEN_ONLY: Text = Text("只冻结 {} 元", "only CNY {} frozen");
pub const FROZEN_NO_MORE: Text = Text("已回齐，别无冻结", "all back, nothing more frozen");
pub const AMOUNT_BECOMES: Text = Text("标的为 {} 元", "claim of CNY {}");
pub const AMOUNT_RANGE: Text = Text("标的 {} 至 {} 元", "claim of CNY {} to {}");
pub const AMOUNT_FROM: Text = Text("标的 {} 元以上（含）", "claim of CNY {} or more");
pub const FACT_IS: Text = Text("{}：{}", "{}: {}");
pub const MARKED: Text = Text("具名标注{}", "{} by a named person");
pub const UNMARKED: Text = Text("不标注{}", "no {}");

pub const DATES: Text = Text("各项期限", "Dates");
pub const NO_FILING_DAY: Text = Text(
    "立案日期、收到申请日期填写无误后，显示各项期限。",
    "The dates are shown once the filing day and the day of receipt can be right.",
);
pub const PRINT_TITLE: Text = Text("案件繁简分流核对单", "Triage check sheet");
pub const SIGN_HANDLER: Text = Text("承办人：", "Handler:");
pub const SIGN_DIRECTOR: Text = Text("指挥中心主任：", "Director:");
pub const SIGN_DATE: Text = Text("日期：", "Date:");
pub const COPIED: Text = Text("已复制", "Copied");
pub const COPY_FAILED: Text = Text(
    "浏览器不允许复制，请用打印。",
    "The browser does not allow copying; please print.",
);
pub const ADOPT: Text = Text("转为案件", "Make it a case");

pub const AFTER: Text = Text("{}后 {}", "After {}: {}");
pub const COLON: Text = Text("：", ": ");
pub const BY: Text = Text("最迟", "by");
pub const NOT_BEFORE: Text = Text("最早", "not before");
pub const FROM_THEN: Text = Text("自", "from");
pub const LAPSES: Text = Text("到期失效", "lapses");
pub const ACT_BY: Text = Text(" · 最迟 {} 办理", " · act by {}");
pub const LEFT: Text = Text("还剩 {} 日", "{} days left");
pub const PROPOSED: Text = Text("拟议", "proposed");
pub const UNVERIFIED: Text = Text("未核实", "not verified");
pub const NO_ASSET_TRAP: Text = Text(
    "若查无财产：简易案件须在 {} 前结案，而终本最早在 {}，期限内无法以终本结案；第十七条也没有因无财产转普通的情形。",
    "If no assets are found: a simple case must be closed by {}, but this round can be closed only from {}. It cannot be closed that way in time, and Art. 17 knows no conversion for lack of assets.",
);
pub const BEFORE_INPUTS: Text = Text(
    "{}（{}）早于{}（{}）：先按现有事实暂定，结果回齐后重新分流。",
    "{} ({}) is due before {} ({}): decide provisionally on what is known, and again when the results are in.",
);
pub const ASSUMING: Text = Text("若 {}：", "If {}: ");

pub const NUMBER: Text = Text("案号", "Case number");
pub const NUMBER_HINT: Text = Text(
    "如 （2026）豫14执101号，括号、空格可随意",
    "Such as （2026）豫14执101号; brackets and spaces as you like",
);
pub const NUMBER_BREAKS: Text = Text("第 {} 个字处：{}", "At character {}: {}");
pub const NUMBER_KNOWN: Text = Text(
    "这个案号已在案件库中，没有新建。",
    "This number is in the case book already; nothing was written.",
);
pub const OPEN_KNOWN: Text = Text("打开该案", "Open that case");
pub const APPLICANT: Text = Text("申请执行人", "Applicant");
pub const DEBTOR: Text = Text("被执行人", "Debtor");
pub const SAME_DAY: Text = Text("当日", "the same day");
