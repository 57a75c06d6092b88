//! Documents of several cases at once: made, looked through, recorded as sent, taken back.
use e2e::driver::Outcome;

use super::{Stage, Story, new_case, open_case_by_list, see_cases};

/// Two cases are ticked, the three notices of Art. 7(3) made with their gaps named; recording them as sent closes the matter,
/// undoing opens it again; what was sent is not made a second time, and its file
/// is kept with its record.
pub const NOTICES: Story = Story {
    name: "notices-of-several-cases",
    tell: |stage| Box::pin(notices(stage)),
    not_in: &[],
};

async fn notices(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, "（2026）豫14执61号", "2026-11-02").await?;
    stage.open("#/cases").await?;
    new_case(page, "（2026）豫14执62号", "2026-11-03").await?;
    stage.open("#/cases").await?;
    see_cases(page, 2).await?;
    page.press_css(".list-row:nth-of-type(1) .pick-target input").await?;
    page.press("制作文书").await?;
    page.sees("为 1 件案件制作").await?;
    stage.open("#/cases").await?;
    see_cases(page, 2).await?;
    page.script(
        "document.querySelectorAll('.list-case:not([hidden]) .pick-target input').forEach(box => box.click())",
        vec![],
    )
    .await?;
    page.sees("已选 2").await?;
    page.press("制作文书").await?;
    page.sees("为 2 件案件制作").await?;
    page.write("提供期限", "收到本通知之日起十五日").await?;
    page.press("生成文书").await?;
    page.sees("共 6 份").await?;
    page.sees("报告期限（2 份）").await?;
    page.shot(stage.plan.shots.as_deref(), "documents").await?;
    page.press("登记发出（6 份）").await?;
    page.sees("已登记发出 6 份").await?;
    page.press("撤销").await?;
    // Made anew before that is stored, they would count as sent.
    page.sees("登记发出（6 份）").await?;
    page.press("生成文书").await?;
    page.sees("共 6 份").await?;
    page.press("登记发出（6 份）").await?;
    page.sees("查看文书登记").await?;
    page.press("生成文书").await?;
    page.sees("未制作 6 份").await?;
    open_case_by_list(page, "（2026）豫14执61号").await?;
    page.sees("照片与附件（3）").await?;
    page.shot(stage.plan.shots.as_deref(), "documents-kept").await?;
    stage.open("#/register/35").await?;
    page.sees("共 6 项").await?;
    page.reload().await?;
    page.sees("共 6 项").await
}
