//! The names a form or a template may use for its places.
use std::collections::BTreeSet;

/// What is known of a case or of the court, each with its English name. A name that ends in 大写 and the two sides follow
/// from others, unless they are given ([`super::Fill::value`]).
pub const FIELDS: [(&str, &str); 31] = [
    ("法院", "Court"),
    ("法院地址", "Address of the court"),
    ("联系电话", "Phone of the court"),
    ("承办人", "Handler"),
    ("书记员", "Clerk"),
    ("办理团队", "Team"),
    ("案款户名", "Name of the account for case money"),
    ("案款开户行", "Bank of the account for case money"),
    ("案款账号", "Number of the account for case money"),
    ("今日", "Today"),
    ("落款日期", "Date at the foot, in numerals"),
    ("案号", "Case number"),
    ("文书号", "Number of the document"),
    ("案由", "Cause"),
    ("案件来源", "Source of the case"),
    ("收案日期", "Application received on"),
    ("立案日期", "Filed on"),
    ("结案日期", "Closed on"),
    ("申请执行人", "Applicants"),
    ("被执行人", "Debtors"),
    ("第三人", "Third persons"),
    ("执行依据文号", "Number of the basis"),
    ("作出单位", "Issuer of the basis"),
    ("执行依据生效日期", "Basis in effect from"),
    ("申请执行标的额", "Amount claimed"),
    ("申请执行标的额大写", "Amount claimed, in capitals"),
    ("到位金额", "Amount recovered"),
    ("到位金额大写", "Amount recovered, in capitals"),
    ("执行费", "Enforcement fee"),
    ("执行费大写", "Enforcement fee, in capitals"),
    ("备注", "Remark"),
];

/// What is known of each party.
const PARTY: [&str; 8] = ["序号", "姓名", "身份证号", "住址", "电话", "代理人", "诉讼地位", "备注"];
/// What is known of each seizure, and what an inventory adds.
const SEIZURE: [&str; 19] = [
    "序号",
    "本项案号",
    "财产",
    "证号",
    "措施",
    "权利人",
    "轮候顺位",
    "生效日期",
    "届满日期",
    "解除日期",
    "冻结金额",
    "保管人",
    "文书号",
    "型号",
    "数量",
    "单位",
    "状况",
    "存放地点",
    "备注",
];
/// The courts' teams of a bulletin, and its nodes.
pub(super) const BULLETIN_UNITS: (&str, &[&str]) = (
    "通报单位",
    &[
        "法院代码",
        "团队",
        "收案",
        "结案",
        "未结",
        "应办",
        "按期",
        "逾期",
        "期内超期",
        "已说明",
        "已认可",
    ],
);
/// As above.
pub(super) const BULLETIN_NODES: (&str, &[&str]) = ("通报节点", &["依据", "节点", "应办", "按期", "逾期"]);
/// What lies in a volume of the dossier.
pub(super) const VOLUME: (&str, &[&str]) = ("卷内材料", &["序号", "目录", "材料名称", "材料日期", "页数", "页次"]);
/// The lists, each with the fields of its rows.
const LISTS: [(&str, &[&str]); 8] = [
    ("当事人", &PARTY),
    ("申请执行人", &PARTY),
    ("被执行人", &PARTY),
    ("第三人", &PARTY),
    ("查封", &SEIZURE),
    BULLETIN_UNITS,
    BULLETIN_NODES,
    VOLUME,
];
/// The name of a party, in its row.
pub(super) const NAME: &str = "姓名";
/// The number of a row, counted from 1.
pub(super) const ROW_NUMBER: &str = "序号";

/// The fields of the rows of a list; nothing if there is no such list.
#[must_use]
pub fn of_list(list: &str) -> Option<&'static [&'static str]> {
    LISTS.iter().find(|(name, _)| *name == list).map(|(_, fields)| *fields)
}

/// The names of the lists.
pub fn lists() -> impl Iterator<Item = &'static str> {
    LISTS.iter().map(|(name, _)| *name)
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The name of the field.
    pub field: String,
    /// It is told of each row of the list around it, not of the case.
    pub in_row: bool,
}

/// The fields that may be used: those of a case, and those a form or a court adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    added: BTreeSet<String>,
}

impl Vocabulary {
    /// The fields of a case.
    #[must_use]
    pub fn builtin() -> Vocabulary {
        Vocabulary::default()
    }

    /// Takes more fields: they are asked of the person who makes the document.
    #[must_use]
    pub fn with<'f>(mut self, fields: impl IntoIterator<Item = &'f str>) -> Vocabulary {
        self.added.extend(fields.into_iter().map(str::to_owned));
        self
    }

    /// What was added.
    pub(super) fn added(&self) -> impl Iterator<Item = &str> {
        self.added.iter().map(String::as_str)
    }

    /// Whether a field is known outside of lists.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        FIELDS.iter().any(|(name, _)| *name == field) || self.added.contains(field)
    }

    /// Finds a field, first among those of the rows around it: a party without a phone must not get that of the court.
    pub(super) fn place(&self, field: &str, list: Option<&str>) -> Option<Place> {
        let in_row = list.and_then(of_list).is_some_and(|fields| fields.contains(&field));
        let field = field.to_owned();
        (in_row || self.has(&field)).then_some(Place { field, in_row })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_one_name_in_each_language() {
        for (at, (zh, en)) in FIELDS.iter().enumerate() {
            assert!(!zh.is_empty() && !en.is_empty());
            assert!(FIELDS[..at].iter().all(|(z, e)| z != zh && e != en), "{zh}");
        }
    }

    #[test]
    fn a_field_of_a_row_is_not_taken_from_the_case() {
        let words = Vocabulary::builtin().with(["应到时间"]);
        let of_row = words.place("备注", Some("被执行人"));
        assert!(of_row.is_some_and(|place| place.in_row));
        assert!(words.place("备注", None).is_some_and(|place| !place.in_row));
        assert!(words.place("案号", Some("查封")).is_some_and(|place| !place.in_row));
        assert!(words.place("姓名", None).is_none());
        assert!(words.has("应到时间") && !Vocabulary::builtin().has("应到时间"));
    }
}
