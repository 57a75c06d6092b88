//! The people of a centre: a list of staff taken in, cases shared out with reasons and without who is recused, and the
//! bell of whoever joins.
use e2e::acts::{at, link_for};
use e2e::driver::Outcome;
use e2e::endpoint::Endpoint;

use super::share::{join, share};
use super::{ONE_ENGINE, Stage, Story, new_case, open_case};

const CASE: &str = "（2026）豫14执95号";
/// One who gets the case, and one who is recused in it.
const LIST: &str = "姓名\t职务\t团队\t专长\n李某\t员额法官\t普执团队\t\n赵某\t员额法官\t普执团队\t执95号\n";

/// A pasted list makes two people without devices; one is recused, so the case goes to the other although it is not his
/// kind of work; who joins by the invitation is that person, and the bell says what came and why, until it is read.
pub const SHARED_OUT: Story = Story {
    name: "a-case-is-shared-out-and-the-bell-says-why",
    tell: |stage| Box::pin(shared_out(stage)),
    not_in: ONE_ENGINE,
};

async fn shared_out(stage: &mut Stage<'_>) -> Outcome {
    let endpoint = Endpoint::start().await?;
    let shots = stage.plan.shots.clone();
    let one = stage.begin("#/cases").await?;
    new_case(one, CASE, "2026-11-02").await?;
    share(stage, one, &endpoint.url()).await?;
    stage.open("#/people").await?;
    one.press("导入人员名册").await?;
    one.pick_text("或粘贴", LIST).await?;
    one.press("核对名册").await?;
    one.sees("读到 2 人：新增 2").await?;
    one.shot(shots.as_deref(), "staff-list").await?;
    one.press("导入 2 人").await?;
    one.sees("已导入 2 人").await?;
    let link = link_for(one, "李某").await?;
    at(one, "#/cases").await?;
    open_case(one, CASE).await?;
    one.press("回避").await?;
    one.write("应回避人员", "赵某").await?;
    one.pick("回避事由", "是本案当事人或者当事人、代理人的近亲属").await?;
    one.pick("提出方式", "自行回避").await?;
    one.press("保存").await?;
    one.press("提请决定 回避 赵某").await?;
    one.press_css("dialog[open] button[type=submit]").await?;
    one.sees("待决定，暂停参与").await?;
    at(one, "#/cases").await?;
    one.press_css(".list-case input[type=checkbox]").await?;
    one.press("分案").await?;
    for name in ["李某", "赵某"] {
        one.press(&format!("{name} 在办 0 件")).await?;
    }
    one.offers("赵某（回避待决定，暂停参与）").await?;
    one.sees("按在办件数均分（原有 0 件）").await?;
    one.shot(shots.as_deref(), "share-out").await?;
    one.press("分出 1 件").await?;
    one.sees("已分出 1 件").await?;
    at(one, "#/sync").await?;
    one.press("立即同步").await?;
    one.sees("已全部交换").await?;
    let two = stage.another().await?;
    join(&two, &link).await?;
    two.press("新消息 1 条").await?;
    two.sees("承办移交：移交").await?;
    two.sees("因为记录里写的是您").await?;
    two.shot(shots.as_deref(), "bell").await?;
    two.press(CASE).await?;
    two.sees("返回列表").await?;
    two.press("新消息 1 条").await?;
    two.press("全部已阅").await?;
    two.has("[aria-label='新消息 0 条']").await
}
