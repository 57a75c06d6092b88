//! Made-up case lists of any size, the same for the same size, for measuring.
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::{Value, json};

/// Small numbers that look random and are the same every time (Numerical Recipes' LCG).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let sides = from.len().max(1) as u64;
        from.get(self.roll(sides) as usize).copied().unwrap_or_default()
    }
}

const SURNAMES: [&str; 16] = [
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨",
];
const FIRMS: [&str; 8] = ["置业", "商贸", "农业", "建设", "物流", "食品", "机械", "科技"];
const CAUSES: [&str; 8] = [
    "买卖合同纠纷",
    "民间借贷纠纷",
    "金融借款合同纠纷",
    "建设工程施工合同纠纷",
    "劳动争议",
    "机动车交通事故责任纠纷",
    "离婚后财产纠纷",
    "租赁合同纠纷",
];
const BASES: [&str; 8] = [
    "民事判决书",
    "民事判决书",
    "民事调解书",
    "商事仲裁裁决书",
    "劳动仲裁裁决书",
    "公证债权文书",
    "支付令",
    "刑事判决涉财产部分",
];

/// Keys of a row, in the order of [`HEADINGS`].
const KEYS: [&str; 14] = [
    "case_number",
    "filed_on",
    "received_on",
    "source",
    "basis",
    "basis_doc_no",
    "cause",
    "applicant",
    "debtor",
    "claim_kind",
    "claim_amount_fen",
    "entrusted",
    "party_or_gov_organ",
    "handler",
];
/// Headings as a court's own list has them.
const HEADINGS: [&str; 14] = [
    "案号",
    "立案日期",
    "收案日期",
    "案件来源",
    "执行依据",
    "依据文号",
    "案由",
    "申请执行人",
    "被执行人",
    "标的种类",
    "申请标的额(元)",
    "是否受托",
    "是否涉党政机关",
    "承办人",
];

/// `count` rows as the objects a JavaScript program would keep.
pub fn rows(count: u32) -> Vec<Value> {
    let mut dice = Dice(20_220_429);
    (0..count).map(|index| row(index, &mut dice)).collect()
}

fn row(index: u32, dice: &mut Dice) -> Value {
    let year = 2023 + index % 4;
    let serial = 1 + index / 4;
    let month = 1 + dice.roll(if year == 2026 { 10 } else { 12 });
    let day = 1 + dice.roll(26);
    let person = |dice: &mut Dice| format!("{}某{}", dice.pick(&SURNAMES), dice.pick(&["甲", "乙", "丙", ""]));
    let firm = |dice: &mut Dice| format!("某{}{}有限公司", dice.pick(&SURNAMES), dice.pick(&FIRMS));
    let applicant = if dice.roll(3) == 0 { firm(dice) } else { person(dice) };
    let debtor = if dice.roll(2) == 0 { firm(dice) } else { person(dice) };
    json!({
        "case_number": format!("（{year}）豫14执{serial}号"),
        "filed_on": format!("{year}-{month:02}-{:02}", day + 1),
        "received_on": format!("{year}-{month:02}-{day:02}"),
        "source": dice.pick(&["网上立案", "现场立案", "移送执行"]),
        "basis": dice.pick(&BASES),
        "basis_doc_no": format!("（{}）豫14民初{}号", year - 1, 1 + dice.roll(5000)),
        "cause": dice.pick(&CAUSES),
        "applicant": applicant,
        "debtor": debtor,
        "claim_kind": dice.pick(&["金钱", "金钱", "金钱", "交付"]),
        "claim_amount_fen": 100 * (1000 + dice.roll(5_000_000)),
        "entrusted": if dice.roll(20) == 0 { "是" } else { "否" },
        "party_or_gov_organ": if dice.roll(30) == 0 { "是" } else { "否" },
        "handler": person(dice),
    })
}

/// The rows as an Excel file with the headings of a court's list.
///
/// # Errors
/// What rust_xlsxwriter refuses.
pub fn workbook(rows: &[Value]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("执行案件台账")?;
    let head = Format::new().set_bold();
    for (column, heading) in (0u16..).zip(HEADINGS) {
        sheet.write_with_format(0, column, heading, &head)?;
    }
    for (line, row) in (1u32..).zip(rows) {
        for (column, key) in (0u16..).zip(KEYS) {
            match &row[key] {
                Value::Number(fen) => {
                    sheet.write_number(line, column, fen.as_f64().unwrap_or_default() / 100.0)?;
                }
                value => {
                    sheet.write_string(line, column, value.as_str().unwrap_or_default())?;
                }
            }
        }
    }
    book.save_to_buffer()
}
