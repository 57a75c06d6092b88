//! What went wrong, in sentences: what happened, what was kept, what to do.
use super::Text;

mod files;
mod kit;
mod people;
mod photo;
mod rules;
mod store;
mod sync;
mod vault;

const UNKNOWN_ERROR: Text = Text(
    "操作没有完成，原有数据未改动。请再试一次；仍不行，请在“设置”下载诊断信息。",
    "This did not finish; the data is as it was. Try again; if it fails again, download diagnostics in Settings.",
);

/// The sentence for a code of the worker or the law. Unknown codes get a sentence too.
pub fn sentence(code: &str) -> Text {
    all()
        .find(|(known, _)| *known == code)
        .map_or(UNKNOWN_ERROR, |(_, text)| *text)
}

/// Whether there is a sentence of its own for a code: codes of other texts (rules of the bureau) have theirs there.
pub fn knows(code: &str) -> bool {
    all().any(|(known, _)| *known == code)
}

/// Store first, then files, rules, keys, people, sharing, photos.
fn all() -> impl Iterator<Item = &'static (&'static str, Text)> {
    TABLE
        .iter()
        .chain(store::STORE)
        .chain(store::BACKUP)
        .chain(files::FILES)
        .chain(rules::RULES)
        .chain(vault::VAULT)
        .chain(kit::KIT)
        .chain(people::PEOPLE)
        .chain(sync::SYNC)
        .chain(photo::PHOTO)
}

const TABLE: &[(&str, Text)] = &[
    ("bad_amount", Text("看不懂这个金额。", "This is not an amount.")),
    (
        "negative_amount",
        Text("金额不能小于零。", "An amount cannot be below zero."),
    ),
    (
        "no_worker",
        Text(
            "案件库的后台程序没有启动，已存的案件没有动。快速分流仍可用；请重新载入，仍不行请换较新的浏览器。",
            "The program behind the case book did not start; stored cases are untouched. Quick triage still works. Reload; if that fails, use a newer browser.",
        ),
    ),
    (
        "panic",
        Text(
            "案件库的后台程序出错并已停下，此前确认保存的都在。请再试一次；仍不行，请在“设置”下载诊断信息。",
            "The program behind the case book broke down and has stopped; all that was acknowledged is kept. Try again; if it fails, download diagnostics in Settings.",
        ),
    ),
    (
        "stopped",
        Text(
            "后台程序已重新启动，刚才的操作没有完成，原有数据未改动。请再做一次。",
            "The program was restarted; what was under way did not finish and nothing was changed. Do it once more.",
        ),
    ),
    (
        "cancelled",
        Text("已取消，原有数据未改动。", "Cancelled; nothing was changed."),
    ),
    (
        "no_deadlines",
        Text(
            "所选案件没有可写入日历的期限，没有生成文件。",
            "The cases chosen have no deadline to write; no file was made.",
        ),
    ),
    (
        "quota",
        Text(
            "本机存储空间已满，这次没有保存，此前的数据都在。请先备份，再清理空间。",
            "The storage of this device is full; this was not saved, all before it is. Make a backup, then free some space.",
        ),
    ),
    (
        "bad_frame",
        Text(
            "页面与后台程序版本不一致，这次没有保存。请重新载入。",
            "Page and program are of different versions; this was not saved. Reload.",
        ),
    ),
    (
        "not_open",
        Text(
            "案件库还没有打开，这次没有保存。请稍候再试。",
            "The case book is not open yet; this was not saved. Try again in a moment.",
        ),
    ),
    (
        "case_unknown",
        Text(
            "本机没有这个案件，没有保存。请回到列表重新打开。",
            "There is no such case on this device, so nothing was saved. Open it again from the list.",
        ),
    ),
    (
        "stored_not_read",
        Text(
            "已经保存，但没能读回到页面。请重新打开本页，不要再提交一次。",
            "It was saved, but could not be read back. Open this page again; do not enter it a second time.",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_twice_and_every_sentence_is_complete() {
        let all: Vec<_> = all().collect();
        for (at, (code, text)) in all.iter().enumerate() {
            assert!(!all[..at].iter().any(|(other, _)| other == code), "{code}");
            assert!(text.0.ends_with('。') && text.1.ends_with('.'), "{code}");
        }
    }
}
