//! Texts of records of interviews: writing one, signing it, how it stands.
use casebook::transcript::{Fault, Part, SignFault, Way};

use super::Text;

pub const TITLE: Text = Text("笔录", "Record of an interview");
pub const RECEPTION: Text = Text("初次接待笔录", "Record of the first reception");
pub const WRITE: Text = Text("写笔录", "Write the record");
pub const OF_CASE: Text = Text("笔录", "Records of interviews");
pub const LEAD: Text = Text(
    "写完后当场由应签的人签名，随即打印。",
    "Once written it is signed on the spot by all who must, and printed at once.",
);
pub const MISSING: Text = Text("这份笔录不在本案里", "This record is not in this case");
pub const MISSING_HELP: Text = Text(
    "可能已被移出，或者还没有同步到本机。",
    "It may have been taken out, or has not come to this device yet.",
);
pub const BACK: Text = Text("返回案件", "Back to the case");

pub const PART_TALK: Text = Text("谈话内容", "Questions and answers");
pub const OTHER: Text = Text("其他笔录", "Another record");
pub const TELL: Text = Text("已当面告知，填入告知内容", "It was told: put in what was told");
pub const CONFIRMED: Text = Text("核对确认", "Read and confirmed");
pub const PHRASES: Text = Text("点一下插入常用问话：", "One tap puts a usual question in:");
pub const BEGUN_NOW: Text = Text("开始时间：现在", "Begun: now");
pub const ENDED_NOW: Text = Text("结束时间：现在", "Ended: now");
pub const SAVE: Text = Text("保存，去签名", "Save, then sign");
pub const SAVED: Text = Text("已保存：{}", "Saved: {}");
pub const DROP: Text = Text("放弃未存内容", "Drop what is not saved");
pub const KEPT: Text = Text(
    "边写边存在本机；保存后才进入案件。",
    "Kept on this device as you type; it enters the case when saved.",
);
pub const SIGNED_ALREADY: Text = Text(
    "已有人签名。改动会留痕，改后这些签名与文本不符，须重新签。",
    "It is signed already. Changes are kept in the trace, and the signatures are then no longer of this text: it is to be signed again.",
);

pub const TEXT_LABEL: Text = Text("笔录全文", "The whole record");
pub const SIGNATURES: Text = Text("签名", "Signatures");
pub const SIGN: Text = Text("签名", "Sign");
pub const SIGN_AGAIN: Text = Text("重新签名", "Sign again");
pub const SIGN_OF: Text = Text("{}：{}", "{}: {}");
pub const SIGN_OTHER: Text = Text("增加签名人", "Another signs too");
pub const TAKE_OUT: Text = Text("撤下签名", "Take the signature out");
pub const TAKEN_OUT: Text = Text("已撤下{}的签名", "Signature of {} taken out");
pub const FITS: Text = Text("已签", "Signed");
/// Signed on the printed paper, of which the scan is in the case.
pub const PAPER_STATE: Text = Text("纸上签名，扫描件已附", "On paper, scan attached");
/// Signed on the printed paper, which is to be scanned.
pub const PAPER_AWAITS: Text = Text("纸上签名，待附扫描件", "On paper, scan to be added");
/// Names of those whose scan is to come.
pub const AWAITING: Text = Text(
    "{} 在纸上签名，附上签名页的扫描件后才算已签。",
    "{} signed on paper: it counts once the scan of that page is attached.",
);
pub const AWAITING_COUNT: Text = Text("纸上签名，待附扫描件 {} 人", "on paper, {} scans to be added");
pub const ENTERED_BY: Text = Text("登记人", "Entered by");
pub const SCAN: Text = Text("扫描件", "Scan");
pub const SCAN_FIRST: Text = Text(
    "先在下方“扫描件”里添加签名页，再在这里指明。",
    "First add the signed page under “Scans” below, then point to it here.",
);
/// A file and whose signature is on it.
pub const SCAN_SHOWS: Text = Text("“{}”上有{}的签名", "{} shows the signature of {}");
pub const SCAN_SHOWN: Text = Text("已附{}的签名页", "Signed page of {} attached");

