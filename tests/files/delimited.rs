//! From the bytes of a text to rows: encodings, quotation marks, line ends, lines below the list.
#![allow(clippy::unwrap_used)]

use files::hint::Hint;
use files::json;
use files::read::{self, Read};
use proptest::prelude::*;

const HEAD: &str = "案号,立案日期,申请执行人,被执行人,执行依据,标的额,承办人,备注";

fn number(n: u32) -> String {
    format!("（2023）豫1421执{n}号")
}

/// A row with a remark.
fn case(n: u32, remark: &str) -> String {
    format!("{},2023-05-15,甲{n},乙{n},民事判决书,{n}00,钱某,{remark}", number(n))
}

fn read(text: &str) -> Read {
    read::read_all(text.as_bytes(), None).unwrap()
}

fn code(bytes: &[u8]) -> &'static str {
    read::read_all(bytes, None).map_or_else(|error| error.code(), |_| "read")
}

/// Row numbers and case numbers, or codes.
fn brief(all: &Read) -> Vec<(u32, String)> {
    let brief = |row: &files::import::ImportRow| {
        let json = json::row(row, &all.layout);
        let number = json["values"]["case_number"].as_str().map(str::to_owned);
        (
            row.row,
            number.unwrap_or_else(|| json["code"].as_str().unwrap_or_default().to_owned()),
        )
    };
    all.rows.iter().map(brief).collect()
}

fn rows(numbers: &[(u32, u32)]) -> Vec<(u32, String)> {
    numbers.iter().map(|(row, n)| (*row, number(*n))).collect()
}

