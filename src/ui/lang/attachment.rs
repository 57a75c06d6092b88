//! Texts of attachments: photos, scans, recordings, documents.
use files::media::{Media, Sort};
use protocol::Origin;

use super::Text;

pub const TITLE: Text = Text("照片与附件", "Photos and attachments");
pub const COUNT: Text = Text("照片与附件（{}）", "Photos and attachments ({})");
pub const NONE: Text = Text(
    "还没有附件。文件加密后原样存在本机。",
    "No attachments yet. Files are kept as they are, encrypted.",
);
pub const CAMERA: Text = Text("拍照", "Take a photo");
pub const ADD: Text = Text("选取文件", "Choose files");
pub const ADD_TO: Text = Text("添加附件", "Add a file");
pub const ADD_TO_A: Text = Text("添加附件：{}", "Add a file: {}");
pub const ADD_PROOF: Text = Text("添加回证", "Add proof of service");
pub const ADD_PROOF_A: Text = Text("添加回证：{}", "Add proof of service: {}");
pub const DROP: Text = Text("也可把文件拖到这里", "or drop files here");
pub const LET_GO: Text = Text("松开即存入", "Let go to add");
pub const SHOWS: Text = Text("说明（可不填）", "What they show (optional)");
pub const SHOWS_NAME: Text = Text("说明", "Shows");
pub const ADDING: Text = Text("正在加密存入", "Encrypting and storing");
pub const ADDED: Text = Text("已存入 {} 个附件", "{} attachments stored");
pub const SOME_LEFT: Text = Text("已存入 {} 个，还有 {} 个没有存入", "{} stored, {} not");
pub const NOT_ADDED: Text = Text("{}：{}", "{}: {}");
pub const OPEN: Text = Text("查看：{}", "Open: {}");
pub const ATTACHMENT: Text = Text("附件", "Attachment");
pub const PLACE: Text = Text("{} / {}", "{} of {}");
pub const BEFORE: Text = Text("上一个", "Previous");
pub const NEXT: Text = Text("下一个", "Next");
pub const SAVE: Text = Text("存为文件", "Save the file");
pub const TAKE_OUT: Text = Text("移出", "Take out");
pub const TAKE_OUT_A: Text = Text("移出：{}", "Take out: {}");
pub const TAKEN_OUT: Text = Text("已移出，文件与记录仍保留", "Taken out; file and record are kept");
pub const LOADING: Text = Text("正在取原文件", "Fetching the file");
pub const NOT_HERE: Text = Text(
    "这种文件请存下后用本机程序打开",
    "Save this file and open it with a program of this device",
);
pub const ONLY_TEXT: Text = Text(
    "下面是这份 Word 文件的文字；字体和版式请下载后查看。",
    "The text of this Word file; download it to see its type and layout.",
);
pub const FILE: Text = Text("文件", "File");
pub const TAKEN: Text = Text("拍摄或修改时间", "Made");
pub const ADDED_BY: Text = Text("存入", "Added");
pub const ORIGIN: Text = Text("来源", "From");
pub const BELONGS: Text = Text("属于", "Belongs to");
pub const TO_NONE: Text = Text("不属于某项记录", "no record");
pub const PROOF: Text = Text("送达回证", "Proof of service");
pub const IS_PROOF: Text = Text("这是送达回证", "This is the proof of service");
pub const FILED: Text = Text("已归入", "Filed");
pub const HASH: Text = Text("校验值（SHA-256）", "SHA-256");
pub const HASH_FITS: Text = Text("与存入时一致", "the same as when it was added");
pub const WHERE: Text = Text("存放", "Stored");
pub const HERE_ONLY: Text = Text("仅在本机", "on this device only");
pub const SHARED: Text = Text("已存入共享存储", "in the shared store");
pub const H_ADDED: Text = Text("存入附件 {}", "added the attachment {}");
pub const H_TAKEN_OUT: Text = Text("移出一个附件", "took an attachment out");
pub const H_FILED: Text = Text("改变一个附件的归属", "filed an attachment elsewhere");
pub const WAITING: Text = Text("附件", "Attachments");
pub const WAITING_MEANS: Text = Text(
    "附件待存入共享存储，先传小图、后传原文件",
    "attachments not in the store yet; small pictures go first",
);
pub const PIECES: Text = Text("{} 个", "{}");

/// What kind of file it is.
pub fn sort(media: Option<&Media>) -> Text {
    match media.map(|media| media.sort) {
        Some(Sort::Picture) => Text("图片", "Picture"),
        Some(Sort::Pdf) => Text("PDF", "PDF"),
        Some(Sort::Writing) => Text("文书", "Document"),
        Some(Sort::Sheet) => Text("表格", "Table"),
        Some(Sort::Text) => Text("文本", "Text"),
        Some(Sort::Sound) => Text("录音", "Recording"),
        Some(Sort::Film) => Text("录像", "Film"),
        None => Text("文件", "File"),
    }
}

/// Where a file comes from.
pub fn origin(origin: Origin) -> Text {
    match origin {
        Origin::BroughtIn => Text("选取的文件", "a file that was there"),
        Origin::TakenHere => Text("本机拍摄", "taken with this device"),
        Origin::MadeHere => Text("由本系统制作", "made by this program"),
    }
}
