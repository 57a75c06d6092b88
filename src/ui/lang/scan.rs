//! Texts of the page that shows a PDF and cuts it into items of the dossier.
use super::Text;

pub const TITLE: Text = Text("翻看与拆分", "Read and cut");
pub const READ: Text = Text("翻看", "Read");
pub const READ_IT: Text = Text("翻看：{}", "Read: {}");
pub const LEAD: Text = Text(
    "选中一页，按 N 从这页起新的一件，按 S 并入上一件。扫描件本身始终完整保留。",
    "Choose a page; N begins a new item with it, S joins it to the item before. The scan itself stays whole.",
);
pub const BACK: Text = Text("返回卷宗", "Back to the dossier");
pub const OPENING: Text = Text("正在打开 PDF", "Opening the PDF");
pub const DRAWING: Text = Text("正在显示各页", "Drawing the pages");
pub const GONE: Text = Text(
    "这个案件里没有这个文件，可能已被移除。",
    "There is no such file in this case; it may have been removed.",
);
pub const NO_PDF: Text = Text(
    "这个文件不是 PDF，不能翻页。",
    "This file is no PDF and has no pages to turn.",
);
pub const TOO_LARGE: Text = Text(
    "文件太大，不能在这里翻看。原件仍在，可以下载后用其他程序打开。",
    "The file is too large to be read here. It is kept; save it and open it with another program.",
);
pub const TOO_MANY: Text = Text(
    "超过 2000 页，不能在这里翻看。请分批扫描后再存入；原件仍在。",
    "More than 2,000 pages cannot be read here. Scan it in parts; the file is kept.",
);
pub const LOCKED: Text = Text(
    "这个 PDF 设有密码，打不开。请存入没有密码的文件；原件仍在。",
    "This PDF is protected by a password. Add one without; the file is kept.",
);
pub const CUT_OFF: Text = Text(
    "这个 PDF 不完整，后面的页可能缺失，没有打开，也没有清点。原件仍在；请重新传送或重新扫描后再存入。",
    "This PDF ends too early, so pages may be missing; it was not opened and not counted. It is kept; send or scan it again and add that.",
);
pub const UNREADABLE: Text = Text(
    "读不出这个 PDF，可能已损坏。原件仍在，可以重新扫描后再存入。",
    "This PDF cannot be read; it may be broken. It is kept; scan it again and add that.",
);
pub const NO_PAGE: Text = Text("没有这一页。", "There is no such page.");
pub const DIED: Text = Text(
    "这个文件使阅读程序停止了。案件和原件都不受影响；可以重新打开，或下载后用其他程序看。",
    "This file stopped the reader. The case and the file are unharmed; open it again, or save it and use another program.",
);
pub const TOO_LONG: Text = Text(
    "这个文件半分钟还没有读出来，已停止。案件和原件都不受影响；可以重新打开。",
    "This file was not read within half a minute; it was stopped. The case and the file are unharmed; open it again.",
);
pub const AGAIN: Text = Text("重新打开", "Open again");

pub const PAGES: Text = Text("各页", "Pages");
/// Of a page: its number, the number of its item and what that is called.
pub const PAGE_OF: Text = Text("第 {} 页，第 {} 件 {}", "Page {}, item {} {}");
pub const PAGE_OF_NONE: Text = Text("第 {} 页，不编入", "Page {}, in no item");
pub const PAGE_SHARED: Text = Text("第 {} 页，同时在两件里", "Page {}, in two items");
pub const PAGE: Text = Text("第 {} 页，共 {} 页", "Page {} of {}");
pub const BEFORE: Text = Text("上一页", "Page before");
pub const NEXT: Text = Text("下一页", "Next page");
pub const LARGER: Text = Text("放大", "Larger");
pub const SMALLER: Text = Text("缩小", "Smaller");
pub const BEGIN: Text = Text("本页起新的一件（N）", "New item from here (N)");
pub const JOIN: Text = Text("并入上一件（S）", "Join to the one before (S)");
pub const ITEMS: Text = Text("拆分成 {} 件", "{} items");
pub const LEFT: Text = Text("{} 页不编入", "{} pages in no item");
pub const SHARED: Text = Text(
    "有页同时在两件里：两个人分别拆分过。请把多出来的一件撤去。",
    "Some pages are in two items: two people cut this scan. Take out the item too many.",
);
pub const ITEM_TITLE: Text = Text("第 {} 件的名称", "Title of item {}");
pub const ITEM_HEADING: Text = Text("第 {} 件归入", "Heading of item {}");
pub const BY_NAME: Text = Text("按名称建议", "as its title tells");
pub const NO_TITLE: Text = Text("这件材料叫什么", "What is this paper called?");
pub const LEAVE_OUT: Text = Text("不编入", "Leave out");
pub const LEAVE_OUT_IT: Text = Text("第 {} 件不编入", "Leave item {} out");
pub const SAVE: Text = Text("保存拆分", "Save the items");
pub const GIVE_UP: Text = Text("放弃改动", "Give up changes");
pub const SAVED: Text = Text("已拆分为 {} 件", "Cut into {} items");
pub const MAY_NOT: Text = Text("您的岗位只能翻看，不能拆分。", "Your post may read, not cut.");
pub const COUNT_PAGES: Text = Text("清点 PDF 页数（{}）", "Count pages of PDFs ({})");
pub const COUNTING: Text = Text("正在清点", "Counting");
pub const COUNTED: Text = Text("已清点 {} 件的页数", "Pages of {} counted");
/// What a file could not be counted for: its name and why.
pub const NOT_COUNTED: Text = Text("{}：{}", "{}: {}");
pub const PART: Text = Text("扫描件第 {} 页", "pages {} of the scan");
pub const IS_SHARED: Text = Text("页码与另一件重复", "shares pages with another");
