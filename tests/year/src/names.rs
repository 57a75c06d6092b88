//! Names of people, parties and things.

const SURNAMES: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "梁", "宋", "郑", "谢",
];
const GIVEN: [&str; 20] = [
    "建国", "晓燕", "志强", "丽华", "国庆", "海涛", "秀英", "文博", "雪梅", "俊杰", "红霞", "永刚", "佳宁", "德胜",
    "春玲", "立新", "思远", "桂兰", "振宇", "慧敏",
];
const TRADES: [&str; 8] = ["商贸", "建筑工程", "置业", "农业科技", "物流", "食品", "机械", "纺织"];
const PLACES: [&str; 8] = ["梁园", "睢阳", "永城", "夏邑", "虞城", "柘城", "宁陵", "民权"];
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
    let turn = at / SURNAMES.len();
    format!("{}{}", of(&SURNAMES, at), of(&GIVEN, at + turn))
}

/// A company; the first 64 differ.
pub fn company(at: usize) -> String {
    format!("{}某{}有限公司", of(&PLACES, at), of(&TRADES, at / PLACES.len()))
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
        "deposit" => format!("中国银行{place}支行账户尾号{at:05}"),
        "movable" => format!("豫N{at:05}小型轿车"),
        "immovable" => format!("{place}区团结路{at}号房产"),
        _ => format!("{place}某公司第{at}号股权"),
    }
}
