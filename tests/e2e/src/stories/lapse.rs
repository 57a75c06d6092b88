//! Somebody is away while a seizure of his is about to lapse: it stands in the day of whoever stands in, and is renewed.
use e2e::acts::at;
use e2e::driver::{Browser, Outcome};

use super::{CLERK, ONE_ENGINE, Stage, Story, day, import_pasted, open_case_by_list, year_on};

const CASE: &str = "（2026）豫14执61号";
/// Who handles the case, and is away.
const AWAY: &str = "李文";
/// What stands above seizures that lapse soon, in the day of whoever has to renew them.
const ALARM: &str = "30 天内要续行的查控";

/// A freeze of a colleague's case lapses in twenty days. It is nothing of one's own until the colleague is away and one
/// stands in: then it is in one's day, as it is on the page of the case and in the register. Renewed, it is gone from all
/// three, and none lapsed unseen.
pub const CAUGHT: Story = Story {
    name: "a-stand-in-and-a-lapse-caught",
    tell: |stage| Box::pin(caught(stage)),
    not_in: ONE_ENGINE,
};

async fn caught(stage: &mut Stage<'_>) -> Outcome {
    let shots = stage.plan.shots.clone();
    let page = stage.begin("#/import").await?;
    let (today, filed, seized) = (day(page, 0).await?, day(page, -400).await?, day(page, -345).await?);
    let rows = format!("案号\t立案日期\t申请执行人\t被执行人\t承办人\n{CASE}\t{filed}\t赵某\t王五\t{AWAY}");
    import_pasted(page, &rows, 1).await?;
    open_case_by_list(page, CASE).await?;
    page.press("登记查封、扣押、冻结").await?;
    page.write("财产", "工行账户6222").await?;
    page.pick("措施", "冻结存款").await?;
    page.pick("生效日期", &seized).await?;
    page.press("保存").await?;
    page.sees("已保存：工行账户6222").await?;
    at(page, "#/work").await?;
    page.sees("没有待您办理").await?;
    page.does_not_see(ALARM).await?;
    stand_in(page, &today).await?;
    page.sees(&format!("代 {AWAY} 办理（至 {today}）")).await?;
    page.sees(&format!("{ALARM}（1）")).await?;
    page.shot(shots.as_deref(), "lapse-in-the-day").await?;
    page.press(CASE).await?;
    page.sees("返回列表").await?;
    page.sees("存款冻结期限（工行账户6222）：").await?;
    page.sees("失效，最迟").await?;
    page.shot(shots.as_deref(), "lapse-in-the-case").await?;
    renew(page, &today).await?;
    page.shot(shots.as_deref(), "lapse-renewed").await?;
    open_case_by_list(page, CASE).await?;
    page.sees(&format!("{} 失效", year_on(&today))).await?;
    gone(page, "失效，最迟").await?;
    at(page, "#/work").await?;
    page.sees(&format!("代 {AWAY} 办理（至 {today}）")).await?;
    gone(page, ALARM).await
}

/// One stands in for the colleague today; returns on the own day.
async fn stand_in(page: &Browser, today: &str) -> Outcome {
    page.press("休假与代办").await?;
    page.press("登记").await?;
    page.write("休假（离岗）人员", AWAY).await?;
    page.write("代办人", CLERK).await?;
    page.pick("自", today).await?;
    page.pick("至（含当日）", today).await?;
    page.press("保存").await?;
    page.sees("已保存").await?;
    at(page, "#/work").await
}

/// Renews what the register says must be renewed within thirty days; then it says so of nothing.
async fn renew(page: &Browser, today: &str) -> Outcome {
    at(page, "#/register/18").await?;
    page.pick("显示", "30 天内要办").await?;
    page.sees("1 项").await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.press("续行").await?;
    page.pick("续行生效日期", today).await?;
    page.press("同时制作文书").await?;
    page.press("写入所选 1 项").await?;
    page.sees("续行：已保存 1 项").await?;
    page.sees("0 项，共 1 项").await?;
    page.sees("没有一项在未告警的情况下失效").await
}

/// The alarm is not there any more.
async fn gone(page: &Browser, alarm: &str) -> Outcome {
    let code = "return !document.body.innerText.includes(arguments[0])";
    page.wait_for(&format!("a page without “{alarm}”"), code, vec![alarm.into()])
        .await
        .map(drop)
}
