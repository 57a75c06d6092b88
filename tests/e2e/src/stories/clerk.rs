//! The ways a clerk could lose work: a bad amount, Escape, Back, and a removed case.
use std::time::Duration;

use e2e::driver::Outcome;

use super::{Stage, Story, new_case, open_case, see_cases};

/// A bad amount is refused at its field, drafts come again after Escape, and a removed case has a way back.
pub const KEEPS: Story = Story {
    name: "nothing-lost",
    tell: |stage| Box::pin(keeps(stage)),
    not_in: &[],
};

async fn keeps(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, "（2026）豫14执81号", "2026-11-02").await?;
    stage.open("#/cases").await?;
    open_case(page, "（2026）豫14执81号").await?;
    page.press("修改").await?;
    page.write("申请执行标的", "约三十万").await?;
    page.press("保存").await?;
    page.sees("看不懂这个金额").await?;
    // Escape closes the form; what was typed comes again, also after a reload.
    page.script("document.querySelector('dialog[open]').close()", vec![])
        .await?;
    tokio::time::sleep(Duration::from_millis(800)).await;
    page.reload().await?;
    page.sees("（2026）豫14执81号").await?;
    page.press("修改").await?;
    page.sees("已带出上次没有保存的内容").await?;
    page.write("申请执行标的", "300000").await?;
    page.press("保存").await?;
    page.sees("300,000.00").await?;
    stage.open("#/cases").await?;
    see_cases(page, 1).await?;
    page.press_css(".pick-target input").await?;
    page.press("移出列表").await?;
    page.sees("1 件已移出未显示").await?;
    page.press("查看已移出案件").await?;
    see_cases(page, 1).await?;
    page.press_css(".pick-target input").await?;
    page.press("恢复").await?;
    see_cases(page, 0).await?;
    page.press("清除筛选").await?;
    see_cases(page, 1).await
}
