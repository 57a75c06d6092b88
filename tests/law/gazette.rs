//! The State Council's notice is read as it is published.
#![allow(clippy::unwrap_used)]
use casebook::rules::key_of;
use chrono::{Datelike, NaiveDate};
use law::calendar::{Calendar, NoticeError, YearNotice, gazette, is_gazette};

/// The arrangement of 2025 as it was published (国办发明电〔2024〕12号).
const YEAR_2025: &str = "国务院办公厅关于2025年\n部分节假日安排的通知\n国办发明电〔2024〕12号\n\
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n\
根据2024年11月10日公布的《国务院关于修改〈全国年节及纪念日放假办法〉的决定》，经国务院批准，现将2025年元旦、春节、清明节、劳动节、\
端午节、国庆节和中秋节放假调休日期的具体安排通知如下。\n\
一、元旦：1月1日（周三）放假1天，不调休。\n\
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。\n\
三、清明节：4月4日（周五）至6日（周日）放假，共3天。\n\
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。\n\
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。\n\
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。\n\
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。\n国务院办公厅\n2024年11月12日";

#[test]
fn the_published_text_of_a_year_says_the_days_of_the_built_in_calendar() {
    assert!(is_gazette(YEAR_2025));
    let read = gazette(YEAR_2025).unwrap();
    let known = Calendar::builtin().notice(2025).unwrap();
    assert_eq!((read.year, &read.numbers), (2025, &known.numbers));
    assert_eq!(read.off, known.off);
    assert_eq!(read.work, known.work);
}

#[test]
fn what_was_read_is_a_rule_text_that_can_be_put_in_force() {
    let read = gazette(YEAR_2025).unwrap();
    let text = read.to_text();
    assert_eq!(key_of(&text).as_deref(), Some("notice-2025"));
    let again = YearNotice::parse(&text).unwrap();
    assert_eq!((&again.off, &again.work), (&read.off, &read.work));
    assert!(Calendar::builtin().with_year(again).is_ok());
}

#[test]
fn a_text_that_is_no_notice_is_refused_with_what_is_wrong() {
    let cases = [
        ("一、元旦：1月1日放假。", "not_readable"),
        ("关于2027年部分节假日安排的通知", "empty"),
        ("关于2027年部分节假日安排的通知\n一、元旦：13月1日放假。", "bad_date"),
        (
            "关于2027年部分节假日安排的通知\n一、元旦：1月3日至1日放假。",
            "bad_date",
        ),
        ("关于2027年部分节假日安排的通知\n一、元旦：1日放假。", "bad_date"),
        ("", "not_readable"),
    ];
    for (text, code) in cases {
        assert_eq!(gazette(text).as_ref().map_err(NoticeError::code), Err(code), "{text}");
    }
    assert!(!is_gazette("{\"year\": 2027, \"off\": \"元旦 0101\"} 放假 1日"));
}

/// One holiday of 2027 as a sentence, and the days off and worked in January.
fn january(sentence: &str) -> Result<(Vec<u32>, Vec<u32>), &'static str> {
    let text = format!(
        "国务院办公厅关于2027年部分节假日安排的通知\n国办发明电〔2026〕9号\n一、元旦：{sentence}\n2026年11月9日"
    );
    let read = gazette(&text).map_err(|error| error.code())?;
    let days = |days: &[(NaiveDate, String)]| days.iter().map(|(day, _)| day.day()).collect();
    Ok((days(&read.off), days(&read.work)))
}

/// Ways in which notices of other years and offices write the same, and what copying out of a PDF or a page leaves.
#[test]
fn other_wordings_say_the_same_days() {
    for (sentence, off, work) in [
        ("1月1日放假，1月4日（星期一）补休。", &[1, 4][..], &[][..]),
        ("1月1日放假，与周末连休。", &[1], &[]),
        ("1月1日至3日放假调休，共3天。1月9日（星期六）补班。", &[1, 2, 3], &[9]),
        (
            "1月1日至3日放假调休，共3天。1月9日（星期六）为工作日。",
            &[1, 2, 3],
            &[9],
        ),
        (
            "1月1日至3日放假调休，共3天。1月9日（星期六）正常工作。",
            &[1, 2, 3],
            &[9],
        ),
        (
            "１月１日至３日放假调休，共３天。１月９日（星期六）上班。",
            &[1, 2, 3],
            &[9],
        ),
        ("1⽉1⽇至3⽇放假调休，共3天。1⽉9⽇（星期六）上班。", &[1, 2, 3], &[9]),
        (
            "1\u{200b}月1日至3日放假调休，共3天。1月9\u{200b}日（星期六）上班。",
            &[1, 2, 3],
            &[9],
        ),
        ("1月1日～3日放假调休，共3天。", &[1, 2, 3], &[]),
        ("1月1日~3日放假调休，共3天。", &[1, 2, 3], &[]),
        ("1月1日–3日放假调休，共3天。", &[1, 2, 3], &[]),
        ("1月1日─1月3日放假调休，共3天。", &[1, 2, 3], &[]),
        ("1月1—3日放假调休，共3天。", &[1, 2, 3], &[]),
        ("1月1、2、3日放假调休，共3天。", &[1, 2, 3], &[]),
        ("1月1日至3日放假调休。共3天。1月9日（星期六）上班。", &[1, 2, 3], &[9]),
        ("1月1日(周五)至3日(周日)休息，1月9日上班。", &[1, 2, 3], &[9]),
        ("自1月1日起至1月3日止放假调休，共3天。", &[1, 2, 3], &[]),
    ] {
        assert_eq!(january(sentence), Ok((off.to_vec(), work.to_vec())), "{sentence}");
    }
}

