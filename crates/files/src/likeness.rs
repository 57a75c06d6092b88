//! Headings that are nearly a column's name: one word more, words in another order, pinyin initials.
use std::collections::HashMap;
use std::sync::LazyLock;

use super::column::{COLUMNS, Column, Kind};
use casebook::normal::initials;

/// Words that make a heading another matter: an applicant's address is not the applicant.
const OTHER_MATTER: &[&str] = &[
    "地址",
    "住所",
    "电话",
    "手机",
    "联系",
    "证件",
    "身份证",
    "证号",
    "账号",
    "账户",
    "代码",
    "性别",
    "年龄",
    "代理",
    "代表",
    "人数",
    "比例",
    "率",
    "义务",
    "履行",
    "状态",
    "类型",
    "性质",
    "户籍",
    "下落",
    "职业",
    "信用",
    "负责",
    "担保",
    "一审",
    "二审",
    "再审",
    "首执",
    "诉前",
    "诉讼案",
    "审判",
    "民事案",
    "刑事案",
    "关联",
    "前案",
    "旧",
    "另案",
    "异议",
    "发布",
    "到期",
    "届满",
    "截止",
    "行为",
    "情形",
    "部分",
    "具体",
    "配偶",
    "妻",
    "丈夫",
    "民族",
    "财产",
    "开户",
    "职务",
    "身份",
    "微信",
    "邮箱",
    "意见",
    "到庭",
    "信访",
    "收款",
    "国籍",
    "学历",
    "住址",
    "党员",
    "征信",
    "关系",
    "签收",
    "送达",
];
/// Words that say a thing has not happened, or not wholly: 未到位金额 is not 到位金额.
const NOT_YET: [&str; 11] = ["未", "尚", "拟", "应", "预", "剩", "欠", "余", "限", "解除", "解冻"];
/// Words by which a heading asks for yes or no: the answer is no name, day or amount.
const ASKING: [&str; 4] = ["是否", "有无", "有否", "能否"];
/// Words that turn the question of a heading round.
const TURNED: [&str; 3] = ["非", "不", "无"];
/// Words that make a heading another matter than one column only.
const AGAINST: &[(&str, &[&str])] = &[
    (
        "filed_on",
        &[
            "诉讼", "首次", "保全", "破产", "公安", "信访", "原审", "审理", "仲裁", "撤案", "民事", "刑事", "行政",
            "监督",
        ],
    ),
    ("closed_on", &["诉讼", "首次", "保全", "破产", "原审", "仲裁", "审理"]),
    (
        "received_on",
        &["诉讼", "保全", "破产", "评估", "拍卖", "法官", "承办", "团队"],
    ),
    ("debtor", &["单位", "法定", "股东"]),
    (
        "claim_amount_fen",
        &[
            "已",
            "到位",
            "冻结",
            "执结",
            "履行",
            "清偿",
            "案款",
            "费",
            "评估",
            "拍卖",
            "保证金",
            "回款",
            "扣划",
            "发放",
            "放弃",
            "减少",
            "抵债",
            "结案",
            "实际",
            "利息",
            "罚",
            "违约金",
            "免除",
            "和解",
            "诉讼",
            "起诉",
        ],
    ),
    ("claim_kind", &["已", "到位"]),
    ("recovered_amount_fen", &["冻结", "案款"]),
    (
        "case_number",
        &["原", "诉", "保全", "依据", "文书", "被", "上诉", "案款"],
    ),
    ("applicant", &["被", "单位", "法定", "股东"]),
    ("cause", &["结案", "终本", "事由", "理由"]),
];
/// Names of two characters that are telling even as a part of a heading.
const SHORT: [&str; 4] = ["案号", "案由", "涉外", "受托"];
/// Characters a heading may have beyond a name whose characters it holds in another order.
const EXTRA_MAX: usize = 3;
/// Words written in two ways, and the way names have them.
const WRITINGS: [(&str, &str); 4] = [("做出", "作出"), ("帐", "账"), ("標", "标"), ("号码", "号")];

