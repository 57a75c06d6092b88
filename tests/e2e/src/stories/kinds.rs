//! A kind of record with a flow that a court puts in force while the app runs.
use e2e::driver::{Browser, Outcome};
use e2e::endpoint::Endpoint;

use super::share::{at, exchange, pair};
use super::{ONE_ENGINE, Stage, Story, open_case_by_list};

/// A kind with five fields and two approvals is put in; one records and submits, it waits for the other's person after the
/// exchange, who approves; taken back, the record is kept, and comes back with the text.
pub const OWN_KIND: Story = Story {
    name: "a-kind-of-the-courts-own",
    tell: |stage| Box::pin(own_kind(stage)),
    not_in: ONE_ENGINE,
};

const CASE: &str = "（2026）豫14执81号";
const RECORD: &str = "当事人联系记录 王五 电话";
/// The text of the example in docs/rules.md.
const TEXT: &str = include_str!("../../../data/kinds/own_contact.json");

async fn own_kind(stage: &mut Stage<'_>) -> Outcome {
    let endpoint = Endpoint::start().await?;
    let (one, two) = pair(stage, &endpoint).await?;
    kinds(one).await?;
    put(one, &TEXT.replace("\"not_by\": [\"ask\"]", "\"not_by\": []")).await?;
    one.sees("审批须排除提出的人").await?;
    // The first approval is that of the group of the person invited.
    let of_group = TEXT.replace("{\"roles\": [\"team_leader\"]}", "{\"groups\": [\"A\"]}");
    put(one, &of_group).await?;
    one.sees("当事人联系记录：新增种类").await?;
    one.sees("新增栏目“承诺金额”").await?;
    one.shot(stage.plan.shots.as_deref(), "own-kind-checked").await?;
    one.press("存入").await?;
    one.sees("已存入“当事人联系记录”").await?;
    record(one).await?;
    one.shot(stage.plan.shots.as_deref(), "own-kind-card").await?;
    exchange(&[one, &two]).await?;
    at(&two, "#/work").await?;
    two.sees(CASE).await?;
    two.shot(stage.plan.shots.as_deref(), "own-kind-waits").await?;
    open_case_by_list(&two, CASE).await?;
    step(&two, "团队审核").await?;
    two.sees("待局长审批").await?;
    exchange(&[&two, one]).await?;
    at(one, "#/register/1000").await?;
    one.sees("待局长审批").await?;
    one.shot(stage.plan.shots.as_deref(), "own-kind-register").await?;
    take_back(one).await?;
    open_case_by_list(one, CASE).await?;
    one.does_not_see("待局长审批").await?;
    kinds(one).await?;
    put(one, &of_group).await?;
    // Before it is checked there is no such button, only the way to what is stored.
    one.has(".own-result .form-foot").await?;
    one.press("存入").await?;
    one.sees("已存入“当事人联系记录”").await?;
    open_case_by_list(one, CASE).await?;
    one.sees("待局长审批").await
}

async fn kinds(page: &Browser) -> Outcome {
    at(page, "#/rules").await?;
    page.press("记录种类与流程").await
}

/// Pastes a text and has it checked.
async fn put(page: &Browser, text: &str) -> Outcome {
    page.pick_text("或粘贴文本", text).await?;
    page.press("核对").await
}

/// Records a contact and submits it.
async fn record(page: &Browser) -> Outcome {
    open_case_by_list(page, CASE).await?;
    page.press("当事人联系记录").await?;
    page.write("联系对象", "王五").await?;
    page.pick("联系方式", "电话").await?;
    page.pick("联系日期", "2026-11-20").await?;
    page.write("承诺金额", "3万").await?;
    page.press("保存").await?;
    page.sees("已保存：王五").await?;
    step(page, "报审").await?;
    page.sees("待团队审核").await
}

async fn step(page: &Browser, name: &str) -> Outcome {
    page.press(&format!("{name} {RECORD}")).await?;
    page.sees("指令来源").await?;
    page.press_css("dialog[open] button[type=submit]").await
}

async fn take_back(page: &Browser) -> Outcome {
    kinds(page).await?;
    page.press("收回“当事人联系记录”").await?;
    page.sees("涉及已登记的记录 1 条").await?;
    page.press("确认收回").await?;
    page.sees("记录都保留着").await
}
