//! Documents: a court's own template, its archive and its XML, and the text of a form.
use std::io::{Cursor, Read, Write};

use files::document::{Fill, Forms, TemplateError, Vocabulary, template};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Target;

/// The part that is mutated.
const PART: &str = "word/document.xml";
/// A form whose text is the seed of the third target.
const FORM: &str = include_str!("../../../../rules/forms/sealing_ruling.json");
/// Places of every sort: over runs, in rows, between paragraphs, in a text box.
const BODY: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{{案</w:t></w:r><w:r><w:t xml:space="preserve">号}} &#123;&#123;案由}}{{#被执行人}}{{姓名}}</w:t></w:r><w:r><w:t>、{{/被执行人}}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{#查封}}{{财产}}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{{备注}}{{/查封}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>{{#当事人}}</w:t></w:r></w:p><w:p><w:r><w:tab/><w:t>{{姓名}}</w:t></w:r><w:txbxContent><w:p><w:r><w:t>{{法院}}</w:t></w:r></w:p></w:txbxContent></w:p><w:p><w:r><w:t>{{/当事人}}</w:t></w:r></w:p></w:body></w:document>"#;

fn archive(part: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let _ = zip.start_file(PART, options);
    let _ = zip.write_all(part);
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn data() -> Fill {
    let mut fill = Fill::default();
    fill.set("案号", "甲 & <乙>\n\u{7}丙");
    let row = |name: &str| [("姓名".to_owned(), name.to_owned())].into_iter().collect();
    fill.lists.insert("被执行人".to_owned(), vec![row("王五"), row("")]);
    fill
}

/// Fills what can be read, and what is filled holds together again.
fn filled(bytes: &[u8]) -> bool {
    let words = Vocabulary::builtin();
    let Ok(read) = template::read(bytes, &words) else {
        return false;
    };
    let Ok(done) = read.fill(&data()) else { return false };
    let again = template::read(&done.bytes, &words);
    assert!(
        matches!(again, Ok(_) | Err(TemplateError::Marks(_))),
        "{:?}",
        again.err()
    );
    let before = ZipArchive::new(Cursor::new(bytes)).map(|zip| zip.len()).ok();
    let after = ZipArchive::new(Cursor::new(done.bytes)).map(|zip| zip.len()).ok();
    assert_eq!(before, after);
    true
}

/// The archive, byte by byte.
pub const TEMPLATE: Target = Target {
    name: "template",
    seeds: || {
        let forms = Forms::builtin().iter();
        let written = forms.filter_map(|form| Some(form.made(String::new(), &data()).ok()?.bytes));
        written.chain([archive(BODY.as_bytes())]).collect()
    },
    run: filled,
};

/// The XML of its body.
pub const TEMPLATE_BODY: Target = Target {
    name: "template-body",
    seeds: || {
        let made = Forms::builtin()
            .named("inventory")
            .map(|form| form.made(String::new(), &data()));
        let bytes = made.and_then(Result::ok).map(|made| made.bytes).unwrap_or_default();
        let mut body = Vec::new();
        if let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes))
            && let Ok(mut part) = zip.by_name(PART)
        {
            let _ = part.read_to_end(&mut body);
        }
        vec![BODY.as_bytes().to_vec(), body]
    },
    run: |bytes| filled(&archive(bytes)),
};

/// The text of a form.
pub const FORM_TEXT: Target = Target {
    name: "form",
    seeds: || vec![FORM.as_bytes().to_vec()],
    run: |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return false;
        };
        let Ok(forms) = Forms::load(&[("a.json", text)]) else {
            return false;
        };
        for form in forms.iter() {
            // A form may be a .docx itself.
            let Ok(made) = form.made(String::new(), &data()) else {
                continue;
            };
            let written = made.bytes;
            let read = template::read(&written, &form.vocabulary());
            assert!(matches!(read, Ok(_) | Err(TemplateError::Marks(_))), "{:?}", read.err());
        }
        true
    },
};
