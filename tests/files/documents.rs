//! Forms told by data: what is refused, what a filled one says, and its .docx.
#![allow(clippy::unwrap_used)]

use files::document::template;
use files::document::{Block, Fill, FormFault, Forms, GAP, Paper, Run, Vocabulary, docx};
use law::nodes::NodeSet;

use crate::support::docx::{parts, text};

fn sample() -> Fill {
    serde_json::from_str(include_str!("../data/document_case.json")).unwrap()
}

fn runs(paper: &Paper) -> Vec<&Run> {
    let mut all = Vec::new();
    for block in &paper.blocks {
        match block {
            Block::Line { runs, .. } => all.extend(runs),
            Block::Table { rows, .. } => all.extend(rows.iter().flatten().flatten()),
        }
    }
    all
}

fn said(paper: &Paper) -> String {
    runs(paper).into_iter().map(Run::text).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_form_is_filled_by_the_sample_without_a_gap() {
    let forms: Vec<_> = Forms::builtin().iter().collect();
    assert_eq!(forms.len(), 16);
    for form in forms {
        let paper = form.fill(&sample()).unwrap();
        assert_eq!(paper.gaps, [], "{}", form.key);
        assert_eq!(paper.dropped, [], "{}", form.key);
        assert!(!said(&paper).contains("{{"), "{}", form.key);
        assert!(
            form.source.chars().any(|c| c.is_ascii_digit()),
            "{} cites no article",
            form.key
        );
    }
}

#[test]
fn a_form_without_data_is_all_gaps_that_one_sees() {
    for form in Forms::builtin().iter() {
        let paper = form.fill(&Fill::default()).unwrap();
        assert!(!paper.gaps.is_empty(), "{}", form.key);
        let gaps = runs(&paper)
            .into_iter()
            .filter(|run| matches!(run, Run::Gap(_)))
            .count();
        assert!(gaps >= paper.gaps.len(), "{}", form.key);
        let bytes = docx::write(&paper).unwrap();
        let document = crate::support::docx::part(&bytes, "word/document.xml");
        assert_eq!(text(&document).matches(GAP).count(), gaps, "{}", form.key);
    }
}

#[test]
fn the_notice_says_what_it_must() {
    let paper = Forms::builtin().named("执行通知书").unwrap().fill(&sample()).unwrap();
    let said = said(&paper);
    // What an execution notice must hold (执行工作规定22), and where to pay.
    for part in [
        "（2026）豫1402执1234号",
        "王五、乙建材有限公司",
        "甲商贸有限公司",
        "（2026）豫1402民初567号民事判决书",
        "300,000.00",
        "叁拾万元整",
        "肆仟肆佰元整",
        "第二百六十四条",
        "000000000000",
        "二〇二六年十一月三十日",
    ] {
        assert!(said.contains(part), "{part}");
    }
}

#[test]
fn rows_of_a_list_are_rows_of_the_table() {
    let paper = Forms::builtin().named("inventory").unwrap().fill(&sample()).unwrap();
    let tables = paper.blocks.iter().filter_map(|block| match block {
        Block::Table { widths, rows, .. } => Some((widths.len(), rows)),
        Block::Line { .. } => None,
    });
    let (columns, rows) = tables.into_iter().next().unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.len() == columns));
    assert_eq!(rows[1][0], [Run::Value("2".to_owned())]);
}

/// The archive opens again, its XML holds together, and the same paper is the same bytes.
#[test]
fn the_docx_opens_again_and_is_the_same_each_time() {
    let mut odd = sample();
    odd.set("案由", "甲 & 乙 <丙>\n丁\u{7}");
    for form in Forms::builtin().iter() {
        let paper = form.fill(&odd).unwrap();
        let bytes = docx::write(&paper).unwrap();
        assert_eq!(docx::write(&form.fill(&odd).unwrap()).unwrap(), bytes);
        let parts = parts(&bytes);
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[..3], ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
        for (name, xml) in &parts {
            let xml = std::str::from_utf8(xml).unwrap();
            let read = text(xml);
            if name == "word/document.xml" && paper.dropped.len() == 1 {
                assert!(read.contains("甲 &amp; 乙 &lt;丙&gt;/丁"), "{}", form.key);
            }
        }
        // What is written reads as a template without places.
        let again = template::read(&bytes, &Vocabulary::builtin()).unwrap();
        assert_eq!(again.fields().count(), 0);
    }
}

