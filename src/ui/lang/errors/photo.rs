//! Errors of photos.
use protocol::PhotoRefusal;

use super::sentences;
use crate::lang::Text;

sentences! {
    fn photo(PhotoRefusal) {
        NoPicture => "这个文件不是图片，没有存入。请选取照片。",
            "This file is no picture and was not stored. Choose a photo.";
        TooLarge => "照片超过 25 MB，没有存入。请调低相机的分辨率再拍，或缩小后选取。",
            "The photo is larger than 25 MB and was not stored. Take it with less resolution, or make it smaller.";
        Unreadable => "读不到这个文件，没有存入。请再选一次。",
            "The file cannot be read and was not stored. Choose it once more.";
        NotHere => "原图不在本机，这本案件库也没有共享，无处可取。记录仍在；请到存入它的设备上查看。",
            "The photo is not on this device and the book is not shared. Its record is kept; see it on the device that added it.";
        NotThere => "存入它的设备还没有把照片传到共享存储。请等该设备联网后再看。",
            "The device that added it has not stored the photo yet. Look again once that device was online.";
        Damaged => "照片与存入时的校验值不符，没有显示。请到存入它的设备上核对，并告知管理人员。",
            "The photo is not the one that was added, by its hash, and is not shown. Compare on the device that added it, and tell who runs the store.";
    }
}
