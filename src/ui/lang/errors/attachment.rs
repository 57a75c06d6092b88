//! Errors of attachments.
use protocol::AttachmentRefusal;

use super::sentences;
use crate::lang::Text;

sentences! {
    fn attachment(AttachmentRefusal) {
        Empty => "这个文件是空的，没有存入。",
            "This file is empty and was not stored.";
        NotTaken => "不收这种文件，没有存入。可存图片、PDF、OFD、Word、Excel、文本、录音和录像。",
            "Files of this kind are not taken; it was not stored. Pictures, PDF, OFD, Word, Excel, plain text, sound and films are.";
        NotAsNamed => "文件内容与扩展名不符，没有存入。请核对文件，或用原来的程序另存一次。",
            "What is in the file is not what its name says; it was not stored. Look at the file, or save it once more with its own program.";
        TooLarge => "文件过大，没有存入：图片和文书不超过 25 MB，PDF 和录音录像不超过 40 MB。请缩小或分段后再存。",
            "The file is too large and was not stored: 25 MB at most for pictures and documents, 40 MB for PDFs and recordings. Make it smaller or cut it in parts.";
        Double => "本案已有同样的文件，没有再存。",
            "This case has the same file already; it was not stored again.";
        RecordGone => "要归入的记录已被移出，文件没有存入。请刷新后再存。",
            "The record it was to belong to was taken out; the file was not stored. Look again and add it once more.";
        Unreadable => "读不到这个文件，没有存入。请再选一次。",
            "The file cannot be read and was not stored. Choose it once more.";
        NotHere => "原文件不在本机，这本案件库也没有共享，无处可取。记录仍在；请到存入它的设备上查看。",
            "The file is not on this device and the book is not shared. Its record is kept; see it on the device that added it.";
        NotThere => "存入它的设备还没有把文件传到共享存储。请等该设备联网后再看。",
            "The device that added it has not stored the file yet. Look again once that device was online.";
        Damaged => "文件与存入时的校验值不符，没有显示。请到存入它的设备上核对，并告知管理人员。",
            "The file is not the one that was added, by its hash, and is not shown. Compare on the device that added it, and tell who runs the store.";
        Internal => "这份材料列在副卷（内部），您的岗位不能调阅。确有需要，请找承办人或卷宗管理员。",
            "This paper stands in the internal volume, which your post may not look at. If you need it, ask whoever handles the case or keeps the dossier.";
    }
}
