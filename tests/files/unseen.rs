//! What a court's own .docx must not carry along unseen: tracked changes, comments, hidden text.
#![allow(clippy::unwrap_used)]
use files::document::template;
use files::document::{TemplateError, Vocabulary};

use crate::support::docx::{Docx, MAIN};

fn refused(bytes: &[u8]) -> TemplateError {
    template::read(bytes, &Vocabulary::builtin()).err().unwrap()
}

/// Nobody sees it on the screen or on paper, and whoever gets the document can make it appear.
#[test]
fn hidden_text_goes_to_nobody_and_is_named() {
    let hidden = |body: &str| {
        let style = |id: &str, inside: &str| format!(r#"<w:style w:styleId="{id}">{inside}</w:style>"#);
        let styles = [
            style("note", "<w:rPr><w:vanish/></w:rPr>"),
            style("deep", r#"<w:basedOn w:val="note"/>"#),
            style("plain", r#"<w:rPr><w:vanish w:val="0"/></w:rPr>"#),
        ];
        let styles = format!(r#"<w:styles xmlns:w="{MAIN}">{}</w:styles>"#, styles.concat());
        let bytes = Docx::new(body).part("word/styles.xml", &styles).bytes();
        template::read(&bytes, &Vocabulary::builtin()).map(|_| ())
    };
    let run = |says: &str, text: &str| format!("<w:r><w:rPr>{says}</w:rPr><w:t>{text}</w:t></w:r>");
    let table = [
        (
            format!(
                "<w:p>{}{}</w:p>",
                run("<w:vanish/>", "合议庭"),
                run("<w:vanish/>", "意见")
            ),
            Some("合议庭意见"),
        ),
        (
            format!("<w:p>{}</w:p>", run(r#"<w:vanish w:val="true"/>"#, "{{案号}}")),
            Some("{{案号}}"),
        ),
        (
            format!("<w:p>{}</w:p>", run(r#"<w:rStyle w:val="deep"/>"#, "甲")),
            Some("甲"),
        ),
        (
            format!(r#"<w:p><w:pPr><w:pStyle w:val="note"/></w:pPr>{}</w:p>"#, run("", "乙")),
            Some("乙"),
        ),
        // What a run says itself stands above its style.
        (
            format!(
                "<w:p>{}</w:p>",
                run(r#"<w:rStyle w:val="note"/><w:vanish w:val="0"/>"#, "甲")
            ),
            None,
        ),
        (
            format!("<w:p>{}</w:p>", run(r#"<w:rStyle w:val="plain"/>"#, "甲")),
            None,
        ),
        (format!("<w:p>{}</w:p>", run("<w:vanish/>", "  ")), None),
        // A paragraph's hidden mark hides none of its text.
        (
            "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>丙</w:t></w:r></w:p>".to_owned(),
            None,
        ),
    ];
    for (body, found) in table {
        let expected = found.map_or(Ok(()), |words| Err(TemplateError::Hidden(vec![words.to_owned()])));
        assert_eq!(hidden(&body), expected, "{body}");
    }
    let header = format!(
        r#"<w:hdr xmlns:w="{MAIN}"><w:p>{}</w:p></w:hdr>"#,
        run("<w:vanish/>", "内部")
    );
    let bytes = Docx::new("<w:p/>").part("word/header1.xml", &header).bytes();
    assert_eq!(refused(&bytes), TemplateError::Hidden(vec!["内部".to_owned()]));
}

/// Whoever gets the document could read what stood in the case it was made of, and who wrote it.
#[test]
fn tracked_changes_and_comments_go_to_nobody() {
    for body in [
        r#"<w:p><w:del w:author="甲"><w:r><w:delText>王五，身份证号</w:delText></w:r></w:del></w:p>"#,
        r#"<w:p><w:ins w:author="甲"><w:r><w:t>{{案号}}</w:t></w:r></w:ins></w:p>"#,
        r#"<w:p><w:pPr><w:rPr><w:del w:author="甲"/></w:rPr></w:pPr></w:p>"#,
        r#"<w:p><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom></w:p>"#,
    ] {
        assert_eq!(refused(&Docx::new(body).bytes()), TemplateError::Traces, "{body}");
    }
    let comments = |inside: &str| format!(r#"<w:comments xmlns:w="{MAIN}">{inside}</w:comments>"#);
    let with = |inside: &str| Docx::new("<w:p/>").part("word/comments.xml", &comments(inside)).bytes();
    assert_eq!(refused(&with("<w:comment><w:p/></w:comment>")), TemplateError::Traces);
    assert!(
        template::read(&with(""), &Vocabulary::builtin()).is_ok(),
        "what word processors leave of deleted ones"
    );
}
