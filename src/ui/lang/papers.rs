//! Texts of the page that makes documents of cases. `{}` stands for a name, a number or a day.
use protocol::WhyNot;

use super::Text;

/// Title.
pub const TITLE: Text = Text("制作文书", "Make documents");
/// On a button beside others.
pub const MAKE_FOR: Text = Text("制作文书", "Documents");
/// For how many cases.
pub const FOR_CASES: Text = Text("为 {} 件案件制作", "For {} cases");
/// No case is chosen.
pub const NO_CASES: Text = Text(
    "尚未选择案件。请在案件列表中勾选案件，再按“制作文书”。",
    "No case is chosen. Tick cases in the list, then press “Documents”.",
);
/// To the list.
pub const TO_LIST: Text = Text("去案件列表", "To the list of cases");
/// Choose documents.
pub const FORMS: Text = Text("选择文书", "Which documents");
/// What the forms ask.
pub const ASKS: Text = Text("本批共用的内容", "The same for all of them");
/// What is not known stays a gap.
pub const ASKS_HELP: Text = Text(
    "留空的，在文书上显示为【　　】，可以手写。",
    "What is left empty shows as a gap on paper, to be filled in by hand.",
);
/// What is the same in every document of the court.
pub const OF_COURT: Text = Text(
    "本院电话、地址、案款账户（填一次，本机记住）",
    "The court's phone, address and account (typed once, kept on this device)",
);
/// Also what was sent before.
pub const AGAIN: Text = Text("已发出过的也再制作", "Also what was sent before");
/// Forget what was typed.
pub const CLEAR: Text = Text("清空", "Clear");
/// A paper that was recorded as sent.
pub const IS_SENT: Text = Text("已登记发出", "recorded as sent");
/// Something speaks against so many of those to be recorded.
pub const DOUBTS: Text = Text(
    "有 {} 份还不能直接登记发出，尚未写入任何内容。请看清楚后选择：",
    "{} papers need a look before they are recorded as sent. Nothing was written yet. Choose:",
);
/// Who is named as a judge and is none.
pub const NOT_JUDGES: Text = Text(
    "{} 不是法官，不能署名（方案第四条）",
    "{} cannot sign, not being a judge (plan Art. 4)",
);
/// The case says something else than when the paper was made.
pub const CASE_MOVED: Text = Text("生成之后案件内容有变动", "the case has changed since it was made");
/// Send what nothing speaks against.
pub const SEND_OTHERS: Text = Text("只登记其余 {} 份", "Record the other {} only");
/// Make the papers of changed cases anew.
pub const UPDATE: Text = Text("按现在的内容重新生成 {} 份", "Make {} anew from the case as it stands");
/// Why they are sent all the same.
pub const DESPITE_REASON: Text = Text(
    "仍要发出的理由（记入发出登记）",
    "Why they are sent all the same (kept in the record)",
);
/// The reason is missing.
pub const NO_REASON: Text = Text("请写明理由", "A reason is needed");
/// Send all knowingly.
pub const SEND_ANYWAY: Text = Text("写明理由，登记发出 {} 份", "Record {} as sent, with the reason");
/// What is kept: what was wrong, and why it was sent.
pub const DESPITE: Text = Text("{}；理由：{}", "{}; reason: {}");
/// Papers with a number of their own have to be made anew first.
pub const STUCK: Text = Text(
    "编文书号的文书，案件内容有变动的，须先重新生成。",
    "Papers that bear a number of their own are made anew first where the case has changed.",
);
/// A judge who stands in, and for whom.
pub const STANDS_IN: Text = Text("{}（代{}）", "{} (for {})");
/// A backup was restored: how far were numbers used?
pub const UNSURE: Text = Text(
    "本设备由备份恢复，备份之后发出的文书不在库中，其文书号可能已经用过。请对照纸质文书或发文登记，填写各编号实际用到的最后一号；未再使用的留空。",
    "This device was restored from a backup. What was sent after the backup is not in the book, and its numbers may be in use. Look at the paper or the list of what went out, and enter the last number really used of each series; leave it empty where none was used since.",
);
/// The last number the book knows.
pub const KNOWN_LAST: Text = Text("库中最后一号：{}", "Last one in the book: {}");
/// The book knows none.
pub const KNOWN_NONE: Text = Text("{}：库中尚无", "{}: none in the book");
/// The last one on paper.
pub const LAST_USED: Text = Text(
    "实际用到的最后一号（可只填序号）",
    "Last one really used (its serial will do)",
);
/// Go on.
pub const LAST_CONFIRM: Text = Text("已核对，继续登记", "Checked, go on");
/// It is kept.
pub const LAST_KEPT: Text = Text("已记下 {} 个编号的最后一号", "Noted how far {} series were used");

/// What is wrong with what was typed of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No number of it.
    Unread,
    /// The book knows a higher one.
    Lower,
}