/// Words in an upper row of a heading that make all below it another matter.
const ABOVE: [&str; 12] = [
    "代理", "代表", "联系", "证件", "一审", "二审", "再审", "首执", "审判", "担保", "异议", "案外",
];

/// A word above a heading makes it another matter: 申请标的 below 到位情况.
#[must_use]
pub fn differs_above(column: &Column, name: &str, above: &str) -> bool {
    // 标的及到位情况 heads both amounts.
    let against = if above.contains("标的") {
        &[][..]
    } else {
        against(column)
    };
    let mut words = ABOVE.iter().chain(against).filter(|word| **word != "履行");
    words.any(|word| above.contains(word) && !name.contains(word))
}

fn against(column: &Column) -> &'static [&'static str] {
    let found = AGAINST.iter().find(|(key, _)| *key == column.key);
    found.map_or(&[], |(_, words)| *words)
}

/// A word stands in the whole heading, and not in the name it is read by, that makes it another matter.
#[must_use]
pub fn differs(column: &Column, name: &str, whole: &str) -> bool {
    let other_answer: &[&str] = match column.kind {
        Kind::YesNo => &TURNED,
        _ => &ASKING,
    };
    let mut words = OTHER_MATTER
        .iter()
        .chain(&NOT_YET)
        .chain(against(column))
        .chain(other_answer);
    words.any(|word| whole.contains(word) && !name.contains(word))
}

/// The column a reading of a heading is like, if one is clearly the nearest; `fits` refuses those whose name leaves
/// out what changes the meaning.
#[must_use]
pub fn find(reading: &str, fits: impl Fn(&'static Column, &str) -> bool) -> Option<&'static Column> {
    if reading.is_ascii() {
        return INITIALS.get(reading).copied().flatten();
    }
    let mut reading = reading.to_owned();
    for (other, usual) in WRITINGS {
        reading = reading.replace(other, usual);
    }
    if let Some(column) = super::heading::by_name(&reading) {
        return fits(column, &reading).then_some(column);
    }
    let mut best: Option<(usize, &'static Column)> = None;
    let mut tie = false;
    for column in COLUMNS.iter() {
        let longest = names(column)
            .filter(|name| is_like(name, &reading))
            .max_by_key(|name| name.chars().count());
        let Some(name) = longest.filter(|name| fits(column, name)) else {
            continue;
        };
        let length = name.chars().count();
        match best {
            Some((most, _)) if most > length => {}
            Some((most, _)) if most == length => tie = true,
            _ => (best, tie) = (Some((length, column)), false),
        }
    }
    best.filter(|_| !tie).map(|(_, column)| column)
}

/// The Chinese names of a column.
fn names(column: &'static Column) -> impl Iterator<Item = &'static str> {
    std::iter::once(column.zh)
        .chain(column.also.split(' '))
        .filter(|name| !name.is_empty() && !name.is_ascii())
}

/// The name stands in the heading, or its characters do in another order with few others.
fn is_like(name: &str, heading: &str) -> bool {
    let length = name.chars().count();
    let telling = length >= 3 || SHORT.contains(&name);
    if telling && heading.contains(name) {
        return true;
    }
    let surplus = heading.chars().count().checked_sub(length);
    if length < 4 || surplus.is_none_or(|more| more > EXTRA_MAX) {
        return false;
    }
    let mut left: Vec<char> = heading.chars().collect();
    name.chars().all(|c| {
        left.iter()
            .position(|l| *l == c)
            .map(|at| left.swap_remove(at))
            .is_some()
    })
}

/// Pinyin initials of the names (AH, LARQ); none where two columns have the same ones.
static INITIALS: LazyLock<HashMap<String, Option<&'static Column>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Option<&'static Column>> = HashMap::new();
    for column in COLUMNS.iter() {
        for name in names(column) {
            let letters = initials(name, '|');
            for letters in letters.split('|').filter(|l| l.len() >= 2) {
                let slot = all.entry(letters.to_owned()).or_insert(Some(column));
                if slot.is_some_and(|other| other != column) {
                    *slot = None;
                }
            }
        }
    }
    all
});
