//! Forms of two people at once: nothing is overwritten unseen, and what is not one's own to fill in says so.
use e2e::acts::{at, link_for};
use e2e::driver::Outcome;
use e2e::endpoint::Endpoint;

use super::share::{OTHER, differ, exchange, join, pair, remove};
use super::{ONE_ENGINE, Stage, Story, new_case, open_case, see_cases};

/// While one types into a field, another saves it: both values are shown, saving waits for the choice, and what was
/// chosen stands on both. Fields of other roles are locked and say whose they are.
pub const STALE: Story = Story {
    name: "a-form-somebody-overtook",
    tell: |stage| Box::pin(stale(stage)),
    not_in: ONE_ENGINE,
};

const DEBTOR: &str = "return [...document.querySelectorAll('main .case-fact')].some(f => f.innerText.includes('被执行人') && f.innerText.includes(arguments[0]))";

async fn stale(stage: &mut Stage<'_>) -> Outcome {
    let endpoint = Endpoint::start().await?;
    let (one, two) = pair(stage, &endpoint).await?;
    for page in [one, &two] {
        open_case(page, "（2026）豫14执81号").await?;
        page.press("修改").await?;
    }
    two.has("dialog[open] fieldset[disabled] input").await?;
    two.sees("等填写").await?;
    two.write("被执行人", "丙公司").await?;
    one.write("被执行人", "乙公司").await?;
    one.press("保存").await?;
    two.sees("已改为：乙公司").await?;
    two.press("保存").await?;
    two.has("dialog[open] .row-moved").await?;
    two.shot(stage.plan.shots.as_deref(), "overtaken").await?;
    two.press("采用对方填写的").await?;
    two.write("案由", "借款合同纠纷").await?;
    two.press("保存").await?;
    let closed = "return !document.querySelector('dialog[open]')";
    two.wait_for("the form to close", closed, vec![]).await?;
    for page in [one, &two] {
        page.wait_for("the debtor that was chosen", DEBTOR, vec!["乙公司".into()])
            .await?;
        page.sees("借款合同纠纷").await?;
    }
    Ok(())
}

/// A removed device reads out what nobody got, clears itself, and joins again by a new invitation.
pub const BACK: Story = Story {
    name: "removed-and-back",
    tell: |stage| Box::pin(back(stage)),
    not_in: ONE_ENGINE,
};

async fn back(stage: &mut Stage<'_>) -> Outcome {
    let endpoint = Endpoint::start().await?;
    let (one, two) = pair(stage, &endpoint).await?;
    remove(one).await?;
    at(&two, "#/sync").await?;
    two.sees("这台设备已被移出").await?;
    new_case(&two, "（2026）豫14执90号", "2026-11-02").await?;
    at(&two, "#/sync").await?;
    two.sees("未被接收的记录：1 笔").await?;
    two.sees("（2026）豫14执90号").await?;
    // Nothing is cleared before what nobody else has is saved.
    two.sees("才能清空本机").await?;
    two.press("保存为文件").await?;
    two.press("清空本机，重新加入").await?;
    two.shot(stage.plan.shots.as_deref(), "removed").await?;
    two.press("已保存，清空").await?;
    two.has("form").await?;
    at(one, "#/cases").await?;
    at(one, "#/people").await?;
    let link = link_for(one, OTHER).await?;
    // The other browser is there already: the invitation has to be in the store before its link is opened.
    exchange(&[one]).await?;
    join(&two, &link).await?;
    at(&two, "#/cases").await?;
    see_cases(&two, 1).await
}

/// A list brought in by a clerk overwrites neither what was settled nor what another role fills in; both stand in the
/// preview beside the list's word.
pub const OVER_A_RULING: Story = Story {
    name: "import-over-a-ruling",
    tell: |stage| Box::pin(over_a_ruling(stage)),
    not_in: ONE_ENGINE,
};

async fn over_a_ruling(stage: &mut Stage<'_>) -> Outcome {
    let mut endpoint = Endpoint::start().await?;
    let (one, two) = pair(stage, &endpoint).await?;
    differ(&mut endpoint, one, &two).await?;
    one.press("以此为准").await?;
    one.write("理由", "按申请执行书").await?;
    one.press("核定").await?;
    exchange(&[one, &two]).await?;
    at(&two, "#/import").await?;
    let rows = "案号\t立案日期\t申请执行标的额（元）\t结案日期\n（2026）豫14执81号\t2026-11-02\t999\t2026-11-20";
    two.pick_text("或粘贴表格内容", rows).await?;
    two.press("读取粘贴内容").await?;
    two.sees("已核定或已审定，保留").await?;
    two.sees("您的岗位不填此项，保留").await?;
    at(&two, "#/cases").await?;
    open_case(&two, "（2026）豫14执81号").await?;
    two.does_not_see("999").await
}

/// The store is emptied: whoever notices fills it again at once, says so, and a newcomer finds everything there.
pub const EMPTIED: Story = Story {
    name: "an-emptied-store",
    tell: |stage| Box::pin(emptied(stage)),
    not_in: &[],
};

const EMPTIED_WORD: &str = "共享存储被清空";

async fn emptied(stage: &mut Stage<'_>) -> Outcome {
    let mut endpoint = Endpoint::start().await?;
    let (one, two) = pair(stage, &endpoint).await?;
    new_case(&two, "（2026）豫14执82号", "2026-11-02").await?;
    exchange(&[&two, one]).await?;
    endpoint.kill();
    // Nobody empties a store that several endpoints keep.
    let Some(folder) = endpoint
        .folder()
        .filter(|folder| folder.starts_with(std::env::temp_dir()))
    else {
        return Ok(());
    };
    std::fs::remove_dir_all(&folder).map_err(|e| e.to_string())?;
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    endpoint.run().await?;
    exchange(&[&two, one]).await?;
    // Whoever comes first fills it for all, and says so.
    if !two.text().await?.contains(EMPTIED_WORD) {
        one.sees(EMPTIED_WORD).await?;
    }
    one.sees("全部已存入").await?;
    at(one, "#/people").await?;
    let link = link_for(one, OTHER).await?;
    let three = stage.another().await?;
    join(&three, &link).await?;
    at(&three, "#/cases").await?;
    see_cases(&three, 2).await
}
