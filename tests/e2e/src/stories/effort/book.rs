//! The book the jobs are done in: 30 cases filed today, 20 of last year with seizures that lapse soon, two colleagues.
use e2e::acts::at;
use e2e::driver::{Browser, Outcome};

use super::super::{Stage, day, import_pasted, paste_ledger};

/// Who has the cases filed today, and gets the others.
pub const STAYS: &str = "周敏";
/// Who has the cases of last year, and some work of the new ones.
pub const LEAVES: &str = "吴强";
/// Cases filed today.
pub const NEW: u32 = 30;
/// Cases of last year, each with a seizure.
pub const OLD: u32 = 20;

/// Makes it; nothing of this is counted.
pub async fn make<'s>(stage: &'s Stage<'_>) -> Outcome<&'s Browser> {
    let page = stage.begin("#/import").await?;
    page.resize_inside(1366, 900).await?;
    let (today, before, seized) = (day(page, 0).await?, day(page, -400).await?, day(page, -345).await?);
    import_pasted(page, &cases(&today, &before), NEW + OLD).await?;
    paste(page, "#/register/16", &parties(&before), 2 * OLD).await?;
    paste(page, "#/register/18", &seizures(&before, &seized), OLD).await?;
    assign(page).await?;
    court(page).await?;
    at(page, "#/cases").await?;
    page.sees("共 50 件").await?;
    Ok(page)
}

/// Number of a case by the day it was filed on.
fn number(filed: &str, at: u32) -> String {
    let year = filed.get(..4).unwrap_or_default();
    format!("（{year}）豫14执{}号", 201 + at)
}

fn cases(today: &str, before: &str) -> String {
    let head = "案号\t立案日期\t收案日期\t案由\t申请执行人\t被执行人\t标的种类\t申请标的额\t执行依据\t依据文号\t作出单位\t生效日期\t承办人\t书记员";
    let row = |filed: &str, handler: &str, at: u32| {
        format!(
            "{}\t{filed}\t{filed}\t买卖合同纠纷\t某{at}商贸有限公司\t王某{at}\t金钱给付\t{}000\t民事判决书\t（2021）豫1402民初{}号\t梁园区人民法院\t2021-06-01\t{handler}\t孙书",
            number(filed, at),
            20 + at,
            11 + at,
        )
    };
    let new = (0..NEW).map(|at| row(today, STAYS, at));
    let old = (NEW..NEW + OLD).map(|at| row(before, LEAVES, at));
    let rows: Vec<String> = new.chain(old).collect();
    format!("{head}\n{}", rows.join("\n"))
}

/// Both parties of each case of last year, with what a ruling says of them.
fn parties(before: &str) -> String {
    let rows = (NEW..NEW + OLD).map(|at| {
        let number = number(before, at);
        format!(
            "{number}\t申请执行人\t某{at}商贸有限公司\t{}\t商丘市南京路{at}号\n{number}\t被执行人\t王某{at}\t{}\t商丘市归德路{at}号",
            identity(at),
            identity(100 + at),
        )
    });
    let rows: Vec<String> = rows.collect();
    format!("案号\t诉讼地位\t姓名或名称\t证件号码\t送达地址\n{}", rows.join("\n"))
}

/// An identity number that nobody bears, with the right last sign.
fn identity(at: u32) -> String {
    let body = format!("41140219800101{at:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip(weights)
        .map(|(d, w)| d * w)
        .sum();
    let last = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"];
    format!("{body}{}", last.get(sum as usize % 11).copied().unwrap_or_default())
}

fn seizures(before: &str, seized: &str) -> String {
    let office = |at: u32| match at % 2 {
        0 => "工商银行商丘分行",
        _ => "建设银行商丘分行",
    };
    let rows = (NEW..NEW + OLD).map(|at| {
        format!(
            "{}\t活期账户{at}\t62220{at:05}\t冻结存款\t王某{at}\t{seized}\t{}",
            number(before, at),
            office(at),
        )
    });
    let rows: Vec<String> = rows.collect();
    format!(
        "案号\t财产\t证号、车牌或账号\t措施\t权利人\t生效日期\t协助单位\n{}",
        rows.join("\n")
    )
}

/// Pastes a ledger into a register.
async fn paste(page: &Browser, register: &str, rows: &str, count: u32) -> Outcome {
    at(page, register).await?;
    paste_ledger(page, rows, count).await
}

/// The first reception of the new cases is given to the one who leaves.
async fn assign(page: &Browser) -> Outcome {
    at(page, "#/matters").await?;
    page.pick("事务", "初次接待").await?;
    page.sees(&format!("共 {NEW} 项")).await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.press("分派").await?;
    page.write("其他人姓名", LEAVES).await?;
    page.sees(&format!("本次分派：{LEAVES} {NEW} 项")).await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees(&format!("分派：{NEW} 项，已保存")).await
}

/// Phone, address, account and usual terms of the court, which are typed once on a device.
async fn court(page: &Browser) -> Outcome {
    at(page, "#/cases").await?;
    page.sees("共 50 件").await?;
    page.press_css(".list-row:nth-of-type(1) .pick-target input").await?;
    page.press("制作文书").await?;
    page.sees("为 1 件案件制作").await?;
    page.press("本院电话、地址、案款账户").await?;
    for (label, text) in [
        ("联系电话", "0370-3000000"),
        ("法院地址", "商丘市神火大道1号"),
        ("案款户名", "某法院案款专户"),
        ("案款开户行", "某银行商丘分行"),
        ("案款账号", "4100000000000"),
        ("报告期限", "收到本令后十五日"),
        ("提供期限", "收到本通知后十五日"),
    ] {
        page.write(label, text).await?;
    }
    // They are put on the device after a pause.
    tokio::time::sleep(std::time::Duration::from_millis(800)).await;
    at(page, "#/cases").await
}
