//! Prints how long the case book takes for 100,000 cases (or as many as the first argument says):
//! `cargo run --profile release --example casebook_100k`. Prints only; nothing is judged here.
#![allow(clippy::panic)]
use std::hint::black_box;
use std::time::Instant;

use casebook::CaseId;
use casebook::action::{Action, Imported};
use casebook::book::{Book, BookError};
use casebook::clock::DeviceId;
use casebook::draft::{Author, Draft};
use casebook::field::{Field, Value};
use casebook::query::{Query, Sort};
use casebook::rules::Rules;
use chrono::{Days, NaiveDate};
use law::money::Fen;

const SURNAMES: [&str; 12] = ["张", "王", "李", "赵", "钱", "孙", "周", "吴", "郑", "曾", "单", "欧阳"];
const GIVEN: [&str; 14] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛",
];
const FIRMS: [&str; 6] = [
    "置业有限公司",
    "建设集团有限公司",
    "村镇银行",
    "商贸有限公司",
    "物流有限公司",
    "农业合作社",
];
const CAUSES: [&str; 5] = [
    "民间借贷纠纷",
    "建设工程施工合同纠纷",
    "金融借款合同纠纷",
    "买卖合同纠纷",
    "劳动争议",
];

fn party(n: u64) -> String {
    let pick = |list: &[&'static str], n: u64| list[(n % list.len() as u64) as usize];
    if n.is_multiple_of(3) {
        return format!(
            "商丘市{}{}{}",
            pick(&GIVEN, n / 3),
            pick(&GIVEN, n / 42),
            pick(&FIRMS, n / 7)
        );
    }
    format!(
        "{}{}{}",
        pick(&SURNAMES, n),
        pick(&GIVEN, n / 12),
        pick(&GIVEN, n / 168)
    )
}

fn case(n: u64) -> (CaseId, Action) {
    let mut id = [1; 16];
    id[8..].copy_from_slice(&n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    let mixed = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let filed = NaiveDate::from_ymd_opt(2016, 1, 4).unwrap_or_default() + Days::new(mixed % 3_900);
    let text = |text: &str| Value::Text(text.to_owned());
    let fields = vec![
        (
            Field::CASE_NUMBER,
            Value::Text(format!("（{}）豫14执{}号", filed.format("%Y"), n + 1)),
        ),
        (Field::FILED_ON, Value::Date(filed)),
        (Field::RECEIVED_ON, Value::Date(filed - Days::new(mixed % 7))),
        (Field::SOURCE, text("网上立案")),
        (Field::BASIS_TYPE, text("civil_judgment")),
        (
            Field::BASIS_DOC_NO,
            Value::Text(format!("（2021）豫14民初{}号", mixed % 9_000)),
        ),
        (Field::BASIS_ISSUER, text("商丘市中级人民法院")),
        (Field::CAUSE, text(CAUSES[(mixed % 5) as usize])),
        (Field::APPLICANT, Value::Text(party(mixed))),
        (Field::DEBTOR, Value::Text(party(mixed / 7 + 1))),
        (Field::CLAIM_KIND, text("money")),
        (Field::CLAIM_AMOUNT, Value::Fen(Fen((mixed % 90_000_000) as i64 + 1))),
        (Field::FROZEN_AMOUNT, Value::Fen(Fen((mixed % 1_000_000) as i64))),
        (Field::ENTRUSTED, Value::Bool(false)),
        (Field::FOREIGN_RELATED, Value::Bool(false)),
        (Field::PARTY_OR_GOV_ORGAN, Value::Bool(n.is_multiple_of(50))),
        (Field::FILING_DATA_OK, Value::Bool(true)),
        (Field::HANDLER, Value::Text(format!("{}某", party(mixed % 40)))),
    ];
    (
        id,
        Action::Imported(Box::new(Imported {
            file: "ledger.xlsx".into(),
            row: n as u32 + 2,
            fields,
            ..Imported::default()
        })),
    )
}

fn rules() -> Box<Rules> {
    match Rules::of(&[]) {
        Ok(rules) => Box::new(rules),
        Err(error) => panic!("the rules built in: {error}"),
    }
}

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    println!("{what:<44} {:>9.2} ms", start.elapsed().as_secs_f64() * 1_000.0);
    result
}

fn main() -> Result<(), BookError> {
    let count = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let mut book = Book::new(rules(), today);
    let actions = timed("make the rows", || (0..count).map(case).collect::<Vec<_>>());
    let mut draft = Draft::new(&book, DeviceId(1), Author::default(), 1);
    timed("import: actions to events in packs", || {
        let mut actions = actions.into_iter().peekable();
        while actions.peek().is_some() {
            draft.add(&book, actions.by_ref().take(2_000).collect(), 1)?;
        }
        Ok::<_, BookError>(())
    })?;
    let packs = timed("import: last pack", || draft.finish());
    let size: usize = packs.iter().map(|pack| pack.bytes.len()).sum();
    println!(
        "{} packs, {:.1} MB, {} bytes a case",
        packs.len(),
        size as f64 / 1e6,
        size / count as usize
    );
    timed("import: take the packs into the book", || {
        packs.iter().try_for_each(|pack| book.take(&pack.bytes).map(|_| ()))
    })?;
    let snapshot = timed("snapshot: write", || book.snapshot(true));
    let size: usize = snapshot.chunks.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() + snapshot.head.len();
    println!(
        "{} chunks, {:.1} MB, {} bytes a case",
        snapshot.count,
        size as f64 / 1e6,
        size / count as usize
    );
    let chunks = snapshot.chunks.iter().map(|(_, bytes)| bytes);
    let mut book = timed("snapshot: open", || Book::open(&snapshot.head, chunks, rules(), today))?;
    timed("first list (sort by next due)", || {
        black_box(book.rows(&Query::default(), 0, 60))
    })?;
    for sort in [Sort::Applicant, Sort::CaseNumber, Sort::Handler, Sort::Amount] {
        let query = Query {
            sort,
            ..Query::default()
        };
        timed(&format!("sort by {sort:?}, first window"), || {
            black_box(book.rows(&query, 0, 60))
        })?;
    }
    for text in ["1", "张", "zw", "豫14执123", "银行 民间", "nowhere"] {
        let query = Query {
            text: text.to_owned(),
            sort: Sort::Amount,
            ..Query::default()
        };
        let page = timed(&format!("search {text:?}"), || book.rows(&query, 0, 60))?;
        println!("    {} found", page.total);
    }
    let state = Query {
        state: Some(2),
        sort: Sort::Amount,
        ..Query::default()
    };
    timed("filter by state", || black_box(book.rows(&state, 0, 60)))?;
    timed("summary", || black_box(book.summary()));
    timed("judge every case again", || book.set_judge(rules()))?;
    let (id, _) = case(77);
    let mut draft = Draft::new(&book, DeviceId(1), Author::default(), 2);
    draft.add(
        &book,
        vec![(id, Action::Set(vec![(Field::HANDLER, Value::Text("别人".to_owned()))]))],
        2,
    )?;
    let packs = draft.finish();
    timed("one edit", || {
        packs.iter().try_for_each(|pack| book.take(&pack.bytes).map(|_| ()))
    })?;
    timed("list after it", || black_box(book.rows(&Query::default(), 0, 60)))?;
    Ok(())
}
