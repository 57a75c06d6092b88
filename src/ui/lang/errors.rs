//! What went wrong, in sentences: what happened, what was kept, what to do.
use super::Text;

const UNKNOWN_ERROR: Text = Text(
    "操作没有完成，原有数据未改动。请再试一次；仍不行，请在“设置”下载诊断信息。",
    "This did not finish; the data is as it was. Try again; if it fails again, download diagnostics in Settings.",
);

/// The sentence for a code of the worker or the law. Unknown codes get a sentence too.
pub fn sentence(code: &str) -> Text {
    TABLE
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(UNKNOWN_ERROR, |(_, text)| *text)
}

const TABLE: &[(&str, Text)] = &[
    (
        "bad_amount",
        Text("看不懂这个金额。", "This is not an amount."),
    ),
    (
        "negative_amount",
        Text("金额不能小于零。", "An amount cannot be below zero."),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_twice_and_every_sentence_is_complete() {
        for (at, (code, text)) in TABLE.iter().enumerate() {
            assert!(
                !TABLE[..at].iter().any(|(other, _)| other == code),
                "{code}"
            );
            assert!(text.0.ends_with('。') && text.1.ends_with('.'), "{code}");
        }
    }
}
