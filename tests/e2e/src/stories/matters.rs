//! The shared work of a centre: taken, given away, recorded as done for several at once, set aside; and a stand-in.
use std::path::Path;
use std::time::Duration;

use e2e::driver::{Browser, Outcome};

use super::{ONE_ENGINE, Stage, Story, day, new_case, open_case_by_list};

const CASES: [&str; 2] = ["（2026）豫14执71号", "（2026）豫14执72号"];

/// Two new cases open with their matters; one is taken and done for both at once, one is given to somebody else, who is
/// away: then it stands in the day of whoever stands in; one does not apply.
pub const MATTERS: Story = Story {
    name: "matters-from-hand-to-hand",
    tell: |stage| Box::pin(matters(stage)),
    not_in: ONE_ENGINE,
};

async fn matters(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    let today = day(page, 0).await?;
    for case in CASES {
        new_case(page, case, &today).await?;
        page.sees("6 项待办，0 项已办结").await?;
    }
    page.script("location.hash = '#/matters'", vec![]).await?;
    page.sees("共 12 项").await?;
    page.pick("事务", "核对立案信息").await?;
    all(page).await?;
    page.press("由我办理").await?;
    page.sees("由我办理：2 项，已保存").await?;
    page.shot(stage.plan.shots.as_deref(), "matters").await?;
    // What was taken stays chosen: one goes on with it.
    page.press("登记办结").await?;
    page.sees("核对立案信息：2 项").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("没有符合条件的事务").await?;
    page.press("撤销").await?;
    page.sees("共 2 项").await?;
    page.pick("事务", "分析总对总结果、网上冻结").await?;
    all(page).await?;
    page.press("分派").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("请选择或填写姓名").await?;
    // The focus goes to what is missing in the next frame; what is typed before it would be lost.
    tokio::time::sleep(Duration::from_millis(400)).await;
    page.write("其他人姓名", "李文").await?;
    page.sees("本次分派：李文 2 项").await?;
    page.shot(stage.plan.shots.as_deref(), "matters-assign").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("待接收").await?;
    stand_in(stage.plan.shots.as_deref(), page, &today).await?;
    open_case_by_list(page, CASES[1]).await?;
    page.press("线下统一查封").await?;
    page.press("不适用").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("请写明理由").await?;
    page.write("理由", "申请执行人书面放弃").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("不适用：申请执行人书面放弃").await?;
    page.sees("5 项待办").await?;
    page.shot(stage.plan.shots.as_deref(), "matters-case").await
}

/// Chooses all rows.
async fn all(page: &Browser) -> Outcome {
    page.sees("共 2 项").await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.sees("已选 2 项").await
}

/// 李文 is away: what was given to him stands in the day of the person here.
async fn stand_in(shots: Option<&Path>, page: &Browser, today: &str) -> Outcome {
    page.script("location.hash = '#/work'", vec![]).await?;
    page.press("休假与代办").await?;
    page.press("登记").await?;
    page.write("休假（离岗）人员", "李文").await?;
    page.write("代办人", super::CLERK).await?;
    page.pick("自", today).await?;
    page.pick("至（含当日）", today).await?;
    page.press("保存").await?;
    page.sees("已保存").await?;
    page.script("location.hash = '#/work'", vec![]).await?;
    page.sees(&format!("代 李文 办理（至 {today}）")).await?;
    page.sees("我的事务（2）").await?;
    page.shot(shots, "stand-in").await
}
