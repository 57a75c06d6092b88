//! The list and one case: the sample, search, why a date, a change with its way back.
use std::path::Path;

use e2e::acts::at;
use e2e::driver::{Engine, Outcome};

use super::{ONE_ENGINE, Stage, Story, open_case, see_cases};

/// The arrow down.
const DOWN: &str = "\u{e015}";

/// One click fills the list; search finds by party and pinyin initials; a case explains its dates; all is there
/// after a reload; one click removes the sample.
pub const SAMPLE: Story = Story {
    name: "sample-and-search",
    tell: |stage| Box::pin(sample(stage)),
    not_in: &[],
};

async fn sample(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    page.press("载入示例").await?;
    see_cases(page, 286).await?;
    page.write("搜索", "豫14执恢2号").await?;
    see_cases(page, 1).await?;
    page.write("搜索", "zmj").await?;
    // 郑某甲 is its applicant; the column itself may be left out where the window is narrow.
    page.sees("（2022）豫14执5号").await?;
    page.shot(stage.plan.shots.as_deref(), "cases").await?;
    open_case(page, "（2022）豫14执5号").await?;
    page.sees("返回列表").await?;
    page.shot(stage.plan.shots.as_deref(), "case").await?;
    page.press("为什么是这天").await?;
    page.sees("起算").await?;
    // Closing is found among what was done, and leads to its fields.
    page.press("登记办理情况").await?;
    page.has("dialog[open] input[type=search]:focus").await?;
    page.keys("结案").await?;
    page.sees("找到 1 项").await?;
    page.keys(DOWN).await?;
    page.press("填写结案信息").await?;
    page.has("#edit-closed_on input:focus").await?;
    page.press("取消").await?;
    page.reload().await?;
    page.sees("（2022）豫14执5号").await?;
    stage.open("#/settings").await?;
    page.press("移除示例").await?;
    stage.open("#/cases").await?;
    page.sees("还没有案件").await
}

/// An office screen shows many cases at once, and the keyboard goes from the search into the list, to a case beside it
/// and back.
pub const OFFICE: Story = Story {
    name: "office-list",
    tell: |stage| Box::pin(office(stage)),
    not_in: &[],
};

async fn office(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    page.press("载入示例").await?;
    see_cases(page, 286).await?;
    page.resize_inside(1366, 768).await?;
    let lines =
        "const seen = e => { const r = e.getBoundingClientRect(); return r.height > 0 && r.bottom <= innerHeight; };
        const box = document.querySelector('.list').getBoundingClientRect();
        const rows = [...document.querySelectorAll('.list-case')].filter(seen)
            .filter(e => { const r = e.getBoundingClientRect(); return r.top >= box.top && r.bottom <= box.bottom; });
        return rows.length >= 15 && document.querySelectorAll('.list-head [role=columnheader]').length === 9;";
    page.wait_for("15 rows with all eight usual columns", lines, vec![])
        .await?;
    page.shot(stage.plan.shots.as_deref(), "office-list").await?;
    let key = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true, cancelable: true}))";
    page.script("document.querySelector('main input[type=search]').focus()", vec![])
        .await?;
    for name in ["ArrowDown", "ArrowRight"] {
        page.script(key, vec![name.into()]).await?;
    }
    page.has(".cases-beside .case-pane").await?;
    page.has(".list-case.is-active.is-beside").await?;
    page.shot(stage.plan.shots.as_deref(), "office-beside").await?;
    page.script(key, vec!["Escape".into()]).await?;
    page.wait_for(
        "the list alone",
        "return !document.querySelector('.cases-beside')",
        vec![],
    )
    .await?;
    page.script(key, vec!["?".into()]).await?;
    page.sees("键盘快捷键").await?;
    page.sees("从搜索框进入列表").await?;
    page.press("关闭").await?;
    page.script(key, vec!["Escape".into()]).await?;
    page.wait_for(
        "the search field",
        "return document.activeElement.type === 'search'",
        vec![],
    )
    .await
    .map(drop)
}

/// The bureau's own workbook: every problem named, the good rows in, durable over a reload.
pub const IMPORT: Story = Story {
    name: "import-a-workbook",
    tell: |stage| Box::pin(import(stage)),
    not_in: &[],
};

