//! The demo bureau: opened with one press by whoever has not set anything up, full on every page, seen from several desks,
//! removed with one press; one's own book knows nothing of it.
use std::time::Duration;

use e2e::acts::{at, begin};
use e2e::driver::{Browser, Outcome};

use super::{ONE_ENGINE, Stage, Story, new_case, see_cases};

/// How long making the demo may take on a slow machine.
const MAKING: Duration = Duration::from_secs(120);

/// Pages a newcomer looks at, each with what it must show, and the name of its picture.
const PAGES: [(&str, &str, &str); 8] = [
    ("#/work", "分流审批", "work"),
    ("#/matters", "制作与送达三项文书", "matters"),
    ("#/cases", "示例", "cases"),
    ("#/register/18", "最迟办理", "seizures"),
    ("#/register/35", "执行通知书", "documents"),
    ("#/overdue", "待认可", "overdue"),
    ("#/warnings", "承办人", "warnings"),
    ("#/bulletin", "通报", "bulletin"),
];

/// Opens the demo from the first page a newcomer sees; returns when it is there.
pub async fn open<'s>(stage: &'s Stage<'_>) -> Outcome<&'s Browser> {
    stage.open("#/cases").await?;
    let page = stage.browser()?;
    look(page).await?;
    Ok(page)
}

/// Opens the demo from a page that offers it; returns when it is there.
pub async fn look(page: &Browser) -> Outcome {
    page.press("看示例库").await?;
    page.sees_within(MAKING, "以谁的身份看").await?;
    let there = "return !!document.getElementById('work-list')";
    page.wait_within(MAKING, "the demo", there, vec![]).await.map(drop)
}

/// Sits down at another desk.
pub async fn sit_down(page: &Browser, seat: &str) -> Outcome {
    page.pick("以谁的身份看", seat).await?;
    sits_at(page, seat).await
}

/// Waits until one sits at a desk.
async fn sits_at(page: &Browser, seat: &str) -> Outcome {
    let there = "const e = document.querySelector('.demo-seat select');
      return !!e && !e.disabled && e.selectedOptions[0].text === arguments[0]";
    page.wait_within(MAKING, seat, there, vec![seat.into()]).await.map(drop)
}

/// The story.
pub const DEMO: Story = Story {
    name: "the-demo-comes-and-goes-with-one-press",
    tell: |stage| Box::pin(demo(stage)),
    not_in: ONE_ENGINE,
};

async fn demo(stage: &mut Stage<'_>) -> Outcome {
    let page = open(stage).await?;
    page.resize_inside(1366, 900).await?;
    for (route, shown, picture) in PAGES {
        at(page, route).await?;
        page.has("h1").await?;
        page.sees(shown).await?;
        page.shot(stage.plan.shots.as_deref(), &format!("guide-{picture}"))
            .await?;
    }
    sit_down(page, "普执团队法官").await?;
    page.press("回到自己的案件库").await?;
    begin(page, None).await?;
    page.sees("还没有案件").await?;
    new_case(page, "（2026）豫14执81号", "2026-11-02").await?;
    at(page, "#/settings").await?;
    page.press("看示例库").await?;
    // The desk one sat at is still taken.
    sits_at(page, "普执团队法官").await?;
    page.press("移除示例").await?;
    see_cases(page, 1).await?;
    page.does_not_see("虚构").await
}
