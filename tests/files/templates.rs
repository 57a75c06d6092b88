//! A court's own .docx as a template: places wherever Word puts them, and files nobody should open.
#![allow(clippy::unwrap_used)]

use files::document::fill::Spot;
use files::document::template::{self, What};
use files::document::{Fill, TemplateError, Vocabulary};
use proptest::prelude::*;
use serde::Deserialize;

use crate::support::docx::{Docx, MAIN, part, parts, text};

#[derive(Deserialize)]
struct Cases {
    fill: Fill,
    filled: Vec<FilledCase>,
    refused: Vec<RefusedCase>,
}

#[derive(Deserialize)]
struct FilledCase {
    name: String,
    body: String,
    text: String,
    #[serde(default)]
    gaps: Vec<String>,
}

#[derive(Deserialize)]
struct RefusedCase {
    name: String,
    body: String,
    faults: Vec<[String; 3]>,
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("../data/template_cases.json")).unwrap()
}

fn words() -> Vocabulary {
    Vocabulary::builtin()
}

fn refused(bytes: &[u8]) -> TemplateError {
    template::read(bytes, &words()).err().unwrap()
}

fn named(spot: &Spot) -> String {
    match &spot.row {
        Some((list, row)) => format!("{list}[{row}].{}", spot.field),
        None => spot.field.clone(),
    }
}

#[test]
fn places_are_filled_as_the_table_says() {
    let cases = cases();
    for case in &cases.filled {
        let bytes = Docx::new(&case.body).bytes();
        let read = template::read(&bytes, &words());
        let filled = read
            .unwrap_or_else(|e| panic!("{}: {e:?}", case.name))
            .fill(&cases.fill);
        let filled = filled.unwrap();
        let body = text(&part(&filled.bytes, "word/document.xml"));
        // Empty paragraphs say nothing.
        let lines = |text: &str| text.replace("||", "|").trim_end().to_owned();
        assert_eq!(lines(&body), lines(&case.text), "{}", case.name);
        assert_eq!(
            filled.gaps.iter().map(named).collect::<Vec<_>>(),
            case.gaps,
            "{}",
            case.name
        );
    }
}

#[test]
fn places_that_cannot_be_filled_are_all_named_with_the_text_around() {
    for case in &cases().refused {
        let TemplateError::Marks(faults) = refused(&Docx::new(&case.body).bytes()) else {
            panic!("{}", case.name);
        };
        let mut named: Vec<[String; 3]> = Vec::new();
        for fault in faults {
            assert_eq!(fault.part, "word/document.xml");
            named.push([format!("{:?}", fault.what), fault.name, fault.around]);
        }
        assert_eq!(named, case.faults, "{}", case.name);
    }
}