pub const SEALED: Text = Text(
    "已全部签名，不能直接修改。确需更正的，先补正：写明理由，再改文本，各人重新签名。",
    "All have signed: it may not be changed as it is. To correct it, open it with a reason, change the text, and have all sign again.",
);
pub const REOPEN: Text = Text("补正…", "Correct…");
pub const REOPEN_WHY: Text = Text("补正理由", "Why it is corrected");
pub const REOPEN_HELP: Text = Text(
    "补正记入办理留痕。改动之后，现有签名属于补正前的文本，须重新签名；已登记的初次接待会提示这一点。",
    "The trace keeps it. Once the text is changed, the signatures are of the text before and are to be given again; a first reception that is recorded says so.",
);
pub const REOPEN_CONFIRM: Text = Text("开始补正", "Open for correction");
pub const REOPENED_SAID: Text = Text("已登记补正", "Opened for correction");
/// Day, who, why.
pub const REOPENED_BY: Text = Text("{} {}补正：{}", "{}, opened for correction by {}: {}");
pub const REASON_MISSING: Text = Text("请写明理由。", "Say why.");
/// The worker took nothing: all have signed.
pub const SEALED_REFUSED: Text = Text(
    "未保存：这份笔录已全部签名。确需更正的，先在笔录页补正并写明理由。",
    "Not saved: all have signed this record. To correct it, open it on its page with a reason first.",
);
pub const SHAKEN: Text = Text(
    "初次接待已登记完成，但所据笔录的签名不是现在这份文本的，须重新签名",
    "The first reception is recorded as done, but the signatures on its record are not of the text as it stands: it is to be signed again",
);
pub const REFUSED_STATE: Text = Text("拒绝签名", "Refused to sign");
/// Names with how they are done.
pub const DONE_BUT: Text = Text(
    "该签的都已签名或记明：{}。",
    "All who must have signed, or it is recorded: {}.",
);
pub const DONE_BUT_COUNT: Text = Text(
    "签名齐全，其中 {} 人纸上签名或拒签",
    "signed by all, {} of them on paper or refused",
);
pub const STALE: Text = Text("签后有改动", "Changed since");
pub const UNSIGNED: Text = Text("未签", "Not signed");
pub const STALE_ALL: Text = Text(
    "签名之后文本有改动：{} 签的不是现在这份文本，须重新签名。",
    "The text was changed after it was signed: what {} signed is not this text. It is to be signed again.",
);
pub const COMPLETE: Text = Text("应签的人都已签名。", "Everybody who must has signed.");
pub const RECORD_DONE: Text = Text("登记初次接待完成（{}）", "Record the first reception as done ({})");
pub const IS_RECORDED: Text = Text("初次接待已登记完成。", "The first reception is recorded as done.");
pub const DONE_SAID: Text = Text("已登记：初次接待完成（{}）", "Recorded: first reception done ({})");
pub const PART: Text = Text("签名人身份", "Part");
pub const NAME: Text = Text("姓名", "Name");
pub const WAY: Text = Text("签名方式", "How");
pub const PAD: Text = Text("在这里手写签名：{}", "Write the signature here: {}");
pub const PAD_EMPTY: Text = Text("请在框内用笔或手指签名", "Sign in the frame with a pen or a finger");
pub const PAD_HELP: Text = Text(
    "不便在屏幕上签名的，选“纸上签名”，打印后签。",
    "Whoever cannot sign on the screen chooses “on paper” and signs the print.",
);
pub const AGAIN: Text = Text("清除重签", "Clear and sign again");
pub const REASON: Text = Text("理由", "Reason");
pub const WITNESSES: Text = Text("见证人", "Witnesses");
pub const ON_PAPER: Text = Text("在打印件上签名", "Signs the print");
/// With no lock: it says that signing ends.
pub const LEAVE: Text = Text("返回，结束签名", "Back, signing ends");
pub const LEAVE_LOCKED: Text = Text("返回（须解锁）", "Back (unlock first)");
pub const HAND_BACK: Text = Text("已签名。请把设备交还工作人员。", "Signed. Please hand the device back.");
pub const SIGNED: Text = Text("{}已签名", "{} has signed");
pub const MOVED: Text = Text(
    "文本刚刚有改动，请重新看过再签。",
    "The text was changed just now; read it again before signing.",
);
pub const TO_SIGN: Text = Text("待签 {} 人", "{} still to sign");
pub const STALE_COUNT: Text = Text("签后有改动，{} 人须重签", "changed since signed: {} to sign again");
pub const NOT_READY: Text = Text("还不能签名", "not ready to be signed");
pub const ALL_SIGNED: Text = Text("签名齐全", "signed by all");

pub const SCANS: Text = Text("扫描件", "Scans");

/// How somebody signs.
pub fn way(way: Way) -> Text {
    match way {
        Way::Pen => Text("手写签名", "Written here"),
        Way::Paper => Text("纸上签名", "On paper"),
        Way::Refused => Text("拒绝签名", "Refuses"),
    }
}

/// What the button does, by the way.
pub fn confirm(way: Way) -> Text {
    match way {
        Way::Pen => Text("确认签名", "Sign"),
        Way::Paper => Text("登记纸上签名", "Record as signed on paper"),
        Way::Refused => Text("确认拒签", "Record the refusal"),
    }
}

