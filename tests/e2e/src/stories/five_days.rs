//! The first five days of a simple case, by two people on two devices: filed, its shared work done, its triage proposed by
//! the one and decided by the other, who both see the same at the end.
use e2e::driver::{Browser, Outcome};
use e2e::endpoint::Endpoint;

use super::share::{OTHER, at, exchange, join, share};
use super::{Stage, Story, new_case, open_case, see_cases};
use e2e::acts::invite;

const CASE: &str = "（2026）豫14执91号";

/// The matters of Art. 7 that the group does in these days and that are done by one entry.
const DONE: [&str; 3] = ["核对立案信息", "初次接待", "分析总对总结果、网上冻结"];

/// The story.
pub const FIVE_DAYS: Story = Story {
    name: "the-first-five-days-of-a-simple-case",
    tell: |stage| Box::pin(five_days(stage)),
    not_in: &[],
};

async fn five_days(stage: &mut Stage<'_>) -> Outcome {
    let endpoint = Endpoint::start().await?;
    let head = stage.begin("#/cases").await?;
    share(stage, head, &endpoint.url()).await?;
    stage.open("#/people").await?;
    let link = invite(head, OTHER).await?;
    let clerk = stage.another().await?;
    join(&clerk, &link).await?;
    // Day one: filed by the one, seen by the other.
    let filed = five_days_ago(head).await?;
    new_case(head, CASE, &filed).await?;
    facts(head).await?;
    at(&clerk, "#/cases").await?;
    see_cases(&clerk, 1).await?;
    open_case(&clerk, CASE).await?;
    // Days two to four: what the group does for every case.
    for matter in DONE {
        clerk.press(matter).await?;
        clerk.press("登记办结").await?;
        clerk.press_css("dialog[open] button[type=submit]").await?;
    }
    clerk.sees("3 项已办结").await?;
    // Day five: proposed by the clerk, decided by the head of the centre.
    clerk.press("提请主任决定").await?;
    clerk.sees("按规则算出").await?;
    clerk.press_css("dialog[open] button[type=submit]").await?;
    clerk.sees("已提请决定：简易").await?;
    at(head, "#/work").await?;
    head.sees(CASE).await?;
    head.press_css("thead input[type=checkbox]").await?;
    head.press("决定").await?;
    head.press_css("dialog[open] button[type=submit]").await?;
    head.sees("决定：已办理 1 项").await?;
    exchange(&[head, &clerk]).await?;
    for page in [head, &clerk] {
        at(page, "#/cases").await?;
        open_case(page, CASE).await?;
        page.sees("主任已审定：简易").await?;
    }
    Ok(())
}

/// What makes the case simple: recovery of a litigation fee, and no organ.
async fn facts(page: &Browser) -> Outcome {
    page.press("修改").await?;
    page.pick("执行依据", "追缴诉讼费").await?;
    page.press("保存").await?;
    page.sees("已改").await
}

/// The day five working days ago, weekends left out.
async fn five_days_ago(page: &Browser) -> Outcome<String> {
    let code = "
      const day = new Date(Date.now() + 8 * 3600e3);
      for (let left = 4; left > 0;) { day.setUTCDate(day.getUTCDate() - 1); if (day.getUTCDay() % 6) left--; }
      return day.toISOString().slice(0, 10)";
    let day = page.script(code, vec![]).await?;
    day.as_str().map(str::to_owned).ok_or_else(|| format!("no day: {day}"))
}
