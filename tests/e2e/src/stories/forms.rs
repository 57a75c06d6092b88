//! Forms of two people at once: nothing is overwritten unseen, and what is not one's own to fill in says so.
use e2e::driver::Outcome;
use e2e::endpoint::Endpoint;

use super::share::pair;
use super::{Stage, Story, open_case};

/// While one types into a field, another saves it: both values are shown, saving waits for the choice, and what was
/// chosen stands on both. Fields of other roles are locked and say whose they are.
pub const STALE: Story = Story {
    name: "a-form-somebody-overtook",
    tell: |stage| Box::pin(stale(stage)),
    not_in: &[],
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
    two.sees("您的岗位不填此项").await?;
    two.write("被执行人", "丙公司").await?;
    one.write("被执行人", "乙公司").await?;
    one.press("保存").await?;
    two.sees("已改为：乙公司").await?;
    two.press("保存").await?;
    two.has("dialog[open] .row-moved").await?;
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
