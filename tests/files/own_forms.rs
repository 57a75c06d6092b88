//! A court's own forms: what is taken in as what, what is refused and why, and what is made by them.
#![allow(clippy::unwrap_used)]

use casebook::rules::key_of;
use files::document::own::{self, DOCX_MAX, Said};
use files::document::template::What;
use files::document::{Fill, Form, FormFault, Forms, GAP, Run, TemplateError, nearest};

use crate::support::docx::{Docx, part, text};

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn docx(text: &str) -> Vec<u8> {
    Docx::new(&paragraph(text)).bytes()
}

fn stands_for(key: &str) -> Said {
    Said {
        stands_for: Some(key.to_owned()),
        ..Said::default()
    }
}

fn new(name: &str) -> Said {
    Said {
        name: name.to_owned(),
        ..Said::default()
    }
}

fn case() -> Fill {
    let mut fill = Fill::default();
    fill.set("案号", "（2026）豫14执9号");
    let row = |name: &str| [("姓名".to_owned(), name.to_owned())].into_iter().collect();
    fill.lists.insert("被执行人".to_owned(), vec![row("王五"), row("赵六")]);
    fill
}

/// Kept and read again, as another device does.
fn taken(file: &[u8], said: &Said) -> Form {
    let (form, text) = own::read(file, said).unwrap();
    let key = own::key_of(&form);
    assert_eq!(key_of(&text).as_deref(), Some(key.as_str()));
    let kept = own::kept(&key, &text).unwrap();
    assert_eq!(kept, form);
    kept
}

#[test]
fn a_docx_that_stands_for_a_form_is_made_for_the_same_people_and_recorded_as_the_same() {
    let file = docx("{{案号}} {{#被执行人}}{{姓名}}{{/被执行人}}限期{{报告期限}}报告");
    let form = taken(&file, &stands_for("asset_report_order"));
    let built_in = Forms::builtin().named("asset_report_order").unwrap();
    assert_eq!((&form.key, &form.copies), (&built_in.key, &built_in.copies));
    assert_eq!(
        (&form.closes, form.sort.as_str()),
        (&built_in.closes, "asset_report_order")
    );
    let asks: Vec<&str> = form.asks.iter().map(|ask| ask.zh.as_str()).collect();
    assert_eq!(asks, ["报告期限"], "only what the file names is asked");
    let made = form.papers(&case()).unwrap();
    let names: Vec<&str> = made.iter().map(|made| made.addressee.as_str()).collect();
    assert_eq!(names, ["王五", "赵六"]);
    let body = text(&part(&made[1].bytes, "word/document.xml"));
    assert_eq!(body.trim(), format!("（2026）豫14执9号 赵六限期{GAP}报告"));
    assert_eq!(made[1].bytes, form.papers(&case()).unwrap()[1].bytes);
}

