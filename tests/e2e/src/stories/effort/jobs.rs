//! Four of the jobs as a fast clerk does them, and what the page says afterwards. A counted stretch does no script.
use std::time::Duration;

use e2e::acts::at;
use e2e::driver::{Browser, Outcome};

use super::super::{see_cases, year_on};
use super::ENTER;
use super::book::{LEAVES, NEW, OLD, STAYS};

/// How long documents of many cases may take to be made and stored on a slow machine.
const MAKING: Duration = Duration::from_secs(60);
/// To the next field.
const TAB: &str = "\u{e004}";
const CASE: &str = "（2026）豫14执801号";

/// Every job begins at the list of cases.
pub async fn to_start(page: &Browser) -> Outcome {
    at(page, "#/cases").await?;
    page.has(".list-case").await
}

/// Makes the three notices of Art. 7(3) for all cases that wait for them, and records them as sent.
pub async fn notices(page: &Browser) -> Outcome {
    page.press("待办").await?;
    page.press("集约事务").await?;
    page.pick("事务", "制作与送达三项文书").await?;
    page.sees(&format!("共 {NEW} 项")).await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.press("制作文书").await?;
    page.sees(&format!("为 {NEW} 件案件制作")).await?;
    page.press("生成文书").await?;
    page.sees_within(MAKING, &format!("共 {} 份，0 份有空缺", 3 * NEW))
        .await?;
    page.press(&format!("登记发出（{} 份）", 3 * NEW)).await?;
    page.sees_within(MAKING, &format!("已登记发出 {} 份", 3 * NEW)).await
}

/// All are in the register, and no case waits for them.
pub async fn notices_done(page: &Browser) -> Outcome {
    at(page, "#/register/35").await?;
    page.sees(&format!("共 {} 项", 3 * NEW)).await?;
    at(page, "#/matters").await?;
    page.pick("事务", "制作与送达三项文书").await?;
    page.sees("没有符合条件的事务").await
}

/// They are renewed from `today` on.
pub async fn renewal(page: &Browser, today: &str) -> Outcome {
    page.press("台账").await?;
    page.sees(&format!("共 {OLD} 项")).await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.press("续行").await?;
    page.pick("续行生效日期", today).await?;
    page.press(&format!("下一步：所选 {OLD} 项的文书")).await?;
    page.write("审判长", "陈平").await?;
    page.write("审判员", "林海").await?;
    page.keys(ENTER).await?;
    page.sees_within(MAKING, "份有空缺").await?;
    page.press(&format!("写入续行 {OLD} 项，并登记发出")).await?;
    page.sees_within(MAKING, &format!("续行：已写入 {OLD} 项")).await
}

/// Each has its new last day, a year after the day it was renewed from.
pub async fn renewal_done(page: &Browser, today: &str) -> Outcome {
    at(page, "#/register/18").await?;
    let new_day = year_on(today);
    let code = "return [...document.querySelectorAll('tbody tr')].filter(row => row.innerText.includes(arguments[0])).length === arguments[1]";
    page.wait_for(
        &format!("{OLD} seizures until {new_day}"),
        code,
        vec![new_day.as_str().into(), OLD.into()],
    )
    .await
    .map(drop)
}

/// Cases, then the matters that were given to the colleague.
pub async fn hand_over(page: &Browser) -> Outcome {
    page.press("筛选").await?;
    // With its first choice: a column is called so, too.
    page.pick("承办人全部承办人", LEAVES).await?;
    see_cases(page, OLD).await?;
    page.press_css(".list-head input[type=checkbox]").await?;
    page.sees(&format!("已选 {OLD} 件")).await?;
    page.press("承办移交").await?;
    page.has("dialog[open] input:focus").await?;
    page.keys(STAYS).await?;
    page.pick("移交原因", "工作调动").await?;
    page.press(&format!("移交 {OLD} 件")).await?;
    page.sees(&format!("已移交 {OLD} 件")).await?;
    page.press("待办").await?;
    page.press("集约事务").await?;
    page.pick("经办人", &format!("{LEAVES}（{NEW}）")).await?;
    page.sees(&format!("共 {NEW} 项")).await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.press("分派").await?;
    page.press(&format!("{STAYS} 现有")).await?;
    page.sees(&format!("本次分派：{STAYS} {NEW} 项")).await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees(&format!("分派：{NEW} 项，已保存")).await
}

/// All cases and matters are at the other colleague.
pub async fn hand_over_done(page: &Browser) -> Outcome {
    at(page, &format!("#/cases?handler={STAYS}")).await?;
    see_cases(page, NEW + OLD).await?;
    at(page, "#/matters").await?;
    page.offers(&format!("{STAYS}（{NEW}）")).await?;
    let gone = "return ![...document.querySelectorAll('option')].some(o => o.text.startsWith(arguments[0]))";
    page.wait_for("nothing left with the colleague", gone, vec![LEAVES.into()])
        .await
        .map(drop)
}

/// A labour award of 30,000 yuan: what the plan asks for is filled in, checked, and the verdict decided.
pub async fn new_case(page: &Browser) -> Outcome {
    page.press("新建案件").await?;
    page.has("dialog[open] input:focus").await?;
    page.keys("2026豫14执801").await?;
    page.write("申请执行人", "赵某").await?;
    for text in ["某丁物流有限公司", "30000", STAYS] {
        page.keys(TAB).await?;
        page.keys(text).await?;
    }
    page.write("案由", "劳动争议").await?;
    page.keys(TAB).await?;
    page.keys("商劳人仲案〔2026〕15号").await?;
    page.keys(ENTER).await?;
    page.sees("返回列表").await?;
    page.press("修改").await?;
    page.pick("执行标的种类", "金钱").await?;
    page.pick("执行依据", "仲裁裁决").await?;
    page.pick("仲裁种类", "劳动").await?;
    page.write("作出单位", "商丘市劳动人事争议仲裁委员会").await?;
    page.answer("涉党政机关", "否").await?;
    page.answer("保全", "否").await?;
    page.press("保存").await?;
    page.sees("商劳人仲案").await?;
    page.press("核对立案信息").await?;
    page.press("逐项核对").await?;
    page.has(".check-line input:focus").await?;
    page.keys(ENTER).await?;
    page.sees("立案信息无误，已办结").await?;
    page.sees("简易案件").await?;
    page.press("确定繁简").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("主任已审定：简易").await
}

/// The verdict stands after the book was read anew.
pub async fn new_case_done(page: &Browser) -> Outcome {
    page.reload().await?;
    page.sees(CASE).await?;
    page.sees("主任已审定：简易").await
}
