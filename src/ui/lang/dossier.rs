//! Texts of the dossier: its catalogue, what is missing, where things belong.
use super::Text;

pub const TITLE: Text = Text("卷宗", "Dossier");
pub const OPEN: Text = Text("卷宗目录", "Dossier");
/// Of a case, beside the way there.
pub const STANDS: Text = Text("{} 件，{} 件待确认，缺 {} 项", "{} papers, {} to confirm, {} missing");
pub const LEAD: Text = Text(
    "案件的附件和已登记文书按目录分列。系统按文书种类、所属登记、文件名建议归入哪一项，由人确认或改归。",
    "Attachments and recorded documents under the headings of the catalogue. Headings are proposed by the sort of document, the record it belongs to and its name; a person confirms or changes them.",
);
pub const STAND_IN: Text = Text(
    "“{}”字案件没有专门的目录，暂按{}目录列。",
    "There is no catalogue for cases of the type {}; that of {} stands in.",
);
pub const NO_TYPE: Text = Text("未知", "unknown");
pub const SOURCE: Text = Text(
    "目录出自 {}（{}）；哪些必备由本系统提议（{}），供本院核定。",
    "Catalogue from {} ({}); what must be there is proposed ({}), for the court to settle.",
);
pub const MAIN: Text = Text("正卷", "Main volume");
pub const INTERNAL: Text = Text("副卷", "Internal volume");
pub const IS_INTERNAL: Text = Text("内部，不对外提供", "internal, not shown to parties");
pub const PAPER_MAIN: Text = Text("卷内目录（正卷）", "Catalogue of the main volume");
pub const PAPER_INTERNAL: Text = Text(
    "卷内目录（副卷，内部）",
    "Catalogue of the internal volume (not shown to parties)",
);
pub const COUNT: Text = Text("{} 件", "{} papers");
pub const EMPTY: Text = Text("这一卷还没有材料。", "Nothing in this volume yet.");
pub const PRINT: Text = Text("打印目录：{}", "Print the catalogue: {}");
pub const PRINT_SHORT: Text = Text("打印目录", "Print catalogue");
pub const EXPORT: Text = Text("导出：{}", "Export: {}");
pub const EXPORT_SHORT: Text = Text("导出 ZIP", "Export ZIP");
pub const EXPORTING: Text = Text("正在导出", "Exporting");
/// What an archive holds.
pub const EXPORTED: Text = Text(
    "已导出 {} 件，附卷内目录和校验清单",
    "{} papers exported, with the catalogue and the list of checks",
);
/// Behind it: what has no file.
pub const BARE: Text = Text(
    "；另有 {} 件无电子件，只列在目录里",
    "; {} have no file and stand in the catalogue only",
);
pub const ALL_HEADINGS: Text = Text("显示空的目录项", "Show empty headings");
pub const MISSING: Text = Text("缺", "missing");
pub const MISSING_ALL: Text = Text("还缺 {} 项：{}", "{} missing: {}");
pub const NOTHING_MISSING: Text = Text("按目前进度，必备材料都有了。", "All that must be there by now is.");

pub const NUMBER: Text = Text("序号", "No.");
pub const NAME: Text = Text("材料名称", "Title");
pub const DAY: Text = Text("日期", "Date");
pub const PAGES: Text = Text("页数", "Pages");
pub const FIRST_PAGE: Text = Text("页次", "From page");
pub const FROM: Text = Text("来源", "From");
pub const STATE: Text = Text("归目", "Heading");
pub const NO_FILE: Text = Text("已登记文书，无电子件", "a recorded document without a file");
pub const CONFIRMED: Text = Text("已确认", "Confirmed");
pub const PROPOSED: Text = Text("建议：{}", "Proposed: {}");
pub const BY_PROOF: Text = Text("送达回证", "proof of service");
pub const BY_SORT: Text = Text("文书种类是{}", "it is the document: {}");
pub const BY_RECORD: Text = Text("属于{}", "it belongs to: {}");
pub const BY_WORD: Text = Text("名称含“{}”", "its name has “{}”");
pub const BY_NOTHING: Text = Text("没有依据，先列其他", "nothing tells; under other for now");

pub const CHOOSE: Text = Text("选择：{}", "Choose: {}");
pub const CHOSEN: Text = Text("已选 {} 件", "{} chosen");
pub const CONFIRM: Text = Text("确认归目", "Confirm heading");
pub const CONFIRM_ALL: Text = Text("全部确认（{}）", "Confirm all ({})");
pub const PUT_UNDER: Text = Text("改归到", "Put under");
pub const UP: Text = Text("上移：{}", "Move up: {}");
pub const DOWN: Text = Text("下移：{}", "Move down: {}");
pub const CHANGE: Text = Text("修改：{}", "Change: {}");
pub const CHANGE_TITLE: Text = Text("修改目录项", "Change the entry");
pub const HEADING: Text = Text("归入", "Heading");
pub const BAD_PAGES: Text = Text("页数应为 1 至 9999 的整数", "Pages are a whole number from 1 to 9999");
pub const SAID_CONFIRMED: Text = Text("已确认归目 {} 件", "{} headings confirmed");
pub const SAID_PUT: Text = Text("已归入“{}”{} 件", "Put under “{}”: {}");
pub const SAID_MOVED: Text = Text("已调整顺序：{}", "Moved: {}");
pub const SAID_CHANGED: Text = Text("已修改目录项：{}", "Entry changed: {}");
pub const NOTHING_TO_DO: Text = Text(
    "这几件已经是这样，没有改动",
    "These stand so already; nothing was changed",
);
pub const NOT_SAVED: Text = Text(
    "浏览器没有接下文件，请再试一次",
    "The browser did not take the file; try again",
);
