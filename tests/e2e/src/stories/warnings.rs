//! Warnings besides lateness: seen in the case and in the list, answered together with a reason, back when facts change.
use e2e::driver::{Browser, Outcome};

use super::{ONE_ENGINE, Stage, Story, new_case, open_case_by_list};

const CASES: [&str; 2] = ["（2026）豫14执91号", "（2026）豫14执92号"];
const NO_NUMBER: &str = "被执行人没有证件号码";

/// Two cases have a debtor without an identity number: each says so, both are answered at once, and the one that gets
/// another such debtor warns again.
pub const WARNINGS: Story = Story {
    name: "warnings-are-answered-and-come-back",
    tell: |stage| Box::pin(warnings(stage)),
    not_in: ONE_ENGINE,
};

async fn warnings(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    for case in CASES {
        new_case(page, case, "2026-02-02").await?;
        debtor(page, "李四").await?;
        page.sees(NO_NUMBER).await?;
    }
    page.shot(stage.plan.shots.as_deref(), "warnings-of-a-case").await?;
    page.script("location.hash = '#/warnings?rule=M1'", vec![]).await?;
    page.sees("2 项，涉及 2 件案件").await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.sees("已选 2 项").await?;
    page.shot(stage.plan.shots.as_deref(), "warnings").await?;
    page.press("一并处理").await?;
    page.pick("处理", "情况不符，无需处理").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("请填写").await?;
    page.write("理由", "户籍系统查无此人").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("已处理预警 2 项").await?;
    page.sees("所选范围内没有预警").await?;
    open_case_by_list(page, CASES[0]).await?;
    page.sees("户籍系统查无此人").await?;
    page.does_not_see("没有证件号码，无法网络查控").await?;
    debtor(page, "王五").await?;
    page.sees("没有证件号码，无法网络查控").await
}

async fn debtor(page: &Browser, name: &str) -> Outcome {
    page.press("登记当事人").await?;
    page.pick("诉讼地位", "被执行人").await?;
    page.write("姓名或名称", name).await?;
    page.press("保存").await?;
    page.sees(&format!("已保存：{name}")).await
}