#[test]
fn what_a_form_closes_is_a_matter_of_the_rules() {
    let sets = NodeSet::builtin();
    for form in Forms::builtin().iter() {
        let Some(closes) = &form.closes else { continue };
        let node = sets.node(&closes.node);
        let node = node.unwrap_or_else(|| panic!("{}: no node {}", form.key, closes.node));
        let done = sets.key(&closes.happening).is_some_and(|key| node.done.contains(&key));
        assert!(done, "{}: {}", form.key, closes.happening);
    }
}

#[test]
fn a_form_that_does_not_hold_together_is_refused_with_its_place() {
    let good = r#"{"form": "a", "name": ["甲", "A"], "source": "民诉法251", "mark": "L", "asks": [["乙", "B"]], "blocks": [{"as": "title", "text": "{{乙}}"}, {"as": "table", "widths": [500, 500], "each": "查封", "rows": [["{{财产}}", ""]]}]}"#;
    assert!(Forms::load(&[("a.json", good)]).is_ok());
    let fault = |text: &str| {
        let error = Forms::load(&[("a.json", text)]).err().unwrap();
        assert_eq!(error.file, "a.json");
        (error.place, error.fault)
    };
    let cases = [
        (r#""a""#, r#""""#, "form", FormFault::NoKey),
        (r#""甲", "A""#, r#""甲""#, "name", FormFault::NoName),
        (r#""甲", "A""#, r#""甲", " ""#, "name", FormFault::NoName),
        (r#""乙", "B""#, r#""乙", """#, "asks[0]", FormFault::NoName),
        (
            r#"[["乙", "B"]]"#,
            r#"[["案号", "B"]]"#,
            "asks[0]",
            FormFault::Twice("案号".to_owned()),
        ),
        ("民诉法251", "", "source", FormFault::NoSource),
        (r#""L""#, r#""X""#, "mark", FormFault::NoMark),
        (
            "{{乙}}",
            "{{丙}}",
            "blocks[0].text",
            FormFault::UnknownField("丙".to_owned()),
        ),
        (
            "{{乙}}",
            "{{财产}}",
            "blocks[0].text",
            FormFault::UnknownField("财产".to_owned()),
        ),
        (
            "{{乙}}",
            "甲{{乙",
            "blocks[0].text",
            FormFault::Braces("甲{{乙".to_owned()),
        ),
        (
            "{{乙}}",
            "{{#查封}}",
            "blocks[0].text",
            FormFault::Braces("{{#查封}}".to_owned()),
        ),
        ("{{乙}}", " ", "blocks[0].text", FormFault::Empty),
        (
            "{{财产}}",
            "{{姓名}}",
            "blocks[1].rows[0][0]",
            FormFault::UnknownField("姓名".to_owned()),
        ),
        (
            r#""查封""#,
            r#""扣押""#,
            "blocks[1].each",
            FormFault::UnknownList("扣押".to_owned()),
        ),
        ("[500, 500]", "[500, 400]", "blocks[1].widths", FormFault::Columns),
        ("[500, 500]", "[1000]", "blocks[1].rows[0]", FormFault::Columns),
    ];
    for (old, new, place, expected) in cases {
        assert!(good.contains(old));
        assert_eq!(
            fault(&good.replacen(old, new, 1)),
            (place.to_owned(), expected),
            "{new}"
        );
    }
    for (old, new) in [(r#""title""#, r#""song""#), (r#""form""#, r#""farm""#), ("}]}", "}]")] {
        assert!(matches!(fault(&good.replacen(old, new, 1)), (place, FormFault::Unreadable(_)) if place.is_empty()));
    }
    let twice = Forms::load(&[("a.json", good), ("b.json", good)]).err().unwrap();
    assert_eq!(
        (twice.file.as_str(), twice.fault),
        ("b.json", FormFault::Twice("a".to_owned()))
    );
}

#[test]
fn a_file_is_named_by_form_and_case() {
    let name = docx::file_name("执行通知书", Some("（2026）豫1402执1号"));
    assert_eq!(name, "执行通知书 （2026）豫1402执1号.docx");
    assert_eq!(docx::file_name("a/b:c", None), "abc.docx");
}
