//! Texts of the court's own forms: what they are, and why a file is not taken. `{}` stands for a name, a number or a day.
use files::document::template::{MarkFault, TemplateError, What};
use files::document::{FormError, FormFault};

use super::Text;

/// Title.
pub const TITLE: Text = Text("本院文书模板", "The court's own templates");
/// What it is for.
pub const LEAD: Text = Text(
    "把本院的 Word 文书存为模板：在要填案件内容的地方写 {{案号}}、{{被执行人}} 等字段名。存入后，本案件库各设备都按它制作；停用后恢复内置文书。",
    "Keep the court's own Word documents as templates: write names such as {{案号}} where the case is to be filled in. Every device of this book then makes documents by them; taken out, the built-in ones apply again.",
);
/// What may be named.
pub const FIELDS: Text = Text("可用的字段", "Names that can be used");
/// Of a case.
pub const OF_CASE: Text = Text("案件和本院：", "The case and the court: ");
/// On one of the court's own.
pub const OWN: Text = Text("本院模板", "own template");
/// None yet.
pub const NONE: Text = Text("还没有本院模板。", "There are none yet.");
/// It takes the place of one built in.
pub const REPLACES: Text = Text("代替内置文书", "in place of the built-in one");
/// It is one more.
pub const ADDED: Text = Text("新增文书", "one more document");
/// Who put it in, and when.
pub const PUT_BY: Text = Text("{} 于 {} 存入", "put in by {} at {}");
/// When it was put in; nobody is named.
pub const PUT_AT: Text = Text("{} 存入", "put in at {}");
/// Take it out.
pub const TAKE_OUT: Text = Text("停用", "Take out");
/// For whoever hears the button: which.
pub const TAKE_OUT_OF: Text = Text("停用“{}”", "Take out “{}”");
/// Taken out.
pub const TAKEN_OUT: Text = Text("已停用“{}”", "“{}” was taken out");
/// Put in.
pub const PUT: Text = Text("已存入“{}”", "“{}” was put in");
/// One that cannot be used here.
pub const LEFT_OUT: Text = Text("“{}”在本机不能使用：{}", "“{}” cannot be used here: {}");
/// Choose a file.
pub const CHOOSE: Text = Text("存入模板（.docx）…", "Put in a template (.docx)…");
/// What file.
pub const FILE: Text = Text("文件：{}", "File: {}");
/// What it is.
pub const STANDS_FOR: Text = Text("作为", "It is");
/// A new one.
pub const NEW: Text = Text("新的文书", "a new document");
/// Name.
pub const NAME: Text = Text("文书名称", "Name of the document");
/// For whom.
pub const COPIES: Text = Text("制作", "Made");
/// One a case.
pub const PER_CASE: Text = Text("每案一份", "once for each case");
/// One for each.
pub const PER: [(&str, Text); 3] = [
    ("被执行人", Text("每名被执行人一份", "once for each debtor")),
    ("申请执行人", Text("每名申请执行人一份", "once for each applicant")),
    ("当事人", Text("每名当事人一份", "once for each party")),
];
/// What it is recorded as.
pub const SORT: Text = Text("发出后登记为", "Recorded when sent as");
/// Sent to nobody.
pub const KEPT: Text = Text("留卷，不发出", "stays in the dossier, sent to nobody");
/// Being checked.
pub const CHECKING: Text = Text("正在核对…", "Being checked…");
/// It passed.
pub const PASSED: Text = Text("可以使用。模板中的字段：{}", "It can be used. Names in it: {}");
/// It passed; it names nothing.
pub const NO_FIELDS: Text = Text(
    "可以使用，但其中没有字段：每件案件的内容都相同。",
    "It can be used, but it names nothing: it says the same in every case.",
);
/// What it asks.
pub const ASKED: Text = Text("制作时填写：{}", "Asked when it is made: {}");
/// It takes the place of an own one.
pub const AGAIN: Text = Text("将代替已存入的同一模板", "It takes the place of the one put in before");
/// It was refused.
pub const REFUSED: Text = Text("没有存入，原有文书不变。", "It was not taken in; nothing was changed.");
/// One place.
pub const PLACE: Text = Text("{}：{}", "{}: {}");
/// What was meant.
pub const MEANT: Text = Text("是否应为“{}”？", "Was “{}” meant?");
/// Ask it.
pub const ASK: Text = Text("“{}”制作时由人填写", "“{}” is asked when it is made");
/// Put it in.
pub const ACCEPT: Text = Text("存入", "Put it in");
/// A text of a form on the page of rules.
pub const IS_FORM: Text = Text(
    "这是文书模板：请在“制作文书”页的“本院文书模板”存入。",
    "This is a form of documents: put it in on the page “Make documents”, under the court's own templates.",
);
/// The way there.
pub const TO_FORMS: Text = Text("去本院文书模板", "To the court's own templates");

/// The names within a list come after this.
pub fn of_list(list: &str) -> String {
    let (begin, end) = (format!("{{{{#{list}}}}}"), format!("{{{{/{list}}}}}"));
    Text(
        "{} 与 {} 之间，每人（项）重复一遍：",
        "Between {} and {}, once for each: ",
    )
    .with(&[&begin, &end])
}

/// Why a file is no form.
pub fn why(error: &FormError) -> String {
    let said = fault(&error.fault);
    match error.place.as_str() {
        "" | "docx" | "form" | "name" => said,
        place => PLACE.with(&[&place, &said]),
    }
}