async fn import(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/import").await?;
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/cases_sample.xlsx");
    let book = book.canonicalize().map_err(|e| e.to_string())?;
    page.give_file("选择文件", &book).await?;
    page.sees("（2023）豫14执0185号").await?;
    page.shot(stage.plan.shots.as_deref(), "import").await?;
    page.press("导入 286 件").await?;
    page.sees("已存入本机").await?;
    page.press("看案件列表").await?;
    see_cases(page, 286).await?;
    page.reload().await?;
    see_cases(page, 286).await
}

/// A workbook whose unit, sheets and columns had to be guessed: the guess is shown, put right, and taken.
pub const GUESSED: Story = Story {
    name: "import-guessed",
    tell: |stage| Box::pin(guessed(stage)),
    not_in: ONE_ENGINE,
};

async fn guessed(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/import").await?;
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/guessed.xlsx");
    let book = book.canonicalize().map_err(|e| e.to_string())?;
    page.give_file("选择文件", &book).await?;
    for seen in ["相近", "写法不明确", "没有台账表头", "金额单位不明确，未录入金额"] {
        page.sees(seen).await?;
    }
    page.shot(stage.plan.shots.as_deref(), "import-guessed").await?;
    page.pick("“标的额”的金额单位", "万元").await?;
    page.sees("单元格未写单位，按该列单位换算").await?;
    // The second month is left out.
    page.press_css(".import-sheets li:nth-child(2) input").await?;
    page.press("导入 1 件").await?;
    page.sees("已存入本机").await?;
    page.press("看案件列表").await?;
    open_case(page, "（2023）豫1421执301号").await?;
    page.sees("300,000.00").await
}

/// Rows pasted from a spreadsheet are read like a file; known numbers are offered as updates; it can be taken back later.
pub const PASTE: Story = Story {
    name: "paste-rows",
    tell: |stage| Box::pin(paste(stage)),
    not_in: &[],
};

async fn paste(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/import").await?;
    let rows = "案号\t立案日期\t被执行人\t标的额（万元）\n(2026)豫14执1号\t2026.4.29\t钱某\t35.5\n(2026)豫14执01号\t2026年5月6日\t孙某\t1";
    page.pick_text("或粘贴表格内容", rows).await?;
    page.press("读取粘贴内容").await?;
    page.sees("(2026)豫14执01号").await?;
    page.press("导入 1 件").await?;
    page.sees("已存入本机").await?;
    page.press("看案件列表").await?;
    open_case(page, "（2026）豫14执1号").await?;
    page.sees("355,000.00").await?;
    // The way back is there also after the page of import was left.
    at(page, "#/import").await?;
    page.press("撤销本次导入").await?;
    page.sees("新增案件移出列表").await?;
    at(page, "#/cases").await?;
    page.sees("1 件已移出未显示").await
}

/// A second tab follows what the first one writes within a second or so.
pub const TWO_TABS: Story = Story {
    name: "two-tabs",
    tell: |stage| Box::pin(two_tabs(stage)),
    not_in: &[(Engine::Webkit, "MiniBrowser opens no second tab under automation")],
};

async fn two_tabs(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    page.sees("还没有案件").await?;
    let first = page.session.window().await.map_err(|e| e.to_string())?;
    let second = page.session.new_tab().await.map_err(|e| e.to_string())?;
    page.session
        .switch_to_window(second.clone())
        .await
        .map_err(|e| e.to_string())?;
    stage.open("#/cases").await?;
    page.sees("还没有案件").await?;
    super::new_case(page, "（2026）豫14执71号", "2026-11-02").await?;
    page.session.switch_to_window(first).await.map_err(|e| e.to_string())?;
    let start = std::time::Instant::now();
    page.sees("（2026）豫14执71号").await?;
    if start.elapsed().as_secs() > 3 {
        return Err(format!("the other tab took {:?}", start.elapsed()));
    }
    // And the other way round: the chain of packs goes on from what the second tab wrote.
    super::new_case(page, "（2026）豫14执72号", "2026-11-03").await?;
    page.session.switch_to_window(second).await.map_err(|e| e.to_string())?;
    stage.open("#/cases").await?;
    page.sees("（2026）豫14执72号").await
}
