//! Records of a case: a freeze is entered once and stands with one date in the case, the register and the calendar.
use e2e::driver::{Browser, Outcome};

use super::{ONE_ENGINE, Stage, Story, new_case, open_case_by_list};

const CASE: &str = "（2026）豫14执91号";
const ASSET: &str = "工行账户6222";

/// Two freezes are entered and corrected in the case; the register lists them by the day to act, renews both at once, and
/// takes it back; a number that cannot be is refused with what was typed kept; all is there after a reload.
pub const SEIZURES: Story = Story {
    name: "seizures-of-a-case-and-of-the-book",
    tell: |stage| Box::pin(seizures(stage)),
    not_in: ONE_ENGINE,
};

async fn seizures(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, CASE, "2026-02-02").await?;
    freeze(page, ASSET, "2026-03-02").await?;
    page.sees("2027-03-02").await?;
    freeze(page, "建行账户0188", "2026-03-09").await?;
    page.sees("2027-03-09").await?;
    page.shot(stage.plan.shots.as_deref(), "records-of-a-case").await?;

    page.press(&format!("更正 {ASSET}")).await?;
    page.write("实际冻结金额", "约两千左右").await?;
    page.press("保存").await?;
    page.sees("认不出金额").await?;
    page.write("实际冻结金额", "2000.50").await?;
    page.press("保存").await?;
    page.sees("2,000.50").await?;

    page.script("location.hash = '#/register/18'", vec![]).await?;
    page.sees("2027-03-02").await?;
    page.sees("2027-03-09").await?;
    page.shot(stage.plan.shots.as_deref(), "register").await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.sees("已选 2 项").await?;
    page.press("续行").await?;
    page.pick("续行生效日期", "2026-11-02").await?;
    page.press("同时制作文书").await?;
    page.press("写入所选 2 项").await?;
    page.sees("2027-11-02").await?;
    page.press("撤销").await?;
    page.sees("2027-03-02").await?;
    page.does_not_see("2027-11-02").await?;
    page.reload().await?;
    page.sees("2027-03-09").await
}

async fn freeze(page: &Browser, asset: &str, since: &str) -> Outcome {
    page.press("登记查封、扣押、冻结").await?;
    page.write("财产", asset).await?;
    page.pick("措施", "冻结存款").await?;
    page.pick("生效日期", since).await?;
    page.press("保存").await?;
    page.sees(&format!("已保存：{asset}")).await
}

/// Two cases seal the same house: entered one after the other from the register, in line by the certificate; when the first
/// is released, the one that waits moves up, and the day it took effect is entered with one press.
pub const QUEUE: Story = Story {
    name: "a-waiting-seizure-moves-up",
    tell: |stage| Box::pin(queue(stage)),
    not_in: ONE_ENGINE,
};

const FIRST: &str = "（2026）豫14执71号";
const SECOND: &str = "（2026）豫14执72号";

async fn queue(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, FIRST, "2026-02-02").await?;
    new_case(page, SECOND, "2026-02-03").await?;
    page.script("location.hash = '#/register/18'", vec![]).await?;
    page.press("登记").await?;
    page.write("案号", FIRST).await?;
    page.write("财产", "归德路1号房产").await?;
    page.write("证号、车牌或账号", "豫（2020）商丘市不动产权第0012345号")
        .await?;
    page.write("协助单位", "商丘市不动产登记中心").await?;
    page.pick("生效日期", "2026-03-02").await?;
    page.press("保存，登记下一项").await?;
    page.sees("2029-03-02").await?;
    page.write("案号", SECOND).await?;
    page.write("财产", "归德路1号，豫（2020）商丘市不动产权证第12345号")
        .await?;
    page.write("轮候顺位", "2").await?;
    page.shot(stage.plan.shots.as_deref(), "register-entry").await?;
    page.press("保存并关闭").await?;
    page.sees("第 2 顺位").await?;
    page.sees("（至 2029-03-02）").await?;
    page.shot(stage.plan.shots.as_deref(), "register-line").await?;
    page.press_css("tbody tr:nth-of-type(1) input[type=checkbox]").await?;
    page.press("解除或处置完毕").await?;
    page.pick("解除或处置完毕日期", "2026-11-02").await?;
    page.press("下一步：所选 1 项的文书").await?;
    page.press("生成文书").await?;
    page.sees("共 2 份").await?;
    page.shot(stage.plan.shots.as_deref(), "release-documents").await?;
    page.press("写入解除或处置完毕 1 项").await?;
    page.write("仍要发出的理由（记入发出登记）", "手写补齐").await?;
    page.press("写明理由，登记发出 2 份").await?;
    page.sees("解除或处置完毕：已写入 1 项").await?;
    page.script("location.hash = '#/register/18'", vec![]).await?;
    page.sees("自 2026-11-02 自动生效").await?;
    page.sees("2029-11-02").await?;
    page.shot(stage.plan.shots.as_deref(), "register-moved-up").await?;
    page.press("登记生效日期（1 项）").await?;
    page.sees("已登记生效日期：1 项").await?;
    page.does_not_see("自 2026-11-02 自动生效").await?;
    page.sees("没有一项在未告警的情况下失效").await?;
    open_case_by_list(page, SECOND).await?;
    page.sees("已于 2026-11-02 解除").await?;
    page.shot(stage.plan.shots.as_deref(), "case-line").await
}
