//! Quick triage: a verdict and dates at once, nothing stored.
use e2e::driver::{Browser, Outcome};

use super::{Stage, Story};

/// A newcomer gets a verdict that follows every answer, and both clocks, without reading anything first.
pub const VERDICT: Story = Story {
    name: "quick-verdict",
    tell: |stage| Box::pin(verdict(stage)),
    not_in: &[],
};

async fn verdict(stage: &mut Stage<'_>) -> Outcome {
    stage.open("").await?;
    let page = stage.browser()?;
    page.sees("需补充事实").await?;
    page.pick("执行依据", "仲裁裁决").await?;
    page.answer("仲裁种类", "商事").await?;
    page.write("申请执行标的", "300000").await?;
    page.answer("涉党政机关", "否").await?;
    page.answer("查控结果", "已回齐").await?;
    usual(page).await?;
    page.sees("普通案件").await?;
    page.write("申请执行标的", "299999.99").await?;
    page.sees("简易案件").await?;
    // Finding 2: the national ten days end before the court's five working days.
    page.pick("立案日期", "2022-09-30").await?;
    page.sees("2022-10-12").await?;
    page.sees("2022-10-10").await?;
    page.shot(stage.plan.shots.as_deref(), "quick").await?;
    page.press("清空").await?;
    page.sees("需补充事实").await?;
    page.press("撤销").await?;
    page.sees("简易案件").await
}

/// What most cases answer alike. Nothing is preset: it has to be said.
async fn usual(page: &Browser) -> Outcome {
    page.answer("涉外", "否").await?;
    page.answer("受托、保全、追缴诉讼费", "都不是").await?;
    page.answer("立案信息核对", "无误").await
}

/// What was typed for a quick look can become a case with one press.
pub const BECOMES_A_CASE: Story = Story {
    name: "quick-becomes-a-case",
    tell: |stage| Box::pin(becomes_a_case(stage)),
    not_in: &[],
};

async fn becomes_a_case(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/quick").await?;
    page.pick("执行依据", "仲裁裁决").await?;
    page.answer("仲裁种类", "劳动").await?;
    page.write("申请执行标的", "12.5万").await?;
    page.answer("涉党政机关", "否").await?;
    usual(page).await?;
    page.sees("简易案件").await?;
    page.press("转为案件").await?;
    page.write("案号", "（2026）豫14执9001号").await?;
    page.press("转为案件").await?;
    page.sees("返回列表").await?;
    page.sees("（2026）豫14执9001号").await?;
    page.sees("125,000.00").await
}
