//! What comes out of the printer: the list as a ledger, a case on its sheet, quick triage and the reckoning.
use e2e::driver::{Browser, Engine, Outcome};
use e2e::pdf;
use serde_json::json;

use super::{Stage, Story, open_case, see_cases};

const NO_WEBKIT: &[(Engine, &str)] = &[(Engine::Webkit, "its driver cannot print a page")];

/// All 286 sample cases on a few sheets across, numbered, with the filter in words; a narrowed list prints as narrowed.
pub const LIST: Story = Story {
    name: "paper-list",
    tell: |stage| Box::pin(list(stage)),
    not_in: NO_WEBKIT,
};

async fn list(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    page.press("载入示例").await?;
    see_cases(page, 286).await?;
    no_dialog(page).await?;
    page.press("打印清单").await?;
    rows(page, ".paper-list", 286).await?;
    holds(
        page,
        ".paper-list",
        &[
            "商丘市中级人民法院",
            "执行案件清单",
            "全部案件",
            "共 286 件",
            "打印时间 20",
        ],
    )
    .await?;
    printed(stage, page, "list", 8, 16).await?;
    // The browser's own way of printing, without the rows, says how to get them instead of printing some.
    page.write("搜索", "zmj").await?;
    holds(page, ".paper-list", &["按 Ctrl+P"]).await?;
    let found =
        "const n = document.body.innerText.match(/共\\s*(\\d+)\\s*件/); return n && n[1] !== '286' && Number(n[1])";
    let found = page.wait_for("fewer cases", found, vec![]).await?;
    page.press("打印清单").await?;
    rows(page, ".paper-list", found.as_u64().unwrap_or_default()).await?;
    holds(page, ".paper-list", &["搜索“zmj”"]).await?;
    printed(stage, page, "list-narrowed", 1, 4).await
}

/// A case takes two sheets: what it is and what is to be done, then every entry of its trace.
pub const CASE: Story = Story {
    name: "paper-case",
    tell: |stage| Box::pin(case(stage)),
    not_in: NO_WEBKIT,
};

async fn case(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    page.press("载入示例").await?;
    see_cases(page, 286).await?;
    page.write("搜索", "豫14执恢2号").await?;
    see_cases(page, 1).await?;
    page.write("搜索", "豫14执5号").await?;
    open_case(page, "（2022）豫14执5号").await?;
    for note in 1..=10 {
        page.write("备注一条", &format!("第{note}条备注")).await?;
        page.keys("\u{e007}").await?;
        page.sees(&format!("第{note}条备注")).await?;
    }
    rows(page, ".paper-trace", 11).await?;
    let all = [
        "执行案件情况表",
        "（2022）豫14执5号",
        "分流结论",
        "期限和待办事项",
        "承办人（签名）",
        "第1条备注",
        "第10条备注",
    ];
    holds(page, ".paper-case", &all).await?;
    printed(stage, page, "case", 2, 2).await
}

/// Quick triage and the reckoning say on paper what was entered and what was not, on one or two sheets.
pub const QUICK: Story = Story {
    name: "paper-quick-and-money",
    tell: |stage| Box::pin(quick(stage)),
    not_in: NO_WEBKIT,
};

async fn quick(stage: &mut Stage<'_>) -> Outcome {
    stage.open("").await?;
    let page = stage.browser()?;
    page.sees("快速分流").await?;
    holds(
        page,
        ".quick-form",
        &["预设为今日", "按立案日期计", "未填", "未标注", "未知"],
    )
    .await?;
    printed(stage, page, "quick-blank", 1, 2).await?;
    page.pick("执行依据", "民事判决").await?;
    page.write("申请执行标的", "约三十万").await?;
    holds(page, ".quick-form", &["约三十万（看不懂，未计入）"]).await?;
    page.write("申请执行标的", "30万").await?;
    holds(page, ".quick-form", &["300,000.00"]).await?;
    printed(stage, page, "quick", 1, 2).await?;
    page.press("执行款计算").await?;
    holds(
        page,
        ".debt-conditions",
        &["本金：未填", "算至：", "预设为今日", "已还款项：未填"],
    )
    .await?;
    page.write("本金", "30万").await?;
    page.pick("期限届满日", "2024-06-10").await?;
    page.sees("尚欠").await?;
    holds(
        page,
        ".debt-conditions",
        &["本金：300,000.00", "期限届满日：2024-06-10"],
    )
    .await?;
    printed(stage, page, "money", 1, 2).await
}

/// Pressing for print must open no dialog: nobody is there to close it.
async fn no_dialog(page: &Browser) -> Outcome {
    let code = "window.print = () => window.dispatchEvent(new Event('beforeprint'))";
    page.script(code, vec![]).await.map(drop)
}

/// Waits until the sheet has so many rows.
async fn rows(page: &Browser, sheet: &str, count: u64) -> Outcome {
    let code = "return document.querySelectorAll(arguments[0] + ' tbody tr').length === arguments[1]";
    let what = format!("{count} rows in {sheet}");
    page.wait_for(&what, code, vec![json!(sheet), json!(count)])
        .await
        .map(drop)
}

/// Waits until the sheet, which no screen shows, holds all these texts.
async fn holds(page: &Browser, sheet: &str, texts: &[&str]) -> Outcome {
    for text in texts {
        let code = "
          const sheet = document.querySelector(arguments[0]);
          return !!sheet && sheet.textContent.replace(/\\s+/g, ' ').includes(arguments[1])";
        let what = format!("“{text}” in {sheet}");
        page.wait_for(&what, code, vec![json!(sheet), json!(text)]).await?;
    }
    Ok(())
}

/// Prints and counts the sheets.
async fn printed(stage: &Stage<'_>, page: &Browser, name: &str, least: usize, most: usize) -> Outcome {
    let pdf = pdf::print(page).await?;
    if let Some(folder) = stage.plan.shots.as_deref() {
        let file = folder.join(format!("{}-paper-{name}.pdf", stage.engine.name()));
        std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
        std::fs::write(file, &pdf).map_err(|e| e.to_string())?;
    }
    match pdf::pages(&pdf) {
        pages if (least..=most).contains(&pages) => Ok(()),
        pages => Err(format!("{name}: {pages} pages instead of {least} to {most}")),
    }
}
