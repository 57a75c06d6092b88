//! Errors of jobs as such, and of the page's tie to its worker.
use protocol::JobRefusal;

use super::sentences;
use crate::lang::Text;

sentences! {
    fn job(JobRefusal) {
        NoWorker => "案件库的后台程序没有启动，已存的案件没有动。快速分流仍可用；请重新载入，仍不行请换较新的浏览器。",
            "The program behind the case book did not start; stored cases are untouched. Quick triage still works. Reload; if that fails, use a newer browser.";
        Panic => "案件库的后台程序出错并已停下，此前确认保存的都在。请再试一次；仍不行，请在“设置”下载诊断信息。",
            "The program behind the case book broke down and has stopped; all that was acknowledged is kept. Try again; if it fails, download diagnostics in Settings.";
        Stopped => "后台程序已重新启动，刚才的操作没有完成，原有数据未改动。请再做一次。",
            "The program was restarted; what was under way did not finish and nothing was changed. Do it once more.";
        Cancelled => "已取消，原有数据未改动。",
            "Cancelled; nothing was changed.";
        BadFrame => "页面与后台程序版本不一致，这次没有保存。请重新载入。",
            "Page and program are of different versions; this was not saved. Reload.";
        JobMisplaced => "页面要做的事后台程序不认识，这次没有保存。请重新载入。",
            "The page asked for something the program does not do here; nothing was saved. Reload.";
        NotOpen => "案件库还没有打开，这次没有保存。请稍候再试。",
            "The case book is not open yet; this was not saved. Try again in a moment.";
        NoId => "没能生成新编号，没有保存。请再试一次。",
            "No new number could be made, so nothing was saved. Try again.";
        CaseUnknown => "本机没有这个案件，没有保存。请回到列表重新打开。",
            "There is no such case on this device, so nothing was saved. Open it again from the list.";
        StoredNotRead => "已经保存，但没能读回到页面。请重新打开本页，不要再提交一次。",
            "It was saved, but could not be read back. Open this page again; do not enter it a second time.";
        NoDeadlines => "所选案件没有可写入日历的期限，没有生成文件。",
            "The cases chosen have no deadline to write; no file was made.";
        NoPreview => "已读取的文件不在了（可能锁定过），没有改动。请重新选择文件。",
            "The file read before is gone, perhaps by a lock; nothing was changed. Choose it again.";
        NoImport => "没有可以撤销的导入，没有改动。",
            "There is no import to take back; nothing was changed.";
        ImportUndoHides => "本次导入新增了案件，撤销要把它们移出列表，须由局长、副局长或中心主任在列表中办理；没有改动。",
            "The import brought new cases; taking it back takes them out of the lists, which is for chiefs and the centre director. Nothing was changed.";
        RulesRefused => "现有规则不能重新装载，没有改动。请先核对规则文件。",
            "The rules in force cannot be loaded again; nothing was changed. Check the rule files first.";
        FormRefused => "这份模板没有通过检查，没有改动。请重新选择文件，看清指出的问题后再存。",
            "The template did not pass its check; nothing was changed. Choose the file again and see what is wrong with it.";
        FormsTooMany => "本院模板合计超过 8 MB，这一份没有存入。请先停用不用的，或压缩模板里的图片。",
            "All own templates together would exceed 8 MB; this one was not taken in. Take some out, or compress their pictures.";
        PapersTooMany => "这批文书合计超过 200 MB，没有生成文件。请分批勾选案件后再下载。",
            "This batch would exceed 200 MB; no file was made. Choose fewer cases at a time.";
        PapersMoved => "这些文书生成以后，案件、当事人或本院模板有变动，没有生成文件，也没有登记。请重新生成文书。",
            "A case, a party or a template of the court changed since these papers were made; no file was made and nothing recorded. Make them again.";
        VolumeEmpty => "这一卷还没有电子件，没有生成文件。请先在案件里存入附件，再导出。",
            "This volume holds no files yet; none was made. Add attachments to the case first.";
        VolumeTooLarge => "这一卷的电子件合计超过 200 MB，没有生成文件。请到附件里逐份下载。",
            "The files of this volume exceed 200 MB together; none was made. Save them one by one from the attachments.";
        VolumeMoved => "导出时卷宗目录有变动，没有生成文件。请再导出一次。",
            "The dossier changed while it was exported; no file was made. Export it once more.";
        SettingReserved => "这个设置由程序自己管理，没有改动。",
            "The app keeps this setting itself; nothing was changed.";
        NoSample => "取不到示例文件，数据未动。联网后再试。",
            "The sample file cannot be fetched; nothing was changed. Try again when online.";
        FileUnreadable => "读不到这个文件，案件库未改动。请再选一次。",
            "The file cannot be read; the book is unchanged. Choose it once more.";
        FieldTwice => "同一项填了两次，分不清以哪个为准，没有保存。请重新载入后再填。",
            "A field was given twice and nobody can say which holds; nothing was saved. Reload and enter it again.";
    }
}
