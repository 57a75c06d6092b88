//! Names of people, parties and things. Nobody bears such a name, and that is to be seen: people are named by the sixty
//! pairs of stems and branches, firms and places are examples.

const SURNAMES: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "梁", "宋", "郑", "谢",
];
const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
const BRANCHES: [&str; 12] = ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"];
const TRADES: [&str; 8] = ["商贸", "建筑工程", "置业", "农业科技", "物流", "食品", "机械", "纺织"];
const PLACES: [&str; 8] = [
    "示例一",
    "示例二",
    "示例三",
    "示例四",
    "示例五",
    "示例六",
    "示例七",
    "示例八",
];
const CAUSES: [&str; 6] = [
    "民间借贷纠纷",
    "买卖合同纠纷",
    "建设工程施工合同纠纷",
    "金融借款合同纠纷",
    "机动车交通事故责任纠纷",
    "房屋租赁合同纠纷",
];

fn of<'t>(texts: &[&'t str], at: usize) -> &'t str {
    texts.get(at % texts.len().max(1)).copied().unwrap_or_default()
}

/// The name of a person; the first 480 differ.
pub fn person(at: usize) -> String {
    let pair = at / SURNAMES.len() * 3 + at % SURNAMES.len();
    format!("{}{}{}", of(&SURNAMES, at), of(&STEMS, pair), of(&BRANCHES, pair))
}

/// A company; the first 64 differ.
pub fn company(at: usize) -> String {
    format!("{}{}有限公司", of(&PLACES, at), of(&TRADES, at / PLACES.len()))
}

/// An organ of government.
pub fn organ(at: usize) -> String {
    format!("{}区自然资源局", of(&PLACES, at))
}

/// The cause of a case.
pub fn cause(at: usize) -> &'static str {
    of(&CAUSES, at)
}

/// A thing that can be seized, by how long that lasts; no two are alike.
pub fn asset(measure: &str, at: usize) -> String {
    let place = of(&PLACES, at);
    match measure {
        "deposit" => format!("{place}银行账户尾号{at:05}"),
        "movable" => format!("示A{at:05}小型轿车"),
        "immovable" => format!("{place}区样板路{at}号房产"),
        _ => format!("{place}公司第{at}号股权"),
    }
}

/// Who assists with what is seized.
pub fn office(measure: &str) -> &'static str {
    match measure {
        "deposit" => "示例银行",
        "movable" => "示例市车辆管理所",
        "immovable" => "示例市不动产登记中心",
        _ => "示例市市场监督管理局",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn nobody_shares_a_name() {
        assert_eq!((0..480).map(person).collect::<BTreeSet<_>>().len(), 480);
        assert_eq!((0..64).map(company).collect::<BTreeSet<_>>().len(), 64);
    }
}
