//! What is owed: the sum follows the payments, and the sheet can be printed.
use e2e::driver::{Browser, Engine, Outcome};
use e2e::pdf;
use serde_json::json;

use super::{Stage, Story, new_case};

/// Three payments are set off as the law orders, and the reckoning is a sheet of a few pages with its reasons.
pub const PAYMENTS: Story = Story {
    name: "money-payments-and-sheet",
    tell: |stage| Box::pin(payments(stage)),
    not_in: &[(Engine::Webkit, "its driver cannot print a page")],
};

async fn payments(stage: &mut Stage<'_>) -> Outcome {
    stage.open("").await?;
    let page = stage.browser()?;
    page.pick("执行依据", "民事判决").await?;
    page.press("执行款计算").await?;
    page.sees("填本金和履行期限后显示结果").await?;
    page.write("本金", "30万").await?;
    page.pick("期限届满日", "2024-06-10").await?;
    page.pick("算至", "2025-06-10").await?;
    page.press("添加 一般债务利息").await?;
    page.pick("利息 1 起", "2024-01-01").await?;
    page.write("利息 1 利率", "6").await?;
    pay(page, 1, "2024-12-10", "50000").await?;
    page.sees("293,061.69").await?;
    pay(page, 3, "2025-03-10", "2万").await?;
    pay(page, 2, "2025-01-10", "10000").await?;
    page.sees("262,072.69").await?;
    page.sees("人民币贰拾陆万贰仟零柒拾贰元陆角玖分").await?;
    // A look at the other tab loses nothing.
    page.press("繁简分流").await?;
    page.sees("需补充事实").await?;
    let basis = "return document.querySelector('select').selectedIndex";
    page.wait_for("the answer kept", basis, vec![]).await?;
    page.press("执行款计算").await?;
    page.sees("262,072.69").await?;
    page.does_not_see("剩余本金").await?;
    page.press("计算过程").await?;
    page.sees("剩余本金").await?;
    page.sees("民诉法第264条").await?;
    page.shot(stage.plan.shots.as_deref(), "money").await?;
    let pdf = pdf::print(page).await?;
    if let Some(folder) = stage.plan.shots.as_deref() {
        std::fs::write(folder.join(format!("{}-money.pdf", stage.engine.name())), &pdf).map_err(|e| e.to_string())?;
    }
    match pdf::pages(&pdf) {
        1..=3 => Ok(()),
        other => Err(format!("the sheet has {other} pages")),
    }
}

async fn pay(page: &Browser, number: u32, on: &str, amount: &str) -> Outcome {
    let there = "return [...document.querySelectorAll('label')].some(l => l.textContent.startsWith(arguments[0]))";
    let name = format!("还款 {number}");
    while page.script(there, vec![json!(name)]).await? != json!(true) {
        page.press("添加 已还款项").await?;
    }
    page.pick(&format!("{name} 日期"), on).await?;
    page.write(&format!("{name} 金额"), amount).await
}

/// A case brings its claim and day of effect; what is typed comes again after a reload and after locking.
pub const OF_A_CASE: Story = Story {
    name: "money-of-a-case",
    tell: |stage| Box::pin(of_a_case(stage)),
    not_in: &[],
};

async fn of_a_case(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, "（2026）豫14执9002号", "2026-03-02").await?;
    page.press("计算欠款").await?;
    page.write("本金", "100000").await?;
    page.pick("期限届满日", "2026-01-04").await?;
    page.pick("算至", "2026-04-14").await?;
    page.sees("101,750.00").await?;
    // Drafts are put on the device after a short pause.
    tokio::time::sleep(std::time::Duration::from_millis(800)).await;
    page.reload().await?;
    page.sees("101,750.00").await?;
    page.press("锁定").await?;
    page.press("解锁").await?;
    page.sees("101,750.00").await?;
    page.press("返回案件").await?;
    page.sees("101,750.00").await?;
    page.press("计算欠款").await?;
    page.press("清空").await?;
    page.does_not_see("101,750.00").await?;
    page.press("撤销").await?;
    page.sees("101,750.00").await
}