fn fault(fault: &FormFault) -> String {
    let text = match fault {
        FormFault::Unreadable(why) => {
            return Text("不是文书模板的文本：{}", "it is not the text of a form: {}").with(&[why]);
        }
        FormFault::NoKey => Text("没有说明代替哪种文书", "it does not say which form it is"),
        FormFault::Twice(name) => return Text("“{}”重复", "“{}” is there already").with(&[name]),
        FormFault::NoName => Text(
            "请填写文书名称（不超过 60 字，不含看不见的字符）",
            "the name is missing, longer than 60 signs, or has signs nobody sees",
        ),
        FormFault::NoSource => Text("没有依据条文", "no article is named"),
        FormFault::NoMark => Text("没有核实程度（L、P、C、K）", "no mark L, P, C or K"),
        FormFault::UnknownField(name) => return Text("没有“{}”这个字段", "there is no field “{}”").with(&[name]),
        FormFault::UnknownList(name) => return Text("没有“{}”这个列表", "there is no list “{}”").with(&[name]),
        FormFault::Braces(around) => return Text("括号不成对：{}", "braces that are not closed: {}").with(&[around]),
        FormFault::Empty => Text("没有内容", "it says nothing"),
        FormFault::UnknownSort(name) => {
            return Text("没有“{}”这种文书种类", "there is no kind of document “{}”").with(&[name]);
        }
        FormFault::Numbered(pattern) => {
            return Text(
                "编号方式“{}”不对：须有一个 {{序号}} 或 {{中文序号}}，并有 {{案号}} 或 {{年份}}",
                "“{}” does not number documents: it needs one {{序号}} or {{中文序号}}, and {{案号}} or {{年份}}",
            )
            .with(&[pattern]);
        }
        FormFault::NoBody => Text("正文和 Word 文件只能有一种", "it has both blocks and a .docx"),
        FormFault::Docx(error) => return template(error).now().to_owned(),
        FormFault::NameTaken(name) => {
            return Text(
                "已有文书“{}”，编号或名称与它相同：请在“作为”中选它，或另取名称",
                "the document “{}” has this key or name: choose that one, or take another name",
            )
            .with(&[name]);
        }
        FormFault::AsksTooMany => Text("制作时要填写的内容太多（最多 50 项）", "it asks too much (50 at most)"),
        FormFault::TooLarge => Text(
            "文件超过 1 MB，不能随案件库发到各设备。通常是图片太大：请在 Word 中压缩图片后再存",
            "the file is larger than 1 MB and cannot go to every device with the book. Mostly a picture is too large: compress it in Word first",
        ),
        FormFault::NotAForm => Text("不是 Word 文档（.docx）", "it is no Word document (.docx)"),
        FormFault::Columns => Text("表格的列数或列宽不合", "the columns of a table do not fit"),
    };
    text.now().to_owned()
}

fn template(error: &TemplateError) -> Text {
    match error {
        TemplateError::TooLarge => Text("文件太大", "the file is too large"),
        TemplateError::Truncated => Text("文件不完整，请重新取得", "the file is cut off; get it once more"),
        TemplateError::Encrypted => Text(
            "文件有密码，请去掉密码后再存",
            "the file is protected: save it without a password",
        ),
        TemplateError::OldWord => Text(
            "这是旧版 .doc 文件，请另存为 .docx",
            "this is an old .doc file: save it as .docx",
        ),
        TemplateError::NotADocument => Text("不是 Word 文档（.docx）", "it is no Word document (.docx)"),
        TemplateError::Bomb => Text("文件展开后异常大，不能使用", "unpacked it would be far too large"),
        TemplateError::Macros => Text(
            "文件含有宏，请另存为不含宏的 .docx",
            "the file holds macros: save it as .docx without them",
        ),
        TemplateError::Foreign => Text(
            "文件打开时会从别处取内容（外部模板或图片），请改为嵌入",
            "the file fetches something from elsewhere when opened: embed it",
        ),
        TemplateError::Carries => Text(
            "文件里嵌有别的文件、对象或控件，会随文书一起发出，请删去或改为文字、图片",
            "the file carries another file, an object or a control, which would go out with the document: take it out, or make it text or a picture",
        ),
        TemplateError::Traces => Text(
            "文件里留有修订或批注，收到文书的人能看到，请先接受或拒绝全部修订、删除批注",
            "the file holds tracked changes or comments, which whoever gets the document could read: accept or reject all changes and delete the comments first",
        ),
        TemplateError::Hidden(_) => Text(
            "文件里有隐藏文字，收到文书的人能让它显示出来，请先删去，或取消“隐藏”：",
            "the file holds hidden text, which whoever gets the document could make appear: delete it, or take “hidden” off:",
        ),
        TemplateError::Broken => Text("文件已损坏", "the file is damaged"),
        TemplateError::Marks(_) => Text("有些地方无法填写：", "some places cannot be filled:"),
    }
}

/// A place of a .docx that cannot be filled.
pub fn place(fault: &MarkFault) -> String {
    let what = match fault.what {
        What::UnknownField => Text("没有“{}”这个字段", "there is no field “{}”"),
        What::UnknownList => Text("没有“{}”这个列表", "there is no list “{}”"),
        What::Unclosed => Text(
            "“{}”的括号没有在同一段内合上",
            "the braces of “{}” are not closed in their paragraph",
        ),
        What::NotEnded => Text("列表“{}”有开始没有结束", "the list “{}” is begun and not ended"),
        What::NotBegun => Text("列表“{}”有结束没有开始", "the list “{}” is ended and not begun"),
        What::Nested => Text("列表“{}”套在另一个列表里", "the list “{}” stands within another"),
        What::Across => Text("列表“{}”跨了表格或半行", "the list “{}” ends where it cannot"),
    };
    PLACE.with(&[&what.with(&[&fault.name]), &format!("……{}……", fault.around)])
}
