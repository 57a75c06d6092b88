//! Texts of photos of a scene.
use super::Text;

pub const TITLE: Text = Text("现场照片", "Photos of the scene");
pub const COUNT: Text = Text("现场照片（{}）", "Photos of the scene ({})");
pub const NONE: Text = Text(
    "还没有照片。原图加密后存在本机，不压缩。",
    "No photos yet. Files are kept as they are, encrypted.",
);
pub const ADD: Text = Text("拍照或选取", "Take or choose photos");
pub const SHOWS: Text = Text("说明（可不填）", "What they show (optional)");
pub const SHOWS_NAME: Text = Text("说明", "Shows");
pub const ADDING: Text = Text("正在加密存入", "Encrypting and storing");
pub const ADDED: Text = Text("已存入 {} 张照片", "{} photos stored");
pub const SOME_LEFT: Text = Text("已存入 {} 张，还有 {} 张没有存入", "{} stored, {} not");
pub const OPEN: Text = Text("查看照片：{}", "See the photo: {}");
pub const PHOTO: Text = Text("照片", "Photo");
pub const PLACE: Text = Text("{} / {}", "{} of {}");
pub const BEFORE: Text = Text("上一张", "Previous");
pub const NEXT: Text = Text("下一张", "Next");
pub const SAVE: Text = Text("存为文件", "Save the file");
pub const TAKE_OUT: Text = Text("移出", "Take out");
pub const TAKEN_OUT: Text = Text("已移出，原图与记录仍保留", "Taken out; file and record are kept");
pub const LOADING: Text = Text("正在取原图", "Fetching the photo");
pub const FILE: Text = Text("文件", "File");
pub const TAKEN: Text = Text("拍摄时间", "Taken");
pub const ADDED_BY: Text = Text("存入", "Added");
pub const HASH: Text = Text("校验值（SHA-256）", "SHA-256");
pub const HASH_FITS: Text = Text("与存入时一致", "the same as when it was added");
pub const WHERE: Text = Text("存放", "Stored");
pub const HERE_ONLY: Text = Text("仅在本机", "on this device only");
pub const SHARED: Text = Text("已存入共享存储", "in the shared store");
pub const NO_PREVIEW: Text = Text("无预览", "no preview");
pub const H_ADDED: Text = Text("存入照片 {}", "added the photo {}");
pub const H_TAKEN_OUT: Text = Text("移出一张照片", "took a photo out");
pub const WAITING: Text = Text("照片", "Photos");
pub const WAITING_MEANS: Text = Text(
    "照片待存入共享存储，先传小图、后传原图",
    "photos not in the store yet; small pictures go first",
);
pub const PIECES: Text = Text("{} 张", "{}");