fn remark(all: &Read, at: usize) -> String {
    json::row(&all.rows[at], &all.layout)["values"]["remark"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Marks that quote nothing swallow no rows; marks that quote lines keep them together.
#[test]
fn stray_quotation_marks_swallow_no_rows() {
    for (first, last) in [
        ("\"重大", "\"信访"),
        ("\"重大", "信访\""),
        ("\"重大\"a", "\"b"),
        ("\"重大", "信访"),
    ] {
        let text = format!(
            "{HEAD}\n{}\n{}\n{}\n{}\n",
            case(1, first),
            case(2, ""),
            case(3, last),
            case(4, "")
        );
        let all = read(&text);
        assert_eq!(brief(&all), rows(&[(2, 1), (3, 2), (4, 3), (5, 4)]), "{first} {last}");
        assert!(all.rows[0].raw.hints.contains(&(7, Hint::StrayQuote)), "{first} {last}");
    }
    for (quoted, plain) in [
        ("\"一\n二\"", "一\n二"),
        ("\"一,\n二,三,\"\"四\"\"\"", "一,\n二,三,\"四\""),
        (
            "\"关联案件：\n（2022）豫14执2号\n（2022）豫14执3号\"",
            "关联案件：\n（2022）豫14执2号\n（2022）豫14执3号",
        ),
        ("\"他说\"好\"了\"", "他说\"好\"了"),
        ("身高5\"", "身高5\""),
        (" \"前有空格,\" ", "前有空格,"),
    ] {
        let all = read(&format!("{HEAD}\n{}\n{}\n", case(1, quoted), case(2, "")));
        assert_eq!(brief(&all), rows(&[(2, 1), (3, 2)]), "{quoted}");
        assert_eq!(remark(&all, 0), plain, "{quoted}");
    }
    let cut = format!("{HEAD}\n{}\n{}\n这一行没有完", case(1, ""), case(2, "\"第一行"));
    assert_eq!(code(cut.as_bytes()), "open_quote");
}

/// A mark in the first column, or one between names, does no harm either.
#[test]
fn stray_marks_anywhere_in_a_row() {
    let text = format!(
        "{HEAD}\n\"{}\n{}\n{}\n",
        case(1, ""),
        case(2, "").replace("甲2", "\"甲2"),
        case(3, "")
    );
    let all = read(&text);
    assert_eq!(brief(&all)[1..], rows(&[(3, 2), (4, 3)]));
    assert_eq!(brief(&all)[0].1, "bad_case_number");
}

/// Row numbers are those of a spreadsheet, whatever the lines end with.
#[test]
fn rows_are_counted_through_any_line_ends() {
    for end in ["\n", "\r\n", "\r", "\r\r\n"] {
        let text = [HEAD, &case(1, ""), &case(2, "\"一\n二\""), &case(3, "")].join(end);
        assert_eq!(brief(&read(&text)), rows(&[(2, 1), (3, 2), (4, 3)]), "{end:?}");
        let gap = [HEAD, &case(1, ""), "", &case(2, "")].join(end);
        if end != "\r\r\n" {
            assert_eq!(brief(&read(&gap)), rows(&[(2, 1), (4, 2)]), "{end:?}");
        }
    }
    let mixed = format!(
        "{HEAD}\r\n{}\n{}\r{}\r\r\n{}",
        case(1, ""),
        case(2, ""),
        case(3, ""),
        case(4, "")
    );
    assert_eq!(brief(&read(&mixed)), rows(&[(2, 1), (3, 2), (4, 3), (5, 4)]));
}

/// What keeps a text a text is taken off; what belongs to the text stays.
#[test]
fn marks_around_texts_are_taken_off() {
    for (field, plain) in [
        ("=\"甲\"", "甲"),
        ("=\"甲,乙\"", "甲,乙"),
        ("\"=\"\"甲\"\"\"", "甲"),
        ("'甲", "甲"),
        ("'甲'", "'甲'"),
        ("'=1+1", "=1+1"),
        ("''甲", "'甲"),
        ("\t甲", "甲"),
        ("\u{1f}甲\u{1f}", "甲"),
        ("\"\t甲\"", "甲"),
    ] {
        assert_eq!(
            remark(&read(&format!("{HEAD}\n{}\n", case(1, field))), 0),
            plain,
            "{field:?}"
        );
    }
}

/// A named separator, the mark of an old end, files copied behind each other.
#[test]
fn other_programs_leave_their_marks() {
    for separator in [";", "|", "\t", ","] {
        let body = format!("{HEAD}\r\n{}\r\n", case(1, "")).replace(',', separator);
        let all = read(&format!("\u{feff}sep={separator}\r\n{body}\u{1a}"));
        assert_eq!(brief(&all), rows(&[(3, 1)]), "{separator}");
    }
    let joined = format!("\u{feff}{HEAD}\n{}\n\u{feff}{HEAD}\n{}\n\0\0", case(1, ""), case(2, ""));
    assert_eq!(brief(&read(&joined)), rows(&[(2, 1), (4, 2)]));
    let quoted = format!(
        "\u{feff}{HEAD}\n{}\n\u{feff}\"案号\"{}\n{}\n",
        case(1, ""),
        &HEAD["案号".len()..],
        case(2, "")
    );
    assert_eq!(brief(&read(&quoted)), rows(&[(2, 1), (4, 2)]));
}

/// Broken bytes cost their characters, told by row; UTF-16 needs no mark.
#[test]
fn broken_bytes_cost_their_characters() {
    let text: String = (1..30).map(|n| format!("{}\n", case(n, "备注"))).collect();
    let text = format!("{HEAD}\n{text}");
    let (gbk, _, _) = encoding_rs::GB18030.encode(&text);
    for whole in [text.clone().into_bytes(), gbk.into_owned()] {
        let at = whole.iter().position(|b| *b == b'\n').unwrap() + 1;
        let end = at + whole[at..].iter().position(|b| *b == b'\n').unwrap();
        let mut bytes = whole.clone();
        bytes[end - 1] = 0xff;
        let all = read::read_all(&bytes, None).unwrap();
        assert_eq!(all.rows.len(), 29);
        let broken: Vec<u32> = all
            .rows
            .iter()
            .filter(|r| !r.raw.hints.is_empty())
            .map(|r| r.row)
            .collect();
        assert_eq!(broken, [2]);
        assert!(all.rows[0].raw.hints.contains(&(7, Hint::BrokenCharacter)));
        let cut = &whole[..whole.len() - 2];
        assert_eq!(read::read_all(cut, None).unwrap().rows.len(), 29);
    }
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let utf16: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
        assert_eq!(read::read_all(&utf16, None).unwrap().rows.len(), 29);
    }
}

/// Files of other kinds are called what they are.
#[test]
fn other_kinds_of_file_are_named() {
    let page = "<meta charset=utf-8><style>td{}</style><table><tr><td>案号</td></tr></table>";
    let utf16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(page.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, expected) in [
        (page.as_bytes().to_vec(), "web_page"),
        (format!("\u{feff}\r\n  <div>{page}").into_bytes(), "web_page"),
        (utf16, "web_page"),
        (
            b"From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n".to_vec(),
            "web_page",
        ),
        (
            b"<!-- made by a program -->\n<TABLE BORDER=1><TR><TD>".to_vec(),
            "web_page",
        ),
        (
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".to_vec(),
            "other_workbook",
        ),
        (b"\xef\xbb\xbf".to_vec(), "empty"),
        (b"\x1a".to_vec(), "empty"),
        (b"\xff\xfe".to_vec(), "empty"),
    ] {
        assert_eq!(code(&bytes), expected, "{:?}", String::from_utf8_lossy(&bytes));
    }
}

/// Lines below the list are no cases; a line with a case number is one, whatever else it says.
#[test]
fn lines_below_the_list_are_no_cases() {
    for line in [
        "以上共计2件",
        "合计：2件",
        "填报人：赵某　审核人：周某　填报日期：2023年6月1日",
        "第1页",
        "第 1 页 / 共 3 页",
        "共2件",
        "共 2 页",
        "- 1 -",
        "制表日期：2023-06-01",
        "报送单位：某县人民法院",
        "打印时间：2023-06-01",
        "以下空白",
        "（以下无正文）",
        "注：以上均为实数",
        "总计",
        "数据来源：某系统",
        "统计日期：2023-06-01",
        "本页小计",
        "负责人：某",
    ] {
        let below = format!("{HEAD}\n{}\n{line}\n,,,,,,,\n,{line},,,,,,\n", case(1, ""));
        assert_eq!(brief(&read(&below)), rows(&[(2, 1)]), "{line}");
    }
    for line in [
        "合计（2023）豫1421执2号",
        "2023豫1421执2",
        "共有人案",
        "第三人异议",
        "合计部分案件",
    ] {
        let kept = format!("{HEAD}\n{}\n{line},2023-05-15,甲,乙,,,,\n", case(1, ""));
        assert_eq!(brief(&read(&kept)).len(), 2, "{line}");
    }
    let elsewhere = format!("{HEAD}\n{}\n合计,2023-05-15,{},乙,,,,\n", case(1, ""), number(2));
    assert_eq!(brief(&read(&elsewhere)).len(), 2);
}

proptest! {
    /// Any text is cut into rows or refused, and any list comes back from the csv another program writes.
    #[test]
    fn any_remark_comes_back(remarks in proptest::collection::vec("[一二a,;\"\n\r '=]{0,12}", 1..6)) {
        let mut out = csv::WriterBuilder::new().from_writer(Vec::new());
        out.write_record(HEAD.split(',')).unwrap();
        for (n, remark) in (1..).zip(&remarks) {
            let line = case(n, "");
            let mut fields: Vec<&str> = line.split(',').collect();
            fields[7] = remark;
            out.write_record(&fields).unwrap();
        }
        let all = read::read_all(&out.into_inner().unwrap(), None).unwrap();
        prop_assert_eq!(all.rows.len(), remarks.len());
        for (row, remark) in all.rows.iter().zip(&remarks) {
            let kept = row.raw.cell(7).shown();
            // Marks that keep a text a text are taken off.
            if !remark.starts_with(['\'', '=']) {
                prop_assert_eq!(&kept, remark);
            }
        }
    }
}