/// A page shows a .docx by its text: paragraphs, rows of tables, headers, each gap where it stands and once.
#[test]
fn the_text_of_a_docx_is_that_of_its_file_with_the_gaps_marked() {
    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{{案由}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let again = "<mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:p><w:r><w:t>一次</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>一次</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>";
    let body = format!("{}{table}{again}", paragraph("&lt;{{案号}}&#62;，{{备注}}{{备注}}"));
    let header = format!(
        r#"<w:hdr xmlns:w="{}">{}</w:hdr>"#,
        crate::support::docx::MAIN,
        paragraph("{{法院}}页眉")
    );
    let file = Docx::new(&body).part("word/header1.xml", &header).bytes();
    let form = taken(&file, &new("甲书"));
    let paper = form.fill(&case()).unwrap();
    let lines: Vec<String> = paper
        .blocks
        .iter()
        .map(|block| match block {
            files::document::Block::Line { runs, .. } => runs.iter().map(Run::text).collect(),
            files::document::Block::Table { .. } => String::new(),
        })
        .collect();
    assert_eq!(
        lines,
        [
            format!("<（2026）豫14执9号>，{GAP}{GAP}"),
            format!("甲　{GAP}　"),
            "一次".to_owned(),
            format!("{GAP}页眉")
        ]
    );
    let gaps: Vec<&str> = paper.gaps.iter().map(|gap| gap.field.as_str()).collect();
    assert_eq!(gaps, ["备注", "案由", "法院"]);
}

/// The page names each gap where it stands: also behind a text box written twice, and behind the sign of a gap that is the
/// template's own text.
#[test]
fn a_gap_is_named_where_it_stands() {
    let twice = |text: &str| {
        let inside = paragraph(text);
        format!(
            "<w:p><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
    };
    let body = format!(
        "{}{}{}",
        paragraph(&format!("盖章{GAP}")),
        twice("{{案由}}"),
        paragraph("{{备注}}")
    );
    let paper = taken(&Docx::new(&body).bytes(), &new("甲书")).fill(&case()).unwrap();
    let mut named: Vec<(String, &str)> = Vec::new();
    for block in &paper.blocks {
        let files::document::Block::Line { runs, .. } = block else {
            continue;
        };
        let mut gaps = runs.iter().filter_map(|run| match run {
            Run::Gap(spot) => Some(spot.field.as_str()),
            _ => None,
        });
        named.push((
            runs.iter().map(Run::text).collect(),
            gaps.next_back().unwrap_or_default(),
        ));
    }
    let line = |text: &str, gap| (text.to_owned(), gap);
    assert_eq!(
        named,
        [line(&format!("盖章{GAP}"), ""), line(GAP, "案由"), line(GAP, "备注")]
    );
}

#[test]
fn a_new_form_is_what_is_said_of_it() {
    let said = Said {
        copies: Some("被执行人".to_owned()),
        sort: "clue_request".to_owned(),
        asks: vec!["到庭时间".to_owned(), "没有用到".to_owned()],
        ..new(" 财产线索告知书 ")
    };
    let form = taken(&docx("{{案号}}{{到庭时间}}"), &said);
    assert_eq!(
        (form.key.as_str(), form.name.zh.as_str()),
        ("财产线索告知书", "财产线索告知书")
    );
    assert_eq!((form.sort.as_str(), form.asks.len()), ("clue_request", 1));
    assert_eq!(form.closes, Forms::builtin().named("clue_request").unwrap().closes);
    assert_eq!(form.papers(&case()).unwrap().len(), 2);
    let forms = Forms::builtin().with(vec![form]);
    assert_eq!(forms.iter().count(), Forms::builtin().iter().count() + 1);
    assert!(forms.named("财产线索告知书").is_some());
}

#[test]
fn the_text_of_a_form_is_taken_as_it_is() {
    let text = r#"{"form": "summons", "name": ["传票", "Summons"], "source": "民诉法112", "mark": "L",
        "blocks": [{"as": "title", "text": "传票"}]}"#;
    let form = taken(format!("\u{feff}{text}").as_bytes(), &Said::default());
    let forms = Forms::builtin().with(vec![form.clone()]);
    assert_eq!(forms.named("summons"), Some(&form));
    assert_eq!(forms.iter().count(), Forms::builtin().iter().count());
}

/// A name stands on the page, in the register and in the name of the file; what is asked is a field on the page.
#[test]
fn the_text_of_a_form_cannot_break_the_page_or_go_to_nobody() {
    let text = |form: &str, name: &str, more: &str| {
        format!(
            r#"{{"form": "{form}", "name": ["{name}", "A"], "source": "甲", "mark": "C", "blocks": [{{"as": "title", "text": "甲"}}]{more}}}"#
        )
    };
    let asks = (0..51)
        .map(|at| format!(r#"["甲{at}", "A"]"#))
        .collect::<Vec<_>>()
        .join(",");
    for (text, fault) in [
        (text("a", &"长".repeat(61), ""), FormFault::NoName),
        (text("a", "执行\u{202e}书", ""), FormFault::NoName),
        (text("a", "执行\\n书", ""), FormFault::NoName),
        (text(&"a".repeat(61), "甲", ""), FormFault::NoKey),
        (
            text("a", "甲", &format!(r#", "asks": [{asks}]"#)),
            FormFault::AsksTooMany,
        ),
        (
            text("a", "甲", r#", "copies": "查封""#),
            FormFault::UnknownList("查封".to_owned()),
        ),
        (
            text("a", "甲", r#", "per": "姓名""#),
            FormFault::UnknownField("姓名".to_owned()),
        ),
    ] {
        assert_eq!(refused(text.as_bytes(), &Said::default()), fault, "{text:.80}");
    }
}

fn refused(file: &[u8], said: &Said) -> FormFault {
    own::read(file, said).err().unwrap().fault
}

#[test]
fn what_cannot_be_a_form_is_refused_with_its_reason() {
    let good = docx("{{案号}}");
    let cut = &good[..good.len() - 30];
    let macros = Docx::new(&paragraph("甲")).part("word/vbaProject.bin", "x").bytes();
    let text = |form: &str, name: &str, more: &str| {
        format!(
            r#"{{"form": "{form}", "name": ["{name}", "A"], "source": "甲", "mark": "C", "blocks": [{{"as": "title", "text": "甲"}}]{more}}}"#
        )
    };
    let both = text("a", "甲", r#", "docx": "UEs=""#);
    let sort = text("a", "甲", r#", "sort": "letter""#);
    let taken = text("a", "传票", "");
    let broken = text("a", "甲", "").replace(r#""blocks": [{"as": "title", "text": "甲"}]"#, r#""docx": "!""#);
    let key = text("传票", "甲", "");
    let table: [(&[u8], Said, FormFault); 13] = [
        (&vec![b'P'; 60 << 20], new("甲"), FormFault::TooLarge),
        (&vec![b'P'; DOCX_MAX + 1], new("甲"), FormFault::TooLarge),
        (b"hello", new("甲"), FormFault::NotAForm),
        (b"", new("甲"), FormFault::NotAForm),
        (cut, new("甲"), FormFault::Docx(TemplateError::Truncated)),
        (&macros, new("甲"), FormFault::Docx(TemplateError::Macros)),
        (&good, new("  "), FormFault::NoName),
        (&good, stands_for("nothing"), FormFault::NoKey),
        (&good, new("传票"), FormFault::NameTaken("传票".to_owned())),
        (both.as_bytes(), Said::default(), FormFault::NoBody),
        (
            sort.as_bytes(),
            Said::default(),
            FormFault::UnknownSort("letter".to_owned()),
        ),
        (
            taken.as_bytes(),
            Said::default(),
            FormFault::NameTaken("传票".to_owned()),
        ),
        // Whoever asked for it would be given the built-in one.
        (key.as_bytes(), Said::default(), FormFault::NameTaken("传票".to_owned())),
    ];
    for (file, said, fault) in table {
        assert_eq!(refused(file, &said), fault, "{said:?}");
    }
    assert_eq!(
        refused(broken.as_bytes(), &Said::default()),
        FormFault::Docx(TemplateError::Broken)
    );
    let (form, text) = own::read(&good, &new("甲")).unwrap();
    assert_eq!(
        own::kept("form-乙", &text).err().unwrap().fault,
        FormFault::NoKey,
        "{}",
        form.key
    );
}

#[test]
fn an_unknown_place_is_named_and_may_be_asked_instead() {
    let file = docx("{{案号码}}与{{到庭时间}}");
    let FormFault::Docx(TemplateError::Marks(faults)) = refused(&file, &new("甲")) else {
        panic!("the places are known")
    };
    let names: Vec<&str> = faults.iter().map(|fault| fault.name.as_str()).collect();
    assert_eq!(names, ["案号码", "到庭时间"]);
    assert!(faults.iter().all(|fault| fault.what == What::UnknownField));
    assert_eq!(nearest("案号码", &own::vocabulary(&new("甲"))).as_deref(), Some("案号"));
    let asked = Said {
        asks: vec!["案号码".to_owned(), "到庭时间".to_owned()],
        ..new("甲")
    };
    assert_eq!(taken(&file, &asked).asks.len(), 2);
}