/// A part.
pub fn part(part: Part) -> Text {
    match part {
        Part::Interviewer => Text("谈话人", "Interviewer"),
        Part::Recorder => Text("记录人", "Recorder"),
        Part::Interviewee => Text("被谈话人", "Interviewed"),
        Part::Interpreter => Text("翻译人", "Interpreter"),
        Part::Guardian => Text("法定代理人、监护人", "Guardian"),
        Part::Witness => Text("见证人", "Witness"),
        Part::Present => Text("在场人", "Present"),
        Part::Officers => Text("执行人员", "Officer"),
    }
}

const EMPTY: Text = Text("还没有写内容，没有可签的。", "Nothing is written yet: nothing to sign.");
const UNNAMED: Text = Text("没有写{}。", "Missing: {}.");
const ONE_FOR_BOTH: Text = Text(
    "谈话人（执行人员）和记录人不能是同一人：{}。",
    "One person cannot interview (enforce) and record: {}.",
);
const TWO_PARTS: Text = Text("{}不能同时以两种身份签名。", "{} cannot sign in two parts.");
const DISPUTED: Text = Text(
    "“{}”有两种写法并存，先改定一种。",
    "{} has two values; correct it to one first.",
);

const LACKS: Text = Text("“{}”还没有填。", "{} is not filled in.");
const NO_NUMBER: Text = Text(
    "案件还没有案号，先在案件信息里填写。",
    "The case has no number yet; enter it in the case first.",
);
const OTHER_NUMBER: Text = Text(
    "笔录上的案号与本案案号不同；点“修改”再保存，即改为本案案号。",
    "The record bears another number than the case; edit and save it, and it takes that of the case.",
);
const NOT_A_TIME: Text = Text(
    "“{}”看不出是几点几分，请写成 9:30。",
    "{} is no time; write it like 9:30.",
);
const HOURS: Text = Text("结束时间早于开始时间。", "It ended before it began.");
const PHONE: Text = Text(
    "“{}”不是可以拨打的号码，请核对。",
    "{} is no number that can be called; look again.",
);
const UNANSWERED: Text = Text(
    "有 {} 个问题没有答；没有问的请删去，不回答的请写明“不回答”。",
    "{} questions have no answer; take out what was not asked, and write that somebody would not answer.",
);
const NO_SORT: Text = Text("没有选笔录种类。", "The sort of record is not chosen.");

/// What is in the way of signing; `field` names a field.
pub fn fault(fault: &Fault, field: impl Fn(u16) -> String) -> String {
    match fault {
        Fault::Sort => NO_SORT.now().to_owned(),
        Fault::Empty => EMPTY.now().to_owned(),
        Fault::Lacks(number) => LACKS.with(&[&field(*number)]),
        Fault::NoNumber => NO_NUMBER.now().to_owned(),
        Fault::OtherNumber => OTHER_NUMBER.now().to_owned(),
        Fault::NotATime(number) => NOT_A_TIME.with(&[&field(*number)]),
        Fault::Hours => HOURS.now().to_owned(),
        Fault::Phone(number) => PHONE.with(&[&field(*number)]),
        Fault::Unanswered(count) => UNANSWERED.with(&[count]),
        Fault::Unnamed(whose) => UNNAMED.with(&[&part(*whose).now()]),
        Fault::OneForBoth(name) => ONE_FOR_BOTH.with(&[name]),
        Fault::TwoParts(name) => TWO_PARTS.with(&[name]),
        Fault::Disputed(number) => DISPUTED.with(&[&field(*number)]),
    }
}

const ANOTHER_PART: Text = Text("此人已经是{}。", "That person is here as: {}.");

/// Why a signature is not taken.
pub fn sign_fault(fault: SignFault) -> String {
    let text = match fault {
        SignFault::AnotherPart(other) => return ANOTHER_PART.with(&[&part(other).now()]),
        SignFault::NotReady => NOT_READY,
        SignFault::NoName => Text("请写姓名。", "Write the name."),
        SignFault::NoStrokes => Text("框内还没有签名。", "There is no signature in the frame yet."),
        SignFault::TooMuch => Text("笔画太多，请清除重签。", "Too many strokes; clear and sign again."),
        SignFault::NoReason => Text("请写明理由。", "Say why."),
        SignFault::WitnessTakesPart => Text(
            "见证人不能是谈话人、记录人或被谈话人，请写在场的其他人。",
            "A witness cannot be one of those who take part; name somebody else who was there.",
        ),
        SignFault::NoWitness => Text("拒绝签名须写明见证人。", "A refusal needs a witness."),
        SignFault::MayNotRefuse => Text(
            "谈话人、记录人不能拒绝签名。",
            "Interviewer and recorder cannot refuse.",
        ),
    };
    text.now().to_owned()
}
