//! Case numbers, and the texts a court imports: notices, calendars, rule sets, receipts.
use casebook::rules::{Rules, key_of};
use law::calendar::{Calendar, YearNotice};
use law::case_number;
use law::nodes::NodeSet;
use law::receipt;
use law::triage::TriageRules;

use super::Target;

fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

fn texts(all: &[&str]) -> Vec<Vec<u8>> {
    all.iter().map(|t| t.as_bytes().to_vec()).collect()
}

/// Case numbers as people and systems write them.
pub const CASE_NUMBER: Target = Target {
    name: "case-number",
    seeds: || {
        texts(&[
            "（2026）豫14执1号",
            "(2022)豫1403执恢12号之一",
            "（2023）最高法执复3号",
            "〔2021〕豫14执保7号",
        ])
    },
    run: |bytes| {
        let Ok(read) = case_number::parse(&text(bytes)) else {
            return false;
        };
        let again = case_number::parse(&read.normal);
        assert_eq!(
            again.as_ref(),
            Ok(&read),
            "the one right way is read as the same number"
        );
        true
    },
};

const NOTICE_TEXT: &str = r#"{"year": 2027, "numbers": ["国办发明电〔2026〕9号"], "off": "元旦 0101-0103, 春节 0205-0212, 清明节 0404-0406, 劳动节 0501-0505, 端午节 0609, 中秋节 0915, 国庆节 1001-1007", "work": "春节 0130, 春节 0214, 国庆节 0926, 国庆节 1010"}"#;
const NOTICE_DAYS: &str = r#"{"year": 2028, "numbers": ["x"], "title": "t", "mark": "P", "page": "p", "off": {"2028-01-01": "元旦", "2028-10-01": "国庆节"}, "work": {"2028-01-08": "元旦"}}"#;

/// A year's notice.
pub const NOTICE: Target = Target {
    name: "notice",
    seeds: || texts(&[NOTICE_TEXT, NOTICE_DAYS]),
    run: |bytes| {
        let Ok(notice) = YearNotice::parse(&text(bytes)) else {
            return false;
        };
        let _ = Calendar::builtin().with_year(notice);
        let own = [(key_of(&text(bytes)).unwrap_or_default(), text(bytes).into_owned())];
        let _ = Rules::of(&own);
        let _ = Rules::of_readable(&own);
        true
    },
};

/// A whole calendar.
pub const CALENDAR: Target = Target {
    name: "calendar",
    seeds: || texts(&[include_str!("../../../../rules/calendar.json")]),
    run: |bytes| match Calendar::parse(&text(bytes)) {
        Ok(calendar) => {
            let (first, last) = calendar.span();
            for day in [first, last].into_iter().chain(first.pred_opt()).chain(last.succ_opt()) {
                let _ = (calendar.is_working(day), calendar.day(day));
            }
            true
        }
        Err(_) => false,
    },
};

/// A court's triage set.
pub const TRIAGE_SET: Target = Target {
    name: "triage-set",
    seeds: || {
        texts(&[
            include_str!("../../../../rules/triage-shangqiu.json"),
            include_str!("../../../../rules/triage-pengshui.json"),
            include_str!("../../../../rules/triage-fengshun.json"),
        ])
    },
    run: |bytes| {
        let _ = key_of(&text(bytes));
        match TriageRules::parse(&text(bytes)) {
            Ok(rules) => TriageRules::parse(rules.text()).is_ok_and(|again| again.hash() == rules.hash()),
            Err(_) => false,
        }
    },
};

/// A court's node table, on top of the national one.
pub const NODE_SET: Target = Target {
    name: "node-set",
    seeds: || {
        texts(&[
            include_str!("../../../../rules/nodes-plan.json"),
            include_str!("../../../../rules/nodes-pengshui.json"),
        ])
    },
    run: |bytes| NodeSet::beside_national(&[&text(bytes)]).is_ok(),
};

/// A receipt to replay.
pub const RECEIPT: Target = Target {
    name: "receipt",
    seeds: || {
        let all = include_str!("../../../data/receipts_v1.jsonl");
        all.lines()
            .filter(|l| receipt::replay(l).is_ok())
            .take(12)
            .map(|l| l.as_bytes().to_vec())
            .collect()
    },
    run: |bytes| receipt::replay(&text(bytes)).is_ok(),
};