impl Wrong {
    /// The sentence.
    pub fn said(self) -> Text {
        match self {
            Wrong::Unread => Text(
                "请填序号，例如 12，或者完整的文书号",
                "Enter the serial, such as 12, or the whole number",
            ),
            Wrong::Lower => Text("小于库中已有的最后一号", "The book has a higher one already"),
        }
    }
}

/// Make them.
pub const MAKE: Text = Text("生成文书", "Make them");
/// Under way.
pub const MAKING: Text = Text("正在生成…", "Making them…");
/// Nothing chosen.
pub const NO_FORM: Text = Text("请至少选一种文书", "Choose at least one document");
/// What was made.
pub const MADE: Text = Text("共 {} 份，{} 份有空缺", "{} papers, {} with gaps");
/// What was not.
pub const LEFT_OUT: Text = Text("未制作 {} 份", "{} not made");
/// Gaps over the batch: field and count.
pub const GAPS: Text = Text("空缺：{}", "Gaps: {}");
/// A field with its number.
pub const GAP: Text = Text("{}（{} 份）", "{} ({})");
/// One paper's gaps.
pub const GAPS_HERE: Text = Text("空缺：{}", "gaps: {}");
/// Nothing is missing.
pub const COMPLETE: Text = Text("已填全", "complete");
/// Print the chosen.
pub const PRINT: Text = Text("打印勾选的", "Print the ticked");
/// Each on a sheet of its own.
pub const DUPLEX: Text = Text(
    "双面打印时每份另起一张",
    "Each on a new sheet when printing on both sides",
);
/// As files.
pub const SAVE: Text = Text("下载 Word 文件", "Download as Word files");
/// Record that they were sent.
pub const SEND: Text = Text("登记发出（{} 份）", "Record as sent ({})");
/// Record that they were sent, and write an act on records with them.
pub const SEND_WITH: Text = Text(
    "写入{} {} 项，并登记发出（{} 份）",
    "{}: write {}, and record {} as sent",
);
/// Both were written.
pub const SENT_WITH: Text = Text(
    "{}：已写入 {} 项，登记发出 {} 份",
    "{}: {} written, {} recorded as sent",
);
/// An act is written with the papers.
pub const WITH_ACT: Text = Text(
    "{}：所选 {} 项在登记发出时一并写入，全部写入或全部不写，可以一次撤销。",
    "{}: the {} chosen are written when the papers are recorded as sent, all or none, and undone together.",
);
/// A paper for each case.
pub const APART: Text = Text(
    "协助执行通知书按案件分开（不勾选时，同一协助单位合为一份）",
    "A notice for each case (otherwise one for each assisting office)",
);
/// The day they are sent.
pub const SENT_ON: Text = Text("发出日期", "Sent on");
/// How they are served.
pub const WAY: Text = Text("送达方式", "Way of service");
/// Recorded.
pub const SENT: Text = Text("已登记发出 {} 份", "{} recorded as sent");
/// That they were, and where their files are.
pub const SENT_KEPT: Text = Text(
    "已登记发出 {} 份，原件存在各案的该项登记下。",
    "{} recorded as sent; each file is kept with its record in the case.",
);
/// See them.
pub const SEE_SENT: Text = Text("查看文书登记", "See the register of documents");
/// Made by a .docx.
pub const IS_DOCX: Text = Text("本院 Word 模板", "own Word template");
/// How many are made by a .docx.
pub const BY_DOCX: Text = Text(
    "其中 {} 份用本院 Word 模板制作：版式以 Word 文件为准，请下载后打印。",
    "{} of them are made by the court's own Word templates: they look as the Word file says; download them to print.",
);
/// A .docx is shown by its text.
pub const ONLY_TEXT: Text = Text(
    "这里只显示模板填写后的文字；字体、版式、图片和印章位置请在下载的 Word 文件中看。",
    "Only the text of the filled template is shown here; see its type, layout and pictures in the Word file.",
);
/// Numbers borne twice.
pub const SHARED: Text = Text(
    "下列文书号用了两次（两台设备在互相看不到时同时编号）。请决定哪一份保留，打开另一件案件，在“文书制发与送达”中改其文书号：",
    "These numbers were given twice, by devices that did not see each other. Decide which document keeps it; open the other case and change the number in its record of the document:",
);
/// Tick a paper.
pub const TICK: Text = Text("{} {}", "{} {}");
/// The day is missing.
pub const NO_DAY: Text = Text("请填写发出日期", "The day is missing");
/// The day has not come.
pub const DAY_TO_COME: Text = Text("发出日期还没有到", "The day has not come yet");

/// Why a document is not made.
pub fn why_not(why: WhyNot) -> String {
    match why {
        WhyNot::Gone => Text("案件已不在列表中", "the case is not in the lists any more")
            .now()
            .to_owned(),
        WhyNot::NoNumber => Text("没有案号", "no case number").now().to_owned(),
        WhyNot::Closed => Text("已结案", "closed").now().to_owned(),
        WhyNot::Preservation => Text("保全案件不发此文书", "preservation cases do not have it")
            .now()
            .to_owned(),
        WhyNot::SentBefore(day) => Text("{} 已发出", "sent on {}").with(&[&day]),
    }
}