#[test]
fn headers_footers_and_notes_are_filled_and_everything_else_stays() {
    let with =
        |root: &str| format!(r#"<w:{root} xmlns:w="{MAIN}"><w:p><w:r><w:t>{{{{案号}}}}</w:t></w:r></w:p></w:{root}>"#);
    let odd = "\u{feff}<?xml version=\"1.0\"?><x:ftr xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" ><x:p><x:r><x:t  >{{案号}}</x:t></x:r></x:p><!-- {{无}} --></x:ftr>";
    let document = Docx::new("<w:p w:rsidR='0'><w:r><w:t xml:space='preserve'> {{案号}} </w:t></w:r></w:p>")
        .part("word/header1.xml", &with("hdr"))
        .part("word/footer1.xml", odd)
        .part("word/footnotes.xml", &with("footnotes"))
        .part("word/settings.xml", &format!(r#"<w:settings xmlns:w="{MAIN}"/>"#))
        .part("customXml/item1.xml", "{{案号}} this is not even XML");
    let read = template::read(&document.bytes(), &words()).unwrap();
    assert_eq!(read.fields().collect::<Vec<_>>(), ["案号"]);
    let filled = read.fill(&cases().fill).unwrap();
    let number = "（2026）豫1402执1号";
    let before = document.0.iter();
    for ((name, content), (new_name, new)) in before.zip(parts(&filled.bytes)) {
        assert_eq!(*name, new_name);
        let expected = String::from_utf8(content.clone()).unwrap();
        let mut expected = match name.as_str() {
            "word/document.xml" | "word/header1.xml" | "word/footer1.xml" | "word/footnotes.xml" => {
                expected.replace("{{案号}}", number)
            }
            _ => expected,
        };
        expected = expected.replace(
            &format!("<w:t>{number}"),
            &format!("<w:t xml:space=\"preserve\">{number}"),
        );
        expected = expected.replace("<x:t  >", "<x:t   xml:space=\"preserve\">");
        assert_eq!(String::from_utf8(new).unwrap(), expected, "{name}");
    }
    assert_eq!(read.fill(&cases().fill).unwrap().bytes, filled.bytes);
}

#[test]
fn a_court_may_name_fields_of_its_own() {
    let bytes = Docx::new("<w:p><w:r><w:t>{{合同编号}}</w:t></w:r></w:p>").bytes();
    assert!(matches!(refused(&bytes), TemplateError::Marks(faults) if faults[0].what == What::UnknownField));
    let read = template::read(&bytes, &words().with(["合同编号"])).unwrap();
    let mut fill = Fill::default();
    fill.set("合同编号", "A-1");
    let filled = read.fill(&fill).unwrap();
    assert_eq!(text(&part(&filled.bytes, "word/document.xml")), "A-1\n");
}

#[test]
fn signs_no_document_takes_are_left_out_and_named() {
    let bytes = Docx::new("<w:p><w:r><w:t>{{案由}}{{备注}}</w:t></w:r></w:p>").bytes();
    let mut fill = Fill::default();
    fill.set("案由", "甲\u{0}\u{b}乙\u{ffff}\u{202e}丙\t丁");
    fill.set("备注", "\u{1}");
    let filled = template::read(&bytes, &words()).unwrap().fill(&fill).unwrap();
    let xml = part(&filled.bytes, "word/document.xml");
    assert_eq!(text(&xml), "甲乙丙丁【　　　　】\n");
    assert!(xml.contains("<w:tab/>"));
    assert_eq!(filled.dropped.iter().map(named).collect::<Vec<_>>(), ["案由", "备注"]);
    assert_eq!(filled.gaps.iter().map(named).collect::<Vec<_>>(), ["备注"]);
}

#[test]
fn files_that_are_no_document_are_refused_by_their_own_code() {
    let good = Docx::new("<w:p/>").bytes();
    assert!(template::read(&good, &words()).is_ok());
    let mut compound = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    compound.resize(2000, 0);
    assert_eq!(refused(&compound), TemplateError::OldWord);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&compound), TemplateError::Encrypted);
    assert_eq!(refused(&good[..good.len() / 2]), TemplateError::Truncated);
    assert_eq!(refused(b""), TemplateError::NotADocument);
    assert_eq!(refused(b"{\\rtf1}"), TemplateError::NotADocument);
    assert_eq!(
        refused(include_bytes!("../data/cases_sample.xlsx")),
        TemplateError::NotADocument
    );
    let mut long = good.clone();
    long.resize((20 << 20) + 1, 0);
    assert_eq!(refused(&long), TemplateError::TooLarge);
    // The flag of a password, in the local header and in the directory.
    let mut locked = good.clone();
    for at in 0..locked.len() - 10 {
        match &locked[at..at + 4] {
            b"PK\x03\x04" => locked[at + 6] |= 1,
            b"PK\x01\x02" => locked[at + 8] |= 1,
            _ => {}
        }
    }
    assert_eq!(refused(&locked), TemplateError::Encrypted);
}

#[test]
fn macros_are_kept_out_however_they_come() {
    let declared =
        r#"<Types><Override ContentType="application/vnd.ms-word.document.macro&#69;nabled.main+xml"/></Types>"#;
    for (name, content) in [
        ("word/vbaProject.bin", "x"),
        ("word\\VBAPROJECT.BIN", "x"),
        ("word/activeX/activeX1.bin", "x"),
        ("[Content_Types].xml", declared),
    ] {
        let bad = Docx::new("<w:p/>").part(name, content);
        assert_eq!(refused(&bad.bytes()), TemplateError::Macros, "{name}");
    }
}

#[test]
fn nothing_is_fetched_from_another_machine() {
    let with = |kind: &str, target: &str| {
        let relation =
            format!(r#"<Relationship Id="1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>"#);
        let relations = format!("<Relationships>{relation}</Relationships>");
        let document = Docx::new("<w:p/>").part("word/_rels/document.xml.rels", &relations);
        template::read(&document.bytes(), &words()).err()
    };
    for target in [
        "https://example.org/a.dotm",
        "&#104;ttp://example.org/a.dotm",
        r"\\host\share\a.dotm",
        r"file:///\\host\share\a.dotm",
        "file://host/a.dotm",
        "//host/a.dotm",
    ] {
        for kind in ["attachedTemplate", "oleObject", "image"] {
            assert_eq!(with(kind, target), Some(TemplateError::Foreign), "{kind} {target}");
        }
        assert_eq!(with("hyperlink", target), None, "{target}");
    }
    for target in [
        r"file:///C:\Users\a\Normal.dotm",
        "/word/media/image1.png",
        "media/image1.png",
        "../a.xml",
    ] {
        assert_eq!(with("attachedTemplate", target), None, "{target}");
    }
}

fn field(instruction: &[&str]) -> String {
    let sign = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let words: String = instruction
        .iter()
        .map(|word| format!("<w:r><w:instrText>{word}</w:instrText></w:r>"))
        .collect();
    let (begin, separate, end) = (sign("begin"), sign("separate"), sign("end"));
    format!("<w:p>{begin}{words}{separate}<w:r><w:t>甲</w:t></w:r>{end}</w:p>")
}

/// A field is fetched or run when the document is opened or printed, wherever it stands and however it is cut into runs.
#[test]
fn fields_that_fetch_or_run_are_kept_out_and_others_stay() {
    let other_prefix = format!(
        r#"<w:p><x:fldSimple xmlns:x="{MAIN}" x:instr=" IncludePicture &quot;http://example.org/a.png&quot; "/></w:p>"#
    );
    let within = format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
        field(&["LINK Excel.Sheet.8"])
    );
    for body in [
        field(&[r" INCLUDETEXT \\host\a.docx"]),
        field(&["DDE", "AUTO c:"]),
        field(&[" d", "de excel"]),
        field(&["MACROBUTTON run"]),
        field(&["DATABASE"]),
        other_prefix,
        within,
    ] {
        assert_eq!(refused(&Docx::new(&body).bytes()), TemplateError::Foreign, "{body}");
        let header = format!(r#"<w:hdr xmlns:w="{MAIN}">{body}</w:hdr>"#);
        let in_header = Docx::new("<w:p/>").part("word/header1.xml", &header);
        assert_eq!(refused(&in_header.bytes()), TemplateError::Foreign, "header {body}");
    }
    let merge =
        format!(r#"<w:settings xmlns:w="{MAIN}"><w:mailMerge><w:query w:val="SELECT"/></w:mailMerge></w:settings>"#);
    let merging = Docx::new("<w:p/>").part("word/settings.xml", &merge);
    assert_eq!(refused(&merging.bytes()), TemplateError::Foreign);
    for instruction in [
        "PAGE",
        " NUMPAGES ",
        r"DATE \@ yyyy",
        "HYPERLINK",
        "TOC",
        "REF 链接",
        r"EQ \o(甲)",
    ] {
        let body = field(&[instruction]);
        assert!(
            template::read(&Docx::new(&body).bytes(), &words()).is_ok(),
            "{instruction}"
        );
    }
}

/// What goes out with the document and nobody looks at: objects, other documents, panes of the web.
#[test]
fn nothing_is_carried_along() {
    for kind in [
        "oleObject",
        "package",
        "aFChunk",
        "subDocument",
        "control",
        "webextensiontaskpanes",
    ] {
        let relation =
            format!(r#"<Relationship Id="1" Type="http://x/relationships/{kind}" Target="embeddings/a.bin"/>"#);
        for part in [
            "word/_rels/document.xml.rels",
            "word/charts/_rels/chart1.xml.rels",
            "_rels/.rels",
        ] {
            let carrying = Docx::new("<w:p/>").part(part, &format!("<Relationships>{relation}</Relationships>"));
            assert_eq!(refused(&carrying.bytes()), TemplateError::Carries, "{kind} {part}");
        }
    }
}

/// Word shows in such a control what is kept elsewhere, and would put it in the place of the value.
#[test]
fn a_content_control_that_keeps_its_text_elsewhere_shows_the_value() {
    for binding in [
        r#"<w:dataBinding w:xpath="/a"/>"#,
        r#"<w15:dataBinding w:xpath="/a"></w15:dataBinding>"#,
    ] {
        let body = format!(
            r#"<w:sdt><w:sdtPr><w:alias w:val="甲"/>{binding}<w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{{{{案号}}}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"#
        );
        let read = template::read(&Docx::new(&body).bytes(), &words()).unwrap();
        let xml = part(&read.fill(&cases().fill).unwrap().bytes, "word/document.xml");
        assert!(
            !xml.contains("dataBinding") && xml.contains(r#"<w:alias w:val="甲"/><w:text/>"#),
            "{xml}"
        );
        assert_eq!(text(&xml).trim(), "（2026）豫1402执1号");
    }
}

/// Programs of the web write `word/document2.xml`; whoever opens the file goes by the relation.
#[test]
fn the_document_is_the_part_its_relation_names() {
    let relation = |target: &str| {
        format!(
            r#"<Relationships><Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{target}"/></Relationships>"#
        )
    };
    let body = format!(
        r#"<w:document xmlns:w="{MAIN}"><w:body><w:p><w:r><w:t>{{{{案号}}}}</w:t></w:r></w:p></w:body></w:document>"#
    );
    for (name, target) in [
        ("word/document2.xml", "word/document2.xml"),
        ("docs/main.xml", "/docs/main.xml"),
    ] {
        let file = Docx(Vec::new())
            .part("_rels/.rels", &relation(target))
            .part(name, &body)
            .bytes();
        let filled = template::read(&file, &words()).unwrap().fill(&cases().fill).unwrap();
        assert_eq!(text(&part(&filled.bytes, name)).trim(), "（2026）豫1402执1号");
        assert_eq!(filled.text.len(), 1);
    }
    let nowhere = Docx::new("<w:p/>").part("_rels/.rels", &relation("word/other.xml"));
    assert_eq!(refused(&nowhere.bytes()), TemplateError::NotADocument);
    // What is declared as text is looked at, wherever it lies.
    let declared = r#"<Types><Default Extension="dat" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>"#;
    let hidden = Docx::new("<w:p/>").part("[Content_Types].xml", declared).part(
        "other/a.dat",
        &format!(r#"<w:hdr xmlns:w="{MAIN}">{}</w:hdr>"#, field(&["DDE c:"])),
    );
    assert_eq!(refused(&hidden.bytes()), TemplateError::Foreign);
}

/// The parts of a filled document together have a bound, not each for itself.
#[test]
fn a_document_of_many_parts_has_an_end() {
    let marks = "{{备注}}".repeat(400);
    let header = format!(r#"<w:hdr xmlns:w="{MAIN}"><w:p><w:r><w:t>{marks}</w:t></w:r></w:p></w:hdr>"#);
    let mut many = Docx::new("<w:p/>");
    for at in 0..40 {
        many = many.part(&format!("word/header{at}.xml"), &header);
    }
    let mut fill = Fill::default();
    fill.set("备注", "长".repeat(2_000));
    let read = template::read(&many.bytes(), &words()).unwrap();
    assert_eq!(read.fill(&fill), Err(TemplateError::TooLarge));
}

#[test]
fn xml_that_does_not_hold_together_is_refused() {
    let deep = format!("{}{}", "<w:a>".repeat(300), "</w:a>".repeat(300));
    for body in ["<w:p>", "<w:p></w:r>", "<w:p>&unknown;</w:p>", "<w:p", &deep] {
        assert_eq!(refused(&Docx::new(body).bytes()), TemplateError::Broken, "{body:.20}");
    }
    let laughs = r#"<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY a "&b;&b;">]><a>&a;</a>"#;
    let latin = Docx(vec![("word/document.xml".to_owned(), vec![b'<', 0xff, b'>'])]);
    let twice = Docx::new("<w:p/>").part("word/Document.xml", "<a/>");
    for bad in [Docx::new("").part("word/document.xml", laughs), latin, twice] {
        assert_eq!(refused(&bad.bytes()), TemplateError::Broken);
    }
}

#[test]
fn what_unpacks_to_far_more_is_refused() {
    let blanks = " ".repeat((16 << 20) + 1);
    assert_eq!(refused(&Docx::new(&blanks).bytes()), TemplateError::Bomb);
    let mut many = Docx::new("<w:p/>");
    for at in 0..4 {
        many = many.part(
            &format!("word/header{at}.xml"),
            &format!("<a>{}</a>", &blanks[..15 << 20]),
        );
    }
    assert_eq!(refused(&many.bytes()), TemplateError::Bomb);
}

/// Files made to keep a reader busy: all of them are answered at once.
#[test]
fn what_is_made_to_take_long_takes_no_time() {
    let begun = std::time::Instant::now();
    let run = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let places = run(&"{{案号}}".repeat(1 << 20));
    assert_eq!(refused(&Docx::new(&places).bytes()), TemplateError::TooLarge);
    let braces = run(&"{{".repeat(6 << 20));
    assert_eq!(refused(&Docx::new(&braces).bytes()), TemplateError::TooLarge);
    let blanks = run(&format!(
        "{}{}{}",
        " ".repeat(7 << 20),
        "{{案号}}".repeat(19_000),
        " ".repeat(7 << 20)
    ));
    assert!(template::read(&Docx::new(&blanks).bytes(), &words()).is_ok());
    let name = "n".repeat(20_000);
    let texts = "<w:t>a</w:t>".repeat(400_000);
    let names = format!(
        "{}<w:p><w:r>{texts}</w:r></w:p>{}",
        format!("<{name}>").repeat(200),
        format!("</{name}>").repeat(200)
    );
    assert!(template::read(&Docx::new(&names).bytes(), &words()).is_ok());
    let paragraphs = "<w:p></w:p>".repeat(1 << 20);
    assert_eq!(refused(&Docx::new(&paragraphs).bytes()), TemplateError::Bomb);
    let sections = run("{{#查封}}").repeat(19_000);
    assert!(matches!(
        refused(&Docx::new(&sections).bytes()),
        TemplateError::Marks(_)
    ));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

proptest! {
    /// Wherever Word cuts a sentence, it reads the same when filled, and its XML holds together.
    #[test]
    fn cuts_change_nothing(cuts in prop::collection::vec(0_usize..40, 0..12)) {
        let sentence = "甲{{案号}}乙{{#被执行人}}{{姓名}}、{{序号}}{{/被执行人}}丙{{书记员}}";
        let chars: Vec<char> = sentence.chars().collect();
        let mut body = String::from("<w:p><w:r><w:t>");
        for (at, c) in chars.iter().enumerate() {
            if cuts.contains(&at) {
                body.push_str("</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>");
            }
            body.push(*c);
        }
        body.push_str("</w:t></w:r></w:p>");
        let filled = template::read(&Docx::new(&body).bytes(), &words()).unwrap().fill(&cases().fill).unwrap();
        let text = text(&part(&filled.bytes, "word/document.xml"));
        prop_assert_eq!(text, "甲（2026）豫1402执1号乙王五、1乙公司、2丙【　　　　】\n");
    }

    /// No damage brings the reader down.
    #[test]
    fn damaged_files_are_refused_or_read(at in 0_usize..4000, byte in any::<u8>()) {
        let mut bytes = Docx::new(&cases().filled[1].body).bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(read) = template::read(&bytes, &words()) {
            let _ = read.fill(&cases().fill);
        }
    }
}
