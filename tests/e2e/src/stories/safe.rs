//! Nothing acknowledged is lost: killed browsers, no network, a file on a stick.
use std::time::{Duration, Instant};

use e2e::driver::{Engine, Outcome};

use super::{Stage, Story, TOO_SLOW, begin, new_case, see_cases};

/// How often the browser is killed.
const KILLS: u32 = 6;

/// SIGKILL in the middle of writing, many times: every acknowledged case is there afterwards.
pub const SIGKILL: Story = Story {
    name: "sigkill-while-writing",
    tell: |stage| Box::pin(sigkill(stage)),
    not_in: &[(Engine::Webkit, "MiniBrowser keeps nothing between automated sessions")],
};

async fn sigkill(stage: &mut Stage<'_>) -> Outcome {
    stage.begin("#/cases").await?;
    let mut acknowledged: Vec<String> = Vec::new();
    // So long takes a case here.
    let start = Instant::now();
    new_case(stage.browser()?, "（2026）豫14执1号", "2026-11-02").await?;
    let one = start.elapsed();
    acknowledged.push("（2026）豫14执1号".to_owned());
    for round in 0..KILLS {
        stage.open("#/cases").await?;
        let page = stage.browser()?;
        page.sees("新建案件").await?;
        // Kills at another moment each round, whatever the page is doing then: from well before the first case of the round
        // is there to well after the second.
        let moment = one * (60 + 40 * round) / 100;
        let writing = async {
            for serial in 1..50 {
                let number = format!("（2026）豫14执{}号", 1000 * (round + 1) + serial);
                new_case(page, &number, "2026-11-02").await?;
                acknowledged.push(number);
            }
            Ok::<(), String>(())
        };
        let _ = tokio::time::timeout(moment, writing).await;
        let browser = stage.browser.take().ok_or("no browser")?;
        stage.browser = Some(browser.kill_and_restart().await?);
        stage.open("#/cases").await?;
        let page = stage.browser()?;
        for number in &acknowledged {
            page.write("搜索", number).await?;
            see_cases(page, 1)
                .await
                .map_err(|e| format!("round {round}: {number} was acknowledged, then lost: {e}"))?;
        }
    }
    if acknowledged.len() < 3 {
        Err(format!("{TOO_SLOW}: only {} cases were written", acknowledged.len()))
    } else {
        Ok(())
    }
}

/// SIGKILL before, in and after the write of an import: all of it or nothing, and all once it was acknowledged.
pub const SIGKILL_IMPORT: Story = Story {
    name: "sigkill-while-importing",
    tell: |stage| Box::pin(sigkill_import(stage)),
    not_in: &[(Engine::Webkit, "MiniBrowser keeps nothing between automated sessions")],
};

/// The press comes so long after it was ordered: the moment of the kill is measured from the press, not from the driver.
const ORDERED: Duration = Duration::from_millis(300);

async fn sigkill_import(stage: &mut Stage<'_>) -> Outcome {
    stage.begin("#/cases").await?;
    // What was acknowledged is there, however soon the kill comes; and so long takes an import here.
    let start = Instant::now();
    order_import(stage).await?;
    see_cases(stage.browser()?, 286).await?;
    let whole = start.elapsed().saturating_sub(ORDERED);
    if kill_and_look(stage).await? != "all" {
        return Err("an import was acknowledged, then lost".to_owned());
    }
    let (mut none, mut all) = (0, 0);
    // Parts of that time, in hundredths: from well before the write to well after it.
    for part in [15, 50, 75, 95, 150] {
        order_import(stage).await?;
        tokio::time::sleep(ORDERED + whole * part / 100).await;
        match kill_and_look(stage).await? {
            "all" => all += 1,
            _ => none += 1,
        }
    }
    match (none, all) {
        (0, _) | (_, 0) => Err(format!(
            "{TOO_SLOW}: no kill fell beside the write: {none} times nothing, {all} times all"
        )),
        _ => Ok(()),
    }
}

/// Has the sample loaded in a moment.
async fn order_import(stage: &Stage<'_>) -> Outcome {
    stage.open("#/cases").await?;
    let page = stage.browser()?;
    page.sees("载入示例").await?;
    let code = "const load = [...document.querySelectorAll('button')].find(b => b.textContent.includes('载入示例'));
      setTimeout(() => load.click(), arguments[0]); return true";
    let after = ORDERED.as_millis() as u64;
    page.script(code, vec![after.into()]).await.map(drop)
}

/// Kills the browser and looks what is there: all of an import, or none. What is there is taken out again.
async fn kill_and_look(stage: &mut Stage<'_>) -> Outcome<&'static str> {
    let browser = stage.browser.take().ok_or("no browser")?;
    stage.browser = Some(browser.kill_and_restart().await?);
    stage.open("#/cases").await?;
    let page = stage.browser()?;
    let code = "const t = document.body.innerText;
      return t.includes('还没有案件') ? 'none' : /共\\s*286\\s*件/.test(t) ? 'all' : null";
    if page.wait_for("all 286 cases or none", code, vec![]).await? != "all" {
        return Ok("none");
    }
    stage.open("#/settings").await?;
    page.press("移除示例").await?;
    page.sees("本机尚无案件").await?;
    Ok("all")
}

/// After the first visit the app opens, and keeps cases, without any network.
pub const OFFLINE: Story = Story {
    name: "offline",
    tell: |stage| Box::pin(offline(stage)),
    not_in: &[],
};

async fn offline(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    let ready = "return navigator.serviceWorker && navigator.serviceWorker.ready.then(() => true)";
    page.wait_for("the service worker", ready, vec![]).await?;
    page.press("载入示例").await?;
    see_cases(page, 286).await?;
    stage.server.set_online(false);
    page.reload().await?;
    see_cases(page, 286).await?;
    new_case(page, "（2026）豫14执81号", "2026-11-02").await?;
    stage.open("#/quick").await?;
    page.reload().await?;
    page.sees("需补充事实").await
}

/// One file opened from a disk: quick triage and the case book work, also after a reload.
pub const FILE: Story = Story {
    name: "one-file-from-a-disk",
    tell: |stage| Box::pin(file(stage)),
    not_in: &[],
};

async fn file(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.browser()?;
    let url = format!("file://{}", stage.plan.dist.join("fenliu.html").display());
    page.open(&url).await?;
    page.pick("执行依据", "追缴诉讼费").await?;
    page.answer("涉党政机关", "否").await?;
    page.answer("立案信息核对", "无误").await?;
    page.sees("简易案件").await?;
    page.open(&format!("{url}#/cases")).await?;
    begin(page, None).await?;
    page.press("载入示例").await?;
    see_cases(page, 286).await?;
    page.reload().await?;
    see_cases(page, 286).await
}
