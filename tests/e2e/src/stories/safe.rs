//! Nothing acknowledged is lost: killed browsers, no network, a file on a stick.
use std::time::Duration;

use e2e::driver::{Engine, Outcome};

use super::{Stage, Story, begin, new_case, see_cases};

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
    for round in 0..KILLS {
        stage.open("#/cases").await?;
        let page = stage.browser()?;
        // Kills at another moment each round, whatever the page is doing then.
        let moment = Duration::from_millis(900 + u64::from(round) * 370);
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
        Err(format!("only {} cases were written", acknowledged.len()))
    } else {
        Ok(())
    }
}

/// SIGKILL in the middle of an import: all of it or nothing.
pub const SIGKILL_IMPORT: Story = Story {
    name: "sigkill-while-importing",
    tell: |stage| Box::pin(sigkill_import(stage)),
    not_in: &[(Engine::Webkit, "MiniBrowser keeps nothing between automated sessions")],
};

async fn sigkill_import(stage: &mut Stage<'_>) -> Outcome {
    stage.begin("#/cases").await?;
    for round in 0..4u64 {
        stage.open("#/cases").await?;
        stage.browser()?.press("载入示例").await?;
        tokio::time::sleep(Duration::from_millis(20 + 90 * round)).await;
        let browser = stage.browser.take().ok_or("no browser")?;
        stage.browser = Some(browser.kill_and_restart().await?);
        stage.open("#/cases").await?;
        let page = stage.browser()?;
        let code = "const t = document.body.innerText;
          return t.includes('还没有案件') ? 'none' : /共\\s*286\\s*件/.test(t) ? 'all' : null";
        if page.wait_for("all 286 cases or none", code, vec![]).await? == "all" {
            stage.open("#/settings").await?;
            page.press("移除示例").await?;
            page.sees("本机尚无案件").await?;
        }
    }
    Ok(())
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