/// A day of which nothing is said, a count that differs, an open bracket: a day may be lost, so the text is refused.
#[test]
fn a_sentence_that_may_lose_a_day_is_refused() {
    for sentence in [
        "1月1日起放假3天。",
        "1月1日至2日放假，共3天。",
        "1月1日至3日放假调休，共3天。1月9日（星期六）照常。",
        "1月1日至3日放假调休，共3天。1月9日不上班。",
        "1月1日放假1天。1月4日不放假。",
        "1月1日至3日放假调休，共3天。1月9日（周六上班。",
        "放假时间为1月1日至3日，共3天。",
    ] {
        assert_eq!(january(sentence), Err("unclear"), "{sentence}");
    }
}

/// Arrangements of other years as they were published, without their heads.
const OTHER_YEARS: [(i32, &str); 4] = [
    (
        2017,
        "一、元旦：1月1日放假，1月2日（星期一）补休。\n二、春节：1月27日至2月2日放假调休，共7天。1月22日（星期日）、2月4日（星期六）上班。\n\
        三、清明节：4月2日至4日放假调休，共3天。4月1日（星期六）上班。\n四、劳动节：5月1日放假，与周末连休。\n\
        五、端午节：5月28日至30日放假调休，共3天。5月27日（星期六）上班。\n\
        六、中秋节、国庆节：10月1日至8日放假调休，共8天。9月30日（星期六）上班。",
    ),
    (
        2023,
        "一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。 二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、\
        1月29日（星期日）上班。 三、清明节：4月5日放假，共1天。 四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、\
        5月6日（星期六）上班。 五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。 六、中秋节、国庆节：9月29日至\
        10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。",
    ),
    (
        2024,
        "一、元旦：1月1日放假，与周末连休。\n二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。\n\
        三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。\n四、劳动节：5月1日至5日放假调休，共5天。\
        4月28日（星期日）、5月11日（星期六）上班。\n五、端午节：6月10日放假，与周末连休。\n\
        六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。\n七、国庆节：10月1日至7日放假调休，共7天。\
        9月29日（星期日）、10月12日（星期六）上班。",
    ),
    (
        2026,
        "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n二、春节：2月15日（农历腊月二十八、周日）至\
        23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。\n三、清明节：4月4日（周六）至6日\
        （周一）放假，共3天。\n四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n\
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n\
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。",
    ),
];

/// What a page has below the notice.
const BELOW: &str = "\n鼓励单位和个人结合落实带薪年休假等制度。节假日期间，各地区要安排好值班。\n国务院办公厅\n2025年11月4日\n\
    2025-11-5 22:32 上传\n2a6b629ca40799999999999.jpg (175.6 KB\n2026年1月5日有雪";

#[test]
fn published_years_are_the_built_in_ones_whatever_stands_below_them() {
    for (year, items) in OTHER_YEARS {
        for below in ["", BELOW] {
            let read = gazette(&format!("国务院办公厅关于{year}年部分节假日安排的通知\n{items}{below}")).unwrap();
            let days = |days: &[(NaiveDate, String)]| -> Vec<NaiveDate> {
                let weekday = |day: &NaiveDate| day.weekday().number_from_monday() < 6;
                days.iter().map(|(day, _)| *day).filter(weekday).collect()
            };
            let known = Calendar::builtin().notice(year).unwrap();
            assert_eq!(days(&read.off), days(&known.off), "{year}");
            let worked = |notice: &YearNotice| notice.work.iter().map(|(day, _)| *day).collect::<Vec<_>>();
            assert_eq!(worked(&read), worked(known), "{year}");
        }
    }
}
