//! Records of a case: a freeze is entered once and stands with one date in the case, the register and the calendar.
use e2e::driver::{Browser, Outcome};

use super::{Stage, Story, new_case};

const CASE: &str = "（2026）豫14执91号";
const ASSET: &str = "工行账户6222";

/// Two freezes are entered and corrected in the case; the register lists them by the day to act, renews both at once, and
/// takes it back; a number that cannot be is refused with what was typed kept; all is there after a reload.
pub const SEIZURES: Story = Story {
    name: "seizures-of-a-case-and-of-the-book",
    tell: |stage| Box::pin(seizures(stage)),
    not_in: &[],
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
