//! Quick triage: a verdict and dates at once, nothing stored.
use e2e::driver::{Browser, Outcome};
use serde_json::json;

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

/// The first verdict needs the quick page alone: neither the whole page nor the worker is fetched for it.
pub const ALONE: Story = Story {
    name: "quick-verdict-without-the-page",
    tell: |stage| Box::pin(alone(stage)),
    not_in: &[],
};

async fn alone(stage: &mut Stage<'_>) -> Outcome {
    stage.open("").await?;
    let page = stage.browser()?;
    page.pick("执行依据", "追缴诉讼费").await?;
    page.answer("涉党政机关", "否").await?;
    let more = fetched(page).await?;
    if more != json!([]) {
        return Err(format!("fetched before the first verdict: {more}"));
    }
    page.answer("立案信息核对", "无误").await?;
    page.sees("简易案件").await?;
    // Making a case of it goes on in the whole page.
    page.press("转为案件").await?;
    page.sees("申请执行人").await?;
    page.sees("简易案件").await
}

/// Files of the whole page and of the worker that this page has fetched.
async fn fetched(page: &Browser) -> Outcome<serde_json::Value> {
    let code =
        "return performance.getEntriesByType('resource').map(e => e.name).filter(n => /\\/(page|worker)-/.test(n))";
    page.script(code, vec![]).await
}

/// Whoever leaves quick triage finds everything typed when coming back, though another program shows it: also after the
/// network was gone when they left, and what was cleared by mistake.
pub const HANDED_OVER: Story = Story {
    name: "quick-handed-over",
    tell: |stage| Box::pin(handed_over(stage)),
    not_in: &[],
};

async fn handed_over(stage: &mut Stage<'_>) -> Outcome {
    // From the beginning: the list of files for later may be fetched as a whole before anything is typed.
    stage.server.withhold(Some("page-"));
    stage.open("#/quick").await?;
    let page = stage.browser()?;
    page.pick("执行依据", "仲裁裁决").await?;
    page.answer("仲裁种类", "劳动").await?;
    page.write("申请执行标的", "30万").await?;
    page.write("已冻结", "看不懂").await?;
    page.answer("涉党政机关", "否").await?;
    page.pick("收到申请日期", "2026-11-01").await?;
    page.script("location.hash = '#/settings'", vec![]).await?;
    page.sees("未能载入").await?;
    page.script("location.hash = '#/quick'", vec![]).await?;
    typed_stands(page).await?;
    stage.server.withhold(None);
    page.press("清空").await?;
    page.script("location.hash = '#/settings'", vec![]).await?;
    page.sees("下载诊断信息").await?;
    page.press("撤销").await?;
    if fetched(page).await? == json!([]) {
        return Err("the whole page was not fetched, so this story shows nothing".to_owned());
    }
    page.script("location.hash = '#/quick'", vec![]).await?;
    typed_stands(page).await?;
    page.answer("仲裁种类", "商事").await?;
    page.does_not_see("程序出错").await
}

/// All that [`handed_over`] typed is in the form.
async fn typed_stands(page: &Browser) -> Outcome {
    let code = "
      const box = (start) => [...document.querySelectorAll('.row')]
        .find(row => row.querySelector('.row-label')?.textContent.startsWith(start));
      const chosen = (start) => box(start)?.querySelector('input:checked')?.parentElement.textContent;
      const value = (start) => box(start)?.querySelector('input, select')?.value;
      return box('执行依据')?.querySelector('select')?.selectedOptions[0]?.textContent === '仲裁裁决'
        && chosen('仲裁种类') === '劳动' && chosen('涉党政机关') === '否'
        && value('申请执行标的') === '300,000.00' && value('已冻结') === '看不懂'
        && value('收到申请日期') === '2026-11-01'";
    page.wait_for("what was typed", code, vec![]).await.map(drop)
}

/// After the first visit quick triage opens without any network, and so does the rest of the app from there.
pub const OFFLINE: Story = Story {
    name: "quick-offline",
    tell: |stage| Box::pin(offline(stage)),
    not_in: &[],
};

async fn offline(stage: &mut Stage<'_>) -> Outcome {
    stage.open("").await?;
    let page = stage.browser()?;
    let ready = "return navigator.serviceWorker && navigator.serviceWorker.ready.then(() => true)";
    page.wait_for("the service worker", ready, vec![]).await?;
    stage.server.set_online(false);
    page.reload().await?;
    page.sees("需补充事实").await?;
    page.script("location.hash = '#/settings'", vec![]).await?;
    page.sees("下载诊断信息").await
}
