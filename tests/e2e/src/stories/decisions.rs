//! What needs a yes: submitted on the case, decided for several at once, taken back, in the trace; and a ledger of the
//! office taken over.
use e2e::driver::{Browser, Outcome};

use super::{ONE_ENGINE, Stage, Story, new_case};

const CASES: [&str; 2] = ["（2026）豫14执91号", "（2026）豫14执92号"];

/// Two proposals are submitted, wait on one page, are decided at once, taken back and decided again; the case shows the
/// decision, and a reason typed into the form of a step survives its being closed.
pub const DECISIONS: Story = Story {
    name: "decisions-wait-and-are-taken",
    tell: |stage| Box::pin(decisions(stage)),
    not_in: ONE_ENGINE,
};

async fn decisions(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    for case in CASES {
        new_case(page, case, "2026-02-02").await?;
        page.press("分流审批").await?;
        page.pick("拟定程序", "普通").await?;
        page.press("保存").await?;
        page.sees("已保存：普通").await?;
        page.press("提请决定 分流审批 普通").await?;
        page.sees("指令来源").await?;
        if case == CASES[0] {
            page.write("理由", "需要评估").await?;
            page.keys("\u{e00c}").await?;
            page.press("提请决定 分流审批 普通").await?;
            page.sees("上次没有保存").await?;
        }
        page.press_css("dialog[open] button[type=submit]").await?;
        page.sees("待主任决定").await?;
    }
    page.shot(stage.plan.shots.as_deref(), "decision-submitted").await?;
    page.script("location.hash = '#/work'", vec![]).await?;
    for case in CASES {
        page.sees(case).await?;
    }
    page.shot(stage.plan.shots.as_deref(), "work").await?;
    decide_all(page).await?;
    page.press("撤销").await?;
    page.sees(CASES[1]).await?;
    decide_all(page).await?;
    super::open_case_by_list(page, CASES[0]).await?;
    page.sees("主任已审定：普通").await?;
    page.reload().await?;
    page.sees("主任已审定：普通").await
}

async fn decide_all(page: &Browser) -> Outcome {
    page.press_css("thead input[type=checkbox]").await?;
    page.sees("已选 2 项").await?;
    page.press("决定").await?;
    page.sees("指令来源").await?;
    // The rules cannot tell yet: who decides all the same says why, and the form stays until he does.
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("请写明理由").await?;
    page.write("理由", "合议后同意").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("决定：已办理 2 项").await?;
    page.sees("没有待您办理").await
}

/// The office's ledger of seizures: a row is recorded, one of a case nobody has is named, and what is there is not
/// recorded twice.
pub const LEDGER: Story = Story {
    name: "a-ledger-of-seizures-is-taken-over",
    tell: |stage| Box::pin(ledger(stage)),
    not_in: ONE_ENGINE,
};

async fn ledger(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, CASES[0], "2026-02-02").await?;
    let folder = std::env::temp_dir().join(format!("fenliu-e2e-ledger-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    let file = folder.join("查封台账.csv");
    let rows = "案号,查封财产,查控措施,冻结日期\n（2026）豫14执91号,工行6222,存款,2026-3-2\n（2026）豫14执7号,建行0188,存款,2026-3-2\n";
    std::fs::write(&file, rows).map_err(|e| e.to_string())?;
    page.script("location.hash = '#/register/18'", vec![]).await?;
    for (counts, row) in [("可登记 1 行", "登记 1 行"), ("已有 1 行", "")] {
        page.sees("导入台账").await?;
        page.give_file("导入台账", &file).await?;
        page.sees(counts).await?;
        page.sees("案件库里没有这个案号").await?;
        if !row.is_empty() {
            page.shot(stage.plan.shots.as_deref(), "ledger").await?;
            page.press(row).await?;
            page.sees("2027-03-02").await?;
        }
    }
    std::fs::remove_dir_all(&folder).map_err(|e| e.to_string())
}
